"""False alarms and delays of `khutwa alarms`, next to three other rules.

    python benchmarks/alarms.py [SERIES]

Counts a fortnight are simulated: level 20 with size 4, level 10,000 with size 8, level 2 with size
3, and level 10,000 with scatter that carries over from one fortnight to the next (correlation 0.5,
of the same spread as size 8). Where the level never changes every
alarm is false. Where it doubles or halves after two years, the delay is counted in fortnights until
an alarm in that direction. Every rule may learn for one year; alarms count after it.

The other rules:

- naive: a count beyond mean +- 2 standard deviations of the last 8.
- Poisson CUSUM: log likelihood ratio of a doubling, and of a halving, against the mean of the first
  year; alarm above 5 (Page 1954, Biometrika 41:100-115; Lucas 1985, Technometrics 27:129-144).
- NB-GLR CUSUM: generalised likelihood ratio of any change within the last 26 fortnights, mean and
  size from the first year; alarm above 5 (Hoehle & Paul 2008, Computational Statistics & Data
  Analysis 52:4357-4368), and above 9, where its false alarms are about as rare as here.

Two rows are harder: one fortnight in fourteen is missing; and there are four events a year, told to
the rule, that do nothing. Last, calms: level 10,000 with size 12 falls to 0.3 for four to eight
fortnights and returns; counted is whether the fall and the return are noticed, and when.

Bar: at most one false alarm a year on the three populations without carry-over, and on the fourth
with `--carry-over`.
"""

from __future__ import annotations

import math
import sys
from collections.abc import Callable
from datetime import date, timedelta
from functools import partial

import numpy as np
from numpy.typing import NDArray

from khutwa.track.alarms_csv import Event
from khutwa.track.alarms_events import effects
from khutwa.track.alarms_filter import SURE, filtered
from khutwa.track.alarms_model import model
from khutwa.track.alarms_series import Count, Series

BEGUN = date(2020, 1, 6)
SERIES = 60
YEAR = 26
LEARNING, CHANGED, LENGTH = YEAR, 2 * YEAR, 4 * YEAR
MOST = 1.0

Counts = NDArray[np.int64]
Rule = Callable[[Counts], list[tuple[int, str]]]
"""From counts to alarms: index and direction."""


def scattered(rng: np.random.Generator, mean: NDArray[np.float64], size: float) -> Counts:
    """Return negative binomial counts."""
    return rng.poisson(rng.gamma(size, mean / size))


def carried(rng: np.random.Generator, mean: NDArray[np.float64], size: float) -> Counts:
    """Return counts whose scatter carries over: a log-normal first-order autoregression."""
    spread = math.sqrt(math.log(1 + 1 / size))
    now, logs = rng.normal() * spread, []
    for _ in mean:
        now = 0.5 * now + math.sqrt(0.75) * spread * rng.normal()
        logs.append(now)
    return rng.poisson(mean * np.exp(np.array(logs) - spread**2 / 2))


POPULATIONS = (
    ("level 20, size 4", scattered, 20.0, 4.0),
    ("level 10,000, size 8", scattered, 10_000.0, 8.0),
    ("level 2, size 3", scattered, 2.0, 3.0),
    ("level 10,000, carried over", carried, 10_000.0, 8.0),
)


def fortnight(at: int, count: int) -> Count:
    """Return the count of a fortnight, by its number from 0."""
    start = BEGUN + timedelta(days=14 * at)
    return Count(start, start + timedelta(days=13), count)


def ours(
    counts: Counts, sure: float = SURE, carry: bool = False, missing: int = 0, events: int = 0
) -> list[tuple[int, str]]:
    """Return the alarms of this product.

    Args:
        counts: The counts.
        sure: How sure a change must be.
        carry: Whether scatter may carry over.
        missing: Leave out about one fortnight in so many.
        events: Tell of an event about every so many fortnights.
    """
    rng = np.random.default_rng(int(counts.sum()))
    kept = [at for at in range(len(counts)) if not missing or rng.random() > 1 / missing]
    days = [BEGUN + timedelta(days=14 * at) for at in range(len(counts))
            if events and rng.random() < 1 / events]  # fmt: skip
    seen = Series.of(fortnight(at, int(counts[at])) for at in kept).seen(14, days)
    result = filtered(model(counts.astype(float), carry=carry), seen, sure)
    return [(kept[signal.at], signal.direction) for signal in result.signals]


def naive(counts: Counts) -> list[tuple[int, str]]:
    """Return where counts leave mean +- 2 standard deviations of the last 8."""
    found: list[tuple[int, str]] = []
    for at in range(8, len(counts)):
        last = counts[at - 8 : at]
        gap = counts[at] - last.mean()
        if abs(gap) > 2 * last.std(ddof=1):
            found.append((at, "up" if gap > 0 else "down"))
    return found


def poisson_cusum(counts: Counts) -> list[tuple[int, str]]:
    """Return the alarms of two one-sided Poisson CUSUMs, each begun anew after its alarm."""
    mean = max(counts[:LEARNING].mean(), 0.5)
    sums = {"up": 0.0, "down": 0.0}
    found = []
    for at in range(LEARNING, len(counts)):
        for direction, factor in (("up", 2.0), ("down", 0.5)):
            gain = counts[at] * math.log(factor) - mean * (factor - 1)
            sums[direction] = max(0.0, sums[direction] + gain)
            if sums[direction] > 5:
                found.append((at, direction))
                sums[direction] = 0.0
    return found


def nb_glr(counts: Counts, threshold: float = 5.0) -> list[tuple[int, str]]:
    """Return the alarms of the generalised likelihood ratio, begun anew after each."""
    base = counts[:LEARNING]
    mean = max(base.mean(), 0.5)
    size = mean**2 / max(base.var(ddof=1) - mean, mean**2 / 1e4)
    found, begin = [], LEARNING
    for at in range(LEARNING, len(counts)):
        ends = np.arange(max(begin, at - YEAR + 1), at + 1)
        means = np.array([max(counts[k : at + 1].mean(), 1e-3) for k in ends])
        sums = np.array([counts[k : at + 1].sum() for k in ends])
        lengths = at + 1 - ends
        ratios = sums * np.log(means / mean) - (sums + lengths * size) * np.log(
            (means + size) / (mean + size)
        )
        best = int(ratios.argmax())
        if ratios[best] > threshold:
            found.append((at, "up" if means[best] > mean else "down"))
            begin = at + 1
    return found


RULES: tuple[tuple[str, Rule], ...] = (
    ("khutwa", ours),
    ("khutwa, gaps", partial(ours, missing=14)),
    ("khutwa, idle events", partial(ours, events=6)),
    ("khutwa --sure 0.95", partial(ours, sure=0.95)),
    ("khutwa --carry-over", partial(ours, carry=True)),
    ("naive", naive),
    ("Poisson CUSUM", poisson_cusum),
    ("NB-GLR CUSUM", nb_glr),
    ("NB-GLR CUSUM, above 9", partial(nb_glr, threshold=9.0)),
)


def delay(found: list[tuple[int, str]], direction: str) -> float:
    """Return the fortnights until the first alarm of a direction; infinite where there is none."""
    return next((a - CHANGED + 1.0 for a, d in found if a >= CHANGED and d == direction), math.inf)


def shown(delays: list[float]) -> str:
    """Return the median delay and how many came within a year."""
    middle = float(np.median(delays))
    within = sum(d <= YEAR for d in delays) / len(delays)
    return f"{middle:5.1f} ({within:4.0%})" if math.isfinite(middle) else f"  none ({within:4.0%})"


def coverage(series: int) -> str:
    """Return how often the 90% interval of an effect holds the true one, and tells of one."""
    event = Event(BEGUN + timedelta(days=14 * 12), "recommitment")
    lines: list[str] = []
    for ratio, half in ((0.3, 2.0), (0.3, 8.0), (1.0, 4.0)):
        rng = np.random.default_rng(7)
        holds = tells = told = 0
        step = math.log(ratio)
        first = float(np.exp(step * 0.5 ** (np.arange(14) / (14 * half))).mean())
        for _ in range(series):
            factor = [1.0] * 12 + [
                float(np.exp(step * 0.5 ** ((14 * n + np.arange(14)) / (14 * half))).mean())
                for n in range(12)
            ]
            counts = scattered(rng, 100 * np.array(factor), 8.0)
            made = Series.of(fortnight(at, int(c)) for at, c in enumerate(counts))
            (effect,), _ = effects(made, [event])
            assert effect.ratio is not None
            holds += effect.ratio[1] <= first <= effect.ratio[2]
            tells += effect.clear
            told += effect.half_life is not None
        lines.append(
            f"ratio {ratio}, half-life {half:g} fortnights: interval holds it "
            f"{holds / series:.0%}, an effect is told {tells / series:.0%}, "
            f"a half-life {told / series:.0%}"
        )
    return "\n".join(lines)


def calms(series: int) -> str:
    """Return how many calms are noticed, how many of their ends, and how soon."""
    rng = np.random.default_rng(3)
    falls, ends = [], []
    for _ in range(series):
        calm = int(rng.integers(4, 9))
        level = np.full(CHANGED + calm + YEAR, 10_000.0)
        level[CHANGED : CHANGED + calm] *= 0.3
        found = ours(scattered(rng, level, 12.0))
        over = CHANGED + calm
        fell = next((a for a, d in found if CHANGED <= a < over and d == "down"), None)
        falls.append(math.inf if fell is None else fell - CHANGED + 1.0)
        if fell is not None:
            up = next((a for a, d in found if a >= over and d == "up"), None)
            ends.append(math.inf if up is None else up - over + 1.0)
    soon = [sum(d <= 2 for d in each) / len(each) for each in (falls, ends)]
    return (f"calms: {np.isfinite(falls).mean():.0%} noticed while they last, {soon[0]:.0%} within "
            f"two fortnights; of their ends {np.isfinite(ends).mean():.0%} within a year, "
            f"{soon[1]:.0%} within two fortnights")  # fmt: skip


def main(series: int = SERIES) -> int:
    """Print the table; return 1 where the bar is missed."""
    print(f"{series} series of {LENGTH} fortnights for each cell")
    print("| population | rule | false alarms a year | delay to a doubling | delay to a halving |")
    print("|---|---|---:|---:|---:|")
    missed = False
    for name, draw, level, size in POPULATIONS:
        whole = np.full(LENGTH, level)
        factor = np.where(np.arange(LENGTH) >= CHANGED, 2.0, 1.0)
        for rule_name, rule in RULES:
            rng = np.random.default_rng(1)
            false = 0
            doubled, halved = [], []
            for _ in range(series):
                found = rule(draw(rng, whole, size))
                false += sum(at >= LEARNING for at, _ in found)
                doubled.append(delay(rule(draw(rng, whole * factor, size)), "up"))
                halved.append(delay(rule(draw(rng, whole / factor, size)), "down"))
            rate = false / (series * (LENGTH - LEARNING) / YEAR)
            print(f"| {name} | {rule_name} | {rate:.3f} | {shown(doubled)} | {shown(halved)} |",
                  flush=True)  # fmt: skip
            if rule_name == ("khutwa" if draw is scattered else "khutwa --carry-over"):
                missed |= rate > MOST
    print("\nmedian delay in fortnights; in brackets, alarms within a year\n")
    print(calms(series))
    print(coverage(series))
    return int(missed)


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else SERIES))
