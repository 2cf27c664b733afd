"""Orders the checked articles, and finds the articles that a claim is later than.

A site may check several articles. An event can then be later than one article and earlier than
another. So a claim is never simply "later", but is later than some of the articles.
"""

from collections.abc import Sequence
from enum import StrEnum
from operator import itemgetter

from build_tools.facts.dates import When
from build_tools.facts.ledger import Ledger
from build_tools.facts.record_cache import memoized_per_ledger, once_per_ledger
from build_tools.facts.records import Article, Claim


class Lateness(StrEnum):
    """How much of a later claim's event comes after the articles."""

    WHOLLY = "wholly"
    PARTLY = "partly"
    PERHAPS = "perhaps"


def has_several(ledger: Ledger) -> bool:
    """Return whether the site checks more than one article. Pages must then name the article."""
    return len(ledger.articles) > 1


@once_per_ledger
def by_day(ledger: Ledger) -> Sequence[Article]:
    """Return the articles in order of publication."""
    articles = ledger.articles.values()
    return tuple(sorted(articles, key=lambda article: (article.date.sort_key, article.id)))


def dated(ledger: Ledger) -> Sequence[Article]:
    """Return the articles that have a first and a last day, in order, for timelines."""
    spans = [
        (article.date.earliest, article.date.latest, article.id, article)
        for article in by_day(ledger)
        if article.date.earliest and article.date.latest
    ]
    return tuple(article for *_, article in sorted(spans, key=itemgetter(0, 1, 2)))


@memoized_per_ledger
def articles_of(ledger: Ledger, claim: Claim) -> Sequence[Article]:
    """Return the articles in which a claim appears, in order of publication."""
    names = {place.article for place in claim.appears_in}
    return tuple(article for article in by_day(ledger) if article.id in names)


@memoized_per_ledger
def later_than(ledger: Ledger, claim: Claim) -> Sequence[Article]:
    """Return the articles that a claim is later than, in order of publication.

    If the site checks one article, the claim's ``later`` decides. If the site checks several, a
    claim that appears in any article is not later than any of them. Any other claim is later than
    each article that was certainly published before the claim's date. If ``later`` is set, the
    claim is also later than each article that was not certainly published after that date.
    """
    if not has_several(ledger):
        return tuple(ledger.articles.values()) if claim.later else ()
    if claim.appears_in:
        return ()
    return tuple(
        article
        for article in by_day(ledger)
        if article.date.certainly_before(claim.when)
        or (claim.later and not claim.when.certainly_before(article.date))
    )


def is_later(ledger: Ledger, claim: Claim) -> bool:
    """Return whether a claim is later than any checked article."""
    return bool(later_than(ledger, claim)) if has_several(ledger) else claim.later


def lateness(ledger: Ledger, claim: Claim) -> Lateness | None:
    """Return how a claim is later than the articles, or None if it is not.

    If the site checks several articles, the result is true of all the articles in ``later_than``.
    """
    if not is_later(ledger, claim):
        return None
    found = {_lateness(claim.when, article.date) for article in later_than(ledger, claim)}
    weakest_first = (Lateness.PERHAPS, Lateness.PARTLY)
    return next((one for one in weakest_first if one in found), Lateness.WHOLLY)


def _lateness(event: When, article: When) -> Lateness:
    """Compare an event with an article. A missing bound proves nothing, so the record decides."""
    if article.latest is None or (event.earliest and event.earliest > article.latest):
        return Lateness.WHOLLY
    lasts = event.start is not None or event.end is not None
    begins_before = event.earliest is None or (
        article.earliest is not None and event.earliest < article.earliest
    )
    return Lateness.PARTLY if lasts and begins_before else Lateness.PERHAPS


@memoized_per_ledger
def misplaced(_ledger: Ledger, article: Article) -> Sequence[int]:
    """Return the index of each sentence that does not begin and end with whole words."""
    return tuple(
        index
        for index, sentence in enumerate(article.sentences)
        if not _has_whole_words(article.text, sentence.start, sentence.end)
    )


def has_changed(ledger: Ledger, article: Article) -> bool:
    """Return whether the text seems to have been edited after its sentences were listed.

    A single wrong offset may be a typing error. An edit moves every sentence that follows it.
    """
    return len(misplaced(ledger, article)) > 1


def _has_whole_words(text: str, start: int, end: int) -> bool:
    words = text[start:end]
    cut = any(_is_inside_word(text, edge) for edge in (start, end))
    return bool(words) and words == words.strip() and end <= len(text) and not cut


def _is_inside_word(text: str, edge: int) -> bool:
    return 0 < edge < len(text) and text[edge - 1].isalnum() and text[edge].isalnum()


def page_of(ledger: Ledger, article: str) -> str:
    """Return an article's page, whose address contains the id if there are several articles."""
    return f"coverage/{article}.html" if has_several(ledger) else "coverage.html"
