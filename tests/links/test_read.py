"""Tests that a page is read as browsers read it: no link is missed or invented."""

import random
from html import unescape
from html.parser import HTMLParser

import pytest

from build_tools.links.read import Link, Page, read_page, read_style
from tests.links.test_internal import ERRORS, GOOD, page

LINK = '<a href="a.html" id="i">x</a>'
SEEN, UNSEEN = (["a.html"], ["i"]), ([], [])

# Each row: markup around a link, and whether browsers find the link.
AROUND = {
    "nothing": ("", "", True),
    "a comment": ("<!--", "-->", False),
    "a comment with a bracket": ("<!-- > ", " -->", False),
    "a comment that ends with an exclamation mark": ("<!-- ", " --!>", False),
    "a comment that ends immediately": ("<!-->", "-->", True),
    "a comment without an end": ("<!--", "", False),
    "a short bogus comment": ("<!x>", "<!x>", True),
    "a bogus comment": ("<!x ", ">", False),
    "a processing instruction": ("<?x >", "?>", True),
    "a script": ("<script>", "</script>", False),
    "a script in capitals": ("<SCRIPT>", "</SCRIPT>", False),
    "a script with a space in its end tag": ("<script>x</script >", "", True),
    "a script that seems to end": ("<script>a</scripty>", "</script>", False),
    "a script without an end": ("<script>", "", False),
    "a script in a comment in a script": ("<script><!--<script></script>", "</script>", False),
    "a script with a URL": ('<script src="b.js"></script><script>', "</script>", False),
    "a style": ("<style>", "</style>", False),
    "a text area": ("<textarea>", "</textarea>", False),
    "a title": ("<title>", "</title>", False),
    "a title with a script": ("<title><script></title>", "", True),
    "an inline frame": ("<iframe>", "</iframe>", False),
    "an xmp element": ("<xmp>", "</xmp>", False),
    "a noscript element": ("<noscript>", "</noscript>", True),
    "a template": ("<template>", "</template>", True),
    "a table": ("<table><tr>", "</table>", True),
    "a select element": ("<select><option>", "</select>", True),
    "the title of a drawing": ("<svg><title>", "</title></svg>", True),
    "the style of a drawing": ("<svg><style>", "</style></svg>", True),
    "an empty title of a drawing": ("<svg><title/>", "</svg>", True),
    "a MathML formula": ("<math><mi>", "</mi></math>", True),
    "an attribute value": ("<p title='", "'>x</p>", False),
    "an attribute value with a bracket": ("<p title='a>", "'>x</p>", False),
    "an attribute value that ends before the link": ("<p title='a>'>", "</p>", True),
    "a tag that does not end": ("<p title='", "", False),
    "a closing tag with an attribute": ("</p title='", "'>", False),
    "text that is not a tag": ("a < b > c <3> <", " </ <>", True),
    "a link": ('<a href="b.html">', "</a>", True),
    "the head": ("<head>", "</head>", True),
    "a second body": ("</body></html>", "<body>", True),
    "a character set": ('<meta charset="utf-16">', "", True),
    "a null character": ("\0", "\0", True),
}


def contents(links: Page) -> tuple[list[str], list[str]]:
    values = [link.value for link in links.addresses], [link.value for link in links.ids]
    return [value for value in values[0] if value[0] != "b"], values[1]


@pytest.mark.parametrize("around", AROUND)
def test_a_link_is_found_if_and_only_if_browsers_find_it(around: str) -> None:
    begin, end, is_seen = AROUND[around]
    for before in ("", "<!doctype html><html><head><title>x</title></head><body>", "words "):
        links = read_page(f"{before}{begin}{LINK}{end}".encode())
        assert contents(links) == (SEEN if is_seen else UNSEEN), before
        assert links.is_whole


@pytest.mark.parametrize(
    ("tag", "addresses"),
    [
        ('<a href="a" href="b">', ["a"]),
        ("<a href=a/>", ["a/"]),
        ("<A\nHREF = a>", ["a"]),
        ('<a title="x"href="a">', ["a"]),
        ('<a/href="a">', ["a"]),
        ('<a href=" a\n">', ["a"]),
        ('<a href="?a&copy=1&amp;b&#99;">', ["?a&copy=1&bc"]),
        ('<a href="caf\u00e9">', ["caf\u00e9"]),
        ('<svg><use xlink:href="#a"/><use href="#b"/></svg>', ["#a", "#b"]),
        ('<img srcset="a 1x, b 2x" src=c>', ["a", "b", "c"]),
        ('<img srcset="a 1x,b 2x,">', ["a", "b"]),
        ('<img srcset=" a,b,, c ,d, , e 100w">', ["a,b", "c", "d", "e"]),
        ('<img srcset="">', []),
        ('<link imagesrcset="a">', ["a"]),
        ('<p style="background: URL( a )">', ["a"]),
        ('<style>@IMPORT "a"; p { b: url(b) url("c") }</style>', ["a", "b", "c"]),
        ('<object data="a"></object><p data="b">', ["a"]),
        ("<meta content=\"5;URL='a'\">", ["a"]),
        ('<meta name="x" content="https://a.example/">', ["https://a.example/"]),
        ('<meta name="x" content="http is a word"><p content="http://a.example/">', []),
        ('<base href="a"><base href="b">', []),
    ],
)
def test_addresses_are_read_from_tags(tag: str, addresses: list[str]) -> None:
    assert [link.value for link in read_page(tag.encode()).addresses] == addresses


def test_ids_references_and_bases_are_read() -> None:
    text = (
        '<p id="a"id=b><a name="c" id=" d ">x</a><p name=e><label for="f"><p aria-labelledby="g h">'
        '<button popovertarget=i aria-controls=j aria-describedby=k><base href="l"><base href="m">'
    )
    links = read_page(text.encode())
    assert [link.value for link in links.ids] == ["a", "c", " d "]
    assert [link.value for link in links.references] == [*"fghijk"]
    assert links.bases == ["l", "m"]


def test_each_link_has_the_line_on_which_its_tag_ends() -> None:
    text = '\n<a\nhref="a">x</a><style>\n\np { b: url(b) }\n</style><p id="c"\n>\r\n<svg><title>\n'
    links = read_page(f"{text}<a href=d>".encode())
    assert links.addresses == [Link("a", 3), Link("b", 5), Link("d", 9)]
    assert links.ids == [Link("c", 7)]


def test_a_page_with_too_many_nested_elements_is_reported_as_incomplete() -> None:
    assert read_page(b"<div>" * 1000 + b"<a href=a>").is_whole
    assert not read_page(b"<div>" * 5000 + b"<a href=a>").is_whole
    assert not read_page(b"<svg><title>" * 50_000 + b"<a href=a>").is_whole


def test_empty_pages_and_pages_that_are_not_utf_8_are_read() -> None:
    for data in (b"", b" ", b"<", b"<!---->", b"\0"):
        assert read_page(data) == Page([], [], [], [])
    links = read_page(b"\xff<a href='\xff' id=i>\xe9")
    assert [link.value for link in [*links.addresses, *links.ids]] == ["\ufffd", "i"]


def test_a_style_sheet_is_read_without_its_comments() -> None:
    text = "/* url(no)\n*/ p { a: url( 'a.png' ) }\n@import \"b.css\"; /* url(no)"
    assert list(read_style(text)) == [Link("a.png", 2), Link("b.css", 3)]


class Independent(HTMLParser):
    """A collector of ids and plain addresses that uses Python's own parser."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.addresses: list[str] = []
        self.ids: list[str] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        for name, value in dict(reversed(attrs)).items():
            if name in ("href", "src") and tag != "base":
                self.addresses.append((value or "").strip())
            if name == "id" or (tag, name) == ("a", "name"):
                self.ids.append(value or "")


@pytest.mark.parametrize("seed", range(30))
def test_two_parsers_find_the_same_links_in_well_formed_pages(seed: int) -> None:
    choose = random.Random(seed)  # noqa: S311
    lines = [line for line in [*ERRORS, *GOOD.splitlines(), LINK] if "<style" not in line]
    body = "\n".join(choose.choice(lines) for _ in range(60))
    text = page("claims/one.html", body)
    expected, links = Independent(text), read_page(text.encode())
    assert sorted(link.value for link in links.ids) == sorted(map(unescape, expected.ids))
    assert {link.value for link in links.addresses} >= set(expected.addresses)
