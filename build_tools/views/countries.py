"""What does the ledger know of each country?"""

from dataclasses import dataclass

from build_tools.dates import Day
from build_tools.ledger import Ledger
from build_tools.records import Claim, Country, Kind
from build_tools.views.claims import NamedLink
from build_tools.views.crossings import CrossingView, DayView, crossings_of, days_of
from build_tools.views.reference import ClaimLink, claim_link
from build_tools.views.timeline import Timeline, timeline_of
from build_tools.views.words import VERDICTS, VerdictWords

_SAYINGS = (Kind.QUOTATION, Kind.ATTRIBUTION)


@dataclass(frozen=True, slots=True)
class Statement:
    """What somebody of this country said, and whether it was so where that is a claim too."""

    said: ClaimLink
    content: ClaimLink | None


@dataclass(frozen=True, slots=True)
class CountryView:
    """Everything that a country's page shows."""

    id: str
    record: Country
    path: str
    neighbours: tuple[NamedLink, ...]
    facts: tuple[ClaimLink, ...]
    statements: tuple[Statement, ...]
    crossings: tuple[CrossingView, ...]
    days: tuple[DayView, ...]
    people: tuple[NamedLink, ...]
    organisations: tuple[NamedLink, ...]
    verdicts: tuple[tuple[VerdictWords, int], ...]
    timeline: Timeline


def collect(ledger: Ledger) -> tuple[CountryView, ...]:
    """Return a view of every country, by id."""
    return tuple(_view(ledger, country) for country in ledger.countries.values())


def _view(ledger: Ledger, country: Country) -> CountryView:
    claims = sorted(
        ledger.concerning(country.id), key=lambda claim: (claim.when.sort_key, claim.id)
    )
    crossings = crossings_of(ledger, country.id)
    return CountryView(
        id=country.id,
        record=country,
        path=country.path,
        neighbours=tuple(
            NamedLink(f"countries/{name}.html", ledger.countries[name].name)
            for name in country.neighbours
            if name in ledger.countries
        ),
        facts=tuple(claim_link(claim) for claim in claims if claim.kind not in _SAYINGS),
        statements=tuple(_statement(ledger, claim) for claim in claims if claim.kind in _SAYINGS),
        crossings=crossings,
        days=days_of(crossings, _article_days(ledger)) if crossings else (),
        people=_named(ledger, "people", country.id),
        organisations=_named(ledger, "organisations", country.id),
        verdicts=verdict_counts(claims),
        timeline=timeline_of(ledger, claims),
    )


def _article_days(ledger: Ledger) -> tuple[Day, ...]:
    """The first day on which each checked article can have been published."""
    return tuple(one.date.earliest for one in ledger.articles.values() if one.date.earliest)


def _statement(ledger: Ledger, claim: Claim) -> Statement:
    content = ledger.claims.get(claim.embeds or "")
    return Statement(claim_link(claim), claim_link(content) if content else None)


def _named(ledger: Ledger, folder: str, country: str) -> tuple[NamedLink, ...]:
    return tuple(
        NamedLink(f"{folder}/{one.id}.html", one.name)
        for one in getattr(ledger, folder).values()
        if one.country == country
    )


def verdict_counts(claims: list[Claim]) -> tuple[tuple[VerdictWords, int], ...]:
    """Return how many claims have each verdict, in the order of the scale, none left out at 0."""
    counts = dict.fromkeys(VERDICTS, 0)
    for claim in claims:
        counts[claim.verdict] += 1
    return tuple((VERDICTS[verdict], number) for verdict, number in counts.items() if number)
