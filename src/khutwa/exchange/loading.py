"""What loaders of other people's data have in common: they never raise, and say what they met."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path as FilePath
from typing import Generic, Protocol, TypeVar

from khutwa.exchange.line import Line, LostError
from khutwa.exchange.loading_problems import PROBLEMS
from khutwa.exchange.sheet import read_sheet
from khutwa.ledger.cells import Order
from khutwa.ledger.load import shortened
from khutwa.ledger.table import Fault
from khutwa.roadmap.diagnostic import Diagnostic, Place, Severity
from khutwa.roadmap.files import Unread, read_file, shown
from khutwa.words import M, Message

LARGEST = 512 * 1024 * 1024
"""Bytes that a file may have."""

ALIKE = 20
"""Findings of one kind about one column that are listed one by one."""


class Record(Protocol):
    """What a loader reads: it knows where it stood."""

    @property
    def place(self) -> Place:
        """Return where it stood in the file."""


R = TypeVar("R", bound=Record)


@dataclass(frozen=True)
class Origin:
    """Whose data they are.

    Attributes:
        title: Name of the data set.
        citation: How its owners want it cited.
        licence: What may be done with it, as far as its owners say.
        page: Where it is published.
    """

    title: str
    citation: str
    licence: Message
    page: str = ""

    def words(self) -> list[Message]:
        """Return what to say of it before it is used."""
        said = [M("{title}: {page}", title=self.title, page=self.page)] if self.page else []
        if self.citation:
            said.append(M("Cite: {citation}", citation=self.citation))
        return [*said, M("Licence: {licence}", licence=self.licence)]

    def to_dict(self) -> dict[str, str]:
        """Return plain values, in the current language."""
        return {"title": self.title, "citation": self.citation, "licence": str(self.licence),
                "page": self.page}  # fmt: skip


@dataclass(frozen=True)
class LoadedData(Generic[R]):
    """What came of a file.

    Attributes:
        records: What could be read, in the order of the file.
        diagnostics: What is wrong with it, in the order of its lines.
        origin: Whose data they are.
        tags: The HXL tags of its columns, where it has any.
    """

    records: tuple[R, ...]
    diagnostics: tuple[Diagnostic, ...]
    origin: Origin
    tags: Mapping[str, str] = field(default_factory=dict)

    @property
    def ok(self) -> bool:
        """Tell whether there are data to work with."""
        return not any(found.severity is Severity.ERROR for found in self.diagnostics)


@dataclass(frozen=True)
class Loader(Generic[R]):
    """How one kind of file is read.

    Attributes:
        kind: Its name on the command line.
        origin: Whose data they are.
        required: Headings without which nothing can be read, folded; several where any will do.
        record: Makes a record of a row; raises `LostError` where it says nothing.
        key: Returns what no two records share; None where there is no such thing.
        dates: How dates are to be read that can be read in two ways.
    """

    kind: str
    origin: Origin
    required: tuple[str | tuple[str, ...], ...]
    record: Callable[[Line], R]
    key: Callable[[R], object] | None = None
    dates: Order | None = None

    def load(self, path: str | os.PathLike[str]) -> LoadedData[R]:
        """Read a file.

        Never raises for a mistake of the user's or a defect of the file: they are in
        `diagnostics`.
        """
        data = read_bytes(path)
        if isinstance(data, Fault):
            return LoadedData((), _diagnostics([data]), self.origin)
        return self.read(data, shown(FilePath(path)))

    def read(self, data: bytes, name: str) -> LoadedData[R]:
        """Read the bytes of a file.

        Args:
            data: The bytes.
            name: How diagnostics call the file.
        """
        needed = [(each,) if isinstance(each, str) else each for each in self.required]
        sheet = read_sheet(data, name, {column for each in needed for column in each})
        values = {"kind": self.origin.title, "wanted": [each[0] for each in needed]}
        faults = sheet.faults
        for number, fault in enumerate(faults):
            if fault.kind == "no-headings":
                faults[number] = Fault(fault.kind, fault.place, {**values, **fault.values})
        missing = [e[0] for e in needed if sheet.columns and not set(e) & set(sheet.columns)]
        faults += [Fault("missing-column", Place(name), {"given": column}) for column in missing]
        records: list[R] = []
        seen: dict[object, R] = {}
        for row in sheet.rows if not missing else ():
            line = Line(row, name, faults, self.dates)
            try:
                made = self.record(line)
            except LostError:
                continue
            key = self.key(made) if self.key else None
            if key is not None and key in seen:
                first = str(seen[key].place.line)
                line.say("same-twice", given=shortened(str(key)), line=first)
                continue
            if key is not None:
                seen[key] = made
            records.append(made)
        return LoadedData(tuple(records), _diagnostics(faults), self.origin, sheet.tags)


def read_bytes(path: str | os.PathLike[str]) -> bytes | Fault:
    """Return the bytes of a file, or why there are none."""
    data = read_file(FilePath(path), LARGEST)
    if isinstance(data, Unread):
        return Fault(data.kind, Place(data.name), data.values)
    return data


def _diagnostics(faults: Iterable[Fault]) -> tuple[Diagnostic, ...]:
    """Return findings as diagnostics; of many that are alike the first ones and a number."""
    ordered = sorted(faults, key=lambda f: (f.place.line, f.place.column, f.kind))
    alike: Counter[tuple[str, str]] = Counter()
    found: list[Diagnostic] = []
    last: dict[tuple[str, str], Diagnostic] = {}
    for fault in ordered:
        key = (fault.kind, str(fault.values.get("column", "")))
        alike[key] += 1
        if alike[key] <= ALIKE:
            last[key] = diagnostic(fault)
            found.append(last[key])
    for key, times in alike.items():
        if times > ALIKE:
            values = {"n": times - ALIKE, "what": last[key].what}
            found.append(diagnostic(Fault("more-like-it", last[key].place, values)))
    return tuple(sorted(found, key=lambda d: (d.place.line, d.place.column, d.code)))


def diagnostic(fault: Fault) -> Diagnostic:
    """Return a finding in words."""
    return PROBLEMS[fault.kind].found(fault.place, **fault.values)
