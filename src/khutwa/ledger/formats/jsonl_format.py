"""JSON Lines: one entry a line, as an object of texts by column."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any

from khutwa.ledger.columns import NAMES, one_break
from khutwa.ledger.decoding import decoded
from khutwa.ledger.format import Format, with_lines
from khutwa.ledger.table import Cell, Fault, Row, Table, headings
from khutwa.roadmap.diagnostic import Place
from khutwa.words import M, Message

LISTS = ("supersedes", "retracts")
"""Columns that are lists here."""

_LINE = re.compile(r"([^\r\n]*)(\r\n|\r|\n|$)")


def read(data: bytes, name: str, encoding: str | None = None) -> Table:
    """Return the table of a JSON Lines file."""
    text = decoded(data, name, encoding)
    if isinstance(text, Fault):
        return Table((), (), (text,))
    columns = dict.fromkeys(NAMES)
    sound: dict[tuple[str, ...], list[str]] = {}
    rows: list[Row] = []
    faults = [*text.faults]
    newline = ""
    for line, found in enumerate(_LINE.finditer(text.text), 1):
        newline = newline or found[2]
        if not found[1].strip():
            continue
        value = _object(found[1])
        if isinstance(value, Message):
            rows.append(Row(line, raw=found[1]))
            faults.append(Fault("bad-json", Place(name, line), {"said": value}, line))
            continue
        cells = [Cell(key, line, _place_of(found[1], key)) for key in value]
        names = sound.get(tuple(value), [])
        if not names:
            names, wrong = headings(cells, name)
            # An unknown key is said once, not on every line.
            faults += (f for f in wrong if f.values["given"] not in columns)
            columns |= dict.fromkeys(names)
            if not wrong:
                sound[tuple(value)] = names
        rows.append(
            Row(
                line,
                {
                    column: Cell(text, line, cell.column)
                    for column, cell, text in zip(names, cells, value.values(), strict=True)
                    if text
                },
            )
        )
    return Table(
        tuple(columns), tuple(rows), tuple(faults), newline=newline or "\n",
        encoding=text.encoding, head=0,
    )  # fmt: skip


def _object(line: str) -> dict[str, str] | Message:
    """Return the texts of a line by key, or what is wrong with it."""
    try:
        value = json.loads(line, object_pairs_hook=_Pairs)
    except (ValueError, RecursionError):
        return M("it is not JSON")
    if not isinstance(value, _Pairs):
        return M("it is not an object")
    keys = [key for key, _ in value]
    if len(set(keys)) < len(keys):
        return M("a key stands in it twice")
    texts = {key: _text(one) for key, one in value}
    if any(text is None for text in texts.values()):
        return M("a value in it is neither a text nor a number nor a list of texts")
    found = {key: text for key, text in texts.items() if text is not None}
    try:
        "".join((*found, *found.values())).encode()
    except UnicodeEncodeError:
        return M("it holds half of a character")
    return found


class _Pairs(list[tuple[str, Any]]):
    """The keys and values of an object, twice-given ones among them."""


def _text(value: Any) -> str | None:
    """Return a value as the text of a cell; None where it has no place in one."""
    match value:
        case None:
            return ""
        case bool() | _Pairs():
            return None
        case str():
            return one_break(value)
        case int() | float():
            return f"{value:.15g}" if isinstance(value, float) else str(value)
        case list() if all(isinstance(item, str) for item in value):
            return " ".join(value)
        case _:
            return None


def _place_of(line: str, key: str) -> int:
    """Return the column, from 1, of the value of a key; 1 where the key is spelled by escapes."""
    found = _written(key).search(line)
    return found.end() + 1 if found else 1


@lru_cache(maxsize=256)
def _written(key: str) -> re.Pattern[str]:
    """Return the pattern of a key as it is written without escapes."""
    return re.compile(re.escape(json.dumps(key, ensure_ascii=False)) + r"\s*:\s*")


def write(table: Table) -> bytes:
    """Return a table as JSON Lines."""
    return "".join(
        f"{row.raw or _line({name: cell.text for name, cell in row.cells.items()})}\n"
        for row in table.rows
    ).encode("utf-8", "replace")


def append(data: bytes, table: Table, rows: Sequence[Mapping[str, str]]) -> bytes:
    """Return a JSON Lines file with more lines; nothing else is changed."""
    return with_lines(data, table, (_line(row) + table.newline for row in rows))


def _line(row: Mapping[str, str]) -> str:
    return json.dumps(
        {
            name: text.split() if name in LISTS and " ".join(text.split()) == text else text
            for name, text in row.items()
        },
        ensure_ascii=False,
    )


FORMAT = Format(".jsonl", read, write, append)
