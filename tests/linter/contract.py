"""What every rule keeps: asserted on whatever plan a test has at hand."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from string import Formatter

from khutwa.linter import Rule, all_rules, check
from khutwa.linter.context import Context
from khutwa.roadmap.diagnostic import Diagnostic, Severity
from khutwa.roadmap.edit import apply
from khutwa.roadmap.loader import Loaded, load_text
from khutwa.roadmap.model import Silence
from khutwa.words import Message, Text, use_language

RULES = {rule.code: rule for rule in all_rules()}


def found_by(rule: Rule, loaded: Loaded) -> list[Diagnostic]:
    """Return what a rule yields on a plan that it has not seen before."""
    assert loaded.roadmap is not None, [str(d) for d in loaded.diagnostics]
    return list(rule.check(Context(loaded.roadmap, loaded.document)))


def messages(value: object) -> Iterator[Message]:
    """Yield a message and those that stand in it."""
    if isinstance(value, Message):
        yield value
        for inner in value.values.values():
            yield from messages(inner)
    elif isinstance(value, (list, tuple)):
        for item in value:
            yield from messages(item)


def is_filled(message: Message) -> bool:
    """Tell whether a message has exactly the values that its text names."""
    wanted = {name for _, name, _, _ in Formatter().parse(message.template) if name}
    return wanted == set(message.values)


def keeps_to_the_contract(rule: Rule, loaded: Loaded) -> None:
    """Assert what every rule promises of its findings on one plan."""
    findings = found_by(rule, loaded)
    with use_language("ar"):
        again = found_by(rule, loaded)
    # The same findings every time, and worded in the language in which they are read.
    assert findings == again
    assert [f.edits for f in findings] == [f.edits for f in again]
    assert [f.to_dict() for f in findings] == [f.to_dict() for f in again]
    lines = loaded.document.text.splitlines()
    for finding in findings:
        assert finding.code == rule.code
        assert finding.severity in Severity
        assert finding.place.file == loaded.document.name
        assert 1 <= finding.place.line <= len(lines)
        assert 1 <= finding.place.column <= len(lines[finding.place.line - 1]) + 1
        for text in (finding.what, finding.why, finding.fix):
            assert str(text).strip()
            assert all(is_filled(message) for message in messages(text)), text
        assert can_be_silenced(finding, rule, loaded)
        if finding.edits:
            assert rule.fixable
            edited = load_text(apply(loaded.document.text, finding.edits))
            assert edited.ok, [str(d) for d in edited.diagnostics]


def can_be_silenced(finding: Diagnostic, rule: Rule, loaded: Loaded) -> bool:
    """Tell whether an entry at the subject silences a finding and is itself no finding (KH107)."""
    entry = Silence(code=finding.code, at=finding.subject, reason=Text.plain("Seen."))
    assert loaded.roadmap is not None
    silent = replace(loaded, roadmap=loaded.roadmap.model_copy(update={"silence": (entry,)}))
    report = check(silent, {rule, RULES["KH107"]})
    return finding not in report.findings and not any(f.code == "KH107" for f in report.findings)
