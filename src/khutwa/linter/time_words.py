"""Windows and what bounds them, in words."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from khutwa.linter.conflicts import Conflict, Reason
from khutwa.linter.context import Context
from khutwa.roadmap.diagnostic import Path
from khutwa.roadmap.moment import moment_words
from khutwa.roadmap.reference import Reading
from khutwa.roadmap.step import Step
from khutwa.words import MN, M, Message, Text

MOST_PARTS = 12
"""Parts of a contradiction that are told; nobody reads a sentence of more."""


def conflict_words(ctx: Context, conflict: Conflict) -> list[Message]:
    """Return what contradicts each other, one message a window or duration.

    Of a long chain the two ends are told, for there the windows are.
    """
    reasons, told = conflict.reasons, MOST_PARTS // 2
    if len(reasons) <= MOST_PARTS:
        return _words(ctx, reasons)
    between = len(reasons) - 2 * told
    left_out = MN("{n} more between them", "{n} more between them", between)
    return [*_words(ctx, reasons[:told]), left_out, *_words(ctx, reasons[-told:])]


def _words(ctx: Context, reasons: Iterable[Reason]) -> list[Message]:
    said = (reason_words(ctx, reason) for reason in reasons)
    return [message for message in said if message is not None]


def reason_words(ctx: Context, reason: Reason) -> Message | None:
    """Return one reason in words; None for what goes without saying."""
    step, other = ctx.label(reason.step), ctx.label(reason.other or "")
    takes = ctx.whole.steps[reason.step].takes
    low, _, high = ctx.whole.steps[reason.step].duration(ctx.whole.period)
    moment = moment_words(ctx.label, reason.moment) if reason.moment else M("")
    match reason.kind:
        case "by":
            return M("{step} by {moment}", step=step, moment=moment)
        case "start by":
            return M("{step} begun by {moment}", step=step, moment=moment)
        case "not before":
            return M("{step} not before {moment}", step=step, moment=moment)
        case "fact":
            return M("{step} needs {fact}, which holds from {moment}", step=step, fact=other,
                     moment=moment)  # fmt: skip
        case "after" | "stage":
            return M("{step} after {other}", step=step, other=other)
        case "takes":
            return M("{step} takes {duration} or more", step=step, duration=low) if takes else None
        case "may take" | "takes at most":
            return M("{step} takes {duration} at most", step=step, duration=high)
        case "start":
            return M("nothing begins before {day}", day=ctx.whole.first_day)


def reading_words(
    label: Callable[[str], Text], readings: Iterable[Reading]
) -> list[Text | Message]:
    """Return readings in words: as the file puts them, or the moments that they name.

    Args:
        label: Gives the name of a step or clock.
        readings: The readings.
    """
    return [reading.reading or moment_words(label, reading.at) for reading in readings]


def window_path(ctx: Context, conflict: Conflict) -> tuple[str, Path]:
    """Return the step whose window is part of a conflict, and the path of that window."""
    windows = [r for r in conflict.reasons if r.moment]
    chosen = windows[0] if windows else conflict.reasons[0]
    step = ctx.whole.steps[chosen.step]
    if chosen.kind == "by":
        return chosen.step, deadline_path(ctx, step)
    return chosen.step, ctx.step_path(step, chosen.kind if chosen.moment else "takes")


def deadline_path(ctx: Context, step: Step) -> Path:
    """Return the path of the deadline in force of a step of the expanded plan."""
    if step.rebaselined:
        return ctx.step_path(step, "rebaselined", len(step.rebaselined) - 1, "by")
    told = ctx.roadmap.steps.get(step.id)
    if told is None:
        name, _, number = step.id.rpartition(".")
        told, index = ctx.roadmap.steps[name], int(number) - 1
        if told.tranches[index].by:
            return ctx.step_path(name, "tranches", index, "by")
    return ctx.step_path(told, "by" if told.by else "within")
