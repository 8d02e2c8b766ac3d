"""`khutwa log`: record what happened to a step."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from khutwa.cli.command import command, option
from khutwa.cli.ledger import ledger_option
from khutwa.cli.output import say, sound, stop, write_diagnostics, write_json
from khutwa.roadmap.diagnostic import Severity
from khutwa.words import M

if TYPE_CHECKING:
    from khutwa.ledger.entry import Entry
    from khutwa.ledger.ledger import Ledger
    from khutwa.ledger.load import LoadedLedger


@command(
    "log",
    M(
        "Record what happened to a step.\n\nAdds one entry to the ledger beside the plan and "
        "leaves the rest as it is. To correct an entry, record one that supersedes or "
        "retracts it."
    ),
    "khutwa log my-plan --step ceasefire --status begun --date 2027-01-05 --assessor un",
    "khutwa log my-plan --step ceasefire --status done --date 2027-01 --supersedes 2027-01-05_1",
    "khutwa log my-plan --retracts 2027-01-05_1 --note 'Another valley was meant.'",
)
@click.argument("plan", type=click.Path(path_type=Path))
@option("--step", message=M("The step; a tranche as arms.2."))
@option(
    "--status",
    message=M("promised, begun, partial, done, stalled, refused, violated, reversed or disputed."),
)
@option("--date", "day", message=M("The day, month or year of the fact."))
@option("--level", message=M("0 nothing, 1 little, 2 a good part, 3 all of it."))
@option("--counts", message=M("Tasks done/ongoing/pending: 27/17/15 of 59."))
@option("--assessor", message=M("Who judges."))
@option("--source-title", message=M("What the source is called."))
@option("--publisher", message=M("Who published it."))
@option("--url", message=M("Where it can be read."))
@option("--sha256", message=M("The hash of the archived copy."))
@option("--grade", message=M("The source A to F, what it says 1 to 6: B2."))
@option("--tlp", message=M("Who may see it: RED, AMBER+STRICT, AMBER, GREEN, CLEAR."))
@option("--quote", message=M("The source's own words."))
@option("--quote-language", message=M("The language of the quote, such as ar."))
@option("--note", message=M("A remark."))
@option("--supersedes", multiple=True, message=M("An entry that this one corrects."))
@option("--retracts", multiple=True, message=M("An entry that this one takes back."))
@option("--id", "name", message=M("Its id; made of the date when not given."))
@option("--recorded", message=M("The day of recording; today when not given."))
@ledger_option
def run(
    plan: Path,
    step: str | None,
    status: str | None,
    day: str | None,
    level: str | None,
    counts: str | None,
    assessor: str | None,
    source_title: str | None,
    publisher: str | None,
    url: str | None,
    sha256: str | None,
    grade: str | None,
    tlp: str | None,
    quote: str | None,
    quote_language: str | None,
    note: str | None,
    supersedes: tuple[str, ...],
    retracts: tuple[str, ...],
    name: str | None,
    recorded: str | None,
    file: Path | None,
    as_json: bool,
) -> None:
    """Add one entry."""
    from khutwa.ledger import LoadedLedger, load_ledger
    from khutwa.ledger.cells import plain, read_ids
    from khutwa.ledger.check import check_ledger
    from khutwa.ledger.columns import texts
    from khutwa.ledger.load import ledger_beside, ledger_path, read_row
    from khutwa.roadmap.loader import load

    roadmap = sound(load(plan))
    file = ledger_path(file) if file else ledger_beside(plan)
    old = load_ledger(file)
    write_diagnostics(old.notes, stderr=True)
    _check_corrected(old.ledger, [*supersedes, *retracts])
    taken_back = [old.ledger.by_id[i] for i in read_ids(" ".join(retracts))]
    if taken_back:
        step, status = step or taken_back[0].step, status or taken_back[0].status.value
    recorded = recorded or date.today().isoformat()
    row = {
        "id": name or _new_id(plain(day or recorded), old),
        "recorded": recorded,
        "date": day,
        "step": step,
        "status": status,
        "level": level,
        "counts": counts,
        "assessor": assessor,
        "grade": grade,
        "source title": source_title,
        "source publisher": publisher,
        "source url": url,
        "source sha256": sha256,
        "language": quote_language,
        "quote": quote,
        "note": note,
        "tlp": tlp,
        "supersedes": " ".join(supersedes),
        "retracts": " ".join(retracts),
    }
    made = read_row({column: text for column, text in row.items() if text}, roadmap)
    for found in made.diagnostics:
        stop(M("Nothing was recorded. {what} {fix}", what=found.what, fix=found.fix))
    (entry,) = made.ledger.entries
    after = _added(file, entry, plain(day or recorded) if not name else None, old)
    entry = after.entries[-1]
    if entry.recorded > date.today():
        say(M("The day of recording, {day}, is still to come: who asks what was known by an "
              "earlier day does not see this entry.", day=entry.recorded), stderr=True)  # fmt: skip
    # It stays recorded: whoever sees a contradiction supersedes it.
    doubts = check_ledger(LoadedLedger(after, ()), roadmap, entry.id)
    if doubts:
        # Only what is read from the file has a place in it.
        doubts = check_ledger(load_ledger(file, roadmap), roadmap, entry.id)
    write_diagnostics(tuple(d for d in doubts if d.severity is not Severity.INFO), stderr=True)
    if as_json:
        write_json({"ledger": str(file), "entry": texts(entry)})
    else:
        say(M("Recorded as {id} in {file}.", id=entry.id, file=str(file)))


def _added(file: Path, entry: Entry, day: str | None, old: LoadedLedger) -> Ledger:
    """Add an entry; where its id was made of a day and is taken meanwhile, under another.

    Args:
        file: The ledger.
        entry: The entry.
        day: The day of which its id was made; None where it was given.
        old: The ledger as it was read before.
    """
    from khutwa.ledger import UnwritableError, append, load_ledger
    from khutwa.ledger.save import TakenError

    while True:
        try:
            return append(file, entry, known=old)
        except TakenError as error:
            if day is None:
                stop(error.message)
            old = load_ledger(file)
            entry = replace(entry, id=_new_id(day, old))
        except UnwritableError as error:
            stop(error.message)


def _check_corrected(ledger: Ledger, ids: list[str]) -> None:
    """End with a message where a correction names an entry that does not exist."""
    from khutwa.ledger.cells import read_ids
    from khutwa.roadmap.nearest import nearest

    for name in read_ids(" ".join(ids)):
        if name not in ledger.by_id:
            near = nearest(name, ledger.by_id)
            said = M("Nothing was recorded. No entry of this ledger has the id {id}.", id=name)
            stop(M("{said} Did you mean {nearest}?", said=said, nearest=near) if near else said)


def _new_id(day: str, old: LoadedLedger) -> str:
    """Return the first id made of a date and a number that no row has."""
    taken = old.table.ids
    # Joined by a hyphen, Excel would take the year, month and number for a date.
    stem = "-".join(day.replace("/", "-").replace(".", "-").split())
    number = 1
    while f"{stem}_{number}" in taken:
        number += 1
    return f"{stem}_{number}"
