"""Asks one public web address within limits: http and https only, and no address of a private net.

The address that was looked up and allowed is the one that is connected to, so that a name cannot
lead elsewhere in between. Every redirect goes through the same checks.
"""

import codecs
import http.client
import ipaddress
import re
import socket
import ssl
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from urllib.parse import quote, urldefrag, urljoin, urlsplit

from build_tools.facts.wording import clipped, visible, web_address

MAX_BYTES = 5_000_000
MAX_SECONDS = 30.0
MAX_REDIRECTS = 5
_AGENT = "Mozilla/5.0 (compatible; facts; checks quotations)"
# What an address may hold (RFC 3986); a letter beyond ASCII is sent as its bytes.
_WRITTEN_AS_IT_IS = "%/:?#[]@!$&'()*+,;=-._~"
_TYPES = ("text/html", "application/xhtml+xml", "text/plain")

# What else Python takes for letters of a page: not made for whole texts, and slow or warning there.
_NO_LETTERS = frozenset(
    ("idna", "punycode", "undefined", "unicode-escape", "raw-unicode-escape", "utf-7")
)

REDIRECTS = (301, 302, 303, 307, 308)

# Where hosts are (RFC 4291, 2.4). Outside of it IPv6 holds nets of our own, and forms that carry an
# address of IPv4; inside, 2002::/16 does too (RFC 3056).
_PUBLIC_NET = ipaddress.IPv6Network("2000::/3")
_CARRYING_NET = ipaddress.IPv6Network("2002::/16")
# By it a net that has IPv6 alone reaches IPv4 (RFC 6052): what it carries is judged.
_TRANSLATED_NET = ipaddress.IPv6Network("64:ff9b::/96")

# The resolver answered that there is no such host; by any other error it has trouble of its own.
_NO_SUCH_HOST = (socket.EAI_NONAME, getattr(socket, "EAI_NODATA", socket.EAI_NONAME))

Allowed = Callable[[str], bool]


class FetchError(Exception):
    """Says in a sentence why the page was not fetched."""


class PrivateError(FetchError):
    """The host is at an address that is none of the public net."""


class NoHostError(FetchError):
    """No host of that name is known."""


@dataclass(frozen=True, slots=True)
class Limits:
    """How long an answer may take in seconds, and how large it may be in bytes.

    A larger body is an error, or cut where ``cut`` says so.
    """

    seconds: float
    most_bytes: int
    cut: bool = False


@dataclass(frozen=True, slots=True)
class Answer:
    """What a server answered to one request; a header stands under its name in small letters."""

    status: int
    headers: dict[str, str]
    body: bytes


@dataclass(frozen=True, slots=True)
class Fetched:
    """The page's text, its address after redirects, and whether it is HTML."""

    text: str
    address: str
    is_page: bool


def is_public(address: str) -> bool:
    """Return whether an IP address belongs to the public net."""
    found = ipaddress.ip_address(address)
    if isinstance(found, ipaddress.IPv6Address):
        carried = found.ipv4_mapped
        if carried is None and found in _TRANSLATED_NET:
            carried = ipaddress.IPv4Address(int(found) & 0xFFFF_FFFF)
        if carried is not None:
            found = carried
        elif found not in _PUBLIC_NET or found in _CARRYING_NET:
            return False
    return found.is_global and not found.is_multicast


def redirected(address: str, target: str) -> str:
    """Return where a server sends who asked for ``address``, without what follows ``#``.

    Raises :class:`FetchError` where that is no address that may be asked.
    """
    try:
        found = urldefrag(urljoin(address, target)).url
    except ValueError:
        found = target
    if web_address(found) is None:
        shown = clipped(visible(found), 100)
        raise FetchError(f"It leads to {shown}, which is no http or https address to be fetched.")
    return found


def fetch(address: str, allowed: Allowed = is_public) -> Fetched:
    """Fetch the page. ``allowed`` says of an IP address whether it may be connected to."""
    end = time.monotonic() + MAX_SECONDS
    for _ in range(MAX_REDIRECTS + 1):
        answer = ask(address, allowed, Limits(end - time.monotonic(), MAX_BYTES))
        if answer.status in REDIRECTS and (target := answer.headers.get("location")):
            address = redirected(address, target)
            continue
        if answer.status != http.client.OK:
            raise FetchError(f"{address} answered {answer.status}, which is no page.")
        return _read(address, answer.headers, answer.body)
    raise FetchError(f"The address was redirected more than {MAX_REDIRECTS} times.")


def _read(address: str, headers: dict[str, str], data: bytes) -> Fetched:
    kind, _, rest = headers.get("content-type", "text/html").partition(";")
    if kind.strip().lower() not in _TYPES:
        shown = clipped(visible(kind.strip()), 100)
        raise FetchError(f"The page is of the type {shown}; save its text and use --file.")
    if headers.get("content-encoding", "identity").lower() != "identity":
        raise FetchError("The page came compressed unasked; save it and use --file.")
    named = re.search(r"charset=[\"']?([\w-]+)", rest) or re.search(
        r"<meta[^>]{0,200}charset=[\"']?([\w-]+)", data[:2048].decode("ascii", "replace")
    )
    return Fetched(
        _letters(data, named[1] if named else "utf-8"),
        address,
        kind.strip().lower() != "text/plain",
    )


def _letters(data: bytes, encoding: str) -> str:
    """Return the bytes as text; as UTF-8 where the encoding is none that pages are written in."""
    try:
        if codecs.lookup(encoding).name not in _NO_LETTERS:
            return data.decode(encoding, "replace")
    except (LookupError, ValueError):
        pass
    return data.decode("utf-8", "replace")


def ask(
    address: str, allowed: Allowed, limits: Limits, agent: str = _AGENT, accept: str = ""
) -> Answer:
    """Ask one address once. The address that was looked up and allowed is the one connected to.

    Raises :class:`FetchError` where there is no answer, or one that goes beyond the limits.
    """
    if web_address(address) is None:
        raise FetchError(f"{_shown(address)} is no http or https address that may be fetched.")
    deadline = time.monotonic() + limits.seconds
    parts = urlsplit(address)
    host, secure = parts.hostname or "", parts.scheme == "https"
    port = parts.port or (443 if secure else 80)
    try:
        with (
            _connected(host, port, allowed, deadline, secure) as connected,
            _ending(connected, deadline),
        ):
            if isinstance(connected, ssl.SSLSocket):
                connected.do_handshake()
            connection = http.client.HTTPConnection(host, port)
            connection.sock = connected
            target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
            target = quote(target, safe=_WRITTEN_AS_IT_IS)
            accepted = {"User-Agent": agent, "Accept": accept or ", ".join(_TYPES)}
            accepted |= {"Connection": "close", "Accept-Encoding": "identity"}
            connection.request("GET", target, headers=accepted)
            with closing(connection.getresponse()) as answer:
                headers = {name.lower(): value for name, value in answer.getheaders()}
                body = _body(answer, connected, deadline, limits)
                return Answer(answer.status, headers, body)
    except socket.gaierror as error:
        kind = NoHostError if error.errno in _NO_SUCH_HOST else FetchError
        said = "No host called {} is known" if kind is NoHostError else "{} was not looked up"
        raise kind(f"{said.format(_shown(host))}: {error.strerror}.") from error
    # A server may also answer with what Python can make no number of.
    except (OSError, http.client.HTTPException, ValueError, OverflowError) as error:
        _left(deadline)  # what failed because the time was over says so
        why = clipped(visible(str(error)), 200) or type(error).__name__
        raise FetchError(f"{_shown(address)} could not be fetched: {why}.") from error


def _shown(address: str) -> str:
    return clipped(visible(address), 100)


@contextmanager
def _ending(connected: socket.socket, deadline: float) -> Iterator[None]:
    """Shut the connection down at the deadline, since each byte that comes begins a time-out anew.

    Who reads then reads an end. Under TLS it is the net's connection that is shut, not TLS's.
    """

    def shut() -> None:
        with suppress(OSError):
            socket.socket.shutdown(connected, socket.SHUT_RDWR)

    timer = threading.Timer(max(0.0, deadline - time.monotonic()), shut)
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()
        timer.join()


def _connected(
    host: str, port: int, allowed: Allowed, deadline: float, secure: bool
) -> socket.socket:
    """Return a connection; TLS has not shaken hands yet, which takes time that is measured."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    chosen = [str(one[4][0]) for one in found]
    refused = [one for one in chosen if not allowed(one.partition("%")[0])]
    if refused:
        raise PrivateError(f"{host} is at {refused[0]}, which is no address of the public net.")
    plain = socket.create_connection((chosen[0], port), timeout=_left(deadline))
    if not secure:
        return plain
    try:
        return ssl.create_default_context().wrap_socket(
            plain, server_hostname=host, do_handshake_on_connect=False
        )
    except OSError:
        plain.close()
        raise


def _left(deadline: float) -> float:
    left = deadline - time.monotonic()
    if left <= 0:
        raise FetchError("The page took more than the seconds that it may take.")
    return min(left, 10.0)


def _body(
    answer: http.client.HTTPResponse, connected: socket.socket, deadline: float, limits: Limits
) -> bytes:
    data = bytearray()
    while chunk := answer.read1(65536):
        data += chunk
        if len(data) > limits.most_bytes:
            if limits.cut:
                return bytes(data[: limits.most_bytes])
            raise FetchError(f"The page is larger than {limits.most_bytes // 1_000_000} MB.")
        # From Python 3.13 on an answer that has been read whole has closed the connection.
        if not answer.isclosed():
            connected.settimeout(_left(deadline))
    _left(deadline)  # an end that the deadline made is none of the page
    return bytes(data)
