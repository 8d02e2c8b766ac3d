"""The pages of the documentation, cut into sections and blocks of code."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"

_FENCE = re.compile(r"```(\w*)\s*")
_HEADING = re.compile(r"(#+) (.+)")
_CODE = re.compile(r"`([^`]+)`")


@dataclass(frozen=True)
class Block:
    """A fenced block of code.

    Attributes:
        language: What stands behind the fence.
        text: Its lines.
        line: The line of the page on which its text begins, from 1.
    """

    language: str
    text: str
    line: int


@dataclass(frozen=True)
class Section:
    """A heading and what stands below it, up to the next heading of any level.

    Attributes:
        level: 1 for `#`, 2 for `##`.
        lines: Lines outside code.
        blocks: Blocks of code.
    """

    title: str
    level: int
    lines: tuple[str, ...]
    blocks: tuple[Block, ...]

    def rows(self, head: str) -> list[list[str]]:
        """Return the cells of every row of the tables whose first column is called `head`."""
        found: list[list[str]] = []
        inside = False
        for line in self.lines:
            cells = [cell.strip() for cell in line.strip("|").split(" | ")]
            if not line.startswith("|"):
                inside = False
            elif cells[0] == head:
                inside = True
            elif inside and not set(line) <= set("|-: "):
                found.append(cells)
        return found


def sections(page: Path) -> list[Section]:
    """Return the sections of a page in order."""
    found: list[tuple[str, int, list[str], list[Block]]] = [("", 0, [], [])]
    fence: tuple[str, int, list[str]] | None = None
    for number, line in enumerate(page.read_text(encoding="utf-8").splitlines(), 1):
        opening = _FENCE.fullmatch(line)
        heading = _HEADING.fullmatch(line)
        if fence is not None and line == "```":
            language, start, text = fence
            found[-1][3].append(Block(language, "".join(f"{x}\n" for x in text), start))
            fence = None
        elif fence is not None:
            fence[2].append(line)
        elif opening:
            fence = (opening[1], number + 1, [])
        elif heading:
            found.append((heading[2], len(heading[1]), [], []))
        else:
            found[-1][2].append(line)
    assert fence is None, f"{page.name}: a block of code is never closed"
    return [Section(title, level, tuple(text), tuple(code)) for title, level, text, code in found]


def blocks(page: Path, *languages: str) -> Iterator[Block]:
    """Yield the blocks of a page in these languages, in order."""
    for section in sections(page):
        yield from (block for block in section.blocks if block.language in languages)


def codes(text: str) -> list[str]:
    """Return what stands between backticks."""
    return _CODE.findall(text)
