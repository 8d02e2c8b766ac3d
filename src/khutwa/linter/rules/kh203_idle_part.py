"""A part of a condition can never matter.

Catches: a step or fact in a condition whose being done never changes the answer, as `b` in
`a or (a and b)`.

Why it matters: someone fought for that clause at the table and believes that it protects them.

Write instead: make it matter, or remove it, as `khutwa check --fix` does.
"""

from collections.abc import Iterator

from khutwa.linter.context import Context
from khutwa.linter.rule import Family, Rule
from khutwa.roadmap.condition import Atom, show, walk
from khutwa.roadmap.condition_logic import irrelevant, without
from khutwa.roadmap.diagnostic import Diagnostic, Edit, Severity
from khutwa.words import M


def check(ctx: Context) -> Iterator[Diagnostic]:
    """Find idle parts."""
    for name, step in ctx.roadmap.steps.items():
        idle = sorted(irrelevant(step.condition))
        if idle:
            path = ctx.step_path(name, "requires")
            first = min(
                node.span[0]
                for node in walk(step.condition.root)
                if isinstance(node, Atom) and node.name in idle
            )
            better = without(step.condition.root, idle)
            yield ctx.finding(
                RULE,
                path,
                offset=first,
                what=M("In the condition of {step}, {parts} can never matter.", step=step.label,
                       parts=ctx.labels(idle)),
                why=M("The answer is the same whether it is done or not."),
                fix=M("Remove it, or make it matter."),
                subject=name,
                edits=(Edit(path, show(better)),) if better else (),
            )  # fmt: skip


RULE = Rule("KH203", "idle-part", Family.LOGIC, Severity.WARNING, check, fixable=True)
