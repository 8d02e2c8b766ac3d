"""The option of commands that may need much memory."""

from __future__ import annotations

import re

import click

from khutwa.cli.command import option
from khutwa.words import M

_UNITS = {"": 1, "k": 10**3, "m": 10**6, "g": 10**9}


def _bytes(_ctx: click.Context, _param: click.Parameter, given: str) -> int:
    """Read `2GB`, `500 MB` or a number of bytes."""
    found = re.fullmatch(r"(\d{1,15}(?:\.\d{1,6})?)\s*([kmg]?)i?b?", given.strip(), re.IGNORECASE)
    size = float(found[1]) * _UNITS[found[2].lower()] if found else 0
    if not 1 <= size <= 10**15:
        raise click.BadParameter(
            str(M("{given} is no amount of memory; write for example 500MB or 2GB.", given=given))
        )
    return int(size)


memory_option = option(
    "--memory",
    default="2GB",
    show_default=True,
    callback=_bytes,
    message=M("Memory that the search may take."),
)
