"""What can be wrong with a file of counts or of dated events: one entry a code."""

from __future__ import annotations

from khutwa.roadmap.diagnostic import Severity
from khutwa.roadmap.problem import (
    BROKEN_QUOTE,
    LEAVE,
    MEMORY,
    NO_COLUMN,
    NOT_UTF_8,
    OTHER_LETTERS,
    READ_AS,
    TWO_DAYS,
    UNREADABLE,
    Problem,
    by_name,
)
from khutwa.words import M

_FILE = M("Nothing can be said of counts that cannot be read.")
_ROW = M("A guess here would be a false count, so the row is left out.")

_ALL = (
    Problem(
        "KH951", "unreadable", UNREADABLE, _FILE,
        M("Check the path; give a CSV file with the head `date,count`."),
    ),
    Problem(
        "KH952", "too-large", M("The file is larger than a series of {most} periods."),
        MEMORY,
        M("Give one row a week, fortnight or month, and one kind of event in a file."),
    ),
    Problem(
        "KH953", "encoding", NOT_UTF_8, _FILE,
        M("In Excel choose \"Save as\" and \"CSV UTF-8\"."),
    ),
    Problem(
        "KH967", "other-calendar",
        M("{given} is a year of the Islamic or the Persian calendar."), _ROW,
        M("Write the date in the Gregorian calendar, as in 2015-12-18."),
    ),
    Problem(
        "KH966", "read-as", READ_AS, OTHER_LETTERS, LEAVE,
    ),
    Problem(
        "KH954", "broken-quote",
        BROKEN_QUOTE, _ROW,
        M("Close it at the end of the cell, and write a quotation mark within it twice."),
    ),
    Problem(
        "KH955", "missing-column", NO_COLUMN, _FILE,
        M("Let the first row name the columns: {allowed}."),
    ),
    Problem(
        "KH956", "bad-date", M("{given} is not a day or month of the calendar."), _ROW,
        M("Write year-month-day as in 2018-12-29, or the month as 2018-12."),
    ),
    Problem(
        "KH965", "ambiguous-date", TWO_DAYS, _ROW,
        M("Write the one that is meant, or say `--dates day-first` or `month-first`."),
    ),
    Problem(
        "KH957", "bad-end", M("The period ends on {given}, before it begins."), _ROW,
        M("Write the last day of the period."),
    ),
    Problem(
        "KH958", "bad-count", M("{given} is not a count."), _ROW,
        M("Write a whole number below 1,000,000,000 without separators, or nothing where nobody "
          "counted."),
    ),
    Problem(
        "KH959", "bad-exposure",
        M("{given} is neither a share nor a number of days of the period."), _ROW,
        M("Write the share that was observed, as 0.8 or 80%; or, in the whole column, days."),
    ),
    Problem(
        "KH960", "overlap", M("The period overlaps with the one of line {line}."),
        M("Events of the days they share would count twice, so this row is left out."),
        M("Keep one of the two rows."),
    ),
    Problem(
        "KH961", "twice", M("The period stands already in line {line}."),
        M("Which of the two is right cannot be known, so this row is left out."),
        M("Remove one; or write into the column `revised` the day on which this one replaced it, "
          "or into the column `source` whose figures they are."),
    ),
    Problem(
        "KH962", "no-rows", M("There is no row that counts."), _FILE,
        M("Write one row a period below the head `date,count`."),
    ),
    Problem(
        "KH963", "revised-early", M("The figure is called known on {given}, before its period "
                                    "began."), _ROW,
        M("Write the day on which the figure was published."),
    ),
    Problem(
        "KH964", "previous-astray",
        M("{given} is called the figure of the period before, which fits none of this series."),
        M("What cannot be set beside a figure says nothing of it, so it is left out."),
        M("Write here what this report calls the figure of the period that ends the day before."),
    ),
)  # fmt: skip

PROBLEMS = by_name(
    _ALL,
    {"overlap": Severity.WARNING, "previous-astray": Severity.WARNING, "read-as": Severity.INFO},
)
"""Every problem by name; what a warning leaves out is known otherwise."""
