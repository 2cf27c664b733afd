"""Tests that a served site shows each change, and makes pages when they are requested."""

import http.client
import re
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from wsgiref.util import setup_testing_defaults

import pytest
from mkdocs.exceptions import Abort, ConfigurationError
from mkdocs.livereload import LiveReloadServer

from build_tools.site.mkdocs.server import Preview, require_free_port
from tests.conftest import TINY
from tests.island import island
from tests.sites import MENU, Html, build, configuration, files_of, write_tiny

CLAIM = "facts/claims/borders/two-crossings.yaml"


@dataclass(frozen=True)
class Served:
    """A project under ``mkdocs serve`` on a local port. ``said`` is the log of the server."""

    root: Path
    port: int
    log: Path

    def get(self, path: str) -> bytes | None:
        """Return the server's answer, or None if the page is missing."""
        try:
            status, data = self.answer(path)
        except ConnectionRefusedError:
            return None
        return data if status == 200 else None

    def answer(self, path: str) -> tuple[int, bytes]:
        """Return the status and the body of the server's answer."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)
        try:
            connection.request("GET", f"/{path}")
            answer = connection.getresponse()
            return answer.status, answer.read()
        finally:
            connection.close()

    def shows(self, path: str, words: str) -> Callable[[], bool]:
        """Return a function that returns whether a page shows the words."""
        return lambda: words in (Html(found.decode()).text if (found := self.get(path)) else "")


@pytest.fixture
def served(tmp_path: Path) -> Iterator[Served]:
    """Serve the tiny world with ``mkdocs serve``."""
    with serving(write_tiny(tmp_path / "world")) as found:
        yield found


@contextmanager
def serving(root: Path, *options: str) -> Iterator[Served]:
    """Serve a project until the block ends, with a log next to the project."""
    log_file = root.parent / "log"
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    address = f"127.0.0.1:{port}"
    command = [sys.executable, "-m", "mkdocs", "serve", "--livereload", "--dev-addr", address]
    command += options
    with (
        log_file.open("w") as log,
        subprocess.Popen(command, cwd=root, stdout=log, stderr=log) as server,
    ):
        try:
            yield Served(root, port, log_file)
        finally:
            server.terminate()


def eventually(holds: Callable[[], bool], seconds: float = 90) -> bool:
    """Wait for the condition, checking often, and return whether it became true in time."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if holds():
            return True
        time.sleep(0.05)
    return False


def test_a_changed_record_template_or_page_is_shown(served: Served) -> None:
    claim = "claims/two-crossings.html"
    assert eventually(served.shows(claim, "Two of six, from 18 August 2023."))

    record = served.root / CLAIM
    record.write_text(TINY[CLAIM].replace("finding: Two", "finding: [Two"))
    assert eventually(lambda: served.get(claim) is None)
    assert f"{CLAIM}:" in served.log.read_text()
    # An invalid record does not affect other pages.
    assert served.shows("claims/later-step.html", "Nothing found yet")()
    record.write_text(TINY[CLAIM].replace("finding: Two", "finding: Precisely two"))
    assert eventually(served.shows(claim, "Precisely two of six"))
    # All other output from the record changes too, including its data and other pages.
    assert "Precisely two" in (served.get("data/claims/two-crossings.json") or b"").decode()
    assert served.shows("embed/two-crossings.html", "Precisely two")()

    template = served.root / "templates" / "pages" / "claim.html.j2"
    template.write_text(template.read_text() + "<p>A new last line.</p>\n")
    assert eventually(served.shows(claim, "A new last line."))
    template.write_text(template.read_text() + "{{ nonsense }}\n")
    assert eventually(lambda: served.get(claim) is None)
    assert "'nonsense' is undefined" in served.log.read_text()

    # MkDocs makes menu pages itself, so errors appear even if nobody requests the page.
    template.write_text(template.read_text().replace("{{ nonsense }}\n", ""))
    timeline = served.root / "templates" / "pages" / "timeline.html.j2"
    whole = timeline.read_text()
    timeline.write_text(whole + "{{ gibberish }}\n")
    assert eventually(lambda: "'gibberish' is undefined" in served.log.read_text())
    timeline.write_text(whole)
    assert eventually(lambda: served.get("timeline.html") is not None)

    prose = served.root / "content" / "explainers" / "border.md"
    prose.write_text(prose.read_text() + "\nA new sentence [@later-step].\n")
    assert eventually(served.shows("explainers/border.html", "A new sentence"))
    assert served.shows("explainers/border.html", "Lithuania closed two more crossings")()


def test_every_file_that_a_build_writes_is_served(served: Served) -> None:
    done = build(served.root, FACTS_SITE_URL=f"http://127.0.0.1:{served.port}/")
    assert done.returncode == 0, done.stderr
    built = files_of(served.root / "site")
    assert eventually(lambda: served.get("index.html") is not None)
    found = {path: served.get(path) for path in built}
    assert [path for path, data in found.items() if data is None] == []
    data = [path for path in built if path.startswith(("data/", "embed/"))]
    data = [path for path in data if not path.endswith(".html")]
    assert len(data) > 50
    assert [path for path in data if found[path] != built[path]] == []
    # A served page differs only in two ways: it has a reload script, and it lacks the policy that
    # would forbid the script. The 404 page has an extra note for the author.
    pages = [path for path in built if path.endswith(".html") and not path.startswith("embed/")]
    pages.remove("404.html")
    assert [path for path in pages if read_alike(found[path]) != read_alike(built[path])] == []
    assert len(pages) > 30
    places = set(re.findall(rb"<loc>(.*?)</loc>", found["sitemap.xml"] or b""))
    assert places == set(re.findall(rb"<loc>(.*?)</loc>", built["sitemap.xml"]))
    assert served.get("claims/no-such-claim.html") is None
    assert served.get("claims/no-such-claim.md") is None
    assert served.get("data/%2e%2e/%2e%2e/mkdocs.yml") is None
    assert served.get("claims/no%00.html") is None
    assert "Internal Server Error" not in served.log.read_text()


def test_pages_are_updated_with_the_option_dirty(tmp_path: Path) -> None:
    claim = "claims/two-crossings.html"
    with serving(write_tiny(tmp_path / "world"), "--dirty") as served:
        assert eventually(served.shows(claim, "Two of six, from 18 August 2023."))
        assert served.get("search/index.js") is not None
        changed = TINY[CLAIM].replace("finding: Two", "finding: Precisely two")
        (served.root / CLAIM).write_text(changed)
        assert eventually(served.shows(claim, "Precisely two of six"))
        assert b"Precisely two" in (served.get("search/index.js") or b"")


def test_the_404_page_of_an_invalid_record_reloads_itself(served: Served) -> None:
    """An open tab of the page shows the 404 page, which reloads as soon as the record is fixed."""
    claim = "claims/two-crossings.html"
    assert eventually(served.shows(claim, "Two of six"))
    (served.root / CLAIM).write_text("claim: [broken\n")
    assert eventually(lambda: served.get(claim) is None)
    status, lost = served.answer(claim)
    assert status == 404
    assert f"{CLAIM}:1:8: error[yaml]" in Html(lost.decode()).text
    assert b"livereload" in lost
    assert b"livereload" not in served.answer("data/no-such-file.json")[1]


@pytest.mark.parametrize(
    ("path", "broken", "said"),
    [
        ("templates/theme/main.html", "{% if %}", "A template of the frame that all pages share"),
        (
            "templates/theme/main.html",
            "{{ 1 / 0 }}",
            "A template of the frame that all pages share",
        ),
        ("mkdocs.yml", "\n]: [", "error parsing the configuration file"),
    ],
)
def test_an_error_that_breaks_the_build_is_shown_on_every_page_until_it_is_fixed(
    served: Served, path: str, broken: str, said: str
) -> None:
    project = "index.html"
    assert eventually(lambda: served.get(project) is not None)
    first = epoch_of(served.get(project) or b"")
    whole = (served.root / path).read_text()
    (served.root / path).write_text(f"{whole}{broken}\n")
    assert eventually(lambda: served.answer(project)[0] == 500)
    status, told = served.answer("claims/two-crossings.html")
    text = Html(told.decode()).text
    assert (status, said in text, b"livereload" in told) == (500, True, True)
    # The open page and the page that shows the error are both notified.
    assert epoch_of(told) > first
    (served.root / path).write_text(f"{whole}{broken}\n\n")
    assert eventually(lambda: epoch_of(served.answer(project)[1]) > epoch_of(told))
    if path.startswith("templates/"):
        place = f"{path}:{whole.count(chr(10)) + 1}:1: error[template]"
        assert place in text
        assert place in served.log.read_text()
        assert "Traceback" not in served.log.read_text()
    (served.root / path).write_text(whole)
    assert eventually(lambda: served.get(project) is not None)
    assert served.shows("claims/two-crossings.html", "Two of six")()


def epoch_of(page: bytes) -> int:
    """Return the build number in a page. The page reloads after a later build."""
    (number,) = re.findall(rb"livereload\((\d+), \d+\);", page)
    return int(number)


def test_an_error_in_the_frame_of_generated_pages_is_shown_on_them(served: Served) -> None:
    assert eventually(lambda: served.get("index.html") is not None)
    frame = served.root / "templates" / "theme" / "main.html"
    fault = "{% if page and page.marks %}{{ 1 / 0 }}{% endif %}"
    frame.write_text(f"{frame.read_text()}{fault}\n")
    assert eventually(lambda: served.answer("claims/two-crossings.html")[0] == 500)
    text = Html(served.answer("claims/two-crossings.html")[1].decode()).text
    assert re.search(r"templates/theme/main\.html:\d+:1: error\[template\]", text)
    assert "bug in facts" not in served.log.read_text()
    assert served.get("index.html") is not None


def test_a_missing_theme_style_sheet_is_reported(tmp_path: Path) -> None:
    text = re.sub(r"(?m)^(\s+)name: material$", r"\1name: mkdocs", configuration())
    done = build(write_tiny(tmp_path / "world", {"mkdocs.yml": text}))
    assert done.returncode == 1
    assert "Say `theme: name: material`." in done.stdout + done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("192.0.2.1:8000", "that address. Choose an address of this machine"),
        ("127.0.0.1:99999", "port must be 0-65535. Choose another port"),
        ("[2001:db8::1]:8000", "Nothing can be served on [2001:db8::1]:8000."),
    ],
)
def test_an_unusable_address_is_reported(address: str, said: str) -> None:
    host, _, port = address.rpartition(":")
    with pytest.raises(Abort, match=re.escape(said)):
        require_free_port(host.strip("[]"), int(port))


def test_a_port_already_in_use_is_reported_before_the_build(tmp_path: Path) -> None:
    root = write_tiny(tmp_path / "world")
    with socket.create_server(("127.0.0.1", 0)) as taken:
        address = f"127.0.0.1:{taken.getsockname()[1]}"
        command = [sys.executable, "-m", "mkdocs", "serve", "--dev-addr", address]
        done = subprocess.run(command, cwd=root, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert address in done.stdout
    assert "make serve PORT=8001" in done.stdout
    assert "Traceback" not in done.stderr
    assert "Records read" not in done.stderr


def test_an_unreadable_explainer_does_not_affect_other_pages(tmp_path: Path) -> None:
    """MkDocs knows only the name of such a page, which is still in the menu."""
    other = "content/explainers/other.md"
    text = "---\ntitle: Another\ndescription: Another answer.\n---\n\n# Another\n"
    menu = MENU.replace("  - The story: explainers/border.md\n", "")
    menu += "  - Explainers:\n      - explainers/border.md\n      - explainers/other.md\n"
    changes = {other: text, "mkdocs.yml": configuration(menu)}
    with serving(write_tiny(tmp_path / "world", changes)) as served:
        assert eventually(served.shows("explainers/other.html", "Another"))
        (served.root / other).write_text(text.replace("title:", "titel:"))
        assert eventually(lambda: served.get("explainers/other.html") is None)
        assert served.shows("explainers/border.html", "Why did the border close?")()
        assert f"{other}:2:" in served.log.read_text()


def test_a_changed_map_is_shown_and_an_address_too_long_for_a_file_is_missing(
    tmp_path: Path,
) -> None:
    root = write_tiny(tmp_path / "world", island())
    shape = "maps/shapes/averia.yaml"
    with serving(root) as served:
        country = "countries/averia.html"
        assert eventually(served.shows(country, "Averia"))
        assert b"<figure" in (served.get(country) or b"")
        (served.root / shape).write_text("nothing: here\n")
        assert eventually(lambda: b"<figure" not in (served.get(country) or b"<figure"))
        assert served.get("x" * 300) is None
        assert "bug in facts" not in served.log.read_text()


def read_alike(page: bytes | None) -> bytes:
    """Return a page without the security policy and without the script that the server appends."""
    text = re.sub(rb'<meta http-equiv="Content-Security-Policy"[^>]*>', b"", page or b"")
    text = re.sub(rb"(?s)<script>[^<]*livereload.*?</script>(?=</body>)", b"", text)
    return b" ".join(text.split())


def asked(server: LiveReloadServer, preview: Preview, path: str) -> tuple[str, bytes]:
    """Return the status and the body of a response."""
    environ: dict[str, str] = {"PATH_INFO": path}
    setup_testing_defaults(environ)
    statuses: list[str] = []
    body = preview.application(server)(environ, lambda status, headers: statuses.append(status))
    try:
        return statuses[0], b"".join(body)
    finally:
        if close := getattr(
            body, "close", None
        ):  # as WSGI requires from the receiver of a response
            close()


@pytest.fixture
def server(tmp_path: Path) -> Iterator[LiveReloadServer]:
    """Return a server of MkDocs for a folder, without a network connection."""
    server = LiveReloadServer(lambda: None, "127.0.0.1", 0, str(tmp_path), mount_path="/story/")
    yield server
    server.server_close()


def test_a_file_is_completed_before_it_is_served(server: LiveReloadServer, tmp_path: Path) -> None:
    (tmp_path / "there.txt").write_text("was there")

    def make(path: str) -> None:
        if path == "made.txt":
            (tmp_path / path).write_text("made")

    preview = Preview()
    assert asked(server, preview, "/story/made.txt")[0].startswith("404")  # before any build
    preview.use(make)
    assert asked(server, preview, "/story/there.txt") == ("200 OK", b"was there")
    assert asked(server, preview, "/story/made.txt") == ("200 OK", b"made")
    assert asked(server, preview, "/story/never.txt")[0].startswith("404")


def test_a_build_waits_for_a_page_request_and_no_page_is_made_from_older_facts(
    server: LiveReloadServer, tmp_path: Path
) -> None:
    begun, go_on = threading.Event(), threading.Event()
    responses: list[tuple[str, bytes]] = []

    def slowly(path: str) -> None:
        begun.set()
        assert go_on.wait(10)
        (tmp_path / path).write_text("older")

    def make(path: str) -> None:
        (tmp_path / path).write_text("newest")

    def build() -> None:
        # The file is replaced, not removed, because MkDocs leaves a file open if it disappears
        # before its size is read. The next test shows that removed files are made again.
        (tmp_path / "other.txt").write_text("half")
        (tmp_path / "other.txt").replace(tmp_path / "x.txt")
        preview.use(make)

    preview = Preview()
    preview.use(slowly)
    request = threading.Thread(
        target=lambda: responses.append(asked(server, preview, "/story/x.txt"))
    )
    request.start()
    assert begun.wait(10)
    rebuild = threading.Thread(target=preview.guarded(build))
    rebuild.start()
    rebuild.join(0.2)
    assert rebuild.is_alive()
    go_on.set()
    rebuild.join(10)
    request.join(10)
    assert responses[0][1] in (b"older", b"newest")
    assert asked(server, preview, "/story/x.txt") == ("200 OK", b"newest")


def test_a_file_that_a_build_deletes_is_made_again_for_the_same_request(
    server: LiveReloadServer, tmp_path: Path
) -> None:
    preview = Preview()
    preview.use(lambda path: None)
    serve = server.serve_request
    builds = iter([1])

    def make(path: str) -> None:
        (tmp_path / path).write_text("newest")

    def answer(environ: object, start_response: Callable[..., object]) -> object:
        for _ in builds:  # a build starts and ends before the server looks for the file
            preview.guarded(lambda: preview.use(make))()
        return serve(environ, start_response)

    server.serve_request = answer
    assert asked(server, preview, "/story/x.txt") == ("200 OK", b"newest")


def test_a_page_that_cannot_be_made_is_not_found_and_the_reason_is_logged(
    server: LiveReloadServer, caplog: pytest.LogCaptureFixture
) -> None:
    def make(path: str) -> None:
        raise OSError(27, "File too large")

    preview = Preview()
    preview.use(make)
    assert asked(server, preview, "/story/x.txt")[0].startswith("404")
    assert "x.txt" in caplog.text
    assert "File too large" in caplog.text


@pytest.mark.parametrize("error", [Abort("The reason <&>."), ConfigurationError("The reason <&>.")])
def test_a_failed_build_ends_and_every_page_shows_the_reason(
    server: LiveReloadServer, caplog: pytest.LogCaptureFixture, error: Exception
) -> None:
    def fail() -> None:
        raise error

    preview = Preview()
    preview.guarded(fail)()
    for path in ("/story/", "/story/claims/x.html", "/story/data/x.json"):
        status, body = asked(server, preview, path)
        assert status.startswith("500")
        assert b"The reason &lt;&amp;&gt;." in body
    assert "The reason" in caplog.text
    assert "Traceback" not in caplog.text
    preview.guarded(lambda: None)()
    assert asked(server, preview, "/story/claims/x.html")[0].startswith("404")


def test_a_bug_in_a_build_is_logged_with_its_traceback(
    server: LiveReloadServer, caplog: pytest.LogCaptureFixture
) -> None:
    def fail() -> None:
        raise ZeroDivisionError

    preview = Preview()
    preview.guarded(fail)()
    assert asked(server, preview, "/story/")[0].startswith("500")
    assert "Traceback" in caplog.text


@pytest.mark.parametrize("path", ["/story/a\0.html", "/story/\0", "/\0", "/elsewhere\0/"])
def test_an_address_that_cannot_be_a_file_name_is_refused(
    server: LiveReloadServer, caplog: pytest.LogCaptureFixture, path: str
) -> None:
    made: list[str] = []
    preview = Preview()
    preview.use(made.append)
    assert asked(server, preview, path) == ("400 Bad Request", b"400 Bad Request")
    assert (made, caplog.text) == ([], "")


@pytest.mark.parametrize(
    "written", ["/story/a/x.html", "/story//a//x.html", "/story/a/./x.html", "/story/a/../a/x.html"]
)
def test_a_path_is_read_as_the_server_reads_it(server: LiveReloadServer, written: str) -> None:
    made: list[str] = []
    preview = Preview()
    preview.use(made.append)
    asked(server, preview, written)
    assert made == ["a/x.html"]


@pytest.mark.parametrize(
    ("path", "text", "page", "status", "place"),
    [
        (CLAIM, "claim: [broken\n", "claims/two-crossings.html", 404, f"{CLAIM}:1:8: error[yaml]"),
        (
            CLAIM,
            TINY[CLAIM].replace("confidence", "confidance"),
            "claims/two-crossings.html",
            404,
            "Did you mean confidence?",
        ),
        (
            CLAIM,
            TINY[CLAIM].replace("lrt-2023-08-16-closures", "lrt-2023-08-16-closure"),
            "claims/two-crossings.html",
            200,
            "error[known-source]",
        ),
        (
            "facts/vocabulary/people.yaml",
            "jonas-petraitis: [\n",
            "people/jonas-petraitis.html",
            404,
            "facts/vocabulary/people.yaml:",
        ),
        (
            "facts/sources/tass.bib",
            TINY["facts/sources/tass.bib"].replace("2023-08-18},", "2023-18-08},"),
            "sources/tass-2023-08-18-closed.html",
            404,
            "facts/sources/tass.bib:3:",
        ),
        (
            "content/explainers/border.md",
            TINY["content/explainers/border.md"].replace("@two-crossings", "@two-crossing"),
            "explainers/border.html",
            200,
            "error[known-citation]",
        ),
        (
            "content/explainers/border.md",
            TINY["content/explainers/border.md"].replace("title:", "titel:"),
            "explainers/border.html",
            404,
            "content/explainers/border.md:2:",
        ),
    ],
)
def test_a_page_shows_the_errors_in_its_record(
    served: Served, path: str, text: str, page: str, status: int, place: str
) -> None:
    assert eventually(lambda: served.get(page) is not None)
    assert "Only you see this" not in Html((served.get(page) or b"").decode()).text
    (served.root / path).write_text(text)
    assert eventually(lambda: place in served.answer(page)[1].decode())
    answer, shown = served.answer(page)
    assert (answer, b"livereload" in shown) == (status, True)
    # Pages of records without errors show no note for the author.
    assert b"Only you see this" not in served.answer("claims/later-step.html")[1]


def test_a_missing_page_lists_all_errors_if_none_concerns_that_page(served: Served) -> None:
    assert eventually(lambda: served.get("index.html") is not None)
    assert b"Only you see this" not in served.answer("no/such.html")[1]
    (served.root / CLAIM).write_text("claim: [<script>\n")
    assert eventually(lambda: b"Only you see this" in served.answer("no/such.html")[1])
    assert b"[&lt;script&gt;" in served.answer("no/such.html")[1]
