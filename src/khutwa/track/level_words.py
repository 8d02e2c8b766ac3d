"""The levels of a step in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from khutwa.words import M, Message, format_percent

if TYPE_CHECKING:
    from khutwa.track.tracking import StepStatus


def level_word(level: int) -> Message:
    """Return the word for a level."""
    return (M("not initiated"), M("minimal"), M("intermediate"), M("full"))[level]


def level_and_chance(status: StepStatus) -> Message:
    """Return the likeliest level of a step with its chance."""
    if not status.known:
        return M("nothing recorded")
    word, chance = level_word(status.level), float(status.chances[status.level])
    return M("{level} ({chance})", level=word, chance=format_percent(chance))
