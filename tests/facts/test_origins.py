"""Tests that copies of a story, and outlets with the same owner, count as one origin."""

import pytest

from build_tools.facts.diagnostics import FilePlace, Span
from build_tools.facts.origins import origin_of, origin_of_source, voices
from build_tools.facts.records import Evidence, Publisher, Source


def publisher(name: str, owner: str | None = None) -> Publisher:
    return Publisher.model_validate(
        {"name": name, "country": "LT", "kind": "newspaper", **({"owner": owner} if owner else {})}
    )


def source(key: str, file: str, origin: str | None = None) -> Source:
    record = Source.model_validate(
        {
            "title": "T",
            "url": "https://example.org/",
            "urldate": "2026-11",
            "langid": "en",
            "kind": "newspaper",
            **({"origin": origin} if origin else {}),
        }
    )
    path = f"facts/sources/{file}.bib"
    record.placed(key, path, FilePlace(Span(path)))
    return record


def item(key: str, origin: str | None = None) -> Evidence:
    values = {"source": key, "stance": "supports", "basis": "reporting", "says": "So."}
    return Evidence.model_validate({**values, **({"origin": origin} if origin else {})})


PUBLISHERS = {
    "delfi": publisher("Delfi"),
    "lrt": publisher("LRT"),
    "tass": publisher("TASS", owner="russian-state"),
    "ria": publisher("RIA", owner="russian-state"),
    "reuters": publisher("Reuters"),
}
SOURCES = {
    "delfi-own": source("delfi-own", "delfi"),
    "delfi-wire": source("delfi-wire", "delfi", origin="reuters"),
    "lrt-wire": source("lrt-wire", "lrt", origin="reuters"),
    "lrt-own": source("lrt-own", "lrt"),
    "lrt-speech": source("lrt-speech", "lrt", origin="a-speech"),
    "tass-1": source("tass-1", "tass"),
    "ria-1": source("ria-1", "ria"),
    "stray-1": source("stray-1", "stray"),
}


def count(*items: Evidence) -> list[tuple[str, int]]:
    return [(voice.id, len(voice.items)) for voice in voices(items, SOURCES, PUBLISHERS)]


def test_the_origin_of_an_evidence_item_takes_precedence() -> None:
    assert origin_of(item("delfi-wire", "a-leak"), SOURCES, PUBLISHERS) == "a-leak"


def test_the_origin_of_the_source_is_used_if_the_item_has_none() -> None:
    assert origin_of(item("delfi-wire"), SOURCES, PUBLISHERS) == "reuters"


def test_the_publisher_is_the_origin_if_no_origin_is_named() -> None:
    assert origin_of(item("delfi-own"), SOURCES, PUBLISHERS) == "delfi"


def test_the_owner_of_an_outlet_is_its_origin_however_the_outlet_is_named() -> None:
    assert origin_of(item("tass-1"), SOURCES, PUBLISHERS) == "russian-state"
    assert origin_of(item("lrt-own", "ria"), SOURCES, PUBLISHERS) == "russian-state"


def test_an_unknown_source_counts_as_one_origin() -> None:
    assert origin_of(item("no-such-source"), SOURCES, PUBLISHERS) == "no-such-source"
    assert origin_of(item("stray-1"), SOURCES, PUBLISHERS) == "stray"


def test_copies_of_the_same_agency_report_count_as_one_origin() -> None:
    assert count(item("delfi-wire"), item("lrt-wire")) == [("reuters", 2)]


def test_outlets_of_the_same_owner_count_as_one_origin() -> None:
    assert count(item("tass-1"), item("ria-1"), item("lrt-own")) == [
        ("russian-state", 2),
        ("lrt", 1),
    ]


def test_a_single_outlet_can_report_from_two_origins() -> None:
    assert count(item("lrt-own"), item("lrt-speech")) == [("lrt", 1), ("a-speech", 1)]


def test_origins_are_in_the_order_of_their_first_item() -> None:
    result = count(item("lrt-own"), item("delfi-wire"), item("lrt-own"), item("tass-1"))
    assert result == [("lrt", 2), ("reuters", 1), ("russian-state", 1)]


def test_a_claim_without_evidence_has_no_origin() -> None:
    assert count() == []


@pytest.mark.parametrize(
    ("key", "origin"),
    [
        ("delfi-own", "delfi"),
        ("delfi-wire", "reuters"),
        ("lrt-speech", "a-speech"),
        ("tass-1", "russian-state"),
        ("stray-1", "stray"),
    ],
)
def test_a_source_has_the_same_origin_as_an_item_that_cites_it(key: str, origin: str) -> None:
    assert origin_of_source(SOURCES[key], PUBLISHERS) == origin
    assert origin_of(item(key), SOURCES, PUBLISHERS) == origin
