"""What can be wrong with a file of the Peace Accords Matrix: one entry a code."""

from __future__ import annotations

from khutwa.roadmap.diagnostic import Severity
from khutwa.roadmap.problem import (
    LEAVE,
    NO_EXCEL,
    NO_WORKBOOK,
    UNREADABLE,
    Problem,
    by_name,
)
from khutwa.words import M

_FILE = M("Nothing can be said of data that cannot be read.")
_SOUND = M("The scores themselves are not touched by it.")
_LOST = M("A guess would be a false score, so what stands here is left out.")
_CHECK = M("Compare with the original of the data set.")

_ALL = (
    Problem(
        "KH901", "unreadable", UNREADABLE, _FILE,
        M("Check the path; give the Excel file of the Peace Accords Matrix."),
    ),
    Problem(
        "KH902", "too-large", M("The file has {size} bytes; this one may have {most}."), _FILE,
        M("Check that this is the right file."),
    ),
    Problem(
        "KH903", "no-library", NO_EXCEL,
        _FILE, M("Run `pip install 'khutwa[sheets]'`."),
    ),
    Problem(
        "KH904", "no-workbook", NO_WORKBOOK,
        _FILE, M("Give the .xlsx file of the data set as it was published."),
    ),
    Problem(
        "KH905", "no-panel", M("No headings of the Peace Accords Matrix stand here: {given}."),
        _FILE,
        M("The first row must name `pam_caseid`, `year`, and four columns for each provision, "
          "such as `cease_prov`, `cease_init`, `cease_implem`, `cease_revers`."),
    ),
    Problem(
        "KH906", "misspelt-column", M("The column {given} is read as {meant}."), _SOUND, LEAVE,
    ),
    Problem(
        "KH907", "missing-column", M("The provision {provision} has no column {meant}."),
        M("Without it the provision cannot be read, and it is left out."), _CHECK,
    ),
    Problem(
        "KH908", "blank-count", M("The row of {accord}, {year}, does not say which year of the "
                                  "accord it is."),
        M("Years are counted by the calendar, so nothing is lost."), LEAVE,
    ),
    Problem(
        "KH909", "no-key", M("The row does not say which accord and which year it is of."), _LOST,
        _CHECK,
    ),
    Problem(
        "KH910", "bad-score", M("{column} of {accord}, {year}, is {given}, which is no score."),
        _LOST, _CHECK,
    ),
    Problem(
        "KH911", "same-year-twice",
        M("{accord} has two rows for {year} that say the same; provisions in them: {n}."),
        M("Counted twice, they would look like a year without change."),
        M("One of the two is kept."),
    ),
    Problem(
        "KH912", "same-year-differs",
        M("{accord} has two rows for {year} that differ; provisions in which they do: {n}."),
        M("Which one holds cannot be told from the file."),
        M("The row that stands later in the file is kept. Compare with the original."),
    ),
    Problem(
        "KH913", "scored-outside",
        M("{accord} scores {provision} in {years}, when the accord does not have it."),
        M("The published aggregate of those years counts it among the scores and not among the "
          "provisions."),
        M("Those years are kept apart from the provisions of the accord."),
    ),
    Problem(
        "KH914", "other-aggregate",
        M("The published aggregate of {accord}, {year}, is {published}; its scores make "
          "{recomputed}."),
        M("A figure that its own data do not make cannot be cited."),
        M("The recomputed one is used."),
    ),
    Problem(
        "KH915", "short-panel", M("{accord} is followed for {n} of {most} years."),
        M("Often it ends because war came back; years that are missing are not years without "
          "change."),
        LEAVE,
    ),
    Problem(
        "KH916", "gap", M("{accord} has no row for {years}."),
        M("What happened in between is not known, and no change is counted over the gap."), _CHECK,
    ),
    Problem(
        "KH917", "reversal-without-fall",
        M("{accord}: reversals noted in years in which the score did not fall: {n}."),
        M("A reversal is then an event within the year, and scores alone understate them."), LEAVE,
    ),
    Problem(
        "KH918", "no-signature", M("The day on which {accord} was signed cannot be read."),
        M("The time since the signature counts in forecasts."),
        M("The first day of the first year is taken for it."),
    ),
)  # fmt: skip

PROBLEMS = by_name(
    _ALL,
    dict.fromkeys(
        ("unreadable", "too-large", "no-library", "no-workbook", "no-panel"), Severity.ERROR
    ) | dict.fromkeys(
        ("misspelt-column", "blank-count", "same-year-twice", "short-panel",
         "reversal-without-fall"), Severity.INFO
    ),
    usual=Severity.WARNING,
)  # fmt: skip
"""Every problem by name."""
