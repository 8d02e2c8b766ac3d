"""Comments in a schedule, which follow the stage that they speak of when it moves."""

from __future__ import annotations

import re
from collections.abc import Iterator

from khutwa.game.repairs.plan import Plan
from khutwa.roadmap.yaml_tree import Node, parse

_COMMENT = re.compile(r"[ \t]+(#[^\r\n]*)")


def follow(text: str, new: str, before: Plan, after: Plan) -> str:
    """Return a changed text in which the comments of each stage stand beside it again.

    Edits change the stages of a schedule place by place, so that what stood behind a stage would
    stay behind another. A stage that is no longer there leaves its comments to the one that now has
    its first step.

    Args:
        text: The file as it was.
        new: The file after a repair.
        before: The plan that `text` holds.
        after: The plan that `new` holds.
    """
    was, now = _stages(text), _stages(new)
    if len(was) != len(before.stages) or len(now) != len(after.stages):
        return new
    meant: list[list[str]] = [[] for _ in now]
    for stage, node in zip(before.stages, was, strict=True):
        meant[_place(stage[0], after)] += [said for _, _, said in _comments(text, node)]
    cuts = []
    for node, wanted in zip(now, meant, strict=True):
        found = list(_comments(new, node))
        if [said for _, _, said in found] == wanted:
            continue
        cuts += [(start, end, "") for start, end, _ in found]
        line = re.compile(r"[\r\n]|\Z").search(new, node.end)
        assert line is not None
        left = new[node.end : line.start()].strip()
        if wanted and (not left or left.startswith("#")):
            cuts.append((line.start(), line.start(), "   " + "; ".join(wanted)))
    for start, end, put in sorted(cuts, reverse=True):
        new = new[:start] + put + new[end:]
    return new


def _stages(text: str) -> list[Node]:
    """Return the stages as the file has them; none where it has no schedule."""
    root = parse(text).value
    schedule = root.get("schedule") if isinstance(root, dict) else None
    return schedule.value if schedule and isinstance(schedule.value, list) else []


def _place(name: str, after: Plan) -> int:
    """Return the stage that has a step now, or the first of its parts."""
    for part in (True, False):
        for place, stage in enumerate(after.stages):
            if any(name == (step if part else after.file_name(step)) for step in stage):
                return place
    return 0


def _comments(text: str, stage: Node) -> Iterator[tuple[int, int, str]]:
    """Yield where the comments behind the values of a stage begin and end, and what they say."""
    ends = sorted({node.end for node in _nodes(stage)})
    for end in ends:
        found = _COMMENT.match(text, end)
        if found:
            yield found.start(), found.end(), found[1]


def _nodes(node: Node) -> Iterator[Node]:
    yield node
    below = node.value
    if isinstance(below, dict):
        yield from node.keys.values()
    for item in below.values() if isinstance(below, dict) else below or ():
        if isinstance(item, Node):
            yield from _nodes(item)
