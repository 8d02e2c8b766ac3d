"""Steps placed before what they require, and facts that nobody has to schedule."""

from __future__ import annotations

import pytest

from khutwa.roadmap.loader import load_text
from khutwa.roadmap.schedule import Fault, faults

PLAN = """\
title: Test
parties: {gov: Government}
facts: {thaw: {since: 2026-03}, funds: {}, peace: {never: true}}
steps:
  a: {obligors: gov, requires: CONDITION}
  b: {obligors: gov}
schedule: [a, b]
"""


@pytest.mark.parametrize(
    ("condition", "missing"),
    [
        ("thaw", None),
        ("funds", None),
        ("thaw and funds", None),
        ("b or thaw", None),
        ("b", ("b",)),
        ("b and thaw", ("b",)),
        ("peace", ("peace",)),
        ("peace or b", ("b", "peace")),
    ],
)
def test_a_fact_holds_unless_it_is_known_never_to(
    condition: str, missing: tuple[str, ...] | None
) -> None:
    loaded = load_text(PLAN.replace("CONDITION", condition))
    assert loaded.roadmap is not None
    found = [Fault("a", 0, missing)] if missing else []
    assert list(faults(loaded.roadmap)) == found
