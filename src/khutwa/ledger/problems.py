"""What can be wrong with the file of a ledger before its evidence is weighed: one entry a code."""

from __future__ import annotations

from khutwa.roadmap.diagnostic import Severity
from khutwa.roadmap.problem import (
    BROKEN_QUOTE,
    CALCULATE,
    EMPTY,
    LINK_OUT,
    MEMORY,
    NO_COLUMN,
    NO_EXCEL,
    NO_VALUE,
    NO_WORKBOOK,
    NOT_OTHER_FILES,
    NOT_UTF_8,
    OTHER_LETTERS,
    READ_AS,
    TOO_MANY_CELLS,
    UNREADABLE,
    Problem,
    by_name,
)
from khutwa.words import M

_ROW = M("The row is left out of every result until it is mended; it stays in the file as it is.")
_FILE = M("Nothing can be said of evidence that cannot be read.")
_GUESS = M("A guess here would be false evidence, so the row is left out until it is mended.")

_ALL = (
    Problem(
        "KH801", "unreadable", UNREADABLE, _FILE,
        M("Check the path; give the ledger's file, or the plan's folder that holds ledger.csv."),
    ),
    Problem(
        "KH802", "too-large", M("The file has {size} bytes; a ledger may have {most}."),
        MEMORY,
        M("Split it by year, or move long quotes to files of their own."),
    ),
    Problem(
        "KH803", "encoding", NOT_UTF_8,
        M("Read under the wrong encoding, Arabic and Russian words turn into other letters."),
        M("In Excel choose \"Save as\" and \"CSV UTF-8\"; or say the encoding, as in "
          "`khutwa ledger convert OLD.csv ledger.csv --encoding windows-1256`."),
    ),
    Problem(
        "KH804", "unknown-format", M("{file} ends in none of: {allowed}."), _FILE,
        M("Save it as one of these."),
    ),
    Problem(
        "KH805", "no-library", NO_EXCEL,
        _FILE, M("Run `pip install 'khutwa[sheets]'`, or save the ledger as .csv."),
    ),
    Problem(
        "KH806", "no-workbook", NO_WORKBOOK,
        _FILE, M("Save it from Excel as .xlsx; a password or a broken copy also prevents reading."),
    ),
    Problem(
        "KH807", "no-headings", M("No headings of a ledger stand here: {given}."), _FILE,
        M("Let the first row name the columns; id, recorded, step and status are needed."),
    ),
    Problem(
        "KH808", "missing-column", NO_COLUMN,
        M("Without it no row says who recorded what of which step."),
        M("Add it to the headings in the first row."),
    ),
    Problem(
        "KH809", "unknown-column", M("The column {given} is none of a ledger's."),
        M("What stands in it is kept and does not count."),
        M("Columns: {allowed}."),
    ),
    Problem(
        "KH810", "column-twice", M("{given} is a second column for {column}."),
        M("Only the first one counts."), M("Keep one of the two."),
    ),
    Problem(
        "KH811", "broken-quote", BROKEN_QUOTE,
        _ROW,
        M("Close it at the end of the cell, and write a quotation mark within it twice."),
    ),
    Problem(
        "KH812", "too-many-cells", TOO_MANY_CELLS,
        _ROW, M("Put quotes around a text that holds what separates the cells."),
    ),
    Problem(
        "KH813", "bad-json", M("The line cannot be read: {said}."), _ROW,
        M("Write one object a line, with the columns as its keys."),
    ),
    Problem(
        "KH814", "control-character", M("{column}: the text holds a control character."), _ROW,
        M("Remove it; it often comes with text pasted from a PDF."),
    ),
    Problem(
        "KH815", "missing-value", EMPTY, _ROW,
        M("Every entry needs an id, the day it was recorded, a step and a status."),
    ),
    Problem(
        "KH816", "id-twice", M("The id {given} is taken by the entry of line {line}."),
        M("A correction that names it would mean either; the first one counts."),
        M("Give this entry an id of its own."),
    ),
    Problem(
        "KH817", "bad-id", M("{given} cannot be an id."), _ROW,
        M("Leave out spaces, commas and semicolons, which separate ids in a list."),
    ),
    Problem(
        "KH818", "bad-date", M("{column}: {given} is not a date of the calendar."), _GUESS,
        M("Write year-month-day as in 2015-12-18, or 2015-12, or 2015."),
    ),
    Problem(
        "KH819", "ambiguous-date", M("{column}: {given} may be {one} or {other}."), _GUESS,
        M("Write the one that is meant. Where a spreadsheet has rewritten them all, convert the "
          "file with `khutwa ledger convert --dates day-first`, or `month-first`."),
    ),
    Problem(
        "KH820", "no-day", M("{column}: {given} does not say the day."),
        M("What was known when is told by the day on which it was recorded."),
        M("Write the day, as in 2015-12-18."),
    ),
    Problem(
        "KH821", "bad-status", M("{given} is not a status."), _GUESS,
        M("Write one of: {allowed}."),
    ),
    Problem(
        "KH822", "bad-level", M("{given} is not a level."), _GUESS,
        M("Write 0 (not initiated), 1 (minimal), 2 (intermediate) or 3 (full)."),
    ),
    Problem(
        "KH823", "bad-grade", M("{given} is not a grade of a source."), _GUESS,
        M("Write A to F for the source and 1 to 6 for what it says, as in B2."),
    ),
    Problem(
        "KH824", "bad-tlp", M("{given} is not a label of the Traffic Light Protocol."),
        M("An entry shared too widely can endanger its source."),
        M("Write one of: {allowed}."),
    ),
    Problem(
        "KH825", "bad-counts", M("{given} does not count tasks."), _GUESS,
        M("Write completed/ongoing/pending of all, as in 27/17/15 of 59."),
    ),
    Problem(
        "KH826", "bad-hash", M("{given} is not a SHA-256 hash."),
        M("Nobody could tell by it whether the archived copy is the one that was read."),
        M("Write the 64 hexadecimal digits that `sha256sum` prints."),
    ),
    Problem(
        "KH827", "unknown-step", M("{given} is no step of the plan."),
        M("What it says counts for nothing in any result."),
        M("Write the step as the plan's file names it; a tranche as `arms.2`."),
    ),
    Problem(
        "KH828", "leaves-folder", LINK_OUT,
        NOT_OTHER_FILES,
        M("Copy the ledger into the folder, or name it where it really lies."),
    ),
    Problem(
        "KH829", "read-as", READ_AS,
        OTHER_LETTERS,
        M("Nothing need be done; `khutwa ledger convert OLD.csv ledger.csv` makes one in UTF-8."),
    ),
    Problem(
        "KH830", "no-encoding", M("There is no encoding {given}."), _FILE,
        M("Name it as in windows-1256, windows-1251 or utf-16."),
    ),
    Problem(
        "KH850", "no-value", NO_VALUE, _ROW, CALCULATE,
    ),
    Problem(
        "KH851", "another-beside", M("{other} lies beside it and is not read."),
        M("Where one goes on in one file and another person in the other, half goes unseen."),
        M("Keep one of the two; where the other one counts, name it with `--ledger`."),
    ),
    Problem(
        "KH852", "other-calendar",
        M("{column}: {given} is a year of the Islamic or the Persian calendar."), _GUESS,
        M("Write the date in the Gregorian calendar, as in 2015-12-18."),
    ),
)  # fmt: skip

PROBLEMS = by_name(
    _ALL,
    dict.fromkeys(("unknown-column", "unknown-step"), Severity.WARNING)
    | dict.fromkeys(("read-as", "another-beside"), Severity.INFO),
)  # fmt: skip
"""Every problem by name; those that are no errors leave every row in the ledger."""
