"""Assaults and protests in Arabic, in sentences of our own."""

from __future__ import annotations

from itertools import product
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from khutwa.read.classify import MODEL, classify
from khutwa.read.classify_corpus import read_cases
from khutwa.read.classify_evidence import KINDS, deeds, evidence, read_words
from khutwa.read.classify_model import Case, even_bar, fit, load, save


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


def test_evidence_tells_what_stands_near_a_deed() -> None:
    found = evidence(read_words("فجر انتحاري حزاما ناسفا في سوق المدينة أمس."), "assault")
    assert found["real deed"] == found["real and means"] == found["real and all dated"] == 1
    none = evidence(read_words("زار الوزير المعرض."), "assault")
    assert none["no deed"] == 1
    assert none["real deed"] == 0


SCORED = st.tuples(st.integers(-99, 99), st.booleans())


@given(st.lists(SCORED, min_size=1, unique_by=lambda pair: pair[0]))
def test_as_many_lie_above_the_bar_as_there_are_yes(pairs: list[tuple[int, bool]]) -> None:
    scores = np.array([float(score) for score, _ in pairs])
    yes = np.array([label for _, label in pairs])
    assert (scores > even_bar(scores, yes)).sum() == yes.sum()


def cases() -> list[Case]:
    words = ["سيارة", "قنبلة", "مدينة", "وزير", "اجتماع"]
    return [
        Case(f"d{n}", [a, b, c], {"real deed": float("قنبلة" in (a, b, c))}, "قنبلة" in (a, b, c))
        for n, (a, b, c) in enumerate(product(words, repeat=3))
    ]


def test_what_was_learnt_is_kept_by_the_file_and_is_the_same_every_time(tmp_path: Path) -> None:
    model = fit(cases())
    assert np.array_equal(model.weights, fit(cases()).weights)
    assert all((model.score(c.keys, c.evidence) > model.bar) == c.yes for c in cases())
    save(tmp_path / "m.npz", {"assault": model})
    kept = load(tmp_path / "m.npz", ["assault"])["assault"]
    assert kept.score(["قنبلة"], {}) == pytest.approx(model.score(["قنبلة"], {}), abs=0.01)


def test_texts_that_their_labellers_dispute_are_not_learnt_from(tmp_path: Path) -> None:
    path = tmp_path / "assault.csv"
    path.write_text(
        "id,label,text\nD.1-3,yes,قتل رجل\nD.1-4,difficult no,زار رجل\nE.2-1,ambiguous,ضرب رجل\n",
        encoding="utf-8",
    )
    read = read_cases(path, "assault")
    assert [(case.document, case.yes) for case in read] == [
        ("D.1", True), ("D.1", False), ("E.2", None),
    ]  # fmt: skip
    told = cases()
    assert np.array_equal(fit(told).weights, fit([*told, Case("x", ["قنبلة"], {}, None)]).weights)


def test_the_shipped_models_are_small() -> None:
    assert MODEL.stat().st_size < 2_000_000
    assert set(load(MODEL, KINDS)) == set(KINDS)


@pytest.mark.parametrize("text", ["", " ", "ـ", "؟", "\ud800", "12", "abc", "لم", "س" * 2000])
def test_odd_texts_raise_nothing(text: str) -> None:
    assert [one.kind for one in classify(text)] == list(KINDS)
    assert all(0 <= one.weight <= 1 for one in classify(text))
