"""Stakes, shares, patience, texts and short forms, as people write them."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.plans import plan
from khutwa.roadmap.fields import PATIENCE
from khutwa.roadmap.model import Roadmap
from khutwa.roadmap.stake import LARGEST, Stake, parse_number
from khutwa.words import Text, use_language

MINUS, ALM = "\N{MINUS SIGN}", "\N{ARABIC LETTER MARK}"


def party(fields: str) -> Roadmap:
    return plan(f"title: Test\nparties: {{gov: {{{fields}}}}}\nsteps: {{talks: {{}}}}\n")


def step(fields: str) -> Roadmap:
    return plan(f"title: Test\nparties: {{gov: }}\nsteps: {{talks: {{{fields}}}}}\n")


@pytest.mark.parametrize(
    ("text", "low", "likely", "high"),
    [
        ("3", 3, 3, 3), ("-0.5", -0.5, -0.5, -0.5), (".5", 0.5, 0.5, 0.5), ("1e2", 100, 100, 100),
        ("---", -3, -3, -3), ("'-'", -1, -1, -1), ("0", 0, 0, 0), ("++", 2, 2, 2), ("+", 1, 1, 1),
        ("[1, 2, 3]", 1, 2, 3), ("[-, 0, +++]", -1, 0, 3), ("[-1, -1, -1]", -1, -1, -1),
        (f"{MINUS}2", -2, -2, -2), (MINUS, -1, -1, -1), (f"{MINUS * 3}", -3, -3, -3),
        (f"{ALM}-2", -2, -2, -2), ("\N{RIGHT-TO-LEFT MARK}-\N{LEFT-TO-RIGHT MARK}٢", -2, -2, -2),
        ("[-٢, ١٫٥, \N{FULLWIDTH PLUS SIGN}٣]", -2, 1.5, 3), ("1e9", 1e9, 1e9, 1e9),
    ],
)  # fmt: skip
def test_a_stake_is_a_number_a_word_or_a_range(
    text: str, low: float, likely: float, high: float
) -> None:
    assert party(f"dividend: {text}").parties["gov"].dividend == Stake(low, likely, high)
    stakes = step(f"stakes: {{gov: {text}}}").steps["talks"].stakes["gov"]
    assert stakes.flow == Stake(low, likely, high)
    assert stakes.once == stakes.outside == Stake(0, 0, 0)


@pytest.mark.parametrize(
    "raw",
    ["", "much", "----", "+-", "1,5", "1_000", "0x10", "1e999", "1e-999", "nan", "inf", "9" * 400,
     "1000000001", [1, 2], [3, 2, 1], [1, 2, 3, 4], [[1], 2, 3], ["a", "b", "c"], True, None, {}],
)  # fmt: skip
def test_what_is_no_stake_is_refused(raw: object) -> None:
    with pytest.raises(ValueError, match=r"\w"):
        Stake.parse(raw)


def test_a_stake_has_a_greatest_amount() -> None:
    assert Stake.parse(LARGEST) == Stake.exactly(LARGEST)
    with pytest.raises(ValueError, match="range"):
        Stake.parse(float("inf"))


@given(st.decimals(-(10**9), 10**9, places=4))
def test_a_decimal_number_is_read_as_it_is(number: object) -> None:
    assert Fraction(parse_number(f"{number}")) == Fraction(float(str(number)))
    arabic = str(number).translate(str.maketrans("0123456789.", "٠١٢٣٤٥٦٧٨٩٫"))
    assert parse_number(arabic) == float(str(number))


@given(st.lists(st.integers(-9, 9), min_size=3, max_size=3).map(sorted), st.floats(0, 1))
def test_a_scaled_stake_keeps_its_order(values: list[int], share: float) -> None:
    part = Stake.parse(values).scaled(share)
    assert part.low <= part.likely <= part.high
    assert part.likely == values[1] * share


@pytest.mark.parametrize(
    ("text", "share"),
    [("80%", 0.8), ("0.8", 0.8), ("1", 1), ("0", 0), ("100 %", 1), ("0%", 0), ("'٨٠٪'", 0.8),
     ("٠٫٨", 0.8), ("12.5%", 0.125)],
)  # fmt: skip
def test_a_share_is_a_number_or_a_percentage(text: str, share: float) -> None:
    assert step(f"reliability: {text}").steps["talks"].reliability == pytest.approx(share)


@pytest.mark.parametrize(("words", "factor"), PATIENCE.items())
def test_patience_in_words(words: str, factor: float) -> None:
    assert party(f"patience: {words}").parties["gov"].patience == factor
    assert party(f"patience: '  {words.upper().replace(' ', '  ')} '").parties["gov"].patience == (
        factor
    )


@pytest.mark.parametrize(
    ("text", "factor"),
    [("0.9", 0.9), ("25%", 0.8), ("100%", 0.5), ("'٢٥٪'", 0.8), ("300 %", 0.25)],
)
def test_patience_as_a_factor_or_as_a_yearly_rate(text: str, factor: float) -> None:
    """A rate r means that next year's gain counts 1 / (1 + r) of today's."""
    assert party(f"patience: {text}").parties["gov"].patience == pytest.approx(factor)


def test_patience_words_grow_with_the_word() -> None:
    assert list(PATIENCE) == ["very low", "low", "medium", "high", "very high"]
    assert list(PATIENCE.values()) == sorted(PATIENCE.values())


@pytest.mark.parametrize(
    ("written", "english", "arabic", "kurdish"),
    [
        ("Ceasefire", "Ceasefire", "Ceasefire", "Ceasefire"),
        ("{en: Ceasefire, ar: هدنة}", "Ceasefire", "هدنة", "Ceasefire"),
        ("{ar: هدنة}", "هدنة", "هدنة", "هدنة"),
        ("{ar: هدنة, ku: Agirbest}", "هدنة", "هدنة", "Agirbest"),
        ("{zh-Hant: 停火}", "停火", "停火", "停火"),
        ("2015", "2015", "2015", "2015"),
        ("no", "no", "no", "no"),
    ],
)
def test_a_text_is_read_in_the_language_or_the_nearest_there_is(
    written: str, english: str, arabic: str, kurdish: str
) -> None:
    title = plan(f"title: {written}\nsteps: {{talks: }}").title
    assert [title.get(language) for language in ("en", "ar", "ku")] == [english, arabic, kurdish]
    with use_language("ar"):
        assert str(title) == arabic


def test_a_text_knows_its_languages() -> None:
    title = plan("title: {ar: هدنة, en: Ceasefire}\nsteps: {talks: }").title
    assert title.languages == ("ar", "en")
    assert title.has("ar")
    assert not title.has("ru")
    assert not Text.plain("Ceasefire").has("en")
    assert title == Text({"en": "Ceasefire", "ar": "هدنة"})
    assert not Text.plain("")


LONG = """
title: Test
parties: {gov: {name: Government}, opp: {name: {en: Opposition, ar: المعارضة}}, third: {}}
roles: {un: {name: United Nations, role: [verifier]}}
clocks: {adoption: {at: 2015-12-18}}
facts: {funds: {since: 2016}, quiet: {}}
frameworks:
  res: {title: Resolution, demands: {"4": {text: A timetable}, "5a": {text: {en: Talks}}}}
sources: {page: {title: {en: A page, ar: صفحة}}}
steps:
  talks:
    obligors: [gov]
    serves: [res.4]
    verification: {by: [un]}
    takes: [1 month]
    stakes: {gov: {flow: 2}}
    escrow: escrow
  arms: {tranches: [{share: 50%}, {share: 50%}]}
schedule: [{steps: [talks]}, {steps: [arms.1, arms.2]}]
"""

SHORT = """
title: Test
parties: {gov: Government, opp: {en: Opposition, ar: المعارضة}, third: }
roles: {un: {name: United Nations, role: verifier}}
clocks: {adoption: 2015-12-18}
facts: {funds: 2016, quiet: }
frameworks: {res: {title: Resolution, demands: {4: A timetable, 5a: {en: Talks}}}}
sources: {page: {en: A page, ar: صفحة}}
steps:
  talks:
    obligors: gov
    serves: res.4
    verification: un
    takes: 1 month
    stakes: {gov: 2}
    escrow: yes
  arms: {tranches: 2}
schedule: [talks, [arms.1, arms.2]]
"""


def test_short_forms_mean_the_long_ones() -> None:
    assert plan(SHORT) == plan(LONG)


def test_a_field_left_blank_is_a_field_left_out() -> None:
    blank = plan("title: Test\nparties:\ngoal:\nsteps: {talks: {requires: , by: , stakes: }}")
    assert blank == plan("title: Test\nsteps: {talks: {}}")


@pytest.mark.parametrize(
    ("written", "escrow"),
    [("true", "escrow"), ("Yes", "escrow"), ("on", "escrow"), ("false", None), ("No", None),
     ("swap", "swap"), ("", None)],
)  # fmt: skip
def test_an_escrow_is_named_or_not(written: str, escrow: str | None) -> None:
    assert step(f"escrow: {written}").steps["talks"].escrow == escrow


@pytest.mark.parametrize("name", ["هدنة", "Перемирие", "P5plus1", "a-b_c", "é", "A" * 80])
def test_names_may_be_of_any_script(name: str) -> None:
    assert list(plan(f"title: Test\nsteps: {{{name}: }}").steps) == [name]


def test_the_points_of_an_agreement_may_be_numbers() -> None:
    roadmap = plan(
        "title: Test\nframeworks: {res: {demands: {4: A, 4.a: B, 12-b: C}}}\n"
        "steps: {talks: {serves: [res.4, res.4.a, res.12-b]}}"
    )
    assert [name for name, _, _ in roadmap.demands()] == ["res.4", "res.4.a", "res.12-b"]
