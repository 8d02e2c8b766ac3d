"""`khutwa log` and `khutwa ledger`: a person records, corrects, checks, looks and converts."""

from __future__ import annotations

import json
from pathlib import Path

import click
import pytest
from click.testing import Result

from cli.terminal import CLEAN, run, saved
from docs.pages import DOCS, codes, sections
from khutwa.cli.ledger import run as group
from khutwa.ledger import Entry, Status, load_ledger
from khutwa.words import LANGUAGES, strip_isolates

RECORDED = ("--recorded", "2027-02-10")


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    """A folder with a plan."""
    return Path(saved(tmp_path / "plan", CLEAN))


def log(plan: Path, *arguments: str, **environment: str) -> Result:
    """Record an entry of a known day."""
    return run("log", str(plan), *RECORDED, *arguments, **environment)


def entries(plan: Path) -> list[Entry]:
    """Return what stands in the ledger, which must be sound."""
    loaded = load_ledger(plan)
    assert loaded.diagnostics == ()
    return list(loaded.ledger.entries)


def refused(plan: Path, *arguments: str) -> str:
    """Return why nothing is recorded; nothing must have been written."""
    file = plan / "ledger.csv"
    before = file.read_bytes() if file.exists() else None
    result = log(plan, *arguments)
    assert result.exit_code == 2
    assert (file.read_bytes() if file.exists() else None) == before
    return strip_isolates(result.stderr)


BEGUN = ("--step", "ceasefire", "--status", "begun", "--date", "2027-01-05")


def test_an_entry_says_everything_that_was_typed(plan: Path) -> None:
    result = log(
        plan, *BEGUN, "--level", "1", "--counts", "2/1/3 of 6", "--assessor", "un",
        "--source-title", "Report 4", "--publisher", "UN", "--url", "https://example.org/4",
        "--sha256", "0af9" * 16, "--grade", "b2", "--tlp", "clear", "--quote", "هدوء",
        "--quote-language", "ar", "--note", "=1",
    )  # fmt: skip
    assert result.exit_code == 0, result.output
    assert "2027-01-05_1" in result.stdout
    (entry,) = entries(plan)
    assert (entry.id, entry.status, entry.level) == ("2027-01-05_1", Status.BEGUN, 1)
    assert (str(entry.counts), str(entry.grade), entry.tlp) == ("2/1/3 of 6", "B2", "CLEAR")
    assert (entry.quote, entry.language, entry.note) == ("هدوء", "ar", "=1")
    assert entry.source.sha256 == "0af9" * 16
    assert str(entry.recorded) == "2027-02-10"


def test_ids_count_up_and_one_may_be_given(plan: Path) -> None:
    for more in ([], [], ["--id", "mine"]):
        assert log(plan, *BEGUN, *more).exit_code == 0
    assert log(plan, "--step", "talks", "--status", "refused").exit_code == 0
    ids = [entry.id for entry in entries(plan)]
    assert ids == ["2027-01-05_1", "2027-01-05_2", "mine", "2027-02-10_1"]
    assert "mine" in refused(plan, *BEGUN, "--id", "mine")


def test_a_correction_and_a_retraction(plan: Path) -> None:
    log(plan, *BEGUN)
    assert log(plan, *BEGUN[:3], "done", "--supersedes", "2027-01-05_1").exit_code == 0
    assert log(plan, "--retracts", "2027-02-10_1", "--note", "Another valley.").exit_code == 0
    last = entries(plan)[-1]
    assert (last.step, last.status, last.retracts) == (
        "ceasefire", Status.DONE, ("2027-02-10_1",),
    )  # fmt: skip
    assert [e.id for e in load_ledger(plan).ledger.standing()] == ["2027-01-05_1"]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--step", "ceasfire", "--status", "begun"), "Did you mean ceasefire?"),
        (("--step", "ceasefire", "--status", "begn"), "Did you mean begun?"),
        (("--status", "begun"), "step is empty"),
        (("--step", "ceasefire"), "status is empty"),
        ((*BEGUN, "--date", "12/11/2027"), "may be 2027-11-12 or 2027-12-11"),
        ((*BEGUN, "--level", "4"), "0 (not initiated)"),
        ((*BEGUN, "--grade", "Z9"), "A to F"),
        ((*BEGUN, "--tlp", "pink"), "AMBER"),
        ((*BEGUN, "--counts", "many"), "27/17/15 of 59"),
        ((*BEGUN, "--recorded", "2027"), "recorded: 2027 does not say the day"),
        ((*BEGUN, "--id", "a b"), "a b cannot be an id"),
        ((*BEGUN, "--supersedes", "2027-01-05_2"), "Did you mean 2027-01-05_1?"),
        (("--retracts", "nothing"), "No entry of this ledger has the id nothing"),
    ],
)
def test_a_slip_is_refused_with_what_to_write(
    plan: Path, arguments: tuple[str, ...], said: str
) -> None:
    log(plan, *BEGUN)
    assert said in refused(plan, *arguments)


def test_a_contradiction_is_recorded_and_said(plan: Path) -> None:
    result = log(plan, *BEGUN, "--level", "3")
    assert result.exit_code == 0
    assert "KH838" in result.stderr
    assert len(entries(plan)) == 1


def test_a_plan_that_cannot_be_read_has_no_ledger(tmp_path: Path) -> None:
    result = log(tmp_path, *BEGUN)
    assert result.exit_code == 2
    assert "KH001" in result.stderr
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("suffix", [".csv", ".xlsx", ".jsonl"])
def test_another_file_is_the_ledger_where_it_is_named(plan: Path, suffix: str) -> None:
    other = plan.parent / f"field{suffix}"
    assert log(plan, *BEGUN, "--ledger", str(other)).exit_code == 0
    assert [e.id for e in load_ledger(other).ledger.entries] == ["2027-01-05_1"]
    assert not (plan / "ledger.csv").exists()
    assert run("ledger", "check", str(plan), "--ledger", str(other)).exit_code == 0


def test_the_ledger_lies_beside_a_plan_of_any_name(plan: Path) -> None:
    (plan / "roadmap.yaml").rename(plan / "our-plan.txt")
    assert log(plan / "our-plan.txt", *BEGUN).exit_code == 0
    assert len(entries(plan)) == 1
    assert run("ledger", "check", str(plan / "our-plan.txt")).exit_code == 0


def test_what_is_recorded_can_be_read_by_programs(plan: Path) -> None:
    said = json.loads(log(plan, *BEGUN, "--json").stdout)
    assert said["ledger"] == str(plan / "ledger.csv")
    assert said["entry"]["id"] == "2027-01-05_1"
    assert "Did you mean" in json.loads(
        log(plan, "--step", "talk", "--status", "begun", "--json").stdout
    )["error"]  # fmt: skip


WARNED = "id,recorded,step,status,level\na,2027-01-01,talks,done,1\n"
LOST = "id,recorded,step,status\na,2027-01-01,talks,done\nb,soon,talks,done\n"


@pytest.mark.parametrize(
    ("text", "code", "found"),
    [("id,recorded,step,status\n", 0, []), (WARNED, 1, ["KH838"]), (LOST, 2, ["KH818"])],
    ids=["clean", "a warning", "an error"],
)
def test_check_ends_with_how_grave_the_findings_are(
    plan: Path, text: str, code: int, found: list[str]
) -> None:
    (plan / "ledger.csv").write_text(text, encoding="utf-8")
    shown = run("ledger", "check", str(plan))
    assert shown.exit_code == code
    said = json.loads(run("ledger", "check", str(plan), "--format", "json").stdout)
    assert [finding["code"] for finding in said["findings"]] == found
    assert said["exit"] == code
    marked = run("ledger", "check", str(plan), "--format", "github").stdout
    assert all(f"title={name}" in marked and "ledger.csv,line=" in marked for name in found)
    assert all(name in shown.stdout for name in found)
    assert json.loads(run("ledger", "--json", "check", str(plan)).stdout) == said


@pytest.mark.parametrize("command", ["check", "show"])
def test_a_ledger_that_is_not_there_is_said(plan: Path, command: str) -> None:
    result = run("ledger", command, str(plan))
    assert result.exit_code == 2
    assert "KH801" in result.stderr
    said = json.loads(run("ledger", command, str(plan), "--json").stdout)
    assert [finding["code"] for finding in said["findings"]] == ["KH801"]


def test_show_names_the_assessor_as_the_plan_does(plan: Path) -> None:
    log(plan, *BEGUN, "--assessor", "gov")
    log(plan, *BEGUN, "--assessor", "a_newspaper")
    shown = run("ledger", "show", str(plan)).stdout.splitlines()
    assert [line.split("\t")[4] for line in shown] == ["Government", "a_newspaper"]


def test_show_leaves_out_what_was_corrected_unless_asked(plan: Path) -> None:
    log(plan, *BEGUN, "--assessor", "un")
    run("log", str(plan), "--recorded", "2027-03-01", *BEGUN[:3], "done", "--supersedes",
        "2027-01-05_1")  # fmt: skip
    assert "2027-01-05_1" not in run("ledger", "show", str(plan)).stdout
    assert "2027-01-05_1" in run("ledger", "show", str(plan), "--all").stdout
    known = run("ledger", "show", str(plan), "--until", "2027-02").stdout
    assert "2027-01-05_1" in known
    assert "2027-03-01_1" not in known
    assert "no entry" in run("ledger", "show", str(plan), "--step", "talks").stdout
    assert "Did you mean talks" in strip_isolates(
        run("ledger", "show", str(plan), "--step", "talk").stderr
    )


@pytest.mark.parametrize(
    "command",
    [("ledger", "show", "--until"), ("replay", "--until"), ("track", "--on")],
    ids=lambda command: " ".join(command),
)
def test_every_command_reads_a_day_as_the_ledger_writes_it(
    plan: Path, command: tuple[str, ...]
) -> None:
    log(plan, *BEGUN)
    *names, option = command

    def said(day: str) -> Result:
        return run(*names, str(plan), option, day, "--json")

    last = said("2027-02-28")
    assert last.exit_code == 0, last.output
    for day in ("2027-02", "02/2027", "28.02.2027", "٢٠٢٧-٠٢-٢٨"):
        assert said(day).stdout == last.stdout
    wrong = said("12/11/2027")
    assert wrong.exit_code == 2
    assert "may be 2027-11-12 or 2027-12-11" in strip_isolates(wrong.stderr)
    assert said("soon").exit_code == 2


def test_a_day_of_recording_that_is_still_to_come_is_said(plan: Path) -> None:
    far = run("log", str(plan), *BEGUN, "--recorded", "9990-01-01")
    assert far.exit_code == 0
    assert "still to come" in strip_isolates(far.stderr)
    assert len(entries(plan)) == 1
    past = run("log", str(plan), *BEGUN[:4], "--recorded", "2020-01-01")
    assert "still to come" not in past.stderr


def test_show_says_what_was_noted(plan: Path) -> None:
    log(plan, *BEGUN, "--note", "Heavy weapons\nare [still] there.")
    (line,) = run("ledger", "show", str(plan)).stdout.splitlines()
    assert line.split("\t")[-1] == "Heavy weapons are [still] there."


def test_what_somebody_wrote_gives_the_terminal_no_orders(plan: Path) -> None:
    (plan / "ledger.csv").write_text(
        "id,recorded,step,status,note\n"
        "a,2027-01-01,talks,begun,\x9b2Jgone\n"
        "b,2027-01-01,talks,\x1b[31mdone,\n",
        encoding="utf-8",
    )
    said = [run("ledger", command, str(plan)) for command in ("show", "check")]
    assert "gone" in said[0].stdout
    assert "[31mdone" in said[1].stdout
    assert not {"\x1b", "\x9b"} & {*"".join(each.output for each in said)}


def test_rows_that_do_not_count_are_counted(plan: Path) -> None:
    (plan / "ledger.csv").write_text(LOST, encoding="utf-8")
    assert "1 row" in run("ledger", "show", str(plan)).stderr
    assert json.loads(run("ledger", "show", str(plan), "--json").stdout)["unread rows"] == 1


@pytest.mark.parametrize("ends", ["\r\n", "\r", "\n"])
def test_lines_of_any_end_are_recorded(plan: Path, ends: str) -> None:
    text = f"Heavy weapons{ends}are still there."
    assert log(plan, *BEGUN, "--note", text, "--quote", text).exit_code == 0
    (entry,) = entries(plan)
    assert entry.note == entry.quote == "Heavy weapons\nare still there."


def test_where_it_is_recorded_is_the_file_that_was_written(plan: Path) -> None:
    result = log(plan, *BEGUN, "--ledger", str(plan))
    assert str(plan / "ledger.csv") in strip_isolates(result.stdout)
    assert len(entries(plan)) == 1


@pytest.mark.parametrize("column", ["id", "recorded", "step", "status"])
def test_the_rows_beside_one_that_lacks_something_are_shown(plan: Path, column: str) -> None:
    cells = {"id": "b", "recorded": "2027-02-11", "step": "talks", "status": "begun", column: ""}
    (plan / "ledger.csv").write_text(
        f"id,recorded,step,status\na,2027-02-10,ceasefire,done\n{','.join(cells.values())}\n",
        encoding="utf-8",
    )
    result = run("ledger", "show", str(plan))
    assert result.exit_code == 0
    assert [line.split("\t")[-2] for line in result.stdout.splitlines()] == ["a"]
    assert "1 row of" in strip_isolates(result.stderr)


@pytest.mark.parametrize("suffix", [".csv", ".xlsx", ".jsonl"])
def test_convert_carries_everything_over(plan: Path, suffix: str) -> None:
    (plan / "ledger.csv").write_text(LOST, encoding="utf-8")
    target = plan / f"other{suffix}"
    result = run("ledger", "convert", str(plan / "ledger.csv"), str(target))
    assert result.exit_code == 0, result.output
    loaded = load_ledger(target)
    assert [entry.id for entry in loaded.ledger.entries] == ["a"]
    assert [row.text("recorded") for row in loaded.table.rows] == ["2027-01-01", "soon"]
    again = run("ledger", "convert", str(plan / "ledger.csv"), str(target))
    assert again.exit_code == 2
    assert "already there" in again.stderr


def test_convert_reads_dates_as_it_is_told(plan: Path) -> None:
    source, target = plan / "excel.csv", plan / "ledger.csv"
    source.write_text("id;recorded;step;status\na;01/02/2027;talks;done\n", encoding="utf-8")
    run("ledger", "convert", str(source), str(target), "--dates", "day-first")
    assert [str(entry.recorded) for entry in entries(plan)] == ["2027-02-01"]


def test_convert_refuses_what_is_no_ledger(plan: Path) -> None:
    result = run("ledger", "convert", str(plan / "roadmap.yaml"), str(plan / "new.csv"))
    assert result.exit_code == 2
    other = run("ledger", "convert", str(plan / "ledger.csv"), str(plan / "new.docx"))
    assert other.exit_code == 2
    assert not (plan / "new.csv").exists()


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_status_is_shown_in_the_language(plan: Path, language: str) -> None:
    log(plan, *BEGUN)
    shown = run("ledger", "show", str(plan), "--lang", language).stdout
    assert {"en": "begun", "ar": "بدأ", "ru": "начато"}[language] in shown


PAGE = {
    section.title.split()[1]: section
    for section in sections(DOCS / "commands.md")
    if section.title.startswith("ledger ")
}


def test_every_command_of_the_group_is_on_the_page() -> None:
    assert set(PAGE) == set(group.commands)


@pytest.mark.parametrize("name", PAGE)
def test_the_page_has_the_arguments_and_options_of_each(name: str) -> None:
    command = group.commands[name]
    arguments = [p.human_readable_name for p in command.params if isinstance(p, click.Argument)]
    assert PAGE[name].title.split()[2:] == arguments
    options = [p for p in command.params if isinstance(p, click.Option)]
    real = {name for option in options for name in option.opts} - {"--lang", "--json"}
    assert {name for row in PAGE[name].rows("option") for name in codes(row[0])} == real
    for option in options:
        if isinstance(option.type, click.Choice) and "--lang" not in option.opts:
            (row,) = (row for row in PAGE[name].rows("option") if option.opts[0] in row[0])
            assert set(option.type.choices) <= set(codes(row[2]))
