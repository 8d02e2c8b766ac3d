"""Which entries have a say in what is found about one entry."""

from __future__ import annotations

from collections.abc import Collection

import numpy as np
from numpy.typing import NDArray

from khutwa.ledger.columns import folded
from khutwa.ledger.entry import Entry
from khutwa.ledger.records import Records

SAME_SOURCE = ("source title", "source url", "source sha256")


def related(records: Records, entry: Entry, steps: Collection[str]) -> NDArray[np.bool_]:
    """Tell which entries rules compare with an entry, shape (n,).

    Those of its steps, of its publisher, and of its source by any of the names of that.

    Args:
        records: All entries.
        entry: One of them.
        steps: Its step, and every name under which what that step requires is told of.
    """
    found: NDArray[np.bool_] = records.column("step").numbers(lambda step: step in steps) == 1
    source = entry.source
    if publisher := folded(source.publisher):
        publishers = records.column("source publisher")
        found |= publishers.numbers(lambda text: folded(text) == publisher) == 1
    names = {text.strip() for text in (source.title, source.url, source.sha256)} - {""}
    for column in SAME_SOURCE if names else ():
        found |= records.column(column).numbers(lambda text: text.strip() in names) == 1
    return found
