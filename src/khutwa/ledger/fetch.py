"""Bring a file from a public server: capped in size and time, never from a private network."""

from __future__ import annotations

import hashlib
import http.client
import ipaddress
import socket
import ssl
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from urllib.parse import SplitResult, urljoin, urlsplit

from khutwa.version import __version__
from khutwa.words import M, Message

MOST = 256 * 1024 * 1024
"""Bytes that are taken at most."""

SECONDS = 60.0
"""Seconds after which a server is given up, redirections included."""

REDIRECTIONS = 5

_MOVED = (301, 302, 303, 307, 308)
_UNCHANGED = 304
_MARKS = {"ETag": "If-None-Match", "Last-Modified": "If-Modified-Since"}
_CHUNK = 64 * 1024


@dataclass(frozen=True)
class Fetched:
    """What came.

    Attributes:
        url: The address at which it was in the end.
        data: The bytes.
        kind: What the server calls it, such as `text/html; charset=utf-8`.
        unchanged: Whether the server says that it is as it was when the `marks` were given.
        marks: What to ask the server with the next time, so that only news is sent (RFC 9110, 13).
    """

    url: str
    data: bytes = field(repr=False)
    kind: str = ""
    unchanged: bool = False
    marks: Mapping[str, str] = field(default_factory=dict)

    @property
    def sha256(self) -> str:
        """Return the hash of the bytes, in hexadecimal."""
        return hashlib.sha256(self.data).hexdigest()


class FetchError(Exception):
    """Why nothing came.

    Attributes:
        message: What happened, and what to do.
        status: What the server answered, 0 where it did not.
    """

    def __init__(self, message: Message, status: int = 0) -> None:
        super().__init__(message.template)
        self.message, self.status = message, status


def fetch(
    url: str,
    *,
    most: int = MOST,
    seconds: float = SECONDS,
    private: bool = False,
    marks: Mapping[str, str] | None = None,
) -> Fetched:
    """Bring a file by HTTP or HTTPS.

    The name of the server is looked up once and the connection made to the very address that was
    examined; each redirection is examined anew, and none leads from HTTPS to HTTP.

    Args:
        url: Its address.
        most: Bytes that are taken at most.
        seconds: Seconds until it is given up.
        private: Whether addresses of private networks and of this machine are allowed.
        marks: The `marks` of what came the last time.

    Raises:
        FetchError: where nothing, or not all of it, came.
    """
    with _Patience(seconds) as patience:
        for _ in range(REDIRECTIONS + 1):
            parts = _checked(url)
            with _answer(parts, private, patience, url, marks or {}) as answer:
                moved = answer.getheader("Location")
                if answer.status == _UNCHANGED and marks:
                    return Fetched(url, b"", unchanged=True, marks=marks)
                if answer.status not in _MOVED or not moved:
                    given = {ask: answer.getheader(told, "") for told, ask in _MARKS.items()}
                    return Fetched(url, _body(answer, most, patience, url),
                                   answer.getheader("Content-Type", ""),
                                   marks={k: v for k, v in given.items() if v})  # fmt: skip
                target = _joined(url, moved)
                if parts.scheme == "https" and urlsplit(target).scheme != "https":
                    raise FetchError(M("{url} leads on to {target}, which is not encrypted.",
                                       url=url, target=target))  # fmt: skip
                url = target
    raise FetchError(M("{url} leads on and on.", url=url))


class _Patience:
    """Cuts the connection off once the time is over, wherever it waits."""

    def __init__(self, seconds: float) -> None:
        self.seconds = seconds
        self.over = threading.Event()
        self.sockets: list[socket.socket] = []
        self.timer = threading.Timer(seconds, self._end)
        self.timer.daemon = True

    def __enter__(self) -> _Patience:
        self.timer.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.timer.cancel()

    def _end(self) -> None:
        self.over.set()
        for each in self.sockets:
            with suppress(OSError):
                each.shutdown(socket.SHUT_RDWR)

    def check(self, url: str) -> None:
        if self.over.is_set():
            raise FetchError(M("{url} did not answer in full within {seconds} seconds.", url=url,
                               seconds=self.seconds))  # fmt: skip


def _checked(url: str) -> SplitResult:
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        raise FetchError(M("{url} is not an address of the web.", url=url)) from None
    plain = url.isascii() and url.isprintable() and " " not in url
    if parts.scheme not in ("http", "https") or not parts.hostname or port == 0 or not plain:
        raise FetchError(M("{url} is not an address of the web.", url=url))
    if parts.username is not None:
        raise FetchError(M("{host}: no name and password may stand in an address.",
                           host=parts.hostname))  # fmt: skip
    return parts


def _joined(url: str, moved: str) -> str:
    try:
        return urljoin(url, moved)
    except ValueError:
        raise FetchError(M("{url} is not an address of the web.", url=moved)) from None


def _addresses(parts: SplitResult, private: bool) -> list[str]:
    """Return the network addresses of a server; raise where one of them is not public."""
    host = parts.hostname or ""
    try:
        found = socket.getaddrinfo(host, parts.port or parts.scheme, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError):
        raise FetchError(
            M("{host} cannot be found. Is this machine online?", host=host)
        ) from None
    names = list(dict.fromkeys(str(entry[4][0]) for entry in found))
    for name in names:
        address = ipaddress.ip_address(name.split("%")[0])
        inner = getattr(address, "ipv4_mapped", None) or address
        if not private and (not inner.is_global or inner.is_multicast):
            raise FetchError(M("{host} is {address}, in a private network: nothing is fetched from "
                               "there.", host=host, address=name))  # fmt: skip
    return names


@contextmanager
def _answer(
    parts: SplitResult, private: bool, patience: _Patience, url: str, marks: Mapping[str, str]
) -> Iterator[http.client.HTTPResponse]:
    host = parts.hostname or ""
    secure = parts.scheme == "https"
    made = http.client.HTTPSConnection if secure else http.client.HTTPConnection
    connection = made(host, parts.port or made.default_port)
    try:
        connection.sock = _connected(parts, private, patience)
        path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
        connection.request("GET", path, headers={
            "User-Agent": f"khutwa/{__version__}", "Accept-Encoding": "identity", **marks,
        })  # fmt: skip
        yield connection.getresponse()
    except (OSError, http.client.HTTPException) as error:
        patience.check(url)
        said = getattr(error, "strerror", None) or type(error).__name__
        raise FetchError(M("{host} cannot be reached: {error}. Is this machine online?", host=host,
                           error=str(said))) from None  # fmt: skip
    finally:
        connection.close()


def _connected(parts: SplitResult, private: bool, patience: _Patience) -> socket.socket:
    """Return a connection to one of the addresses that were examined."""
    port = parts.port or (443 if parts.scheme == "https" else 80)
    failed: OSError = OSError()
    for address in _addresses(parts, private):
        try:
            made = socket.create_connection((address, port), timeout=patience.seconds)
        except OSError as error:
            failed = error
            continue
        patience.sockets.append(made)
        if parts.scheme == "https":
            made = ssl.create_default_context().wrap_socket(made, server_hostname=parts.hostname)
            patience.sockets.append(made)
        return made
    raise failed


def _body(
    answer: http.client.HTTPResponse, most: int, patience: _Patience, url: str
) -> bytes:
    if answer.status != 200:
        raise FetchError(M("{url} answers {status} {reason}.", url=url, status=str(answer.status),
                           reason=answer.reason), answer.status)  # fmt: skip
    parts: list[bytes] = []
    size = 0
    while part := answer.read(_CHUNK):
        size += len(part)
        if size > most:
            raise FetchError(M("{url} is larger than {most} bytes; it was given up.", url=url,
                               most=most))  # fmt: skip
        parts.append(part)
    patience.check(url)
    if answer.length:
        raise FetchError(M("{url} broke off before its end.", url=url))
    return b"".join(parts)
