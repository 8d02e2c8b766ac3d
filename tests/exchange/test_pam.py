"""The loader of the Peace Accords Matrix: what it reads, and what it says of each known defect."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("openpyxl")

from exchange.pam_sheets import decade, loaded, real_file, row, sheet
from khutwa.exchange.pam import LoadedPam, load_pam, read_pam
from khutwa.exchange.pam_problems import PROBLEMS


def kinds(found: LoadedPam) -> list[str]:
    """Return the kinds of what was found, in the order of the lines."""
    names = {problem.code: name for name, problem in PROBLEMS.items()}
    return [names[diagnostic.code] for diagnostic in found.diagnostics]


def scores(found: LoadedPam, provision: str) -> dict[int, int]:
    """Return the scores of a provision by year."""
    return {r.year: r.score for r in found.records if r.provision == provision}


def test_a_sound_sheet_is_read_without_a_word() -> None:
    found = loaded(decade(2))
    assert found.ok
    assert found.diagnostics == ()
    assert scores(found, "cease") == dict.fromkeys(range(2001, 2011), 2)
    assert all(record.in_accord and not record.reversed for record in found.records)
    assert found.accords is not None
    (accord,) = found.accords.values()
    assert (accord.country, accord.signed) == ("Atlantis", date(2001, 3, 1))


def test_the_aggregate_is_the_share_of_the_points_that_the_accord_could_have() -> None:
    levels = {"cease": (1, 1, 3, 0), "elect": (1, 1, 1, 0), "media": (0, 0, 0, 0)}
    found = loaded([row(2001, levels)])
    (aggregate,) = found.aggregates
    assert aggregate.recomputed == pytest.approx(100 * 4 / 6)
    assert aggregate.agrees


def test_another_published_aggregate_is_named() -> None:
    found = loaded(decade(1, agg_implem_score=50.0))
    assert kinds(found) == ["other-aggregate"] * 10
    assert [a.recomputed for a in found.aggregates] == pytest.approx([100 / 3] * 10)


@pytest.mark.parametrize(
    ("provision", "spelled"),
    [
        ("civadm", {"civadm_implem": "civadm_impem"}),
        ("develop", {"develop_implem": "develop_iplem"}),
        ("disput", {"disput_implem": "dispute_implem", "disput_revers": "dispute_revers"}),
        ("amnest", {"amnest_revers": "amnest_rev"}),
        ("addloss", {"addloss_revers": "addloss_rev"}),
    ],
)
def test_misspelt_columns_are_read_and_named(provision: str, spelled: dict[str, str]) -> None:
    rows = [row(2001 + n, {provision: (1, 1, min(n, 3), int(n == 9))}) for n in range(10)]
    found = loaded(rows, spelled)
    expected = {**dict(enumerate([0, 1, 2], 2001)), **dict.fromkeys(range(2004, 2011), 3)}
    assert scores(found, provision) == expected
    assert [r.reversed for r in found.records if r.year == 2010] == [True]
    said = kinds(found)
    assert said == ["misspelt-column"] * len(spelled) + ["reversal-without-fall"]
    assert all(wrong in str(found.diagnostics[n].what) for n, wrong in enumerate(spelled.values()))


def test_a_provision_without_its_column_is_left_out_and_named() -> None:
    rows = [row(2001, {"cease": (1, 1, 1, 0), "elect": (1, 1, 1, 0)})]
    found = loaded(rows, {"elect_implem": "notes"})
    assert {record.provision for record in found.records} == {"cease"}
    assert "missing-column" in kinds(found)


def test_a_blank_year_count_loses_nothing() -> None:
    rows = decade(1)
    rows[0]["year_count"] = None
    found = loaded(rows)
    assert kinds(found) == ["blank-count"]
    assert len(found.records) == 10


def test_a_year_that_stands_twice_counts_once() -> None:
    rows = decade(1)
    found = loaded([*rows, {**rows[-1], "year_count": 11}])
    assert kinds(found) == ["same-year-twice"]
    assert len(found.records) == 10


def test_of_two_rows_that_differ_the_later_is_kept_and_both_are_named() -> None:
    rows = [*decade(1), row(2010, {"cease": (1, 1, 3, 0)})]
    found = loaded(rows)
    assert kinds(found) == ["same-year-differs"]
    assert scores(found, "cease")[2010] == 3


def test_scores_of_what_the_accord_does_not_have_are_kept_apart() -> None:
    rows = [
        row(2001 + n, {"cease": (1, 1, 1, 0), "refug": (int(n > 1), 1, 2, 0)}) for n in range(10)
    ]
    # The file counts the two points of the provision although it does not count the provision.
    rows[0]["agg_implem_score"] = rows[1]["agg_implem_score"] = 100.0
    found = loaded(rows)
    assert sorted(kinds(found)) == ["other-aggregate", "other-aggregate", "scored-outside"]
    inside = [r.year for r in found.records if r.provision == "refug" and r.in_accord]
    assert inside == list(range(2003, 2011))


def test_a_panel_that_ends_early_is_named() -> None:
    assert kinds(loaded(decade(1)[:5])) == ["short-panel"]


def test_a_year_without_a_row_is_named() -> None:
    rows = decade(1)
    found = loaded([*rows[:4], *rows[5:], row(2011, {"cease": (1, 1, 1, 0)})])
    assert kinds(found) == ["gap"]
    assert "2005" in str(found.diagnostics[0].what)


def test_only_a_reversal_without_a_fall_is_odd() -> None:
    levels = [0, 1, 2, 1, 1, 1, 1, 1, 1, 1]
    noted = [0, 0, 0, 1, 0, 0, 0, 0, 0, 0]
    fell = [
        row(2001 + n, {"cease": (1, 1, level, reversal)})
        for n, (level, reversal) in enumerate(zip(levels, noted, strict=True))
    ]
    assert kinds(loaded(fell)) == []
    quiet = [row(2001 + n, {"cease": (1, 1, 1, int(n == 3))}) for n in range(10)]
    assert kinds(loaded(quiet)) == ["reversal-without-fall"]


@pytest.mark.parametrize("given", [4, -1, 1.5, None, "full", True, float("inf"), 1e300, "9" * 5000])
def test_what_is_no_score_is_left_out_and_named(given: Any) -> None:
    rows = decade(1)
    rows[3]["cease_implem"] = given
    rows[3]["agg_implem_score"] = None
    found = loaded(rows)
    assert kinds(found) == ["bad-score"]
    assert 2004 not in scores(found, "cease")


def test_a_row_without_its_accord_is_left_out_and_named() -> None:
    rows = decade(1)
    found = loaded([*rows, {**rows[0], "pam_caseid": None}])
    assert kinds(found) == ["no-key"]
    assert len(found.records) == 10


@pytest.mark.parametrize(
    ("changed", "signed"),
    [
        ({"accord name": "Arusha – 4 August 2000, Pretoria Protocol, Nov 02 2003"}, (2003, 11, 2)),
        ({"accord name": "Treaty"}, (2001, 3, 1)),
        ({"accord name": None, "country_accorddate": "Atlantis  (12/31/1991)"}, (1991, 12, 31)),
        ({"accord name": "Treaty, Feb 30 2001"}, (2001, 3, 1)),
    ],
)
def test_the_signature_is_in_the_name_or_in_the_other_column(
    changed: dict[str, Any], signed: tuple[int, int, int]
) -> None:
    found = loaded(decade(1, **changed))
    assert found.accords is not None
    assert found.accords[77].signed == date(*signed)


def test_an_accord_without_a_day_of_signature_is_named() -> None:
    found = loaded(decade(1, **{"accord name": "Treaty", "country_accorddate": "Atlantis"}))
    assert kinds(found) == ["no-signature"]
    assert found.accords is not None
    assert found.accords[77].signed == date(2001, 1, 1)


def test_a_stray_cell_at_the_end_of_the_sheet_is_one_row_and_not_a_million() -> None:
    """A blank that someone left in the last row of Excel, and a note far to the right."""
    sound = loaded(decade())
    data = sheet(decade(), stray={"XFD1048576": "x", "AB1048575": " ", "XFC3": "note"})
    found = read_pam(data, "stray.xlsx")
    assert found.records == sound.records
    assert [(d.code, d.place.line) for d in found.diagnostics] == [("KH909", 1048575)]


def test_files_of_another_kind_are_refused(tmp_path: Path) -> None:
    other = tmp_path / "other.xlsx"
    assert kinds(load_pam(other)) == ["unreadable"]
    other.write_text("pam_caseid,year", encoding="utf-8")
    assert kinds(load_pam(other)) == ["no-workbook"]
    assert kinds(load_pam(tmp_path)) == ["unreadable"]
    stranger = sheet([{**row(2001, {"cease": (1, 1, 1, 0)})}], {"pam_caseid": "id"})
    assert kinds(read_pam(stranger, "stranger.xlsx")) == ["no-panel"]
    assert not read_pam(stranger, "stranger.xlsx").ok


def test_every_code_stands_once() -> None:
    codes = [problem.code for problem in PROBLEMS.values()]
    assert len(set(codes)) == len(codes)


real = pytest.mark.skipif(not real_file().exists(), reason="the published PAM_ID 1.5 is absent")


@real
def test_every_aggregate_of_the_published_file_recomputes_but_three_of_tajikistan() -> None:
    found = load_pam(real_file())
    assert found.ok
    assert found.accords is not None
    assert (len(found.accords), len(found.aggregates)) == (24, 224)
    off = [(a.accord, a.year) for a in found.aggregates if not a.agrees]
    assert [(found.accords[accord].country, year) for accord, year in off] == [
        ("Tajikistan", 1997), ("Tajikistan", 1998), ("Tajikistan", 1999),
    ]  # fmt: skip


@real
def test_every_known_defect_of_the_published_file_is_named() -> None:
    found = load_pam(real_file())
    said = kinds(found)
    assert said.count("misspelt-column") == 6
    assert said.count("same-year-twice") == 1
    assert said.count("blank-count") == 1
    assert said.count("scored-outside") == 1
    short = [d.subject for d in found.diagnostics if d.code == PROBLEMS["short-panel"].code]
    assert {"Angola 1994", "Sierra Leone 1996", "Sudan 2005"} <= set(short)
    assert not {"bad-score", "no-key", "missing-column", "gap", "no-signature"} & set(said)
