"""What a series of counts says, in plain words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from khutwa.game.summary import Summary
from khutwa.roadmap.duration import Duration
from khutwa.track.alarms_decay import AFTER
from khutwa.words import MN, M, Message, format_number, format_percent

if TYPE_CHECKING:
    from khutwa.track.alarms import Alarms
    from khutwa.track.alarms_events import Effect
    from khutwa.track.alarms_figures import Difference
    from khutwa.track.alarms_replay import Alarm
    from khutwa.track.alarms_series import Count


def summary(found: Alarms) -> Summary:
    """Return what a series says, in words and tables."""
    from khutwa.track.alarms_tables import grids

    return Summary(
        verdict(found),
        None,
        [
            (M("Alarms"), [alarm_of(found, each) for each in found.alarms]),
            (M("Figures that differ"), [difference_words(each) for each in found.differences]),
            (M("What came after the events"), events(found)),
            (M("How this is known"), grounds(found)),
        ],
        grids(found),
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


def alarm_of(found: Alarms, alarm: Alarm) -> Message:
    """Return an alarm as a sentence, with the event that it speaks of."""
    event, said = found.behind(alarm), alarm_words(alarm)
    if event is None:
        return said
    label = event.label or "–"
    if alarm.direction == "down":
        return M("{said} It came with: {label}, {day}.", said=said, label=label, day=event.day)
    return M("{said} What had come after this has ended: {label}, {day}.", said=said, label=label,
             day=event.day)  # fmt: skip


def difference_words(each: Difference) -> Message:
    """Return two figures of one period as a sentence."""
    values = {
        "start": each.one.start, "end": each.one.end, "one": number(each.one.count or 0),
        "other": number(each.other.count or 0), "day": each.other.known,
        "by": signed(each.by), "first": _where(each.one, M("first stated")),
        "second": _where(each.other, M("stated later")),
    }  # fmt: skip
    if each.kind == "conflict":
        return M("Conflict, {start} to {end}: {one} ({first}), but {other} ({second}, known on "
                 "{day}). Both count as likely to be right.", **values)  # fmt: skip
    return M("Revision, {start} to {end}: {one} ({first}) became {other} ({second}, known on "
             "{day}), {by}.", **values)  # fmt: skip


def _where(each: Count, otherwise: Message) -> Message | str:
    """Return where a figure is stated; where the file does not tell, something else."""
    named = " ".join(dict.fromkeys(text for text in (each.source, each.report) if text))
    if each.within is None:
        return named or otherwise
    if not named:
        return M("report on the period from {day}", day=each.within)
    return M("report on the period from {day}, {name}", day=each.within, name=named)


def signed(value: int) -> str:
    """Return a difference with its sign."""
    return format_number(value, digits=0) if value < 0 else f"+{format_number(value, digits=0)}"


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
        said = M("in the first {days} the rate was {ratio} times the level before, but the counts "
                 "leave open whether it changed (90% interval {low} to {high}; that it fell is "
                 "{chance} likely).", chance=format_percent(effect.fell or 0.0),
                 **values)  # fmt: skip
    elif effect.ratio[2] < 1:
        fall, most, least = (format_percent(1 - value) for value in effect.ratio)
        said = M("in the first {days} the rate was {fall} below the level before (90% interval "
                 "{least} to {most}).", fall=fall, least=least, most=most,
                 days=values["days"])  # fmt: skip
    else:
        said = M("in the first {days} the rate was {ratio} times the level before (90% interval "
                 "{low} to {high}).", **values)  # fmt: skip
    if effect.half_life is not None:
        half, short, long = (_days(value) for value in effect.half_life)
        said = M("{said} Half of it had worn off after {half} (90% interval {short} to {long}).",
                 said=said, half=half, short=short, long=long)  # fmt: skip
    elif effect.clear:
        said = M("{said} How fast that wore off, the counts cannot tell closely.", said=said)
    if effect.likely and effect.back is not None:
        back, soon, late = (periods_word(value) for value in effect.back)
        said = M("{said} At that pace it is back at 90% of that level after {back} periods (90% "
                 "interval {soon} to {late}).", said=said, back=back, soon=soon,
                 late=late)  # fmt: skip
    if effect.returned is not None:
        said = M("{said} The period from {day} was the first to be counted there again.", said=said,
                 day=effect.returned)  # fmt: skip
    return said


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
    if found.effects:
        said.append(
            M("The level before an event is that without what earlier events left. Back means 90% "
              "of it. Each event ends what an earlier one left.")
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


def periods_word(value: float) -> str:
    """Return a number of periods; beyond what is looked at, that alone."""
    return format_number(value, digits=1) if value <= AFTER else f"> {format_number(AFTER)}"
