"""`khutwa new`: begin a plan."""

from __future__ import annotations

import os
import shlex
from pathlib import Path

import click

from khutwa.cli.command import command, option
from khutwa.cli.output import say, stop, write_file, write_json
from khutwa.words import M


@command(
    "new",
    M(
        "Begin a plan in a folder of its own.\n\nIt starts as a five-step plan to write over, or "
        "as a copy of one of the examples, with the ledger of what came of it."
    ),
    "khutwa new my-plan",
    "khutwa new my-plan --from syria-2254",
)
@click.argument("name", type=click.Path(path_type=Path))
@option("--from", "example", message=M("The example to copy; see `khutwa examples`."))
def run(name: Path, example: str | None, as_json: bool) -> None:
    """Make the folder and its files."""
    from khutwa.examples.catalogue import ledger, names, path, starter
    from khutwa.roadmap.nearest import nearest

    if example is not None and example not in names():
        near = nearest(example, names()) or names()[0]
        stop(M("There is no example {name}. Did you mean {near}?", name=example, near=near))
    sources = [path(example) if example else starter()]
    if example and ledger(example).exists():
        sources.append(ledger(example))
    targets = [name / source.name for source in sources]
    for target in targets:
        if os.path.exists(target):
            stop(M("{file} is already there; nothing was changed.", file=str(target)))
    for source, target in zip(sources, targets, strict=True):
        write_file(target, source.read_bytes())
    if as_json:
        write_json({"written": [str(target) for target in targets]})
        return
    for target in targets:
        say(M("Written: {file}", file=str(target)))
    say(M("Next: edit it, then run `khutwa check {folder}`.", folder=shlex.quote(str(name))))
