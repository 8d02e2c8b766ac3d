"""What English sentences say of an action, who says it and who acts."""

from __future__ import annotations

import pytest

from khutwa.read.english_forms import inflected
from khutwa.read.proposals import entry_status
from khutwa.read.veridicality import Said
from read.says import about, says


@pytest.mark.parametrize(
    ("text", "step", "said"),
    [
        ("Damascus released the prisoners.", "prisoners", Said.DONE),
        ("The prisoners were released.", "prisoners", Said.DONE),
        ("The release of prisoners took place on Monday.", "prisoners", Said.DONE),
        ("Russia succeeded in withdrawing troops.", "withdrawal", Said.DONE),
        ("Russia began withdrawing troops.", "withdrawal", Said.BEGUN),
        ("Russia has started to withdraw its troops.", "withdrawal", Said.BEGUN),
        ("The Constitutional Committee met in Geneva.", "committee", Said.DONE),
        ("Damascus agreed to release the prisoners.", "prisoners", Said.AGREED),
        ("Russia promised to withdraw troops.", "withdrawal", Said.PROMISED),
        ("Damascus announced a ceasefire in Idlib.", "truce", Said.ANNOUNCED),
        ("Russia is ready to withdraw troops.", "withdrawal", Said.OFFERED),
        ("Russia plans to withdraw troops.", "withdrawal", Said.PLANNED),
        ("The rebels will open the crossings.", "crossings", Said.PLANNED),
        ("The rebels are to open the crossings.", "crossings", Said.PLANNED),
        ("Russia seeks to withdraw troops.", "withdrawal", Said.SOUGHT),
        ("The rebels are trying to open the crossings.", "crossings", Said.SOUGHT),
        ("The ministers discussed the release of prisoners.", "prisoners", Said.DISCUSSED),
        ("The ministers met to discuss the release of prisoners.", "prisoners", Said.DISCUSSED),
        ("The deal allows Damascus to release the prisoners.", "prisoners", Said.ALLOWED),
        ("The rebels called on Damascus to release the prisoners.", "prisoners", Said.DEMANDED),
        ("The minister called for the opening of crossings.", "crossings", Said.DEMANDED),
        ("Damascus must release the prisoners.", "prisoners", Said.DEMANDED),
        ("Damascus has to release the prisoners.", "prisoners", Said.DEMANDED),
        ("Russia warned against a ceasefire in Idlib.", "truce", Said.WARNED),
        ("Russia threatened to withdraw its troops.", "withdrawal", Said.THREATENED),
        ("The release of prisoners was postponed.", "prisoners", Said.STALLED),
        ("The release of prisoners has stalled.", "prisoners", Said.STALLED),
        ("Damascus suspended the release of prisoners.", "prisoners", Said.STALLED),
        ("Damascus violated the ceasefire in Idlib.", "truce", Said.VIOLATED),
        ("The ceasefire in Idlib was violated.", "truce", Said.VIOLATED),
        ("The ceasefire in Idlib entered into force on Friday.", "truce", Said.KEPT),
        ("The minister confirmed the release of prisoners.", "prisoners", Said.DONE),
        ("Release of prisoners: postponed.", "prisoners", Said.STALLED),
        ("The ceasefire in Idlib remained on paper.", "truce", Said.FAILED),
        ("The ceasefire in Idlib collapsed.", "truce", Said.VIOLATED),
        ("Damascus failed to release the prisoners.", "prisoners", Said.FAILED),
        ("Russia refused to withdraw troops.", "withdrawal", Said.REFUSED),
        ("The demand for the release of prisoners was rejected.", "prisoners", Said.REFUSED),
        ("Russia abandoned the withdrawal of troops.", "withdrawal", Said.DROPPED),
        ("Russia called off the withdrawal of troops.", "withdrawal", Said.DROPPED),
    ],
)
def test_one_predicate(text: str, step: str, said: Said) -> None:
    statement = about(text, step)
    assert (statement.said, statement.negated) == (said, False)


@pytest.mark.parametrize(
    ("text", "step", "said"),
    [
        ("Damascus promised to allow the return of the displaced.", "returns", Said.ALLOWED),
        ("They discussed a plan that allows the return of the displaced.", "returns", Said.ALLOWED),
        ("The rebels demanded that Damascus begin releasing prisoners.", "prisoners",
         Said.DEMANDED),
        ("Russia agreed to begin the withdrawal of troops.", "withdrawal", Said.AGREED),
        ("Damascus refused to allow the return of the displaced.", "returns", Said.REFUSED),
        ("The rebels stopped demanding the withdrawal of troops.", "withdrawal", Said.DROPPED),
        ("Damascus fulfilled its promise to release the prisoners.", "prisoners", Said.DONE),
        ("The agreement to release the prisoners collapsed.", "prisoners", Said.FAILED),
        ("The minister demanded an end to violations of the ceasefire in Idlib.", "truce",
         Said.DEMANDED),
    ],
)  # fmt: skip
def test_of_a_chain_the_weakest_counts(text: str, step: str, said: Said) -> None:
    assert about(text, step).said is said


@pytest.mark.parametrize(
    "text",
    [
        "Damascus did not release the prisoners.",
        "Damascus hasn't released the prisoners.",
        "Damascus has yet to release the prisoners.",
        "The prisoners have not been released.",
        "No prisoners were released.",
        "Damascus never released the prisoners.",
        "Damascus released no prisoners.",
        "Damascus was unable to release the prisoners.",
        "Nobody released the prisoners.",
        "Neither side released the prisoners.",
        "Russia left without releasing the prisoners.",
        "Far from releasing the prisoners, Damascus arrested more.",
        "Neither the release of prisoners nor the truce took place.",
        "The release of prisoners, which had been planned for Monday, did not take place.",
    ],
)
def test_what_is_denied(text: str) -> None:
    statement = about(text, "prisoners")
    assert (statement.said, statement.negated) == (Said.DONE, True)
    assert entry_status(statement) is not None


def test_not_only_denies_nothing() -> None:
    assert not about("Damascus not only released the prisoners.", "prisoners").negated


@pytest.mark.parametrize(
    "text",
    [
        "Damascus may release the prisoners.",
        "Damascus reportedly released the prisoners.",
        "Perhaps Damascus released the prisoners.",
        "If Damascus releases the prisoners, fighting will stop.",
        "The minister believes that Damascus released the prisoners.",
        "The minister claimed Damascus had released the prisoners.",
        "Has Damascus released the prisoners?",
        "It is unclear whether Damascus released the prisoners.",
        "Had Damascus released the prisoners, fighting would have stopped.",
        "Fighting will go on until Damascus releases the prisoners.",
        "Officials, however, insist that the prisoners were released.",
        "Damascus never failed to release no prisoners.",
    ],
)
def test_a_possibility_a_belief_a_condition_and_a_question_are_hedged(text: str) -> None:
    assert about(text, "prisoners").hedged


def test_an_accusation_is_a_violation_that_its_speaker_claims() -> None:
    statement = about("The rebels accused Damascus of violating the ceasefire in Idlib.", "truce")
    assert (statement.said, statement.hedged) == (Said.VIOLATED, True)
    assert statement.speaker.actors == ("rebels",)


def test_what_a_side_says_that_it_will_do_is_a_promise_and_what_it_will_not_a_refusal() -> None:
    will = about("Lavrov said Russia would withdraw its troops.", "withdrawal")
    will_not = about("Lavrov said that Russia will not withdraw its troops.", "withdrawal")
    others = about("Lavrov said that the rebels will open the crossings.", "crossings")
    assert (will.said, will_not.said, others.said) == (Said.PROMISED, Said.REFUSED, Said.PLANNED)


def test_a_list_shares_speaker_and_status_and_each_member_is_a_statement() -> None:
    reading = says(
        "Lavrov said that Damascus had promised to release prisoners, to open the crossings and to "
        "allow the return of the displaced."
    )
    steps = {s.steps[0].step: s for s in reading.statements if s.steps}
    assert set(steps) == {"prisoners", "returns", "crossings"}
    assert [steps[n].said for n in ("prisoners", "crossings")] == [Said.PROMISED] * 2
    assert {s.speaker.names for s in steps.values()} == {("Lavrov",)}


def test_a_list_of_nouns_shares_its_negation() -> None:
    reading = says("We have not seen the release of prisoners or the opening of crossings.")
    assert [s.negated for s in reading.statements if s.steps] == [True, True]


@pytest.mark.parametrize(
    ("text", "names", "actors"),
    [
        ("Lavrov said that the rebels opened the crossings.", ("Lavrov",), ("russia",)),
        ("Lavrov said the rebels had opened the crossings.", ("Lavrov",), ("russia",)),
        ("The rebels opened the crossings, Lavrov said.", ("Lavrov",), ("russia",)),
        ("The rebels opened the crossings, said Lavrov.", ("Lavrov",), ("russia",)),
        ("The rebels, Lavrov said, opened the crossings.", ("Lavrov",), ("russia",)),
        ("The rebels opened the crossings, Lavrov told reporters in Sochi.", ("Lavrov",),
         ("russia",)),
        ("Russian Foreign Minister Sergey Lavrov said that the rebels opened the crossings.",
         ("Sergey Lavrov",), ("russia",)),
        ("Lavrov and Pompeo said that the rebels opened the crossings.", ("Lavrov", "Pompeo"),
         ("russia", "us")),
        ("Both Lavrov and Putin said that the rebels opened the crossings.", ("Lavrov", "Putin"),
         ("russia",)),
        ("“The rebels have opened all the crossings,” said Lavrov.", ("Lavrov",), ("russia",)),
        ("\"The rebels have opened all the crossings,\" Lavrov said on Monday.", ("Lavrov",),
         ("russia",)),
        ("According to local sources, the rebels opened the crossings.", ("local sources",), ()),
        ("The rebels opened the crossings, according to Lavrov.", ("Lavrov",), ("russia",)),
        ("As Lavrov noted, the rebels opened the crossings.", ("Lavrov",), ("russia",)),
        ("Lavrov, the foreign minister, said that the rebels opened the crossings.", ("Lavrov",),
         ("russia",)),
    ],
)  # fmt: skip
def test_a_speaker_is_named(text: str, names: tuple[str, ...], actors: tuple[str, ...]) -> None:
    voice = about(text, "crossings").speaker
    assert (voice.names, voice.actors, voice.how) == (names, actors, "named")


@pytest.mark.parametrize(
    "text",
    [
        "The rebels opened the crossings.",
        "It was noted that the rebels opened the crossings.",
        "Lavrov said that the weather was good. It should be noted that the rebels opened the "
        "crossings.",
        "Lavrov said that the weather was good.\n\nThe rebels opened the crossings.",
    ],
)
def test_where_nobody_is_named_the_author_speaks(text: str) -> None:
    assert about(text, "crossings").speaker.is_author


@pytest.mark.parametrize(
    "second",
    [
        "He added that the rebels opened the crossings.",
        "The rebels opened the crossings, he added.",
        "He told reporters: “the rebels have opened all the crossings.”",
    ],
)
def test_a_speaker_goes_on_in_the_next_sentence(second: str) -> None:
    statement = about(f"Lavrov said that the weather was good. {second}", "crossings")
    assert statement.speaker.names == ("Lavrov",)
    assert statement.speaker.how == "carried"


def test_a_participle_speaks_for_who_spoke() -> None:
    text = "Lavrov said that the weather was good, adding that the rebels opened the crossings."
    assert about(text, "crossings").speaker.names == ("Lavrov",)


@pytest.mark.parametrize(
    ("text", "step", "actors"),
    [
        ("The rebels opened the crossings.", "crossings", ("rebels",)),
        ("Russia promised to withdraw troops.", "withdrawal", ("russia",)),
        ("Russia urged the rebels to open the crossings.", "crossings", ("rebels",)),
        ("Russia called on the rebels to open the crossings.", "crossings", ("rebels",)),
        ("Russia allowed the rebels to open the crossings.", "crossings", ("rebels",)),
        ("Russia and the rebels seek to open the crossings.", "crossings", ("russia", "rebels")),
        ("The crossings were opened by the rebels.", "crossings", ("rebels",)),
        ("Lavrov said: “We have withdrawn our troops from the city.”", "withdrawal", ("russia",)),
        ("Russia said it had withdrawn its troops.", "withdrawal", ("russia",)),
        ("The minister called for the opening of crossings.", "crossings", ()),
    ],
)
def test_who_acts(text: str, step: str, actors: tuple[str, ...]) -> None:
    assert about(text, step).actors == actors


@pytest.mark.parametrize(
    "text",
    [
        "Damascus arrested former prisoners.",
        "The rebels closed the crossings.",
        "The minister visited the crossings.",
        "Parliament debated the law on the release of prisoners.",
        "The minister resigned after the release of prisoners.",
        "The minister spoke of the release of prisoners.",
        "The minister said the release of prisoners depends on Russia.",
        "The minister returned from a meeting of the Constitutional Committee.",
        "The deadline for the release of prisoners has been extended.",
        "Russia extended the deadline for the release of prisoners.",
        "The sides held a meeting on the release of prisoners.",
        "A report on violations of the ceasefire in Idlib was published.",
        "The United States hosted talks on the release of prisoners.",
    ],
)
def test_what_is_only_spoken_of_is_not_said_to_be_done(text: str) -> None:
    for statement in says(text).statements:
        assert entry_status(statement) is None, (statement.said, statement.span.text)


@pytest.mark.parametrize(
    ("verb", "forms"),
    [
        ("release", "release releases released releasing"),
        ("stop", "stop stops stopped stopping"),
        ("carry", "carry carries carried carrying"),
        ("breach", "breach breaches breached breaching"),
        ("delay", "delay delays delayed delaying"),
    ],
)
def test_regular_verbs_are_bent(verb: str, forms: str) -> None:
    assert inflected(verb) == forms.split()
