"""Names in Arabic text, in sentences of our own."""

from __future__ import annotations

import importlib.util
from pathlib import Path

import pytest

from khutwa.read.names import MODEL, names
from khutwa.read.names_corpus import fifths, read_corpus, spans, written
from khutwa.read.names_features import cut, hashed
from khutwa.read.names_fit import fit
from khutwa.read.names_model import Model
from khutwa.read.tokens import tokens

ROOT = Path(__file__).resolve().parents[2]
CORPUS = ROOT.parent / "shared/data/reader/newsfane/newsfane.txt"


def found(text: str) -> dict[str, str]:
    return {text[name.start : name.stop]: name.kind for name in names(tokens(text))}


def test_people_and_places_of_the_news_are_found() -> None:
    text = "التقى الرئيس محمود عباس في القاهرة وزير الخارجية المصري أحمد أبو الغيط."
    assert found(text) == {"محمود عباس": "person", "القاهرة": "place", "أحمد أبو الغيط": "person"}


def test_a_conjunction_before_a_place_is_no_part_of_its_name() -> None:
    assert found("وصل الوفد إلى بغداد والقاهرة أمس.") == {"بغداد": "place", "القاهرة": "place"}
    assert found("سافر الوزير لدمشق وبيروت.") == {"دمشق": "place", "بيروت": "place"}


def test_spelling_marks_and_tatweel_change_nothing() -> None:
    plain = found("قال المتحدث إن الوفد وصل إلى دمشق.")
    dressed = "قال المتحدث إنَّ الوفد وصل إلى \u200eدمشـــق\u200f."
    assert list(plain.values()) == list(found(dressed).values()) == ["place"]


def test_offsets_count_the_raw_text() -> None:
    text = "  أعلنت إيران ،  ثم سوريا."
    for name in names(tokens(text)):
        assert text[name.start : name.stop] in ("إيران", "سوريا")
        assert 0 < name.chance <= 1


@pytest.mark.parametrize("text", ["", "\n\n", "؟!", "12 34", "a", "ـ", "و" * 300, "\ud800"])
def test_odd_texts_raise_nothing(text: str) -> None:
    names(tokens(text))


def test_a_word_is_cut_where_what_is_left_is_known() -> None:
    known = frozenset(map(hashed, ["كتاب", "مدينة", "وزير", "الرجل"]))
    assert cut("وكتاب", known) == ("و", "كتاب")
    assert cut("كتابهم", known) == ("كتاب", "هم")
    assert cut("ومدينتهم", known) == ("و", "مدينة", "هم")
    assert cut("للرجل", known) == ("ل", "الرجل")
    assert cut("وزير", known) == ("وزير",)


def test_short_words_are_cut_too() -> None:
    known = frozenset(map(hashed, ["في", "ان"]))
    assert cut("وفي", known) == ("و", "في")
    assert cut("انه", known) == ("ان", "ه")
    assert cut("في", known) == ("في",)


def test_a_conjunction_is_cut_off_the_article_and_a_preposition_is_not() -> None:
    none: frozenset[int] = frozenset()
    assert cut("والتورط", none) == ("و", "التورط")
    assert cut("بالتورط", none) == ("بالتورط",)


def test_a_corpus_is_read_with_kinds_of_ours(tmp_path: Path) -> None:
    path = tmp_path / "c.txt"
    path.write_text(
        "\ufeff\u200eفي\tO\n\u200eحلب\tB-Population-Center\n\n\u200eبيت\tB-Book\n", "utf-8"
    )
    assert read_corpus(path) == [(["في", "حلب"], ["O", "B-place"]), (["بيت"], ["B-work"])]


def test_what_the_corpus_cuts_is_written_together() -> None:
    keys = ["قال", "ل", "الوزير", "و", "كتاب", "ه", "ب", "بغداد"]
    labels = ["O", "O", "O", "O", "O", "O", "O", "B-place"]
    assert written(keys, labels) == (
        ["قال", "للوزير", "وكتابه", "ببغداد"],
        ["O", "O", "O", "B-place"],
    )


def test_a_name_ends_where_another_kind_or_a_new_one_begins() -> None:
    labels = ["B-person", "I-person", "B-person", "O", "I-place", "I-person"]
    assert spans(labels) == [(0, 2, "person"), (2, 3, "person"), (4, 5, "place"), (5, 6, "person")]


def test_the_shipped_model_is_small_and_has_its_notice() -> None:
    assert MODEL.stat().st_size < 2_000_000
    notice = (MODEL.parent / "NOTICE").read_text("utf-8")
    assert all(name in notice for name in ("names_ar.npz", "NewsFANE", "ShareAlike", "GeoNames"))
    assert set(Model.load(MODEL).labels) >= {"O", "B-person", "I-place", "B-organisation"}


@pytest.mark.skipif(not CORPUS.exists(), reason="newsfane is not there")
def test_half_of_the_names_are_right_after_learning_from_a_fifth_of_the_rest() -> None:
    place = ROOT / "benchmarks/reader/names.py"
    spec = importlib.util.spec_from_file_location("reader_names", place)
    assert spec is not None
    assert spec.loader is not None
    bench = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(bench)
    rest, test = fifths(read_corpus(CORPUS))
    learnt = fit(rest[: len(rest) // 5], rounds=20)
    assert bench.pairs(learnt, test, lambda span: span[:2])[0] >= 0.5
