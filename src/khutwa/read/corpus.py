"""Read many articles: on all cores or many machines, in an order that does not depend on either.

Every article that is finished stands in a journal at once, so that a run that is ended goes on
where it stopped. The file of proposals is written when all are read, in the order of their names.
"""

from __future__ import annotations

import multiprocessing
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, BrokenExecutor, Executor, Future, wait
from concurrent.futures.process import ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from importlib import import_module
from typing import Any

from khutwa.read.corpus_file import Journal, Key, Line, is_failure
from khutwa.read.corpus_work import Job, work
from khutwa.read.inputs.document import Raw
from khutwa.read.inputs.problems import finding
from khutwa.roadmap.diagnostic import Diagnostic, Severity
from khutwa.words import M, Message

Work = Callable[[Job, Raw], Line]
Pool = Callable[[], Executor]

AHEAD = 2
"""Articles that wait for each worker, so that none is idle and few are in memory."""


@dataclass
class Tally:
    """What became of a run.

    Attributes:
        read: Articles that were read in it.
        known: Articles that an earlier run had read.
        failed: Articles that could not be read.
        found: What was odd, in the order in which it was seen.
        copies: By the hash of an article, other names under which it was found.
    """

    read: int = 0
    known: int = 0
    failed: int = 0
    found: list[Diagnostic] = field(default_factory=list)
    copies: dict[str, list[str]] = field(default_factory=dict)


def pool_of(workers: int) -> Pool:
    """Return how to make a pool of processes on this machine."""
    # A copy of this process would share its pipes; a fresh one does not.
    context = multiprocessing.get_context("spawn")
    return lambda: ProcessPoolExecutor(workers, mp_context=context)


def read_all(
    articles: Iterable[Raw | Diagnostic],
    job: Job,
    journal: Journal,
    *,
    pool: Pool | None = None,
    workers: int = 1,
    work: Work = work,
    step: Callable[[Tally], None] = lambda _: None,
) -> Tally:
    """Read all articles that the journal does not have, and write each into it once it is read.

    Args:
        articles: What to read, and what could not be had.
        job: How to read it.
        journal: Where what is read goes, and what earlier runs have read.
        pool: Makes the pool to read on; this process reads where there is none. A pool that falls
            is made anew, and what it was reading is read again, one by one.
        workers: How many read at once.
        work: Reads one article.
        step: Called after each article.
    """
    tally = Tally()

    def done(line: Line) -> None:
        journal.add(line)
        tally.failed += is_failure(line)
        tally.read += "statements" in line
        step(tally)

    fresh = _fresh(articles, job, journal, tally, step)
    if pool is None:
        for raw in fresh:
            done(work(job, raw))
    else:
        for line in _on_pool(fresh, job, pool, workers * (1 + AHEAD), work):
            done(line)
    return tally


def _fresh(
    articles: Iterable[Raw | Diagnostic],
    job: Job,
    journal: Journal,
    tally: Tally,
    step: Callable[[Tally], None],
) -> Iterator[Raw]:
    """Yield what is to be read; count the rest."""
    seen: dict[str, str] = {}
    for each in articles:
        if isinstance(each, Diagnostic):
            tally.found.append(each)
            tally.failed += each.severity is Severity.ERROR
            step(tally)
            continue
        if each.sha256 in seen:
            tally.copies.setdefault(each.sha256, []).append(each.name)
            tally.found.append(finding("same-text", each.name, other=seen[each.sha256]))
            continue
        seen[each.sha256] = each.name
        if Key(each.sha256, job.key) in journal.finished:
            tally.known += 1
            step(tally)
        else:
            yield each


def _on_pool(
    raws: Iterator[Raw], job: Job, make: Pool, most: int, work: Work
) -> Iterator[Line]:
    """Yield the lines of articles as they are read, in any order."""
    executor = make()
    running: dict[Future[Line], Raw] = {}
    try:
        for raw in raws:
            try:
                running[executor.submit(work, job, raw)] = raw
            except BrokenExecutor:
                running[_fallen()] = raw
            if len(running) < most:
                continue
            ended, _ = wait(running, return_when=FIRST_COMPLETED)
            if any(isinstance(each.exception(), BrokenExecutor) for each in ended):
                executor.shutdown(wait=False)
                yield from _one_by_one(running, job, make, work)
                running, executor = {}, make()
                continue
            for each in ended:
                yield _line(each, running.pop(each), job)
        wait(running)
        yield from _one_by_one(running, job, make, work)
    finally:
        for future in running:
            future.cancel()
        executor.shutdown(wait=False)


def _fallen() -> Future[Line]:
    made: Future[Line] = Future()
    made.set_exception(BrokenExecutor())
    return made


def _one_by_one(
    running: dict[Future[Line], Raw], job: Job, make: Pool, work: Work
) -> Iterator[Line]:
    """Yield what is finished, and read what fell with its pool again, one after the other."""
    wait(running)
    alone: Executor | None = None
    for future, raw in running.items():
        if isinstance(future.exception(), BrokenExecutor):
            alone = alone or make()
            future = alone.submit(work, job, raw)
            if isinstance(future.exception(), BrokenExecutor):
                alone = None
        yield _line(future, raw, job)
    if alone is not None:
        alone.shutdown(wait=False)


def _line(future: Future[Line], raw: Raw, job: Job) -> Line:
    """Return what came of an article; a worker that ended under it is no reason to stop."""
    try:
        return future.result()
    except Exception:
        return job.line_of_failure(raw, finding("reader-fell", raw.name))


class NoScheduler(Exception):  # noqa: N818  a state of the machine, no slip of code
    """No Dask scheduler could be reached.

    Attributes:
        message: What is wrong, and what to do.
    """

    def __init__(self, message: Message) -> None:
        super().__init__(message.template)
        self.message = message


@contextmanager
def dask_pool(address: str) -> Iterator[Pool]:
    """Open the way to the pool of a Dask scheduler.

    Whoever runs the scheduler can run anything on this machine and its workers: it must be trusted.

    Raises:
        NoScheduler: where Dask is not installed or nobody answers.
    """
    try:
        distributed: Any = import_module("distributed")
    except ImportError:
        raise NoScheduler(M("Dask is not installed. Run `pip install 'khutwa[dask]'`.")) from None
    try:
        client = distributed.Client(address, timeout=10)
    except (OSError, ValueError, TimeoutError, ImportError) as error:
        said = str(error) or type(error).__name__
        raise NoScheduler(
            M("No Dask scheduler answers at {address}: {error}", address=address, error=said)
        ) from None

    with client:
        yield client.get_executor
