"""Every quotation of the ledger as the contract finds it, matched once and asked for by all.

Words from a checked article are looked for in the sentence that is named; words from a source in
the passages that are stored of it. Nothing here writes, and nothing reaches the network.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from weakref import WeakKeyDictionary

from build_tools.facts.ledger import Ledger
from build_tools.facts.records import Appearance, Claim, Evidence, Quotation, Snapshot
from build_tools.quotations.matching import FOUND, Match, QuoteClass, find, in_letters_of

NO_TEXT = "no text of the source is stored"
OTHER_LANGUAGE = "they are in another language than the source, and nothing stored of it has them"
OTHER_LETTERS = "they are not written in the letters of the language that is named"


@dataclass(frozen=True, slots=True)
class Examined:
    """A quotation and what came of looking for it.

    ``held`` is the text it was looked for in; ``passage`` the number of the stored passage that
    has it, from 0, and ``found`` where in that passage or sentence. ``original`` is the class of
    the words in their own language, where the class is translated.
    """

    claim: Claim
    index: int
    words: str
    kind: QuoteClass
    reason: str = ""
    held: str = ""
    found: Match | None = None
    passage: int | None = None
    original: QuoteClass | None = None


_made: WeakKeyDictionary[Ledger, dict[int, Examined]] = WeakKeyDictionary()


def of_sources(ledger: Ledger) -> Sequence[Examined]:
    """Return every quotation from a source, in the order of the claims."""
    return [one for claim in ledger.claims.values() for one in of_claim(ledger, claim)]


def of_claim(ledger: Ledger, claim: Claim) -> Sequence[Examined]:
    """Return every quotation from a source in one claim."""
    return [
        of_evidence(ledger, claim, index)
        for index, item in enumerate(claim.evidence)
        if item.quote is not None
    ]


def of_articles(ledger: Ledger) -> Sequence[Examined]:
    """Return every quotation from a checked article, in the order of the claims."""
    return [one for claim in ledger.claims.values() for one in from_articles(ledger, claim)]


def from_articles(ledger: Ledger, claim: Claim) -> Sequence[Examined]:
    """Return every quotation from a checked article in one claim."""
    return [
        of_appearance(ledger, claim, index)
        for index, place in enumerate(claim.appears_in)
        if place.quote is not None
    ]


def of_evidence(ledger: Ledger, claim: Claim, index: int) -> Examined:
    """Return what came of the quotation in an evidence item, which must have one."""
    made = _made.setdefault(ledger, {})
    item = claim.evidence[index]
    if id(item) not in made:
        made[id(item)] = _of_evidence(ledger, claim, index, item)
    return made[id(item)]


def _of_evidence(ledger: Ledger, claim: Claim, index: int, item: Evidence) -> Examined:
    quote = item.quote
    assert quote is not None
    start = Examined(claim, index, quote.text, QuoteClass.UNCHECKABLE, NO_TEXT)
    snapshot = ledger.snapshots.get(item.source)
    foreign = _why_foreign(ledger, item, quote)
    if snapshot is None:
        # Words that cannot be the source's own are no quotation of it, stored text or not.
        return replace(start, kind=QuoteClass.ABSENT, reason=foreign) if foreign else start
    number, match = best_passage(quote, snapshot)
    done = replace(
        start,
        kind=match.kind,
        reason=match.reason or (foreign if match.kind is QuoteClass.ABSENT else ""),
        held="\n\n".join(one.text for one in snapshot.passages),
    )
    if match.kind is QuoteClass.ABSENT:
        return done
    done = replace(done, passage=number, found=match, held=snapshot.passages[number].text)
    if quote.translation and match.kind in FOUND:
        return replace(done, kind=QuoteClass.TRANSLATED, original=match.kind)
    return done


def best_passage(quote: Quotation, snapshot: Snapshot) -> tuple[int, Match]:
    """Return the first passage that has the words, or else the first that has them turned."""
    best = (0, Match(QuoteClass.ABSENT))
    for number, passage in enumerate(snapshot.passages):
        match = matched(quote, passage.text)
        if match.kind in FOUND:
            return number, match
        if best[1].kind is QuoteClass.ABSENT and (match.reason or match.kind != best[1].kind):
            best = number, match
    return best


def matched(quote: Quotation, text: str) -> Match:
    """Return how a record's quotation stands in a text, as the record says it is to be read."""
    return find(
        quote.text,
        text,
        lang=quote.lang,
        identifying=True,
        insertions=quote.insertions,
        context_ok=quote.context_ok is not None,
    )


def _why_foreign(ledger: Ledger, item: Evidence, quote: Quotation) -> str:
    """Return why these can hardly be the source's own words; empty where nothing shows it."""
    source = ledger.sources.get(item.source)
    if source is not None and _primary(source.langid) != _primary(quote.lang):
        return OTHER_LANGUAGE
    return "" if in_letters_of(_primary(quote.lang), quote.text) else OTHER_LETTERS


def _primary(tag: str) -> str:
    return tag.partition("-")[0].lower()


def of_appearance(ledger: Ledger, claim: Claim, index: int) -> Examined:
    """Return what came of the article's words in one place, which must quote some."""
    place = claim.appears_in[index]
    assert place.quote is not None
    held = _sentence(ledger, place)
    match = find(place.quote, held, lang="en", context_ok=place.context_ok is not None)
    # An article's own words stand there whole: what is left out of a sentence is not quoted.
    kind = QuoteClass.ABSENT if match.kind is QuoteClass.ELIDED else match.kind
    return Examined(claim, index, place.quote, kind, match.reason, held, match)


def _sentence(ledger: Ledger, place: Appearance) -> str:
    article = ledger.articles.get(place.article)
    if article is None:
        return ""
    return next(
        (article.words_of(one) for one in article.sentences if one.id == place.sentence), ""
    )


def cited_passages(ledger: Ledger) -> Mapping[str, set[int]]:
    """Return for each source the numbers of the stored passages that quotations are found in."""
    numbers: dict[str, set[int]] = {}
    for quotation in of_sources(ledger):
        if quotation.passage is not None:
            source = quotation.claim.evidence[quotation.index].source
            numbers.setdefault(source, set()).add(quotation.passage)
    return numbers
