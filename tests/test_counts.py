"""Check the honest counts: nothing unchecked is counted as checked."""

from collections.abc import Callable, Mapping
from dataclasses import replace

import pytest

from build_tools.counts import Counts, count
from build_tools.ledger import Ledger
from build_tools.reading import Home, read

World = Callable[..., Home]
CLAIM = "facts/claims/borders/two-crossings.yaml"
ARTICLE = "seeds/story/article.yaml"


def counted(home: Home) -> Counts:
    return count(Ledger(read(home)[0]))


@pytest.fixture
def with_quote(tiny: Mapping[str, str], world: World) -> Callable[[str], Counts]:
    """Count the tiny project with other words quoted from its article."""

    def changed(quote: str) -> Counts:
        text = tiny[CLAIM].replace("quote: closed two of its six crossings", f"quote: {quote}")
        assert quote in text
        return counted(world({CLAIM: text}))

    return changed


def test_the_tiny_project(world: World) -> None:
    home = world()
    records, _ = read(home)
    assert counted(home) == Counts(
        claims=len(list((home.facts / "claims" / "borders").iterdir())) - len(records.redirects),
        sources=2,
        publishers=2,
        entities=3,
        quotations_checked=1,
        quotations_exact=1,
        quotations_uncheckable=1,
        quotations_failed=0,
        sentences=2,
        sentences_accounted=2,
        sentences_todo=0,
    )


def test_a_typographic_quotation_is_checked(with_quote: Callable[[str], Counts]) -> None:
    found = with_quote("closed two of\u00a0its six crossings")
    assert (found.quotations_checked, found.quotations_failed) == (1, 0)


def test_a_quotation_that_is_not_there_has_failed(with_quote: Callable[[str], Counts]) -> None:
    for words in ("closed three of its six", "closed two … crossings", "losed two of its"):
        found = with_quote(words)
        assert (found.quotations_checked, found.quotations_failed) == (0, 1)


def test_a_quotation_in_another_sentence_or_article_has_failed(
    world: World, tiny: Mapping[str, str]
) -> None:
    for old, new in (("sentence: S01", "sentence: S02"), ("article: story", "article: other")):
        found = counted(world({CLAIM: tiny[CLAIM].replace(old, new)}))
        assert (found.quotations_checked, found.quotations_failed) == (0, 1)


def test_no_quotation_is_neither_checked_nor_failed(world: World, tiny: Mapping[str, str]) -> None:
    text = tiny[CLAIM].replace("    quote: closed two of its six crossings\n", "")
    found = counted(world({CLAIM: text}))
    assert (found.quotations_checked, found.quotations_failed, found.quotations_uncheckable) == (
        0,
        0,
        1,
    )


def test_a_failing_quotation_that_is_waived_is_skipped(
    world: World, tiny: Mapping[str, str]
) -> None:
    text = tiny[CLAIM].replace("closed two of its six crossings", "closed ten of them")
    found = counted(world({CLAIM: f"{text}waive:\n  article-words: For a test.\n"}))
    assert (found.quotations_checked, found.quotations_failed, found.quotations_skipped) == (
        0,
        0,
        1,
    )


def test_sentences_to_do_are_not_accounted_for(world: World, tiny: Mapping[str, str]) -> None:
    text = tiny[ARTICLE].replace("state: context", "state: todo")
    found = counted(world({ARTICLE: text}))
    assert (found.sentences, found.sentences_accounted, found.sentences_todo) == (2, 1, 1)


def test_sentences_without_claim_or_state_are_not_accounted_for(
    world: World, tiny: Mapping[str, str]
) -> None:
    text = tiny[ARTICLE].replace("    state: context\n    reason: A credit.\n", "")
    found = counted(world({ARTICLE: text}))
    assert (found.sentences, found.sentences_accounted, found.sentences_todo) == (2, 1, 0)


def test_the_counts_in_sentences_and_by_name(world: World) -> None:
    counts = replace(counted(world()), claims=180, quotations_failed=3)
    assert counts.lines() == [
        "Records read: 180 claims, 2 sources, 2 publishers and 3 people, organisations and places.",
        "Quotations: 1 checked (1 exact), 1 uncheckable (no stored text of the source), "
        "3 failed, 0 skipped.",
        "Sentences: 2 of 2 accounted for, 0 to do.",
    ]
    assert counts.as_dict()["quotations_uncheckable"] == 1
    assert len(counts.as_dict()) == 17
