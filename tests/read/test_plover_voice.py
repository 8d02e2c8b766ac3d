"""Who does what to whom however an English sentence turns it, in sentences of our own."""

from __future__ import annotations

import pytest

from khutwa.read.plover import events


def coded(text: str) -> tuple[str, str, str]:
    found = events(text)
    assert len(found) == 1
    one = found[0]
    return one.event, " ".join(one.source), " ".join(one.target)


@pytest.mark.parametrize(
    "text",
    [
        "Norway froze its aid to Chad.",
        "Norway's aid to Chad was frozen.",
        "Aid to Chad was frozen by Norway.",
        "The suspension of aid to Chad was announced by Norway.",
        "Norway announced a suspension of aid to Chad.",
        "Norway said on Monday it had frozen its aid to Chad.",
        "Aid to Chad has been frozen, Norway said.",
        "To Chad, Norway has cut off aid.",
    ],
)
def test_active_passive_and_noun_are_one_event(text: str) -> None:
    assert coded(text) == ("SANCTION", "NOR", "TCD")


@pytest.mark.parametrize(
    "text",
    [
        "Kenya and Uganda held talks in Rome.",
        "Talks between Kenya and Uganda were held in Rome.",
        "In Rome, talks between Kenya and Uganda got under way.",
        "Kenyan and Ugandan ministers met in Rome.",
    ],
)
def test_what_two_do_together_has_both_as_source_and_the_town_is_no_side(text: str) -> None:
    assert coded(text) == ("CONSULT", "KEN UGA", "")


@pytest.mark.parametrize(
    ("text", "event", "source", "target"),
    [
        ("Accused by Peru of spying, Chile kept silent.", "DISAPPROVE", "PER", "CHL"),
        ("Mali was urged by Ghana to free the reporter.", "DEMAND", "GHA", "MLI"),
        ("An attack by Eritrea on Djibouti was reported.", "FIGHT", "ERI", "DJI"),
        ("Syrian conduct drew criticism from Qatar.", "DISAPPROVE", "QAT", "SYR"),
        ("Canberra was dismayed by Fiji.", "DISAPPROVE", "AUS", "FJI"),
        ("Two Greek sailors were seized in Yemen.", "COERCE", "YEM", "GRC"),
        ("The withdrawal of Thai troops from Laos began.", "RETREAT", "THA", "LAO"),
        ("Wheat for Niger was sent by Egypt.", "AID", "EGY", "NER"),
    ],
)
def test_by_from_of_and_in_tell_the_sides(
    text: str, event: str, source: str, target: str
) -> None:
    assert coded(text) == (event, source, target)


@pytest.mark.parametrize(
    ("text", "event"),
    [
        ("Chile agreed to withdraw from Peru.", "AGREE"),
        ("Chile refused to withdraw from Peru.", "REJECT"),
        ("Chile threatened to withdraw from Peru.", "THREATEN"),
        ("Chile began to withdraw from Peru.", "RETREAT"),
        ("Chile will withdraw from Peru.", "AGREE"),
        ("Chile will not withdraw from Peru.", "REJECT"),
        ("Chile must withdraw from Peru, Spain said.", "DEMAND"),
        ("Chile vowed to invade Peru.", "THREATEN"),
        ("Chile stopped shelling Peru.", "RETREAT"),
        ("Chile was unmoved by Peruvian appeals.", "REJECT"),
        ("Chile's refusal to withdraw from Peru was condemned by Spain.", "DISAPPROVE"),
        ("There will be no talks with Peru, Chile said.", "REJECT"),
    ],
)
def test_what_rules_a_verb_decides_what_becomes_of_it(text: str, event: str) -> None:
    assert coded(text)[0] == event


@pytest.mark.parametrize(
    ("text", "source", "target"),
    [
        ("Stop the war, Cairo told Khartoum.", "EGY", "SDN"),
        ('"We will not free the reporter," Havana told Madrid.', "CUB", "ESP"),
        ("Bahrain must free the poets, Oslo insisted.", "NOR", "BHR"),
    ],
)
def test_who_speaks_is_a_side_where_nobody_else_can_be(
    text: str, source: str, target: str
) -> None:
    assert coded(text)[1:] == (source, target)


@pytest.mark.parametrize(
    ("text", "source", "target"),
    [
        ("Serbs of Croatia shelled a Bosnian town.", "HRV", "BIH"),
        ("Police in Nairobi arrested two Somalis.", "KEN", "SOM"),
        ("President Bashir of Sudan praised Qatar.", "SDN", "QAT"),
        ("Rwandan-backed rebels attacked a Congolese village.", "COD", "COD"),
        ("Chad, a neighbour of Libya, praised Egypt.", "TCD", "EGY"),
        ("The Vatican praised Kenya, Uganda and Rwanda.", "VAT", "KEN UGA RWA"),
    ],
)
def test_names_stand_for_countries(text: str, source: str, target: str) -> None:
    assert coded(text)[1:] == (source, target)


def test_arms_and_victims_tell_fighting_from_an_attack_on_people() -> None:
    assert coded("Syrian artillery killed Turkish soldiers in a border clash.")[0] == "FIGHT"
    assert coded("A suicide bomber killed shoppers in a Syrian market.")[0] == "ASSAULT"


def test_british_and_american_spelling_are_one() -> None:
    assert coded("Spain recognised Kosovo.") == coded("Spain recognized Kosovo.")
    assert coded("Gunmen paralysed Lagos.") == coded("Gunmen paralyzed Lagos.")
