"""Tests which publication date is read from a saved page, and from which part of the page."""

import time

import pytest

from build_tools.editing.page_metadata import metadata_of

DAY = "2025-10-09"


def page(body: str = "", head: str = "", lang: str = "en") -> bytes:
    """Return an HTML page with these elements."""
    return f'<html lang="{lang}"><head>{head}</head><body><h1>A page</h1>{body}</body>'.encode()


@pytest.mark.parametrize(
    "name",
    ["date", "DC.date", "dcterms.created", "pubdate", "publish-date", "citation_online_date"],
)
def test_dates_in_common_meta_elements_are_proposed_with_the_name_of_the_element(name: str) -> None:
    for kind in ("name", "property", "itemprop"):
        said = metadata_of(page(head=f'<meta {kind}="{name}" content="{DAY}T10:00:00Z">'))
        assert said.date == DAY
        assert name in said.date_place


@pytest.mark.parametrize(
    ("body", "lang"),
    [
        (f'<p>Published on <time datetime="{DAY}">9 October 2025</time></p>', "en"),
        (f'<p>Published: <time datetime="{DAY}">last Thursday</time></p>', "en"),
        (f'<time datetime="{DAY}" pubdate>Thursday</time>', "en"),
        (f'<time datetime="{DAY}T08:00:00+01:00">Thursday</time>', "en"),
        (f'<span itemprop="datePublished" content="{DAY}">Thursday</span>', "en"),
        ('<span itemprop="datePublished">9 October 2025</span>', "en"),
        ('<p class="date">9 October 2025</p>', "en"),
        ('<div class="entry-meta"><span class="posted-on">October 9, 2025</span></div>', "en"),
        ("<p>By Rosalind Pike, 9 October 2025</p>", "en"),
        ("<p>Published 9 October 2025 | Updated 12 November 2025</p>", "en"),
        ("<div>Posted: 9 October 2025<br>Last updated: 12 November 2025</div>", "en"),
        ("<p>Publicado el 9 de octubre de 2025</p>", "es"),
        ("<p>Publicado: 9 de octubre de 2025. Actualizado: 12 de noviembre de 2025</p>", "es"),
        ("<p>Paskelbta 2025 m. spalio 9 d.</p>", "lt"),
        ("<p>Opublikowano: 9 października 2025</p>", "pl"),
        ("<p>Опубліковано: 9 жовтня 2025</p>", "uk"),
        ("<p>Veröffentlicht am 9. Oktober 2025</p>", "de"),
    ],
)
def test_visible_dates_are_proposed_with_their_location(body: str, lang: str) -> None:
    said = metadata_of(page(body, lang=lang))
    assert said.date == DAY
    assert said.date_place
    assert said.doubts == {}


@pytest.mark.parametrize(
    ("body", "lang", "changed"),
    [
        ("<p>Last updated: 12 November 2025</p>", "en", "2025-11-12"),
        ("<p>Updated <time datetime=2025-11-12>yesterday</time></p>", "en", "2025-11-12"),
        ('<p class="date">Last updated 12 November 2025</p>', "en", "2025-11-12"),
        ('<p class="date">12 November 2025 (updated)</p>', "en", "2025-11-12"),
        ("<div><p>This page was last updated on 12 November 2025</p></div>", "en", "2025-11-12"),
        ("<p>Actualizado: 12 de noviembre de 2025</p>", "es", "2025-11-12"),
        ("<p>Atnaujinta 2025 m. lapkričio 12 d.</p>", "lt", "2025-11-12"),
        ("<p>Aktualizacja: 12 listopada 2025</p>", "pl", "2025-11-12"),
        ("<p>Оновлено: 12 листопада 2025</p>", "uk", "2025-11-12"),
        # Dates other than the date of publication.
        ("<p>The report was published on 3 May 2024.</p>", "en", ""),
        ("<p>The law, published on 3 May 2024, applies to every lorry.</p>", "en", ""),
        (
            "<p>The meeting is on <time datetime=2025-11-20>20 November</time> at 7 pm.</p>",
            "en",
            "",
        ),
        ("<h1>Minutes of the meeting of 7 October 2025</h1>", "en", ""),
        ("<aside><p>Published 3 May 2024</p></aside>", "en", ""),
        ("<footer><p class=date>3 May 2024</p></footer>", "en", ""),
        ("".join(f"<time datetime=2025-10-0{n}>{n}</time>" for n in range(1, 8)), "en", ""),
        ("<p class=date>31 February 2025</p><p class=date>May 2025</p>", "en", ""),
    ],
)
def test_only_the_publication_date_is_proposed(body: str, lang: str, changed: str) -> None:
    said = metadata_of(page(body, lang=lang))
    assert (said.date, said.doubts, said.changed) == ("", {}, changed)


def test_a_date_in_the_title_is_not_the_date_of_the_page() -> None:
    body = "<div>Minutes of the meeting of 7 October 2025 <p>Published on 9 October 2025</p></div>"
    assert metadata_of(page(body)).date == DAY


def test_dates_in_more_reliable_locations_are_preferred() -> None:
    meta = f'<meta property="article:published_time" content="{DAY}">'
    other = '<meta name="date" content="2025-11-12">'
    assert metadata_of(page("<p>Published 12 November 2025</p>", meta + other)).date == DAY


def test_a_modification_time_is_proposed_as_the_date_of_a_change() -> None:
    head = '<meta property="article:modified_time" content="2025-11-12T10:00:00Z">'
    said = metadata_of(page(head=head))
    assert (said.date, said.changed) == ("", "2025-11-12")


def test_two_conflicting_dates_are_both_shown() -> None:
    said = metadata_of(page("<p>Published 8 October 2025</p><p>Published 9 October 2025</p>"))
    assert said.doubts == {"date": ("2025-10-08", DAY)}


def test_a_huge_or_deeply_nested_page_is_searched_within_the_time_limit() -> None:
    begin = time.process_time()
    metadata_of(page("<p>Published 1 May 2025</p>" * 50_000))
    metadata_of(page("<div>" * 5_000 + "9 October 2025"))
    metadata_of(page("<p>" + "published " * 100_000))
    assert time.process_time() - begin < 20
