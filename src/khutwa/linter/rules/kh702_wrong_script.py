"""A text is not in the script of its language.

Catches: a text under `ar` without an Arabic letter, under `ru` without a Cyrillic one, or under
`en` without a Latin one.

Why it matters: two lines were exchanged, or one was never translated.

Write instead: the text in its own language.
"""

import unicodedata
from collections.abc import Iterator

from khutwa.linter.context import Context
from khutwa.linter.rule import Family, Rule
from khutwa.linter.texts import texts
from khutwa.roadmap.diagnostic import Diagnostic, Severity
from khutwa.words import M

SCRIPTS = {"ar": "ARABIC", "ru": "CYRILLIC", "en": "LATIN"}


def check(ctx: Context) -> Iterator[Diagnostic]:
    """Find texts in another script than their language's."""
    for path, text, subject in texts(ctx.roadmap):
        for language, script in SCRIPTS.items():
            if not text.has(language):
                continue
            letters = [c for c in text.get(language) if c.isalpha()]
            if letters and not any(unicodedata.name(c, "").startswith(script) for c in letters):
                yield ctx.finding(
                    RULE,
                    (*path, language),
                    what=M("{text} is not written in the script of its language ({language}).",
                           text=text.get(language), language=language),
                    why=M("Two lines were exchanged, or one was never translated."),
                    fix=M("Write the text in its own language."),
                    subject=subject,
                )  # fmt: skip


RULE = Rule("KH702", "wrong-script", Family.LANGUAGE, Severity.WARNING, check)
