"""Twenty thousand spoilt files: none makes the loader, the rules or the analysis fall over."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from random import Random

import pytest

from fuzz.mutations import spoilt
from khutwa.examples.catalogue import names, path, starter
from khutwa.game import InfeasibleSchedule, analyse
from khutwa.linter import check
from khutwa.roadmap.diagnostic import Diagnostic
from khutwa.roadmap.loader import load_text
from khutwa.words import LANGUAGES, use_language

SHIPPED = [file.read_text(encoding="utf-8") for file in (starter(), *map(path, names()))]
SMALL = Path(__file__).with_name("small.yaml").read_text(encoding="utf-8").split("\n---\n")[1:]

ROUNDS, FILES = 40, 500
"""Files are spoilt in rounds of so many; one in twenty is a shipped plan, the rest are small."""


@pytest.mark.parametrize("text", [*SHIPPED, *SMALL])
def test_the_files_are_sound_before_they_are_spoilt(text: str) -> None:
    assert [str(d) for d in load_text(text).diagnostics] == []


@pytest.mark.parametrize("round_", range(ROUNDS))
def test_no_spoilt_file_is_a_traceback(round_: int) -> None:
    chance = Random(round_)
    for number in range(FILES):
        base = chance.choice(SHIPPED if number % 20 == 0 else SMALL)
        data = spoilt(base, chance)
        try:
            run(data, LANGUAGES[number % len(LANGUAGES)])
        except Exception as error:
            error.add_note(f"round {round_}, file {number}:\n{data!r}")
            raise


def run(data: str | bytes, language: str) -> None:
    """Load a file, and where that succeeds look at it with every rule and analyse it."""
    loaded = load_text(data)
    assert loaded.ok != bool(loaded.diagnostics)
    text = loaded.document.text
    lines = text.count("\n") + text.count("\r") + 1 if text else None
    found: tuple[Diagnostic, ...] = loaded.diagnostics
    if loaded.roadmap is not None:
        found = check(loaded).findings
        with suppress(InfeasibleSchedule):
            analyse(loaded.roadmap, draws=2)
    with use_language(language):
        for finding in found:
            assert 1 <= finding.place.line <= (lines or finding.place.line)
            assert finding.place.column >= 1
            said = f"{finding.what}{finding.why}{finding.fix}"
            assert said.encode("utf-8")
