"""Checks every quotation in the ledger, once for each claim.

A quotation from a checked article must be in the sentence that its record names. A quotation from a
source must be in the passages of the source's snapshot. This module does not write files or use the
network.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from build_tools.facts.catalogue import N_, FilledMessage
from build_tools.facts.ledger import Ledger
from build_tools.facts.record_cache import memoized_per_ledger
from build_tools.facts.records import (
    Appearance,
    Claim,
    Evidence,
    NoPassage,
    Quotation,
    Side,
    Snapshot,
    TextKind,
)
from build_tools.quotations.elsewhere import elsewhere
from build_tools.quotations.matching import (
    FOUND,
    Match,
    QuoteClass,
    find,
    has_denials,
    in_letters_of,
)
from build_tools.quotations.surroundings import unseen_sides

NO_TEXT = N_("no text of the source is stored")
NO_PASSAGE: Mapping[NoPassage, str] = {
    NoPassage.PAYWALLED: N_("the page is behind a paywall"),
    NoPassage.GONE: N_("the page is gone"),
    NoPassage.NOT_TEXT: N_("the source is not a text"),
    NoPassage.NO_ACCESS: N_("we could not open the page"),
}
OTHER_LANGUAGE = N_(
    "they are in a different language than the source, and no stored passage has them"
)
OTHER_LETTERS = N_("they are not in the script of the named language")


@dataclass(frozen=True, slots=True)
class CheckedQuotation:
    """A checked quotation, with its class and its place.

    ``index`` is the position (from 0) of the quotation's item in the claim's ``evidence`` or
    ``appears_in``. ``text`` is the text that was searched, and ``match`` is the match in this text.
    ``passage`` is the number (from 0) of the stored passage that contains the quotation. If the
    class is translated, ``original`` is the class of the original words. ``reason`` explains the
    class. ``lang`` is the language of the words. ``against`` says whether the words were compared
    with the source's page or with an excerpt. It is None for a quotation from an article, or if no
    text is stored. On the ``unseen`` sides, the excerpt ends within twelve words of the quotation,
    so a denial further away cannot be ruled out.
    """

    claim: Claim
    index: int
    words: str
    kind: QuoteClass
    reason: str = ""
    text: str = ""
    match: Match | None = None
    passage: int | None = None
    original: QuoteClass | None = None
    against: TextKind | None = None
    unseen: tuple[Side, ...] = ()
    lang: str = "en"

    @property
    def lacks_denials(self) -> bool:
        """Whether the quotation was found, but in a language without a list of denials."""
        is_found = self.kind in FOUND or self.kind is QuoteClass.TRANSLATED
        return is_found and not has_denials(self.lang)


def of_sources(ledger: Ledger) -> Sequence[CheckedQuotation]:
    """Return every quotation from a source, in the order of the claims."""
    return [quotation for claim in ledger.claims.values() for quotation in of_claim(ledger, claim)]


@memoized_per_ledger
def of_claim(ledger: Ledger, claim: Claim) -> Sequence[CheckedQuotation]:
    """Return a claim's quotations from sources, in the order of the evidence."""
    return [
        _of_evidence(ledger, claim, index, item)
        for index, item in enumerate(claim.evidence)
        if item.quote is not None
    ]


@memoized_per_ledger
def from_articles(ledger: Ledger, claim: Claim) -> Sequence[CheckedQuotation]:
    """Return a claim's quotations from checked articles."""
    return [
        _of_appearance(ledger, claim, index, appearance)
        for index, appearance in enumerate(claim.appears_in)
        if appearance.quote is not None
    ]


def of_evidence(ledger: Ledger, claim: Claim, index: int) -> CheckedQuotation:
    """Return the checked quotation of an evidence item, which must have a quotation."""
    return next(quotation for quotation in of_claim(ledger, claim) if quotation.index == index)


def _of_evidence(ledger: Ledger, claim: Claim, index: int, item: Evidence) -> CheckedQuotation:
    quote = item.quote
    assert quote is not None
    why = NO_PASSAGE[item.no_passage] if item.no_passage else NO_TEXT
    unchecked = CheckedQuotation(
        claim, index, quote.text, QuoteClass.UNCHECKABLE, why, lang=quote.lang
    )
    snapshot = ledger.snapshots.get(item.source)
    foreign = _why_foreign(ledger, item, quote)
    if snapshot is None:
        # Words that cannot be the source's own are not a quotation, even if there is no snapshot.
        if not foreign:
            return unchecked
        return _attributed(
            ledger, replace(unchecked, kind=QuoteClass.ABSENT, reason=foreign), quote
        )
    number, match = best_passage(quote, snapshot)
    if match.kind is QuoteClass.ABSENT:
        checked = replace(
            unchecked,
            kind=match.kind,
            reason=match.reason or foreign,
            text="\n\n".join(passage.text for passage in snapshot.passages),
            against=snapshot.kind,
        )
        # Words that are too short to find in this source are also too short to find elsewhere.
        return checked if match.reason else _attributed(ledger, checked, quote)
    passage = snapshot.passages[number]
    is_translated = quote.translation and match.kind in FOUND
    return replace(
        unchecked,
        kind=QuoteClass.TRANSLATED if is_translated else match.kind,
        reason=match.reason,
        text=passage.text,
        match=match,
        passage=number,
        original=match.kind if is_translated else None,
        against=snapshot.kind,
        unseen=unseen_sides(passage, match),
    )


def _attributed(
    ledger: Ledger, absent: CheckedQuotation, quote: Quotation, besides: str = ""
) -> CheckedQuotation:
    """Return an absent quotation, marked as misattributed if another stored text has its words."""
    place = elsewhere(ledger, quote, besides)
    if not place:
        return absent
    return replace(
        absent,
        kind=QuoteClass.MISATTRIBUTED,
        reason=FilledMessage(N_("they are in %(place)s"), place=place),
    )


def best_passage(quote: Quotation, snapshot: Snapshot) -> tuple[int, Match]:
    """Return the number of the best passage, and the match in that passage.

    The best passage is the first in which the quotation is out of context. If there is none, it is
    the first in which the quotation is found, or else the first in which the quotation is too
    short. A quotation in several passages is ambiguous.
    """
    best = (0, Match(QuoteClass.ABSENT))
    found: list[tuple[int, Match]] = []
    places: set[int] = set()
    for number, passage in enumerate(snapshot.passages):
        match = match_quotation(quote, passage.text)
        if match.kind is QuoteClass.OUT_OF_CONTEXT:
            return number, match
        if match.kind in FOUND:
            found.append((number, match))
            places.update(passage.start + place.start for place in match.each)
        elif match.reason and not best[1].reason:
            best = number, match
    if not found:
        return best
    number, match = found[0]
    if len(places) > 1 and match.kind is not QuoteClass.AMBIGUOUS:
        reason = FilledMessage(N_("they are in %(number)s places"), number=len(places))
        match = replace(match, kind=QuoteClass.AMBIGUOUS, reason=reason)
    return number, match


def match_quotation(quote: Quotation, text: str) -> Match:
    """Match a record's quotation against a text, with the options that the record sets."""
    return find(
        quote.text,
        text,
        lang=quote.lang,
        identifying=True,
        insertions=quote.insertions,
        context_ok=quote.context_ok is not None,
    )


def _why_foreign(ledger: Ledger, item: Evidence, quote: Quotation) -> str:
    """Return the reason that the words cannot be the source's own, or ""."""
    source = ledger.sources.get(item.source)
    if source is not None and _primary(source.langid) != _primary(quote.lang):
        return OTHER_LANGUAGE
    return "" if in_letters_of(_primary(quote.lang), quote.text) else OTHER_LETTERS


def _primary(tag: str) -> str:
    return tag.partition("-")[0].lower()


def of_appearance(ledger: Ledger, claim: Claim, index: int) -> CheckedQuotation:
    """Return the checked quotation of an appearance in an article, which must have a quotation."""
    return next(quotation for quotation in from_articles(ledger, claim) if quotation.index == index)


def _of_appearance(
    ledger: Ledger, claim: Claim, index: int, appearance: Appearance
) -> CheckedQuotation:
    words = appearance.quote
    assert words is not None
    sentence = _sentence(ledger, appearance)
    lang = ledger.lang_in(appearance)
    match = find(words, sentence, lang=lang, context_ok=appearance.context_ok is not None)
    # A quotation from a checked article must not leave out words from the sentence.
    kind = QuoteClass.ABSENT if match.fragments else match.kind
    checked = CheckedQuotation(claim, index, words, kind, match.reason, sentence, match)
    if kind is not QuoteClass.ABSENT or match.fragments:
        return checked
    return _attributed(ledger, checked, Quotation(text=words), appearance.article)


def _sentence(ledger: Ledger, place: Appearance) -> str:
    article = ledger.articles.get(place.article)
    if article is None:
        return ""
    return next(
        (article.words_of(known) for known in article.sentences if known.id == place.sentence), ""
    )


def cited_passages(ledger: Ledger) -> Mapping[str, set[int]]:
    """Return, for each source, the numbers of the stored passages that contain quotations."""
    numbers: dict[str, set[int]] = {}
    for quotation in of_sources(ledger):
        if quotation.passage is not None:
            item = quotation.claim.evidence[quotation.index]
            numbers.setdefault(item.source, set()).add(quotation.passage)
            if QuoteClass.AMBIGUOUS in (quotation.kind, quotation.original) and item.quote:
                numbers[item.source].update(_passages(item.quote, ledger.snapshots[item.source]))
    return numbers


def _passages(quote: Quotation, snapshot: Snapshot) -> Iterator[int]:
    """Yield the number of each stored passage that contains a quotation."""
    for number, passage in enumerate(snapshot.passages):
        if match_quotation(quote, passage.text).kind in FOUND:
            yield number
