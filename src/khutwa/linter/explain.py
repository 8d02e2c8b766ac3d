"""What every code means: what is wrong with files, the rules of plans and those of evidence."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from string import Formatter
from typing import Any

from khutwa.ledger.problems import PROBLEMS as LEDGER_PROBLEMS
from khutwa.ledger.rule import FAMILY, EvidenceRule, evidence_rules
from khutwa.linter.rule import Rule, all_rules
from khutwa.roadmap.problem import Problem
from khutwa.roadmap.problems import PROBLEMS
from khutwa.words import M, Message
from khutwa.words.doc import paragraphs, translate_paragraph

_GENERAL = {
    "advice": M("Join steps with and, or, `2 of (a, b, c)` and brackets."),
    "example": "{en: ..., ar: ...}",
}
"""What a problem says where it is not about one place of one file; any other value is a gap."""


@dataclass(frozen=True)
class Entry:
    """A code and its documentation.

    Attributes:
        code: The code.
        source: The rule or problem that has it.
    """

    code: str
    source: Rule | EvidenceRule | Problem

    @property
    def title(self) -> str:
        """Return what it is about in one line, in the current language."""
        if isinstance(self.source, Problem):
            return str(_in_general(self.source.what))
        return translate_paragraph(paragraphs(self.source.doc)[0])

    @property
    def body(self) -> list[str]:
        """Return the paragraphs of its documentation, in the current language."""
        if isinstance(self.source, Problem):
            return [
                str(M("Why it matters: {why}", why=_in_general(self.source.why))),
                str(M("Write instead: {fix}", fix=_in_general(self.source.fix))),
            ]
        return [translate_paragraph(part) for part in paragraphs(self.source.doc)[1:]]

    def __str__(self) -> str:
        return "\n\n".join([f"{self.code}  {self.title}", *self.body])

    def to_dict(self) -> dict[str, Any]:
        """Return plain values, in the current language."""
        values: dict[str, Any] = {"code": self.code, "title": self.title, "body": self.body}
        values |= {"name": self.source.name, "family": "file", "severity": "error"}
        values["fixable"] = isinstance(self.source, Rule) and self.source.fixable
        match self.source:
            case Rule(family=family, severity=severity):
                values |= {"family": family.value, "severity": severity.value}
            case EvidenceRule(severity=severity):
                values |= {"family": FAMILY, "severity": severity.value}
            case Problem(name=name, severity=severity) if LEDGER_PROBLEMS.get(name) is self.source:
                values |= {"family": "ledger", "severity": severity.value}
        return values


def _in_general(message: Message) -> Message:
    """Return a text of a problem without the values that are known only where it is found."""
    names = [name for _, name, _, _ in Formatter().parse(message.template) if name]
    return M(message.template, **{name: _GENERAL.get(name, "…") for name in names})


@cache
def listing() -> dict[str, Entry]:
    """Return every code with its documentation, in the order of the codes."""
    sources: list[Rule | EvidenceRule | Problem] = [*PROBLEMS.values(), *all_rules()]
    sources += [*LEDGER_PROBLEMS.values(), *evidence_rules()]
    sources.sort(key=lambda source: source.code)
    return {source.code: Entry(source.code, source) for source in sources}


def explain(code: str) -> str:
    """Return the documentation of a code as text, in the current language."""
    return str(listing()[code])
