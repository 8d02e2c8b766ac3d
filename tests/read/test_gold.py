"""Short texts in three languages and four styles, against what a person reads in them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from khutwa.read.proposals import GRAVE, entry_status
from read.gold import Judged, reader, scores, texts

LANGUAGES = ("ar", "en", "ru")
EVERY = (*LANGUAGES, "held_out", "later", "partial", "partial_later")
STYLES = {"wire", "briefing", "social", "monitoring"}


def judged(name: str) -> list[Judged]:
    return [one for score in scores(name) for one in score.judged]


def share(name: str, what: str) -> float:
    found = judged(name)
    return sum(getattr(one, what) for one in found) / len(found)


def test_there_are_forty_texts_and_every_language_has_all_styles() -> None:
    assert sum(len(texts(name)) for name in LANGUAGES) >= 40
    for name in LANGUAGES:
        assert {text["style"] for text in texts(name)} == STYLES


@pytest.mark.parametrize("name", LANGUAGES)
@pytest.mark.parametrize(
    ("what", "least"), [("speaker", 0.9), ("polarity", 0.95), ("said", 0.9), ("right", 0.9)]
)
def test_speaker_polarity_and_status_agree_with_a_person(
    name: str, what: str, least: float
) -> None:
    assert share(name, what) >= least


@pytest.mark.parametrize("name", LANGUAGES)
def test_most_of_what_names_a_step_is_in_the_gold(name: str) -> None:
    found = list(scores(name))
    right = sum(one.right for score in found for one in score.judged)
    beyond = sum(len(score.more) for score in found)
    assert right / (right + beyond) >= 0.9


@pytest.mark.parametrize("name", EVERY)
def test_nothing_is_done_or_violated_that_a_person_does_not_read_so(name: str) -> None:
    for score in scores(name):
        for one in score.judged:
            status = entry_status(one.found) if one.found is not None else None
            if status is not None and status[0] in GRAVE:
                assert {"done", "violated"} & set(one.gold.said), one.gold
                assert "+" in one.gold.polarity, one.gold
                assert not one.gold.status or one.status in one.gold.status, one.gold
        for statement in score.more:
            status = entry_status(statement)
            assert status is None or status[0] not in GRAVE, statement.span.text


@pytest.mark.parametrize("name", EVERY)
def test_every_span_is_the_raw_text(name: str) -> None:
    for score in scores(name):
        text = score.reading.text
        for statement in score.reading.statements:
            for span in (statement.span, *(link.span for link in statement.chain)):
                assert text[span.start : span.end] == span.text


WORDS = {
    name: sorted({word for item in texts(name) for word in item["text"].split()})
    for name in LANGUAGES
}
SIGNS = [",", ".", ":", "«", "»", "“", "”", "—", "\n"]


@pytest.mark.parametrize("name", LANGUAGES)
@given(data=st.data())
def test_any_words_in_any_order_are_read(name: str, data: st.DataObject) -> None:
    text = " ".join(data.draw(st.lists(st.sampled_from([*WORDS[name], *SIGNS]), max_size=40)))
    for statement in reader().read(text, language=name).statements:
        assert text[statement.span.start : statement.span.end] == statement.span.text
