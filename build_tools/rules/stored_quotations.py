"""If a site stores the words of its sources, it should store the words around every quotation.

Why: nothing compares a quotation with its source if the stored text is missing or was deleted.
Fix: run `facts capture KEY --file page.html`, or say why it is not possible in `no_passage`.
"""

from collections.abc import Iterator

from build_tools.facts.diagnostics import Level
from build_tools.facts.ledger import Ledger
from build_tools.rules.problem import Problem
from build_tools.rules.stored_excerpts import GOOD as STORED

LEVEL = Level.WARNING

_SAYS = "says: Two of six checkpoints are closed.\n"
_QUOTE = "    quote:\n      text: two of six checkpoints\n      lang: en\n"

GOOD = STORED.replace(_SAYS, f"{_SAYS}{_QUOTE}    no_passage: paywalled\n")

BAD = STORED.replace(
    _SAYS, _SAYS + _QUOTE.replace("checkpoints", "checkpoints #! stored-quotations")
)


def check(ledger: Ledger) -> Iterator[Problem]:
    """Yield quotations from known sources without a stored text, if other sources have one."""
    if not ledger.snapshots:
        return  # the site does not store texts yet
    for claim in ledger.claims.values():
        for index, item in enumerate(claim.evidence):
            is_stored = item.source in ledger.snapshots or item.source not in ledger.sources
            if item.quote and not item.no_passage and not is_stored:
                yield Problem(
                    claim.place.span("evidence", index, "quote", "text"),
                    f'We store no text of "{item.source}", so nothing compares these words.',
                    f"Run `facts capture {item.source} --file page.html`, or say why not in "
                    "`no_passage`. If its snapshot was deleted by mistake, restore the file.",
                )
