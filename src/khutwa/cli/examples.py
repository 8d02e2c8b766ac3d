"""`khutwa examples`: the processes that are shipped."""

from __future__ import annotations

from khutwa.cli.command import command
from khutwa.cli.output import console, say, write_json
from khutwa.words import M


@command(
    "examples",
    M("List the real processes that are shipped as examples."),
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
    from rich.table import Table

    table = Table(box=None, pad_edge=False)
    table.add_column(str(M("Name")), style="bold", no_wrap=True)
    table.add_column(str(M("Process")))
    for name in names():
        table.add_row(name, str(title(name)))
    console().print(table)
    say(M("Copy one with `khutwa new my-plan --from NAME`."))
