"""Mend in a plan what can be mended without a decision."""

from __future__ import annotations

from dataclasses import dataclass

from khutwa.linter.run import Report, check
from khutwa.roadmap.diagnostic import Diagnostic
from khutwa.roadmap.edit import apply
from khutwa.roadmap.loader import Loaded, load_text

ROUNDS = 10
"""Rounds of mending; one edit may uncover the next."""


@dataclass(frozen=True)
class Mended:
    """A plan after mending.

    Attributes:
        text: The new text of the file.
        edited: The findings that were mended.
        loaded: The plan read from the new text.
        report: What is left.
    """

    text: str
    edited: tuple[Diagnostic, ...]
    loaded: Loaded
    report: Report


def mend(loaded: Loaded, report: Report) -> Mended:
    """Apply the edits of the findings, and again until none is left.

    In a round each place is edited once, so that two rules do not write over each other; a round
    after which the plan no longer loads is taken back.
    """
    text = loaded.document.text
    edited: list[Diagnostic] = []
    for _ in range(ROUNDS):
        chosen: list[Diagnostic] = []
        for finding in report.findings:
            paths = {edit.path for edit in finding.edits}
            taken = {edit.path for other in chosen for edit in other.edits}
            if paths and not any(_clash(a, b) for a in paths for b in taken):
                chosen.append(finding)
        if not chosen:
            break
        new = apply(text, [edit for finding in chosen for edit in finding.edits])
        again = load_text(new, loaded.document.name)
        if not again.ok or new == text:
            break
        text, loaded, report = new, again, check(again)
        edited.extend(chosen)
    return Mended(text, tuple(edited), loaded, report)


def _clash(first: tuple[str | int, ...], second: tuple[str | int, ...]) -> bool:
    """Tell whether one path leads through the other."""
    shorter = min(len(first), len(second))
    return first[:shorter] == second[:shorter]
