"""A statement in words."""

from __future__ import annotations

from khutwa.read.frame import Confidence, ExtentKind, Link, Statement, Voice, When
from khutwa.read.lexicon import actor_label
from khutwa.read.proposals import entry_status, needs
from khutwa.read.rule_words import class_word
from khutwa.read.veridicality import Said
from khutwa.roadmap.model import Roadmap
from khutwa.words import MN, M, Message, Text, format_date, format_partial

_SAID = {
    Said.DONE: (M("done"), M("not done")),
    Said.BEGUN: (M("begun"), M("not begun")),
    Said.KEPT: (M("holds"), M("does not hold")),
    Said.AGREED: (M("agreed"), M("not agreed")),
    Said.PROMISED: (M("promised"), M("not promised")),
    Said.ANNOUNCED: (M("announced"), M("not announced")),
    Said.OFFERED: (M("offered"), M("not offered")),
    Said.INSISTED: (M("insisted on"), M("not insisted on")),
    Said.PLANNED: (M("planned"), M("not planned")),
    Said.SOUGHT: (M("wanted"), M("not wanted")),
    Said.DISCUSSED: (M("discussed"), M("not discussed")),
    Said.ALLOWED: (M("allowed"), M("not allowed")),
    Said.DEMANDED: (M("demanded"), M("not demanded")),
    Said.WARNED: (M("warned of"), M("not warned of")),
    Said.THREATENED: (M("threatened"), M("not threatened")),
    Said.STALLED: (M("stalled"), M("not stalled")),
    Said.DROPPED: (M("dropped"), M("not dropped")),
    Said.REFUSED: (M("refused"), M("not refused")),
    Said.FAILED: (M("came to nothing"), M("did not come to nothing")),
    Said.VIOLATED: (M("violated"), M("not violated")),
    Said.PREVENTED: (M("prevented"), M("not prevented")),
    Said.MENTIONED: (M("mentioned"), M("mentioned, and denied")),
}

_CONFIDENCE = {
    Confidence.SURE: M("the rules are sure"),
    Confidence.LIKELY: M("the rules find it likely"),
    Confidence.UNSURE: M("the rules are unsure"),
}


def no_probability() -> Message:
    """Return what the words for confidence are not."""
    return M(
        "All of this is proposed, nothing is recorded. How sure the rules are is no probability: "
        "it says how many weak rules fired."
    )


def two_sources(count: int) -> Message:
    """Return what must come before anything is recorded as done or violated."""
    return MN(
        "{n} of them would be done or violated: an error there does political harm, so it needs a "
        "second, independent source in the ledger, or a person who vouches for it.",
        "{n} of them would be done or violated: an error there does political harm, so each needs "
        "a second, independent source in the ledger, or a person who vouches for it.",
        count,
    )


def verdict(statement: Statement) -> Message:
    """Return what is said of the action."""
    word = _SAID[statement.said][statement.negated]
    return M("{said}, perhaps", said=word) if statement.hedged else word


def speaker(voice: Voice, roadmap: Roadmap | None) -> Message:
    """Return who speaks."""
    if voice.is_author:
        return M("the author says so")
    names = list(voice.names)
    sides = labels(voice.actors, roadmap)
    if voice.how == "carried":
        return M("{names} says so, named before", names=names)
    if sides and [str(side) for side in sides] != names:
        return M("{names} says so, for {sides}", names=names, sides=sides)
    return M("{names} says so", names=names)


def labels(actors: tuple[str, ...], roadmap: Roadmap | None) -> list[Text]:
    """Return how a person calls actors."""
    known = roadmap.actors if roadmap else {}
    return [known[name].label if name in known else actor_label(name) for name in actors]


def when(time: When) -> Message:
    """Return a time with the words it was read from."""
    if time.days is not None:
        first, last = map(format_date, time.days)
        return M("between {first} and {last} (“{words}”)", first=first, last=last,
                 words=time.span.text)  # fmt: skip
    if time.date is None:
        return M("when: “{words}”, which settles no day", words=time.span.text)
    day = format_partial(time.date)
    if time.kind == "within":
        return M("by {day} (“{words}”)", day=day, words=time.span.text)
    if time.kind == "since":
        return M("since {day} (“{words}”)", day=day, words=time.span.text)
    if time.kind == "about":
        return M("about {day} (“{words}”)", day=day, words=time.span.text)
    return M("on {day} (“{words}”)", day=day, words=time.span.text)


def extent(statement: Statement) -> Message | None:
    """Return how much of the thing is spoken of, with the numbers; None where nothing says so."""
    found = statement.extent
    if found is None:
        return None
    words, count = found.span.text, found.count
    if found.kind is ExtentKind.WHOLE:
        return M("all of it: “{words}”", words=words)
    if found.kind is ExtentKind.PART:
        if count is None:
            return M("a part of it: “{words}”", words=words)
        return M("a part of it: {count} of {total} (“{words}”)", count=count, total=found.total,
                 words=words)  # fmt: skip
    amount = statement.steps[0].amount if statement.steps else None
    if amount is None:
        return M("{count} of them; the plan does not say how many there are", count=count)
    if statement.is_part:
        return M("a part of it: {count} of the {total} that the plan names", count=count,
                 total=amount)  # fmt: skip
    return M("all of it: {count}, and the plan names {total}", count=count, total=amount)


def link_words(link: Link) -> Message:
    """Return a predicate of a chain with what it does."""
    does = class_word(link.means)
    if link.negated:
        return M("{word} ({does}; denied)", word=link.span.text, does=does)
    return M("{word} ({does})", word=link.span.text, does=does)


def confidence(statement: Statement) -> Message:
    """Return how sure the rules are."""
    return confidence_word(statement.confidence)


def confidence_word(confidence: Confidence) -> Message:
    """Return a confidence in words."""
    return _CONFIDENCE[confidence]


def details(statement: Statement, roadmap: Roadmap | None) -> list[Message]:
    """Return everything about a statement but its words, a line each."""
    lines = [speaker(statement.speaker, roadmap)]
    if statement.actors:
        lines.append(M("who acts: {actors}", actors=labels(statement.actors, roadmap)))
    for candidate in statement.steps:
        step = roadmap.label(candidate.step) if roadmap else candidate.step
        why = [str(reason) for reason in candidate.reasons]
        lines.append(M("perhaps the step {step}: {why}", step=step, why=why))
    if (much := extent(statement)) is not None:
        lines.append(much)
    for name in statement.frameworks:
        lines.append(M("names the framework {name}", name=name))
    if statement.when:
        lines.append(when(statement.when))
    if statement.place:
        lines.append(M("where: {place}", place=statement.place))
    chain = [str(link_words(link)) for link in statement.chain]
    if chain:
        lines.append(M("because of: {chain}", chain=chain))
    lines.append(confidence(statement))
    status = entry_status(statement)
    if status is not None:
        lines.append(M("in the ledger this would be: {status}", status=status[0].label))
        lines += [need] if (need := needs(status[0])) else []
    return lines
