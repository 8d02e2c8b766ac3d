"""Write a ledger: a new file from what was read, or entries below all that stands there."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterable
from pathlib import Path

from khutwa.ledger.columns import NAMES, texts
from khutwa.ledger.entry import Entry
from khutwa.ledger.format import Format, UnwritableError, formats
from khutwa.ledger.journal import Journal, held, settle
from khutwa.ledger.ledger import Ledger
from khutwa.ledger.load import LoadedLedger, ledger_path, load_ledger, read_ledger
from khutwa.ledger.records import Records
from khutwa.ledger.table import Cell, Row, Table
from khutwa.roadmap.diagnostic import Severity
from khutwa.roadmap.files import shown, unwritten
from khutwa.words import M


class TakenError(UnwritableError):
    """An id that another entry has."""


def append(
    path: str | os.PathLike[str], *entries: Entry, known: LoadedLedger | None = None
) -> Ledger:
    """Add entries to a ledger; every other byte of a text file stays as it is.

    A file that does not exist is made. The new text is read back before it is written: where it
    would not say exactly what the entries say, nothing is written. Once this returns, the entries
    are on the disk; a writer that is killed before leaves all of them or none. Who writes at the
    same time waits. An Excel workbook is written anew and replaced in one step; its other cells
    keep what they hold.

    Args:
        path: The ledger's file, or its plan or the folder of that.
        entries: What to add.
        known: The ledger as it was read before; where its file has not changed since, it need not
            be read again.

    Returns:
        The ledger with the entries.

    Raises:
        UnwritableError: where an id is taken, or the file cannot take the entries up.
    """
    file = ledger_path(path)
    form = formats().get(file.suffix.lower())
    if form is None:
        _sound(read_ledger(b"", shown(file)))
    if form is None or not entries:
        return _before(file, known).ledger
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        with held(file) as journal:
            return _append(journal, _before(file, known), file, form, entries)
    except OSError as error:
        why = unwritten(error)
        raise UnwritableError(
            M("{file} cannot be written: {error}", file=shown(file), error=why)
        ) from error


def _append(
    journal: Journal, before: LoadedLedger, file: Path, form: Format, entries: tuple[Entry, ...]
) -> Ledger:
    taken = before.table.ids
    for entry in entries:
        if entry.id in taken:
            raise TakenError(M("Nothing was written: the id {id} is taken.", id=entry.id))
        taken.add(entry.id)
    data, table = before.data, before.table
    if not table.columns:
        data = dumped(entries, form.suffix)
    else:
        data = form.append(data, table, [texts(entry) for entry in entries])
    records = before.ledger.records.joined(Records.of(entries))
    _read_back(before, data, shown(file), records)
    if data.startswith(before.data):
        journal.add(before.data, data[len(before.data) :])
    else:
        replace(file, data)
    return Ledger(records)


def _read_back(before: LoadedLedger, data: bytes, name: str, records: Records) -> None:
    """Raise where the new bytes of a file do not say what stood there and the entries behind it."""
    table = before.table
    is_open = any(fault.kind == "broken-quote" for fault in table.faults)
    if table.head is not None and not is_open and data.startswith(before.data):
        # Rows that are whole do not change by what stands behind them.
        data = data[: table.head] + data[len(before.data) :]
        records = records[len(before.ledger.entries) :]
    after = read_ledger(data, name)
    if after.ledger.records == records:
        return
    lost = next((each for each in after.table.faults if each.kind == "no-value"), None)
    if lost:
        raise UnwritableError(
            M("Nothing was written: the value of the formula in {given} would be lost. Put values "
              "in place of the formulas first.", given=lost.values["given"])
        )  # fmt: skip
    raise UnwritableError(
        M("Nothing was written: the entry could not be read back from {file} as it is. A quote "
          "not closed in the file or a control character in the entry may be the cause.",
          file=name)
    )  # fmt: skip


def _before(file: Path, known: LoadedLedger | None) -> LoadedLedger:
    """Return what stands in a file, or raise where that is no ledger."""
    before = load_ledger(file, known=known) if os.path.lexists(file) else LoadedLedger(Ledger(), ())
    return before if before.table.columns else _sound(before)


def _sound(loaded: LoadedLedger) -> LoadedLedger:
    wrong = next((found for found in loaded.diagnostics if found.severity is Severity.ERROR), None)
    if wrong:
        raise UnwritableError(M("Nothing was written: {said}", said=wrong.what))
    return loaded


def replace(file: Path, data: bytes | Iterable[bytes]) -> None:
    """Write a file in one step: readers see the old one or the new one, never a part.

    Args:
        file: The file.
        data: All of it, or its pieces in order, which need not fit into memory together.

    Raises:
        OSError: where it cannot be written; then the old one is untouched.
    """
    file.parent.mkdir(parents=True, exist_ok=True)
    handle, made = tempfile.mkstemp(dir=file.parent, prefix=f".{file.name}.")
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.writelines((data,) if isinstance(data, bytes) else data)
            stream.flush()
            os.fsync(stream.fileno())
        os.chmod(made, file.stat().st_mode & 0o777 if file.exists() else 0o666 & ~_umask())
        os.replace(made, file)
        settle(file.parent)
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
    others = [name for name in loaded.table.columns if name not in NAMES]
    known = dict(zip(loaded.rows.tolist(), loaded.ledger.records, strict=True))
    old = loaded.table.rows
    rows = []
    for number in range(len(old)):
        if number not in known:
            rows.append(old[number])
            continue
        cells = {name: Cell(text) for name, text in texts(known[number]).items()}
        if others:
            kept = old[number].cells.items()
            cells |= {name: cell for name, cell in kept if name not in NAMES}
        rows.append(Row(0, cells))
    return formats()[suffix].write(Table((*NAMES, *others), tuple(rows)))


def dumped(entries: Iterable[Entry], suffix: str = ".csv") -> bytes:
    """Return entries as the bytes of a new file.

    Raises:
        UnwritableError: where the format cannot take them up.
    """
    rows = (Row(0, {name: Cell(t) for name, t in texts(e).items()}) for e in entries)
    return formats()[suffix].write(Table(NAMES, tuple(rows)))
