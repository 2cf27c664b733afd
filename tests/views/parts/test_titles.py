"""Titles of claims: a verdict after the statement replaces its full stop."""

import pytest

from build_tools.facts.catalogue import Catalogue, without_marks
from build_tools.facts.catalogue.po_files import MARKS
from build_tools.views.parts.titles import heading_parts, titled


@pytest.mark.parametrize(
    ("statement", "bare"),
    [
        ("The Moon is a cheese.", "The Moon is a cheese"),
        ("The averages were each 120°F.", "The averages were each 120°F"),
        ("Belarus joined NATO.", "Belarus joined NATO"),
        ("It rose by 3.5.", "It rose by 3.5"),
        ("They are troops of the U.S.", "They are troops of the U.S."),
        ("The firm is Aguas del Oro, S. A.", "The firm is Aguas del Oro, S. A."),
        ("It said nothing more...", "It said nothing more..."),
    ],
)
def test_a_full_stop_before_the_verdict_is_kept_only_in_abbreviations(
    statement: str, bare: str
) -> None:
    english = Catalogue("en")
    assert titled(english, statement, "wrong") == f"Claim: {bare} (wrong)"
    assert titled(english, statement) == statement


@pytest.mark.parametrize(
    ("statement", "shown"),
    [
        ("The Moon is a cheese.", "The Moon is a cheese"),
        ("They are troops of the U.S.", "They are troops of the U.S."),
    ],
)
@pytest.mark.parametrize("lang", ["en", "es", "ar"])
def test_a_heading_shows_the_statement_without_the_verdict(
    lang: str, statement: str, shown: str
) -> None:
    words = Catalogue(lang)
    title = titled(words, statement, "wrong")
    before, heading, after = heading_parts(title, statement)
    assert heading == shown
    assert before
    assert "wrong" in after
    assert without_marks(before + heading + after) == without_marks(title)
    # Each part has its own marks of English, so that no element begins in one and ends in another.
    assert all(part.count(MARKS[0]) == part.count(MARKS[1]) for part in (before, after))
    assert heading_parts(statement, statement) == ("", statement, "")
