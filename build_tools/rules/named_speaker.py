"""A quotation from a report must name its speaker, with the name that the source gives.

The words of a record, a data set or an observation belong to the source itself.

Why: readers judge words by who said them. Words without a speaker are no better than a rumour.
Fix: add `speaker`: a person, an organisation, or the source itself if the words are its own.
"""

from collections.abc import Iterator

from build_tools.facts.diagnostics import Level
from build_tools.facts.ledger import Ledger
from build_tools.facts.records import Basis, Claim
from build_tools.quotations.speakers import speakers_of
from build_tools.rules.problem import Problem
from build_tools.rules.samples import claim_sample

LEVEL = Level.WARNING

# The bases of evidence in which a source reports the words of others.
RELAYED = (Basis.REPORTING, Basis.INTERVIEW, Basis.REPUBLISHED)

_QUOTE = "    quote:\n      text: due to geopolitical circumstances"
_SAYS = "from Friday.\n"

GOOD = claim_sample((_SAYS, f"{_SAYS}{_QUOTE}\n      speaker: Government of Lithuania\n"))

BAD = claim_sample((_SAYS, f"{_SAYS}{_QUOTE} #! named-speaker\n"))


def check_claim(ledger: Ledger, claim: Claim) -> Iterator[Problem]:
    """Yield quotations without a speaker, and quotations whose source names someone else."""
    for quotation in speakers_of(ledger, claim):
        keys = ("evidence", quotation.index, "quote")
        basis = claim.evidence[quotation.index].basis
        if basis in RELAYED and not (quotation.recorded or quotation.named):
            message = "No speaker is named for these words."
            yield Problem(claim.place.span(*keys, "text"), message, "Add `speaker`.")
        elif quotation.recorded and quotation.is_strange and not quotation.is_contradicted:
            message = f"The source attributes these words to {quotation.named}."
            span = claim.place.span(*keys, "speaker")
            yield Problem(
                span, message, "Name that speaker, alone or together with the current one."
            )
