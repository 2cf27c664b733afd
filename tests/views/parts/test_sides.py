"""Tests the statements of each side: speakers, contradictions, and evidence for and against."""

from collections.abc import Callable
from typing import Any

from build_tools.facts.ledger import Ledger
from build_tools.facts.project import Project
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


def all_claims(records: Ledger) -> list[Any]:
    return list(records.claims.values())


def test_statements_are_on_the_side_of_the_speakers_country(world: World) -> None:
    records = ledger(
        world,
        PEOPLE,
        said("a", asserted_by="jonas-petraitis"),
        said("b", about=["border-guard"]),
        said("c", about=["anton"]),
        said("d", about=["medininkai"]),
        claim("e", topics=["borders"]),
    )
    (subject,) = subjects_of(records, "lithuania", all_claims(records))
    assert subject.name == "Borders"
    assert names(subject.own) == ["Jonas Petraitis", "State Border Guard"]
    # A photograph's credit has no speaker, and an event is not a statement.
    assert names(subject.others) == ["Anton"]
    (abroad,) = subjects_of(records, "belarus", all_claims(records))
    assert names(abroad.own) == ["Anton"]


def test_a_person_who_repeats_a_claim_is_its_speaker(world: World) -> None:
    records = ledger(
        world,
        PEOPLE,
        claim("content", asserted_by="jonas-petraitis", kind="relation"),
        said("again", said_by=["anton"], about=["anton"], embeds="content"),
        said("first", about=["anton", "jonas-petraitis"], embeds="content"),
    )
    (subject,) = subjects_of(records, "lithuania", all_claims(records))
    assert [saying.said.id for saying in subject.others] == ["again"]
    assert [saying.said.id for saying in subject.own] == ["first"]
    assert subject.own[0].content
    assert subject.own[0].content.id == "content"


def test_statements_without_a_known_subject_come_last(world: World) -> None:
    records = ledger(
        world, PEOPLE, said("a", about=["anton"], topics=[]), said("b", about=["anton"])
    )
    subjects = subjects_of(records, "lithuania", all_claims(records))
    assert [(saying.id, len(saying.others)) for saying in subjects] == [
        ("borders", 1),
        ("other", 1),
    ]


def test_contradicting_speakers_are_paired_with_the_countrys_own_speaker_first(
    world: World,
) -> None:
    why = "Each says that the other did it."
    related = [{"claim": "b", "relation": "contradicts", "why": why}]
    records = ledger(
        world,
        PEOPLE,
        claim("a", asserted_by="anton", related=related),
        claim("b", asserted_by="jonas-petraitis"),
    )
    for concerning in (["a", "b"], ["a"], ["b"]):
        claims = [records.claims[name] for name in concerning]
        (pair,) = pairs_of(records, "lithuania", claims)
        assert (pair.first.said.id, pair.second.said.id, pair.why) == ("b", "a", why)
    (abroad,) = pairs_of(records, "belarus", all_claims(records))
    assert abroad.first.said.id == "a"


def test_the_article_does_not_count_as_a_side(world: World) -> None:
    records = ledger(
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
    assert pairs_of(records, "lithuania", all_claims(records)) == ()


def test_an_open_claim_shows_evidence_for_and_against(world: World) -> None:
    both = [
        item("lrt-2023-08-16-closures"),
        item("lrt-2023-08-16-closures", part="the day"),
        item("tass-2023-08-18-closed", "contradicts"),
        item("tass-2023-08-18-closed", "context"),
    ]
    records = ledger(
        world,
        claim("open", evidence=both, verdict="disputed"),
        claim("settled", evidence=both, verdict="misleading"),
        claim("one-sided", evidence=both[:1], verdict="attributed-only"),
    )
    (contest,) = contests_of(records, all_claims(records))
    assert contest.link.id == "open"
    (supporting,), (against,) = contest.supporting, contest.against
    assert [one.number for one in supporting.items] == [1, 2]
    assert [one.number for one in against.items] == [3]
    # Two items of the same origin count once, as on the claim's own page.
    assert (contest.supporting_words, contest.against_words) == ("one origin", "one origin")


def test_the_two_questions_about_statements_are_counted_separately(world: World) -> None:
    records = ledger(
        world,
        PEOPLE,
        claim("content", asserted_by="anton", kind="relation"),
        said("a", about=["anton"], embeds="content"),
        said("b", about=["anton"], embeds="content"),
        said("c", about=["anton"]),
    )
    (subject,) = subjects_of(records, "lithuania", all_claims(records))
    assert sum(number for _, number in subject.said) == 3
    assert sum(number for _, number in subject.true) == 2
