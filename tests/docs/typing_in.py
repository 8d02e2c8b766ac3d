"""What a reader of the tutorial does: type lines into the plan, run commands, compare the lines."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator

from click.testing import CliRunner

from khutwa.cli.main import group
from khutwa.words import use_language


def typed_in(plan: str, lines: str) -> str:
    """Return a plan with the lines of a fragment typed in where their indentation says.

    A key that the plan has already is replaced, or entered if both have something below it; a key
    that is new goes to the end of what it belongs to.
    """
    return "".join(_merge(plan.splitlines(True), lines.splitlines(True)))


def _merge(old: list[str], new: list[str]) -> list[str]:
    merged = dict(_chunks(old))
    for key, chunk in _chunks(new):
        was = merged.get(key)
        if was and len(was) > 1 and len(chunk) > 1 and was[0] == chunk[0]:
            merged[key] = [was[0], *_merge(was[1:], chunk[1:])]
        else:
            merged[key] = chunk
    return [line for chunk in merged.values() for line in chunk]


def _chunks(lines: list[str]) -> Iterator[tuple[str, list[str]]]:
    """Yield each key of the outermost level with its line and what is indented below it."""
    depth = min((_depth(line) for line in lines if line.strip()), default=0)
    chunk: list[str] = []
    for line in lines:
        if line.strip() and _depth(line) == depth and chunk:
            yield chunk[0].split(":")[0], chunk
            chunk = []
        chunk.append(line)
    yield chunk[0].split(":")[0], chunk


def _depth(line: str) -> int:
    return len(line) - len(line.lstrip())


def commands(console: str) -> Iterator[tuple[str, str]]:
    """Yield each command of a console block and the lines shown below it."""
    for part in re.split(r"^\$ ", console, flags=re.MULTILINE)[1:]:
        command, _, shown = part.partition("\n")
        yield command, shown


def run(command: str) -> str:
    """Run a command of the tutorial and return what it writes."""
    program, *arguments = shlex.split(command)
    assert program == "khutwa"
    with use_language("en"):
        result = CliRunner().invoke(group, arguments)
    assert result.exception is None or isinstance(result.exception, SystemExit), result.output
    return result.output


def as_shown(shown: str, output: str) -> bool:
    """Tell whether an output is what a page shows of it; `...` alone stands for any lines."""
    wanted = [line.rstrip() for line in shown.splitlines()]
    pattern = "".join(r"(?:.*\n)*" if line == "..." else re.escape(line) + r"\n" for line in wanted)
    written = "".join(f"{line.rstrip()}\n" for line in output.splitlines())
    return re.fullmatch(pattern, written) is not None
