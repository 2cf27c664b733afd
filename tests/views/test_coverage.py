"""Coverage: each sentence with its state and claims, and never more than its first words."""

from collections.abc import Callable

from build_tools.facts.reading import Project
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
    return [{"article": "story", "sentence": one} for one in sentences]


def test_each_sentence_has_a_state_and_those_to_do_are_not_counted_as_done(world: World) -> None:
    held = ledger(
        world,
        STORY,
        claim("a", appears_in=at("S01", "S02")),
        claim("b", appears_in=at("S01", "S01")),
    )
    (found,) = collect(held)
    assert [(one.id, one.state, one.state_words) for one in found.sentences] == [
        ("S01", "claims", "Checked"),
        ("S02", "claims", "Checked"),
        ("S03", "not-checkable", "Not checkable"),
        ("S04", "todo", "To do"),
        ("S05", "todo", "To do"),
    ]
    assert (found.accounted, found.todo) == (3, 2)
    assert [[link.id for link in one.claims] for one in found.sentences][:3] == [
        ["a", "b"],
        ["a"],
        [],
    ]
    assert found.sentences[2].reason == "An opinion."


def test_a_sentence_is_marked_by_the_gravest_of_its_verdicts(world: World) -> None:
    held = ledger(
        world,
        STORY,
        claim("a", appears_in=at("S01", "S02"), verdict="supported"),
        claim("b", appears_in=at("S01"), verdict="wrong"),
        claim("c", appears_in=at("S01"), verdict="unverified"),
    )
    (found,) = collect(held)
    assert [one.worst and one.worst.id for one in found.sentences][:3] == ["b", "a", None]


def test_without_claims_a_sentence_keeps_the_state_that_was_written(world: World) -> None:
    (found,) = collect(ledger(world, STORY))
    states = [one.state for one in found.sentences]
    assert states == ["todo", "context", "not-checkable", "todo", "todo"]
    assert (found.accounted, found.todo) == (2, 3)


def test_the_article_is_never_republished(world: World) -> None:
    (found,) = collect(ledger(world, STORY))
    assert SHOWN_WORDS < 10
    assert found.sentences[0].words == "One two three four five six seven…"
    assert found.sentences[1].words == "Context."
