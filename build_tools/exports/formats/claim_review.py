"""Writes schema.org's ClaimReview as JSON-LD, for search engines and fact-checkers.

Only claims by others are reviewed: claims in a checked article, and claims by a person or
organisation. A claim that cannot be checked has no review. A verdict outside the scale has a label
but no number.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from build_tools.exports.canonical import canonical, in_script
from build_tools.exports.export_file import ExportFile
from build_tools.facts.catalogue import N_
from build_tools.facts.ledger import ARTICLE, Ledger
from build_tools.facts.records import Article, Claim, Person, Verdict
from build_tools.views.parts.labels import verdict_words
from build_tools.views.publication import Publication

CONTEXT = "https://schema.org"

# From 1 (false) to 5 (true), as in Google's guide for ClaimReview.
RATINGS: Mapping[Verdict, int] = {
    Verdict.SUPPORTED: 5,
    Verdict.NUANCE: 4,
    Verdict.DISPUTED: 3,
    Verdict.MISLEADING: 2,
    Verdict.WRONG: 1,
}


def files(ledger: Ledger, site: Publication) -> Iterator[ExportFile]:
    """Yield all reviews as a feed. Each review is also in the head of its claim's page."""
    reviews = (review(ledger, site, claim) for claim in ledger.claims.values())
    feed = {
        "@context": CONTEXT,
        "@type": "DataFeed",
        "name": site.name,
        "license": ledger.records.licence.address,
        "dataFeedElement": [item for item in reviews if item],
    }
    description = N_("The review of each claim, in the schema.org format.")
    schema = f"{CONTEXT}/ClaimReview"
    yield ExportFile("data/claim-reviews.jsonld", canonical(feed), description, schema)


def script(ledger: Ledger, site: Publication, claim: Claim) -> str:
    """Return a claim's review as a script element, or "" if the claim has no review."""
    claim_review = review(ledger, site, claim)
    return in_head({"@context": CONTEXT, **claim_review}) if claim_review else ""


def in_head(value: dict[str, Any]) -> str:
    """Return JSON-LD as a script element. Nothing in the value can end the element."""
    return f'<script type="application/ld+json">{in_script(value)}</script>\n'


def review(ledger: Ledger, site: Publication, claim: Claim) -> dict[str, Any] | None:
    """Return the claim's review, or None if the claim cannot be checked or only we make it."""
    author = _author(ledger, site, claim)
    if claim.verdict is Verdict.NOT_CHECKABLE or author is None:
        return None
    sources = (ledger.sources.get(item.source) for item in claim.evidence)
    return without_gaps(
        {
            "@type": "ClaimReview",
            "@id": f"{site.claim(claim.id)}#review",
            "url": site.claim(claim.id),
            "claimReviewed": claim.claim,
            "reviewBody": claim.finding,
            # The review has had this wording since the last check.
            "datePublished": claim.checked.date.machine(),
            "author": {"@type": "Organization", "name": site.name, "url": site.url()},
            "itemReviewed": _claim(ledger, site, claim, author),
            "reviewRating": _rating(ledger, claim),
            "citation": list(dict.fromkeys(source.url for source in sources if source)),
            "inLanguage": ledger.records.lang,
            "license": ledger.records.licence.address,
        }
    )


def _rating(ledger: Ledger, claim: Claim) -> dict[str, Any]:
    label = verdict_words(ledger)[claim.verdict].label
    rating: dict[str, Any] = {"@type": "Rating", "alternateName": label}
    if value := RATINGS.get(claim.verdict):
        rating |= {"ratingValue": value, "bestRating": 5, "worstRating": 1}
    return rating


def _claim(
    ledger: Ledger, site: Publication, claim: Claim, author: dict[str, Any]
) -> dict[str, Any]:
    articles = articles_of(ledger, [claim])
    works = [work(ledger, article) for article in articles]
    return without_gaps(
        {
            "@type": "Claim",
            "@id": f"{site.claim(claim.id)}#claim",
            "text": claim.claim,
            "author": author,
            "appearance": works,
            "firstAppearance": works[0] if works else None,
            "datePublished": articles[0].date.machine() if articles else None,
        }
    )


def articles_of(ledger: Ledger, claims: Iterable[Claim]) -> list[Article]:
    """Return the articles in which the claims appear, oldest first."""
    names = {place.article for claim in claims for place in claim.appears_in}
    articles = [ledger.articles[name] for name in names if name in ledger.articles]
    return sorted(articles, key=lambda article: (article.date.sort_key, article.id))


def _author(ledger: Ledger, site: Publication, claim: Claim) -> dict[str, Any] | None:
    """Return the asserter of the claim: for an article, its printed author or its publisher.

    "X said P" is a claim by the person or article that asserts it, so the author is not X.
    """
    if claim.asserted_by != ARTICLE:
        asserter = ledger.asserter(claim)
        if asserter is None:
            return None
        is_person = isinstance(asserter, Person)
        kind, folder = ("Person", "people") if is_person else ("Organization", "organisations")
        address = site.url(f"{folder}/{asserter.id}.html")
        return {"@type": kind, "name": asserter.name, "url": address}
    for article in articles_of(ledger, [claim]):
        return _writer(article)
    return None


def _writer(article: Article) -> dict[str, Any]:
    if article.byline:
        return {"@type": "Person", "name": article.byline}
    return {"@type": "Organization", "name": article.publisher}


def work(ledger: Ledger, article: Article) -> dict[str, Any]:
    """Return the checked article as a NewsArticle in schema.org's terms.

    The article's language is included if it differs from the site's language.
    """
    lang = ledger.lang_of(article)
    return without_gaps(
        {
            "@type": "NewsArticle",
            "headline": article.title,
            "author": _writer(article),
            "datePublished": article.date.machine(),
            "publisher": {"@type": "Organization", "name": article.publisher},
            "inLanguage": lang if lang != ledger.records.lang else None,
        }
    )


def without_gaps(value: dict[str, Any]) -> dict[str, Any]:
    """Return the object without members that are None or an empty list."""
    return {name: member for name, member in value.items() if member not in (None, [])}
