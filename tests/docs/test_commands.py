"""Every command and option has its place in docs/commands.md, and nothing else has."""

from __future__ import annotations

import json
import re

import click
import pytest
from click.testing import CliRunner

from docs.pages import DOCS, ROOT, Section, codes, sections
from khutwa.cli.main import COMMANDS, group

SECTIONS = {section.title: section for section in sections(DOCS / "commands.md")}
SHARED = SECTIONS["The commands"]

STARTER = ROOT / "src/khutwa/examples/starter"


def command(name: str) -> click.Command:
    """Return the command of this name."""
    found = group.get_command(click.Context(group), name)  # type: ignore[attr-defined]
    assert found is not None
    return found


def section(name: str) -> Section:
    """Return the section of a command."""
    found = [s for title, s in SECTIONS.items() if title.split()[:2] == ["khutwa", name]]
    assert found, f"docs/commands.md needs a section: ## khutwa {name}"
    return found[0]


def options(name: str) -> list[click.Option]:
    """Return the options of a command."""
    return [p for p in command(name).params if isinstance(p, click.Option)]


def spelled(option: click.Option) -> set[str]:
    """Return how an option is written."""
    return {*option.opts, *option.secondary_opts}


def test_the_commands_are_those_of_the_program_in_its_order() -> None:
    titles = [title for title in SECTIONS if title.startswith("khutwa ")]
    assert [title.split()[1] for title in titles] == list(COMMANDS)


@pytest.mark.parametrize("name", COMMANDS)
def test_the_arguments_are_in_the_heading(name: str) -> None:
    arguments = [p for p in command(name).params if isinstance(p, click.Argument)]
    shown = [f"{p.human_readable_name}" for p in arguments]
    title = section(name).title
    assert title.split()[2:] == [
        word if argument.required else f"[{word}]"
        for word, argument in zip(shown, arguments, strict=True)
    ]


@pytest.mark.parametrize("name", COMMANDS)
def test_the_options_are_those_of_the_command(name: str) -> None:
    shared = [set(codes(row[0])) for row in SHARED.rows("option")]
    said = [set(codes(row[0])) for row in section(name).rows("option")]
    real = [spelled(option) for option in options(name)]
    assert all(names in real for names in shared if "--help" not in names)
    assert sorted(map(sorted, said)) == sorted(
        sorted(names) for names in real if names not in shared
    )


@pytest.mark.parametrize("name", COMMANDS)
def test_choices_and_defaults_are_those_of_the_command(name: str) -> None:
    said = {codes(row[0])[0]: row for row in section(name).rows("option")}
    for option in options(name):
        row = said.get(max(option.opts, key=len))
        if row is None:
            continue
        if isinstance(option.type, click.Choice):
            assert set(option.type.choices) <= set(codes(row[2])), row
        if isinstance(option.default, (int, str)) and not isinstance(option.default, bool):
            assert codes(row[1]) == [str(option.default)], row


def test_the_variables_of_the_environment_are_those_of_the_program() -> None:
    sources = (ROOT / "src/khutwa").rglob("*.py")
    real = {name for file in sources for name in re.findall(r"KHUTWA_\w+", file.read_text("utf-8"))}
    assert {codes(row[0])[0] for row in SHARED.rows("variable")} == real


@pytest.mark.parametrize("name", ["check", "analyse", "order", "repair", "incentives", "noise"])
def test_the_keys_of_the_json_are_those_of_the_program(name: str) -> None:
    payer = ["--guarantor", "mission"] if name == "incentives" else []
    result = CliRunner().invoke(group, [name, str(STARTER), *payer, "--json"])
    said = {codes(row[0])[0] for row in section(name).rows("key of the JSON")}
    assert said == set(json.loads(result.output))
