"""How much trust a plan takes, in plain words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from khutwa.game.phrases import percent_up, stage_words
from khutwa.words import MN, M, Message

if TYPE_CHECKING:
    from khutwa.game.analysis import Analysis


def trust_words(analysis: Analysis) -> list[Message]:
    """Return where the plan takes the most trust; nothing where nobody's word is at stake."""
    if not analysis.trust:
        return []
    if all(need.each_time == 0 for need in analysis.trust):
        return [M("At no stage does a party need trust in the word of another to go on.")]
    need = max(analysis.trust, key=lambda each: each.each_time or 0.0)
    if not need.each_time:
        return []
    other = analysis.roadmap.label(need.other)
    said = [
        M("On the likely stakes most is asked of {party} at {stage}: it keeps to the plan only if "
          "it believes that {other} keeps its word, each time, with a chance of {level} or more.",
          party=analysis.roadmap.label(need.party), other=other, level=percent_up(need.each_time),
          stage=stage_words(analysis.stage_steps(need.row)))
    ]  # fmt: skip
    if need.turns > 1 and need.next_time is not None:
        said.append(
            MN("{other} has its turn {n} time from there on. If keeping its word once settled the "
               "matter, {level} would be enough.",
               "{other} has its turn {n} times from there on. If keeping its word once settled the "
               "matter, {level} would be enough.", need.turns, other=other,
               level=percent_up(need.next_time))
        )  # fmt: skip
    return said
