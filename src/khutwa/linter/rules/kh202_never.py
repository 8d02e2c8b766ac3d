"""A step can never happen.

Catches: a step that hangs on a deadlock further up, or on a fact that is known never to hold.

Why it matters: everything promised behind it is out of reach, whatever the parties do. In the
Six-Party process the steps that were to follow verification were never reached.

Write instead: mend the deadlock, or give the condition a second way (`a or b`).
"""

from collections.abc import Iterator

from khutwa.linter.context import Context
from khutwa.linter.deadlock import requirements
from khutwa.linter.rule import Family, Rule
from khutwa.roadmap.diagnostic import Diagnostic, Path, Severity
from khutwa.words import M


def check(ctx: Context) -> Iterator[Diagnostic]:
    """Find blocked steps that are not themselves part of a deadlock."""
    needs = requirements(ctx.whole) if ctx.reach.blocked else {}
    knotted = {name for core in ctx.reach.cores for name in core}
    told: set[Path] = set()
    for name in ctx.reach.blocked:
        path = ctx.step_path(name, "requires")
        # A step done in tranches is told of once; the later tranches only follow the first.
        if name in knotted or path in told:
            continue
        told.add(path)
        atoms = needs[name].atoms()
        never = [a for a in sorted(atoms) if a in ctx.whole.facts and ctx.whole.facts[a].never]
        on = never if name in ctx.reach.never else sorted(atoms & set(ctx.reach.blocked))
        yield ctx.finding(
            RULE,
            path,
            what=M("{step} can never begin.", step=ctx.label(name)),
            why=M("It hangs on {causes}, which will not come.", causes=ctx.labels(on)),
            fix=M("Mend that first, or give the condition a second way with `or`."),
            subject=name,
        )


RULE = Rule("KH202", "never", Family.LOGIC, Severity.ERROR, check)
