"""Tests that CSL-JSON contains every source, with dates that reference managers can read."""

import json

import pytest

from build_tools.exports.formats.csl_json import _date
from build_tools.facts.dates import When
from build_tools.facts.ledger import Ledger
from tests.exports.conftest import made_by
from tests.hostile import hostile


def test_every_source_is_listed_with_its_fields(any_ledger: Ledger) -> None:
    items = json.loads(made_by("csl_json", any_ledger)["data/sources.csl.json"].data)
    assert [item["id"] for item in items] == list(any_ledger.sources)
    for item in items:
        source = any_ledger.sources[item["id"]]
        assert (item["title"], item["URL"], item["language"]) == (
            *(source.title, source.url, source.langid),
        )
        assert item.get("archive_location") == source.archiveurl
        assert item.get("note") == source.note
        assert len(item.get("author", [])) == len(source.authors)
        assert ("issued" in item) == (source.date is not None)


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("2023-08-16", {"date-parts": [[2023, 8, 16]]}),
        ("2023-08", {"date-parts": [[2023, 8]]}),
        ("2023~", {"date-parts": [[2023]], "circa": True}),
        ("2023-21", {"date-parts": [[2023]], "season": 1}),
        ("2023-24", {"date-parts": [[2023]], "season": 4}),
        ("2023-08-01/2023-09", {"date-parts": [[2023, 8, 1], [2023, 9]]}),
        ("2023-08-16?", {"literal": "possibly 16 August 2023"}),
        ("2023-08-01/..", {"literal": "since 1 August 2023"}),
        ("-0043", {"literal": "44 BC"}),
        ("199X", {"literal": "the 1990s"}),
    ],
)
def test_a_date_is_written_in_parts_or_in_words(written: str, expected: dict[str, object]) -> None:
    assert _date(When.parse(written)) == expected


def test_a_hostile_title_remains_a_single_title(hostile_ledger: Ledger) -> None:
    items = json.loads(made_by("csl_json", hostile_ledger)["data/sources.csl.json"].data)
    assert hostile("source-title") in {item["title"] for item in items}
