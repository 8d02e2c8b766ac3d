"""What a series of counts says, in plain words, as tables and as plain values."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from khutwa.game.summary import Cell, Grid, Summary
from khutwa.roadmap.duration import Duration
from khutwa.words import MN, M, Message, format_date, format_number, format_percent

if TYPE_CHECKING:
    from khutwa.track.alarms import Alarms
    from khutwa.track.alarms_events import Effect, Interval
    from khutwa.track.alarms_replay import Alarm


def summary(found: Alarms) -> Summary:
    """Return what a series says, in words and tables."""
    grids = [_alarms(found)] if found.alarms else []
    if found.effects:
        grids.append(_effects(found))
    return Summary(
        verdict(found),
        None,
        [
            (M("Alarms"), [alarm_words(each) for each in found.alarms]),
            (M("What came after the events"), events(found)),
            (M("How this is known"), grounds(found)),
        ],
        grids,
    )


def number(value: float) -> str:
    """Return a level or a count with as many decimals as it bears."""
    return format_number(value, digits=0 if value >= 20 else 1)


def verdict(found: Alarms) -> list[Message]:
    """Return what is said first."""
    if found.level is None:
        return [M("Nothing was counted yet.")]
    last, level = found.series.counted()[-1], found.level
    values = {
        "level": number(level.median), "low": number(level.low), "high": number(level.high),
        "days": Duration(days=found.days),
    }  # fmt: skip
    if found.since is None:
        first = found.series.counted()[0].start
        said = M("The level is about {level} in {days} (90% interval {low} to {high}). There was "
                 "no alarm since {first}.", first=first, **values)  # fmt: skip
    else:
        onset = found.since.onset
        said = M("The level is about {level} in {days} (90% interval {low} to {high}). The last "
                 "alarm is of a change about {onset}.", onset=onset, **values)  # fmt: skip
    return [M("As of {day}: {said}", day=last.end, said=said), moved_words(found)]


def moved_words(found: Alarms) -> Message:
    """Return whether something may be on its way that is no alarm yet."""
    up, down = (format_percent(chance) for chance in found.moved)
    return M("The chance that it has gone up since, without an alarm yet, is {up}; that it has "
             "gone down, {down}. An alarm needs {sure}.", up=up, down=down,
             sure=format_percent(found.sure))  # fmt: skip


def alarm_words(alarm: Alarm) -> Message:
    """Return an alarm as a sentence."""
    ratio, low, high = (format_number(value) for value in alarm.ratio)
    values = {
        "day": alarm.raised, "onset": alarm.onset, "earliest": alarm.earliest,
        "latest": alarm.latest, "ratio": ratio, "low": low, "high": high,
        "sure": format_percent(alarm.sure),
    }  # fmt: skip
    if alarm.direction == "up":
        said = M("{day}: the level has gone up, about {onset} ({earliest} to {latest}), to "
                 "{ratio} times what it was (90% interval {low} to {high}). Sure by {sure}.",
                 **values)  # fmt: skip
    else:
        said = M("{day}: the level has gone down, about {onset} ({earliest} to {latest}), to "
                 "{ratio} times what it was (90% interval {low} to {high}). Sure by {sure}.",
                 **values)  # fmt: skip
    if alarm.withdrawn:
        said = M("{said} A figure that came on {day} took it back.", said=said,
                 day=alarm.withdrawn)  # fmt: skip
    return said


def events(found: Alarms) -> list[Message]:
    """Return what came after each event, and after all together."""
    said = [
        M("{label}, {day}: {said}", label=each.events[0].label or "–", day=each.events[0].day,
          said=effect_words(found, each))
        for each in found.effects
    ]  # fmt: skip
    if found.together:
        n = len(found.together.events)
        said.append(
            MN("{n} event taken as one kind, on average: {said}",
               "{n} events taken as one kind, on average: {said}", n,
               said=effect_words(found, found.together))
        )  # fmt: skip
    return said


def effect_words(found: Alarms, effect: Effect) -> Message:
    """Return an effect as a sentence."""
    if effect.ratio is None:
        return M("too few periods were counted around it; at least two before it are needed, and "
                 "one after it.")  # fmt: skip
    ratio, low, high = (format_number(value) for value in effect.ratio)
    values = {"ratio": ratio, "low": low, "high": high, "days": Duration(days=found.days)}
    if not effect.clear:
        return M("the counts cannot tell whether the rate changed; in the first {days} it was "
                 "{ratio} times that before (90% interval {low} to {high}).", **values)  # fmt: skip
    said = M("in the first {days} the rate was {ratio} times that before (90% interval {low} to "
             "{high}).", **values)  # fmt: skip
    if effect.half_life is None:
        return M("{said} How fast that wore off, the counts cannot tell.", said=said)
    half, short, long = (_days(value) for value in effect.half_life)
    return M("{said} Half of it had worn off after {half} (90% interval {short} to {long}).",
             said=said, half=half, short=short, long=long)  # fmt: skip


def grounds(found: Alarms) -> list[Message]:
    """Return what the numbers rest on."""
    counted = found.series.counted()
    revised = sum(1 for each in found.series.counts if each.revision)
    said = [MN("{n} period was counted.", "{n} periods were counted.", len(counted))]
    if revised:
        said.append(
            MN("{n} figure replaced another; each alarm rests on what was known on its day.",
               "{n} figures replaced others; each alarm rests on what was known on its day.",
               revised)
        )  # fmt: skip
    said += [
        M("Counts scatter around their level by about {scatter} on top of chance, the same "
          "throughout. Seasons are not told from changes of level.",
          scatter=format_percent(found.scatter)),
        M("A part of the scatter may carry over to the next period; alarms are rarer and later for "
          "it.") if found.carry else
        M("The scatter of one period is taken to say nothing of the next; where it does, false "
          "alarms are more frequent (try --carry-over)."),
        M("How often a level changes, and how far, are assumptions, stated with the measured rate "
          "of false alarms in docs/alarms.md."),
    ]  # fmt: skip
    if found.effects:
        said.append(
            M("What else happened on the same days is part of what came after an event. Parties "
              "often recommit after a bad time, and part of a fall may be the return to what is "
              "usual.")
        )  # fmt: skip
    return said


def _days(value: float) -> Duration:
    return Duration(days=max(round(value), 1))


def _interval(values: Interval | None) -> str:
    if values is None:
        return "–"
    return " – ".join(format_number(value) for value in values[1:])


def direction_word(alarm: Alarm) -> Message:
    """Return the word for the direction of an alarm."""
    return M("up") if alarm.direction == "up" else M("down")


def _alarms(found: Alarms) -> Grid:
    head = (M("Alarm of"), M("Direction"), M("Since about"), M("Times what it was"),
            M("90% interval"), M("Sure by"), M("Taken back"))  # fmt: skip
    rows = tuple(
        (
            Cell(format_date(each.raised, short=True)),
            Cell(str(direction_word(each)), each.withdrawn is None and each.direction == "up"),
            Cell(format_date(each.onset, short=True)),
            Cell(format_number(each.ratio[0])),
            Cell(_interval(each.ratio)),
            Cell(format_percent(each.sure)),
            Cell(format_date(each.withdrawn, short=True) if each.withdrawn else "–"),
        )
        for each in found.alarms
    )
    return Grid(M("Alarms"), tuple(str(each) for each in head), rows)


def _effects(found: Alarms) -> Grid:
    head = (M("Event"), M("Date"), M("Periods before and after"), M("Rate after by rate before"),
            M("90% interval"), M("Half-life in days"), M("90% interval"))  # fmt: skip
    named = [(each.events[0].label, each.events[0].day, each) for each in found.effects]
    rows = [_effect_row(label, format_date(day, short=True), each) for label, day, each in named]
    if found.together:
        rows.append(_effect_row(str(M("all, on average")), "–", found.together))
    return Grid(M("What came after the events"), tuple(str(each) for each in head), tuple(rows))


def _effect_row(label: str, day: str, each: Effect) -> tuple[Cell, ...]:
    half = each.half_life
    return (
        Cell(label or "–"),
        Cell(day),
        Cell(f"{format_number(each.before)} / {format_number(each.after)}"),
        Cell(format_number(each.ratio[0]) if each.ratio else "–"),
        Cell(_interval(each.ratio)),
        Cell(format_number(half[0], digits=0) if half else "–"),
        Cell(" – ".join(format_number(h, digits=0) for h in half[1:]) if half else "–"),
    )


def plain(found: Alarms) -> dict[str, Any]:
    """Return plain values for JSON."""
    counted = found.series.counted()
    return {
        "version": found.version,
        "words": [str(message) for message in verdict(found)],
        "days": found.days,
        "level": _level(found.level) if found.level else None,
        "since": found.since.onset.isoformat() if found.since else None,
        "moved": {"up": found.moved[0], "down": found.moved[1]},
        "sure": found.sure,
        "scatter": found.scatter,
        "carry_over": found.carry,
        "alarms": [_alarm(each) for each in found.alarms],
        "effects": [_effect(each) for each in found.effects],
        "together": _effect(found.together) if found.together else None,
        "periods": [
            {
                "start": each.start.isoformat(), "end": each.end.isoformat(), "count": each.count,
                "share": each.share, "revision": each.revision, "level": _level(level),
            }
            for each, level in zip(counted, found.levels, strict=True)
        ],
    }  # fmt: skip


def _level(level: Any) -> dict[str, float]:
    return {"median": level.median, "low": level.low, "high": level.high}


def _alarm(each: Alarm) -> dict[str, Any]:
    return {
        "raised": each.raised.isoformat(),
        "direction": each.direction,
        "onset": each.onset.isoformat(),
        "onset_between": [each.earliest.isoformat(), each.latest.isoformat()],
        "ratio": _three(each.ratio),
        "sure": each.sure,
        "withdrawn": each.withdrawn.isoformat() if each.withdrawn else None,
        "words": str(alarm_words(each)),
    }


def _effect(each: Effect) -> dict[str, Any]:
    return {
        "events": [{"date": e.day.isoformat(), "label": e.label} for e in each.events],
        "before": each.before,
        "after": each.after,
        "ratio": _three(each.ratio),
        "half_life_days": _three(each.half_life),
        "fell": each.fell,
    }


def _three(values: Interval | None) -> dict[str, float] | None:
    return dict(zip(("median", "low", "high"), values, strict=True)) if values else None
