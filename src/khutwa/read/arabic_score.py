"""How far a word of Arabic looks like a verb by its form; `arabic_place` has where it stands."""

from __future__ import annotations

import re
from dataclasses import dataclass

from khutwa.read.lexicon import Lexicon
from khutwa.read.normalise import INVISIBLE, POINTS
from khutwa.read.verb_table import Form, forms
from khutwa.read.word import Word

_POINTS = re.compile(f"[{POINTS}{INVISIBLE}]")


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to read a token as a verb.

    Attributes:
        form: The form.
        joined: Whether a conjunction is written to it.
        future: Whether س is.
        pronoun: The object that is.
        known: Whether the lexicon has a class for the verb.
        usual: Whether it has that, or the verb among those that news uses often.
        core: The word without the conjunction and what speaks of the future.
        purpose: Whether ل is written to it.
        host: The core without the object.
    """

    form: Form
    joined: bool
    future: bool
    pronoun: str
    known: bool
    usual: bool
    core: str
    purpose: bool
    host: str


def form_score(reading: Reading, lexicon: Lexicon, *, contested: bool) -> float:
    """Return how far the form alone looks like a verb.

    Args:
        reading: The way to read it.
        lexicon: The lexicon.
        contested: Whether it may be a verb that the lexicon has, behind "and".
    """
    form, core = reading.form, reading.host
    score = 0.0
    if form.tense != "past":
        score += {"ي": 2.5, "ت": 0.7, "ن": -1.0, "ا": -2.0}.get(core[0], 0.0)
        # تطور, تعاون: a noun of action, or a past, more often than "she develops".
        others = [f.verb in lexicon.verbs for f in forms(core) if f.tense == "past"]
        past = core[0] == "ت" and bool(others)
        likely = reading.known or (reading.usual and not any(others))
        # توقع is "he expected" before it is "she falls".
        score -= (0.75 if any(others) else 0.3 if likely else 0.7) if past else 0.0
        # تتبادل, and what no noun of action is spelled like: تعكس.
        score += 1.5 if core[:2] == "تت" else 0.6 if core[0] == "ت" and not past else 0.0
        # The ن of يتكون is the verb's own.
        own = any(f.tense == form.tense and f.persons[0] == "3ms" for f in forms(core))
        score += 0.8 if core.endswith(("ون", "وا", "ان")) and not own else 0.0
    elif core.endswith("وا"):
        score += 3.0
    elif form.persons[0] == "3fs" and core.endswith("ت"):
        score += 1.5
    elif len(core) > 3 and core[0] == "ا" and not core.startswith("ال"):
        # استخدم, انتشر: without a long vowel before its end it is no noun of action.
        noun = core[-2] == "ا" or form.verb.endswith(" IV")
        score += 0.8 if noun else 1.5
    usual = 0.4 if reading.usual else -0.6
    score += 1.5 if lexicon.verb("auxiliaries", form.verb) else usual
    score -= 0.7 if form.voice == "passive" else 0.0
    # A first letter that looks like "and" is mostly the verb's own: وصلوا, فقدت.
    own = core[0] in "وف" and core[1:2] != "و" and not (reading.joined or contested)
    score += 1.2 if own and form.voice == "active" and reading.usual else 0.0
    if reading.joined and any(lexicon.has("no_verbs", first + reading.core) for first in "وف"):
        # فيلم is a film.
        score -= 3.0
    if lexicon.has("no_verbs", reading.core):
        score -= 0.8 if reading.known else 1.5
    elif reading.usual and len(core) == 3 and core[1] == "ا" and form.tense == "past":
        # قام, عاد: few nouns are written so.
        score += 1.0
    elif reading.known and form.tense == "present" and core[0] == "ت" and len(core) == 4:
        # تدور, تعود: of a root with a weak middle, "she" is meant rather than a noun of action.
        score += 0.5 if core[2] in "ويا" and form.verb.endswith(" I") else 0.0
    score -= (0.8 if reading.usual else 1.6) if reading.pronoun else 0.0
    # قانوني: "me" is rarer than an adjective.
    score -= 1.0 if reading.pronoun == "ني" and form.tense == "past" else 0.0
    score += (2.5 if reading.usual else 1.0) if reading.future else 0.0
    if form.persons[0][0] == "1" and form.tense == "past":
        score -= 1.5
    # يتكون: a last letter of its own before an ending of "they", said of women.
    if form.persons[0] == "3md" and form.tense == "past":
        # قلقا, أمنيا: a noun with an ending of case.
        score -= 2.0 if core[:-1] in lexicon.nouns else 0.0
        score -= 0.0 if reading.usual and not core.endswith("يا") else 0.8
    # تم is nothing else.
    score += 1.5 if core == "تم" else 0.0
    women = form.persons[0] == "3fp" or (form.persons[0] == "3fd" and form.tense == "past")
    score -= 1.0 if women else 0.0
    return score


def spelling_score(reading: Reading, written: str, *, hamza: bool) -> float:
    """Return how far a verb can be written with these seats of hamza, and this last letter.

    إ begins no verb but one whose hamza is not written at all, by mistake (إستقبل); "I" begins with
    أ; a past of a derived form ends in ى, its present in ي.

    Args:
        reading: The way to read it.
        written: The raw word.
        hamza: Whether the text writes hamza at all.
    """
    letters = _POINTS.sub("", written)
    at = len(letters) - len(reading.core)
    first, form = letters[at : at + 1], reading.form
    bare = form.verb.rpartition(" ")[2] in ("VII", "VIII", "IX", "X")
    if first == "إ":
        return -1.0 if bare and form.tense == "past" else -6.0
    if form.tense == "past" and bare and first == "أ":
        return -2.0
    first_person = form.persons[0] == "1s" and form.tense != "past"
    score = -2.0 if hamza and first_person and first == "ا" else 0.0
    past = form.tense == "past" and not reading.pronoun
    score += 0.6 if past and letters.endswith("ى") and reading.core[0] in "ات" else 0.0
    derived = form.verb.rpartition(" ")[2] != "I" and form.voice == "active"
    if form.tense == "past" and derived and letters.endswith("ي") and not reading.pronoun:
        score -= 2.0
    return score


def own_voice(reading: Reading, word: Word) -> float:
    """Return how far "I" and "we" are to be expected: in a quote, of a verb that is usual."""
    first = reading.form.persons[0][0] == "1"
    return 1.7 if first and word.quote and reading.usual else 0.0
