"""Which records are much like a new one? Asked before it is written, so that none is made twice."""

import re
from collections.abc import Iterable
from urllib.parse import parse_qsl, urlencode, urlsplit

from build_tools.facts.dates import When, days_between
from build_tools.facts.ledger import Ledger
from build_tools.facts.records import Claim, Entity, Source
from build_tools.facts.wording import unmarked

ALIKE = 0.5
MOST = 3

_WORD = re.compile(r"[^\W_]+")
# Words of every sentence: they neither tell claims apart nor name a subject.
_COMMON = frozenset(
    re.findall(
        "[a-z]+",
        "a about after all also among an and are as at be been before between but by did do does "
        "during for from had has have he her his if in into is it its more most not of on one or "
        "other out over said say says she so some than that the their them there they this those "
        "to two up was were when where which while who whom will with would",
    )
)
_TRACKING = re.compile(r"(?:utm_.*|fbclid|gclid|mc_[ce]id|ref|cmpid)", re.IGNORECASE)


def keywords(text: str) -> list[str]:
    """Return the words that say what a text is about, in order, lower case, without accents."""
    words = _WORD.findall(unmarked(text).replace("'s", "").replace("’s", "").casefold())
    return [word for word in words if word not in _COMMON]


def similar_claims(ledger: Ledger, text: str) -> list[Claim]:
    """Return the claims that share most of their telling words with the text, the likest first."""
    words = _stems(text)
    rated = ((_share(words, _stems(claim.claim)), claim.id) for claim in ledger.claims.values())
    best = sorted((rate for rate in rated if rate[0] >= ALIKE), key=lambda one: (-one[0], one[1]))
    return [ledger.claims[identity] for _, identity in best[:MOST]]


def same_address(ledger: Ledger, url: str) -> list[Source]:
    """Return the sources at this address, however it is written."""
    wanted = _address(url)
    return [one for one in ledger.sources.values() if _address(one.url) == wanted]


def like_sources(ledger: Ledger, title: str, date: When | None) -> list[Source]:
    """Return the sources of like title and, within a day, the same date."""
    words = _stems(title)
    rated = (
        (_share(words, _stems(one.title)), one.id)
        for one in ledger.sources.values()
        if date is None or one.date is None or _is_near(one.date, date)
    )
    best = sorted((rate for rate in rated if rate[0] >= ALIKE), key=lambda one: (-one[0], one[1]))
    return [ledger.sources[identity] for _, identity in best[:MOST]]


def like_entities(ledger: Ledger, names: Iterable[str]) -> list[Entity]:
    """Return people, organisations and places that go by one of these names."""
    wanted = {_name(name) for name in names if name.strip()}
    return [
        one
        for one in ledger.entities.values()
        if wanted & {_name(name) for name in (one.name, one.original or "", *one.spellings) if name}
    ]


def _stems(text: str) -> frozenset[str]:
    """The first letters of each word, so that "closes" and "closed" are alike."""
    return frozenset(word if word.isdigit() else word[:5] for word in keywords(text))


def _share(one: frozenset[str], other: frozenset[str]) -> float:
    return len(one & other) / len(one | other) if one and other else 0.0


def _is_near(one: When, other: When) -> bool:
    if one.earliest is None or other.earliest is None:
        return True
    return abs(days_between(one.earliest, other.earliest)) <= 1


def _name(text: str) -> str:
    return " ".join(_WORD.findall(unmarked(text).casefold()))


def _address(url: str) -> tuple[str, str, str]:
    """Return the address without scheme, "www.", tracking, fragment and final slash."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return (url, "", "")
    asked = [pair for pair in parse_qsl(parts.query) if not _TRACKING.fullmatch(pair[0])]
    host = (parts.netloc or "").lower().removeprefix("www.")
    return (host, parts.path.rstrip("/"), urlencode(sorted(asked)))
