"""How long pages of 50 MB that are made to harm take, and how much memory.

    python benchmarks/reader/hostile.py [--megabytes 50]

Each page is read twice: with the limits that `khutwa read` has by itself, and with a limit of size
that lets it in, so that the limits of time and memory are what stops it.
"""

from __future__ import annotations

import argparse
import resource
import time
from collections.abc import Callable

from khutwa.read.inputs.apart import close
from khutwa.read.inputs.content import document
from khutwa.read.inputs.document import Limits, Raw
from khutwa.read.inputs.problems import InputError

PAGES: dict[str, Callable[[int], str]] = {
    "tags in each other": lambda size: "<div>" * (size // 5),
    "one attribute": lambda size: f"<div a='{'x' * size}'>",
    "many attributes": lambda size: "<div " + " ".join(f"a{n}=1" for n in range(size // 10)) + ">",
    "many links": lambda size: "<p>" + "<a href=x>y</a>" * (size // 15),
    "many paragraphs": lambda size: "<p>word word word.</p>" * (size // 22),
    "open formatting": lambda size: "<p><b><i>" * (size // 9),
    "comments": lambda size: "<!--" * (size // 4),
    "entities": lambda size: "&amp;" * (size // 5),
    "tables in each other": lambda size: "<table><tr><td>" * (size // 15),
    "one word": lambda size: "x" * size,
}


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--megabytes", type=int, default=50)
    size = parser.parse_args().megabytes * 1024 * 1024
    print(f"{'page':22} {'by default':>12}   {'let in':>8}")
    for name, body in PAGES.items():
        data = f"<!doctype html><html><body>{body(size)}".encode()
        first = outcome(data, Limits())
        print(f"{name:22} {first}   {outcome(data, Limits(bytes=2 * size))}", flush=True)
        close()
    own, other = (
        resource.getrusage(who).ru_maxrss // 1024
        for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    )
    print(f"most memory: {own} MB here (the page itself), {other} MB in the process that reads it")


def outcome(data: bytes, limits: Limits) -> str:
    """Return the code with which a page was refused, or `read`, and the seconds it took."""
    start = time.perf_counter()
    try:
        document(Raw("a.html", data), limits)
        code = "read"
    except InputError as error:
        code = error.diagnostic.code
    return f"{code} {time.perf_counter() - start:5.1f} s"


if __name__ == "__main__":
    main()
