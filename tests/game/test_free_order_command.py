"""`khutwa play` as a person or a program meets it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from cli.terminal import run, saved
from docs.pages import DOCS, codes, sections
from khutwa.examples.catalogue import names, path


@pytest.mark.parametrize("name", [name for name in names() if name != "minsk-2"])
def test_every_example_is_played(name: str) -> None:
    out = run("play", str(path(name))).stdout
    assert out.startswith("Left to themselves, the parties ")
    assert "How the parties take turns" in out


def test_a_plan_that_cannot_be_completed_is_answered_with_a_sentence() -> None:
    result = run("play", str(path("minsk-2")))
    assert result.exit_code == 2
    assert "can never be reached" in result.stderr


def test_the_keys_of_the_json_are_documented() -> None:
    said = json.loads(run("play", str(path("starter")), "--lambda", "5", "--json").stdout)
    (section,) = [s for s in sections(DOCS / "commands.md") if s.title == "khutwa play PLAN"]
    assert {codes(row[0])[0] for row in section.rows("key of the JSON")} == set(said)
    (found,) = said["chances"]
    total = found["done"] + found["frozen"] + found["failed"] + sum(found["left"].values())
    assert total == pytest.approx(1)
    assert said["scale"] == "relative"


def test_several_lambdas_are_tables_with_a_row_each() -> None:
    out = run("play", str(path("starter")), "--lambda", "50", "--lambda", "5").stdout
    assert "from" in out.splitlines()[3]
    (head,) = [n for n, line in enumerate(out.splitlines()) if line.strip().startswith("Lambda")]
    rows = [line.split()[0] for line in out.splitlines()[head + 2 : head + 4]]
    assert rows == ["5", "50"]


def test_too_little_memory_is_said_before_any_is_taken(tmp_path: Path) -> None:
    steps = "".join(f"  s{n}: {{obligors: gov, stakes: {{gov: 1}}}}\n" for n in range(30))
    file = saved(tmp_path, f"title: Many\nparties: {{gov: Government}}\nsteps:\n{steps}")
    result = run("play", file, "--memory", "100MB")
    assert result.exit_code == 2
    assert "allowed are 100 MB" in result.stderr


@pytest.mark.parametrize("given", ["much", "0", "-1GB", "1e400"])
def test_what_is_no_amount_of_memory_is_refused(given: str) -> None:
    result = run("play", str(path("starter")), f"--memory={given}")
    assert result.exit_code == 2
    assert "no amount of memory" in result.stderr
