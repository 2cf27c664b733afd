"""While the site is served to its author: what is looked at is made, and nothing else.

Each change makes the engine begin with an empty folder and its own few pages. Whatever else the
site has is made when a browser first asks for it, of the newest facts: so a page is never older
than the records, whatever it depends on, and a change costs the same however many pages there are.
"""

import threading
from collections.abc import Callable, Iterable
from typing import Any

from mkdocs.livereload import LiveReloadServer

# Makes the file at a path below the site's folder, and tells whether it did.
Maker = Callable[[str], bool]
Answer = Callable[..., Any]

# A build may begin between an answer and the making of what it lacked; then both are repeated.
_MOST_TRIES = 3


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

    def make(self, path: str) -> bool:
        """Make the file at a path below the site's folder; tell whether there is one now."""
        with self._lock:
            return self._maker is not None and self._maker(path)

    def answering(self, server: LiveReloadServer) -> Callable[..., Iterable[bytes]]:
        """Return the server's own WSGI application, with files made before they are missed."""

        def application(environ: dict[str, Any], start_response: Answer) -> Iterable[bytes]:
            path = environ["PATH_INFO"].encode("latin-1").decode("utf-8", "replace")
            below = path.removeprefix(server.mount_path)
            for _ in range(_MOST_TRIES):
                given, body = _answered(server, environ)
                # The server waits for a build that is under way, so what it misses is missing.
                if not str(given[0]).startswith("404") or not self.make(below):
                    break
            start_response(*given)
            return body

        return application


def _answered(
    server: LiveReloadServer, environ: dict[str, Any]
) -> tuple[tuple[Any, ...], Iterable[bytes]]:
    """Return what the server would say: its status and headers, and the body."""
    held: list[tuple[Any, ...]] = []
    body: Iterable[bytes] = server.serve_request(environ, lambda *given: held.append(given))
    return held[0], body
