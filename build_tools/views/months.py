"""What happened in each month? Pages of their own, where the timeline is longer than a page."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from build_tools import views
from build_tools.facts.ledger import Ledger
from build_tools.views.parts.pagination import pages
from build_tools.views.timeline import Month, Timeline


@dataclass(frozen=True, slots=True)
class MonthPage:
    """One month of a long timeline, with the months before and after it: ``total`` entries.

    More than a page holds go on in further parts: ``parts`` are the paths of all, if there are
    several, and ``part`` is the number of this one.
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
        """The month itself."""
        return self.timeline.months[0]


def collect(ledger: Ledger) -> tuple[MonthPage, ...]:
    """Return the months of a timeline that one page cannot hold; none of a shorter one."""
    timeline: Timeline = views.collect("timeline", ledger)
    if not timeline.is_long:
        return ()
    months = timeline.months
    beside = zip((None, *months), months, (*months[1:], None), strict=False)
    return tuple(page for around in beside for page in _pages(*around))


def _pages(before: Month | None, month: Month, after: Month | None) -> Iterator[MonthPage]:
    for path, some, number, paths in pages(f"timeline/{month.id}", month.entries):
        timeline = Timeline((replace(month, entries=some),))
        yield MonthPage(path, timeline, before, after, len(month.entries), number, paths)
