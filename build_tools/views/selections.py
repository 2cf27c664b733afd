"""Which claims have a given verdict, and which concern a given country?"""

from collections import defaultdict
from collections.abc import Iterator
from typing import NamedTuple

from build_tools.facts.catalogue import Catalogue
from build_tools.facts.ledger import Ledger
from build_tools.facts.records import Verdict
from build_tools.views.parts.labels import GRAVEST_FIRST, verdict_words
from build_tools.views.parts.pagination import pages, part_title
from build_tools.views.parts.reference import ClaimLink, claim_link
from build_tools.views.parts.verdict_groups import VerdictClaims, gravest_first, grouped


class Selection(NamedTuple):
    """A page that lists the claims with a verdict, or the claims about a country.

    ``total`` is the number of claims on all pages of the list. If the claims need several pages,
    ``parts`` contains the paths of all these pages, and ``part`` is the number of this page.
    """

    path: str
    title: str
    means: str
    claims: tuple[ClaimLink, ...]
    total: int
    part: int = 1
    parts: tuple[str, ...] = ()

    @property
    def groups(self) -> tuple[VerdictClaims, ...]:
        """The claims on this page by verdict, worst verdict first."""
        return grouped(self.claims)


def collect(ledger: Ledger) -> tuple[Selection, ...]:
    """Return the pages for each verdict and each country that has claims."""
    selections: list[Selection] = []
    catalogue = ledger.words
    for verdict, claims in by_verdict(ledger).items():
        words = verdict_words(ledger)[verdict]
        title = catalogue.gettext("Claims with the verdict “%(verdict)s”", verdict=words.label)
        means = catalogue.gettext(
            "“%(verdict)s” means: %(meaning)s",
            verdict=words.label,
            meaning=f"{words.means[0].lower()}{words.means[1:]}",
        )
        selections.extend(_in_parts(catalogue, words.key, title, means, claims))
    of_country = _by_country(ledger)
    for country in ledger.countries.values():
        if country.id in of_country:
            title = catalogue.gettext("Claims that concern %(country)s", country=country.name)
            claims = of_country[country.id]
            means = catalogue.gettext("The most serious verdicts come first.")
            selections.extend(_in_parts(catalogue, country.id, title, means, claims))
    return tuple(selections)


def _in_parts(
    words: Catalogue, name: str, title: str, means: str, claims: tuple[ClaimLink, ...]
) -> Iterator[Selection]:
    for path, rows, number, paths in pages(f"ledger/{name}", claims):
        heading = part_title(words, title, number, len(paths))
        yield Selection(path, heading, means, rows, len(claims), number, paths)


def by_verdict(ledger: Ledger) -> dict[Verdict, tuple[ClaimLink, ...]]:
    """Return the claims with each verdict, by day. The worst verdicts come first."""
    links: dict[Verdict, list[ClaimLink]] = {verdict: [] for verdict in GRAVEST_FIRST}
    for claim in ledger.by_day:
        links[claim.verdict].append(claim_link(ledger, claim))
    return {verdict: tuple(claims) for verdict, claims in links.items() if claims}


def _by_country(ledger: Ledger) -> dict[str, tuple[ClaimLink, ...]]:
    links: dict[str, list[ClaimLink]] = defaultdict(list)
    for claim in ledger.by_day:
        for country in dict.fromkeys(claim.countries):
            links[country].append(claim_link(ledger, claim))
    return {country: gravest_first(claims) for country, claims in links.items()}
