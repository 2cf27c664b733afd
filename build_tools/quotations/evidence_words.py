"""Collects the texts that may contain quoted words: quotations, stored passages and articles."""

import re
from collections.abc import Collection, Iterator, Sequence
from typing import NamedTuple

from build_tools.facts.ledger import Ledger
from build_tools.facts.record_cache import memoized_per_ledger
from build_tools.facts.records import Claim
from build_tools.quotations.matching import FOUND, Match, QuoteClass, find, identifies

# Words for the checked article and its parts in several languages.
_ARTICLE = re.compile(
    r"\b(?:article|headline|caption|artículo|titular|artigo|articolo|Artikel|Überschrift|titre"
    r"|artykuł|nagłówek|straipsn|rakst|стать|заголов|артыкул)\w{0,4}",
    re.IGNORECASE,
)

_ADDITION = re.compile(r"\[[^\[\]]{0,200}\]")


class Words(NamedTuple):
    """A text with its language, and its speaker according to the record.

    ``is_checked`` is False for a quotation whose source has no stored text.
    """

    text: str
    lang: str
    speaker: str = ""
    is_checked: bool = True


def names_article(text: str) -> bool:
    """Return whether a text mentions the checked article."""
    return _ARTICLE.search(text) is not None


def of_source(ledger: Ledger, claim: Claim, key: str) -> Iterator[Words]:
    """Yield a claim's quotations from a source, and the source's stored passages."""
    snapshot = ledger.snapshots.get(key)
    for item in claim.evidence:
        if (quote := item.quote) and item.source == key:
            speaker, is_checked = quote.speaker or "", snapshot is not None
            yield Words(quote.text, quote.lang, speaker, is_checked)
            if quote.translation:
                yield Words(quote.translation, ledger.records.lang, speaker, is_checked)
    if snapshot:
        source = ledger.sources.get(key)
        for passage in snapshot.passages:
            yield Words(passage.text, source.langid if source else "en")


@memoized_per_ledger
def of_record(ledger: Ledger, claim: Claim) -> Sequence[Words]:
    """Return the texts of a claim's evidence, and the article's sentences that make the claim."""
    sources = dict.fromkeys(item.source for item in claim.evidence)
    texts = [words for key in sources for words in of_source(ledger, claim, key)]
    for place in claim.appears_in:
        texts += [Words(place.quote, ledger.lang_in(place))] if place.quote else []
        if article := ledger.articles.get(place.article):
            sentences = (known for known in article.sentences if known.id == place.sentence)
            lang = ledger.lang_of(article)
            texts += [Words(article.words_of(sentence), lang) for sentence in sentences]
    return tuple(texts)


def of_articles(ledger: Ledger, names: Collection[str] = ()) -> Sequence[Words]:
    """Return the headline and text of each named article, or of every article if none is named."""
    return [
        Words(text, ledger.lang_of(article))
        for article in ledger.articles.values()
        if not names or article.id in names
        for text in (article.title, article.text)
    ]


def best(words: str, texts: Sequence[Words]) -> tuple[Match, Words | None]:
    """Return the best match for quoted words, and the text that contains the match or None.

    Checked texts are searched first. Short quotations are accepted, but not if they are strung
    together with ellipses. Words in square brackets count as the writer's additions if the source
    does not have the brackets.
    """
    failed: tuple[Match, Words | None] = Match(QuoteClass.ABSENT), None
    texts = sorted(texts, key=lambda text: not text.is_checked)
    has_additions = "[" in words and bool(_ADDITION.sub("", words).strip())
    for text in texts:
        match = find(words, text.text, lang=text.lang, insertions=has_additions)
        if match.kind is QuoteClass.ELIDED and not identifies(words):
            continue
        if match.kind in FOUND:
            return match, text
        if match.kind is QuoteClass.OUT_OF_CONTEXT and failed[1] is None:
            failed = match, text
    return failed
