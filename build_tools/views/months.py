"""What happened in each month? Pages of their own, where the timeline is longer than a page."""

from dataclasses import dataclass

from build_tools import views
from build_tools.ledger import Ledger
from build_tools.views.timeline import Month, Timeline


@dataclass(frozen=True, slots=True)
class MonthPage:
    """One month of a long timeline, with the months before and after it."""

    id: str
    timeline: Timeline
    before: Month | None
    after: Month | None

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
    return tuple(
        MonthPage(one.id, Timeline((one,)), before, after) for before, one, after in beside
    )
