"""`khutwa read --out`: many articles, with a bar that says how far it is."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

from khutwa.cli.output import console, say, stop, write_diagnostics, write_file, write_json
from khutwa.roadmap.files import unwritten
from khutwa.words import MN, M

if TYPE_CHECKING:
    from collections.abc import Callable

    from khutwa.read.corpus import Pool, Tally
    from khutwa.read.inputs.document import Limits
    from khutwa.roadmap.loader import Loaded

MOST = 30
"""Findings that are shown; all stand in the file."""


def read_corpus(
    where: str,
    loaded: Loaded,
    out: Path,
    plover: Path | None,
    day: date | None,
    limits: Limits,
    workers: int | None,
    scheduler: str | None,
    as_json: bool,
) -> NoReturn:
    """Read all articles of a place, write their proposals, and end.

    Ends with 0, with 1 where some could not be read, with 2 where none could.
    """
    from khutwa.ledger.journal import held
    from khutwa.read.corpus import read_all
    from khutwa.read.corpus_file import Journal, is_failure, lines_of
    from khutwa.read.corpus_work import Job
    from khutwa.read.inputs.places import articles
    from khutwa.read.inputs.web import Web
    from khutwa.read.plover_file import rows, written
    from khutwa.read.web_marks import load_marks, marks_file, save_marks

    assert loaded.roadmap is not None
    count = workers or _cores()
    job = Job(loaded.roadmap, loaded.document.sha256, day, limits)
    try:
        # A second run into the same file waits, and then finds what this one has read.
        with held(out):
            journal = Journal(out)
            web = Web(limits, load_marks(out))
            own = (out, journal.path, marks_file(out), *((plover,) if plover else ()))
            found = articles(where, limits, web, skip=own)
            with _pool(count, scheduler) as pool, _bar(where, as_json) as step:
                tally = read_all(found, job, journal, pool=pool, workers=count, step=step)
            journal.close(tally.copies)
            missed = {line["file"] for line in lines_of(out) if is_failure(line)}
            # What could not be read is fetched again the next time, and the feed that names it.
            kept = {url: each for url, each in web.marks.items() if url not in missed}
            save_marks(out, {url: each for url, each in kept.items() if url != where or not missed})
    except OSError as error:
        why = unwritten(error)
        stop(M("{file} cannot be written: {error}", file=str(out), error=why))
    if plover is not None:
        write_file(plover, written(rows(lines_of(out)), plover.suffix.lower()))
    _tell(tally, out, [out, *([plover] if plover else [])], as_json)
    raise SystemExit(0 if not tally.failed else 1 if tally.read + tally.known else 2)


def _cores() -> int:
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


@contextmanager
def _pool(workers: int, scheduler: str | None) -> Iterator[Pool | None]:
    """Give the pool to read on, none for this very process; or end with why there is none."""
    from khutwa.read.corpus import NoScheduler, dask_pool, pool_of

    if scheduler is None:
        yield pool_of(workers) if workers > 1 else None
        return
    try:
        with dask_pool(scheduler) as pool:
            yield pool
    except NoScheduler as error:
        stop(error.message)


@contextmanager
def _bar(where: str, as_json: bool) -> Iterator[Callable[[Tally], None]]:
    """Show on a screen how many articles are read; nothing in a pipe."""
    out = console(stderr=True)
    if as_json or not out.is_terminal:
        yield lambda _: None
        return
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    total = _files(where)
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(),
               TimeElapsedColumn())  # fmt: skip
    with Progress(*columns, console=out, transient=True) as progress:
        task = progress.add_task(str(M("Articles read")), total=total)

        def step(tally: Tally) -> None:
            done = tally.read + tally.known + tally.failed
            # An archive holds more articles than it is files.
            if total is not None and done > total:
                progress.update(task, total=None)
            progress.update(task, completed=done)

        yield step


def _files(where: str) -> int | None:
    """Return how many files a folder has; None for anything else, whose articles are not known."""
    folder = Path(where)
    return sum(len(files) for _, _, files in os.walk(folder)) if folder.is_dir() else None


def _tell(tally: Tally, out: Path, written: list[Path], as_json: bool) -> None:
    from khutwa.read.corpus_file import lines_of
    from khutwa.read.sentences import no_probability, two_sources

    articles = statements = proposed = grave = 0
    bad: list[dict[str, Any]] = []
    for line in lines_of(out):
        articles += 1
        for statement in line.get("statements", ()):
            statements += 1
            proposed += statement["status"] is not None and bool(statement["steps"])
            grave += statement["needs"] is not None and bool(statement["steps"])
        # A file of no kind that is read is no failure, and still it is named.
        bad += line["findings"] if "statements" not in line else []
    if as_json:
        write_json({
            "written": [str(file) for file in written],
            "read": tally.read, "known": tally.known, "failed": tally.failed,
            "articles": articles, "statements": statements, "proposals": proposed,
            "need_second_source": grave,
            "findings": [*(each.to_dict() for each in tally.found), *bad],
        })  # fmt: skip
        return
    err = console(stderr=True)
    write_diagnostics(tuple(tally.found[:MOST]), stderr=True)
    for each in bad[:MOST]:
        err.print(f"{each['file']}: {each['code']} {each['what']}")
    more = max(0, len(tally.found) - MOST) + max(0, len(bad) - MOST)
    if more:
        err.print(str(MN("and {n} more", "and {n} more", more)))
    say(MN("{n} article was read.", "{n} articles were read.", tally.read))
    if tally.known:
        say(MN("{n} was read in an earlier run.", "{n} were read in an earlier run.", tally.known))
    if tally.failed:
        say(MN("{n} could not be read.", "{n} could not be read.", tally.failed))
    say(MN("{n} statement is a proposal for the ledger.",
           "{n} statements are proposals for the ledger.", proposed))  # fmt: skip
    for file in written:
        say(M("Written: {file}", file=str(file)))
    say(no_probability())
    if grave:
        say(two_sources(grave))
