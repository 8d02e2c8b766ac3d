"""The default order against a slow search written from its description."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from khutwa.roadmap.loader import load_text
from khutwa.roadmap.model import Roadmap
from khutwa.roadmap.schedule import default_stages

NAMES = "abcdefg"


@st.composite
def plans(draw: st.DrawFn) -> Roadmap:
    """Return plans of seven steps with choices, exchanges and goals."""
    lines = ["title: Test", "parties: {p: {}}", "steps:"]
    for name in NAMES:
        fields = ["obligors: p"]
        atoms = draw(st.lists(st.sampled_from(NAMES), max_size=3))
        if atoms:
            k = draw(st.integers(1, len(atoms)))
            fields.append(f"requires: '{k} of ({', '.join(atoms)})'")
        escrow = draw(st.sampled_from(["", "", "x", "y"]))
        if escrow:
            fields.append(f"escrow: {escrow}")
        lines.append(f"  {name}: {{{', '.join(fields)}}}")
    goal = draw(st.lists(st.sampled_from(NAMES), max_size=2, unique=True))
    loaded = load_text("\n".join([*lines, f"goal: [{', '.join(goal)}]"]))
    assert loaded.roadmap is not None
    return loaded.roadmap


def slowly(whole: Roadmap) -> tuple[tuple[str, ...], ...]:
    """Return the default stages, looking at every step again for every stage."""
    needed = set(whole.goal_steps)
    while whole.goal:
        grown = needed | {atom for name in needed for atom in whole.steps[name].condition.atoms()}
        if grown == needed:
            break
        needed = grown
    waiting = [name for name in whole.steps if name in needed]
    done: set[str] = set()
    result = []
    while ready := [name for name in waiting if whole.steps[name].condition.holds(done)]:
        stage: tuple[str, ...] = (ready[0],)
        for name in ready:
            escrow = whole.steps[name].escrow
            sides = [n for n in waiting if escrow and whole.steps[n].escrow == escrow] or [name]
            if set(sides) <= set(ready):
                stage = tuple(sides)
                break
        result.append(stage)
        done.update(stage)
        waiting = [name for name in waiting if name not in done]
    return tuple(result)


@settings(max_examples=200, deadline=None)
@given(plans())
def test_default_stages_agree_with_a_slow_search(whole: Roadmap) -> None:
    assert default_stages(whole) == slowly(whole)
