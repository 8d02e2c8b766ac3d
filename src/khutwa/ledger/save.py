"""Write a ledger: a new file from what was read, or entries below all that stands there."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterable
from pathlib import Path

from khutwa.ledger.columns import NAMES, texts
from khutwa.ledger.entry import Entry
from khutwa.ledger.format import UnwritableError, formats
from khutwa.ledger.ledger import Ledger
from khutwa.ledger.load import LoadedLedger, ledger_path, load_ledger, read_ledger
from khutwa.ledger.table import Cell, Row, Table
from khutwa.roadmap.loader import said, shown
from khutwa.words import M


def append(path: str | os.PathLike[str], *entries: Entry) -> LoadedLedger:
    """Add entries to a ledger; every other byte of a text file stays as it is.

    A file that does not exist is made. The new text is read back before it is written: where it
    would not say exactly what the entries say, nothing is written. An Excel workbook is written
    anew and replaced in one step; its other cells keep what they hold.

    Returns:
        The ledger with the entries.

    Raises:
        UnwritableError: where an id is taken, or the file cannot take the entries up.
    """
    file = ledger_path(path)
    before = load_ledger(file) if os.path.lexists(file) else LoadedLedger(Ledger(), ())
    form = formats().get(file.suffix.lower())
    if form is None:
        before = read_ledger(b"", shown(file))
    if form is None or (before.diagnostics and not before.table.columns):
        raise UnwritableError(M("Nothing was written: {said}", said=before.diagnostics[0].what))
    if not entries:
        return before
    taken = before.table.ids
    for entry in entries:
        if entry.id in taken:
            raise UnwritableError(M("Nothing was written: the id {id} is taken.", id=entry.id))
        taken.add(entry.id)
    data, table = before.data, before.table
    if not table.columns:
        data = dumped(entries, file.suffix.lower())
    else:
        for entry in entries:
            data = form.append(data, table, texts(entry))
    after = read_ledger(data, shown(file))
    if after.ledger.entries != (*before.ledger.entries, *entries):
        raise UnwritableError(
            M("Nothing was written: the entry could not be read back from {file} as it is. A quote "
              "not closed in the file or a control character in the entry may be the cause.",
              file=shown(file))
        )  # fmt: skip
    try:
        if data.startswith(before.data):
            _add(file, data[len(before.data) :])
        else:
            replace(file, data)
    except OSError as error:
        raise UnwritableError(
            M("{file} cannot be written: {error}", file=shown(file), error=said(error))
        ) from error
    return after


def _add(file: Path, tail: bytes) -> None:
    """Write behind the end of a file, wherever that is by now."""
    file.parent.mkdir(parents=True, exist_ok=True)
    with file.open("ab") as stream:
        stream.write(tail)
        stream.flush()
        os.fsync(stream.fileno())


def replace(file: Path, data: bytes) -> None:
    """Write a file in one step: readers see the old one or the new one, never a part.

    Raises:
        OSError: where it cannot be written; then the old one is untouched.
    """
    file.parent.mkdir(parents=True, exist_ok=True)
    handle, made = tempfile.mkstemp(dir=file.parent, prefix=f".{file.name}.")
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        os.chmod(made, file.stat().st_mode & 0o777 if file.exists() else 0o666 & ~_umask())
        os.replace(made, file)
    except BaseException:
        os.unlink(made)
        raise


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def written(loaded: LoadedLedger, suffix: str) -> bytes:
    """Return a ledger that was read as the bytes of a file in another format.

    Rows that could be read are written in the one way of the format; those that could not, and
    columns that are not a ledger's, are carried over with the text that stands in their cells.

    Raises:
        UnwritableError: where the format cannot take it up.
    """
    known = {row.line: name for name, row in loaded.lines.items()}
    rows = []
    for row in loaded.table.rows:
        if row.line in known:
            new = texts(loaded.ledger.by_id[known[row.line]])
            kept = {n: c for n, c in row.cells.items() if n not in NAMES}
            row = Row(row.line, {**{n: Cell(t) for n, t in new.items()}, **kept})
        rows.append(row)
    others = [name for name in loaded.table.columns if name not in NAMES]
    return formats()[suffix].write(Table((*NAMES, *others), tuple(rows)))


def dumped(entries: Iterable[Entry], suffix: str = ".csv") -> bytes:
    """Return entries as the bytes of a new file.

    Raises:
        UnwritableError: where the format cannot take them up.
    """
    rows = (Row(0, {name: Cell(t) for name, t in texts(e).items()}) for e in entries)
    return formats()[suffix].write(Table(NAMES, tuple(rows)))
