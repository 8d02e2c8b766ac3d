"""The bytes of a file that a person names, up to a limit; or why there are none."""

from __future__ import annotations

import errno
import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from khutwa.words import M, Message


@dataclass(frozen=True)
class Unread:
    """Why a file was not read.

    Attributes:
        kind: The problem; every reader words it in its own way.
        name: The file as it can be printed.
        values: What the words insert.
    """

    kind: Literal["unreadable", "too-large", "leaves-folder"]
    name: str
    values: Mapping[str, Any]


def read_file(file: Path, most: int, *, linked: bool = True) -> bytes | Unread:
    """Return the bytes of a file; never raises for a mistake of the user's.

    Args:
        file: Where it is.
        most: Bytes that it may have; no more are read.
        linked: Whether it may be a link that leads out of its folder.
    """
    name = shown(file)
    try:
        if not linked and file.is_symlink() and file.parent.resolve() not in file.resolve().parents:
            return Unread("leaves-folder", name, {"target": shown(file.resolve())})
        if file.exists() and not file.is_file():
            return Unread("unreadable", name, {"file": name, "error": M("it is not a file")})
        with file.open("rb") as stream:
            data = stream.read(most + 1)
            size = os.fstat(stream.fileno()).st_size
    except (OSError, ValueError, RuntimeError) as error:
        return Unread("unreadable", name, {"file": name, "error": said(error)})
    if len(data) > most:
        return Unread("too-large", name, {"size": size, "most": most})
    return data


def shown(file: Path) -> str:
    """Return a path that can be printed; the name of a file need not be UTF-8."""
    return str(file).encode("utf-8", "replace").decode()


def said(error: Exception) -> Message | str:
    """Return why a file cannot be opened."""
    match error:
        case FileNotFoundError() | NotADirectoryError():
            return M("there is no such file")
        case PermissionError():
            return M("you may not read it")
        case IsADirectoryError():
            return M("it is not a file")
        case OSError(strerror=str(said)):
            return said
        case RuntimeError():
            return M("the link leads to itself")
        case _:
            return M("this is not the name of a file")


def unwritten(error: OSError) -> Message | str:
    """Return why a file cannot be written."""
    match error:
        case PermissionError():
            return M("you may not write it, or another program such as Excel holds it open")
        case FileExistsError():
            return M("a file stands where a folder should be")
        case OSError(errno=errno.ENOSPC):
            return M("the disk is full")
        case _:
            return said(error)
