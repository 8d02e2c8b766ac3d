"""Many entries, column by column; an entry itself is made where somebody asks for it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import Any, overload

import numpy as np
from numpy.typing import NDArray

from khutwa.ledger.coded import Coded, Ints
from khutwa.ledger.entry import Entry, Source

FIELDS = (
    "id", "recorded", "step", "status", "date", "level", "assessor", "grade", "tlp", "language",
    "quote", "note", "supersedes", "retracts", "counts",
)  # fmt: skip
"""Fields of an entry that are columns of the same name; those of its source are apart."""

SOURCE = {
    "source title": "title",
    "source publisher": "publisher",
    "source url": "url",
    "source sha256": "sha256",
}
"""Fields of a source by their column."""


class Records(Sequence[Entry]):
    """Entries in an order, as a tuple of them would be.

    Args:
        columns: What each column says, by its name.
        which: Numbers of the records of the columns that are meant, in their order.
    """

    def __init__(self, columns: Mapping[str, Coded[Any]], which: Ints | None = None) -> None:
        self._all = columns
        self._which = np.arange(len(columns["id"].codes)) if which is None else which
        self._columns: dict[str, Coded[Any]] = {}

    def column(self, name: str) -> Coded[Any]:
        """Return what a column says of the entries."""
        if name not in self._columns:
            self._columns[name] = self._all[name].take(self._which)
        return self._columns[name]

    @classmethod
    def of(cls, entries: Iterable[Entry]) -> Records:
        """Return entries column by column."""
        if isinstance(entries, Records):
            return entries
        entries = list(entries)
        columns = {name: Coded.of([getattr(entry, name) for entry in entries]) for name in FIELDS}
        columns |= {
            name: Coded.of([getattr(entry.source, field) for entry in entries])
            for name, field in SOURCE.items()
        }
        return cls(columns)

    def take(self, which: Ints | NDArray[np.bool_]) -> Records:
        """Return some of the entries, by their numbers or by a mask."""
        return Records(self._all, self._which[which])

    def joined(self, other: Records) -> Records:
        """Return the entries with others behind them."""
        return Records({name: self.column(name).joined(other.column(name)) for name in self._all})

    @property
    def ids(self) -> list[str]:
        """Return the id of each entry."""
        return list(self.each("id"))

    @cached_property
    def numbers(self) -> dict[str, int]:
        """Return the number of each entry by its id."""
        return {name: number for number, name in enumerate(self.each("id"))}

    def each(self, name: str, made: Callable[[Any], Any] | None = None) -> Iterator[Any]:
        """Yield what a column says of each entry.

        Args:
            name: The column.
            made: Makes of a value what is wanted in its place; called once for each value.
        """
        return self.column(name).each(made)

    def __len__(self) -> int:
        return len(self._which)

    @overload
    def __getitem__(self, index: int) -> Entry: ...
    @overload
    def __getitem__(self, index: slice) -> Records: ...
    def __getitem__(self, index: int | slice) -> Entry | Records:
        if isinstance(index, slice):
            return Records(self._all, self._which[index])
        number = int(self._which[index])
        source = Source(**{field: self._all[name][number] for name, field in SOURCE.items()})
        fields = {name: self._all[name][number] for name in FIELDS}
        return Entry(source=source, **fields)

    def __iter__(self) -> Iterator[Entry]:
        sources = zip(*(self.each(name) for name in SOURCE), strict=True)
        rows = zip(*(self.each(name) for name in FIELDS), strict=True)
        for given, fields in zip(sources, rows, strict=True):
            yield Entry(source=Source(*given), **dict(zip(FIELDS, fields, strict=True)))

    def __eq__(self, other: object) -> bool:
        if isinstance(other, Records):
            return len(self) == len(other) and all(
                self.column(name).same(other.column(name)) for name in self._all
            )
        if isinstance(other, tuple):
            return len(self) == len(other) and all(map(Entry.__eq__, self, other))
        return NotImplemented

    def __hash__(self) -> int:
        return hash(tuple(self))

    def __repr__(self) -> str:
        return repr(tuple(self))


class ById(Mapping[str, Entry]):
    """The entries by their ids; of several with one id the last."""

    def __init__(self, records: Records) -> None:
        self._records = records

    def __getitem__(self, name: str) -> Entry:
        return self._records[self._records.numbers[name]]

    def __iter__(self) -> Iterator[str]:
        return iter(self._records.numbers)

    def __len__(self) -> int:
        return len(self._records.numbers)
