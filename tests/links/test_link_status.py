"""Tests the states of external addresses over several days."""

import json
import os
import re
import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from build_tools.facts.link_status import (
    MAX_BYTES,
    LinkResult,
    LinkStatus,
    State,
    next_status,
    save,
)
from build_tools.facts.project import Project
from build_tools.facts.reading import load_states, read
from build_tools.links.external import (
    add_linkchecker_results,
    check_addresses,
    external_addresses,
    needs_attention,
    summary,
)
from build_tools.links.linkchecker import LinkcheckerError, follow_links
from build_tools.links.url_check import Manners
from tests.links.conftest import Time
from tests.links.elsewhere import Log, serving
from tests.snapshots import run
from tests.whole import assemble

World = Callable[..., Project]


class Watching(Log):
    """A log that also records whether a file existed at each request."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self.path = path
        self.seen: set[bool] = set()

    def record(self, path: str) -> None:
        super().record(path)
        self.seen.add(self.path.exists())


FAILED = LinkResult(State.UNKNOWN, "It answered 404.", failed=True)
ALIVE = LinkResult(State.ALIVE, "It answered 200.")
SHUT = LinkResult(State.BLOCKED, "It answered 403: access is denied.")


def load(path: Path) -> dict[str, LinkStatus]:
    return load_states(path, path.name)


def after(*days: tuple[str, LinkResult]) -> LinkStatus:
    status: LinkStatus | None = None
    for day, result in days:
        status = next_status(status, result, f"2026-11-{day}")
    assert status is not None
    return status


def test_three_failures_on_different_days_make_an_address_gone() -> None:
    two = (("01", FAILED), ("02", FAILED))
    assert after(*two).state is State.UNKNOWN
    gone = after(*two, ("03", FAILED))
    assert (gone.state, gone.since) == (State.GONE, "2026-11-03")
    assert gone.failures == ("2026-11-01", "2026-11-02", "2026-11-03")
    later = after(*two, ("03", FAILED), ("09", FAILED))
    assert (later.state, later.since, later.asked) == (State.GONE, "2026-11-03", "2026-11-09")


def test_three_failures_on_one_day_do_not_make_an_address_gone() -> None:
    assert after(*[("01", FAILED)] * 5).state is State.UNKNOWN


def test_a_response_restarts_the_count_of_failures_but_a_refusal_does_not() -> None:
    assert after(("01", FAILED), ("02", FAILED), ("03", ALIVE), ("04", FAILED)).failures == (
        "2026-11-04",
    )
    assert after(("01", FAILED), ("02", SHUT)).state is State.BLOCKED
    assert after(("01", FAILED), ("02", SHUT), ("03", FAILED), ("04", FAILED)).state is State.GONE


def test_a_gone_address_remains_gone_until_it_responds() -> None:
    gone = (("01", FAILED), ("02", FAILED), ("03", FAILED))
    assert after(*gone, ("04", SHUT)).state is State.GONE
    assert after(*gone, ("04", ALIVE)).state is State.ALIVE


def test_the_status_file_is_sorted_and_read_back_unchanged(tmp_path: Path) -> None:
    path = tmp_path / "facts" / "links.json"
    assert load(path) == {}
    known = {
        "https://b.example/": after(("01", FAILED)),
        "https://a.example/\u00e9": after(("01", ALIVE)),
    }
    save(path, known)
    first = path.read_bytes()
    assert load(path) == known
    save(path, dict(reversed(known.items())))
    assert path.read_bytes() == first
    assert first.index(b"a.example") < first.index(b"b.example")
    assert [file.name for file in path.parent.iterdir()] == ["links.json"]


def one_gone(since: str) -> str:
    status = {"state": "gone", "since": since, "asked": since, "says": "x", "failures": [since]}
    return json.dumps({"addresses": {"https://a.example/": status}})


BROKEN = [
    "",
    "{",
    "[]",
    '{"addresses": []}',
    '{"addresses": {"https://a.example/": {"state": "lost"}}}',
    one_gone("x"),
    one_gone("20261122"),
    one_gone("2026-W47-7"),
    one_gone("2026-13-01"),
    "[" * 100_000,
    "\udcff",
]


@pytest.mark.parametrize("broken", BROKEN, ids=range(len(BROKEN)))
def test_an_invalid_status_file_is_reported_and_left_unchanged(
    world: World, tmp_path: Path, broken: str
) -> None:
    path = tmp_path / "links.json"
    path.write_bytes(broken.encode("utf-8", "surrogateescape"))
    (tmp_path / "index.html").write_text('<a href="http://127.0.0.1:9/">x</a>')
    done = run(Project(tmp_path), "links", str(tmp_path), "--external", "--state", str(path))
    assert done.exit_code == 2
    assert "links.json cannot be read" in " ".join(done.output.split())
    assert path.read_bytes() == broken.encode("utf-8", "surrogateescape")
    project = world()
    (project.facts / "links.json").write_bytes(path.read_bytes())
    (error,) = read(project)[1]
    assert (error.span.path, error.rule) == ("facts/links.json", "readable")
    assert "delete the file" in error.hint


def large(path: Path) -> None:
    path.write_text('{"addresses": {}}' + " " * MAX_BYTES)


@pytest.mark.parametrize(
    ("make", "words"),
    [
        (lambda path: path.symlink_to("/dev/zero"), "symbolic link"),
        (lambda path: path.symlink_to("nowhere"), "symbolic link"),
        (os.mkfifo, "a pipe, socket or device"),
        (large, "larger than 8192 KiB"),
    ],
    ids=["link", "dangling", "pipe", "large"],
)
def test_a_special_file_in_place_of_the_status_file_is_reported_without_blocking(
    world: World, make: Callable[[Path], None], words: str
) -> None:
    project = world()
    make(project.facts / "links.json")
    messages = [
        diagnostic.message
        for diagnostic in read(project)[1]
        if diagnostic.span.path == "facts/links.json"
    ]
    assert len(messages) == 1
    assert words in messages[0]


def test_a_servers_message_never_makes_the_file_unreadable(tmp_path: Path) -> None:
    path = tmp_path / "links.json"
    odd = "\x00 \u202e \ue000 \udcff"
    known = {
        f"https://a.example/{odd}": next_status(None, LinkResult(State.UNKNOWN, odd), "2026-11-22")
    }
    save(path, known)
    assert load(path) == known


def test_each_address_is_requested_once_without_its_fragment(
    tmp_path: Path,
    server: str,
    log: Log,
    manners: Manners,
) -> None:
    links = f'<a href="{server}/page">x</a> <a href="{server}/page#part">x</a> <a href="a.html">x'
    own = '<link rel="canonical" href="https://facts.example/a.html">'
    for name in ("index.html", "a.html"):
        (tmp_path / name).write_text(own + links)
    addresses = external_addresses(tmp_path, "https://facts.example/")
    assert addresses == [f"{server}/page"]
    lines: list[str] = []
    known = check_addresses(addresses, {}, "2026-11-22", manners, lines.append)
    assert log.asked == ["/robots.txt", "/page"]
    assert lines == [f"alive    {server}/page"]
    assert "1 alive, 0 moved, 0 blocked, 0 gone and 0 unknown" in summary(known)


def test_results_from_linkchecker_are_added_to_the_status() -> None:
    known = {"https://a.example/": after(("01", SHUT))}
    rows = [{"url": "https://a.example/#x", "valid": "True", "result": "200 OK"}]
    assert add_linkchecker_results(known, rows)["https://a.example/"].linkchecker == "valid"
    rows = [{"url": "https://a.example/", "valid": "False", "result": "404 Not Found"}]
    assert add_linkchecker_results(known, rows)["https://a.example/"].linkchecker == "404 Not Found"


def gone(address: str = "") -> LinkStatus:
    return after(("01", FAILED), ("02", FAILED), ("03", FAILED))


def test_the_command_requests_no_private_address_and_lists_gone_addresses(tmp_path: Path) -> None:
    (tmp_path / "index.html").write_text('<a href="http://127.0.0.1:9/a">x</a>')
    state, task = tmp_path / "links.json", tmp_path / "task.json"
    options = ("--external", "--state", str(state), "--todo", str(task))
    done = run(Project(tmp_path), "links", str(tmp_path), *options)
    assert done.exit_code == 0, done.output
    status = load(state)["http://127.0.0.1:9/a"]
    assert status.state is State.UNKNOWN
    assert "not a public address" in status.says
    assert json.loads(task.read_text())["gone"] == []
    save(state, {"http://127.0.0.1:9/a": gone("")})
    done = run(Project(tmp_path), "links", str(tmp_path), *options)
    assert done.exit_code == 0, done.output
    assert json.loads(task.read_text())["gone"] == [
        "http://127.0.0.1:9/a (It answered 404; gone since 2026-11-03)"
    ]


def test_the_page_of_a_gone_source_links_to_its_archived_copy(world: World) -> None:
    project = world()
    (path,) = project.facts.glob("sources/lrt.bib")
    text = path.read_text(encoding="utf-8")
    ((key, url),) = re.findall(r"(?s)\A@online\{([^,]+),.*?\burl = \{([^}]+)\}", text)
    archive = "https://archive.example/copy"
    page, claim = f"sources/{key}.html", "claims/two-crossings.html"

    def bodies() -> str:
        bodies_by_path = {page.path: page.body for page in assemble(project).pages}
        return bodies_by_path[page] + bodies_by_path[claim]

    assert "gone" not in bodies()
    save(project.facts / "links.json", {url: gone(url)})
    html = bodies()
    assert "gone on 3 November 2026" in html
    assert f'href="{url}"' in html
    both = f"url = {{{url}}},\n  archiveurl = {{{archive}}}"
    path.write_text(text.replace(f"url = {{{url}}}", both, 1), encoding="utf-8")
    html = bodies()
    assert f'href="{archive}"' in html
    assert f'href="{url}"' not in html
    assert "the original page was gone on 3 November 2026" in html
    known = load(project.facts / "links.json")
    assert needs_attention(known, read(project)[0]) == []


def test_addresses_checked_longest_ago_are_checked_first(
    server: str,
    log: Log,
    manners: Manners,
    time: Time,
) -> None:
    days = {"a": "2026-11-21", "b": "2026-11-19", "c": "", "d": "2026-11-20"}
    known = {f"{server}/{name}": next_status(None, ALIVE, day) for name, day in days.items() if day}
    after = check_addresses([f"{server}/{name}" for name in days], known, "2026-11-22", manners)
    assert log.asked == ["/robots.txt", "/c", "/b", "/d", "/a"]
    # If a run ends early, the next run starts with the remaining addresses.
    log.asked.clear()
    log.robots = (200, "User-agent: *\nCrawl-delay: 60\n")
    many = [f"{server}/{number:03}" for number in range(70)]
    first = check_addresses(many, {}, "2026-11-22", manners)
    assert 50 < len(first) < 70
    log.asked.clear()
    check_addresses(many, first, "2026-11-23", manners)
    assert log.asked[1 : 71 - len(first)] == [f"/{number:03}" for number in range(len(first), 70)]
    assert len(after) == 4


def test_the_status_is_saved_after_every_few_addresses(
    server: str,
    manners: Manners,
    tmp_path: Path,
) -> None:
    path = tmp_path / "links.json"
    many = [f"{server}/{number:03}" for number in range(45)]
    counts: list[int] = []

    def keep(states: Mapping[str, LinkStatus]) -> None:
        save(path, states)
        counts.append(sum(status.asked == "2026-11-22" for status in load(path).values()))

    known = dict.fromkeys(many, next_status(None, ALIVE, "2026-11-21"))
    check_addresses(many, known, "2026-11-22", manners, save=keep)
    assert counts == [20, 40]
    assert len(load(path)) == 45


def test_the_status_is_saved_before_linkchecker_starts() -> None:
    with tempfile.TemporaryDirectory() as name:
        site, state = Path(name), Path(name, "state", "links.json")
        site.chmod(0o755)
        log = Watching(state)
        with serving(log) as server:
            (site / "index.html").write_text(f'<!doctype html><a href="{server}/page">x</a>')
            options = ("--external", "--with-linkchecker", "--state", str(state))
            done = run(Project(site), "links", str(site), *options)
        assert done.exit_code == 0, done.output
        assert log.asked, "linkchecker asked nothing"
        assert log.seen == {True}
        assert load(state)[f"{server}/page"].linkchecker == "valid"


def test_linkchecker_is_stopped_after_its_time_limit(tmp_path: Path) -> None:
    (tmp_path / "index.html").write_text("<!doctype html><title>A page</title>")
    with pytest.raises(LinkcheckerError, match=r"more than 0\.01 seconds"):
        follow_links(tmp_path, max_seconds=0.01)
