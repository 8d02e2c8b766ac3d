"""How people answer what may be a slip, fitted to the choices of Fudenberg, Rand & Dreber 2012.

    python benchmarks/strategies.py FRD2012.csv

The file is not part of the product. Bar: kinds of players of memory one that meet each other, with
the noise and the lengths of the games, cooperate after each sight within .02 of what was observed
over all treatments: .92 after both had cooperated, .45 where one had, .11 where none had. Also
printed: the named strategies by treatment, which with one chance to depart for all miss that bar,
and how far a lone broken word moves what comes next, on which `khutwa track` rests.
"""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np

from khutwa.exchange.lab import load_choices
from khutwa.track.strategies import SEEN, fit_kinds, fit_named, played, record, shares_after

OBSERVED = {"cc": 0.92, "cd": 0.45, "dc": 0.45, "dd": 0.11}
WITHIN = 0.02
MOST = 5


def main(path: Path) -> int:
    """Fit, and print the tables."""
    treatments = load_choices(path)
    seen = shares_after(np.sum([each.counts.sum(axis=0) for each in treatments], axis=0))
    print("share of cooperation after    " + "  ".join(f"{name or 'none':>5}" for name in SEEN))
    print("observed                      " + "  ".join(f"{seen[name]:5.3f}" for name in SEEN))
    fits = {}
    for number in range(1, MOST + 1):
        kinds = [fit_kinds(each, number) for each in treatments]
        total = [played(one, each) for one, each in zip(kinds, treatments, strict=True)]
        fits[number] = (sum(one.bic for one in kinds), shares_after(np.sum(total, axis=0)))
        shown = "  ".join(f"{fits[number][1][name]:5.3f}" for name in SEEN)
        print(f"{number} kinds, BIC {fits[number][0]:9.0f}        {shown}")
    best = min(fits, key=lambda number: fits[number][0])
    print(f"\n{best} kinds by BIC\n\nnamed strategies by treatment")
    for each in treatments:
        named = fit_named(each)
        shares = ", ".join(f"{n} {s:.2f}" for n, s in named.shares.items() if s >= 0.01)
        print(f"noise {each.noise:6.4f}, gain {each.gain:3.1f}: {shares}; departs {named.slip:.3f}")
    print("\na lone refusal, after a cooperation, on the way to what two in a row say")
    for each in treatments:
        found = record([each])
        about = f"noise {each.noise:6.4f}, gain {each.gain:3.1f}"
        print(f"{about}: {found.lone:.2f} ± {found.error:.2f}")
    miss = max(abs(fits[best][1][name] - value) for name, value in OBSERVED.items())
    print(f"\nlargest miss {miss:.3f}, bar {WITHIN}")
    return int(miss > WITHIN)


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
