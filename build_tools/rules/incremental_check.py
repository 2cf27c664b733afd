"""Judges anew only the claims of which something that they see has changed since the last time.

What a claim sees is all that a rule may look at when it judges the claim by itself (see
:mod:`build_tools.rules`): its own text, every text that is no claim and no page, and the texts of
the claims that it names or that name it. What is no claim and no page sees only itself. Where
nothing was wrong, that is kept under a hash of all this, with what came of a claim's quotations;
what has a fault, waived or not, is judged each time, so that no message is ever kept.
"""

from collections.abc import Mapping, Sequence

from build_tools import rules
from build_tools.facts.diagnostics import Report
from build_tools.facts.ledger import Ledger
from build_tools.facts.reading.parse_cache import Kept, digest_of
from build_tools.quotations.check import Outcome, outcomes, recall


def judge(ledger: Ledger, kept: Kept) -> Report:
    """Return what the rules find, as if each had looked at every claim."""
    kept.judged.begin()
    seen = _seen(ledger)
    clean: dict[str, Sequence[Outcome]] = {}
    for identity, sight in seen.items():
        known = kept.judged.find(sight)
        if known is not None:
            clean[identity] = [Outcome(*one) for one in known] if known else ()
    recall(ledger, clean)
    judged = rules.judge(ledger, clean=clean)
    for identity, sight in seen.items():
        if identity not in clean and identity not in judged.faulty:
            found = outcomes(ledger, identity) if identity != rules.BESIDE else ()
            kept.judged.keep(sight, found)
    return judged.report


def _seen(ledger: Ledger) -> Mapping[str, str]:
    """Return a hash of what each claim sees, and of all that is no claim and no page.

    There is none where it is not known of which files these are.
    """
    if not ledger.records.beside:
        return {}
    files, unread = ledger.files, frozenset(ledger.records.unread)

    def text(identity: str) -> str:
        if identity in files:
            return files[identity].digest
        return "unread" if identity in unread else "missing"

    found = {rules.BESIDE: digest_of(ledger.records.beside.encode())}
    for identity, file in files.items():
        names = file.names
        named = (names.embeds, *names.related) if names.embeds else names.related
        naming = (
            *ledger.ids_embedding.get(identity, ()),
            *ledger.ids_pointing.get(identity, ()),
        )
        sight = [ledger.records.beside, identity, file.digest]
        sight += [text(one) for one in named]
        sight += [f"{one} {text(one)}" for one in naming]
        found[identity] = digest_of("\n".join(sight).encode())
    return found
