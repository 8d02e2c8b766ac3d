"""A code of `languages:` or of a text names no language.

Catches: a code that is no language, such as `sy` for Syriac (`syr`) or `russian` for `ru`.

Why it matters: no text can be found under such a code, so that whole pages come out empty or in
another language, and words run in the wrong direction.

Write instead: the code of the language, `en`, `ar` or `ru`, or that of another as ISO 639 lists it.
"""

from collections.abc import Iterator

from khutwa.linter.context import Context
from khutwa.linter.rule import Family, Rule
from khutwa.linter.texts import texts
from khutwa.roadmap.diagnostic import Diagnostic, Path, Severity
from khutwa.words import M
from khutwa.words.language import is_known


def check(ctx: Context) -> Iterator[Diagnostic]:
    """Find codes that are no language, each at its first place."""
    first: dict[str, tuple[Path, str | None]] = {}
    for index, code in enumerate(ctx.roadmap.languages):
        first.setdefault(code, (("languages", index), None))
    for path, text, subject in texts(ctx.roadmap):
        for code in text.languages:
            # A text without a language is one in that of the file.
            if code != "und":
                first.setdefault(code, ((*path, code), subject))
    for code, (path, subject) in first.items():
        if not is_known(code):
            yield ctx.finding(
                RULE,
                path,
                what=M("{given} is no code of a language.", given=code),
                why=M("Texts are looked for under this code and not found."),
                fix=M("Write the code of the language, such as `ar` for Arabic or `ru` for "
                      "Russian."),
                subject=subject,
            )  # fmt: skip


RULE = Rule("KH704", "unknown-language", Family.LANGUAGE, Severity.WARNING, check)
