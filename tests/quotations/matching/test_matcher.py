"""Tests which quotations match, and the class and the offsets of each match."""

import tracemalloc

import pytest

from build_tools.quotations.matching import Match, QuoteClass, find, identifies, normal
from build_tools.quotations.matching.normal_form import normalised

EXACT, TYPOGRAPHIC = QuoteClass.EXACT, QuoteClass.TYPOGRAPHIC
ELIDED, ABSENT = QuoteClass.ELIDED, QuoteClass.ABSENT

TEXT = (
    "Lithuania’s government said it’ll soon reopen two of its six crossings – for now.\n"
    "The minister called them a “threat” to the coun\u00adtry.\n"
    "\n"
    "About 1,500 soldiers, or 2.5 per cent, were sent; the of\ufb01ce confirmed it."
)


def words_at(match: Match, text: str = TEXT) -> str:
    """Return the original text at the offsets of the match."""
    return text[match.start : match.end]


def assert_absent(match: Match) -> None:
    assert (match.kind, match.start, match.end) == (ABSENT, 0, 0)


@pytest.mark.parametrize(
    "quote",
    [
        "reopen two of its six crossings",
        "Lithuania’s government",
        "a “threat” to",
        "1,500 soldiers",
        "2.5 per cent",
        "it.",
    ],
)
def test_exact_quotations_match(quote: str) -> None:
    result = find(quote, TEXT)
    assert result.kind is EXACT
    assert words_at(result) == quote


@pytest.mark.parametrize(
    ("quote", "original"),
    [
        ("it'll soon reopen", "it’ll soon reopen"),
        ("crossings - for now", "crossings – for now"),
        ("crossings — for now", "crossings – for now"),
        ('a "threat" to', "a “threat” to"),
        ("a «threat» to", "a “threat” to"),
        ("two of\u00a0its six", "two of its six"),
        ("two of\n  its six", "two of its six"),
        ("to the country", "to the coun\u00adtry"),
        ("the office confirmed", "the of\ufb01ce confirmed"),
        ("for now. The minister", "for now.\nThe minister"),
        ("Reopen two of its", "reopen two of its"),
        ("about 1,500 soldiers", "About 1,500 soldiers"),
        ("sol\u00addiers, or", "soldiers, or"),
        ("\uff12.5 per cent", "2.5 per cent"),
    ],
)
def test_a_typographic_match_has_the_offsets_of_the_original_words(
    quote: str, original: str
) -> None:
    result = find(quote, TEXT)
    assert result.kind is TYPOGRAPHIC
    assert words_at(result) == original


def test_composed_and_decomposed_letters_match() -> None:
    assert find("ministre Agne\u0307 spoke", "the ministre Agn\u0117 spoke").kind is TYPOGRAPHIC
    assert find("Agn\u0117 spoke", "Agne\u0307 spoke").kind is TYPOGRAPHIC
    assert find("Agne spoke", "Agne\u0307 spoke").kind is ABSENT


def test_the_exact_words_are_preferred_to_an_earlier_typographic_variant() -> None:
    text = 'they said “no deal” and then "no deal" again'
    result = find('"no deal" again', text)
    assert result.kind is EXACT
    result = find('"no deal"', text)
    assert (result.kind, words_at(result, text)) == (QuoteClass.AMBIGUOUS, '"no deal"')
    assert [text[begin:end] for begin, end in result.places] == ["“no deal”", '"no deal"']


@pytest.mark.parametrize("mark", ["...", "…", "[...]", "[…]", "(...)", "[ ... ]"])
def test_elided_fragments_match_in_order(mark: str) -> None:
    quote = f"government said {mark} two of its six crossings"
    result = find(quote, TEXT)
    assert result.kind is ELIDED
    assert [TEXT[begin:end] for begin, end in result.fragments] == [
        "government said",
        "two of its six crossings",
    ]
    assert words_at(result) == "government said it’ll soon reopen two of its six crossings"


@pytest.mark.parametrize(
    "quote",
    [
        "six crossings … government said",  # the wrong order
        "six crossings … soldiers",  # in two blocks
        "government said … seven crossings",  # the second fragment is not in the text
        "overnment said … two of its",  # the first begins inside a word
        "government said … two of i",  # the last ends inside a word
        "crossings … crossings",  # the same words cannot match twice
        "soldiers … 500",  # a part of a number
    ],
)
def test_fragments_out_of_order_or_in_different_blocks_do_not_match(quote: str) -> None:
    assert_absent(find(quote, TEXT))


def test_an_ellipsis_may_not_omit_more_than_a_passage() -> None:
    near, far = "word " * 250, "word " * 400
    assert find("it began so … it ended so", f"it began so {near}it ended so").kind is ELIDED
    assert find("it began so … it ended so", f"it began so {far}it ended so").kind is ABSENT


def test_an_ellipsis_in_the_text_is_not_an_elision() -> None:
    assert find("so … it ended", "and so … it ended there").kind is EXACT
    assert find("so ... it ended", "and so … it ended there").kind is TYPOGRAPHIC


@pytest.mark.parametrize(
    "quote",
    [
        "1.500 soldiers",
        "1500 soldiers",
        "500 soldiers",
        "About 1",
        "About 1,",
        "2,5 per cent",
        "25 per cent",
        "5 per cent",
        "or 2",
        "ithuania’s",
        "reopen tw",
        "overnment sai",
        "Lithuania",  # the text has "Lithuania’s"
        "said it",  # the text has "it’ll"
        "said it reopen",
        "said it Won’t reopen",
        "reopen Two",
        "reopen three",
        "country. About 1,500 soldiers",  # across a blank line
        "country.\n\nAbout 1,500 soldiers",
        "",
        "   ",
        "\u00ad",
        "…",
        "ﬁce confirmed",
        "ce confirmed",
    ],
)
def test_a_changed_quotation_is_reported_as_absent(quote: str) -> None:
    assert_absent(find(quote, TEXT))


@pytest.mark.parametrize(
    ("quote", "text"),
    [
        ("500 men", "about 1 500 men came"),
        ("500 men", "about 1\u202f500 men came"),
        ("about 1", "about 1\u00a0500 men came"),
        ("102 men", "he saw 10² men"),
        ("page 12", "page 1② of it"),
        ("102\u0301 men", "he saw 10²\u0301 men"),
        ("the U", "the U.S. army"),
        ("हि", "हिन्दी"),
        ("हिन", "हिन्दी में"),
        ("न्दी में", "हिन्दी में"),
        ("end", "the end.Start again"),
        ("word", "a word_two"),
    ],
)
def test_a_quotation_may_not_begin_or_end_inside_a_word_or_number(quote: str, text: str) -> None:
    assert_absent(find(quote, text))


@pytest.mark.parametrize(
    ("quote", "text"),
    [
        ("500 men", "in 2023 500 men came"),
        ("500 men", "In all, 500 men came"),
        ("came to 2023", "it came to 2023. Then"),
        ("Belarus", "Belarus’ border"),
        ("NATO", "the NATO-aligned states"),
        ("10²", "he saw 10² men"),
    ],
)
def test_a_quotation_may_begin_and_end_at_word_edges(quote: str, text: str) -> None:
    assert find(quote, text).kind is EXACT


@pytest.mark.parametrize(
    ("quote", "enough"),
    [
        ("a b c d", True),
        ("a b c", False),
        ("x" * 20, True),
        ("x" * 19, False),
        ("  " + "x" * 18 + "  ", False),
        ("", False),
    ],
)
def test_a_quotation_must_be_long_enough(quote: str, enough: bool) -> None:
    assert identifies(quote) is enough


def test_offsets_are_in_order_and_refer_to_the_original_text() -> None:
    form = normal("a\u00adb — “c”  ﬁ")
    assert form.text == 'ab - "c" fi'
    starts = [form.start(at) for at in range(len(form.text))]
    ends = [form.end(at) for at in range(len(form.text))]
    assert starts == [0, 2, 3, 3, 3, 6, 7, 8, 9, 11, 11]
    assert ends == [1, 3, 6, 6, 6, 7, 8, 9, 11, 12, 12]


@pytest.mark.parametrize("piece", [" ", "—", "--", " -", "- ", "― "])
def test_matching_a_repetitive_text_takes_little_memory(piece: str) -> None:
    """A fetched page may have five million characters."""
    text = f"a{piece * 500_000}b"
    tracemalloc.start()
    try:
        normalised(text)
        _, most = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert most < 4 * len(text)
