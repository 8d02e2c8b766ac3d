"""How results reach the terminal: pleasant on a screen, plain in a pipe, JSON on request."""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

import click

from khutwa.roadmap.diagnostic import Diagnostic, Severity
from khutwa.roadmap.files import unwritten
from khutwa.words import MN, M, Message, current_language, is_rtl, isolate

if TYPE_CHECKING:
    from rich.console import Console

    from khutwa.roadmap.loader import Loaded
    from khutwa.roadmap.model import Roadmap

ALIKE = 20
"""Findings of one code about a ledger that are worth reading one by one."""

COLOURS = {Severity.ERROR: "bold red", Severity.WARNING: "yellow", Severity.INFO: "cyan"}


def console(*, stderr: bool = False) -> Console:
    """Return a console that wraps and colours on a screen, and does neither in a pipe."""
    from rich.console import Console

    made = Console(stderr=stderr, highlight=False, emoji=False, markup=False)
    if not made.is_terminal:
        # A pipe has no width; a line broken at 80 would no longer be a line to grep.
        made.soft_wrap = True
        made.width = 100_000
    return made


def write_json(value: Any) -> None:
    """Write a value as JSON to standard output."""
    json.dump(value, sys.stdout, ensure_ascii=False, indent=2)
    sys.stdout.write("\n")


def say(message: Message | str, *, stderr: bool = False) -> None:
    """Write a message to standard output, or to standard error."""
    console(stderr=stderr).print(str(message))


def write_rows(rows: Iterable[tuple[str, str]]) -> None:
    """Write names with what is said of each, side by side."""
    from rich.table import Table

    out = console()
    table = Table.grid(padding=(0, 2, 0, 0))
    table.add_column(no_wrap=True, style="bold")
    for name, text in rows:
        if out.is_terminal:
            table.add_row(name, text)
        else:
            out.print(f"{name}  {text}")
    if out.is_terminal:
        out.print(table)


def severity_word(severity: Severity) -> Message:
    """Return the word for how grave a finding is."""
    match severity:
        case Severity.ERROR:
            return M("error")
        case Severity.WARNING:
            return M("warning")
        case _:
            return M("note")


def write_diagnostics(
    found: tuple[Diagnostic, ...], *, stderr: bool = False, alike: int | None = None
) -> None:
    """Write findings as `file:line:column: severity code what`, with why and fix below.

    Args:
        found: The findings.
        stderr: Whether they go to standard error.
        alike: Findings of one code that are written out; how many more there are is said.
    """
    from rich.padding import Padding
    from rich.text import Text

    more: Counter[str] = Counter()
    if alike is not None:
        found, more = _first(found, alike)
    out = console(stderr=stderr)
    # The line begins with a path; a sentence from right to left keeps its own order within it.
    own = isolate if is_rtl(current_language()) else str
    for finding in found:
        head = Text()
        head.append(f"{finding.place}: ", style="dim")
        word = own(str(severity_word(finding.severity)))
        head.append(f"{word} ", style=COLOURS[finding.severity])
        head.append(f"{finding.code} ", style="bold")
        head.append(own(str(finding.what)))
        out.print(head)
        for label, text in ((M("why"), finding.why), (M("fix"), finding.fix)):
            out.print(Padding(Text(f"{label}: {text}"), (0, 0, 0, 4), expand=False))
    for code, n in sorted(more.items()):
        out.print(str(MN("{code}: {n} more like it.", "{code}: {n} more like it.", n, code=code)))


def _first(
    found: tuple[Diagnostic, ...], alike: int
) -> tuple[tuple[Diagnostic, ...], Counter[str]]:
    """Return the first findings of each code, and how many more of it there are."""
    seen: Counter[str] = Counter()
    first = []
    for finding in found:
        seen[finding.code] += 1
        if seen[finding.code] <= alike:
            first.append(finding)
    return tuple(first), seen - Counter(finding.code for finding in first)


def stop(message: Message, code: int = 2) -> NoReturn:
    """Write a message to standard error, or as JSON where that is asked for; end with `code`."""
    if _is_json():
        write_json({"error": str(message)})
    else:
        console(stderr=True).print(str(message))
    raise SystemExit(code)


def sound(loaded: Loaded) -> Roadmap:
    """Return the roadmap, or end with the diagnostics that say why there is none."""
    if loaded.roadmap is None:
        if _is_json():
            found = [finding.to_dict() for finding in loaded.diagnostics]
            write_json({**origin(loaded), "findings": found})
        else:
            write_diagnostics(loaded.diagnostics, stderr=True)
        raise SystemExit(2)
    return loaded.roadmap


def origin(loaded: Loaded) -> dict[str, str]:
    """Return what says of a result which file it rests on, and which text of it."""
    return {"file": loaded.document.name, "sha256": loaded.document.sha256}


def _is_json() -> bool:
    context = click.get_current_context(silent=True)
    return context is not None and bool(context.params.get("as_json"))


def check_ending(path: Path, ending: str, other: str | None = None) -> None:
    """End with a message where the name of a file to write has neither ending.

    A plan named by mistake as the file to write would be lost.
    """
    if path.suffix.lower() not in (ending, other):
        wanted = M("{ending} or {other}", ending=ending, other=other) if other else ending
        stop(M("{file} is not written: its name must end in {ending}.", file=str(path),
               ending=wanted))  # fmt: skip


def write_file(path: Path, data: str | bytes) -> None:
    """Write a file, or end with a message that says why it cannot be written."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data.encode() if isinstance(data, str) else data)
    except OSError as error:
        why = unwritten(error)
        stop(M("{file} cannot be written: {error}", file=str(path), error=why))
