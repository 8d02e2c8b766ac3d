"""Who does what an Arabic verb says: behind it, before it, or nobody who is named."""

from __future__ import annotations

import pytest

from khutwa.read.analyse import analyse
from khutwa.read.lexicon import lexicon
from khutwa.read.subjects import subject


def doers(text: str) -> dict[str, str]:
    """Return the written head of the subject by verb; empty where nobody is named."""
    words = analyse(text, lexicon("ar"))
    heads = {w.key: subject(words, w.at, lexicon("ar")) for w in words if w.kind == "verb"}
    return {key: words[at].key if at is not None else "" for key, at in heads.items()}


@pytest.mark.parametrize(
    ("text", "verb", "doer"),
    [
        ("نظم الطلاب وقفة احتجاجية.", "نظم", "الطلاب"),
        ("يقول سكان محليون إن الطريق مغلق.", "يقول", "سكان"),
        ("التحق وينستون بالجامعة.", "التحق", "وينستون"),
        ("عاقب القضاة المتهمين.", "عاقب", "القضاة"),
        ("أشاد سعادة السفير بالاتفاق.", "اشاد", "سعادة"),
        ("قال حمزة إن الوقت ينفد.", "قال", "حمزة"),
        ("تمثل الخطوة تقدما.", "تمثل", "الخطوة"),
        ("يتكون المجلس من عشرة أعضاء.", "يتكون", "المجلس"),
        ("وصل مساء الخميس وفد إلى المدينة.", "وصل", "وفد"),
        ("يدل على ذلك عدم حضور الوزير.", "يدل", "عدم"),
        ("قال أحد الشهود إن النار اندلعت ليلا.", "قال", "الشهود"),
    ],
)
def test_the_subject_stands_behind_the_verb(text: str, verb: str, doer: str) -> None:
    assert doers(text)[verb] == doer


@pytest.mark.parametrize(
    ("text", "verb", "doer"),
    [
        ("وأكد الناطق أن القوافل وصلت إلى المخيم.", "وصلت", "القوافل"),
        ("قال الجنود إن المسلحين أحرقوا الجسر.", "احرقوا", "المسلحين"),
        ("الدراسة التي نشرت أمس تشير إلى ارتفاع الأسعار.", "تشير", "الدراسة"),
        ("المبعوث، الذي زار الجبهة أمس، أكد أن الهدنة قائمة.", "اكد", "المبعوث"),
        ("المتحدث باسم الجيش، العقيد أحمد المسماري، قال إن القوات انسحبت.", "قال", "المتحدث"),
        ("الوفد، برئاسة الوزير علي حسن، وصل أمس.", "وصل", "الوفد"),
        ("هؤلاء الأطفال فقدوا أهلهم.", "فقدوا", "الاطفال"),
        ("لا أحد من الجيران سمع الطلقات.", "سمع", "احد"),
        ("أما المعارضة فترى أن الاقتراع مزور.", "فتري", "المعارضة"),
        ("مسؤول رفض الكشف عن اسمه قال إن الخطة جاهزة.", "قال", "مسوول"),
        ("قال مراقبون إن الحكومة “لم تعد قادرة على الدفع لموظفيها”.", "تعد", "الحكومة"),
    ],
)
def test_a_topic_stands_before_the_verb(text: str, verb: str, doer: str) -> None:
    assert doers(text)[verb] == doer


@pytest.mark.parametrize(
    ("text", "verb", "doer"),
    [
        ("قال الوزير إنه “لا ينوي الرحيل عن البلاد”.", "ينوي", "انه"),
        ("سئل الوزير عن الخطة لكنه رفض التعليق.", "رفض", "لكنه"),
        ("أكدت المفوضية أنها لم تتلق أي طلب.", "تتلق", "انها"),
        ("وافقنا على النص لكننا لن نوقع عليه.", "نوقع", "لكننا"),
        ("أدان الحزب القصف الذي أوقع قتلى.", "اوقع", "الذي"),
        ("هذه هي القوات التي تحمي المدينة.", "تحمي", "التي"),
    ],
)
def test_a_pronoun_before_the_verb_is_the_subject_that_agrees(
    text: str, verb: str, doer: str
) -> None:
    assert doers(text)[verb] == doer


@pytest.mark.parametrize(
    ("text", "verb", "doer"),
    [
        ("قتل خمسة جنود في الانفجار.", "قتل", "جنود"),
        ("شارك 500 عامل في الإضراب.", "شارك", "عامل"),
        ("وصل نحو ثلاثة آلاف لاجئ إلى الحدود.", "وصل", "لاجي"),
    ],
)
def test_what_a_number_counts_is_the_subject(text: str, verb: str, doer: str) -> None:
    assert doers(text)[verb] == doer


def test_what_is_excepted_is_the_subject() -> None:
    assert doers("لم يحضر سوى الوزير.")["يحضر"] == "الوزير"


@pytest.mark.parametrize(
    ("text", "verb"),
    [
        ("غادروا المدينة ليلا.", "غادروا"),
        ("احتج السفير على ما سماه “حملة مغرضة”.", "سماه"),
        ("دخل الجنود القرية قبل أن يتركوا مواقعهم.", "يتركوا"),
        ("وصل الوفد ثم حقق تقدماً كبيراً.", "حقق"),
        ("قال الوزير: «لن نوقع اتفاقا كهذا أبدا مع أحد».", "نوقع"),
        ("نشرت الصحيفة ما لم تؤكده الحكومة.", "تءكده"),
        ("وتابع قائلا إن الوقت ينفد.", "وتابع"),
        ("وقال بلهجة حازمة إن الوقت ينفد.", "وقال"),
        ("قالت تركيا إن ألمانيا لا يمكنها أن تنسحب.", "يمكنها"),
    ],
)
def test_an_object_or_what_is_carried_over_is_no_subject(text: str, verb: str) -> None:
    assert doers(text).get(verb, "") == ""


def test_ma_is_no_subject_where_it_only_stretches_an_adverb() -> None:
    assert doers("غالبا ما ترفض الحكومة ذلك.")["ترفض"] == "الحكومة"
