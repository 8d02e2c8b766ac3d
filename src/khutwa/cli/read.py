"""`khutwa read`: what an article says of the steps of a plan, proposed to a person."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import click

from khutwa.cli.command import command, option
from khutwa.cli.output import (
    check_ending,
    console,
    say,
    sound,
    stop,
    write_diagnostics,
    write_file,
    write_json,
)
from khutwa.words import M, current_language

if TYPE_CHECKING:
    from khutwa.read.frame import Reading
    from khutwa.read.inputs.document import Document, Limits
    from khutwa.roadmap.diagnostic import Diagnostic
    from khutwa.roadmap.model import Roadmap


@command(
    "read",
    M(
        "Read an article and propose what it says of the steps of a plan.\n\nThe article is a "
        "text, HTML, PDF or DOCX, or an address on the web; a folder, a feed or a web archive "
        "holds many and needs `--out`. Nothing is recorded until a person accepts it with "
        "`--accept`. `--learn` reads the articles of earlier decisions again and ends with 1 where "
        "the reader would decide otherwise."
    ),
    "khutwa read article.txt --roadmap my-plan --date 2019-05-19",
    "khutwa read article.pdf --roadmap my-plan --html page.html",
    "khutwa read articles/ --roadmap my-plan --out proposals.jsonl",
    "khutwa read article.txt --roadmap my-plan --accept 3 --reject 4 --by Ana",
    "khutwa read --roadmap my-plan --learn my-plan/decisions.jsonl",
)
@click.argument("article", required=False)
@option("--roadmap", "where", type=click.Path(path_type=Path), required=True,
        message=M("The plan, or its folder."))  # fmt: skip
@option("--date", "published", message=M("The day on which the article was published."))
@option("--publisher", message=M("Who published the article."))
@option("--url", message=M("Where the article can be read."))
@option("--html", type=click.Path(path_type=Path),
        message=M("Write the article with its statements marked as a page, .html."))  # fmt: skip
@option("--plover", type=click.Path(path_type=Path),
        message=M("Write the events by PLOVER, .csv or .jsonl."))  # fmt: skip
@option("--out", type=click.Path(path_type=Path),
        message=M("Read many articles and write their proposals into this file, .jsonl; what it "
                  "has already is not read again."))  # fmt: skip
@option("--workers", type=click.IntRange(1, 256),
        message=M("Articles that are read at once; as many as this machine has cores when not "
                  "given."))  # fmt: skip
@option("--scheduler", message=M("The address of a Dask scheduler that you trust, to read on many "
                                 "machines."))  # fmt: skip
@option("--largest", type=click.FloatRange(0, 1024, min_open=True), default=16.0, show_default=True,
        message=M("Megabytes that an article may have."))  # fmt: skip
@option("--seconds", type=click.FloatRange(0, 3600, min_open=True), default=20.0, show_default=True,
        message=M("Seconds after which an article is given up."))  # fmt: skip
@option("--accept", type=int, multiple=True, message=M("Record the proposal of this number."))
@option("--reject", type=int, multiple=True, message=M("Turn the proposal of this number down."))
@option("--edit", type=(int, str), multiple=True,
        message=M("Record a proposal with a change: --edit 3 step=committee."))  # fmt: skip
@option("--by", message=M("Who decides; needed to accept, edit or reject."))
@option("--vouch", is_flag=True,
        message=M("Vouch for what has one source only, where it is done or violated."))  # fmt: skip
@option("--learn", type=click.Path(path_type=Path),
        message=M("Read the articles of these decisions again."))  # fmt: skip
def run(
    article: str | None,
    where: Path,
    published: str | None,
    publisher: str | None,
    url: str | None,
    html: Path | None,
    plover: Path | None,
    out: Path | None,
    workers: int | None,
    scheduler: str | None,
    largest: float,
    seconds: float,
    accept: tuple[int, ...],
    reject: tuple[int, ...],
    edit: tuple[tuple[int, str], ...],
    by: str | None,
    vouch: bool,
    learn: Path | None,
    as_json: bool,
) -> None:
    """Read one article or many, or read those of earlier decisions again."""
    from khutwa.cli.read_decided import Choice, decide, learn_from
    from khutwa.read.inputs.document import Limits
    from khutwa.read.inputs.patience import within
    from khutwa.read.inputs.problems import InputError
    from khutwa.read.read import read
    from khutwa.roadmap.loader import load

    loaded = load(where)
    roadmap = sound(loaded)
    if learn is not None:
        learn_from(learn, roadmap, as_json)
    if article is None:
        stop(M("Name the article to read."))
    for file, endings in ((html, (".html",)), (plover, (".csv", ".jsonl")), (out, (".jsonl",))):
        if file is not None:
            check_ending(file, *endings)
    day = _day(published)
    limits = Limits(bytes=max(1, int(largest * 1024 * 1024)), seconds=seconds)
    deciding = bool(accept or reject or edit)
    if out is not None:
        from khutwa.cli.read_corpus import read_corpus

        if deciding or html:
            stop(M("Proposals of many articles are decided on, and shown as a page, article by "
                   "article: leave out --out."))  # fmt: skip
        read_corpus(article, loaded, out, plover, day, limits, workers, scheduler, as_json)
    document = _one(article, limits)
    try:
        with within(seconds, document.raw.name):
            reading = read(document.text, roadmap, published=day or document.published)
    except InputError as error:
        _refuse(article, [error.diagnostic])
    if deciding:
        if not by:
            stop(M("Say with --by who decides."))
        decide(reading, document, roadmap, where,
               Choice(accept, reject, edit, by, vouch, day or document.published,
                      publisher or document.publisher, url or document.raw.url))  # fmt: skip
        return
    _written(document, reading, roadmap, html, plover, day)
    if as_json:
        write_json(_plain(document, reading, roadmap, day))
    else:
        write_diagnostics(document.found, stderr=True)
        if day is None and document.published is not None:
            from khutwa.read.inputs.problems import finding
            from khutwa.words import format_date

            told = finding("dated", document.raw.name, day=format_date(document.published))
            write_diagnostics((told,), stderr=True)
        for file in (html, plover):
            if file is not None:
                say(M("Written: {file}", file=str(file)))
        if html is None and plover is None:
            _show(reading, roadmap)
            _decided_before(where)


def _decided_before(plan: Path) -> None:
    """Say what became of earlier proposals, where a person decided any."""
    from khutwa.read.calibration import calibration
    from khutwa.read.decisions import FILE, DecisionError, load_decisions

    try:
        found = load_decisions((plan if plan.is_dir() else plan.parent) / FILE)
    except (OSError, UnicodeDecodeError, DecisionError):
        # None are there, or `--learn` tells what is wrong with them.
        return
    for each in calibration(found):
        say(each.words)


def _day(given: str | None) -> date | None:
    if given is None:
        return None
    try:
        return date.fromisoformat(given)
    except ValueError:
        stop(M("{given} is no day; write it as 2019-05-19.", given=given))


def _one(article: str, limits: Limits) -> Document:
    """Return the one article that is named, or end with what is wrong with it."""
    from itertools import islice

    from khutwa.read.inputs.content import document
    from khutwa.read.inputs.document import Raw
    from khutwa.read.inputs.places import articles
    from khutwa.read.inputs.problems import InputError, finding
    from khutwa.read.inputs.web import Web
    from khutwa.roadmap.diagnostic import Severity

    found = list(islice(articles(article, limits, Web(limits)), 2))
    raws = [each for each in found if isinstance(each, Raw)]
    wrong = [each for each in found if not isinstance(each, Raw)]
    if len(raws) > 1:
        wrong = [finding("several", article)]
    elif not raws and not any(each.severity is Severity.ERROR for each in wrong):
        wrong.append(finding("empty", article))
    elif raws and not wrong:
        try:
            return document(raws[0], limits)
        except InputError as error:
            _refuse(article, [error.diagnostic])
    elif raws:
        wrong = [finding("several", article)]
    return _refuse(article, wrong)


def _refuse(article: str, wrong: list[Diagnostic]) -> NoReturn:
    """End with what is wrong with an article."""
    if click.get_current_context().params.get("as_json"):
        write_json({"file": article, "findings": [each.to_dict() for each in wrong]})
    else:
        write_diagnostics(tuple(wrong), stderr=True)
    raise SystemExit(2)


def _written(
    document: Document,
    reading: Reading,
    roadmap: Roadmap,
    html: Path | None,
    plover: Path | None,
    day: date | None,
) -> None:
    """Write the page and the events, where they are asked for."""
    if html is not None:
        from khutwa.report import article_html

        write_file(html, article_html(document, reading, roadmap, current_language(), day))
    if plover is not None:
        from khutwa.read.plover_file import rows, written

        found = rows([_plain(document, reading, roadmap, day)])
        write_file(plover, written(found, plover.suffix.lower()))


def _plain(
    document: Document, reading: Reading, roadmap: Roadmap, day: date | None
) -> dict[str, object]:
    from khutwa.read.plain import document_to_dict

    return document_to_dict(document, reading, roadmap, day)


def _show(reading: Reading, roadmap: Roadmap) -> None:
    from rich.padding import Padding
    from rich.text import Text

    from khutwa.read.proposals import GRAVE, entry_status
    from khutwa.read.sentences import details, no_probability, two_sources, verdict

    out = console()
    for note in reading.notes:
        say(note)
    if not reading.statements:
        say(M("Nothing in it speaks of what plans consist of."))
        return
    for number, statement in enumerate(reading.statements, 1):
        words = " ".join(statement.span.text.split())
        head = M("{n}. {verdict}: “{words}”", n=number, verdict=verdict(statement), words=words)
        out.print(Text(str(head), style="bold"))
        for line in details(statement, roadmap):
            out.print(Padding(Text(str(line)), (0, 0, 0, 4), expand=False))
    say(no_probability())
    statuses = [entry_status(statement) for statement in reading.statements]
    grave = sum(status is not None and status[0] in GRAVE for status in statuses)
    if grave:
        say(two_sources(grave))
