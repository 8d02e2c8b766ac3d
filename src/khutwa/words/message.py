"""Texts of the product: written in English, translated when they are shown."""

from __future__ import annotations

from typing import Any

from khutwa.words.catalogue import translate, translate_plural
from khutwa.words.formatter import format_value
from khutwa.words.language import current_language, use_language


class Message:
    """A template with values, rendered in the reader's language.

    Attributes:
        template: The English text with `{name}` for each value; the key of the catalogue.
        plural: The English text for several, where the message counts `n`.
        values: What is inserted.
    """

    __slots__ = ("plural", "template", "values")

    def __init__(self, template: str, values: dict[str, Any], plural: str | None = None) -> None:
        self.template = template
        self.plural = plural
        self.values = values

    def render(self, language: str | None = None) -> str:
        """Return the text in `language`, or in the one in force."""
        if language is not None and language != current_language():
            with use_language(language):
                return self.render()
        language = current_language()
        if self.plural is None:
            translated, english = translate(self.template, language), self.template
        else:
            n = self.values["n"]
            translated = translate_plural(self.template, self.plural, n, language)
            english = self.template if n == 1 else self.plural
        shown = {name: format_value(value, language) for name, value in self.values.items()}
        for template in (translated, english):
            try:
                return template.format_map(shown)
            except (AttributeError, LookupError, TypeError, ValueError):
                # A slip in a translation must not hide the finding.
                continue
        return english

    def __str__(self) -> str:
        return self.render()

    def __eq__(self, other: object) -> bool:
        return (
            isinstance(other, Message)
            and (self.template, self.plural) == (other.template, other.plural)
            and self.values == other.values
        )

    def __hash__(self) -> int:
        return hash((self.template, self.plural))

    def __repr__(self) -> str:
        return f"M({self.template!r}, {self.values!r})"


def M(template: str, /, **values: Any) -> Message:  # noqa: N802  short, for it stands everywhere
    """Return the message of a template in English; tools/catalogues.py collects the templates."""
    return Message(template, values)


def MN(singular: str, plural: str, n: int, /, **values: Any) -> Message:  # noqa: N802
    """Return the message that counts `n` things."""
    return Message(singular, {"n": n, **values}, plural)
