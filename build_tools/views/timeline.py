"""What happened when? Lists dated claims by month, and marks uncertain dates and later events."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from itertools import groupby
from operator import itemgetter
from typing import NamedTuple

from build_tools.facts.articles import is_later
from build_tools.facts.catalogue import IN_ENGLISH, N_, Catalogue
from build_tools.facts.dates import Precision, When
from build_tools.facts.ledger import Ledger
from build_tools.facts.records import Claim, Kind
from build_tools.views.parts.labels import VERDICTS, VerdictWords
from build_tools.views.parts.occurrences import Occurrence, days_of
from build_tools.views.parts.page_links import NamedLink, countries_of
from build_tools.views.parts.pagination import MAX_ROWS
from build_tools.views.parts.reference import ClaimLink, claim_link
from build_tools.views.parts.time_columns import ColumnsPicture, columns_picture
from build_tools.views.parts.time_lanes import LanesPicture, lanes_picture
from build_tools.views.parts.year_blocks import YearsPicture, main_years, years_picture
from build_tools.views.parts.zoomed_months import Span, spans_of, zoomed_months

# A timeline shows events, so it leaves out characterisations. A status or a connection is shown
# only if the day on which it began is known.
TIMED = (Kind.EVENT, Kind.QUOTATION, Kind.NUMBER, Kind.ATTRIBUTION)
BEGUN = (Kind.STATUS, Kind.RELATION)

FAILING = ("wrong", "misleading")

# A sentence names the busiest month if that month has at least this share of all entries, and at
# least this many entries.
_SHARE, _FEW = 0.2, 5

# The width of the picture of all years, and the number of blocks in each row, on a desktop and on a
# phone.
_DESK, _PHONE = (1200, 3), (390, 2)


@dataclass(frozen=True, slots=True)
class TimelineEntry:
    """A dated claim.

    ``reported`` is the date on which the claim became known, if it differs from the
    claim's date.
    """

    link: ClaimLink
    uncertain: bool
    reported: str | None
    later: bool
    countries: tuple[NamedLink, ...]
    in_article: bool = False

    @property
    def states(self) -> str:
        """The CSS classes for the reader's choice of entries, separated by spaces."""
        fails = self.link.verdict.key in FAILING
        states = (("in-article", self.in_article), ("fails", fails), ("later", self.later))
        return " ".join(name for name, is_so in states if is_so)


@dataclass(frozen=True, slots=True)
class Month:
    """The entries in a month, or in a year for entries without a known month."""

    id: str
    title: str
    entries: tuple[TimelineEntry, ...]
    year: int

    @property
    def states(self) -> str:
        """The states of the month's entries, without duplicates."""
        return _states_of((self,))


@dataclass(frozen=True, slots=True)
class Year:
    """The months in a year, or in several years that the picture does not draw by month."""

    title: str
    months: tuple[Month, ...]
    is_open: bool = True

    @property
    def number(self) -> int:
        """The first of the years."""
        return self.months[0].year

    @property
    def count(self) -> int:
        """The number of entries."""
        return sum(len(month.entries) for month in self.months)

    @property
    def states(self) -> str:
        """The states of the year's entries, without duplicates."""
        return _states_of(self.months)


class Picture(NamedTuple):
    """Pictures that show all years and the zoomed months, for a desktop and for a phone.

    ``absent`` is the number of entries with dates that cover more than the zoomed months, which
    only the picture of all years shows. ``articles`` contains the numbers of the articles that
    appeared in the zoomed months.
    """

    span: Span
    absent: int
    articles: tuple[int, ...]
    has_bars: bool
    years: YearsPicture
    years_on_phone: YearsPicture
    lanes: LanesPicture
    columns: ColumnsPicture
    catalogue: Catalogue = IN_ENGLISH

    @property
    def words(self) -> str:
        """The zoomed months, in words."""
        first, last = (day.iso().rpartition("-")[0] for day in self.span)
        return self.catalogue.date(When.parse(first if first == last else f"{first}/{last}"))


class Choice(NamedTuple):
    """A choice of entries. ``number`` is the number of entries that have the state.

    ``state`` is empty for the choice of all entries.
    """

    state: str
    words: str
    number: int


@dataclass(frozen=True, slots=True)
class Timeline:
    """The months that have entries, in order.

    The timeline of the whole site has a picture if at least one entry has a known day. ``folds``
    contains the years of that timeline. Years that the picture does not draw by month are grouped.
    """

    months: tuple[Month, ...]
    picture: Picture | None = None
    folds: tuple[Year, ...] = ()
    catalogue: Catalogue = field(default=IN_ENGLISH, compare=False)

    @property
    def years(self) -> tuple[Year, ...]:
        """The months by year."""
        years = groupby(self.months, key=lambda month: month.year)
        return tuple(Year(self.catalogue.year(year), tuple(months)) for year, months in years)

    @property
    def busiest(self) -> Month | None:
        """The month with the most entries, or None if it has too few entries for a sentence."""
        known = [month for month in self.months if month.id.count("-") == 1]
        most = max(known, key=lambda month: len(month.entries), default=None)
        says = most and _FEW <= len(most.entries) >= _SHARE * self.count
        return most if says and len(self.months) > 1 else None

    @property
    def busiest_words(self) -> str:
        """A sentence with the number of entries in the busiest month, or ""."""
        month = self.busiest
        if month is None:
            return ""
        return self.catalogue.gettext(
            "%(number)s of %(all)s dated claims fall in %(month)s",
            number=self.catalogue.number(len(month.entries)),
            all=self.catalogue.number(self.count),
            month=month.title,
        )

    @property
    def verdicts(self) -> tuple[VerdictWords, ...]:
        """The verdicts of the timeline's entries."""
        links = (entry.link for month in self.months for entry in month.entries)
        known = {link.verdict.key: link.verdict for link in links}
        return tuple(known[verdict] for verdict in VERDICTS if verdict in known)

    @property
    def choices(self) -> tuple[Choice, ...]:
        """The choices of entries, without choices that would show no entry or every entry."""
        words = (
            ("in-article", N_("what the article says")),
            ("fails", N_("misleading or wrong")),
            ("later", N_("what came later")),
        )
        states = [entry.states.split() for month in self.months for entry in month.entries]
        counts = [(*choice, sum(choice[0] in state for state in states)) for choice in words]
        choices = [Choice(*choice) for choice in counts if 0 < choice[2] < self.count]
        return (Choice("", N_("all"), self.count), *choices) if choices else ()

    @property
    def is_long(self) -> bool:
        """Whether the timeline has too many entries for one page.

        Each month then has its own page.
        """
        return self.count > MAX_ROWS

    @property
    def count(self) -> int:
        """The number of entries."""
        return sum(len(month.entries) for month in self.months)


def collect(ledger: Ledger) -> Timeline:
    """Return the timeline of all claims, and its pictures."""
    timeline = timeline_of(ledger, ledger.claims.values())
    articles = spans_of(article.date for article in ledger.articles.values())
    occurrences = _occurrences(ledger, timeline)
    zoom = zoomed_months(occurrences, articles, ledger.records.zoom)
    if zoom is None:
        return replace(timeline, folds=timeline.years)
    main = main_years(occurrences, zoom)
    opened = articles or (zoom,)
    return replace(
        timeline,
        picture=_picture(ledger.words, occurrences, zoom, articles),
        folds=tuple(_folds(ledger.words, timeline.years, main, opened)),
    )


def _occurrences(ledger: Ledger, timeline: Timeline) -> tuple[Occurrence, ...]:
    return tuple(
        Occurrence(
            entry.link,
            entry.states,
            *days,
            entry.countries[0].name if entry.countries else None,
            _rank(ledger, ledger.claims[entry.link.id]),
            month.id,
        )
        for month in timeline.months
        for entry in month.entries
        if (days := days_of(entry.link.when))
    )


def _rank(ledger: Ledger, claim: Claim) -> tuple[int, ...]:
    """Return a sort key by importance.

    Labelled claims, events and claims with many links come first.
    """
    return (
        claim.short is None,
        claim.kind is not Kind.EVENT,
        -len(claim.appears_in) - len(ledger.pointing_at(claim.id)),
    )


def _picture(
    words: Catalogue, occurrences: tuple[Occurrence, ...], zoom: Span, articles: tuple[Span, ...]
) -> Picture:
    near = [item for item in occurrences if zoom.meets(item.first, item.last)]
    # A date that covers more than all the zoomed months, such as a year, would be only a line from
    # edge to edge. A date that is exactly the zoomed months is drawn.
    drawn = [item for item in near if _fits(zoom, item)]
    return Picture(
        zoom,
        len(near) - len(drawn),
        tuple(number for number, span in enumerate(articles, 1) if zoom.meets(*span)),
        any(not item.is_day for item in drawn),
        years_picture(occurrences, zoom, *_DESK, words),
        years_picture(occurrences, zoom, *_PHONE, words),
        lanes_picture(drawn, zoom, articles, words),
        columns_picture(drawn, zoom, articles, words),
        words,
    )


def _fits(zoom: Span, item: Occurrence) -> bool:
    """Return whether a date begins or ends in the zoomed months, or covers exactly these months."""
    days = item.first, item.last
    return item.first > zoom.first or item.last < zoom.last or days == zoom


def _folds(
    words: Catalogue, years: Iterable[Year], main: range, opened: Iterable[Span]
) -> Iterator[Year]:
    """Yield the years drawn by month, and groups of the years before and after these years.

    Only the years in ``opened`` are open.
    """
    shown = {year for span in opened for year in range(span.first.year, span.last.year + 1)}
    for side, group in groupby(years, key=lambda year: _side_of(year, main)):
        folded = list(group)
        if side:
            first, last = folded[0].title, folded[-1].title
            title = words.gettext("%(first)s to %(last)s", first=first, last=last)
            months = tuple(month for year in folded for month in year.months)
            yield Year(first if first == last else title, months, False)
        else:
            for year in folded:
                yield replace(year, is_open=year.number in shown)


def _side_of(year: Year, main: range) -> int:
    """Return -1 for a year before the main years, 1 for a year after them, or 0 for a main year."""
    return (year.number >= main.stop) - (year.number < main.start)


def timeline_of(ledger: Ledger, claims: Iterable[Claim]) -> Timeline:
    """Return the timeline of these claims."""
    # Sort by month first. A date without a month sorts as 1 January, so it would split January in
    # two.
    timed = [
        (_month_of(ledger.words, claim.when), claim.when.sort_key, claim.id, claim)
        for claim in claims
        if _is_timed(claim)
    ]
    timed.sort(key=itemgetter(0, 1, 2))
    return Timeline(
        tuple(
            Month(key, title, tuple(_entry(ledger, claim) for *_, claim in group), year)
            for (year, _, key, title), group in groupby(timed, key=itemgetter(0))
        ),
        catalogue=ledger.words,
    )


def _states_of(months: Iterable[Month]) -> str:
    states = {name for month in months for entry in month.entries for name in entry.states.split()}
    return " ".join(sorted(states))


def _is_timed(claim: Claim) -> bool:
    begun = claim.when.start or claim.when
    return claim.kind in TIMED or (claim.kind in BEGUN and begun.precision is Precision.DAY)


def _month_of(words: Catalogue, when: When) -> tuple[int, int, str, str]:
    """Return the year, the month (0 if unknown), and an id and a title for both together.

    An interval counts under its beginning, or under its end if only the end is known.
    """
    begun = when.start or when.end or when
    first, last = begun.earliest, begun.latest
    if first is None or last is None:
        return 0, 0, "undated", words.gettext("Without a date")
    if first[:2] == last[:2]:
        key = f"{first.year}-{first.month:02}"
        return first.year, first.month, key, words.month_of(*first[:2])
    # A winter counts under the year in which it begins.
    if first.year == last.year or begun.precision is Precision.SEASON:
        title = words.gettext("%(year)s, without a month", year=words.year(first.year))
        return first.year, 0, f"{first.year}", title
    years = {"first": words.year(first.year), "last": words.year(last.year)}
    title = words.gettext("%(first)s to %(last)s", **years)
    return first.year, 0, f"{first.year}-to-{last.year}", title


def _entry(ledger: Ledger, claim: Claim) -> TimelineEntry:
    when = claim.when
    return TimelineEntry(
        link=claim_link(ledger, claim),
        uncertain=when.approximate or when.uncertain,
        reported=ledger.words.date(claim.as_of) if claim.as_of else None,
        later=is_later(ledger, claim),
        countries=countries_of(ledger, claim),
        in_article=bool(claim.appears_in),
    )
