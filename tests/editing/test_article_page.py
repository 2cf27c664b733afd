"""Tests that the article is extracted from a saved page, and that all other texts are listed."""

import re

import pytest

from build_tools.editing.article_file import read_article
from build_tools.editing.second_line import Byline, second_line

HEAD = "<!DOCTYPE html><html lang=en><head><meta charset=utf-8><title>A | Post</title>{}</head>"
FIRST = "The library will open on Sundays from 4 January 2026, the council said."
LAST = "It lent 61,200 books in 2024. Opening on Sundays will cost £18,000 a year."
TRIAL = f"""<body><header><a href="/">The Post</a><nav><ul><li>News</li><li>Sport</li></ul></nav>
</header><div class="cookie">We use cookies. Accept all.</div>
<main><article><h1>Library to open on Sundays</h1><p class="byline">By Ada Fenwick</p>
<p><time datetime="2025-11-14">14 November 2025</time></p>
<figure><img src="x.jpg"><figcaption>The library in Park Row</figcaption></figure>
<p>{FIRST}</p><aside class="related"><h3>Read more</h3><ul><li><a href="/x">Lorries</a></li></ul>
</aside><p>{LAST}</p><div class="share-buttons">Share this article</div></article></main>
<footer>© The Post. All rights reserved.</footer></body></html>"""


def read(body: str, head: str = "") -> tuple[list[str], tuple[str, ...]]:
    """Return the blocks of the article, and the texts that were left out."""
    article = read_article((HEAD.format(head) + body).encode())
    return article.text.strip().split("\n\n"), article.left_out


def test_clutter_is_left_out_of_the_article_but_listed() -> None:
    blocks, left_out = read(TRIAL)
    assert blocks == ["Library to open on Sundays", FIRST, LAST]
    listed = " ".join(left_out)
    for text in ("cookies", "Sport", "Ada Fenwick", "14 November", "Park Row", "Lorries", "Share"):
        assert text in listed
    assert "rights reserved" in listed


@pytest.mark.parametrize(
    ("body", "kept"),
    [
        # A headline outside the article, and part of a sentence with the class "author".
        (f"<header><h1>Open</h1></header><article><p>{FIRST}</p></article>", ["Open", FIRST]),
        (
            '<p>The <span class="author">poet</span> came home at last.</p>',
            ["The poet came home at last."],
        ),
        # A figure that contains a quotation instead of a picture.
        (f"<p>{FIRST}</p><figure><blockquote>{LAST}</blockquote></figure>", [FIRST, LAST]),
        # A part with most of the text is never left out, whatever its class.
        (f'<div class="shared social">{FIRST * 9}</div>', [FIRST * 9]),
        (f'<div class="social"><p>{FIRST}</p><p>{LAST}</p></div>', [FIRST, LAST]),
        (f"<aside><p>{FIRST}</p><p>{LAST}</p></aside>", [FIRST, LAST]),
        # An article element with only a teaser, and a list of articles.
        (f"<article>More</article><p>{FIRST}</p><p>{LAST}</p>", ["More", FIRST, LAST]),
        (
            f"<main><p>{FIRST}</p><p>{LAST}</p><p>{LAST}</p></main><article><p>{FIRST}</p></article>",
            [FIRST, LAST, LAST],
        ),
        # Words after an element that is left out.
        (f"<article><p>{FIRST}</p><nav>Menu</nav>{LAST}</article>", [FIRST, LAST]),
        # "Share" also means a part of a company.
        (f'<p class="shareholders">{FIRST}</p><p>{LAST}</p>', [FIRST, LAST]),
    ],
)
def test_the_words_of_an_article_are_kept(body: str, kept: list[str]) -> None:
    assert read(f"<body>{body}</body>")[0] == kept


@pytest.mark.parametrize(
    "body", [TRIAL, f"<div>{TRIAL}</div>", TRIAL.replace("article", "section")]
)
def test_every_visible_word_is_in_the_article_or_listed(body: str) -> None:
    blocks, left_out = read(body)
    words = set(re.findall(r"\w+", re.sub(r"<[^>]*>", " ", body)))
    assert words <= set(re.findall(r"\w+", " ".join([*blocks, *left_out])))


def test_parts_hidden_by_a_style_are_left_out() -> None:
    blocks, left_out = read(
        f'<p>{FIRST}</p><p class="x">Hidden</p>', "<style>.x{display:none}</style>"
    )
    assert blocks == [FIRST]
    assert left_out == ()


def test_no_hidden_character_of_a_page_reaches_the_terminal() -> None:
    body = f"<article><h1>T</h1><p>{FIRST}</p></article><aside>Red \x1b[31mwords\u202e</aside>"
    assert read(body)[1] == ("Red [31mwords",)


def test_a_page_that_consists_only_of_asides_is_read_in_full() -> None:
    body = "".join(f"<aside><p>{words}</p></aside>" for words in ("One here.", "Two so.", "Three."))
    assert read(f"<body>{body}</body>") == (["One here.", "Two so.", "Three."], ())


def test_deeply_nested_and_broad_pages_are_read_within_the_time_limit() -> None:
    deep = '<div class="share">' * 200 + FIRST + "</div>" * 200
    assert read(deep)[0] == [FIRST]
    broad = '<p class="date">x</p>' * 20_000 + f"<p>{FIRST}</p>"
    assert FIRST in read(broad)[0]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("By Ada Fenwick, Kestmere Post, 14 October 2025", Byline("Kestmere Post", "2025-10-14")),
        ("Kestmere Post | October 14, 2025", Byline("Kestmere Post", "2025-10-14")),
        ("By Ada Fenwick – 14 October 2025", Byline("", "2025-10-14")),
        ("The Mill, 14 October 2025", Byline("The Mill", "2025-10-14")),  # known to the site
        # The second part may be the publisher, a place or a job.
        ("By Ada Fenwick, London, 14 October 2025", Byline("", "2025-10-14")),
        ("Kestmere Post, Valley Courier, 14 October 2025", Byline("", "2025-10-14")),
        # The date may be the date of the event.
        ("London, 14 October 2025", Byline()),
        ("14 October 2025", Byline()),
        ("The Post reported on the vote of 14 October 2025", Byline()),
        ("By then it was 14 October 2025 and the Post knew", Byline()),
        ("By Ada Fenwick, Kestmere Post", Byline()),
        ("By Ada Fenwick, Kestmere Post, October 2025", Byline()),
        ("Kestmere Post, 14 October 2025, 15 October 2025", Byline()),
        ("Kestmere Post, 31 September 2025", Byline()),
    ],
)
def test_the_second_line_is_read_as_a_byline_only_if_it_is_unmistakable(
    line: str, expected: Byline
) -> None:
    text = f"Council bans lorries\n\n{line}\n\nKestmere town council voted on 7 October 2025.\n"
    assert second_line(text, "en", {"The Mill"}) == expected


def test_a_spanish_byline_is_read() -> None:
    text = "Prohíben los camiones\nPor Ana Ruiz, El Correo, 14 de octubre de 2025\nEl pleno votó."
    assert second_line(text, "es", ()) == Byline("El Correo", "2025-10-14")
