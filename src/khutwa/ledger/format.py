"""What a file format of the ledger can do, and the list of all of them."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from khutwa.ledger.table import Table
from khutwa.words import M, Message


@dataclass(frozen=True)
class Format:
    """One format.

    Attributes:
        suffix: How the names of its files end.
        read: Returns the table of a file's bytes; the first text is how messages call the file,
            the second its encoding where a person has said it. Never raises.
        write: Returns the bytes of a table.
        append: Returns the bytes of a file with rows of texts by column added; the table is that
            of the bytes.

    What cannot be written raises `UnwritableError`.
    """

    suffix: str
    read: Callable[[bytes, str, str | None], Table]
    write: Callable[[Table], bytes]
    append: Callable[[bytes, Table, Sequence[Mapping[str, str]]], bytes]


class UnwritableError(Exception):
    """Something that a file cannot take up.

    Attributes:
        message: What, and what to do.
    """

    def __init__(self, message: Message) -> None:
        super().__init__(message.template)
        self.message = message


def check_columns(columns: Sequence[str], rows: Iterable[Mapping[str, str]]) -> None:
    """Raise `UnwritableError` where a file has no column for something that a row says."""
    for name in (name for row in rows for name in row):
        if name not in columns:
            raise UnwritableError(
                M("The ledger has no column {column}; add it to its headings.", column=name)
            )


def with_lines(data: bytes, table: Table, lines: Iterable[str]) -> bytes:
    """Return the bytes of a text file with more lines, in the encoding of the others.

    Raises:
        UnwritableError: where that encoding has no such letter.
    """
    ends = tuple(end.encode(table.encoding) for end in "\r\n")
    ended = not data or data.endswith(ends)
    # What UTF-8 cannot carry is told apart when it is read back.
    errors = "replace" if table.encoding == "utf-8" else "strict"
    try:
        text = "".join(("" if ended else table.newline, *lines))
        return data + text.encode(table.encoding, errors)
    except UnicodeEncodeError as error:
        raise UnwritableError(
            M("Nothing was written: the ledger is in {encoding}, which has no letter {letter}. "
              "Make one in UTF-8 of it with `khutwa ledger convert`.",
              encoding=table.encoding, letter=error.object[error.start])
        ) from error  # fmt: skip


@cache
def formats() -> Mapping[str, Format]:
    """Return every format by suffix, `.csv` first.

    A format is a module of `khutwa.ledger.formats` that defines `FORMAT`.
    """
    from khutwa.ledger import formats as room

    found: list[Format] = [
        importlib.import_module(f"{room.__name__}.{module.name}").FORMAT
        for module in pkgutil.iter_modules(room.__path__)
    ]
    return {format_.suffix: format_ for format_ in sorted(found, key=lambda f: f.suffix)}
