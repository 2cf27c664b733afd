"""How can readers filter a list of claims? Gives groups of choices with their counts.

Each choice is a radio button. The style sheet from ``style`` hides the claims that do not match, so
filters work without scripts. Scripts only count the matches and store the choice in the address.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from build_tools.facts.articles import articles_of, by_day, has_several, is_later
from build_tools.facts.catalogue import N_
from build_tools.facts.ledger import Ledger
from build_tools.facts.records import Claim
from build_tools.views.parts.labels import GRAVEST_FIRST, verdict_words
from build_tools.views.parts.page_links import entity_link
from build_tools.views.parts.reference import actors_of

# An actor with fewer claims than this does not become a choice. The actor's own page lists the
# claims.
MIN_CLAIMS = 3

STYLE = "assets/filters.css"

TIMES = {"then": N_("at the time of the article"), "later": N_("after the article")}
TIMES_OF_SEVERAL = {"then": N_("not after an article"), "later": N_("after an article")}


@dataclass(frozen=True, slots=True)
class Choice:
    """A choice in a filter.

    ``value`` appears in the address, and ``count`` is the number of matches.
    """

    value: str
    label: str
    count: int


class FilterGroup(NamedTuple):
    """A group of choices, of which a reader can select only one.

    ``name`` is also the name of the data attribute.
    """

    name: str
    legend: str
    choices: tuple[Choice, ...]


def collect(ledger: Ledger) -> tuple[FilterGroup, ...]:
    """Return the filters of all claims. The style sheet is made from these filters."""
    return filters_of(ledger, ledger.claims.values())


def filters_of(ledger: Ledger, claims: Iterable[Claim]) -> tuple[FilterGroup, ...]:
    """Return the filters of these claims, without groups that have fewer than two choices."""
    claims = tuple(claims)
    verdicts = Counter(claim.verdict.value for claim in claims)
    countries = Counter(name for claim in claims for name in set(claim.countries))
    actors = Counter(name for claim in claims for name in actors_of(claim))
    times = Counter("later" if is_later(ledger, claim) else "then" for claim in claims)
    names = verdict_words(ledger)
    chosen = TIMES_OF_SEVERAL if has_several(ledger) else TIMES
    labels = {name: ledger.words.message(label) for name, label in chosen.items()}
    groups = (
        FilterGroup(
            "verdict",
            ledger.words.gettext("Verdict"),
            tuple(
                _known(
                    verdicts,
                    {verdict.value: names[verdict].label for verdict in GRAVEST_FIRST},
                )
            ),
        ),
        FilterGroup(
            "country",
            ledger.words.gettext("Country"),
            tuple(
                _known(
                    countries, {country.id: country.name for country in ledger.countries.values()}
                )
            ),
        ),
        FilterGroup("actor", ledger.words.gettext("Who"), tuple(_actors(ledger, actors))),
        FilterGroup("time", ledger.words.gettext("When"), tuple(_known(times, labels))),
        *_article_filter(ledger, claims),
    )
    return tuple(group for group in groups if len(group.choices) > 1)


def _article_filter(ledger: Ledger, claims: Iterable[Claim]) -> Iterator[FilterGroup]:
    """Yield the filter by article if the site has several articles."""
    if has_several(ledger):
        counts = Counter(article.id for claim in claims for article in articles_of(ledger, claim))
        titles = {article.id: article.title for article in by_day(ledger)}
        label = ledger.words.gettext("Article")
        yield FilterGroup("article", label, tuple(_known(counts, titles)))


def _known(counts: Counter[str], labels: Mapping[str, str]) -> Iterator[Choice]:
    for value, label in labels.items():
        if counts[value]:
            yield Choice(value, label, counts[value])


def _actors(ledger: Ledger, counts: Counter[str]) -> Iterator[Choice]:
    for name, count in sorted(counts.items(), key=lambda pair: (-pair[1], pair[0])):
        link = entity_link(ledger, name)
        if link and count >= MIN_CLAIMS and not link.path.startswith("places/"):
            yield Choice(name, link.name, count)


def style(groups: Iterable[FilterGroup]) -> str:
    """Return CSS that hides the claims that a choice excludes, and months without a match."""
    lines = [
        "/* What each filter hides. Written by the build: a rule for each country and actor. */",
        "@media screen {",
    ]
    for group in groups:
        for choice in group.choices:
            chosen = f"body:has(#filter-{group.name}-{choice.value}:checked)"
            matches = f'[data-{group.name}~="{choice.value}"]'
            lines.append(
                f"{chosen} :is(.filtered:not({matches}),.filtered-group:not(:has({matches})))"
                "{display:none}"
            )
    return "\n".join([*lines, "}", ""])
