"""Provides a local server that misbehaves like real servers."""

import socket
import ssl
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

PAGE = b"<!doctype html><title>A page</title>"
PLAIN = {
    "/page": (200, PAGE),
    "/shut": (403, b""),
    "/none": (404, b""),
    "/ended": (410, b""),
    "/broken": (500, b""),
    "/soft": (200, b"<title>Page not found &ndash; A paper</title>"),
    "/": (200, b"<title>Home</title>"),
    "/huge": (200, PAGE + b"x" * 3_000_000),
}
REDIRECTS = {
    "/moved": (301, "/moved-again"),
    "/moved-again": (308, "/page"),
    "/for-now": (302, "/page"),
    "/mixed": (301, "/for-now"),
    "/round": (301, "/round-again"),
    "/round-again": (301, "/round"),
    "/to-home": (301, "/"),
    "/inside": (302, "http://10.0.0.1/secret"),
    "/file": (302, "file:///etc/hostname"),
    "/to-gone": (301, "/none"),
    "/to-odd": (301, "http://[x/"),
    "/to-long": (301, "http://long.example/" + "x" * 3000),
}


@dataclass
class Log:
    """The requests to the server, in order, and the settings of its responses."""

    asked: list[str] = field(default_factory=list)
    robots: tuple[int, str] = (404, "")
    robots_location: str = ""
    busy: int = 0
    retry_after: str = "7"
    ended: threading.Event = field(default_factory=threading.Event)

    def record(self, path: str) -> None:
        """Record the path of a request, before the server answers."""
        self.asked.append(path)


class Elsewhere(BaseHTTPRequestHandler):
    """A handler that misbehaves in a different way for each path."""

    log: Log

    def do_GET(self) -> None:
        self.log.record(self.path)
        if self.path == "/slow":
            self.log.ended.wait(10)
        elif self.path == "/drip":
            self.drip()
        elif self.path == "/robots.txt" and self.log.robots_location:
            self.answer(301, b"", {"Location": self.log.robots_location})
        elif self.path == "/robots.txt" and not self.log.robots[0]:
            self.close_connection = True
        elif self.path == "/robots.txt":
            self.answer(self.log.robots[0], self.log.robots[1].encode())
        elif self.path == "/babble":
            self.wfile.write(b"\x1b[31m\xe2\x80\xae" + b"@all " * 2000 + b"\r\n\r\n")
        elif self.path == "/busy" and self.log.busy > 0:
            self.log.busy -= 1
            self.answer(429, b"", {"Retry-After": self.log.retry_after})
        elif self.path.startswith("/chain-"):
            self.answer(301, b"", {"Location": f"/chain-{int(self.path[7:]) + 1}"})
        elif self.path in REDIRECTS:
            self.answer(REDIRECTS[self.path][0], b"", {"Location": REDIRECTS[self.path][1]})
        else:
            self.answer(*PLAIN.get(self.path, (200, PAGE)))

    def drip(self) -> None:
        self.answer(200, b"", length=100)
        while not self.log.ended.is_set():
            self.wfile.write(b"x")
            time.sleep(0.05)

    def answer(
        self, status: int, body: bytes, more: dict[str, str] | None = None, length: int = -1
    ) -> None:
        self.send_response(status)
        self.send_header("Content-Length", str(len(body) if length < 0 else length))
        for name, value in (more or {}).items():
            self.send_header(name, value)
        self.end_headers()
        try:
            self.wfile.write(body)
        except (BrokenPipeError, ConnectionResetError):
            self.close_connection = True

    def log_message(self, *arguments: object) -> None:
        """Do not log requests."""


class Quiet(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, *arguments: object) -> None:
        """Ignore clients that disconnect."""


@contextmanager
def serving(log: Log, context: ssl.SSLContext | None = None) -> Iterator[str]:
    """Serve until the block ends, and yield the address of the server."""
    with Quiet(("127.0.0.1", 0), type("Here", (Elsewhere,), {"log": log})) as server:
        if context is not None:
            server.socket = context.wrap_socket(server.socket, server_side=True)
        thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
        thread.start()
        scheme = "https" if context else "http"
        yield f"{scheme}://127.0.0.1:{server.server_port}"
        log.ended.set()
        server.shutdown()
        thread.join()


@contextmanager
def dripping(first: bytes, piece: bytes) -> Iterator[str]:
    """Yield the host and port of a server that keeps sending ``piece`` to each client."""
    ended = threading.Event()

    def drip(called: socket.socket) -> None:
        with called:
            try:
                called.sendall(first)
                while not ended.wait(0.05):
                    called.sendall(piece)
            except OSError:
                return

    def answer(listening: socket.socket) -> None:
        while not ended.is_set():
            try:
                called, _ = listening.accept()
            except OSError:
                return
            threading.Thread(target=drip, args=(called,), daemon=True).start()

    with socket.create_server(("127.0.0.1", 0)) as listening:
        thread = threading.Thread(target=answer, args=(listening,), daemon=True)
        thread.start()
        yield f"127.0.0.1:{listening.getsockname()[1]}"
        ended.set()
        listening.shutdown(socket.SHUT_RDWR)
        thread.join()
