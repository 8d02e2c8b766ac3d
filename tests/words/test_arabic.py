"""Arabic as it is read: one message of each kind, right in grammar and direction."""

from __future__ import annotations

from contextvars import copy_context

import pytest
from click.testing import CliRunner

from khutwa.cli.main import group
from khutwa.linter.explain import explain
from khutwa.words import MN, M, strip_isolates, use_language
from khutwa.words.isolate import FSI, PDI


def isolated(value: str) -> str:
    return FSI + value + PDI


def run(*arguments: str, monkeypatch: pytest.MonkeyPatch) -> str:
    """Return what the command line writes; the language it sets ends with it."""
    monkeypatch.setenv("LANGUAGE", "en")
    result = copy_context().run(CliRunner().invoke, group, arguments, prog_name="khutwa")
    return result.output


@pytest.mark.parametrize(
    ("n", "expected"),
    [
        (0, "لا تحذيرات"),
        (1, "تحذير واحد"),
        (2, "تحذيران"),
        (3, "3 تحذيرات"),
        (10, "10 تحذيرات"),
        (11, "11 تحذيرا"),
        (99, "99 تحذيرا"),
        (100, "100 تحذير"),
        (103, "103 تحذيرات"),
    ],
)
def test_a_count_takes_the_form_of_its_number(n: int, expected: str) -> None:
    said = MN("{n} warning", "{n} warnings", n).render("ar")
    assert strip_isolates(said) == expected


def test_a_value_stands_in_an_isolate() -> None:
    said = M("Nobody verifies {step}.", step="Ceasefire (2019)").render("ar")
    assert said == f"لا أحد يتحقق من {isolated('Ceasefire (2019)')}."


def test_code_stands_in_an_isolate_with_its_colon() -> None:
    said = M("Use it in `by:`, `within:` or `requires:`, or remove it.").render("ar")
    by, within, requires = (isolated(f"`{code}`") for code in ("by:", "within:", "requires:"))
    assert said == f"استعملوه في {by} أو {within} أو {requires}، أو احذفوه."


def test_an_english_or_russian_text_needs_no_isolates() -> None:
    for language in ("en", "ru"):
        assert FSI not in M("Write `and`.").render(language)


def test_a_rule_is_explained_in_arabic_with_its_code_left_as_it_is_typed() -> None:
    with use_language("ar"):
        title, *body = explain("KH201").split("\n\n")
    assert title == "KH201  خطوات تنتظر بعضها بعضا إلى الأبد."
    assert [part.split(":")[0] for part in body] == ["ترصد", "الأهمية", "البديل"]
    assert isolated("`escrow`") in body[-1]


@pytest.mark.parametrize(
    "arguments", [("--lang", "ar", "--help"), ("--help", "--lang", "ar"), ("-h", "--lang=ar")]
)
def test_help_is_arabic_wherever_the_language_is_named(
    arguments: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    said = run(*arguments, monkeypatch=monkeypatch)
    assert said.startswith("الاستعمال: khutwa")
    for english in ("Options", "Commands", "Show", "Usage"):
        assert english not in said


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        (("chekc", "--lang", "ar"), "خطأ: لا يوجد أمر باسم 'chekc'."),
        (("check", "--lang", "ar"), "خطأ: ينقص المعطى 'PLAN'."),
        (("check", "x", "--lang", "ar", "--nope"), "خطأ: لا يوجد خيار باسم"),
    ],
)
def test_a_mistyped_command_is_answered_in_arabic(
    arguments: tuple[str, ...], complaint: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert complaint in strip_isolates(run(*arguments, monkeypatch=monkeypatch))
