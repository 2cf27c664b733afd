"""People and countries: what was said stands beside whether it was so."""

from collections.abc import Callable

from build_tools.facts.reading import Project
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


def test_statements_are_paired_with_whether_they_were_so(world: World) -> None:
    (found,) = people(ledger(world, *CLAIMS))
    pairs = [(one.said.id, one.content and one.content.id) for one in found.statements]
    assert pairs == [("alone", None), ("said", "so")]
    both = found.statements[1]
    # Two questions, two verdicts.
    assert both.content
    assert (both.said.verdict.key, both.content.verdict.key) == ("supported", "wrong")
    (lithuania,) = (one for one in countries(ledger(world, *CLAIMS)) if one.id == "lithuania")
    assert [
        (one.said.id, one.content and one.content.id)
        for subject in lithuania.subjects
        for one in subject.own + subject.others
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


def test_what_others_said_of_somebody_stands_apart(world: World) -> None:
    (found,) = people(ledger(world, *CLAIMS, *OF_HIM))
    assert {one.said.id for one in found.statements} == {"said", "alone", "together"}
    assert {one.said.id for one in found.said_of} == {"by-guard", "guard-told", "both"}
    assert not {"by-guard", "guard-told", "both"} & {one.id for one in found.claims}
    (guard,) = organisations(ledger(world, *CLAIMS, *OF_HIM))
    # What it said is its statement also where the claim is not about it.
    assert {one.said.id for one in guard.statements} == {
        "by-guard",
        "guard-told",
        "both",
        "together",
    }
    assert guard.said_of == ()


def test_what_came_later_stands_apart(world: World) -> None:
    (found,) = people(ledger(world, *CLAIMS))
    assert [one.id for one in found.claims] == ["so", "was-there"]
    assert [one.id for one in found.later] == ["later"]
    shown = {one.id for one in (*found.claims, *found.later)} | {
        one.said.id for one in found.statements
    }
    assert shown == {"said", "so", "alone", "was-there", "later"}


def test_a_person_has_the_role_that_was_held_at_the_time(world: World) -> None:
    (found,) = people(ledger(world))
    assert found.what == "Minister"
    assert [(role.title, role.when) for role in found.roles] == [
        ("Minister", "11 December 2020 to 2024")
    ]
    assert found.country
    assert found.country.path == "countries/lithuania.html"


def test_everybody_is_listed_by_name(world: World) -> None:
    names = "".join(
        f"{name.casefold()}:\n  name: {name}\n  roles: [{{title: Minister}}]\n"
        for name in ("Cyrus", "Anna", "Boris")
    )
    found = who(ledger(world, {"facts/vocabulary/people.yaml": names}))
    assert [one.name for one in found.people] == ["Anna", "Boris", "Cyrus"]
    assert [one.name for one in found.organisations] == ["State Border Guard"]
    assert [one.entity.name for one in found.places] == ["Medininkai"]
