"""`khutwa ledger`: check, show and convert what was recorded."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import click

from khutwa.cli.check import annotation, counted
from khutwa.cli.command import TranslatedGroup, command, json_option, language_option, option
from khutwa.cli.output import (
    ALIKE,
    console,
    say,
    sound,
    stop,
    write_diagnostics,
    write_file,
    write_json,
)
from khutwa.cli.track import day
from khutwa.words import MN, M

if TYPE_CHECKING:
    from khutwa.ledger.entry import Status
    from khutwa.ledger.load import LoadedLedger
    from khutwa.ledger.records import Records
    from khutwa.roadmap.model import Roadmap

MOST = 200
"""Entries that are shown on a screen."""


@click.command(
    "ledger",
    cls=TranslatedGroup,
    message=M(
        "Check, show and convert what was recorded.\n\nThe ledger lies beside the plan as "
        "ledger.csv; `khutwa log` adds to it."
    ),
    examples=(
        "khutwa ledger check my-plan",
        "khutwa ledger show my-plan",
        "khutwa ledger convert my-plan/ledger.csv ledger.xlsx",
    ),
)
@language_option
@json_option
def run(as_json: bool) -> None:
    """Hand `--json` on to the command behind it."""
    context = click.get_current_context()
    context.default_map = {name: {"as_json": as_json} for name in run.commands}


ledger_option = option(
    "--ledger",
    "file",
    type=click.Path(path_type=Path),
    message=M("The ledger; the one beside the plan when not given."),
)


@command(
    "check",
    M(
        "Look for what contradicts itself in a ledger.\n\nEnds with 0 for a clean ledger, 1 for "
        "warnings, 2 for errors. `khutwa explain CODE` says more about a finding."
    ),
    "khutwa ledger check my-plan",
    "khutwa ledger check my-plan --ledger from-the-field.xlsx",
)
@click.argument("plan", type=click.Path(path_type=Path))
@ledger_option
@option(
    "--format",
    "style",
    type=click.Choice(["text", "json", "github"]),
    default="text",
    message=M("How to write the findings."),
)
def check(plan: Path, file: Path | None, style: str, as_json: bool) -> None:
    """Check one ledger."""
    from khutwa.ledger.check import check_ledger
    from khutwa.linter.run import Report

    roadmap, loaded = _both(plan, file, most=None)
    report = Report(check_ledger(loaded, roadmap))
    if as_json or style == "json":
        findings = [finding.to_dict() for finding in report.findings]
        counts = {"unread rows": loaded.lost, "exit": report.exit_code}
        write_json({**_origin(loaded), "findings": findings, **counts})
    elif style == "github":
        for finding in report.findings:
            click.echo(annotation(finding))
    else:
        write_diagnostics(report.findings, alike=ALIKE)
        entries = MN("{n} entry", "{n} entries", len(loaded.ledger.entries))
        if report.findings:
            say(M("{entries} read. Found: {counts}.", entries=entries, counts=counted(report)))
        else:
            say(M("{entries} read, nothing found.", entries=entries))
    raise SystemExit(report.exit_code)


@command(
    "show",
    M(
        "Show the entries that count, by date.\n\nWhat was corrected or taken back is left out; "
        "`--all` shows it too, in the order of recording."
    ),
    "khutwa ledger show my-plan --step ceasefire",
    "khutwa ledger show my-plan --until 2019-12-31",
)
@click.argument("plan", type=click.Path(path_type=Path))
@ledger_option
@option("--step", message=M("Only the entries of this step."))
@option(
    "--until",
    callback=day,
    metavar="DATE",
    message=M("Only what had been recorded by the end of this day."),
)
@option("--all", "every", is_flag=True, message=M("Show what was corrected or taken back too."))
def show(
    plan: Path, file: Path | None, step: str | None, until: date | None, every: bool, as_json: bool
) -> None:
    """Show one ledger."""
    from khutwa.ledger.columns import texts
    from khutwa.roadmap.nearest import nearest

    roadmap, loaded = _both(plan, file)
    ledger = loaded.ledger.as_known(until or date.max)
    known = {*roadmap.steps, *ledger.records.each("step")}
    if step is not None and step not in known:
        near = nearest(step, known) or next(iter(roadmap.steps))
        stop(M("There is no step {step}. Did you mean {near}?", step=step, near=near))
    records = ledger.records if every else ledger.standing()
    if step is not None:
        records = records.take(records.column("step").numbers(step.__eq__) == 1)
    if as_json:
        shown = [texts(entry) for entry in records]
        write_json({**_origin(loaded), "entries": shown, "unread rows": loaded.lost})
        return
    _table(records, roadmap)
    _say_how(loaded)


@command(
    "convert",
    M(
        "Write a ledger in another format.\n\nThe names end in .csv, .xlsx or .jsonl. Rows that "
        "cannot be read are carried over as they are."
    ),
    "khutwa ledger convert ledger.csv ledger.xlsx",
    "khutwa ledger convert from-excel.csv ledger.csv --dates day-first",
)
@click.argument("source", metavar="IN", type=click.Path(path_type=Path))
@click.argument("target", metavar="OUT", type=click.Path(path_type=Path))
@option(
    "--dates",
    type=click.Choice(["day-first", "month-first"]),
    message=M("How to read dates such as 12/11/2015, which can be read in two ways."),
)
@option(
    "--encoding",
    metavar="NAME",
    message=M("The encoding of the old file, as windows-1256; told by its letters when not given."),
)
def convert(
    source: Path, target: Path, dates: str | None, encoding: str | None, as_json: bool
) -> None:
    """Convert one ledger."""
    from khutwa.ledger import UnwritableError, load_ledger
    from khutwa.ledger.format import formats
    from khutwa.ledger.save import written

    loaded = load_ledger(source, dates=dates, encoding=encoding)  # type: ignore[arg-type]
    if not loaded.table.columns and loaded.diagnostics:
        _refuse(loaded)
    form = target.suffix.lower()
    if form not in formats():
        stop(M("{file} is not written: its name must end in {ending}.", file=str(target),
               ending=list(formats())))  # fmt: skip
    if target.exists():
        stop(M("{file} is already there; nothing was changed.", file=str(target)))
    try:
        write_file(target, written(loaded, form))
    except UnwritableError as error:
        stop(error.message)
    if as_json:
        counts = {"entries": len(loaded.lines), "unread rows": loaded.lost}
        write_json({**_origin(loaded), "written": [str(target)], **counts})
    else:
        say(M("Written: {file}", file=str(target)))
        _say_how(loaded)


for made in (check, show, convert):
    run.add_command(made)


def _both(plan: Path, file: Path | None, most: int | None = 1) -> tuple[Roadmap, LoadedLedger]:
    """Return the plan and its ledger, or end with what is wrong with either as a whole."""
    from khutwa.ledger import load_ledger
    from khutwa.ledger.load import ledger_beside
    from khutwa.roadmap.loader import load

    roadmap = sound(load(plan))
    loaded = load_ledger(file or ledger_beside(plan), roadmap, most=most)
    if not loaded.table.columns and loaded.diagnostics:
        _refuse(loaded)
    return roadmap, loaded


def _refuse(loaded: LoadedLedger) -> NoReturn:
    """End with what is wrong with a file of which nothing can be used."""
    if click.get_current_context().params.get("as_json"):
        write_json({"file": loaded.file, "findings": [d.to_dict() for d in loaded.diagnostics]})
    else:
        write_diagnostics(loaded.diagnostics, stderr=True)
    raise SystemExit(2)


def _origin(loaded: LoadedLedger) -> dict[str, str]:
    """Return what says of a result which ledger it rests on, and which text of it."""
    import hashlib

    return {"file": loaded.file, "sha256": hashlib.sha256(loaded.data).hexdigest()}


def _say_how(loaded: LoadedLedger) -> None:
    """Say in which encoding a ledger was read, and how many rows could not be, where that is so."""
    write_diagnostics(loaded.notes, stderr=True)
    if not loaded.lost:
        return
    said = MN(
        "{n} row of {file} cannot be read and does not count.",
        "{n} rows of {file} cannot be read and do not count.",
        loaded.lost,
        file=loaded.file,
    )
    say(said, stderr=True)


def _table(records: Records, roadmap: Roadmap) -> None:
    from rich.table import Table

    if not records:
        say(M("The ledger has no entry to show."))
        return
    out = console()
    if not out.is_terminal:
        # The console would turn tabs into spaces.
        click.echo("\n".join(map("\t".join, _cells(records, roadmap))))
        return
    heads = (M("date"), M("step"), M("status"), M("level"), M("assessor"), M("grade"),
             M("recorded"), M("id"))  # fmt: skip
    table = Table(*(str(head) for head in heads), box=None, padding=(0, 2, 0, 0))
    for when, step, *cells, note in _cells(records[-MOST:], roadmap):
        # A column of its own would leave the others no room.
        table.add_row(when, "\n".join(filter(None, (step, note))), *cells)
    out.print(table)
    if len(records) > MOST:
        say(MN("{n} more stands before them; `--step` and `--until` choose, and a file takes all.",
               "{n} more stand before them; `--step` and `--until` choose, and a file takes all.",
               len(records) - MOST))  # fmt: skip


def _cells(records: Records, roadmap: Roadmap) -> Iterator[tuple[str, ...]]:
    """Yield what is shown of each entry; its note comes last."""
    from khutwa.ledger.entry import levels
    from khutwa.words import format_date, format_partial, harmless

    def grade(level: int | None, status: Status) -> str:
        open_ = levels(level, status)
        return "–".join(dict.fromkeys(map(str, (min(open_), max(open_)))))

    def line(text: str) -> str:
        return harmless(" ".join(text.split()))

    return zip(
        records.each("date", lambda day: format_partial(day, short=True) if day else "?"),
        records.each("step", lambda step: line(str(roadmap.label(step)))),
        records.each("status", lambda status: str(status.label)),
        map(grade, records.each("level"), records.each("status")),
        records.each("assessor", lambda name: line(str(roadmap.label(name))) or "?"),
        records.each("grade", lambda grade: str(grade or "?")),
        records.each("recorded", lambda day: format_date(day, short=True)),
        records.each("id"),
        records.each("note", line),
        strict=True,
    )
