"""Corrections on the site: their own page, the top of the claim's page, beside the prose."""

from collections.abc import Callable
from dataclasses import replace

from build_tools.exports import Publication
from build_tools.facts.dates import When
from build_tools.facts.reading import Project
from build_tools.views.corrections import Difference, Entry, EntryKind, History
from build_tools.views.parts.citations import references
from tests.conftest import TINY
from tests.hostile import hostile
from tests.repositories import REVISION
from tests.sites import Html
from tests.whole import Whole, assemble

World = Callable[..., Project]

TWO = "facts/claims/borders/two-crossings.yaml"
CORRECTED = {TWO: TINY[TWO] + REVISION}
KNOWN = History(When.parse("2026-11-22"), missing="")
SHOWN = Entry(
    "said-threat",
    "He said it.",
    EntryKind.CORRECTION,
    When.parse("2026-12-02"),
    (Difference("verdict", "Supported", "Wrong"),),
    "",
)


def told(history: History) -> Publication:
    return Publication("", "Facts", history=history)


def page(site: Whole, path: str) -> Html:
    (found,) = (one for one in site.pages if one.path == path)
    return Html(found.body)


def test_a_correction_stands_on_its_page_and_above_its_claim(world: World) -> None:
    site = assemble(world(CORRECTED), told(KNOWN))
    listed = page(site, "corrections.html")
    assert "One correction since" in listed.text
    for words in ("was “supported”, is now “disputed”", "A second count was found.", "1 December"):
        assert words in listed.text
    assert "index.html" in listed.links()  # the prose that cites it
    claim = page(site, "claims/two-crossings.html")
    assert claim.text.index("A second count was found.") < claim.text.index("Confidence:")
    assert "revision-1" in claim.ids


def test_what_only_the_history_shows_is_told_too_and_without_a_reason(world: World) -> None:
    site = assemble(world(), told(replace(KNOWN, entries=(SHOWN,))))
    assert "no reason was recorded" in page(site, "corrections.html").text
    assert "was “Supported”, is now “Wrong”" in page(site, "claims/said-threat.html").text


def test_nothing_corrected_is_said_as_it_is(world: World) -> None:
    site = assemble(world(), told(KNOWN))
    said = page(site, "corrections.html").text
    assert "Nothing has been corrected since the first publication on 22 November 2026." in said
    assert "missing" not in said
    assert "Correction" not in page(site, "claims/two-crossings.html").text


def test_a_missing_history_is_said(world: World) -> None:
    site = assemble(world(CORRECTED), told(History(missing="The project's history is missing.")))
    said = page(site, "corrections.html").text
    assert "The project's history is missing." in said
    assert "A second count was found." in said


def test_what_was_recorded_while_drafting_is_no_correction(world: World) -> None:
    site = assemble(world(CORRECTED), told(replace(KNOWN, published=When.parse("2027-01-01"))))
    assert "A second count" not in page(site, "corrections.html").text


def test_words_of_a_change_are_text(world: World) -> None:
    entry = replace(
        SHOWN, reason=hostile("reason"), differences=(Difference("x", hostile("y"), "z"),)
    )
    listed = page(assemble(world(), told(replace(KNOWN, entries=(entry,)))), "corrections.html")
    assert hostile("reason") in listed.text
    assert "script" not in listed.tags


def test_prose_that_cites_a_corrected_claim_says_so_beside_it(world: World) -> None:
    site = assemble(world(CORRECTED), told(KNOWN))
    found = references(site.checked.ledger, ["two-crossings", "said-threat"])
    html = Html(site.renderer.references(tuple(found.values()), ""))
    assert html.text.count("Correction, 1 December 2026") == 1
    assert "claims/two-crossings.html#history" in html.links()
