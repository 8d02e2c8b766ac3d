"""The forms of English verbs, by rules for the regular ones and by data for the others."""

from __future__ import annotations

from functools import cache

from khutwa.read.lexicon import lexicon

PARTS = ("prepositions", "pronouns", "determiners", "joining", "complementisers", "relatives",
         "adversatives", "buts", "conditions", "auxiliary_words", "future", "maybe", "obliged",
         "permitted", "negators.verb", "negators.clause", "negators.only", "adverbs", "marks",
         "hedges")  # fmt: skip
"""Lists of the lexicon whose words are of grammar, in English and Russian."""


@cache
def verb_forms() -> dict[str, str]:
    """Return the verb of each form that the lexicon's verbs have."""
    known = lexicon("en")
    verbs = {*known.verbs, *known.tables["irregular"]}
    verbs |= set().union(*(known.verb_lists[name] for name in ("fewer", "more", "undoing")))
    verbs |= known.lists["more_verbs"]
    found: dict[str, str] = {}
    for verb in sorted(verbs, key=lambda v: v not in known.verbs):
        for form in (*inflected(verb), *_british(verb)):
            found.setdefault(form, verb)
    for verb, bent in known.tables["irregular"].items():
        for one in bent:
            found[one[0]] = verb
    return found


def inflected(verb: str) -> list[str]:
    """Return the regular forms of a verb: release, releases, released, releasing."""
    if verb.endswith("e"):
        going = verb if verb.endswith("ee") else verb[:-1]
        return [verb, verb + "s", verb + "d", going + "ing"]
    if verb.endswith("y") and verb[-2:-1] not in "aeiou":
        return [verb, verb[:-1] + "ies", verb[:-1] + "ied", verb + "ing"]
    third = verb + ("es" if verb.endswith(("s", "x", "z", "ch", "sh", "o")) else "s")
    if _doubles(verb):
        return [verb, third, verb + verb[-1] + "ed", verb + verb[-1] + "ing"]
    return [verb, third, verb + "ed", verb + "ing"]


def _british(verb: str) -> list[str]:
    """Return the forms that double an l: cancelled."""
    doubled = verb.endswith("l") and verb[-2:-1] in "aei" and verb[-3:-2] not in "aeiou"
    return [verb + "led", verb + "ling"] if doubled else []


def _doubles(verb: str) -> bool:
    """Tell whether a verb of one syllable doubles its last letter: stop, stopped."""
    vowels = sum(char in "aeiou" for char in verb)
    return (
        len(verb) > 2
        and vowels == 1
        and verb[-1] not in "aeiouwxy"
        and verb[-2] in "aeiou"
    )
