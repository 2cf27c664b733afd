"""Tests the properties of records, such as a claim's folder and a source's publisher."""

import pytest
from pydantic import ValidationError

from build_tools.facts.diagnostics import FilePlace, Span
from build_tools.facts.records import Article, Claim, Evidence, Place, Publisher, Revision, Source
from build_tools.facts.records.claims import Directness

CLAIM = {
    "claim": "A crossing closed.",
    "kind": "event",
    "asserted_by": "article",
    "when": "2023-08-18",
    "verdict": "supported",
    "confidence": "high",
    "finding": "So it is.",
    "checked": {"date": "2026-11-22", "by": "the editors"},
}
SOURCE = {
    "title": "A title",
    "url": "https://example.org/",
    "urldate": "2026-11",
    "langid": "en",
    "kind": "newspaper",
}


def test_a_claim_has_defaults_for_optional_fields() -> None:
    claim = Claim.model_validate(CLAIM)
    assert (claim.later, claim.evidence, claim.related, claim.waive) == (False, (), (), {})
    assert claim.outdated is None


@pytest.mark.parametrize("name", sorted(CLAIM))
def test_a_claim_needs_its_required_fields(name: str) -> None:
    with pytest.raises(ValidationError, match=name):
        Claim.model_validate({key: value for key, value in CLAIM.items() if key != name})


def test_a_claim_has_the_name_of_its_folder() -> None:
    claim = Claim.model_validate(CLAIM)
    path = "facts/claims/borders/x.yaml"
    claim.placed("x", path, FilePlace(Span(path)))
    assert claim.shelf == "borders"


def test_partly_is_not_a_stance() -> None:
    values = {"source": "a", "basis": "reporting", "says": "So."}
    with pytest.raises(ValidationError, match="stance"):
        Evidence.model_validate({**values, "stance": "partly"})
    assert Evidence.model_validate({**values, "stance": "silent"}).directness is Directness.DIRECT


def test_a_revision_has_the_text_before_and_after() -> None:
    values = {"date": "2026-11-22", "kind": "correction", "field": "verdict", "reason": "A slip."}
    revision = Revision.model_validate({**values, "from": "wrong", "to": "supported"})
    assert (revision.before, revision.after) == ("wrong", "supported")


def test_the_file_name_of_a_source_gives_its_publisher() -> None:
    source = Source.model_validate(SOURCE)
    source.placed("lrt-1", "facts/sources/lrt.bib", FilePlace(Span("facts/sources/lrt.bib")))
    assert source.publisher == "lrt"


@pytest.mark.parametrize(
    ("title", "words", "origin"),
    [
        ("A title", "A title", "published"),
        ("[Ours]", "Ours", "ours"),
        ("[sic] a title", "[sic] a title", "published"),
        ("A title [updated]", "A title [updated]", "published"),
        ("[Two crossings close]", "Two crossings close", "address"),
        ("Two crossings close", "Two crossings close", "published"),
        ("[Two crossings open]", "Two crossings open", "ours"),
    ],
)
def test_a_title_in_brackets_is_not_a_published_title(title: str, words: str, origin: str) -> None:
    url = "https://example.org/two-crossings-close.html"
    source = Source.model_validate({**SOURCE, "title": title, "url": url})
    assert (source.title_words, source.title_origin) == (words, origin)


@pytest.mark.parametrize("field", ["url", "archiveurl"])
def test_an_address_that_could_run_code_is_refused(field: str) -> None:
    with pytest.raises(ValidationError, match="not an address"):
        Source.model_validate({**SOURCE, field: "javascript:alert(1)"})


@pytest.mark.parametrize(
    ("code", "good"), [("LT", True), ("001", True), ("lt", False), ("LTU", False)]
)
def test_the_country_of_a_publisher_must_be_a_country_code(code: str, good: bool) -> None:
    values = {"name": "LRT", "country": code, "kind": "broadcaster"}
    if good:
        assert Publisher.model_validate(values).country == code
    else:
        with pytest.raises(ValidationError, match="country"):
            Publisher.model_validate(values)


def test_an_article_returns_the_words_of_its_sentences() -> None:
    article = Article.model_validate(
        {
            "title": "T",
            "publisher": "P",
            "date": "2023",
            "sentences": [
                {"id": "S01", "start": "0", "end": "4"},
                {"id": "S02", "start": 5, "end": 9},
            ],
        }
    ).with_text("Čaj. Two.")
    assert article.text == "Čaj. Two."
    assert [article.words_of(sentence) for sentence in article.sentences] == ["Čaj.", "Two."]


@pytest.mark.parametrize("offset", ["-1", "x", "1.5", ""])
def test_offsets_must_be_whole_numbers_from_0(offset: str) -> None:
    sentence = {"id": "S01", "start": offset, "end": offset}
    with pytest.raises(ValidationError, match=r"start[\s\S]*end"):
        Article.model_validate(
            {"title": "T", "publisher": "P", "date": "2023", "sentences": [sentence]}
        )


@pytest.mark.parametrize(
    ("written", "good"),
    [
        ("-90, 180", True),
        ("54.6833, 25.2833", True),
        ("90.0001, 0", False),
        ("0, -180.5", False),
        ("54, 999", False),
        ("54,25", False),
    ],
)
def test_coordinates_must_be_a_valid_latitude_and_longitude(written: str, good: bool) -> None:
    place = {"name": "N", "kind": "town", "countries": ["lithuania"], "coordinates": written}
    if good:
        assert Place.model_validate(place).coordinates == written
    else:
        with pytest.raises(ValidationError, match="coordinates"):
            Place.model_validate(place)


@pytest.mark.parametrize(("field", "most"), [("claim", 400), ("finding", 2000)])
def test_the_limits_on_text_lengths_are_exact(field: str, most: int) -> None:
    assert Claim.model_validate({**CLAIM, field: "x" * most})
    with pytest.raises(ValidationError, match=field):
        Claim.model_validate({**CLAIM, field: "x" * (most + 1)})


def test_an_address_is_stored_unchanged() -> None:
    assert Source.model_validate(SOURCE).url == "https://example.org/"
