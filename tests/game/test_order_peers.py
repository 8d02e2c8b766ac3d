"""Other solvers find the same optimum where nothing is discounted."""

from __future__ import annotations

import random

import pytest

from game import peers
from game.plans import plan
from khutwa.game import order
from khutwa.roadmap.model import Roadmap


def drawn(n: int, density: float, seed: int) -> Roadmap:
    """Return a plan of n steps between two parties, none of which takes time."""
    draw = random.Random(f"{n}/{density}/{seed}")
    lines = ["title: Drawn", "unit: year", "parties:"]
    lines += [f"  {p}: {{patience: 0.6, dividend: 0.4}}" for p in ("north", "south")]
    lines.append("steps:")
    for b in range(n):
        owner, other = draw.sample(["north", "south"], 2)
        needs = [f"s{a}" for a in range(max(0, b - 6), b) if draw.random() < density]
        requires = f"requires: {' and '.join(needs)}, " if needs else ""
        detects = draw.choice([0.3, 1.0])
        lines.append(
            f"  s{b}: {{obligors: {owner}, takes: 0 years, {requires}"
            f"verification: {{by: {other}, detects: {detects}}}, stakes: {{"
            f"{owner}: {{flow: {-draw.uniform(0.1, 1):.2f}, once: {draw.uniform(-2, 2):.2f}}}, "
            f"{other}: {{flow: {draw.uniform(0.3, 1.6):.2f}}}}}}}"
        )
    return plan("\n".join(lines))


@pytest.mark.parametrize(
    ("n", "density", "seed"), [(8, 0.1, 0), (12, 0.3, 1), (20, 0.1, 2), (30, 0.3, 3), (30, 0.1, 4)]
)
def test_cp_sat_finds_no_better_order(n: int, density: float, seed: int) -> None:
    pytest.importorskip("ortools", reason="the peer OR-Tools is not installed")
    roadmap = drawn(n, density, seed)
    asked = peers.margins(roadmap)
    found = peers.cp_sat(asked, 120)
    assert found is not None
    search = order(roadmap, top=1)
    assert search.certificate.exact
    ours = [asked_step(search.best.game.steps, stage[0]) for stage in search.best.stages]
    assert asked.value(ours) == pytest.approx(search.best.smallest, abs=1e-9)
    # CP-SAT rounds each of at most n terms to a millionth.
    assert search.best.smallest == pytest.approx(asked.value(found), abs=1e-6 * (n + 1))
    assert search.best.smallest >= asked.value(found) - 1e-9


@pytest.mark.parametrize(("n", "density", "seed"), [(8, 0.1, 5), (10, 0.3, 6)])
def test_highs_finds_no_better_order(n: int, density: float, seed: int) -> None:
    roadmap = drawn(n, density, seed)
    asked = peers.margins(roadmap)
    found = peers.highs(asked, 120)
    assert found is not None
    assert order(roadmap, top=1).best.smallest == pytest.approx(asked.value(found), abs=1e-5)


def test_z3_finds_no_better_order() -> None:
    pytest.importorskip("z3", reason="the peer z3 is not installed")
    roadmap = drawn(6, 0.2, 7)
    asked = peers.margins(roadmap)
    found = peers.z3_optimum(asked, 120)
    assert found is not None
    assert order(roadmap, top=1).best.smallest == pytest.approx(asked.value(found), abs=1e-9)


def asked_step(names: tuple[str, ...], name: str) -> int:
    return names.index(name)
