"""Which claims have a verdict, and which concern a country? Pages for each, without filters."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from build_tools.facts.ledger import Ledger
from build_tools.facts.records import Verdict
from build_tools.views.parts.labels import VERDICTS
from build_tools.views.parts.pagination import pages
from build_tools.views.parts.reference import ClaimLink, claim_link


@dataclass(frozen=True, slots=True)
class Selection:
    """Some of the claims, under a title, with what they have in common: ``total`` of them.

    More than a page holds go on in further parts: ``parts`` are the paths of all, if there are
    several, and ``part`` is the number of this one.
    """

    path: str
    title: str
    means: str
    claims: tuple[ClaimLink, ...]
    total: int
    part: int = 1
    parts: tuple[str, ...] = ()


def collect(ledger: Ledger) -> tuple[Selection, ...]:
    """Return a selection for each verdict and each country that has claims, or several parts."""
    found: list[Selection] = []
    for verdict, claims in by_verdict(ledger).items():
        words = VERDICTS[verdict]
        title = f"Claims with the verdict “{words.label}”"
        found.extend(_in_parts(words.key, title, words.means, claims))
    of_country = _by_country(ledger)
    for country in ledger.countries.values():
        if country.id in of_country:
            title = f"Claims that concern {country.name}"
            held = of_country[country.id]
            found.extend(_in_parts(country.id, title, "Whatever the verdict.", held))
    return tuple(found)


def _in_parts(
    name: str, title: str, means: str, claims: tuple[ClaimLink, ...]
) -> Iterator[Selection]:
    for path, some, number, paths in pages(f"ledger/{name}", claims):
        of = f"{title}, part {number} of {len(paths)}" if paths else title
        yield Selection(path, of, means, some, len(claims), number, paths)


def by_verdict(ledger: Ledger) -> dict[Verdict, tuple[ClaimLink, ...]]:
    """Return the claims of each verdict that has some, by day, in the order of the scale."""
    found: dict[Verdict, list[ClaimLink]] = {verdict: [] for verdict in VERDICTS}
    for claim in ledger.by_day:
        found[claim.verdict].append(claim_link(ledger, claim))
    return {verdict: tuple(claims) for verdict, claims in found.items() if claims}


def _by_country(ledger: Ledger) -> dict[str, tuple[ClaimLink, ...]]:
    found: dict[str, list[ClaimLink]] = defaultdict(list)
    for claim in ledger.by_day:
        for country in dict.fromkeys(claim.countries):
            found[country].append(claim_link(ledger, claim))
    return {country: tuple(claims) for country, claims in found.items()}
