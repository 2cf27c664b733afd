"""Titles of claims: a verdict after the statement replaces its full stop."""

import pytest

from build_tools.facts.catalogue import Catalogue
from build_tools.views.parts.titles import titled


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
