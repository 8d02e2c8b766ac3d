"""What a series of counts says, as plain values."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from khutwa.track.alarms_tables import fall
from khutwa.track.alarms_words import alarm_of, difference_words, verdict

if TYPE_CHECKING:
    from khutwa.track.alarms import Alarms, Level
    from khutwa.track.alarms_decay import Interval
    from khutwa.track.alarms_events import Effect
    from khutwa.track.alarms_figures import Difference
    from khutwa.track.alarms_replay import Alarm
    from khutwa.track.alarms_series import Count


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
        "alarms": [_alarm(found, each) for each in found.alarms],
        "conflicts": [_difference(d) for d in found.differences if d.kind == "conflict"],
        "revisions": [_difference(d) for d in found.differences if d.kind == "revision"],
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


def _level(level: Level) -> dict[str, float]:
    return {"median": level.median, "low": level.low, "high": level.high}


def _difference(each: Difference) -> dict[str, Any]:
    return {
        "start": each.one.start.isoformat(),
        "end": each.one.end.isoformat(),
        "figures": [_figure(each.one), _figure(each.other)],
        "difference": each.by,
        "words": str(difference_words(each)),
    }


def _figure(each: Count) -> dict[str, Any]:
    return {
        "count": each.count,
        "known": each.known.isoformat(),
        "source": each.source or None,
        "report": each.report or None,
        "report_of_period_from": (each.within or each.start).isoformat(),
    }


def _alarm(found: Alarms, each: Alarm) -> dict[str, Any]:
    event = found.behind(each)
    return {
        "raised": each.raised.isoformat(),
        "direction": each.direction,
        "onset": each.onset.isoformat(),
        "onset_between": [each.earliest.isoformat(), each.latest.isoformat()],
        "ratio": _three(each.ratio),
        "sure": each.sure,
        "withdrawn": each.withdrawn.isoformat() if each.withdrawn else None,
        "event": {"date": event.day.isoformat(), "label": event.label} if event else None,
        "words": str(alarm_of(found, each)),
    }


def _effect(each: Effect) -> dict[str, Any]:
    return {
        "events": [{"date": e.day.isoformat(), "label": e.label} for e in each.events],
        "before": each.before,
        "after": each.after,
        "level": _three(each.level),
        "ratio": _three(each.ratio),
        "fall": _three(fall(each)),
        "half_life_days": _three(each.half_life),
        "periods_until_back": _three(each.back),
        "returned": each.returned.isoformat() if each.returned else None,
        "fell": each.fell,
    }


def _three(values: Interval | None) -> dict[str, float] | None:
    return dict(zip(("median", "low", "high"), values, strict=True)) if values else None
