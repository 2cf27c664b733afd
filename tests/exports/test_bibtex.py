"""Tests that pybtex and our own reader can read the exported BibTeX."""

import json
import re
from dataclasses import replace

import pybtex.database
import pytest

from build_tools.facts.ledger import Ledger
from build_tools.facts.reading.bibliography import read_sources
from build_tools.facts.records import Source
from tests.exports.conftest import World, made_by
from tests.ledgers import ledger, source


def test_every_field_of_every_source_is_read_back_from_bibtex(any_ledger: Ledger) -> None:
    text = made_by("bibtex", any_ledger)["data/sources.bib"].data.decode()
    # In our records, the file name gives the publisher.
    own = re.sub(r"(?m)^  organization = .*\n", "", text)
    sources, diagnostics = read_sources("facts/sources/all.bib", own)
    assert diagnostics == []
    assert {source.id: source.model_dump() for source in sources} == {
        name: source.model_dump() for name, source in any_ledger.sources.items()
    }


def test_pybtex_reads_the_exported_bibtex(any_ledger: Ledger) -> None:
    text = made_by("bibtex", any_ledger)["data/sources.bib"].data.decode()
    parsed = pybtex.database.parse_string(text, "bibtex")
    assert list(parsed.entries) == list(any_ledger.sources)
    for name, entry in parsed.entries.items():
        source = any_ledger.sources[name]
        assert entry.fields["url"] == source.url
        people = entry.persons.get("author", [])
        assert len(people) == len(source.authors)  # "and" in a name does not split it


@pytest.mark.parametrize("title", ["a } lone", "a { lone", "}{", "back\\slash", "50% & #1_$"])
def test_braces_in_a_title_do_not_hide_later_entries(world: World, title: str) -> None:
    small_ledger = ledger(
        world, **{"facts/sources/lrt.bib": source("lrt", "lrt-a") + source("lrt", "lrt-b")}
    )
    changed = small_ledger.sources["lrt-a"].model_copy(update={"title": title})
    changed.placed("lrt-a", "facts/sources/lrt.bib", small_ledger.sources["lrt-a"].place)
    assert isinstance(changed, Source)
    sources = (changed, *(item for item in small_ledger.records.sources if item.id != "lrt-a"))
    spoilt = Ledger(replace(small_ledger.records, sources=sources))
    text = made_by("bibtex", spoilt)["data/sources.bib"].data.decode()
    parsed = pybtex.database.parse_string(text, "bibtex")
    assert set(parsed.entries) == set(small_ledger.sources)
    assert "date" in parsed.entries["lrt-a"].fields


@pytest.mark.parametrize(
    ("written", "csl", "people"),
    [
        (
            "Example, Anna and Jonas Sample and {Culture and Sport}",
            [
                {"family": "Example", "given": "Anna"},
                {"literal": "Jonas Sample"},
                {"literal": "Culture and Sport"},
            ],
            ["Example, Anna", "Sample, Jonas", "Culture and Sport"],
        ),
        ("{Sons, Ltd}", [{"literal": "Sons, Ltd"}], ["Sons, Ltd"]),
        (
            "King, Jr., Martin",
            [{"family": "King", "given": "Martin", "suffix": "Jr."}],
            ["King, Jr., Martin"],
        ),
    ],
)
def test_every_format_has_every_author(
    world: World, written: str, csl: list[dict[str, str]], people: list[str]
) -> None:
    text = source("lrt", "lrt-a").replace("  date =", f"  author = {{{written}}},\n  date =", 1)
    small_ledger = ledger(world, **{"facts/sources/lrt.bib": text})
    names = [author.name for author in small_ledger.sources["lrt-a"].authors]
    items = json.loads(made_by("csl_json", small_ledger)["data/sources.csl.json"].data)
    item = next(item for item in items if item["id"] == "lrt-a")
    assert item["author"] == csl
    bib = made_by("bibtex", small_ledger)["data/sources.bib"].data.decode()
    entry = pybtex.database.parse_string(bib, "bibtex").entries["lrt-a"]
    assert [
        str(person).replace("{", "").replace("}", "") for person in entry.persons["author"]
    ] == people
    made = made_by("json_records", small_ledger)["data/sources.json"].data
    records = json.loads(made)["sources"]
    record = next(record for record in records if record["id"] == "lrt-a")
    assert record["author"] == "; ".join(names)
    tables = {file.path: file.data for file in made_by("csv_tables", small_ledger).values()}
    (table,) = (data.decode() for path, data in tables.items() if path.endswith("/sources.csv"))
    assert "; ".join(names) in table
