"""Two steps or two actors are called the same.

Catches: two steps, or two parties or roles, whose names in a language differ at most in case,
spaces, Arabic vowel signs or forms of alif.

Why it matters: a brief, a report and a reader of news know the thing by its name only.

Write instead: add what tells them apart: the place, the date, the party.
"""

import re
import unicodedata
from collections.abc import Iterator

from khutwa.linter.context import Context
from khutwa.linter.rule import Family, Rule
from khutwa.roadmap.diagnostic import Diagnostic, Severity
from khutwa.words import M

_ALIF = str.maketrans(
    {"أ": "ا", "إ": "ا", "آ": "ا", "ى": "ي", "ی": "ي", "ک": "ك", "ة": "ه", "ـ": ""}
)


def check(ctx: Context) -> Iterator[Diagnostic]:
    """Find names used for two things."""
    plan = ctx.roadmap
    for tables in (("steps",), ("parties", "roles")):
        seen: dict[tuple[str, str], str] = {}
        for table in tables:
            for name, thing in getattr(plan, table).items():
                for language in thing.label.languages:
                    key = (language, folded(thing.label.get(language)))
                    first = seen.setdefault(key, name)
                    if first != name:
                        yield ctx.finding(
                            RULE,
                            (table, name, "name"),
                            what=M("{name} is also the name of {other}.", name=thing.label,
                                   other=first),
                            why=M("Reports and briefs know a thing by its name only."),
                            fix=M("Add what tells them apart: the place, the date, the party."),
                            subject=name,
                        )  # fmt: skip
                        break


def folded(text: str) -> str:
    """Return a name without what readers pass over."""
    plain = unicodedata.normalize("NFKD", text).translate(_ALIF)
    bare = "".join(c for c in plain if not unicodedata.combining(c))
    return re.sub(r"\s+", " ", bare).strip().casefold()


RULE = Rule("KH106", "same-name", Family.STRUCTURE, Severity.WARNING, check)
