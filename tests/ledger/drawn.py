"""Entries drawn at random, with all that a spreadsheet is known to mangle."""

from __future__ import annotations

from datetime import date

from hypothesis import strategies as st

from khutwa.ledger import Counts, Entry, Grade, Source, Status
from khutwa.roadmap.dates import PartialDate

DAYS = st.dates(date(1900, 1, 1), date(2100, 12, 31))
PARTIAL = DAYS.flatmap(
    lambda day: st.sampled_from(
        [PartialDate(day.year), PartialDate(day.year, day.month), PartialDate.of(day)]
    )
)
NAMES = st.text("abcxyzабвاب019_-.", min_size=1, max_size=8).filter(lambda s: s.strip("-.") == s)
HARD = st.sampled_from(
    ["=1+1", "+5", "-x", "@me", "'=1", "''+", "'", '"', '""', ",", ";", "\t", "\n", "a\n=b", " ",
     "2019-09", "١٢", "قال «نعم»", "نقطة؛ فاصلة،", "да", "\u200f", "e\u0301", "👩‍👧", "\ufeff",
     "\u2028"]
)  # fmt: skip
CHARACTERS = st.characters(exclude_categories=["Cs", "Cc", "Cn"], exclude_characters="\ufffe\uffff")
TEXTS = st.lists(HARD | st.text(CHARACTERS, max_size=5), max_size=5).map("".join)
WORDS = st.sampled_from(["", "un", "البعثة", "миссия", "R.J. Mission"])


@st.composite
def entries(draw: st.DrawFn, name: st.SearchStrategy[str] = NAMES) -> Entry:
    """Draw one entry in which everything may be said."""
    counts = st.sampled_from([None, Counts((27, 17, 15), 59), Counts((7,), 9)])
    return Entry(
        id=draw(name),
        recorded=draw(DAYS),
        step=draw(NAMES),
        status=draw(st.sampled_from(Status)),
        date=draw(st.none() | PARTIAL),
        level=draw(st.none() | st.integers(0, 3)),
        assessor=draw(WORDS),
        source=Source(
            draw(TEXTS), draw(TEXTS), draw(TEXTS), draw(st.sampled_from(["", "0af9" * 16]))
        ),
        grade=draw(
            st.none() | st.builds(Grade, st.sampled_from("ABCDEF"), st.integers(1, 6))
        ),
        tlp=draw(st.sampled_from([None, "RED", "AMBER+STRICT", "AMBER", "GREEN", "CLEAR"])),
        language=draw(st.sampled_from(["", "ar", "en", "ru"])),
        quote=draw(TEXTS),
        note=draw(TEXTS),
        supersedes=tuple(draw(st.lists(NAMES, max_size=2, unique=True))),
        retracts=tuple(draw(st.lists(NAMES, max_size=2, unique=True))),
        counts=draw(counts),
    )  # fmt: skip


LEDGERS = st.lists(entries(), max_size=4, unique_by=lambda entry: entry.id)
