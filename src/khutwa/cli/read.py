"""`khutwa read`: what an article says of the steps of a plan, proposed to a person."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from khutwa.cli.command import command, option
from khutwa.cli.output import console, say, sound, stop, write_json
from khutwa.words import MN, M

if TYPE_CHECKING:
    from khutwa.read.frame import Reading
    from khutwa.read.proposals import Proposal
    from khutwa.roadmap.model import Roadmap

LARGEST = 4 * 1024 * 1024
"""Bytes that an article may have."""


@command(
    "read",
    M(
        "Read an article and propose what it says of the steps of a plan.\n\nNothing is recorded "
        "until a person accepts it with `--accept`. `--learn` reads the articles of earlier "
        "decisions again and ends with 1 where the reader would decide otherwise."
    ),
    "khutwa read article.txt --roadmap my-plan --date 2019-05-19",
    "khutwa read article.txt --roadmap my-plan --accept 3 --reject 4 --by Ana",
    "khutwa read --roadmap my-plan --learn my-plan/decisions.jsonl",
)
@click.argument("article", type=click.Path(path_type=Path), required=False)
@option("--roadmap", "where", type=click.Path(path_type=Path), required=True,
        message=M("The plan, or its folder."))  # fmt: skip
@option("--date", "published", message=M("The day on which the article was published."))
@option("--publisher", message=M("Who published the article."))
@option("--url", message=M("Where the article can be read."))
@option("--accept", type=int, multiple=True, message=M("Record the proposal of this number."))
@option("--reject", type=int, multiple=True, message=M("Turn the proposal of this number down."))
@option("--edit", type=(int, str), multiple=True,
        message=M("Record a proposal with a change: --edit 3 step=committee."))  # fmt: skip
@option("--by", message=M("Who decides; needed to accept, edit or reject."))
@option("--vouch", is_flag=True,
        message=M("Vouch for what has one source only, where it is done or violated."))  # fmt: skip
@option("--learn", type=click.Path(path_type=Path),
        message=M("Read the articles of these decisions again."))  # fmt: skip
def run(
    article: Path | None,
    where: Path,
    published: str | None,
    publisher: str | None,
    url: str | None,
    accept: tuple[int, ...],
    reject: tuple[int, ...],
    edit: tuple[tuple[int, str], ...],
    by: str | None,
    vouch: bool,
    learn: Path | None,
    as_json: bool,
) -> None:
    """Read one article, or read those of earlier decisions again."""
    from khutwa.read.read import read
    from khutwa.roadmap.loader import load

    roadmap = sound(load(where))
    if learn is not None:
        _learn(learn, roadmap, as_json)
    if article is None:
        stop(M("Name the article to read."))
    day = _day(published)
    text = _text(article)
    reading = read(text, roadmap, published=day)
    if accept or reject or edit:
        if not by:
            stop(M("Say with --by who decides."))
        _decide(
            reading,
            roadmap,
            where,
            day,
            (publisher or "", url or ""),
            accept,
            reject,
            edit,
            by,
            vouch,
        )
    elif as_json:
        write_json(_plain(article, reading))
    else:
        _show(reading, roadmap)


def _day(given: str | None) -> date | None:
    if given is None:
        return None
    try:
        return date.fromisoformat(given)
    except ValueError:
        stop(M("{given} is no day; write it as 2019-05-19.", given=given))


def _text(article: Path) -> str:
    """Return the text of an article, or end with a message."""
    try:
        with article.open("rb") as stream:
            data = stream.read(LARGEST + 1)
    except OSError as error:
        said = error.strerror or type(error).__name__
        stop(M("{file} cannot be read: {error}", file=str(article), error=said))
    if len(data) > LARGEST:
        stop(M("{file} is too large for an article.", file=str(article)))
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        stop(M("{file} is not a text in UTF-8; save it as one.", file=str(article)))


def _plain(article: Path, reading: Reading) -> dict[str, object]:
    from hashlib import sha256

    from khutwa.read.plain import statement_to_dict
    from khutwa.read.sentences import no_probability

    return {
        "file": str(article),
        "sha256": sha256(reading.text.encode()).hexdigest(),
        "language": reading.language,
        "statements": [statement_to_dict(s, n) for n, s in enumerate(reading.statements, 1)],
        "notes": [str(note) for note in reading.notes],
        "confidence_is": str(no_probability()),
    }


def _show(reading: Reading, roadmap: Roadmap) -> None:
    from rich.padding import Padding
    from rich.text import Text

    from khutwa.read.sentences import details, no_probability, verdict

    out = console()
    for note in reading.notes:
        say(note)
    if not reading.statements:
        say(M("Nothing in it speaks of what plans consist of."))
        return
    for number, statement in enumerate(reading.statements, 1):
        words = " ".join(statement.span.text.split())
        head = M("{n}. {verdict}: “{words}”", n=number, verdict=verdict(statement), words=words)
        out.print(Text(str(head), style="bold"))
        for line in details(statement, roadmap):
            out.print(Padding(Text(str(line)), (0, 0, 0, 4), expand=False))
    say(no_probability())


def _decide(
    reading: Reading,
    roadmap: Roadmap,
    plan: Path,
    day: date | None,
    origin: tuple[str, str],
    accept: tuple[int, ...],
    reject: tuple[int, ...],
    edit: tuple[tuple[int, str], ...],
    by: str,
    vouch: bool,
) -> None:
    """Record what a person decided, all of it or nothing."""
    from dataclasses import replace

    from khutwa.ledger import Source, UnwritableError, append, load_ledger
    from khutwa.read.decisions import (
        Decision,
        DecisionError,
        Verdict,
        edited,
        keep_source,
        record,
        unsupported,
    )
    from khutwa.read.proposals import numbered

    made = numbered(reading, date.today(), Source("", *origin))
    changes: dict[int, dict[str, str]] = {number: {} for number in accept}
    for number, change in edit:
        field, _, value = change.partition("=")
        changes.setdefault(number, {})[field] = value
    folder = plan if plan.is_dir() else plan.parent
    ledger = load_ledger(plan).ledger
    chosen: list[tuple[Proposal, Verdict]] = []
    for number in (*changes, *reject):
        if number not in made:
            stop(M("Number {n} is no proposal for the ledger; those are {all}.",
                   n=number, all=[str(n) for n in made]))  # fmt: skip
        if number in changes and number in reject:
            stop(M("Number {n} is both accepted and rejected.", n=number))
        proposal = made[number]
        verdict: Verdict = "rejected"
        if number in changes:
            verdict = "edited" if changes[number] else "accepted"
            try:
                proposal = edited(proposal, changes[number], roadmap)
            except DecisionError as error:
                stop(error.message)
            if unsupported(proposal.entry, ledger) and not vouch:
                stop(M("Nothing was recorded. Number {n} would be {status} on one source. Record a "
                       "second, independent source first, or vouch for it with --vouch.",
                       n=number, status=proposal.entry.status.value))  # fmt: skip
        chosen.append((proposal, verdict))
    source = keep_source(folder, reading.text)
    for proposal, verdict in chosen:
        entry = replace(proposal.entry, note=str(M("read by rule, accepted by {name}", name=by)))
        if verdict != "rejected":
            try:
                append(plan, entry)
            except UnwritableError as error:
                stop(error.message)
            say(M("Recorded as {id}: {step}, {status}.", id=entry.id,
                  step=roadmap.label(entry.step), status=entry.status.value))  # fmt: skip
        span = proposal.statement.span
        record(folder, Decision(source, day, span.start, span.end, verdict, entry.step,
                                entry.status, entry.level, entry.date, by))  # fmt: skip


def _learn(file: Path, roadmap: Roadmap, as_json: bool) -> None:
    """Read earlier decisions again, and end."""
    from khutwa.read.decisions import DecisionError, again, load_decisions

    try:
        found = list(again(file.parent, load_decisions(file), roadmap))
    except DecisionError as error:
        stop(error.message)
    except (OSError, UnicodeDecodeError) as error:
        said = getattr(error, "strerror", None) or type(error).__name__
        stop(M("The decisions cannot be read again: {file}: {error}",
               file=str(getattr(error, "filename", None) or file), error=said))  # fmt: skip
    off = [one for one in found if one.regressed]
    if as_json:
        write_json({
            "file": str(file),
            "decisions": len(found),
            "changed": [
                {**one.decision.to_dict(), "outcome": one.outcome, "now": list(one.now)}
                for one in off
            ],
        })  # fmt: skip
    else:
        say(MN("{n} decision was read again.", "{n} decisions were read again.", len(found)))
        for one in off:
            d = one.decision
            decided = M("{step} {status} was {verdict}", step=d.step, status=d.status.value,
                        verdict=d.verdict)  # fmt: skip
            now = list(one.now) or [str(M("nothing"))]
            say(M("{source}:{start}: {decided}; now the reader proposes {now}.",
                  source=d.source, start=d.start, decided=decided, now=now))  # fmt: skip
        if not off:
            say(M("The reader agrees with all of them."))
    raise SystemExit(1 if off else 0)
