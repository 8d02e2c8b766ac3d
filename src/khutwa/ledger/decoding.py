"""Bytes to text, or what is wrong with them."""

from __future__ import annotations

from khutwa.ledger.table import Fault
from khutwa.roadmap.diagnostic import Place
from khutwa.roadmap.loader import BOMS, guess_encoding
from khutwa.roadmap.yaml_tree import position


def decoded(data: bytes, name: str) -> str | Fault:
    """Return the text of a file in UTF-8 without its mark, or why it cannot be read."""
    if data[:2] in BOMS:
        return Fault("encoding", Place(name), {"guess": "UTF-16"})
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = data[: error.start].decode("utf-8-sig")
        guess = guess_encoding(data[error.start : error.start + 2000])
        return Fault("encoding", Place(name, *position(before, len(before))), {"guess": guess})
