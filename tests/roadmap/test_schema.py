"""What the JSON Schema accepts is what the loader reads, in the short forms and in the long."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

import pytest
from jsonschema import Draft7Validator
from ruamel.yaml import YAML

from khutwa.roadmap.loader import load_text
from khutwa.roadmap.model import Roadmap
from khutwa.roadmap.record import Record
from khutwa.roadmap.schema import fields_at, json_schema

PLAN = """\
khutwa: 1
title: {en: Short forms, ar: الصيغ القصيرة}
parties: {gov: Government, opp: {en: Opposition, ar: المعارضة}, third: }
roles: {un: {name: United Nations, role: verifier}, donor: Donors}
clocks: {signature: 2026-01-01, again: 30 days after signature}
facts: {thaw: 2026-03, quiet: }
places:
  idlib: Idlib
  point: {name: {en: Point, ar: نقطة}, at: {lat: 35.93, lon: "-36.63"}}
  front: {line: [{lat: 1, lon: 2}, {lat: 3, lon: 4}]}
  zone: {area: [{lat: 1, lon: 1}, {lat: 1, lon: 2}, {lat: 2, lon: 2}], source: page}
frameworks:
  deal: {demands: {"1": A ceasefire, "2": {en: Talks, ar: محادثات}, "3": {text: Aid}}}
  other: Another
steps:
  ceasefire: {obligors: [gov, opp], takes: 0 days, verification: un, serves: deal.1}
  talks: {obligors: gov, takes: [1 month, 2 months, 3 months], tranches: 2, stakes: {gov: --}}
  aid: {obligors: gov, tranches: [30%, 70%], escrow: true, stakes: {gov: [-1, 0, 1]}}
  alone:
schedule: [ceasefire, [talks.1, aid.1], {name: Rest, steps: [talks.2, aid.2]}, alone]
sources: {page: A page}
"""


def complaints(text: str) -> list[str]:
    """Return what an editor that knows the schema says of a text; editors know dates as text."""
    plain = json.loads(json.dumps(YAML(typ="safe").load(text), default=str))
    return [error.message for error in Draft7Validator(json_schema()).iter_errors(plain)]


def test_it_is_a_schema_of_draft_7() -> None:
    Draft7Validator.check_schema(json_schema())


def test_short_forms_are_accepted_by_both() -> None:
    assert [str(d) for d in load_text(PLAN).diagnostics] == []
    assert complaints(PLAN) == []


@pytest.mark.parametrize(
    ("good", "bad"),
    [
        ("khutwa: 1", "khutwa: 2"),
        ("gov: Government", "gov: [Government]"),
        ("signature: 2026-01-01", "signature: {when: 2026-01-01}"),
        ("takes: 0 days", "takes: {days: 0}"),
        ("tranches: 2,", "tranches: many of them,"),
        ("  alone:\n", "  alone: quickly\n"),
        ("title: {en: Short forms, ar: الصيغ القصيرة}\n", ""),
        ("title: {en: Short forms, ar: الصيغ القصيرة}\n", "title: \n"),
        ("title: {en: Short forms, ar: الصيغ القصيرة}", "title: {English: Short forms}"),
        ("title: {en: Short forms, ar: الصيغ القصيرة}", "title: '  '"),
        ("title: {en: Short forms, ar: الصيغ القصيرة}", "title: [Short forms]"),
        ("title: {en: Short forms, ar: الصيغ القصيرة}", "title: {}"),
        ("khutwa: 1\n", "khutwa: 1\ninclude: other.yaml\n"),
        ("khutwa: 1\n", "khutwa: 1\nunit: fortnight\n"),
        ("khutwa: 1\n", "khutwa: 1\nstart: 18.12.2015\n"),
        ("khutwa: 1\n", "khutwa: 1\nalternatives: {walk away: nobody}\n"),
        ("khutwa: 1\n", "khutwa: 1\nstakes basis: {basis: guessed}\n"),
        ("khutwa: 1\n", "khutwa: 1\nsilence: [{code: KH101}]\n"),
        ("khutwa: 1\n", "khutwa: 1\ncountermeasures: {pause: {suspends: alone}}\n"),
        ("gov: Government", "gov: {patience: endless}"),
        ("gov: Government", "gov: {dividend: [1, 2]}"),
        ("gov: Government", "gov: {dividend: much}"),
        ("gov: Government", "gov: {until: summer}"),
        ("role: verifier", "role: chairman"),
        ("role: verifier", "role: [verifier, chairman]"),
        ("role: verifier", "rule: verifier"),
        ("thaw: 2026-03", "thaw: spring"),
        ('"3": {text: Aid}', '"3": {unserved: Later}'),
        ("  ceasefire: {", "  cease fire: {"),
        ("  ceasefire: {", "  1ceasefire: {"),
        ("takes: 0 days", "takes: 30"),
        ("takes: [1 month, 2 months, 3 months]", "takes: [1 day, 2 days, 3 days, 4 days]"),
        ("tranches: 2,", "tranches: 1,"),
        ("tranches: 2,", "tranches: 51,"),
        ("tranches: [30%, 70%]", "tranches: [100%]"),
        ("tranches: [30%, 70%]", "tranches: [half, half]"),
        ("tranches: [30%, 70%]", "tranches: [{by: 2026}, 70%]"),
        ("stakes: {gov: --}", "stakes: {gov: much}"),
        ("stakes: {gov: --}", "stakes: [--]"),
        ("stakes: {gov: --}", "stakes: {gov: {flow: --, twice: 1}}"),
        ("stakes: {gov: [-1, 0, 1]}", "stakes: {gov: [-1, 1]}"),
        ("escrow: true", "escrow: [true]"),
        ("verification: un", "verification: {by: un, detects: often}"),
        ("verification: un", "verification: {verifier: un}"),
        ("verification: un", "requires: [alone]"),
        ("verification: un", "joint: perhaps"),
        ("verification: un", "rebaselined: [2027]"),
        ("verification: un", "rebaselined: [{agreed: 2027}]"),
        ("schedule: [ceasefire,", "schedule: [{stage: ceasefire},"),
        ("lat: 35.93", "lat: 90.5"),
        ("lat: 35.93, ", ""),
        ("lat: 35.93", "lat: north"),
        ("{lat: 35.93,", "{alt: 300, lat: 35.93,"),
        ('{lat: 35.93, lon: "-36.63"}', "[35.93, -36.63]"),
        ("{lat: 1, lon: 2}, {lat: 3, lon: 4}", "{lat: 1, lon: 181}, {lat: 3, lon: 4}"),
        ("{lat: 1, lon: 2}, {lat: 3, lon: 4}", "{lat: 1, lon: 2}"),
        (", {lat: 2, lon: 2}]", "]"),
    ],
)
def test_what_the_loader_refuses_the_schema_refuses(good: str, bad: str) -> None:
    assert PLAN.count(good) == 1
    text = PLAN.replace(good, bad)
    assert not load_text(text).ok
    assert complaints(text)


ARABIC = """\
title: أرقام
parties: {gov: {patience: "٩٠٪", dividend: ["٠", "١٫٥", ++]}}
places: {x: {at: {lat: "٣٥٫٩٣", lon: "٣٦٫٦٣"}}}
steps: {a: {reliability: "٠٫٥", by: "٢٠١٥-١٢-١٨", stakes: {gov: "−١"}, tranches: ["٤٠٪", "٦٠٪"]}}
"""


def test_arabic_digits_are_accepted_by_both() -> None:
    assert [str(d) for d in load_text(ARABIC).diagnostics] == []
    assert complaints(ARABIC) == []


def records() -> list[Any]:
    """Return every record of the file format with its schema."""
    definitions = json_schema()["definitions"]
    found, waiting = [], list(Record.__subclasses__())
    while waiting:
        record = waiting.pop()
        waiting.extend(record.__subclasses__())
        schema = json_schema() if record is Roadmap else definitions.get(record.__name__)
        found.append(pytest.param(record, schema, id=record.__name__))
    return [case for case in found if case.id != "Actor"]


@pytest.mark.parametrize(("record", "schema"), records())
def test_every_field_is_in_the_schema_with_what_it_means(record: Any, schema: Any) -> None:
    aliases = {field.alias for field in record.model_fields.values()}
    assert set(schema["properties"]) == aliases - {"id"}
    for name, field in schema["properties"].items():
        assert field["description"].endswith("."), name
        assert "\n" not in field["description"]
        assert not set(field) & {"$ref", "title"}, f"draft 7 ignores what stands beside {name}"
    assert schema["description"].endswith(".")
    assert schema["additionalProperties"] is False


@pytest.mark.parametrize(("record", "schema"), records())
def test_a_field_that_may_be_left_out_may_be_left_blank(record: Any, schema: Any) -> None:
    needed = set(schema.get("required", ()))
    assert needed == {f.alias for f in record.model_fields.values() if f.is_required()} - {"id"}
    for name, field in schema["properties"].items():
        blank = Draft7Validator({**field, "definitions": json_schema()["definitions"]})
        assert blank.is_valid(None) == (name not in needed), name


def test_a_meaning_of_two_lines_is_whole() -> None:
    basis = json_schema()["definitions"]["StakesBasis"]["properties"]["basis"]
    assert basis["description"].endswith("`estimated` by analysts.")


def patterns(schema: Any) -> Iterator[str]:
    """Yield every pattern of a schema."""
    if isinstance(schema, dict):
        if isinstance(schema.get("pattern"), str):
            yield schema["pattern"]
        for below in schema.values():
            yield from patterns(below)
    elif isinstance(schema, list):
        for below in schema:
            yield from patterns(below)


@pytest.mark.parametrize("pattern", sorted(set(patterns(json_schema()))))
def test_patterns_mean_the_same_in_javascript(pattern: str) -> None:
    """Editors read patterns as JavaScript with the flag `u`: other escapes are errors there."""
    assert set(re.findall(r"\\(.)", pattern)) <= set("sSd[]\\")


@pytest.mark.parametrize(
    ("path", "field"),
    [
        ((), "stakes basis"),
        (("parties", "gov"), "patience"),
        (("steps", "talks"), "not before"),
        (("steps", "talks", "verification"), "done when"),
        (("frameworks", "deal", "demands", "1"), "unserved"),
    ],
)
def test_the_fields_of_a_record_are_known_by_its_place(path: Any, field: str) -> None:
    known = fields_at(path)
    assert field in known
    assert not {"id", "en", "ar"} & set(known)
