"""Tests that a page's date in the sitemap is that of the newest claim on the page."""

from collections.abc import Callable

from build_tools.facts.dates import When
from build_tools.facts.project import Project
from build_tools.site.sitemap import changed, claims_of, completed
from build_tools.views.corrections import CorrectionEntry, CorrectionKind, History, corrections_of
from tests.whole import assemble

World = Callable[..., Project]


def test_a_correction_updates_the_date_of_each_page_that_shows_the_claim(world: World) -> None:
    site = assemble(world())
    day = When.parse("2027-02-03")
    entry = CorrectionEntry("two-crossings", "It.", CorrectionKind.CORRECTION, day, (), "")
    known = corrections_of(site.checked.ledger, History(entries=(entry,), missing=""))
    shown = {page.path: claims_of(page) for page in site.pages}
    days = changed(site.checked.ledger, known, shown)
    moved = {path for path, found in days.items() if found == "2027-02-03"}
    assert {"claims/two-crossings.html", "index.html", "timeline.html"} <= moved
    assert days["claims/later-step.html"] == "2026-11-22"
    assert "search.html" not in days


def test_the_dates_that_mkdocs_writes_are_replaced_and_its_pages_kept() -> None:
    xml = "<urlset><url><loc>https://x.example/a/</loc><lastmod>1999-01-01</lastmod></url></urlset>"
    found = completed(xml, "https://x.example/a", ["b&c.html"], {"index.html": "2026-11-22"})
    assert found.count("<url>") == 2
    assert "<loc>https://x.example/a/</loc><lastmod>2026-11-22</lastmod>" in found
    assert "<loc>https://x.example/a/b&amp;c.html</loc></url>" in found
    assert "1999" not in found
