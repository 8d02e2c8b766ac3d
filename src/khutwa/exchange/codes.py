"""Every code for what may be odd about data, for those who ask what one means."""

from __future__ import annotations

from typing import Any

from khutwa.exchange import loading_problems, pam_problems
from khutwa.linter.explain import Entry
from khutwa.read.inputs import problems as input_problems
from khutwa.roadmap.diagnostic import Severity
from khutwa.track import alarms_problems

FAMILY = "data"
"""What these codes are about, beside the families of the linter."""


def data_codes() -> dict[str, tuple[Entry, Severity]]:
    """Return the codes with their documentation and gravity, in the order of the codes."""
    found: dict[str, tuple[Entry, Severity]] = {}
    for room in (pam_problems, loading_problems):
        for problem in room.PROBLEMS.values():
            severity = room.SEVERITIES.get(problem.name, Severity.WARNING)
            found[problem.code] = (Entry(problem.code, problem), severity)
    for problem in input_problems.PROBLEMS.values():
        severity = input_problems.SEVERITIES.get(problem.name, Severity.ERROR)
        found[problem.code] = (Entry(problem.code, problem), severity)
    for problem in alarms_problems.PROBLEMS.values():
        mild = problem.name in alarms_problems.NOT_LOST
        severity = Severity.WARNING if mild else Severity.ERROR
        found[problem.code] = (Entry(problem.code, problem), severity)
    return dict(sorted(found.items()))


def plain(entry: Entry, severity: Severity) -> dict[str, Any]:
    """Return plain values of a code, in the current language."""
    return {**entry.to_dict(), "family": FAMILY, "severity": severity.value}
