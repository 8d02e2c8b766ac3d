"""What the JSON Schema accepts is what the loader reads, in the short forms and in the long."""

from __future__ import annotations

import json
from typing import Any

import pytest
from jsonschema import Draft7Validator
from ruamel.yaml import YAML

from khutwa.roadmap.loader import load_text
from khutwa.roadmap.schema import fields_at, json_schema

PLAN = """\
khutwa: 1
title: {en: Short forms, ar: الصيغ القصيرة}
parties: {gov: Government, opp: {en: Opposition, ar: المعارضة}, third: }
roles: {un: {name: United Nations, role: verifier}, donor: Donors}
clocks: {signature: 2026-01-01, again: 30 days after signature}
facts: {thaw: 2026-03, quiet: }
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
    ],
)
def test_what_the_loader_refuses_the_schema_refuses(good: str, bad: str) -> None:
    assert PLAN.count(good) == 1
    text = PLAN.replace(good, bad)
    assert not load_text(text).ok
    assert complaints(text)


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
