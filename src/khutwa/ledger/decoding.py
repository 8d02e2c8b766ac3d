"""Bytes to text, or what is wrong with them."""

from __future__ import annotations

from dataclasses import dataclass

from khutwa.ledger.table import Fault
from khutwa.roadmap.diagnostic import Place
from khutwa.roadmap.encoding import encoding_of, likely, marked, text_in
from khutwa.roadmap.yaml_tree import position


@dataclass(frozen=True)
class Decoded:
    """The text of a file.

    Attributes:
        text: The text, without the mark at its beginning.
        encoding: Its encoding, as Python calls it.
        faults: That it is in another encoding than UTF-8, where its letters alone say so.
    """

    text: str
    encoding: str
    faults: tuple[Fault, ...] = ()


def decoded(data: bytes, name: str, encoding: str | None = None) -> Decoded | Fault:
    """Return the text of a file, or why it cannot be read.

    Args:
        data: The bytes.
        name: How messages call the file.
        encoding: Their encoding; by default it is told by their form and their letters.
    """
    told = encoding or encoding_of(data)
    try:
        text = text_in(data, told or "utf-8")
    except LookupError:
        return Fault("no-encoding", Place(name), {"given": encoding})
    except UnicodeDecodeError as error:
        guess = told or marked(data) or likely(data[error.start : error.start + 2000])
        return Fault("encoding", _place(data, name, error), {"guess": guess})
    if encoding or told in (None, marked(data), "utf-8"):
        return Decoded(text, told or "utf-8")
    try:
        text_in(data, "utf-8")
        place = Place(name)
    except UnicodeDecodeError as error:
        place = _place(data, name, error)
    return Decoded(text, told, (Fault("read-as", place, {"guess": told}),))


def _place(data: bytes, name: str, error: UnicodeDecodeError) -> Place:
    """Return the place of the first byte that an encoding does not have."""
    before = text_in(data[: error.start], error.encoding, "replace")
    return Place(name, *position(before, len(before)))
