"""Tests the counts of sources with a published title and with a title from an address."""

from collections.abc import Callable

from build_tools.facts.project import Project
from build_tools.quotations.passages import shares
from tests.ledgers import ledger, source

World = Callable[..., Project]


def test_sources_are_counted_by_the_origin_of_their_title(world: World) -> None:
    entries = [
        source("lrt", "lrt-seen"),
        source("lrt", "lrt-two-crossings-closed", title="[Two crossings closed]"),
        source("lrt", "lrt-three-crossings-closed", title="[Three crossings closed]"),
    ]
    files = {"facts/sources/lrt.bib": "".join(entries)}
    counted = shares(ledger(world, files))
    # The fourth source belongs to the tiny project and has a published title.
    assert (counted.sources, counted.titled, counted.titled_by_address) == (4, 1, 2)
    numbers = [{word.strip(",.") for word in line.split()} for line in counted.lines()]
    assert {"1", "2"} <= numbers[-1]
