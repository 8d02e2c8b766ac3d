"""`khutwa export`: the plan in the format of another program."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from khutwa.cli.command import command, option
from khutwa.cli.output import (
    check_ending,
    console,
    origin,
    say,
    sound,
    stop,
    write_file,
    write_json,
)
from khutwa.cli.track import ledger_option, today_option, tracked
from khutwa.words import MN, M

if TYPE_CHECKING:
    from khutwa.roadmap.model import Roadmap
    from khutwa.track import Track


@command(
    "export",
    M(
        "Write the plan, or where it stands, for other programs.\n\nThe game for Gambit; due "
        "against done as an Excel workbook, as CSV with HXL tags, as IATI results; the deadlines "
        "as a calendar; the places as a map. Several at once if you like."
    ),
    "khutwa export my-plan --xlsx status.xlsx --lang ar",
    "khutwa export my-plan --ics deadlines.ics --csv steps.csv",
    "khutwa export my-plan --geojson map.geojson",
    "khutwa export my-plan --iati results.xml --activity XM-DAC-0-1",
    "khutwa export my-plan --efg free.efg --game free",
)
@click.argument("plan", type=click.Path(path_type=Path))
@option("--efg", type=click.Path(path_type=Path), message=M("The game for Gambit; ends in .efg."))
@option(
    "--game",
    type=click.Choice(["scheduled", "free"]),
    default="scheduled",
    show_default=True,
    message=M("The agreed order, or the game in which nobody imposes one."),
)
@option("--xlsx", type=click.Path(path_type=Path), message=M("A workbook; ends in .xlsx."))
@option(
    "--csv",
    "table",
    type=click.Path(path_type=Path),
    message=M("A table with a row of HXL tags; ends in .csv."),
)
@option(
    "--ics",
    type=click.Path(path_type=Path),
    message=M("A calendar of the deadlines; ends in .ics."),
)
@option(
    "--geojson",
    type=click.Path(path_type=Path),
    message=M("A map of the steps that have coordinates; ends in .geojson."),
)
@option("--iati", type=click.Path(path_type=Path), message=M("Results for IATI; ends in .xml."))
@option("--activity", message=M("For --iati: the identifier of your activity."))
@ledger_option
@today_option
def run(
    plan: Path,
    efg: Path | None,
    game: str,
    xlsx: Path | None,
    table: Path | None,
    ics: Path | None,
    geojson: Path | None,
    iati: Path | None,
    activity: str | None,
    ledger: Path | None,
    today: date | None,
    as_json: bool,
) -> None:
    """Export one plan."""
    from khutwa.roadmap.loader import load

    given = {
        ".efg": efg, ".xlsx": xlsx, ".csv": table, ".ics": ics, ".geojson": geojson, ".xml": iati,
    }  # fmt: skip
    wanted = {ending: file for ending, file in given.items() if file}
    if not wanted:
        stop(M("Say what to write: --xlsx, --csv, --ics, --geojson, --iati or --efg."))
    for ending, file in wanted.items():
        check_ending(file, ending)
    if iati and not (activity and activity.strip()):
        stop(M("IATI results belong to an activity: give its identifier with --activity."))
    loaded = load(plan)
    roadmap = sound(loaded)
    made: list[tuple[Path, str | bytes]] = []
    if efg:
        made.append((efg, _game(roadmap, game)))
    if len(wanted) > len(made):
        found = _tracked(roadmap, plan, ledger, today or date.today())
        writers = _writers((activity or "").strip())
        made += [(wanted[end], write(found)) for end, write in writers.items() if end in wanted]
    for file, data in made:
        write_file(file, data)
    if as_json:
        write_json({**origin(loaded), "written": [str(file) for file, _ in made]})
        return
    for file, _ in made:
        say(M("Written: {file}", file=str(file)))
    if xlsx:
        _say_confidential(found)
    if ics:
        _say_undated(found)
    if geojson:
        _say_unplaced(found)


def _tracked(roadmap: Roadmap, plan: Path, ledger: Path | None, today: date) -> Track:
    """Return where a process stands; where no ledger was begun yet, nothing of it is done."""
    from khutwa.ledger import Ledger
    from khutwa.ledger.load import ledger_path
    from khutwa.track import track

    if ledger or ledger_path(plan).exists():
        return tracked(roadmap, ledger or plan, today)
    said = M("There is no ledger beside the plan: nothing is known of what was done.")
    console(stderr=True).print(str(said))
    return track(roadmap, Ledger(), today)


def _say_confidential(found: Track) -> None:
    """Say that a workbook holds words that are not for everybody."""
    entries = {e.id: e for status in found.steps for e in status.entries}.values()
    held = sum(each.is_confidential for each in entries)
    if held:
        said = MN("The workbook holds {n} entry marked TLP RED or AMBER; mind with whom you share "
                  "it.", "The workbook holds {n} entries marked TLP RED or AMBER; mind with whom "
                  "you share it.", held)  # fmt: skip
        console(stderr=True).print(str(said))


def _game(roadmap: Roadmap, game: str) -> str:
    from khutwa.exchange.efg_free import free_efg
    from khutwa.exchange.efg_scheduled import scheduled_efg
    from khutwa.game import InfeasibleSchedule, TooLarge

    try:
        return free_efg(roadmap) if game == "free" else scheduled_efg(roadmap)
    except (InfeasibleSchedule, TooLarge) as error:
        stop(error.message)


def _writers(activity: str) -> dict[str, Callable[[Track], str | bytes]]:
    """Return the functions that write a tracked process, by the ending of the file."""
    from khutwa.exchange.calendar import calendar
    from khutwa.exchange.geojson import features_json
    from khutwa.exchange.iati import results_xml
    from khutwa.exchange.steps_table import steps_csv

    return {
        ".xlsx": _workbook,
        ".csv": steps_csv,
        ".ics": calendar,
        ".geojson": features_json,
        ".xml": lambda found: results_xml(found, activity),
    }


def _workbook(found: Track) -> bytes:
    from khutwa.exchange.workbook import workbook
    from khutwa.ledger import UnwritableError

    try:
        return workbook(found)
    except UnwritableError as error:
        stop(error.message)


def _say_undated(found: Track) -> None:
    from khutwa.game.phrases import few

    undated = [
        M("{step} ({reading})", step=found.roadmap.label(each.step), reading=each.reading)
        if each.reading
        else found.roadmap.label(each.step)
        for each in found.commitments
        if not each.due
    ]
    if undated:
        say(M("Without a date, and so not in the calendar: {steps}.", steps=few(undated)))


def _say_unplaced(found: Track) -> None:
    """Say which steps are not on the map, and that it names no confidential source."""
    from khutwa.exchange.geojson import unnamed_sources, unplaced
    from khutwa.game.phrases import few

    left_out = unplaced(found)
    if left_out:
        say(MN("{n} step of {total} has no coordinates, and so is not on the map: {steps}.",
               "{n} steps of {total} have no coordinates, and so are not on the map: {steps}.",
               len(left_out), total=len(found.steps),
               steps=few([found.roadmap.label(name) for name in left_out])))  # fmt: skip
    held = unnamed_sources(found)
    if held:
        said = MN("The map does not name the source of {n} entry, which the ledger marks TLP RED "
                  "or AMBER; the level rests on it all the same.",
                  "The map does not name the sources of {n} entries, which the ledger marks TLP "
                  "RED or AMBER; the levels rest on them all the same.", held)  # fmt: skip
        console(stderr=True).print(str(said))
