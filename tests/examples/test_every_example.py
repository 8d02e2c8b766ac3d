"""What holds of every shipped example."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest
from jsonschema import Draft7Validator

from examples.shipped import PLANS, cited_in_comments, expected, loaded, tree
from khutwa.examples.catalogue import summary, title
from khutwa.game import InfeasibleSchedule, analyse
from khutwa.linter import check
from khutwa.linter.texts import texts
from khutwa.roadmap.schema import json_schema
from khutwa.words.language import LANGUAGES

every_example = pytest.mark.parametrize("name", sorted(PLANS))

BLOCKED = {"minsk-2"}
"""Examples that cannot be completed, which is what they teach."""


def values_of(key: str, value: Any) -> Iterator[Any]:
    """Yield whatever stands under a key, anywhere in a tree."""
    if isinstance(value, dict):
        for name, below in value.items():
            if name == key:
                yield from below if isinstance(below, list) else [below]
            yield from values_of(key, below)
    elif isinstance(value, list):
        for below in value:
            yield from values_of(key, below)


@every_example
def test_it_loads_without_complaint(name: str) -> None:
    assert loaded(name).diagnostics == ()
    assert loaded(name).ok


@every_example
def test_it_has_exactly_the_findings_that_were_judged(name: str) -> None:
    found = [(f.code, f.subject) for f in check(loaded(name)).findings]
    judged = [(entry["code"], entry["subject"]) for entry in expected()[name]]
    assert sorted(found, key=str) == sorted(judged, key=str)
    assert all(entry["because"].endswith(".") for entry in expected()[name])


def test_every_example_was_judged() -> None:
    assert set(expected()) == set(PLANS)


@every_example
def test_every_silenced_finding_would_be_one(name: str) -> None:
    roadmap = loaded(name).roadmap
    assert roadmap is not None
    silenced = {(f.code, f.subject) for f in check(loaded(name)).silenced}
    assert silenced == {(silence.code, silence.at) for silence in roadmap.silence}


@every_example
def test_it_is_analysed_or_says_why_not(name: str) -> None:
    roadmap = loaded(name).roadmap
    assert roadmap is not None
    if name in BLOCKED:
        with pytest.raises(InfeasibleSchedule) as caught:
            analyse(roadmap, draws=1)
        assert str(caught.value.message)
        assert caught.value.faults
    else:
        assert analyse(roadmap, draws=1).has_stakes


@every_example
def test_the_json_schema_accepts_it(name: str) -> None:
    # Editors know dates as text.
    plain = json.loads(json.dumps(tree(name), default=str))
    assert [error.message for error in Draft7Validator(json_schema()).iter_errors(plain)] == []


@every_example
def test_every_text_is_there_in_every_language(name: str) -> None:
    roadmap = loaded(name).roadmap
    assert roadmap is not None
    assert roadmap.languages == LANGUAGES
    lacking = [
        (path, str(t)) for path, t, _ in texts(roadmap) if not {*LANGUAGES} <= {*t.languages}
    ]
    assert lacking == []


@every_example
def test_whatever_is_named_has_a_name_to_read(name: str) -> None:
    roadmap = loaded(name).roadmap
    assert roadmap is not None
    named = {**roadmap.steps, **roadmap.actors, **roadmap.clocks}
    assert [key for key, thing in named.items() if not thing.name] == []
    assert [stage for stage in roadmap.schedule if len(stage.steps) > 1 and not stage.name] == []


@every_example
def test_every_source_cited_is_listed_and_every_source_listed_is_cited(name: str) -> None:
    listed = set(tree(name).get("sources", {}))
    cited = set(values_of("source", tree(name))) | cited_in_comments(name)
    assert cited == listed


@every_example
def test_every_stake_has_a_reason_and_the_file_says_that_they_are_illustrative(name: str) -> None:
    roadmap = loaded(name).roadmap
    assert roadmap is not None
    stakes = [s for step in roadmap.steps.values() for s in step.stakes.values()]
    if stakes:
        assert roadmap.stakes_basis is not None
        assert roadmap.stakes_basis.basis == "illustrative"
        assert roadmap.stakes_basis.note
    if name != "starter":
        assert all(s.why for s in stakes)


@pytest.mark.parametrize("name", sorted(set(PLANS) - {"starter"}))
def test_the_list_of_examples_tells_what_it_is_about(name: str) -> None:
    for language in LANGUAGES:
        assert title(name).has(language)
        assert summary(name).has(language)
