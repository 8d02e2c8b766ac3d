"""Make src/khutwa/read/lexicon/ar_verbs.txt: the stems of the attested Arabic verbs.

    pip install mazini && python tools/arabic_verbs.py

mazini (Wael Tellat, CC BY 4.0) conjugates the 24,188 verbs that Marwan al-Bawwab and Yahya Mir Alam
counted (CC BY 4.0). Unpointed and with one seat for every hamza, their forms fall together: a verb
is a handful of stems, each with the endings that it takes. That is what the file holds.
"""

from __future__ import annotations

import sys
from collections import defaultdict
from importlib import import_module
from pathlib import Path

from khutwa.read.normalise import fold
from khutwa.read.verb_table import PAST, PRESENT, TABLE

HEAD = """\
# Stems of Arabic verbs, made by tools/arabic_verbs.py; a change by hand is lost.
# Conjugated with mazini by Wael Tellat (https://github.com/forzagreen/mazini), CC BY 4.0, over the
# verbs of "Jadawil ihsa' al-af'al al-'arabiyya" by Marwan al-Bawwab and Yahya Mir Alam
# (https://github.com/m-bakni/arabic-morphology), CC BY 4.0. Changes: points taken off, one seat for
# every hamza, forms cut into stem and ending. https://creativecommons.org/licenses/by/4.0/
# stem <tab> endings of khutwa.read.verb_table, small letters for the passive <tab> root and form
"""

NEW = (("ءسس", "V"), ("ءزم", "V"), ("موضع", "IIq"), ("محور", "IIq"), ("خصخص", "Iq"), ("دول", "II"))
"""Verbs of today that the count does not have."""


def stems(slots: dict[str, list[str]]) -> dict[tuple[str, bool], set[str]]:
    """Return, for each stem and voice, the endings it takes."""
    found: dict[tuple[str, bool], set[str]] = defaultdict(set)
    for name, forms in slots.items():
        tense, *middle, person = name.split("_")
        table = PAST if tense == "past" else PRESENT
        passive = bool(middle)
        for code, (persons, ending) in table.items():
            # A jussive with an ending is that of the subjunctive; without one it is apart.
            apart = code == "Q" or (tense == "juss" and not ending)
            if person not in persons or (apart and not (code == "Q" and tense == "juss")):
                continue
            for form in forms:
                key = fold(form)
                if tense != "past":
                    if key[:1] not in tuple("يتنا"):
                        continue
                    key = key[1:]
                if key.endswith(ending) and len(key) > len(ending):
                    found[key[: len(key) - len(ending)] if ending else key, passive].add(code)
    return found


def main() -> None:
    """Write the file."""
    # Found by name, for only who makes the file anew needs it.
    mazini, attested = import_module("mazini"), import_module("mazini.lexicon")
    lines: dict[tuple[str, str], set[str]] = defaultdict(set)
    counted = [(r, w) for r in attested.lexicon_roots() for w in attested.attested_wazns(r)]
    for root, wazn in [*counted, *NEW]:
        try:
            verb = mazini.conjugate(root, wazn)
        except mazini.MaziniError:
            continue
        slots = {
            name: [form.form for form in forms]
            for name, forms in verb.slots.items()
            if name.split("_")[0] in ("past", "ind", "sub", "juss")
        }
        name = f"{root} {verb.verb_form}"
        for (stem, passive), codes in stems(slots).items():
            if "I" in codes:
                codes.discard("Q")
            lines[stem, name] |= {c.lower() if passive else c for c in codes}
    rows = []
    for (stem, name), codes in sorted(lines.items()):
        # What active and passive share is no sign of either.
        kept = sorted(c for c in codes if c.isupper() or c.upper() not in codes)
        rows.append(f"{stem}\t{''.join(kept)}\t{name}\n")
    Path(TABLE).write_text(HEAD + "".join(rows), encoding="utf-8")
    sys.stdout.write(f"{len(rows)} stems in {TABLE}\n")


if __name__ == "__main__":
    main()
