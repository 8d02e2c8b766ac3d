"""A promise is worded so that it cannot be broken.

Catches: words such as "as soon as possible", "where appropriate" or "make every effort" in the name
of a step or in what counts as done.

Why it matters: the Good Friday Agreement asked parties to use their influence to achieve
disarmament within two years; whether that was kept was argued about for seven.

Write instead: what is done, how much of it, by when, and who sees it.
"""

import re
from collections.abc import Iterator

from khutwa.linter.context import Context
from khutwa.linter.rule import Family, Rule
from khutwa.roadmap.diagnostic import Diagnostic, Severity
from khutwa.words import M

VAGUE = re.compile(
    r"as soon as possible|where appropriate|as appropriate|every effort|best efforts|in due course"
    r"|use (?:of )?(?:(?:their|its|any|all) )?influence"
    r"|في أقرب وقت|عند الاقتضاء|حسب الاقتضاء|قصارى (?:ال)?جهد|بذل كل (?:ال)?جه[دو]"
    r"|как можно скорее|в кратчайший срок|в кратчайшие сроки|по мере возможности"
    r"|при необходимости|все усилия",
    re.IGNORECASE,
)


def check(ctx: Context) -> Iterator[Diagnostic]:
    """Find wording that cannot be broken."""
    for name, step in ctx.roadmap.steps.items():
        done_when = (("verification", "done when"), step.verification.done_when)
        places = [(("name",), step.name), done_when]
        for field, text in places:
            for language in text.languages if text else ():
                found = VAGUE.search(text.get(language)) if text else None
                if found:
                    yield ctx.finding(
                        RULE,
                        ctx.step_path(name, *field),
                        what=M('{step} is worded "{words}".', step=step.label, words=found[0]),
                        why=M("What cannot be broken cannot be kept either."),
                        fix=M("Say what, how much, by when, and who sees it."),
                        subject=name,
                    )
                    break


RULE = Rule("KH703", "vague", Family.LANGUAGE, Severity.INFO, check)
