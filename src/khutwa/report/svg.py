"""A sheet to draw on that reads from right to left where the language does."""

from __future__ import annotations

import math
import unicodedata
from xml.sax.saxutils import escape, quoteattr

from khutwa.report.theme import FONTS, INK
from khutwa.words import direction, is_rtl

# Shares of the size, after the bold cut of Noto Sans, the widest that a drawing may be shown in.
_WIDTHS = {
    c: width
    for width, letters in (
        (0.3, "ijl .,:;'!"), (0.35, "()[]-"), (0.45, "Iftrz“”/|"), (0.52, "cs"),
        (0.85, "жфщшыюЖФ…"), (0.98, "mwMWШЩЮшщ"),
    )
    for c in letters
}  # fmt: skip


def width_of(text: str, size: float) -> float:
    """Estimate the width of a text, in pixels; generous rather than exact."""
    units = 0.0
    for c in text:
        if unicodedata.category(c) in ("Mn", "Cf"):
            continue
        arabic = unicodedata.bidirectional(c) == "AL"
        units += _WIDTHS.get(c, 0.52 if arabic else 0.76 if c.isupper() else 0.65)
    return units * size


def wrap(text: str, size: float, width: float, most: int = 4) -> list[str]:
    """Break a text into lines of at most `width`; what does not fit ends in an ellipsis."""
    lines: list[str] = []
    line = ""
    for word in text.split():
        longer = f"{line} {word}".strip()
        if line and width_of(longer, size) > width:
            lines.append(line)
            line = word
        else:
            line = longer
    lines.append(line)
    if len(lines) > most:
        lines = lines[:most]
        lines[-1] += "…"
    return [_cut(line, size, width) for line in lines]


def _cut(line: str, size: float, width: float) -> str:
    """Return a line that fits, at the cost of its last letters."""
    while len(line) > 2 and width_of(line, size) > width:
        line = line.removesuffix("…")[:-1].rstrip() + "…"
    return line


class Sheet:
    """An SVG drawing; x counts from the side where reading begins.

    Args:
        language: Language of its texts, which decides the direction.
        width: Width in pixels.
        height: Height in pixels.
    """

    def __init__(self, language: str, width: float, height: float) -> None:
        self.language = language
        self.width = math.ceil(width)
        self.height = math.ceil(height)
        self.rtl = is_rtl(language)
        self.parts: list[str] = []

    def x(self, x: float, width: float = 0.0) -> float:
        """Return the place on the sheet of a thing `width` wide that begins at `x`."""
        return self.width - x - width if self.rtl else x

    def rect(self, x: float, y: float, w: float, h: float, **style: str | float) -> None:
        """Draw a rectangle."""
        self.parts.append(
            f'<rect x="{self.x(x, w):.1f}" y="{y:.1f}" width="{w:.1f}" height="{h:.1f}"'
            f"{attributes(style)}/>"
        )

    def line(self, x1: float, y1: float, x2: float, y2: float, **style: str | float) -> None:
        """Draw a straight line."""
        self.parts.append(
            f'<line x1="{self.x(x1):.1f}" y1="{y1:.1f}" x2="{self.x(x2):.1f}" y2="{y2:.1f}"'
            f"{attributes(style)}/>"
        )

    def curve(self, points: list[tuple[float, float]], **style: str | float) -> None:
        """Draw a Bezier curve through a start, two handles and an end."""
        (a, b), *rest = [(self.x(px), py) for px, py in points]
        handles = " ".join(f"{px:.1f},{py:.1f}" for px, py in rest)
        style = {"fill": "none", **style}
        self.parts.append(f'<path d="M{a:.1f},{b:.1f} C{handles}"{attributes(style)}/>')

    def polygon(self, points: list[tuple[float, float]], **style: str | float) -> None:
        """Draw a closed shape."""
        at = " ".join(f"{self.x(px):.1f},{py:.1f}" for px, py in points)
        self.parts.append(f'<polygon points="{at}"{attributes(style)}/>')

    def text(
        self, x: float, y: float, text: str, size: float = 13, *, anchor: str = "start",
        **style: str | float,
    ) -> None:  # fmt: skip
        """Write one line; `anchor` is start, middle or end in the direction of reading."""
        style = {"fill": INK, **style}
        self.parts.append(
            f'<text x="{self.x(x):.1f}" y="{y:.1f}" font-size="{size}" text-anchor="{anchor}"'
            f"{attributes(style)}>{escape(text)}</text>"
        )

    def lines(
        self, x: float, y: float, lines: list[str], size: float = 13, *, anchor: str = "start",
        **style: str | float,
    ) -> float:  # fmt: skip
        """Write lines below each other and return the y below the last."""
        for line in lines:
            self.text(x, y, line, size, anchor=anchor, **style)
            y += size * 1.35
        return y

    def headline(self, title: str) -> None:
        """Write the title of the drawing in one line; what does not fit ends in an ellipsis."""
        self.text(24, 34, wrap(title, 20, self.width - 48, 1)[0], 20, font_weight="600")

    def open(self, title: str) -> None:
        """Open a group with a title for those who hear the drawing."""
        label = quoteattr(title)
        self.parts.append(f'<g role="img" aria-label={label}><title>{escape(title)}</title>')

    def close(self) -> None:
        """Close the group."""
        self.parts.append("</g>")

    def render(self, title: str, description: str) -> str:
        """Return the drawing as a document of its own."""
        w, h = str(self.width), str(self.height)
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" width="{w}" height="{h}" '
            f'viewBox="0 0 {w} {h}" role="img" xml:lang="{self.language}" '
            f'direction="{direction(self.language)}" font-family="{FONTS}">'
            f"<title>{escape(title)}</title><desc>{escape(description)}</desc>"
            f'<rect width="{w}" height="{h}" fill="#ffffff"/>{"".join(self.parts)}</svg>\n'
        )


def attributes(style: dict[str, str | float]) -> str:
    """Return attributes as they stand in a tag."""
    return "".join(f" {name.replace('_', '-')}={quoteattr(str(v))}" for name, v in style.items())
