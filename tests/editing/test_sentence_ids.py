"""Tests that unchanged sentences keep their ids if other sentences are added, deleted or moved."""

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from build_tools.editing.sentence_ids import ids_by_length, ids_by_words

# All sentences are equally long, so only their words distinguish them.
WORDS = [
    "The council closed the bridge.",
    "Hauliers fear longer journeys.",
    "Air at the mill was measured..",
    "Nobody asked the Post about it",
    "Ten lorries crossed on Monday.",
    "Cameras will cost 85,000 euros",
    "A meeting follows in November.",
    "Her motion was passed quickly.",
]
TEXTS = st.lists(st.sampled_from(WORDS), max_size=8, unique=True)


def before(words: list[str]) -> list[tuple[str, str]]:
    return [(f"S{number:02}", text) for number, text in enumerate(words, 1)]


@given(TEXTS, TEXTS)
def test_a_sentence_that_is_unchanged_keeps_its_id(old: list[str], new: list[str]) -> None:
    known = {text: name for name, text in before(old)}
    ids = ids_by_words(new, before(old))
    assert len(set(ids)) == len(ids)
    for name, text in zip(ids, new, strict=True):
        if text in known:
            assert name == known[text]
        else:
            assert name not in known.values()


@given(st.lists(st.sampled_from(WORDS[:3]), max_size=9), st.data())
def test_repeated_sentences_keep_as_many_ids(old: list[str], data: st.DataObject) -> None:
    new = data.draw(st.permutations(old))
    words = dict(before(old))
    ids = ids_by_words(new, before(old))
    assert [words[name] for name in ids] == list(new)
    assert ids_by_words(old, before(old)) == list(words)
    fewer = [text for number, text in enumerate(old) if number % 2]
    assert Counter(words[name] for name in ids_by_words(fewer, before(old))) == Counter(fewer)


@given(st.permutations(WORDS), st.integers(0, 7))
def test_a_sentence_that_changes_slightly_keeps_its_id(order: list[str], changed: int) -> None:
    new = [*order]
    new[changed] = new[changed].replace("t", "d").replace(" ", "  ")
    new.insert(changed, "An entirely different sentence, about Sunday's weather.")
    names = {text: name for name, text in before(WORDS)}
    ids = ids_by_words(new, before(WORDS))
    assert ids.pop(changed) == "S09"
    assert ids == [names[text] for text in order]


def test_a_sentence_that_is_replaced_gets_a_new_id() -> None:
    assert ids_by_words([WORDS[0], WORDS[5]], before(WORDS[:2])) == ["S01", "S03"]


def test_sentences_are_matched_by_length_if_their_words_are_unknown() -> None:
    assert ids_by_length([10, 31], [("S01", 10), ("S02", 20), ("S03", 31)]) == ["S01", "S03"]
