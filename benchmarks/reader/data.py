"""Where the data of others lies on which the reader is scored."""

from __future__ import annotations

import os
from argparse import ArgumentParser
from collections.abc import Sequence
from pathlib import Path

BESIDE = Path(__file__).resolve().parents[3] / "shared" / "data"
FOLDER = Path(os.environ.get("KHUTWA_DATA") or BESIDE)
"""The folder that `KHUTWA_DATA` names, or else shared/data beside the project."""


def files(parser: ArgumentParser, given: Sequence[Path], usual: str, pattern: str) -> list[Path]:
    """Return the files to score: those given, those in given folders, or else the usual ones.

    Ends the program with 2 and says what is missing where there is none.

    Args:
        parser: What says so.
        given: Files and folders.
        usual: The folder within the data in which the usual ones are.
        pattern: What files in a folder are called.
    """
    found = []
    for place in given or [FOLDER / usual]:
        here = sorted(place.glob(pattern)) if place.is_dir() else [place]
        if not here or not here[0].is_file():
            parser.error(f"no {pattern} at {place}; KHUTWA_DATA names the folder of the data")
        found += here
    return found
