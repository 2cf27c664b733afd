"""Tests how the metadata of saved pages are read."""

import json
import time
from dataclasses import replace
from email.mime.multipart import MIMEMultipart
from email.mime.text import MIMEText

import pytest

from build_tools.editing.page_metadata import PageMetadata, metadata_of, metadata_of_file

OG = (
    '<html lang="en-GB"><head><title>T | P</title><meta property="og:title" content="A &amp; B">'
    '<meta property="og:site_name" content="Daily"><meta name="author" content="Ann Smith">'
    '<meta property="article:published_time" content="2023-08-18T06:00:00+03:00">'
    '<link rel="canonical" href="https://daily.org/1"></head>'
)
LD = (
    '<script type="application/ld+json">{"@context": "https://schema.org", "@graph": ['
    '{"@type": "NewsArticle", "headline": "Poland&#8217;s &#8220;border&#8221; &amp; us",'
    '"datePublished": "2023-08-17T07:00:00+00:00", "publisher": {"@type": "Organization",'
    '"name": "Daily &amp; Sons"}, "author": [{"@type": "Person", "name": "Jonas O&#039;Sample"}]}'
    "]}</script>"
)
# In Wikipedia's articles, the headline in JSON-LD is the short description.
WIKIPEDIA = (
    '<html lang="en"><head><title>Silene Crossing - Wikipedia</title>'
    '<meta property="og:title" content="Silene Crossing - Wikipedia">'
    '<script type="application/ld+json">{"@context": "https:\\/\\/schema.org",'
    '"@type": "Article", "name": "Silene Crossing", "datePublished": "2006-07-12T09:27:14Z",'
    '"publisher": {"@type": "Organization", "name": "Wikimedia Foundation, Inc."},'
    '"headline": "border crossing between two countries"}</script>'
    '</head><body><h1 id="firstHeading">Silene Crossing</h1></body></html>'
)


@pytest.mark.parametrize(
    ("html", "metadata"),
    [
        (
            OG,
            PageMetadata(
                "A & B", "2023-08-18", "Daily", "Ann Smith", "en-GB", "https://daily.org/1"
            ),
        ),
        (
            LD,
            PageMetadata(
                "Poland’s “border” & us", "2023-08-17", "Daily & Sons", "Jonas O'Sample", "", ""
            ),
        ),
        (
            WIKIPEDIA,
            PageMetadata(
                "Silene Crossing", "2006-07-12", "Wikimedia Foundation, Inc.", language="en"
            ),
        ),
        ("<title>Only\n a  title</title>", PageMetadata("Only a title")),
        ("<title>First</title><svg><title>An icon</title></svg>", PageMetadata("First")),
        ('<meta property="og:locale" content="en_US">', PageMetadata(language="en-US")),
        ("", PageMetadata()),
    ],
)
def test_the_metadata_of_a_page_is_read(html, metadata):
    said = metadata_of(html.encode())
    assert replace(said, date_place="") == metadata
    assert bool(said.date_place) == bool(said.date)


TITLE = "Lithuania closes two crossings"
OURS = {"@type": "NewsArticle", "headline": TITLE, "datePublished": "2023-08-18", "author": "Ann A"}
OTHER = {"@type": "NewsArticle", "headline": "A wall", "datePublished": "2020-01-01", "author": "X"}


def page(*head: object, title: str = f"<title>{TITLE} - Daily</title>", kind: str = "") -> bytes:
    """Return a page whose head contains these elements or JSON-LD nodes."""
    parts = [
        part
        if isinstance(part, str)
        else f'<script type="application/ld+json{kind}">{json.dumps(part)}</script>'
        for part in head
    ]
    return f"<html><head>{title}{''.join(parts)}</head><body><h1>{TITLE}</h1>".encode()


@pytest.mark.parametrize(
    "nodes",
    [
        [OTHER, OURS],
        [[OTHER, OURS]],
        [{"@graph": [{"@type": "WebSite", "name": "Daily"}, OTHER, OURS]}],
        [{"@type": "ItemList", "itemListElement": [{"@type": "ListItem", "item": OTHER}]}, OURS],
        [{"@type": "Comment", "datePublished": "2021-01-01", "author": "Y", "name": "No"}, OURS],
        [{**OURS, "comment": [{"@type": "Comment", "author": "Y", "datePublished": "2020-01-01"}]}],
        [{"@type": "WebPage", "datePublished": "2001-01-01", "name": "Other"}, OURS],
        [{"@type": "VideoObject", "name": "V", "datePublished": "2001-01-01"}, OURS],
        [{"@type": "WebPage", "mainEntity": OURS}],
        [{**OURS, "author": [{"@type": "Person", "name": "By Ann A"}]}],
        [{**OURS, "headline": f"<em>Lithuania</em>{TITLE[9:]}"}],
        [{**OURS, "@type": ["Article", "https://schema.org/NewsArticle"]}],
        [{**OURS, "author": {"@id": "#a"}}, {"@type": "Person", "@id": "#a", "name": "Ann A"}],
    ],
)
def test_only_the_node_that_describes_the_page_itself_is_read(nodes):
    said = metadata_of(page(*nodes))
    assert (said.title, said.date, said.author) == (TITLE, "2023-08-18", "Ann A")
    assert said.doubts == {}


@pytest.mark.parametrize(
    ("parts", "field", "value"),
    [
        ([{**OURS, "author": ["Ann A", {"name": "Bob B"}]}], "author", "Ann A and Bob B"),
        ([{**OURS, "author": {"name": ["Ann A", "Bob B"]}}], "author", "Ann A and Bob B"),
        ([{**OURS, "author": "Ann A, Bob B"}], "author", "Ann A and Bob B"),
        (
            ["<meta name=author content='Ann A'><meta name=author content=Bo>"],
            "author",
            "Ann A and Bo",
        ),
        (
            ["<meta name=author content='By Ann A, Bob B and Cy C'>"],
            "author",
            "Ann A and Bob B and Cy C",
        ),
        (["<meta name=author content='Example, Anna'>"], "author", "Example, Anna"),
        (["<meta name=author content='https://x.org/a'>"], "author", ""),
        (
            [{**OURS, "author": {"@type": "Organization", "name": "Culture and Sport"}}],
            "author",
            "{Culture and Sport}",
        ),
        (
            [
                "<meta property=og:title "
                "content='Lithuania closes two &amp;#8220;crossings&amp;#8221;'>"
            ],
            "title",
            "Lithuania closes two “crossings”",
        ),
        (["<meta property=og:title content='Lithuania closes two…'>"], "title", TITLE),
        ([f"<meta property=og:title content='{TITLE} | Daily'>"], "title", TITLE),
        (["<meta name=citation_publication_date content='2023/08/18'>"], "date", "2023-08-18"),
        (
            [
                {**OURS, "datePublished": "2023-08-18T22:00:00Z"},
                "<meta property=article:published_time content='2023-08-19T01:00:00+03:00'>",
            ],
            "date",
            "2023-08-19",
        ),
        (["<meta property=og:locale content=EN_us>"], "language", "en-US"),
    ],
)
def test_a_field_is_read_from_the_metadata_of_the_page(parts, field, value):
    said = metadata_of(page(*parts))
    assert getattr(said, field) == value
    assert said.doubts == {}


@pytest.mark.parametrize(
    ("parts", "field", "candidates"),
    [
        (
            ["<meta property=og:title content='A wall of Poland'>"],
            "title",
            ["A wall of Poland", f"{TITLE} - Daily"],
        ),
        ([OTHER], "title", [TITLE, "A wall"]),
        (
            [OURS, "<meta property=article:published_time content=2023-08-20>"],
            "date",
            ["2023-08-20", "2023-08-18"],
        ),
        ([{**OURS, "dateModified": "2025-01-01"}], "date", ["2023-08-18", "2025-01-01"]),
        ([OURS, "<meta name=author content='Petra P'>"], "author", ["Ann A", "Petra P"]),
    ],
)
def test_conflicting_values_are_not_proposed(parts, field, candidates):
    said = metadata_of(page(*parts))
    assert getattr(said, field) == ""
    assert list(said.doubts[field]) == candidates


def test_the_node_that_describes_the_page_is_identified_by_its_address():
    link = "<link rel=canonical href='https://daily.org/1'>"
    ours = {**OURS, "url": "https://www.daily.org/1/", "headline": "What closes and why"}
    said = metadata_of(page(link, {**OTHER, "url": "https://daily.org/2"}, ours))
    assert (said.date, said.author, said.url) == ("2023-08-18", "Ann A", "https://daily.org/1")
    assert list(said.doubts) == ["title"]
    assert metadata_of(page(link, {**OURS, "url": "https://daily.org/2"})).date == ""


@pytest.mark.parametrize(
    "script",
    [
        '<script type="application/ld+json; charset=utf-8">HERE</script>',
        '<script type="application/ld+json">//<![CDATA[\nHERE\n//]]></script>',
        '<script type="Application/LD+JSON"><!-- HERE --></script>',
    ],
)
def test_linked_data_is_read_from_every_common_kind_of_script_element(script):
    html = script.replace("HERE", json.dumps(OURS).replace("closes two", "closes\ntwo"))
    assert metadata_of(page(html)).date == "2023-08-18"


def test_a_title_with_a_latex_command_is_not_used():
    assert list(metadata_of(b"<title>The $\\alpha$ decay</title>").doubts) == ["title"]


@pytest.mark.parametrize(
    "html",
    [
        '<meta property="article:published_time" content="last week">',
        '<html lang="x; DROP">',
        '<meta name="author" content="https://facebook.com/ann">',
        '<script type="application/ld+json">{broken</script>',
        f'<script type="application/ld+json">{"[" * 20000}</script>',
        '<script type="application/ld+json">{"headline": {"name": 7}}</script>',
        "<title></title><meta><link rel>",
    ],
)
def test_metadata_that_a_record_cannot_contain_is_left_out(html):
    assert metadata_of(html.encode()) == PageMetadata()


def test_a_date_with_characters_other_than_digits_is_not_read():
    html = '<meta property="article:published_time" content="2023-08-18evil">'
    assert metadata_of(html.encode()).date in ("", "2023-08-18")


def test_the_metadata_of_a_page_in_a_web_archive_are_read():
    page = MIMEText(
        '<html lang="pl"><head><meta property="og:title" content="Zamknięto dwa przejścia">'
        '<meta property="article:published_time" content="2023-08-18T10:00:00Z"></head></html>',
        "html",
        "iso-8859-2",
    )
    archive = MIMEMultipart("related", _subparts=[MIMEText("Zamknięto inne", "plain"), page])
    read = metadata_of(archive.as_bytes())
    assert (read.title, read.date, read.language) == (
        "Zamknięto dwa przejścia",
        "2023-08-18",
        "pl",
    )


def test_a_web_archive_with_parts_nested_too_deeply_has_no_metadata():
    lines = [
        f"Content-Type: multipart/mixed; boundary=b{depth}\n\n--b{depth}\n" for depth in range(3000)
    ]
    assert metadata_of("".join(lines).encode()) == PageMetadata()


def test_a_page_is_read_in_its_own_encoding(tmp_path):
    page = tmp_path / "page.html"
    page.write_bytes('<meta charset="windows-1251"><title>Минск</title>'.encode("cp1251"))
    assert metadata_of_file(page).title == "Минск"
    page.write_bytes(b'<meta charset="no-such"><title>Minsk</title>')
    assert metadata_of_file(page).title == "Minsk"


@pytest.mark.parametrize(
    "html",
    [
        f"{'<h1><div>' * 100}{'x y' * 1_000_000}",
        f'<script type="application/ld+json">[{"0," * 600_000}0]</script>',
        "<link rel=canonical href='https://e.org/a'><meta property='og:title' content='The title'>"
        '<script type="application/ld+json">['
        + '{"@type": "Article", "url": "https://e.org/a"},' * 15_000
        + '{"@type": "Article", "headline": "The title"},' * 15_000
        + "0]</script>",
    ],
    ids=["headings in headings", "a long list", "many nodes"],
)
def test_a_contrived_page_is_read_within_the_time_limit(html):
    begin = time.process_time()
    metadata_of(html.encode())
    assert time.process_time() - begin < 15
