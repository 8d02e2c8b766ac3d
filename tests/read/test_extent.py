"""How much of a step was done: a part is never taken for the whole."""

from __future__ import annotations

import pytest

from khutwa.ledger import Status
from khutwa.read.frame import Statement
from khutwa.read.proposals import entry_status
from khutwa.read.read import read
from khutwa.read.sentences import details
from khutwa.roadmap.loader import load_text
from read.says import about

PLAN = """
khutwa: 1
title: {en: Example, ar: مثال, ru: Пример}
languages: [en, ar, ru]
parties:
  government: {name: {en: Government, ar: الحكومة, ru: Правительство}}
steps:
  prisoners: {name: {en: Release of 500 prisoners, ar: الإفراج عن 500 أسير, ru: Освобождение 500 пленных}, obligors: government}
  arms:
    name: {en: Handover of arms, ar: تسليم السلاح, ru: Сдача оружия}
    obligors: government
    verification: {by: government, done when: {en: "The mission has 7,132 weapons."}}
  truce: {name: {en: Ceasefire, ar: وقف إطلاق النار, ru: Прекращение огня}, obligors: government}
"""  # noqa: E501


def status(statement: Statement) -> Status | None:
    made = entry_status(statement)
    return made[0] if made else None


@pytest.mark.parametrize(
    ("text", "step"),
    [
        ("Only 20 of the 500 prisoners have been released.", "prisoners"),
        ("Half of the prisoners were released.", "prisoners"),
        ("Damascus released some of the prisoners.", "prisoners"),
        ("Most prisoners have been released.", "prisoners"),
        ("Damascus released 30 percent of the prisoners.", "prisoners"),
        ("The first batch of prisoners was released.", "prisoners"),
        ("Almost all prisoners were released.", "prisoners"),
        ("The rebels opened the crossings for three hours.", "crossings"),
        ("The crossings were opened for a day.", "crossings"),
        ("Пункты пропуска открыли на три часа.", "crossings"),
        ("فتحت المعابر لمدة ثلاث ساعات.", "crossings"),
        ("Only 4,000 of 6 million refugees have returned.", "returns"),
        ("Отвод войск завершен на двух участках из трех.", "withdrawal"),
        ("The withdrawal of troops was completed near Zolote.", "withdrawal"),
        ("Three of the prisoners in two camps were released.", "prisoners"),
        ("The prisoners were released, but not all.", "prisoners"),
        ("The rebels opened a crossing.", "crossings"),
        ("Пленных освободили, но не всех.", "prisoners"),
        ("فتحت المعارضة معبرين.", "crossings"),
        ("Of the 500 prisoners, only 20 were released.", "prisoners"),
        ("Из 500 пленных освобождены лишь 20.", "prisoners"),
        ("من أصل 500 معتقل أفرج عن 20.", "prisoners"),
        ("Russia partially withdrew its troops.", "withdrawal"),
        ("Russia withdrew its troops in part.", "withdrawal"),
        ("Russia completed a partial withdrawal of troops.", "withdrawal"),
        ("Russia completed the first phase of the withdrawal of troops.", "withdrawal"),
        ("The rebels opened one of the crossings.", "crossings"),
        ("Damascus released 20 prisoners.", "prisoners"),
        ("Some 200 refugees returned to their villages.", "returns"),
        ("Освобождены лишь 20 из 500 пленных.", "prisoners"),
        ("Половину пленных освободили.", "prisoners"),
        ("Дамаск освободил часть пленных.", "prisoners"),
        ("Дамаск освободил первую группу пленных.", "prisoners"),
        ("Россия частично вывела войска.", "withdrawal"),
        ("Вывод войск завершен частично.", "withdrawal"),
        ("Пленные освобождены не полностью.", "prisoners"),
        ("Дамаск освободил двадцать пленных.", "prisoners"),
        ("Вернулись некоторые беженцы.", "returns"),
        ("أفرجت دمشق عن 20 معتقلا من أصل 500.", "prisoners"),
        ("أفرجت دمشق عن نصف المعتقلين.", "prisoners"),
        ("أفرجت دمشق عن بعض المعتقلين.", "prisoners"),
        ("أفرجت دمشق عن الدفعة الأولى من المعتقلين.", "prisoners"),
        ("أفرجت دمشق عن 30 في المئة من المعتقلين.", "prisoners"),
        ("سحبت روسيا القوات جزئيا.", "withdrawal"),
        ("عاد معظم النازحين إلى إدلب.", "returns"),
    ],
)
def test_a_part_that_was_done_is_partial(text: str, step: str) -> None:
    statement = about(text, step)
    assert status(statement) is Status.PARTIAL
    assert entry_status(statement) == (Status.PARTIAL, None)


@pytest.mark.parametrize(
    ("text", "step"),
    [
        ("All prisoners have been released.", "prisoners"),
        ("Damascus released all 500 prisoners.", "prisoners"),
        ("Damascus released the prisoners some weeks ago.", "prisoners"),
        ("Damascus released the prisoners on 20 March.", "prisoners"),
        ("Two meetings of the Constitutional Committee were held.", "committee"),
        ("Дамаск освободил всех пленных.", "prisoners"),
        ("Дамаск освободил пленных 20 марта.", "prisoners"),
        ("أفرجت دمشق عن جميع المعتقلين.", "prisoners"),
        ("أفرجت دمشق عن المعتقلين يوم الأحد.", "prisoners"),
    ],
)
def test_all_or_no_word_for_how_much_is_done(text: str, step: str) -> None:
    assert status(about(text, step)) is Status.DONE


@pytest.mark.parametrize(
    "text",
    [
        "None of the 500 prisoners has been released.",
        "Not one of the prisoners has been released.",
        "Damascus has not released a single prisoner.",
        "Ни один из 500 пленных не освобожден.",
        "لم تفرج دمشق عن أي من المعتقلين.",
    ],
)
def test_none_is_denied_and_begins_nothing(text: str) -> None:
    assert entry_status(about(text, "prisoners")) == (Status.STALLED, 0)


@pytest.mark.parametrize(
    "text",
    [
        "Not all prisoners have been released.",
        "Most prisoners have not been released.",
        "Damascus has not fully released the prisoners.",
        "لم تفرج دمشق عن جميع المعتقلين.",
    ],
)
def test_what_is_denied_of_all_or_of_most_leaves_open_how_far_it_is(text: str) -> None:
    assert entry_status(about(text, "prisoners")) == (Status.STALLED, None)


@pytest.mark.parametrize(
    ("text", "step", "expected", "reason"),
    [
        ("20 prisoners were released.", "prisoners", Status.PARTIAL, "20 of the 500"),
        ("499 prisoners were released.", "prisoners", Status.PARTIAL, "499 of the 500"),
        ("500 prisoners were released.", "prisoners", Status.DONE, "the plan names 500"),
        ("20 of 20 prisoners were released.", "prisoners", Status.DONE, "20 of 20"),
        ("Освободили 20 пленных.", "prisoners", Status.PARTIAL, "20 of the 500"),
        ("أفرجت الحكومة عن 20 أسيرا.", "prisoners", Status.PARTIAL, "20 of the 500"),
        ("The government handed over 30 weapons.", "arms", Status.PARTIAL, "30 of the 7,132"),
        ("The government handed over 7,132 weapons.", "arms", Status.DONE, "names 7,132"),
    ],
)
def test_a_number_is_set_against_the_one_that_the_plan_names(
    text: str, step: str, expected: Status, reason: str
) -> None:
    plan = load_text(PLAN).roadmap
    assert plan is not None
    found = [s for s in read(text, plan).statements if s.steps and s.steps[0].step == step]
    assert [status(s) for s in found] == [expected]
    assert any(reason in str(line) for line in details(found[0], plan)), details(found[0], plan)
