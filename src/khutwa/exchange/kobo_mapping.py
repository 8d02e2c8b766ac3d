"""The mapping from the columns of a form to the fields of a ledger: a small YAML file.

step: report/step               # a column of the export
status: report/status
date: report/date_of_event
assessor: username
note: [report/remark, report/obstacles]
always: {tlp: AMBER, source publisher: Monitors of the north}
values:                         # what an answer means in the ledger
status: {yes: done, partly: partial, "no": stalled}
"""

from __future__ import annotations

import os
from collections.abc import Mapping as AnyMapping
from dataclasses import dataclass, field
from pathlib import Path as FilePath
from typing import Any

from khutwa.exchange.loading import diagnostic, read_bytes
from khutwa.exchange.sheet import folded
from khutwa.ledger.columns import NAMES
from khutwa.ledger.table import Fault
from khutwa.roadmap.diagnostic import Diagnostic, Place
from khutwa.roadmap.files import shown
from khutwa.roadmap.yaml_tree import TreeError, parse
from khutwa.words import M, Message

FIELDS = tuple(name for name in NAMES if name not in ("source sha256", "supersedes", "retracts"))
"""Fields of a ledger that a form can fill."""

DEFAULTS = {"id": ("_uuid", "_id"), "recorded": ("_submission_time",)}
"""Where a field comes from when the mapping does not say; the first column that there is."""


@dataclass(frozen=True)
class Mapping:
    """Which column is which field.

    Attributes:
        given: Columns of each field that the file names; several are joined.
        always: Texts of fields that no column fills.
        values: What answers mean, by field; answers folded.
    """

    given: AnyMapping[str, tuple[str, ...]] = field(default_factory=dict)
    always: AnyMapping[str, str] = field(default_factory=dict)
    values: AnyMapping[str, AnyMapping[str, str]] = field(default_factory=dict)

    @property
    def columns(self) -> dict[str, tuple[str, ...]]:
        """Return the columns of each field, those of the defaults among them."""
        rest = {k: v for k, v in DEFAULTS.items() if k not in self.given and k not in self.always}
        return {**rest, **self.given}


def load_mapping(path: str | os.PathLike[str]) -> Mapping | Diagnostic:
    """Read a mapping from its file, or say why it cannot be used. Never raises."""
    data = read_bytes(path)
    if isinstance(data, Fault):
        return diagnostic(data)
    return read_mapping(data, shown(FilePath(path)))


def read_mapping(data: bytes, name: str) -> Mapping | Diagnostic:
    """Read a mapping from the bytes of its file, or say why it cannot be used."""
    try:
        plain = parse(data.decode("utf-8-sig")).plain()
    except UnicodeDecodeError:
        return _bad(Place(name), M("it is not UTF-8"))
    except TreeError as error:
        return _bad(Place(name, error.line, error.column), M("it is not YAML"))
    if not isinstance(plain, dict):
        return _bad(Place(name), M("it has no fields"))
    values, always = plain.pop("values", {}), plain.pop("always", {})
    for part in (values, always):
        if not isinstance(part, dict):
            return _bad(Place(name), M("`values` and `always` need fields below them"))
    for given in (*plain, *values, *always):
        if given not in FIELDS:
            return _bad(Place(name), M("{field} is no field; the fields are: {fields}",
                                       field=str(given), fields=list(FIELDS)))  # fmt: skip
    for needed in ("step", "status"):
        if needed not in plain and needed not in always:
            return _bad(Place(name), M("it does not say where the {field} is", field=needed))
    if not all(isinstance(meanings, dict) for meanings in values.values()):
        return _bad(Place(name), M("`values` needs an answer and its meaning on each line"))
    columns = {k: tuple(map(str, v if isinstance(v, list) else [v])) for k, v in plain.items()}
    meant = {k: {folded(str(a)): str(b) for a, b in v.items()} for k, v in values.items()}
    return Mapping(columns, {k: str(v) for k, v in always.items()}, meant)


def _bad(place: Place, said: Message) -> Diagnostic:
    values: dict[str, Any] = {"said": said}
    return diagnostic(Fault("bad-mapping", place, values))
