"""Write a page for every code of the checker, from its documentation and the cases of its tests.

    python tools/rule_pages.py write     write docs/rules
    python tools/rule_pages.py check     list the pages that differ from what would be written
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

from khutwa import Severity, check, load_text
from khutwa.ledger.rule import FAMILY as EVIDENCE
from khutwa.linter import Family
from khutwa.linter.explain import listing
from khutwa.words import use_language

ROOT = Path(__file__).resolve().parents[1]
PAGES = ROOT / "docs" / "rules"
CASES = (ROOT / "tests" / "linter" / "rules", ROOT / "tests" / "ledger" / "rules")

SEVERITIES = {"error": "Error", "warning": "Warning", "info": "Note"}

INDEX = """# The rules

What `khutwa check` looks for. `khutwa explain CODE` says the same in the terminal, in Arabic and
Russian too.

An *error* is something with which the plan cannot work, a *warning* a weakness that has broken
plans before, a *note* a question to its authors. A finding that they have seen and accept is
[silenced](../file.md#silence) with a reason. What is marked `--fix` can be mended by
`khutwa check --fix`.

Before any rule is asked, the file itself must be sound: see [problems of the file](file.md). What
`khutwa ledger check` looks for stands under [evidence](#evidence); what it says of rows that cannot
be read, under [problems of the ledger](ledger.md).
"""

FILE = """# Problems of the file

What may be wrong with a file before its meaning is looked at. All of these are errors, and as long
as there is one no rule is asked. Dots (…) stand for what is found in the file.
"""

LEDGER = """# Problems of the ledger

What may be wrong with the file of a ledger before its evidence is weighed. Most are errors that
lose the one row in which they stand, and no other; the first eight concern the whole file. Dots (…)
stand for what is found in the file.
"""

FILES = ("file", "ledger")
"""Families of what is found before any rule is asked."""


def pages() -> dict[str, str]:
    """Return the text of every page by its name."""
    with use_language("en"):
        entries = [entry.to_dict() for entry in listing().values()]
    rules = [entry for entry in entries if entry["family"] not in FILES]
    said = {
        family: [text for entry in entries if entry["family"] == family
                 for text in about(entry, "##")]
        for family in FILES
    }  # fmt: skip
    return {
        "index.md": joined(INDEX, *tables(rules)),
        "file.md": joined(FILE, *said["file"]),
        "ledger.md": joined(LEDGER, *said["ledger"]),
        **{f"{entry['code']}.md": joined(*about(entry, "#"), *examples(entry)) for entry in rules},
    }


def tables(rules: list[dict[str, Any]]) -> Iterator[str]:
    """Yield the rules of every family as a table."""
    for family in (*(family.value for family in Family), EVIDENCE):
        rows = ["| code | name | | what it finds |", "|---|---|---|---|"]
        rows += [
            f"| [{entry['code']}]({entry['code']}.md) | {entry['name']} | {gravity(entry)} "
            f"| {entry['title']} |"
            for entry in rules
            if entry["family"] == family
        ]
        yield f"## {family.capitalize()}"
        yield "\n".join(rows)


def about(entry: dict[str, Any], mark: str) -> Iterator[str]:
    """Yield the parts that every code has."""
    yield f"{mark} {entry['code']} {entry['name']}"
    yield entry["title"]
    if entry["family"] not in FILES:
        yield f"{gravity(entry)}, [{entry['family']}](index.md#{entry['family']})."
    for paragraph in entry["body"]:
        head, colon, rest = paragraph.partition(": ")
        is_code = paragraph.startswith(" ")
        yield f"**{head}:** {rest}" if colon and not is_code else paragraph


def gravity(entry: dict[str, Any]) -> str:
    """Return how grave a finding is, and whether it can be mended."""
    return SEVERITIES[entry["severity"]] + (", `--fix`" if entry["fixable"] else "")


def examples(entry: dict[str, Any]) -> Iterator[str]:
    """Yield, from the tests of a rule, a case in which it finds something and one that passes."""
    files = [file for folder in CASES if (file := folder / f"{entry['code']}.yaml").exists()]
    if not files:
        return
    cases = YAML(typ="safe").load(files[0].read_text(encoding="utf-8"))["cases"]
    found = [case for case in cases if case["findings"]]
    # A plan with the errors of another rule would be a poor model.
    passed = [
        case
        for case in cases
        if not case["findings"] and ("ledger" in case or is_sound(case["plan"]))
    ]
    for title, some in (("Found", found), ("Passes", passed)):
        for case in some[:1]:
            yield f"## {title}: {case['name']}"
            for key, language in (("plan", "yaml"), ("ledger", "csv")):
                if key in case:
                    yield f"```{language}\n{case[key].strip()}\n```"


def is_sound(plan: str) -> bool:
    """Tell whether no rule finds an error in a plan."""
    return not check(load_text(plan)).count(Severity.ERROR)


def joined(*parts: str) -> str:
    """Return the parts of a page as its text."""
    return "\n\n".join(part.strip("\n") for part in parts) + "\n"


def differing() -> list[str]:
    """Return the names of the pages that are missing, out of date, or of no code."""
    wanted = pages()
    there = {page.name: page.read_text(encoding="utf-8") for page in PAGES.glob("*.md")}
    return sorted(name for name in wanted.keys() | there if wanted.get(name) != there.get(name))


def main(arguments: list[str]) -> int:
    """Write or check the pages."""
    if arguments not in (["write"], ["check"]):
        print(__doc__)
        return 2
    if arguments == ["write"]:
        wanted = pages()
        PAGES.mkdir(parents=True, exist_ok=True)
        for page in PAGES.glob("*.md"):
            page.unlink()
        for name, text in wanted.items():
            (PAGES / name).write_text(text, encoding="utf-8")
    for name in differing():
        print(f"docs/rules/{name} is not what `python tools/rule_pages.py write` makes")
    return int(bool(differing()))


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
