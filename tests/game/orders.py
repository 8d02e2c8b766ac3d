"""Plans for the tests of the order search, and every schedule they have."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from hypothesis import strategies as st

from game.plans import NUMBERS, SHARES
from game.plans import plan as read
from khutwa.roadmap.model import Roadmap, Stage
from khutwa.roadmap.schedule import given

Stages = tuple[tuple[str, ...], ...]


def every_schedule(
    whole: Roadmap, size: int, done: frozenset[str] = frozenset()
) -> Iterator[Stages]:
    """Yield every schedule of all steps, from the definition.

    Stages have at most `size` steps. Steps of one escrow stand in the same stage, and a stage that
    is one escrow and nothing else may be larger.
    """
    left = [name for name in whole.steps if name not in done]
    if not left:
        yield ()
        return
    facts = given(whole)
    ready = [name for name in left if whole.steps[name].condition.holds(facts | done)]
    for count in range(1, len(ready) + 1):
        for stage in combinations(ready, count):
            deals = {whole.steps[name].escrow for name in stage}
            torn = any(
                other not in stage
                for other in left
                if whole.steps[other].escrow and whole.steps[other].escrow in deals
            )
            if torn or (count > size and (len(deals) > 1 or deals == {None})):
                continue
            for rest in every_schedule(whole, size, done | frozenset(stage)):
                yield (stage, *rest)


def in_order(whole: Roadmap, stages: Stages) -> Roadmap:
    """Return the plan with this schedule."""
    return whole.model_copy(update={"schedule": tuple(Stage(steps=stage) for stage in stages)})


@st.composite
def unordered_texts(draw: st.DrawFn, timed: bool = True, most: int = 5) -> str:
    """Return a plan without a schedule, whose conditions can all be met."""
    names = ["north", "south", "coast"][: draw(st.integers(1, 3))]
    lines = ["title: Drawn", "unit: year", "parties:"]
    for name in names:
        patience = draw(st.sampled_from([0.2, 0.5, 0.7, 0.85]))
        lines.append(f"  {name}: {{patience: {patience}, dividend: {draw(NUMBERS)}}}")
    lines += ["roles: {donor: {role: donor}}", "steps:"]
    steps = [f"s{number}" for number in range(draw(st.integers(1, most)))]
    for number, step in enumerate(steps):
        owners = draw(st.sets(st.sampled_from([*names, "donor"]), min_size=1, max_size=2))
        fields = [f"obligors: [{', '.join(sorted(owners))}]"]
        if len(owners) == 2 and draw(st.booleans()):
            fields.append("joint: true")
        if draw(st.booleans()):
            fields.append(f"persists: {draw(SHARES)}")
        if draw(st.booleans()):
            fields.append(f"verification: {{by: donor, detects: {draw(SHARES)}}}")
        if timed and draw(st.integers(0, 2)) == 0:
            fields.append(f"performers: donor, reliability: {draw(SHARES)}")
        if timed:
            fields.append(f"takes: {draw(st.integers(0, 3))} years")
        else:
            fields.append("takes: 0 years")
        escrowed = draw(st.integers(0, 3)) == 0
        if escrowed:
            fields.append("escrow: swap")
        elif number:
            fields += draw(_conditions(steps[:number]))
        stakes = [
            f"{name}: {{flow: {draw(NUMBERS)}, once: {draw(NUMBERS)}, outside: {draw(NUMBERS)}}}"
            for name in names
            if draw(st.integers(0, 4))
        ]
        fields.append(f"stakes: {{{', '.join(stakes)}}}")
        lines.append(f"  {step}: {{{', '.join(fields)}}}")
    return "\n".join(lines)


@st.composite
def _conditions(draw: st.DrawFn, before: list[str]) -> list[str]:
    """Return a condition over earlier steps: none, one, all, any, or some of them."""
    names = draw(st.lists(st.sampled_from(before), min_size=0, max_size=3, unique=True))
    if not names:
        return []
    kind = draw(st.sampled_from(["and", "or", "of"]))
    if kind == "of" and len(names) > 1:
        k = draw(st.integers(1, len(names)))
        return [f'requires: "{k} of ({", ".join(names)})"']
    return [f'requires: "{f" {kind} ".join(names)}"' if kind != "of" else f"requires: {names[0]}"]


def unordered_plans(timed: bool = True, most: int = 5) -> st.SearchStrategy[Roadmap]:
    """Return small random plans without a schedule."""
    return unordered_texts(timed, most).map(read)
