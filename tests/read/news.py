"""The article that the project started from, and the plan about it."""

from __future__ import annotations

import os
from datetime import date
from functools import cache
from pathlib import Path

import pytest

from examples.shipped import loaded
from khutwa.read.frame import Reading, Statement
from khutwa.read.read import read
from khutwa.roadmap.model import Roadmap

DATA = Path(os.environ.get("KHUTWA_DATA", ""))
ARTICLE = DATA / "news" / "000_7326265e1c032aba.txt"
PUBLISHED = date(2019, 5, 19)


def syria() -> Roadmap:
    roadmap = loaded("syria-2254").roadmap
    assert roadmap is not None
    return roadmap


@cache
def article() -> Reading:
    if not ARTICLE.is_file():
        pytest.skip(f"no article at {ARTICLE}; KHUTWA_DATA names the folder that holds it")
    return read(ARTICLE.read_text(encoding="utf-8"), syria(), published=PUBLISHED)


def over(reading: Reading, *words: str, nth: int = 0) -> Statement:
    """Return the nth statement whose span has all the words."""
    found = [s for s in reading.statements if all(word in s.span.text for word in words)]
    assert len(found) > nth, f"{len(found)} statements have {words}"
    return found[nth]
