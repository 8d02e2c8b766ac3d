"""The files of the coder of English sentences hang together."""

from __future__ import annotations

import re

import pytest
from ruamel.yaml import YAML

from khutwa.read.plover_actors import NATIONS
from khutwa.read.plover_grammar import FOLDER, forms, grammar, spelled
from khutwa.read.plover_rows import FILES, rows, type_of, verb_heads


def load(name: str) -> dict[str, str]:
    raw: dict[str, str] = YAML(typ="safe").load((FOLDER / f"{name}.yaml").read_text("utf-8"))
    return raw


@pytest.mark.parametrize("name", FILES)
def test_every_row_has_words_and_known_sets(name: str) -> None:
    sets = YAML(typ="safe").load((FOLDER / "sets.yaml").read_text("utf-8"))
    for code, text in load(name).items():
        assert re.fullmatch(r"\d{3,4}", code)
        for row in text.replace("| ", "|").split(","):
            assert re.match(r"\s*[~@%]?[a-z]", row), row
            for kind, mark in (("verbs", "%"), ("nouns", r"\$")):
                assert set(re.findall(rf"{mark}(\w+)", row)) <= set(sets[kind]), row


def test_no_row_is_said_twice_of_a_code() -> None:
    for name in FILES:
        for code, text in load(name).items():
            found = [" ".join(row.split()) for row in text.replace("| ", "|").split(",")]
            assert len(found) == len(set(found)), (code, sorted(found))


def test_there_are_thousands_of_rows_and_each_begins_with_its_word() -> None:
    assert sum(len(text.split(",")) for name in FILES for text in load(name).values()) > 2500
    assert all(head and " " not in head for head in rows())


def test_the_longest_code_decides_the_type() -> None:
    assert [type_of(code) for code in ("083", "0841", "175", "173", "190", "191")] == [
        "CONCEDE", "RETREAT", "ASSAULT", "COERCE", "FIGHT", "COERCE",
    ]  # fmt: skip


def test_nouns_of_verbs_lead_to_verbs_that_have_rows() -> None:
    verbs = {verb.split()[0] for verb in grammar()["nominal"].values()}
    assert verbs - verb_heads() == set()


def test_no_name_is_of_two_countries() -> None:
    raw = YAML(typ="safe").load(NATIONS.read_text(encoding="utf-8"))
    names = [name.strip() for text in raw.values() for name in text.split(",")]
    assert len(names) == len(set(names)), {name for name in names if names.count(name) > 1}


@pytest.mark.parametrize(
    ("word", "first"),
    [("withheld", "withhold"), ("policemen", "policeman"), ("organised", "organize"),
     ("honoured", "honor"), ("Chad's".lower(), "chad"), ("torn", "tear")],
)  # fmt: skip
def test_first_forms_are_in_american_spelling(word: str, first: str) -> None:
    assert first in forms(word)


def test_words_that_only_look_british_stay_as_they_are() -> None:
    assert [spelled(word) for word in ("hour", "tour", "four", "rise")] == [
        "hour", "tour", "four", "rise",
    ]  # fmt: skip
