"""What is denied by a word, and which word that is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from khutwa.read.clitics import cuts
from khutwa.read.exceptions import has_exception
from khutwa.read.lexicon import Lexicon
from khutwa.read.negation_ma import of_ma
from khutwa.read.noun_phrase import MARKS
from khutwa.read.word import Word

REACH = 4
"""Words that may stand between a negator and what it denies."""


@dataclass(frozen=True, slots=True)
class Cue:
    """A negator.

    Attributes:
        at: Its number.
        target: The number of the word it denies; None where that was not found.
        scope: `clause` (all that the verb governs), `word` (the noun behind it alone), `still`
            (لا يزال denies nothing), `only` (ليس فقط and لم يحضر إلا الوزير deny nothing either)
            or `other` (غيرهم, the others; لا شك, no doubt; "No," as an answer).
    """

    at: int
    target: int | None
    scope: str


def cues(words: Sequence[Word], lexicon: Lexicon) -> list[Cue]:
    """Return the negators of a text.

    `ما` denies a verb of the past behind it, and is a relative elsewhere. "Not only" denies
    nothing, nor does what is excepted: لم يحضر إلا الوزير says that the minister came. غير and عدم
    deny the noun behind them.
    """
    found: list[Cue] = []
    for at, word in enumerate(words):
        if word.kind not in ("part", "noun", "verb"):
            continue
        cue = _that_not(words, at, lexicon) or _cue(words, at, word.core, lexicon, found)
        if cue is not None and cue.target is not None and cue.scope == "clause":
            cue = _main(words, cue, lexicon)
        if cue is not None:
            only = _only(words, at, lexicon)
            if cue.scope == "clause" and not only:
                only = has_exception(words, at, cue.target or at, lexicon)
            found.append(Cue(cue.at, cue.target, "only") if only else cue)
    return found


def _cue(
    words: Sequence[Word], at: int, core: str, lexicon: Lexicon, earlier: Sequence[Cue]
) -> Cue | None:
    if core == "لا" and _in_name(words, at):
        return None
    if core == "لم" and at + 1 < len(words) and words[at + 1].key in ("شمل", "الشمل"):
        # To reunite families.
        return None
    if core == "لا" and _idle(words, at, lexicon):
        return Cue(at, None, "other")
    if core in _PLAIN_NOT and _is_particle(words, at, core):
        verb = _next_verb(words, at, lexicon)
        if verb is not None:
            return Cue(at, verb, "clause")
        if core in ("لم", "لن", "لما"):
            return Cue(at, None, "clause") if core != "لما" else None
        near = words[at + 1] if at + 1 < len(words) else None
        if near is not None and near.kind == "part" and lexicon.has("determiners", near.core):
            # لا أحد, لا هذا: what stands for a noun is denied itself.
            return Cue(at, at + 1, "clause")
        return Cue(at, _next_noun(words, at), "clause")
    if lexicon.has("negators.verb", core) and core not in _PLAIN_NOT:
        # ليس is a verb itself; what it denies is a noun, or the verb right behind.
        verb = at + 1 if at + 1 < len(words) and words[at + 1].kind == "verb" else None
        return Cue(at, verb if verb is not None else _next_noun(words, at), "clause")
    if lexicon.has("negators.past", core):
        again = bool(earlier) and words[earlier[-1].at].core == core
        denied = of_ma(words, at, lexicon, again=again)
        return Cue(at, *denied) if denied is not None else None
    if {"غير", "غيره"} & words[at].bare and "غير" not in {c.rest for c in cuts(words[at].key)}:
        # وغيرهم: "and others".
        return Cue(at, None, "other")
    rests = {cut.rest for cut in cuts(words[at].key) if not cut.definite}
    rests |= {"دون"} & words[at].bare
    stem = next((rest for rest in rests if lexicon.has("negators.noun", rest)), None)
    if stem is None:
        return None
    if stem == "غير" and (_but(words, at) or _several(words, at)):
        return None
    if stem == "دون" and _below(words, at, lexicon):
        return None
    if stem in ("دون", "بدون", "بلا") and _is_doubt(words, at):
        return Cue(at, None, "other")
    target = _next_verb(words, at, lexicon) if _that(words, at) else _next_noun(words, at)
    return Cue(at, target, "word")


def _main(words: Sequence[Word], cue: Cue, lexicon: Lexicon) -> Cue:
    """Let a cue before an auxiliary deny the verb behind it: لم تكن قد بدأت."""
    assert cue.target is not None
    verb = words[cue.target]
    if lexicon.verb("still", verb.lemma):
        return Cue(cue.at, cue.target, "still")
    if verb.lemma != "كون I":
        return cue
    for j in range(cue.target + 1, min(cue.target + 2 * REACH, len(words))):
        word = words[j]
        if word.kind == "verb" and not word.joined:
            # Only its subject may stand between: لا تكون روسيا سحبت.
            helped = lexicon.has("maybe", words[j - 1].core) or all(
                other.kind == "noun" for other in words[cue.target + 1 : j]
            )
            return Cue(cue.at, j, "clause") if helped else cue
        if word.kind == "sign" or lexicon.has("complementisers", word.core):
            break
    return cue


def _that_not(words: Sequence[Word], at: int, lexicon: Lexicon) -> Cue | None:
    """Return ألا before a verb of the present; إلا is "except"."""
    word = words[at]
    written = word.token.text.lstrip("وبكل")
    if not lexicon.has("negators.that", word.key) or written.startswith("إ"):
        return None
    following = words[at + 1] if at + 1 < len(words) else None
    if following is None or following.kind != "verb" or following.tense != "present":
        return None
    return Cue(at, at + 1, "clause")


_PLAIN_NOT = frozenset(["لم", "لن", "لا", "لما", "الم", "الن", "اولم", "افلم", "افلا"])


def _is_particle(words: Sequence[Word], at: int, core: str) -> bool:
    """Tell whether لما is "not yet": with a doubled م, or else it is "for what" or "when"."""
    following = words[at + 1] if at + 1 < len(words) else None
    if core == "لما" and "\u0651" not in words[at].token.text:
        return False
    return core != "لما" or (
        following is not None and following.kind == "verb" and following.tense == "present"
    )


def _but(words: Sequence[Word], at: int) -> bool:
    """Tell whether غير is "but": غير أن."""
    return (
        at + 1 < len(words)
        and words[at + 1].core.startswith("ان")
        and (words[at + 1].kind == "part")
    )


def _several(words: Sequence[Word], at: int) -> bool:
    """Tell whether غير counts: غير مرة, more than once."""
    return at + 1 < len(words) and words[at + 1].key in ("مرة", "واحد", "واحدة")


def _in_name(words: Sequence[Word], at: int) -> bool:
    """Tell whether لا is of a name between marks: صحيفة "لا ستامبا"."""
    if words[at].quote or not at or words[at - 1].core not in MARKS:
        return False
    for word in words[at + 1 : at + 4]:
        if word.kind != "noun":
            return word.core in MARKS
    return False


def _idle(words: Sequence[Word], at: int, lexicon: Lexicon) -> bool:
    """Tell whether لا denies nothing: لا شك, no doubt, or where it is an answer."""
    following = words[at + 1] if at + 1 < len(words) else None
    if following is None or following.sentence != words[at].sentence:
        return True
    if following.kind == "sign":
        return following.core not in MARKS
    return lexicon.has("negators.idle", following.key)


def _is_doubt(words: Sequence[Word], at: int) -> bool:
    """Tell whether "without" denies no deed: بلا شك, طائرة بدون طيار."""
    behind = [word.key for word in words[at + 1 : at + 3]]
    return behind[:1] in (["شك"], ["ريب"], ["طيار"]) or behind == ["ادني", "شك"]


def _below(words: Sequence[Word], at: int, lexicon: Lexicon) -> bool:
    """Tell whether دون says below what, or belongs to a verb that prevents: حال دون."""
    if at and words[at - 1].core == "ما":
        return True
    following = words[at + 1] if at + 1 < len(words) else None
    if following is not None and (
        following.kind == "number" or lexicon.has("negators.measures", following.core)
    ):
        return True
    for word in reversed(words[max(0, at - 6) : at]):
        if word.sentence != words[at].sentence or word.kind == "sign":
            return False
        if word.kind == "verb" or word.means:
            return word.means == "prevented"
    return False


def _that(words: Sequence[Word], at: int) -> bool:
    return at + 1 < len(words) and words[at + 1].core in ("ان",)


def _next_verb(words: Sequence[Word], at: int, lexicon: Lexicon) -> int | None:
    for j in range(at + 1, min(at + 1 + REACH, len(words))):
        word = words[j]
        if word.sentence != words[at].sentence:
            return None
        if word.kind == "verb":
            return j
        if word.kind == "sign" and word.core not in '“”"«»':
            return None
        if word.kind == "noun" or lexicon.has("determiners", word.core):
            return None
    return None


def _next_noun(words: Sequence[Word], at: int) -> int | None:
    for j in range(at + 1, min(at + 1 + REACH, len(words))):
        if words[j].sentence != words[at].sentence:
            return None
        if words[j].kind in ("noun", "number"):
            return j
    return None


def _only(words: Sequence[Word], at: int, lexicon: Lexicon) -> bool:
    """Tell whether "only" follows: ليس من جانبنا فحسب denies nothing."""
    for word in words[at + 1 : at + 8]:
        if word.sentence != words[at].sentence or word.kind == "sign":
            return False
        if lexicon.has("negators.only", word.core) or lexicon.has("negators.only", word.key):
            return True
    return False
