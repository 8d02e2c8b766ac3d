"""A polite visitor: robots.txt, pauses, only news, and never a private network.

No test leaves this machine: a function stands for the servers, and the one server is on the
loopback, which only a switch of the tests allows.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest

from khutwa.ledger.fetch import Fetched, FetchError, fetch
from khutwa.read.inputs.document import Limits, Raw
from khutwa.read.inputs.places import articles
from khutwa.read.inputs.web import LONGEST, PAUSE, Web
from khutwa.words import M
from read.inputs.made import RSS, page

HOST = "https://paper.example"


class Servers:
    """Answers as servers would, and notes what was asked and how long was waited."""

    def __init__(self, pages: dict[str, bytes | int], marks: dict[str, str] | None = None) -> None:
        self.pages, self.marks = pages, marks or {}
        self.asked: list[tuple[str, dict[str, str]]] = []
        self.time, self.waited = 0.0, [0.0]

    def fetch(self, url: str, **more: Any) -> Fetched:
        given = dict(more.get("marks") or {})
        self.asked.append((url, given))
        answer = self.pages.get(url, 404)
        if isinstance(answer, int):
            raise FetchError(M("{url} answers {status} {reason}.", url=url, status=str(answer),
                               reason=""), answer)  # fmt: skip
        if given and given == self.marks:
            return Fetched(url, b"", unchanged=True, marks=given)
        return Fetched(url, answer, marks=self.marks)

    def wait(self, seconds: float) -> None:
        self.waited.append(seconds)
        self.time += seconds

    def web(self, marks: dict[str, Any] | None = None) -> Web:
        return Web(Limits(), marks if marks is not None else {}, self.fetch, self.wait,
                   lambda: self.time)  # fmt: skip

    def read(self, url: str = f"{HOST}/feed", marks: dict[str, Any] | None = None) -> list[Any]:
        return list(articles(url, Limits(), self.web(marks)))

    @property
    def urls(self) -> list[str]:
        return [url.removeprefix(HOST) for url, _ in self.asked]


def paper(**pages: bytes | int) -> Servers:
    known: dict[str, bytes | int] = {
        f"{HOST}/feed": RSS.encode(), f"{HOST}/one.html": page("One."),
        f"{HOST}/two.html": page("Two."),
    }  # fmt: skip
    return Servers({**known, **{f"{HOST}/{name}": data for name, data in pages.items()}})


def test_a_feed_leads_to_its_articles() -> None:
    one, two = paper().read()
    assert [raw.name for raw in (one, two)] == [f"{HOST}/one.html", f"{HOST}/two.html"]
    assert (one.title, one.publisher, str(one.published)) == ("One", "The Paper", "2019-05-19")
    assert one.data == page("One.")


def test_robots_txt_is_asked_once_and_first() -> None:
    servers = paper()
    servers.read()
    assert servers.urls == ["/robots.txt", "/feed", "/one.html", "/two.html"]


@pytest.mark.parametrize("agent", ["*", "khutwa"])
def test_what_a_server_asks_programs_not_to_read_is_not_read(agent: str) -> None:
    servers = paper(**{"robots.txt": f"User-agent: {agent}\nDisallow: /one.html".encode()})
    listed = servers.read()
    assert [getattr(each, "code", "read") for each in listed] == ["KH983", "read"]
    assert "/one.html" not in servers.urls


def test_a_server_whose_robots_txt_fails_is_not_read() -> None:
    servers = paper(**{"robots.txt": 503})
    assert [each.code for each in servers.read()] == ["KH982"]
    assert servers.urls == ["/robots.txt"]


@pytest.mark.parametrize(
    ("rules", "pause"),
    [
        ("", PAUSE),
        ("User-agent: *\nCrawl-delay: 7", 7),
        ("User-agent: *\nCrawl-delay: 999", LONGEST),
    ],
)
def test_between_two_requests_there_is_a_pause(rules: str, pause: float) -> None:
    servers = paper(**{"robots.txt": rules.encode()})
    servers.read()
    assert servers.waited[1:] == [pause, pause, pause]


def test_an_article_that_cannot_be_had_does_not_stop_the_next() -> None:
    listed = paper(**{"one.html": 500}).read()
    assert [getattr(each, "code", "read") for each in listed] == ["KH982", "read"]


def test_a_feed_that_has_not_changed_is_not_read_again() -> None:
    servers = paper()
    servers.marks = {"If-None-Match": '"7"'}
    marks: dict[str, Any] = {}
    assert len(servers.read(marks=marks)) == 2
    servers.asked.clear()
    assert servers.read(marks=marks) == []
    assert servers.urls == ["/robots.txt", "/feed"]
    assert servers.asked[1][1] == servers.marks


def test_a_feed_of_which_an_article_is_missing_is_asked_for_again() -> None:
    servers = paper(**{"one.html": 500})
    servers.marks = {"If-None-Match": '"7"'}
    marks: dict[str, Any] = {}
    servers.read(marks=marks)
    assert f"{HOST}/feed" not in marks
    assert f"{HOST}/two.html" in marks


def test_an_address_may_be_an_article_itself() -> None:
    (raw,) = paper().read(f"{HOST}/one.html")
    assert (raw.name, raw.data) == (f"{HOST}/one.html", page("One."))


@pytest.mark.parametrize(
    "url", ["http://[", "https://", "http://a b/", "https://u:p@paper.example/"]
)
def test_what_is_no_address_is_named(url: str) -> None:
    listed = list(articles(url, Limits(), Web(wait=lambda _: None)))
    assert [each.code for each in listed] == ["KH982"]


@pytest.mark.parametrize(
    "host",
    ["127.0.0.1", "localhost", "10.0.0.7", "169.254.169.254", "[::1]", "192.168.1.1", "0.0.0.0"],
)
def test_nothing_is_fetched_from_a_private_network(host: str) -> None:
    listed = list(articles(f"http://{host}/feed", Limits(), Web(wait=lambda _: None)))
    assert [each.code for each in listed] == ["KH982"]
    assert "private network" in str(listed[0].what)


class Paper(BaseHTTPRequestHandler):
    """A server that knows marks, and one that leads into a private network."""

    def do_GET(self) -> None:
        if self.path == "/inward":
            self.send_response(302)
            self.send_header("Location", "http://10.0.0.7/secret")
            self.end_headers()
        elif self.headers["If-None-Match"] == '"7"':
            self.send_response(304)
            self.end_headers()
        elif self.path == "/robots.txt":
            self.send_error(404)
        else:
            self.send_response(200)
            self.send_header("Content-Type", "text/plain")
            self.send_header("ETag", '"7"')
            self.send_header("Content-Length", "5")
            self.end_headers()
            self.wfile.write(b"peace")

    def log_message(self, format: str, *args: Any) -> None:
        pass


@pytest.fixture
def server() -> Iterator[str]:
    made = ThreadingHTTPServer(("127.0.0.1", 0), Paper)
    thread = threading.Thread(target=made.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{made.server_address[1]}"
    made.shutdown()
    made.server_close()
    thread.join()


def test_a_real_server_is_asked_only_for_news(server: str) -> None:
    first = fetch(f"{server}/a", private=True)
    assert (first.data, first.marks, first.unchanged) == (b"peace", {"If-None-Match": '"7"'}, False)
    again = fetch(f"{server}/a", private=True, marks=first.marks)
    assert (again.data, again.marks, again.unchanged) == (b"", first.marks, True)


def test_a_page_of_a_real_server_is_an_article(server: str) -> None:
    web = Web(Limits(), fetch=partial(fetch, private=True), wait=lambda _: None)
    (raw,) = articles(f"{server}/a", Limits(), web)
    assert isinstance(raw, Raw)
    assert (raw.data, raw.kind) == (b"peace", "text/plain")


def test_a_server_that_leads_into_a_private_network_is_not_followed(
    server: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    from khutwa.ledger import fetch as module

    look_up = module._addresses

    def public_first(parts: Any, private: bool) -> list[str]:
        # This machine stands for a public server; where it leads is examined as ever.
        return look_up(parts, private=parts.hostname == "127.0.0.1")

    monkeypatch.setattr(module, "_addresses", public_first)
    with pytest.raises(FetchError) as caught:
        fetch(f"{server}/inward")
    assert "10.0.0.7" in str(caught.value.message)
    assert "private network" in str(caught.value.message)
