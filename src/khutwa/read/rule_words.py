"""The classes of predicates and the rules that fired, in words."""

from __future__ import annotations

from khutwa.words import M, Message

_CLASSES = {
    "said": M("says"),
    "claimed": M("claims"),
    "believed": M("believes"),
    "suggested": M("suggests"),
    "judged": M("judges"),
    "observed": M("sees that it is so"),
    "denied": M("denies"),
    "warned": M("warns"),
    "announced": M("announces"),
    "sought": M("wants"),
    "planned": M("plans"),
    "demanded": M("demands"),
    "allowed": M("allows"),
    "offered": M("offers"),
    "promised": M("promises"),
    "agreed": M("agrees"),
    "began": M("begins"),
    "did": M("does"),
    "fulfilled": M("carries out"),
    "kept": M("holds"),
    "stalled": M("puts off"),
    "dropped": M("gives up"),
    "refused": M("refuses"),
    "failed": M("comes to nothing"),
    "violated": M("violates"),
    "prevented": M("prevents"),
    "threatened": M("threatens"),
    "discussed": M("talks about"),
    "insisted": M("insists on"),
    "purpose": M("has as its purpose"),
    "future": M("will be"),
    "hedge": M("puts as possible"),
    "condition": M("puts as a condition"),
    "event": M("a verb that the lexicon does not have"),
}

_RULES = {
    "negated": M("denied"),
    "denied twice": M("denied twice, so that it may be so or not"),
    "not": M("a negator"),
    "listed": M("what the heading of the list says holds for its items"),
    "question": M("a question"),
    "about another": M("the thing only says more about another, with which something is done"),
    "undone": M("the sentence says that it was undone"),
    "goes on": M("what is being done is begun, and not done"),
    "kept from day to day": M("what is kept from day to day holds, and is never done once for all"),
    "no longer kept": M("what is kept from day to day broke down"),
    "fewer violations": M("fewer violations than before are violations still"),
    "more violations": M("more violations than before"),
    "agreed before": M("what the sentence said before was agreed"),
    "repeated object": M("the same thing, for another agent"),
    "speaks of its own side": M("who speaks says what their own side will do"),
    "speaker named": M("the speaker is named in the sentence"),
    "speaker carried": M("the speaker was named in a sentence before"),
    "speaker author": M("nobody is named who says it"),
    "agent named": M("who acts is named behind \"by\" or as the agent of a noun"),
    "subject": M("who acts is the subject of the verb"),
    "subject carried": M("who acts was the subject of the verb before"),
}


def class_word(means: str) -> Message | str:
    """Return what a predicate of a class does; the class where it has no word."""
    return _CLASSES.get(means, means)


def rule_word(rule: str) -> Message | str:
    """Return what a rule found; its name where it has no words."""
    if rule in _RULES:
        return _RULES[rule]
    means, colon, word = rule.partition(": ")
    if colon and means in _CLASSES:
        return M("“{word}” {does}", word=word, does=_CLASSES[means])
    owner = rule.removeprefix("subject of ")
    if owner != rule and owner in _CLASSES:
        return M("who acts is the subject of a word that {does}", does=_CLASSES[owner])
    return _CLASSES.get(rule, rule)
