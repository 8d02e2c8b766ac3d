"""The pages of the rules are what tools/rule_pages.py makes of the rules."""

from __future__ import annotations

import importlib.util
from types import ModuleType

import pytest

from docs.pages import ROOT
from khutwa.linter.explain import listing


@pytest.fixture(scope="module")
def tool() -> ModuleType:
    """Return the tool as a module."""
    spec = importlib.util.spec_from_file_location("rule_pages", ROOT / "tools/rule_pages.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_pages_are_what_the_tool_makes(tool: ModuleType) -> None:
    assert not tool.differing(), "run python tools/rule_pages.py write"


def test_every_code_has_its_page(tool: ModuleType) -> None:
    made = tool.pages()
    for code in listing():
        assert f"{code}.md" in made or f"## {code} " in made["file.md"] + made["ledger.md"]


def test_a_page_that_was_changed_by_hand_is_noticed(
    tool: ModuleType, tmp_path: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tool, "PAGES", tmp_path)
    assert tool.main(["write"]) == 0
    assert tool.main(["check"]) == 0
    (tool.PAGES / "index.md").write_text("# Mine", encoding="utf-8")
    (tool.PAGES / "KH999.md").write_text("# No rule", encoding="utf-8")
    assert tool.differing() == ["KH999.md", "index.md"]
    assert tool.main(["check"]) == 1
