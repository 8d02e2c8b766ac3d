"""A condition asks for what it has already asked for.

Catches: `a and b` where `b` itself can begin only after `a`, and `a and a`.

Why it matters: the short text is easier to read out and to agree on, and when the order of `a` and
`b` is changed later, the forgotten copy keeps the old one.

Write instead: require only the later step; `khutwa check --fix` does it.
"""

from collections.abc import Iterator

from khutwa.linter.context import Context
from khutwa.linter.cycles import components
from khutwa.linter.rule import Family, Rule
from khutwa.roadmap.condition import And, Atom, Node, show
from khutwa.roadmap.condition_logic import necessary
from khutwa.roadmap.diagnostic import Diagnostic, Edit, Severity
from khutwa.roadmap.tranches import parts_of
from khutwa.words import M


def check(ctx: Context) -> Iterator[Diagnostic]:
    """Find requirements that another requirement implies."""
    before = _Before(ctx)
    for name, step in ctx.roadmap.steps.items():
        root = step.condition.root
        # A step that can never begin has graver troubles, and loops imply everything.
        if not isinstance(root, And) or name in ctx.reach.blocked:
            continue
        kept, spare = before.split(root)
        if spare:
            path = ctx.step_path(name, "requires")
            better = show(kept[0] if len(kept) == 1 else And(tuple(kept)))
            yield ctx.finding(
                RULE,
                path,
                offset=spare[0].span[0],
                what=M("The condition of {step} asks twice for {parts}.", step=step.label,
                       parts=ctx.labels([show(part) for part in spare])),
                why=M("The rest of the condition comes only after it; when the order is changed, "
                      "the copy will be forgotten."),
                fix=M("Write {better}.", better=better),
                subject=name,
                edits=(Edit(path, better),),
            )  # fmt: skip


class _Before:
    """What surely comes before each step that can begin, as sets of bits."""

    def __init__(self, ctx: Context) -> None:
        self.steps = ctx.roadmap.steps
        self.bit = {name: 1 << index for index, name in enumerate(ctx.whole.steps)}
        self.bits: dict[str, int] = {}
        after = {
            name: [n for n in necessary(step.condition) if n in self.bit]
            for name, step in ctx.whole.steps.items()
            if name in ctx.reach.reachable
        }
        # Among steps that can begin nothing loops: each component is one step.
        for (name,) in components(after):
            self.bits[name] = 0
            for other in after[name]:
                self.bits[name] |= self.bit[other] | self.bits[other]

    def split(self, root: And) -> tuple[list[Node], list[Node]]:
        """Return the parts of an `and` that it needs, and those that it asks for twice."""
        implied = 0
        for part in root.parts:
            if isinstance(part, Atom):
                implied |= self.bits.get(self._last(part.name), 0)
        kept: list[Node] = []
        spare: list[Node] = []
        for part in root.parts:
            known = isinstance(part, Atom) and implied & self.bit.get(self._last(part.name), 0)
            (spare if known or part in kept else kept).append(part)
        return kept, spare

    def _last(self, name: str) -> str:
        """Return the tranche that completes a step, or the step."""
        step = self.steps.get(name)
        return parts_of(step)[-1] if step and step.tranches else name


RULE = Rule("KH210", "required-twice", Family.LOGIC, Severity.INFO, check, fixable=True)
