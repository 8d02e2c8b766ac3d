"""Every command speaks English, Arabic and Russian, and its help shows how it is used."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest

from cli.terminal import DOUBTFUL, run, saved, typed
from khutwa.cli.main import COMMANDS
from khutwa.words import LANGUAGES, strip_isolates

SCRIPT = {"en": re.compile(r"[A-Za-z]{4}"), "ar": re.compile(r"[ء-ي]{3}"),
          "ru": re.compile(r"[а-я]{4}")}  # fmt: skip
SEVERITY = {"en": "warning", "ar": "تحذير", "ru": "предупреждение"}


def examples_in(shown: str) -> list[str]:
    """Return the lines of a help text that show the command being used."""
    last = shown.rstrip().rsplit("\n\n", 1)[-1]
    return [line.strip() for line in last.splitlines()[1:]]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("command", ["", *COMMANDS])
def test_help_ends_with_examples_and_is_in_the_language(command: str, language: str) -> None:
    result = run(*command.split(), "--help", "--lang", language)
    assert result.exit_code == 0
    body = result.stdout.split("\n\n")[1]
    assert SCRIPT[language].search(body)
    if language != "ar":
        assert not SCRIPT["ar"].search(body)


@pytest.mark.parametrize("command", COMMANDS)
def test_the_examples_of_the_help_are_commands_that_exist(command: str) -> None:
    lines = examples_in(run(command, "--help").stdout)
    assert any(line.startswith(f"khutwa {command}") for line in lines)
    for line in lines:
        program, named, *arguments = shlex.split(line)
        assert program == "khutwa"
        known = run(named, "--help").stdout
        assert all(word in known for word in arguments if word.startswith("-"))


def test_the_first_help_says_how_to_begin() -> None:
    shown = run("--help").stdout
    assert examples_in(shown) == ["khutwa demo", "khutwa new my-plan", "khutwa check my-plan"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_command_is_one_line_of_the_first_help(language: str) -> None:
    lines = run("--help", "--lang", language).stdout.splitlines()
    at = next(number for number, line in enumerate(lines) if line.split()[:1] == [COMMANDS[0]])
    assert [line.split()[0] for line in lines[at : at + len(COMMANDS)]] == list(COMMANDS)


@pytest.mark.parametrize("language", LANGUAGES)
def test_findings_are_in_the_language(tmp_path: Path, language: str) -> None:
    result = run("check", saved(tmp_path, DOUBTFUL), "--lang", language)
    first = strip_isolates(result.stdout.splitlines()[0])
    assert f": {SEVERITY[language]} KH401 " in first
    assert SCRIPT[language].search(first.partition("KH401")[2])


def test_the_environment_chooses_and_the_option_overrules(tmp_path: Path) -> None:
    folder = saved(tmp_path, DOUBTFUL)
    assert SEVERITY["ar"] in typed("check", folder, LC_ALL="ar_SY.UTF-8").stdout
    assert SEVERITY["ru"] in typed("check", folder, LC_ALL="ar_SY.UTF-8", KHUTWA_LANG="ru").stdout
    assert SEVERITY["en"] in typed("check", folder, "--lang", "en", KHUTWA_LANG="ru").stdout
    assert SEVERITY["en"] in typed("check", folder, LC_ALL="fr_FR.UTF-8").stdout


def test_the_option_stands_before_or_behind_the_command(tmp_path: Path) -> None:
    folder = saved(tmp_path, DOUBTFUL)
    behind = run("check", folder, "--lang", "ar").stdout
    assert run("--lang", "ar", "check", folder).stdout == behind
    assert run("check", "--lang", "ar", folder).stdout == behind


def test_a_language_does_not_outlive_its_command(tmp_path: Path) -> None:
    folder = saved(tmp_path, DOUBTFUL)
    run("check", folder, "--lang", "ar")
    assert SEVERITY["en"] in run("check", folder).stdout


def test_another_language_is_refused_with_those_that_there_are() -> None:
    result = run("check", "plan", "--lang", "fr")
    assert result.exit_code == 2
    assert all(language in result.stderr for language in LANGUAGES)
