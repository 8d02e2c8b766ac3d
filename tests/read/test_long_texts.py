"""A text made to be read for ever is given up, and no sentence is taken for longer than any is."""

from __future__ import annotations

import signal
from contextlib import suppress
from dataclasses import replace
from itertools import groupby

import pytest
from hypothesis import given
from hypothesis import strategies as st

from khutwa.read.corpus_work import work
from khutwa.read.inputs.document import Limits, Raw
from khutwa.read.inputs.patience import within
from khutwa.read.inputs.problems import InputError
from khutwa.read.tokens import LONGEST, bounded, tokens
from read.corpus_workers import job


def lengths(text: str) -> list[int]:
    return [len(list(group)) for _, group in groupby(bounded(tokens(text)), lambda t: t.sentence)]


@pytest.mark.parametrize(
    ("words", "parts"),
    [
        (1, [1]),
        (LONGEST, [LONGEST]),
        (LONGEST + 1, [LONGEST, 1]),
        (2 * LONGEST + 7, [LONGEST, LONGEST, 7]),
    ],
)
def test_a_sentence_without_end_is_cut(words: int, parts: list[int]) -> None:
    assert lengths("سلام " * words) == parts


def test_the_sentence_behind_a_cut_one_is_whole() -> None:
    assert lengths("سلام " * (LONGEST + 5) + ". قال كذا.") == [LONGEST, 6, 3]


@given(st.text(st.sampled_from("سلام قال .!\n«»"), max_size=300))
def test_sentences_of_people_stay_as_they_are(text: str) -> None:
    assert bounded(tokens(text)) == tokens(text)


def test_what_takes_too_long_is_ended() -> None:
    def for_ever() -> None:
        while True:
            pass

    with pytest.raises(InputError) as caught, within(0.01, "a.txt"):
        for_ever()
    assert caught.value.diagnostic.code == "KH973"


def test_behind_it_there_is_no_limit() -> None:
    with within(0.01, "a.txt"):
        pass
    assert sum(range(3_000_000))


def test_an_article_that_takes_too_long_is_a_line_like_any_other() -> None:
    raw = Raw("a.txt", ("أفرجت الحكومة السورية عن المعتقلين و" * 5000).encode())
    line = work(replace(job(), limits=Limits(seconds=0.05)), raw)
    assert [each["code"] for each in line["findings"]] == ["KH973"]


@pytest.mark.skipif(not hasattr(signal, "setitimer"), reason="this system has no such signal")
def test_the_time_is_over_though_the_first_call_was_lost() -> None:
    def lose_one_call() -> None:
        with suppress(InputError):
            while True:
                pass
        while True:
            pass

    with pytest.raises(InputError), within(0.01, "a.txt"):
        lose_one_call()
