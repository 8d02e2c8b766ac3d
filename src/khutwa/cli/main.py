"""The `khutwa` command and the list of what it can do."""

from __future__ import annotations

import importlib
import os
import sys
from functools import partial

import click

from khutwa.cli.command import TranslatedGroup, TranslatedOption, language_option
from khutwa.words import M, guess_language, set_language

COMMANDS = (
    "new", "check", "analyse", "robust", "order", "repair", "incentives", "noise", "play", "show",
    "brief", "export", "read", "log", "ledger", "load", "fetch", "track", "replay", "forecast",
    "backtest", "alarms", "explain", "examples", "schema", "demo",
)  # fmt: skip
"""Every command, in the order in which a plan meets them; each is a module of this room."""


class LazyGroup(TranslatedGroup):
    """A group that imports a command only when it is asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names of all commands."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return the command of this name."""
        if cmd_name not in COMMANDS:
            return None
        module = importlib.import_module(f"khutwa.cli.{cmd_name}")
        run: click.Command = module.run
        return run


@click.command(
    cls=LazyGroup,
    message=M("Write a step-by-step peace plan as a file, and find out where it would break."),
    examples=("khutwa demo", "khutwa new my-plan", "khutwa check my-plan"),
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@language_option
@click.version_option(
    package_name="khutwa",
    message="%(prog)s %(version)s",
    cls=partial(TranslatedOption, message=M("Show the version and exit.")),
)
def group() -> None:
    """Run one of the commands."""


def main() -> None:
    """Run the command line in the language of the environment."""
    set_language(guess_language(os.environ))
    # Redirected output is for files and other programs: always UTF-8, whatever the console is.
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    group(prog_name="khutwa")
