"""Sentences in the style of news, whose gold somebody wrote who did not know the rules."""

from __future__ import annotations

import importlib.util
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

SCRIPT = Path(__file__).resolve().parents[2] / "benchmarks" / "reader" / "arabic_news.py"


@cache
def bench() -> ModuleType:
    spec = importlib.util.spec_from_file_location("arabic_news", SCRIPT)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@cache
def scores() -> dict[str, Any]:
    return dict(bench().scored(bench().read(bench().GOLD)))


@pytest.mark.parametrize("name", ["negator", "negated verb", "subject", "speaker"])
def test_the_bars_are_met(name: str) -> None:
    score = scores()[name]
    assert score.value >= bench().BARS[name], score.missed


def test_few_words_deny_that_do_not() -> None:
    score = scores()["negator, none too many"]
    assert score.all > 70
    assert score.value >= 0.95, score.missed


def test_a_false_negator_and_a_wrong_subject_are_counted() -> None:
    text = "لم يحضر الوزير."
    wrong = {
        "text": text,
        "subjects": [{"verb": "يحضر", "char": 3, "subject": "لم", "subject_char": 0}],
    }
    found = bench().scored([wrong])
    assert (found["negator, none too many"].right, found["negator, none too many"].all) == (0, 1)
    assert (found["subject"].right, found["subject"].all) == (0, 1)
