"""Bibliography: read back by pybtex, our own reader, json and a small RIS parser."""

import json
import re
from dataclasses import replace

import pybtex.database
import pytest

from build_tools.exports.bibliography import _csl_date, _ris_date
from build_tools.facts.dates import When
from build_tools.facts.ledger import Ledger
from build_tools.facts.reading.bibliography import read_sources
from build_tools.facts.records import Source
from tests.exports.conftest import World, made_by
from tests.hostile import hostile
from tests.ledgers import ledger, source


def test_bibtex_read_back_is_every_field_of_every_source(any_ledger: Ledger) -> None:
    text = made_by("bibliography", any_ledger)["data/sources.bib"].data.decode()
    # Our records name the publisher by the file that they stand in.
    own = re.sub(r"(?m)^  organization = .*\n", "", text)
    found, faults = read_sources("facts/sources/all.bib", own)
    assert faults == []
    assert {one.id: one.model_dump() for one in found} == {
        name: one.model_dump() for name, one in any_ledger.sources.items()
    }


def test_another_program_reads_the_bibtex(any_ledger: Ledger) -> None:
    text = made_by("bibliography", any_ledger)["data/sources.bib"].data.decode()
    parsed = pybtex.database.parse_string(text, "bibtex")
    assert list(parsed.entries) == list(any_ledger.sources)
    for name, entry in parsed.entries.items():
        held = any_ledger.sources[name]
        assert entry.fields["url"] == held.url
        people = entry.persons.get("author", [])
        assert len(people) == (1 if held.author else 0)  # an "and" in a name makes no second one


@pytest.mark.parametrize("title", ["a } lone", "a { lone", "}{", "back\\slash", "50% & #1_$"])
def test_no_title_swallows_the_entries_after_it(world: World, title: str) -> None:
    held = ledger(
        world, **{"facts/sources/lrt.bib": source("lrt", "lrt-a") + source("lrt", "lrt-b")}
    )
    changed = held.sources["lrt-a"].model_copy(update={"title": title})
    changed.placed("lrt-a", "facts/sources/lrt.bib", held.sources["lrt-a"].place)
    assert isinstance(changed, Source)
    sources = (changed, *(one for one in held.records.sources if one.id != "lrt-a"))
    spoilt = Ledger(replace(held.records, sources=sources))
    text = made_by("bibliography", spoilt)["data/sources.bib"].data.decode()
    parsed = pybtex.database.parse_string(text, "bibtex")
    assert set(parsed.entries) == set(held.sources)
    assert "date" in parsed.entries["lrt-a"].fields


def test_csl_holds_every_source(any_ledger: Ledger) -> None:
    items = json.loads(made_by("bibliography", any_ledger)["data/sources.csl.json"].data)
    assert [one["id"] for one in items] == list(any_ledger.sources)
    for one in items:
        held = any_ledger.sources[one["id"]]
        assert (one["title"], one["URL"], one["language"]) == (held.title, held.url, held.langid)
        assert one.get("archive_location") == held.archiveurl
        assert one.get("note") == held.note
        assert [name["literal"] for name in one.get("author", [])] == [held.author] * bool(
            held.author
        )
        assert ("issued" in one) == (held.date is not None)


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
def test_dates_in_csl(written: str, expected: dict[str, object]) -> None:
    assert _csl_date(When.parse(written)) == expected


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("2023-08-16", "2023/08/16/"),
        ("2023-08", "2023/08//"),
        ("2023-08~", "2023/08//about August 2023"),
        ("2023-08-01/..", "2023/08/01/since 1 August 2023"),
        ("2023-08-16?", "2023/08/16/possibly 16 August 2023"),
        ("-0043", "///44 BC"),
    ],
)
def test_dates_in_ris(written: str, expected: str) -> None:
    assert _ris_date(When.parse(written)) == expected


def ris_records(text: str) -> list[dict[str, str]]:
    """Read RIS: each line a tag of two signs, two spaces, a hyphen and a space."""
    records: list[dict[str, str]] = []
    for line in filter(None, text.split("\r\n")):
        found = re.fullmatch(r"([A-Z][A-Z0-9])  - (.*)", line)
        assert found, line
        if found[1] == "TY":
            records.append({})
        assert found[1] not in records[-1]
        records[-1][found[1]] = found[2]
    return records


def test_ris_holds_every_source(any_ledger: Ledger) -> None:
    records = ris_records(made_by("bibliography", any_ledger)["data/sources.ris"].data.decode())
    assert [one["ID"] for one in records] == list(any_ledger.sources)
    for one in records:
        held = any_ledger.sources[one["ID"]]
        assert (one["TI"], one["UR"], one.get("AU")) == (held.title, held.url, held.author)
        assert (one.get("N1"), one.get("L2")) == (held.note, held.archiveurl)
        assert next(iter(one)) == "TY"
        assert list(one)[-1] == "ER"


def test_hostile_titles_stay_one_title(hostile_ledger: Ledger) -> None:
    files = made_by("bibliography", hostile_ledger)
    records = ris_records(files["data/sources.ris"].data.decode())
    assert hostile("source-title") in {one["TI"] for one in records}
    items = json.loads(files["data/sources.csl.json"].data)
    assert hostile("source-title") in {one["title"] for one in items}


def test_each_page_has_the_bibliography_of_what_it_cites(any_ledger: Ledger) -> None:
    found = made_by("bibliography", any_ledger)
    expected = {}
    for claim in any_ledger.claims.values():
        cited = {item.source for item in claim.evidence} & set(any_ledger.sources)
        if cited:
            expected[f"claims/{claim.id}.bib"] = cited
    for prose in any_ledger.records.prose:
        path = f"data/pages/{prose.path.removesuffix('.md')}.bib"
        for citation in prose.citations:
            if cited := expected.get(f"claims/{citation.claim}.bib"):
                expected[path] = expected.get(path, set()) | cited
    assert {path for path in found if path.endswith(".bib")} == {*expected, "data/sources.bib"}
    for path, cited in expected.items():
        parsed = pybtex.database.parse_string(found[path].data.decode(), "bibtex")
        assert set(parsed.entries) == cited, path
        if path.startswith("data/pages/"):
            items = json.loads(found[path.replace(".bib", ".csl.json")].data)
            assert {one["id"] for one in items} == cited
            ris = found[path.replace(".bib", ".ris")].data.decode()
            assert set(re.findall(r"ID  - (.*)\r", ris)) == cited
