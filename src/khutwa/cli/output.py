"""How results reach the terminal: pleasant on a screen, plain in a pipe, JSON on request."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

from khutwa.roadmap.diagnostic import Diagnostic, Severity
from khutwa.words import M, Message

if TYPE_CHECKING:
    from rich.console import Console

    from khutwa.roadmap.loader import Loaded
    from khutwa.roadmap.model import Roadmap

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


def say(message: Message | str) -> None:
    """Write a message to standard output."""
    console().print(str(message))


def severity_word(severity: Severity) -> Message:
    """Return the word for how grave a finding is."""
    match severity:
        case Severity.ERROR:
            return M("error")
        case Severity.WARNING:
            return M("warning")
        case _:
            return M("note")


def write_diagnostics(found: tuple[Diagnostic, ...], *, stderr: bool = False) -> None:
    """Write findings as `file:line:column: severity code what`, with why and fix below."""
    from rich.padding import Padding
    from rich.text import Text

    out = console(stderr=stderr)
    for finding in found:
        head = Text()
        head.append(f"{finding.place}: ", style="dim")
        head.append(f"{severity_word(finding.severity)} ", style=COLOURS[finding.severity])
        head.append(f"{finding.code} ", style="bold")
        head.append(str(finding.what))
        out.print(head)
        for label, text in ((M("why"), finding.why), (M("fix"), finding.fix)):
            out.print(Padding(Text(f"{label}: {text}"), (0, 0, 0, 4), expand=False))


def stop(message: Message, code: int = 2) -> NoReturn:
    """Write a message to standard error and end with `code`."""
    console(stderr=True).print(str(message))
    raise SystemExit(code)


def sound(loaded: Loaded) -> Roadmap:
    """Return the roadmap, or end with the diagnostics that say why there is none."""
    if loaded.roadmap is None:
        write_diagnostics(loaded.diagnostics, stderr=True)
        raise SystemExit(2)
    return loaded.roadmap


def write_file(path: Path, data: str | bytes) -> None:
    """Write a file, or end with a message that says why it cannot be written."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data.encode() if isinstance(data, str) else data)
    except OSError as error:
        stop(M("{file} cannot be written: {error}", file=str(path), error=error.strerror or ""))
