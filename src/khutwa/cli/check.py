"""`khutwa check`: what is wrong with a plan."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from khutwa.cli.command import command, option
from khutwa.cli.output import console, origin, say, write_diagnostics, write_file, write_json
from khutwa.roadmap.diagnostic import Diagnostic, Severity
from khutwa.words import MN, M, Message

if TYPE_CHECKING:
    from khutwa.linter.run import Report
    from khutwa.roadmap.loader import Loaded


@command(
    "check",
    M(
        "Look for what would make a plan fail.\n\nEnds with 0 for a clean plan, 1 for warnings, "
        "2 for errors. `khutwa explain CODE` says more about a finding."
    ),
    "khutwa check my-plan",
    "khutwa check roadmap.yaml --fix",
    "khutwa check roadmap.yaml --format github",
)
@click.argument("plan", type=click.Path(path_type=Path))
@option(
    "--format",
    "style",
    type=click.Choice(["text", "json", "github"]),
    default="text",
    message=M("How to write the findings."),
)
@option("--fix", is_flag=True, message=M("Mend what can be mended without a decision."))
def run(plan: Path, style: str, fix: bool, as_json: bool) -> None:
    """Check one plan."""
    from khutwa.linter import check
    from khutwa.roadmap.loader import load

    loaded = load(plan)
    report = check(loaded)
    if fix:
        loaded, report = _mend(loaded, report)
    if as_json or style == "json":
        write_json(_plain(loaded, report))
    elif style == "github":
        for finding in report.findings:
            click.echo(annotation(finding))
    else:
        write_diagnostics(report.findings)
        _summary(report)
    raise SystemExit(report.exit_code)


def _mend(loaded: Loaded, report: Report) -> tuple[Loaded, Report]:
    from khutwa.linter.fix import mend

    mended = mend(loaded, report)
    if mended.text != loaded.document.text:
        write_file(Path(loaded.document.name), mended.text)
        said = MN("{n} finding was mended.", "{n} findings were mended.", len(mended.edited))
        console(stderr=True).print(str(said))
    return mended.loaded, mended.report


def _plain(loaded: Loaded, report: Report) -> dict[str, object]:
    return {
        **origin(loaded),
        "findings": [finding.to_dict() for finding in report.findings],
        "silenced": [finding.to_dict() for finding in report.silenced],
        "exit": report.exit_code,
    }


def _summary(report: Report) -> None:
    if not report.findings:
        say(M("Nothing found. That is no promise that the plan will hold: try `khutwa analyse`."))
    else:
        say(M("Found: {counts}.", counts=counted(report)))
        fixable = sum(bool(finding.edits) for finding in report.findings)
        if fixable:
            say(
                MN(
                    "{n} finding can be mended by `--fix`.",
                    "{n} findings can be mended by `--fix`.",
                    fixable,
                )
            )
    if report.silenced:
        say(
            MN(
                "{n} finding is silenced in the file.",
                "{n} findings are silenced in the file.",
                len(report.silenced),
            )
        )


def counted(report: Report) -> list[Message]:
    """Return how many findings of each gravity there are, in words."""
    return [
        MN("{n} error", "{n} errors", report.count(Severity.ERROR)),
        MN("{n} warning", "{n} warnings", report.count(Severity.WARNING)),
        MN("{n} note", "{n} notes", report.count(Severity.INFO)),
    ]


def annotation(finding: Diagnostic) -> str:
    """Return the finding as a workflow command that GitHub shows at the line."""
    level = {"info": "notice"}.get(finding.severity.value, finding.severity.value)
    place = finding.place
    head = f"file={_escape(place.file, True)},line={place.line},col={place.column}"
    body = f"{finding.what}\n{finding.why}\n{finding.fix}"
    return f"::{level} {head},title={finding.code}::{_escape(body, False)}"


def _escape(text: str, is_property: bool) -> str:
    text = text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
    return text.replace(":", "%3A").replace(",", "%2C") if is_property else text
