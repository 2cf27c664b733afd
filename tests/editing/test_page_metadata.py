"""What saved pages say about themselves."""

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
# What Wikipedia's articles say: the headline in JSON-LD is their short description.
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
def test_metadata_of_a_page(html, metadata):
    assert metadata_of(html.encode()) == metadata


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


def test_a_date_has_only_digits():
    html = '<meta property="article:published_time" content="2023-08-18evil">'
    assert metadata_of(html.encode()).date in ("", "2023-08-18")


def test_a_page_is_read_in_its_own_encoding(tmp_path):
    page = tmp_path / "page.html"
    page.write_bytes('<meta charset="windows-1251"><title>Минск</title>'.encode("cp1251"))
    assert metadata_of_file(page).title == "Минск"
    page.write_bytes(b'<meta charset="no-such"><title>Minsk</title>')
    assert metadata_of_file(page).title == "Minsk"
