"""Tests that every reader returns a value or a diagnostic for any bytes."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.readers import READERS, SEEDS

# Pieces of text, most of which have a special meaning in a format.
# fmt: off
PIECES = (
    *":-[]{},?&*!|>'\"%@`#~\n\t\r =\\/()<^_.0",
    *("\n  ", "\n- ", "---\n", "...\n", "<<: ", "é", "\u2028", "\x00", "\u202e", "\ud7ff"),
    *("\U0001f600", "[@two-crossings]", "![x](//y)", "<!-- facts: ", "-->", "<script>", "{{7*7}}"),
    *("@online{", "@string{", "title = {", "}", "lithuania", "а", "con", "..", "2023-08-18", "Y1"),
    *("2023-21", "~", "99999999999999999999", "-1", "1,5", "NaN", "null", "true", "“", "”", "…"),
    *("[…]", "not ", "не ", "白", "evidence:\n", "  - ", "moved_to: ", "quote: "),
)
# fmt: on


def mutated(seed: str) -> st.SearchStrategy[bytes]:
    """Return a valid file with a few pieces inserted or removed."""
    cut = st.tuples(
        st.integers(0, len(seed)), st.integers(0, 12), st.sampled_from(PIECES) | st.text(max_size=3)
    )

    def made(cuts: list[tuple[int, int, str]]) -> bytes:
        text = seed
        for at, length, piece in cuts:
            text = text[:at] + piece + text[at + length :]
        return text.encode("utf-8", "surrogatepass")

    return st.lists(cut, min_size=1, max_size=4).map(made)


def given_to(name: str) -> st.SearchStrategy[bytes]:
    """Return a strategy for bytes, texts, pieces, and mostly valid files with errors."""
    return st.one_of(
        *(mutated(seed) for seed in SEEDS[name] if seed),
        st.lists(st.sampled_from(PIECES), max_size=30).map(lambda all_: "".join(all_).encode()),
        st.text(max_size=80).map(str.encode),
        st.binary(max_size=80),
    )


@pytest.mark.parametrize("name", READERS)
@settings(max_examples=100)
@given(data=st.data())
def test_no_input_makes_a_reader_crash(name: str, data: st.DataObject) -> None:
    READERS[name](data.draw(given_to(name)))


@pytest.mark.parametrize("name", READERS)
def test_every_reader_accepts_its_seeds(name: str) -> None:
    for seed in SEEDS[name]:
        READERS[name](seed.encode())
