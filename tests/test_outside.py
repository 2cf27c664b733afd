"""Asking the addresses that a site cites: gone, answered, and those that did not let us look."""

import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest

PROJECT = Path(__file__).parent.parent
ANSWERS = {"/here": 200, "/gone": 404, "/ended": 410, "/shut": 403, "/broken": 503}


class Elsewhere(BaseHTTPRequestHandler):
    """A server outside, which says how each page stands."""

    def do_GET(self) -> None:
        self.send_response(ANSWERS.get(self.path, 404), "<b>click here</b>")
        self.send_header("Content-Length", "0")
        self.end_headers()

    do_HEAD = do_GET  # noqa: N815

    def log_message(self, format: str, *arguments: object) -> None:  # noqa: A002
        """Say nothing."""


@pytest.fixture
def elsewhere() -> Iterator[str]:
    with ThreadingHTTPServer(("127.0.0.1", 0), Elsewhere) as server:
        thread = Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join()


@pytest.fixture
def site() -> Iterator[Path]:
    # Started by root, linkchecker goes on as nobody: the folder must be readable by all.
    with tempfile.TemporaryDirectory() as folder:
        Path(folder).chmod(0o755)
        yield Path(folder)


def ask(site: Path, told: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, PROJECT / ".ci" / "outside.py", site, told],
        capture_output=True,
        text=True,
        check=False,
    )


def page(*addresses: str) -> str:
    links = "".join(f'<a href="{address}">x</a>' for address in addresses)
    return f"<!doctype html><title>x</title>{links}"


def test_each_address_is_counted_once_for_what_it_is(
    site: Path, elsewhere: str, tmp_path: Path
) -> None:
    cited = [f"{elsewhere}{path}" for path in ANSWERS]
    # A port that nobody listens on: no status at all.
    (site / "index.html").write_text(page("a.html", "none.html", "mailto:a@example.org", *cited))
    (site / "a.html").write_text(page(cited[0], cited[1], "http://127.0.0.1:9/"))
    told = tmp_path / "links.json"
    done = ask(site, told)
    assert done.returncode == 0, done.stderr
    found = json.loads(told.read_text())
    assert found["gone"] == [f"410 {elsewhere}/ended", f"404 {elsewhere}/gone"]
    assert found["words"] == (
        "Of 6 addresses outside, 1 answered, 2 are gone and 3 did not let us look."
    )
    assert "click here" not in told.read_text()
    assert done.stdout.strip() == found["words"]


def test_a_site_that_is_not_there_is_no_clean_result(site: Path, tmp_path: Path) -> None:
    done = ask(site, tmp_path / "links.json")
    assert done.returncode == 1
    assert "could not read" in done.stderr
    assert not (tmp_path / "links.json").exists()
