"""The forms of Russian verbs, by rules for the regular ones and by data for the others.

The classes are those of Zaliznyak's grammatical dictionary (1977), cut down to what news has: the
third person and "we", the past, the short passive participle and the gerund. A form too many does
no harm; what is missing is not read.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

_SOFTENED = (
    ("ст", "щ"), ("б", "бл"), ("п", "пл"), ("в", "вл"), ("м", "мл"), ("ф", "фл"), ("д", "жд"),
    ("т", "ч"), ("с", "ш"), ("з", "ж"),
)  # fmt: skip
_HISSING = "жшчщ"
_IMPERFECTIVE = ("ывать", "ивать", "авать", "ять", "ировать", "щать", "жать", "чать", "шать",
                 "овать", "евать")  # fmt: skip


@dataclass(frozen=True, slots=True)
class Form:
    """What a written form of a verb may be.

    Attributes:
        verb: Its infinitive.
        tense: `past`, `present`, `future`, `infinitive` or `gerund`.
        persons: `1p` or `1s`; empty for the third.
        passive: Whether it is a participle of the passive.
        alone: Whether it can have no object.
    """

    verb: str
    tense: str
    persons: tuple[str, ...] = ()
    passive: bool = False
    alone: bool = False


def is_imperfective(verb: str, exceptions: frozenset[str]) -> bool:
    """Tell whether what is not past is the present.

    Args:
        verb: The infinitive.
        exceptions: Verbs that are the other way than their ending says.
    """
    plain = verb.removesuffix("ся").removesuffix("сь")
    return plain.endswith(_IMPERFECTIVE) != (verb in exceptions)


def forms(
    verb: str, irregular: Sequence[str], exceptions: frozenset[str]
) -> Iterator[tuple[str, Form]]:
    """Yield the forms of a verb, each with what it is.

    Args:
        verb: The infinitive.
        irregular: Past, third persons of singular and plural, and short passive participle, where
            the rules do not give them; empty where they do.
        exceptions: As in `is_imperfective`.
    """
    alone = verb.endswith(("ся", "сь"))
    plain = verb[:-2] if alone else verb
    tense = "present" if is_imperfective(verb, exceptions) else "future"
    yield verb, Form(verb, "infinitive", alone=alone)
    made = _active(plain, irregular, tense)
    for form, kind, persons in made:
        if alone:
            yield _reflexive(form), Form(verb, kind, persons, alone=True)
        else:
            yield form, Form(verb, kind, persons)
            yield _reflexive(form), Form(verb, kind, persons, alone=True)
    if not alone:
        yield _reflexive(verb), Form(verb, "infinitive", alone=True)
        for passive in _passives(plain, irregular):
            for ending in ("", "а", "о", "ы"):
                yield passive + ending, Form(verb, "past", passive=True, alone=True)


def _reflexive(form: str) -> str:
    return form + ("сь" if form[-1] in "аеиоуыэюя" else "ся")


def _active(
    plain: str, irregular: Sequence[str], tense: str
) -> list[tuple[str, str, tuple[str, ...]]]:
    past, one, many = irregular[:3] if irregular else _regular(plain)
    base = past if past.endswith("л") else past + "л"
    if past.endswith("шел"):
        # прошел, прошла, прошли
        base = past[:-2] + "л"
    none: tuple[str, ...] = ()
    found = [(past, "past", none), *((base + e, "past", none) for e in "аои")]
    found += [(one, tense, ()), (many, tense, ())]
    found.append((one[:-1] + "м", tense, ("1p",)))
    stem = past.removesuffix("л")
    found += [(stem + "в", "gerund", ()), (stem + "вши", "gerund", ())]
    ending = "а" if many[-3:-2] in _HISSING else "я"
    found.append((many[:-2] + ending, "gerund", ()))
    return [(form, kind, persons) for form, kind, persons in found if form]


def _regular(plain: str) -> tuple[str, str, str]:
    stem = plain[:-2]
    past = stem + "л"
    if plain.endswith(("овать", "евать")) and not plain.endswith("девать"):
        root = plain[:-5] + ("у" if plain.endswith("овать") or plain[-6] in _HISSING else "ю")
        return past, root + "ет", root + "ют"
    if plain.endswith("авать") and not plain.endswith(("давать", "ставать", "знавать")):
        return past, stem + "ет", stem + "ют"
    if plain.endswith("авать"):
        return past, plain[:-4] + "ет", plain[:-4] + "ют"
    if plain.endswith("нуть"):
        return past, plain[:-3] + "ет", plain[:-3] + "ут"
    if plain.endswith("ить"):
        root = plain[:-3]
        return past, root + "ит", root + ("ат" if root[-1] in _HISSING else "ят")
    return past, stem + "ет", stem + "ют"


def _passives(plain: str, irregular: Sequence[str]) -> Iterator[str]:
    if irregular:
        yield from irregular[3:]
    elif plain.endswith("нуть"):
        yield plain[:-1]
        yield plain[:-4] + "нут"
    elif plain.endswith("ить"):
        root = plain[:-3]
        soft = next((root[: -len(a)] + b for a, b in _SOFTENED if root.endswith(a)), root)
        yield soft + "ен"
        yield root + "ен"
        if root.endswith("т"):
            yield root[:-1] + "щен"
        if root.endswith("д"):
            yield root[:-1] + "жен"
    elif plain.endswith(("ать", "ять")):
        yield plain[:-2] + "н"
    elif plain.endswith("еть"):
        yield plain[:-3] + "ен"
