"""Tests the counting of words in any script."""

import pytest

from build_tools.facts.words import number_of_words, word_spans


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("", 0),
        ("– … ?", 0),
        ("one two  three\u00a0four", 4),
        ("so…it...went—on", 4),
        ("1,500 men can't twenty-five", 4),
        ("one\u200btwo", 2),
        ("国防部长李尚福", 3),  # two ideographs count as a word
        ("习近平 said 3 things", 4),
        ("ｶﾞｷﾞｸﾞｹﾞ", 2),
        ("ภาษาไทยเป็นภาษา", 4),  # three Thai letters, without their vowel signs, count as a word
        ("ລັດຖະບານ", 2),
        ("မြန်မာဘာသာ", 1),
        ("រដ្ឋាភិបាល", 2),
        ("བོད་ཡིག་གི་ཡི་གེ", 2),
        ("शुक्रवार को लिया", 3),  # a vowel sign belongs to its letter
        ("வெள்ளிக்கிழமை", 1),
        ("שָׁלוֹם לכם", 2),
        ("한국어 문장", 2),
    ],
)
def test_words_are_counted_in_any_script(text: str, number: int) -> None:
    assert number_of_words(text) == number


def test_each_word_is_returned_with_its_span() -> None:
    text = "习近平, said… ภาษา"
    assert [text[start:end] for start, end in word_spans(text)] == [
        "习近",
        "平",
        "said",
        "ภาษ",
        "า",
    ]
