"""Write events of PLOVER as CSV or JSON lines, a row each."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable
from typing import Any

from khutwa.ledger.escape import escaped

COLUMNS = (
    "file", "number", "published", "date", "type", "mode", "contexts", "cameo", "source", "target",
    "speaker", "step", "status", "needs", "confidence", "language", "quote", "url", "sha256",
    "coded_by",
)  # fmt: skip


def rows(documents: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return a row for each event of some articles, as `document_to_dict` has them.

    Args:
        documents: The articles; one that could not be read has no events.
    """
    found = []
    for document in documents:
        for statement in document.get("statements", ()):
            event = statement["plover"]
            if event is None:
                continue
            time = statement["when"]
            found.append({
                **{name: document[name] for name in ("file", "published", "language", "url",
                                                     "sha256")},
                **event,
                "number": statement["number"],
                "date": time["date"] if time and time["kind"] == "on" else None,
                "speaker": statement["speaker"]["names"],
                "step": statement["steps"][0]["step"] if statement["steps"] else None,
                "status": statement["status"],
                "needs": statement["needs"],
                "confidence": statement["confidence"],
                "quote": statement["text"],
            })  # fmt: skip
    return [{name: row[name] for name in COLUMNS} for row in found]


def written(found: Iterable[dict[str, Any]], ending: str) -> bytes:
    """Return rows as the bytes of a file that ends in `.csv` or `.jsonl`."""
    if ending == ".jsonl":
        lines = (json.dumps(row, ensure_ascii=False) + "\n" for row in found)
        return "".join(lines).encode("utf-8", "backslashreplace")
    out = io.StringIO()
    table = csv.DictWriter(out, COLUMNS, lineterminator="\n")
    table.writeheader()
    for row in found:
        table.writerow({name: escaped(_cell(value)) for name, value in row.items()})
    return out.getvalue().encode("utf-8-sig", "backslashreplace")


def _cell(value: object) -> str:
    if isinstance(value, list):
        return "; ".join(map(str, value))
    return "" if value is None else str(value)
