"""Tests the comparison of a title with the words in its address."""

import pytest

from build_tools.facts.address_words import spells_title

ADDRESS = "https://example.org/news/world/12-poland-closes-two-crossings-with-belarus-a85.html"


@pytest.mark.parametrize(
    "title",
    [
        "Poland closes two crossings with Belarus",
        "POLAND closes two crossings – with Belarus!",
        "Closes two crossings with Belarus",
        "Poland closes two crossings",
    ],
)
def test_a_title_that_has_the_words_of_its_address_is_accepted(title: str) -> None:
    assert spells_title(ADDRESS, title)


@pytest.mark.parametrize(
    ("title", "fault"),
    [
        ("Poland opens two crossings with Belarus", "another word"),
        ("Belarus closes two crossings with Poland", "another order"),
        ("Poland closes crossings with Belarus", "a word is missing in the middle"),
        ("Poland closes all two crossings with Belarus", "a word is added in the middle"),
        ("Poland closes two crossings with Belarus again", "a word is added at the end"),
        ("Never: Poland closes two crossings with Belarus", "a word is added at the beginning"),
        ("Poland closes two crossing with Belarus", "a word is cut"),
        ("Poland closes", "two words are too few"),
        ("Two crossings with Belarus", "too much is missing at the beginning"),
        ("News world", "folders"),
        ("World poland closes two crossings with Belarus", "a folder before the headline"),
        ("", "no word"),
        ("– … !", "no letter"),
    ],
)
def test_a_title_that_differs_from_the_words_of_its_address_is_reported(
    title: str, fault: str
) -> None:
    assert not spells_title(ADDRESS, title), fault


def test_titles_with_three_words_are_compared_but_titles_with_two_are_not() -> None:
    address = "https://example.org/two-crossings-closed"
    assert spells_title(address, "Two crossings closed")
    assert not spells_title(address, "Crossings closed")


@pytest.mark.parametrize(
    ("path", "is_spelt"),
    [
        ("news-poland-closes-two-crossings", True),
        ("police-deny-poland-closes-two-crossings", False),
        ("17-08-2023-poland-closes-two-crossings", True),
        ("poland-closes-two-crossings-with-bel,nId,123.html", False),
        ("poland-closes-two-crossings-bel,nId,123.html", True),
        ("poland-closes-two-crossings-says-a-false-report", False),
    ],
)
def test_only_a_few_words_may_be_omitted_at_either_end(path: str, is_spelt: bool) -> None:
    assert spells_title(f"https://example.org/{path}", "Poland closes two crossings") is is_spelt


@pytest.mark.parametrize(
    ("path", "title"),
    [
        ("poland-sends-10000-troops", "Poland sends 10,000 troops"),
        ("poland-sends-10-000-troops", "Poland sends 10,000 troops"),
        ("poland-sends-10000-troops", "Poland sends 10 000 troops"),
        ("poland-sends-10-000-troops", "Poland sends 10\u00a0000 troops"),
        ("polen-schickt-10000-soldaten", "Polen schickt 10.000 Soldaten"),
        ("growth-of-1-5-percent", "Growth of 1.5 percent"),
        ("transfer-of-mi-35m-helicopters", "Transfer of Mi-35M helicopters"),
        ("transfer-of-mi35m-helicopters", "Transfer of Mi-35M helicopters"),
        ("polands-new-border-force", "Poland’s new border force"),
        ("poland-s-new-border-force", "Poland's new border force"),
        ("gateway_to_e_u", "Gateway to E.U."),
        ("blaszczak-ok-10-tys-zolnierzy", "Błaszczak: ok. 10 tys. żołnierzy"),
        ("bundespolizei-schliesst-uebergaenge", "Bundespolizei schließt Übergänge"),
        ("bundespolizei-schliesst-ubergange", "Bundespolizei schließt Übergänge"),
        ("militaerobservatorer-flere-soldater", "Militærobservatører: Flere soldater"),
        ("bjoern-paa-graensen", "Bjørn på grænsen"),
        ("Terpl%C3%A4n-der-Grenze", "Terplän der Grenze"),
        ("terpl%C3%A4n%20der%20grenze", "Terpla\u0308n der Grenze"),
        ("лукашэнка-заявіў-што-зявіцца", "Лукашэнка заявіў, што з’явіцца"),
        (
            "%D1%81%D0%B5%D0%B9%D0%BC-%D0%B7%D0%B0%D0%BA%D1%80%D1%8B%D0%BB-%D0%BF%D1%83%D1%82%D1%8C",
            "Сейм закрыл путь",
        ),
    ],
)
def test_digits_accents_and_scripts_may_be_written_differently_in_an_address(
    path: str, title: str
) -> None:
    assert spells_title(f"https://example.org/a/{path}/", title)


@pytest.mark.parametrize(
    ("path", "title"),
    [
        ("growth-of-15-percent", "Growth of 1.5 percent"),
        ("poland-sends-1000-troops", "Poland sends 10,000 troops"),
        ("poland-sends-10000-troops", "Poland sends 10 troops"),
        ("nowhere-is-safe-now", "No where is safe now"),
        ("seim-zakryl-put", "Сейм закрыл путь"),
        (
            "%D1%81%D0%B5%D0%B9%D0%BC-%D0%B7%D0%B0%D0%BA%D1%80%D1%8B%D0%BB-%D0%BF%D1%83%D1%82%D1%8C",
            "Seim zakryl put",
        ),
        ("%ff%fe-%ff-two-crossings", "Cut two crossings"),
    ],
)
def test_an_address_with_different_numbers_or_words_does_not_match(path: str, title: str) -> None:
    assert not spells_title(f"https://example.org/{path}", title)


@pytest.mark.parametrize(
    "address",
    [
        "https://poland-closes-two-crossings.org/",
        "https://example.org/?title=poland-closes-two-crossings",
        "https://example.org/#poland-closes-two-crossings",
        "https://example.org/poland/closes/two/crossings",
        "https://[poland-closes-two-crossings",
        "",
    ],
)
def test_a_headline_is_read_from_a_single_part_of_the_path(address: str) -> None:
    assert not spells_title(address, "Poland closes two crossings")
