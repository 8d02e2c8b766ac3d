"""What an engine's result says, as a terminal and a notebook show it."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING, Any, Literal

from khutwa.words import Message, current_language, direction, is_rtl, isolate_lines

if TYPE_CHECKING:
    from rich.console import Console, ConsoleOptions, Group, RenderResult
    from rich.measure import Measurement
    from rich.table import Table

HANG = "   "
"""What stands before the further lines of a cell."""

FRAME, BETWEEN = 2, 3
"""Characters that a table takes at its two sides, and between two columns."""


def finite(value: float) -> float | None:
    """Return a value for JSON, which has no infinite numbers: None in place of one."""
    return value if math.isfinite(value) else None


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
            parts.extend([Text(""), _Table(grid)])
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


class Shown:
    """A result that a terminal and a notebook show: plain words first, tables second."""

    __slots__ = ()

    def _summary(self) -> Summary:
        raise NotImplementedError

    def __rich__(self) -> Group:
        """Return what a terminal shows."""
        return self._summary().terminal()

    def _repr_html_(self) -> str:
        return self._summary().html()


@dataclass(frozen=True)
class _Item:
    """One sentence of a list, with a hanging indent where lines are wrapped at all."""

    text: str

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        from rich.table import Table
        from rich.text import Text

        if options.no_wrap:
            # A pipe has no width, and a table would cut what is longer than the one assumed.
            yield Text(f"  - {self.text}")
        else:
            row = Table.grid(padding=(0, 1, 0, 0))
            row.add_row("  -", self.text)
            yield row


@dataclass(frozen=True)
class _Wrapped:
    """A cell of a terminal's table.

    In a name, lines that are wrapped hang below the first. From right to left every line keeps to
    itself, so that the cells beside it stay where they are.
    """

    text: str
    style: str = ""
    hang: str = ""

    def __rich_measure__(self, console: Console, options: ConsoleOptions) -> Measurement:
        from rich.measure import Measurement
        from rich.text import Text

        word, whole = Measurement.get(console, options, Text(self.text))
        return Measurement(min(word + len(self.hang), whole), whole)

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        from rich.text import Text

        rtl = is_rtl(current_language())
        whole = Text(self.text)
        fits = whole.cell_len <= options.max_width
        room = options.max_width if fits else max(options.max_width - len(self.hang), 1)
        lines = [line.plain.rstrip() for line in whole.wrap(console, room)]
        for number, line in enumerate(isolate_lines(lines) if rtl else lines):
            yield Text(self.hang + line if number else line, self.style)


def shared(least: Sequence[int], most: Sequence[int], room: int) -> list[int]:
    """Return widths of columns that fill a room, those that need little first.

    Args:
        least: What each column needs; together no more than the room.
        most: What each column has use for; together more than the room.
        room: What there is for all of them.
    """
    widths, wants = list(least), [high - low for low, high in zip(least, most, strict=True)]
    order = sorted(range(len(wants)), key=wants.__getitem__)
    for done, number in enumerate(order):
        spare = (room - sum(widths)) // (len(order) - done)
        widths[number] += min(wants[number], spare)
    return widths


@dataclass(frozen=True)
class _Table:
    """A table; from right to left it begins at the right, whatever the terminal does."""

    grid: Grid

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        from rich.text import Text

        if not options.no_wrap:
            table = self._table()
            self._fit(table, console, options)
            yield table
            return
        lines = console.render_lines(self._table(), options, pad=False)
        shown = "\n".join("".join(segment.text for segment in line).rstrip() for line in lines)
        yield Text(shown.rstrip())

    def _fit(self, table: Table, console: Console, options: ConsoleOptions) -> None:
        """Give columns that are too wide together a width of their own, so that words stay whole.

        Left to itself, a table makes its widest columns narrow even where that cuts their words.
        """
        from rich.measure import measure_renderables

        sizes = [
            measure_renderables(console, options, [column.header, *column.cells])
            for column in table.columns
        ]
        room = options.max_width - FRAME - BETWEEN * (len(sizes) - 1)
        least, most = [size.minimum for size in sizes], [size.maximum for size in sizes]
        if sum(least) <= room < sum(most):
            for column, width in zip(table.columns, shared(least, most, room), strict=True):
                column.width = width

    def _table(self) -> Table:
        from rich.box import SIMPLE_HEAD
        from rich.table import Table

        rtl = is_rtl(current_language())
        turn = -1 if rtl else 1
        side: Literal["left", "right"] = "right" if rtl else "left"
        title = str(self.grid.title)
        table = Table(title=title, title_justify=side, box=SIMPLE_HEAD, pad_edge=False)
        for number, head in list(enumerate(self.grid.head))[::turn]:
            table.add_column(_Wrapped(head, "bold"), justify="right" if number else side)
        for row in self.grid.rows:
            cells = [
                _Wrapped(cell.text, "bold red" if cell.alarm else "", "" if rtl or number else HANG)
                for number, cell in enumerate(row)
            ]
            table.add_row(*cells[::turn])
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
