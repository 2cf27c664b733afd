"""Tests similar names, the wording of lists and numbers, clipping, and safe addresses."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from build_tools.facts.wording import (
    ID_PATTERN,
    as_sentence,
    clipped,
    counted,
    did_you_mean,
    first_words,
    harmless,
    in_words,
    nearest,
    unmarked,
    visible,
    web_address,
)


def test_the_nearest_name_is_the_most_similar_choice_if_any_is_similar() -> None:
    assert nearest("lithuana", ["latvia", "lithuania", "poland"]) == "lithuania"
    assert nearest("lithuana", ["xyz"]) is None
    assert nearest("lithuania", []) is None


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("correct it", "Correct it."),
        ("Correct it.", "Correct it."),
        ("Two.. ", "Two."),
        ("“Words”", "“Words”."),
    ],
)
def test_a_sentence_is_given_a_capital_letter_and_one_full_stop(text: str, sentence: str) -> None:
    assert as_sentence(text) == sentence


def test_a_suggestion_also_states_the_alternative() -> None:
    assert (
        did_you_mean("knd", ["kind"], "see the list.") == "Did you mean kind? If not, see the list."
    )
    assert did_you_mean("zzz", ["kind"], "see the list.") == "See the list."


@pytest.mark.parametrize(
    ("items", "words"),
    [([], ""), (["a"], "a"), (["a", "b"], "a and b"), (["a", "b", "c"], "a, b and c")],
)
def test_a_list_is_written_in_words(items: list[str], words: str) -> None:
    assert in_words(items) == words


def test_a_list_can_have_a_different_conjunction() -> None:
    assert in_words(["a", "b", "c"], "or") == "a, b or c"


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (0, "no claims"),
        (1, "one claim"),
        (2, "two claims"),
        (12, "twelve claims"),
        (13, "13 claims"),
        (1234567, "1,234,567 claims"),
    ],
)
def test_a_number_is_written_in_words(number: int, words: str) -> None:
    assert counted(number, "claim") == words


def test_a_counted_noun_can_have_an_irregular_plural() -> None:
    assert counted(3, "search", "searches") == "three searches"
    assert counted(1, "search", "searches") == "one search"


def test_clipping_cuts_between_words_and_removes_trailing_punctuation() -> None:
    assert clipped("short", 5) == "short"
    assert clipped("one two, three", 10) == "one two…"
    assert clipped("one two, three", 13) == "one two…"
    assert clipped("x" * 20, 10) == "x" * 9 + "…"


@given(st.text(max_size=60), st.integers(2, 40))
def test_clipping_never_exceeds_its_limit(text: str, most: int) -> None:
    assert len(clipped(text, most)) <= most


def test_the_first_words_end_in_an_ellipsis_if_more_words_follow() -> None:
    assert first_words("one  two\nthree", 3) == "one two three"
    assert first_words("one two three four", 3) == "one two three…"


def test_the_first_words_omit_an_opening_quotation_mark() -> None:
    assert first_words("“One two three”, she said", 2) == "One two…"
    assert first_words("«Uno dos», dijo", 1) == "Uno…"
    assert first_words("“One two”, she said", 2) == "“One two”,…"
    assert first_words("One “two” three", 2) == "One “two”…"


@pytest.mark.parametrize(
    ("marked", "plain"),
    [
        ("Błaszczak", "Blaszczak"),
        ("Šumskas", "Sumskas"),
        ("Kuźnica", "Kuznica"),
        ("İzmir", "Izmir"),
    ],
)
def test_accents_are_removed_from_names(marked: str, plain: str) -> None:
    assert unmarked(marked) == plain


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("a\x1b[2Jb", "a\\x1b[2Jb"),
        ("a\nb\rc\td", "a\\nb\\x0dc\\td"),
        ("\u202ea", "\\x202ea"),
        ("čaj – b", "čaj – b"),
    ],
)
def test_control_characters_are_escaped(text: str, shown: str) -> None:
    assert visible(text) == shown


def test_line_breaks_are_kept_in_multiline_texts() -> None:
    assert harmless("a\n\tb\x1b[2J\u202e\u200b\r") == "a\n\tb\\x1b[2J\\x202e\\x200b\\x0d"


@pytest.mark.parametrize(
    "address",
    [
        "https://www.lrt.lt/en/news/19/1/closures",
        "http://example.org",
        "https://example.org:8443/a?b=c&d=%20#e",
        "https://xn--80ak6aa92e.com/",
    ],
)
def test_a_safe_address_is_accepted(address: str) -> None:
    assert web_address(address) == address


@pytest.mark.parametrize(
    "address",
    [
        "",
        "javascript:alert(1)",
        "JaVaScRiPt://x.org/%0aalert(1)",
        "data:text/html,x",
        "//example.org/a",
        "/local/path",
        "https://",
        "https:///path",
        "https://user@example.org/",
        "https://user:pass@example.org/",
        "https://example.org/a b",
        "https://example.org/\na",
        'https://example.org/"onclick="x',
        "https://example.org/<b>",
        "https://example.org/a'b",
        "https://example.org\\@evil.org",
        "https://example.org:99999/",
        "https://example.org:x/",
        "https://[::1",
        "ftp://example.org/",
        "https://example.org/" + "a" * 2000,
        "https://example.org/\u0085",
    ],
)
def test_an_unsafe_address_is_refused(address: str) -> None:
    assert web_address(address) is None


def test_the_limit_on_address_length_is_exact() -> None:
    address = "https://example.org/" + "a" * 1980
    assert web_address(address) == address
    assert web_address(address + "a") is None


@given(st.text(max_size=80))
def test_the_address_check_never_crashes(text: str) -> None:
    assert web_address(text) in (text, None)
    assert web_address("https://" + text) in ("https://" + text, None)


@pytest.mark.parametrize("good", ["a", "a1", "two-crossings", "x" * 64])
def test_a_valid_id_is_accepted(good: str) -> None:
    assert re.fullmatch(ID_PATTERN, good)


@pytest.mark.parametrize("bad", ["", "-a", "a-", "A", "a_b", "a b", "č", "x" * 65, "a\n", "../a"])
def test_an_invalid_id_is_refused(bad: str) -> None:
    assert not re.fullmatch(ID_PATTERN, bad)
