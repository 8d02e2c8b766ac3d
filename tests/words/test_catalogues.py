"""The catalogues hold every text of the sources, and what they say keeps its values."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path

import pytest

from khutwa.words import LANGUAGES

TOOL = Path(__file__).resolve().parents[2] / "tools" / "catalogues.py"
spec = importlib.util.spec_from_file_location("catalogues", TOOL)
assert spec is not None
assert spec.loader is not None
catalogues = importlib.util.module_from_spec(spec)
sys.modules["catalogues"] = catalogues
spec.loader.exec_module(catalogues)

SOURCE = """
from khutwa.words import M, MN

def say(n, step, other, choice):
    yield M("{step} waits for "
            "{other}.", step=step, other=other)
    yield MN("{n} error", "{n} errors", n)
    yield M(other.template, step=step)
    yield M("")
    yield M(choice)
    yield M("one" if n else "other")
    yield str("not a message")
"""

WORDS = [("Nothing found.",), ("{n} error in {file}", "{n} errors in {file}")]


@pytest.fixture
def written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """Return a function that writes a Russian catalogue of `WORDS` and compiles it."""
    monkeypatch.setattr(catalogues, "LOCALES", tmp_path)
    (tmp_path / "ru" / "LC_MESSAGES").mkdir(parents=True)

    def write(translations: dict[str, str | tuple[str, ...]], words=WORDS) -> None:
        made = catalogues.merge(catalogues.read("ru"), found(words), "ru")
        for singular, translation in translations.items():
            made[singular].string = translation
        catalogues.path_of("ru", ".po").write_bytes(catalogues.po_bytes(made))
        catalogues.path_of("ru", ".mo").write_bytes(catalogues.compiled("ru"))

    return write


GOOD = {
    "Nothing found.": "Ничего не найдено.",
    "{n} error in {file}": (
        "{n} ошибка: {file}",
        "{n} ошибки: {file}",
        "{n} ошибок: {file}",
    ),
}


def found(words=WORDS):
    return [catalogues.Found("src/a.py", 1, texts) for texts in words]


@pytest.mark.parametrize("language", [name for name in LANGUAGES if name != "en"])
def test_the_catalogue_of_a_language_is_complete_and_compiled(language: str) -> None:
    assert catalogues.check(language) == []


def test_messages_are_taken_from_their_calls_in_the_order_of_the_file() -> None:
    texts = [message.texts for message in catalogues.extract(SOURCE, "a.py") if message.texts]
    assert texts == [("{step} waits for {other}.",), ("{n} error", "{n} errors")]


def test_a_template_that_is_no_literal_is_reported_with_its_line() -> None:
    odd = [message for message in catalogues.extract(SOURCE, "a.py") if not message.texts]
    lines = SOURCE.splitlines()
    assert [lines[message.line - 1].strip() for message in odd] == [
        "yield M(choice)",
        'yield M("one" if n else "other")',
    ]


def test_each_paragraph_of_a_docstring_is_one_message_and_examples_are_none() -> None:
    source = '"""A title.\n\nTwo lines\nof one paragraph.\n\n    steps: {}\n"""\n'
    texts = [message.texts for message in catalogues.extract_doc(source, "a.py")]
    assert texts == [("A title.",), ("Two lines of one paragraph.",)]


def test_a_catalogue_that_translates_everything_passes(written) -> None:
    written(GOOD)
    assert catalogues.check("ru", found()) == []


def test_what_is_missing_gone_or_empty_is_named(written) -> None:
    written({**GOOD, "{n} error in {file}": ("{n} ошибка: {file}", "", "{n} ошибок: {file}")})
    said = catalogues.check("ru", found([*WORDS[1:], ("Something new.",)]))
    assert said == [
        "ru: '{n} error in {file}' (form 1) is not translated",
        "ru: 'Something new.' is missing; run update",
        "ru: 'Nothing found.' is no longer in the sources",
    ]


def test_a_compiled_file_of_another_text_is_named(written) -> None:
    written(GOOD)
    po = catalogues.path_of("ru", ".po")
    po.write_text(po.read_text(encoding="utf-8").replace("Ничего", "Ничто"), encoding="utf-8")
    (said,) = catalogues.check("ru", found())
    assert "khutwa.mo is not what khutwa.po compiles to" in said


def test_an_update_keeps_what_is_translated_and_drops_what_is_gone(written) -> None:
    written(GOOD)
    words = [WORDS[0], ("Something new.",)]
    merged = catalogues.merge(catalogues.read("ru"), found(words), "ru")
    kept = {message.id: message.string or "" for message in merged if message.id}
    assert kept == {"Nothing found.": GOOD["Nothing found."], "Something new.": ""}


def test_a_half_translated_count_is_shown_in_english(written) -> None:
    written({**GOOD, "{n} error in {file}": ("{n} ошибка: {file}", "", "")})
    mo = catalogues.path_of("ru", ".mo").read_bytes()
    assert GOOD["Nothing found."].encode() in mo
    assert b"{n} error" not in mo


def test_a_catalogue_names_no_date_so_that_it_is_the_same_every_day(written) -> None:
    written(GOOD)
    assert "Date" not in catalogues.path_of("ru", ".po").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("texts", "translation", "fault"),
    [
        (("{a} after {b}",), "{b} раньше {a}", None),
        (("{a} after {b}",), "после {b}", "lacks {a}"),
        (("{a} ends",), "{a} до {b}", "has {b}, which the source has not"),
        (("{n} of {a}", "{n} of {a}"), "один из {a}", None),
        (("one of {a}", "{n} of {a}"), "{n} из {a}", None),
        (("{n} of {a}", "{n} of {a}"), "{n}", "lacks {a}"),
        (("Write `by:`.",), "Пишите `by:`.", None),
        (("Write `by:`.",), "Пишите `до:`.", "has the code `до:` where the source has ['`by:`']"),
        (("One.\n\nTwo.",), "Один. Два.", "has other paragraphs than the source"),
    ],
)
def test_a_translation_keeps_values_code_and_paragraphs(
    texts: tuple[str, ...], translation: str, fault: str | None
) -> None:
    assert list(catalogues.faults(texts, translation)) == ([fault] if fault else [])
