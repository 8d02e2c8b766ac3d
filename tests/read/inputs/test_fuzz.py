"""Any bytes under any name: an article or a diagnostic, never a traceback."""

from __future__ import annotations

import gzip
from functools import cache
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from khutwa.read.inputs.content import document
from khutwa.read.inputs.document import Document, Limits, Raw
from khutwa.read.inputs.places import articles
from khutwa.read.inputs.problems import InputError
from khutwa.read.inputs.web import Web
from khutwa.read.plain import document_to_dict
from khutwa.read.read import Reader
from khutwa.roadmap.diagnostic import Diagnostic
from read.inputs.made import ARABIC, ATOM, RSS, RUSSIAN, docx, page, pdf, printed, warc
from read.says import plan

SUFFIXES = [".txt", ".html", ".pdf", ".docx", ".xml", ".warc", ".warc.gz", ".rss", ".zip", ".x", ""]
LIMITS = Limits(bytes=100_000, seconds=5)

SOUND = {
    ".txt": [ARABIC.encode(), RUSSIAN.encode("windows-1251"), ARABIC.encode("utf-16")],
    ".html": [page(ARABIC, RUSSIAN)],
    ".pdf": [pdf(printed(ARABIC[:40]))],
    ".docx": [docx(ARABIC)],
    ".xml": [RSS.encode(), ATOM.encode()],
    ".warc.gz": [warc([("https://a.example/", "text/html", page(ARABIC))])],
    ".warc": [gzip.decompress(warc([("https://a.example/", "text/plain", ARABIC.encode())]))],
}


@cache
def reader() -> Reader:
    return Reader(plan())


def opened(each: Raw | Diagnostic) -> Document | Diagnostic:
    if isinstance(each, Diagnostic):
        return each
    try:
        return document(each, LIMITS)
    except InputError as error:
        return error.diagnostic


def read(folder: Path, data: bytes, suffix: str) -> None:
    file = folder / f"a{suffix}"
    file.write_bytes(data)
    for each in articles(str(file), LIMITS, Web(LIMITS)):
        found = opened(each)
        if isinstance(found, Diagnostic):
            assert found.code.startswith("KH9")
            assert str(found.what)
            continue
        reading = reader().read(found.text)
        said = document_to_dict(found, reading, plan())
        for statement in said["statements"]:
            assert found.text[statement["start"] : statement["end"]] == statement["text"]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("fuzz")


@given(st.binary(max_size=400), st.sampled_from(SUFFIXES))
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_any_bytes(folder: Path, data: bytes, suffix: str) -> None:
    read(folder, data, suffix)


@given(st.data())
@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_sound_documents_with_bytes_spoilt(folder: Path, data: st.DataObject) -> None:
    kind = data.draw(st.sampled_from(sorted(SOUND)))
    spoilt = bytearray(data.draw(st.sampled_from(SOUND[kind])))
    for _ in range(data.draw(st.integers(0, 4))):
        at = data.draw(st.integers(0, max(0, len(spoilt) - 1)))
        piece = data.draw(st.binary(max_size=6))
        spoilt[at : at + data.draw(st.sampled_from([0, len(piece), 40]))] = piece
    cut = data.draw(st.integers(0, len(spoilt)) | st.just(len(spoilt)))
    read(folder, bytes(spoilt[:cut]), data.draw(st.sampled_from([kind, kind, *SUFFIXES])))
