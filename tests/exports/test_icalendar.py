"""Tests that the calendar, unfolded and parsed according to RFC 5545, matches the timeline."""

import re
from datetime import date, timedelta

import pytest

from build_tools.exports.formats.icalendar import MAX_OCTETS, folded
from build_tools.facts.catalogue import without_marks
from build_tools.facts.ledger import Ledger
from build_tools.views import timeline
from build_tools.views.parts.titles import claim_title
from tests.exports.conftest import SITE, World, made_by
from tests.hostile import hostile
from tests.ledgers import claim, ledger

Event = dict[str, str]


def parsed(data: bytes) -> tuple[Event, list[Event]]:
    """Return the properties, by name, of a calendar and of each event."""
    assert data.endswith(b"\r\n")
    raw = data[:-2].split(b"\r\n")
    assert not [line for line in raw if len(line) > MAX_OCTETS or b"\n" in line or b"\r" in line]
    for line in raw:
        line.decode("utf-8")  # no character is split
    lines = re.sub("\r\n[ \t]", "", data.decode("utf-8")).split("\r\n")[:-1]
    whole: Event = {}
    events: list[Event] = []
    inside: list[str] = []
    for line in lines:
        name, _, value = line.partition(":")
        if name == "BEGIN":
            inside.append(value)
            if value == "VEVENT":
                events.append({})
        elif name == "END":
            assert inside.pop() == value
        else:
            target = events[-1] if inside[-1] == "VEVENT" else whole
            assert name not in target, name
            target[name] = value
    assert inside == []
    return whole, events


def text(value: str) -> str:
    """Return a text value without its escapes."""
    assert not re.search(r"(?<!\\)(?:\\\\)*[;,]", value), value
    return re.sub(r"\\(.)", lambda found: "\n" if found[1] in "nN" else found[1], value)


def events(small_ledger: Ledger) -> list[Event]:
    return parsed(made_by("icalendar", small_ledger)["timeline.ics"].data)[1]


def test_the_calendar_contains_the_same_claims_as_the_timeline(any_ledger: Ledger) -> None:
    whole, found = parsed(made_by("icalendar", any_ledger)["timeline.ics"].data)
    assert whole["VERSION"] == "2.0"
    assert whole["PRODID"]
    entries = [entry for month in timeline.collect(any_ledger).months for entry in month.entries]
    assert [item["UID"] for item in found] == [f"{item.link.id}@facts.example" for item in entries]
    for event, entry in zip(found, entries, strict=True):
        assert text(event["SUMMARY"]).endswith(
            claim_title(any_ledger, any_ledger.claims[entry.link.id])
        )
        when = entry.link.when
        assert without_marks(any_ledger.words.date(when)) in text(event["DESCRIPTION"])
        assert entry.link.finding in text(event["DESCRIPTION"])
        assert event["URL"] == SITE.claim(entry.link.id)
        assert re.fullmatch(r"\d{8}T\d{6}Z", event["DTSTAMP"])
        start = date.fromisoformat(event["DTSTART;VALUE=DATE"])
        end = date.fromisoformat(event["DTEND;VALUE=DATE"])
        first, last = when.earliest or when.latest, when.latest or when.earliest
        assert first is not None
        assert last is not None
        assert (start, end - timedelta(days=1)) == (date(*first), date(*last))


@pytest.mark.parametrize(
    ("when", "begin", "end", "words"),
    [
        ("2023-08-18", "20230818", "20230819", ""),
        ("2023-12-31", "20231231", "20240101", ""),
        ("2023-08-18/2023-08-20", "20230818", "20230821", ""),
        ("2023-08", "20230801", "20230901", "[August 2023] "),
        ("2023-08-18~", "20230818", "20230819", "[about 18 August 2023] "),
        ("2023-08-18?", "20230818", "20230819", "[possibly 18 August 2023] "),
        ("2023-08-18/..", "20230818", "20230819", "[since 18 August 2023] "),
        ("../2023-08-18", "20230818", "20230819", "[until 18 August 2023] "),
        ("2024-02", "20240201", "20240301", "[February 2024] "),
        ("2023-08-XX", "20230801", "20230901", "[some day in August 2023] "),
        ("0987", "09870101", "09880101", "[AD 987] "),
    ],
)
def test_each_kind_of_date_gives_the_right_days(
    world: World, when: str, begin: str, end: str, words: str
) -> None:
    (event,) = events(ledger(world, claim("one", when=when)))
    assert event["DTSTART;VALUE=DATE"] == begin
    assert event["DTEND;VALUE=DATE"] == end
    assert text(event["SUMMARY"]) == f"{words}Claim: The claim one (cannot be checked)"
    assert ("STATUS" in event) == bool(re.search("[~?]", when))


@pytest.mark.parametrize("when", ["-0043-03-15", "0000", "Y12023"])
def test_dates_outside_the_calendar_are_left_out(world: World, when: str) -> None:
    assert events(ledger(world, claim("one", when=when))) == []


def test_an_event_on_the_last_day_of_the_calendar_has_no_end(world: World) -> None:
    (event,) = events(ledger(world, claim("one", when="9999-12-31")))
    assert "DTEND;VALUE=DATE" not in event


def test_text_with_special_characters_is_read_back_unchanged(world: World) -> None:
    words = r"Back\slash\n; semicolon, comma: colon “ąčę” € " + "długie słowa " * 12
    small_ledger = ledger(world, claim("one", claim=words.strip()))
    assert text(events(small_ledger)[0]["SUMMARY"]) == f"Claim: {words.strip()} (cannot be checked)"


def test_hostile_text_adds_no_property(hostile_ledger: Ledger) -> None:
    found = [event for event in events(hostile_ledger) if event["UID"].startswith("hostile@")]
    assert [text(item["SUMMARY"]) for item in found] == [hostile("claim")]


@pytest.mark.parametrize("letter", ["a", "ą", "€", "😀"])
def test_lines_are_folded_at_75_octets_but_never_within_a_character(letter: str) -> None:
    for number in range(60, 170):
        line = letter * number
        pieces = folded(line).removesuffix("\r\n").split("\r\n")
        assert all(len(piece.encode()) <= 75 for piece in pieces)
        assert all(piece.startswith(" ") for piece in pieces[1:])
        assert pieces[0] + "".join(piece[1:] for piece in pieces[1:]) == line
        assert len(pieces[0].encode()) > 75 - 4 or len(pieces) == 1
