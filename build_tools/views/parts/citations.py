"""Numbers the claims that a page cites and describes them as its list of references."""

from collections.abc import Sequence
from typing import NamedTuple

from build_tools.facts.ledger import Ledger
from build_tools.views.parts.evidence import EvidenceView, evidence_of, origin_words
from build_tools.views.parts.quotation_view import QuotedView
from build_tools.views.parts.reference import ClaimLink, claim_link


class ReferenceView(NamedTuple):
    """One entry of a page's reference list, with how often the page cites it.

    ``origin_words`` says how many sources and independent origins there are.
    """

    number: int
    link: ClaimLink
    evidence: tuple[EvidenceView, ...]
    origin_words: str
    cited: int

    @property
    def quoted(self) -> QuotedView | None:
        """The first quotation among the evidence."""
        return next((item.quoted for item in self.evidence if item.quoted), None)

    @property
    def spoken(self) -> str:
        """The first source, as a screen reader should say the citation."""
        first = next((item.source for item in self.evidence if item.source), None)
        return f"Source {self.number}: {first.spoken if first else 'none was found'}"


def references(ledger: Ledger, cited: Sequence[str]) -> dict[str, ReferenceView]:
    """Return the references of a page by claim id, numbered in the order of first citation.

    ``cited`` holds the id of every citation in the order of the text; unknown ids are left out.
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
            )
    return numbered
