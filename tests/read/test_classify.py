"""Assaults and protests in Arabic, in sentences of our own."""

from __future__ import annotations

from itertools import product
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from ruamel.yaml import YAML

from khutwa.read.classify import MODEL, classify
from khutwa.read.classify_corpus import read_cases
from khutwa.read.classify_evidence import Evidence, deeds, evidence, read_words
from khutwa.read.classify_lists import KINDS, LISTS
from khutwa.read.classify_model import Case, even_bar, fit, load, save
from khutwa.read.verb_table import table


def status(text: str, kind: str = "assault") -> list[str]:
    return [deed.status for deed in deeds(read_words(text), kind)]


def said(text: str) -> dict[str, bool]:
    return {one.kind: one.yes for one in classify(text)}


def test_an_attack_that_happened_is_an_assault_and_no_protest() -> None:
    text = "قتل خمسة أشخاص وأصيب عشرة بجروح أمس في انفجار سيارة مفخخة وسط بغداد."
    assert said(text) == {"assault": True, "protest": False}


def test_a_march_is_a_protest_and_no_assault() -> None:
    text = "تظاهر آلاف الطلاب أمس أمام البرلمان احتجاجا على رفع الأسعار ورددوا شعارات ضد الحكومة."
    assert said(text) == {"assault": False, "protest": True}


def test_a_meeting_is_neither() -> None:
    assert not any(said("بحث الوزيران في القاهرة سبل تعزيز التعاون الاقتصادي.").values())


def test_a_deed_that_is_denied_is_not_real() -> None:
    assert status("هاجم المسلحون القرية.") == ["real"]
    assert status("لم يهاجم المسلحون القرية.") == ["denied"]


def test_a_deed_that_is_to_come_is_not_real() -> None:
    assert status("سيهاجم المسلحون القرية.") == ["unreal"]
    assert status("يخشى السكان احتمال قصف القرية.") == ["unreal"]


def test_a_deed_is_shown_where_it_stands() -> None:
    text = "  أعلن متحدث أن الطائرات قصفت القرية."
    (deed,) = deeds(read_words(text), "assault")
    assert text[deed.start : deed.end] == "قصفت"
    assert deed.word == "قصف I"


def told(text: str, kind: str = "assault") -> set[str]:
    return set(evidence(read_words(text), kind).told)


def test_words_are_evidence_by_the_part_they_play() -> None:
    found = told("هاجم مسلحون بالقنابل سوق المدينة أمس.")
    assert found >= {"real", "real هجم III", "hit", "doer", "means", "place", "date", "past verb"}
    assert not found & {"victim", "court", "denied", "number"}


def test_any_two_parts_that_both_occur_are_evidence_together() -> None:
    pairs = set(evidence(read_words("قصفت الطائرات القرية."), "assault").pairs)
    assert {"hit & means", "means & place", "hit & place"} <= pairs
    assert not any("real" in pair.split(" & ") for pair in pairs)
    assert evidence(read_words("قصفت"), "assault").pairs == ["hit & past verb"]


def test_how_a_thing_is_told_is_evidence() -> None:
    assert "denied verb" in told("لم يهاجم المسلحون القرية.")
    assert "future verb" in told("سيهاجم المسلحون القرية.")
    assert "question" in told("هل هاجموا القرية؟")
    assert {"number", "year"} <= told("هاجموا القرية عام 1998.")
    assert "year" not in told("قتل 71 شخصا.")


def test_a_text_without_words_of_the_lists_says_nothing_of_a_deed() -> None:
    assert not told("زار الوزير المعرض.") & {"real", "denied", "unreal"}


def test_the_table_of_forms_has_every_verb_of_the_lists() -> None:
    known = {verb for forms in table().values() for _, verb in forms}
    raw = YAML(typ="safe").load(LISTS.read_text(encoding="utf-8"))
    classes = [*raw["both"].values(), *(c for kind in KINDS for c in raw[kind]["classes"].values())]
    listed = {verb for words in classes for verb in words.get("verbs", ())}
    assert not listed - known
    assert all(set(raw[kind]["deeds"]) <= set(raw[kind]["classes"]) for kind in KINDS)


SCORED = st.tuples(st.integers(-99, 99), st.booleans())


@given(st.lists(SCORED, min_size=1, unique_by=lambda pair: pair[0]))
def test_as_many_lie_above_the_bar_as_there_are_yes(pairs: list[tuple[int, bool]]) -> None:
    scores = np.array([float(score) for score, _ in pairs])
    yes = np.array([label for _, label in pairs])
    assert (scores > even_bar(scores, yes)).sum() == yes.sum()


def case(document: str, keys: list[str], yes: bool | None, share: float | None = None) -> Case:
    return Case(document, keys, Evidence({}, []), yes, float(bool(yes)) if share is None else share)


def cases() -> list[Case]:
    words = ["سيارة", "قنبلة", "مدينة", "وزير", "اجتماع"]
    return [
        case(f"d{n}", [a, b, c], "قنبلة" in (a, b, c))
        for n, (a, b, c) in enumerate(product(words, repeat=3))
    ]


def test_what_was_learnt_is_kept_by_the_file_and_is_the_same_every_time(tmp_path: Path) -> None:
    model = fit(cases())
    assert np.array_equal(model.weights, fit(cases()).weights)
    assert all((model.score(c.keys, c.evidence) > model.bar) == c.yes for c in cases())
    save(tmp_path / "m.npz", {"assault": model})
    kept = load(tmp_path / "m.npz", ["assault"])["assault"]
    none = Evidence({}, [])
    assert kept.score(["قنبلة"], none) == pytest.approx(model.score(["قنبلة"], none), abs=0.01)


def test_a_pair_of_classes_is_learnt_where_neither_says_anything_alone() -> None:
    both, first, second = Evidence({}, ["a & b"]), Evidence({}, ["a & c"]), Evidence({}, ["b & c"])
    met = [
        Case(f"d{n}", ["كلمة"], one, one is both, float(one is both))
        for n, one in enumerate([both, first, second] * 20)
    ]
    model = fit(met)
    assert all((model.score(one.keys, one.evidence) > model.bar) == one.yes for one in met)


def test_a_no_that_some_took_for_a_yes_scores_higher() -> None:
    met = [case(f"d{n}", ["سيارة"], False, 0.0) for n in range(30)]
    met += [case(f"e{n}", ["قنبلة"], True) for n in range(30)]
    met += [case(f"f{n}", ["مدينة"], False, 1 / 3) for n in range(30)]
    model = fit(met)
    low, middle, high = (
        model.score([key], Evidence({}, [])) for key in ("سيارة", "مدينة", "قنبلة")
    )
    assert low < middle < model.bar < high


def test_texts_that_their_labellers_dispute_are_not_learnt_from(tmp_path: Path) -> None:
    path = tmp_path / "assault.csv"
    path.write_text(
        "id,label,accept,total,text\n"
        "D.1-3,yes,3,3,قتل رجل\nD.1-4,difficult no,1,4,زار رجل\nE.2-1,ambiguous,2,3,ضرب رجل\n",
        encoding="utf-8",
    )
    read = read_cases(path, "assault")
    assert [(one.document, one.yes, one.share) for one in read] == [
        ("D.1", True, 1), ("D.1", False, 1 / 4), ("E.2", None, 2 / 3),
    ]  # fmt: skip
    met = cases()
    assert np.array_equal(fit(met).weights, fit([*met, case("x", ["قنبلة"], None)]).weights)


def test_the_shipped_models_are_small() -> None:
    assert MODEL.stat().st_size < 2_000_000
    assert set(load(MODEL, KINDS)) == set(KINDS)


@pytest.mark.parametrize("text", ["", " ", "ـ", "؟", "\ud800", "12", "abc", "لم", "س" * 2000])
def test_odd_texts_raise_nothing(text: str) -> None:
    assert [one.kind for one in classify(text)] == list(KINDS)
    assert all(one.yes == (one.above > 0) for one in classify(text))
