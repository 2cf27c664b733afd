"""What became of each address outside, kept from day to day in a file that people can read."""

import json
import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Any

from build_tools.facts.files import write_aside
from build_tools.facts.wording import clipped, visible

# Some ten thousand addresses are less.
MAX_BYTES = 8 * 1024 * 1024
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")

# So many days must an address have failed on before it counts as gone.
DAYS_UNTIL_GONE = 3


class State(StrEnum):
    """How an address outside stands."""

    ALIVE = "alive"
    MOVED = "moved"
    BLOCKED = "blocked"
    GONE = "gone"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class LinkStatus:
    """How an address stood when it was last asked.

    ``asked`` is that day, ``since`` the first day of this state (both as in ISO 8601), ``says`` a
    sentence, ``moved_to`` where it leads for good, ``failures`` the days in a row on which the
    address did not exist, ``linkchecker`` what that says of it.
    """

    state: State
    since: str
    asked: str
    says: str
    moved_to: str = ""
    failures: tuple[str, ...] = ()
    linkchecker: str = ""


@dataclass(frozen=True, slots=True)
class Found:
    """What asking found. ``failed`` says that the address does not exist, as far as one can see."""

    state: State
    says: str
    moved_to: str = ""
    failed: bool = False


class LinkStatusError(Exception):
    """Says in a sentence why the file of states cannot be used. It is left as it is."""


def next_status(before: LinkStatus | None, found: Found, day: str) -> LinkStatus:
    """Return how an address stands after it was asked on a day.

    It is gone after failures on three different days, without another answer in between; what
    tells nothing (a time-out, a refusal) neither counts nor begins the count anew.
    """
    failures = before.failures if before else ()
    state = found.state
    if found.failed:
        failures = tuple(sorted({*failures, day}))
        state = State.GONE if len(failures) >= DAYS_UNTIL_GONE else State.UNKNOWN
    elif found.state in (State.ALIVE, State.MOVED):
        failures = ()
    elif before and before.state is State.GONE:
        return replace(before, asked=day)
    since = before.since if before and before.state is state else day
    return LinkStatus(state, since, day, found.says, found.moved_to, failures[-DAYS_UNTIL_GONE:])


def states(text: str) -> dict[str, LinkStatus]:
    """Return what a file of states says of each address.

    Raises :class:`StandingError` where the text is not what :func:`save` writes.
    """
    try:
        held = json.loads(text)
        return {address: _standing(one) for address, one in held["addresses"].items()}
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
        said = f"{type(error).__name__}: {error}"
        raise LinkStatusError(clipped(visible(said), 200)) from error


def _standing(held: Mapping[str, Any]) -> LinkStatus:
    one = LinkStatus(**{**held, "state": State(held["state"]), "failures": tuple(held["failures"])})
    for day in (one.since, one.asked, *one.failures):
        # Python takes other spellings for a day too, which no other reader of ours does.
        if not _DAY.fullmatch(day):
            raise ValueError(f"{day!r} is no day")
        date.fromisoformat(day)
    if not all(isinstance(text, str) for text in (one.says, one.moved_to, one.linkchecker)):
        raise TypeError("a text is missing")
    return one


def save(path: Path, known: Mapping[str, LinkStatus]) -> None:
    """Write the file anew, sorted; who reads it meanwhile sees the former or the new one whole."""
    addresses = {address: asdict(one) for address, one in sorted(known.items())}
    about = "How each cited address stood when `facts links --external` last asked it."
    # In ASCII: what a server or an address holds that readers cannot see would bar the next build.
    text = json.dumps({"about": about, "addresses": addresses}, indent=1)
    write_aside(path, f"{text}\n".encode())
