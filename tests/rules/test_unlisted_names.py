"""Tests that names missing from every vocabulary are refused unless the evidence has them."""

from collections.abc import Callable

import pytest

from build_tools.facts.project import Project
from build_tools.quotations.proper_names import proper_names
from build_tools.rules.unlisted_names import check, check_claim
from tests.ledgers import claim, item, ledger

World = Callable[..., Project]
LRT = "lrt-2023-08-16-closures"


def names(text: str, lang: str) -> list[str]:
    """Return the words of all names in a text."""
    return [match[0] for name in proper_names(text, lang) for match in name.words]


@pytest.mark.parametrize(
    ("lang", "text", "expected"),
    [
        ("en", "Councillor Anna Penrose spoke.", ["Anna", "Penrose"]),
        ("en", "Mr. Penrose and J. Hollis spoke.", ["Penrose", "Hollis"]),
        ("en", "Anna spoke. Ben did. The road to Aldbeck closed.", ["Aldbeck"]),
        ("en", "- Whether it closed\n- **Open:** it did (See there)", []),
        ("en", "It was NATO, a MiG 29 or a Boeing 737 on YouTube in May", []),
        ("en", "It was O'Neil and McDonald's", ["O'Neil", "McDonald's"]),
        ("en", "It closed in Aldbeck 7 October 2023 and in Article 7", ["Aldbeck"]),
        ("es", "¿Dijo la ministra Zulema Cux que sí?", ["Zulema", "Cux"]),
        ("de", "Die Straße nach Aldbeck und Ministerin Quux", ["Quux"]),
        ("de", "Das sagte Anna Quux in der Stadt.", ["Anna", "Quux"]),
        ("ru", "Это сказал министр Куксов.", ["Куксов"]),
        ("ar", "قال الوزير", []),
    ],
)
def test_names_are_recognised_by_the_capitals_of_each_language(
    lang: str, text: str, expected: list[str]
) -> None:
    assert names(text, lang) == expected


@pytest.mark.parametrize(
    ("field", "text", "refused"),
    [
        ("finding", "It was Mr Quux.", True),
        ("finding", "It was Mr Example's car.", False),
        ("finding", "It was an Examplean car.", False),
        ("finding", "It was on Delfi.", True),
        ("finding", "It was on LRT and in Lithuania.", False),
        ("claim", "Mr Quux closed it.", True),
        ("claim", "Mr Example closed it.", False),
        ("finding_short", "It was Mr Quux.", True),
        ("short", "By Mr Quux", True),
    ],
)
def test_a_name_must_be_in_the_evidence(world: World, field: str, text: str, refused: bool) -> None:
    evidence = [item(LRT, says="It was said by Example.", part="of Example")]
    files = claim("it", evidence=evidence, verdict="supported", **{field: text})
    known = ledger(world, files)
    assert bool(list(check_claim(known, known.claims["it"]))) is refused


@pytest.mark.parametrize(
    ("says", "refused"),
    [
        ("Mr Quux closed it.", True),
        ("That is what Zebedee Quux said.", True),
        ("It closed the road to Quuxburg.", False),
        ("The government closed it.", False),
    ],
)
def test_only_names_of_people_are_checked_in_says(world: World, says: str, refused: bool) -> None:
    files = claim("it", evidence=[item(LRT, says=says)], verdict="supported")
    known = ledger(world, files)
    assert bool(list(check_claim(known, known.claims["it"]))) is refused


def test_names_in_notes_are_compared_with_all_claims(world: World) -> None:
    people = """\
ona-onaite:
  name: Ona Onaitė
  note: {}
  roles: [{{title: Minister}}]
"""
    files = claim("it", about=["ona-onaite"], claim="It was near Aldbeck.")
    for note, expected in (("She is from Aldbeck.", 0), ("She is from Quuxburg.", 1)):
        known = ledger(world, files, **{"facts/vocabulary/people.yaml": people.format(note)})
        assert len(list(check(known))) == expected
