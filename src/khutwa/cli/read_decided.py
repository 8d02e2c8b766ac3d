"""What a person decides about the proposals of `khutwa read`, and the decisions read again."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

from khutwa.cli.output import say, stop, write_json
from khutwa.roadmap.files import said
from khutwa.words import MN, M, Text

if TYPE_CHECKING:
    from khutwa.read.decisions import Again
    from khutwa.read.frame import Reading
    from khutwa.read.inputs.document import Document
    from khutwa.read.proposals import Proposal
    from khutwa.roadmap.model import Roadmap


@dataclass(frozen=True)
class Choice:
    """What a person decided, and of what text.

    Attributes:
        accept: Numbers of proposals to record.
        reject: Numbers of proposals to turn down.
        edit: Numbers of proposals to record with a change, as `field=value`.
        by: Who decides.
        vouch: Whether they vouch for what rests on one source.
        published: When the article was published.
        publisher: Who published it.
        url: Where it can be read.
    """

    accept: tuple[int, ...]
    reject: tuple[int, ...]
    edit: tuple[tuple[int, str], ...]
    by: str
    vouch: bool
    published: date | None
    publisher: str
    url: str


def decide(
    reading: Reading, document: Document, roadmap: Roadmap, plan: Path, choice: Choice
) -> None:
    """Record what a person decided, all of it or nothing."""
    from dataclasses import replace

    from khutwa.ledger import Source, UnwritableError, append, load_ledger
    from khutwa.read.decisions import (
        Decision,
        DecisionError,
        Verdict,
        edited,
        keep_original,
        keep_source,
        record,
        unsupported,
    )
    from khutwa.read.proposals import numbered

    source = Source(document.title, choice.publisher, choice.url, document.raw.sha256)
    made = numbered(reading, date.today(), source)
    changes: dict[int, dict[str, str]] = {number: {} for number in choice.accept}
    for number, change in choice.edit:
        field, _, value = change.partition("=")
        changes.setdefault(number, {})[field] = value
    folder = plan if plan.is_dir() else plan.parent
    ledger = load_ledger(plan).ledger
    chosen: list[tuple[Proposal, Verdict]] = []
    for number in (*changes, *choice.reject):
        if number not in made:
            stop(M("Number {n} is no proposal for the ledger; those are {all}.",
                   n=number, all=[str(n) for n in made]))  # fmt: skip
        if number in changes and number in choice.reject:
            stop(M("Number {n} is both accepted and rejected.", n=number))
        proposal = made[number]
        verdict: Verdict = "rejected"
        if number in changes:
            verdict = "edited" if changes[number] else "accepted"
            try:
                proposal = edited(proposal, changes[number], roadmap)
            except DecisionError as error:
                stop(error.message)
            if unsupported(proposal.entry, ledger) and not choice.vouch:
                stop(M("Nothing was recorded. Number {n} would be {status} on one source. Record a "
                       "second, independent source first, or vouch for it with --vouch.",
                       n=number, status=proposal.entry.status.label))  # fmt: skip
        chosen.append((proposal, verdict))
    kept = keep_source(folder, reading.text)
    keep_original(folder, document.raw, reading.text)
    for proposal, verdict in chosen:
        note = M("read by rule, accepted by {name}", name=choice.by)
        entry = replace(proposal.entry, note=str(note))
        if verdict != "rejected":
            try:
                append(plan, entry)
            except UnwritableError as error:
                stop(error.message)
            say(M("Recorded as {id}: {step}, {status}.", id=entry.id,
                  step=roadmap.label(entry.step), status=entry.status.label))  # fmt: skip
        span = proposal.statement.span
        decision = Decision(
            kept, choice.published, span.start, span.end, verdict, entry.step, entry.status,
            entry.level, entry.date, choice.by, proposal.statement.confidence,
        )  # fmt: skip
        record(folder, decision)


def learn_from(file: Path, roadmap: Roadmap, as_json: bool) -> NoReturn:
    """Read earlier decisions again, and end."""
    from khutwa.read.calibration import calibration
    from khutwa.read.decisions import DecisionError, again, load_decisions

    try:
        decisions = load_decisions(file)
        found = list(again(file.parent, decisions, roadmap))
    except DecisionError as error:
        stop(error.message)
    except (OSError, UnicodeDecodeError) as error:
        why = said(error) if isinstance(error, OSError) else M("it is not UTF-8")
        stop(M("The decisions cannot be read again: {file}: {error}",
               file=str(getattr(error, "filename", None) or file), error=why))  # fmt: skip
    off = [one for one in found if one.regressed]
    kept = calibration(decisions)
    if as_json:
        write_json({
            "file": str(file),
            "decisions": len(found),
            "changed": [
                {**one.decision.to_dict(), "outcome": one.outcome, "now": list(one.now)}
                for one in off
            ],
            "calibration": [each.to_dict() for each in kept],
        })  # fmt: skip
    else:
        say(MN("{n} decision was read again.", "{n} decisions were read again.", len(found)))
        for one in off:
            d = one.decision
            label = _label(d.step, roadmap)
            decided = M(_DECIDED[d.verdict].template, step=label, status=d.status.label)
            now = _now(one, roadmap) or [str(M("nothing"))]
            say(M("{source}:{start}: {decided}; now the reader proposes {now}.",
                  source=d.source, start=d.start, decided=decided, now=now))  # fmt: skip
        if not off:
            say(M("The reader agrees with all of them."))
        for each in kept:
            say(each.words)
    raise SystemExit(1 if off else 0)


_DECIDED = {
    "accepted": M("{step}, {status}, was accepted"),
    "edited": M("{step}, {status}, was accepted with a change"),
    "rejected": M("{step}, {status}, was turned down"),
}


def _label(step: str, roadmap: Roadmap) -> Text:
    """Return how a person calls a step; its id where the plan no longer has it."""
    return roadmap.label(step) if step in roadmap.steps else Text.plain(step)


def _now(one: Again, roadmap: Roadmap) -> list[str]:
    """Return the step and the status that are proposed now; nothing where nothing is."""
    from khutwa.ledger import Status

    return [str(_label(one.now[0], roadmap)), str(Status(one.now[1]).label)] if one.now else []
