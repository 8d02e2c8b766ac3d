"""Gambit finds on the written games what the engine finds on the plans.

Gambit applies lambda to payoffs at the beginning, so the plans here take no time. Its `lcp_solve`
also returns equilibria that are not subgame perfect; the limit of the logit correspondence is.
"""

from __future__ import annotations

import random
from pathlib import Path
from typing import Any

import pytest

from exchange.efg_reader import Node, read, solve
from exchange.test_efg import TWO
from game.plans import plan
from game.test_noise import CENTIPEDE, TAKEN
from khutwa.exchange.efg_free import free_efg
from khutwa.exchange.efg_scheduled import scheduled_efg
from khutwa.game import Precision, fit, noise, play
from khutwa.game.arrays import Array, draw_stakes, scheduled
from khutwa.game.quantal.response import answers
from khutwa.roadmap.model import Roadmap

gambit = pytest.importorskip("pygambit", reason="the peer pygambit is not installed")
qre = pytest.importorskip("pygambit.qre", reason="the peer pygambit is not installed")
if int(gambit.__version__.split(".")[0]) < 17:
    pytest.skip("the peer pygambit is older than 17", allow_module_level=True)

LAMBDAS = [0.1, 0.5, 2.0]


def drawn(seed: int) -> Roadmap:
    """Return a plan of three steps in no time, with stakes among which there are no ties."""
    draw = random.Random(seed)

    def stake() -> str:
        return f"{draw.uniform(-3, 4):.3f}"

    steps = []
    for number in range(3):
        owners = draw.choice(["north", "south", "[north, south]"])
        if number == 1 and seed % 2:
            owners = "donor"
        risk = ", performers: donor, reliability: 0.8" if draw.random() < 0.3 else ""
        needs = f", requires: s{draw.randrange(number)}" if number and draw.random() < 0.6 else ""
        steps.append(
            f"  s{number}: {{obligors: {owners}, takes: 0 years{risk}{needs}, persists: 0.5, "
            f"verification: {{by: donor, detects: 0.7}}, stakes: {{"
            f"north: {{once: {stake()}, outside: {stake()}}}, "
            f"south: {{once: {stake()}, flow: {stake()}}}}}}}"
        )
    return plan(
        "title: Drawn\nunit: year\nparties: {north: {patience: 0.3, dividend: 1}, "
        "south: {patience: 0.2}}\nroles: {donor: {role: donor}}\nsteps:\n" + "\n".join(steps)
    )


def opened(text: str, folder: Path) -> Any:
    (folder / "game.efg").write_text(text, "utf-8")
    return gambit.read_efg(folder / "game.efg")


def gets(profile: Any) -> list[float]:
    """Return what each player gets under a profile."""
    return [float(profile.payoffs[player]) for player in profile.game.players]


def done(text: str, profile: Any) -> float:
    """Return the chance that all is done, from Gambit's chances at every node."""
    _, players, root = read(text)
    left = [[probs for _, probs in profile[player]][::-1] for player in players]

    def follow(node: Node) -> float:
        if node.party < 0:
            return float(node.name.startswith("done"))
        odds = node.odds
        if node.party:
            # Information sets stand in the order of the file.
            probs = left[node.party - 1].pop()
            odds = [float(probs[answer]) for answer in node.answers]
        return sum(p * follow(child) for p, child in zip(odds, node.children, strict=True))

    chance = follow(root)
    assert not any(left)
    return chance


def regret(game: Any, root: Node) -> tuple[float, list[float]]:
    """Return the most that anybody gains at any node by another answer than the one chosen there.

    The other answers have a chance of a thousand-millionth, so that every node can be reached: no
    gain at any of them is what makes play subgame perfect.
    """
    solve(root, [1e-12] * len(game.players))
    weights: list[list[list[float]]] = [[] for _ in game.players]
    for node in root.walk():
        if node.party > 0:
            chosen = [float(k == node.chosen) for k in range(len(node.answers))]
            weights[node.party - 1].append([max(w, 1e-9) for w in chosen])
    profile = game.mixed_behavior_profile(weights).normalize()
    return profile.agent_max_regret(), gets(profile)


@pytest.mark.parametrize("seed", range(8))
def test_gambit_plays_free_order_alike(seed: int, tmp_path: Path) -> None:
    roadmap = drawn(seed)
    text = free_efg(roadmap)
    game = opened(text, tmp_path)
    found = play(roadmap, Precision(tuple(LAMBDAS), "raw"))
    most, worth = regret(game, read(text)[2])
    assert most < 1e-6
    assert worth == pytest.approx(found.worth, abs=1e-6)
    for theirs, ours in zip(qre.logit_solve_lambda(game, LAMBDAS), found.chances, strict=True):
        assert done(text, theirs.profile) == pytest.approx(ours.done, abs=1e-6)
        assert gets(theirs.profile) == pytest.approx(ours.worth, abs=1e-6)


@pytest.mark.parametrize("seed", range(8))
def test_gambit_plays_the_agreed_order_alike(seed: int, tmp_path: Path) -> None:
    roadmap = drawn(seed)
    text = scheduled_efg(roadmap)
    game = opened(text, tmp_path)
    most, perfect = regret(game, read(text)[2])
    assert most < 1e-6
    sure = Precision((1e9,), "raw")
    found = noise(roadmap, Precision(tuple(LAMBDAS), "raw"))
    assert perfect == pytest.approx(values(roadmap, sure)[0].tolist(), abs=1e-6)
    for theirs, ours, worth in zip(
        qre.logit_solve_lambda(game, LAMBDAS),
        found.outlooks,
        values(roadmap, found.precision),
        strict=True,
    ):
        assert done(text, theirs.profile) == pytest.approx(ours.completed, abs=1e-6)
        assert gets(theirs.profile) == pytest.approx(worth.tolist(), abs=1e-6)


def values(roadmap: Roadmap, precision: Precision) -> Array:
    """Return what the agreed order is worth at the beginning, for each lambda and party."""
    game, whole = scheduled(roadmap)
    return answers(game, draw_stakes(whole, game), precision).value[:, 0]


def test_the_limit_of_gambits_logit_branch_is_free_play(tmp_path: Path) -> None:
    """In a plan without close calls; the branch is followed only until nobody gains by much."""
    roadmap = drawn(2)
    game = opened(free_efg(roadmap), tmp_path)
    limit = gambit.nash.logit_solve(game, maxregret=1e-10).equilibrium
    assert gets(limit) == pytest.approx(play(roadmap).worth, abs=1e-6)


def test_gambit_reads_quotation_marks_and_any_letters(tmp_path: Path) -> None:
    assert opened(free_efg(plan(TWO)), tmp_path).title == 'Say "peace" / سلام'


def test_gambit_estimates_the_centipede_alike(tmp_path: Path) -> None:
    roadmap = plan(CENTIPEDE)
    game = opened(scheduled_efg(roadmap), tmp_path)
    passed = [sum(TAKEN[k + 1 :]) for k in range(4)]
    counts = [[passed[k], TAKEN[k]] for k in range(4)]
    data = game.mixed_behavior_profile([[counts[0], counts[2]], [counts[1], counts[3]]])
    theirs = qre.logit_estimate(data)
    ours = fit(roadmap, TAKEN, Precision((1.0,), "raw"))
    assert ours.rationality == pytest.approx(theirs.lam, abs=1e-5)
    assert ours.log_likelihood == pytest.approx(theirs.log_like, abs=1e-6)
