"""Strategies are fitted to what players meant, and meet each other as players do."""

from __future__ import annotations

from itertools import product
from pathlib import Path

import numpy as np
import pytest

from khutwa.exchange.lab import load_choices
from khutwa.track.credibility import LONE_SLIP, LONE_SURE, SLIP
from khutwa.track.strategies import (
    NAMED,
    SEEN,
    Kinds,
    Treatment,
    fit_kinds,
    fit_named,
    played,
    record,
    shares_after,
)

FILE = Path(__file__).resolve().parents[3] / "shared/data/lab/FRD2012.csv"

with_data = pytest.mark.skipif(not FILE.exists(), reason="FRD2012.csv is not here")

Game = list[tuple[int, bool]]


def seen(text: str) -> Game:
    """Return a game of which this was seen, as in `cc cd`."""
    return [(SEEN.index(each), True) for each in ["", *text.split()]]


@pytest.mark.parametrize(
    ("name", "history", "acts"),
    [
        ("ALLC", "cd cd cd", "cccc"),
        ("ALLD", "cc cc cc", "dddd"),
        ("TFT", "cd dc cc cd", "cdccd"),
        ("D-TFT", "dc cc cd", "dccd"),
        ("TF2T", "cd cc cd cd cc", "ccccdc"),
        ("TF3T", "cd cd cc cd cd cd", "ccccccd"),
        ("2TFT", "cd dc dc cc", "cddcc"),
        ("2TF2T", "cd cc cd cd dc dc", "ccccddc"),
        ("Grim", "cc dc cc cc", "ccddd"),
        ("Grim2", "cd cc dc cd cc cc", "ccccddd"),
        ("Grim3", "cd dc cc cd dc cd cc", "ccccccdd"),
    ],
)
def test_a_named_strategy_does_what_its_name_says(name: str, history: str, acts: str) -> None:
    assert "".join("dc"[told] for told in NAMED[name].plays(seen(history))) == acts


def drawn(
    kinds: Kinds, players: int, games: int, rounds: int, noise: float, seed: int
) -> Treatment:
    """Return the choices of players of these kinds who meet each other, drawn one by one."""
    draw = np.random.default_rng(seed)
    of = draw.choice(len(kinds.shares), players, p=kinds.shares)
    found: list[list[Game]] = [[] for _ in range(players)]
    for _ in range(games):
        order = draw.permutation(players)
        for pair in order.reshape(-1, 2):
            own: list[Game] = [[], []]
            last = ("", "")
            for _ in range(rounds):
                acts = []
                for player, game, sight in zip(pair, own, last, strict=True):
                    means = draw.random() < kinds.chances[of[player], SEEN.index(sight)]
                    game.append((SEEN.index(sight), bool(means)))
                    acts.append("dc"[int(means != (draw.random() < noise))])
                last = (acts[0] + acts[1], acts[1] + acts[0])
            for player, game in zip(pair, own, strict=True):
                found[player].append(game)
    return Treatment(noise, 4.0, found)


TWO = Kinds(
    np.array([0.7, 0.3]), np.array([[0.9, 0.95, 0.6, 0.5, 0.2], [0.1, 0.3, 0.05, 0.1, 0.05]]), 0, 0
)


def test_kinds_are_found_again_among_players_drawn_from_them() -> None:
    found = fit_kinds(drawn(TWO, 200, 6, 8, 0.125, seed=3), 2)
    order = np.argsort(-found.shares)
    assert found.shares[order] == pytest.approx(TWO.shares, abs=0.06)
    assert found.chances[order] == pytest.approx(TWO.chances, abs=0.08)


def test_who_meets_is_counted_as_by_every_course_of_a_short_game() -> None:
    """Two rounds of every pair of kinds, both choices, both slips."""
    treatment = Treatment(0.125, 4.0, [[[(0, True), (1, True)]]])
    counts = np.zeros((5, 2))
    for one, other in product(range(2), repeat=2):
        pair = TWO.shares[one] * TWO.shares[other]
        for means in product((True, False), repeat=2):
            chance = pair
            for kind, act in zip((one, other), means, strict=True):
                first = TWO.chances[kind, 0]
                chance *= first if act else 1 - first
            counts[0, int(means[0])] += chance
            for slips in product((True, False), repeat=2):
                way = chance * np.prod([0.125 if slip else 0.875 for slip in slips])
                acts = ["dc"[m != s] for m, s in zip(means, slips, strict=True)]
                sight = SEEN.index("".join(acts))
                again = TWO.chances[one, sight]
                counts[sight] += [way * (1 - again), way * again]
    assert played(TWO, treatment) == pytest.approx(counts)


def test_named_strategies_are_found_again_among_players_who_follow_them() -> None:
    draw = np.random.default_rng(5)
    players = []
    for number in range(120):
        strategy = NAMED["TF2T" if number < 80 else "ALLD"]
        games = []
        for _ in range(4):
            history = " ".join(SEEN[k] for k in draw.integers(1, 5, 9))
            told = strategy.plays(seen(history))
            slips = draw.random(10) < 0.1
            games.append([(s, t != slip) for (s, _), t, slip in
                          zip(seen(history), told, slips, strict=True)])  # fmt: skip
        players.append(games)
    found = fit_named(Treatment(0.125, 4.0, players))
    assert found.shares["TF2T"] == pytest.approx(2 / 3, abs=0.02)
    assert found.shares["ALLD"] == pytest.approx(1 / 3, abs=0.02)
    assert found.slip == pytest.approx(0.1, abs=0.015)


def test_a_record_tells_a_lone_refusal_from_two() -> None:
    def after(*acts: str, many: int) -> list[Game]:
        """Games of three rounds: the own acts seen, and then so many of ten cooperate."""
        sights = [SEEN.index(act + "c") for act in acts]
        return [[(0, True), (sights[0], True), (sights[1], n < many)] for n in range(10)]

    games = [*after("c", "c", many=9), *after("c", "d", many=5), *after("d", "c", many=6),
             *after("d", "d", many=1)]  # fmt: skip
    found = record([Treatment(0.125, 4.0, [games])])
    assert found.chances == pytest.approx({"cc": 0.9, "cd": 0.5, "dc": 0.6, "dd": 0.1})
    assert found.lone == pytest.approx((0.9 - 0.5) / (0.9 - 0.1))
    # Slopes -1/.8, .5/.8 and .5/.8 on the three shares, variances .025, .009 and .009.
    slopes = [((0.5 - 0.1) / 0.64) ** 2 * 0.009, 0.025 / 0.64, (0.5 / 0.8) ** 2 * 0.009]
    assert found.error == pytest.approx(sum(slopes) ** 0.5)


def test_another_table_and_a_row_that_is_no_choice_are_said(tmp_path: Path) -> None:
    path = tmp_path / "choices.csv"
    path.write_text("a,b\n1,2\n", encoding="utf-8")
    with pytest.raises(ValueError, match="no column treatment"):
        load_choices(path)
    head = "treatment,id,game,period,last.choice,last.other,choice,bc,error"
    path.write_text(f"{head}\n1,1,1,1,,,c,4,0\n1,1,1,2,c,x,c,4,0\n", encoding="utf-8")
    with pytest.raises(ValueError, match="line 3"):
        load_choices(path)


def test_rounds_are_put_in_order(tmp_path: Path) -> None:
    path = tmp_path / "choices.csv"
    head = "treatment,id,game,period,last.choice,last.other,choice,bc,error"
    path.write_text(f"{head}\n1,1,1,2,c,d,d,4,0.125\n1,1,1,1,,,c,4,0.125\n", encoding="utf-8")
    (found,) = load_choices(path)
    assert (found.noise, found.gain) == (0.125, 4.0)
    assert found.games == [[[(0, True), (SEEN.index("cd"), False)]]]


@with_data
def test_fitted_kinds_play_as_people_did() -> None:
    """Within .02 of .92, .45, .45 and .11, by as many kinds as the BIC chooses."""
    treatments = load_choices(FILE)
    assert sum(len(each.games) for each in treatments) == 384
    bics, fits = {}, {}
    for number in (3, 4, 5):
        fits[number] = [fit_kinds(each, number) for each in treatments]
        bics[number] = sum(found.bic for found in fits[number])
    best = min(bics, key=lambda number: bics[number])
    total = sum(played(f, each) for f, each in zip(fits[best], treatments, strict=True))
    assert shares_after(np.asarray(total)) == pytest.approx(
        {"": 0.745, "cc": 0.92, "cd": 0.45, "dc": 0.45, "dd": 0.11}, abs=0.02
    )
    observed = sum(each.counts.sum(axis=0) for each in treatments)
    assert shares_after(np.asarray(observed)) == pytest.approx(
        {"": 0.745, "cc": 0.92, "cd": 0.45, "dc": 0.45, "dd": 0.11}, abs=0.006
    )


@with_data
def test_who_refuses_for_good_is_rarer_and_who_waits_is_commoner_where_cooperation_gains() -> None:
    """As the article finds: lenient strategies prevail once cooperation can be kept up."""
    named = {each.gain: fit_named(each) for each in load_choices(FILE) if each.noise == SLIP}
    lenient = ("TF2T", "TF3T", "2TF2T", "Grim2", "Grim3")
    assert max(named[1.5].shares, key=lambda name: named[1.5].shares[name]) == "ALLD"
    for gain in (2.5, 4.0):
        shares = named[gain].shares
        assert sum(shares[name] for name in lenient) > 0.5
        assert shares["ALLD"] < named[1.5].shares["ALLD"]


@with_data
def test_what_a_lone_breach_counts_is_what_the_choices_say() -> None:
    treatments = {(each.noise, each.gain): each for each in load_choices(FILE)}
    sure, slip = record([treatments[0, 4]]), record([treatments[SLIP, 4]])
    assert sure.lone == pytest.approx(LONE_SURE, abs=0.005)
    assert slip.lone == pytest.approx(LONE_SLIP, abs=0.005)
    # The two differ by more than three standard errors.
    assert sure.lone - slip.lone > 3 * (sure.error**2 + slip.error**2) ** 0.5
