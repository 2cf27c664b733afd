"""Writes the timeline as iCalendar (RFC 5545): all-day events, with words for uncertain dates.

An event covers every possible day, for example the whole month for "August 2023". We never invent a
missing end. An event with only one known end is on the known day, and its title says "since" or
"until". Dates outside the years 1 to 9999 do not fit into a calendar, so they are left out.
"""

from collections.abc import Iterator
from datetime import date, timedelta
from urllib.parse import urlsplit

from build_tools import views
from build_tools.exports.export_file import ExportFile
from build_tools.facts.catalogue import N_
from build_tools.facts.dates import Day, Precision, When
from build_tools.facts.ledger import Ledger
from build_tools.facts.records import Claim
from build_tools.views.parts.labels import verdict_words
from build_tools.views.parts.titles import claim_title
from build_tools.views.publication import Publication

MAX_OCTETS = 75


def files(ledger: Ledger, site: Publication) -> Iterator[ExportFile]:
    """Yield the calendar."""
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        f"PRODID:-//{_escaped(site.name)}//timeline//{ledger.records.lang.upper()}",
        "CALSCALE:GREGORIAN",
        f"NAME:{_escaped(site.name)}",
        f"X-WR-CALNAME:{_escaped(site.name)}",
    ]
    for month in views.collect("timeline", ledger).months:
        for entry in month.entries:
            lines += _event(ledger, site, ledger.claims[entry.link.id])
    lines.append("END:VCALENDAR")
    data = "".join(map(folded, lines)).encode()
    yield ExportFile("timeline.ics", data, N_("The timeline, for calendars."))


def _event(ledger: Ledger, site: Publication, claim: Claim) -> list[str]:
    """Return the lines of the claim's event, or no lines if a calendar cannot contain its days."""
    when = claim.when
    begin, end = _date(when.earliest or when.latest), _date(when.latest or when.earliest)
    if begin is None or end is None:
        return []
    host = urlsplit(site.address).hostname or "facts"
    # This is the day of the last check. The time of the build would make every build different.
    checked = _date(claim.checked.date.earliest or claim.checked.date.latest) or date(1970, 1, 1)
    lines = [
        "BEGIN:VEVENT",
        f"UID:{claim.id}@{host}",
        f"DTSTAMP:{_digits(checked)}T000000Z",
        f"DTSTART;VALUE=DATE:{_digits(begin)}",
    ]
    if end < date.max:
        # DTEND is the day after the last day.
        lines.append(f"DTEND;VALUE=DATE:{_digits(end + timedelta(days=1))}")
    lines += [
        f"SUMMARY:{_escaped(_title(ledger, claim))}",
        f"DESCRIPTION:{_escaped(_description(ledger, claim))}",
        f"URL:{site.claim(claim.id)}",
    ]
    if when.approximate or when.uncertain:
        lines.append("STATUS:TENTATIVE")
    return [*lines, "TRANSP:TRANSPARENT", "END:VEVENT"]


def _date(day: Day | None) -> date | None:
    return date(*day) if day and 1 <= day.year <= 9999 else None


def _digits(day: date) -> str:
    return day.isoformat().replace("-", "")


def _title(ledger: Ledger, claim: Claim) -> str:
    """Return the claim's title. If the claim's days are uncertain, the date comes first."""
    title = claim_title(ledger, claim)
    return title if _is_certain(claim.when) else f"[{ledger.words.date(claim.when)}] {title}"


def _is_certain(when: When) -> bool:
    if when.approximate or when.uncertain:
        return False
    ends = (when.start, when.end) if when.precision is Precision.INTERVAL else (when,)
    return all(end is not None and end.days == 1 for end in ends)


def _description(ledger: Ledger, claim: Claim) -> str:
    words = ledger.words
    lines = [
        words.gettext("When: %(date)s", date=words.date(claim.when)),
        f"{verdict_words(ledger)[claim.verdict].label}: {claim.finding}",
    ]
    if claim.as_of:
        lines.insert(1, words.gettext("Known: %(date)s", date=words.date(claim.as_of)))
    return "\n".join(lines)


def _escaped(text: str) -> str:
    """Return a text value with its special characters escaped (section 3.3.11)."""
    text = text.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
    return text.replace("\r\n", "\\n").replace("\n", "\\n").replace("\r", "\\n")


def folded(line: str) -> str:
    """Return the line and its end, in pieces of at most 75 octets (section 3.1).

    Characters are never split. Every piece after the first begins with a space, which counts as an
    octet.
    """
    if len(line.encode()) <= MAX_OCTETS:
        return f"{line}\r\n"
    pieces, piece, octets = [], "", 0
    for letter in line:
        size = len(letter.encode())
        if octets + size > MAX_OCTETS:
            pieces.append(piece)
            piece, octets = " ", 1
        piece, octets = piece + letter, octets + size
    return "\r\n".join([*pieces, piece]) + "\r\n"
