"""Adding that neither a crash nor another writer can spoil.

Whoever writes holds a lock file beside the ledger. Before anything is added, that file says what
stood in the ledger and what is going to stand behind it. It is gone once all is written; where a
writer was killed it stays, and tells whether the end of the ledger is half of an addition.
"""

from __future__ import annotations

import hashlib
import json
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl


class Journal:
    """The lock file of a ledger, while it is held.

    Args:
        handle: Its descriptor.
        file: The ledger.
    """

    def __init__(self, handle: int, file: Path) -> None:
        self._handle = handle
        self._file = file

    def add(self, before: bytes, tail: bytes) -> None:
        """Write behind the end of the ledger, wherever that is by now.

        Args:
            before: What stands in it.
            tail: What to add.

        Raises:
            OSError: where it cannot be written; then the ledger is as it was.
        """
        head = {"size": len(before), "before": _hash(before), "tail": _hash(tail)}
        os.ftruncate(self._handle, 0)
        _write(self._handle, json.dumps(head).encode() + b"\n" + tail)
        new = not self._file.exists()
        handle = os.open(self._file, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o666)
        try:
            begun = os.fstat(handle).st_size
            try:
                _write(handle, tail)
            except OSError:
                os.ftruncate(handle, begun)
                raise
        finally:
            os.close(handle)
        if new:
            settle(self._file.parent)


@contextmanager
def held(file: Path) -> Iterator[Journal]:
    """Hold a ledger, so that no other writer does; one that was killed does not hold it.

    What such a one had half added is added to its end.

    Raises:
        OSError: where no file can be made beside the ledger.
    """
    path = _beside(file)
    while True:
        handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o666)
        _wait(handle)
        with suppress(FileNotFoundError):
            # Who held it before has removed it, and another may be there already.
            if os.path.samestat(os.fstat(handle), os.stat(path)):
                break
        os.close(handle)
    try:
        journal = Journal(handle, file)
        if file.is_file():
            data = file.read_bytes()
            rest = _half_added(path, data)
            if rest:
                journal.add(data, rest)
        yield journal
    finally:
        if sys.platform == "win32":
            os.close(handle)
            with suppress(OSError):
                os.unlink(path)
        else:
            os.unlink(path)
            os.close(handle)


def whole(file: Path, data: bytes) -> bytes:
    """Return the bytes of a ledger with the rest of what a writer has half added."""
    return data + _half_added(_beside(file), data)


def settle(folder: Path) -> None:
    """Wait until the names of a folder's files are on the disk, where the system can do so."""
    if sys.platform != "win32":
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _half_added(path: Path, data: bytes) -> bytes:
    """Return what is missing at the end of a ledger; nothing where it does not end in a half."""
    try:
        head, _, tail = path.read_bytes().partition(b"\n")
        told = json.loads(head)
        before, added = data[: told["size"]], data[told["size"] :]
        sound = (told["before"], told["tail"])
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return b""
    if not added or len(added) >= len(tail) or not tail.startswith(added):
        return b""
    return tail[len(added) :] if sound == (_hash(before), _hash(tail)) else b""


def _beside(file: Path) -> Path:
    real = Path(os.path.realpath(file))
    return real.with_name(f".{real.name}.lock")


def _hash(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def _write(handle: int, data: bytes) -> None:
    """Write all of it, and wait until it is on the disk."""
    rest = memoryview(data)
    while rest:
        rest = rest[os.write(handle, rest) :]
    os.fsync(handle)


def _wait(handle: int) -> None:
    """Wait until nobody else holds a lock file."""
    if sys.platform == "win32":
        while True:
            with suppress(OSError):
                msvcrt.locking(handle, msvcrt.LK_LOCK, 1)
                return
    else:
        fcntl.flock(handle, fcntl.LOCK_EX)
