"""Counts a period with their level, its alarms, and lines for events."""

from __future__ import annotations

import math
from datetime import date, timedelta
from typing import TYPE_CHECKING

from khutwa.report.calendar_ticks import ticks
from khutwa.report.svg import Sheet, width_of, wrap
from khutwa.report.theme import ACCENT, ACCENT_PALE, ALARM, GRID, INK, LINE, QUIET
from khutwa.track.alarms_words import alarm_words, number, verdict
from khutwa.words import M, format_date, format_partial, use_language

if TYPE_CHECKING:
    from collections.abc import Sequence

    from khutwa.track.alarms import Alarms
    from khutwa.track.alarms_csv import Event
    from khutwa.track.alarms_replay import Alarm
    from khutwa.track.alarms_series import Count

LEFT, RIGHT, BOTTOM, PLOT, FLAG = 76.0, 30.0, 84.0, 300.0, 15.0


def draw_counts(found: Alarms, events: Sequence[Event], language: str, *, title: str = "") -> str:
    """Return a series of counts as SVG.

    Args:
        found: What the series says.
        events: Events that get a line; those outside the time that was counted are left out.
        language: Language of its words; in Arabic time runs from right to left.
        title: What is counted.
    """
    with use_language(language):
        return _Drawing(found, events, language, title).render()


class _Drawing:
    def __init__(self, found: Alarms, events: Sequence[Event], language: str, title: str) -> None:
        self.found = found
        self.title = title or str(M("Counts and their level"))
        self.counted = found.series.counted()
        self.others = {figures[0].start: figures[1:] for figures in found.series.stated()}
        self.first = min((c.start for c in self.counted), default=date(2000, 1, 1))
        self.last = max((c.end for c in self.counted), default=date(2000, 12, 31))
        self.events = [e for e in events if self.first <= e.day <= self.last]
        self.width = 1000.0
        self.alarms = [a for a in found.alarms if a.raised >= self.first]
        self.flags = len(self.events)
        self.head = 62.0
        self.top = self.head + 20 + FLAG * self.flags
        self.bottom = self.top + PLOT
        self.most = _round_up(
            max(
                [self.rate(c) for c in self.counted + self.beside]
                + [v.high for v in found.levels]
                + [1.0]
            )
        )
        self.sheet = Sheet(language, self.width, self.bottom + BOTTOM)

    @property
    def beside(self) -> tuple[Count, ...]:
        """Return the figures that stand beside others of the same period."""
        return tuple(c for figures in self.others.values() for c in figures if c.count is not None)

    def rate(self, each: Count) -> float:
        """Return what a usual period with full observation would have counted."""
        return (each.count or 0) / self.found.series.exposure(each, self.found.days)

    def x(self, day: date) -> float:
        span = max((self.last - self.first).days + 1, 1)
        part = (day - self.first).days / span
        return LEFT + min(max(part, 0), 1) * (self.width - LEFT - RIGHT)

    def y(self, value: float) -> float:
        return self.bottom - value / self.most * PLOT

    def render(self) -> str:
        sheet = self.sheet
        for line in wrap(self.title, 19, self.width - 48, 1):
            sheet.text(24, 32, line, 19, font_weight="600")
        said = str(verdict(self.found)[0])
        sheet.text(24, 54, wrap(said, 12, self.width - 48, 1)[0], 12, fill=QUIET)
        self._axes()
        for each in self.counted:
            self._bar(each)
        self._level()
        for number_, event in enumerate(self.events):
            self._event(number_, event)
        for alarm in self.alarms:
            self._alarm(alarm)
        self._legend()
        return sheet.render(self.title, said)

    def _axes(self) -> None:
        for k in range(5):
            value = self.most * k / 4
            self.sheet.line(LEFT, self.y(value), self.width - RIGHT, self.y(value), stroke=GRID)
            self.sheet.text(LEFT - 8, self.y(value) + 4, number(value) if value else number(0), 11,
                            anchor="end", fill=QUIET)  # fmt: skip
        if self.counted:
            for tick in ticks(self.first, self.last):
                x = self.x(tick.first)
                self.sheet.line(x, self.bottom, x, self.bottom + 5, stroke=LINE)
                self.sheet.text(x, self.bottom + 18, format_partial(tick, short=True), 11,
                                anchor="middle", fill=QUIET)  # fmt: skip

    def _bar(self, each: Count) -> None:
        left, right = self.x(each.start), self.x(_after(each.end))
        top = self.y(self.rate(each))
        days = f"{format_date(each.start, short=True)} – {format_date(each.end, short=True)}"
        self.sheet.open(f"{days}: {number(each.count or 0)}")
        self.sheet.rect(left + 0.5, top, max(right - left - 1, 0.5), self.bottom - top,
                        fill=ACCENT_PALE)  # fmt: skip
        self.sheet.close()
        for other in self.others[each.start]:
            if other.count is not None:
                y = self.y(self.rate(other))
                self.sheet.open(f"{days}: {number(other.count)}")
                self.sheet.line(left, y, right, y, stroke=ALARM, stroke_width=1.6)
                self.sheet.close()

    def _level(self) -> None:
        """Draw the band of the level as steps, and its median as a line."""
        for each, level in zip(self.counted, self.found.levels, strict=True):
            left, right = self.x(each.start), self.x(_after(each.end))
            low, high = self.y(level.low), self.y(level.high)
            self.sheet.rect(left, high, right - left, low - high, fill=ACCENT, fill_opacity=0.16)
            y = self.y(level.median)
            self.sheet.line(left, y, right, y, stroke=ACCENT, stroke_width=2.2)

    def _event(self, row: int, event: Event) -> None:
        x, y = self.x(event.day), self.head + 20 + FLAG * row
        self.sheet.line(x, y - 4, x, self.bottom, stroke=INK, stroke_width=1,
                        stroke_dasharray="5 3")  # fmt: skip
        label = f"{format_date(event.day, short=True)} {event.label}".strip()
        room = max(x - LEFT, self.width - 10 - x) - 8
        label = wrap(label, 10.5, room, 1)[0]
        fits = x + 4 + width_of(label, 10.5) < self.width - 10
        self.sheet.text(x + (4 if fits else -4), y, label, 10.5, fill=INK,
                        anchor="start" if fits else "end")  # fmt: skip

    def _alarm(self, alarm: Alarm) -> None:
        """Draw an alarm below the axis: from the onset to the day it was raised."""
        colour = ALARM if alarm.withdrawn is None else QUIET
        y = self.bottom + 34
        onset, raised = self.x(alarm.onset), self.x(_after(alarm.raised))
        tip = -7 if alarm.direction == "up" else 7
        shape = [(raised - 7, y - tip / 2), (raised + 7, y - tip / 2), (raised, y + tip)]
        self.sheet.open(str(alarm_words(alarm)))
        self.sheet.line(onset, self.top, onset, self.bottom, stroke=colour, stroke_width=1.6)
        self.sheet.line(onset, y, raised, y, stroke=colour, stroke_width=1.6)
        fill = "#ffffff" if alarm.withdrawn else colour
        self.sheet.polygon(shape, fill=fill, stroke=colour, stroke_width=1.6)
        self.sheet.close()

    def _legend(self) -> None:
        said = [
            M("bars: counts, brought to a usual period with full observation"),
            M("dark line and band: the level with its 90% interval, with hindsight"),
        ]
        if self.beside:
            said.append(M("short red line: another figure of the same period"))
        if self.events:
            said.append(M("dashed: events"))
        if self.alarms:
            said.append(M("red line: a change of level; triangle, up or down: its alarm"))
        if any(alarm.withdrawn for alarm in self.alarms):
            said.append(M("hollow triangle: an alarm that a later figure took back"))
        text = " · ".join(str(message) for message in said)
        for line, shown in enumerate(wrap(text, 11, self.width - 48, 2)):
            self.sheet.text(24, self.bottom + 56 + 16 * line, shown, 11, fill=QUIET)


def _after(day: date) -> date:
    return day + timedelta(days=1) if day < date.max else day


def _round_up(value: float) -> float:
    """Return the next value that divides well into four parts."""
    unit = 10.0 ** math.floor(math.log10(value))
    return next(
        unit * factor for factor in (1, 1.2, 1.6, 2, 3, 4, 6, 8, 10) if unit * factor >= value
    )
