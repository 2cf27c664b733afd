"""How do we check? Shows the verdicts, the rules that the build enforces, and the counts."""

from typing import NamedTuple

from build_tools.facts.ledger import Ledger
from build_tools.facts.records import AtlasFile, Verdict
from build_tools.quotations.counts import Counts, count
from build_tools.quotations.passages import Shares, shares
from build_tools.rules import Rule, all_rules
from build_tools.views.parts.labels import VerdictWords, verdict_words
from build_tools.views.parts.pagination import MAX_ROWS
from build_tools.views.parts.reference import ClaimLink, claim_link
from build_tools.views.parts.review_days import in_days
from build_tools.views.quotations import ErrorRates, stored_rates


class Method(NamedTuple):
    """The values that the method page shows in addition to its own text."""

    verdicts: tuple[VerdictWords, ...]
    rules: tuple[Rule, ...]
    counts: Counts
    shares: Shares
    open_claims: tuple[ClaimLink, ...]
    atlas: AtlasFile | None
    rates: ErrorRates
    read: str

    @property
    def is_long(self) -> bool:
        """Whether there are too many open claims for this page."""
        return len(self.open_claims) > MAX_ROWS


def collect(ledger: Ledger) -> Method:
    """Return the values for the method page."""
    unsettled = (Verdict.UNVERIFIED, Verdict.DISPUTED)
    return Method(
        tuple(verdict_words(ledger).values()),
        all_rules(),
        count(ledger),
        shares(ledger),
        tuple(
            claim_link(ledger, claim)
            for claim in ledger.claims.values()
            if claim.verdict in unsettled
        ),
        next((country_map.atlas for country_map in ledger.maps.values()), None),
        stored_rates(),
        in_days(ledger.words, (source.urldate for source in ledger.sources.values()))
        or ledger.words.gettext("before they were cited"),
    )
