"""Words quoted from a checked article must be in the sentence that the record names.

Why: we must not check a claim that the article never made.
Fix: copy whole words from the sentence in `seeds/`, or name the right sentence.
"""

from collections.abc import Iterator
from functools import partial

from build_tools.facts.articles import by_day
from build_tools.facts.ledger import Ledger
from build_tools.facts.records import Appearance, Article, Claim, Sentence
from build_tools.facts.wording import clipped
from build_tools.quotations.check import of_appearance
from build_tools.quotations.matching import FOUND, QuoteClass, find, nearest
from build_tools.rules.problem import Problem
from build_tools.rules.samples import claim_sample

_PLACE = "sentence: S01"

GOOD = claim_sample((_PLACE, f"{_PLACE}\n    quote: two of its six crossings"))

BAD = claim_sample((_PLACE, f"{_PLACE}\n    quote: three of its six crossings #! article-words"))


def check(ledger: Ledger) -> Iterator[Problem]:
    """Yield sentences that are not in their article's text."""
    for article in ledger.articles.values():
        yield from _of_article(article)


def check_claim(ledger: Ledger, claim: Claim) -> Iterator[Problem]:
    """Yield quotations that are not in their sentence, and sentences that do not exist.

    The claim may be a draft that is not in the ledger.
    """
    for index, appearance in enumerate(claim.appears_in):
        if article := ledger.articles.get(appearance.article):
            yield from _of_appearance(ledger, claim, index, appearance, article)


def _of_appearance(
    ledger: Ledger, claim: Claim, index: int, appearance: Appearance, article: Article
) -> Iterator[Problem]:
    sentences = {sentence.id: sentence for sentence in article.sentences}
    sentence = sentences.get(appearance.sentence)
    if sentence is None:
        span = claim.place.span("appears_in", index, "sentence")
        message = f'The article "{article.id}" has no sentence {appearance.sentence}.'
        yield Problem(span, message, _sentences_of(article))
        return
    if appearance.quote is None:
        return
    outcome = of_appearance(ledger, claim, index)
    if outcome.kind is QuoteClass.OUT_OF_CONTEXT:
        message = f"These words say something different in the sentence: {outcome.reason}."
        span = claim.place.span("appears_in", index, "quote")
        yield Problem(span, message, "Quote that too, or say in `context_ok` why it is fair.")
    elif outcome.kind not in FOUND:
        message = f"These words are not in {appearance.sentence}, whole and in this order."
        span = claim.place.span("appears_in", index, "quote")
        hint = _hint(ledger, appearance.quote, article, outcome.text)
        if outcome.kind is QuoteClass.MISATTRIBUTED:
            hint = f"{outcome.reason.capitalize()}. {hint}"
        yield Problem(span, message, hint)
    elif appearance.context_ok is not None and not _is_out_of_context(
        appearance.quote, outcome.text, ledger.lang_of(article)
    ):
        key = claim.place.span("appears_in", index, "context_ok", of_key=True)
        message = "Nothing near these words changes their meaning."
        yield Problem(key, message, "Delete `context_ok`.")


def _sentences_of(article: Article) -> str:
    """Return a hint with the range of ids, because similar ids do not mean similar sentences."""
    first, last = article.sentences[0].id, article.sentences[-1].id
    return f"The article has {first} to {last}; `facts coverage --sentences` lists them."


def _is_out_of_context(quote: str, words: str, lang: str) -> bool:
    return find(quote, words, lang=lang).kind is QuoteClass.OUT_OF_CONTEXT


def _hint(ledger: Ledger, quote: str, article: Article, words: str) -> str:
    if elsewhere := _where_else(quote, article):
        return f"They are in {elsewhere}."
    for other in by_day(ledger):
        if other is not article and (elsewhere := _where_else(quote, other)):
            return f'They are in {elsewhere} of the article "{other.id}".'
    near = nearest(quote, words)
    if near is not None and near.differences:
        differences = "; ".join(near.differences)
        return f"The nearest passage is “{clipped(near.passage, 120)}”: {differences}."
    return f"The sentence begins “{clipped(words, 60)}”."


def _where_else(quote: str, article: Article) -> str | None:
    for sentence in article.sentences:
        if find(quote, article.words_of(sentence), context_ok=True).kind in FOUND:
            return sentence.id
    return None


def _of_article(article: Article) -> Iterator[Problem]:
    """Yield sentences that are out of order, or do not begin and end with whole words."""
    previous: Sentence | None = None
    for index, sentence in enumerate(article.sentences):
        span = partial(article.place.span, "sentences", index, "start")
        words = article.words_of(sentence)
        cut = any(_inside_word(article.text, edge) for edge in (sentence.start, sentence.end))
        if not words or words != words.strip() or sentence.end > len(article.text) or cut:
            yield Problem(
                span(),
                f"{sentence.id} does not begin and end with words of article.txt.",
                "Correct `start` and `end`: offsets in characters, from 0.",
            )
        elif previous and sentence.start < previous.end:
            yield Problem(
                span(), f"{sentence.id} begins before {previous.id} ends.", "Correct the offsets."
            )
        previous = sentence


def _inside_word(text: str, edge: int) -> bool:
    return 0 < edge < len(text) and text[edge - 1].isalnum() and text[edge].isalnum()
