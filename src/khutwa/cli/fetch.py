"""`khutwa fetch`: bring a data set from its owners."""

from __future__ import annotations

import os
from pathlib import Path

import click

from khutwa.cli.command import command, option
from khutwa.cli.output import console, say, stop, write_file, write_json
from khutwa.words import M


@command(
    "fetch",
    M(
        "Bring a data set of peace agreements from its owners.\n\nSays whose it is and what may be "
        "done with it, and shows the checksum of what came. None of them is part of this program."
    ),
    "khutwa fetch ucdp",
    "khutwa fetch pam -o data/PAM_ID-1.5.xlsx",
)
@click.argument("name", type=click.Choice(["pam", "pax", "ucdp"]))
@option(
    "-o",
    "--out",
    type=click.Path(path_type=Path),
    message=M("The file to write; in this folder, under its own name, when not given."),
)
@option(
    "--from",
    "address",
    message=M("The address of the file, where its owners have moved it."),
)
@option("--any", "other", is_flag=True, message=M("Take another version than the one known."))
def run(name: str, out: Path | None, address: str | None, other: bool, as_json: bool) -> None:
    """Fetch one data set."""
    from khutwa.exchange.datasets import DATASETS, fetch_dataset
    from khutwa.ledger.fetch import FetchError

    dataset = DATASETS[name]
    target = out or Path(dataset.file)
    if os.path.lexists(target):
        stop(M("{file} is already there; nothing was changed.", file=str(target)))
    if not as_json:
        for line in dataset.origin.words():
            console(stderr=True).print(str(line))
    try:
        found = fetch_dataset(dataset, address, other=other)
    except FetchError as error:
        stop(error.message)
    write_file(target, found.data)
    if as_json:
        write_json({
            "written": [str(target)], "url": found.url, "bytes": len(found.data),
            "sha256": found.sha256, "known": found.sha256 == dataset.sha256,
            "origin": dataset.origin.to_dict(),
        })  # fmt: skip
        return
    say(M("Written: {file}", file=str(target)))
    say(M("{size} bytes from {url}", size=len(found.data), url=found.url))
    say(M("SHA-256: {sha256}", sha256=found.sha256))
    if dataset.sha256 is None:
        say(M("No checksum of this data set is known; keep this one with your results."))
