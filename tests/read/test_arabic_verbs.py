"""Which words of Arabic are verbs, where the letters alone do not tell."""

from __future__ import annotations

import pytest

from khutwa.read.analyse import analyse
from khutwa.read.lexicon import lexicon


def verbs(text: str) -> list[str]:
    """Return the words that were taken for verbs."""
    return [w.token.text for w in analyse(text, lexicon("ar")) if w.kind == "verb"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("وصلوا إلى الحدود أمس.", ["وصلوا"]),
        ("فقدت الشركة ثلث عمالها.", ["فقدت"]),
        ("شهدت البلاد مظاهرات شارك فيها الآلاف.", ["شهدت", "شارك"]),
        ("مثل المتهم الذي مثل أمام المحكمة.", ["مثل"]),
        ("لم أقل ذلك.", ["أقل"]),
        ("كتب الرئيس على حسابه أن الاتفاق جيد.", ["كتب"]),
        ("وفي العام التالي تزوج الأمير.", ["تزوج"]),
        ("عام 1976 التقى الزعيمان.", ["التقى"]),
        ("لا تغادروا القاعة.", ["تغادروا"]),
        ("عملت معها لتتعلم اللغة.", ["عملت", "لتتعلم"]),
        ("ودعت الحكومة إلى الحوار.", ["ودعت"]),
        ("قال إنهم بدأوا الحوار.", ["قال", "بدأوا"]),
    ],
)
def test_these_are_verbs(text: str, expected: list[str]) -> None:
    assert [v for v in verbs(text) if v in expected][-len(expected) :] == expected


@pytest.mark.parametrize(
    ("text", "noun"),
    [
        ("قال رجل إن الطريق مغلق.", "رجل"),
        ("لا تزال فرق الإنقاذ في المكان.", "فرق"),
        ("لا اتفاق بين الطرفين، كما أعلن الوزير.", "اتفاق"),
        ("تأخر المشروع لعدم توفر المال.", "توفر"),
        ("أوقف الحكم المباراة بعد إلغاء الهدف.", "إلغاء"),
        ("رأى العقيد أحمد المسماري أن القوات جاهزة.", "أحمد"),
        ("اجتمع الوفدان يوم السبت.", "السبت"),
        ("عرض أمس فيلم جديد.", "فيلم"),
        ("من أبرز الأحزاب حزب العمال.", "أبرز"),
        ("كان الموقف قانوني الطابع.", "قانوني"),
        ("يأمل معدوه أن يدخل حيز التنفيذ.", "معدوه"),
        ("أكد الطبيب أن حالتها مستقرة.", "حالتها"),
    ],
)
def test_these_are_none(text: str, noun: str) -> None:
    assert noun not in verbs(text)


def test_where_hamza_is_written_i_need_it() -> None:
    assert "أعرف" in verbs("لا أعرف أحدا هنا.")
    assert "اعرف" in verbs("لا اعرف احدا هنا.")
    assert "اتفاق" not in verbs("لا اتفاق، كما أعلن الوزير.")


def test_an_undotted_last_letter_tells_past_from_present() -> None:
    words = {w.token.text: w for w in analyse("هذه الأنهار التي تغذي السهول.", lexicon("ar"))}
    assert words["تغذي"].tense == "present"


def test_ali_is_a_man_where_the_text_dots_its_letters() -> None:
    text = "وقال علي سالم إن الوفد عاد إلى المدينة."
    kinds = {w.token.text: w.kind for w in analyse(text, lexicon("ar"))}
    assert kinds["علي"] == "noun"
