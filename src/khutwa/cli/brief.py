"""`khutwa brief`: two pages for the envoy."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from khutwa.cli.command import command, option
from khutwa.cli.output import check_ending, origin, say, sound, stop, write_file, write_json
from khutwa.cli.track import tracked
from khutwa.words import M, current_language

ROOM = 2
"""Pages that an envoy reads."""


@command(
    "brief",
    M(
        "Write two pages for the envoy.\n\nThey say what is owed next and by whom, the weakest "
        "links, the findings and the assumptions. A name that ends in .pdf is printed through an "
        "installed browser."
    ),
    "khutwa brief my-plan -o brief.html",
    "khutwa brief my-plan -o brief.pdf --lang ar",
)
@click.argument("plan", type=click.Path(path_type=Path))
@option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    default=Path("brief.html"),
    show_default=True,
    message=M("The file to write, .html or .pdf."),
)
@option(
    "--ledger",
    type=click.Path(path_type=Path),
    message=M("A ledger, or the folder that holds it: what it shows as likely done is no longer "
              "owed."),
)  # fmt: skip
def run(plan: Path, output: Path, ledger: Path | None, as_json: bool) -> None:
    """Write the brief of one plan."""
    from khutwa.report import NoBrowser, brief_html, print_pdf
    from khutwa.report.pdf import pages
    from khutwa.roadmap.loader import load

    check_ending(output, ".html", ".pdf")
    loaded = load(plan)
    roadmap = sound(loaded)
    found = tracked(roadmap, ledger, date.today()) if ledger else None
    page = brief_html(loaded, current_language(), found)
    count = 0
    if output.suffix.lower() == ".pdf":
        try:
            printed = print_pdf(page)
        except NoBrowser as error:
            stop(error.message)
        write_file(output, printed)
        count = pages(printed)
    else:
        write_file(output, page)
    if as_json:
        write_json({**origin(loaded), "written": [str(output)]})
    else:
        say(M("Written: {file}", file=str(output)))
        if count > ROOM:
            say(M("It takes {n} pages: the names or remarks of this plan are long.", n=count))
