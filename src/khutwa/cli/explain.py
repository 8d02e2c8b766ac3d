"""`khutwa explain`: what a code means, with a real case."""

from __future__ import annotations

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
    from khutwa.linter.explain import explain, listing
    from khutwa.roadmap.nearest import nearest

    known = listing()
    if not code:
        if as_json:
            write_json([entry.to_dict() for entry in known.values()])
            return
        write_rows((entry.code, entry.title) for entry in known.values())
        return
    code = code.upper()
    if code not in known:
        near = nearest(code, known) or "KH001"
        stop(M("There is no code {code}. Did you mean {near}?", code=code, near=near))
    if as_json:
        write_json(known[code].to_dict())
    else:
        console().print(explain(code))
