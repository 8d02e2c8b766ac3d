"""A count that is simply "all" or "any".

Catches: `1 of (a, b)`, which is `a or b`, and `2 of (a, b)`, which is `a and b`.

Why it matters: a reader looks for a choice that is not there, or overlooks that there is one.

Write instead: `or` for one of them, `and` for all of them. `khutwa check --fix` rewrites it.
"""

from collections.abc import Iterator
from dataclasses import replace

from khutwa.linter.context import Context
from khutwa.linter.rule import Family, Rule
from khutwa.roadmap.condition import And, AtLeast, Node, Or, show, walk
from khutwa.roadmap.diagnostic import Diagnostic, Edit, Severity
from khutwa.words import M


def check(ctx: Context) -> Iterator[Diagnostic]:
    """Find counts of one or of all."""
    for name, step in ctx.roadmap.steps.items():
        if any(_is_plain(node) for node in walk(step.condition.root)):
            path = ctx.step_path(name, "requires")
            better = show(_rewritten(step.condition.root))
            yield ctx.finding(
                RULE,
                path,
                what=M("The condition of {step} counts where `and` or `or` would do.",
                       step=step.label),
                why=M("A reader looks for a choice that is not there."),
                fix=M("Write {better}.", better=better),
                subject=name,
                edits=(Edit(path, better),),
            )  # fmt: skip


def _is_plain(node: Node) -> bool:
    return isinstance(node, AtLeast) and node.k in (1, len(node.parts))


def _rewritten(node: Node) -> Node:
    if not isinstance(node, (And, Or, AtLeast)):
        return node
    parts = tuple(_rewritten(part) for part in node.parts)
    if isinstance(node, AtLeast) and _is_plain(node):
        if len(parts) == 1:
            return parts[0]
        return And(parts) if node.k == len(parts) else Or(parts)
    return replace(node, parts=parts)


RULE = Rule("KH206", "plain-choice", Family.LOGIC, Severity.INFO, check, fixable=True)
