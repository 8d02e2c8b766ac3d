"""`khutwa explain`: what a code means, with a real case."""

from __future__ import annotations

from typing import Any

import click

from khutwa.cli.command import command
from khutwa.cli.output import console, stop, write_json, write_rows
from khutwa.words import M


@command(
    "explain",
    M(
        "Say what a code of the checker means.\n\nAlso why it matters, with a real case, and what "
        "to write instead. Without a code, list them all."
    ),
    "khutwa explain KH201",
    "khutwa explain",
)
@click.argument("code", required=False)
def run(code: str | None, as_json: bool) -> None:
    """Explain one code or list all."""
    from khutwa.exchange.codes import data_codes, plain
    from khutwa.linter.explain import listing
    from khutwa.roadmap.nearest import nearest

    data = data_codes()
    known = {**listing(), **{name: entry for name, (entry, _) in data.items()}}

    def to_dict(name: str) -> dict[str, Any]:
        return plain(*data[name]) if name in data else known[name].to_dict()

    if not code:
        if as_json:
            write_json([to_dict(name) for name in known])
            return
        write_rows((entry.code, entry.title) for entry in known.values())
        return
    code = code.upper()
    if code not in known:
        near = nearest(code, known) or "KH001"
        stop(M("There is no code {code}. Did you mean {near}?", code=code, near=near))
    if as_json:
        write_json(to_dict(code))
    else:
        console().print(str(known[code]))
