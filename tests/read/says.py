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
languages: [en, ar, ru]
parties:
  government: {name: {en: Government, ar: الحكومة السورية, ru: Правительство}, aliases: [دمشق, Damascus, Дамаск]}
  rebels: {name: {en: Opposition, ar: المعارضة السورية, ru: Оппозиция}, aliases: [المعارضة, the rebels, повстанцы]}
  russia: {name: {en: Russia, ar: روسيا, ru: Россия}, aliases: [موسكو, Moscow, Москва]}
steps:
  truce: {name: {en: Ceasefire in Idlib, ar: وقف إطلاق النار في إدلب, ru: Прекращение огня в Идлибе}, obligors: [government, rebels], place: {en: Idlib, ar: إدلب, ru: Идлиб}}
  coast: {name: {en: Ceasefire on the coast, ar: وقف إطلاق النار في الساحل, ru: Прекращение огня на побережье}, obligors: [government], place: {en: the coast, ar: الساحل, ru: побережье}}
  committee: {name: {en: Meeting of the Constitutional Committee, ar: اجتماع اللجنة الدستورية, ru: Заседание конституционного комитета}, obligors: government}
  prisoners: {name: {en: Release of prisoners, ar: الإفراج عن المعتقلين, ru: Освобождение пленных}, obligors: government}
  withdrawal: {name: {en: Withdrawal of troops, ar: سحب القوات, ru: Вывод войск}, obligors: russia}
  crossings: {name: {en: Opening of crossings, ar: فتح المعابر, ru: Открытие пунктов пропуска}, obligors: rebels}
  returns: {name: {en: Return of the displaced, ar: عودة النازحين, ru: Возвращение беженцев}, obligors: government}
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
