"""Tests that names are sorted as readers expect."""

from build_tools.views.parts.name_order import name_key


def test_accents_capitals_and_the_article_do_not_change_the_order() -> None:
    names = ["Vilnius", "Šalčininkai", "The Sun", "łódź Post", "tass", "Theatre News"]
    assert sorted(names, key=name_key) == [
        *("łódź Post", "Šalčininkai", "The Sun", "tass", "Theatre News", "Vilnius"),
    ]


def test_letters_of_other_alphabets_keep_their_marks() -> None:
    assert name_key("Йод") == "йод"
