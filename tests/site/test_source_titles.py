"""Tests that published titles are in quotation marks, and that other titles name their origin."""

import re
from collections.abc import Callable
from pathlib import Path

from build_tools.facts.project import Project
from tests.conftest import TINY
from tests.sites import Html, pages_of
from tests.whole import assemble

World = Callable[..., Project]

BRACKETED = "Two checkpoints closed"
TITLE = "Vilnius zamknie dwa przejścia"


def test_our_own_title_is_shown_without_brackets_and_marked_as_ours(tiny_site: Path) -> None:
    seen = 0
    for path, html in pages_of(tiny_site).items():
        assert f"[{BRACKETED}]" not in html.text, path
        for link in html.all("a"):
            if re.search(r"(^|/)sources/[^/]+\.html$", link.attributes.get("href", "")):
                assert not link.text.startswith("["), path
                seen += link.text == BRACKETED
        for place in re.finditer(re.escape(BRACKETED), html.text):
            assert html.text[place.end() :].lstrip().startswith("(our description)"), path
    assert seen


def test_a_title_from_an_address_is_marked_as_such_and_declares_its_language(world: World) -> None:
    address = "https://tass.com/world/vilnius-zamknie-dwa-przejscia"
    text = (TINY["facts/sources/tass.bib"] or "").replace(BRACKETED, TITLE)
    text = re.sub("url = {[^}]*}", f"url = {{{address}}}", text, count=1)
    text = text.replace("langid = {en}", "langid = {pl}")
    pages = {
        page.path: Html(page.body)
        for page in assemble(world({"facts/sources/tass.bib": text})).pages
    }
    links = [
        (path, link) for path, html in pages.items() for link in html.all("a") if link.text == TITLE
    ]
    assert links
    for path, link in links:
        assert link.attributes.get("lang") == "pl", path
        assert "(our description)" not in pages[path].text
    (page,) = (html for html in pages.values() if TITLE in html.all("h1")[0].text)
    (heading,) = page.all("h1")
    assert heading.text.removeprefix(TITLE).strip().startswith("(")
    # The note after the title is in the language of the site.
    assert "lang" not in heading.attributes
    (title,) = (span for span in page.all("span") if span.text == TITLE)
    assert title.attributes.get("lang") == "pl"
