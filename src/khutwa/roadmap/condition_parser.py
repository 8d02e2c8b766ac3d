"""The reader of conditions: a lexer that skips nothing and a parser by recursive descent.

The grammar:

    expression := term ("or" term)*
    term       := factor ("and" factor)*
    factor     := "(" expression ")" | NUMBER "of" list | "all of" list | "any of" list
                | "not before" moment | NAME
    list       := "(" expression ("," expression)* ")"
    moment     := DATE | [DURATION "after"] NAME
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from khutwa.roadmap.condition import (
    Always,
    And,
    AtLeast,
    Atom,
    ConditionError,
    Node,
    NotBefore,
    Or,
    walk,
)
from khutwa.roadmap.moment import NAME, parse_moment
from khutwa.words import M, Message

LONGEST = 10_000
"""Characters that a condition may have."""

DEEPEST = 60
"""Brackets within brackets that a condition may have."""

_TOKEN = re.compile(rf"\s+|(?P<date>\d{{4}}-\S*?(?=[\s),]|$))|(?P<number>\d+)"
                    rf"|(?P<name>{NAME})|(?P<mark>[(),])")  # fmt: skip

_AND = M("Write `and`.")
_OR = M("Write `or`.")
_MOMENT = M("Write a date (2015-12-31), a clock or step, or `30 days after adoption`.")
_NO_COMMA = M("Write `and` or `or` between steps; commas stand only in `2 of (a, b, c)`.")

_FOREIGN = {
    "not": M("A condition cannot forbid: what was done stays done, so it could only block for "
             "ever. Name the step or fact that must come first, or write `not before` and a date."),
    "but": M("Join with `and` or `or` alone; write rival ways as two modes of one step."),
    "xor": M("Either-or leads into dead ends; write rival ways as two modes of one step."),
    "unless": M("Name the step or fact that must come first instead."),
    "if": M("Leave out `if`: the condition itself says when."),
    "of": M("Write the number in digits: `2 of (a, b, c)`."),
    "&&": _AND,
    "||": _OR,
    "&": _AND,
    "|": _OR,
    "+": _AND,
    "/": _OR,
    "!": M("A condition cannot forbid; name the step or fact that must come first."),
    ",": _NO_COMMA,
    ";": _NO_COMMA,
    "،": _NO_COMMA,
    "؛": _NO_COMMA,
    "و": M("Write `and`: the words of the condition language are English in every plan."),
    "и": M("Write `and`: the words of the condition language are English in every plan."),
    "или": M("Write `or`: the words of the condition language are English in every plan."),
    "أو": M("Write `or`: the words of the condition language are English in every plan."),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Token:
    kind: str
    text: str
    start: int

    @property
    def end(self) -> int:
        return self.start + len(self.text)

    @property
    def word(self) -> str:
        return self.text.lower() if self.kind == "name" else self.text


def parse(text: str) -> Node:
    """Read a condition.

    Raises:
        ConditionError: where the text cannot be read, with the place and what to write.
    """
    if len(text) > LONGEST:
        raise ConditionError(
            M("it has {size} characters", size=len(text)), LONGEST, len(text),
            M("A condition of more than {most} characters is not one that people can check.",
              most=LONGEST),
        )  # fmt: skip
    return _Parser(text).whole()


def mixed_without_brackets(text: str) -> bool:
    """Tell whether `and` and `or` meet at one level without brackets to part them."""
    parser = _Parser(text)
    root = parser.whole()
    return any(
        isinstance(node, Or)
        and any(isinstance(p, And) and p.span not in parser.bracketed for p in node.parts)
        for node in walk(root)
    )


class _Parser:
    def __init__(self, text: str) -> None:
        self.text = text
        self.tokens = _lex(text)
        self.next = 0
        self.depth = 0
        self.bracketed: set[tuple[int, int]] = set()

    def whole(self) -> Node:
        if len(self.tokens) == 1:
            return Always()
        node = self.expression()
        if self.peek.kind != "end":
            raise self.unexpected()
        return node

    @property
    def peek(self) -> _Token:
        return self.tokens[self.next]

    def take(self) -> _Token:
        token = self.tokens[self.next]
        self.next += 1
        return token

    def expression(self) -> Node:
        self.depth += 1
        if self.depth > DEEPEST:
            raise ConditionError(
                M("brackets are nested too deep"), self.peek.start, self.peek.end,
                M("Make intermediate steps or facts and name them."),
            )  # fmt: skip
        node = self.chain("or")
        self.depth -= 1
        return node

    def chain(self, word: str) -> Node:
        def below() -> Node:
            return self.chain("and") if word == "or" else self.factor()

        parts = [below()]
        while self.peek.word == word:
            self.take()
            parts.append(below())
        if len(parts) == 1:
            return parts[0]
        span = (parts[0].span[0], parts[-1].span[1])
        return Or(tuple(parts), span) if word == "or" else And(tuple(parts), span)

    def factor(self) -> Node:
        token = self.peek
        if token.text == "(":
            self.take()
            node = self.expression()
            self.closing(token)
            self.bracketed.add(node.span)
            return node
        if token.kind == "number":
            return self.at_least(token)
        if token.word in ("all", "any") and self.tokens[self.next + 1].word == "of":
            self.take()
            self.take()
            parts, end = self.parts()
            span = (token.start, end)
            # The list stands in brackets of its own.
            self.bracketed.add(span)
            if len(parts) == 1:
                self.bracketed.add(parts[0].span)
                return parts[0]
            return And(parts, span) if token.word == "all" else Or(parts, span)
        if token.word == "not" and self.tokens[self.next + 1].word == "before":
            return self.not_before()
        if token.kind == "name" and token.word not in ("and", "or", *_FOREIGN):
            self.take()
            return Atom(token.text, (token.start, token.end))
        raise self.unexpected()

    def at_least(self, number: _Token) -> Node:
        self.take()
        if self.peek.word != "of":
            raise self.unexpected(M("Write a number only as in `2 of (a, b, c)`."))
        self.take()
        parts, end = self.parts()
        k = int(number.text) if len(number.text) < 6 else len(parts) + 1
        if not 1 <= k <= len(parts):
            raise ConditionError(
                M("{k} of {n} cannot be", k=number.text, n=len(parts)), number.start, end,
                M("Ask for a number from 1 to {n}.", n=len(parts)),
            )  # fmt: skip
        return AtLeast(k, parts, (number.start, end))

    def parts(self) -> tuple[tuple[Node, ...], int]:
        opening = self.peek
        if opening.text != "(":
            raise self.unexpected(M("List the choices in brackets: `2 of (a, b, c)`."))
        self.take()
        parts = [self.expression()]
        while self.peek.text == ",":
            self.take()
            parts.append(self.expression())
        return tuple(parts), self.closing(opening)

    def closing(self, opening: _Token) -> int:
        if self.peek.text == ")":
            return self.take().end
        if self.peek.kind == "end":
            raise ConditionError(
                M("this bracket is never closed"), opening.start, opening.end,
                M("Add the missing `)`."),
            )  # fmt: skip
        raise self.unexpected()

    def not_before(self) -> Node:
        start = self.take().start
        self.take()
        first = self.peek
        last = first
        # A moment is a date or name, or a duration and `after` and one of these.
        while self.peek.kind in ("date", "number", "name"):
            if self.peek.word in ("and", "or"):
                break
            last = self.take()
        if last is first and self.peek is first:
            raise self.unexpected(_MOMENT)
        raw = self.text[first.start : last.end]
        try:
            moment = parse_moment(raw)
        except ValueError as error:
            raise ConditionError(
                M("{given} is not a point in time", given=raw), first.start, last.end, _MOMENT
            ) from error  # fmt: skip
        return NotBefore(moment, (start, last.end))

    def unexpected(self, advice: Message | None = None) -> ConditionError:
        token = self.peek
        if token.kind == "end":
            before = self.tokens[self.next - 1]
            message = M("something is missing after {given}", given=before.text)
            return ConditionError(
                message, before.start, before.end, advice or M("Name a step or fact there.")
            )
        message = M("{given} cannot stand here", given=token.text)
        if token.kind == "date":
            advice = advice or M("Write `not before` before a date.")
        return ConditionError(message, token.start, token.end, advice or _FOREIGN.get(token.word))


def _lex(text: str) -> list[_Token]:
    """Cut the text into tokens; every character belongs to one or is an error."""
    tokens: list[_Token] = []
    position = 0
    while position < len(text):
        found = _TOKEN.match(text, position)
        if found is None:
            run = re.match(r"[&|!]+|.", text[position:], re.DOTALL)
            assert run is not None
            given = run[0] if unicodedata.category(run[0][0])[0] != "C" else f"U+{ord(run[0]):04X}"
            raise ConditionError(
                M("{given} cannot stand in a condition", given=given), position,
                position + len(run[0]),
                _FOREIGN.get(run[0], M("Use step names, and, or, numbers and brackets.")),
            )  # fmt: skip
        if found.lastgroup:
            tokens.append(_Token(found.lastgroup, found[0], position))
        position = found.end()
    tokens.append(_Token("end", "", len(text)))
    return tokens
