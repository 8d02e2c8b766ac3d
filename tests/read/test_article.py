"""What the article says, statement by statement; its text is not ours and stays outside."""

from __future__ import annotations

from khutwa.read.frame import Statement
from khutwa.read.proposals import entry_status
from khutwa.read.veridicality import Said
from read.news import article, over


def first_step(statement: Statement) -> str:
    return statement.steps[0].step


def test_jeffrey_has_seen_neither_a_ceasefire_in_idlib_nor_a_meeting_of_the_committee() -> None:
    truce, meeting = over(article(), "إدلب"), over(article(), "اللجنة")
    assert (first_step(truce), first_step(meeting)) == ("ceasefire", "committee")
    for statement in (truce, meeting):
        assert statement.negated
        assert not statement.hedged
        assert statement.speaker.names == ("جيفري",)
        assert statement.speaker.actors == ("us",)
        assert statement.speaker.how == "carried"


def test_the_two_are_two_statements_with_the_same_chain() -> None:
    truce, meeting = over(article(), "إدلب"), over(article(), "اللجنة")
    assert [link.means for link in truce.chain][:-1] == [link.means for link in meeting.chain][:-1]
    assert [link.span.text for link in truce.chain if link.negated] == ["نر"]


def test_the_united_states_and_russia_seek_an_end_of_isolation_says_jeffrey() -> None:
    isolation, community = over(article(), "العزلة"), over(article(), "المجتمع", nth=0)
    assert (first_step(isolation), first_step(community)) == ("easing", "readmission")
    for statement in (isolation, community):
        assert statement.said is Said.SOUGHT
        assert statement.actors == ("us", "russia")
        assert statement.speaker.names == ("جيمس جيفري",)


def test_hard_decisions_are_asked_of_three_and_none_is_denied() -> None:
    asked = [s for s in article().statements if "قرارات" in s.span.text]
    assert [s.actors for s in asked[-3:]] == [("us",), ("russia",), ("government",)]
    for statement in asked:
        assert statement.said is Said.DEMANDED
        assert not statement.negated
        assert statement.speaker.names == ("جيفري",)


def test_all_want_the_conflict_ended_and_none_says_that_it_ended() -> None:
    ends = [s for s in article().statements if "النزاع" in s.span.text or "الصراع" in s.span.text]
    assert len(ends) >= 3
    assert all(s.said in (Said.SOUGHT, Said.DEMANDED, Said.OFFERED) for s in ends)


def test_the_demand_that_assad_leave_was_dropped_writes_the_author() -> None:
    statement = over(article(), "الأسد", nth=0)
    assert statement.said is Said.DROPPED
    assert statement.speaker.is_author
    assert [link.means for link in statement.chain][-3:] == ["dropped", "demanded", "did"]


def test_incentives_are_offered_perhaps_and_by_the_united_states() -> None:
    statement = over(article(), "حوافز")
    assert (statement.said, statement.hedged) == (Said.OFFERED, True)
    assert first_step(statement) == "first_waiver"
    assert statement.actors == ("us",)
    assert statement.speaker.is_author


def test_a_plan_that_allows_the_government_to_comply_is_no_compliance() -> None:
    statement = over(article(), "2254")
    assert statement.said is Said.ALLOWED
    assert statement.actors == ("government",)
    assert statement.frameworks == ("r2254",)
    assert entry_status(statement) is None


def test_when_the_plan_was_discussed_is_said_and_no_day_is_made_of_it() -> None:
    when = over(article(), "2254").when
    assert when is not None
    assert when.span.text.startswith("منذ")
    assert when.date is None


def test_what_the_resolution_calls_for_is_demanded() -> None:
    for word, step in (("جديد", "constitution"), ("انتخابات", "elections")):
        statement = over(article(), word)
        assert statement.said is Said.DEMANDED
        assert first_step(statement) == step
        assert statement.speaker.is_author
    assert over(article(), "سلام", "عقد").said is Said.DEMANDED


def test_two_envoys_say_together_that_russia_is_ready_for_a_transition_and_returns() -> None:
    for word in ("للسلطة", "النازحين", "العملية"):
        statement = over(article(), word)
        assert statement.said is Said.OFFERED
        assert statement.hedged
        assert statement.speaker.names == ("بومبيو", "جيفري")
    assert first_step(over(article(), "النازحين")) == "returns"


def test_europeans_warn_of_optimism_about_the_transition() -> None:
    statement = over(article(), "الانتقال")
    assert statement.said is Said.WARNED
    assert statement.speaker.actors == ("europe",)


def test_what_russia_and_the_united_states_agreed_on_stayed_ink_on_paper() -> None:
    statement = over(article(), "حبر")
    assert statement.said is Said.FAILED
    assert [link.means for link in statement.chain] == ["said", "agreed", "failed"]
    assert statement.actors == ("russia", "us")
    assert statement.speaker.actors == ("europe",)


def test_moscow_insists_on_the_military_way_the_europeans_say() -> None:
    statement = over(article(), "العسكري")
    assert statement.said is Said.INSISTED
    assert statement.actors == ("russia",)
    assert statement.speaker.actors == ("europe",)


def test_nothing_is_said_to_be_done() -> None:
    done = [s for s in article().statements if s.said in (Said.DONE, Said.BEGUN) and not s.negated]
    assert done == []


def test_every_span_is_the_raw_text() -> None:
    reading = article()
    for statement in reading.statements:
        for span in (statement.span, *(link.span for link in statement.chain)):
            assert reading.text[span.start : span.end] == span.text
