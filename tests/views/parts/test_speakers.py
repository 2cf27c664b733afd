"""Tests that the ledger, country pages, people's pages and ClaimReview name the same speaker."""

from collections.abc import Callable
from typing import Any

import pytest

from build_tools.exports.formats.claim_review import review
from build_tools.facts.ledger import Ledger
from build_tools.facts.project import Project
from build_tools.views.countries import collect as countries
from build_tools.views.organisations import collect as organisations
from build_tools.views.people import collect as people
from build_tools.views.publication import Publication
from tests.ledgers import claim, item, ledger

World = Callable[..., Project]

PEOPLE = {
    "facts/vocabulary/people.yaml": (
        "anna:\n  name: Anna\n  country: lithuania\n  roles: [{title: Minister}]\n"
        "boris:\n  name: Boris\n  country: belarus\n  roles: [{title: Spokesman}]\n"
    )
}


def quotation(identity: str = "quotation", **fields: Any) -> dict[str, str]:
    whole = {"kind": "quotation", "topics": ["borders"], "countries": ["lithuania"], **fields}
    return claim(identity, **whole)


def printed_speakers(records: Ledger, identity: str, country: str = "lithuania") -> list[str]:
    """Return the names of the speakers that a country page prints for a statement."""
    (page,) = (view for view in countries(records) if view.id == country)
    (saying,) = (
        saying
        for subject in page.subjects
        for saying in subject.own + subject.others
        if saying.said.id == identity
    )
    return [voice.link.name for voice in saying.voices]


def listed_speakers(records: Ledger, identity: str) -> list[str]:
    """Return the people and organisations whose pages list the statement as their own."""
    pages = [*people(records), *organisations(records)]
    return [page.name for page in pages if identity in [s.said.id for s in page.statements]]


ANSWERS = {
    "`said_by` names a person who is not the first in `about`": (
        {"said_by": ["anna"], "about": ["boris", "anna"]},
        ["Anna"],
    ),
    "`said_by` names a person who is not in `about`": (
        {"said_by": ["anna"], "about": ["boris"]},
        ["Anna"],
    ),
    "`said_by` names a different person from the asserter": (
        {"said_by": ["anna"], "asserted_by": "boris"},
        ["Anna"],
    ),
    "`said_by` names a different person from the asserter of the embedded claim": (
        {"said_by": ["anna"], "embeds": "content-by-boris", "about": ["boris"]},
        ["Anna"],
    ),
    "`said_by` names a person and an organisation": (
        {"said_by": ["border-guard", "anna"], "about": ["boris"]},
        ["Anna", "State Border Guard"],
    ),
    "a person asserts the claim": ({"asserted_by": "anna", "about": ["boris"]}, ["Anna"]),
    "an organisation asserts the claim": (
        {"asserted_by": "border-guard", "about": ["boris"]},
        ["State Border Guard"],
    ),
    "a person asserts the embedded claim": (
        {"embeds": "content-by-boris", "about": ["anna", "boris"]},
        ["Boris"],
    ),
    "a person who is not in `about` asserts the embedded claim": (
        {"embeds": "content-by-boris", "about": ["anna"]},
        ["Boris"],
    ),
    "the article asserts the embedded claim": (
        {"embeds": "content-of-article", "about": ["anna", "boris"]},
        ["Anna"],
    ),
    "only `about` names people": ({"about": ["medininkai", "boris", "anna"]}, ["Boris"]),
    "a quoted source names another speaker": (
        {
            "said_by": ["anna"],
            "about": ["boris"],
            "evidence": [
                item(
                    "lrt-2023-08-16-closures",
                    quote={"text": "due to circumstances", "speaker": "Boris", "lang": "en"},
                )
            ],
        },
        ["Anna"],
    ),
}


@pytest.mark.parametrize(("fields", "names"), ANSWERS.values(), ids=ANSWERS)
@pytest.mark.parametrize("kind", ["quotation", "attribution"])
def test_every_page_names_the_same_speakers(
    world: World, kind: str, fields: dict[str, Any], names: list[str]
) -> None:
    records = ledger(
        world,
        PEOPLE,
        quotation(kind=kind, **fields),
        claim("content-by-boris", asserted_by="boris"),
        claim("content-of-article"),
    )
    assert sorted(printed_speakers(records, "quotation")) == names
    assert listed_speakers(records, "quotation") == names
    speakers = records.speakers(records.claims["quotation"])
    assert sorted(speaker.name for speaker in speakers) == names


def test_several_speakers_appear_in_the_order_given_in_the_record(world: World) -> None:
    records = ledger(world, PEOPLE, quotation(said_by=["boris", "border-guard", "anna"]))
    assert printed_speakers(records, "quotation") == ["Boris", "State Border Guard", "Anna"]


def test_a_speaker_who_is_named_twice_appears_once(world: World) -> None:
    records = ledger(world, PEOPLE, quotation(said_by=["anna", "boris", "anna"]))
    assert printed_speakers(records, "quotation") == ["Anna", "Boris"]


def test_contradicting_statements_name_their_own_speakers(world: World) -> None:
    why = "They cannot both be."
    related = [{"claim": "denial", "relation": "contradicts", "why": why}]
    records = ledger(
        world,
        PEOPLE,
        quotation("charge", asserted_by="boris", about=["anna"], related=related),
        quotation("denial", said_by=["anna"], asserted_by="boris", about=["boris"]),
    )
    (page,) = (view for view in countries(records) if view.id == "lithuania")
    (pair,) = page.pairs
    assert [voice.link.name for voice in pair.first.voices] == ["Anna"]
    assert [voice.link.name for voice in pair.second.voices] == ["Boris"]


def test_a_joint_statement_is_on_the_side_of_each_speakers_country(world: World) -> None:
    records = ledger(
        world, PEOPLE, quotation(said_by=["boris", "anna"], countries=["lithuania", "belarus"])
    )
    for page in countries(records):
        (subject,) = page.subjects
        assert [saying.said.id for saying in subject.own] == ["quotation"]
        assert subject.others == ()


def test_an_unknown_speaker_is_not_replaced_by_another_person(world: World) -> None:
    records = ledger(world, PEOPLE, quotation(said_by=["nobody"], about=["boris"]))
    assert records.speakers(records.claims["quotation"]) == ()
    assert listed_speakers(records, "quotation") == []
    for page in countries(records):
        assert page.subjects == ()


def test_statements_about_a_person_are_listed_apart_from_their_own(world: World) -> None:
    records = ledger(world, PEOPLE, quotation(said_by=["anna"], about=["boris", "anna"]))
    (boris,) = (page for page in people(records) if page.id == "boris")
    assert boris.statements == ()
    assert [saying.said.id for saying in boris.said_of] == ["quotation"]


def test_a_filter_by_person_matches_both_speakers_and_subjects(world: World) -> None:
    records = ledger(world, PEOPLE, quotation(said_by=["anna"], about=["boris"]))
    (boris,) = (page for page in people(records) if page.id == "boris")
    assert set(boris.said_of[0].said.actors) >= {"anna", "boris"}


def test_the_field_about_names_a_speaker_only_for_sayings(world: World) -> None:
    records = ledger(world, PEOPLE, claim("event", about=["anna"], embeds="inside"))
    assert records.speakers(records.claims["event"]) == ()


SITE = Publication("https://facts.example/", "Facts")


@pytest.mark.parametrize(
    ("fields", "author"),
    [
        # The claim is that "Anna said so", so its author is the paper that printed it.
        ({"said_by": ["anna"], "about": ["boris"]}, "A paper"),
        ({"said_by": ["anna"], "asserted_by": "boris"}, "Boris"),
        ({"asserted_by": "border-guard"}, "State Border Guard"),
    ],
)
def test_the_author_of_a_reviewed_claim_is_its_asserter(
    world: World, fields: dict[str, Any], author: str
) -> None:
    sentence = {"article": "story", "sentence": "S01", "quote": "closed two"}
    records = ledger(
        world, PEOPLE, quotation(verdict="unverified", appears_in=[sentence], **fields)
    )
    result = review(records, SITE, records.claims["quotation"])
    assert result is not None
    assert result["itemReviewed"]["author"]["name"] == author
