"""How noisy people were: the lambda that makes observed endings likeliest."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from khutwa.game.arrays import Array, draw_stakes, scheduled
from khutwa.game.quantal.counts import DONE
from khutwa.game.quantal.response import Precision, answers
from khutwa.game.quantal.result import ends_at
from khutwa.game.summary import Shown, Summary
from khutwa.roadmap.model import Roadmap

GRID = np.geomspace(1e-3, 1e4, 281)
"""Values of lambda among which the best is looked for before it is refined."""

DROP = 1.920729410347062
"""Half the 95 per cent point of chi-squared with one degree of freedom (Wilks 1938)."""


class NeverEnds(Exception):  # noqa: N818  it states a fact of the plan, no slip of code
    """An ending was counted that the plan does not allow.

    Attributes:
        place: Number of the stage, from 1; `done` where it is that all is done.
    """

    def __init__(self, place: str) -> None:
        super().__init__(f"nothing can end at {place}")
        self.place = place


@dataclass(frozen=True)
class Fit(Shown):
    """The maximum-likelihood estimate of lambda.

    Attributes:
        rationality: lambda.
        log_likelihood: Its log likelihood, without the multinomial constant.
        interval: 95 per cent likelihood interval of lambda; an end beyond the grid from 0.001 to
            10,000 is given as 0 or infinity.
        chance: log likelihood of blind chance (lambda = 0).
        best: log likelihood of the observed shares themselves, which no model can exceed.
        counts: The observations.
        expected: Counts that the estimate expects, by stage, the last for all done.
        precision: How noise enters.
        version: Version of the product.
    """

    rationality: float
    log_likelihood: float
    interval: tuple[float, float]
    chance: float
    best: float
    counts: tuple[int, ...]
    expected: tuple[float, ...]
    precision: Precision
    version: str

    def to_dict(self) -> dict[str, Any]:
        """Return plain values."""
        return {
            "version": self.version,
            "lambda": self.rationality,
            "log_likelihood": self.log_likelihood,
            "interval": [end if math.isfinite(end) else None for end in self.interval],
            "chance": self.chance,
            "best": self.best,
            "counts": list(self.counts),
            "expected": list(self.expected),
            "scale": self.precision.scale,
            "hazard": self.precision.hazard,
        }

    def _summary(self) -> Summary:
        from khutwa.game.quantal.words import fit_summary

        return fit_summary(self)


def fit(roadmap: Roadmap, counts: Sequence[int], precision: Precision) -> Fit:
    """Estimate lambda from how often the process ended at each stage.

    Args:
        roadmap: A sound roadmap.
        counts: Endings at each stage of its schedule, the last entry for all done.
        precision: How noise enters; its lambda is not looked at.

    Raises:
        InfeasibleSchedule: if there is no party or no schedule to follow.
        NeverEnds: if an ending was counted that no lambda allows.
        ValueError: if there is not one count for every stage and one more, or none is positive.
    """
    from scipy.optimize import brentq, minimize_scalar
    from scipy.special import xlogy

    from khutwa.version import __version__

    game, whole = scheduled(roadmap)
    stakes = draw_stakes(whole, game)
    seen = np.array(counts, dtype=float)
    if len(seen) != len(game.stages) + 1 or (seen < 0).any() or not seen.any():
        raise ValueError("one count for every stage and one for all done, not all of them zero")

    def ends(lambdas: Sequence[float]) -> Array:
        played = replace(precision, rationality=tuple(float(lam) for lam in lambdas))
        return ends_at(game, answers(game, stakes, played))

    def likelihood(lambdas: Sequence[float]) -> Array:
        # An ending that cannot happen under some lambda leaves it without likelihood.
        result: Array = xlogy(seen, ends(lambdas)).sum(axis=1)
        return result

    chance = float(likelihood([0.0])[0])
    if math.isinf(chance):
        # Blind chance takes every way that is open.
        never = np.flatnonzero((seen > 0) & (ends([0.0])[0] <= 0))
        raise NeverEnds(DONE if never[0] == len(game.stages) else str(never[0] + 1))
    found = likelihood(list(GRID))
    peak = int(found.argmax())
    around = GRID[peak - 1] if peak else 0.0, GRID[min(peak + 1, len(GRID) - 1)]
    best = float(
        minimize_scalar(
            lambda lam: -float(likelihood([lam])[0]),
            bounds=around,
            method="bounded",
            options={"xatol": 1e-10},
        ).x
    )
    top = float(likelihood([best])[0])
    if peak == 0 and chance >= top:
        best, top = 0.0, chance

    def above(lam: float) -> float:
        return float(likelihood([lam])[0]) - (top - DROP)

    outside = [lam for lam, height in zip(GRID, found, strict=True) if height < top - DROP]
    below, beyond = [lam for lam in outside if lam < best], [lam for lam in outside if lam > best]
    shares = seen / seen.sum()
    return Fit(
        rationality=best,
        log_likelihood=top,
        interval=(
            float(brentq(above, below[-1], best)) if below else 0.0,
            float(brentq(above, best, beyond[0])) if beyond else math.inf,
        ),
        chance=chance,
        best=float((seen[seen > 0] * np.log(shares[seen > 0])).sum()),
        counts=tuple(int(count) for count in counts),
        expected=tuple(float(share) for share in ends([best])[0] * seen.sum()),
        precision=replace(precision, rationality=(best,)),
        version=__version__,
    )
