"""`khutwa analyse` and `khutwa robust` as a person or a program meets them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from jsonschema import validate

from cli.terminal import run, saved
from khutwa import analyse, load, robust
from khutwa.examples.catalogue import names, path
from khutwa.roadmap.loader import load_text

NUMBER = {"type": "number"}
TEXTS = {"type": "array", "items": {"type": "string"}}
MAYBE = {"type": ["number", "null"]}
PAIR = {"type": "array", "items": NUMBER, "minItems": 2, "maxItems": 2}


def thing(**properties: object) -> dict[str, object]:
    """Return the schema of a mapping with exactly these keys."""
    return {
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }


def several(items: object) -> dict[str, object]:
    return {"type": "array", "items": items}


TEMPTATION = {"enum": ["stall", "walk away"]}
STAKE = {
    "party": {"type": "string"},
    "kind": {"enum": ["flow", "once", "outside", "dividend"]},
    "step": {"type": ["string", "null"]},
    "low": NUMBER,
    "likely": NUMBER,
    "high": NUMBER,
}
PLACE = {"party": {"type": "string"}, "row": {"type": "integer"}}
SAMPLED = {
    "draws": {"type": "integer"},
    "seed": {"type": "integer"},
    "share": NUMBER,
    "interval": PAIR,
    "late": NUMBER,
    "weakest": several(thing(**PLACE, share=NUMBER)),
}
REACH = {"radius": MAYBE, "holds_everywhere": {"type": "boolean"}}
COMMON = {
    "file": {"type": "string"},
    "sha256": {"type": "string", "pattern": "^[0-9a-f]{64}$"},
    "version": {"type": "string"},
    "unit": {"enum": ["day", "week", "month", "quarter", "year"]},
    "holds": {"type": "boolean"},
    "words": TEXTS,
    "assumptions": TEXTS,
    "parties": TEXTS,
    "stages": several(TEXTS),
}
ANALYSIS = thing(
    **COMMON,
    closing=TEXTS,
    sure=TEXTS,
    trusting=TEXTS,
    trust=several(
        thing(
            **PLACE,
            other={"type": "string"},
            each_time=MAYBE,
            next_time=MAYBE,
            turns={"type": "integer"},
        )
    ),
    rests_on=TEXTS,
    weakest=thing(**PLACE, temptation=TEMPTATION),
    leave_late=several(thing(**PLACE)),
    links=several(
        thing(
            **PLACE,
            slack=NUMBER,
            relative=NUMBER,
            temptation=TEMPTATION,
            holds={"type": "boolean"},
            late=MAYBE,
        )
    ),
    critical={
        "type": "object",
        "additionalProperties": thing(patience=several(PAIR), dividend=MAYBE, detection=MAYBE),
    },
    levers=several(thing(**STAKE, turn=NUMBER)),
    robustness={"anyOf": [{"type": "null"}, thing(**SAMPLED, **REACH)]},
)
BACKED = thing(
    **PLACE,
    other={"type": "string"},
    needs=NUMBER,
    supports=PAIR,
    chance=NUMBER,
    ground={"enum": ["enough", "open", "gap", "guess"]},
)
ROBUSTNESS = thing(
    **COMMON,
    **REACH,
    leaves_late={"type": "boolean"},
    matters=TEXTS,
    sampled={"anyOf": [{"type": "null"}, thing(**SAMPLED)]},
    base={"type": "integer"},
    orders={
        "anyOf": [
            {"type": "null"},
            thing(
                version={"type": "string"},
                draws={"type": "integer"},
                seed={"type": "integer"},
                best={"type": "integer"},
                current={"type": ["integer", "null"]},
                proved={"type": ["boolean", "null"]},
                orders=several(
                    thing(
                        stages=several(TEXTS),
                        share=NUMBER,
                        interval=PAIR,
                        only_best={"type": "integer"},
                        only_this={"type": "integer"},
                    )
                ),
            ),
        ]
    },
    importance=several(
        thing(
            **STAKE,
            rank_correlation=NUMBER,
            first_order=NUMBER,
            first_order_interval=PAIR,
            total=NUMBER,
            total_interval=PAIR,
        )
    ),
)
SHAPES = {"analyse": ANALYSIS, "robust": ROBUSTNESS}
FEASIBLE = [name for name in names() if name != "minsk-2"]


def read(*arguments: str) -> Any:
    result = run(*arguments, "--json")
    assert result.exit_code == 0, result.output
    return json.loads(result.stdout)


@pytest.mark.parametrize("example", FEASIBLE)
@pytest.mark.parametrize("command", SHAPES)
def test_the_json_of_every_example_has_the_shape_that_programs_rely_on(
    command: str, example: str
) -> None:
    validate(read(command, str(path(example)), "--draws", "120"), SHAPES[command])


def test_orders_are_compared_on_request(tmp_path: Path) -> None:
    found = read("robust", str(path("six-party-2007")), "--draws", "200", "--orders", "2")
    validate(found, ROBUSTNESS)
    orders = found["orders"]["orders"]
    assert orders[found["orders"]["current"]]["share"] == found["sampled"]["share"]
    shown = run("robust", str(path("six-party-2007")), "--draws", "200", "--orders", "2").stdout
    assert "Most often self-enforcing is order" in shown
    assert "(the file's)" in shown


@pytest.mark.parametrize("command", SHAPES)
def test_a_plan_without_ranges_has_the_same_shape(command: str, tmp_path: Path) -> None:
    folder = saved(
        tmp_path / "plan", "title: Sure\nparties: {gov: {}}\nsteps: {a: {obligors: gov}}"
    )
    validate(read(command, folder), SHAPES[command])


@pytest.mark.parametrize("command", SHAPES)
def test_the_seed_is_repeated_and_decides_the_draws(command: str) -> None:
    def drawn(seed: str) -> Any:
        found = read(command, str(path("six-party-2007")), "--draws", "200", "--seed", seed)
        return found["sampled" if command == "robust" else "robustness"]

    assert drawn("5") == drawn("5")
    assert drawn("5")["seed"] == 5
    assert drawn("5")["weakest"] != drawn("6")["weakest"]


@pytest.mark.parametrize("command", SHAPES)
def test_a_plan_that_cannot_be_completed_is_sent_to_check(command: str) -> None:
    result = run(command, str(path("minsk-2")))
    assert result.exit_code == 2
    assert "can never be reached" in result.stderr
    assert "khutwa check" in result.stderr


@pytest.mark.parametrize("command", SHAPES)
def test_a_plan_without_parties_is_told_so(command: str, tmp_path: Path) -> None:
    folder = saved(tmp_path / "plan", "title: Nobody\nsteps: {a: {}}")
    result = run(command, folder)
    assert result.exit_code == 2
    assert "names no party" in result.stderr


@pytest.mark.parametrize("command", SHAPES)
@pytest.mark.parametrize("draws", ["0", "-1", "many"])
def test_a_number_of_draws_that_makes_no_sense_is_refused(command: str, draws: str) -> None:
    result = run(command, str(path("prespa")), "--draws", draws)
    assert result.exit_code == 2
    assert "--draws" in result.stderr


@pytest.mark.parametrize("command", SHAPES)
def test_in_a_pipe_no_sentence_is_cut_or_broken(command: str, tmp_path: Path) -> None:
    note = "This note is long on purpose, " * 12 + "and ends here."
    folder = saved(
        tmp_path / "plan",
        "title: Long\nparties: {gov: {}}\n"
        "steps: {a: {obligors: gov, stakes: {gov: [0, 1, 2]}}}\n"
        f"stakes basis: {{basis: illustrative, note: '{note}'}}\n",
    )
    assert f"  - {note}\n" in run(command, folder).stdout


def test_the_text_shows_the_verdict_first_and_the_table_last() -> None:
    shown = run("analyse", str(path("prespa")), "--draws", "50").stdout.splitlines()
    assert shown[0].startswith("On the likely stakes the plan holds")
    assert [line for line in shown if line][-1].startswith(" Once all is done  ")


def test_the_stakes_that_matter_stand_in_the_table_the_most_important_first() -> None:
    file = str(path("prespa"))
    found = read("robust", file, "--draws", "500")
    shown = run("robust", file, "--draws", "500").stdout
    totals = [one["total"] for one in found["importance"]]
    assert totals == sorted(totals, reverse=True)
    table = shown[shown.index("How much each stake matters") :]
    first, second = (table.index(f"Greece, {what}") for what in ("dividend", "lasting gain"))
    assert first < second
    assert found["importance"][0]["kind"] == "dividend"


def test_names_are_written_into_a_notebook_as_text_and_not_as_html() -> None:
    loaded = load_text(
        "title: T\nparties: {gov: {name: '<b>Gov</b>'}}\n"
        "steps: {a: {name: '<script>', obligors: gov, stakes: {gov: [-2, -1, 1]}}}\n"
    )
    assert loaded.roadmap is not None
    for result in (analyse(loaded.roadmap, draws=20), robust(loaded.roadmap, draws=20)):
        shown = result._repr_html_()
        assert "<script>" not in shown
        assert "<b>" not in shown
        assert "&lt;b&gt;Gov&lt;/b&gt;" in shown


def test_an_arabic_notebook_reads_from_right_to_left() -> None:
    roadmap = load(path("prespa")).roadmap
    assert roadmap is not None
    from khutwa.words import use_language

    with use_language("ar"):
        shown = robust(roadmap, draws=20)._repr_html_()
    assert 'dir="rtl"' in shown
    assert "اليونان" in shown


def test_a_ledger_of_another_plan_is_said_to_leave_the_plan_as_it_is() -> None:
    result = run("analyse", str(path("jcpoa")), "--ledger", str(path("prespa")))
    assert result.exit_code == 0
    assert "No entry of the ledger counts for this plan" in result.stderr
    assert "no steps of these names" in result.stderr
    assert result.stdout == run("analyse", str(path("jcpoa"))).stdout


def test_the_record_of_the_parties_stands_beside_the_analysis_of_what_is_left() -> None:
    plan = path("syria-2254")
    result = run("analyse", str(plan), "--ledger", str(plan))
    assert "a word kept at each stage before it" in " ".join(result.stdout.split())
    assert "Trust in others, where their record backs it least" in result.stdout
    assert "42 entries count, of 42 recorded." in result.stdout
    assert "The record of each party" in result.stdout
    found = json.loads(run("analyse", str(plan), "--ledger", str(plan), "--json").stdout)
    government = next(each for each in found["record"] if each["party"] == "government")
    # The ceasefire in Idlib was its promise, and was missed.
    assert government["broken"] > government["kept"]
    alone = json.loads(run("analyse", str(plan), "--json").stdout)
    assert (found["entries"], found["astray"]) == ({"standing": 42, "recorded": 42}, [])
    assert not {"entries", "astray", "record", "backing", "together"} & alone.keys()
    # The draws of the stakes are those of the whole plan or of what is left; here nothing is done.
    assert alone.items() <= found.items()


def test_every_need_above_none_is_held_against_a_record() -> None:
    plan = path("six-party-2007")
    found = json.loads(run("analyse", str(plan), "--ledger", str(plan), "--json").stdout)
    place = ("party", "other", "row")
    needs = {tuple(n[k] for k in place): n["each_time"] for n in found["trust"] if n["each_time"]}
    backed = {tuple(b[k] for k in place): b["needs"] for b in found["backing"]}
    assert backed == needs
    validate(found["backing"], several(BACKED))
    drawn = {"draws": {"type": "integer"}, "seed": {"type": "integer"}}
    validate(found["together"], several(thing(**PLACE, share=NUMBER, **drawn)))
    chances = [each["chance"] for each in found["backing"]]
    assert chances == sorted(chances)
