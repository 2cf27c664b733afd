"""Tests that a name is reported at its location if the record does not list or cite the name."""

from collections.abc import Callable
from typing import Any

import pytest

from build_tools.facts.ledger import Ledger
from build_tools.facts.names import mentions
from build_tools.facts.project import Project
from build_tools.rules.supported_names import check_claim
from tests.ledgers import claim, item, ledger

World = Callable[..., Project]
LRT = "lrt-2023-08-16-closures"
PEOPLE = """\
jonas-petraitis:
  name: Jonas Petraitis
  spellings: [Petraitis]
  country: lithuania
  roles: [{title: Minister}]
ona-kazlauskiene:
  name: Ona Kazlauskienė
  original: Она Казлаускене
  country: lithuania
  roles: [{title: Head}]
li-an:
  name: Li An
  roles: [{title: Envoy}]
"""
BODIES = """\
union-state:
  name: Union State of Belarus and Lithuania
  kind: union
radio-free:
  name: Radio Free/Radio Open
  spellings: [RF/RO]
  kind: broadcaster
a-bank:
  name: Union Bank of Vilnius
  kind: bank
b-bank:
  name: Union Bank
  kind: bank
us-embassy:
  name: US Embassy
  spellings: [US]
  kind: embassy
"""
PLACES = """\
vilnius:
  name: Vilnius
  kind: capital
  countries: [lithuania]
medininkai:
  name: Medininkai
  kind: border crossing
  countries: [lithuania, belarus]
"""
VOCABULARY = {
    "facts/vocabulary/people.yaml": PEOPLE,
    "facts/vocabulary/organisations.yaml": BODIES,
    "facts/vocabulary/places.yaml": PLACES,
}

# Each row: the claim, other fields of its record, and the names that are refused.
CASES: tuple[tuple[str, dict[str, Any], list[str]], ...] = (
    ("Belarus closed.", {}, ["Belarus"]),
    ("Lithuania closed.", {}, []),  # the title of the source contains the name
    ("Lithuania closed.", {"countries": ["lithuania"]}, []),
    ("Belarus closed.", {"countries": ["lithuania"]}, ["Belarus"]),
    ("Petraitis spoke.", {"about": ["jonas-petraitis"]}, []),
    ("Kazlauskiene spoke.", {"about": ["ona-kazlauskiene"]}, []),
    ("Kazlauskienė's words.", {"about": ["jonas-petraitis"]}, ["Kazlauskienė"]),
    ("Jonas Petraitis spoke.", {"asserted_by": "jonas-petraitis"}, []),
    ("Jonas Petraitis spoke.", {"kind": "quotation", "said_by": ["ona-kazlauskiene"]}, ["Jonas"]),
    # The country of a person, and a capital city that means its state.
    ("Lithuania spoke.", {"about": ["jonas-petraitis"]}, []),
    ("Vilnius spoke.", {"countries": ["lithuania"]}, []),
    ("Vilnius spoke.", {"countries": ["belarus"]}, ["Vilnius"]),
    ("Medininkai closed.", {"countries": ["lithuania"]}, ["Medininkai"]),
    # Evidence, sources and linked claims may contain the name.
    ("Medininkai closed.", {"says": "The post at Medininkai closed."}, []),
    ("Kazlauskienė spoke.", {"quote": {"text": "Она Казлаускене сказала", "lang": "ru"}}, []),
    ("LRT's Petraitis spoke.", {"quote": {"text": "x y z", "speaker": "J. Petraitis"}}, []),
    # A claim may use names from the claim that it embeds, but not from related claims.
    ("Belarus closed.", {"related": "other"}, ["Belarus"]),
    ("It said that Belarus closed.", {"embeds": "other", "kind": "attribution"}, []),
    # The longest name is used, quoted words are ignored, and lower-case words are not names.
    ("The Union State of Belarus and Lithuania met.", {"about": ["union-state"]}, []),
    ("It met RF/RO and us.", {"about": ["radio-free"]}, []),
    ("It met the US there.", {}, ["US"]),
    ("He said “Belarus” of it.", {}, []),
    ("Belarusian words, an Li or Anna.", {}, []),
)


def facts_of(world: World, words: str, says: str = "It.", **fields: Any) -> Ledger:
    evidence = item(LRT, says=says, **({"quote": fields.pop("quote")} if "quote" in fields else {}))
    if "related" in fields:
        link = {"claim": fields["related"], "relation": "follows", "why": "Next."}
        fields["related"] = [link]
    own = claim("x", **{"claim": words, "evidence": [evidence], **fields})
    return ledger(
        world, own, claim("other", claim="Belarus acted.", countries=["belarus"]), **VOCABULARY
    )


@pytest.mark.parametrize(("words", "fields", "expected"), CASES)
def test_a_name_must_be_listed_or_cited(
    world: World, words: str, fields: dict[str, Any], expected: list[str]
) -> None:
    facts = facts_of(world, words, **fields)
    record = facts.claims["x"]
    spans = [problem.span for problem in check_claim(facts, record)]
    line = record.place.text.split("\n")[1]  # type: ignore[attr-defined]
    named = [line[span.column - 1 : span.end_column - 1] for span in spans]
    assert [name.split()[0] for name in named] == expected


def test_names_in_a_finding_are_checked(world: World) -> None:
    facts = facts_of(world, "It closed.", finding="Then Medininkai closed.")
    (problem,) = check_claim(facts, facts.claims["x"])
    assert problem.span.line == facts.claims["x"].place.span("finding").line


@pytest.mark.parametrize(
    ("field", "fields", "refused"),
    [
        ("finding", {"related": "other"}, False),
        ("finding", {}, True),
        ("finding_short", {"related": "other"}, False),
        ("short", {"related": "other"}, True),
        ("short", {"says": "Belarus closed."}, True),
        ("short", {"countries": ["belarus"]}, False),
        ("short", {"about": ["medininkai"]}, False),
    ],
)
def test_a_label_names_only_what_the_claim_is_about(
    world: World, field: str, fields: dict[str, Any], refused: bool
) -> None:
    facts = facts_of(world, "It closed.", **{field: "Belarus closes it"}, **fields)
    assert bool(list(check_claim(facts, facts.claims["x"]))) is refused


def test_the_longest_of_overlapping_names_is_found_in_every_spelling(world: World) -> None:
    facts = facts_of(world, "It closed.")
    text = (
        "Radio Free / Radio Open met Ona Kazlauskiene of the Union State of Belarus and Lithuania."
    )
    found = [(text[one.start : one.end], sorted(one.ids)) for one in mentions(facts, text)]
    assert found == [
        ("Ona Kazlauskiene", ["ona-kazlauskiene"]),
        ("Union State of Belarus and Lithuania", ["union-state"]),
    ]
    assert [one.ids for one in mentions(facts, "Union Bank of Vilnius")] == [{"a-bank"}]
    assert len(mentions(facts, "Belarus " * 2000)) == 2000
