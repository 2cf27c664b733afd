"""Numbers the claims that a page cites, and describes them for the page's list of references."""

from collections.abc import Sequence
from typing import NamedTuple

from build_tools.facts.ledger import Ledger
from build_tools.facts.records import Claim, Stance
from build_tools.views.parts.evidence import EvidenceView, best_first, evidence_of, origin_words
from build_tools.views.parts.reference import ClaimLink, SourceLink, claim_link, source_link


class ReferenceView(NamedTuple):
    """An entry in a page's list of references. ``cited`` is the number of citations on the page.

    ``origin_words`` gives the numbers of sources and independent origins in words. ``first_source``
    is the best source that supports the claim, or else the best source, or None without evidence.
    """

    number: int
    link: ClaimLink
    evidence: tuple[EvidenceView, ...]
    origin_words: str
    cited: int
    first_source: SourceLink | None

    @property
    def other_sources(self) -> int:
        """The number of sources in addition to the first."""
        return max(0, len({item.key for item in self.evidence}) - 1)

    @property
    def spoken(self) -> str:
        """The citation for a screen reader: its number and the claim's verdict."""
        return f"Note {self.number}: {self.link.verdict.label}"


def references(ledger: Ledger, cited: Sequence[str]) -> dict[str, ReferenceView]:
    """Return a page's references by claim id, numbered in the order of first citation.

    ``cited`` contains the id in every citation, in the order of the text. Unknown ids are left out.
    """
    numbered: dict[str, ReferenceView] = {}
    for identity in dict.fromkeys(cited):
        claim = ledger.claims.get(identity)
        if claim is not None:
            numbered[identity] = ReferenceView(
                len(numbered) + 1,
                claim_link(ledger, claim),
                evidence_of(ledger, claim),
                origin_words(ledger, claim),
                sum(other == identity for other in cited),
                _first_source(ledger, claim),
            )
    return numbered


def _first_source(ledger: Ledger, claim: Claim) -> SourceLink | None:
    known = [item for item in claim.evidence if item.source in ledger.sources]
    supporting = [item for item in known if item.stance is Stance.SUPPORTS]
    best = best_first(ledger, supporting or known)
    return source_link(ledger, ledger.sources[best[0].source]) if best else None
