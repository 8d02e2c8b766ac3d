"""Drawing the stakes: streams of their own, no trace of batches, the right distribution."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings

from game.plans import plan, plans
from game.slow import Slow
from khutwa.game import analyse, robust
from khutwa.game.arrays import draw_stakes, scheduled
from khutwa.game.uncertainty import importance, shares
from khutwa.game.uncertainty.shares import wilson
from khutwa.roadmap.model import Roadmap
from khutwa.roadmap.stake import Stake

RANGED = """
title: Ranged
unit: year
parties:
  gov: {patience: 0.5, dividend: [0, 1, 2]}
  opp: {patience: 0.7}
steps:
  access: {obligors: gov, stakes: {gov: [-3, -1, 0], opp: [0, 1, 2]}}
  arms: {obligors: opp, stakes: {gov: {flow: [0, 2, 3], once: [-1, 0, 1]}, opp: [-3, -1, 0]}}
"""


def test_the_same_seed_draws_the_same_and_another_seed_does_not() -> None:
    roadmap = plan(RANGED)
    first, again, other = (robust(roadmap, draws=200, seed=seed).to_dict() for seed in (1, 1, 2))
    assert first == again
    assert first["importance"] != other["importance"]


def test_a_step_more_leaves_the_draws_of_all_other_stakes_as_they_were() -> None:
    extra = "  talks: {obligors: [gov, opp], stakes: {gov: [-1, 0, 1], opp: [0, 1, 2]}}\n"
    (small, whole), (large, more) = (scheduled(plan(text)) for text in (RANGED, RANGED + extra))
    before, after = draw_stakes(whole, small, 50, 7), draw_stakes(more, large, 50, 7)
    assert np.array_equal(before.dividend, after.dividend)
    for kind in ("flow", "once", "outside"):
        assert np.array_equal(getattr(before, kind), getattr(after, kind)[:, :, :2])


def test_every_stake_is_drawn_by_itself() -> None:
    game, whole = scheduled(plan(RANGED))
    drawn = draw_stakes(whole, game, 2000, 3)
    columns = [drawn.dividend[:, 0], *(drawn.flow[:, i, a] for i in (0, 1) for a in (0, 1))]
    correlation = np.corrcoef(columns)
    # The standard error of a correlation of independent columns is 1 / sqrt(2000) = 0.022.
    assert np.abs(correlation - np.eye(5)).max() < 0.1


def test_batches_are_the_rows_that_one_call_would_draw() -> None:
    game, whole = scheduled(plan(RANGED))
    together = draw_stakes(whole, game, 30, 5)
    first, second = draw_stakes(whole, game, 12, 5), draw_stakes(whole, game, 18, 5, skip=12)
    assert np.array_equal(together.flow, np.concatenate([first.flow, second.flow]))
    assert np.array_equal(together.dividend, np.concatenate([first.dividend, second.dividend]))


def test_the_size_of_batches_changes_no_result(monkeypatch: pytest.MonkeyPatch) -> None:
    roadmap = plan(RANGED)
    whole = robust(roadmap, draws=100, seed=4).to_dict()
    monkeypatch.setattr(shares, "CHUNK", 7)
    monkeypatch.setattr(importance, "CHUNK", 11)
    assert robust(roadmap, draws=100, seed=4).to_dict() == whole
    monkeypatch.setattr(shares, "CELLS", 1)
    assert robust(roadmap, draws=100, seed=4).to_dict() == whole


def test_the_tranches_of_a_step_share_one_draw() -> None:
    game, whole = scheduled(
        plan("""
    title: Parts
    parties: {opp: {}}
    steps: {arms: {obligors: opp, tranches: [0.25, 0.75], stakes: {opp: [-4, -2, -1]}}}
    """)
    )
    flow = draw_stakes(whole, game, 40, 1).flow[:, 0]
    assert np.allclose(3 * flow[:, 0], flow[:, 1])
    assert len(np.unique(flow[:, 0])) == 40


@pytest.mark.parametrize("ends", [(-4, -1, 0), (0, 0, 3), (2, 5, 5), (-1, 0, 1)])
def test_draws_follow_the_triangle_between_low_likely_and_high(
    ends: tuple[float, float, float],
) -> None:
    """Mean, variance and the share below the mode of the triangular distribution."""
    low, mode, high = ends
    roadmap = plan(f"""
    title: Triangle
    parties: {{opp: {{dividend: [{low}, {mode}, {high}]}}}}
    steps: {{arms: {{obligors: opp}}}}
    """)
    game, whole = scheduled(roadmap)
    n = 20_000
    drawn = draw_stakes(whole, game, n, 11).dividend[:, 0]
    assert low <= drawn.min() <= drawn.max() <= high
    squares = low**2 + mode**2 + high**2 - low * mode - low * high - mode * high
    spread = (squares / 18) ** 0.5
    # Five standard errors each; the fourth moment of a triangle is 2.4 times the variance squared.
    assert drawn.mean() == pytest.approx((low + mode + high) / 3, abs=5 * spread / n**0.5)
    assert drawn.var() == pytest.approx(spread**2, rel=5 * (1.4 / n) ** 0.5)
    below = (mode - low) / (high - low)
    assert (drawn < mode).mean() == pytest.approx(below, abs=5 * 0.5 / n**0.5)


@pytest.mark.parametrize(
    ("count", "total", "interval"),
    [
        (81, 263, (0.2553, 0.3662)),
        (15, 148, (0.0624, 0.1605)),
        (0, 20, (0.0, 0.1611)),
        (1, 29, (0.0061, 0.1718)),
    ],
)
def test_the_interval_of_a_share_is_the_published_score_interval(
    count: int, total: int, interval: tuple[float, float]
) -> None:
    """Newcombe (1998), Statistics in Medicine 17:857-872, table I, method 3."""
    assert wilson(count, total) == pytest.approx(interval, abs=5e-5)


def with_drawn_stakes(roadmap: Roadmap, row: int, draws: int, seed: int) -> Roadmap:
    """Return the expanded plan with the stakes of one draw as its numbers."""
    game, whole = scheduled(roadmap)
    drawn = draw_stakes(whole, game, draws, seed)
    steps = dict(whole.steps)
    parties = dict(whole.parties)
    for i, party in enumerate(game.parties):
        dividend = Stake.exactly(float(drawn.dividend[row, i]))
        parties[party] = parties[party].model_copy(update={"dividend": dividend})
        for a, name in enumerate(game.steps):
            if party not in steps[name].stakes:
                continue
            update = {
                kind: Stake.exactly(float(getattr(drawn, kind)[row, i, a]))
                for kind in ("flow", "once", "outside")
            }
            stakes = steps[name].stakes[party].model_copy(update=update)
            every = {**steps[name].stakes, party: stakes}
            steps[name] = steps[name].model_copy(update={"stakes": every})
    return whole.model_copy(update={"steps": steps, "parties": parties})


@given(plans(ranges=True))
@settings(max_examples=15, deadline=None)
def test_the_share_is_that_of_the_draws_in_which_a_slow_walk_finds_no_gap(
    roadmap: Roadmap,
) -> None:
    draws, seed = 12, 9
    sampled = analyse(roadmap, draws=draws, seed=seed).robustness
    if sampled is None:
        return
    held = 0
    for row in range(draws):
        drawn = with_drawn_stakes(roadmap, row, draws, seed)
        held += all(
            slow.slack(k) >= -1e-9 * slow.scale
            for slow in (Slow(drawn, party) for party in drawn.parties)
            for k in range(len(slow.stages) + 1)
        )
    assert sampled.share == held / draws
    assert sampled.interval == wilson(held, draws)


@given(plans(parties=3, ranges=True))
@settings(max_examples=10, deadline=None)
def test_the_weakest_links_of_the_draws_are_those_of_single_analyses(roadmap: Roadmap) -> None:
    draws, seed = 10, 2
    sampled = analyse(roadmap, draws=draws, seed=seed).robustness
    if sampled is None:
        return
    counted: dict[tuple[int, int], int] = {}
    late = 0
    for row in range(draws):
        found = analyse(with_drawn_stakes(roadmap, row, draws, seed), draws=1)
        place = found.weakest.row, found.game.parties.index(found.weakest.party)
        counted[place] = counted.get(place, 0) + 1
        late += found.holds and bool(found.leave_late)
    assert dict(sampled.weakest) == {place: n / draws for place, n in counted.items()}
    assert [share for _, share in sampled.weakest] == sorted(
        (n / draws for n in counted.values()), reverse=True
    )
    assert sampled.late == late / draws
