"""What a rule is, and the list of all of them."""

from __future__ import annotations

import importlib
import inspect
import pkgutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import TYPE_CHECKING

from khutwa.roadmap.diagnostic import Diagnostic, Severity

if TYPE_CHECKING:
    from khutwa.linter.context import Context


class Family(StrEnum):
    """What a rule looks at; the hundreds of its code."""

    STRUCTURE = "structure"
    LOGIC = "logic"
    TIME = "time"
    VERIFICATION = "verification"
    BALANCE = "balance"
    COVERAGE = "coverage"
    LANGUAGE = "language"


@dataclass(frozen=True)
class Rule:
    """One thing the linter looks for.

    Attributes:
        code: `KH` and three digits; stable for ever.
        name: A short name in lower case with hyphens.
        severity: How grave its findings are unless it says otherwise.
        check: Yields the findings; a plain function of the context.
        fixable: Whether findings may carry edits that mend them.
    """

    code: str
    name: str
    family: Family
    severity: Severity
    check: Callable[[Context], Iterator[Diagnostic]]
    fixable: bool = False

    @property
    def doc(self) -> str:
        """Return the documentation: the docstring of the rule's module."""
        return inspect.cleandoc(inspect.getmodule(self.check).__doc__ or "")


@cache
def all_rules() -> tuple[Rule, ...]:
    """Return every rule, by code.

    A rule is a module of `khutwa.linter.rules` that defines `RULE`.
    """
    from khutwa.linter import rules

    found = [
        importlib.import_module(f"{rules.__name__}.{module.name}").RULE
        for module in pkgutil.iter_modules(rules.__path__)
    ]
    return tuple(sorted(found, key=lambda rule: rule.code))
