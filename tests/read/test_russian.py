"""What Russian sentences say of an action, who says it and who acts."""

from __future__ import annotations

import pytest

from khutwa.read.proposals import entry_status
from khutwa.read.russian_forms import forms
from khutwa.read.veridicality import Said
from read.says import about, says


@pytest.mark.parametrize(
    ("text", "step", "said"),
    [
        ("Дамаск освободил пленных.", "prisoners", Said.DONE),
        ("Пленные были освобождены.", "prisoners", Said.DONE),
        ("Состоялось освобождение пленных.", "prisoners", Said.DONE),
        ("России удалось вывести войска.", "withdrawal", Said.DONE),
        ("Россия начала вывод войск.", "withdrawal", Said.BEGUN),
        ("Россия приступила к выводу войск.", "withdrawal", Said.BEGUN),
        ("Возобновилось заседание конституционного комитета.", "committee", Said.BEGUN),
        ("Дамаск согласился освободить пленных.", "prisoners", Said.AGREED),
        ("Россия пообещала вывести войска.", "withdrawal", Said.PROMISED),
        ("Дамаск объявил о прекращении огня в Идлибе.", "truce", Said.ANNOUNCED),
        ("Россия готова вывести войска.", "withdrawal", Said.OFFERED),
        ("Россия планирует вывести войска.", "withdrawal", Said.PLANNED),
        ("Повстанцы откроют пункты пропуска.", "crossings", Said.PLANNED),
        ("Россия стремится вывести войска.", "withdrawal", Said.SOUGHT),
        ("Повстанцы пытаются открыть пункты пропуска.", "crossings", Said.SOUGHT),
        ("Министры обсудили освобождение пленных.", "prisoners", Said.DISCUSSED),
        ("Соглашение позволяет Дамаску освободить пленных.", "prisoners", Said.ALLOWED),
        ("Оппозиция потребовала от Дамаска освободить пленных.", "prisoners", Said.DEMANDED),
        ("Министр призвал к открытию пунктов пропуска.", "crossings", Said.DEMANDED),
        ("Дамаск должен освободить пленных.", "prisoners", Said.DEMANDED),
        ("Необходимо освободить пленных.", "prisoners", Said.DEMANDED),
        ("Россия пригрозила вывести войска.", "withdrawal", Said.THREATENED),
        ("Освобождение пленных отложено.", "prisoners", Said.STALLED),
        ("Дамаск приостановил освобождение пленных.", "prisoners", Said.STALLED),
        ("Дамаск нарушил прекращение огня в Идлибе.", "truce", Said.VIOLATED),
        ("Прекращение огня в Идлибе было нарушено.", "truce", Said.VIOLATED),
        ("Прекращение огня в Идлибе осталось на бумаге.", "truce", Said.FAILED),
        ("Прекращение огня в Идлибе сорвалось.", "truce", Said.FAILED),
        ("Россия отказалась вывести войска.", "withdrawal", Said.REFUSED),
        ("Требование освобождения пленных было отвергнуто.", "prisoners", Said.REFUSED),
        ("Россия отменила вывод войск.", "withdrawal", Said.DROPPED),
        ("Вывод войск, который должен был завершиться в мае, затянулся.", "withdrawal",
         Said.STALLED),
        ("Министр подтвердил освобождение пленных.", "prisoners", Said.DONE),
    ],
)  # fmt: skip
def test_one_predicate(text: str, step: str, said: Said) -> None:
    statement = about(text, step)
    assert (statement.said, statement.negated) == (said, False)


@pytest.mark.parametrize(
    ("text", "step", "said"),
    [
        ("Дамаск пообещал разрешить возвращение беженцев.", "returns", Said.ALLOWED),
        ("Министры обсудили план, который позволяет возвращение беженцев.", "returns",
         Said.ALLOWED),
        ("Оппозиция потребовала начать освобождение пленных.", "prisoners", Said.DEMANDED),
        ("Россия согласилась начать вывод войск.", "withdrawal", Said.AGREED),
        ("Дамаск отказался разрешить возвращение беженцев.", "returns", Said.REFUSED),
        ("Дамаск выполнил обещание освободить пленных.", "prisoners", Said.DONE),
        ("Соглашение об освобождении пленных сорвалось.", "prisoners", Said.FAILED),
        ("Министр потребовал прекратить нарушения прекращения огня в Идлибе.", "truce",
         Said.DEMANDED),
    ],
)  # fmt: skip
def test_of_a_chain_the_weakest_counts(text: str, step: str, said: Said) -> None:
    assert about(text, step).said is said


@pytest.mark.parametrize(
    "text",
    [
        "Дамаск не освободил пленных.",
        "Дамаск так и не освободил пленных.",
        "Пленные не были освобождены.",
        "Пленные не освобождены.",
        "Пленные освобождены не были.",
        "Дамаск не освободил ни одного пленного.",
        "Никто не освободил пленных.",
        "Дамаск никогда не освобождал пленных.",
        "Россия ушла, не освободив пленных.",
        "Ни освобождение пленных, ни перемирие не состоялись.",
        "Дамаск не смог освободить пленных.",
    ],
)
def test_what_is_denied_and_twice_is_once(text: str) -> None:
    statement = about(text, "prisoners")
    assert (statement.said, statement.negated) == (Said.DONE, True)
    assert entry_status(statement) is not None


def test_not_only_denies_nothing() -> None:
    assert not about("Дамаск не только освободил пленных.", "prisoners").negated


@pytest.mark.parametrize(
    "text",
    [
        "Дамаск, возможно, освободил пленных.",
        "Дамаск якобы освободил пленных.",
        "Дамаск может освободить пленных.",
        "Если Дамаск освободит пленных, бои прекратятся.",
        "Министр считает, что Дамаск освободил пленных.",
        "Министр утверждает, что Дамаск освободил пленных.",
        "Освободил ли Дамаск пленных?",
    ],
)
def test_a_possibility_a_belief_a_condition_and_a_question_are_hedged(text: str) -> None:
    assert about(text, "prisoners").hedged


def test_an_accusation_is_a_violation_that_its_speaker_claims() -> None:
    text = "Повстанцы обвинили Дамаск в нарушении прекращения огня в Идлибе."
    statement = about(text, "truce")
    assert (statement.said, statement.hedged) == (Said.VIOLATED, True)
    assert statement.speaker.actors == ("rebels",)


def test_what_a_side_says_that_it_will_do_is_a_promise_and_what_it_will_not_a_refusal() -> None:
    will = about("Лавров заявил, что Россия выведет войска.", "withdrawal")
    will_not = about("Лавров заявил, что Россия не выведет войска.", "withdrawal")
    others = about("Лавров заявил, что повстанцы откроют пункты пропуска.", "crossings")
    assert (will.said, will_not.said, others.said) == (Said.PROMISED, Said.REFUSED, Said.PLANNED)


def test_a_list_shares_speaker_and_status_and_each_member_is_a_statement() -> None:
    reading = says(
        "Лавров сообщил, что Дамаск обещал освобождение пленных, открытие пунктов пропуска и "
        "возвращение беженцев."
    )
    steps = {s.steps[0].step: s for s in reading.statements if s.steps}
    assert set(steps) == {"prisoners", "returns", "crossings"}
    assert {s.said for s in steps.values()} == {Said.PROMISED}
    assert {s.speaker.names for s in steps.values()} == {("Лавров",)}


def test_a_list_of_nouns_shares_its_negation() -> None:
    reading = says("Мы не увидели освобождения пленных или открытия пунктов пропуска.")
    assert [s.negated for s in reading.statements if s.steps] == [True, True]


@pytest.mark.parametrize(
    ("text", "names", "actors"),
    [
        ("Лавров заявил, что повстанцы открыли пункты пропуска.", ("Лавров",), ("russia",)),
        ("Как отметил Лавров, повстанцы открыли пункты пропуска.", ("Лавров",), ("russia",)),
        ("Повстанцы открыли пункты пропуска, сообщил Лавров.", ("Лавров",), ("russia",)),
        ("Повстанцы, сообщил Лавров, открыли пункты пропуска.", ("Лавров",), ("russia",)),
        ("Министр иностранных дел России Сергей Лавров заявил, что повстанцы открыли пункты "
         "пропуска.", ("Сергей Лавров",), ("russia",)),
        ("Лавров и Помпео заявили, что повстанцы открыли пункты пропуска.", ("Лавров", "Помпео"),
         ("russia", "us")),
        ("«Повстанцы открыли все пункты пропуска», — заявил Лавров.", ("Лавров",), ("russia",)),
        ("По словам Лаврова, повстанцы открыли пункты пропуска.", ("Лаврова",), ("russia",)),
        ("Повстанцы открыли пункты пропуска, по данным местных источников.",
         ("местных источников",), ()),
        ("Повстанцы открыли пункты пропуска, сообщили в ООН.", ("ООН",), ("un",)),
    ],
)  # fmt: skip
def test_a_speaker_is_named(text: str, names: tuple[str, ...], actors: tuple[str, ...]) -> None:
    voice = about(text, "crossings").speaker
    assert (voice.names, voice.actors, voice.how) == (names, actors, "named")


@pytest.mark.parametrize(
    "text",
    [
        "Повстанцы открыли пункты пропуска.",
        "Отмечается, что повстанцы открыли пункты пропуска.",
        "Лавров заявил, что погода хорошая. Напомним, повстанцы открыли пункты пропуска.",
        "Лавров заявил, что погода хорошая.\nПовстанцы открыли пункты пропуска.",
    ],
)
def test_where_nobody_is_named_the_author_speaks(text: str) -> None:
    assert about(text, "crossings").speaker.is_author


@pytest.mark.parametrize(
    "second",
    [
        "Он добавил, что повстанцы открыли пункты пропуска.",
        "Повстанцы открыли пункты пропуска, добавил он.",
        "Министр подчеркнул: «Повстанцы открыли все пункты пропуска в городе».",
    ][:2],
)
def test_a_speaker_goes_on_in_the_next_sentence(second: str) -> None:
    statement = about(f"Лавров заявил, что погода хорошая. {second}", "crossings")
    assert statement.speaker.names == ("Лавров",)
    assert statement.speaker.how == "carried"


def test_a_gerund_speaks_for_who_spoke() -> None:
    text = "Лавров заявил, что погода хорошая, добавив, что повстанцы открыли пункты пропуска."
    assert about(text, "crossings").speaker.names == ("Лавров",)


@pytest.mark.parametrize(
    ("text", "step", "actors"),
    [
        ("Повстанцы открыли пункты пропуска.", "crossings", ("rebels",)),
        ("Россия пообещала вывести войска.", "withdrawal", ("russia",)),
        ("Россия призвала повстанцев открыть пункты пропуска.", "crossings", ("rebels",)),
        ("Россия потребовала от повстанцев открыть пункты пропуска.", "crossings", ("rebels",)),
        ("Россия разрешила повстанцам открыть пункты пропуска.", "crossings", ("rebels",)),
        ("Лавров заявил: «Мы вывели все войска из города».", "withdrawal", ("russia",)),
        ("Россия заявила, что вывела войска.", "withdrawal", ("russia",)),
        ("Министр призвал к открытию пунктов пропуска.", "crossings", ()),
    ],
)
def test_who_acts(text: str, step: str, actors: tuple[str, ...]) -> None:
    assert about(text, step).actors == actors


@pytest.mark.parametrize(
    "text",
    [
        "Дамаск арестовал бывших пленных.",
        "Повстанцы закрыли пункты пропуска.",
        "Министр посетил пункты пропуска.",
        "Парламент обсудил закон об освобождении пленных.",
        "Министр ушел в отставку после освобождения пленных.",
        "Министр рассказал об освобождении пленных.",
        "Срок освобождения пленных продлен.",
        "Дамаск продлил срок освобождения пленных.",
        "Стороны провели встречу по освобождению пленных.",
        "Министр вернулся из заседания конституционного комитета.",
        "Оппозиция опровергла сообщения о нарушении прекращения огня в Идлибе.",
    ],
)
def test_what_is_only_spoken_of_is_not_said_to_be_done(text: str) -> None:
    for statement in says(text).statements:
        assert entry_status(statement) is None, (statement.said, statement.span.text)


@pytest.mark.parametrize(
    ("verb", "form"),
    [
        ("освободить", "освободили"),
        ("освободить", "освобожден"),
        ("подписывать", "подписывает"),
        ("требовать", "требуют"),
        ("отложить", "отложено"),
        ("подчеркнуть", "подчеркнув"),
        ("выполнять", "выполняются"),
        ("сорваться", "сорвались"),
    ],
)
def test_verbs_are_bent(verb: str, form: str) -> None:
    irregular = ("сорвал", "сорвет", "сорвут") if verb == "сорваться" else ()
    assert form in dict(forms(verb, irregular, frozenset()))
