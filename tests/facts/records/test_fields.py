"""Tests that every field is explained, that examples are valid, and that records are immutable."""

from collections.abc import Iterator
from typing import Annotated, Any

import pytest
from pydantic import TypeAdapter, ValidationError
from pydantic.fields import FieldInfo

from build_tools.facts.dates import When
from build_tools.facts.diagnostics import FilePlace, Span
from build_tools.facts.records import Quotation, Topic
from build_tools.facts.records.fields import MAX_QUOTED_WORDS, Date, Language, Part


def models(model: type[Part] = Part) -> Iterator[type[Part]]:
    for child in model.__subclasses__():
        if child.__module__.startswith("build_tools."):
            yield child
            yield from models(child)


FIELDS = [
    pytest.param(field, id=f"{model.__name__}.{name}")
    for model in sorted(set(models()), key=lambda item: item.__name__)
    for name, field in model.model_fields.items()
]


def validated(field: FieldInfo, value: Any) -> Any:
    return TypeAdapter(Annotated[field.annotation, field]).validate_python(value)


def test_the_models_of_all_records_are_found() -> None:
    assert {"Claim", "Evidence", "Source", "Article", "Country"} <= {
        model.__name__ for model in models()
    }


def test_every_field_is_explained() -> None:
    assert [case.id for case in FIELDS if not case.values[0].description] == []


@pytest.mark.parametrize("field", [item for item in FIELDS if item.values[0].examples])
def test_every_good_example_is_valid(field: FieldInfo) -> None:
    for example in field.examples or ():
        assert validated(field, example) is not None


def bad_example(field: FieldInfo) -> Any:
    extra = field.json_schema_extra
    return extra.get("bad") if isinstance(extra, dict) else None


@pytest.mark.parametrize(
    "field",
    # Only people can judge whether a claim can be true or false, so the bad example of a claim is
    # well-formed.
    [item for item in FIELDS if bad_example(item.values[0]) and item.id != "Claim.claim"],
)
def test_every_bad_example_is_invalid(field: FieldInfo) -> None:
    with pytest.raises(ValidationError):
        validated(field, bad_example(field))


def test_the_models_have_bad_examples() -> None:
    assert sum(bad_example(item.values[0]) is not None for item in FIELDS) >= 3


def test_records_are_immutable() -> None:
    topic = Topic(name="Borders", summary="What passes them.")
    with pytest.raises(ValidationError):
        topic.name = "Other"
    with pytest.raises(ValidationError):
        Topic(name="Borders", summary="x", colour="red")  # type: ignore[call-arg]


def test_a_record_has_its_id_file_and_location() -> None:
    topic = Topic(name="Borders", summary="What passes them.")
    place = FilePlace(Span("facts/vocabulary/topics.yaml", 3))
    topic.placed("borders", place.path, place)
    assert (topic.id, topic.path, topic.place) == ("borders", place.path, place)


def test_the_limit_on_quoted_words_is_exact() -> None:
    assert Quotation(text="word " * MAX_QUOTED_WORDS).lang == "en"
    for gap in (" ", "…", "...", " … "):
        with pytest.raises(ValidationError, match="quotes 26 words"):
            Quotation(text=gap.join(["word"] * (MAX_QUOTED_WORDS + 1)))


@pytest.mark.parametrize("letters", ["国", "ｶﾞ", "か"])
def test_ideographs_and_kana_without_spaces_count_as_words(letters: str) -> None:
    assert Quotation(text=letters * 2 * MAX_QUOTED_WORDS, lang="ja").lang == "ja"
    with pytest.raises(ValidationError, match="quotes 26 words"):
        Quotation(text=letters * 2 * (MAX_QUOTED_WORDS + 1), lang="ja")


@pytest.mark.parametrize("letters", ["ก", "กี่", "ກ", "ក", "က", "བ"])
def test_letters_of_south_east_asian_scripts_count_as_words(letters: str) -> None:
    assert Quotation(text=letters * 3 * MAX_QUOTED_WORDS, lang="th").lang == "th"
    with pytest.raises(ValidationError, match="quotes 26 words"):
        Quotation(text=letters * 3 * (MAX_QUOTED_WORDS + 1), lang="th")


@pytest.mark.parametrize("code", ["en", "be", "sr-Latn", "zh-Hant-TW", "rus"])
def test_a_valid_language_tag_is_accepted(code: str) -> None:
    assert TypeAdapter(Language).validate_python(code) == code


@pytest.mark.parametrize("code", ["", "EN", "english", "e", "en_GB", "en-", 'en" onload="x'])
def test_an_invalid_language_tag_is_refused(code: str) -> None:
    with pytest.raises(ValidationError):
        TypeAdapter(Language).validate_python(code)


def test_dates_are_parsed_and_written_back_unchanged() -> None:
    dates: TypeAdapter[When] = TypeAdapter(Date)
    when = dates.validate_python("2023-08~")
    assert isinstance(when, When)
    assert dates.validate_python(when) is when
    assert dates.dump_python(when) == "2023-08~"
    with pytest.raises(ValidationError, match="date"):
        dates.validate_python("last week")
