"""A person at the command line: runs `khutwa` and sees what it writes."""

from __future__ import annotations

import os
import subprocess
import sys
from contextvars import copy_context
from pathlib import Path
from unittest.mock import patch

import click
from click.testing import CliRunner, Result

from khutwa.cli.main import COMMANDS, group

CLEAN = """\
title: A ceasefire for talks
start: 2027-01-01
parties: {gov: Government, opp: Opposition}
roles: {un: {name: United Nations, role: [verifier, mediator]}}
steps:
  ceasefire:
    name: Ceasefire
    obligors: [gov, opp]
    by: 2027-02-01
    verification: {by: un, detects: 80%, done when: "No shelling for 14 days."}
  talks:
    name: Talks
    obligors: [gov, opp]
    requires: ceasefire
    within: 60 days of ceasefire
    verification: {by: un, detects: 80%, done when: "Both have met in one room."}
"""
"""A plan in which nothing is found."""

DOUBTFUL = CLEAN.replace('{by: un, detects: 80%, done when: "Both have met in one room."}', "{}")
"""Nobody verifies the talks: one warning, KH401."""

WRONG = CLEAN.replace("    requires: ceasefire\n", "    requires: ceasefire and talks\n")
"""The talks wait for themselves: one error, KH201."""

UNREADABLE = CLEAN.replace("requires: ceasefire", "requires: ceasefires")
"""The condition names a step that does not exist: it cannot be loaded."""

MENDABLE = CLEAN.replace("requires: ceasefire", "requires: 1 of (ceasefire)")
"""A count that is simply "all", which `--fix` rewrites: one note, KH206."""


NEEDED = {
    "brief": ["-o", "brief.html"],
    "export": ["--efg", "plan.efg"],
    "incentives": ["--guarantor", "un"],
    "replay": ["--until", "2027-01-01"],
}


def _takes_a_plan(name: str) -> bool:
    command = group.get_command(click.Context(group), name)  # type: ignore[attr-defined]
    return any(parameter.name == "plan" for parameter in command.params)


OF_A_PLAN = {name: NEEDED.get(name, []) for name in COMMANDS if _takes_a_plan(name)}
"""The commands that work on a plan, and what each must be told besides it."""


def saved(folder: Path, text: str = CLEAN) -> str:
    """Save a plan in a folder of its own and return the folder."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "roadmap.yaml").write_text(text, encoding="utf-8")
    return str(folder)


def run(*arguments: str, **environment: str) -> Result:
    """Run a command in this process; the language it speaks does not outlive it."""
    runner = CliRunner()
    with patch.dict(os.environ, environment):
        result: Result = copy_context().run(
            runner.invoke, group, arguments, prog_name="khutwa", catch_exceptions=True
        )
    return result


def typed(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run the command as a process of its own, in a pipe."""
    return subprocess.run(
        [sys.executable, "-m", "khutwa", *arguments],
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        env={**os.environ, **environment},
    )
