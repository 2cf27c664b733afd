"""Tests that the speaker in a claim is compared with the record and the stored passage."""

from collections.abc import Callable

import pytest

from build_tools.facts.project import Project
from build_tools.quotations.attributions import attributed_to, sayers
from build_tools.quotations.proper_names import person_words
from build_tools.rules.exchanged_speakers import check_claim
from tests.ledgers import claim, item, ledger

World = Callable[..., Project]
LRT = "lrt-2023-08-16-closures"
PEOPLE = """\
jonas-petraitis:
  name: Jonas Petraitis
  roles: [{title: Minister}]
ona-onaite:
  name: Rasa Onaitė
  roles: [{title: Minister}]
"""


@pytest.mark.parametrize(
    ("words", "said_by", "refused"),
    [
        ("Jonas Petraitis said that it closed.", "jonas-petraitis", False),
        ("Rasa Onaitė said that it closed.", "jonas-petraitis", True),
        ("Jonas Petraitis said that it closed.", "ona-onaite", True),
        ("Rasa Onaitė said that Jonas Petraitis closed it.", "jonas-petraitis", False),
        ("The minister said that it closed.", "jonas-petraitis", False),
    ],
)
def test_a_claim_that_names_a_different_speaker_from_its_record_is_refused(
    world: World, words: str, said_by: str, refused: bool
) -> None:
    files = claim("it", claim=words, kind="attribution", said_by=[said_by], evidence=[item(LRT)])
    known = ledger(world, files, **{"facts/vocabulary/people.yaml": PEOPLE})
    assert bool(list(check_claim(known, known.claims["it"]))) is refused


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Councillor Penrose", {"penrose"}),
        ("Anna Penrose, councillor", {"anna", "penrose"}),
        ("Penrose", set()),
        ("Kestmere Town Council", set()),
        ("minister of defence", set()),
        ("LRT", set()),
    ],
)
def test_words_name_a_person_if_they_contain_an_office_or_two_names(
    text: str, expected: set[str]
) -> None:
    assert person_words(text, "en") == expected


def test_a_role_may_separate_a_name_from_its_verb() -> None:
    text = "“It closed,” Tom Example, chairman of the club, told the paper."
    assert attributed_to(text, 0, text.index("”") + 1) == "Tom Example"
    text = "“It closed,” Tom Example, chairman of the club, left the paper."
    assert attributed_to(text, 0, text.index("”") + 1) == ""


def test_a_name_before_a_verb_of_saying_is_a_speaker() -> None:
    text = "Anna Penrose said that the town told Ben. Ben Hollis closed it."
    assert list(sayers(text)) == [(0, "Anna Penrose")]
