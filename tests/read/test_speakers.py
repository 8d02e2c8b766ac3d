"""Who says what, and who acts."""

from __future__ import annotations

import pytest

from khutwa.read.frame import Voice
from read.says import about, says


@pytest.mark.parametrize(
    ("text", "names", "actors"),
    [
        ("قال لافروف إن المعارضة فتحت المعابر.", ("لافروف",), ("russia",)),
        ("وأكدت موسكو أن المعارضة فتحت المعابر.", ("موسكو",), ("russia",)),
        ("لافروف أكد أن المعارضة فتحت المعابر.", ("لافروف",), ("russia",)),
        (
            "أعلن وزير الخارجية الروسي سيرغي لافروف أن المعارضة فتحت المعابر.",
            ("سيرغي لافروف",),
            ("russia",),
        ),
        ("أكد كل من لافروف وبوتين أن المعارضة فتحت المعابر.", ("لافروف", "بوتين"), ("russia",)),
        ("قال لافروف وبومبيو إن المعارضة فتحت المعابر.", ("لافروف", "بومبيو"), ("russia", "us")),
        ("«المعارضة فتحت المعابر في الشمال كله»، قال لافروف.", ("لافروف",), ("russia",)),
        ("بحسب مصادر محلية، فتحت المعارضة المعابر.", ("مصادر محلية",), ()),
        ("فتحت المعارضة المعابر، وفق مصدر عسكري.", ("مصدر عسكري",), ()),
        ("فتحت المعارضة المعابر، بحسب بيان للجيش.", ("بيان للجيش",), ()),
        ("فتحت المعارضة المعابر، كما جاء في تقرير أممي.", ("تقرير أممي",), ("un",)),
        ("فتحت المعارضة المعابر، وفق ما أعلنت روسيا.", ("روسيا",), ("russia",)),
        ("فتحت المعارضة المعابر، كما أفادت روسيا.", ("روسيا",), ("russia",)),
        ("أكد قائد بارز أن المعارضة فتحت المعابر.", ("قائد بارز",), ()),
        ("اتهم لافروف دمشق بعرقلة فتح المعابر.", ("لافروف",), ("russia",)),
    ],
)
def test_a_speaker_is_named(text: str, names: tuple[str, ...], actors: tuple[str, ...]) -> None:
    assert about(text, "crossings").speaker == Voice(names, actors, "named")


@pytest.mark.parametrize(
    "text",
    [
        "فتحت المعارضة المعابر.",
        "لوحظ أن المعارضة فتحت المعابر.",
        "يذكر أن المعارضة فتحت المعابر.",
        "تجدر الإشارة إلى أن المعارضة فتحت المعابر.",
        "ويشار إلى أن المعارضة فتحت المعابر.",
        "والجدير بالذكر أن المعارضة فتحت المعابر.",
        "قال لافروف إن الطقس جيد. يذكر أن المعارضة فتحت المعابر.",
        "قال لافروف إن الطقس جيد.\nفتحت المعارضة المعابر.",
    ],
)
def test_where_nobody_is_named_the_author_speaks(text: str) -> None:
    assert about(text, "crossings").speaker.is_author


@pytest.mark.parametrize(
    "second",
    [
        "وأضاف أن المعارضة فتحت المعابر.",
        "وأكمل بقوله إن المعارضة فتحت المعابر.",
        "وتابع قائلاً إن المعارضة فتحت المعابر.",
        "وأوضح: «أن المعارضة فتحت المعابر في الشمال كله».",
        "وقال إن المعارضة فتحت المعابر.",
    ],
)
def test_a_speaker_goes_on_in_the_next_sentence(second: str) -> None:
    statement = about(f"قال لافروف إن الطقس جيد. {second}", "crossings")
    assert statement.speaker == Voice(("لافروف",), ("russia",), "carried")


def test_a_quote_of_several_sentences_has_one_speaker() -> None:
    text = "قال لافروف: «الوضع صعب جدا في الشمال. المعارضة لم تفتح المعابر. نحن لم نسحب القوات»."
    reading = says(text)
    found = {s.steps[0].step: s for s in reading.statements if s.steps}
    assert {s.speaker.names for s in found.values()} == {("لافروف",)}
    assert found["withdrawal"].actors == ("russia",)


@pytest.mark.parametrize(
    ("opening", "closing"),
    [("«", "»"), ("“", "”"), ("”", "“"), ('"', '"'), ("” ", "”"), ("“", "“")],
)
def test_quotes_may_be_dirty(opening: str, closing: str) -> None:
    text = (
        f"وقال لافروف: {opening}لم نسحب القوات من المدينة حتى الآن{closing}. فتحت المعارضة المعابر."
    )
    reading = says(text)
    found = {s.steps[0].step: s for s in reading.statements if s.steps}
    assert found["withdrawal"].speaker.names == ("لافروف",)
    assert found["withdrawal"].negated
    assert found["crossings"].speaker.is_author


def test_a_name_between_quotation_marks_is_no_speech() -> None:
    text = "أعلن “سيرغي لافروف” أن المعارضة فتحت المعابر."
    assert about(text, "crossings").speaker.names == ("سيرغي لافروف",)


def test_a_quote_within_a_quote_has_the_inner_speaker_where_he_is_named() -> None:
    text = "قال لافروف: «أبلغنا بومبيو بأن المعارضة لم تفتح المعابر بعد»."
    assert about(text, "crossings").speaker.names[-1] in ("بومبيو", "لافروف")


@pytest.mark.parametrize(
    ("text", "step", "actors"),
    [
        ("فتحت المعارضة المعابر.", "crossings", ("rebels",)),
        ("المعارضة فتحت المعابر.", "crossings", ("rebels",)),
        ("وعدت روسيا بسحب القوات.", "withdrawal", ("russia",)),
        ("طالبت روسيا المعارضة بفتح المعابر.", "crossings", ("rebels",)),
        ("طلبت روسيا من المعارضة فتح المعابر.", "crossings", ("rebels",)),
        ("سمحت روسيا للمعارضة بفتح المعابر.", "crossings", ("rebels",)),
        ("تسعى روسيا والمعارضة إلى فتح المعابر.", "crossings", ("russia", "rebels")),
        ("تم فتح المعابر من قبل المعارضة.", "crossings", ("rebels",)),
        ("قال لافروف: «لقد سحبنا القوات من المدينة كلها أمس».", "withdrawal", ("russia",)),
        ("أعلن لافروف أن بلاده سحبت القوات.", "withdrawal", ("russia",)),
        ("أكدت المعارضة أنها فتحت المعابر.", "crossings", ("rebels",)),
        ("دعا الوزير إلى فتح المعابر.", "crossings", ()),
    ],
)
def test_who_acts(text: str, step: str, actors: tuple[str, ...]) -> None:
    assert about(text, step).actors == actors


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("قال لافروف إن الطقس جيد، مشيرا إلى أن المعارضة فتحت المعابر.", ("لافروف",)),
        ("وجدد لافروف موقف بلاده، معتبرا أن المعارضة فتحت المعابر.", ("لافروف",)),
        ("قال لافروف إن أحدا لا يريد الحرب، مؤكدا أن المعارضة فتحت المعابر.", ("لافروف",)),
        ("قال لافروف إن الطقس جيد، فيما أكد بومبيو أن المعارضة فتحت المعابر.", ("بومبيو",)),
    ],
)
def test_a_participle_speaks_for_who_spoke_and_another_verb_for_another(
    text: str, names: tuple[str, ...]
) -> None:
    assert about(text, "crossings").speaker.names == names


def test_a_source_is_who_speaks_and_no_thing_that_something_is_said_of() -> None:
    statements = says("لم تفتح المعارضة المعابر، بحسب مراقبين.").statements
    assert [s.span.text for s in statements if "مراقبين" in s.span.text] == []


@pytest.mark.parametrize(
    ("text", "names", "how"),
    [
        (
            "ونقلت وكالة رويترز عن مصدر عسكري قوله إن المعارضة فتحت المعابر.",
            ("مصدر عسكري",),
            "named",
        ),
        (
            "طلبت الوزارة من السكان أن يغادروا، وأعلنت أن المعارضة فتحت المعابر.",
            ("الوزارة",),
            "carried",
        ),
        ("لافروف، الذي زار بغداد أمس، أكد أن المعارضة فتحت المعابر.", ("لافروف",), "named"),
        ("ورفض الوزير التعليق، لكنه أوضح أن المعارضة فتحت المعابر.", ("الوزير",), "carried"),
        ("غير أن دبلوماسيا ذكر أن المعارضة فتحت المعابر.", ("دبلوماسيا",), "named"),
        (
            "«المعارضة فتحت المعابر في الشمال كله»، كما توقع كبير المراقبين.",
            ("كبير المراقبين",),
            "named",
        ),
    ],
)
def test_a_source_a_sentence_and_a_clause_between_commas_name_who_speaks(
    text: str, names: tuple[str, ...], how: str
) -> None:
    voice = about(text, "crossings").speaker
    assert (voice.names, voice.how) == (names, how)


def test_how_somebody_spoke_is_no_name() -> None:
    text = "قال لافروف إن الطقس جيد. وقال بلهجة حازمة إن المعارضة فتحت المعابر."
    assert about(text, "crossings").speaker == Voice(("لافروف",), ("russia",), "carried")


@pytest.mark.parametrize(
    ("text", "names", "how"),
    [
        ("وصل الوزير إلى جنيف مساء أمس. وقال إن المعارضة فتحت المعابر.", ("الوزير",), "carried"),
        ("حذر خبراء، وقالوا إن المعارضة فتحت المعابر.", ("خبراء",), "carried"),
        ("قال لي السائق إن المعارضة فتحت المعابر.", ("السائق",), "named"),
        ("فتحت المعارضة المعابر، وفق ما جاء في بيان الوزارة.", ("بيان الوزارة",), "named"),
        ("فتحت المعارضة المعابر، على ما أفاد مصدر طبي.", ("مصدر طبي",), "named"),
        (
            "مدير المنظمة الذي قال إن المعارضة فتحت المعابر وصل أمس.",
            ("مدير المنظمة",),
            "named",
        ),
    ],
)
def test_who_speaks_is_carried_over_taken_up_or_cited(
    text: str, names: tuple[str, ...], how: str
) -> None:
    assert about(text, "crossings").speaker == Voice(names, (), how)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("طالبت المنظمة بأن تفتح المعارضة المعابر.", ("المنظمة",)),
        ("يأمل المراقبون أن تفتح المعارضة المعابر.", ("المراقبون",)),
        ("أظهر استطلاع أجرته جامعة دمشق أن المعارضة فتحت المعابر.", ("استطلاع",)),
    ],
)
def test_who_demands_hopes_or_shows_says_the_clause_behind(
    text: str, names: tuple[str, ...]
) -> None:
    assert about(text, "crossings").speaker == Voice(names, (), "named")


def test_who_has_a_duty_says_nothing() -> None:
    text = "يجب على الحكومة أن تفتح المعارضة المعابر."
    assert about(text, "crossings").speaker.is_author
