"""What a series of counts says, as tables."""

from __future__ import annotations

from typing import TYPE_CHECKING

from khutwa.game.summary import Cell, Grid
from khutwa.track.alarms_words import number, periods_word, signed
from khutwa.words import M, Message, format_date, format_number, format_percent

if TYPE_CHECKING:
    from khutwa.track.alarms import Alarms
    from khutwa.track.alarms_decay import Interval
    from khutwa.track.alarms_events import Effect
    from khutwa.track.alarms_replay import Alarm


def grids(found: Alarms) -> list[Grid]:
    """Return the tables of a series: its alarms, the figures that differ, and the events."""
    made = [_alarms(found)] if found.alarms else []
    if found.differences:
        made.append(_differences(found))
    if found.effects:
        made.append(_effects(found))
    return made


def _interval(values: Interval | None) -> str:
    if values is None:
        return "–"
    return " – ".join(format_number(value) for value in values[1:])


def _direction(alarm: Alarm) -> Message:
    """Return the word for the direction of an alarm."""
    return M("up") if alarm.direction == "up" else M("down")


def _alarms(found: Alarms) -> Grid:
    head = (M("Alarm of"), M("Direction"), M("Since about"), M("Times what it was"),
            M("90% interval"), M("Sure by"), M("Taken back"))  # fmt: skip
    rows = tuple(
        (
            Cell(format_date(each.raised, short=True)),
            Cell(str(_direction(each)), each.withdrawn is None and each.direction == "up"),
            Cell(format_date(each.onset, short=True)),
            Cell(format_number(each.ratio[0])),
            Cell(_interval(each.ratio)),
            Cell(format_percent(each.sure)),
            Cell(format_date(each.withdrawn, short=True) if each.withdrawn else "–"),
        )
        for each in found.alarms
    )
    return Grid(M("Alarms"), tuple(str(each) for each in head), rows)


def _differences(found: Alarms) -> Grid:
    head = (M("Period"), M("What it is"), M("First figure"), M("Second figure"), M("Difference"),
            M("Known on"))  # fmt: skip
    rows = tuple(
        (
            Cell(f"{format_date(each.one.start, short=True)} – "
                 f"{format_date(each.one.end, short=True)}"),
            Cell(str(M("conflict") if each.kind == "conflict" else M("revision")),
                 each.kind == "conflict"),
            Cell(number(each.one.count or 0)),
            Cell(number(each.other.count or 0)),
            Cell(signed(each.by)),
            Cell(format_date(each.other.known, short=True)),
        )
        for each in found.differences
    )  # fmt: skip
    return Grid(M("Figures that differ"), tuple(str(each) for each in head), rows)


def _effects(found: Alarms) -> Grid:
    head = (M("Event"), M("Date"), M("Fall at first"), M("Half-life in days"),
            M("Periods until back"), M("Counted there again"))  # fmt: skip
    named = [(each.events[0].label, each.events[0].day, each) for each in found.effects]
    rows = [_effect_row(label, format_date(day, short=True), each) for label, day, each in named]
    if found.together:
        rows.append(_effect_row(str(M("all, on average")), "–", found.together))
    return Grid(M("What came after the events"), tuple(str(each) for each in head), tuple(rows))


def _effect_row(label: str, day: str, each: Effect) -> tuple[Cell, ...]:
    lower = fall(each)
    half, back = each.half_life, each.back
    return (
        Cell(label or "–"),
        Cell(day),
        Cell(_range([format_percent(value) for value in lower]) if lower else "–", each.clear),
        Cell(_range([format_number(h, digits=0) for h in half]) if half else "–"),
        Cell(_range([periods_word(value) for value in back]) if back and each.likely else "–"),
        Cell(format_date(each.returned, short=True) if each.returned else "–"),
    )


def fall(each: Effect) -> Interval | None:
    """Return the share by which the rate was lower; below 0 where it was higher."""
    if each.ratio is None:
        return None
    ratio, low, high = each.ratio
    return 1 - ratio, 1 - high, 1 - low


def _range(texts: list[str]) -> str:
    """Return a median with its interval."""
    return f"{texts[0]} ({texts[1]} – {texts[2]})"
