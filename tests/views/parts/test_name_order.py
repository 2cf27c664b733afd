"""Tests that names are sorted as readers expect."""

import pytest

from build_tools.views.parts.name_order import name_key


def test_accents_capitals_and_the_article_do_not_change_the_order() -> None:
    names = ["Vilnius", "Šalčininkai", "The Sun", "łódź Post", "tass", "Theatre News"]
    assert sorted(names, key=name_key) == [
        *("łódź Post", "Šalčininkai", "The Sun", "tass", "Theatre News", "Vilnius"),
    ]


@pytest.mark.parametrize(
    ("name", "key"),
    [("S\u030cal\u010dia", "salcia"), ("\u0130zmir", "izmir"), ("m\u0306ore", "more")],
)
def test_an_accent_that_is_a_character_of_its_own_does_not_change_the_order(
    name: str, key: str
) -> None:
    assert name_key(name) == key


def test_letters_of_other_alphabets_keep_their_marks() -> None:
    assert name_key("Йод") == name_key("И\u0306од") == "йод"
