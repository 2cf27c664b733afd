"""Tests that statements on pages of people and countries have a verdict on their content."""

from collections.abc import Callable

import pytest

from build_tools.facts.project import Project
from build_tools.views.countries import collect as countries
from build_tools.views.organisations import collect as organisations
from build_tools.views.people import collect as people
from build_tools.views.who import collect as who
from tests.ledgers import claim, ledger

World = Callable[..., Project]

CLAIMS = (
    claim(
        "said",
        kind="quotation",
        embeds="so",
        about=["jonas-petraitis"],
        countries=["lithuania"],
        when="2023-08-17",
        verdict="supported",
    ),
    claim("so", asserted_by="jonas-petraitis", countries=["lithuania"], verdict="wrong"),
    claim("alone", kind="attribution", about=["jonas-petraitis"], when="2023-08-01"),
    claim("was-there", about=["jonas-petraitis"]),
    claim("later", about=["jonas-petraitis"], when="2024-03-01", later=True),
    claim("of-nobody"),
)


def test_a_statement_is_listed_with_its_content_and_both_verdicts(world: World) -> None:
    (person,) = people(ledger(world, *CLAIMS))
    pairs = [(entry.said.id, entry.content and entry.content.id) for entry in person.statements]
    # A statement is sorted by the worse of its two verdicts.
    assert pairs == [("said", "so"), ("alone", None)]
    both = person.statements[0]
    # The statement and its content each have a verdict.
    assert both.content
    assert (both.said.verdict.key, both.content.verdict.key) == ("supported", "wrong")
    (lithuania,) = (entry for entry in countries(ledger(world, *CLAIMS)) if entry.id == "lithuania")
    assert [
        (entry.said.id, entry.content and entry.content.id)
        for subject in lithuania.subjects
        for entry in subject.own + subject.others
    ] == [("said", "so")]


OF_HIM = (
    claim("by-guard", kind="attribution", asserted_by="border-guard", about=["jonas-petraitis"]),
    claim("guard-told", kind="quotation", embeds="of-guard", about=["jonas-petraitis"]),
    claim("of-guard", asserted_by="border-guard"),
    claim("both", kind="quotation", about=["border-guard", "jonas-petraitis"]),
    claim(
        "together",
        kind="quotation",
        embeds="of-guard",
        about=["border-guard", "jonas-petraitis"],
        said_by=["border-guard", "jonas-petraitis"],
    ),
)


def test_statements_by_others_about_a_person_are_listed_separately(world: World) -> None:
    (person,) = people(ledger(world, *CLAIMS, *OF_HIM))
    assert {entry.said.id for entry in person.statements} == {"said", "alone", "together"}
    assert {entry.said.id for entry in person.said_of} == {"by-guard", "guard-told", "both"}
    assert not {"by-guard", "guard-told", "both"} & {entry.id for entry in person.claims}
    (guard,) = organisations(ledger(world, *CLAIMS, *OF_HIM))
    # The words of an organisation are its statement even if the claim is not about it.
    assert {entry.said.id for entry in guard.statements} == {
        "by-guard",
        "guard-told",
        "both",
        "together",
    }
    assert guard.said_of == ()


def test_a_second_list_by_date_needs_many_claims(world: World) -> None:
    (person,) = people(ledger(world, *CLAIMS))
    assert 1 < person.timeline.count < 10
    assert not person.has_timeline
    more = [claim(f"more-{number}", about=["jonas-petraitis"]) for number in range(10)]
    (person,) = people(ledger(world, *CLAIMS, *more))
    assert person.has_timeline


def test_claims_about_later_events_are_listed_separately(world: World) -> None:
    (person,) = people(ledger(world, *CLAIMS))
    # The content appears next to the statement, and is not listed again with the claims.
    assert [entry.id for entry in person.claims] == ["was-there"]
    assert [entry.id for entry in person.later] == ["later"]
    shown = {entry.id for entry in (*person.claims, *person.later)} | {
        link.id for entry in person.statements for link in (entry.said, entry.content) if link
    }
    assert shown == {"said", "so", "alone", "was-there", "later"}


def test_a_person_is_shown_with_the_role_held_at_the_time(world: World) -> None:
    (person,) = people(ledger(world))
    assert person.what == "Minister"
    assert [(role.title, role.when) for role in person.roles] == [
        ("Minister", "11 December 2020 to 2024")
    ]
    assert person.country
    assert person.country.path == "countries/lithuania.html"


@pytest.mark.parametrize(
    ("when", "description"),
    [
        ("", "Minister"),
        ("2020-12-11/2024-12", "Minister (2020 to 2024)"),
        ("1994-07-20~/..", "Minister (since about 1994)"),
        ("2023-08-17", "Minister (2023)"),
        ("-0044-03-15", "Minister (45 BC)"),
    ],
)
def test_a_list_gives_the_years_of_a_role(world: World, when: str, description: str) -> None:
    role = f"{{title: Minister, when: {when}}}" if when else "{title: Minister}"
    files = {"facts/vocabulary/people.yaml": f"anna:\n  name: Anna\n  roles: [{role}]\n"}
    (person,) = people(ledger(world, files))
    assert person.description == description


@pytest.mark.parametrize(
    ("name", "kind", "description"),
    [
        ("Ministry of Defence", "ministry", ""),
        ("The Burbank Fund", "bank", "bank"),
        ("Third-party Watch", "party", "party"),
        ("Border Guard", "armed group", "armed group"),
    ],
)
def test_a_list_gives_the_kind_of_an_organisation_unless_its_name_has_the_word(
    world: World, name: str, kind: str, description: str
) -> None:
    files = {"facts/vocabulary/organisations.yaml": f"one:\n  name: {name}\n  kind: {kind}\n"}
    (body,) = organisations(ledger(world, files))
    assert body.description == description


def test_people_organisations_and_places_are_listed_by_country_and_name(world: World) -> None:
    names = "".join(
        f"{name.casefold()}:\n  name: {name}\n  roles: [{{title: Minister}}]\n{country}"
        for name, country in (
            ("Cyrus", ""),
            ("Dora", "  country: lithuania\n"),
            ("Anna", ""),
            ("Boris", "  country: lithuania\n"),
            ("Emil", "  country: belarus\n"),
        )
    )
    everybody = who(ledger(world, {"facts/vocabulary/people.yaml": names}))
    assert [
        (group.country and group.country.name, [entry.name for entry in group.members])
        for group in everybody.people
    ] == [
        ("Belarus", ["Emil"]),
        ("Lithuania", ["Boris", "Dora"]),
        (None, ["Anna", "Cyrus"]),
    ]
    (bodies,) = everybody.organisations
    assert [entry.name for entry in bodies.members] == ["State Border Guard"]
    ((_, places),) = everybody.places
    assert [entry.entity.name for entry in places] == ["Medininkai"]
