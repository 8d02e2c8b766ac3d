"""`--json` writes JSON and nothing else to standard output, whatever happens."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

import pytest

from cli.terminal import CLEAN, MENDABLE, OF_A_PLAN, UNREADABLE, run, saved, typed
from khutwa.examples.catalogue import names, path
from khutwa.roadmap.schema import json_schema

QUICK = [["check"], ["analyse", "--draws", "20"], ["show"], ["brief"]]


def read(*arguments: str) -> Any:
    """Return the JSON that a command writes."""
    return json.loads(run(*arguments, "--json").stdout)


@pytest.fixture(autouse=True)
def _in_a_folder_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


@pytest.mark.parametrize("command", QUICK, ids=lambda c: c[0])
def test_a_result_says_which_text_of_which_file_it_rests_on(command: list[str]) -> None:
    file = path("syria-2254")
    said = read(command[0], str(file), *command[1:])
    assert said["file"] == str(file)
    assert said["sha256"] == hashlib.sha256(file.read_bytes()).hexdigest()


@pytest.mark.parametrize("command", OF_A_PLAN)
def test_a_plan_that_cannot_be_loaded_is_said_in_json_too(command: str) -> None:
    folder = saved(Path("plan"), UNREADABLE)
    result = run(command, folder, *OF_A_PLAN[command], "--json")
    said = json.loads(result.stdout)
    assert result.exit_code == 2
    assert result.stderr == ""
    assert [finding["code"] for finding in said["findings"]] == ["KH040"]
    assert said["sha256"] == hashlib.sha256(UNREADABLE.encode()).hexdigest()


@pytest.mark.parametrize(
    "mistake",
    [
        ["new", "plan", "--from", "syria"],
        ["explain", "KH999"],
        ["analyse", str(path("minsk-2"))],
        ["brief", str(path("prespa")), "-o", "brief.txt"],
        ["schema", "-o", "schema.yaml"],
    ],
    ids=lambda c: c[0],
)
def test_what_cannot_be_done_is_said_in_json_too(mistake: list[str]) -> None:
    result = run(*mistake, "--json")
    assert result.exit_code == 2
    assert result.stderr == ""
    assert list(json.loads(result.stdout)) == ["error"]


def test_check_writes_findings_with_their_places() -> None:
    said = read("check", saved(Path("plan"), MENDABLE))
    (finding,) = said["findings"]
    assert finding["code"] == "KH206"
    assert finding["severity"] == "info"
    assert (finding["line"], finding["path"]) == (14, ["steps", "talks", "requires"])
    assert finding["fixable"]
    assert said["exit"] == 0


def test_what_was_written_is_named() -> None:
    assert read("new", "plan")["written"] == ["plan/roadmap.yaml"]
    assert read("schema", "-o", "s.json")["written"] == ["s.json"]
    assert read("brief", "plan", "-o", "b.html")["written"] == ["b.html"]
    assert read("show", "plan", "-o", "d")["written"] == [
        f"d/{name}.en.svg" for name in ("plan", "timeline", "slack")
    ]
    for file in ("plan/roadmap.yaml", "s.json", "b.html", "d/slack.en.svg"):
        assert Path(file).stat().st_size > 1000


def test_a_drawing_that_cannot_be_made_leaves_the_json_whole() -> None:
    result = run("show", str(path("minsk-2")), "--json")
    said = json.loads(result.stdout)
    assert said["written"] == ["plan.en.svg", "timeline.en.svg"]
    assert "can never be reached" in result.stderr


def test_the_lists_are_whole() -> None:
    assert [entry["name"] for entry in read("examples")] == names()
    assert all(entry["title"] and entry["summary"] for entry in read("examples"))
    listed = read("explain")
    assert {"KH001", "KH201", "KH703"} <= {entry["code"] for entry in listed}
    assert read("explain", "kh201") == next(e for e in listed if e["code"] == "KH201")


def test_the_schema_is_json_with_and_without_being_asked() -> None:
    assert read("schema") == json.loads(run("schema").stdout) == json_schema()


def test_the_demo_says_what_to_open() -> None:
    result = typed("demo", "--into", "d", "--json", KHUTWA_BROWSER="there-is-none")
    said = json.loads(result.stdout)
    assert said["file"] == "d/roadmap.yaml"
    assert said["open"] == ["d/brief.en.html"]
    assert "No browser" in result.stderr


def test_arabic_is_written_as_arabic_and_in_utf_8() -> None:
    result = typed("examples", "--json", "--lang", "ar", PYTHONIOENCODING="ascii", LC_ALL="C")
    assert "سوريا" in result.stdout
    assert "\\u" not in result.stdout


def test_json_and_another_format_is_json() -> None:
    assert read("check", saved(Path("plan"), CLEAN), "--format", "github")["findings"] == []
