"""Plans for the tests of the engine: read from text, or drawn at random as text."""

from __future__ import annotations

from hypothesis import strategies as st

from khutwa.roadmap.loader import load_text
from khutwa.roadmap.model import Roadmap


def plan(text: str) -> Roadmap:
    """Return the plan that a file with this text holds."""
    loaded = load_text(text)
    assert loaded.roadmap is not None, [(d.code, str(d.what)) for d in loaded.diagnostics]
    return loaded.roadmap


NUMBERS = st.integers(-6, 6).map(lambda n: n / 2)
EXITS = ["anyone", "obligors"]
SHARES = st.sampled_from([0.25, 0.5, 1.0])


@st.composite
def values(draw: st.DrawFn, ranges: bool = False) -> str:
    """Return a stake as the file writes it."""
    if ranges and draw(st.booleans()):
        low, likely, high = sorted(draw(st.lists(NUMBERS, min_size=3, max_size=3)))
        return f"[{low}, {likely}, {high}]"
    return str(draw(NUMBERS))


@st.composite
def texts(draw: st.DrawFn, parties: int = 2, ranges: bool = False, tranches: bool = True) -> str:
    """Return a small plan with everything that the engine looks at, in yearly periods."""
    names = ["north", "south", "coast"][:parties]
    lines = ["title: Drawn", "unit: year"]
    if draw(st.integers(0, 3)) == 0:
        stall, leave = draw(st.sampled_from(["yes", "no"])), draw(st.sampled_from(EXITS))
        lines.append(f"alternatives: {{stall: {stall}, walk away: {leave}}}")
    lines.append("parties:")
    for name in names:
        patience = draw(st.sampled_from([0.2, 0.5, 0.7, 0.85]))
        dividend = draw(values(ranges))
        lines.append(f"  {name}: {{patience: {patience}, dividend: {dividend}}}")
    lines += ["roles: {donor: {role: donor}}", "steps:"]
    stages: list[list[str]] = []
    for number in range(draw(st.integers(1, 4))):
        step = f"s{number}"
        alone = tranches and draw(st.integers(0, 5)) == 0
        owners = draw(st.sets(st.sampled_from([*names, "donor"]), min_size=1, max_size=2))
        fields = [f"obligors: [{', '.join(sorted(owners))}]"]
        if draw(st.booleans()):
            fields.append("reversible: false")
        elif draw(st.booleans()):
            fields.append(f"persists: {draw(SHARES)}")
        if draw(st.booleans()):
            fields.append(f"verification: {{by: donor, detects: {draw(SHARES)}}}")
        if draw(st.integers(0, 2)) == 0:
            fields.append(f"performers: donor, reliability: {draw(SHARES)}")
        if len(owners) == 2 and draw(st.booleans()):
            fields.append("joint: true")
        if alone:
            fields.append("tranches: 2, takes: 2 years")
        else:
            if draw(st.booleans()):
                fields.append("escrow: swap")
            if draw(st.booleans()):
                fields.append(f"takes: {draw(st.integers(0, 3))} years")
        stakes = [
            f"{name}: {{flow: {draw(values(ranges))}, once: {draw(values(ranges))}, "
            f"outside: {draw(values(ranges))}}}"
            for name in names
            if draw(st.integers(0, 4))
        ]
        fields.append(f"stakes: {{{', '.join(stakes)}}}")
        lines.append(f"  {step}: {{{', '.join(fields)}}}")
        if alone:
            stages += [[f"{step}.1"], [f"{step}.2"]]
        elif stages and "." not in stages[-1][0] and draw(st.booleans()):
            stages[-1].append(step)
        else:
            stages.append([step])
    lines.append(f"schedule: {stages}".replace("'", ""))
    return "\n".join(lines)


def plans(
    parties: int = 2, ranges: bool = False, tranches: bool = True
) -> st.SearchStrategy[Roadmap]:
    """Return small random plans."""
    return texts(parties, ranges, tranches).map(plan)
