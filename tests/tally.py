"""Counts the outcomes of hostile inputs in all processes of the test run."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

import pytest

KEY = "hostile inputs"
OUTCOMES = ("refused", "harmless", "crash", "hang", "accepted")


@dataclass(frozen=True)
class Tally:
    """The counts of a test's inputs. The test report passes the counts between processes."""

    properties: list[tuple[str, object]]

    def add(self, outcome: str, number: int = 1) -> None:
        """Count inputs with this outcome."""
        assert outcome in OUTCOMES
        self.properties.append((KEY, f"{outcome} {number}"))


def counted(reports: Iterable[pytest.TestReport]) -> Counter[str]:
    """Return the number of inputs for each outcome."""
    counts: Counter[str] = Counter()
    for report in reports:
        if report.when != "call":
            continue
        for key, value in report.user_properties:
            if key == KEY:
                outcome, _, number = str(value).partition(" ")
                counts[outcome] += int(number)
    return counts


def in_a_line(counts: Counter[str]) -> str:
    """Return the counts as a line for the output of the test run."""
    return (
        f"hostile inputs: {counts.total():,} tried; refused with a diagnostic: "
        f"{counts['refused']:,}; published harmlessly: {counts['harmless']:,}; crashes "
        f"{counts['crash']}, hangs {counts['hang']}, silent acceptances {counts['accepted']}"
    )


def bad(counts: Counter[str]) -> int:
    """Return the number of inputs that did harm."""
    return counts["crash"] + counts["hang"] + counts["accepted"]
