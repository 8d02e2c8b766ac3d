"""What all pages have in common: one file that needs nothing else, fonts and colours in it."""

from __future__ import annotations

import base64
import re
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from khutwa.report import theme
from khutwa.words.isolate import closed

if TYPE_CHECKING:
    from jinja2 import Template
    from markupsafe import Markup

_HERE = Path(__file__).parent

FONTS = (
    ("arabic-400-normal", 400, "U+0600-06FF, U+0750-077F, U+08A0-08FF, U+FB50-FEFF"),
    ("arabic-600-normal", 600, "U+0600-06FF, U+0750-077F, U+08A0-08FF, U+FB50-FEFF"),
    ("latin-400-normal", 400, "U+0000-00FF, U+2000-206F, U+2190-22FF"),
    ("latin-600-normal", 600, "U+0000-00FF, U+2000-206F, U+2190-22FF"),
)
"""Font files with their weight and the characters that they are for."""


def dress() -> dict[str, Any]:
    """Return the fonts and colours for a template."""
    return {
        "theme": {name: value for name, value in vars(theme).items() if name.isupper()},
        "fonts": _font_faces(),
    }


@cache
def _font_faces() -> str:
    faces = []
    for name, weight, characters in FONTS:
        data = (_HERE / "assets" / f"ibm-plex-sans-arabic-{name}.woff2").read_bytes()
        source = f"data:font/woff2;base64,{base64.b64encode(data).decode()}"
        faces.append(
            "@font-face{font-family:'IBM Plex Sans Arabic';font-style:normal;"
            f"font-weight:{weight};src:url({source}) format('woff2');unicode-range:{characters}}}"
        )
    return "\n".join(faces)


@cache
def template(name: str) -> Template:
    """Return a template by its name; what is filled in is escaped."""
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    environment = Environment(
        loader=FileSystemLoader(_HERE / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["coded"] = _coded
    environment.filters["contained"] = contained
    return environment.get_template(name)


def _coded(message: object) -> Markup:
    """Return a text as HTML, what stands in backticks as code that reads from left to right."""
    from markupsafe import Markup

    parts = re.split(r"`([^`]*)`", str(message))
    return Markup("").join(
        Markup('<code dir="ltr">{}</code>').format(part) if number % 2 else part
        for number, part in enumerate(parts)
    )


def contained(text: str) -> str:
    """Return words of somebody's text with every turn of direction that they begin ended.

    Words that begin an override and do not end it would turn the text behind them.
    """
    text = closed(text)
    depth = 0
    for char in text:
        depth += 1 if char in _TURNS else -1 if char == _TURN_ENDS and depth else 0
    return text + _TURN_ENDS * depth


_TURNS, _TURN_ENDS = "\u202a\u202b\u202d\u202e", "\u202c"
