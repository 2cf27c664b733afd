"""Tests that the counts never include an unchecked quotation as checked."""

from collections.abc import Callable, Mapping
from dataclasses import replace

import pytest

from build_tools.facts.ledger import Ledger
from build_tools.facts.project import Project
from build_tools.facts.reading import read
from build_tools.quotations.counts import Counts, count
from build_tools.quotations.quotation_counts import QuotationCounts, SourceQuotationCounts

World = Callable[..., Project]
CLAIM = "facts/claims/borders/two-crossings.yaml"
ARTICLE = "seeds/story/article.yaml"


def counted(project: Project) -> Counts:
    return count(Ledger(read(project)[0]))


@pytest.fixture
def with_quote(tiny: Mapping[str, str], world: World) -> Callable[[str], Counts]:
    """Return a function that counts the tiny project with a changed quotation from the article."""

    def changed(quote: str) -> Counts:
        text = tiny[CLAIM].replace("quote: closed two of its six crossings", f"quote: {quote}")
        assert quote in text
        return counted(world({CLAIM: text}))

    return changed


def test_the_tiny_project_has_the_expected_counts(world: World) -> None:
    project = world()
    records, _ = read(project)
    assert counted(project) == Counts(
        claims=len(list((project.facts / "claims" / "borders").iterdir())) - len(records.redirects),
        sources=2,
        publishers=2,
        entities=3,
        of_article=QuotationCounts(exact=1),
        of_sources=SourceQuotationCounts(uncheckable=1),
        sentences=2,
        sentences_accounted=2,
        sentences_todo=0,
    )


def test_a_typographic_match_counts_as_checked(with_quote: Callable[[str], Counts]) -> None:
    counts = with_quote("closed two of\u00a0its six crossings")
    assert (counts.of_article.checked, counts.of_article.failed) == (1, 0)


def test_an_absent_quotation_counts_as_failed(with_quote: Callable[[str], Counts]) -> None:
    for words in ("closed three of its six", "closed two … crossings", "losed two of its"):
        counts = with_quote(words)
        assert (counts.of_article.checked, counts.of_article.failed) == (0, 1)


def test_a_quotation_in_a_different_sentence_or_article_counts_as_failed(
    world: World, tiny: Mapping[str, str]
) -> None:
    for old, new in (("sentence: S01", "sentence: S02"), ("article: story", "article: other")):
        counts = counted(world({CLAIM: tiny[CLAIM].replace(old, new)}))
        assert (counts.of_article.checked, counts.of_article.failed) == (0, 1)


def test_claims_without_quotations_add_nothing_to_the_counts(
    world: World, tiny: Mapping[str, str]
) -> None:
    text = tiny[CLAIM].replace("    quote: closed two of its six crossings\n", "")
    counts = counted(world({CLAIM: text}))
    assert counts.of_article == QuotationCounts()
    assert counts.of_sources == SourceQuotationCounts(uncheckable=1)
    assert counts.quotations_line().startswith("Quotations: 0 from the article: 0 found in it, 0 ")


def test_a_waived_failing_quotation_is_skipped(world: World, tiny: Mapping[str, str]) -> None:
    text = tiny[CLAIM].replace("closed two of its six crossings", "closed ten of them")
    counts = counted(world({CLAIM: f"{text}waive:\n  article-words: For a test.\n"}))
    assert counts.of_article == QuotationCounts(skipped=1)


def test_sentences_marked_todo_are_not_accounted_for(world: World, tiny: Mapping[str, str]) -> None:
    text = tiny[ARTICLE].replace("state: context", "state: todo")
    counts = counted(world({ARTICLE: text}))
    assert (counts.sentences, counts.sentences_accounted, counts.sentences_todo) == (2, 1, 1)


def test_sentences_without_claim_or_state_are_not_accounted_for(
    world: World, tiny: Mapping[str, str]
) -> None:
    text = tiny[ARTICLE].replace("    state: context\n    reason: A credit.\n", "")
    counts = counted(world({ARTICLE: text}))
    assert (counts.sentences, counts.sentences_accounted, counts.sentences_todo) == (2, 1, 0)


def test_counts_are_given_as_sentences_and_as_named_values(world: World) -> None:
    counts = replace(counted(world()), claims=180)
    records, quotations, texts, sentences = counts.lines()
    assert "180 claims, 2 sources, 2 publishers and 3 people" in records
    assert "1 from sources: 0 checked, 1 not checked (no stored text)" in quotations
    assert "0 found" in texts
    assert "2 of 2" in sentences
    named = counts.as_dict()
    assert len(named) == 12
    assert named["of_sources"] == {
        "all": 1,
        "checked": 0,
        "exact": 0,
        "typographic": 0,
        "elided": 0,
        "ambiguous": 0,
        "translated": 0,
        "uncheckable": 1,
        "failed": 0,
        "skipped": 0,
        "no_denials": 0,
        "against_excerpt": 0,
        "against_page": 0,
        "near_edge": 0,
    }


def test_quotations_from_articles_and_sources_are_counted_separately(world: World) -> None:
    counts = replace(
        counted(world()),
        of_article=QuotationCounts(exact=5, typographic=2, failed=3, skipped=1),
        of_sources=SourceQuotationCounts(exact=1, elided=1, translated=1, failed=4, skipped=2),
    )
    article, sources = counts.quotations_line().split(";")
    for part in ("11 ", "7 found in it (5 exact, 2 typographic)", "3 failed", "1 skipped"):
        assert part in article
    for part in ("9 ", "3 checked (1 exact, 1 elided, 1 translated)", "4 failed", "2 skipped"):
        assert part in sources
