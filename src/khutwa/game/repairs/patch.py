"""What a repair move is: it looks at a plan and proposes changes of its file."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache

from khutwa.game.limit import Limit
from khutwa.game.repairs.plan import Plan
from khutwa.roadmap.diagnostic import Edit
from khutwa.words import Message


@dataclass(frozen=True)
class Patch:
    """One change of the file.

    Attributes:
        move: Name of the move that proposes it.
        edits: The change.
        what: What it changes, as a sentence.
        steps: Ids of the steps of the file that it touches.
        changes: How many promises it changes: places of steps, parts, levels of verification,
            payments, requirements.
    """

    move: str
    edits: tuple[Edit, ...]
    what: Message
    steps: tuple[str, ...]
    changes: int


@dataclass(frozen=True)
class Move:
    """One way of mending a plan.

    Attributes:
        name: A word in lower case with hyphens.
        propose: Yields changes; whether they help is found out by analysing the changed file. What
            takes long by itself keeps to the limit.
    """

    name: str
    propose: Callable[[Plan, Limit], Iterator[Patch]]


@cache
def all_moves() -> tuple[Move, ...]:
    """Return every move, by name.

    A move is a module of `khutwa.game.repairs.moves` that defines `MOVE`.
    """
    from khutwa.game.repairs import moves

    found = [
        importlib.import_module(f"{moves.__name__}.{module.name}").MOVE
        for module in pkgutil.iter_modules(moves.__path__)
    ]
    return tuple(sorted(found, key=lambda move: move.name))
