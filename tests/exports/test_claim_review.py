"""Tests ClaimReview: the author, appearance, label and number of a review, and hostile text."""

import json
import re
from typing import Any

import pytest

from build_tools.exports.formats.claim_review import RATINGS, review, script
from build_tools.facts.ledger import Ledger
from build_tools.facts.records import Verdict
from build_tools.views.parts.labels import VERDICTS
from tests.exports.conftest import SITE, World, made_by
from tests.hostile import hostile
from tests.ledgers import claim, item, ledger
from tests.sites import Html


def of(small_ledger: Ledger, name: str) -> dict[str, Any]:
    found = review(small_ledger, SITE, small_ledger.claims[name])
    assert found is not None
    return found


def test_a_claim_made_by_the_article_is_reviewed(tiny_ledger: Ledger) -> None:
    paper = {"@type": "Organization", "name": "A paper"}
    work = {
        "@type": "NewsArticle",
        "headline": "A story",
        "author": paper,
        "datePublished": "2023-08-24",
        "publisher": paper,
    }
    page = "https://facts.example/base/claims/two-crossings.html"
    assert of(tiny_ledger, "two-crossings") == {
        "@type": "ClaimReview",
        "@id": f"{page}#review",
        "url": page,
        "claimReviewed": tiny_ledger.claims["two-crossings"].claim,
        "reviewBody": "Two of six, from 18 August 2023.",
        "datePublished": "2026-11-22",
        "author": {
            "@type": "Organization",
            "name": SITE.name,
            "url": "https://facts.example/base/",
        },
        "itemReviewed": {
            "@type": "Claim",
            "@id": f"{page}#claim",
            "text": tiny_ledger.claims["two-crossings"].claim,
            "author": paper,
            "appearance": [work],
            "firstAppearance": work,
            "datePublished": "2023-08-24",
        },
        "reviewRating": {
            "@type": "Rating",
            "alternateName": "Supported",
            "ratingValue": 5,
            "bestRating": 5,
            "worstRating": 1,
        },
        "citation": ["https://www.lrt.lt/en/news/19/1/closures", "https://tass.com/world/1"],
        "inLanguage": "en",
        "license": "https://creativecommons.org/licenses/by/4.0/",
    }


def test_the_review_of_a_persons_claim_names_the_person_and_has_no_number(
    tiny_ledger: Ledger,
) -> None:
    found = of(tiny_ledger, "crossings-are-a-threat")
    assert found["itemReviewed"]["author"] == {
        "@type": "Person",
        "name": "Jonas Petraitis",
        "url": "https://facts.example/base/people/jonas-petraitis.html",
    }
    assert found["reviewRating"] == {"@type": "Rating", "alternateName": "Said, not verified"}
    assert "citation" not in found


def test_our_own_claims_are_not_reviewed(world: World) -> None:
    own = ledger(world, claim("own"))
    assert review(own, SITE, own.claims["own"]) is None


@pytest.mark.parametrize("verdict", list(Verdict))
def test_a_review_has_a_number_only_if_its_verdict_is_on_the_scale(
    world: World, verdict: Verdict
) -> None:
    small_ledger = ledger(
        world,
        claim("one", verdict=verdict.value, asserted_by="border-guard", evidence=[item("x-1")]),
    )
    found = review(small_ledger, SITE, small_ledger.claims["one"])
    if verdict is Verdict.NOT_CHECKABLE:
        assert found is None
        return
    assert found is not None
    assert found["reviewRating"]["alternateName"] == VERDICTS[verdict].label
    expected = {"supported": 5, "supported-with-nuance": 4, "disputed": 3, "misleading": 2}
    assert found["reviewRating"].get("ratingValue") == {**expected, "wrong": 1}.get(verdict.value)
    assert found["itemReviewed"]["author"]["@type"] == "Organization"


def test_the_feed_contains_exactly_the_reviews_on_the_pages(any_ledger: Ledger) -> None:
    (file,) = made_by("claim_review", any_ledger).values()
    feed = json.loads(file.data)["dataFeedElement"]
    on_pages = {
        f"claims/{name}.html": found
        for name, claimed in any_ledger.claims.items()
        if (found := script(any_ledger, SITE, claimed))
    }
    assert {SITE.url(path) for path in on_pages} == {published["url"] for published in feed}
    for published in feed:
        name = published["url"].removeprefix(SITE.url("claims/")).removesuffix(".html")
        record = any_ledger.claims[name]
        assert (published["claimReviewed"], published["reviewBody"]) == (
            record.claim,
            record.finding,
        )
        assert (record.verdict in RATINGS) == ("ratingValue" in published["reviewRating"])
        parsed = Html(on_pages[f"claims/{name}.html"])
        assert [element.tag for element in parsed.elements] == ["script"]
        data = re.fullmatch(
            r'<script type="application/ld\+json">([^<>&]*)</script>\n',
            on_pages[f"claims/{name}.html"],
        )
        assert data
        assert json.loads(data[1]) == {"@context": "https://schema.org", **published}


def test_hostile_text_remains_plain_text(hostile_ledger: Ledger) -> None:
    found = of(hostile_ledger, "hostile")
    assert found["claimReviewed"] == hostile("claim")
    assert found["itemReviewed"]["author"]["name"] == hostile("person")
    assert found["itemReviewed"]["appearance"][0]["headline"] == hostile("article")
