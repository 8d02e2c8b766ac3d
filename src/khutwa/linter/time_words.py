"""Windows and what bounds them, in words."""

from __future__ import annotations

from collections.abc import Callable

from khutwa.linter.context import Context
from khutwa.linter.timetable import Conflict, Reason
from khutwa.roadmap.diagnostic import Path
from khutwa.roadmap.moment import Moment
from khutwa.words import M, Message, Text


def conflict_words(ctx: Context, conflict: Conflict, *, longest: bool = False) -> list[Message]:
    """Return what contradicts each other, one message a window or duration.

    Args:
        ctx: The plan.
        conflict: The conflict.
        longest: Whether it arises where steps take their longest time.
    """
    said = (reason_words(ctx, reason, longest=longest) for reason in conflict.reasons)
    return [message for message in said if message is not None]


def reason_words(ctx: Context, reason: Reason, *, longest: bool = False) -> Message | None:
    """Return one reason in words; None for what goes without saying."""
    step = ctx.label(reason.step)
    moment = moment_words(ctx.label, reason.moment) if reason.moment else M("")
    match reason.kind:
        case "by":
            return M("{step} by {moment}", step=step, moment=moment)
        case "start by":
            return M("{step} begun by {moment}", step=step, moment=moment)
        case "not before":
            return M("{step} not before {moment}", step=step, moment=moment)
        case "after" | "stage":
            return M("{step} after {other}", step=step, other=ctx.label(reason.other or ""))
        case "takes" | "takes at most":
            if not ctx.whole.steps[reason.step].takes:
                return None
            low, _, high = ctx.whole.steps[reason.step].duration(ctx.whole.period)
            if longest or reason.kind == "takes at most":
                return M("{step} takes {duration} at most", step=step, duration=high)
            return M("{step} takes {duration} or more", step=step, duration=low)
        case "start":
            return M("nothing begins before {day}", day=ctx.whole.first_day)


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


def window_path(ctx: Context, conflict: Conflict) -> tuple[str, Path]:
    """Return the step whose deadline is part of a conflict, and the path of that deadline."""
    windows = [r for r in conflict.reasons if r.kind in ("by", "start by", "not before")]
    chosen = windows[0] if windows else conflict.reasons[0]
    step = ctx.whole.steps[chosen.step]
    field: str = chosen.kind
    if field == "by" and step.rebaselined:
        return chosen.step, ctx.step_path(step, "rebaselined")
    if field == "by" and step.by is None and step.within:
        field = "within"
    return chosen.step, ctx.step_path(step, field)
