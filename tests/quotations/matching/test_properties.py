"""Tests properties of the matcher: for example, that it ignores differences in typography."""

import time
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from build_tools.quotations.matching import FOUND, QuoteClass, find, normal
from tests.benchmarks.quotations import repetitive

# Words in several scripts without any negation, and numbers with punctuation.
# fmt: off
WORDS = (
    "the border", "crossing", "office", "flight", "minister's", "Agnė", "coöperation", "żołnierze",
    "šešių", "граница", "ещё", "п’ять", "закрыты", "الحدود", "معابر", "白俄罗斯", "访问",
    "1,500", "2.5", "1 200", "3½", "Straße", "NATO-aligned", "“threat”", "“open door”", "10:30",
)
# fmt: on
MARKS = (" ", " ", " ", ", ", " – ", "; ", ": ")
TEXTS = st.lists(st.tuples(st.sampled_from(WORDS), st.sampled_from(MARKS)), min_size=5, max_size=25)
SPACES = st.sampled_from([" ", "\u00a0", "\u202f", "  ", "\t", "\n", " \n "])
SAME = {
    **dict.fromkeys("“”", '"“”„«»'),
    **dict.fromkeys("'’", "'’ʼ‘"),
}


def text_of(pieces: list[tuple[str, str]]) -> str:
    return "".join(word + mark for word, mark in pieces)


def reset(draw: st.DrawFn, text: str) -> str:
    """Return the text with different quotation marks, dashes, spaces, ligatures and so on."""
    made = []
    for at, letter in enumerate(text):
        if letter in SAME:
            made.append(draw(st.sampled_from(SAME[letter])))
        elif letter == "–":
            made.append(draw(st.sampled_from("–—-")))
        elif letter == " ":
            made.append(draw(SPACES))
        else:
            made.append(letter)
            if letter.isalpha() and text[at + 1 : at + 2].isalpha():
                made.append(draw(st.sampled_from(["", "", "", "\u00ad", "\u200b"])))
    again = "".join(made)
    if draw(st.booleans()):
        again = again.replace("fl", "\ufb02").replace("ff", "\ufb00")
    return unicodedata.normalize("NFD", again) if draw(st.booleans()) else again


@given(TEXTS, st.data())
@settings(max_examples=300, deadline=None)
def test_any_words_match_in_a_different_typography(
    pieces: list[tuple[str, str]], data: st.DataObject
) -> None:
    first = data.draw(st.integers(0, len(pieces) - 1))
    last = data.draw(st.integers(first, len(pieces) - 1))
    # Two numbers with only a space between them may be a single number: "3 500".
    pieces = [(word, mark if word[-1].isalpha() else ", ") for word, mark in pieces]
    text = text_of(pieces)
    begin = len(text_of(pieces[:first]))
    quote = text_of(pieces[first:last]) + pieces[last][0]
    assert text[begin : begin + len(quote)] == quote
    assert find(quote, text).kind in (QuoteClass.EXACT, QuoteClass.AMBIGUOUS)
    again = data.draw(st.composite(reset)(quote))
    result = find(again, text)
    assert result.kind in FOUND, (again, text)
    assert normal(text[result.start : result.end]).text.strip() == normal(quote).text.strip()


@given(TEXTS, st.data())
@settings(max_examples=300, deadline=None)
def test_words_with_one_changed_word_do_not_match(
    pieces: list[tuple[str, str]], data: st.DataObject
) -> None:
    changed = data.draw(st.integers(0, len(pieces) - 1))
    other = data.draw(st.sampled_from(["zoo", "другой", "奥地利", "7"]))
    words = [*pieces]
    words[changed] = (other, pieces[changed][1])
    assert find(text_of(words), text_of(pieces)).kind is QuoteClass.ABSENT


@given(TEXTS, st.data())
@settings(max_examples=300, deadline=None)
def test_a_number_with_one_changed_digit_or_mark_does_not_match(
    pieces: list[tuple[str, str]], data: st.DataObject
) -> None:
    text = text_of([*pieces, ("1,500", " "), ("crossings", ".")])
    places = [
        at
        for at, letter in enumerate(text)
        if letter.isdecimal() or (letter in ".,:" and text[at + 1 : at + 2].isdigit())
    ]
    at = data.draw(st.sampled_from(places))
    pool = "0123456789" if text[at].isdecimal() else ".,:' "
    other = data.draw(st.sampled_from([word for word in pool if word != text[at]]))
    assert find(f"{text[:at]}{other}{text[at + 1 :]}", text).kind is QuoteClass.ABSENT


@given(st.text(max_size=40), st.text(max_size=80), st.booleans())
def test_no_input_makes_the_matcher_crash(quote: str, text: str, insertions: bool) -> None:
    result = find(quote, text, insertions=insertions)
    assert 0 <= result.start <= result.end <= len(text)
    assert (result.kind is QuoteClass.ABSENT) == (result.start == result.end)


@given(st.text(max_size=60))
def test_offsets_are_in_order_and_refer_to_the_original_text(text: str) -> None:
    form = normal(text)
    starts = [form.start(at) for at in range(len(form.text))]
    ends = [form.end(at) for at in range(len(form.text))]
    assert starts == sorted(starts)
    assert all(0 <= begin < end <= len(text) for begin, end in zip(starts, ends, strict=True))


def seconds(text: str, quote: str, *, identifying: bool = True) -> float:
    begin = time.process_time()
    find(quote, text, lang="en", identifying=identifying)
    return time.process_time() - begin


@pytest.mark.parametrize("name", repetitive(1))
def test_four_times_the_text_takes_about_four_times_as_long(name: str) -> None:
    # Quadratic time would take sixteen times as long. Less than 0.01 s cannot be measured.
    for _ in range(3):
        small, large = (seconds(*repetitive(size)[name]) for size in (8_000, 32_000))
        if large < max(10 * small, 0.02):
            return
    pytest.fail(f"{small:.3f} s, then {large:.3f} s")


@pytest.mark.parametrize(
    ("quote", "text"),
    [
        ("…".join("a" * 25), "a " * 100_000),
        ("…".join("a" * 200), "a " * 100_000),
        ("…".join(" ".join("a" * size) for size in range(1, 7)), "a " * 100_000),
        ("…".join("a" * 23) + "…b…z", "a " * 100_000 + "b " * 9 + "z"),
        ("…".join("a" * 25), "a\n\n" * 60_000),
        ("…".join("a" * 25), "not a a " * 30_000),
    ],
    ids=["25 fragments", "200 fragments", "growing", "far apart", "blocks", "negated"],
)
def test_a_long_text_is_matched_quickly_whatever_the_number_of_fragments(
    quote: str, text: str
) -> None:
    # Without the limit, the time exceeded one second for each fragment.
    assert min(seconds(text, quote, identifying=False) for _ in range(2)) < 1.5
