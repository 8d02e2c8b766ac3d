"""Those whose deed a step is: refugees are not the return of refugees, unless they return."""

from __future__ import annotations

import pytest

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
