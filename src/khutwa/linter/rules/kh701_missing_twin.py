"""A text is missing in one of the languages.

Catches: a text that lacks one of the `languages:` of the file. A text without a language counts as
one in the first of them.

Why it matters: at the table every side must be able to read the same plan; the side that reads a
gap will fill it.

Write instead: `{en: ..., ar: ...}` with every language.
"""

from collections.abc import Iterator

from khutwa.linter.context import Context
from khutwa.linter.rule import Family, Rule
from khutwa.linter.texts import texts
from khutwa.roadmap.diagnostic import Diagnostic, Severity
from khutwa.words import M


def check(ctx: Context) -> Iterator[Diagnostic]:
    """Find texts without a twin."""
    wanted = ctx.roadmap.languages
    if len(wanted) < 2:
        return
    for path, text, subject in texts(ctx.roadmap):
        have = {wanted[0] if code == "und" else code for code in text.languages}
        missing = [code for code in wanted if code not in have]
        if missing:
            yield ctx.finding(
                RULE,
                path,
                what=M("{text} is missing in {languages}.", text=text, languages=missing),
                why=M("The side that reads a gap will fill it."),
                fix=M("Write the text in every language of the file."),
                subject=subject,
            )


RULE = Rule("KH701", "missing-twin", Family.LANGUAGE, Severity.WARNING, check)
