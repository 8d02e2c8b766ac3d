"""A name mixes letters of several scripts.

Catches: a key such as `сeasefire` in which Cyrillic, Latin or Arabic letters stand side by side.

Why it matters: the two letters look alike, so a condition that names the step misses it, and
nobody can see why.

Write instead: type the name again in one script.
"""

import unicodedata
from collections.abc import Iterator

from khutwa.linter.context import Context
from khutwa.linter.rule import Family, Rule
from khutwa.roadmap.diagnostic import Diagnostic, Severity
from khutwa.words import M

TABLES = (
    "steps", "parties", "roles", "clocks", "facts", "places", "frameworks", "countermeasures",
)  # fmt: skip


def check(ctx: Context) -> Iterator[Diagnostic]:
    """Find keys in several scripts."""
    for table in TABLES:
        for name in getattr(ctx.roadmap, table):
            found = {unicodedata.name(c, "").split(" ")[0] for c in name if c.isalpha()}
            if len(found) > 1:
                yield ctx.finding(
                    RULE,
                    (table, name),
                    key=True,
                    what=M("The name {name} mixes scripts: {scripts}.", name=name,
                           scripts=sorted(script.title() for script in found)),
                    why=M("Letters that look alike are different names to a machine."),
                    fix=M("Type the name again in one script."),
                    subject=name,
                )  # fmt: skip


RULE = Rule("KH108", "mixed-scripts", Family.STRUCTURE, Severity.WARNING, check)
