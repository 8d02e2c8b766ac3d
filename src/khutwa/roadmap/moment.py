"""A point in time as a plan names it: a date, a clock, or a duration after one."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from khutwa.roadmap.dates import PartialDate
from khutwa.roadmap.duration import Duration
from khutwa.words import M, Message, Text

NAME = r"[^\W\d_][\w-]*(?:\.\d+)?"
"""Pattern of the name of a step, clock or fact: a letter, then letters, digits, `_`, `-`;
`.2` at the end names the second tranche of a step."""

_NAME = re.compile(NAME)


@dataclass(frozen=True, slots=True)
class Moment:
    """A date, or the time a clock shows, plus an offset.

    Exactly one of `date` and `clock` is given; `clock` names a clock of the roadmap or a step
    (then the moment the step is done).
    """

    date: PartialDate | None = None
    clock: str | None = None
    offset: Duration = field(default_factory=Duration)

    def __str__(self) -> str:
        anchor = str(self.date) if self.date else str(self.clock)
        return f"{self.offset} after {anchor}" if self.offset else anchor


def parse_moment(text: str) -> Moment:
    """Read `2015-12-31`, `adoption`, `P30D after adoption` or `30 days after adoption`.

    Raises:
        ValueError: if the text has another form.
    """
    *offset, last = text.split() or [""]
    if len(offset) > 1 and offset.pop() in ("after", "of"):
        anchor = parse_moment(last)
        return Moment(anchor.date, anchor.clock, Duration.parse(" ".join(offset)))
    text = text.strip()
    if _NAME.fullmatch(text):
        return Moment(clock=text)
    return Moment(date=PartialDate.parse(text))


def moment_words(label: Callable[[str], Text], moment: Moment) -> Message:
    """Return a moment in words.

    Args:
        label: Gives the name of a step or clock.
        moment: The moment.
    """
    anchor = moment.date if moment.date is not None else label(moment.clock or "")
    if moment.offset:
        return M("{duration} after {anchor}", duration=moment.offset, anchor=anchor)
    return M("{anchor}", anchor=anchor)
