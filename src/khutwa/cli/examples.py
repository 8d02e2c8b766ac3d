"""`khutwa examples`: the processes that are shipped."""

from __future__ import annotations

from khutwa.cli.command import command
from khutwa.cli.output import say, write_json, write_rows
from khutwa.words import M


@command(
    "examples",
    M("List the real processes that are shipped."),
    "khutwa examples",
    "khutwa new my-plan --from prespa",
)
def run(as_json: bool) -> None:
    """List the examples."""
    from khutwa.examples.catalogue import names, summary, title

    if as_json:
        write_json(
            [{"name": n, "title": str(title(n)), "summary": str(summary(n))} for n in names()]
        )
        return
    write_rows((name, str(title(name))) for name in names())
    say(M("Copy one with `khutwa new my-plan --from NAME`."))
