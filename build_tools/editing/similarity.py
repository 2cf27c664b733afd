"""Finds records that are similar to a new record, so that no record is written twice."""

import re
from collections.abc import Iterable

from build_tools.facts.addresses import comparable_address
from build_tools.facts.dates import When, days_between
from build_tools.facts.ledger import Ledger
from build_tools.facts.records import Claim, Entity, Source
from build_tools.facts.wording import unmarked

# The smallest share of keywords that similar records have in common.
MIN_SHARE = 0.5
MAX_SHOWN = 3

_WORD = re.compile(r"[^\W_]+")
# Common words, which do not show what a claim is about.
_COMMON = frozenset(
    re.findall(
        "[a-z]+",
        "a about after all also among an and are as at be been before between but by did do does "
        "during for from had has have he her his if in into is it its more most not of on one or "
        "other out over said say says she so some than that the their them there they this those "
        "to two up was were when where which while who whom will with would",
    )
)


def keywords(text: str) -> list[str]:
    """Return the keywords of a text in order, in lower case, without accents."""
    words = _WORD.findall(unmarked(text).replace("'s", "").replace("’s", "").casefold())
    return [word for word in words if word not in _COMMON]


def similar_claims(ledger: Ledger, text: str) -> list[Claim]:
    """Return the claims that share enough keywords with the text, the most similar first."""
    words = _stems(text)
    rated = ((_share(words, _stems(claim.claim)), claim.id) for claim in ledger.claims.values())
    return [ledger.claims[identity] for identity in _best(rated)]


def same_address(ledger: Ledger, url: str) -> list[Source]:
    """Return the sources at this address, in any spelling of the address."""
    wanted = comparable_address(url)
    return [
        source for source in ledger.sources.values() if comparable_address(source.url) == wanted
    ]


def like_sources(ledger: Ledger, title: str, date: When | None) -> list[Source]:
    """Return the sources with a similar title and a date at most a day apart."""
    words = _stems(title)
    rated = (
        (_share(words, _stems(source.title)), source.id)
        for source in ledger.sources.values()
        if date is None or source.date is None or _is_near(source.date, date)
    )
    return [ledger.sources[identity] for identity in _best(rated)]


def _best(rated: Iterable[tuple[float, str]]) -> list[str]:
    """Return up to ``MAX_SHOWN`` ids with a sufficient share, the most similar first."""
    similar = [(-share, identity) for share, identity in rated if share >= MIN_SHARE]
    return [identity for _, identity in sorted(similar)[:MAX_SHOWN]]


def like_entities(ledger: Ledger, names: Iterable[str]) -> list[Entity]:
    """Return the people, organisations and places with any of these names."""
    wanted = {_name(name) for name in names if name.strip()}
    return [
        entity
        for entity in ledger.entities.values()
        if wanted
        & {_name(name) for name in (entity.name, entity.original, *entity.spellings) if name}
    ]


def _stems(text: str) -> frozenset[str]:
    """Return the first letters of each word, so "closes" and "closed" count as the same word."""
    return frozenset(word if word.isdigit() else word[:5] for word in keywords(text))


def _share(words: frozenset[str], others: frozenset[str]) -> float:
    return len(words & others) / len(words | others) if words and others else 0.0


def _is_near(date: When, other: When) -> bool:
    if date.earliest is None or other.earliest is None:
        return True
    return abs(days_between(date.earliest, other.earliest)) <= 1


def _name(text: str) -> str:
    return " ".join(_WORD.findall(unmarked(text).casefold()))
