"""What an edit makes of a file, shown on the shapes that people write."""

from __future__ import annotations

from typing import Any

import pytest

from khutwa.roadmap.diagnostic import Edit, Path
from khutwa.roadmap.edit import apply
from khutwa.roadmap.yaml_tree import TreeError

PLAN = """\
# A plan
title:   'It''s a test'   # the title
goal: [ talks,access ]    # both

steps:
    talks:   # indented by four
        requires: "aid"     # in quotes
        note: >-
            Long words
            in two lines
        stakes: {gov: 1,  opp: -1}
    access: {by: 2015}
    aid:
sources:
- one
# before two
- two  # after two
-   a: 1
    b: 2
"""

FOLDED = "            Long words\n            in two lines\n"
SOURCES = PLAN[PLAN.index("- one") :]


@pytest.mark.parametrize(
    ("path", "value", "old", "new"),
    [
        (("title",), "Isn't it", "'It''s a test'", "'Isn''t it'"),
        (("steps", "talks", "requires"), 'a "b"', '"aid"', '"a \\"b\\""'),
        (("steps", "access", "by"), "a, b", "2015", "'a, b'"),
        (("steps", "access", "by"), "30 days after aid", "2015", "30 days after aid"),
        (("steps", "access", "by"), 2016, "2015", "2016"),
        (("steps", "access"), {"by": 2016, "joint": True}, "{by: 2015}", "{by: 2016, joint: true}"),
        (("steps", "access", "place"), "a: b", "{by: 2015}", "{by: 2015, place: 'a: b'}"),
        (("steps", "talks", "stakes", "opp"), None, "{gov: 1,  opp: -1}", "{gov: 1}"),
        (("steps", "talks", "stakes", "gov"), None, "{gov: 1,  opp: -1}", "{opp: -1}"),
        (("steps", "access", "by"), None, "{by: 2015}", "{}"),
        (("goal", 2), "aid", "[ talks,access ]", "[ talks,access, aid ]"),
        (("goal", 0), None, "[ talks,access ]", "[ access ]"),
        (("steps", "aid"), {"by": 2015}, "    aid:\n", "    aid: {by: 2015}\n"),
        (("steps", "aid", "verification", "by"), ["un"], "    aid:\n",
         "    aid: {verification: {by: [un]}}\n"),
        (("steps", "aid"), None, "    aid:\n", ""),
        (("steps", "more"), {"by": 2015}, "    aid:\n", "    aid:\n    more: {by: 2015}\n"),
        (("steps", "talks", "by"), "2015", "opp: -1}\n", "opp: -1}\n        by: 2015\n"),
        (("steps", "talks", "requires"), None, '        requires: "aid"     # in quotes\n', ""),
        (("steps", "talks", "note"), "Other words", FOLDED, "            Other words\n"),
        (("steps", "talks", "note"), ["a"], f">-\n{FOLDED}", "[a]\n"),
        (("sources", 3), "last", "    b: 2\n", "    b: 2\n- last\n"),
        (("sources", 1), None, "- two  # after two\n", ""),
        (("sources", 2, "a"), None, "a: 1\n    b: 2\n", "b: 2\n"),
        (("sources", 2, "b"), None, "    b: 2\n", ""),
        (("sources", 2), "three", "-   a: 1\n    b: 2\n", "- three\n"),
        (("sources",), ["x", "y: z"], SOURCES, "- x\n- 'y: z'\n"),
        (("sources",), "one", f":\n{SOURCES}", ": one\n"),
        (("new field",), "x", "    b: 2\n", "    b: 2\nnew field: x\n"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("ends", ["\n", "\r\n"])
def test_the_rest_of_the_file_stays(path: Path, value: Any, old: str, new: str, ends: str) -> None:
    assert PLAN.count(old) == 1
    expected = PLAN.replace(old, new).replace("\n", ends)
    assert apply(PLAN.replace("\n", ends), [Edit(path, value)]) == expected


@pytest.mark.parametrize(
    ("text", "path", "value", "new"),
    [
        ("a: 1\nb: 2", ("c",), 3, "a: 1\nb: 2\nc: 3"),
        ("a: 1\nb: 2", ("b",), None, "a: 1"),
        ("a: 1\r\nb: 2\r\n", ("c",), 3, "a: 1\r\nb: 2\r\nc: 3\r\n"),
        ("a:\n  - 1\nb: 2\n", ("a", 0), None, "a: []\nb: 2\n"),
        ("a:\n- 1\nb: 2\n", ("a", 0), None, "a: []\nb: 2\n"),
        ("a:\n  b: 1\nc: 2\n", ("a", "b"), None, "a: {}\nc: 2\n"),
        ("a:  # none yet\n", ("a",), [1], "a: [1]  # none yet\n"),
        ("a: []\n", ("a", 0), 1, "a: [1]\n"),
        ("a: {}\n", ("a", "b", "c"), 1, "a: {b: {c: 1}}\n"),
        ("a: {b, c: 1}\n", ("a", "b"), 2, "a: {b: 2, c: 1}\n"),
        ("a: [b: 1]\n", ("a", 0, "c"), 2, "a: [{b: 1, c: 2}]\n"),
        ("a:\n  - - 1\n    - 2\n", ("a", 0, 0), None, "a:\n  - - 2\n"),
        ("a: |\n  one\n  two\nb: 1\n", ("a",), "three\n", "a: |\n  three\nb: 1\n"),
        ("a: |\n  one\n", ("a",), "no end", "a: no end\n"),
        ("{a: 1}", ("b",), 2, "{a: 1, b: 2}"),
        ("a: x # y\n", ("a",), "", "a: '' # y\n"),
        ("a: 1\n", ("a",), "line\nline", 'a: "line\\nline"\n'),
        ("a: 1\n", ("a",), "null", "a: 'null'\n"),
        ("a: 1\n", ("a",), 0.5, "a: 0.5\n"),
        ("هدنة: 1\n", ("سلام", "متى"), "غدا", "هدنة: 1\nسلام: {متى: غدا}\n"),
    ],
)
def test_small_files(text: str, path: Path, value: Any, new: str) -> None:
    assert apply(text, [Edit(path, value)]) == new


def test_edits_that_build_on_each_other_are_made_in_turn() -> None:
    edits = [Edit(("a", "x"), 1), Edit(("a", "y"), 2), Edit(("b", 1), "two"), Edit(("b", 0))]
    assert apply("b: [zero]\n", edits) == "b: [two]\na: {x: 1, y: 2}\n"


def test_what_is_added_to_a_list_stands_behind_what_is_left_of_it() -> None:
    edits = [Edit(("b", 3), "d"), Edit(("b", 0)), Edit(("b", 2), "c"), Edit(("b", 1), "B")]
    assert apply("b:\n  - a\n  - b\n", edits) == "b:\n  - B\n  - c\n  - d\n"


def test_no_edit_is_no_change() -> None:
    assert apply(PLAN, []) == PLAN


@pytest.mark.parametrize(
    "edit",
    [
        Edit(("title", "en"), "x"),
        Edit(("goal", 3), "x"),
        Edit(("goal", "first"), "x"),
        Edit(("goal", 2)),
        Edit(("nothing",)),
        Edit(("nothing", "here")),
        Edit(("steps", "aid", "by")),
    ],
)
def test_a_path_to_nothing_is_an_error_and_no_change(edit: Edit) -> None:
    with pytest.raises(LookupError):
        apply(PLAN, [edit])


@pytest.mark.parametrize("value", ["a\0b", "\u202e", "\ud800"])
def test_what_no_plan_may_hold_is_not_written(value: str) -> None:
    with pytest.raises(ValueError, match="cannot be written"):
        apply(PLAN, [Edit(("title",), value)])


def test_a_file_that_is_no_plan_is_not_edited() -> None:
    with pytest.raises(TreeError):
        apply("a: &x 1\n", [Edit(("a",), 2)])
