"""What `--fix` does to a file: it mends what needs no decision, and nothing else changes."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from khutwa.examples import catalogue
from khutwa.linter import Report, all_rules, check
from khutwa.linter.fix import Mended, mend
from khutwa.roadmap.diagnostic import Diagnostic, Edit, Place, Severity
from khutwa.roadmap.loader import load_text
from khutwa.words import M
from linter.drawn import plans

RULES = {rule.code: rule for rule in all_rules()}
EXAMPLES = [catalogue.path(name).read_text(encoding="utf-8") for name in catalogue.names()]
STARTER = catalogue.starter().read_text(encoding="utf-8")


def mended(text: str) -> Mended:
    """Return what becomes of a plan that loads."""
    loaded = load_text(text)
    assert loaded.ok, [str(d) for d in loaded.diagnostics]
    return mend(loaded, check(loaded))


def codes(findings: tuple[Diagnostic, ...]) -> list[str]:
    """Return the codes of findings, sorted."""
    return sorted(finding.code for finding in findings)


COMMENTED = """\
# A plan with two slips, and a person's own way of writing.
title:   "Two slips"      # in quotes, with blanks
languages: [ en ]

parties: {gov: Government,   opp: "Opposition"}
steps:
    ceasefire:            # four blanks deep
        obligors: [gov, opp]
        by: 2030-02-01

    # Access comes before everything else.
    access: {obligors: gov, requires: 'ceasefire and ceasefire'}   # asked twice
    talks:
        obligors:
          - gov           # in a list
          - opp
        requires: ceasefire or access and exchange    # no brackets
    exchange: {obligors: [gov, opp], joint: yes}
"""


def test_only_the_values_in_question_change() -> None:
    expected = COMMENTED.replace("'ceasefire and ceasefire'", "'ceasefire'").replace(
        "ceasefire or access and exchange", "ceasefire or (access and exchange)"
    )
    assert mended(COMMENTED).text == expected


def test_the_ends_of_lines_stay_those_of_the_file() -> None:
    text = mended(COMMENTED.replace("\n", "\r\n")).text
    assert text.replace("\r\n", "\n") == mended(COMMENTED).text
    assert text.count("\n") == text.count("\r\n")


def test_what_was_mended_is_told_and_the_rest_is_left() -> None:
    found = mended(COMMENTED)
    before = check(load_text(COMMENTED))
    assert codes(found.edited) == ["KH205", "KH210"]
    assert Counter(codes(before.findings)) == Counter(codes(found.report.findings)) + Counter(
        codes(found.edited)
    )
    assert found.loaded.document.text == found.text
    assert check(found.loaded) == found.report


@pytest.mark.parametrize("text", [*EXAMPLES, STARTER], ids=[*catalogue.names(), "starter"])
def test_a_plan_with_nothing_to_mend_stays_to_the_letter(text: str) -> None:
    found = mended(text)
    assert found.text == text
    assert found.edited == ()


TWO_ON_ONE_PLACE = """\
title: Test
parties: {p: {}}
steps:
  a: {obligors: p}
  b: {obligors: p}
  c: {obligors: p}
  e: {obligors: p}
  d: {obligors: p, requires: '2 of (a, b) or c and e'}
"""


def test_two_findings_on_one_place_are_mended_one_after_the_other() -> None:
    before = check(load_text(TWO_ON_ONE_PLACE))
    place = ("steps", "d", "requires")
    at_one_place = [f.code for f in before.findings if any(e.path == place for e in f.edits)]
    assert len(at_one_place) > 1
    found = mended(TWO_ON_ONE_PLACE)
    assert "requires: '(a and b) or (c and e)'" in found.text
    assert not any(finding.edits for finding in found.report.findings)


def test_one_edit_may_uncover_the_next() -> None:
    # Once the count is written as `and`, the step that `b` already requires is asked for twice.
    text = TWO_ON_ONE_PLACE.replace("2 of (a, b) or c and e", "2 of (a, b)").replace(
        "  b: {obligors: p}", "  b: {obligors: p, requires: a}"
    )
    found = mended(text)
    assert "d: {obligors: p, requires: 'b'}" in found.text
    assert [finding.code for finding in found.edited] == ["KH206", "KH210"]


def test_empty_stages_go_in_one_round_and_the_others_stay() -> None:
    text = "title: T\nparties: {p: {}}\nsteps: {a: {obligors: p}, b: {obligors: p}}\n"
    text += "schedule:\n  - []\n  - a   # first\n  - []\n  - {name: Idle, steps: []}\n  - b\n"
    found = mended(text)
    assert found.text.endswith("schedule:\n  - a   # first\n  - b\n")
    assert codes(found.edited) == ["KH111"] * 3


def test_what_is_silenced_is_not_mended() -> None:
    text = TWO_ON_ONE_PLACE.replace("2 of (a, b) or c and e", "2 of (a, b)")
    text += "silence: [{code: KH206, reason: The mediator wants it counted.}]\n"
    assert mended(text).text == text


def test_a_round_after_which_the_plan_would_not_load_is_taken_back() -> None:
    loaded = load_text(STARTER)
    text = M("")
    breaks = Diagnostic(
        "KH000", Severity.ERROR, Place("f"), text, text, text, edits=(Edit(("steps",)),)
    )
    found = mend(loaded, Report((breaks,)))
    assert found.text == STARTER
    assert found.edited == ()
    assert found.loaded is loaded


def test_a_plan_that_does_not_load_is_left_alone() -> None:
    loaded = load_text("title: T\nsteps: {a: {obligors: nobody}}\n")
    assert mend(loaded, check(loaded)).text == loaded.document.text


def stays_sound(text: str) -> None:
    """Assert what mending promises of any plan that loads."""
    loaded = load_text(text)
    found = mend(loaded, check(loaded))
    assert found.loaded.ok
    assert not any(finding.edits for finding in found.report.findings)
    assert mend(found.loaded, found.report).text == found.text
    assert {f.code for f in found.edited} <= {code for code, rule in RULES.items() if rule.fixable}
    # Only lines of a condition and of empty stages change; comments behind them stay.
    changed = Counter(text.splitlines()) - Counter(found.text.splitlines())
    assert all("requires:" in line or "[]" in line for line in changed), changed
    assert comments(text) == comments(found.text)
    # Mending takes graver findings away or leaves them; it brings in none.
    assert found.report.count(Severity.ERROR) <= check(loaded).count(Severity.ERROR)


def comments(text: str) -> list[str]:
    """Return the comments of a file in which no value holds a hash."""
    return sorted(line.split("#", 1)[1] for line in text.splitlines() if "#" in line)


@settings(max_examples=60, deadline=None, derandomize=True)
@given(plans())
def test_any_drawn_plan_stays_sound(text: str) -> None:
    stays_sound(text)


SLIPS = ["{0} and {0}", "1 of ({0})", "{0} or {0} and {0}", "2 of ({0}, {0})", "({0}) or ({0})"]


@st.composite
def slipped(draw: st.DrawFn) -> str:
    """Return a shipped process with lines taken out and conditions written with a slip."""
    lines = draw(st.sampled_from([*EXAMPLES, STARTER])).splitlines(keepends=True)
    for index in draw(st.lists(st.integers(0, len(lines) - 1), max_size=3, unique=True)):
        lines[index] = ""
    for index, line in enumerate(lines):
        head, colon, condition = line.partition("requires: ")
        if colon and draw(st.booleans()):
            slip = draw(st.sampled_from(SLIPS)).format(condition.strip())
            lines[index] = f"{head}{colon}{slip}\n"
    return "".join(lines)


@settings(max_examples=60, deadline=None, derandomize=True)
@given(slipped())
def test_any_slip_in_a_shipped_process_is_mended(text: str) -> None:
    loaded = load_text(text)
    assume(loaded.ok)
    stays_sound(text)


def test_the_report_decides_what_is_mended_first() -> None:
    loaded = load_text(COMMENTED)
    report = check(loaded)
    nothing = replace(report, findings=())
    assert mend(loaded, nothing).text == COMMENTED
