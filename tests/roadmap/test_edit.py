"""An edit changes the value it is about, and no other character of the file."""

from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from khutwa.examples.catalogue import names, path, starter
from khutwa.roadmap.diagnostic import Edit, Path
from khutwa.roadmap.edit import apply
from khutwa.roadmap.loader import load_text
from khutwa.roadmap.yaml_tree import Node, parse
from roadmap.layouts import WORDS, files

EXAMPLES = [starter(), *map(path, names())]

on_every_example = pytest.mark.parametrize("file", EXAMPLES, ids=lambda file: file.parent.name)

values = st.one_of(
    st.sampled_from([word for word in WORDS if word]),
    st.lists(st.sampled_from(WORDS), max_size=3),
    st.dictionaries(st.sampled_from(["a", "b", "it's"]), st.sampled_from(WORDS), max_size=2),
    st.just({"a": ["one", {"b": "two words"}]}),
)


def nodes(node: Node, way: Path = ()) -> Iterator[tuple[Path, Node]]:
    """Yield everything in a tree with the way to it."""
    yield way, node
    if isinstance(node.value, dict):
        for name, below in node.value.items():
            yield from nodes(below, (*way, name))
    elif isinstance(node.value, list):
        for index, below in enumerate(node.value):
            yield from nodes(below, (*way, index))


def made(content: Any, edits: list[Edit]) -> Any:
    """Return the plain values after edits, every place of which is found before any is made."""
    content = deepcopy(content)
    places = []
    for edit in edits:
        holder = content
        for part in edit.path[:-1]:
            holder = holder[part]
        places.append((holder, edit.path[-1], edit.value))
    removed = []
    for holder, last, value in places:
        if value is None:
            removed.append((holder, last))
        elif isinstance(holder, list) and last == len(holder):
            holder.append(value)
        else:
            holder[last] = value
    # Later items first, so that the others keep their numbers.
    for holder, last in sorted(removed, key=lambda p: -p[1] if isinstance(p[0], list) else 0):
        del holder[last]
    return content


def added(old: str, new: str) -> bool:
    """Tell whether the new text is the old one with one piece put in."""
    return alike(old, new) + alike(old[::-1], new[::-1]) >= len(old)


def alike(old: str, new: str) -> int:
    """Return with how many equal characters two texts begin."""
    pairs = enumerate(zip(old, new, strict=False))
    return next((index for index, (a, b) in pairs if a != b), min(len(old), len(new)))


@st.composite
def edited(draw: st.DrawFn) -> tuple[str, Any, list[Edit]]:
    """Return a file, its values and edits of places that do not hold one another."""
    text, content = draw(files())
    found = list(nodes(parse(text)))
    ends = [(*way, len(node.value)) for way, node in found if isinstance(node.value, list)]
    ways = [way for way, _ in found if way] + ends
    edits: list[Edit] = []
    for way in draw(st.lists(st.sampled_from(ways), min_size=1, max_size=3, unique=True)):
        if not any(way[: len(e.path)] == e.path or e.path[: len(way)] == way for e in edits):
            edits.append(Edit(way, draw(values if way in ends else values | st.none())))
    return text, content, edits


@settings(max_examples=400, deadline=None)
@given(edited())
def test_the_values_are_those_of_edits_made_one_by_one(
    case: tuple[str, Any, list[Edit]],
) -> None:
    text, content, edits = case
    assert parse(apply(text, edits)).plain() == made(content, edits)


@settings(max_examples=200, deadline=None)
@given(files(), st.data())
def test_what_is_put_in_is_all_that_changes(file: tuple[str, Any], data: st.DataObject) -> None:
    text, content = file
    places = [(way, n) for way, n in nodes(parse(text)) if isinstance(n.value, (dict, list))]
    way, node = data.draw(st.sampled_from(places))
    last = len(node.value) if isinstance(node.value, list) else "new"
    edit = Edit((*way, last), data.draw(values))
    new = apply(text, [edit])
    assert parse(new).plain() == made(content, [edit])
    assert added(text, new)


@settings(max_examples=200, deadline=None)
@given(files(), st.data())
def test_what_is_taken_out_is_all_that_changes(file: tuple[str, Any], data: st.DataObject) -> None:
    text, content = file
    tree = parse(text)
    places = [
        (*way, part)
        for way, n in nodes(tree)
        if isinstance(n.value, (dict, list)) and len(n.value) > 1
        for part in (n.value if isinstance(n.value, dict) else range(len(n.value)))
    ]
    if places:
        edit = Edit(data.draw(st.sampled_from(places)))
        new = apply(text, [edit])
        assert parse(new).plain() == made(content, [edit])
        assert added(new, text)


@settings(max_examples=200, deadline=None)
@given(files(), st.data())
def test_a_new_text_takes_the_place_of_the_old_one(
    file: tuple[str, Any], data: st.DataObject
) -> None:
    text, content = file
    places = [(way, n) for way, n in nodes(parse(text)) if isinstance(n.value, str)]
    if places:
        way, node = data.draw(st.sampled_from(places))
        edit = Edit(way, data.draw(st.sampled_from([word for word in WORDS if word])))
        new = apply(text, [edit])
        assert parse(new).plain() == made(content, [edit])
        assert new.startswith(text[: node.start])
        assert new.endswith(text[node.end :])
        if node.style in ("'", '"'):
            assert new[node.start] == node.style


@settings(max_examples=100, deadline=None)
@given(files())
def test_a_value_set_to_itself_changes_nothing(file: tuple[str, Any]) -> None:
    text, _ = file
    edits = [Edit(way, node.plain()) for way, node in nodes(parse(text)) if way and node.value]
    assert apply(text, edits) == text


@on_every_example
def test_examples_set_to_themselves_stay_as_they_are(file: Any) -> None:
    text = file.read_text(encoding="utf-8")
    edits = [Edit(way, node.plain()) for way, node in nodes(parse(text)) if way and node.value]
    assert len(edits) > 100
    for ends in ("\n", "\r\n"):
        assert apply(text.replace("\n", ends), edits) == text.replace("\n", ends)


@pytest.mark.parametrize("ends", ["\n", "\r\n"])
@on_every_example
def test_examples_change_in_the_edited_value_alone(file: Any, ends: str) -> None:
    """The edits of several kinds are made at once, and read back as the plan with these changes."""
    text = file.read_text(encoding="utf-8").replace("\n", ends)
    old = load_text(text).roadmap
    assert old is not None
    first, *_, last = old.steps
    edits = [
        Edit(("summary",), {"en": "Nothing: a test # of edits", "ar": "تجربة"}),
        Edit(("steps", last, "takes"), ["1 month", "2 months", "4 months"]),
        Edit(("steps", first, "verification", "detects"), 0.25),
        Edit(("steps", first, "note"), 'It\'s "new"'),
    ]
    new = load_text(apply(text, edits))
    assert new.roadmap is not None, [str(d) for d in new.diagnostics]
    assert new.document.text.count(ends) == new.document.text.count("\n")
    assert str(new.roadmap.summary) == "Nothing: a test # of edits"
    assert new.roadmap.steps[first].detection == 0.25
    assert str(new.roadmap.steps[first].note) == 'It\'s "new"'
    assert [str(length) for length in new.roadmap.steps[last].takes] == ["P1M", "P2M", "P4M"]
    changed = {
        first: new.roadmap.steps[first].model_copy(
            update={
                "note": old.steps[first].note,
                "verification": old.steps[first].verification,
            }
        ),
        last: new.roadmap.steps[last].model_copy(update={"takes": old.steps[last].takes}),
    }
    steps = {**new.roadmap.steps, **changed}
    assert new.roadmap.model_copy(update={"summary": old.summary, "steps": steps}) == old
