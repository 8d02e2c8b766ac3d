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
    ],
)
def test_what_looks_like_a_negator_and_denies_nothing(text: str) -> None:
    assert denied(text) == []


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
