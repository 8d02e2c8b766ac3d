"""A code for something that can be wrong with a file, and the words that several lists share."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from khutwa.roadmap.diagnostic import Diagnostic, Path, Place, Severity
from khutwa.words import M, Message

UNREADABLE = M("{file} cannot be opened: {error}")
NOT_UTF_8 = M("The text is not UTF-8 here; it may be {guess}.")
READ_AS = M("The text is not in UTF-8; it is read as {guess}.")
OTHER_LETTERS = M("Under another encoding the letters would be others.")
BROKEN_QUOTE = M("A quotation mark opens here and is not closed properly.")
TOO_MANY_CELLS = M("{given} stands to the right of the last of {n} headings.")
NO_EXCEL = M("Excel files are read by openpyxl, which is not installed.")
NO_WORKBOOK = M("The file is not an Excel workbook, whatever its name says.")
NO_VALUE = M("The cell {given} holds a formula of which no value is stored.")
CALCULATE = M(
    "Open the file in Excel or LibreOffice and save it; or write the value in place of the formula."
)
NO_COLUMN = M("There is no column {given}.")
EMPTY = M("{column} is empty.")
TWO_DAYS = M("{given} may be {one} or {other}.")
LINK_OUT = M("The link leads out of its folder, to {target}.")
NOT_OTHER_FILES = M("A folder that is mailed or opened must not reach other files of the machine.")
MEMORY = M("Read whole, it would fill the memory of a small machine.")
LEAVE = M("Nothing need be done; the reading is stated here so that it can be checked.")


@dataclass(frozen=True)
class Problem:
    """A code with its words, whose {values} are filled in where it is found.

    Attributes:
        code: `KH` and three digits; stable for ever.
        name: A short name in lower case with hyphens.
        what: What is wrong.
        why: Why it matters.
        fix: What to do.
        severity: How grave it is.
    """

    code: str
    name: str
    what: Message
    why: Message
    fix: Message
    severity: Severity = Severity.ERROR

    def found(
        self,
        place: Place,
        path: Path = (),
        subject: str | None = None,
        better: Message | None = None,
        **values: Any,
    ) -> Diagnostic:
        """Return the diagnostic of the problem at a place, its texts filled with values.

        Args:
            place: Where it is.
            path: The way to the value in the document.
            subject: Name of what it is about.
            better: What to do, where the place tells more than the code.
            values: What the texts insert; of `nearest` it is asked whether that was meant.
        """
        texts = (self.what, self.why, better or self.fix)
        what, why, fix = (M(text.template, **values) for text in texts)
        if values.get("nearest"):
            fix = M("Did you mean {nearest}? {otherwise}", nearest=values["nearest"], otherwise=fix)
        return Diagnostic(self.code, self.severity, place, what, why, fix, path, subject)


def by_name(
    problems: Iterable[Problem],
    severities: Mapping[str, Severity],
    usual: Severity = Severity.ERROR,
) -> dict[str, Problem]:
    """Return problems by name, each with its severity.

    Args:
        problems: The problems.
        severities: How grave some of them are, by name.
        usual: How grave the others are.
    """
    return {
        problem.name: replace(problem, severity=severities.get(problem.name, usual))
        for problem in problems
    }
