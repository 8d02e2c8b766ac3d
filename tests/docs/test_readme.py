"""What the README says can be done, in both its languages."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from click.testing import CliRunner

from docs.pages import DOCS, ROOT, blocks, codes, sections
from khutwa import load_text
from khutwa.cli.main import COMMANDS, group
from khutwa.words import LANGUAGES
from khutwa.words.isolate import FSI, PDI

README, ARABIC = ROOT / "README.md", ROOT / "README.ar.md"
PAGES = [README, ARABIC, *sorted(DOCS.rglob("*.md"))]

_LINK = re.compile(r"\]\(([^)#]*)(?:#([^)]*))?\)")


def code(page: Path, language: str) -> str:
    """Return the only block of a page in a language."""
    (block,) = blocks(page, language)
    return block.text


def test_the_plan_loads() -> None:
    loaded = load_text(code(README, "yaml"))
    assert loaded.ok, [str(d) for d in loaded.diagnostics]


def test_the_python_runs_behind_the_commands_before_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert CliRunner().invoke(group, ["new", "my-plan"]).exit_code == 0
    exec(compile(code(README, "python"), README.name, "exec"), {})
    assert "Link(" in capsys.readouterr().out


def test_the_table_has_every_command_and_no_other() -> None:
    rows = [row for section in sections(README) for row in section.rows("command")]
    named = [codes(row[0])[0].split()[1] for row in rows]
    assert set(named) | {"demo"} == set(COMMANDS)
    assert "khutwa demo" in code(README, "sh")


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_the_options_of_all(name: str) -> None:
    said = "\n".join(line for section in sections(README) for line in section.lines)
    assert f"--lang {'|'.join(LANGUAGES)}" in said
    out = CliRunner().invoke(group, [name, "--help"]).output
    assert "--lang" in out
    assert "--json" in out


def test_the_set_up_is_what_is_run_on_a_clean_checkout() -> None:
    ran = (ROOT / ".ci/run").read_text("utf-8").replace(" -q ", " ").splitlines()
    first, *commands = code(README, "sh").splitlines()
    assert first == "python -m venv .venv && . .venv/bin/activate"
    for command in commands:
        more = (f"{command} --into ", f"{command} -n ")
        assert any(line == command or line.startswith(more) for line in ran), command


def test_the_arabic_page_has_the_same_sections_code_and_commands() -> None:
    english, arabic = sections(README), sections(ARABIC)
    assert [s.level for s in arabic] == [s.level for s in english]
    for one, other in zip(english, arabic, strict=True):
        assert [(b.language, b.text) for b in other.blocks] == [
            (b.language, b.text) for b in one.blocks
        ]
    rows = [codes(row[0]) for section in english for row in section.rows("command")]
    assert [codes(row[0]) for section in arabic for row in section.rows("الأمر")] == rows


def test_the_arabic_page_reads_from_right_to_left_and_its_code_from_left_to_right() -> None:
    text = ARABIC.read_text("utf-8")
    assert text.startswith('<div dir="rtl">\n\n')
    assert text.endswith("\n\n</div>\n")
    code = [block for section in sections(ARABIC) for block in section.blocks]
    assert len(re.findall(r'<div dir="ltr">\n\n```\w', text)) == len(code)


def test_code_that_begins_with_a_sign_is_isolated_in_arabic() -> None:
    for line in (line for section in sections(ARABIC) for line in section.lines):
        for said in codes(line):
            assert said[0].isalpha() or f"{FSI}`{said}`{PDI}" in line, said


def test_the_pages_link_to_each_other() -> None:
    assert "(README.ar.md)" in README.read_text("utf-8")
    targets = {link[0] for link in _LINK.findall(README.read_text("utf-8"))} - {"README.ar.md"}
    assert targets <= {link[0] for link in _LINK.findall(ARABIC.read_text("utf-8"))}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_every_link_leads_somewhere(page: Path) -> None:
    for target, anchor in _LINK.findall(page.read_text("utf-8")):
        if target.startswith("http"):
            continue
        file = (page.parent / target) if target else page
        assert file.exists(), target
        if anchor:
            assert anchor in {slug(section.title) for section in sections(file)}, anchor


def slug(title: str) -> str:
    """Return the anchor that code hosts give a heading."""
    return re.sub(r"[^\w\- ]", "", title.lower()).replace(" ", "-")
