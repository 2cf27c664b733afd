"""Tests that a text fragment matches only its own words, exactly once in the whole text."""

import time
from urllib.parse import unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from build_tools.quotations.matching import address_with, fragment_of, resolve

TEXT = (
    "Crossings will close on Friday, the government said. Crossings will close on Monday, the "
    "opposition said; A&B lorries, twenty-five of them, will wait at Šumskas – 50% more.\n\n"
    "The government said so. Приложение о границе. 白俄罗斯边境已经关闭。 "
    "The coun\u00adtry and the law."
)


def fragment(words: str, after: int = 0) -> str | None:
    start = TEXT.index(words, after)
    return fragment_of(TEXT, start, start + len(words))


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("the opposition said", "text=the%20opposition%20said"),
        ("twenty-five of them", "text=twenty%2Dfive%20of%20them"),
        ("A&B lorries, twenty", "text=A%26B%20lorries%2C%20twenty"),
        ("50% more", "text=50%25%20more"),
        ("at Šumskas", "text=at%20%C5%A0umskas"),
        ("Приложение", "text=%D0%9F%D1%80%D0%B8%D0%BB%D0%BE%D0%B6%D0%B5%D0%BD%D0%B8%D0%B5"),
        ("The coun\u00adtry", "text=The%20country"),
        ("Crossings will close on Friday, the government said", "text=Crossings%20will,"),
    ],
)
def test_fragments_are_short_and_percent_encoded(words: str, expected: str) -> None:
    result = fragment(words)
    assert result is not None
    assert result.startswith(expected)
    assert len(resolve(result, TEXT)) == 1


def test_words_that_occur_twice_get_a_prefix_or_suffix() -> None:
    first, second = fragment("Crossings will close"), fragment("Crossings will close", 20)
    assert first == "text=Crossings%20will%20close,-on%20Friday"
    assert second == "text=said.%20-,Crossings%20will%20close" or second is not None
    assert [resolve(fragment, TEXT) for fragment in (first, second or "")] == [
        [(0, 20)],
        [(53, 73)],
    ]


def test_case_is_ignored_as_in_browsers() -> None:
    result = fragment("the government said")
    assert result is not None
    assert result != "text=the%20government%20said"
    assert len(resolve("text=the%20government%20said", TEXT)) == 2


def test_no_fragment_is_made_for_words_that_cannot_be_made_unique() -> None:
    text = "again and again " * 30
    assert fragment_of(text, 160, 165) is None


def test_a_fragment_is_added_to_an_address_with_or_without_an_anchor() -> None:
    assert address_with("https://a.lt/b", "text=c") == "https://a.lt/b#:~:text=c"
    assert address_with("https://a.lt/b#d", "text=c") == "https://a.lt/b#d:~:text=c"


def test_a_fragment_with_a_prefix_an_end_or_a_suffix_is_resolved() -> None:
    assert [TEXT[a:b] for a, b in resolve("text=will%20close,said", TEXT)] == [
        "will close on Friday, the government said",
        "will close on Monday, the opposition said",
    ]
    assert len(resolve("text=said.-,Crossings", TEXT)) == 1
    assert len(resolve("text=close,-on%20Monday", TEXT)) == 1
    assert resolve("text=rossings", TEXT) == []
    assert resolve("text=close,-on%20Mon", TEXT) == []


# Chromium finds each of these quotations, which tests/browser checks.
LANDS = (
    "ประชาชนเดินทางกลับบ้านเมื่อรัฐบาลเปิดด่านชายแดนในวันศุกร์ และทุกคนดีใจ",
    "शुक्रवार को सरकार ने सीमा खोली और लोगों को घर जाने दिया।",
    "公园的管理员表示，此次修复旧桥的目的是方便附近的居民。",
    "အစိုးရက တံတားကို ဖွင့်လိုက်သည်။ လူများ ပြန်လာကြသည်။",
    "They saw 1,500 sheep near the old bridge and 2,300 goats at the mill on Sunday evening",
)


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("सरकार ने सीमा खोली", "text=सरकार ने सीमा खोली"),
        ("शुक्रवार को सरकार ने सीमा खोली और लोगों को घर जाने", "text=शुक्रवार को,घर जाने"),
        # Inside a run of letters without spaces, the rest of the run is the context.
        ("บาลเปิดด่านชาย", "text=ประชาชนเดินทางกลับบ้านเมื่อรัฐ-,บาลเปิดด่านชาย,-แดนในวันศุกร์"),
        ("此次修复旧桥的目", "text=此次修复旧桥的目,-的是方便附近的居民"),
        ("တံတားကို ဖွင့်လိုက်သည်", "text=တံတားကို ဖွင့်လိုက်သည်"),
        # 1,500 is a single word.
        (
            "1,500 sheep near the old bridge and 2,300 goats at the mill",
            "text=1%2C500 sheep,the mill",
        ),
    ],
)
def test_fragments_consist_of_whole_words_in_every_script(words: str, expected: str) -> None:
    text = "\n\n".join(LANDS)
    start = text.index(words)
    result = fragment_of(text, start, start + len(words))
    assert result is not None
    assert unquote(result) == unquote(expected)
    assert resolve(result, text) == [(start, start + len(words))]


@pytest.mark.parametrize("half", ["शुक्रव,लोगों", "管理员", "เปิดด่าน", "saw%201", "500%20sheep"])
def test_a_fragment_that_browsers_may_not_match_is_not_resolved(half: str) -> None:
    assert resolve(f"text={half}", "\n\n".join(LANDS)) == []


def test_a_long_repetitive_text_is_handled_quickly() -> None:
    text = "so it was " * 20_000 + "said"
    begin = time.process_time()
    assert fragment_of(text, 100_000, 100_009) is None
    assert len(resolve("text=so,said", text)) == 20_000
    assert time.process_time() - begin < 5


WORDS = st.sampled_from(["a", "b-c", "d, e", "f&g", "é", "граница", "A", "x%y"])


@given(st.lists(WORDS, min_size=2, max_size=14), st.data())
def test_a_fragment_resolves_only_to_its_own_words(words: list[str], data: st.DataObject) -> None:
    text = " ".join(words)
    first = data.draw(st.integers(0, len(words) - 1))
    last = data.draw(st.integers(first, len(words) - 1))
    start = len(" ".join(words[:first])) + bool(first)
    end = start + len(" ".join(words[first : last + 1]))
    result = fragment_of(text, start, end)
    if result is not None:
        assert resolve(result, text) == [(start, end)]
        assert not set(unquote(result)) - set(text + "text=,-")
        assert set(result) <= set("text=,-_.~%") | set(map(chr, range(48, 58))) | {
            chr(number) for number in [*range(65, 91), *range(97, 123)]
        }
