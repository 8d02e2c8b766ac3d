"""Options that several commands of the engine have: draws, their seed, the scale of noise."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import click

from khutwa.cli.command import option
from khutwa.words import M


def draws_option(default: int) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Return the option that says how often to draw."""
    return option(
        "--draws",
        type=click.IntRange(1, 1_000_000),
        default=default,
        show_default=True,
        message=M("How many times to draw the stakes from their ranges."),
    )


seed_option = option(
    "--seed",
    type=click.IntRange(0),
    default=0,
    show_default=True,
    message=M("The seed of the draws; the same seed gives the same result."),
)

scale_option = option(
    "--scale",
    type=click.Choice(["relative", "raw"]),
    default="relative",
    show_default=True,
    message=M("Take values as shares of what a party has at stake, or as they stand."),
)
