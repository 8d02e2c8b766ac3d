"""An irreversible step answers one that is poorly watched.

Catches: an irreversible step that requires a step of another obligor whose breach would be noticed
with a chance of less than one half a period.

Why it matters: who gives what cannot be taken back, on the strength of what nobody can see, gives
for nothing. Walter sees in one-way disarmament the danger that keeps civil wars from ending by a
bargain.

Write instead: raise the chance of detection, make the answer reversible, or split it into tranches.
"""

from collections.abc import Iterator

from khutwa.linter.context import Context
from khutwa.linter.rule import Family, Rule
from khutwa.roadmap.condition_logic import necessary
from khutwa.roadmap.diagnostic import Diagnostic, Severity
from khutwa.words import LANGUAGES, M, Text, format_percent

ENOUGH = 0.5
"""Chance a period below which a breach is likelier to pass unseen than not."""


def check(ctx: Context) -> Iterator[Diagnostic]:
    """Find irreversible answers to what is poorly watched."""
    steps = ctx.whole.steps
    for step in steps.values():
        if step.reversible or not step.obligors:
            continue
        for other in sorted(necessary(step.condition)):
            first = steps.get(other)
            if first is None or first.detection >= ENOUGH:
                continue
            if not set(first.obligors) <= set(step.obligors):
                yield ctx.finding(
                    RULE,
                    ctx.step_path(other, "verification"),
                    what=M("{step} cannot be taken back and answers {other}, whose breach is "
                           "noticed with a chance of {chance}.", step=step.label, other=first.label,
                           chance=_percent(first.detection)),
                    why=M("It gives for good what was given on trust."),
                    fix=M("Raise the chance of detection, make the answer reversible, or split "
                          "it."),
                    subject=other,
                )  # fmt: skip


def _percent(share: float) -> Text:
    return Text({language: format_percent(share, language) for language in LANGUAGES})


RULE = Rule("KH404", "blind-trust", Family.VERIFICATION, Severity.WARNING, check)
