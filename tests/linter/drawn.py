"""Plans for the tests of the linter, drawn at random as text, sound and broken alike."""

from __future__ import annotations

from hypothesis import strategies as st

NAMES = ["ceasefire", "arms", "talks", "access", "vote"]
PARTIES = ["north", "south"]
ROLES = {"mission": "verifier", "bands": "performer", "council": ""}


@st.composite
def conditions(draw: st.DrawFn, atoms: list[str]) -> str:
    """Return a condition, often one that is odd: a name twice, a count of all, no brackets."""
    parts = draw(st.lists(st.sampled_from(atoms), min_size=2, max_size=4))
    match draw(st.sampled_from(["and", "or", "both", "count"])):
        case "and":
            return " and ".join(parts)
        case "or":
            return " or ".join(parts)
        case "both":
            words = draw(st.lists(st.sampled_from(["and", "or"]), min_size=4, max_size=4))
            return " ".join(x for pair in zip(words, parts, strict=False) for x in pair)[3:].strip()
        case _:
            return f"{draw(st.integers(1, len(parts)))} of ({', '.join(parts)})"


@st.composite
def plans(draw: st.DrawFn) -> str:
    """Return a small plan that loads; its meaning may be any nonsense."""

    def maybe(line: str) -> list[str]:
        return [line] if draw(st.booleans()) else []

    def some(values: list[str], most: int = 2) -> str:
        return ", ".join(draw(st.lists(st.sampled_from(values), max_size=most, unique=True)))

    names = NAMES[: draw(st.sampled_from([5, 4, 3, 1]))]
    parties = PARTIES[: draw(st.sampled_from([2, 2, 1, 0]))]
    actors = [*parties, *ROLES]
    parts = {n: draw(st.sampled_from([0, 0, 0, 2, 3])) for n in names}
    pieces = [f"{n}.{i + 1}" if parts[n] else n for n in names for i in range(parts[n] or 1)]
    moments = ["2030-05", "2031", "signature", "disputed", f"30 days after {names[0]}"]
    lengths = ["1 week", "[1 month, 1 year]", "0 days"]
    atoms = [*names, *pieces, "funds", "recognition", "not before 2030-01-01"]

    lines = ["# drawn", "title: Drawn", *maybe("languages: [en, ar]"), *maybe("start: 2030-01-01")]
    lines += maybe("as of: 2031-06-01")
    told = [f"{name}: {{dividend: +, until: 2031}}" for name in parties]
    lines.append(f"parties: {{{', '.join(told)}}}")
    told = [f"{name}: {{role: [{kind}]}}" for name, kind in ROLES.items()]
    lines.append(f"roles: {{{', '.join(told)}}}")
    lines.append("clocks:")
    lines.append("  signature: 2030-01-15")
    lines.append(f"  disputed: {{contested: [{{at: 2030-03}}, {{at: {names[-1]}}}]}}")
    lines.append("facts: {funds: {}, recognition: {never: true}}")
    lines.append("frameworks: {resolution: {demands: {'1': Quiet, '2': {en: Votes, ar: اقتراع}}}}")
    lines.append("steps:")
    for name in names:
        lines += [f"  {name}:", f"    obligors: [{some(actors)}]"]
        lines += maybe(f"    performers: [{some(actors)}]")
        lines += maybe(f"    requires: '{draw(conditions(atoms))}'  # as agreed")
        for field in ("not before", "start by", "by"):
            lines += maybe(f"    {field}: {draw(st.sampled_from(moments))}")
        lines += maybe("    rebaselined: [{by: 2030-12-31}]")
        lines += maybe(f"    takes: {draw(st.sampled_from(lengths))}")
        lines += maybe("    reversible: false")
        lines += maybe(f"    escrow: {draw(st.sampled_from(['swap', 'trade']))}")
        lines += maybe("    joint: true")
        lines += maybe("    off text: true")
        lines += maybe("    serves: resolution.1")
        chance = draw(st.sampled_from(["10%", "50%", "1"]))
        lines += maybe(f"    verification: {{by: [{some(actors)}], detects: {chance}}}")
        values = [f"{p}: {draw(st.sampled_from(['-', '---', '0', '++']))}" for p in parties]
        lines += maybe(f"    stakes: {{{', '.join(values)}}}")
        lines += [f"    tranches: {parts[name]}"] if parts[name] else []
    if draw(st.booleans()):
        lines.append("schedule:")
        order = draw(st.permutations(pieces))[: draw(st.integers(1, len(pieces)))]
        for piece in order:
            lines += maybe("  - []")
            lines += [f"  - [{piece}]"]
    lines += maybe(f"goal: [{names[-1]}]")
    lines += maybe(f"countermeasures: {{answer: {{by: mission, suspends: {names[0]}}}}}")
    lines += maybe("silence: [{code: KH401, at: nowhere, reason: Seen.}]")
    return "\n".join(lines) + "\n"
