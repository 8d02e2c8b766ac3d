"""How far the forecast can be trusted: its bars, what chance alone would do, fewer accords.

    python benchmarks/forecast.py PAM_ID-1.5.xlsx

Bars, each accord forecast from the others: ranked probability score at most 0.0365, log loss at
most 0.335, chances of a rise and of being done within 2 points in every bin of 50 cases or more.
The data are not part of the product.
"""

from __future__ import annotations

import sys
import time
from itertools import product
from pathlib import Path

import numpy as np

from khutwa.exchange.pam import load_pam
from khutwa.exchange.pam_panel import pam_panel
from khutwa.track import forecast_fit, forecast_model
from khutwa.track.forecast_backtest import GAP_BAR, backtest, left_out
from khutwa.track.forecast_panel import Array, Panel
from khutwa.track.forecast_rivals import FORECASTERS, this_forecast
from khutwa.track.scores import calibration, log_loss, ranked_probability

DRAWS = 1000
SPLITS = 20


def by_chance(panel: Panel, own: Array) -> dict[str, float]:
    """Return how often exactly right chances would keep to the bar in every bin."""
    draws = np.random.default_rng(0)
    known = panel.known
    chances, level = own[known], panel.level[known]
    open_, rows = level < 3, np.arange(len(level))
    risen = (1 - np.cumsum(chances, axis=1)[rows, level])[open_]
    kept = {"a rise and being done": 0, "all four levels": 0}
    for _ in range(DRAWS):
        came = (draws.random(len(level))[:, None] > np.cumsum(chances, axis=1)[:, :3]).sum(axis=1)
        two = (
            *calibration(risen, (came > level)[open_]),
            *calibration(chances[open_, 3], (came == 3)[open_]),
        )
        four = calibration(chances.ravel(), (came[:, None] == np.arange(4)).ravel())
        for name, bins in (("a rise and being done", two), ("all four levels", four)):
            kept[name] += all(abs(each.gap) <= GAP_BAR for each in bins)
    return {name: count / DRAWS for name, count in kept.items()}


def halves(panel: Panel) -> dict[str, list[float]]:
    """Return ranked probability scores of half of the accords, forecast from the other half."""
    found: dict[str, list[float]] = {name: [] for name in ("markov", "markov-years", "khutwa")}
    for seed in range(SPLITS):
        order = np.random.default_rng(seed).permutation(len(panel.accords))
        learnt = np.isin(panel.accord, order[: len(order) // 2])
        scored = panel.known & ~learnt
        for name, scores in found.items():
            chances = FORECASTERS[name](panel, panel.known & learnt)[scored]
            scores.append(float(ranked_probability(chances, panel.following[scored]).mean()))
    return found


def settings(panel: Panel) -> list[tuple[float, float, float, float]]:
    """Return the scores under other values of the two settings that are judgements."""
    found = []
    own = forecast_model.KEPT, forecast_model.PRIOR
    for kept, prior in product((0.0, 0.5, 0.8, 1.0), (0.25, 0.5, 1.0, 2.0)):
        forecast_model.KEPT = forecast_fit.KEPT = kept  # type: ignore[attr-defined]
        forecast_model.PRIOR = prior
        chances, came = left_out(panel, this_forecast)[panel.known], panel.following[panel.known]
        ranked = float(ranked_probability(chances, came).mean())
        found.append((kept, prior, ranked, float(log_loss(chances, came).mean())))
    forecast_model.KEPT, forecast_model.PRIOR = own
    forecast_fit.KEPT = own[0]  # type: ignore[attr-defined]
    return found


def main(arguments: list[str]) -> int:
    """Measure, print the tables, and return 1 where a bar is missed."""
    if len(arguments) != 2:
        print(__doc__)
        return 2
    panel = pam_panel(load_pam(Path(arguments[1])))
    begun = time.perf_counter()
    found = backtest(panel)
    print(f"backtest of {found.accords} accords, {found.rows} cases: "
          f"{time.perf_counter() - begun:.1f} s")  # fmt: skip
    print(f"{'model':<14} {'ranked':>8} {'log loss':>9} {'Brier':>8}")
    for each in found.scores:
        print(f"{each.model:<14} {each.ranked:>8.4f} {each.log_loss:>9.4f} {each.brier:>8.4f}")
    gaps = [abs(each.gap) for each in (*found.rises, *found.done)]
    print(f"largest gap of a rise or of being done: {100 * max(gaps):.1f} points")
    for name, share in by_chance(panel, left_out(panel, this_forecast)).items():
        print(f"exactly right chances of {name} would keep to 2 points in {share:.1%} of draws")
    split = halves(panel)
    own = np.array(split["khutwa"])
    print(f"half of the accords from the other half, {SPLITS} splits:")
    for name, scores in split.items():
        better = int((own < np.array(scores)).sum())
        print(f"{name:<14} {np.mean(scores):>8.4f}  the forecast is better in {better}")
    print(f"{'kept':>5} {'prior':>6} {'ranked':>8} {'log loss':>9}")
    for kept, prior, ranked, loss in settings(panel):
        print(f"{kept:>5} {prior:>6} {ranked:>8.5f} {loss:>9.4f}")
    return int(not found.met)


if __name__ == "__main__":
    sys.exit(main(sys.argv))
