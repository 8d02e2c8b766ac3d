"""A countermeasure comes without notice or for ever.

Catches: a countermeasure without `notice`, or with `reversible: false`.

Why it matters: from July 2019 Iran left its JCPOA limits one announced step after another, each of
which could be taken back; that left time to answer every one of them.

Write instead: give a `notice:` and make the answer one that ends when the breach ends.
"""

from collections.abc import Iterator

from khutwa.linter.context import Context
from khutwa.linter.rule import Family, Rule
from khutwa.roadmap.diagnostic import Diagnostic, Severity
from khutwa.words import M


def check(ctx: Context) -> Iterator[Diagnostic]:
    """Find countermeasures that leave no way back."""
    for name, answer in ctx.roadmap.countermeasures.items():
        if answer.notice and answer.reversible:
            continue
        label = answer.name or name
        yield ctx.finding(
            RULE,
            ("countermeasures", name),
            key=True,
            what=M("The countermeasure {name} needs no notice.", name=label)
            if answer.reversible
            else M("The countermeasure {name} cannot be taken back.", name=label),
            why=M("It leaves the other side no time or no reason to come back."),
            fix=M("Give a `notice:`, the time in which the breach can still be mended.")
            if answer.reversible
            else M("Remove `reversible: false` and let the answer end when the breach ends."),
            subject=name,
        )


RULE = Rule("KH507", "abrupt-answer", Family.BALANCE, Severity.WARNING, check)
