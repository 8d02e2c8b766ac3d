"""Which entries still count once corrections are followed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from graphlib import CycleError, TopologicalSorter

import numpy as np

from khutwa.ledger.entry import Entry
from khutwa.ledger.records import Records


def gone(entries: Sequence[Entry]) -> set[str]:
    """Return the ids of the entries that another one corrects or takes back.

    What is taken back never was: an entry that only a retracted entry corrected counts again. A
    correction of a correction replaces it, so that what the first one corrected stays gone.
    Corrections that run in a circle count for nothing.
    """
    entries = correcting(entries)
    turning = {name: number for number, circle in enumerate(circles(entries)) for name in circle}

    def aims(entry: Entry, names: tuple[str, ...]) -> list[str]:
        own = turning.get(entry.id)
        return [name for name in names if own is None or turning.get(name) != own]

    retracts = {entry.id: aims(entry, entry.retracts) for entry in entries}
    retracted: set[str] = set()
    for name in _sorted(retracts):
        if name not in retracted:
            retracted.update(retracts[name])
    kept = [entry for entry in entries if entry.id not in retracted]
    return retracted | {name for entry in kept for name in aims(entry, entry.supersedes)}


def circles(entries: Sequence[Entry]) -> list[tuple[str, ...]]:
    """Return the circles in which entries correct or take back each other, in file order."""
    aims = {entry.id: (*entry.supersedes, *entry.retracts) for entry in correcting(entries)}
    try:
        _sorted(aims)
    except CycleError:
        return _strong(aims)
    return []


def correcting(entries: Sequence[Entry]) -> list[Entry]:
    """Return the entries that correct or take back others."""
    records = Records.of(entries)
    aims = records.column("supersedes").numbers(len) + records.column("retracts").numbers(len)
    return [records[number] for number in np.flatnonzero(aims).tolist()]


def _sorted(aims: Mapping[str, Iterable[str]]) -> list[str]:
    """Return the ids so that each stands before those at which it aims."""
    known = {name: [aim for aim in targets if aim in aims] for name, targets in aims.items()}
    return list(TopologicalSorter(known).static_order())[::-1]


def _strong(aims: Mapping[str, Iterable[str]]) -> list[tuple[str, ...]]:
    """Return the strongly connected components that have an edge within."""
    from scipy.sparse import csr_array
    from scipy.sparse.csgraph import connected_components

    number = {name: index for index, name in enumerate(aims)}
    pairs = [(number[a], number[b]) for a, found in aims.items() for b in found if b in number]
    rows, columns = zip(*pairs, strict=True)
    graph = csr_array(([1] * len(pairs), (rows, columns)), shape=(len(aims), len(aims)))
    _, labels = connected_components(graph, connection="strong")
    groups: dict[int, list[str]] = {}
    for name, label in zip(aims, labels, strict=True):
        groups.setdefault(int(label), []).append(name)
    return [tuple(g) for g in groups.values() if len(g) > 1 or g[0] in aims[g[0]]]
