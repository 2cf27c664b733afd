"""What does a checked article get wrong? Lists the article's own misleading and wrong claims."""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from build_tools.facts.ledger import ARTICLE, Ledger
from build_tools.facts.records import Claim, Stance, Verdict
from build_tools.views.coverage import Coverage
from build_tools.views.coverage import collect as coverages
from build_tools.views.parts.evidence import in_part
from build_tools.views.parts.labels import GRAVEST_FIRST
from build_tools.views.parts.reference import ClaimLink, claim_link

# Readers cannot take in more errors at once, so the page links to the others.
SHOWN = 6

_FAILING = (Verdict.WRONG, Verdict.MISLEADING)


class Fault(NamedTuple):
    """A wrong or misleading claim in an article, and the claim's number on the page.

    ``sentence`` is the id of the first sentence that makes the claim. ``origins`` gives the numbers
    of independent origins against the claim and for the claim, in words.
    """

    number: int
    link: ClaimLink
    sentence: str
    origins: str


class ArticleFaults(NamedTuple):
    """An article, the errors that the page shows, and the number of errors with each verdict.

    ``repeated`` is the number of wrong or misleading claims that the article repeats from others.
    ``list_id`` is the id of the first list of these claims on the page of all claims.
    """

    coverage: Coverage
    shown: tuple[Fault, ...]
    wrong: int
    misleading: int
    repeated: int
    list_id: str

    @property
    def total(self) -> int:
        """The number of the article's own claims that are wrong or misleading."""
        return self.wrong + self.misleading

    @property
    def pins(self) -> Mapping[str, str]:
        """The numbers of the errors in each sentence, for the article's picture."""
        pins: dict[str, str] = {}
        for fault in self.shown:
            before = pins.get(fault.sentence)
            pins[fault.sentence] = f"{before}, {fault.number}" if before else str(fault.number)
        return pins


def collect(ledger: Ledger) -> tuple[ArticleFaults, ...]:
    """Return the errors in each article, in the order of the article's text."""
    return tuple(_of_article(ledger, coverage) for coverage in coverages(ledger))


def _of_article(ledger: Ledger, coverage: Coverage) -> ArticleFaults:
    article = coverage.article.id
    in_article = [
        claim
        for claim in ledger.claims.values()
        if claim.verdict in _FAILING and any(place.article == article for place in claim.appears_in)
    ]
    failing = [claim for claim in in_article if claim.asserted_by == ARTICLE]
    gravest = sorted(failing, key=lambda claim: _weight(ledger, claim))[:SHOWN]
    order = {sentence.id: number for number, sentence in enumerate(coverage.sentences)}
    placed = sorted(
        ((_first_sentence(claim, article), claim) for claim in gravest),
        key=lambda pair: (order.get(pair[0], len(order)), pair[1].id),
    )
    return ArticleFaults(
        coverage,
        tuple(
            Fault(
                number,
                claim_link(ledger, claim),
                sentence,
                _origins(ledger, claim),
            )
            for number, (sentence, claim) in enumerate(placed, 1)
        ),
        sum(claim.verdict is Verdict.WRONG for claim in failing),
        sum(claim.verdict is Verdict.MISLEADING for claim in failing),
        len(in_article) - len(failing),
        _list_id(in_article),
    )


def _list_id(claims: Iterable[Claim]) -> str:
    """Return the id of the first list that contains any of these failing claims."""
    found = {claim.verdict for claim in claims}
    return next((name for name in GRAVEST_FIRST if Verdict(name) in found), "")


def _origins(ledger: Ledger, claim: Claim) -> str:
    """Return how many origins contradict and support a claim, or how many only give context."""
    words = ledger.words
    against = ledger.voices(claim, Stance.CONTRADICTS)
    supporting = ledger.voices(claim, Stance.SUPPORTS)
    if not (against or supporting):
        number = len(ledger.voices(claim, Stance.CONTEXT))
        return words.ngettext(
            "%(num)s independent origin with the context",
            "%(num)s independent origins with the context",
            number,
        )
    opposed = words.gettext("none against it")
    if against:
        opposed = words.ngettext(
            "%(num)s independent origin against it",
            "%(num)s independent origins against it",
            len(against),
        )
    if not supporting:
        none = words.gettext("none for it")
        return f"{opposed}{in_part(words, against)}, {none}"
    agreeing = words.ngettext("%(num)s origin for it", "%(num)s origins for it", len(supporting))
    return f"{opposed}{in_part(words, against)}, {agreeing}{in_part(words, supporting)}"


def _weight(ledger: Ledger, claim: Claim) -> tuple[int, int, str]:
    """Return a sort key that puts wrong claims before misleading claims.

    If the verdicts are the same, claims with more independent origins against them come first.
    """
    against = len(ledger.voices(claim, Stance.CONTRADICTS))
    return (_FAILING.index(claim.verdict), -against, claim.id)


def _first_sentence(claim: Claim, article: str) -> str:
    return next(place.sentence for place in claim.appears_in if place.article == article)
