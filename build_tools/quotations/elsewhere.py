"""Searches other texts for words that are not in the source to which they are attributed."""

from bisect import bisect_right
from collections.abc import Sequence
from itertools import accumulate
from typing import NamedTuple

from build_tools.facts.catalogue import N_, FilledMessage
from build_tools.facts.ledger import Ledger
from build_tools.facts.records import Quotation
from build_tools.quotations.matching import QuoteClass, find


class _Stored(NamedTuple):
    """All stored texts, joined for a single search, with the name and start of each."""

    text: str
    names: Sequence[str]
    begins: Sequence[int]


def elsewhere(ledger: Ledger, quote: Quotation, besides: str = "") -> str:
    """Return the name of the source or article that contains the quotation, or "".

    ``besides`` is the id of a source or article that is not searched.
    """
    stored = _stored(ledger, besides)
    match = find(
        quote.text,
        stored.text,
        lang=quote.lang,
        identifying=True,
        insertions=quote.insertions,
        context_ok=True,
    )
    if match.kind is QuoteClass.ABSENT:
        return ""
    name = stored.names[bisect_right(stored.begins, match.start) - 1]
    if name in ledger.articles:
        return FilledMessage(N_('the article "%(name)s"'), name=name)
    return f'"{name}"'


def _stored(ledger: Ledger, besides: str) -> _Stored:
    known: dict[str, _Stored] = ledger.answers.setdefault(__name__, {})
    if besides not in known:
        articles = {article.id: article.text for article in ledger.articles.values()}
        sources = {
            snapshot.id: "\n\n".join(passage.text for passage in snapshot.passages)
            for snapshot in ledger.snapshots.values()
            if snapshot.id in ledger.sources
        }
        texts = {name: f"{text}\n\n" for name, text in {**articles, **sources}.items()}
        texts.pop(besides, None)
        begins = accumulate(map(len, texts.values()), initial=0)
        known[besides] = _Stored("".join(texts.values()), list(texts), list(begins)[:-1])
    return known[besides]
