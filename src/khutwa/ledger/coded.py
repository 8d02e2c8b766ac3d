"""Values, and which of them each record has: what repeats is kept, read and compared once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import count
from operator import is_
from typing import Any, Generic, TypeVar, cast

import numpy as np
from numpy.typing import NDArray

T = TypeVar("T", bound=Hashable)
U = TypeVar("U", bound=Hashable)
Ints = NDArray[np.int64]
Codes = NDArray[np.int32]


@dataclass(frozen=True, eq=False)
class Coded(Generic[T]):
    """One column.

    Attributes:
        values: What may stand in it; each once, but where a `Lister` made the column or two were
            joined.
        codes: The number of the value of each record, shape (n,).
    """

    values: Sequence[T]
    codes: Codes

    @classmethod
    def of(cls, items: Iterable[T]) -> Coded[T]:
        """Return the column of these items."""
        coder: Coder[T] = Coder()
        coder.add(list(items))
        return coder.coded()

    def read(self, values: Iterable[U]) -> Coded[U]:
        """Return the column of what its values mean, of which several may mean the same."""
        values = list(values)
        if all(map(is_, values, self.values)):
            return cast("Coded[U]", self)
        meant = Coded.of(values)
        return Coded(meant.values, meant.codes[self.codes])

    def distinct(self) -> Coded[T]:
        """Return the same column so that each value stands once."""
        if len(set(self.values)) == len(self.values):
            return self
        once = Coded.of(self.values)
        return Coded(once.values, once.codes[self.codes])

    def __getitem__(self, index: int) -> T:
        return self.values[int(self.codes[index])]

    def take(self, which: Ints) -> Coded[T]:
        """Return the column of some records, by their numbers."""
        return Coded(self.values, self.codes[which])

    def joined(self, other: Coded[T]) -> Coded[T]:
        """Return this column with the records of another below it."""
        codes = np.concatenate([self.codes, other.codes + np.int32(len(self.values))])
        return Coded((*self.values, *other.values), codes)

    def each(self, made: Callable[[T], Any] | None = None) -> Iterator[Any]:
        """Yield the value of each record, or what is made of it; made once for each value."""
        found = self.values if made is None else self._made(made)
        return map(found.__getitem__, self.codes.tolist())

    def numbers(self, number: Callable[[T], int]) -> Ints:
        """Return a number of each record that follows from its value, shape (n,)."""
        result: Ints = np.array(self._made(number), dtype=np.int64)[self.codes]
        return result

    def _made(self, made: Callable[[T], Any]) -> list[Any]:
        """Return what is made of each value; 0 for what no record has, which may not be fit."""
        used = np.zeros(len(self.values), dtype=np.bool_)
        used[self.codes] = True
        if used.all():
            return list(map(made, self.values))
        return [made(each) if had else 0 for each, had in zip(self.values, used, strict=True)]

    def same(self, other: Coded[T]) -> bool:
        """Tell whether two columns of one length say the same of every record."""
        known = {value: code for code, value in enumerate(self.values)}
        own = np.array([known[value] for value in self.values], dtype=np.int64)
        place = np.array([known.get(value, -1) for value in other.values], dtype=np.int64)
        return bool(np.array_equal(own[self.codes], place[other.codes]))


class Lister(Generic[T]):
    """Makes a column, part by part, of items that are only kept: each record has its own."""

    def __init__(self) -> None:
        self._items: list[T] = []

    def add(self, items: Sequence[T]) -> None:
        """Add the items of further records."""
        self._items += items

    def coded(self) -> Coded[T]:
        """Return the column of all that was added."""
        return Coded(self._items, np.arange(len(self._items), dtype=np.int32))


class Coder(Generic[T]):
    """Makes a column, part by part, of items that are read and compared: each value stands once."""

    def __init__(self, *first: T) -> None:
        self._known: defaultdict[T, int] = defaultdict(count().__next__)
        self._parts: list[Codes] = []
        for value in first:
            self._known[value]

    def add(self, items: Sequence[T]) -> None:
        """Add the items of further records."""
        codes = map(self._known.__getitem__, items)
        self._parts.append(np.fromiter(codes, np.int32, len(items)))

    def coded(self) -> Coded[T]:
        """Return the column of all that was added; values in the order of their first record."""
        none = np.zeros(0, dtype=np.int32)
        return Coded(tuple(self._known), np.concatenate([none, *self._parts]))
