"""The slack of every party at every stage, as a table of colours and numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from khutwa.game.show import stage_name
from khutwa.report.svg import Sheet, wrap
from khutwa.report.theme import ALARM, ALARM_PALE, GOOD_PALE, GRID, INK, QUIET
from khutwa.words import M, format_number, use_language

if TYPE_CHECKING:
    from khutwa.game import Analysis, Link

LABELS, CELL, ROW, TOP = 330.0, 150.0, 54.0, 120.0


def draw_slack(analysis: Analysis, language: str) -> str:
    """Return the slack table as SVG: parties across, stages down, the last row durability.

    Args:
        analysis: The analysis of a schedule.
        language: Language of its words; Arabic is drawn from right to left.
    """
    with use_language(language):
        return _draw(analysis, language)


def _draw(analysis: Analysis, language: str) -> str:
    parties = analysis.game.parties
    width = max(24 + LABELS + CELL * len(parties) + 24, 760.0)
    sheet = Sheet(language, width, TOP + ROW * len(analysis.table) + 70)
    title = str(M("Slack: {title}", title=analysis.roadmap.title))
    sheet.headline(title)
    said = str(M("What keeping to the plan is worth beyond the best alternative, in per cent of "
                 "what is at stake for the party."))  # fmt: skip
    sheet.lines(24, 56, wrap(said, 12, width - 48, 2), 12, fill=QUIET)
    for column, party in enumerate(parties):
        x = 24 + LABELS + column * CELL + CELL / 2
        names = wrap(str(analysis.roadmap.label(party)), 13, CELL - 12, 2)
        sheet.lines(x, TOP - 8 - 17.5 * (len(names) - 1), names, 13, anchor="middle",
                    font_weight="600")  # fmt: skip
    weakest = analysis.weakest
    for row, links in enumerate(analysis.table):
        y = TOP + row * ROW
        lines = wrap(stage_name(analysis, row), 12.5, LABELS - 16, 3)
        sheet.lines(24, y + 24 - 7 * (len(lines) - 1), lines, 12.5)
        for column, link in enumerate(links):
            _cell(sheet, 24 + LABELS + column * CELL, y, link, link == weakest)
    y = TOP + ROW * len(analysis.table) + 24
    legend = M("Red with a word: the party gains more by stalling or walking away. Thick frame: "
               "the weakest link. Likely stakes.")  # fmt: skip
    sheet.lines(24, y, wrap(str(legend), 11, width - 48, 2), 11, fill=QUIET)
    return sheet.render(title, said)


def _cell(sheet: Sheet, x: float, y: float, link: Link, weakest: bool) -> None:
    share = min(abs(link.relative) * 2, 1.0)
    pale = GOOD_PALE if link.holds else ALARM_PALE
    sheet.rect(x + 3, y + 3, CELL - 6, ROW - 6, fill=pale,
               fill_opacity=round(0.35 + 0.65 * share, 2), stroke=INK if weakest else GRID,
               stroke_width=3 if weakest else 1, rx=3)  # fmt: skip
    shown = format_number(100 * link.relative, digits=1) if link.decides else "–"
    word = ""
    if not link.decides:
        word = str(M("no choice"))
    elif not link.holds:
        word = str(M("stalls") if link.temptation == "stall" else M("walks away"))
    elif link.on_the_edge:
        word = str(M("on the edge"))
    colour = INK if link.holds else ALARM
    # A number keeps its sign on its left in every language.
    sheet.text(x + CELL / 2, y + (24 if word else 32), shown, 14, anchor="middle", fill=colour,
               font_weight="600", direction="ltr")  # fmt: skip
    if word:
        sheet.text(x + CELL / 2, y + 41, word, 11, anchor="middle", fill=colour)
