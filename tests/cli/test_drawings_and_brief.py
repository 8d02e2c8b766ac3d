"""`show`, `brief` and `demo` write files that stand alone, in the language asked for."""

from __future__ import annotations

import json
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest

from cli.terminal import CLEAN, run, saved
from khutwa.examples.catalogue import path
from khutwa.report import NoBrowser
from khutwa.report.pdf import find_browser
from khutwa.words import LANGUAGES

PRESPA = str(path("prespa"))


@pytest.fixture(autouse=True)
def _in_a_folder_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def written() -> list[str]:
    """Return the files that stand in the folder, below it too."""
    return sorted(str(file) for file in Path().rglob("*") if file.is_file())


@pytest.mark.parametrize("language", LANGUAGES)
def test_show_draws_all_into_the_current_folder(language: str) -> None:
    result = run("show", PRESPA, "--lang", language)
    assert result.exit_code == 0
    assert written() == [f"{name}.{language}.svg" for name in ("plan", "slack", "timeline")]
    assert all(file in result.stdout for file in written())
    for file in written():
        assert ET.parse(file).getroot().tag.endswith("svg")


def test_show_draws_one_into_a_folder_or_into_a_file_of_that_name() -> None:
    assert run("show", PRESPA, "--only", "timeline", "-o", "pictures").exit_code == 0
    assert run("show", PRESPA, "--only", "plan", "-o", "new/mine.svg").exit_code == 0
    assert written() == ["new/mine.svg", "pictures/timeline.en.svg"]


def test_show_draws_what_it_can_of_a_plan_that_can_never_be_completed() -> None:
    result = run("show", str(path("minsk-2")))
    assert result.exit_code == 0
    assert "can never be reached" in result.stderr
    assert written() == ["plan.en.svg", "timeline.en.svg"]
    result = run("show", str(path("minsk-2")), "--only", "slack")
    assert result.exit_code == 2
    assert "can never be reached" in result.stderr


@pytest.mark.parametrize("language", LANGUAGES)
def test_brief_is_a_page_in_the_language(language: str) -> None:
    result = run("brief", PRESPA, "--lang", language, "-o", "new/page.html")
    assert result.exit_code == 0
    assert "new/page.html" in result.stdout
    page = Path("new/page.html").read_text(encoding="utf-8")
    direction = "rtl" if language == "ar" else "ltr"
    assert f'lang="{language}"' in page
    assert f'dir="{direction}"' in page


def test_brief_has_a_name_of_its_own() -> None:
    assert run("brief", saved(Path("plan"), CLEAN)).exit_code == 0
    assert written() == ["brief.html", "plan/roadmap.yaml"]


def test_a_pdf_without_a_browser_says_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KHUTWA_BROWSER", "there-is-none")
    result = run("brief", PRESPA, "-o", "brief.pdf")
    assert result.exit_code == 2
    assert ".html" in result.stderr
    assert "KHUTWA_BROWSER" in result.stderr
    assert written() == []


def test_a_pdf_is_printed_by_the_browser_that_there_is() -> None:
    try:
        find_browser()
    except NoBrowser:
        pytest.skip("no browser is installed")
    assert run("brief", PRESPA, "-o", "brief.pdf").exit_code == 0
    assert Path("brief.pdf").read_bytes().startswith(b"%PDF-")


def test_the_demo_goes_the_whole_way(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KHUTWA_BROWSER", "there-is-none")
    result = run("demo", "--lang", "ar")
    assert result.exit_code == 0
    drawings = [
        f"{name}.{lang}.svg" for name in ("plan", "slack", "timeline") for lang in LANGUAGES
    ]
    pages = [f"brief.{language}.html" for language in LANGUAGES]
    files = ["analysis.json", "check.json", "repairs.json", "roadmap.yaml", *drawings, *pages]
    assert written() == sorted(f"khutwa-demo/{file}" for file in files)
    assert "khutwa-demo/brief.ar.html" in result.stdout
    assert Path("khutwa-demo/roadmap.yaml").read_bytes() == path("syria-2254").read_bytes()
    assert not json.loads(Path("khutwa-demo/analysis.json").read_text(encoding="utf-8"))["holds"]
    again = run("demo", "--lang", "ar")
    assert (again.exit_code, again.stdout) == (0, result.stdout)
