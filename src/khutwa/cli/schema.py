"""`khutwa schema`: the JSON Schema from which editors complete."""

from __future__ import annotations

from pathlib import Path

import click

from khutwa.cli.command import command, option
from khutwa.cli.output import check_ending, say, write_file, write_json
from khutwa.words import M


@command(
    "schema",
    M(
        "Write the JSON Schema of the plan's file.\n\nEditors complete and check from it: put "
        "`# yaml-language-server: $schema=roadmap.schema.json` into the first line of the plan."
    ),
    "khutwa schema -o roadmap.schema.json",
)
@option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    message=M("The file to write; standard output when not given."),
)
def run(output: Path | None, as_json: bool) -> None:
    """Write the schema, which is JSON in any case."""
    import json

    from khutwa.roadmap.schema import json_schema

    if output is None:
        write_json(json_schema())
        return
    check_ending(output, ".json")
    write_file(output, json.dumps(json_schema(), ensure_ascii=False, indent=2) + "\n")
    if as_json:
        write_json({"written": [str(output)]})
    else:
        say(M("Written: {file}", file=str(output)))
