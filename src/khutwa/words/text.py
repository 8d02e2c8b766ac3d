"""A human text in one or several languages."""

from __future__ import annotations

from collections.abc import Mapping

from khutwa.words.language import current_language

UNKNOWN = "und"
"""Language of a text that does not say which it is in."""


class Text:
    """What a person reads, in every language it was written in."""

    __slots__ = ("_spoken",)

    def __init__(self, spoken: Mapping[str, str]) -> None:
        self._spoken = dict(spoken)

    @classmethod
    def plain(cls, words: str) -> Text:
        """Return a text whose language is not said."""
        return cls({UNKNOWN: words})

    @property
    def languages(self) -> tuple[str, ...]:
        """Return the languages it has, in the order of the file."""
        return tuple(self._spoken)

    def has(self, language: str) -> bool:
        """Tell whether it was written in `language`."""
        return language in self._spoken

    def get(self, language: str) -> str:
        """Return it in `language`, else in English, else in whatever it has."""
        for wanted in (language, "en", UNKNOWN):
            if wanted in self._spoken:
                return self._spoken[wanted]
        return next(iter(self._spoken.values()), "")

    def __str__(self) -> str:
        return self.get(current_language())

    def __bool__(self) -> bool:
        return any(self._spoken.values())

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Text) and self._spoken == other._spoken

    def __hash__(self) -> int:
        return hash(tuple(sorted(self._spoken.items())))

    def __repr__(self) -> str:
        return f"Text({self._spoken!r})"
