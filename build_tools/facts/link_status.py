"""Stores the status of each external link in a readable JSON file."""

import json
import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Any

from build_tools.facts.files import write_atomically
from build_tools.facts.wording import clipped, visible

# The maximum size of the file. Ten thousand links need less.
MAX_BYTES = 8 * 1024 * 1024
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")

# A link counts as gone after failures on this many different days.
DAYS_UNTIL_GONE = 3


class State(StrEnum):
    """The state of an external link."""

    ALIVE = "alive"
    MOVED = "moved"
    BLOCKED = "blocked"
    GONE = "gone"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class LinkStatus:
    """The result of the last check of an external link.

    ``asked`` is the day of that check, and ``since`` is the first day of this state (both ISO
    8601). ``says`` is a sentence about the result, and ``moved_to`` is the new address.
    ``failures`` contains the latest days on which the address seemed not to exist, and
    ``linkchecker`` contains linkchecker's result.
    """

    state: State
    since: str
    asked: str
    says: str
    moved_to: str = ""
    failures: tuple[str, ...] = ()
    linkchecker: str = ""


@dataclass(frozen=True, slots=True)
class LinkResult:
    """The result of a request. ``failed`` is true if the address seems not to exist."""

    state: State
    says: str
    moved_to: str = ""
    failed: bool = False


class LinkStatusError(Exception):
    """The file of link states cannot be used and stays unchanged. The message says why."""


def next_status(before: LinkStatus | None, result: LinkResult, day: str) -> LinkStatus:
    """Return the status of a link after a request on ``day`` (ISO 8601).

    A link is gone after failures on three different days, with no success between them. A result
    that proves nothing, such as a timeout or a refusal, is neither a failure nor a success.
    """
    failures = before.failures if before else ()
    state = result.state
    if result.failed:
        failures = tuple(sorted({*failures, day}))
        state = State.GONE if len(failures) >= DAYS_UNTIL_GONE else State.UNKNOWN
    elif result.state in (State.ALIVE, State.MOVED):
        failures = ()
    elif before and before.state is State.GONE:
        return replace(before, asked=day)
    since = before.since if before and before.state is state else day
    return LinkStatus(state, since, day, result.says, result.moved_to, failures[-DAYS_UNTIL_GONE:])


def states(text: str) -> dict[str, LinkStatus]:
    """Return the status of each address in the file's text.

    Raises :class:`LinkStatusError` if the text does not have the form that :func:`save` writes.
    """
    try:
        addresses = json.loads(text)["addresses"]
        return {address: _status(fields) for address, fields in addresses.items()}
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
        reason = f"{type(error).__name__}: {error}"
        raise LinkStatusError(clipped(visible(reason), 200)) from error


def _status(fields: Mapping[str, Any]) -> LinkStatus:
    state, failures = State(fields["state"]), tuple(fields["failures"])
    status = LinkStatus(**{**fields, "state": state, "failures": failures})
    for day in (status.since, status.asked, *status.failures):
        # date.fromisoformat accepts other forms of a day too, but our other code does not.
        if not _DAY.fullmatch(day):
            raise ValueError(f"{day!r} is not a date")
        date.fromisoformat(day)
    if not all(
        isinstance(text, str) for text in (status.says, status.moved_to, status.linkchecker)
    ):
        raise TypeError("a text is missing")
    return status


def save(path: Path, known: Mapping[str, LinkStatus]) -> None:
    """Write the file, sorted by address. Readers see the previous file until it is complete."""
    addresses = {address: asdict(status) for address, status in sorted(known.items())}
    about = "The status of each cited address when `facts links --external` last checked it."
    # The JSON is in ASCII, because an invisible character from a server would stop the next build.
    text = json.dumps({"about": about, "addresses": addresses}, indent=1)
    write_atomically(path, f"{text}\n".encode())
