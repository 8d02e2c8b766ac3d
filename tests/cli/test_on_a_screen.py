"""On a screen: lines as wide as it is, wrapped lines that hang, tables that Arabic reads right."""

from __future__ import annotations

import io

import pytest
from rich.cells import cell_len
from rich.console import Console

from khutwa.examples.catalogue import roadmap
from khutwa.game import analyse
from khutwa.game.summary import HANG
from khutwa.words import isolate, isolate_lines, strip_isolates, use_language

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
