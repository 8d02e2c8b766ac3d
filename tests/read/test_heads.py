"""What was done with something else than the thing of a step, and what was not done at all."""

from __future__ import annotations

import pytest

from khutwa.ledger import Status
from khutwa.read.proposals import GRAVE, entry_status
from read.says import about, says


@pytest.mark.parametrize(
    "text",
    [
        "The rebels released footage of prisoners.",
        "The sides exchanged lists of prisoners.",
        "The sides exchanged views on the release of prisoners.",
        "The rebels opened fire at the crossing.",
        "Russia withdrew its objection to the release of prisoners.",
        "Prisoner lists were exchanged.",
        "The siege was lifted, but the crossings remain closed.",
        "The government chose to release prisoners.",
        "Instead of releasing prisoners, Damascus arrested more.",
        "Crossings opened last year were closed.",
        "The ceasefire was violated by neither side.",
        "The rebels violated the rights of prisoners.",
        "Дамаск передал список пленных.",
        "Дамаск освободил семьи пленных.",
        "سلمت المعارضة قائمة الأسرى.",
        "فتحت القوات النار عند المعبر.",
        "The rebels released a statement on prisoners.",
        "The ceasefire was violated, as the rebels claim.",
        "Перемирие нарушено, как утверждают повстанцы.",
        "خرقت الهدنة كما تزعم المعارضة.",
        "يقال إن الأسرى أفرج عنهم.",
        "Неправда, что пленные освобождены.",
        "Россия вывела бы войска.",
        "The ceasefire ended.",
        "Violations of the ceasefire dropped to zero.",
        "Reports of ceasefire violations fell.",
        "Повстанцы объявили о прекращении перемирия.",
        "Решение об освобождении пленных вступило в силу.",
        "دخل قرار الإفراج عن المعتقلين حيز التنفيذ.",
        "The crossings were opened and closed again.",
        "The prisoners were released and immediately rearrested.",
        "Пункты пропуска открыли и снова закрыли.",
        "فتحت المعابر ثم أغلقت.",
        "The rebels left the meeting of the Constitutional Committee.",
        "The rebels opened an investigation into violations of the ceasefire.",
        "فتح تحقيق في خرق الهدنة.",
        "انسحبت المعارضة من اجتماع اللجنة الدستورية.",
        "Prisoners released from jail said that guards beat them.",
        "انتهت الهدنة.",
    ],
)
def test_nothing_is_done_or_violated(text: str) -> None:
    for statement in says(text).statements:
        status = entry_status(statement) if statement.steps else None
        assert status is None or status[0] not in GRAVE, statement.rules


@pytest.mark.parametrize(
    ("text", "step"),
    [
        ("The rebels violated the terms of the ceasefire.", "truce"),
        ("The rebels violated the ceasefire agreement.", "truce"),
        ("Мятежники нарушили режим прекращения огня.", "truce"),
        ("The rebels committed 20 violations of the ceasefire.", "truce"),
        ("خرقت المعارضة اتفاق وقف إطلاق النار.", "truce"),
    ],
)
def test_the_terms_of_a_truce_are_the_truce(text: str, step: str) -> None:
    status = entry_status(about(text, step))
    assert status is not None
    assert status[0] is Status.VIOLATED


@pytest.mark.parametrize(
    ("text", "step"),
    [
        ("The last of the prisoners were released.", "prisoners"),
        ("The release of prisoners is complete.", "prisoners"),
        ("The prisoner exchange took place.", "prisoners"),
        ("The rebels released the prisoners and closed the border.", "prisoners"),
        ("Russia managed to withdraw its troops.", "withdrawal"),
        ("России удалось вывести войска.", "withdrawal"),
        ("Последние пленные освобождены.", "prisoners"),
        ("Москва пленных освободила.", "prisoners"),
    ],
)
def test_what_was_done_with_the_thing_itself_is_done(text: str, step: str) -> None:
    status = entry_status(about(text, step))
    assert status is not None
    assert status[0] is Status.DONE
