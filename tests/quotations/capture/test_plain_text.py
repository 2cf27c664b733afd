"""Tests how the lines of a plain text become paragraphs."""

import time

import pytest

from build_tools.quotations.capture import from_text
from build_tools.quotations.capture.plain_text import with_whole_words


@pytest.mark.parametrize(
    ("text", "joined"),
    [
        ("close on\nFriday", "close on Friday"),
        ("One.\n \nTwo.\r\n\r\nThree.", "One.\n\nTwo.\n\nThree."),
        ("due to geopoli-\ntical reasons", "due to geopolitical reasons"),
        ("due to geopoli‐\n   tical reasons", "due to geopolitical reasons"),
        ("due to geopoli\u00ad\ntical reasons", "due to geopolitical reasons"),
        ("geopoli¬\ntical", "geopolitical"),
        ("Гео-\nполитика", "Геополитика"),
        ("the long-\nterm plan, a long-term one", "the long-term plan, a long-term one"),
        ("the rail-\nway and its Railway", "the railway and its Railway"),
        ("Polish-\nBelarusian talks", "Polish-Belarusian talks"),
        ("in 2010-\n2012", "in 2010-2012"),
        ("a 20-\nyear plan", "a 20-year plan"),
        ("state-of-the-\nart", "state-of-the-art"),
        ("Ein-\nund Ausfuhr", "Ein- und Ausfuhr"),
        ("he said -\nand went", "he said - and went"),
        ("minus -\n5", "minus - 5"),
        ("open.\fClosed", "open.\n\nClosed"),
        ("and that traders\ffrom both towns", "and that traders from both towns"),
        (
            "the President of a republic that lies in the east of the whole of\fEurope said",
            "the President of a republic that lies in the east of the whole of Europe said",
        ),
        ("Annual report\fThe government met", "Annual report\n\nThe government met"),
        (
            "that traders\n\f14     Annual report\n\nfrom here",
            "that traders from here\n\n14 Annual report",
        ),
        ("that traders\n\n3\n\n\f\nfrom here", "that traders from here\n\n3"),
        ("that traders\n\nPage 3 of 9\n\nfrom here", "Page 3 of 9\n\nthat traders from here"),
        (
            "THE REPORT\nand that\fTHE REPORT\nit is\fTHE REPORT\nso.",
            "THE REPORT\n\nand that it is so.\n\nTHE REPORT\n\nTHE REPORT",
        ),
        ("He came in\n\n1999\n\nand left.", "He came in\n\n1999\n\nand left."),
        ("It ended.\n\n3\n\nmore", "It ended.\n\n3\n\nmore"),
    ],
)
def test_lines_become_paragraphs(text: str, joined: str) -> None:
    assert from_text(text).text == joined


@pytest.mark.parametrize(
    ("quoted", "joined"),
    [
        ([], "the longterm plan"),
        (["a long-term plan"], "the long-term plan"),
        (["a Longterm plan"], "the longterm plan"),
    ],
)
def test_quotations_decide_whether_a_hyphen_belongs_to_a_word(
    quoted: list[str], joined: str
) -> None:
    assert from_text("the long-\nterm plan", quoted).text == joined


def test_no_word_of_a_text_is_lost() -> None:
    pages = "\f".join(f"Head {n}\n\nText of page {n} and\nmore of\n\n{n}" for n in range(9))
    read = from_text(pages).text
    assert sorted(read.split()) == sorted(pages.split())


@pytest.mark.parametrize(
    "piece", ["a-", "-\n", "a-\n", "1   ", "\n \n", "\f", "a-a-a-\na", "[1", "¹"]
)
def test_a_hostile_text_is_read_within_the_time_limit(piece: str) -> None:
    begin = time.process_time()
    from_text(piece * 100_000)
    assert time.process_time() - begin < 10


def test_a_sentence_across_very_many_pages_is_joined_within_the_time_limit() -> None:
    begin = time.process_time()
    words = "word " * 400_000
    assert "\n" not in from_text(words + "\f" + "a\f" * 60_000).text
    assert from_text(words + "and\n\n12\n\n" * 60_000 + "end").text.endswith("and end")
    assert time.process_time() - begin < 20


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ("due to geopoli-\n  tical reasons", "geopolitical reasons"),
        ("the long-\nterm plan", "long-term plan"),
        ("no division here", "division"),
    ],
)
def test_joining_a_divided_word_moves_no_other_word(text: str, quoted: str) -> None:
    whole = with_whole_words(text, [quoted])
    assert len(whole) == len(text)
    assert quoted in whole.replace("\u00ad", "")
    assert whole.split()[-1] == text.rsplit(maxsplit=1)[-1]
