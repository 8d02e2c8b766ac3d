"""What the words of the YAML parser mean to a person who writes a plan."""

from __future__ import annotations

from dataclasses import dataclass

from ruamel.yaml.error import MarkedYAMLError

from khutwa.words import M, Message


@dataclass(frozen=True)
class _Slip:
    """A slip of the writer.

    Attributes:
        words: A part of what the parser says.
        said: What is wrong.
        fix: What to write instead.
        opening: It stands where the parser began to read what it could not finish.
    """

    words: str
    said: Message
    fix: Message
    opening: bool = False


_QUOTES = M("Put the text in quotes.")
_INDENT = M("Give all lines of one level the same number of spaces, and write nothing behind a "
            "closing quote or bracket.")  # fmt: skip
_BRACKET = M("a comma is missing before this, or the bracket of line {line} is not closed")
_BRACKETS = M("Add the comma or the bracket; put a text that holds brackets or commas in quotes.")

_SLIPS = (
    _Slip(
        "mapping values are not allowed", M("a second colon in one entry"),
        M("Put a text that holds a colon in quotes, or indent this line like the others."),
    ),
    _Slip(
        "could not find expected ':'", M("a line without a colon"),
        M("Write `name: value`, or put the text to which the line belongs in quotes."), True,
    ),
    _Slip("expected <block end>", M("it does not fit what stands before it"), _INDENT),
    _Slip("expected '<document start>'", M("it belongs to nothing above it"), _INDENT),
    _Slip("found character '\\t'", M("a tab stands here"), M("Indent with spaces.")),
    _Slip("cannot start any token", M("no value can begin with this character"), _QUOTES),
    _Slip(
        "found unexpected end of stream", M("a quote that is never closed"),
        M("Add the closing quote; in '...' write an apostrophe twice."), True,
    ),
    _Slip(
        "found unexpected document separator", M("a quote that is never closed"),
        M("Add the closing quote; in '...' write an apostrophe twice."), True,
    ),
    _Slip("expected ',' or", _BRACKET, _BRACKETS),
    _Slip("expected the node content", M("a value is missing before this"), _BRACKETS),
    _Slip(
        "sequence entries are not allowed", M("a list cannot begin on this line"),
        M("Begin the list on the line below its name, each item with `- `."),
    ),
    _Slip(
        "escape", M("a backslash that means nothing in \"...\""),
        M("Write \\\\ for a backslash, or put the text in '...' quotes."),
    ),
    _Slip(
        "found unexpected ':'", M("a colon within a text in brackets"), _QUOTES,
    ),
    _Slip(
        "comment or a line break", M("text behind | or > on the same line"),
        M("Begin the text on the next line."),
    ),
)  # fmt: skip


def explain(error: MarkedYAMLError) -> tuple[int, int, Message, Message | None]:
    """Return line and column of what the parser could not read, what is wrong and what to do.

    The parser's own words stand for what is wrong where they are not among the known slips.
    """
    problem = str(error.problem or "")
    slip = next((slip for slip in _SLIPS if slip.words in problem), None)
    at, opening = error.problem_mark, error.context_mark
    if slip and slip.opening:
        at = opening
    at = at or opening
    line, column = (at.line + 1, at.column + 1) if at else (1, 1)
    if slip is None:
        return line, column, M("{said}", said=problem), None
    opened = opening.line + 1 if opening else line
    return line, column, M(slip.said.template, line=opened), slip.fix
