"""In a pipe: no colour, no wrapping, one finding a line that editors and `grep` understand."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from cli.terminal import WRONG, run, saved, typed
from khutwa.cli.check import annotation
from khutwa.examples.catalogue import names, path
from khutwa.exchange.codes import data_codes
from khutwa.linter.explain import listing
from khutwa.roadmap.diagnostic import Diagnostic, Place, Severity
from khutwa.words import LANGUAGES, M, strip_isolates

HEAD = re.compile(
    r"(?P<file>[^:]+):(?P<line>\d+):(?P<column>\d+): (?P<severity>\w+) (?P<code>KH\d{3}) ."
)
LONG = WRONG.replace("name: Talks", "name: " + "Talks of both delegations in one room " * 12)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_finding_is_one_line_however_long(tmp_path: Path, language: str) -> None:
    shown = strip_isolates(typed("check", saved(tmp_path, LONG), "--lang", language).stdout)
    head, why, fix, found = shown.splitlines()
    match = HEAD.match(head)
    assert match
    assert match["file"] == str(tmp_path / "roadmap.yaml")
    assert (match["line"], match["column"], match["code"]) == ("14", "15", "KH201")
    assert len(head) > 400
    assert why.startswith("    ")
    assert fix.startswith("    ")
    assert found


@pytest.mark.parametrize(
    "command",
    [
        ["check", str(path("minsk-2"))],
        ["analyse", str(path("syria-2254")), "--draws", "20"],
        ["examples"],
        ["explain"],
        ["explain", "KH201"],
        ["--help"],
    ],
    ids=" ".join,
)
def test_there_is_no_colour_and_no_control_character(command: list[str]) -> None:
    for colours in ({}, {"TERM": "xterm-256color", "COLORTERM": "truecolor"}):
        shown = typed(*command, **colours).stdout
        assert not re.search(r"[\x00-\x08\x0b-\x1f\x7f]", shown)


def test_every_assumption_of_an_analysis_arrives_whole() -> None:
    shown = typed("analyse", str(path("prespa")), "--draws", "20").stdout
    (line,) = (line for line in shown.splitlines() if "no chance of detection" in line)
    assert line.endswith("The new name takes force.")


def test_lists_are_one_line_each() -> None:
    lines = run("explain").stdout.splitlines()
    assert [line.split()[0] for line in lines] == [*listing(), *data_codes()]
    assert all(line == line.rstrip() for line in lines)
    examples = run("examples").stdout.splitlines()
    assert [line.split()[0] for line in examples[:-1]] == names()


def test_narrow_and_wide_windows_write_the_same_into_a_pipe(tmp_path: Path) -> None:
    folder = saved(tmp_path, LONG)
    assert typed("check", folder, COLUMNS="40").stdout == typed("check", folder).stdout


def finding(what: str, file: str = "roadmap.yaml") -> Diagnostic:
    return Diagnostic(
        "KH201", Severity.INFO, Place(file, 3, 5), M(what), M("Why so."), M("Do this.")
    )


def test_github_gets_a_workflow_command() -> None:
    assert annotation(finding("It is so.")) == (
        "::notice file=roadmap.yaml,line=3,col=5,title=KH201::It is so.%0AWhy so.%0ADo this."
    )


def test_what_ends_a_workflow_command_is_escaped() -> None:
    """By GitHub's rules: % CR LF in the message, and : , too in a property."""
    written = annotation(finding("50 %\r\nof a: b, c", file="a:b,c%.yaml"))
    assert written.startswith("::notice file=a%3Ab%2Cc%25.yaml,line=3,")
    assert written.endswith("::50 %25%0D%0Aof a: b, c%0AWhy so.%0ADo this.")
    assert "\n" not in written


@pytest.mark.parametrize("language", LANGUAGES)
def test_github_gets_a_line_a_finding(language: str) -> None:
    shown = run("check", str(path("minsk-2")), "--format", "github", "--lang", language).stdout
    lines = shown.splitlines()
    assert all(re.match(r"::(error|warning|notice) file=.+,line=\d+,col=\d+,", li) for li in lines)
    assert sum(line.startswith("::error") for line in lines) == 2


def test_the_level_for_github_follows_the_severity(tmp_path: Path) -> None:
    assert run("check", saved(tmp_path, WRONG), "--format", "github").stdout.startswith("::error ")
