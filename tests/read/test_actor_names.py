"""How actors are called that the plan, or the language of the text, has no name for."""

from __future__ import annotations

from khutwa.read.frame import Statement
from khutwa.read.read import read
from khutwa.read.sentences import details
from khutwa.roadmap.loader import load_text
from khutwa.roadmap.model import Roadmap

PLAN = """
khutwa: 1
title: {en: Example, ar: مثال}
languages: [en, ar]
parties:
  government: {name: {en: Syrian government, ar: الحكومة السورية}}
  verifier: {name: {en: United Nations, ar: الأمم المتحدة}}
steps:
  prisoners: {name: {en: Release of prisoners, ar: الإفراج عن المعتقلين}, obligors: government}
"""


def plan() -> Roadmap:
    roadmap = load_text(PLAN).roadmap
    assert roadmap is not None
    return roadmap


def only(text: str) -> Statement:
    (statement,) = read(text, plan()).statements
    return statement


def test_a_party_without_a_russian_name_is_known_by_what_the_lexicons_share() -> None:
    statement = only("ООН сообщила, что Дамаск освободил пленных.")
    assert statement.speaker.actors == ("verifier",)
    assert statement.actors == ("government",)
    shown = [str(line) for line in details(statement, plan())]
    assert "who acts: Syrian government" in shown


def test_an_actor_whom_the_plan_does_not_have_is_called_by_name_and_not_by_id() -> None:
    statement = only("Вашингтон освободил пленных.")
    assert statement.actors == ("us",)
    assert "who acts: United States" in [str(line) for line in details(statement, plan())]
