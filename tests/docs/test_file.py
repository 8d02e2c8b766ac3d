"""The file reference has every field of every record, nothing that does not exist, and loads."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any, Literal, get_args, get_origin

import pytest

from docs.pages import DOCS, Block, Section, blocks, codes, sections
from khutwa import load_text
from khutwa.roadmap.actors import Actor, Party, Role
from khutwa.roadmap.condition import Condition
from khutwa.roadmap.dates import PartialDate
from khutwa.roadmap.duration import Duration
from khutwa.roadmap.fields import PATIENCE
from khutwa.roadmap.keyed import RESERVED
from khutwa.roadmap.location import Location, Position
from khutwa.roadmap.model import Alternatives, Countermeasure, Roadmap, Silence, Stage, StakesBasis
from khutwa.roadmap.moment import parse_moment
from khutwa.roadmap.record import Record
from khutwa.roadmap.reference import Clock, Demand, Fact, Framework, Reading, Source
from khutwa.roadmap.stake import Stake
from khutwa.roadmap.step import Rebaseline, Step, StepStakes, Tranche, Verification
from khutwa.roadmap.yaml_tree import parse

PAGES = (DOCS / "file.md", DOCS / "values.md")

RECORDS: dict[str, type[Record]] = {
    "The plan": Roadmap,
    "Party": Party,
    "Role": Role,
    "Clock": Clock,
    "Reading": Reading,
    "Fact": Fact,
    "Place": Location,
    "Position": Position,
    "Framework": Framework,
    "Demand": Demand,
    "Step": Step,
    "Tranche": Tranche,
    "Re-baseline": Rebaseline,
    "Verification": Verification,
    "Stakes of a step": StepStakes,
    "Stage": Stage,
    "Countermeasure": Countermeasure,
    "Alternatives": Alternatives,
    "Stakes basis": StakesBasis,
    "Source": Source,
    "Silence": Silence,
}

REST: dict[str, Any] = {
    "title": "The rest of the plan",
    "parties": {"government": "Government", "opposition": "Opposition"},
    "roles": {"un": "United Nations", "mission": "Mission", "militia": "Militia"},
    "clocks": {"adoption": "2026-12-18"},
    "frameworks": {"charter": {"demands": {"1": "Ceasefire", "2": "Withdrawal"}}},
    "steps": {"ceasefire": {}, "talks": {}, "waiver": {}},
    "sources": dict.fromkeys(
        [
            "bank",
            "communique",
            "constitution",
            "interviews",
            "letter",
            "mandate",
            "resolution",
            "text",
        ],
        "A document",
    ),
}
"""What the fragments of the page refer to and do not say."""

SECTIONS = {section.title: section for page in PAGES for section in sections(page)}


def fields(record: type[Record]) -> dict[str, Any]:
    """Return the fields of a record as the file writes them."""
    found = {field.alias or name: field for name, field in record.model_fields.items()}
    return {alias: field for alias, field in found.items() if alias != "id"}


def below(record: type[Record]) -> Iterator[type[Record]]:
    """Yield every kind of record."""
    for kind in record.__subclasses__():
        yield kind
        yield from below(kind)


def choices(annotation: Any) -> list[str]:
    """Return the words of the literals in an annotation."""
    if get_origin(annotation) is Literal:
        return list(get_args(annotation))
    return [word for part in get_args(annotation) for word in choices(part)]


def over(plan: Any, fragment: Any) -> Any:
    """Return a plan with the values of a fragment laid over it."""
    if not isinstance(plan, Mapping) or not isinstance(fragment, Mapping):
        return fragment
    return {
        **plan,
        **{key: over(plan.get(key), value) for key, value in fragment.items()},
    }


def whole(fragment: str) -> str:
    """Return a fragment as a plan: as it stands, or laid over the rest."""
    values = parse(fragment).plain()
    return fragment if {"title", "steps"} <= set(values) else json.dumps(over(REST, values))


def keys(value: Any) -> Iterator[str]:
    """Yield every key of a value, however deep."""
    if isinstance(value, Mapping):
        yield from value
    for item in value.values() if isinstance(value, Mapping) else value:
        if isinstance(item, (Mapping, list)):
            yield from keys(item)


def test_every_kind_of_record_has_its_section() -> None:
    assert set(RECORDS.values()) == set(below(Record)) - {Actor}
    assert set(RECORDS) <= set(SECTIONS)


@pytest.mark.parametrize("title", RECORDS)
def test_the_fields_of_a_record_are_those_of_the_page(title: str) -> None:
    said = [codes(row[0])[0] for row in SECTIONS[title].rows("field")]
    assert sorted(said) == sorted(fields(RECORDS[title]))


@pytest.mark.parametrize("title", RECORDS)
def test_required_fields_and_defaults_are_those_of_the_page(title: str) -> None:
    real = fields(RECORDS[title])
    for name, _, default, _ in SECTIONS[title].rows("field"):
        field = real[codes(name)[0]]
        assert (default == "required") == field.is_required(), name
        value = field.get_default()
        if isinstance(value, Stake):
            value = value.likely
        if isinstance(value, bool):
            assert default == f"`{str(value).lower()}`", name
        elif isinstance(value, float):
            assert default == f"`{value:g}`", name
        elif not field.is_required() and not value:
            assert "`" not in default, name


@pytest.mark.parametrize("title", RECORDS)
def test_the_words_that_may_stand_are_those_of_the_page(title: str) -> None:
    real = fields(RECORDS[title])
    for name, kind, _, _ in SECTIONS[title].rows("field"):
        allowed = choices(real[codes(name)[0]].annotation)
        assert not allowed or codes(kind) == allowed, name


@pytest.mark.parametrize("title", RECORDS)
def test_every_field_stands_in_an_example_of_its_section(title: str) -> None:
    shown = {key for block in SECTIONS[title].blocks for key in keys(parse(block.text).plain())}
    assert set(fields(RECORDS[title])) <= shown


EXAMPLES = [block for page in PAGES for block in blocks(page, "yaml")]


@pytest.mark.parametrize("block", EXAMPLES, ids=lambda block: f"line {block.line}")
def test_every_example_loads(block: Block) -> None:
    loaded = load_text(whole(block.text))
    assert loaded.ok, [f"{d.what} {d.fix}" for d in loaded.diagnostics]


READERS: dict[str, Callable[[str], object]] = {
    "Dates": PartialDate.parse,
    "Durations": Duration.parse,
    "Moments": parse_moment,
    "Conditions": Condition.parse,
}


@pytest.mark.parametrize("title", READERS)
def test_everything_that_may_be_written_can_be_read(title: str) -> None:
    rows = SECTIONS[title].rows("write")
    assert rows
    for row in rows:
        READERS[title](codes(row[0])[0])


def written(section: Section) -> list[str]:
    """Return everything that a table says may be written."""
    return [code for row in section.rows("write") for code in codes(row[0])]


@pytest.mark.parametrize(
    ("title", "field"),
    [("Stakes", "dividend"), ("Patience", "patience")],
)
def test_stakes_and_patience_of_the_page_load(title: str, field: str) -> None:
    for value in written(SECTIONS[title]):
        fragment = f"parties:\n  government: {{{field}: {value}}}\n"
        assert load_text(whole(fragment)).ok, value


def test_shares_of_the_page_load() -> None:
    for value in written(SECTIONS["Shares"]):
        assert load_text(whole(f"steps:\n  talks: {{reliability: {value}}}\n")).ok, value


def test_patience_words_mean_what_the_page_says() -> None:
    rows = SECTIONS["Patience"].rows("write")
    said = {codes(row[0])[0]: row[1] for row in rows}
    assert {word: float(said[word]) for word in PATIENCE} == PATIENCE


def test_the_reserved_words_are_all_named() -> None:
    text = " ".join(SECTIONS["Names"].lines)
    words = re.search(r"cannot be names: ([^.]*)\.", text)
    assert words
    assert set(codes(words[1])) == RESERVED


def test_a_fragment_with_a_slip_does_not_load() -> None:
    assert not load_text(whole("steps:\n  talks: {requires: ceasfire}\n")).ok
