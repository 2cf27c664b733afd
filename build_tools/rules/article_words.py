"""Words quoted from a checked article must stand in the sentence that is named.

Why: a claim that the article never made must not be checked in its name.
Instead: copy the words from the sentence in `seeds/`, whole words only, or name the right sentence.
"""

from collections.abc import Iterator

from build_tools.ledger import Ledger
from build_tools.quotes import QuoteClass, find
from build_tools.records import Appearance, Article, Claim, Sentence
from build_tools.rules.problem import Problem
from build_tools.text import clipped, did_you_mean

_CLAIM = """
-- facts/claims/borders/two-crossings.yaml --
claim: Lithuania closed two of its six road crossings with Belarus on 18 August 2023.
kind: event
appears_in:
  - article: story
    sentence: {sentence}
    quote: {quote}
asserted_by: article
when: 2023-08-18
evidence:
  - source: lrt-2023-08-16-closures
    stance: supports
    basis: reporting
    says: The government decided to close two crossings from Friday.
  - source: tass-2023-08-18-closed
    stance: supports
    basis: reporting
    says: Two of six checkpoints are closed.
verdict: supported
confidence: high
finding: Two of six, from 18 August 2023.
checked:
  date: 2026-11-22
  by: the editors
"""

GOOD = _CLAIM.format(sentence="S01", quote="two of its six crossings")

BAD = _CLAIM.format(sentence="S01", quote="three of its six crossings #! article-words")


def check(ledger: Ledger) -> Iterator[Problem]:
    """Yield quotations that are not in their sentence, and sentences that do not exist."""
    for claim in ledger.claims.values():
        for index, place in enumerate(claim.appears_in):
            if article := ledger.articles.get(place.article):
                yield from _of_appearance(claim, index, place, article)
    for article in ledger.articles.values():
        yield from _of_article(article)


def _of_appearance(
    claim: Claim, index: int, place: Appearance, article: Article
) -> Iterator[Problem]:
    sentences = {sentence.id: sentence for sentence in article.sentences}
    sentence = sentences.get(place.sentence)
    if sentence is None:
        span = claim.place.span("appears_in", index, "sentence")
        message = f'The article "{article.id}" has no sentence {place.sentence}.'
        hint = did_you_mean(place.sentence, sentences, f"look in seeds/{article.id}/article.yaml.")
        yield Problem(span, message, hint)
        return
    if place.quote is None:
        return
    words = article.words_of(sentence)
    if find(place.quote, words).kind in (QuoteClass.EXACT, QuoteClass.TYPOGRAPHIC):
        return
    yield Problem(
        claim.place.span("appears_in", index, "quote"),
        f"These words are not in {place.sentence}, whole and in this order.",
        _where_else(place.quote, article) or f"The sentence begins: {clipped(words, 60)}",
    )


def _where_else(quote: str, article: Article) -> str | None:
    for sentence in article.sentences:
        if find(quote, article.words_of(sentence)).kind is not QuoteClass.ABSENT:
            return f"They stand in {sentence.id}."
    return None


def _of_article(article: Article) -> Iterator[Problem]:
    """The sentences must lie in order, inside the text, and begin and end with their own words."""
    previous: Sentence | None = None
    for index, sentence in enumerate(article.sentences):
        span = article.place.span("sentences", index, "start")
        words = article.words_of(sentence)
        if not words or words != words.strip() or sentence.end > len(article.text):
            yield Problem(
                span,
                f"{sentence.id} does not begin and end with words of article.txt.",
                "Correct `start` and `end`: offsets in characters, from 0.",
            )
        elif previous and sentence.start < previous.end:
            yield Problem(
                span, f"{sentence.id} begins before {previous.id} ends.", "Correct the offsets."
            )
        previous = sentence
