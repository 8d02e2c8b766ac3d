"""What may come to be is no fact, and no dispute about one."""

from __future__ import annotations

import pytest

from khutwa.ledger import Status
from khutwa.read.proposals import entry_status
from khutwa.read.veridicality import Said
from read.says import about


@pytest.mark.parametrize(
    "text",
    [
        "The government may release prisoners within two months, a diplomat said.",
        "The government could perhaps release the prisoners.",
        "The prisoners might be released next week.",
        "We may release prisoners, Damascus said.",
        "Правительство может освободить пленных.",
        "Пленные могут быть освобождены.",
        "قد تفرج الحكومة السورية عن المعتقلين خلال شهرين.",
        "ربما تفرج الحكومة السورية عن المعتقلين.",
        "يمكن أن تفرج الحكومة السورية عن المعتقلين.",
        "من المتوقع أن تفرج الحكومة السورية عن المعتقلين.",
    ],
)
def test_what_may_come_says_nothing_of_how_far_a_step_is(text: str) -> None:
    statement = about(text, "prisoners")
    assert (statement.said, statement.negated, statement.hedged) == (Said.PLANNED, False, True)
    assert entry_status(statement) is None


@pytest.mark.parametrize(
    "text",
    [
        "The government may not release the prisoners.",
        "Правительство может не освободить пленных.",
        "قد لا تفرج الحكومة السورية عن المعتقلين.",
    ],
)
def test_what_may_not_come_says_nothing_either(text: str) -> None:
    statement = about(text, "prisoners")
    assert (statement.said, statement.negated, statement.hedged) == (Said.PLANNED, True, True)
    assert entry_status(statement) is None


@pytest.mark.parametrize(
    "text",
    [
        "The government may have released the prisoners.",
        "The prisoners might have been released.",
        "Правительство могло освободить пленных.",
        "ربما أفرجت الحكومة السورية عن المعتقلين.",
    ],
)
def test_what_may_have_been_done_is_at_most_disputed(text: str) -> None:
    statement = about(text, "prisoners")
    assert (statement.said, statement.hedged) == (Said.DONE, True)
    assert entry_status(statement) == (Status.DISPUTED, None)


@pytest.mark.parametrize(
    "text",
    [
        "The government could not release the prisoners.",
        "The government cannot release the prisoners.",
        "Правительство не могло освободить пленных.",
    ],
)
def test_who_could_not_did_not(text: str) -> None:
    statement = about(text, "prisoners")
    assert (statement.said, statement.negated, statement.hedged) == (Said.DONE, True, False)


def test_what_was_expected_may_not_have_been_done() -> None:
    text = "The government was expected to release prisoners on Monday but did not."
    assert entry_status(about(text, "prisoners")) is None
    later = about("The government is believed to have released the prisoners.", "prisoners")
    assert entry_status(later) == (Status.DISPUTED, None)


def test_what_no_one_disputes_is_not_denied() -> None:
    statement = about("No one disputes that the prisoners were released.", "prisoners")
    assert (statement.said, statement.negated) == (Said.DONE, False)


def test_who_insists_behind_what_is_said_speaks() -> None:
    statement = about("The ceasefire in Idlib was never violated, Moscow insists.", "truce")
    assert statement.speaker.actors == ("russia",)
    assert (statement.said, statement.negated, statement.hedged) == (Said.VIOLATED, True, True)


def test_may_be_hedges_a_past_verb_behind_its_subject_in_arabic() -> None:
    may = about("قد تكون الحكومة السورية أفرجت عن المعتقلين.", "prisoners")
    assert entry_status(may) == (Status.DISPUTED, None)
    may_not = about("قد لا تكون الحكومة السورية أفرجت عن المعتقلين.", "prisoners")
    assert (may_not.negated, may_not.hedged, entry_status(may_not)) == (True, True, None)
