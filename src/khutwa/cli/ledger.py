"""`khutwa ledger`: check, show and convert what was recorded."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import click

from khutwa.cli.check import annotation, counted
from khutwa.cli.command import TranslatedGroup, command, json_option, language_option, option
from khutwa.cli.output import console, say, sound, stop, write_diagnostics, write_file, write_json
from khutwa.words import MN, M

if TYPE_CHECKING:
    from khutwa.ledger.entry import Entry
    from khutwa.ledger.load import LoadedLedger
    from khutwa.roadmap.model import Roadmap


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

    roadmap, loaded = _both(plan, file)
    report = Report(check_ledger(loaded, roadmap))
    if as_json or style == "json":
        findings = [finding.to_dict() for finding in report.findings]
        write_json({**_origin(loaded), "findings": findings, "exit": report.exit_code})
    elif style == "github":
        for finding in report.findings:
            click.echo(annotation(finding))
    else:
        write_diagnostics(report.findings)
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
@option("--until", message=M("Only what had been recorded by the end of this day."))
@option("--all", "every", is_flag=True, message=M("Show what was corrected or taken back too."))
def show(
    plan: Path, file: Path | None, step: str | None, until: str | None, every: bool, as_json: bool
) -> None:
    """Show one ledger."""
    from khutwa.ledger.cells import CellError, read_date
    from khutwa.ledger.columns import texts
    from khutwa.roadmap.nearest import nearest

    roadmap, loaded = _both(plan, file)
    ledger = loaded.ledger
    if until is not None:
        try:
            ledger = ledger.as_known(read_date(until).last)
        except CellError:
            stop(M("{given} is not a day: write it as in 2015-12-18.", given=until))
    known = {*roadmap.steps, *(entry.step for entry in ledger.entries)}
    if step is not None and step not in known:
        near = nearest(step, known) or next(iter(roadmap.steps))
        stop(M("There is no step {step}. Did you mean {near}?", step=step, near=near))
    entries = [
        e for e in (ledger.entries if every else ledger.standing()) if step in (None, e.step)
    ]
    lost = len(loaded.table.rows) - len(loaded.lines)
    if as_json:
        shown = [texts(entry) for entry in entries]
        write_json({**_origin(loaded), "entries": shown, "unread rows": lost})
        return
    _table(entries, roadmap)
    if lost:
        _say_lost(loaded, lost)


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
def convert(source: Path, target: Path, dates: str | None, as_json: bool) -> None:
    """Convert one ledger."""
    from khutwa.ledger import UnwritableError, load_ledger
    from khutwa.ledger.format import formats
    from khutwa.ledger.save import written

    loaded = load_ledger(source, dates=dates)  # type: ignore[arg-type]
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
    lost = len(loaded.table.rows) - len(loaded.lines)
    if as_json:
        counts = {"entries": len(loaded.lines), "unread rows": lost}
        write_json({**_origin(loaded), "written": [str(target)], **counts})
    else:
        say(M("Written: {file}", file=str(target)))
        if lost:
            _say_lost(loaded, lost)


for made in (check, show, convert):
    run.add_command(made)


def _both(plan: Path, file: Path | None) -> tuple[Roadmap, LoadedLedger]:
    """Return the plan and its ledger, or end with what is wrong with either as a whole."""
    from khutwa.ledger import load_ledger
    from khutwa.ledger.load import ledger_beside
    from khutwa.roadmap.loader import load

    roadmap = sound(load(plan))
    loaded = load_ledger(file or ledger_beside(plan), roadmap)
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


def _say_lost(loaded: LoadedLedger, lost: int) -> None:
    said = MN(
        "{n} row of {file} cannot be read and does not count.",
        "{n} rows of {file} cannot be read and do not count.",
        lost,
        file=loaded.file,
    )
    console(stderr=True).print(str(said))


def _table(entries: list[Entry], roadmap: Roadmap) -> None:
    from rich.table import Table

    from khutwa.words import format_date, format_partial

    if not entries:
        say(M("The ledger has no entry to show."))
        return
    out = console()
    heads = (M("date"), M("step"), M("status"), M("level"), M("assessor"), M("grade"),
             M("recorded"), M("id"))  # fmt: skip
    table = Table(*(str(head) for head in heads), box=None, padding=(0, 2, 0, 0))
    for entry in entries:
        cells = (
            format_partial(entry.date, short=True) if entry.date else "?",
            str(roadmap.label(entry.step)),
            str(entry.status.label),
            "–".join(dict.fromkeys(str(x) for x in (min(entry.levels), max(entry.levels)))),
            entry.assessor or "?",
            str(entry.grade or "?"),
            format_date(entry.recorded, short=True),
            entry.id,
        )
        note = " ".join(entry.note.split())
        if out.is_terminal:
            # A column of its own would leave the others no room.
            table.add_row(cells[0], "\n".join(filter(None, (cells[1], note))), *cells[2:])
        else:
            # The console would turn tabs into spaces.
            click.echo("\t".join((*(" ".join(cell.split()) for cell in cells), note)))
    if out.is_terminal:
        out.print(table)
