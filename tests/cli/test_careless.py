"""Whatever stands on the command line, the answer is a result or a sentence, never a traceback."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cli.terminal import CLEAN, DOUBTFUL, MENDABLE, UNREADABLE, WRONG, run, saved
from khutwa.cli.main import COMMANDS

PLANS = {"clean": CLEAN, "doubtful": DOUBTFUL, "wrong": WRONG, "unreadable": UNREADABLE,
         "mendable": MENDABLE}  # fmt: skip

WORDS = st.sampled_from(
    [
        *PLANS, "clean/roadmap.yaml", "nowhere", "", ".", "..", "-", "--", "/", "/dev/null", "a b",
        "خطة", "план", "*", "$HOME", "~", "x" * 300, "clean/roadmap.yaml/below",
        "KH201", "kh2", "KH999", "prespa", "0", "-1", "10", "3.5", "en", "ar", "fr",
        "text", "json", "github", "plan", "slack", "out.svg", "out.html", "out.json", "out.txt",
    ]
)  # fmt: skip
OPTIONS = st.sampled_from(
    [
        "--json", "--lang", "--lang=ar", "--lang=", "--fix", "--format", "--format=github",
        "--only", "--only=plan", "-o", "-o.", "--output", "--output=", "--from", "--from=minsk-2",
        "--draws", "--draws=5", "--seed", "--seed=1", "--into", "--into=d", "-h", "--help",
        "--lambda", "--lambda=1", "--plot", "--plot=n.svg", "--fit", "--fit=clean/roadmap.yaml",
        "--efg", "--efg=g.efg", "--game=free", "--guarantor", "--guarantor=un", "--top=1",
        "--apply=1", "--apply=9", "--stage-size=2", "--time=1", "--margin=0", "--orders",
        "--version", "-x", "--jsn", "---", "-ojson", "--draws=1e400",
    ]
)  # fmt: skip
# The demo draws and prints everything; its own test runs it once.
COMMAND = st.sampled_from([*(name for name in COMMANDS if name != "demo"), "chekc", ""])
LINES = st.tuples(COMMAND, st.lists(WORDS | OPTIONS, max_size=5)).map(lambda c: [c[0], *c[1]])


@pytest.fixture(scope="module")
def folder() -> Iterator[Path]:
    with tempfile.TemporaryDirectory() as made:
        yield Path(made)


@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
@given(arguments=LINES)
def test_any_command_line_is_answered(
    folder: Path, monkeypatch: pytest.MonkeyPatch, arguments: list[str]
) -> None:
    monkeypatch.chdir(folder)
    for name, text in PLANS.items():
        saved(folder / name, text)
    result = run(*arguments)
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exc_info
    assert result.exit_code in (0, 1, 2)
    assert result.output or result.exit_code == 0


@pytest.mark.parametrize("name", [name for name in COMMANDS if name != "demo"])
def test_a_command_alone_is_answered(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    result = run(name)
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exc_info
    assert result.output
