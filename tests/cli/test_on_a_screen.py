"""On a screen: lines as wide as it is, wrapped lines that hang, tables that Arabic reads right."""

from __future__ import annotations

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.console import Console

from khutwa.examples.catalogue import roadmap
from khutwa.game import analyse
from khutwa.game.summary import HANG, Cell, Grid, Summary, shared
from khutwa.words import M, isolate, isolate_lines, strip_isolates, use_language

FSI, PDI = "\u2068", "\u2069"
TITLE = "Slack, per cent of what each party has at stake"
ANALYSIS = analyse(roadmap("syria-2254"), draws=20)


def screen(language: str, width: int) -> list[str]:
    """Return the lines of an analysis on a screen of this width."""
    out = io.StringIO()
    console = Console(
        file=out, width=width, force_terminal=True, color_system=None, highlight=False, emoji=False
    )
    with use_language(language):
        console.print(ANALYSIS)
    return out.getvalue().splitlines()


def table_of(lines: list[str]) -> list[str]:
    """Return the lines of the table below its head."""
    at = next(number for number, line in enumerate(lines) if "───" in line)
    return [line for line in lines[at + 1 :] if line.strip()]


@pytest.mark.parametrize("language", ["en", "ar", "ru"])
@pytest.mark.parametrize("width", [80, 140])
def test_no_line_is_wider_than_the_screen(language: str, width: int) -> None:
    assert max(cell_len(line) for line in screen(language, width)) <= width


def test_isolates_take_no_room() -> None:
    assert cell_len(isolate("سوريا")) == len("سوريا")


def test_a_wrapped_point_of_a_list_hangs_below_its_first_word() -> None:
    lines = screen("en", 80)
    points = [
        line
        for line in lines[: next(n for n, line in enumerate(lines) if TITLE in line)]
        if line.startswith(" ")
    ]
    wrapped = [line for line in points if not line.startswith("  - ")]
    assert wrapped
    assert all(line.startswith("    ") and line[4] != " " for line in wrapped)


def test_a_wrapped_name_in_a_table_hangs() -> None:
    rows = table_of(screen("en", 80))
    at = next(number for number, row in enumerate(rows) if "Constitutional" in row)
    assert rows[at].startswith(" 3. Work of the Constitutional")
    assert rows[at + 1].rstrip() == f" {HANG}Committee"


def test_the_arabic_table_begins_at_the_right() -> None:
    head = next(line for line in screen("ar", 140) if "روسيا" in line and "المرحلة" in line)
    names = ["المرحلة", "الولايات المتحدة", "روسيا", "الحكومة السورية"]
    places = [head.index(name) for name in names]
    assert places == sorted(places, reverse=True)
    english = next(line for line in screen("en", 140) if "Russia" in line and "Stage" in line)
    places = [english.index(n) for n in ("Stage", "United States", "Russia", "Syrian government")]
    assert places == sorted(places)


def test_every_arabic_cell_keeps_its_direction_to_itself() -> None:
    """Whatever a terminal makes of direction, the columns stay where they are."""
    for row in table_of(screen("ar", 80)):
        assert row.count(FSI) == row.count(PDI)
        depth, outside = 0, ""
        for letter in row:
            depth += (letter == FSI) - (letter == PDI)
            outside += letter if depth == 0 and letter not in (FSI, PDI) else ""
        assert outside.strip() == ""


def test_english_tables_are_left_as_they_are() -> None:
    assert FSI not in "".join(screen("en", 80))


@pytest.mark.parametrize(
    ("lines", "isolated"),
    [
        (["one", "two"], ["[one]", "[two]"]),
        (["a [b", "c] d"], ["[a [b]]", "[[c] d]"]),
        (["[a [b", "c", "d]] e"], ["[[a [b]]]", "[[[c]]]", "[[[d]] e]"]),
        ([], []),
    ],
)
def test_what_a_line_leaves_open_is_opened_in_the_next(
    lines: list[str], isolated: list[str]
) -> None:
    marks = str.maketrans("[]", FSI + PDI)
    found = list(isolate_lines(line.translate(marks) for line in lines))
    assert found == [line.translate(marks) for line in isolated]
    assert [strip_isolates(line) for line in found] == [
        line.replace("[", "").replace("]", "") for line in lines
    ]


STEP = "Monitoring by the Organisation for Security (when the withdrawal begins)"
WIDE = Grid(
    M("{text}", text="Wide"),
    ("Step", "Status", "Due", "Last entry"),
    (
        (Cell(STEP), Cell("not initiated (58%)"), Cell("15 Feb 2015"), Cell("17 Mar 2015")),
        (Cell("Constitutional reform"), Cell("nothing recorded"), Cell("–"), Cell("–")),
    ),
)


@pytest.mark.parametrize("width", [56, 60, 70, 80])
def test_words_stay_whole_where_a_table_has_room_for_them(width: int) -> None:
    # What the longest words of the columns need: 12 and 3 of hanging, 9, 4 and 5, and beside them
    # two of the frame and three between each two columns. That is 44.
    out = io.StringIO()
    console = Console(file=out, width=width, force_terminal=True, color_system=None)
    console.print(Summary([], None, [], [WIDE]).terminal())
    lines = out.getvalue().splitlines()
    assert max(cell_len(line) for line in lines) <= width
    shown = out.getvalue().split()
    for row in WIDE.rows:
        for cell in row:
            assert set(cell.text.split()) <= set(shown)


@given(
    st.lists(st.tuples(st.integers(0, 20), st.integers(0, 60)), min_size=1, max_size=6),
    st.integers(0, 200),
)
def test_columns_share_the_room_and_none_gets_less_than_it_needs(
    columns: list[tuple[int, int]], spare: int
) -> None:
    least = [need for need, _ in columns]
    most = [need + more for need, more in columns]
    room = sum(least) + spare
    widths = shared(least, most, room)
    assert all(low <= w <= high for low, w, high in zip(least, widths, most, strict=True))
    assert sum(widths) <= room
    # Nothing is left while a column has use for it.
    assert sum(widths) == min(room, sum(most))
