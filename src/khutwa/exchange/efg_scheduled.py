"""The game of the agreed order for Gambit.

Payoffs are values at the beginning, discounted as docs/model.md says.
"""

from __future__ import annotations

import numpy as np

from khutwa.exchange.efg_lines import Writer
from khutwa.game.arrays import draw_stakes, scheduled
from khutwa.game.worth import Worth, annuity
from khutwa.roadmap.model import Roadmap


def scheduled_efg(roadmap: Roadmap) -> str:
    """Return the game of the agreed order: comply, stall or walk away at every stage.

    In each stage the parties are asked in file order, and the first who does not comply ends the
    game. Stalling is worth what it is worth on average until it is noticed. Once all is done the
    game is over: durability is not part of it.

    Args:
        roadmap: A sound roadmap, as `load` gives it.

    Raises:
        InfeasibleSchedule: if there is no party or no schedule to follow.
    """
    game, whole = scheduled(roadmap)
    worth = Worth(game, draw_stakes(whole, game))
    tree = Writer(game.parties, str(whole.title))
    # What follows on complying stands first, so the other answers of a node come after the end.
    rest: list[str] = []
    got, factor = np.zeros(len(game.parties)), np.ones(len(game.parties))
    for k, stage in enumerate(game.stages):
        name = f"stage {k + 1}: {' '.join(game.steps[a] for a in stage)}"
        left = worth.collapse(k)[0]
        for i in range(len(game.parties)):
            answers, ends = ["comply"], []
            stalled = worth.stalled(k, i)
            if stalled is not None:
                answers.append("stall")
                ends.append(tree.end("stalled", got + factor * stalled[0]))
            if game.may_leave[k, i]:
                answers.append("walk away")
                ends.append(tree.end("left", got + factor * left))
            if ends:
                tree.lines.append(tree.choice(i, name, answers))
                rest += reversed(ends)
        length, sure = float(game.duration[k]), float(game.reliability[k])
        got = got + factor * annuity(game.discount, length) * worth.flow(k)[0]
        factor = factor * game.discount**length
        if sure < 1:
            tree.lines.append(tree.chance(name, sure))
            rest.append(tree.end("failed", got + factor * left))
        got = got + factor * worth.stakes.once[0][:, list(stage)].sum(axis=1)
    tree.lines.append(tree.end("done", got + factor * worth.completion[0]))
    return tree.text(rest[::-1])
