"""The one entrance: from a path or an address to the articles there."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterable, Iterator
from itertools import islice
from pathlib import Path

from khutwa.read.inputs import feed, warc
from khutwa.read.inputs.document import Limits, Raw
from khutwa.read.inputs.kinds import FEED, HEAD, WARC, kind_of
from khutwa.read.inputs.problems import InputError, finding
from khutwa.read.inputs.web import Web, is_address
from khutwa.roadmap.diagnostic import Diagnostic
from khutwa.roadmap.files import said, shown


def articles(
    where: str, limits: Limits, web: Web, *, skip: Collection[Path] = ()
) -> Iterator[Raw | Diagnostic]:
    """Yield the articles of a file, a folder, a feed, a web archive or an address, in their order.

    A folder is searched to its bottom by name; hidden files and links out of it are left out. A
    feed that is read from the web leads to its articles on the web; one that lies in a file says
    only what it holds.

    Args:
        where: A path, an address, or `archive.warc#offset` for one record.
        limits: What an article may take.
        web: To fetch with.
        skip: Files of a folder that are no articles.
    """
    try:
        if is_address(where):
            yield from _on_web(where, web)
            return
        if not where:
            raise FileNotFoundError
        path = Path(where)
        record = _record(where)
        if record:
            yield from _one(*record, limits)
        elif path.is_dir():
            yield from _in_folder(path, limits, {each.resolve() for each in skip})
        else:
            yield from _in_file(path, limits)
    except InputError as error:
        yield error.diagnostic
    except (OSError, ValueError) as error:
        yield finding("unreadable", where, file=where, error=said(error))


def _on_web(url: str, web: Web) -> Iterator[Raw | Diagnostic]:
    got = web.get(url)
    if got.unchanged:
        return
    if kind_of(got.data, got.kind) != FEED:
        yield Raw(url, got.data, got.kind, got.url)
        return
    whole = True
    for each in feed.articles(got.data, got.url, web):
        whole = whole and isinstance(each, Raw)
        yield each
    # What could not be had is asked for again the next time.
    if whole and got.marks:
        web.marks[url] = got.marks


def _record(where: str) -> tuple[Path, int] | None:
    """Return the archive and the place of a record that is named, if one is."""
    file, _, offset = where.rpartition("#")
    if file and offset.isascii() and offset.isdecimal() and not Path(where).exists():
        return Path(file), int(offset)
    return None


def _one(file: Path, number: int, limits: Limits) -> Iterator[Raw | Diagnostic]:
    """Yield one record of an archive, or one article that a feed in a file holds."""
    with file.open("rb") as stream:
        kind = kind_of(stream.read(HEAD), file.name)
    found: Iterable[Raw | Diagnostic]
    if kind == FEED:
        found = islice(_in_file(file, limits), max(0, number - 1), number)
    else:
        found = warc.pages(file, limits, number, one=True)
    yield from found


def _in_folder(
    folder: Path, limits: Limits, skip: Collection[Path]
) -> Iterator[Raw | Diagnostic]:
    inside = folder.resolve()
    for place, folders, files in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(name for name in files if not name.startswith(".")):
            file = Path(place, name)
            real = file.resolve()
            if real in skip:
                continue
            if inside not in real.parents:
                yield finding("leaves-folder", shown(file), target=shown(real))
            elif file.is_file():
                try:
                    yield from _in_file(file, limits)
                except InputError as error:
                    yield error.diagnostic
                except OSError as error:
                    yield finding("unreadable", shown(file), file=shown(file), error=said(error))


def _in_file(file: Path, limits: Limits) -> Iterator[Raw | Diagnostic]:
    name = shown(file)
    with file.open("rb") as stream:
        head = stream.read(HEAD)
        kind = kind_of(head, file.name)
        if kind != WARC:
            head += stream.read(limits.bytes + 1 - len(head))
    if kind == WARC:
        yield from warc.pages(file, limits)
    elif len(head) > limits.bytes:
        yield finding("too-large", name, most=limits.bytes)
    elif kind == FEED:
        yield from feed.articles(head, name, None)
    else:
        yield Raw(name, head)
