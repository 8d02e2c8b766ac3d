"""The plan in time: windows, deadlines first and last, clocks, and the critical path."""

from __future__ import annotations

import math
from collections.abc import Collection
from datetime import date

from khutwa.linter.places import Places
from khutwa.linter.timetable import Timetable, timetable
from khutwa.report.calendar_ticks import ticks
from khutwa.report.svg import Sheet, width_of, wrap
from khutwa.report.theme import ACCENT, ACCENT_PALE, ALARM, GRID, INK, LINE, PALE, QUIET
from khutwa.roadmap.model import Roadmap
from khutwa.roadmap.tranches import expand
from khutwa.track.due import Due, dues
from khutwa.words import M, format_number, format_partial, use_language

SHARE, RIGHT, ROW, TOP = 0.26, 44.0, 42.0, 56.0
MOST_CLOCKS = 6
"""Lines of clocks above the axis."""


def draw_timeline(
    roadmap: Roadmap,
    language: str,
    *,
    width: float = 1100.0,
    titled: bool = True,
    only: Collection[str] | None = None,
) -> str:
    """Return the timeline of a plan as SVG.

    Args:
        roadmap: The plan.
        language: Language of its words; in Arabic time runs from right to left.
        width: Width of the drawing in pixels.
        titled: Whether the title of the plan stands above.
        only: The steps to draw, tranches by themselves; all of them when not given.
    """
    with use_language(language):
        whole = expand(roadmap)
        names = [name for name in whole.steps if only is None or name in only]
        return _Timeline(whole, names, timetable(whole), language, width, titled).render()


class _Timeline:
    def __init__(
        self,
        whole: Roadmap,
        names: list[str],
        table: Timetable,
        language: str,
        width: float,
        titled: bool,
    ) -> None:
        self.width, self.labels = width, round(SHARE * width)
        self.head = 24.0 if titled else -10.0
        self.titled = titled
        self.whole = whole
        self.table = table
        self.places = Places(whole, table.origin, {})
        self.names = [name for name in names if name in table.rows]
        self.dues = {name: dues(whole, table, whole.steps[name]) for name in self.names}
        self.clocks = self._clocks()[:MOST_CLOCKS]
        self.now = self._offset(whole.as_of.first) if whole.as_of else None
        rows = [table.rows[name] for name in self.names]
        days = [due.day for found in self.dues.values() for due in found]
        days += [row.start for row in rows] + [row.finish for row in rows]
        days += [day for day, _ in self.clocks] + ([self.now] if self.now is not None else [])
        self.first, self.last = min([*days, 0.0]), max([*days, 1.0])
        self.top = self.head + TOP + 15 * len(self.clocks) + 26
        self.bottom = self.top + ROW * len(self.names)
        self.sheet = Sheet(language, width, self.bottom + 68)

    def _offset(self, day: date) -> float | None:
        return float((day - self.table.origin).days) if self.table.origin else None

    def _clocks(self) -> list[tuple[float, str]]:
        found = []
        for clock in self.whole.clocks.values():
            for reading in clock.readings:
                place = self.places.resolve(reading.at, latest=False)
                if place is None or place[0] != 0:
                    continue
                label = f"{clock.label}: {reading.reading}" if clock.contested else str(clock.label)
                found.append((place[1], label))
        return sorted(found)

    def at(self, day: float) -> float:
        """Return the x of a day."""
        span = self.last - self.first
        return self.labels + (day - self.first) / span * (self.width - self.labels - RIGHT)

    def render(self) -> str:
        sheet = self.sheet
        title = str(M("Timeline: {title}", title=self.whole.title))
        said = str(M("Bars show the likely time of each step, in the order that conditions allow."))
        if self.titled:
            sheet.headline(title)
        sheet.text(24, self.head + 32, said, 12, fill=QUIET)
        for index in range(0, len(self.names), 2):
            sheet.rect(0, self.top + index * ROW, self.width, ROW, fill=PALE, fill_opacity=0.7)
        self._axis()
        self._marks()
        for index, name in enumerate(self.names):
            self._row(name, self.top + index * ROW)
        self._legend()
        return sheet.render(title, said)

    def _axis(self) -> None:
        first, last = self.table.day(self.first), self.table.day(self.last)
        if first and last and self.table.origin:
            marks = [
                (float((tick.first - self.table.origin).days), format_partial(tick, short=True))
                for tick in ticks(first, last)
            ]
        else:
            marks = [
                (day, str(M("day {number}", number=format_number(day, digits=0))))
                for day in (self.first + (self.last - self.first) * k / 6 for k in range(7))
            ]
        for day, label in marks:
            x = self.at(day)
            self.sheet.line(x, self.top - 6, x, self.bottom, stroke=GRID, stroke_width=1)
            self.sheet.text(x, self.top - 12, label, 10.5, anchor="middle", fill=QUIET)

    def _marks(self) -> None:
        for number, (day, label) in enumerate(self.clocks):
            x, y = self.at(day), self.head + TOP + 15 * number
            # The dates of the axis stand between the two parts.
            for above, below in ((y - 8, self.top - 24), (self.top - 6, self.bottom)):
                self.sheet.line(x, above, x, below, stroke=QUIET, stroke_width=1,
                                stroke_dasharray="6 3")  # fmt: skip
            self._flag(x, y, label, QUIET)
        if self.now is not None:
            x = self.at(self.now)
            self.sheet.line(x, self.top - 6, x, self.bottom + 8, stroke=ALARM, stroke_width=1.6)
            self._flag(x, self.bottom + 14, str(M("the day that the file describes")), ALARM)

    def _flag(self, x: float, y: float, label: str, colour: str) -> None:
        """Write beside a line, on the side where there is room."""
        fits = x + width_of(label, 10.5) < self.width - 10
        self.sheet.text(x + (4 if fits else -4), y, label, 10.5, fill=colour,
                        anchor="start" if fits else "end")  # fmt: skip

    def _row(self, name: str, y: float) -> None:
        sheet, row, step = self.sheet, self.table.rows[name], self.whole.steps[name]
        sheet.open(str(step.label))
        lines = wrap(str(step.label), 12, self.labels - 48, 2)
        weight = "600" if row.critical else "400"
        sheet.lines(24, y + (25 if len(lines) == 1 else 18), lines, 12, font_weight=weight)
        self._window(name, y)
        start, finish = self.at(row.start), self.at(row.finish)
        fill = ACCENT if row.critical else ACCENT_PALE
        assumed = {} if step.takes else {"stroke_dasharray": "3 2"}
        sheet.rect(start, y + 13, max(finish - start, 3), 14, rx=2,
                   fill=fill if step.takes else "#ffffff", stroke=ACCENT if row.critical else LINE,
                   stroke_width=1.5, **assumed)  # fmt: skip
        if row.latest is not None and row.latest > row.finish:
            sheet.line(finish, y + 20, self.at(row.latest), y + 20, stroke=LINE, stroke_width=1.5,
                       stroke_dasharray="2 3")  # fmt: skip
        # Neither an assumed duration nor an assumed beginning can show that a deadline is missed.
        surely = row.finish if step.takes else row.start
        surely = surely if self.whole.tells_its_beginning else -math.inf
        for due in self.dues[name]:
            # A date is met until the end of its day.
            met_until = due.day if due.projected else due.day + 1
            self._diamond(due, y + 20, late=met_until < surely - 1e-9)
        sheet.close()

    def _window(self, name: str, y: float) -> None:
        """Draw the window that the file itself gives, as a thin line below the bar."""
        opens = self.places.earliest(name)
        closes = [due.day for due in self.dues[name] if due.in_force]
        if opens is None or not closes or max(closes) < opens:
            return
        left, right = self.at(opens), self.at(max(closes))
        self.sheet.line(left, y + 34, right, y + 34, stroke=INK, stroke_width=1)
        for x in (left, right):
            self.sheet.line(x, y + 31, x, y + 37, stroke=INK, stroke_width=1)

    def _diamond(self, due: Due, y: float, *, late: bool) -> None:
        x, colour = self.at(due.day), ALARM if late else INK
        dash = {"stroke_dasharray": "2 1.5"} if due.reading else {}
        shape = [(x, y - 9), (x + 8, y), (x, y + 9), (x - 8, y)]
        if due.reading:
            self.sheet.open(str(due.reading))
        self.sheet.polygon(shape, fill=colour if due.in_force and not due.reading else "#ffffff",
                           stroke=colour, stroke_width=1.5, **dash)  # fmt: skip
        if due.reading:
            self.sheet.close()

    def _legend(self) -> None:
        rows = [self.whole.steps[name] for name in self.names]
        found = [due for each in self.dues.values() for due in each]
        said = [M("dark: critical path")]
        if any(not step.takes for step in rows):
            said.append(M("hollow bar: the file gives no duration, one period is assumed"))
        if found:
            said.append(M("diamond: deadline; red: earlier than the step can be done"))
        if any(not due.in_force for due in found):
            said.append(M("hollow: first promise"))
        if any(due.reading for due in found):
            said.append(M("dashed: deadline under a rival reading of its clock"))
        said += [M("dotted line: slack"), M("thin line: window")]
        text = " · ".join(str(message) for message in said)
        for line, shown in enumerate(wrap(text, 11, self.width - 48, 2)):
            self.sheet.text(24, self.bottom + 42 + 16 * line, shown, 11, fill=QUIET)
