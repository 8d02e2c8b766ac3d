"""What can be wrong with a file of another program or data set: one entry a code.

The Peace Accords Matrix has problems of its own in `pam_problems`.
"""

from __future__ import annotations

from khutwa.roadmap.diagnostic import Severity
from khutwa.roadmap.problems import Problem
from khutwa.words import M

_FILE = M("Nothing can be said of data that cannot be read.")
_ROW = M("The row is left out; a guess would be false data.")
_CELL = M("What stands there is left out, and the rest of the row is kept.")
_CHECK = M("Compare with the original, and tell its owners.")
_LEAVE = M("Nothing need be done; the reading is stated here so that it can be checked.")

_ALL = (
    Problem(
        "KH921", "unreadable", M("{file} cannot be opened: {error}"), _FILE,
        M("Check the path."),
    ),
    Problem(
        "KH922", "too-large", M("The file has {size} bytes; {most} are read at most."),
        M("Read whole, it would fill the memory of a small machine."),
        M("Export one country or a few years of it."),
    ),
    Problem(
        "KH923", "no-library", M("Excel files are read by openpyxl, which is not installed."),
        _FILE, M("Run `pip install 'khutwa[sheets]'`, or save it as CSV."),
    ),
    Problem(
        "KH924", "no-workbook", M("The file is not an Excel workbook, whatever its name says."),
        _FILE, M("Give the file as it was published, or save it as CSV."),
    ),
    Problem(
        "KH925", "encoding", M("The text is not UTF-8 here, and not windows-1252 either."), _FILE,
        M("Save it in UTF-8."),
    ),
    Problem(
        "KH926", "read-as", M("The text is not UTF-8 here; all of it is read as {guess}."),
        M("Under another encoding letters with accents would be others."), _LEAVE,
    ),
    Problem(
        "KH927", "no-headings", M("The headings of {kind} do not stand here: {given}."), _FILE,
        M("The first row must name: {wanted}."),
    ),
    Problem(
        "KH928", "missing-column", M("There is no column {given}."), _FILE,
        M("Export it too; without it the rows cannot be read."),
    ),
    Problem(
        "KH929", "column-twice", M("A second column is called {given}."),
        M("Only the first one counts."), _CHECK,
    ),
    Problem(
        "KH930", "broken-quote", M("A quotation mark opens here and is not closed properly."), _ROW,
        _CHECK,
    ),
    Problem(
        "KH931", "too-many-cells", M("{given} stands to the right of the last of {n} headings."),
        _ROW, _CHECK,
    ),
    Problem(
        "KH932", "missing-value", M("{column} is empty."), _ROW, _CHECK,
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
)  # fmt: skip

PROBLEMS = {problem.name: problem for problem in _ALL}
"""Every problem by name."""

SEVERITIES = {
    **dict.fromkeys(
        ("unreadable", "too-large", "no-library", "no-workbook", "encoding", "no-headings",
         "missing-column", "bad-mapping"), Severity.ERROR
    ),
    **dict.fromkeys(("read-as", "more-like-it"), Severity.INFO),
}  # fmt: skip
"""How grave each is; the others are warnings."""
