"""A small sound file for every loader, in the layout of the real ones, with invented facts."""

from __future__ import annotations

import io
import os
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from khutwa.exchange.acled import ACLED
from khutwa.exchange.ged import GED
from khutwa.exchange.kobo import kobo
from khutwa.exchange.kobo_mapping import Mapping, read_mapping
from khutwa.exchange.loading import LoadedData, Loader
from khutwa.exchange.pax import PAX
from khutwa.exchange.ucdp_agreements import UCDP

DATA = Path(os.environ.get("KHUTWA_DATA", ""))
"""Where the real files are, if anywhere."""

FORM = b"""
step: report/step
status: report/status
date: report/day
assessor: username
note: [report/remark, report/obstacles]
always: {tlp: AMBER}
values:
  status: {\xd9\x86\xd8\xb9\xd9\x85: done, partly: partial, "no": stalled}
"""
"""A mapping; the answer of the first meaning is Arabic for yes."""


@dataclass(frozen=True)
class Sample:
    """A loader with a file that it reads without complaint.

    Attributes:
        loader: The loader.
        rows: Headings and rows.
        key: Heading of a column without which nothing can be read.
    """

    loader: Loader[Any]
    rows: tuple[tuple[str, ...], ...]
    key: str

    def csv(self, separator: str = ",") -> bytes:
        """Return the file as CSV."""
        return table(self.rows, separator).encode()

    def xlsx(self) -> bytes:
        """Return the file as a workbook."""
        return workbook(self.rows)


def table(rows: tuple[tuple[str, ...], ...], separator: str = ",") -> str:
    """Return rows as CSV, every cell in quotes."""
    quoted = [['"' + cell.replace('"', '""') + '"' for cell in row] for row in rows]
    return "".join(separator.join(row) + "\r\n" for row in quoted)


def workbook(rows: tuple[tuple[str, ...], ...]) -> bytes:
    """Return rows as a workbook, after a sheet that says nothing."""
    from openpyxl import Workbook

    book = Workbook()
    book.worksheets[0].append(["Read me first"])
    sheet = book.create_sheet("data")
    for row in rows:
        sheet.append(list(row))
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def form(data: bytes = FORM) -> Mapping:
    """Return a mapping."""
    found = read_mapping(data, "form.yaml")
    assert isinstance(found, Mapping), str(found)
    return found


def codes(loaded: LoadedData[Any]) -> list[tuple[str, int]]:
    """Return what was found, with its line."""
    return [(each.code, each.place.line) for each in loaded.diagnostics]


SAMPLES = {
    "pax": Sample(
        PAX,
        (
            ("Con", "PP", "PPName", "AgtId", "Agt", "Dat", "Status", "Agtp", "Stage", "UcdpAgr",
             "PamAgr", "GCh", "PpsGe:St", "Ce"),
            ("Atlantis", "7", "Tides", "431", "Treaty of the Shore", "2001-03-01",
             "Multiparty signed/agreed", "Intra", "SubComp", "1113.0", "", "0", "1", "3"),
            ("Atlantis", "7", "Tides", "432", "Truce of the Reef", "2001-05-01",
             "Unilateral document", "IntraLocal", "Cea", "", "2.0", "0", "0", "2"),
        ),
        "AgtId",
    ),
    "ucdp": Sample(
        UCDP,
        (
            ("paid", "conflict_id", "conflict_name", "pa_name", "year", "pa_date", "ended",
             "duration", "cease", "mil_prov", "elections", "pol_prov", "ref ", "terr_prov",
             "return ", "justice_prov", "pko", "pa_type", "procID"),
            ("1565", "333, 334", "Atlantis: Government", "Treaty of the Shore", "2001",
             "2001-03-01", "True", "2003-01-02", "1", "1", "1", "1", "0", "0", "1", "1", "1", "1",
             "5"),
            ("1566", "333", "Atlantis: Government", "Truce of the Reef", "2001", "2001-05-01", "",
             "", "1", "1", "0", "0", "0", "0", "0", "0", "0", "2", "5"),
        ),
        "paid",
    ),
    "ged": Sample(
        GED,
        (
            ("id", "year", "type_of_violence", "side_a", "side_b", "where_prec",
             "where_coordinates", "adm_1", "latitude", "longitude", "country", "date_prec",
             "date_start", "date_end", "best", "high", "low"),
            ("1", "2001", "1", "Government of Atlantis", "Reef", "1", "Harbour", "Shore", "50.45",
             "-30.5", "Atlantis", "1", "1/22/2001 12:00:00 AM", "1/22/2001 12:00:00 AM", "5", "7",
             "5"),
            ("2", "2001", "3", "Reef", "Civilians", "4", "Shore", "Shore", "", "", "Atlantis", "2",
             "02/03/2001 00:00", "02/05/2001 00:00", "1", "1", "0"),
        ),
        "date_start",
    ),
    "acled": Sample(
        ACLED,
        (
            ("event_id_cnty", "event_date", "year", "time_precision", "event_type",
             "sub_event_type", "actor1", "actor2", "country", "admin1", "location", "latitude",
             "longitude", "source", "notes", "fatalities"),
            ("ATL1", "01 May 2019", "2019", "1", "Battles", "Armed clash", "Reef", "Shore",
             "Atlantis", "North", "Harbour", "35.9", "36.6", "Tide Times", "A clash.", "3"),
            ("ATL2", "2-June-19", "2019", "2", "Protests", "Peaceful protest", "Fishers", "",
             "Atlantis", "North", "Harbour", "35.9", "36.6", "Tide Times", "A march; no harm.",
             "0"),
        ),
        "event_date",
    ),
    "kobo": Sample(
        kobo(form()),
        (
            ("report/step", "report/status", "report/day", "report/remark", "report/obstacles",
             "username", "_id", "_uuid", "_submission_time"),
            ("ceasefire", "نعم", "2019-06-01", "Quiet.", "Mines", "monitor 1", "17",
             "0b1c-a", "2019-06-02T09:12:44.120+03:00"),
            ("committee", "partly", "2019-06-03", "", "", "monitor 2", "18", "0b1c-b",
             "2019-06-04 08:00:00"),
        ),
        "_submission_time",
    ),
}  # fmt: skip
