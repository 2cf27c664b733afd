"""Tests the cards for other sites, which show a claim and contain no scripts."""

from build_tools.facts.catalogue import without_marks
from build_tools.facts.ledger import Ledger
from build_tools.views.parts.labels import verdict_words
from build_tools.views.parts.titles import claim_title
from tests.exports.conftest import made_by
from tests.sites import Html


def test_each_claim_has_a_card_that_shows_it_without_scripts(any_ledger: Ledger) -> None:
    made = made_by("embed_cards", any_ledger)
    assert len(made) == len(any_ledger.claims)
    verdicts = verdict_words(any_ledger)
    for claim in any_ledger.claims.values():
        card = Html(made[f"embed/{claim.id}.html"].data.decode())
        title = " ".join(claim_title(any_ledger, claim).split())
        assert card.one("h1").text == card.one("title").text == title
        assert without_marks(verdicts[claim.verdict].label) in card.text
        assert " ".join(claim.finding.split()) in card.text
        policy = card.all("meta")[0].attributes
        assert policy["http-equiv"] == "Content-Security-Policy"
        assert "script-src" not in policy["content"]
        assert policy["content"].startswith("default-src 'none'")
        frame = {"html", "head", "meta", "title", "link", "body", "main"}
        words = {"p", "h1", "a", "strong"}
        assert frame | words <= card.tags
        assert card.tags <= frame | words | {"svg", "circle", "path"}
        (link,) = card.all("a")
        assert link.attributes["href"] == f"../claims/{claim.id}.html"


def test_a_card_marks_a_claim_about_later_events(tiny_ledger: Ledger) -> None:
    made = made_by("embed_cards", tiny_ledger)
    said = {
        name: b"after the article" in made[f"embed/{name}.html"].data for name in tiny_ledger.claims
    }
    assert said == {name: claim.later for name, claim in tiny_ledger.claims.items()}
    assert True in said.values()
