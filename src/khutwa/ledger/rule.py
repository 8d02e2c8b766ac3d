"""What a rule of evidence is, and the list of all of them."""

from __future__ import annotations

import importlib
import inspect
import pkgutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from khutwa.roadmap.diagnostic import Diagnostic, Severity

if TYPE_CHECKING:
    from khutwa.ledger.evidence import Evidence

FAMILY = "evidence"
"""What these rules look at, beside the families of the linter."""


@dataclass(frozen=True)
class EvidenceRule:
    """One thing that `khutwa ledger check` looks for.

    Attributes:
        code: `KH` and three digits; stable for ever.
        name: A short name in lower case with hyphens.
        severity: How grave its findings are.
        check: Yields the findings; a plain function of the evidence.
    """

    code: str
    name: str
    severity: Severity
    check: Callable[[Evidence], Iterator[Diagnostic]]

    @property
    def doc(self) -> str:
        """Return the documentation: the docstring of the rule's module."""
        return inspect.cleandoc(inspect.getmodule(self.check).__doc__ or "")


@cache
def evidence_rules() -> tuple[EvidenceRule, ...]:
    """Return every rule, by code.

    A rule is a module of `khutwa.ledger.rules` that defines `RULE`.
    """
    from khutwa.ledger import rules

    found = [
        importlib.import_module(f"{rules.__name__}.{module.name}").RULE
        for module in pkgutil.iter_modules(rules.__path__)
    ]
    return tuple(sorted(found, key=lambda rule: rule.code))
