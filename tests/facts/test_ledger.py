"""Tests that the ledger connects records in both directions and ignores unknown references."""

from collections.abc import Callable

import pytest

from build_tools.facts.ledger import Ledger
from build_tools.facts.project import Project
from build_tools.facts.reading import read
from build_tools.facts.records import Claim, Records, Stance

World = Callable[..., Project]


@pytest.fixture
def ledger(world: World) -> Ledger:
    return Ledger(read(world())[0])


def names(claims: object) -> list[str]:
    assert isinstance(claims, list | tuple)
    return [claim.id for claim in claims]


def test_records_are_found_by_id_and_listed_in_id_order(ledger: Ledger) -> None:
    assert ledger.claims["two-crossings"].kind == "event"
    assert list(ledger.claims) == sorted(ledger.claims)
    assert ledger.countries["lithuania"].code == "LT"


def test_entities_include_people_organisations_and_places(ledger: Ledger) -> None:
    assert {"jonas-petraitis", "border-guard", "medininkai"} <= set(ledger.entities)
    assert "lithuania" not in ledger.entities


def test_the_claims_that_cite_a_source_are_returned_with_their_evidence(ledger: Ledger) -> None:
    ((claim, item),) = ledger.citing("tass-2023-08-18-closed")
    assert (claim.id, item.source) == ("two-crossings", "tass-2023-08-18-closed")
    assert ledger.citing("no-such-source") == ()


def test_claims_are_found_by_sentence(ledger: Ledger) -> None:
    assert names(ledger.in_sentence("story", "S01")) == ["two-crossings"]
    assert ledger.in_sentence("story", "S02") == ()
    assert ledger.in_sentence("no-story", "S01") == ()


def test_claims_are_found_by_country_topic_person_and_place(ledger: Ledger) -> None:
    assert names(ledger.concerning("belarus")) == ["two-crossings"]
    assert names(ledger.concerning("medininkai")) == ["two-crossings"]
    assert names(ledger.concerning("jonas-petraitis")) == ["crossings-are-a-threat", "said-threat"]
    assert {"later-step", "two-crossings"} <= set(names(ledger.concerning("borders")))
    assert ledger.concerning("nobody") == ()


def test_embedding_and_related_claims_are_found_in_both_directions(ledger: Ledger) -> None:
    assert names(ledger.embedding("crossings-are-a-threat")) == ["said-threat"]
    assert ledger.embedding("said-threat") == ()
    assert [(claim.id, *rest) for claim, *rest in ledger.pointing_at("two-crossings")] == [
        ("later-step", "follows", "The next step.")
    ]


def test_origins_can_be_limited_to_some_stances(ledger: Ledger) -> None:
    claim = ledger.claims["two-crossings"]
    assert [voice.id for voice in ledger.voices(claim)] == ["lrt", "russian-state"]
    assert ledger.voices(claim, Stance.CONTRADICTS) == ()
    assert len(ledger.voices(claim, Stance.SUPPORTS, Stance.SILENT)) == 2


def changed(claim: Claim, **values: object) -> Claim:
    copy = claim.model_copy(update=values)
    copy.placed(claim.id, claim.path, claim.place)
    return copy


def test_only_the_first_of_two_duplicate_records_is_used(ledger: Ledger) -> None:
    first = ledger.claims["two-crossings"]
    second = changed(first, finding="Another.")
    assert Ledger(Records(claims=(first, second))).claims["two-crossings"] is first
    assert Ledger(Records(claims=(second, first))).claims["two-crossings"] is second


def test_a_claim_is_listed_once_if_it_names_an_entity_twice(ledger: Ledger) -> None:
    claim = ledger.claims["two-crossings"]
    twice = changed(
        claim, appears_in=claim.appears_in * 2, countries=("belarus", "belarus"), about=("belarus",)
    )
    other = Ledger(Records(claims=(twice,)))
    assert names(other.in_sentence("story", "S01")) == ["two-crossings"]
    assert names(other.concerning("belarus")) == ["two-crossings"]


def test_references_to_unknown_records_are_ignored(ledger: Ledger) -> None:
    alone = Ledger(Records(claims=(ledger.claims["two-crossings"],)))
    assert len(alone.voices(alone.claims["two-crossings"])) == 2
    assert alone.sources == {}
    assert Ledger(Records()).entities == {}


def test_limiting_origins_to_the_only_stance_leaves_them_unchanged(
    ledger: Ledger,
) -> None:
    claim = ledger.claims["two-crossings"]
    supporting = claim.model_copy(
        update={
            "evidence": tuple(item for item in claim.evidence if item.stance is Stance.SUPPORTS)
        }
    )
    assert ledger.voices(supporting, Stance.SUPPORTS) == ledger.voices(supporting) != ()
    assert ledger.voices(supporting, Stance.CONTRADICTS) == ()
