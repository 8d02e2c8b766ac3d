"""Kinds of promises, by what it takes to keep them: our own grouping of the 51 provisions.

The short names are those of the Peace Accords Matrix (Joshi, Quinn & Regan 2015, Journal of Peace
Research 52:551-562). The grouping follows the subject of each provision; none was moved because
of a score.
"""

from __future__ import annotations

from collections.abc import Mapping

from khutwa.words import M, Message

PROVISIONS: Mapping[str, tuple[str, ...]] = {
    # Commanders can order it; done within months, or not while they distrust each other.
    "arms": ("cease", "with", "disarm", "demob", "pargrp", "embarg"),
    # Bodies and procedures by which the accord watches over itself; set up by the parties alone.
    "machinery": ("verify", "disput", "arbint", "ratm", "time", "roa"),
    # What others send: missions, interim administration, money.
    "outside": ("unpkf", "regpkf", "untran", "donor"),
    # Offices that are shared and votes that are held, tied to a date and done at a stroke.
    "power": ("powtran", "elect", "indrefer"),
    # Laws and institutions of the state, which need parliaments, budgets and years.
    "reforms": ("const", "exerefm", "legref", "judrfm", "civadm", "decen", "terpow", "bound",
                "milrfm", "polrfm"),
    # Rights and recognition of groups; a law may come soon and practice late.
    "rights": ("humrts", "minrts", "indmin", "women", "child", "cultr", "offlan", "media", "selfd",
               "ethrel", "citiz"),
    # People who are let go, come home or start again.
    "people": ("amnest", "prisr", "refug", "idps", "reint"),
    # Making good the past and building up: truth, compensation, schools, land.
    "repair": ("truth", "repar", "addloss", "educat", "develop", "natres"),
}  # fmt: skip
"""Provisions by kind."""

KINDS = tuple(PROVISIONS)
"""The kinds, in the order of their coefficients."""

KIND_OF = {name: kind for kind, names in PROVISIONS.items() for name in names}
"""The kind of each provision."""


def kind_words(kind: str) -> Message:
    """Return how a kind is called."""
    match kind:
        case "arms":
            return M("ceasefire and arms")
        case "machinery":
            return M("bodies that watch over the accord")
        case "outside":
            return M("help from outside")
        case "power":
            return M("shared power and elections")
        case "reforms":
            return M("reform of the state")
        case "rights":
            return M("rights")
        case "people":
            return M("prisoners, refugees and fighters who return")
        case "repair":
            return M("reparation and development")
        case _:
            return M("of no kind that was named")
