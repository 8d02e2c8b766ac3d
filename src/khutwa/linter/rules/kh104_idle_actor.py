"""A party or role does nothing in the plan.

Catches: a party that owes nothing, is owed nothing and has no stakes, or a role that performs,
verifies and is owed nothing. A guarantor, mediator, donor or observer need not do any of these.

Why it matters: either the plan forgets what this actor must do, or the reader is led to expect
something of it that the plan does not ask.

Write instead: give it a step, a stake or a task of verification, or leave it out.
"""

from collections.abc import Iterator

from khutwa.linter.context import Context
from khutwa.linter.rule import Family, Rule
from khutwa.roadmap.diagnostic import Diagnostic, Severity
from khutwa.words import M

QUIET = {"guarantor", "mediator", "donor", "observer"}


def check(ctx: Context) -> Iterator[Diagnostic]:
    """Find actors that no step mentions."""
    plan = ctx.roadmap
    busy = {actor.successor for actor in plan.actors.values()}
    for step in plan.steps.values():
        busy |= {*step.obligors, *step.performers, *step.beneficiaries, *step.verification.by}
        busy |= set(step.stakes)
    busy |= {name for name, party in plan.parties.items() if party.dividend.likely}
    busy |= {name for c in plan.countermeasures.values() for name in (*c.by, *c.against)}
    for name, actor in plan.actors.items():
        if name in busy or (name in plan.roles and QUIET & set(plan.roles[name].role)):
            continue
        table = "parties" if name in plan.parties else "roles"
        yield ctx.finding(
            RULE,
            (table, name),
            key=True,
            what=M("{actor} does nothing in the plan.", actor=actor.label),
            why=M("Either the plan forgets what it must do, or readers expect it in vain."),
            fix=M("Give it a step, a stake or a task of verification, or leave it out."),
            subject=name,
        )


RULE = Rule("KH104", "idle-actor", Family.STRUCTURE, Severity.WARNING, check)
