"""What can be wrong with a file of another program or data set: one entry a code.

The Peace Accords Matrix has problems of its own in `pam_problems`.
"""

from __future__ import annotations

from khutwa.roadmap.diagnostic import Severity
from khutwa.roadmap.problem import (
    BROKEN_QUOTE,
    CALCULATE,
    EMPTY,
    LEAVE,
    MEMORY,
    NO_COLUMN,
    NO_EXCEL,
    NO_VALUE,
    NO_WORKBOOK,
    TOO_MANY_CELLS,
    UNREADABLE,
    Problem,
    by_name,
)
from khutwa.words import M

_FILE = M("Nothing can be said of data that cannot be read.")
_ROW = M("The row is left out; a guess would be false data.")
_CELL = M("What stands there is left out, and the rest of the row is kept.")
_CHECK = M("Compare with the original, and tell its owners.")

_ALL = (
    Problem(
        "KH921", "unreadable", UNREADABLE, _FILE,
        M("Check the path."),
    ),
    Problem(
        "KH922", "too-large", M("The file has {size} bytes; {most} are read at most."),
        MEMORY,
        M("Export one country or a few years of it."),
    ),
    Problem(
        "KH923", "no-library", NO_EXCEL,
        _FILE, M("Run `pip install 'khutwa[sheets]'`, or save it as CSV."),
    ),
    Problem(
        "KH924", "no-workbook", NO_WORKBOOK,
        _FILE, M("Give the file as it was published, or save it as CSV."),
    ),
    Problem(
        "KH925", "encoding", M("The text is not UTF-8 here, and not windows-1252 either."), _FILE,
        M("Save it in UTF-8."),
    ),
    Problem(
        "KH926", "read-as", M("The text is not UTF-8 here; all of it is read as {guess}."),
        M("Under another encoding letters with accents would be others."), LEAVE,
    ),
    Problem(
        "KH927", "no-headings", M("The headings of {kind} do not stand here: {given}."), _FILE,
        M("The first row must name: {wanted}."),
    ),
    Problem(
        "KH928", "missing-column", NO_COLUMN, _FILE,
        M("Export it too; without it the rows cannot be read."),
    ),
    Problem(
        "KH929", "column-twice", M("A second column is called {given}."),
        M("Only the first one counts."), _CHECK,
    ),
    Problem(
        "KH930", "broken-quote", BROKEN_QUOTE, _ROW,
        _CHECK,
    ),
    Problem(
        "KH931", "too-many-cells", TOO_MANY_CELLS,
        _ROW, _CHECK,
    ),
    Problem(
        "KH932", "missing-value", EMPTY, _ROW, _CHECK,
    ),
    Problem(
        "KH933", "bad-key", M("{column}: {given} cannot be read."), _ROW,
        M("Expected: {expected}."),
    ),
    Problem(
        "KH934", "bad-value", M("{column}: {given} cannot be read."), _CELL,
        M("Expected: {expected}."),
    ),
    Problem(
        "KH935", "same-twice", M("{given} stands in line {line} already."),
        M("Counted twice, one fact would look like two; the first one is kept."), _CHECK,
    ),
    Problem(
        "KH936", "out-of-order",
        M("{first} is {one} and {second} is {other}, the wrong way round."),
        M("One of the two is wrong, and nothing tells which; both are kept as they are."), _CHECK,
    ),
    Problem(
        "KH937", "disagrees", M("{first} is {one}, but {second} is {other}."),
        M("One of the two is wrong, and nothing tells which; both are kept as they are."), _CHECK,
    ),
    Problem(
        "KH938", "more-like-it", M("The same is found {n} times more: {what}"),
        M("They are not listed one by one."), _CHECK,
    ),
    Problem(
        "KH939", "bad-mapping", M("The mapping cannot be used: {said}"), _FILE,
        M("Write one line for each field of the ledger, as in `step: group/step_name`; "
          "docs/data.md shows a whole one."),
    ),
    Problem(
        "KH940", "no-answer", M("{column}: {given} has no meaning in the mapping."), _ROW,
        M("Add it under `values`, as in `\"{given}\": done`."),
    ),
    Problem(
        "KH941", "ambiguous-date", M("{column}: {given} may be {one} or {other}."),
        M("A guess would be false data, so it is left out."),
        M("Say `--dates day-first` or `--dates month-first`; or export dates as year-month-day."),
    ),
    Problem(
        "KH942", "no-value", NO_VALUE, _CELL, CALCULATE,
    ),
)  # fmt: skip

PROBLEMS = by_name(
    _ALL,
    dict.fromkeys(
        ("unreadable", "too-large", "no-library", "no-workbook", "encoding", "no-headings",
         "missing-column", "bad-mapping"), Severity.ERROR
    ) | dict.fromkeys(("read-as", "more-like-it"), Severity.INFO),
    usual=Severity.WARNING,
)  # fmt: skip
"""Every problem by name."""
