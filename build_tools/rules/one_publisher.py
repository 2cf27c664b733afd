"""Two publishers in the same country must not have the same name.

Why: a publisher with two ids counts as two independent origins, so a claim seems better supported
than it is.
Fix: use one id in `vocabulary/publishers.yaml`, in the names of the sources and in `origin`. If the
two are different publishers, add words that tell them apart, such as the town: "Telegraf (Kyiv)".
"""

from collections.abc import Iterator

from build_tools.facts.ledger import Ledger
from build_tools.rules.problem import Problem

_PUBLISHERS = """
-- facts/vocabulary/publishers.yaml --
lrt: {{name: LRT, country: LT, kind: broadcaster}}
tass: {{name: TASS, country: RU, kind: state-media}}
lrt-english: {{name: {}, country: LT, kind: broadcaster}}{}
"""

GOOD = _PUBLISHERS.format("LRT English", "")

BAD = _PUBLISHERS.format("LRT", " #! one-publisher")


def check(ledger: Ledger) -> Iterator[Problem]:
    """Yield the publishers with the name and country of an earlier publisher."""
    first: dict[tuple[str, str], str] = {}
    for publisher in ledger.publishers.values():
        key = publisher.name.casefold(), publisher.country
        if (earlier := first.setdefault(key, publisher.id)) != publisher.id:
            yield Problem(
                publisher.place.span("name"),
                f'"{earlier}" has the same name and country, so one publisher counts as two '
                "origins.",
                f'Use "{earlier}" for both, or add words to the name that tell them apart.',
            )
