"""The worked example of docs/model.md, computed there by hand, is what the engine computes."""

from __future__ import annotations

import pytest

from docs.pages import DOCS, Section, sections
from khutwa import Analysis, analyse, load_text
from khutwa.game.values import values

ROWS = {"1": 0, "2": 1, "done": 2}


@pytest.fixture(scope="module")
def example() -> Section:
    """Return the section of the example."""
    return next(s for s in sections(DOCS / "model.md") if s.title == "5. A worked example")


def analysed(text: str) -> Analysis:
    """Return the analysis of a plan that loads without complaint."""
    loaded = load_text(text)
    assert loaded.roadmap is not None, [str(d) for d in loaded.diagnostics]
    return analyse(loaded.roadmap)


def number(cell: str) -> float:
    """Return a number of a table; a dash is what a party cannot do."""
    return float("-inf") if cell == "-" else float(cell.rstrip("%"))


def test_every_slack_is_the_one_computed_by_hand(example: Section) -> None:
    analysis = analysed(example.blocks[0].text)
    found = values(analysis.game, analysis.stakes)
    rows = example.rows("stage")
    assert len(rows) == 6
    for stage, party, comply, stall, walk, slack, share in rows:
        row, i = ROWS[stage], analysis.game.parties.index(party)
        link = analysis.table[row][i]
        assert found.comply[0, row, i] == pytest.approx(number(comply), abs=5e-4)
        assert found.stall[0, row, i] == pytest.approx(number(stall), abs=5e-4)
        assert found.walk[0, row, i] == pytest.approx(number(walk), abs=5e-4)
        assert link.slack == pytest.approx(number(slack), abs=5e-4)
        assert 100 * link.relative == pytest.approx(number(share), abs=5e-4)


def test_what_would_close_it_is_what_was_computed_by_hand(example: Section) -> None:
    analysis = analysed(example.blocks[0].text)
    by_hand = {row[0]: number(row[-1]) for row in example.rows("what")}
    assert (analysis.weakest.party, analysis.weakest.row) == ("movement", 2)
    assert analysis.weakest.temptation == "stall"
    closing = analysis.closing["movement"]
    assert closing.detection == pytest.approx(by_hand["detection"], abs=5e-4)
    assert closing.dividend == pytest.approx(by_hand["dividend"], abs=5e-4)
    assert closing.patience.threshold == pytest.approx(by_hand["patience"], abs=5e-4)


def test_the_range_is_borne_as_computed_by_hand(example: Section) -> None:
    text = example.blocks[0].text
    text = text.replace("detects: 10%", "detects: 25%")
    text = text.replace("movement: -1", "movement: [-2, -1, -0.5]")
    analysis = analysed(text)
    by_hand = {row[0]: number(row[-1]) for row in example.rows("what")}
    assert analysis.holds
    assert analysis.radius == pytest.approx(by_hand["safe distance"], abs=5e-4)
    assert analysis.robustness is not None
    low, high = analysis.robustness.interval
    assert low < by_hand["share of draws that hold"] < high


def test_the_trust_that_it_takes_is_what_was_computed_by_hand(example: Section) -> None:
    analysis = analysed(example.blocks[0].text)
    trust = next(s for s in sections(DOCS / "model.md") if s.title == "7. Trust")
    rows = trust.rows("where the Government decides")
    by_hand = {row: cells[1:3] for cells in rows for row in cells[0].split(" and ")}
    found = {need.row: need for need in analysis.trust if need.party == "government"}
    assert {ROWS[row] for row in by_hand} == found.keys()
    for row, (once, each) in by_hand.items():
        need = found[ROWS[row]]
        assert need.next_time == pytest.approx(number(once), abs=5e-4)
        assert need.each_time == pytest.approx(number(each), abs=5e-4)
    # The Movement needs no trust to wait, and none would keep it in where it gives way.
    movement = [need.each_time for need in analysis.trust if need.party == "movement"]
    assert movement == [0, None, None]
