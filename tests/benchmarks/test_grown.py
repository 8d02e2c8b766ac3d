"""The plans of the benchmark of the checker hold everything that it is there to measure."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from types import ModuleType

import pytest

from khutwa.linter import check
from khutwa.roadmap.condition import And, AtLeast, Or, walk
from khutwa.roadmap.loader import load_text
from khutwa.roadmap.schedule import faults

FOLDER = Path(__file__).resolve().parents[2] / "benchmarks"


@pytest.fixture(scope="module")
def grown() -> ModuleType:
    spec = importlib.util.spec_from_file_location("grown", FOLDER / "grown.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("steps", [4, 30, 125])
def test_a_plan_has_as_many_steps_as_asked_for_and_can_be_followed(
    grown: ModuleType, steps: int
) -> None:
    loaded = load_text(grown.text(steps))
    assert loaded.diagnostics == ()
    assert loaded.roadmap is not None
    assert len(loaded.roadmap.steps) == steps
    assert list(faults(loaded.roadmap)) == []
    assert not any(finding.severity == "error" for finding in check(loaded).findings)


def test_the_same_seed_gives_the_same_text(grown: ModuleType) -> None:
    assert grown.text(40, 1) == grown.text(40, 1)
    assert grown.text(40, 1) != grown.text(40, 2)


def test_a_plan_has_whatever_makes_work(grown: ModuleType) -> None:
    roadmap = load_text(grown.text(125)).roadmap
    assert roadmap is not None
    steps = roadmap.steps.values()
    nodes = {type(node) for step in steps for node in walk(step.condition.root)}
    assert {And, Or, AtLeast} <= nodes
    assert any(step.tranches for step in steps)
    assert any(step.escrow for step in steps)
    assert any(step.by for step in steps)
    assert any(step.within for step in steps)
    assert any(not step.reversible for step in steps)
    assert all(step.stakes for step in steps)
    assert sum(len(clock.contested) > 1 for clock in roadmap.clocks.values()) == 2
    assert len(roadmap.schedule) >= 125 / grown.WIDTH
    found = {finding.code for finding in check(load_text(grown.text(125))).findings}
    assert found == {"KH210", "KH302", "KH303", "KH304"}
