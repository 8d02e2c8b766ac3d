"""Those whose deed a step is: refugees are not the return of refugees, unless they return."""

from __future__ import annotations

import pytest

from khutwa.read.proposals import entry_status
from khutwa.read.veridicality import Said
from read.says import about, says


@pytest.mark.parametrize(
    ("text", "said", "negated"),
    [
        ("About 300 refugees returned to the town.", Said.DONE, False),
        ("Displaced people have not returned, the UN said.", Said.DONE, True),
        ("The return of Syrian refugees was postponed.", Said.STALLED, False),
        ("Беженцы пока не вернулись, заявили в ООН.", Said.DONE, True),
        ("قال مسؤولون إن نحو 300 لاجئ عادوا إلى المدينة.", Said.DONE, False),
        ("عاد اللاجئون إلى المدينة.", Said.DONE, False),
        ("Refugees were not able to return to their homes.", Said.DONE, True),
        ("Refugees were unable to return.", Said.DONE, True),
        ("The government urged refugees to return.", Said.DEMANDED, False),
        ("Refugees were urged to return.", Said.DEMANDED, False),
        ("Беженцы не смогли вернуться в города.", Said.DONE, True),
        ("Беженцев призвали вернуться.", Said.DEMANDED, False),
        ("لم يعد النازحون إلى قراهم.", Said.DONE, True),
        ("لم يعد اللاجئون إلى المدينة بعد.", Said.DONE, True),
        ("لم يتمكن اللاجئون من العودة إلى بيوتهم.", Said.DONE, True),
    ],
)
def test_who_returns_does_what_the_step_is_about(text: str, said: Said, negated: bool) -> None:
    statement = about(text, "returns")
    assert (statement.said, statement.negated) == (said, negated)


@pytest.mark.parametrize(
    "text",
    [
        "Turkey hosts refugees. The minister met refugees.",
        "Турция принимает беженцев.",
        "تستضيف تركيا اللاجئين.",
    ],
)
def test_who_is_only_named_is_no_step(text: str) -> None:
    assert not any(s.steps for s in says(text).statements)


def test_a_source_in_front_is_who_speaks() -> None:
    statement = about("According to Turkish officials, about 300 refugees returned.", "returns")
    assert statement.speaker.names == ("Turkish officials",)
    assert statement.speaker.actors == ("turkey",)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("ووفقا لمسؤولين أتراك، اجتمعت اللجنة الدستورية.", "مسؤولين أتراك"),
        ("وفقا للأمم المتحدة، اجتمعت اللجنة الدستورية.", "الأمم المتحدة"),
    ],
)
def test_the_preposition_written_to_a_source_is_no_part_of_its_name(text: str, name: str) -> None:
    assert about(text, "committee").speaker.names == (name,)


def test_who_is_contradicted_does_not_speak() -> None:
    text = "The prisoners were not released, contrary to what Damascus said."
    assert about(text, "prisoners").speaker.is_author


@pytest.mark.parametrize(
    "text",
    [
        "لم يعد النازحون قادرين على الانتظار.",
        "لم يعد هناك نازحون في المدينة.",
        "لم يعد الاتفاق ملزما.",
        "لم تعد الحكومة تفرج عن المعتقلين.",
    ],
)
def test_what_is_so_no_longer_is_no_entry(text: str) -> None:
    assert all(entry_status(s) is None or not s.steps for s in says(text).statements)
