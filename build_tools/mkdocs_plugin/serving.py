"""While the site is served to its author: what is looked at is made, and nothing else.

Each change makes the engine begin with an empty folder and its own few pages. Whatever else the
site has is made when a browser first asks for it, of the newest facts: so a page is never older
than the records, whatever it depends on, and a change costs the same however many pages there are.
"""

import logging
import posixpath
import threading
from collections.abc import Callable, Iterable
from typing import Any

from mkdocs.livereload import LiveReloadServer

log = logging.getLogger("mkdocs.plugins.facts")

# Makes the file at a path below the site's folder, and tells whether there is one.
Maker = Callable[[str], bool]
Answer = Callable[..., Any]

# How often a build may begin between an answer and the making of what it lacked.
_MOST_TRIES = 5


class OnDemand:
    """Makes files when they are asked for; requests are answered on several threads."""

    def __init__(self) -> None:
        """Make nothing before a build has ended."""
        self._lock = threading.Lock()
        self._maker: Maker | None = None

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

        None: a build is under way, and nobody knows yet.
        """
        with self._lock:
            if self._maker is None:
                return None
            try:
                return self._maker(path)
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
            for _ in range(_MOST_TRIES):
                given, body = _answered(server, environ)
                # The server waits for a build that is under way, so what it misses is missing, or
                # a build has begun since: then its end is waited for, too.
                if not str(given[0]).startswith("404") or self.make(path) is False:
                    break
            start_response(*given)
            is_lost = str(given[0]).startswith("404") and path.endswith(".html")
            return [_reloading(server, b"".join(body))] if is_lost else body

        return application


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
