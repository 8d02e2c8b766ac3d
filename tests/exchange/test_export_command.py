"""`khutwa export` as a person meets it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from cli.terminal import run, saved
from exchange.efg_reader import read
from khutwa.examples.catalogue import names, path


@pytest.mark.parametrize("name", [name for name in names() if name != "minsk-2"])
def test_every_example_is_written_and_can_be_read(name: str, tmp_path: Path) -> None:
    file = tmp_path / "plan.efg"
    assert run("export", str(path(name)), "--efg", str(file)).exit_code == 0
    title, players, root = read(file.read_text("utf-8"))
    assert title
    assert len(players) == len(root.children[-1].payoffs)


def test_the_free_game_is_another_tree(tmp_path: Path) -> None:
    file = tmp_path / "free.efg"
    result = run("export", str(path("starter")), "--efg", str(file), "--game", "free", "--json")
    assert json.loads(result.stdout)["written"] == [str(file)]
    assert read(file.read_text("utf-8"))[2].answers == ["do ceasefire", "pass", "walk away"]


def test_a_plan_named_by_mistake_as_the_file_to_write_is_kept(tmp_path: Path) -> None:
    plan = saved(tmp_path, "title: Mine\nsteps: {a: {}}\n")
    result = run("export", plan, "--efg", plan)
    assert result.exit_code == 2
    assert "not written" in result.stderr
    assert "Mine" in (tmp_path / "roadmap.yaml").read_text("utf-8")


def test_a_tree_that_is_too_large_is_refused_and_nothing_is_written(tmp_path: Path) -> None:
    steps = "".join(f"  s{n}: {{obligors: gov, stakes: {{gov: 1}}}}\n" for n in range(30))
    plan = saved(tmp_path, f"title: Many\nparties: {{gov: Government}}\nsteps:\n{steps}")
    file = tmp_path / "free.efg"
    result = run("export", plan, "--efg", str(file), "--game", "free")
    assert result.exit_code == 2
    assert "at most 1,000,000 are written" in result.stderr
    assert not file.exists()


def test_a_plan_without_parties_is_answered_with_a_sentence(tmp_path: Path) -> None:
    plan = saved(tmp_path, "title: Nobody\nsteps: {a: {}}\n")
    result = run("export", plan, "--efg", str(tmp_path / "a.efg"))
    assert result.exit_code == 2
    assert "names no party" in result.stderr
