"""What a file says before and after a change, and the plan that it then has."""

from __future__ import annotations

import copy
import json
from collections.abc import Iterable
from functools import cache
from typing import Any

from pydantic import TypeAdapter, ValidationError

from khutwa.game.arrays import InfeasibleSchedule, draw_stakes, scheduled
from khutwa.game.repairs.plan import Plan, without_order
from khutwa.game.values import values
from khutwa.roadmap.diagnostic import Edit, Path
from khutwa.roadmap.model import Roadmap, Stage
from khutwa.roadmap.schedule import faults

Key = tuple[str, str]
"""What a file says apart from its schedule, and its schedule."""


def examine(raw: Any, like: Plan | None = None) -> Plan | None:
    """Return the plan that a file with this content has.

    Args:
        raw: What the file says, as text, lists and mappings.
        like: A plan from whose content `changed` has made this one; what stays is not read again.

    Returns:
        None where the file is not sound or its schedule cannot be followed.
    """
    try:
        if like and raw.get("schedule") and _only_the_order(raw, like):
            return _in_order(raw, like)
        told = _with_known_steps(raw, like) if like else raw
        roadmap = Roadmap.model_validate(told, by_alias=True, by_name=False)
        game, whole = scheduled(roadmap)
    except (ValidationError, InfeasibleSchedule):
        return None
    stakes = draw_stakes(whole, game)
    return Plan(raw, roadmap, whole, game, stakes, values(game, stakes))


def key(raw: Any, like: Plan) -> Key:
    """Return what tells one content of a file from another.

    Args:
        raw: What the file says.
        like: The plan from whose content `changed` has made it.
    """
    apart = like.apart if _only_the_order(raw, like) else without_order(raw)
    return apart, json.dumps(raw.get("schedule"), sort_keys=True)


def changed(raw: Any, edits: Iterable[Edit]) -> Any:
    """Return what a file says after some edits, as `khutwa.roadmap.edit.apply` makes them.

    What stays is not copied, so that it can be seen to be the same.
    """
    for edit in sorted(edits, key=_turn):
        raw = _with(raw, edit.path, edit.value)
    return raw


def _with(node: Any, path: Path, value: Any) -> Any:
    """Return a copy of a mapping or list in which one thing is another."""
    first, *rest = path
    node = copy.copy(node) if isinstance(node, (dict, list)) else {}
    if rest:
        below = node.get(first) if isinstance(node, dict) else node[first]
        node[first] = _with(below, tuple(rest), value)
    elif value is None:
        del node[first]
    elif isinstance(node, list) and first == len(node):
        node.append(value)
    else:
        node[first] = value
    return node


def _turn(edit: Edit) -> tuple[bool, list[int]]:
    """Return the key that puts what is set first, and what is removed last, later items first."""
    numbers = [part if isinstance(part, int) else 0 for part in edit.path]
    removes = edit.value is None
    return removes, [-number for number in numbers] if removes else numbers


def _only_the_order(raw: Any, like: Plan) -> bool:
    """Tell whether a changed content has a schedule and is otherwise the same."""
    same = raw.keys() | {"schedule"} == like.raw.keys() | {"schedule"}
    return same and all(raw[name] is like.raw[name] for name in raw.keys() - {"schedule"})


def _with_known_steps(raw: Any, like: Plan) -> Any:
    """Return a content in which the steps that stay are those that were read before."""
    was, known = like.raw["steps"], like.roadmap.steps
    steps = {
        name: known[name] if name in was and step is was[name] else step
        for name, step in raw["steps"].items()
    }
    return {**raw, "steps": steps}


@cache
def _stages() -> TypeAdapter[tuple[Stage, ...]]:
    return TypeAdapter(Roadmap.model_fields["schedule"].rebuild_annotation())


def _in_order(raw: Any, like: Plan) -> Plan | None:
    """Return a plan with another schedule.

    Raises:
        ValidationError: if the schedule is not sound.
    """
    schedule = _stages().validate_python(raw["schedule"], by_alias=True, by_name=False)
    index = {name: a for a, name in enumerate(like.game.steps)}
    if sorted(name for stage in schedule for name in stage.steps) != sorted(index):
        return examine(raw)
    roadmap, whole = (
        each.model_copy(update={"schedule": schedule}) for each in (like.roadmap, like.whole)
    )
    if next(faults(whole), None):
        return None
    game = like.game.in_order([[index[name] for name in stage.steps] for stage in schedule])
    return Plan(raw, roadmap, whole, game, like.stakes, values(game, like.stakes))
