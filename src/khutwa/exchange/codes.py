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
    found = {
        problem.code: (Entry(problem.code, problem), problem.severity)
        for room in (pam_problems, loading_problems, input_problems, alarms_problems)
        for problem in room.PROBLEMS.values()
    }
    return dict(sorted(found.items()))


def plain(entry: Entry, severity: Severity) -> dict[str, Any]:
    """Return plain values of a code, in the current language."""
    return {**entry.to_dict(), "family": FAMILY, "severity": severity.value}
