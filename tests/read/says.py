"""What is read in a sentence or two, against a small plan."""

from __future__ import annotations

from datetime import date

from khutwa.read.frame import Reading, Statement
from khutwa.read.read import read
from khutwa.roadmap.loader import load_text
from khutwa.roadmap.model import Roadmap

PLAN = """
khutwa: 1
title: {en: Example, ar: مثال}
languages: [en, ar]
parties:
  government: {name: {en: Government, ar: الحكومة السورية}, aliases: [دمشق]}
  rebels: {name: {en: Opposition, ar: المعارضة السورية}, aliases: [المعارضة]}
  russia: {name: {en: Russia, ar: روسيا}, aliases: [موسكو]}
steps:
  truce: {name: {en: Ceasefire in Idlib, ar: وقف إطلاق النار في إدلب}, obligors: [government, rebels], place: {en: Idlib, ar: إدلب}}
  coast: {name: {en: Ceasefire on the coast, ar: وقف إطلاق النار في الساحل}, obligors: [government], place: {en: the coast, ar: الساحل}}
  committee: {name: {en: Constitutional Committee, ar: اجتماع اللجنة الدستورية}, obligors: government}
  prisoners: {name: {en: Release of prisoners, ar: الإفراج عن المعتقلين}, obligors: government}
  withdrawal: {name: {en: Withdrawal, ar: سحب القوات}, obligors: russia}
  crossings: {name: {en: Opening of crossings, ar: فتح المعابر}, obligors: rebels}
  returns: {name: {en: Return of the displaced, ar: عودة النازحين}, obligors: government}
"""  # noqa: E501


def plan() -> Roadmap:
    roadmap = load_text(PLAN).roadmap
    assert roadmap is not None
    return roadmap


def says(text: str, published: date | None = None) -> Reading:
    return read(text, plan(), published=published)


def about(text: str, step: str, published: date | None = None) -> Statement:
    """Return the only statement of a text of which a step is the likeliest meaning."""
    reading = says(text, published)
    found = [s for s in reading.statements if s.steps and s.steps[0].step == step]
    shown = [(s.span.text, s.said.value, [c.step for c in s.steps]) for s in reading.statements]
    assert len(found) == 1, f"{len(found)} statements about {step} in {shown}"
    return found[0]
