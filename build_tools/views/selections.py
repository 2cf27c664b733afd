"""Which claims have a verdict, and which concern a country? A page for each, without filters."""

from dataclasses import dataclass

from build_tools.ledger import Ledger
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
    claims = ledger.by_day
    by_verdict = [
        Selection(
            f"ledger/{words.key}.html",
            f"Claims with the verdict “{words.label}”",
            words.means,
            tuple(claim_link(one) for one in claims if VERDICTS[one.verdict] is words),
        )
        for words in VERDICTS.values()
    ]
    by_country = [
        Selection(
            f"ledger/{country.id}.html",
            f"Claims that concern {country.name}",
            "Whatever the verdict.",
            tuple(claim_link(one) for one in claims if country.id in one.countries),
        )
        for country in ledger.countries.values()
    ]
    return tuple(one for one in (*by_verdict, *by_country) if one.claims)
