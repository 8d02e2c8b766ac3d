"""Fetching: from the owners only, never from a private network, capped, with checksum and licence.

No test leaves this machine: a server on the loopback stands for the owners, which only an explicit
switch allows.
"""

from __future__ import annotations

import hashlib
import json
import socket
import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, ClassVar

import pytest
from click.testing import CliRunner

from khutwa.cli.fetch import run
from khutwa.exchange import datasets
from khutwa.exchange.datasets import DATASETS, fetch_dataset
from khutwa.ledger.fetch import FetchError, fetch

BODY = "اتفاق".encode() * 1000
UCDP = DATASETS["ucdp"]


class Owner(BaseHTTPRequestHandler):
    """A server with one file, and several ways of not giving it."""

    leave: ClassVar[threading.Event]

    def do_GET(self) -> None:
        if self.path.startswith("/moved"):
            self.send_response(302)
            self.send_header("Location", self.path.removeprefix("/moved"))
            self.end_headers()
        elif self.path == "/loop":
            self.send_response(301)
            self.send_header("Location", "/loop")
            self.end_headers()
        elif self.path == "/file":
            self._send(BODY)
        elif self.path == "/short":
            self._send(BODY[:10], length=len(BODY))
        elif self.path == "/slow":
            self.send_response(200)
            self.end_headers()
            self.wfile.write(b"a")
            self.wfile.flush()
            self.leave.wait(30)
        else:
            self.send_error(404)

    def _send(self, data: bytes, length: int | None = None) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/plain")
        self.send_header("Content-Length", str(length or len(data)))
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, format: str, *args: Any) -> None:
        pass


@pytest.fixture
def owner() -> Iterator[str]:
    """Run the server; give its address."""
    Owner.leave = threading.Event()
    server = ThreadingHTTPServer(("127.0.0.1", 0), Owner)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    Owner.leave.set()
    server.shutdown()
    server.server_close()
    thread.join()


def refused(act: Callable[[], object]) -> str:
    with pytest.raises(FetchError) as caught:
        act()
    return str(caught.value.message)


def test_what_comes_is_what_was_sent_with_its_hash(owner: str) -> None:
    found = fetch(f"{owner}/file", private=True)
    assert found.data == BODY
    assert found.sha256 == hashlib.sha256(BODY).hexdigest()
    assert (found.url, found.kind) == (f"{owner}/file", "text/plain")


def test_a_redirection_is_followed_and_the_last_address_told(owner: str) -> None:
    assert fetch(f"{owner}/moved/file", private=True).url == f"{owner}/file"


@pytest.mark.parametrize(("path", "said"), [
    ("/none", "404"), ("/loop", "on and on"), ("/short", "broke off"),
    ("/movedfile:///etc/passwd", "not an address"), ("/moved//[::1", "not an address"),
])  # fmt: skip
def test_what_does_not_come_in_full_is_said(owner: str, path: str, said: str) -> None:
    assert said in refused(lambda: fetch(owner + path, private=True))


def test_a_file_that_is_too_large_is_given_up(owner: str) -> None:
    assert "larger" in refused(lambda: fetch(f"{owner}/file", most=100, private=True))
    assert fetch(f"{owner}/file", most=len(BODY), private=True).data == BODY


def test_a_server_that_does_not_end_is_given_up(owner: str) -> None:
    assert "seconds" in refused(lambda: fetch(f"{owner}/slow", seconds=0.2, private=True))


@pytest.mark.parametrize("host", [
    "127.0.0.1", "localhost", "[::1]", "10.0.0.1", "192.168.1.1", "169.254.169.254", "0.0.0.0",
    "[::ffff:127.0.0.1]", "[fe80::1]", "100.64.0.1", "[fd00::1]", "224.0.0.1", "2130706433",
])  # fmt: skip
def test_private_addresses_are_refused_however_they_are_written(host: str) -> None:
    said = refused(lambda: fetch(f"http://{host}/"))
    assert "private network" in said or "cannot be found" in said


def test_a_name_that_leads_into_a_private_network_is_refused(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    inside = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (each, 80))
              for each in ("93.184.216.34", "10.1.2.3")]  # fmt: skip
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: inside)
    assert "10.1.2.3" in refused(lambda: fetch("https://data.example/"))


def test_a_redirection_into_a_private_network_is_refused(
    owner: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    from khutwa.ledger import fetch as module

    real = module._addresses
    monkeypatch.setattr(
        module, "_addresses",
        lambda parts, private: real(parts, private or parts.path.startswith("/moved")),
    )  # fmt: skip
    assert "private network" in refused(lambda: fetch(f"{owner}/moved/file"))


@pytest.mark.parametrize("url", [
    "ftp://a.example/x", "file:///etc/passwd", "a.example", "http://", "http://a.example:99999/",
    "http://a b.example/", "http://a.example/\r\nX: y", "https://me:secret@a.example/", "",
])  # fmt: skip
def test_what_is_no_address_of_the_web_is_refused(url: str) -> None:
    said = refused(lambda: fetch(url))
    assert "not an address" in said or "password" in said
    assert "secret" not in said


def test_without_a_network_it_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    def unknown(*_: object, **__: object) -> None:
        raise socket.gaierror(-2, "Name or service not known")

    monkeypatch.setattr(socket, "getaddrinfo", unknown)
    assert "online" in refused(lambda: fetch_dataset(UCDP))


def test_a_server_that_is_not_the_owners_is_refused() -> None:
    for address in ("https://example.org/x", "https://ucdp.uu.se.example.org/", "http://[", "x"):
        assert "owners" in refused(lambda a=address: fetch_dataset(UCDP, a))  # type: ignore[misc]
    assert "encrypted" in refused(lambda: fetch_dataset(UCDP, "http://ucdp.uu.se/x"))


def test_the_command_offers_every_data_set() -> None:
    name = next(parameter for parameter in run.params if parameter.name == "name")
    assert sorted(name.type.choices) == sorted(DATASETS)  # type: ignore[attr-defined]


def test_a_data_set_without_a_lasting_address_says_where_to_look() -> None:
    assert "--from" in refused(lambda: fetch_dataset(DATASETS["pax"]))


def test_another_version_than_the_one_known_is_refused_unless_asked_for(owner: str) -> None:
    address = f"{owner}/file"
    said = refused(lambda: fetch_dataset(UCDP, address, private=True))
    assert UCDP.sha256 is not None
    assert UCDP.sha256 in said
    assert hashlib.sha256(BODY).hexdigest() in said
    assert fetch_dataset(UCDP, address, other=True, private=True).data == BODY
    known = replace(UCDP, sha256=hashlib.sha256(BODY).hexdigest())
    assert fetch_dataset(known, address, private=True).data == BODY


@pytest.fixture
def allowed(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the command fetch from the loopback."""

    def from_here(dataset: datasets.Dataset, address: str | None, *, other: bool) -> Any:
        return fetch_dataset(dataset, address, other=other, private=True)

    monkeypatch.setattr(datasets, "fetch_dataset", from_here)


@pytest.mark.usefixtures("allowed")
def test_the_command_shows_licence_and_checksum(owner: str, tmp_path: Path) -> None:
    out = tmp_path / "data" / "pam.xlsx"
    result = CliRunner().invoke(run, ["pam", "-o", str(out), "--from", f"{owner}/file"])
    assert result.exit_code == 0, result.output
    assert out.read_bytes() == BODY
    assert hashlib.sha256(BODY).hexdigest() in result.output
    assert "ask its owners" in result.output
    again = CliRunner().invoke(run, ["pam", "-o", str(out), "--from", f"{owner}/file"])
    assert again.exit_code == 2
    assert "already there" in again.output


@pytest.mark.usefixtures("allowed")
def test_the_command_speaks_json(owner: str, tmp_path: Path) -> None:
    arguments = ["pam", "-o", str(tmp_path / "x"), "--from", f"{owner}/file", "--json"]
    said = json.loads(CliRunner().invoke(run, arguments).output)
    assert said["bytes"] == len(BODY)
    assert said["origin"]["licence"]


def test_the_command_ends_with_what_went_wrong(tmp_path: Path) -> None:
    arguments = ["ucdp", "-o", str(tmp_path / "x"), "--from", "https://127.0.0.1/x"]
    result = CliRunner().invoke(run, arguments)
    assert result.exit_code == 2
    assert "owners" in result.output
    assert not (tmp_path / "x").exists()
