"""Two publishers in the same country must not have the same name.

Why: a publisher with two ids counts as two independent origins, so a claim seems better supported
than it is. Spaces, punctuation and capitals do not make a name different.
Fix: use one id in `vocabulary/publishers.yaml`, in the names of the sources and in `origin`. If the
two are different publishers, add words that tell them apart, such as the town: "Telegraf (Kyiv)".
"""

import unicodedata
from collections.abc import Iterator

from build_tools.facts.ledger import Ledger
from build_tools.facts.records import Publisher
from build_tools.rules.problem import Problem

_PUBLISHERS = """
-- facts/vocabulary/publishers.yaml --
lrt: {{name: LRT, country: LT, kind: broadcaster}}
tass: {{name: TASS, country: RU, kind: state-media}}
lrt-english: {{name: {}, country: LT, kind: broadcaster}}{}
"""

GOOD = _PUBLISHERS.format(
    "LRT English", "\nlrt-radio: {name: LRT, country: LT, kind: broadcaster, owner: lrt}"
)

BAD = _PUBLISHERS.format("L.R.T.", " #! one-publisher")


def check(ledger: Ledger) -> Iterator[Problem]:
    """Yield the publishers with the name and country of an earlier publisher of another origin."""
    first: dict[tuple[str, str], Publisher] = {}
    for publisher in ledger.publishers.values():
        key = _letters(publisher.name), publisher.country
        earlier = first.setdefault(key, publisher)
        if (earlier.owner or earlier.id) != (publisher.owner or publisher.id):
            yield Problem(
                publisher.place.span("name"),
                f'"{earlier.id}" has the same name and country, so one publisher counts as two '
                "origins.",
                f'Use "{earlier.id}" for both, or add words to the name that tell them apart.',
            )


def _letters(name: str) -> str:
    """Return a name without spaces and punctuation. Signs stay: "Canal" is not "Canal+"."""
    kept = unicodedata.normalize("NFC", name.casefold())
    return "".join(sign for sign in kept if unicodedata.category(sign)[0] not in "CPZ")
