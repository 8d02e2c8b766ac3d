"""A statement as an event of PLOVER: type, mode and context, for other people's data.

PLOVER is the successor of CAMEO (Open Event Data Alliance). Types, modes and contexts stand in
`data/plover_codes.yaml` with their source. What is declared is told from what is done as its
summary tells them: "declarations (but not implementations) of ceasefires and withdrawals" are
CONCEDE, "observing a ceasefire" is RETREAT.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

from khutwa.read.frame import Statement
from khutwa.read.link import concepts_named
from khutwa.read.veridicality import Said
from khutwa.roadmap.model import Roadmap
from khutwa.words import Text

CODES = Path(__file__).with_name("data") / "plover_codes.yaml"

SOURCE = "CAMEO to PLOVER, draft 0.8, 17 September 2021"
"""Where types, modes and contexts are from."""

_FACTS = frozenset([Said.DONE, Said.BEGUN, Said.KEPT])
_INTENTS = frozenset([Said.AGREED, Said.PROMISED, Said.OFFERED, Said.PLANNED])


@dataclass(frozen=True, slots=True)
class Coded:
    """An event as PLOVER has it.

    Attributes:
        type: The type.
        mode: How it is done; empty where the type has no modes or none fits.
        contexts: What it is about, and whether it is hypothetical.
        cameo: The code of CAMEO.
        source: Who does it: ids of the plan, else of the lexicon; none where nobody is named.
        target: Whom it is asked of, likewise; none where the text does not say.
    """

    type: str
    mode: str
    contexts: tuple[str, ...]
    cameo: str
    source: tuple[str, ...] = ()
    target: tuple[str, ...] = ()

    def to_dict(self) -> dict[str, Any]:
        """Return it as JSON has it."""
        return {
            "type": self.type, "mode": self.mode, "contexts": list(self.contexts),
            "cameo": self.cameo, "source": list(self.source), "target": list(self.target),
            "coded_by": SOURCE,
        }  # fmt: skip


def coded(statement: Statement, roadmap: Roadmap | None) -> Coded | None:
    """Return the event that a statement tells of, None where it tells of none.

    Nothing is an event that did not take place and was not said by those who would do it: what is
    denied to be done, allowed, wanted, warned of, prevented, only possible or only mentioned. Of
    what was done to the thing of a step (who arrests prisoners) the step's own code would be wrong.

    Args:
        statement: The statement; its likeliest step says what it is about.
        roadmap: The plan that has the step.
    """
    if statement.said is Said.PLANNED and statement.hedged:
        # What may come is no intent.
        return None
    concept = _concept(statement, roadmap)
    found = _code(statement, concept)
    if found is None:
        return None
    code, declared = found
    row = _table()["codes"][code]
    kind, mode, context = (row.get(name, "") for name in ("type", "mode", "context"))
    if declared:
        kind, mode = "CONCEDE", ""
    contexts = [part for part in context.split("; ") if part]
    contexts += ["future"] if statement.said is Said.PLANNED else []
    contexts += ["hypothetical"] if statement.hedged else []
    if statement.said in (Said.DEMANDED, Said.DROPPED):
        # Who would act is whom it is asked of; who asks is known where they speak themselves.
        asks = statement.speaker.actors if statement.said is Said.DEMANDED else ()
        return Coded(kind, mode, tuple(contexts), code, asks, statement.actors)
    return Coded(kind, mode, tuple(contexts), code, statement.actors)


def _code(statement: Statement, concept: str | None) -> tuple[str, bool] | None:
    """Return the code of a statement, and whether it is declared rather than done."""
    said = statement.said
    if said is Said.THREATENED:
        return None if statement.negated else ("130", False)
    if said is Said.DROPPED and not statement.negated:
        # Who gives up a demand yields.
        gives = any(link.means in ("demanded", "insisted") for link in statement.chain)
        return ("080", False) if gives else None
    codes = _table()["concepts"].get(concept)
    if codes is None:
        return None
    if said is Said.REFUSED or (said in _INTENTS and statement.negated):
        refused = said is not Said.REFUSED or not statement.negated
        return (codes["refused"], False) if refused else None
    if statement.negated:
        return None
    if said in _FACTS:
        return codes["done"], False
    if said is Said.ANNOUNCED:
        yields = _table()["codes"][codes["done"]]["type"] in ("RETREAT", "CONCEDE")
        return (codes["done"], True) if yields else (codes["intended"], False)
    if said in _INTENTS:
        return codes["intended"], False
    if said is Said.DEMANDED:
        return codes["demanded"], False
    if said is Said.DISCUSSED:
        return "046", False
    return (codes.get("violated", "128"), False) if said is Said.VIOLATED else None


def _concept(statement: Statement, roadmap: Roadmap | None) -> str | None:
    """Return what a statement is about, by the name of its likeliest step.

    Of several things in the name the one that stands in the words of the statement counts.
    """
    if roadmap is None or not statement.steps or not statement.steps[0].acted:
        return None
    name = roadmap.steps[statement.steps[0].step].name
    named = _concepts(name)
    here = frozenset[str]()
    if len(named) > 1:
        words = statement.span.text
        here = named & frozenset().union(*(_concepts(Text({n: words})) for n in name.languages))
    return min(here or named, default=None, key=list(_table()["concepts"]).index)


@lru_cache(maxsize=4096)
def _concepts(text: Text) -> frozenset[str]:
    """Return the things that a text names and that have codes."""
    return frozenset(concepts_named(text) & _table()["concepts"].keys())


@cache
def _table() -> dict[str, Any]:
    table: dict[str, Any] = YAML(typ="safe").load(CODES.read_text(encoding="utf-8"))
    return table
