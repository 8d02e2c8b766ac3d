"""The drawn ledger is one that a plan of the same benchmark can be tracked with."""

from __future__ import annotations

import csv
import importlib.util
import io
from datetime import date
from itertools import islice
from pathlib import Path
from types import ModuleType

import pytest

from khutwa.ledger import read_ledger
from khutwa.roadmap.loader import load_text
from khutwa.track import track

FOLDER = Path(__file__).resolve().parents[2] / "benchmarks"
MISTAKE = 25_000
"""Number of the first row with a mistake."""


@pytest.fixture(scope="module")
def scale() -> ModuleType:
    spec = importlib.util.spec_from_file_location("track_scale", FOLDER / "track_scale.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_drawn_ledger_is_tracked_and_its_mistakes_are_found(scale: ModuleType) -> None:
    loaded = load_text(scale.plan())
    assert loaded.roadmap is not None
    assert len(loaded.roadmap.steps) == scale.STEPS
    buffer = io.StringIO()
    drawn = islice(scale.rows(MISTAKE + 1), MISTAKE - 500, None)
    csv.writer(buffer).writerows([scale.HEAD, *drawn])
    ledger = read_ledger(buffer.getvalue().encode(), "ledger.csv", loaded.roadmap)
    (found,) = ledger.diagnostics
    assert (found.code, found.place.line) == ("KH818", 502)
    assert len(ledger.ledger.entries) == 500
    tracked = track(loaded.roadmap, ledger.ledger, date(2025, 1, 1))
    assert sum(len(status.entries) for status in tracked.steps) == tracked.entries[0]
