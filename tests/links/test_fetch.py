"""Tests the limits on fetching pages, with a local server."""

import socket
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest

import build_tools.links.fetch as fetch_module
from build_tools.links.fetch import FetchError, Limits, NoHostError, ask, fetch, is_public
from tests.links.elsewhere import dripping


class Pages(BaseHTTPRequestHandler):
    """A handler with a different response for each path."""

    def do_GET(self) -> None:
        status, kind, body, target = {
            "/page": (
                200,
                "text/html; charset=windows-1251",
                "<p>граница</p>".encode("cp1251"),
                "",
            ),
            "/meta": (200, "text/html", "<meta charset=cp1251><p>граница".encode("cp1251"), ""),
            "/odd": (200, "text/html; charset=no-such", "<p>é</p>".encode(), ""),
            "/plain": (200, "text/plain", b"plain words", ""),
            "/pdf": (200, "application/pdf", b"%PDF", ""),
            "/big": (200, "text/html", b"x" * 6_000_000, ""),
            "/moved": (302, "text/html", b"", "/page"),
            "/round": (302, "text/html", b"", "/round"),
            "/inside": (302, "text/html", b"", "http://10.0.0.1/secret"),
            "/file": (302, "text/html", b"", "file:///etc/hostname"),
            "/bracket": (302, "text/html", b"", "http://[x/"),
            "/idna": (200, "text/html; charset=idna", "<p>é</p>".encode(), ""),
            "/undefined": (200, "text/html; charset=undefined", "<p>é</p>".encode(), ""),
            "/escape": (200, "text/html; charset=unicode_escape", "<p>é\\d</p>".encode(), ""),
        }.get(self.path, (404, "text/html", b"", ""))
        self.send_response(status)
        self.send_header("Content-Type", kind)
        if target:
            self.send_header("Location", target)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *arguments: object) -> None:
        """Do not log requests."""


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    server = HTTPServer(("127.0.0.1", 0), Pages)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


def here(address: str) -> bool:
    return address == "127.0.0.1"


def test_a_page_is_decoded_with_its_own_encoding(server: str) -> None:
    fetched = fetch(f"{server}/page", here)
    assert (fetched.text, fetched.is_page) == ("<p>граница</p>", True)
    assert "граница" in fetch(f"{server}/meta", here).text
    for path in ("odd", "idna", "undefined", "escape"):
        assert "é" in fetch(f"{server}/{path}", here).text
    assert not fetch(f"{server}/plain", here).is_page


def test_a_redirect_is_followed_and_its_final_address_is_returned(server: str) -> None:
    assert fetch(f"{server}/moved", here).address == f"{server}/page"


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("/pdf", "has the type application/pdf"),
        ("/big", "larger than 5 MB"),
        ("/none", "answered 404"),
        ("/round", "redirected more than 5 times"),
        ("/inside", "10.0.0.1, which is not a public address"),
        ("/file", "not an http or https address"),
        ("/bracket", "not an http or https address"),
    ],
)
def test_content_types_other_than_pages_are_refused(server: str, path: str, words: str) -> None:
    with pytest.raises(FetchError, match=words):
        fetch(f"{server}{path}", here)


def test_addresses_on_this_machine_and_private_networks_are_refused(server: str) -> None:
    with pytest.raises(FetchError, match="not a public address"):
        fetch(f"{server}/page")


@pytest.mark.parametrize(
    "address", ["file:///etc/hostname", "ftp://example.org/x", "javascript:1", "http://", "x y"]
)
def test_url_schemes_other_than_http_are_refused(address: str) -> None:
    with pytest.raises(FetchError, match="not an http or https address"):
        fetch(address)


@pytest.mark.parametrize(
    ("address", "public"),
    [
        ("93.184.215.14", True),
        ("127.0.0.1", False),
        ("10.1.2.3", False),
        ("172.16.0.1", False),
        ("192.168.1.1", False),
        ("169.254.169.254", False),
        ("100.64.0.1", False),
        ("0.0.0.1", False),
        ("224.0.0.1", False),
        ("::1", False),
        ("fe80::1", False),
        ("fd00::1", False),
        ("::ffff:93.184.215.14", True),
        ("::ffff:127.0.0.1", False),
        ("::ffff:10.0.0.1", False),
        ("2606:4700::1111", True),
        ("64:ff9b::93.184.215.14", True),
        ("64:ff9b::127.0.0.1", False),
        ("64:ff9b:1::10.0.0.1", False),
        ("2002:7f00:1::", False),
        ("2002:a9fe:a9fe::1", False),
        ("2001:0:7f00:1::1", False),
        ("::127.0.0.1", False),
        ("::93.184.215.14", False),
        ("fec0::1", False),
        ("4000::1", False),
        ("ff0e::1", False),
    ],
)
def test_public_and_private_addresses_are_distinguished(address: str, public: bool) -> None:
    assert is_public(address) is public


def test_a_slow_page_is_abandoned_at_the_deadline(
    server: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fetch_module, "MAX_SECONDS", -1.0)
    with pytest.raises(FetchError, match="longer than the time limit"):
        fetch(f"{server}/page", here)


@pytest.mark.parametrize(
    ("scheme", "first", "piece"),
    [
        ("http", b"", b"HTTP/1.1 100 Continue\r\n\r\n"),
        ("http", b"HTTP/1.1 200 OK\r\nX-Long: ", b"x"),
        ("http", b"", b"H"),
        ("http", b"HTTP/1.1 200 OK\r\n\r\n", b"x"),
        ("https", b"\x16\x03\x03\x40\x00\x02\x00\x3f\xfc", b"\x03"),
    ],
    ids=["continue", "header", "status", "body", "handshake"],
)
def test_the_deadline_covers_every_part_of_a_slow_response(
    scheme: str, first: bytes, piece: bytes
) -> None:
    with dripping(first, piece) as server:
        began = time.monotonic()
        with pytest.raises(FetchError, match="longer than the time limit"):
            ask(f"{scheme}://{server}/", here, Limits(0.4, 1_000_000))
        assert time.monotonic() - began < 1.5


@pytest.mark.parametrize(
    ("number", "is_missing"),
    [
        (socket.EAI_NONAME, True),
        (socket.EAI_AGAIN, False),
        (socket.EAI_FAIL, False),
        (socket.EAI_SYSTEM, False),
    ],
)
def test_a_host_is_unknown_only_if_the_resolver_reports_it_missing(
    monkeypatch: pytest.MonkeyPatch, number: int, is_missing: bool
) -> None:
    def fail(*arguments: object, **named: object) -> None:
        raise socket.gaierror(number, "as it may be")

    monkeypatch.setattr(socket, "getaddrinfo", fail)
    with pytest.raises(FetchError, match="as it may be") as caught:
        fetch("http://host.example/", here)
    assert isinstance(caught.value, NoHostError) is is_missing


def test_a_servers_message_is_shortened_and_made_printable() -> None:
    with (
        dripping(b"\x1b[31m\xe2\x80\xae" + b"words " * 900 + b"\r\n", b"") as server,
        pytest.raises(FetchError, match="could not be fetched") as caught,
    ):
        fetch(f"http://{server}/", here)
    assert str(caught.value).isprintable()
    assert len(str(caught.value)) < 350
