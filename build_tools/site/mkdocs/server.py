"""While the site is served to its author: what is looked at is made, and nothing else.

Each change makes the engine begin with an empty folder and its own few pages. Whatever else the
site has is made when a browser first asks for it, of the newest facts: so a page is never older
than the records, whatever it depends on, and a change costs the same however many pages there are.
"""

import errno
import logging
import posixpath
import socket
import threading
from collections.abc import Callable, Iterable
from html import escape
from typing import Any

from mkdocs.exceptions import Abort
from mkdocs.livereload import LiveReloadServer

log = logging.getLogger("mkdocs.plugins.facts")

# Makes the file at a path below the site's folder, and tells whether there is one.
Maker = Callable[[str], bool]
Answer = Callable[..., Any]

# How often a build may begin between an answer and the making of what it lacked.
_MAX_TRIES = 5

_FAILED = """\
<!doctype html><html lang="en"><head><meta charset="utf-8"><title>The build fails</title></head>
<body><h1>The build fails</h1><p>{}</p><p>The terminal says more. This page loads again by itself
as soon as it is mended.</p></body></html>
"""

_OTHER_PORT = "Choose another port, for example by: make serve PORT=8001"
_REASONS = {
    errno.EADDRINUSE: ("Another program listens there", _OTHER_PORT),
    errno.EADDRNOTAVAIL: (
        "This machine does not have that address",
        "Choose one that it has in `--dev-addr`, for example 127.0.0.1:8000.",
    ),
}


def require_free_port(host: str, port: int) -> None:
    """Raise an Abort that says the way out where a server cannot listen: before a build, not after.

    It is asked as the server asks: an address that another program has just left is free.
    """
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as tried:
        tried.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            tried.bind((host, port))
        except (OSError, OverflowError) as error:
            at = f"[{host}]:{port}" if ":" in host else f"{host}:{port}"
            said, way_out = _REASONS.get(
                getattr(error, "errno", 0), (f"The system says: {error}", _OTHER_PORT)
            )
            raise Abort(f"Nothing can be served on {at}. {said.rstrip('.')}. {way_out}") from error


class OnDemand:
    """Makes files when they are asked for; requests are answered on several threads."""

    def __init__(self) -> None:
        """Make nothing before a build has ended."""
        self._lock = threading.Lock()
        self._maker: Maker | None = None
        self._failure: str | None = None

    def noting(self, server: LiveReloadServer) -> Callable[[], None]:
        """Return the server's builder so that it notes why a build fails, and lets no reader wait.

        The engine itself holds all requests back until a build has gone well.
        """
        builder = server.builder

        def build() -> None:
            self._failure = None
            try:
                builder()
            except Exception as error:
                self._failure = getattr(error, "message", "") or f"{type(error).__name__}: {error}"
                # Whatever page is open loads again, and shows it.
                with server._epoch_cond:
                    server._visible_epoch = server._wanted_epoch
                    server._epoch_cond.notify_all()
                raise

        return build

    def stop(self) -> None:
        """Make nothing more of the former facts: a build empties the folder."""
        with self._lock:
            self._maker = None

    def begin(self, maker: Maker) -> None:
        """Make what is asked for in this way from now on."""
        with self._lock:
            self._maker = maker

    def make(self, path: str) -> bool | None:
        """Make the file at a path below the site's folder; tell whether there is one now.

        None: a build is under way, and nobody knows yet. Raises an Abort that says why, where a
        fault of the project takes the file with it.
        """
        with self._lock:
            if self._maker is None:
                return None
            try:
                return self._maker(path)
            except Abort:
                raise
            except Exception:
                log.exception("%s cannot be made: this is a fault of ours.", path)
                return False

    def answering(self, server: LiveReloadServer) -> Callable[..., Iterable[bytes]]:
        """Return the server's own WSGI application, with files made before they are missed."""

        def application(environ: dict[str, Any], start_response: Answer) -> Iterable[bytes]:
            if "\0" in environ["PATH_INFO"]:
                # No file has such a name, and the server takes it for a fault of its own.
                start_response("400 Bad Request", [("Content-Type", "text/plain")])
                return [b"400 Bad Request"]
            path = _below(server.mount_path, environ["PATH_INFO"])
            try:
                given, body = self._found(server, environ, path)
                failure = self._failure
            except Abort as error:
                failure = error.message
            # What a failed build has left, or not yet taken away, is of former facts.
            if failure and not environ["PATH_INFO"].startswith("/livereload/"):
                start_response("500 Internal Server Error", [("Content-Type", "text/html")])
                return [_reloading(server, _FAILED.format(escape(failure)).encode())]
            start_response(*given)
            is_lost = str(given[0]).startswith("404") and path.endswith(".html")
            return [_reloading(server, b"".join(body))] if is_lost else body

        return application

    def _found(
        self, server: LiveReloadServer, environ: dict[str, Any], path: str
    ) -> tuple[tuple[Any, ...], Iterable[bytes]]:
        """Return what the server says of a path once its file is made, if there is one."""
        for _ in range(_MAX_TRIES):
            given, body = _answered(server, environ)
            # The server waits for a build that is under way, so what it misses is missing, or a
            # build has begun since: then its end is waited for, too.
            if not str(given[0]).startswith("404") or self.make(path) is False:
                break
        return given, body


def _below(mount_path: str, written: str) -> str:
    """Return the path below the site's folder that a request means, as the server reads it."""
    path = written.encode("latin-1").decode("utf-8", "ignore").removeprefix(mount_path)
    whole = f"/{path}index.html" if path.endswith("/") else f"/{path}"
    return posixpath.normpath(whole).lstrip("/")


def _reloading(server: LiveReloadServer, page: bytes) -> bytes:
    """Return the page of a lost address so that it loads again after the next build.

    Who broke a record while he looked at its page is back on it as soon as it is mended.
    """
    again: bytes = server._inject_js_into_html(page, server._visible_epoch)
    return again


def _answered(
    server: LiveReloadServer, environ: dict[str, Any]
) -> tuple[tuple[Any, ...], Iterable[bytes]]:
    """Return what the server would say: its status and headers, and the body."""
    held: list[tuple[Any, ...]] = []
    body: Iterable[bytes] = server.serve_request(environ, lambda *given: held.append(given))
    return held[0], body
