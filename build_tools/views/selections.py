"""Which claims have a verdict, and which concern a country? A page for each, without filters."""

from collections import defaultdict
from dataclasses import dataclass

from build_tools.ledger import Ledger
from build_tools.records import Verdict
from build_tools.views.reference import ClaimLink, claim_link
from build_tools.views.words import VERDICTS


@dataclass(frozen=True, slots=True)
class Selection:
    """Some of the claims, under a title, with what they have in common."""

    path: str
    title: str
    means: str
    claims: tuple[ClaimLink, ...]


def collect(ledger: Ledger) -> tuple[Selection, ...]:
    """Return a selection for each verdict and each country that has claims."""
    of_verdict, of_country = by_verdict(ledger), _by_country(ledger)
    verdicts = [
        Selection(
            f"ledger/{VERDICTS[verdict].key}.html",
            f"Claims with the verdict “{VERDICTS[verdict].label}”",
            VERDICTS[verdict].means,
            claims,
        )
        for verdict, claims in of_verdict.items()
    ]
    countries = [
        Selection(
            f"ledger/{country.id}.html",
            f"Claims that concern {country.name}",
            "Whatever the verdict.",
            tuple(of_country[country.id]),
        )
        for country in ledger.countries.values()
        if country.id in of_country
    ]
    return (*verdicts, *countries)


def by_verdict(ledger: Ledger) -> dict[Verdict, tuple[ClaimLink, ...]]:
    """Return the claims of each verdict that has some, by day, in the order of the scale."""
    found: dict[Verdict, list[ClaimLink]] = {verdict: [] for verdict in VERDICTS}
    for claim in ledger.by_day:
        found[claim.verdict].append(claim_link(ledger, claim))
    return {verdict: tuple(claims) for verdict, claims in found.items() if claims}


def _by_country(ledger: Ledger) -> dict[str, list[ClaimLink]]:
    found: dict[str, list[ClaimLink]] = defaultdict(list)
    for claim in ledger.by_day:
        for country in dict.fromkeys(claim.countries):
            found[country].append(claim_link(ledger, claim))
    return found
