"""Counts what became of hostile inputs over the whole run, whichever process tried them."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

import pytest

KEY = "hostile inputs"
OUTCOMES = ("refused", "harmless", "crash", "hang", "accepted")


@dataclass(frozen=True)
class Tally:
    """What a test adds its inputs to: they travel with its report, from other processes too."""

    properties: list[tuple[str, object]]

    def add(self, outcome: str, number: int = 1) -> None:
        """Count inputs that came to this end."""
        assert outcome in OUTCOMES
        self.properties.append((KEY, f"{outcome} {number}"))


def counted(reports: Iterable[pytest.TestReport]) -> Counter[str]:
    """Return how many inputs came to each end."""
    found: Counter[str] = Counter()
    for report in reports:
        if report.when != "call":
            continue
        for key, value in report.user_properties:
            if key == KEY:
                outcome, _, number = str(value).partition(" ")
                found[outcome] += int(number)
    return found


def in_a_line(found: Counter[str]) -> str:
    """Return the counts as the test run prints them."""
    return (
        f"hostile inputs: {found.total():,} tried; refused with a diagnostic: "
        f"{found['refused']:,}; published harmlessly: {found['harmless']:,}; crashes "
        f"{found['crash']}, hangs {found['hang']}, silent acceptances {found['accepted']}"
    )


def bad(found: Counter[str]) -> int:
    """Return how many came to an end that none may come to."""
    return found["crash"] + found["hang"] + found["accepted"]
