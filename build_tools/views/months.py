"""What happened in each month? Each month has a page if the timeline is too long for one page."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from build_tools import views
from build_tools.facts.catalogue import Catalogue
from build_tools.facts.ledger import Ledger
from build_tools.views.parts.pagination import pages
from build_tools.views.timeline import Month, Timeline


@dataclass(frozen=True, slots=True)
class MonthPage:
    """A page for a month, and the months before and after.

    ``total`` is the number of entries in the month. If the entries need several pages, ``parts``
    contains the paths of all these pages, and ``part`` is the number of this page.
    """

    path: str
    timeline: Timeline
    before: Month | None
    after: Month | None
    total: int
    part: int = 1
    parts: tuple[str, ...] = ()

    @property
    def month(self) -> Month:
        """The month on this page."""
        return self.timeline.months[0]


def collect(ledger: Ledger) -> tuple[MonthPage, ...]:
    """Return the pages for the months, or an empty tuple if the timeline fits on one page."""
    timeline: Timeline = views.collect("timeline", ledger)
    if not timeline.is_long:
        return ()
    months = timeline.months
    triples = zip((None, *months), months, (*months[1:], None), strict=False)
    return tuple(page for triple in triples for page in _pages(ledger.words, *triple))


def _pages(
    words: Catalogue, before: Month | None, month: Month, after: Month | None
) -> Iterator[MonthPage]:
    for path, entries, number, paths in pages(f"timeline/{month.id}", month.entries):
        shown = Timeline((replace(month, entries=entries),), catalogue=words)
        yield MonthPage(path, shown, before, after, len(month.entries), number, paths)
