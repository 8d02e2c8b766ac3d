"""`khutwa load`: read a file of somebody else's data, say what is odd, convert it."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import click

from khutwa.cli.command import command, option
from khutwa.cli.output import (
    check_ending,
    console,
    say,
    stop,
    write_diagnostics,
    write_file,
    write_json,
)
from khutwa.roadmap.diagnostic import Diagnostic
from khutwa.words import MN, M, Message

if TYPE_CHECKING:
    from khutwa.exchange.kobo_mapping import Mapping
    from khutwa.exchange.overview import Overview
    from khutwa.ledger.cells import Order


@command(
    "load",
    M(
        "Read somebody else's data, and say what is odd about it.\n\nKinds: pam, pax, "
        "ucdp (agreements), ged, acled (events), counts, kobo (field reports). Events become "
        "counts by week or month for `khutwa alarms`; field reports become entries of a ledger."
    ),
    "khutwa load ucdp ucdp-peace-agreements-221.xlsx",
    "khutwa load acled export.csv --place Idlib --type 'Explosions/Remote violence' -o counts.csv",
    "khutwa load kobo export.xlsx --mapping form.yaml -o my-plan/ledger.csv",
)
@click.argument("kind", type=click.Choice(["pam", "pax", "ucdp", "ged", "acled", "counts", "kobo"]))
@click.argument("file", type=click.Path(path_type=Path))
@option(
    "-o",
    "--out",
    type=click.Path(path_type=Path),
    message=M("The file to write: counts as .csv; a ledger as .csv, .xlsx or .jsonl, to which "
              "entries are added that it does not have."),
)  # fmt: skip
@option(
    "--mapping",
    type=click.Path(path_type=Path),
    message=M("For kobo: a YAML file that says which column is which field of the ledger."),
)
@option(
    "--every",
    type=click.Choice(["week", "month"]),
    default="month",
    show_default=True,
    message=M("The period by which events are counted."),
)
@option(
    "--dates",
    type=click.Choice(["day-first", "month-first"]),
    message=M("How to read dates such as 12/11/2015, which can be read in two ways."),
)
@option("--deaths", is_flag=True, message=M("Count deaths in place of events."))
@option("--place", message=M("Count only events in this country, province or place."))
@option("--type", "sort", message=M("Count only events of this type."))
def run(
    kind: str,
    file: Path,
    out: Path | None,
    mapping: Path | None,
    every: str,
    dates: Order | None,
    deaths: bool,
    place: str | None,
    sort: str | None,
    as_json: bool,
) -> None:
    """Load one file."""
    from khutwa.exchange.overview import about, overview

    if out and kind in ("pam", "pax", "ucdp"):
        stop(M("Agreements do not say what was done of a plan, so nothing is written of them."))
    if out and kind != "kobo":
        check_ending(out, ".csv")
    if out and out.exists() and file.exists() and out.samefile(file):
        stop(M("{file} is the file that is read; give what is written another name.",
               file=str(out)))  # fmt: skip
    if kind == "kobo" and mapping is None:
        stop(M("Say with --mapping which column is which field of the ledger."))
    form = _form(mapping) if mapping else None
    if isinstance(form, Diagnostic):
        _end((form,), as_json)
    found = overview(
        kind, file, form, every="week" if every == "week" else "month", deaths=deaths,
        dates=dates, chosen=lambda event: about(event, place, sort),
    )  # fmt: skip
    if not found.ok:
        _end(found.diagnostics, as_json)
    written = _written(found, out) if out else None
    if as_json:
        write_json(_plain(found, file, written))
        return
    console(stderr=True).print("\n".join(str(line) for line in found.origin.words()))
    if found.days:
        first, last = found.days
        say(M("{size}, from {first} to {last}.", size=found.size, first=first, last=last))
    else:
        say(M("{size}.", size=found.size))
    write_diagnostics(found.diagnostics)
    for line in written or ():
        say(line)


def _form(file: Path) -> Mapping | Diagnostic:
    from khutwa.exchange.kobo_mapping import load_mapping

    return load_mapping(file)


def _end(found: tuple[Diagnostic, ...], as_json: bool) -> NoReturn:
    if as_json:
        write_json({"findings": [each.to_dict() for each in found]})
    else:
        write_diagnostics(found, stderr=True)
    raise SystemExit(2)


def _written(found: Overview, out: Path) -> list[Message]:
    """Write what can be made of the file; return what to say of it."""
    from khutwa.exchange.counts import counts_csv

    if found.entries is not None:
        return _add(found, out)
    counts = found.counts or ()
    if not counts:
        stop(M("There is nothing to count, so nothing was written."))
    write_file(out, counts_csv(counts))
    said = [M("Written: {file}", file=str(out)),
            M("Next: `khutwa alarms {file}`.", file=str(out))]  # fmt: skip
    if found.kind != "counts":
        said.insert(1, M("A period without a report counts 0, whether it was quiet or nobody "
                         "wrote."))  # fmt: skip
    return said


def _add(found: Overview, out: Path) -> list[Message]:
    """Add the entries that a ledger does not have; return what to say of it."""
    from khutwa.ledger import UnwritableError, append, load_ledger
    from khutwa.ledger.format import formats
    from khutwa.roadmap.loader import FILE

    if out.suffix.lower() not in formats():
        stop(M("{file} is not written: its name must end in {ending}.", file=str(out),
               ending=list(formats())))  # fmt: skip
    known = load_ledger(out) if os.path.lexists(out) else None
    # A row that cannot be read has its id all the same.
    there = known.table.ids if known else set()
    fresh = [entry for entry in found.entries or () if entry.id not in there]
    try:
        append(out, *fresh, known=known)
    except UnwritableError as error:
        stop(error.message)
    old = len(found.entries or ()) - len(fresh)
    said = [MN("{n} entry was added to {file}.", "{n} entries were added to {file}.", len(fresh),
               file=str(out))]  # fmt: skip
    if old:
        said.append(MN("{n} was there already and was left as it is.",
                       "{n} were there already and were left as they are.", old))  # fmt: skip
    if (out.parent / FILE).exists():
        said.append(M("Next: `khutwa ledger check {folder}`.", folder=str(out.parent)))
    return said


def _plain(found: Overview, file: Path, written: list[Message] | None) -> dict[str, object]:
    return {
        "file": str(file),
        "sha256": hashlib.sha256(file.read_bytes()).hexdigest(),
        "kind": found.kind,
        "origin": found.origin.to_dict(),
        "size": str(found.size),
        "days": [day.isoformat() for day in found.days] if found.days else None,
        "hxl": dict(found.tags),
        "findings": [each.to_dict() for each in found.diagnostics],
        "written": [str(line) for line in written] if written is not None else None,
    }
