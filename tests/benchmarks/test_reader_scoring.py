"""The scripts that score the reader take files of others, and say where they look for the usual."""

from __future__ import annotations

import importlib
import sys
from argparse import ArgumentParser
from pathlib import Path
from types import ModuleType

import pytest

SCRIPTS = Path(__file__).resolve().parents[2] / "benchmarks" / "reader"


@pytest.fixture
def script(monkeypatch: pytest.MonkeyPatch) -> object:
    monkeypatch.syspath_prepend(str(SCRIPTS))

    def load(name: str) -> ModuleType:
        return importlib.import_module(name)

    yield load
    for name in [
        n for n, m in sys.modules.items() if str(SCRIPTS) in str(getattr(m, "__file__", ""))
    ]:
        del sys.modules[name]


def run(module: ModuleType, monkeypatch: pytest.MonkeyPatch, *arguments: object) -> int:
    monkeypatch.setattr(sys, "argv", ["script", *map(str, arguments)])
    return int(module.main())


def test_sentences_of_a_file_are_judged_by_the_shipped_model(
    script, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    text = "قتل خمسة أشخاص وأصيب عشرة بجروح أمس في انفجار سيارة مفخخة وسط بغداد."
    (tmp_path / "other.csv").write_text(
        "id,event_type,label,accept,total,text\n"
        f"D-1,ASSAULT,yes,3,3,{text}\nD-2,ASSAULT,easy no,0,3,زار الوزير المعرض.\n",
        encoding="utf-8",
    )
    assert run(script("events_ar"), monkeypatch, tmp_path / "other.csv") == 0
    assert "assault: 2 sentences, 1 yes\n  model F1 1.000" in capsys.readouterr().out


def test_names_of_a_file_are_found_by_the_shipped_model(
    script, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    words = [("وصل", "O"), ("الوفد", "O"), ("الي", "O"), ("دمشق", "B-Population-Center")]
    file = tmp_path / "other.txt"
    file.write_text("".join(f"{word}\t{label}\n" for word, label in words) + "\n", "utf-8")
    assert run(script("names"), monkeypatch, file) == 0
    assert "1 sentences, 4 words" in capsys.readouterr().out


def test_a_folder_is_taken_for_its_files_and_one_without_is_said(
    script, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    files = script("data").files
    (tmp_path / "b.csv").touch()
    (tmp_path / "a.csv").touch()
    assert files(ArgumentParser(), [tmp_path], "none", "*.csv") == [
        tmp_path / "a.csv",
        tmp_path / "b.csv",
    ]
    with pytest.raises(SystemExit) as ended:
        files(ArgumentParser(), [tmp_path], "none", "*.txt")
    assert ended.value.code == 2
    assert "KHUTWA_DATA names the folder" in capsys.readouterr().err
