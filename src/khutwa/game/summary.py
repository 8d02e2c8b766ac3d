"""What an engine's result says, as a terminal and a notebook show it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING, Any

from khutwa.words import Message, current_language, direction

if TYPE_CHECKING:
    from rich.console import Console, ConsoleOptions, Group, RenderResult


@dataclass(frozen=True)
class Cell:
    """One cell of a table; an alarm is shown as such."""

    text: str
    alarm: bool = False


@dataclass(frozen=True)
class Grid:
    """A table.

    Attributes:
        title: What it shows.
        head: The heads of its columns.
        rows: Its cells; the first of a row names it.
    """

    title: Message
    head: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]


@dataclass(frozen=True)
class Summary:
    """Plain words first, tables second.

    Attributes:
        lead: The sentences that a person reads first; the first of them is the verdict.
        good: Whether the verdict is good news; None where it is neither.
        sections: Titles with their sentences; a section without any is left out.
        grids: The tables.
    """

    lead: Sequence[Message]
    good: bool | None
    sections: Sequence[tuple[Message, Sequence[Message]]]
    grids: Sequence[Grid] = ()

    def terminal(self) -> Group:
        """Return what a terminal shows."""
        from rich.console import Group
        from rich.text import Text

        style = {True: "bold green", False: "bold red", None: "bold"}[self.good]
        parts: list[Any] = [Text(str(m), style="" if n else style) for n, m in enumerate(self.lead)]
        for title, messages in self.sections:
            if messages:
                parts.append(Text(f"\n{title}", style="bold"))
                parts.extend(_Item(str(message)) for message in messages)
        for grid in self.grids:
            parts.extend([Text(""), _table(grid)])
        return Group(*parts)

    def html(self) -> str:
        """Return what a notebook shows."""
        language = current_language()
        parts = [f'<div lang="{language}" dir="{direction(language)}">']
        parts += [f"<p>{escape(str(message))}</p>" for message in self.lead]
        for title, messages in self.sections:
            if messages:
                items = "".join(f"<li>{escape(str(message))}</li>" for message in messages)
                parts.append(f"<h4>{escape(str(title))}</h4><ul>{items}</ul>")
        parts += [_html_table(grid) for grid in self.grids]
        return "".join([*parts, "</div>"])


@dataclass(frozen=True)
class _Item:
    """One sentence of a list, with a hanging indent where lines are wrapped at all."""

    text: str

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        from rich.padding import Padding
        from rich.text import Text

        if options.no_wrap:
            # A pipe has no width, and padding would cut what is longer than the one assumed.
            yield Text(f"  - {self.text}")
        else:
            yield Padding(Text(f"- {self.text}"), (0, 0, 0, 2), expand=False)


def _table(grid: Grid) -> Any:
    from rich.table import Table
    from rich.text import Text

    table = Table(title=str(grid.title), title_justify="left")
    for number, head in enumerate(grid.head):
        table.add_column(head, justify="right" if number else "left", no_wrap=False)
    for row in grid.rows:
        table.add_row(*(Text(c.text, style="bold red" if c.alarm else "") for c in row))
    return table


def _html_table(grid: Grid) -> str:
    head = "".join(f"<th>{escape(text)}</th>" for text in grid.head)
    rows = "".join(
        f'<tr><th scope="row">{escape(name.text)}</th>'
        + "".join(
            f"<td><strong>{escape(c.text)}</strong></td>"
            if c.alarm
            else f"<td>{escape(c.text)}</td>"
            for c in cells
        )
        + "</tr>"
        for name, *cells in grid.rows
    )
    title = escape(str(grid.title))
    return f"<table><caption>{title}</caption><tr>{head}</tr>{rows}</table>"
