"""What rules about the order may rest on where the file gives none."""

from __future__ import annotations

from hypothesis import given, settings

from khutwa.linter.context import Context
from khutwa.roadmap.loader import load_text
from khutwa.roadmap.schedule import given as given_facts
from linter.drawn import plans


def context(text: str) -> Context:
    """Return what rules see of a plan."""
    loaded = load_text(text)
    assert loaded.roadmap is not None, [str(d) for d in loaded.diagnostics]
    return Context(loaded.roadmap, loaded.document)


PLAN = """\
title: Test
parties: {gov: {}, opp: {}}
steps:
  talks: {requires: ceasefire and (list or access)}
  list: {requires: ceasefire}
  ceasefire: {}
  access: {}
  vote: {requires: vote}
"""


def test_each_step_comes_as_early_as_its_condition_lets_it() -> None:
    assert context(PLAN).waves == (("ceasefire", "access"), ("talks", "list"))


def test_the_stages_of_the_file_are_its_waves() -> None:
    text = PLAN + "schedule: [access, ceasefire, [list, talks]]\n"
    assert context(text).waves == (("access",), ("ceasefire",), ("list", "talks"))


def test_with_a_goal_only_what_it_needs_is_counted() -> None:
    assert context(PLAN + "goal: list\n").waves == (("ceasefire",), ("list",))


@settings(max_examples=60, deadline=None, derandomize=True)
@given(plans().map(lambda text: text.split("schedule:\n")[0]))
def test_waves_agree_with_their_definition(text: str) -> None:
    ctx = context(text)
    facts = given_facts(ctx.whole)
    names = [name for wave in ctx.waves for name in wave]
    assert sorted(names) == sorted(ctx.stage_of)
    order = list(ctx.whole.steps)
    for index, wave in enumerate(ctx.waves):
        before = facts.union(*ctx.waves[:index])
        earlier = facts.union(*ctx.waves[: index - 1]) if index else None
        assert list(wave) == sorted(wave, key=order.index)
        for name in wave:
            condition = ctx.whole.steps[name].condition
            assert condition.holds(before)
            assert earlier is None or not condition.holds(earlier)
