"""How is it checked? The verdicts, the rules that the build enforces, and the honest counts."""

from dataclasses import dataclass

from build_tools.counts import Counts, count
from build_tools.ledger import Ledger
from build_tools.rules import Rule, all_rules
from build_tools.views.words import VERDICTS, VerdictWords


@dataclass(frozen=True, slots=True)
class Method:
    """What the method page shows besides its own words."""

    verdicts: tuple[VerdictWords, ...]
    rules: tuple[Rule, ...]
    counts: Counts


def collect(ledger: Ledger) -> Method:
    """Return the verdicts, the rules and the counts."""
    return Method(tuple(VERDICTS.values()), all_rules(), count(ledger))
