"""The timeline as iCalendar (RFC 5545): all-day events, uncertain dates said in words.

An event covers every day that its date can be: a month for "August 2023". An open end is not made
up: such an event stands on the day that is known, and its title says "since" or "until". A date
outside the years 1 to 9999 cannot stand in a calendar and is left out.
"""

import io
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from urllib.parse import urlsplit

from build_tools import views
from build_tools.exports.export_file import ExportFile, Publication
from build_tools.exports.feed_items import stamp
from build_tools.facts.dates import Day, Precision, When, once_for_each_date
from build_tools.facts.ledger import Ledger
from build_tools.facts.records import Claim
from build_tools.views.parts.labels import VERDICTS

NAME = "iCalendar"
MAX_OCTETS = 75
_END = "\r\n"


def files(ledger: Ledger, site: Publication) -> Iterator[ExportFile]:
    """Yield the one calendar."""
    data = io.BytesIO()
    head = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        f"PRODID:-//{_escaped(site.name)}//timeline//EN",
        "CALSCALE:GREGORIAN",
        f"NAME:{_escaped(site.name)}",
        f"X-WR-CALNAME:{_escaped(site.name)}",
    ]
    data.write(_written(head))
    host = urlsplit(site.address).hostname or "facts"
    for month in views.collect("timeline", ledger).months:
        for entry in month.entries:
            data.write(_event(site, host, ledger.claims[entry.link.id]).encode())
    data.write(_written(["END:VCALENDAR"]))
    yield ExportFile("timeline.ics", data.getvalue(), "The timeline, for calendars.")


def _written(lines: Iterable[str]) -> bytes:
    return "".join(map(folded, lines)).encode()


def _event(site: Publication, host: str, claim: Claim) -> str:
    """Return the lines of the claim's event; none where no calendar has its days."""
    days = _days(claim.when)
    if not days:
        return ""
    tentative = claim.when.approximate or claim.when.uncertain
    return (
        f"BEGIN:VEVENT{_END}"
        f"{folded(f'UID:{claim.id}@{host}')}"
        # The day of the last check: the moment of the build would make every build another file.
        f"{_stamped(claim.checked.date)}"
        f"{days}"
        f"{folded(f'SUMMARY:{_escaped(_title(claim))}')}"
        f"{folded(f'DESCRIPTION:{_escaped(_words(claim))}')}"
        f"{folded(f'URL:{site.claim(claim.id)}')}"
        f"{f'STATUS:TENTATIVE{_END}' if tentative else ''}"
        f"TRANSP:TRANSPARENT{_END}"
        f"END:VEVENT{_END}"
    )


@once_for_each_date
def _stamped(when: When) -> str:
    return f"DTSTAMP:{stamp(when).replace('-', '').replace(':', '')}{_END}"


@once_for_each_date
def _days(when: When) -> str:
    """Return the lines of the first day and of the end; none where no calendar has them."""
    first, last = when.earliest, when.latest
    begin, end = _date(first or last), _date(last or first)
    if begin is None or end is None:
        return ""
    start = f"DTSTART;VALUE=DATE:{_digits(begin)}{_END}"
    if end == date.max:
        return start
    # The end is the first day that is no longer part of it.
    return f"{start}DTEND;VALUE=DATE:{_digits(end + timedelta(days=1))}{_END}"


def _digits(day: date) -> str:
    return day.isoformat().replace("-", "")


def _date(day: Day | None) -> date | None:
    return date(*day) if day and 1 <= day.year <= 9999 else None


def _title(claim: Claim) -> str:
    """Return the claim; where its day or days are not certain, the date in words before it."""
    return claim.claim if _is_certain(claim.when) else f"[{claim.when.words()}] {claim.claim}"


@once_for_each_date
def _is_certain(when: When) -> bool:
    if when.approximate or when.uncertain:
        return False
    ends = (when.start, when.end) if when.precision is Precision.INTERVAL else (when,)
    return all(one is not None and one.days == 1 for one in ends)


def _words(claim: Claim) -> str:
    lines = [f"When: {claim.when.words()}", f"{VERDICTS[claim.verdict].label}: {claim.finding}"]
    if claim.as_of:
        lines.insert(1, f"Known: {claim.as_of.words()}")
    return "\n".join(lines)


def _escaped(text: str) -> str:
    """Return a text value, section 3.3.11."""
    text = text.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
    return text.replace("\r\n", "\\n").replace("\n", "\\n").replace("\r", "\\n")


def folded(line: str) -> str:
    """Return the line in pieces of at most 75 octets, section 3.1; no character is cut in two."""
    if len(line) <= MAX_OCTETS and line.isascii():  # by far the most
        return f"{line}{_END}"
    data = line.encode()
    pieces, begin, room = [], 0, MAX_OCTETS
    while len(data) - begin > room:
        end = begin + room
        while data[end] & 0b1100_0000 == 0b1000_0000:  # inside a character
            end -= 1
        pieces.append(data[begin:end])
        # The space that begins each further line counts too.
        begin, room = end, MAX_OCTETS - 1
    return b"\r\n ".join([*pieces, data[begin:]]).decode() + "\r\n"
