"""Run every rule over a plan, drop what its authors have silenced, mend what can be mended."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from khutwa.linter.context import Context
from khutwa.linter.rule import Rule, all_rules
from khutwa.roadmap.diagnostic import Diagnostic, Severity
from khutwa.roadmap.loader import Loaded


@dataclass(frozen=True)
class Report:
    """What the linter found.

    Attributes:
        findings: In the order of the file's lines; the loader's own among them.
        silenced: Findings that the file silences with a reason.
    """

    findings: tuple[Diagnostic, ...]
    silenced: tuple[Diagnostic, ...] = ()

    def count(self, severity: Severity) -> int:
        """Return how many findings are this grave."""
        return sum(finding.severity is severity for finding in self.findings)

    @property
    def exit_code(self) -> int:
        """Return 0 for a clean plan, 1 for warnings, 2 for errors."""
        if self.count(Severity.ERROR):
            return 2
        return 1 if self.count(Severity.WARNING) else 0


def check(loaded: Loaded, rules: Iterable[Rule] | None = None) -> Report:
    """Return the findings of every rule, or of `rules`, on a loaded plan.

    A plan that could not be loaded has only the loader's findings.
    """
    found = list(loaded.diagnostics)
    if loaded.roadmap is not None:
        context = Context(loaded.roadmap, loaded.document)
        for rule in all_rules() if rules is None else rules:
            found.extend(rule.check(context))
    found.sort(key=lambda d: (d.place.line, d.place.column, d.code, d.subject or ""))
    left: list[Diagnostic] = []
    silenced: list[Diagnostic] = []
    for finding in found:
        (silenced if _is_silenced(loaded, finding) else left).append(finding)
    return Report(tuple(left), tuple(silenced))


def _is_silenced(loaded: Loaded, finding: Diagnostic) -> bool:
    if loaded.roadmap is None:
        return False
    return any(
        silence.code.upper() == finding.code and _is_at(silence.at, finding.subject)
        for silence in loaded.roadmap.silence
    )


def _is_at(at: str | None, subject: str | None) -> bool:
    """Tell whether a silence at a name covers a subject: itself, its tranches, its demands."""
    return at is None or at == subject or (subject or "").startswith(f"{at}.")
