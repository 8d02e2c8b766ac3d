"""The row of HXL tags below the headings of a table that is written."""

from __future__ import annotations

from collections.abc import Sequence

STEPS = {
    "step": "#activity+code",
    "name": "#activity+name",
    "obligors": "#org+obligor",
    "reading": "#meta+reading",
    "due": "#date+due",
    "promised": "#date+due+first",
    "done on": "#date+done",
    "standing": "#status",
    "done": "#indicator+done+pct",
    "level": "#indicator+level+num",
    "entries": "#indicator+entries+num",
    "last entry": "#date+reported",
    "blocked by": "#activity+blocking",
    "place": "#loc+name",
    "latitude": "#geo+lat",
    "longitude": "#geo+lon",
}
"""The tag of each column of the table of a tracked process."""


def tag_row(columns: Sequence[str], known: dict[str, str]) -> list[str]:
    """Return the row of tags for some columns; one without a tag stays empty."""
    return [known.get(column, "") for column in columns]
