"""Field reports from KoboToolbox: an export in CSV or Excel, made entries of a ledger by a mapping.

The mapping says which column of the form is which field of the ledger. Columns are named as the
export heads them, by XML names or by labels; the groups before the last `/` may be left out.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from typing import Any

from khutwa.exchange.kobo_mapping import FIELDS, Mapping
from khutwa.exchange.line import Line, LostError, in_numbers
from khutwa.exchange.loading import LoadedData, Loader, Origin, diagnostic
from khutwa.exchange.sheet import folded, read_sheet
from khutwa.ledger import cells
from khutwa.ledger.cells import CellError, Order
from khutwa.ledger.entry import Entry, Source
from khutwa.ledger.load import shortened
from khutwa.ledger.table import Fault
from khutwa.roadmap.diagnostic import Place
from khutwa.words import M

META = ("_uuid", "_id", "_submission_time")
"""What every export has of a submission: two names, and when it came in."""

_DATED: dict[str, Callable[[str, Order | None], Any]] = {
    "recorded": cells.read_day,
    "date": cells.read_date,
}
"""How the text of a date is read."""

_READ: dict[str, Callable[[str], Any]] = {
    "id": lambda text: cells.read_id(text.removeprefix("uuid:")),
    "step": cells.unseen_gone,
    "status": cells.read_status,
    "level": cells.read_level,
    "counts": cells.read_counts,
    "grade": cells.read_grade,
    "tlp": cells.read_tlp,
    "assessor": cells.unseen_gone,
    "language": cells.unseen_gone,
}
"""How the text of another field is read; of any that is not here it is kept as it is."""

_KEYS = ("id", "recorded", "step", "status")


@dataclass(frozen=True, slots=True)
class KoboEntry:
    """A submission as an entry.

    Attributes:
        entry: The entry.
        place: Where the submission stood in the export.
    """

    entry: Entry
    place: Place


def _record(columns: dict[str, tuple[str, ...]], mapping: Mapping, line: Line) -> KoboEntry:
    texts = {name: _answer(columns[name], name, mapping, line) for name in columns}
    texts |= {name: text for name, text in mapping.always.items() if not texts.get(name)}
    found: dict[str, Any] = {}
    for name in FIELDS:
        text = texts.get(name, "")
        column = columns.get(name, (name,))[0]
        if not text and name in _KEYS:
            line.say("missing-value", column)
            raise LostError
        if not text:
            continue
        if cells.UNUSABLE.search(text):
            line.refuse(column, M("a text without control characters"), key=True, given=text)
        try:
            if name in _DATED:
                found[name] = _DATED[name](in_numbers(text), line.dates)
            else:
                found[name] = _READ.get(name, str)(text)
        except CellError as bad:
            allowed = ", ".join(bad.values.get("allowed", ())) or name
            line.refuse(column, allowed, key=name in _KEYS, given=text, why=bad)
    title = found.pop("source title", None) or f"KoboToolbox {line.text('_id') or found['id']}"
    source = Source(title, found.pop("source publisher", ""), found.pop("source url", ""))
    return KoboEntry(Entry(source=source, **found), line.place)


def _answer(columns: Sequence[str], name: str, mapping: Mapping, line: Line) -> str:
    """Return what the columns of a field say together, in the ledger's words."""
    answers = [line.text(column) for column in columns if line.text(column)]
    known = mapping.values.get(name)
    if known is None:
        return "\n".join(answers)
    made = []
    for answer in answers:
        meant = known.get(folded(answer))
        if meant is None:
            column = next(c for c in columns if line.text(c) == answer)
            line.say("no-answer", column, given=shortened(answer))
            raise LostError
        made.append(meant)
    return "\n".join(made)


@dataclass(frozen=True)
class _KoboLoader(Loader[KoboEntry]):
    """Reads an export by a mapping, once the columns that it names are found."""

    mapping: Mapping = field(default_factory=Mapping)

    def read(self, data: bytes, name: str) -> LoadedData[KoboEntry]:
        needed = {column for each in self.required for column in each}
        heads = read_sheet(data, name, needed).columns
        columns: dict[str, tuple[str, ...]] = {}
        faults = []
        for name_, wanted in self.mapping.columns.items():
            found = [column for each in wanted for column in _found(each, heads)]
            missing = [each for each in wanted if not _found(each, heads)]
            default = name_ not in self.mapping.given
            if heads and missing and not (default and found):
                values = [{"given": each} for each in missing]
                faults += [Fault("missing-column", Place(name), each) for each in values]
            columns[name_] = tuple(found[:1] if default else found)
        if faults:
            return LoadedData((), tuple(diagnostic(fault) for fault in faults), self.origin)
        record = partial(_record, columns, self.mapping)
        return Loader.read(replace(self, record=record), data, name)


def _found(wanted: str, heads: Sequence[str]) -> list[str]:
    """Return the column of a name; without its groups where one column alone is called so."""
    if folded(wanted) in heads:
        return [folded(wanted)]
    ends = [head for head in heads if re.split(r"\s*/\s*", head)[-1] == folded(wanted)]
    return ends if len(ends) == 1 else []


def kobo(mapping: Mapping, dates: Order | None = None) -> Loader[KoboEntry]:
    """Return the loader of exports of one form.

    Args:
        mapping: Which column is which field of the ledger.
        dates: How dates are to be read that can be read in two ways.
    """
    wanted = {folded(column) for columns in mapping.columns.values() for column in columns}
    return _KoboLoader(
        kind="kobo",
        origin=Origin(
            title="KoboToolbox",
            citation="",
            licence=M("The reports are yours; what people said in confidence stays with whom they "
                      "told. Fill in `tlp`."),
        ),
        required=(tuple(sorted({*META, *wanted})),),
        record=partial(_record, {}, mapping),
        key=lambda record: record.entry.id,
        dates=dates,
        mapping=mapping,
    )  # fmt: skip
