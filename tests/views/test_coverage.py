"""Tests that coverage shows each sentence with its state and claims, but only its first words."""

from collections.abc import Callable

import pytest

from build_tools.facts.project import Project
from build_tools.views.coverage import SHOWN_WORDS, collect
from tests.ledgers import claim, ledger

World = Callable[..., Project]

TEXT = "One two three four five six seven eight nine. Context. An opinion. To do. Left out."
STORY = {
    "seeds/story/article.txt": TEXT,
    "seeds/story/article.yaml": (
        "title: A story\npublisher: A paper\ndate: 2023-08-24\nsentences:\n"
        "  - {id: S01, start: 0, end: 45}\n"
        "  - {id: S02, start: 46, end: 54, state: context, reason: Where it happened.}\n"
        "  - {id: S03, start: 55, end: 66, state: not-checkable, reason: An opinion.}\n"
        "  - {id: S04, start: 67, end: 73, state: todo}\n"
        "  - {id: S05, start: 74, end: 83}\n"
    ),
}


def at(*sentences: str) -> list[dict[str, str]]:
    return [{"article": "story", "sentence": sentence} for sentence in sentences]


def test_each_sentence_has_a_state_and_one_marked_todo_is_not_accounted_for(world: World) -> None:
    records = ledger(
        world,
        STORY,
        claim("a", appears_in=at("S01", "S02")),
        claim("b", appears_in=at("S01", "S01")),
    )
    (coverage,) = collect(records)
    assert [
        (sentence.id, sentence.state, sentence.state_words) for sentence in coverage.sentences
    ] == [
        ("S01", "claims", "Checked"),
        ("S02", "claims", "Checked"),
        ("S03", "not-checkable", "Cannot be checked"),
        ("S04", "todo", "Not examined yet"),
        ("S05", "todo", "Not examined yet"),
    ]
    assert (coverage.accounted, coverage.todo) == (3, 2)
    assert [[link.id for link in sentence.claims] for sentence in coverage.sentences][:3] == [
        ["a", "b"],
        ["a"],
        [],
    ]
    assert coverage.sentences[2].reason == "An opinion."


def test_a_sentence_shows_its_worst_verdict(world: World) -> None:
    records = ledger(
        world,
        STORY,
        claim("a", appears_in=at("S01", "S02"), verdict="supported"),
        claim("b", appears_in=at("S01"), verdict="wrong"),
        claim("c", appears_in=at("S01"), verdict="unverified"),
    )
    (coverage,) = collect(records)
    assert [sentence.worst and sentence.worst.id for sentence in coverage.sentences][:3] == [
        "b",
        "a",
        None,
    ]


def test_a_sentence_without_claims_keeps_its_recorded_state(world: World) -> None:
    (coverage,) = collect(ledger(world, STORY))
    states = [sentence.state for sentence in coverage.sentences]
    assert states == ["todo", "context", "not-checkable", "todo", "todo"]
    assert (coverage.accounted, coverage.todo) == (2, 3)


def test_the_article_is_never_republished(world: World) -> None:
    (coverage,) = collect(ledger(world, STORY))
    assert SHOWN_WORDS < 10
    assert coverage.sentences[0].words == "One two three four five six seven…"
    assert coverage.sentences[1].words == "Context."


@pytest.mark.parametrize(
    ("text", "claims", "repeats"),
    [
        ("One two. One  two.", ["S01", "S02"], ["", "S01"]),
        ("One two. One  two.", ["S01"], ["", ""]),
        ("One two. One  six.", ["S01", "S02"], ["", ""]),
    ],
)
def test_a_sentence_repeats_an_earlier_one_if_its_first_words_and_claims_are_the_same(
    world: World, text: str, claims: list[str], repeats: list[str]
) -> None:
    story = {
        "seeds/story/article.txt": text,
        "seeds/story/article.yaml": (
            "title: A story\npublisher: A paper\ndate: 2023-08-24\nsentences:\n"
            "  - {id: S01, start: 0, end: 8}\n"
            "  - {id: S02, start: 9, end: 18}\n"
        ),
    }
    (coverage,) = collect(ledger(world, story, claim("a", appears_in=at(*claims))))
    assert [sentence.repeats for sentence in coverage.sentences] == repeats
