"""The rows of the English lexicon that name an event, and where they fit in a sentence."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from khutwa.read.english import lemmas, verbal
from khutwa.read.lexicon import Phrase, lexicon
from khutwa.read.tokens import Token

REACH = 8
"""Words behind a verb among which its object is looked for."""


@dataclass(frozen=True, slots=True)
class Row:
    """A verb with what must follow.

    Attributes:
        heads: The first word, any of these.
        next: Words that follow at once, any of each.
        later: Words of which one follows within `REACH`; empty where none needs to.
        mark: Empty where the head must be a verb where it stands, `@` where it need not, `~` for a
            noun that counts where a sentence has no such verb.
        event: The type of event.
        text: The row as the lexicon has it.
    """

    heads: frozenset[str]
    next: tuple[frozenset[str], ...]
    later: frozenset[str]
    mark: str
    event: str
    text: str

    @property
    def weight(self) -> int:
        """Return how much the row asks for; of the rows that fit, the greatest counts."""
        return 2 * len(self.next) + 2 * bool(self.later)

    def end(self, seen: Sequence[Token], at: int, anywhere: bool) -> int | None:
        """Return the number of the word behind the verb where the row fits, else None."""
        bent = anywhere and seen[at].key.endswith(("ing", "ed"))
        if not self.mark and not bent and not verbal(seen, at):
            return None
        if self.mark == "~" and not anywhere:
            return None
        stop = at + 1
        for words in self.next:
            if stop >= len(seen) or not words & lemmas(seen[stop].key):
                return None
            stop += 1
        far = seen[stop : stop + REACH]
        if self.later and not any(self.later & lemmas(token.key) for token in far):
            return None
        return stop


@cache
def rows() -> dict[str, tuple[Row, ...]]:
    """Return the rows by each of their heads."""
    found: dict[str, list[Row]] = {}
    for event, phrases in lexicon("en").tables["plover"].items():
        for phrase in phrases:
            row = _row(phrase, event)
            for head in row.heads:
                found.setdefault(head, []).append(row)
    return {head: tuple(many) for head, many in found.items()}


def best(seen: Sequence[Token], at: int, *, anywhere: bool = False) -> tuple[Row, int] | None:
    """Return the row that fits best at a word and the word behind it; of equals the first.

    Args:
        seen: The sentence.
        at: The number of the word.
        anywhere: Whether a word counts that may be no verb where it stands.
    """
    found: tuple[Row, int] | None = None
    for head in sorted(lemmas(seen[at].key)):
        for row in rows().get(head, ()):
            end = row.end(seen, at, anywhere)
            if end is not None and (found is None or row.weight > found[0].weight):
                found = row, end
    return found


def _row(phrase: Phrase, event: str) -> Row:
    mark = phrase[0][0] if phrase[0][0] in "@~" else ""
    words = [frozenset(word.lstrip("@~").split("|")) for word in phrase]
    if "..." in phrase:
        cut = phrase.index("...")
        later = frozenset().union(*words[cut + 1 :])
        return Row(words[0], tuple(words[1:cut]), later, mark, event, " ".join(phrase))
    return Row(words[0], tuple(words[1:]), frozenset(), mark, event, " ".join(phrase))
