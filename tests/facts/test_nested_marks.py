"""Tests texts with quotation marks of their own inside our quotation marks."""

import pytest

from build_tools.facts.nested_marks import around_marks, within_marks
from build_tools.facts.page_marks import page_marks


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("“We have asked the people,”", "We have asked the people,"),
        ('"We have asked the people,"', "We have asked the people,"),
        ("« Nous avons demandé »", "Nous avons demandé"),
        ("„Wir haben gefragt“", "Wir haben gefragt"),
        ("「道はない」", "道はない"),
        ("‘We had “no” choice’", "We had “no” choice"),
        # A clipped text has lost one mark of the pair.
        ('"We have asked the people on Mill…', "We have asked the people on Mill…"),
        ("« Nous avons…", "Nous avons…"),
        ("to breathe this air.”", "to breathe this air."),
        # Marks around a part of the text are kept inside our marks.
        ('"Ask," she said, "and wait."', "‘Ask,’ she said, ‘and wait.’"),
        ("She said “no”", "She said ‘no’"),
        ("operacji „Bezpieczne Podlasie”", "operacji ‘Bezpieczne Podlasie’"),
        ("« Non », dit-elle.", "‘Non’, dit-elle."),
        ("Le « non » de Paris", "Le « non » de Paris"),
        # These are not quotation marks.
        ("’Tis the ministers’", "’Tis the ministers’"),
        ('A 5" gun', 'A 5" gun'),
        ("No marks at all", "No marks at all"),
        ("", ""),
    ],
)
def test_quotation_marks_around_all_words_are_replaced_by_ours(text: str, words: str) -> None:
    assert within_marks(text) == words


@pytest.mark.parametrize(
    ("before", "after", "shown"),
    [
        ("Oakley said: “", "” Penrose asked", ("Oakley said:", " Penrose asked", False)),
        ('Oakley said: "', '" Penrose asked', ("Oakley said:", " Penrose asked", False)),
        ("Oakley dit : « ", " » Penrose", ("Oakley dit :", " Penrose", False)),
        (
            "Oakley said: “",
            "to breathe.” Penrose",
            ("Oakley said: “", "to breathe.” Penrose", True),
        ),
        ("said: “Yes. We", "now.” Penrose", ("said: “Yes. We", "now.” Penrose", True)),
        ("said: “Yes.” The", "now.", ("said: “Yes.” The", "now.", False)),
        ("The council of", "asked", ("The council of", "asked", False)),
        ("", "", ("", "", False)),
    ],
)
def test_a_quotation_within_a_quotation_has_single_quotation_marks(
    before: str, after: str, shown: tuple[str, str, bool]
) -> None:
    assert around_marks(before, after) == shown


@pytest.mark.parametrize(
    ("lang", "text", "shown"),
    [
        ("es", "Dijo: «No», y se fue", "«Dijo: “No”, y se fue»"),
        ("es", "Dijo: “No”, y se fue", "«Dijo: “No”, y se fue»"),
        ("es", 'Dijo: "No", y se fue', "«Dijo: “No”, y se fue»"),
        ("es", "«No», dijo", "«“No”, dijo»"),
        ("es", "Dijo: «El “no” vale»", "«Dijo: “El ‘no’ vale”»"),
        ("es-MX", "«No»", "«No»"),
        ("pl", "Operacja „Bezpieczne Podlasie” trwa", "„Operacja «Bezpieczne Podlasie» trwa”"),
        ("lt", "Sakė „ne“ ir išėjo", "„Sakė ‚ne‘ ir išėjo“"),
        ("uk", "Сказав «ні» й пішов", "«Сказав „ні“ й пішов»"),
        ("de", "Er sagte „nein“ und ging", "„Er sagte ‚nein‘ und ging“"),
        ("en", "She said “no”", "“She said ‘no’”"),
        ("x-none", "She said “no”", "“She said ‘no’”"),
    ],
)
def test_outer_and_inner_quotation_marks_match_the_language_of_the_page(
    lang: str, text: str, shown: str
) -> None:
    marks = page_marks(lang)
    assert marks.around(within_marks(text, marks)) == shown
