"""Which border crossings were open, and when?"""

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import pairwise
from operator import itemgetter
from typing import NamedTuple

from build_tools.facts.catalogue import Catalogue
from build_tools.facts.dates import Day, When
from build_tools.facts.ledger import Ledger
from build_tools.facts.records import Place
from build_tools.views.parts.certain_days import certain_days, is_vague
from build_tools.views.parts.crossing_strip import Period, Strip, strip_of
from build_tools.views.parts.labels import PLACE_STATES
from build_tools.views.parts.page_links import NamedLink
from build_tools.views.parts.reference import ClaimLink, claim_link
from build_tools.views.parts.zoomed_months import spans_of


class PeriodView(NamedTuple):
    """A period in which a crossing had the same state, and the claim that supports the state.

    ``note`` says who could cross, or is None.
    """

    state: str
    words: str
    when: str
    claim: ClaimLink | None
    note: str | None = None


class CrossingView(NamedTuple):
    """A crossing and its periods, oldest first."""

    link: NamedLink
    countries: tuple[str, ...]
    periods: tuple[PeriodView, ...]
    spans: tuple[When, ...]

    def on(self, day: Day) -> PeriodView | None:
        """Return the period that certainly contains the day, or None."""
        for when, period in zip(self.spans, self.periods, strict=True):
            first, last = certain_days(when)
            inside = (first is None or first <= day) and (last is None or day <= last)
            if inside and not is_vague(when):
                return period
        return None

    def latest(self, words: Catalogue) -> tuple[PeriodView | None, str | None]:
        """Return the latest known period and, in words, the day up to which its state is known."""
        certain = [
            (last is None, last or first, period)
            for when, period in zip(self.spans, self.periods, strict=True)
            if not is_vague(when)
            for first, last in (certain_days(when),)
            if last or first
        ]
        if not certain:
            return None, None
        continues, day, period = max(certain, key=itemgetter(0, 1))
        date = words.date(When.parse(day.iso())) if day else ""
        if continues:
            return period, words.gettext("since %(day)s", day=date)
        return period, words.gettext("as of %(day)s", day=date)


States = tuple[tuple[CrossingView, PeriodView | None], ...]


class StretchView(NamedTuple):
    """Consecutive days on which no crossing changes its state.

    An unknown state is None. ``first`` is None if the stretch has no beginning, and ``last`` is
    None if it has no end.
    """

    first: Day | None
    last: Day | None
    states: States

    @property
    def id(self) -> str:
        """The day on which the stretch begins, or ``until-`` and the day on which it ends."""
        return self.first.iso() if self.first else f"until-{self.last.iso() if self.last else ''}"

    def in_words(self, words: Catalogue) -> str:
        """Return the stretch's days in words."""
        first, last = (day.iso() if day else ".." for day in (self.first, self.last))
        return words.date(When.parse(first if first == last else f"{first}/{last}"))

    def contains(self, day: Day) -> bool:
        """Return whether the stretch contains the day."""
        return (self.first is None or self.first <= day) and (self.last is None or day <= self.last)


def collect(ledger: Ledger) -> tuple[CrossingView, ...]:
    """Return every crossing with at least one known period."""
    return tuple(_view(ledger, place) for place in ledger.places.values() if place.periods)


def crossings_of(ledger: Ledger, country: str) -> tuple[CrossingView, ...]:
    """Return the crossings on a country's borders that have a known period."""
    return tuple(
        _view(ledger, place)
        for place in ledger.places.values()
        if place.periods and country in place.countries
    )


def _view(ledger: Ledger, place: Place) -> CrossingView:
    periods = sorted(place.periods, key=lambda period: period.when.sort_key)
    return CrossingView(
        NamedLink(f"places/{place.id}.html", place.name),
        tuple(ledger.countries[name].name for name in place.countries if name in ledger.countries),
        tuple(
            PeriodView(
                period.state.value,
                ledger.words.message(PLACE_STATES[period.state]),
                ledger.words.date(period.when),
                claim_link(ledger, claim) if (claim := ledger.claims.get(period.claim)) else None,
                period.note,
            )
            for period in periods
        ),
        tuple(period.when for period in periods),
    )


def strip_for(ledger: Ledger, crossings: tuple[CrossingView, ...]) -> Strip | None:
    """Return the drawing of crossings over time, or None if no crossing has a period."""
    return strip_of(
        [
            [
                Period(period.state, period.words, period.when, span)
                for period, span in zip(crossing.periods, crossing.spans, strict=True)
            ]
            for crossing in crossings
        ],
        {stretch.id: (stretch.first, stretch.last) for stretch in stretches_of(crossings)},
        spans_of(article.date for article in ledger.articles.values()),
        ledger.words,
    )


def stretches_of(crossings: tuple[CrossingView, ...]) -> tuple[StretchView, ...]:
    """Return the stretches of days without a known change of state, oldest first.

    A stretch ends when a crossing's state changes or is no longer known. Days without any known
    state are left out. A period that began on an unknown day in a month does not start a stretch.
    """
    stretches: list[StretchView] = []
    for first, last in _between(sorted(set(_changes(crossings)))):
        day = first or last
        states: States = tuple(
            (crossing, crossing.on(day) if day else None) for crossing in crossings
        )
        if not any(period for _, period in states):
            continue
        previous = stretches[-1] if stretches else None
        if previous and _continues(previous, first, states):
            stretches[-1] = previous._replace(last=last)
        else:
            stretches.append(StretchView(first, last, states))
    return tuple(stretches)


def _changes(crossings: tuple[CrossingView, ...]) -> Iterator[Day]:
    """Yield the first day of each period, and the day after the period's last day."""
    for crossing in crossings:
        for when in crossing.spans:
            first, last = (None, None) if is_vague(when) else certain_days(when)
            if first and (last is None or first <= last):
                yield first
            if last and (first is None or first <= last):
                yield _shifted(last, 1)


def _between(days: list[Day]) -> Iterator[tuple[Day | None, Day | None]]:
    """Yield the first and last day of each stretch before, between and after these days."""
    if days:
        yield None, _shifted(days[0], -1)
        for first, following in pairwise(days):
            yield first, _shifted(following, -1)
        yield days[-1], None


def _shifted(day: Day, by: int) -> Day:
    moved = date(day.year, day.month, day.day) + timedelta(by)
    return Day(moved.year, moved.month, moved.day)


def _continues(previous: StretchView, first: Day | None, states: States) -> bool:
    """Return whether a stretch that begins on ``first`` only extends the previous stretch."""
    if previous.last is None or first is None or _shifted(previous.last, 1) != first:
        return False
    return _values(previous.states) == _values(states)


def _values(states: States) -> list[str | None]:
    return [period.state if period else None for _, period in states]
