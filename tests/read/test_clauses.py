"""What a heading, a "that", a "when" or a denial says of what stands below it."""

from __future__ import annotations

import pytest

from khutwa.ledger import Status
from khutwa.read.proposals import entry_status
from khutwa.read.veridicality import Said
from read.says import about, says

LISTS = {
    "en": "The parties agreed on the following:\n1. Ceasefire in Idlib.\n2. Release of prisoners.\n"
    "3. The rebels open the crossings.",
    "ar": "اتفق الطرفان على النقاط الآتية:\n- وقف إطلاق النار في إدلب\n- الإفراج عن المعتقلين\n"
    "- فتح المعابر",
    "ru": "Стороны договорились о следующем:\n- прекращение огня в Идлибе;\n"
    "- освобождение пленных;\n- открытие пунктов пропуска.",
}


@pytest.mark.parametrize("text", LISTS.values(), ids=LISTS)
@pytest.mark.parametrize("step", ["truce", "prisoners", "crossings"])
def test_what_a_heading_says_holds_for_the_items_of_its_list(text: str, step: str) -> None:
    assert about(text, step).said is Said.AGREED
    assert "listed" in about(text, step).rules


def test_a_list_ends_with_its_items() -> None:
    text = LISTS["en"].replace("3. The rebels open", "The rebels opened")
    assert about(text, "crossings").said is Said.DONE


def test_what_was_done_in_a_heading_is_said_by_each_item_itself() -> None:
    text = "The mission reported violations:\n- The rebels opened the crossings."
    assert about(text, "crossings").said is Said.DONE


@pytest.mark.parametrize(
    "text",
    [
        "The rebels demanded that Damascus release prisoners and that the crossings were opened.",
        "Повстанцы потребовали, чтобы Дамаск освободил пленных и чтобы были открыты пункты "
        "пропуска.",
        "طالبت المعارضة بأن تفرج دمشق عن المعتقلين وبأن تفتح المعابر.",
        "طالبت المعارضة بأن تفرج دمشق عن المعتقلين وأن تفتح المعابر.",
    ],
)
def test_and_that_goes_on_with_what_governs_the_last_that(text: str) -> None:
    assert about(text, "crossings").said is Said.DEMANDED


def test_and_that_with_a_noun_is_not_below_the_verb_before() -> None:
    text = "أعلنت دمشق أنها لن تفرج عن المعتقلين، وأن اجتماع اللجنة الدستورية تأجل."
    assert about(text, "prisoners").said is Said.REFUSED
    assert about(text, "committee").said is Said.STALLED


def test_a_past_behind_so_that_is_wanted() -> None:
    assert about("Чтобы пленные были освобождены, нужны деньги.", "prisoners").said is Said.SOUGHT


@pytest.mark.parametrize(
    "text",
    [
        "Sanctions will be lifted when the prisoners have been released.",
        "Once the prisoners are released, sanctions will be lifted.",
    ],
)
def test_what_something_waits_for_is_not_so_yet(text: str) -> None:
    statement = about(text, "prisoners")
    assert statement.hedged
    assert entry_status(statement) == (Status.DISPUTED, None)


def test_what_was_so_when_something_else_was_is_done() -> None:
    text = "When the rebels had released the prisoners, sanctions were lifted."
    assert not about(text, "prisoners").hedged


@pytest.mark.parametrize(
    "text",
    [
        "Damascus rejected a newspaper report that it had released the prisoners.",
        "Damascus dismissed claims that it released the prisoners.",
        "Дамаск отверг сообщения о том, что он освободил пленных.",
    ],
)
def test_who_rejects_a_report_denies_what_it_says(text: str) -> None:
    statement = about(text, "prisoners")
    assert (statement.said, statement.negated) == (Said.DONE, True)


@pytest.mark.parametrize("text", ["لا إفراج عن المعتقلين حتى الآن", "موسكو: لا إفراج عن المعتقلين"])
def test_no_before_an_arabic_noun_denies_it_once(text: str) -> None:
    statement = about(text, "prisoners")
    assert statement.negated
    assert not statement.hedged


@pytest.mark.parametrize("text", ["سحب القوات الروسية", "سحب القوات الروسية | لم ينفذ"])
def test_a_line_that_may_begin_with_a_noun_of_action_makes_no_fact(text: str) -> None:
    assert entry_status(about(text, "withdrawal")) is None


@pytest.mark.parametrize(
    "text",
    [
        "#Ceasefire_in_Idlib holds",
        "في #إدلب #وقف_إطلاق_النار صامد",
    ],
)
def test_words_of_a_tag_are_read(text: str) -> None:
    statement = about(text, "truce")
    assert statement.span.text in text


@pytest.mark.parametrize("text", ["a_b", "# _", "#", "_", "#_#", "a#b", "##a"])
def test_signs_of_a_tag_alone_are_no_trouble(text: str) -> None:
    assert says(text).statements == ()


@pytest.mark.parametrize(
    "text",
    ["Пленные, по всей видимости, освобождены.", "По слухам, пленные освобождены."],
)
def test_an_aside_of_doubt_hedges(text: str) -> None:
    assert about(text, "prisoners").hedged


@pytest.mark.parametrize(
    "text",
    [
        "قال المبعوث إن على دمشق أن تفرج عن المعتقلين.",
        "على دمشق أن تفرج عن المعتقلين.",
        "قال المبعوث إن عليها أن تفرج عن المعتقلين.",
    ],
)
def test_what_somebody_ought_to_do_is_demanded_and_not_begun(text: str) -> None:
    assert about(text, "prisoners").said is Said.DEMANDED


def test_nor_denies_beside_what_was_denied() -> None:
    text = "لا سحب للقوات ولا إفراج عن المعتقلين حتى الآن"
    for step in ("withdrawal", "prisoners"):
        assert about(text, step).negated
        assert not about(text, step).hedged
