"""Figures stated twice: what is a revision, what a contradiction, and from which day on."""

from __future__ import annotations

import pytest

from khutwa.track.alarms import alarms
from khutwa.track.alarms_csv import read_counts
from khutwa.track.alarms_figures import differences
from khutwa.track.alarms_series import Series
from khutwa.track.alarms_words import difference_words
from track.counts import count, day, fortnights, steady

REPORTED = "date,end,count,previous,report\n"


def series(text: str) -> Series:
    """Return the series of a file without findings."""
    loaded = read_counts(text.encode(), "c.csv")
    assert not loaded.diagnostics, [str(d.what) for d in loaded.diagnostics]
    return loaded.series


def told(text: str) -> list[tuple[str, int | None, int | None, str]]:
    """Return what differs in a file: its kind, the figures, and the day."""
    return [
        (d.kind, d.one.count, d.other.count, str(d.other.known)) for d in differences(series(text))
    ]


FIRST = "2020-01-06,2020-01-19,1000,,A\n"


def second(previous: str) -> str:
    """Return the row of the next fortnight with what it says of the first."""
    return f"2020-01-20,2020-02-02,900,{previous},B\n"


@pytest.mark.parametrize(
    ("previous", "kind"),
    [("950", "revision"), ("1100", "revision"), ("1101", "conflict"), ("1500", "conflict"),
     ("905", "conflict")],
)  # fmt: skip
def test_a_figure_that_the_next_report_calls_otherwise_is_revised_or_in_conflict(
    previous: str, kind: str
) -> None:
    # A tenth of the smaller figure parts the two: 950 x 1.1 > 1000, 905 x 1.1 < 1000.
    assert told(REPORTED + FIRST + second(previous)) == [(kind, 1000, int(previous), "2020-02-02")]


@pytest.mark.parametrize("previous", ["", "1000", "1000.0"])
def test_a_figure_that_the_next_report_repeats_is_no_difference(previous: str) -> None:
    assert told(REPORTED + FIRST + second(previous)) == []


def test_of_a_revision_the_last_figure_stands_and_of_a_conflict_both() -> None:
    revised = series(REPORTED + FIRST + second("950"))
    assert [[c.count for c in figures] for figures in revised.stated()] == [[950], [900]]
    conflict = series(REPORTED + FIRST + second("1500"))
    assert [[c.count for c in figures] for figures in conflict.stated()] == [[1000, 1500], [900]]
    assert [each.others for each in conflict.seen(14)] == [((1500, 1.0),), ()]


def test_a_difference_is_not_known_before_the_report_that_makes_it() -> None:
    whole = series(REPORTED + FIRST + second("1500"))
    before = whole.as_known(whole.counts[0].end)
    assert differences(before) == ()
    assert [c.count for c in before.counted()] == [1000]


def test_two_sources_stand_side_by_side_and_each_replaces_its_own_figures() -> None:
    text = (
        "date,count,source,revised\n"
        "2020-01-06,1000,North,\n2020-01-06,400,South,\n2020-01-20,900,North,\n"
        "2020-01-06,500,South,2020-02-10\n"
    )
    assert told(text) == [
        ("revision", 400, 500, "2020-02-10"),
        ("conflict", 1000, 500, "2020-02-10"),
    ]
    assert [[c.count for c in f] for f in series(text).stated()] == [[1000, 500], [900]]


def test_a_correction_that_is_called_one_replaces_however_large_it_is() -> None:
    text = "date,count,revised\n2020-01-06,1000,\n2020-01-20,900,\n2020-01-06,300,2020-02-10\n"
    assert told(text) == [("revision", 1000, 300, "2020-02-10")]


def test_a_period_that_only_the_next_report_tells_of_is_known_with_that_report() -> None:
    text = "date,end,count,report\n2020-01-06,2020-01-19,1000,B\n2020-01-20,2020-02-02,900,B\n"
    first, _ = series(text).counts
    assert (str(first.known), str(first.within)) == ("2020-02-02", "2020-01-20")


def test_what_a_report_says_of_a_period_without_a_row_fills_the_gap_from_then_on() -> None:
    text = REPORTED + FIRST + "2020-02-03,2020-02-16,900,700,C\n"
    found = [(str(c.start), str(c.end), c.count, str(c.known)) for c in series(text).counts]
    assert found[1] == ("2020-01-20", "2020-02-02", 700, "2020-02-16")


def test_months_follow_each_other_though_they_differ_in_length() -> None:
    text = "month,count,previous\n2020-01,100,\n2020-02,90,104\n2020-04,80,70\n"
    found = [(str(c.start), str(c.end), c.count) for c in series(text).counts]
    assert found == [
        ("2020-01-01", "2020-01-31", 100),
        ("2020-01-01", "2020-01-31", 104),
        ("2020-02-01", "2020-02-29", 90),
        ("2020-03-01", "2020-03-31", 70),
        ("2020-04-01", "2020-04-30", 80),
    ]


def test_a_longer_period_before_is_meant_where_about_its_figure_is_repeated() -> None:
    longer = "2020-01-06,2020-01-26,1000,,A\n"
    following = "2020-01-27,2020-02-09,900,980,B\n"
    assert told(REPORTED + longer + following) == [("revision", 1000, 980, "2020-02-09")]


@pytest.mark.parametrize(
    ("row", "code"),
    [
        ("2020-01-20,2020-02-09,900,2000,B\n", "KH964"),
        ("2020-01-20,2020-02-02,900,many,B\n", "KH958"),
    ],
)
def test_what_fits_no_period_or_is_no_number_is_named(row: str, code: str) -> None:
    loaded = read_counts((REPORTED + FIRST + row).encode(), "c.csv")
    assert [d.code for d in loaded.diagnostics] == [code]
    assert [c.count for c in loaded.series.counted()] == [1000, 900]


def test_half_as_much_seen_by_who_saw_half_is_no_contradiction() -> None:
    made = Series.of([count(0, 100, source="a"), count(0, 50, share=0.5, source="b")])
    assert differences(made) == ()
    other = Series.of([count(0, 100, source="a"), count(0, 100, share=0.5, source="b")])
    assert [d.kind for d in differences(other)] == ["conflict"]


def test_a_conflict_and_a_revision_are_sentences_with_where_they_stand() -> None:
    found = differences(series(REPORTED + FIRST + second("1500")))
    said = str(difference_words(found[0]))
    assert said == (
        "Conflict, 6 January 2020 to 19 January 2020: 1,000 (A), but 1,500 (report on the period "
        "from 20 January 2020, B, known on 2 February 2020). Both count as likely to be right."
    )
    found = differences(series(REPORTED + FIRST + second("950")))
    assert str(difference_words(found[0])).endswith("known on 2 February 2020), -50.")


def test_plain_values_hold_conflicts_and_revisions() -> None:
    whole = fortnights(steady(100, 10))
    made = whole.of([*whole.counts, count(3, 400, source="others"), count(5, 90, known=day(8))])
    plain = alarms(made).to_dict()
    ((conflict,), (revision,)) = (plain["conflicts"], plain["revisions"])
    assert [f["count"] for f in conflict["figures"]] == [105, 400]
    assert conflict["start"] == day(3).isoformat()
    assert (revision["difference"], revision["figures"][1]["known"]) == (
        -10, day(8).isoformat(),
    )  # fmt: skip
