"""Plans of any size, drawn at random, for measuring the order search."""

from __future__ import annotations

import random

from khutwa.roadmap.loader import load_text
from khutwa.roadmap.model import Roadmap

PARTIES = ("north", "south", "coast", "hills")


def text(
    steps: int, parties: int = 2, density: float = 0.1, seed: int = 0, *, timed: bool
) -> str:
    """Return a file with steps that each cost their owner something and give another more.

    Args:
        steps: Number of steps.
        parties: Number of parties.
        density: Chance that a step requires a given one of the six steps before it.
        seed: Seed of the drawing.
        timed: Whether steps take time and some are not sure to come about; else nothing is
            discounted.
    """
    draw = random.Random(f"{steps}/{parties}/{density}/{seed}/{timed}")
    names = PARTIES[:parties]
    lines = ["title: Drawn", "unit: month", "parties:"]
    for name in names:
        patience = draw.choice([0.5, 0.7, 0.8, 0.9])
        lines.append(f"  {name}: {{patience: {patience}, dividend: {draw.uniform(0.2, 1):.3f}}}")
    lines += ["roles: {donor: {role: donor}}", "steps:"]
    for number in range(steps):
        owner, other = draw.sample(names, 2)
        fields = [f"obligors: {owner}"]
        before = [f"s{k}" for k in range(max(0, number - 6), number) if draw.random() < density]
        if before:
            fields.append(f"requires: {' and '.join(before)}")
        fields.append(f"reversible: {str(draw.random() < 0.6).lower()}")
        fields.append(f"verification: {{by: donor, detects: {draw.choice([0.3, 0.6, 1.0])}}}")
        if timed:
            fields.append(f"takes: {draw.randint(0, 4)} months")
            if draw.random() < 0.2:
                fields.append("performers: donor, reliability: 0.9")
        else:
            fields.append("takes: 0 months")
        cost, gain = draw.uniform(0.1, 1), draw.uniform(0.3, 1.6)
        once = draw.uniform(-2, 2)
        fields.append(
            f"stakes: {{{owner}: {{flow: {-cost:.3f}, once: {once:.3f}}}, "
            f"{other}: {{flow: {gain:.3f}, outside: {draw.uniform(-1, 1):.3f}}}}}"
        )
        lines.append(f"  s{number}: {{{', '.join(fields)}}}")
    return "\n".join(lines)


def plan(
    steps: int, parties: int = 2, density: float = 0.1, seed: int = 0, *, timed: bool
) -> Roadmap:
    """Return the plan of `text`."""
    loaded = load_text(text(steps, parties, density, seed, timed=timed))
    assert loaded.roadmap is not None, loaded.diagnostics
    return loaded.roadmap
