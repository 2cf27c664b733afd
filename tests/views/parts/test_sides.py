"""What each side says: who speaks, what contradicts what, evidence for and against."""

from collections.abc import Callable
from typing import Any

from build_tools.facts.ledger import Ledger
from build_tools.facts.reading import Project
from build_tools.views.parts.sides import Saying, contests_of, pairs_of, subjects_of
from tests.ledgers import claim, item, ledger

World = Callable[..., Project]

PEOPLE = {
    "facts/vocabulary/people.yaml": (
        "jonas-petraitis:\n  name: Jonas Petraitis\n  country: lithuania\n"
        "  roles:\n    - title: Minister\n"
        "anton:\n  name: Anton\n  country: belarus\n  roles:\n    - title: Spokesman\n"
    )
}


def said(identity: str, **fields: Any) -> dict[str, str]:
    return claim(
        identity,
        **{"kind": "quotation", "topics": ["borders"], "countries": ["lithuania"], **fields},
    )


def names(sayings: tuple[Saying, ...]) -> list[str]:
    return [voice.link.name for saying in sayings for voice in saying.voices]


def all_claims(held: Ledger) -> list[Any]:
    return list(held.claims.values())


def test_statements_stand_on_the_side_of_their_speakers_country(world: World) -> None:
    held = ledger(
        world,
        PEOPLE,
        said("a", asserted_by="jonas-petraitis"),
        said("b", about=["border-guard"]),
        said("c", about=["anton"]),
        said("d", about=["medininkai"]),
        claim("e", topics=["borders"]),
    )
    (subject,) = subjects_of(held, "lithuania", all_claims(held))
    assert subject.name == "Borders"
    assert names(subject.own) == ["Jonas Petraitis", "State Border Guard"]
    # A photograph's credit has no speaker, and an event is no statement.
    assert names(subject.others) == ["Anton"]
    (abroad,) = subjects_of(held, "belarus", all_claims(held))
    assert names(abroad.own) == ["Anton"]


def test_a_person_who_repeats_a_claim_is_its_speaker(world: World) -> None:
    held = ledger(
        world,
        PEOPLE,
        claim("content", asserted_by="jonas-petraitis", kind="relation"),
        said("again", said_by=["anton"], about=["anton"], embeds="content"),
        said("first", about=["anton", "jonas-petraitis"], embeds="content"),
    )
    (subject,) = subjects_of(held, "lithuania", all_claims(held))
    assert [one.said.id for one in subject.others] == ["again"]
    assert [one.said.id for one in subject.own] == ["first"]
    assert subject.own[0].content
    assert subject.own[0].content.id == "content"


def test_statements_without_a_known_subject_come_last(world: World) -> None:
    held = ledger(world, PEOPLE, said("a", about=["anton"], topics=[]), said("b", about=["anton"]))
    found = subjects_of(held, "lithuania", all_claims(held))
    assert [(one.id, len(one.others)) for one in found] == [("borders", 1), ("other", 1)]


def test_two_voices_that_contradict_are_a_pair_with_the_countrys_own_first(world: World) -> None:
    why = "Each says that the other did it."
    related = [{"claim": "b", "relation": "contradicts", "why": why}]
    held = ledger(
        world,
        PEOPLE,
        claim("a", asserted_by="anton", related=related),
        claim("b", asserted_by="jonas-petraitis"),
    )
    for concerning in (["a", "b"], ["a"], ["b"]):
        claims = [held.claims[name] for name in concerning]
        (pair,) = pairs_of(held, "lithuania", claims)
        assert (pair.one.said.id, pair.other.said.id, pair.why) == ("b", "a", why)
    (abroad,) = pairs_of(held, "belarus", all_claims(held))
    assert abroad.one.said.id == "a"


def test_the_article_is_no_side_and_another_relation_no_contradiction(world: World) -> None:
    held = ledger(
        world,
        PEOPLE,
        claim("a", related=[{"claim": "b", "relation": "contradicts", "why": "It does."}]),
        claim(
            "b",
            asserted_by="anton",
            related=[{"claim": "c", "relation": "follows", "why": "It came after."}],
        ),
        claim("c", asserted_by="jonas-petraitis"),
    )
    assert pairs_of(held, "lithuania", all_claims(held)) == ()


def test_a_claim_that_stays_open_shows_its_evidence_on_both_sides(world: World) -> None:
    both = [
        item("lrt-2023-08-16-closures"),
        item("tass-2023-08-18-closed", "contradicts"),
        item("tass-2023-08-18-closed", "context"),
    ]
    held = ledger(
        world,
        claim("open", evidence=both, verdict="disputed"),
        claim("settled", evidence=both, verdict="misleading"),
        claim("one-sided", evidence=both[:1], verdict="attributed-only"),
    )
    (contest,) = contests_of(held, all_claims(held))
    assert contest.link.id == "open"
    assert [one.key for one in contest.supporting] == ["lrt-2023-08-16-closures"]
    assert [one.key for one in contest.against] == ["tass-2023-08-18-closed"]
