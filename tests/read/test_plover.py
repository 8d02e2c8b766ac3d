"""English sentences as PLOVER events, in sentences of our own."""

from __future__ import annotations

import importlib.util
import json
from pathlib import Path

import pytest

from khutwa.read.english import english_tokens, lemmas
from khutwa.read.plover import Event, events
from khutwa.read.plover_rows import rows

ROOT = Path(__file__).resolve().parents[2]
OWN = Path(__file__).with_name("gold") / "events_en.txt"
GOLD = ROOT.parent / "shared/data/reader/plover_gsr/plover_gsr.json"


def one(text: str) -> tuple[str, tuple[str, ...], tuple[str, ...]]:
    event = only(text)
    return event.event, event.source, event.target


def only(text: str) -> Event:
    found = events(text)
    assert len(found) == 1
    return found[0]


@pytest.mark.parametrize(
    ("text", "event", "source", "target"),
    [
        ("Norway condemned Sudan over the raid.", "DISAPPROVE", ["NOR"], ["SDN"]),
        ("Kenya urged Somalia to open the port.", "DEMAND", ["KEN"], ["SOM"]),
        ("Egypt rejected a Turkish plan for the sea border.", "REJECT", ["EGY"], ["TUR"]),
        ("Chad recalled its ambassador from Libya.", "SANCTION", ["TCD"], ["LBY"]),
        ("The United Nations sent food to Yemen on Friday.", "AID", ["IGO"], ["YEM"]),
        ("Armenian forces shelled an Azeri village.", "FIGHT", ["ARM"], ["AZE"]),
        ("Gunmen in Mali kidnapped a Spanish nurse.", "ASSAULT", ["MLI"], ["ESP"]),
        ("Peru massed troops on the frontier with Ecuador.", "MOBILIZE", ["PER"], ["ECU"]),
        ("Thousands of Georgians marched against Moscow.", "PROTEST", ["GEO"], ["RUS"]),
        ("Iran released two French journalists.", "RETREAT", ["IRN"], ["FRA"]),
    ],
)
def test_who_does_what_to_whom(text: str, event: str, source: list[str], target: list[str]) -> None:
    assert one(text) == (event, tuple(source), tuple(target))


def test_what_is_to_come_is_agreed_to_if_friendly_and_threatened_if_hostile() -> None:
    assert one("Qatar will host Sudan.")[0] == "AGREE"
    assert one("Qatar hosted Sudan.")[0] == "CONSULT"
    assert one("Russia will bomb Poland.")[0] == "THREATEN"
    assert one("Russia bombed Poland.")[0] == "ASSAULT"


def test_what_is_friendly_and_denied_is_refused() -> None:
    assert one("Syria did not release Lebanese prisoners.") == ("REJECT", ("SYR",), ("LBN",))
    assert one("Syria will not meet Israel.")[0] == "REJECT"


def test_must_behind_a_speaker_is_a_demand_to_the_one_who_must() -> None:
    assert one("Germany said Serbia must free the reporters.") == ("DEMAND", ("DEU",), ("SRB",))


def test_a_passive_turns_the_sides_round() -> None:
    assert one("A Kuwaiti tanker was attacked by Iranian gunboats.")[1:] == (("IRN",), ("KWT",))


def test_who_reported_it_is_not_a_side() -> None:
    told = ("SUPPORT", ("JPN",), ("KEN",))
    assert one("Japan praised Kenya, a British diplomat said on Monday.") == told
    assert one("According to a British diplomat, Japan praised Kenya.") == told


def test_two_who_do_it_together_are_both_its_source() -> None:
    assert one("Jordan and Egypt signed a treaty.") == ("SUPPORT", ("JOR", "EGY"), ())


def test_the_west_bank_is_not_the_west_and_turkey_is_no_bird() -> None:
    assert one("Settlers attacked farmers in the West Bank.")[2] == ("PSE",)
    assert events("They sold turkey and china.")[0].source == ()


def test_a_noun_that_looks_like_a_verb_names_no_event_before_the_verb() -> None:
    assert one("The rebel attacks led Mali to demand talks with Algeria.")[0] == "DEMAND"


def test_the_rule_and_the_words_are_shown() -> None:
    text = "On Monday, Ghana called for calm in Togo."
    event = only(text)
    assert text[event.start : event.end] == "called for"
    assert event.rule.startswith("call")


def test_a_sentence_without_an_event_has_none() -> None:
    assert events("The weather in Oslo is fine.") == []
    assert events("") == []


def test_initials_and_titles_end_no_sentence() -> None:
    seen = english_tokens("U.S. envoy Lt. Gen. Smith met U.N. staff. They left.")
    assert [token.key for token in seen][:2] == ["u.s.", "envoy"]
    assert {token.sentence for token in seen} == {0, 1}


@pytest.mark.parametrize(
    ("form", "first"),
    [("agreed", "agree"), ("met", "meet"), ("vetoes", "veto"), ("denied", "deny"),
     ("stopping", "stop"), ("seizing", "seize"), ("fought", "fight")],
)  # fmt: skip
def test_forms_lead_to_the_first_form(form: str, first: str) -> None:
    assert first in lemmas(form)


def test_every_row_is_of_a_type_and_every_type_has_rows() -> None:
    assert {row.event for many in rows().values() for row in many} == {
        "AGREE", "CONSULT", "SUPPORT", "COOPERATE", "AID", "CONCEDE", "RETREAT", "INVESTIGATE",
        "DEMAND", "DISAPPROVE", "REJECT", "THREATEN", "PROTEST", "MOBILIZE", "SANCTION", "COERCE",
        "ASSAULT", "FIGHT",
    }  # fmt: skip


@pytest.mark.parametrize(
    "text",
    ["\ud800 met", "...", "U.", "''", "must", "X" * 5000, "not ~ @", "It", "It was", "no", "@",
     "agreed to agree to " * 200, "said, " * 500, "talks of " * 500, "By by by", "Accused"],
)  # fmt: skip
def test_odd_texts_raise_nothing(text: str) -> None:
    events(text)


def test_most_sentences_of_our_own_are_coded_as_we_read_them() -> None:
    lines = OWN.read_text(encoding="utf-8").splitlines()[1:]
    types = sides = 0
    for line in lines:
        event, source, target, text = line.split("|")
        found = next(iter(events(text)), None)
        types += found is not None and found.event == event
        # Whether people of the same country are named as a target is a matter of taste.
        abroad = set(target.split("+")) - {"", *source.split("+")}
        sides += found is not None and (
            set(found.source) == set(filter(None, source.split("+")))
            and set(found.target) - set(found.source) == abroad
        )
    assert len(lines) > 500
    assert types / len(lines) >= 0.85
    assert sides / len(lines) >= 0.85


@pytest.mark.skipif(not GOLD.exists(), reason="plover_gsr is not there")
def test_the_gold_standard_is_coded_as_well_as_the_bars_ask() -> None:
    place = ROOT / "benchmarks/reader/plover.py"
    spec = importlib.util.spec_from_file_location("reader_plover", place)
    assert spec is not None
    assert spec.loader is not None
    bench = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(bench)
    gold = [row for row in json.loads(GOLD.read_text("utf-8")) if row["event"] != "DOCUMENT"]
    judged = [bench.right(row, next(iter(events(row["text"])), None)) for row in gold]
    for name, bar in bench.BARS.items():
        assert sum(one[name] for one in judged) / len(gold) >= bar
