"""Negation: the word that denies, what it denies, and what only looks like it."""

from __future__ import annotations

import pytest

from khutwa.read.analyse import analyse
from khutwa.read.lexicon import lexicon
from khutwa.read.negation import cues
from khutwa.read.veridicality import Said
from read.says import about


def denied(text: str) -> list[tuple[str, str]]:
    """Return each negator of a text with what it denies."""
    words = analyse(text, lexicon("ar"))
    found = [c for c in cues(words, lexicon("ar")) if c.scope in ("clause", "word")]
    return [(words[c.at].core, words[c.target].key if c.target is not None else "") for c in found]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("لم تفتح المعارضة المعابر.", [("لم", "تفتح")]),
        ("ولم تفتح المعارضة المعابر.", [("لم", "تفتح")]),
        ("لن تفتح المعارضة المعابر.", [("لن", "تفتح")]),
        ("لا تفتح المعارضة المعابر.", [("لا", "تفتح")]),
        ("لم تكن المعارضة قد فتحت المعابر.", [("لم", "فتحت")]),
        ("لم تكن قد فتحت المعابر.", [("لم", "فتحت")]),
        ("ما انسحبت القوات من المدينة.", [("ما", "انسحبت")]),
        ("قرر ألا ينسحب.", [("الا", "ينسحب")]),
        ("الاتفاق غير كاف.", [("غير", "كاف")]),
        ("انتهى الاجتماع دون اتفاق.", [("دون", "اتفاق")]),
        ("طالب بعدم التصعيد.", [("بعدم", "التصعيد")]),
        ("لئلا ينسحب المراقبون.", [("ليلا", "ينسحب")]),
        ("أفلا تنسحب القوات؟", [("افلا", "تنسحب")]),
        ("ألم تنسحب القوات؟", [("الم", "تنسحب")]),
        ("لسنا ضد الحوار.", [("لسنا", "الحوار")]),
        ("لا أحد يثق بالوعود.", [("لا", "احد")]),
        ("ليست الخطة كبيرة بما يكفي.", [("ليست", "الخطة")]),
        ("الوضع غير مستقر وغير آمن.", [("غير", "مستقر"), ("غير", "امن")]),
        ("لم ولن نتراجع.", [("لم", "نتراجع"), ("لن", "نتراجع")]),
    ],
)
def test_a_negator_denies_the_word_it_belongs_to(
    text: str, expected: list[tuple[str, str]]
) -> None:
    assert denied(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "قال الوزير ما أراد أن يقول.",
        "هذا ما تريده المعارضة.",
        "غالبا ما فعل ذلك.",
        "انسحبت القوات من المدينة، ما أدى إلى فتح المعابر.",
        "ما حصل أمس خطير.",
        "وما لبثت القوات أن انسحبت.",
        "وإذا ما انسحبت القوات عاد الهدوء.",
        "المعارضة وغيرها من الأطراف.",
        "ما زالت القوات في المدينة.",
        "غير أن القوات انسحبت.",
        "لا تزال القوات في المدينة.",
        "القرارات ليست من جانبنا فقط.",
        "ليس من جانبنا فحسب، بل من جانبهم.",
        "لينسحب الجيش وإلا ينسحب المراقبون.",
        "لم ينسحب سوى الجيش.",
        "لم تنسحب القوات إلا بعد ضغط دولي.",
        "لا شك أن القوات انسحبت.",
        "انسحبت القوات بلا شك.",
        "انسحبت القوات ولا سيما المدفعية.",
        "لا مانع من الحوار.",
        "هل ينسحبون أم لا؟",
        "نشرت صحيفة “لا ستامبا” الخبر.",
        "حالت الأمطار دون الوصول.",
        "تراجع السعر إلى ما دون 40 دولارا.",
        "أسقط الجيش طائرة بدون طيار.",
        "زار الوفد المدينة غير مرة.",
        "أسس لجنة للم شمل الأسر، وبدأت لم الشمل أمس.",
        "لما وصلوا إلى الحدود عادوا.",
        "استعدت الحكومة لما يجري.",
        "ما جرى الأحد خطير.",
        "سرعان ما انسحبت القوات.",
    ],
)
def test_what_looks_like_a_negator_and_denies_nothing(text: str) -> None:
    assert denied(text) == []


@pytest.mark.parametrize(
    ("text", "verb"),
    [
        ("قال: «ما جئنا إلى هنا لنهدد جيراننا أبدا».", "جينا"),
        ("قال: «ما قتلت أحدا، وما حملت سلاحا في حياتي».", "قتلت"),
        ("قال: «ما قتلت أحدا، وما حملت سلاحا في حياتي».", "حملت"),
        ("ما عاد السكان يثقون بالوعود.", "عاد"),
        ("قال إنه ما عاد يثق بالحكومة.", "عاد"),
        ("ما كان لهذا أن يحدث.", "كان"),
        ("وما كان أحد يتوقع ذلك.", "كان"),
    ],
)
def test_ma_denies_where_a_doer_or_a_word_that_wants_it_follows(text: str, verb: str) -> None:
    assert ("ما", verb) in denied(text)


def test_ma_min_says_that_there_is_none() -> None:
    assert denied("ما من أحد يثق بالوعود.") == [("ما", "احد")]


def test_what_is_excepted_under_a_condition_is_denied_until_then() -> None:
    assert denied("لن ننسحب إلا إذا وافقوا.") == [("لن", "ننسحب")]
    assert denied("لن ننسحب إلا بعد اتفاق.") == [("لن", "ننسحب")]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("لم تفتح المعارضة سوى معبر واحد.", Said.BEGUN),
        ("حالت روسيا دون فتح المعابر.", Said.PREVENTED),
        ("لا شك أن المعارضة فتحت المعابر.", Said.DONE),
        ("لا مانع من فتح المعابر.", Said.ALLOWED),
    ],
)
def test_what_only_looks_denied_is_not(text: str, said: Said) -> None:
    statement = about(text, "crossings")
    assert (statement.said, statement.negated) == (said, False)


@pytest.mark.parametrize(
    ("text", "step", "said"),
    [
        ("لم تفتح المعارضة المعابر.", "crossings", Said.DONE),
        ("ما فتحت المعارضة المعابر.", "crossings", Said.DONE),
        ("لم تلتزم الحكومة السورية بوقف إطلاق النار في إدلب.", "truce", Said.DONE),
        ("لم يتم الإفراج عن المعتقلين بعد.", "prisoners", Said.DONE),
        ("انتهت المهلة دون الإفراج عن المعتقلين.", "prisoners", Said.DONE),
        ("انتهت المهلة من دون الإفراج عن المعتقلين.", "prisoners", Said.DONE),
        ("ليس هناك أي تقدم في اجتماع اللجنة الدستورية.", "committee", Said.DONE),
        ("لا تسمح دمشق بعودة النازحين.", "returns", Said.ALLOWED),
        ("لم توافق دمشق على الإفراج عن المعتقلين.", "prisoners", Said.AGREED),
        ("نفت موسكو خرق وقف إطلاق النار في إدلب.", "truce", Said.VIOLATED),
        ("استبعد لافروف سحب القوات.", "withdrawal", Said.DONE),
    ],
)
def test_what_is_denied_of_a_step(text: str, step: str, said: Said) -> None:
    statement = about(text, step)
    assert (statement.said, statement.negated) == (said, True)


@pytest.mark.parametrize(
    ("text", "step", "said"),
    [
        ("رفضت المعارضة فتح المعابر.", "crossings", Said.REFUSED),
        ("امتنعت المعارضة عن فتح المعابر.", "crossings", Said.REFUSED),
        ("فشلت الأطراف في فتح المعابر.", "crossings", Said.FAILED),
    ],
)
def test_a_refusal_is_a_status_of_its_own_and_no_negation(text: str, step: str, said: Said) -> None:
    statement = about(text, step)
    assert (statement.said, statement.negated) == (said, False)


def test_two_negations_cancel() -> None:
    statement = about("لم تنف موسكو خرق وقف إطلاق النار في إدلب.", "truce")
    assert statement.said is Said.VIOLATED
    assert not statement.negated
    assert statement.hedged


def test_a_refusal_that_is_denied_is_no_consent() -> None:
    statement = about("لم ترفض المعارضة فتح المعابر.", "crossings")
    assert (statement.said, statement.negated) == (Said.REFUSED, True)
