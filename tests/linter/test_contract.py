"""What every rule keeps, on every shipped process, on degenerate plans and on drawn ones."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings

from khutwa.examples import catalogue
from khutwa.linter import Rule, check
from khutwa.roadmap.diagnostic import Edit
from khutwa.roadmap.loader import Loaded, load, load_text
from linter.contract import RULES, found_by, keeps_to_the_contract
from linter.drawn import plans

EXAMPLES: list[Path] = [*map(catalogue.path, catalogue.names()), catalogue.starter()]

DEGENERATE = {
    "no parties": "title: T\nsteps: {a: {}, b: {requires: a}}",
    "roles only": "title: T\nroles: {un: {role: mediator}}\nsteps: {a: {obligors: un}}",
    "one step": "title: T\nparties: {p: {}}\nsteps: {a: {obligors: p}}",
    "a step that nobody owes": "title: T\nparties: {p: {}}\nsteps: {a: {reversible: false}}",
    "a step that waits for itself": (
        "title: T\nparties: {p: {}}\nsteps: {a: {obligors: p, requires: a}}"
    ),
    "nothing can begin": (
        "title: T\nparties: {p: {}, q: {}}\nfacts: {f: {never: true}}\n"
        "steps:\n  a: {obligors: p, requires: b and f}\n  b: {obligors: q, requires: a or f}\n"
        "schedule: [a, b]"
    ),
    "a schedule of nothing": (
        "title: T\nparties: {p: {}}\nsteps: {a: {obligors: p}}\nschedule: [[]]"
    ),
    "a goal that is never reached": (
        "title: T\nparties: {p: {}}\nsteps: {a: {obligors: p}, b: {requires: b}}\ngoal: b"
    ),
    "tranches of everything": (
        "title: T\nparties: {p: {}, q: {}}\nsteps:\n"
        "  a: {obligors: p, tranches: 50, reversible: false, by: 2030}\n"
        "  b: {obligors: q, requires: a.7, tranches: [1%, 99%], stakes: {q: -, p: +}}"
    ),
    "rival clocks without a date": (
        "title: T\nparties: {p: {}}\nclocks:\n"
        "  c: {contested: [{at: a}, {at: b}]}\n  d: {contested: [{at: c}, {at: 3 days after c}]}\n"
        "steps:\n  a: {obligors: p, within: 1 day of d}\n  b: {obligors: p, not before: d}"
    ),
    "the ends of the calendar": (
        "title: T\nstart: '0001'\nas of: 9999-12-31\nparties: {p: {until: '0001'}}\n"
        "steps:\n  a: {obligors: p, by: 400 years after 9999-12-31, takes: 400 years}\n"
        "  b: {obligors: p, within: 1 day of a, not before: 9999-12-31}"
    ),
    "stakes without cost": (
        "title: T\nparties: {p: {dividend: 0}}\nsteps:\n"
        "  a: {obligors: p, stakes: {p: 0}}\n  b: {obligors: p, stakes: {p: 0}, requires: a}\n"
        "  c: {obligors: p, stakes: {p: 0}, requires: b}"
    ),
}  # fmt: skip


@cache
def shipped(path: Path) -> Loaded:
    """Return a shipped process, read once."""
    return load(path)


@pytest.mark.parametrize("rule", RULES.values(), ids=RULES)
def test_on_every_shipped_process(rule: Rule) -> None:
    for path in EXAMPLES:
        keeps_to_the_contract(rule, shipped(path))


@pytest.mark.parametrize("text", DEGENERATE.values(), ids=DEGENERATE)
def test_on_degenerate_plans(text: str) -> None:
    loaded = load_text(text)
    for rule in RULES.values():
        keeps_to_the_contract(rule, loaded)


@settings(max_examples=40, deadline=None, derandomize=True)
@given(plans())
def test_on_drawn_plans(text: str) -> None:
    loaded = load_text(text)
    for rule in RULES.values():
        keeps_to_the_contract(rule, loaded)


def test_drawn_plans_meet_most_rules() -> None:
    # A contract that is tested on plans without findings would be no test.
    met: set[str] = set()

    @settings(max_examples=60, deadline=None, derandomize=True, database=None)
    @given(plans())
    def look(text: str) -> None:
        met.update(finding.code for finding in check(load_text(text)).findings)

    look()
    assert len(met & set(RULES)) > len(RULES) / 2


def test_an_edit_names_a_place_of_the_file() -> None:
    loaded = load_text(
        "title: T\nparties: {p: {}}\nsteps:\n  a: {obligors: p}\n"
        "  b: {obligors: p, requires: a and a}"
    )
    edits = [edit for rule in RULES.values() for f in found_by(rule, loaded) for edit in f.edits]
    assert Edit(("steps", "b", "requires"), "a") in edits
    assert all(loaded.document.node(edit.path) for edit in edits)
