"""A small plan and its evidence, for tests of tracking."""

from __future__ import annotations

from datetime import date

from game.plans import plan
from khutwa.ledger import Entry, Grade, Ledger, Source, Status
from khutwa.roadmap.dates import PartialDate
from khutwa.track import Track, track

CAMPS = """
title: Arms for camps
start: 2017-01-01
parties: {state: The state, group: The group}
steps:
  camps: {obligors: state, by: 2017-03-01}
  arms: {obligors: group, requires: camps, by: 2017-05-30, rebaselined: [{by: 2017-06-20}]}
  law: {obligors: state, within: 30 days of arms}
  funds: {obligors: state}
"""


def told(number: int, step: str, status: str, day: str, recorded: str = "") -> Entry:
    """Return a well-graded entry."""
    when = date.fromisoformat(day)
    return Entry(
        id=str(number),
        recorded=date.fromisoformat(recorded) if recorded else when,
        step=step,
        status=Status(status),
        date=PartialDate.of(when),
        assessor="un",
        source=Source(url=f"https://example.org/{number}"),
        grade=Grade.parse("A1"),
    )


def tracked(day: str, *entries: Entry, text: str = CAMPS) -> Track:
    """Return where the plan stands on a day."""
    return track(plan(text), Ledger(entries), date.fromisoformat(day))
