"""Tests corrections on their own page, on the claim page and in prose."""

import re
from collections.abc import Callable
from dataclasses import replace

from build_tools.facts.dates import When
from build_tools.facts.project import Project
from build_tools.views.corrections import CorrectionEntry, CorrectionKind, Difference, History
from build_tools.views.parts.citations import references
from build_tools.views.publication import Publication
from tests.conftest import TINY
from tests.hostile import hostile
from tests.repositories import REVISION
from tests.sites import Html
from tests.whole import Whole, assemble

World = Callable[..., Project]

TWO = "facts/claims/borders/two-crossings.yaml"
CORRECTED = {TWO: TINY[TWO] + REVISION}
KNOWN = History(When.parse("2026-11-22"), missing="")
SHOWN = CorrectionEntry(
    "said-threat",
    "He said it.",
    CorrectionKind.CORRECTION,
    When.parse("2026-12-02"),
    (Difference("verdict", "Supported", "Wrong"),),
    "",
)


def publication(history: History) -> Publication:
    return Publication("", "Facts", history=history)


def page(site: Whole, path: str) -> Html:
    (cited,) = (shown_page for shown_page in site.pages if shown_page.path == path)
    return Html(cited.body)


def test_a_correction_is_listed_and_shown_above_the_corrected_claim(world: World) -> None:
    site = assemble(world(CORRECTED), publication(KNOWN))
    listed = page(site, "corrections.html")
    assert "One correction since" in listed.text
    for words in ("was “supported”, is now “disputed”", "A second count was found.", "1 December"):
        assert words in listed.text
    assert "index.html" in listed.links()  # the prose that cites it
    claim = page(site, "claims/two-crossings.html")
    # The note is above the verdict, so that readers notice the correction.
    (ruling,) = (
        one for one in claim.all("p") if "ruling__verdict" in one.attributes.get("class", "")
    )
    (note,) = claim.all("section", **{"class": "note"})
    assert "A second count was found." in note.text
    assert claim.elements.index(note) < claim.elements.index(ruling)
    assert "revision-1" in claim.ids


def test_a_change_known_only_from_the_history_is_listed_without_a_reason(world: World) -> None:
    site = assemble(world(), publication(KNOWN._replace(entries=(SHOWN,))))
    assert "Why: the record gives no reason" in page(site, "corrections.html").text
    assert "was “Supported”, is now “Wrong”" in page(site, "claims/said-threat.html").text


def test_a_merged_claim_lists_its_successors_and_says_that_no_reason_is_given(world: World) -> None:
    merged = "claim: Old words.\nmoved_to: [two-crossings, said-threat]\ndate: 2026-12-03\n"
    gone = {"facts/claims/borders/old-words.yaml": merged}
    site = assemble(world(CORRECTED | gone), publication(KNOWN._replace(drafted=frozenset())))
    listed = page(site, "corrections.html")
    (body,) = (one.body for one in site.pages if one.path == "corrections.html")
    entry = body.partition('id="change-old-words')[2].partition('class="change"')[0]
    assert "Why: the record gives no reason" in entry
    assert re.findall(r'<li><a href="claims/([\w-]+)', entry) == ["two-crossings", "said-threat"]
    pages = (listed, page(site, "claims/old-words.html"), page(site, "claims/two-crossings.html"))
    assert not [tag for one in pages for tag in one.all("p") if not tag.text.strip()]


def test_a_site_without_corrections_says_so(world: World) -> None:
    site = assemble(world(), publication(KNOWN))
    text = page(site, "corrections.html").text
    assert "We have made no corrections since the first publication on 22 November 2026." in text
    assert "missing" not in text
    assert "Correction" not in page(site, "claims/two-crossings.html").text


def test_the_page_says_that_the_history_is_missing(world: World) -> None:
    site = assemble(
        world(CORRECTED), publication(History(missing="The project's history is missing."))
    )
    text = page(site, "corrections.html").text
    assert "The project's history is missing." in text
    assert "A second count was found." in text


def test_changes_before_publication_are_not_corrections(world: World) -> None:
    site = assemble(
        world(CORRECTED), publication(KNOWN._replace(published=When.parse("2027-01-01")))
    )
    assert "A second count" not in page(site, "corrections.html").text


def test_a_change_cannot_add_markup(world: World) -> None:
    entry = replace(
        SHOWN, reason=hostile("reason"), differences=(Difference("x", hostile("y"), "z"),)
    )
    listed = page(
        assemble(world(), publication(KNOWN._replace(entries=(entry,)))), "corrections.html"
    )
    assert hostile("reason") in listed.text
    assert "script" not in listed.tags


def test_a_reference_to_a_corrected_claim_mentions_the_correction(world: World) -> None:
    site = assemble(world(CORRECTED), publication(KNOWN))
    cited = references(site.checked.ledger, ["two-crossings", "said-threat"])
    html = Html(site.renderer.references(tuple(cited.values()), ""))
    assert html.text.count("Correction, 1 December 2026") == 1
    assert "claims/two-crossings.html#history" in html.links()
