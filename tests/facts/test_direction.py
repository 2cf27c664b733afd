"""Tests that a language has the direction of its usual script, or of the script in its tag."""

import pytest

from build_tools.facts.direction import direction


@pytest.mark.parametrize(
    ("lang", "way"),
    [
        ("en", "ltr"),
        ("ar", "rtl"),
        ("ar-EG", "rtl"),
        ("FA", "rtl"),
        ("az", "ltr"),
        ("az-Arab", "rtl"),
        ("ks-Deva", "ltr"),
        ("pt-BR", "ltr"),
    ],
)
def test_a_language_has_the_direction_of_its_script(lang: str, way: str) -> None:
    assert direction(lang) == way
