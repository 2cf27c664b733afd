"""Words quoted from a checked article must be in the sentence that the record names.

Why: we must not check a claim that the article never made.
Fix: copy whole words from the sentence in `seeds/`, or name the right sentence.
"""

from collections.abc import Iterator
from functools import partial

from build_tools.facts.articles import by_day, has_changed, misplaced
from build_tools.facts.ledger import Ledger
from build_tools.facts.records import Appearance, Article, Claim, Sentence
from build_tools.facts.wording import clipped, in_words
from build_tools.quotations.check import of_appearance
from build_tools.quotations.matching import FOUND, QuoteClass, find, nearest
from build_tools.rules.problem import Problem
from build_tools.rules.samples import claim_sample

# The largest number of ranges of ids in a hint.
_MOST_RUNS = 5

_PLACE = "sentence: S01"

GOOD = claim_sample((_PLACE, f"{_PLACE}\n    quote: two of its six crossings"))

BAD = claim_sample((_PLACE, f"{_PLACE}\n    quote: three of its six crossings #! article-words"))


def check(ledger: Ledger) -> Iterator[Problem]:
    """Yield sentences that are not in their article's text."""
    for article in ledger.articles.values():
        if has_changed(ledger, article):
            yield from _changed(ledger, article)
        else:
            yield from _of_article(ledger, article)


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
    if appearance.quote is None or has_changed(ledger, article):
        return  # we do not know the sentences of a changed text
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
    """Return a hint with the ids, because similar ids do not mean similar sentences."""
    runs: list[list[str]] = []
    for name in sorted((sentence.id for sentence in article.sentences), key=_number):
        if runs and _number(name) == _number(runs[-1][-1]) + 1:
            runs[-1].append(name)
        else:
            runs.append([name])
    ids = [run[0] if len(run) == 1 else f"{run[0]} to {run[-1]}" for run in runs[:_MOST_RUNS]]
    others = ["others"] if len(runs) > _MOST_RUNS else []
    return f"The article has {in_words([*ids, *others])}; `facts coverage --sentences` lists them."


def _number(name: str) -> int:
    return int(name[1:])


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


def _changed(ledger: Ledger, article: Article) -> Iterator[Problem]:
    """Yield a single problem for an edited text, which moves all the sentences after the edit."""
    first, number = misplaced(ledger, article)[0], len(misplaced(ledger, article))
    name = article.sentences[first].id
    yield Problem(
        article.place.span("sentences", first, "start"),
        f"The text in article.txt has changed: {number} sentences from {name} on no longer "
        "begin and end with whole words.",
        f"Run `facts start seeds/{article.id}/article.txt` to find them again.",
    )


def _of_article(ledger: Ledger, article: Article) -> Iterator[Problem]:
    """Yield sentences that are out of order, or do not begin and end with whole words."""
    again = f"or run `facts start seeds/{article.id}/article.txt` if you edited the text."
    previous: Sentence | None = None
    for index, sentence in enumerate(article.sentences):
        span = partial(article.place.span, "sentences", index, "start")
        if index in misplaced(ledger, article):
            yield Problem(
                span(),
                f"{sentence.id} does not begin and end with words of article.txt.",
                f"Correct `start` and `end` (offsets in characters, from 0), {again}",
            )
        elif previous and sentence.start < previous.end:
            yield Problem(
                span(),
                f"{sentence.id} begins before {previous.id} ends.",
                f"Correct the offsets, {again}",
            )
        previous = sentence
