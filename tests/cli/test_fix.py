"""`khutwa check --fix` writes what can be mended and says how much it was."""

from __future__ import annotations

import json
from pathlib import Path

from cli.terminal import CLEAN, MENDABLE, UNREADABLE, WRONG, run, saved

FILE = "roadmap.yaml"


def test_it_mends_and_reports_what_is_left(tmp_path: Path) -> None:
    result = run("check", saved(tmp_path, MENDABLE), "--fix")
    assert (tmp_path / FILE).read_text(encoding="utf-8") == CLEAN
    assert result.stderr == "1 finding was mended.\n"
    assert result.stdout.startswith("Nothing found.")
    assert result.exit_code == 0


def test_it_says_beforehand_what_it_would_mend(tmp_path: Path) -> None:
    result = run("check", saved(tmp_path, MENDABLE))
    assert "1 finding can be mended by `--fix`." in result.stdout
    assert (tmp_path / FILE).read_text(encoding="utf-8") == MENDABLE


def test_the_json_is_of_the_mended_text(tmp_path: Path) -> None:
    folder = saved(tmp_path, MENDABLE)
    mended = json.loads(run("check", folder, "--fix", "--json").stdout)
    assert mended == json.loads(run("check", folder, "--json").stdout)
    assert mended["findings"] == []


def test_what_needs_a_decision_is_left_as_it_stands(tmp_path: Path) -> None:
    for number, text in enumerate((CLEAN, WRONG, UNREADABLE)):
        folder = tmp_path / str(number)
        before = run("check", saved(folder, text))
        file = folder / FILE
        written = file.stat().st_mtime_ns
        after = run("check", str(folder), "--fix")
        assert file.read_text(encoding="utf-8") == text
        assert file.stat().st_mtime_ns == written
        assert (after.output, after.exit_code) == (before.output, before.exit_code)
