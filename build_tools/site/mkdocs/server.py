"""Serves the site to its author. After a change, each page is made again when it is opened.

After a change, MkDocs writes only the hand-written pages and the menu pages. All other pages and
the open data are made from the same records when a browser first requests them. So the cost of a
change does not depend on the number of pages, and every page matches the records.
"""

import errno
import logging
import posixpath
import socket
import threading
from collections.abc import Callable, Iterable
from html import escape
from pathlib import Path
from typing import Any, NamedTuple

from mkdocs.exceptions import Abort, MkDocsException
from mkdocs.livereload import LiveReloadServer

log = logging.getLogger("mkdocs.plugins.facts")

# A function that writes the file at a path below the site's folder, unless the file exists.
Maker = Callable[[str], None]
# A function that returns the errors in the page at a path, or "". The second argument is True if
# the page is missing.
Faults = Callable[[str, bool], str]
StartResponse = Callable[..., Any]

_OK, _NOT_FOUND = "200 OK", "404 Not Found"
_FAILED_PAGE = "build-failed.html"
_FAILED = """\
<!doctype html><html lang="en"><head><meta charset="utf-8"><title>The build fails</title></head>
<body><h1>The build fails</h1><p>{}</p><p>The terminal says more. This page reloads automatically
when you have fixed it.</p></body></html>
"""

_NOTE = """
<section class="note" role="alert"><p><strong>Only you see this: {}</strong></p>
<pre style="white-space: pre-wrap">{}</pre>
<p>This page reloads automatically when you have fixed it.</p></section>
"""

_OTHER_PORT = "Choose another port, for example by: make serve PORT=8001"
_REASONS = {
    errno.EADDRINUSE: ("Another program is already listening there", _OTHER_PORT),
    errno.EADDRNOTAVAIL: (
        "This machine does not have that address",
        "Choose an address of this machine for `--dev-addr`, for example 127.0.0.1:8000.",
    ),
}


def require_free_port(host: str, port: int) -> None:
    """Raise Abort before the build if the server would be unable to listen at this address.

    The socket has the same options as the server's socket, so a recently closed address counts as
    free.
    """
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except (OSError, OverflowError) as error:
            address = f"[{host}]:{port}" if ":" in host else f"{host}:{port}"
            reason, fix = _REASONS.get(
                getattr(error, "errno", 0), (f"The system says: {error}", _OTHER_PORT)
            )
            raise Abort(
                f"Nothing can be served on {address}. {reason.rstrip('.')}. {fix}"
            ) from error


class _Response(NamedTuple):
    status: str
    headers: list[tuple[str, str]]
    body: Iterable[bytes]


class Preview:
    """Makes pages on request. A lock prevents this during a build."""

    def __init__(self) -> None:
        """Start without a maker, because there is nothing to make before the first build."""
        self._lock = threading.Lock()
        self._maker: Maker | None = None
        self._faults: Faults = lambda path, is_missing: ""
        self._failure = ""
        self._builds = 0

    def use(self, maker: Maker, faults: Faults | None = None) -> None:
        """Use ``maker`` for files until the next build, and show the errors from ``faults``."""
        self._maker = maker
        self._faults = faults or self._faults

    def guarded(self, builder: Callable[[], None]) -> Callable[[], None]:
        """Return the server's builder, wrapped so that a failed build ends like any other build.

        Otherwise the server would block all requests until a build succeeds. Open pages reload and
        show why the build failed.
        """

        def build() -> None:
            with self._lock:
                self._builds += 1
                self._maker, self._failure = None, ""
                try:
                    builder()
                except MkDocsException as error:
                    self._failure = error.message
                    log.error("%s", error.message)
                except Exception as error:
                    self._failure = f"{type(error).__name__}: {error}"
                    log.exception("The build fails.")

        return build

    def application(self, server: LiveReloadServer) -> Callable[..., Iterable[bytes]]:
        """Return the server's WSGI application, extended to make files before serving them."""

        def application(environ: dict[str, Any], start_response: StartResponse) -> Iterable[bytes]:
            if "\0" in environ["PATH_INFO"]:
                # No file name contains this character, which would cause an internal error in the
                # server.
                start_response("400 Bad Request", [("Content-Type", "text/plain")])
                return [b"400 Bad Request"]
            if environ["PATH_INFO"].startswith("/livereload/"):
                return server.serve_request(environ, start_response)
            response = self._newest(server, environ)
            start_response(response.status, response.headers)
            return response.body

        return application

    def _newest(self, server: LiveReloadServer, environ: dict[str, Any]) -> _Response:
        """Return the server's response from the files of the newest build."""
        path = _path_below(server.mount_path, environ["PATH_INFO"])
        while True:
            with self._lock:
                build = self._builds
                failure = self._failure or self._make(path)
                if failure:
                    page = Path(server.root) / _FAILED_PAGE
                    page.write_text(_FAILED.format(escape(failure)), encoding="utf-8")
            response = (
                _page(server, environ, _FAILED_PAGE, "500 Internal Server Error")
                if failure
                else _response(server, environ)
            )
            # A build that began in the meantime may have removed the file.
            if build == self._builds:
                break
            _close(response.body)
        if failure or response.status not in (_OK, _NOT_FOUND) or not path.endswith(".html"):
            return response
        if is_missing := response.status == _NOT_FOUND:
            _close(response.body)
            # The 404 page reloads after the next build. So an author who breaks a record sees the
            # record's page again as soon as the record is fixed.
            response = _page(server, environ, "404.html", _NOT_FOUND)
        faults = self._faults(path, is_missing)
        return _with_note(response, faults, is_missing) if faults else response

    def _make(self, path: str) -> str:
        """Make the file at a path. Return the error in the project that prevents this, or ""."""
        try:
            if self._maker:
                self._maker(path)
        except Abort as error:
            return error.message
        except Exception:
            log.exception("%s cannot be made: this is a bug in facts.", path)
        return ""


def _path_below(mount_path: str, path_info: str) -> str:
    """Return the requested path below the site's folder, as the server reads the path."""
    path = path_info.encode("latin-1").decode("utf-8", "ignore").removeprefix(mount_path)
    whole = f"/{path}index.html" if path.endswith("/") else f"/{path}"
    return posixpath.normpath(whole).lstrip("/")


def _page(server: LiveReloadServer, environ: dict[str, Any], path: str, status: str) -> _Response:
    """Return the response for a page of the site, with the given status.

    The server itself inserts the script that reloads the page after the next build.
    """
    response = _response(server, {**environ, "PATH_INFO": f"{server.mount_path}{path}"})
    return _Response(status, response.headers, response.body)


def _with_note(response: _Response, faults: str, is_missing: bool) -> _Response:
    """Return the page with its errors below the heading."""
    page = b"".join(response.body)
    _close(response.body)
    says = (
        "this is why the page is missing." if is_missing else "a source of this page has an error."
    )
    heading = page.find(b"</h1>")
    at = heading + len(b"</h1>") if heading >= 0 else max(page.rfind(b"</body>"), 0)
    body = page[:at] + _NOTE.format(says, escape(faults)).encode() + page[at:]
    headers = [header for header in response.headers if header[0].lower() != "content-length"]
    return _Response(response.status, [*headers, ("Content-Length", str(len(body)))], [body])


def _close(body: Iterable[bytes]) -> None:
    """Close the file that provides a body, if the body comes from a file."""
    if close := getattr(body, "close", None):
        close()


def _response(server: LiveReloadServer, environ: dict[str, Any]) -> _Response:
    started: list[Any] = []
    body = server.serve_request(
        environ, lambda *status_and_headers: started.extend(status_and_headers)
    )
    return _Response(started[0], started[1], body)
