"""Tests that roles must agree with dated claims, and that countries must agree with roles."""

from collections.abc import Callable

import pytest

from build_tools.facts.project import Project
from build_tools.rules import own_country, role_dates
from tests.ledgers import claim, ledger

World = Callable[..., Project]
PEOPLE = "facts/vocabulary/people.yaml"
BODIES = "facts/vocabulary/organisations.yaml"
PERSON = """\
jonas-petraitis:
  name: Jonas Petraitis
  country: lithuania
  roles:
    - title: Minister of the Interior of Lithuania
      when: {}
ona-petke:
  name: Ona Petkė
  country: lithuania
  roles:
    - title: President of Lithuania
"""
ABOUT = ["jonas-petraitis", "ona-petke"]


@pytest.mark.parametrize(
    ("words", "when", "role", "refused"),
    [
        ("Jonas Petraitis resigned.", "2023-08-18", "2020-12-11/2023-08-17", True),
        ("Jonas Petraitis resigned.", "2023-08-18", "2020-12-11/2023-08-18", False),
        ("Jonas Petraitis resigned.", "2023-08-18", "2020-12-11/..", False),
        ("Jonas Petraitis resigned.", "2023-08-18", "2020-12-11/2022-01-05", False),
        ("Jonas Petraitis was appointed.", "2020-12-11", "2020-12-12/..", True),
        ("Jonas Petraitis was appointed.", "2020-12-11", "2020-12-11/..", False),
        ("Ona Petkė died, says Jonas Petraitis.", "2023-08-18", "2020-12-11/2023-08-17", False),
        ("Jonas Petraitis spoke.", "2023-08-18", "2020-12-11/2023-08-17", False),
        ("The minister Jonas Petraitis spoke.", "2023-08-18", "2020-12-11/2023-08-17", True),
        ("The minister Jonas Petraitis spoke.", "2023-08", "2020-12-11/2023-08-17", False),
        ("The former minister Jonas Petraitis spoke.", "2023-08-18", "2020/2021", False),
        ("The minister and Jonas Petraitis spoke.", "2023-08-18", "2020/2023-08-18", False),
    ],
)
def test_a_role_that_contradicts_a_dated_claim_is_refused(
    world: World, words: str, when: str, role: str, refused: bool
) -> None:
    files = claim("it", claim=words, when=when, about=ABOUT)
    known = ledger(world, files, **{PEOPLE: PERSON.format(role)})
    assert bool(list(role_dates.check(known))) is refused


@pytest.mark.parametrize(
    ("title", "country", "refused"),
    [
        ("Ambassador of Lithuania to Belarus", "belarus", True),
        ("Ambassador of Lithuania to Belarus", "lithuania", False),
        ("Special envoy for Belarus", "lithuania", False),
        ("Minister", "lithuania", False),
        ("Spokesman of the State Border Guard", "belarus", True),
        ("Spokesman of the State Border Guard", "lithuania", False),
        ("Embajador de Lithuania en Belarus", "belarus", True),
    ],
)
def test_a_person_whose_role_serves_another_country_is_refused(
    world: World, title: str, country: str, refused: bool
) -> None:
    person = f"a-person:\n  name: A. Person\n  country: {country}\n  roles:\n    - title: {title}\n"
    guard = "guard:\n  name: State Border Guard\n  kind: guard\n  country: lithuania\n"
    known = ledger(world, claim("it"), **{PEOPLE: person, BODIES: guard})
    assert bool(list(own_country.check(known))) is refused


@pytest.mark.parametrize(
    ("name", "country", "refused"),
    [
        ("Ministry of Defence of Lithuania", "belarus", True),
        ("Ministry of Defence of Lithuania", "lithuania", False),
        ("Lithuanian Border Guard", "belarus", True),
        ("Lithuanian Border Guard", "lithuania", False),
        ("Embassy of Lithuania in Belarus", "lithuania", False),
        ("Ministry of Defence", "lithuania", False),
    ],
)
def test_an_organisation_named_after_another_country_is_refused(
    world: World, name: str, country: str, refused: bool
) -> None:
    body = f"a-body:\n  name: {name}\n  kind: body\n  country: {country}\n"
    known = ledger(world, claim("it"), **{BODIES: body})
    assert bool(list(own_country.check(known))) is refused
