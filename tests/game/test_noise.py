"""Noise is the agent quantal response of docs/model.md, section 4.3."""

from __future__ import annotations

import math
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from game.plans import plan, plans
from game.slow import Slow
from khutwa.game import analyse
from khutwa.game.quantal.counts import BadCounts, read_counts
from khutwa.game.quantal.fit import NeverEnds, fit
from khutwa.game.quantal.response import Precision
from khutwa.game.quantal.result import Noise, noise
from khutwa.roadmap.model import Roadmap

CENTIPEDE = """
title: The centipede of four moves
# McKelvey & Palfrey 1992, An experimental study of the centipede game, Econometrica 60:803-836.
# Taking ends the game with (.4, .1), (.2, .8), (1.6, .4) or (.8, 3.2); passing to the end pays
# (6.4, 1.6). Everything is counted from what taking at the first move gives.
alternatives: {stall: no, walk away: obligors}
parties: {one: {}, two: {}}
steps:
  pass1: {obligors: one, takes: 0 days, stakes: {one: {outside: -0.2}, two: {outside: 0.7}}}
  pass2: {obligors: two, takes: 0 days, stakes: {one: {outside: 1.4}, two: {outside: -0.4}}}
  pass3: {obligors: one, takes: 0 days, stakes: {one: {outside: -0.8}, two: {outside: 2.8}}}
  pass4: {obligors: two, takes: 0 days, stakes: {one: {once: 6.0}, two: {once: 1.5}}}
schedule: [pass1, pass2, pass3, pass4]
"""

TAKEN = [20, 100, 104, 43, 14]
"""Plays that ended at each move, and those passed to the end (the low payoffs, all sessions)."""


class SlowNoise:
    """The recursion written out, party by party and answer by answer."""

    def __init__(
        self, roadmap: Roadmap, lam: float, *, raw: bool = False, eta: float | None = None
    ) -> None:
        self.one = {party: Slow(roadmap, party) for party in roadmap.parties}
        self.stages = next(iter(self.one.values())).stages
        self.lam, self.raw, self.eta = lam, raw, eta

    def value(self, k: int) -> dict[str, float]:
        """Return what the process is worth to everybody before stage k."""
        if k == len(self.stages):
            return {party: slow.complying(k) for party, slow in self.one.items()}
        return self.asked(k)[0]

    def asked(self, k: int) -> tuple[dict[str, float], float]:
        """Return what stage k is worth to everybody, and the chance that all comply in it."""
        later, chance = self.value(k + 1), 1.0
        worth = {}
        for party, slow in self.one.items():
            p = math.prod(slow.whole.steps[a].reliability for a in self.stages[k])
            done = p * (slow.once(self.stages[k]) + later[party])
            fails = (1 - p) * slow.collapse(slow.before(k))
            worth[party] = slow.during(k) + slow.delta ** slow.length(k) * (done + fails)
        for party in reversed(self.one):
            outcomes = self.outcomes(k, party, worth)
            chances = self.chances(k, party, outcomes)
            chance *= chances[0]
            worth = {
                other: sum(c * o[other] for c, o in zip(chances, outcomes, strict=True))
                for other in self.one
            }
        return worth, p * chance

    def outcomes(
        self, k: int, party: str, comply: dict[str, float]
    ) -> list[dict[str, float]]:
        """Return what everybody has if the party complies, stalls where it may, walks away."""
        own = self.one[party]
        found = [comply]
        if "stall" in own.actions(k):
            rest = frozenset(self.stages[k]) - own.withheld(k)
            q = own.noticed(own.owned(self.stages[k]))
            found.append({
                other: slow.during(k) + slow.delta ** slow.length(k)
                * (slow.once(rest) + slow.breach(slow.before(k) | rest, q))
                for other, slow in self.one.items()
            })  # fmt: skip
        if "walk" in own.actions(k):
            found.append({other: s.collapse(s.before(k)) for other, s in self.one.items()})
        return found

    def chances(self, k: int, party: str, outcomes: list[dict[str, float]]) -> list[float]:
        """Return how likely each answer is."""
        scale = 1.0 if self.raw else self.one[party].scale
        if not self.one[party].scale:
            return [1.0] + [0.0] * (len(outcomes) - 1)
        prior = [1.0] * len(outcomes)
        if self.eta is not None:
            ways = len(outcomes) - 1
            stays = math.exp(-self.eta * self.one[party].length(k)) if ways else 1.0
            prior = [stays] + [(1 - stays) / ways] * ways if ways else [1.0]
        best = max(o[party] for o in outcomes)
        weights = [
            w * math.exp(self.lam * (o[party] - best) / scale)
            for w, o in zip(prior, outcomes, strict=True)
        ]
        return [w / sum(weights) for w in weights]

    def completed(self) -> float:
        """Return the chance that all is done."""
        return math.prod(self.asked(k)[1] for k in range(len(self.stages)))


def played(text: str, *lambdas: float, raw: bool = False, hazard: float | None = None) -> Noise:
    """Return the noise of a plan."""
    return noise(plan(text), Precision(lambdas, "raw" if raw else "relative", hazard))


@given(plans(parties=2, tranches=False), st.sampled_from([0.0, 1.0, 8.0]), st.booleans())
@settings(max_examples=50, deadline=None)
def test_the_chance_of_completion_is_that_of_the_recursion_written_out(
    roadmap: Roadmap, lam: float, raw: bool
) -> None:
    found = noise(roadmap, Precision((lam,), "raw" if raw else "relative")).outlooks[0]
    slow = SlowNoise(roadmap, lam, raw=raw)
    assert found.completed == pytest.approx(slow.completed(), abs=1e-9)
    assert sum(ending.chance for ending in found.endings) == pytest.approx(1)


@given(plans(parties=2, tranches=False), st.sampled_from([0.1, 2.0]))
@settings(max_examples=30, deadline=None)
def test_the_hazard_form_is_that_of_the_recursion_written_out(
    roadmap: Roadmap, eta: float
) -> None:
    found = noise(roadmap, Precision((4.0,), hazard=eta)).outlooks[0]
    slow = SlowNoise(roadmap, 4.0, eta=eta)
    assert found.completed == pytest.approx(slow.completed(), abs=1e-9)


@given(plans(parties=3))
@settings(max_examples=60, deadline=None)
def test_without_noise_a_plan_that_holds_is_completed(roadmap: Roadmap) -> None:
    analysis = analyse(roadmap, draws=1)
    surely = float(np.prod(analysis.game.reliability))
    found = noise(roadmap, Precision((1e9,))).outlooks[0]
    stages = [link for row in analysis.table[:-1] for link in row]
    if all(link.relative > 1e-6 or not link.scale for link in stages):
        assert found.completed == pytest.approx(surely)
    elif any(link.relative < -1e-6 for link in stages):
        # Somebody has a better answer than to comply, at the last such stage at the latest.
        assert found.completed < surely / 2 + 1e-9


@pytest.mark.parametrize(
    ("lam", "taken"),
    [
        # Goeree, Holt & Palfrey's agent model by backward recursion; Gambit gives the same.
        (1.0, [0.296257, 0.277980, 0.464884, 0.832018]),
        (2.0, [0.236193, 0.376299, 0.761577, 0.960834]),
    ],
)
def test_the_centipede_is_taken_as_the_agent_model_says(lam: float, taken: list[float]) -> None:
    found = played(CENTIPEDE, lam, raw=True)
    reach = 1.0
    by_row = {e.row: e.chance for e in found.outlooks[0].breaks}
    for row, share in enumerate(taken):
        assert by_row[row] / reach == pytest.approx(share, abs=1e-6)
        reach -= by_row[row]


def test_the_centipede_estimate_is_the_published_one() -> None:
    """McKelvey & Palfrey 1992 give the counts; Gambit estimates 1.7125 and -424.915 from them."""
    found = fit(plan(CENTIPEDE), TAKEN, Precision((1.0,), "raw"))
    assert found.rationality == pytest.approx(1.712454, abs=1e-5)
    assert found.log_likelihood == pytest.approx(-424.9149, abs=1e-4)
    assert sum(found.expected) == pytest.approx(sum(TAKEN))
    low, high = found.interval
    assert low < found.rationality < high
    assert found.chance < found.log_likelihood < found.best


def test_half_the_hazard_a_period_is_blind_chance_between_two_answers() -> None:
    """With eta = ln 2 and stages of one period, both answers weigh one half."""
    text = CENTIPEDE.replace("takes: 0 days", "takes: 1 month")
    plain = played(text, 1.5, raw=True).outlooks[0].completed
    assert played(text, 1.5, raw=True, hazard=math.log(2)).outlooks[0].completed == (
        pytest.approx(plain)
    )


def test_plain_noise_punishes_splitting_and_the_hazard_form_does_not() -> None:
    text = """
    title: One concession in parts
    unit: year
    parties: {{gov: {{patience: 0.9, dividend: 4}}}}
    steps:
      arms: {{obligors: gov, takes: 12 months, stakes: {{gov: {{flow: -1}}}}{parts}}}
    """
    whole, split = (text.format(parts=p) for p in ("", ", tranches: 12"))
    assert played(split, 3.0).outlooks[0].completed < played(whole, 3.0).outlooks[0].completed
    assert played(split, 3.0, hazard=0.05).outlooks[0].completed > (
        played(split, 3.0).outlooks[0].completed
    )


def test_every_ending_has_its_time() -> None:
    text = """
    title: Two stages
    unit: year
    parties: {gov: {patience: 0.5}}
    roles: {un: {role: verifier}}
    steps:
      a: {obligors: un, takes: 2 years, reliability: 0.5, stakes: {gov: {flow: 1}}}
      b: {obligors: gov, takes: 1 year, verification: {by: un, detects: 25%}, stakes: {gov: -}}
    schedule: [a, b]
    """
    endings = {(e.row, e.party, e.answer): e.periods for e in played(text, 0.0).outlooks[0].endings}
    assert endings[0, "gov", "walk away"] == 0
    assert endings[0, None, "comply"] == 2
    # Two years, one more, and four until a chance of a quarter a year strikes.
    assert endings[1, "gov", "stall"] == 7
    assert endings[2, None, "comply"] == 3


def test_who_has_no_stakes_goes_along() -> None:
    text = """
    title: Nobody cares
    parties: {gov: Government}
    steps: {talks: {obligors: gov}}
    """
    assert played(text, 0.0).outlooks[0].completed == 1


@pytest.mark.parametrize("lambdas", [(), (-1.0,), (math.inf,), (math.nan,)])
def test_a_lambda_that_cannot_be_is_refused(lambdas: tuple[float, ...]) -> None:
    with pytest.raises(ValueError, match="lambda"):
        noise(plan(CENTIPEDE), Precision(lambdas))


@pytest.mark.parametrize("counts", [[1, 2], [0] * 5, [1, 1, 1, 1, -1]])
def test_counts_that_do_not_fit_are_refused(counts: list[int]) -> None:
    with pytest.raises(ValueError, match="one count for every stage"):
        fit(plan(CENTIPEDE), counts, Precision((1.0,), "raw"))


ALONE = """
title: The first step is nobody's to refuse
alternatives: {stall: no, walk away: obligors}
parties: {north: {}, south: {}}
roles: {un: {role: donor}}
steps:
  aid: {obligors: un, reversible: false, stakes: {north: 1, south: 1}}
  talks: {obligors: north, stakes: {north: -1, south: 1}}
schedule: [aid, talks]
"""


def test_an_ending_that_the_plan_does_not_allow_is_named() -> None:
    with pytest.raises(NeverEnds) as caught:
        fit(plan(ALONE), [1, 1, 1], Precision((1.0,)))
    assert caught.value.place == "1"


@pytest.mark.filterwarnings("error")
def test_who_ends_against_its_interest_more_often_than_not_plays_blindly() -> None:
    """What is best for the north is to leave at stage 2; ten of ten went on."""
    found = fit(plan(ALONE), [0, 0, 10], Precision((1.0,)))
    assert found.rationality == 0
    assert found.log_likelihood == found.chance == pytest.approx(10 * math.log(0.5))
    assert found.interval[0] == 0


def test_a_cell_that_is_too_long_to_read_is_a_mistake_of_the_file(tmp_path: Path) -> None:
    file = tmp_path / "counts.csv"
    file.write_text("stage,count\n1," + 200_000 * "x" + "\n", encoding="utf-8")
    with pytest.raises(BadCounts, match=r"counts\.csv:2"):
        read_counts(file, 2)
