"""Tests the list of an article's errors, with the numbers of origins for and against each."""

from collections.abc import Callable
from typing import Any

import pytest

from build_tools.facts.project import Project
from build_tools.views.faults import collect
from tests.ledgers import claim, item, ledger, source

World = Callable[..., Project]

FILES = {
    "seeds/story/article.txt": "One. Two.",
    "seeds/story/article.yaml": (
        "title: A story\npublisher: A paper\ndate: 2023-08-24\nsentences:\n"
        "  - {id: S01, start: 0, end: 4}\n"
        "  - {id: S02, start: 5, end: 9}\n"
    ),
    "facts/sources/lrt.bib": source("lrt", "lrt-a"),
    "facts/sources/bns.bib": source("bns", "bns-a"),
}


def wrong(identity: str, sentence: str, **fields: Any) -> dict[str, str]:
    """Return the file of a wrong claim that the article itself makes."""
    place = {"article": "story", "sentence": sentence}
    return claim(identity, appears_in=[place], verdict="wrong", **fields)


@pytest.mark.parametrize(
    ("evidence", "words"),
    [
        (
            [item("lrt-a", "contradicts"), item("bns-a", "contradicts")],
            "two independent origins against it, none for it",
        ),
        (
            [item("lrt-a", "contradicts"), item("bns-a")],
            "one independent origin against it, one origin for it",
        ),
        ([item("bns-a")], "none against it, one origin for it"),
        ([item("lrt-a", "context")], "one independent origin with the context"),
    ],
)
def test_an_error_has_the_numbers_of_origins_for_and_against_the_claim(
    world: World, evidence: list[dict[str, Any]], words: str
) -> None:
    (article,) = collect(ledger(world, FILES, wrong("a", "S01", evidence=evidence)))
    assert [fault.origins for fault in article.shown] == [words]


def test_errors_are_numbered_in_the_order_of_the_text(world: World) -> None:
    records = ledger(world, FILES, wrong("a", "S02"), wrong("b", "S01"), claim("c"))
    (article,) = collect(records)
    assert [(fault.number, fault.link.id) for fault in article.shown] == [(1, "b"), (2, "a")]
    assert article.pins == {"S01": "1", "S02": "2"}


def test_the_wrong_claims_that_an_article_repeats_from_others_are_counted_separately(
    world: World,
) -> None:
    quoted = {"asserted_by": "jonas-petraitis"}
    (article,) = collect(ledger(world, FILES, wrong("a", "S01"), wrong("b", "S02", **quoted)))
    assert (article.total, article.repeated) == (1, 1)
