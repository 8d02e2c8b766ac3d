"""What a chain of predicates says of the action at its end."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from khutwa.read.proposals import entry_status
from khutwa.read.veridicality import ENDINGS, STRENGTH, Said, chained, of_class
from read.says import about, says

WEAK = sorted(said.value for said in STRENGTH if said not in (Said.DONE, Said.BEGUN))


@pytest.mark.parametrize(
    ("text", "step", "said"),
    [
        ("أفرجت الحكومة السورية عن المعتقلين.", "prisoners", Said.DONE),
        ("تم الإفراج عن المعتقلين.", "prisoners", Said.DONE),
        ("نجحت روسيا في سحب القوات.", "withdrawal", Said.DONE),
        ("بدأت روسيا سحب القوات.", "withdrawal", Said.BEGUN),
        ("شرعت روسيا في سحب القوات.", "withdrawal", Said.BEGUN),
        ("استؤنف اجتماع اللجنة الدستورية.", "committee", Said.BEGUN),
        ("وافقت دمشق على الإفراج عن المعتقلين.", "prisoners", Said.AGREED),
        ("وعدت روسيا بسحب القوات.", "withdrawal", Said.PROMISED),
        ("تعهدت روسيا بسحب القوات.", "withdrawal", Said.PROMISED),
        ("أعلنت دمشق وقف إطلاق النار في إدلب.", "truce", Said.ANNOUNCED),
        ("أبدت روسيا استعدادها لسحب القوات.", "withdrawal", Said.OFFERED),
        ("تخطط روسيا لسحب القوات.", "withdrawal", Said.PLANNED),
        ("من المقرر أن تجتمع اللجنة الدستورية.", "committee", Said.PLANNED),
        ("تسعى روسيا إلى سحب القوات.", "withdrawal", Said.SOUGHT),
        ("تحاول المعارضة فتح المعابر.", "crossings", Said.SOUGHT),
        ("ناقش الوزيران الإفراج عن المعتقلين.", "prisoners", Said.DISCUSSED),
        ("يسمح الاتفاق لدمشق بالإفراج عن المعتقلين.", "prisoners", Said.ALLOWED),
        ("طالبت المعارضة دمشق بالإفراج عن المعتقلين.", "prisoners", Said.DEMANDED),
        ("دعا الوزير إلى فتح المعابر.", "crossings", Said.DEMANDED),
        ("يجب الإفراج عن المعتقلين.", "prisoners", Said.DEMANDED),
        ("حذرت روسيا من وقف إطلاق النار في إدلب.", "truce", Said.WARNED),
        ("هددت روسيا بسحب القوات.", "withdrawal", Said.THREATENED),
        ("تعثر اجتماع اللجنة الدستورية.", "committee", Said.STALLED),
        ("أجلت الأمم المتحدة اجتماع اللجنة الدستورية.", "committee", Said.STALLED),
        ("خرقت دمشق وقف إطلاق النار في إدلب.", "truce", Said.VIOLATED),
        ("انتهكت دمشق وقف إطلاق النار في إدلب.", "truce", Said.VIOLATED),
        ("بقي وقف إطلاق النار في إدلب حبرا على ورق.", "truce", Said.FAILED),
        ("تخلت روسيا عن سحب القوات.", "withdrawal", Said.DROPPED),
    ],
)
def test_one_predicate(text: str, step: str, said: Said) -> None:
    statement = about(text, step)
    assert (statement.said, statement.negated) == (said, False)


@pytest.mark.parametrize(
    ("text", "step", "said"),
    [
        ("وعدت دمشق بالسماح بعودة النازحين.", "returns", Said.ALLOWED),
        ("ناقش الوزيران خطة تسمح بعودة النازحين.", "returns", Said.ALLOWED),
        ("طالبت المعارضة ببدء الإفراج عن المعتقلين.", "prisoners", Said.DEMANDED),
        ("وافقت روسيا على بدء سحب القوات.", "withdrawal", Said.AGREED),
        ("رفضت دمشق السماح بعودة النازحين.", "returns", Said.REFUSED),
        ("توقفت المعارضة عن المطالبة بسحب القوات.", "withdrawal", Said.DROPPED),
        ("نفذت دمشق وعدها بالإفراج عن المعتقلين.", "prisoners", Said.DONE),
        ("أكدت دمشق التزامها بوقف إطلاق النار في إدلب.", "truce", Said.PROMISED),
        ("طالب الوزير بوقف خرق وقف إطلاق النار في إدلب.", "truce", Said.DEMANDED),
    ],
)
def test_of_a_chain_the_weakest_counts(text: str, step: str, said: Said) -> None:
    assert about(text, step).said is said


@pytest.mark.parametrize(
    "text",
    [
        "قد تفرج دمشق عن المعتقلين.",
        "ربما أفرجت دمشق عن المعتقلين.",
        "من المتوقع أن تفرج دمشق عن المعتقلين.",
        "إذا أفرجت دمشق عن المعتقلين توقف القتال.",
        "يعتقد الوزير أن دمشق أفرجت عن المعتقلين.",
        "زعم الوزير أن دمشق أفرجت عن المعتقلين.",
        "هل أفرجت دمشق عن المعتقلين؟",
        "من غير الواضح متى تفرج دمشق عن المعتقلين.",
    ],
)
def test_a_possibility_a_belief_a_condition_and_a_question_are_hedged(text: str) -> None:
    assert about(text, "prisoners").hedged


def test_an_accusation_is_a_violation_that_its_speaker_claims() -> None:
    statement = about("اتهمت المعارضة دمشق بخرق وقف إطلاق النار في إدلب.", "truce")
    assert (statement.said, statement.hedged) == (Said.VIOLATED, True)
    assert statement.speaker.actors == ("rebels",)


def test_what_a_side_says_that_it_will_do_is_a_promise_and_what_it_will_not_a_refusal() -> None:
    will = about("قال لافروف إن روسيا ستسحب القوات.", "withdrawal")
    will_not = about("قال لافروف إن روسيا لن تسحب القوات.", "withdrawal")
    others = about("قال لافروف إن المعارضة ستفتح المعابر.", "crossings")
    assert (will.said, will_not.said, others.said) == (Said.PROMISED, Said.REFUSED, Said.PLANNED)


def test_an_unknown_verb_makes_no_fact_of_what_stands_below_it() -> None:
    statement = about("أربك المشهد الإفراج عن المعتقلين.", "prisoners")
    assert statement.said is not Said.DONE


def test_a_list_shares_speaker_and_status_and_each_member_is_a_statement() -> None:
    reading = says("قال لافروف إن دمشق تعهدت بالإفراج عن المعتقلين وعودة النازحين وفتح المعابر.")
    steps = {s.steps[0].step: s for s in reading.statements if s.steps}
    assert set(steps) == {"prisoners", "returns", "crossings"}
    assert {s.said for s in steps.values()} == {Said.PROMISED}
    assert {s.speaker.names for s in steps.values()} == {("لافروف",)}


def test_a_list_shares_its_negation() -> None:
    reading = says("لم نر الإفراج عن المعتقلين أو فتح المعابر.")
    assert [s.negated for s in reading.statements if s.steps] == [True, True]


@given(st.lists(st.sampled_from(WEAK), min_size=1), st.sampled_from(["did", "began"]))
def test_a_fact_below_what_is_no_fact_is_as_weak_as_the_weakest(
    chain: list[str], fact: str
) -> None:
    least = min(STRENGTH[of_class(means)] for means in chain)  # type: ignore[index]
    assert STRENGTH[chained([*chain, fact])] == least


@given(st.lists(st.sampled_from([*WEAK, "said", "believed", "event"]), min_size=1))
def test_no_chain_with_something_weak_in_it_ends_in_done(chain: list[str]) -> None:
    if any(of_class(means) for means in chain):
        assert chained([*chain, "did"]) not in (Said.DONE, Said.BEGUN)


@given(st.sampled_from(sorted(s.value for s in ENDINGS)), st.lists(st.sampled_from(WEAK)))
def test_what_became_of_a_demand_counts_over_the_demand(ending: str, chain: list[str]) -> None:
    assert chained([ending, *chain, "did"]) == Said(ending)


@pytest.mark.parametrize(
    "said", ["allowed", "demanded", "sought", "planned", "discussed", "warned"]
)
def test_what_is_no_fact_has_no_place_in_the_ledger(said: str) -> None:
    texts = {
        "allowed": "يسمح الاتفاق لدمشق بالإفراج عن المعتقلين.",
        "demanded": "طالبت المعارضة دمشق بالإفراج عن المعتقلين.",
        "sought": "تسعى دمشق إلى الإفراج عن المعتقلين.",
        "planned": "تخطط دمشق للإفراج عن المعتقلين.",
        "discussed": "ناقش الوزيران الإفراج عن المعتقلين.",
        "warned": "حذرت روسيا من الإفراج عن المعتقلين.",
    }
    statement = about(texts[said], "prisoners")
    assert statement.said.value == said
    assert entry_status(statement) is None


@pytest.mark.parametrize(
    "text",
    [
        "اعتقلت دمشق عددا من المعتقلين السابقين.",
        "أغلقت المعارضة المعابر.",
        "زار الوزير المعابر.",
    ],
)
def test_something_done_to_the_thing_of_a_step_is_not_the_step(text: str) -> None:
    for statement in says(text).statements:
        assert entry_status(statement) is None


@pytest.mark.parametrize(
    "text",
    [
        "ناقش البرلمان قانون الإفراج عن المعتقلين.",
        "استقال الوزير بعد الإفراج عن المعتقلين.",
        "تحدث الوزير عن الإفراج عن المعتقلين.",
        "شارك الوزير في اجتماع اللجنة الدستورية.",
        "قال الوزير، العائد من اجتماع اللجنة الدستورية، إن الطقس جيد.",
        "وقال: «نرغب بشدة أن يتم الإفراج عن المعتقلين في أقرب وقت».",
    ],
)
def test_what_is_only_spoken_of_is_not_said_to_be_done(text: str) -> None:
    for statement in says(text).statements:
        assert entry_status(statement) is None, (statement.said, statement.span.text)


def test_a_promise_that_was_not_kept_is_not_done() -> None:
    statement = about("لم تف دمشق بوعدها بالإفراج عن المعتقلين.", "prisoners")
    assert (statement.said, statement.negated) == (Said.DONE, True)


def test_what_was_not_announced_is_no_belief() -> None:
    statement = about("لم تعلن دمشق الإفراج عن المعتقلين.", "prisoners")
    assert (statement.said, statement.negated, statement.hedged) == (Said.ANNOUNCED, True, False)


@pytest.mark.parametrize(
    "text",
    [
        "أكدت الأمم المتحدة أن وقف إطلاق النار في إدلب انهار.",
        "أكدت الأمم المتحدة أن وقف إطلاق النار في إدلب لم يخرق.",
        "قال الوزير إن وقف إطلاق النار في إدلب صامد.",
    ],
)
def test_what_a_clause_speaks_of_is_not_done_by_being_its_subject(text: str) -> None:
    found = [s for s in says(text).statements if s.steps]
    assert all(s.said is not Said.DONE for s in found)
