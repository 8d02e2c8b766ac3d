"""What people do by mistake: each is answered by a sentence, and nothing is lost."""

from __future__ import annotations

import errno
import os
import sys
from pathlib import Path

import pytest
from click.testing import Result

from cli.terminal import CLEAN, MENDABLE, OF_A_PLAN, run, saved, typed
from khutwa.cli.main import COMMANDS
from khutwa.cli.show import DRAWINGS
from khutwa.examples.catalogue import path
from khutwa.report import DRAWINGS as DRAWN


@pytest.fixture(autouse=True)
def _in_a_folder_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def refused(result: Result, *words: str) -> None:
    """Assert that a command said why it did not do it."""
    assert result.exit_code == 2, result.output
    assert isinstance(result.exception, SystemExit), result.exception
    said = result.stderr or result.stdout
    assert all(word in said for word in words), said
    assert "Traceback" not in said


@pytest.mark.parametrize("command", OF_A_PLAN)
def test_a_file_that_is_not_there(command: str) -> None:
    refused(run(command, "nowhere.yaml", *OF_A_PLAN[command]), "nowhere.yaml", "KH0")


@pytest.mark.parametrize("command", OF_A_PLAN)
def test_a_folder_without_a_plan(command: str) -> None:
    Path("empty").mkdir()
    refused(run(command, "empty", *OF_A_PLAN[command]), "empty/roadmap.yaml")


@pytest.mark.parametrize(
    "line",
    ["order --time", "repair --time", "noise --lambda", "incentives --guarantor gov --margin"],
)
def test_a_number_that_is_none(line: str, tmp_path: Path) -> None:
    command, *rest = line.split()
    refused(run(command, saved(tmp_path), *rest, "nan"), "nan", rest[-1])


@pytest.mark.parametrize("command", OF_A_PLAN)
def test_no_plan_named(command: str) -> None:
    refused(run(command, *OF_A_PLAN[command]), "PLAN")


@pytest.mark.parametrize(
    "content", [b"", b"\xff\xfe\x00", b"\x00", b"- a list\n", b"{", b"\xe3\xe4"]
)
def test_a_file_that_is_no_plan(content: bytes) -> None:
    Path("odd.yaml").write_bytes(content)
    refused(run("check", "odd.yaml"), "odd.yaml:")


@pytest.mark.parametrize("name", ["plan.png", "plan.PDF", "plan.html"])
def test_a_drawing_of_a_kind_that_is_not_drawn(name: str) -> None:
    refused(run("show", str(path("prespa")), "--only", "plan", "-o", name), name, ".svg")
    assert not Path(name).exists()


def test_a_folder_with_a_space_is_quoted_in_the_command_to_run_next() -> None:
    assert "`khutwa check 'my plan'`" in run("new", "my plan").stdout


def test_a_name_longer_than_a_file_may_have() -> None:
    name = "x" * 5000
    refused(run("new", name), "cannot be written")
    refused(run("check", name))
    refused(run("demo", "--into", name), "cannot be written")


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere names are Unicode")
def test_a_name_that_is_no_text() -> None:
    said = typed("check", "\udcff.yaml")
    assert said.returncode == 2
    assert "KH0" in said.stdout
    assert typed("check", "\udcff.yaml", "--json").returncode == 2
    assert typed("new", "\udcff").returncode == 0
    assert typed("show", "\udcff", "-o", "\udcff").returncode == 0
    assert len(list(Path("\udcff").iterdir())) == 4


def test_new_leaves_a_plan_alone_that_is_there() -> None:
    saved(Path("plan"), "title: mine\n")
    refused(run("new", "plan"), "already there")
    refused(run("new", "plan", "--from", "prespa"), "already there")
    assert Path("plan/roadmap.yaml").read_text() == "title: mine\n"


def test_new_in_the_place_of_a_file() -> None:
    Path("plan").write_text("a letter")
    refused(run("new", "plan"), "cannot be written")
    assert Path("plan").read_text() == "a letter"


def test_new_from_an_example_misspelt() -> None:
    refused(run("new", "plan", "--from", "syria2254"), "syria-2254")
    assert not Path("plan").exists()


def test_new_is_a_copy() -> None:
    assert run("new", "plan", "--from", "prespa").exit_code == 0
    assert Path("plan/roadmap.yaml").read_bytes() == path("prespa").read_bytes()


def test_the_demo_leaves_a_plan_alone_that_is_there() -> None:
    folder = saved(Path("mine"))
    refused(run("demo", "--into", folder), "already there")
    assert Path("mine/roadmap.yaml").read_text(encoding="utf-8") == CLEAN


@pytest.mark.parametrize(
    "command",
    [
        ["brief", "plan", "-o"],
        ["schema", "-o"],
        ["noise", "plan", "--plot"],
        ["export", "plan", "--efg"],
    ],
    ids=lambda command: command[0],
)
def test_a_plan_named_as_the_file_to_write_is_left_alone(command: list[str]) -> None:
    saved(Path("plan"))
    refused(run(*command, "plan/roadmap.yaml"), "plan/roadmap.yaml", "must end in")
    assert Path("plan/roadmap.yaml").read_text(encoding="utf-8") == CLEAN


def test_drawings_into_a_file() -> None:
    saved(Path("plan"))
    refused(run("show", "plan", "-o", "plan/roadmap.yaml"), "cannot be written")
    assert Path("plan/roadmap.yaml").read_text(encoding="utf-8") == CLEAN


@pytest.mark.parametrize(
    "command", [["brief", "plan", "-o", "b.html/b.html"], ["schema", "-o", "b.html/s.json"]]
)
def test_an_output_that_cannot_be_written(command: list[str]) -> None:
    saved(Path("plan"))
    Path("b.html").write_text("a file, not a folder")
    refused(run(*command), "cannot be written")


@pytest.mark.parametrize("language", ["ar", "ru"])
@pytest.mark.parametrize("error", [FileExistsError, FileNotFoundError, IsADirectoryError,
                                   NotADirectoryError, PermissionError, "full"])  # fmt: skip
def test_why_a_file_cannot_be_written_is_said_in_the_language(
    monkeypatch: pytest.MonkeyPatch, error: type[OSError] | str, language: str
) -> None:
    def refusing(_self: Path, _data: bytes) -> int:
        if isinstance(error, str):
            raise OSError(errno.ENOSPC, "in English")
        raise error(1, "in English")

    saved(Path("plan"))
    monkeypatch.setattr(Path, "write_bytes", refusing)
    said = run("--lang", language, "schema", "-o", "s.json")
    assert said.exit_code == 2
    assert "s.json" in said.stderr
    assert "English" not in said.stderr


def test_mending_a_file_that_cannot_be_written(monkeypatch: pytest.MonkeyPatch) -> None:
    saved(Path("plan"), MENDABLE)

    def read_only(_self: Path, _data: bytes) -> int:
        raise PermissionError(13, os.strerror(13))

    monkeypatch.setattr(Path, "write_bytes", read_only)
    refused(run("check", "plan", "--fix"), "roadmap.yaml cannot be written")
    assert Path("plan/roadmap.yaml").read_text(encoding="utf-8") == MENDABLE


@pytest.mark.parametrize(
    ("given", "near"), [("KH-201", "KH201"), ("201", "KH201"), ("nonsense", "KH001")]
)
def test_an_unknown_code_suggests_one(given: str, near: str) -> None:
    refused(run("explain", given), given.upper(), near)


def test_an_unknown_command_and_an_unknown_option() -> None:
    refused(run("chekc", "plan"), "chekc")
    refused(run("check", "plan", "--fixx"), "--fixx")


@pytest.mark.parametrize("draws", ["0", "-1", "many", "1e6", "1000001"])
def test_draws_that_cannot_be_drawn(draws: str) -> None:
    refused(run("analyse", str(path("prespa")), "--draws", draws), "--draws")


def test_the_drawings_offered_are_those_that_there_are() -> None:
    assert DRAWINGS == DRAWN


@pytest.mark.parametrize("command", COMMANDS)
def test_a_complaint_about_the_command_line_says_how_to_get_help(command: str) -> None:
    refused(run(command, "--no-such-option"), f"khutwa {command} --help")
