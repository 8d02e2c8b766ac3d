"""A command ends with 0 when all is well, 1 for warnings, 2 for errors and what cannot be done."""

from __future__ import annotations

from pathlib import Path

import pytest

from cli.terminal import CLEAN, DOUBTFUL, MENDABLE, UNREADABLE, WRONG, run, saved, typed
from khutwa.examples.catalogue import path


@pytest.mark.parametrize(
    ("plan", "code"),
    [(CLEAN, 0), (MENDABLE, 0), (DOUBTFUL, 1), (WRONG, 2), (UNREADABLE, 2)],
    ids=["clean", "a note", "a warning", "an error", "not to be loaded"],
)
def test_check_ends_with_how_grave_the_findings_are(tmp_path: Path, plan: str, code: int) -> None:
    for style in ("text", "json", "github"):
        assert run("check", saved(tmp_path, plan), "--format", style).exit_code == code


def test_the_shell_sees_the_same(tmp_path: Path) -> None:
    assert typed("check", saved(tmp_path, DOUBTFUL)).returncode == 1


@pytest.mark.parametrize("command", [["analyse"], ["show"], ["brief"]])
def test_what_rests_on_a_plan_says_why_it_cannot_be_read(
    tmp_path: Path, command: list[str]
) -> None:
    result = run(*command, saved(tmp_path, UNREADABLE))
    assert result.exit_code == 2
    assert "error KH040" in result.stderr
    assert result.stdout == ""


def test_analyse_says_why_a_plan_can_never_be_completed() -> None:
    result = run("analyse", str(path("minsk-2")))
    assert result.exit_code == 2
    assert result.stdout == ""
    assert "can never be reached" in result.stderr
    assert "khutwa check" in result.stderr
    assert result.stderr.count("\n") == 1


def test_analyse_of_a_plan_that_gives_way_is_a_result_and_no_failure() -> None:
    result = run("analyse", str(path("syria-2254")), "--draws", "50")
    assert result.exit_code == 0
    assert "does not hold" in result.stdout
    assert result.stderr == ""


def test_analyse_says_what_is_missing_where_there_are_no_stakes(tmp_path: Path) -> None:
    result = run("analyse", saved(tmp_path))
    assert result.exit_code == 0
    assert "gives no stakes" in result.stdout


def test_the_same_seed_gives_the_same_result() -> None:
    plan = str(path("syria-2254"))
    first, again = (run("analyse", plan, "--draws", "200", "--seed", "7") for _ in range(2))
    other = run("analyse", plan, "--draws", "200", "--seed", "8")
    assert first.stdout == again.stdout
    assert first.stdout != other.stdout


def test_a_plan_is_read_by_its_folder_and_by_its_file(tmp_path: Path) -> None:
    folder = saved(tmp_path, DOUBTFUL)
    assert run("check", folder).stdout == run("check", f"{folder}/roadmap.yaml").stdout
