"""The tutorial does what it says: its plan is typed in, its commands are run."""

from __future__ import annotations

from pathlib import Path

import pytest

from docs.pages import DOCS, blocks
from docs.typing_in import as_shown, commands, run, typed_in

TUTORIAL = DOCS / "tutorial.md"
PLAN = Path("valley/roadmap.yaml")


def test_the_tutorial_does_what_it_shows(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    ran = 0
    for block in blocks(TUTORIAL, "yaml", "console"):
        if block.language == "yaml":
            whole = block.text.startswith("title:")
            text = block.text if whole else typed_in(PLAN.read_text("utf-8"), block.text)
            PLAN.write_text(text, encoding="utf-8")
            continue
        for command, shown in commands(block.text):
            output = run(command)
            where = f"{TUTORIAL.name}:{block.line}: {command}"
            assert as_shown(shown, output), f"{where}\n--- shown\n{shown}--- is\n{output}"
            ran += 1
    assert ran > 5


def test_lines_are_typed_in_where_they_belong() -> None:
    plan = "title: T\nsteps:\n  a:\n    by: 2027\n  b: {}\n"
    assert typed_in(plan, "steps:\n  a:\n    joint: true\n    by: 2028\n  c: {}\nroles: {}\n") == (
        "title: T\nsteps:\n  a:\n    by: 2028\n    joint: true\n  b: {}\n  c: {}\nroles: {}\n"
    )


def test_three_dots_stand_for_any_lines_and_nothing_else_does() -> None:
    assert as_shown("one\n...\nfour\n", "one\ntwo\nthree\nfour\n")
    assert as_shown("one\n...\n", "one\n")
    assert not as_shown("one\nfour\n", "one\ntwo\nfour\n")
    assert not as_shown("one\n", "one\ntwo\n")
