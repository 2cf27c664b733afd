"""Tests the check of an external address, with a local server that misbehaves."""

import socket
import ssl
import subprocess
from pathlib import Path
from typing import Any

import pytest

from build_tools.facts.link_status import LinkResult, State
from build_tools.links.url_check import Hosts, Manners, check_url
from tests.links.conftest import Time
from tests.links.elsewhere import Log, serving


def ask(address: str, manners: Manners) -> LinkResult:
    return check_url(address, Hosts(), manners)


@pytest.mark.parametrize(
    ("path", "state", "words", "failed"),
    [
        ("/page", State.ALIVE, "answered 200", False),
        ("/for-now", State.ALIVE, "answered 200", False),
        ("/mixed", State.ALIVE, "answered 200", False),
        ("/huge", State.ALIVE, "answered 200", False),
        ("/caf\u00e9?q=\u00e9", State.ALIVE, "answered 200", False),
        ("/moved", State.MOVED, "moved permanently", False),
        ("/shut", State.BLOCKED, "403", False),
        ("/none", State.UNKNOWN, "404", True),
        ("/ended", State.UNKNOWN, "410", True),
        ("/to-gone", State.UNKNOWN, "404", True),
        ("/broken", State.UNKNOWN, "500", False),
        ("/round", State.UNKNOWN, "in a circle", False),
        ("/chain-0", State.UNKNOWN, "more than 6 times", False),
        ("/soft", State.UNKNOWN, "its title is that of a missing page", False),
        ("/to-home", State.UNKNOWN, "a home page", False),
        ("/inside", State.UNKNOWN, "10.0.0.1, which is not a public address", False),
        ("/file", State.UNKNOWN, "not an http or https address", False),
        ("/to-odd", State.UNKNOWN, "redirects to http://[x/, which is not an http", False),
        ("/to-long", State.UNKNOWN, "not an http or https address", False),
    ],
)
def test_each_response_gives_the_right_state(
    server: str, manners: Manners, path: str, state: State, words: str, failed: bool
) -> None:
    result = ask(server + path, manners)
    assert (result.state, result.failed) == (state, failed)
    assert words in result.says
    assert result.moved_to == (f"{server}/page" if state is State.MOVED else "")


def test_no_request_is_sent_to_this_machine(server: str, log: Log) -> None:
    result = ask(f"{server}/page", Manners())
    assert result.state is State.UNKNOWN
    assert "127.0.0.1, which is not a public address" in result.says
    assert log.asked == []


def test_a_request_is_abandoned_if_the_response_is_missing_or_endless(
    server: str, manners: Manners
) -> None:
    quick = manners._replace(seconds=0.3, retries=0)
    assert ask(f"{server}/slow", quick).state is State.UNKNOWN
    result = ask(f"{server}/drip", quick)
    assert (result.state, result.failed) == (State.UNKNOWN, False)
    assert "time limit" in result.says


def test_an_invalid_certificate_is_reported_but_does_not_count_as_a_failure(
    tmp_path: Path, log: Log, manners: Manners
) -> None:
    key = tmp_path / "own.pem"
    command = [
        "openssl",
        "req",
        "-x509",
        "-newkey",
        "rsa:2048",
        "-nodes",
        "-days",
        "2",
        "-subj",
        "/CN=x.example",
    ]
    done = subprocess.run(
        [*command, "-keyout", key, "-out", tmp_path / "c.pem"], check=False, capture_output=True
    )
    assert done.returncode == 0, done.stderr
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(tmp_path / "c.pem", key)
    with serving(log, context) as server:
        result = ask(f"{server}/page", manners)
    assert (result.state, result.failed) == (State.UNKNOWN, False)
    assert "certificate" in result.says


def test_a_busy_host_is_asked_again_after_the_time_that_it_states(
    server: str, log: Log, manners: Manners, time: Time
) -> None:
    log.busy = 1
    assert ask(f"{server}/busy", manners).state is State.ALIVE
    assert 7.0 in time.slept
    log.busy, log.retry_after = 1, "Thu, 01 Jan 1970 00:00:30 GMT"
    assert ask(f"{server}/busy", manners).state is State.ALIVE
    assert 30.0 in time.slept
    for odd in ("Mon, 01 Jan 2024 00:00:00 +99999999999999999", "\u00b2", "soon", "9" * 5000):
        log.busy, log.retry_after = 1, odd
        assert ask(f"{server}/busy", manners).state in (State.ALIVE, State.BLOCKED)


def test_a_host_that_remains_busy_gets_no_more_requests(
    server: str, log: Log, manners: Manners, time: Time
) -> None:
    log.busy, log.retry_after = 9, "86400"
    result = ask(f"{server}/busy", manners)
    assert (result.state, result.failed) == (State.BLOCKED, False)
    assert log.asked.count("/busy") == 1
    assert max(time.slept) < 60
    log.retry_after = "1"
    assert ask(f"{server}/busy", manners).state is State.BLOCKED
    assert log.asked.count("/busy") == 4


def test_requests_to_a_host_observe_its_crawl_delay(
    server: str, log: Log, manners: Manners, time: Time
) -> None:
    hosts = Hosts()
    for _ in range(3):
        check_url(f"{server}/page", hosts, manners)
    assert time.slept == [2.0, 2.0, 2.0]
    assert log.asked == ["/robots.txt", "/page", "/page", "/page"]
    log.robots = (200, "User-agent: *\nCrawl-delay: 11\n")
    check_url(f"{server}/page", Hosts(), manners)
    assert time.slept[-1] == 11.0
    for delay, slept in (("0.5", 2.0), ("9" * 300, 60.0), ("9" * 5000, 2.0), ("\u00b2", 2.0)):
        log.robots = (200, f"User-agent: *\nCrawl-delay: {delay}\n")
        assert check_url(f"{server}/page", Hosts(), manners).state is State.ALIVE
        assert time.slept[-1] == slept


@pytest.mark.parametrize(
    ("robots", "state"),
    [
        ((200, "User-agent: *\nDisallow: /page"), State.BLOCKED),
        ((200, "User-agent: facts-links\nDisallow: /"), State.BLOCKED),
        ((200, "User-agent: *\nDisallow: /other"), State.ALIVE),
        ((200, "User-agent: other\nDisallow: /"), State.ALIVE),
        ((200, "User-agent: *\nDisallow: //["), State.ALIVE),
        ((200, "#" * 400_000 + "\nUser-agent: *\nDisallow: /page"), State.BLOCKED),
        ((0, ""), State.UNKNOWN),
        ((403, ""), State.ALIVE),
        ((404, ""), State.ALIVE),
        ((503, ""), State.BLOCKED),
    ],
)
def test_robots_txt_is_obeyed(
    server: str, log: Log, manners: Manners, robots: tuple[int, str], state: State
) -> None:
    log.robots = robots
    result = ask(f"{server}/page", manners)
    assert result.state is state
    assert ("/page" in log.asked) is (state is State.ALIVE)


def test_robots_txt_is_obeyed_after_a_redirect(server: str, log: Log, manners: Manners) -> None:
    log.robots = (200, "User-agent: *\nDisallow: /moved-again")
    assert ask(f"{server}/moved", manners).state is State.BLOCKED
    assert "/moved-again" not in log.asked


def test_a_redirected_robots_txt_does_not_make_the_host_fail(
    server: str, log: Log, manners: Manners, monkeypatch: pytest.MonkeyPatch
) -> None:
    for odd in ("http://[x/", "file:///etc/hostname", "http://10.0.0.1/robots.txt"):
        log.robots_location = odd
        result = ask(f"{server}/page", manners)
        assert (result.state, result.failed) == (State.UNKNOWN, False), odd
        assert "/page" not in log.asked
    known = socket.getaddrinfo

    def only_numbers(host: str, *arguments: Any, **named: Any) -> Any:
        if host == "none.example":
            raise socket.gaierror(socket.EAI_NONAME, "not known")
        return known(host, *arguments, **named)

    monkeypatch.setattr(socket, "getaddrinfo", only_numbers)
    log.robots_location = "http://none.example/robots.txt"
    assert not ask(f"{server}/page", manners).failed
    assert ask("http://none.example/page", manners).failed


def test_a_servers_message_is_short_and_printable(server: str, manners: Manners) -> None:
    result = ask(f"{server}/babble", manners)
    assert result.state is State.UNKNOWN
    assert "could not be fetched" in result.says
    assert len(result.says) <= 200
    assert result.says.isprintable()
    assert "\\x1b" in result.says
