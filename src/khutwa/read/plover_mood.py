"""What becomes of an event by what stands around it: modal verbs, negators, verbs that rule it."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from khutwa.read.plover_grammar import BE, MODAL, forms, grammar
from khutwa.read.plover_rows import Fit, verb_heads
from khutwa.read.plover_verbs import Verb
from khutwa.read.tokens import Token

_NEGATORS = frozenset(("not", "never", "n't", "cannot", "nor", "neither"))
_OBLIGED = frozenset(("must", "should", "ought"))


def ruling(key: str) -> set[str]:
    """Return how a word rules a verb below it, as `grammar` calls it; empty for not at all."""
    lemma = forms(key)
    return {name for name, words in grammar()["governors"].items() if lemma & words}


def composed(key: str, event: str) -> str:
    """Return what an event is below a word that rules it, empty where it rules none."""
    how = ruling(key)
    lists = grammar()
    friendly, hostile = event in lists["friendly"], event in lists["hostile"]
    if "stop" in how and not how & {"promise", "done"}:
        if event == "PROTEST":
            return "CONCEDE"
        return "RETREAT" if hostile else "SANCTION" if friendly else ""
    if "ask" in how and "promise" not in how:
        return "DEMAND"
    if "refuse" in how:
        return "REJECT"
    if "threaten" in how:
        return "THREATEN"
    if "promise" in how:
        if "agree" in forms(key) and not friendly:
            return event
        return "AGREE" if friendly else "THREATEN" if hostile else event
    return event if how & {"done", "cause"} else ""


def modal(seen: Sequence[Token], verb: Verb, start: int, event: str) -> tuple[str, bool]:
    """Return what an event is with what helps its verb, and whether somebody is told to do it.

    Args:
        seen: The sentence.
        verb: The verb.
        start: The number of the first word of its clause.
        event: The type of the event.
    """
    helpers = [t.key for t in seen[verb.first : verb.at]]
    clause = {t.key for t in seen[start : verb.first]}
    lists = grammar()
    friendly, hostile = event in lists["friendly"], event in lists["hostile"]
    if obliged(helpers):
        return "DEMAND", True
    future = any(h in MODAL for h in helpers) or ("to" in helpers and bool(set(helpers) & BE))
    negated = (
        any(h in _NEGATORS or h.endswith("n't") for h in helpers)
        or "no longer" in " ".join(t.key for t in seen[max(0, verb.first - 2) : verb.at])
        or bool(clause & {"neither", "nobody", "none"})
        or (verb.first > start and seen[start].key == "no")
    )
    if negated:
        if event in ("REJECT", "DISAPPROVE", "THREATEN", "DEMAND"):
            return event, False
        return "REJECT" if friendly or future else event, False
    if future and friendly:
        unless = any(token.key == "unless" for token in seen)
        return "THREATEN" if unless else "AGREE", False
    return "THREATEN" if future and hostile else event, False


def obliged(helpers: Sequence[str]) -> bool:
    """Tell whether the words that help a verb say that it must be done."""
    return any(key in _OBLIGED for key in helpers) or any(
        one in ("has", "have", "need", "needs") and two == "to" for one, two in pairwise(helpers)
    )


def unwilling(helpers: Sequence[str]) -> bool:
    """Tell whether the words that help a verb say that it will not be done."""
    return any(key in ("won't", "wouldn't") for key in helpers) or (
        bool({"will", "would"} & set(helpers)) and bool(_NEGATORS & set(helpers))
    )


def denied(seen: Sequence[Token], at: int, event: str) -> str:
    """Return what an event is that a noun names: no talks."""
    near = {t.key for t in seen[max(0, at - 3) : at]}
    return "REJECT" if "no" in near and event in grammar()["friendly"] else event


def ordered(seen: Sequence[Token]) -> bool:
    """Tell whether a sentence begins with a verb that tells somebody what to do: stop it."""
    words = [t.key for t in seen if t.kind == "word"]
    lists = grammar()
    if words[:3] in (["it", "is", "time"], ["it", "is", "high"], ["it", "was", "time"]):
        return True
    if len(words) < 2 or words[0] in lists["somebody"] | lists["subordinate"]:
        return False
    bare = words[0] in verb_heads() and not words[0].endswith(("ed", "ing", "s"))
    return bare and words[1] in lists["articles"] | {"over", "up", "down", "out", "back"}


def armed(seen: Sequence[Token], fit: Fit, event: str) -> str:
    """Return FIGHT or ASSAULT by the words around, where the row itself may be either."""
    lists = grammar()
    doubtful = bool(forms(seen[fit.at].key) & lists["ambiguous"]) and not fit.row.next
    if event not in ("FIGHT", "ASSAULT") or not doubtful:
        return event
    arms, terror = int(event == "FIGHT"), int(event == "ASSAULT")
    for n, token in enumerate(seen):
        one = forms(token.key)
        if n != fit.at:
            arms += bool(one & lists["arms"]) + 2 * bool(one & lists["martial"])
            terror += bool(one & lists["terror"]) + 2 * bool(one & lists["treacherous"])
    if arms == terror:
        return event
    return "FIGHT" if arms > terror else "ASSAULT"
