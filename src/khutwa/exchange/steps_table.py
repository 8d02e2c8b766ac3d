"""What was due against what was done, one row a commitment: for spreadsheets and other programs."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from datetime import date

from khutwa.exchange.hxl import STEPS, tag_row
from khutwa.ledger.escape import escaped
from khutwa.ledger.formats.csv_format import BOM
from khutwa.roadmap.dates import PartialDate
from khutwa.track import Track
from khutwa.track.commitment_words import standing_word
from khutwa.words import M, Message

Value = str | int | float | date | None


@dataclass(frozen=True)
class Column:
    """One column.

    Attributes:
        name: How programs call it; the keys of `hxl.STEPS`.
        heading: How people call it.
        width: In characters.
    """

    name: str
    heading: Message
    width: int = 14


COLUMNS = (
    Column("step", M("Id")),
    Column("name", M("Step"), 36),
    Column("obligors", M("Owed by"), 28),
    Column("reading", M("Reading of the clock"), 24),
    Column("due", M("Due")),
    Column("promised", M("First promised")),
    Column("done on", M("Done on")),
    Column("standing", M("How it stands"), 16),
    Column("done", M("Chance that it is done")),
    Column("level", M("Level, 0 to 3")),
    Column("entries", M("Entries")),
    Column("last entry", M("Last entry")),
    Column("blocked by", M("Waits for"), 36),
    Column("place", M("Place"), 24),
    Column("latitude", M("Latitude")),
    Column("longitude", M("Longitude")),
)
"""What is said of a commitment."""


def table(found: Track, *, words: bool = True) -> list[list[Value]]:
    """Return a row for each commitment, in the order of `COLUMNS`; names in the current language.

    Of a step of which nothing is recorded, level and chance are left empty. Coordinates are those
    of a place that is a point.

    Args:
        found: The tracked process.
        words: Whether to put how it stands in words; else the code for programs.
    """
    rows: list[list[Value]] = []
    for each in found.commitments:
        status = found.status(each.step)
        place = found.roadmap.location(found.roadmap.steps[each.step])
        at = place.at if place else None
        rows.append(
            [
                each.step,
                str(found.roadmap.label(each.step)),
                names_of(found, each.obligors),
                str(each.reading) if each.reading else None,
                each.due,
                each.promised,
                each.since,
                str(standing_word(each.standing)) if words else each.standing,
                round(each.done, 3) if status.known else None,
                status.level if status.known else None,
                len(status.entries),
                _date(status.last),
                names_of(found, each.blocked_by),
                str(place.label) if place else None,
                at.lat if at else None,
                at.lon if at else None,
            ]
        )
    return rows


def steps_csv(found: Track) -> bytes:
    """Return the table as CSV: headings, a row of HXL tags, the rows.

    UTF-8 with a mark, so that Excel reads it; no text can run as a formula.
    """
    names = [column.name for column in COLUMNS]
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\n")
    writer.writerow(names)
    writer.writerow(tag_row(names, STEPS))
    for row in table(found, words=False):
        writer.writerow([_text(value) for value in row])
    return BOM + buffer.getvalue().encode("utf-8", "replace")


def _text(value: Value) -> str:
    if isinstance(value, str):
        return escaped(value)
    return "" if value is None else str(value)


def _date(known: PartialDate | None) -> date | str | None:
    return known.first if known and known.is_exact else str(known) if known else None


def names_of(found: Track, ids: tuple[str, ...]) -> str | None:
    """Return the names of parties or steps in one text; None where there are none."""
    return "; ".join(str(found.roadmap.label(name)) for name in ids) or None
