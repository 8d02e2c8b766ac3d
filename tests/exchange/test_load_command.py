"""`khutwa load`: what it prints, what it writes, and how it ends."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from docs.pages import DOCS, blocks
from exchange.samples import FORM, SAMPLES, table
from khutwa.cli.load import run
from khutwa.exchange.kobo_mapping import Mapping, read_mapping
from khutwa.exchange.overview import KINDS
from khutwa.ledger import load_ledger
from khutwa.track.alarms_csv import load_counts


def load(*arguments: object) -> Result:
    return CliRunner().invoke(run, [str(each) for each in arguments])


@pytest.fixture
def files(tmp_path: Path) -> Path:
    """Write every sample, named after its kind, and a mapping."""
    for kind, sample in SAMPLES.items():
        (tmp_path / f"{kind}.csv").write_bytes(sample.csv())
    (tmp_path / "form.yaml").write_bytes(FORM)
    return tmp_path


def test_the_kinds_of_the_command_are_those_that_are_read() -> None:
    kind = next(parameter for parameter in run.params if parameter.name == "kind")
    assert list(kind.type.choices) == list(KINDS)  # type: ignore[attr-defined]


@pytest.mark.parametrize(("kind", "said"), [
    ("pax", "2 agreements, from 1 March 2001 to 1 May 2001."),
    ("ucdp", "2 agreements, from 1 March 2001 to 1 May 2001."),
    ("ged", "2 events, from 22 January 2001 to 3 February 2001."),
    ("acled", "2 events, from 1 May 2019 to 2 June 2019."),
])  # fmt: skip
def test_it_says_how_much_of_what_and_whose(files: Path, kind: str, said: str) -> None:
    result = load(kind, files / f"{kind}.csv")
    assert result.exit_code == 0, result.output
    assert said in result.output
    assert "Licence: " in result.output
    assert "Cite: " in result.output


def test_events_become_counts_for_alarms(files: Path) -> None:
    out = files / "out.csv"
    assert load("acled", files / "acled.csv", "-o", out, "--every", "week").exit_code == 0
    counts = load_counts(out).series.counts
    assert [each.count for each in counts] == [1, 0, 0, 0, 1]
    assert load("acled", files / "acled.csv", "-o", out, "--deaths").exit_code == 0
    assert [each.count for each in load_counts(out).series.counts] == [3, 0]


def test_only_events_of_a_place_and_type_are_counted(files: Path) -> None:
    out = files / "out.csv"
    where = ["--place", "harbour", "--type", "armed clash"]
    assert load("acled", files / "acled.csv", "-o", out, *where).exit_code == 0
    assert [each.count for each in load_counts(out).series.counts] == [1]
    result = load("ged", files / "ged.csv", "-o", files / "none.csv", "--place", "Elsewhere")
    assert result.exit_code == 2
    assert "nothing to count" in result.output
    assert not (files / "none.csv").exists()


def test_counts_of_others_are_written_in_one_layout(files: Path) -> None:
    (files / "month.csv").write_text("Month_wise,Total_cfv\n2019-01,5\n2019-02,\n")
    assert load("counts", files / "month.csv", "-o", files / "out.csv").exit_code == 0
    text = (files / "out.csv").read_text()
    assert text == (
        "date,end,count,exposure,revised\n2019-01-01,2019-01-31,5,,\n2019-02-01,2019-02-28,,,\n"
    )


def test_field_reports_are_added_to_a_ledger_once(files: Path) -> None:
    out = files / "ledger.csv"
    arguments = ["kobo", files / "kobo.csv", "--mapping", files / "form.yaml", "-o", out]
    first = load(*arguments)
    assert first.exit_code == 0, first.output
    assert "2 entries were added" in first.output
    assert "Next" not in first.output  # there is no plan beside it
    written = out.read_bytes()
    again = load(*arguments)
    assert "0 entries were added" in again.output
    assert "2 were there already" in again.output
    assert out.read_bytes() == written
    assert [e.step for e in load_ledger(out).ledger.entries] == ["ceasefire", "committee"]


def test_a_report_whose_row_was_spoilt_since_is_not_added_again(files: Path) -> None:
    out = files / "ledger.csv"
    arguments = ["kobo", files / "kobo.csv", "--mapping", files / "form.yaml", "-o", out]
    load(*arguments)
    (first, _) = load_ledger(out).ledger.entries
    spoilt = out.read_text("utf-8-sig").replace(str(first.recorded), "soon")
    out.write_text(spoilt, encoding="utf-8")
    assert len(load_ledger(out).ledger.entries) < 2
    again = load(*arguments)
    assert again.exit_code == 0
    assert "2 were there already" in again.output
    assert out.read_text("utf-8") == spoilt


def test_dates_of_field_reports_are_read_as_a_person_says(files: Path) -> None:
    text = (files / "kobo.csv").read_text("utf-8").replace("2019-06-01", "12/11/2018")
    (files / "kobo.csv").write_text(text, "utf-8")
    out = files / "ledger.csv"
    arguments = ["kobo", files / "kobo.csv", "--mapping", files / "form.yaml", "-o", out]
    result = load(*arguments, "--dates", "month-first")
    assert result.exit_code == 0, result.output
    assert "2018-12-11" in {str(entry.date) for entry in load_ledger(out).ledger.entries}


@pytest.mark.parametrize(("arguments", "said"), [
    (["kobo", "kobo.csv"], "--mapping"),
    (["pax", "pax.csv", "-o", "out.csv"], "nothing is written"),
    (["ged", "ged.csv", "-o", "roadmap.yaml"], ".csv"),
    (["kobo", "kobo.csv", "--mapping", "form.yaml", "-o", "x.txt"], ".xlsx"),
    (["ged", "ged.csv", "-o", "ged.csv"], "the file that is read"),
    (["ged", "pax.csv"], "KH927"),
    (["ged", "none.csv"], "KH921"),
    (["kobo", "kobo.csv", "--mapping", "kobo.csv"], "KH939"),
])  # fmt: skip
def test_what_cannot_be_done_is_said_and_nothing_written(
    files: Path, arguments: list[str], said: str
) -> None:
    given = [files / each if "." in each else each for each in arguments]
    before = sorted(files.iterdir())
    result = load(*given)
    assert result.exit_code == 2
    assert said in result.output
    assert sorted(files.iterdir()) == before


def test_json_has_the_findings_and_whose_data_they_are(files: Path) -> None:
    said = json.loads(load("ged", files / "ged.csv", "--json").output)
    assert said["days"] == ["2001-01-22", "2001-02-03"]
    assert said["origin"]["licence"]
    assert said["findings"] == []
    tagged = table((SAMPLES["ged"].rows[0], ("#event+id",), *SAMPLES["ged"].rows[1:]))
    (files / "tagged.csv").write_text(tagged)
    said = json.loads(load("ged", files / "tagged.csv", "--json").output)
    assert said["hxl"] == {"id": "#event+id"}
    bad = json.loads(load("ged", files / "none.csv", "--json").output)
    assert bad["findings"][0]["code"] == "KH921"


def test_the_mapping_of_the_documentation_can_be_used() -> None:
    (block,) = blocks(DOCS / "data.md", "yaml")
    found = read_mapping(block.text.encode(), "form.yaml")
    assert isinstance(found, Mapping)
    assert found.values["status"]["no"] == "stalled"
    assert found.always["tlp"] == "AMBER"
