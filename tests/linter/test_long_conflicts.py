"""A contradiction that runs through a whole plan is told by its two ends."""

from __future__ import annotations

from khutwa.linter import check
from khutwa.linter.time_words import MOST_PARTS
from khutwa.roadmap.loader import load_text


def chain(steps: int) -> str:
    """Return a plan whose steps follow each other, a month each; the last is due too soon."""
    lines = ["title: Chain", "start: 2027-01-01", "parties: {gov: Government}", "steps:"]
    for number in range(steps):
        requires = f", requires: s{number - 1}" if number else ""
        by = ", by: 2027-01-15" if number == steps - 1 else ""
        lines.append(f"  s{number}: {{obligors: gov, takes: 1 month{requires}{by}}}")
    return "\n".join(lines)


def parts(steps: int) -> list[str]:
    """Return what contradicts each other in the chain, in words."""
    (finding,) = (f for f in check(load_text(chain(steps))).findings if f.code == "KH301")
    return [str(part) for part in finding.what.values["parts"]]


def test_a_short_chain_is_told_whole() -> None:
    """The deadline, three durations, the two places between them and the first day."""
    assert len(parts(3)) == 7
    assert not any("more between" in part for part in parts(3))


def test_of_a_long_chain_the_ends_are_told_and_the_rest_is_counted() -> None:
    """Forty durations, the thirty-nine places between them, the deadline and the first day: 81."""
    told = parts(40)
    assert len(told) == MOST_PARTS + 1
    assert f"{81 - MOST_PARTS} more between them" in told
    assert "s39 by 15 January 2027" in told
    assert "nothing begins before 1 January 2027" in told
