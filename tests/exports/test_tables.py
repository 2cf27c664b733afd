"""Tests that CSV and SQLite contain every value in the ledger and no other values."""

import csv
import hashlib
import io
import json
import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from build_tools.exports.export_file import ExportFile
from build_tools.exports.formats.csv_tables import written
from build_tools.exports.tables import RECORDS, Cell, Column, Table
from build_tools.facts.ledger import Ledger
from build_tools.facts.records import Stance
from build_tools.quotations.support import support_of
from build_tools.rules.permitted_verdict import conditions
from tests.exports.conftest import SITE, World, made_by
from tests.hostile import hostile
from tests.ledgers import claim, item, ledger
from tests.own_site import MARKER, OWN

Rows = list[dict[str, str]]


def csv_files(small_ledger: Ledger) -> dict[str, ExportFile]:
    files = made_by("csv_tables", small_ledger)
    return {path: file for path, file in files.items() if path.startswith("data/tables/")}


def csv_tables(small_ledger: Ledger) -> dict[str, Rows]:
    found = {}
    for path, file in csv_files(small_ledger).items():
        text = io.StringIO(file.data.decode("utf-8"), newline="")
        name = path.removeprefix("data/tables/").removesuffix(".csv")
        found[name] = list(csv.DictReader(text, strict=True))
    return found


def plain_text(cell: str) -> str:
    """Return a cell without its protection against formulas, as the format guide requires."""
    return cell[1:] if re.match("'+[=+\\-@\t\r\n＝＋－＠]", cell) else cell


@contextmanager
def database(small_ledger: Ledger) -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.deserialize(made_by("sqlite", small_ledger)["data/facts.sqlite"].data)
        yield connection


def asked(small_ledger: Ledger, question: str) -> list[Any]:
    """Return the rows that a database query returns."""
    with database(small_ledger) as connection:
        return connection.execute(question).fetchall()


@pytest.fixture
def opened(any_ledger: Ledger) -> Iterator[sqlite3.Connection]:
    with database(any_ledger) as connection:
        yield connection


def leaves(value: Any) -> Iterator[str]:
    """Yield every scalar in the pydantic dump of a record, as text."""
    if isinstance(value, dict):
        for name, item in value.items():
            if name == "waive" and isinstance(item, dict):
                yield from item
            yield from leaves(item)
    elif isinstance(value, list):
        for item in value:
            yield from leaves(item)
    elif isinstance(value, bool):
        yield str(value).lower()
    elif value is not None:
        yield str(value)


def test_tables_contain_every_value_of_every_record_and_no_other_values(any_ledger: Ledger) -> None:
    tables = csv_tables(any_ledger)
    for kind in RECORDS:
        records = getattr(any_ledger, kind)
        assert [row["id"] for row in tables[kind]] == list(records), kind
    written = sorted(
        plain_text(cell)
        for name, rows in tables.items()
        if name not in ("voices", "entities", "conditions")
        for row in rows
        for cell in own_cells(name, row)
    )
    recorded = sorted(
        leaf
        for kind in RECORDS
        for item in getattr(any_ledger, kind).values()
        for leaf in (item.id, *leaves(item.model_dump(mode="json")))
    )
    assert written == recorded


COMPUTED = {
    "claims": {"page", "origins_supporting", "origins_against", "support"},
    "evidence": {"counts_as", "quote_result", "quote_checked_against"},
    "sources": {"publisher", "title_origin"},
}
KEYS = {
    "appearances": ("claim", "number"),
    "evidence": ("claim", "number"),
    "calculations": ("claim", "evidence", "number"),
    "calculation_inputs": ("claim", "evidence", "calculation", "number"),
    "searches": ("claim", "number"),
    "revisions": ("claim", "number"),
    "related": ("claim", "number"),
    "waivers": ("claim",),
    "claim_countries": ("claim", "number"),
    "claim_about": ("claim", "number"),
    "claim_said_by": ("claim", "number"),
    "claim_topics": ("claim", "number"),
    "roles": ("person", "number"),
    "periods": ("place", "number"),
    "article_sentences": ("article", "number"),
    "redirect_moved_to": ("redirect", "number"),
    "country_neighbours": ("country", "number"),
    "person_spellings": ("person", "number"),
    "organisation_spellings": ("organisation", "number"),
    "place_spellings": ("place", "number"),
    "place_countries": ("place", "number"),
}


def own_cells(table: str, row: dict[str, str]) -> Iterator[str]:
    """Yield the cells from the record itself, without parent keys or computed values."""
    for name, cell in row.items():
        worked_out = name.endswith(("_earliest", "_latest")) or re.search(
            "^(when|as_of|date|.+_date|urldate|published)_words$", name
        )
        key = name in KEYS.get(table, ())
        if cell and not worked_out and not key and name not in COMPUTED.get(table, ()):
            yield cell


def test_csv_follows_rfc_4180(hostile_ledger: Ledger) -> None:
    for path, file in csv_files(hostile_ledger).items():
        text = file.data.decode("utf-8")
        assert text.endswith("\r\n"), path
        assert not text.startswith("\ufeff")
        widths = {len(row) for row in csv.reader(io.StringIO(text, newline=""), strict=True)}
        assert len(widths) == 1, path
    rows = csv_tables(hostile_ledger)
    claim_row = next(row for row in rows["claims"] if row["id"] == "hostile")
    assert claim_row["claim"] == hostile("claim")
    assert claim_row["outdated"] == hostile("outdated")


@pytest.mark.parametrize("text", ["=1+1", "+1", "-2", "@SUM(A1)", "＝1", "'=1", "''-x"])
def test_no_cell_is_a_formula_and_each_text_can_be_restored(world: World, text: str) -> None:
    small_ledger = ledger(world, claim("formula", claim=text, finding="- 2", would_change="'tis"))
    (row,) = csv_tables(small_ledger)["claims"]
    assert row["claim"] == f"'{text}"
    assert plain_text(row["claim"]) == text
    assert row["finding"] == "'- 2"
    assert row["would_change"] == "'tis"
    for rows in csv_tables(small_ledger).values():
        for row in rows:
            assert not [cell for cell in row.values() if cell[:1] in tuple("=+-@\t\r＝＋－＠")]
    # A database runs no formulas, so it contains the unchanged text.
    assert asked(small_ledger, "SELECT claim FROM claims") == [(text,)]


@given(st.lists(st.tuples(st.none() | st.booleans(), st.none() | st.integers() | st.text())))
@settings(deadline=None)
def test_any_cell_is_read_back_unchanged_by_a_csv_reader(rows: list[tuple[Cell, Cell]]) -> None:
    columns = (Column("one", "One."), Column("two", "Two."))
    cells = tuple({"one": first, "two": second} for first, second in rows)
    text = written(Table("x", "X.", ("one",), columns, cells)).decode("utf-8")
    found = csv.reader(io.StringIO(text, newline=""), strict=True)
    assert next(found) == ["one", "two"]
    assert [[plain_text(cell) for cell in row] for row in found] == [
        [as_text(cell) for cell in row] for row in rows
    ]


def as_text(cell: Cell) -> str:
    return "" if cell is None else str(cell).lower() if isinstance(cell, bool) else str(cell)


def test_sqlite_and_csv_contain_the_same_cells(
    any_ledger: Ledger, opened: sqlite3.Connection
) -> None:
    for name, rows in csv_tables(any_ledger).items():
        found = opened.execute(f'SELECT * FROM "{name}"')  # noqa: S608
        columns = [column[0] for column in found.description]
        kinds = dict(
            opened.execute("SELECT column_name, kind FROM dictionary WHERE table_name = ?", (name,))
        )
        as_text = []
        for row in found:
            cells: dict[str, str] = {}
            for column, cell in zip(columns, row, strict=True):
                truth = kinds[column] == "boolean" and cell is not None
                cells[column] = ["false", "true"][cell] if truth else str(cell or "")
            as_text.append(cells)
        unsafe = [{key: plain_text(cell) for key, cell in row.items()} for row in rows]
        key = sorted(columns)
        zero = {"0": ""}  # an offset of 0 is falsy above
        assert sorted(
            [[zero.get(row[item], row[item]) for item in key] for row in unsafe]
        ) == sorted([[zero.get(row[item], row[item]) for item in key] for row in as_text]), name


def test_sqlite_passes_its_integrity_check_and_has_foreign_keys(
    opened: sqlite3.Connection, any_ledger: Ledger
) -> None:
    assert opened.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    assert opened.execute("SELECT count(*) FROM claims").fetchone() == (len(any_ledger.claims),)
    links = opened.execute("PRAGMA foreign_key_list(evidence)").fetchall()
    assert {link[2] for link in links} == {"claims", "sources", "voices"}


def test_a_row_that_does_not_fit_its_table_raises_an_error(tiny_ledger: Ledger) -> None:
    records = tiny_ledger.records
    odd = records.claims[0].model_copy(update={"later": 2})
    with pytest.raises(sqlite3.IntegrityError, match="later"):
        made_by("sqlite", Ledger(replace(records, claims=(odd,))))


@pytest.mark.parametrize("which", ["tiny", "island", OWN])
def test_every_foreign_key_refers_to_an_existing_row(
    which: str, request: pytest.FixtureRequest
) -> None:
    assert asked(request.getfixturevalue(f"{which}_ledger"), "PRAGMA foreign_key_check") == []


def test_a_reference_to_a_missing_record_is_preserved_and_can_be_queried(world: World) -> None:
    small_ledger = ledger(world, claim("dangling", evidence=[item("nowhere-2023-01-01-x")]))
    found = {(row[0], row[2]) for row in asked(small_ledger, "PRAGMA foreign_key_check")}
    assert found == {("evidence", "sources")} | {item for item in found if item[0] != "evidence"}
    assert asked(small_ledger, "SELECT source FROM evidence") == [("nowhere-2023-01-01-x",)]


def test_an_sql_view_lists_the_claims_with_a_single_origin(
    any_ledger: Ledger, opened: Any, request: pytest.FixtureRequest
) -> None:
    found = {row[0] for row in opened.execute("SELECT id FROM claims_single_origin")}
    expected = {
        item.id
        for item in any_ledger.claims.values()
        if len(any_ledger.voices(item, Stance.SUPPORTS)) == 1
    }
    assert found == expected
    if not request.node.get_closest_marker(MARKER):
        assert 0 < len(found) < len(any_ledger.claims)


def test_two_outlets_with_the_same_owner_count_as_a_single_origin(world: World) -> None:
    two = [item("lrt-2023-08-16-closures", origin="reuters"), item("tass-2023-08-18-closed")]
    one = [item("tass-2023-08-18-closed"), item("tass-2023-08-18-closed", part="x")]
    small_ledger = ledger(world, claim("two", evidence=two), claim("one", evidence=one))
    rows = asked(small_ledger, "SELECT id, origin, items FROM claims_single_origin")
    assert rows == [("one", "Russian state (TASS)", 2)]


def test_the_other_sql_views_agree_with_the_ledger(
    any_ledger: Ledger, opened: sqlite3.Connection
) -> None:
    by_verdict = dict(opened.execute("SELECT verdict, claims FROM claims_by_verdict"))
    assert sum(by_verdict.values()) == len(any_ledger.claims)
    for verdict, number in by_verdict.items():
        assert number == sum(item.verdict == verdict for item in any_ledger.claims.values())
    quoted = {row[0] for row in opened.execute("SELECT words FROM quotations")}
    assert quoted == {
        *(p.quote for item in any_ledger.claims.values() for p in item.appears_in if p.quote),
        *(e.quote.text for item in any_ledger.claims.values() for e in item.evidence if e.quote),
    }
    sentences = opened.execute("SELECT article, sentence, claims FROM sentences").fetchall()
    assert sentences == [
        (article.id, sentence.id, len(any_ledger.in_sentence(article.id, sentence.id)))
        for article in any_ledger.articles.values()
        for sentence in article.sentences
    ]


def test_full_text_search_finds_a_claim_with_or_without_accents(world: World) -> None:
    small_ledger = ledger(
        world,
        claim("minister", claim="Minister Błaszczak saw Vilnią.", finding="Of crossings."),
        claim("other", claim="Something else.", finding="Nothing."),
    )
    for words in ("vilnia", "crossings", "minister AND saw"):
        query = f"SELECT id FROM claims_search WHERE claims_search MATCH '{words}'"  # noqa: S608
        assert asked(small_ledger, query) == [("minister",)], words


def test_the_database_rejects_an_unknown_verdict(tiny_ledger: Ledger) -> None:
    with pytest.raises(sqlite3.IntegrityError):
        asked(tiny_ledger, "UPDATE claims SET verdict = 'true'")


def test_the_data_package_describes_every_file(any_ledger: Ledger) -> None:
    tables = made_by("csv_tables", any_ledger)
    package = json.loads(tables.pop("data/datapackage.json").data)
    resources = {resource["name"]: resource for resource in package["resources"]}
    assert {f"data/{resource['path']}" for resource in resources.values()} == set(tables)
    for resource in resources.values():
        data = tables[f"data/{resource['path']}"].data
        assert resource["bytes"] == len(data)
        assert resource["hash"] == f"sha256:{hashlib.sha256(data).hexdigest()}"
        rows = list(csv.reader(io.StringIO(data.decode(), newline="")))
        fields = resource["schema"]["fields"]
        assert rows[0] == [field["name"] for field in fields]
        assert all(len(field["description"]) > 5 for field in fields)
        for row in rows[1:]:
            for field, cell in zip(fields, row, strict=True):
                assert fits(field, plain_text(cell)), (resource["name"], field["name"], cell)
        keys = [
            tuple(row[rows[0].index(name)] for name in resource["schema"]["primaryKey"])
            for row in rows[1:]
        ]
        assert len(set(keys)) == len(keys)
        for link in resource["schema"]["foreignKeys"]:
            other = resources[link["reference"]["resource"]]["schema"]
            known = {field["name"] for field in other["fields"]}
            assert set(link["reference"]["fields"]) <= known
            assert set(link["fields"]) <= set(rows[0])


def fits(field: dict[str, Any], cell: str) -> bool:
    """Return whether the cell matches the data dictionary."""
    limits = field["constraints"]
    if not cell:
        return not limits["required"]
    if "enum" in limits and cell not in limits["enum"]:
        return False
    patterns = {"integer": r"-?\d+", "boolean": "true|false", "date": r"\d{4}-\d\d-\d\d"}
    return field["type"] == "string" or bool(re.fullmatch(patterns[field["type"]], cell))


def test_no_column_name_has_to_be_quoted_in_sql(tiny_ledger: Ledger) -> None:
    with database(tiny_ledger) as connection:
        for table, column in connection.execute(
            "SELECT table_name, column_name FROM dictionary WHERE column_name IS NOT NULL"
        ).fetchall():
            connection.execute(f"SELECT {column} FROM {table}")  # noqa: S608
        assert dict(connection.execute("SELECT name, value FROM about"))["title"] == SITE.name


def test_tables_contain_computed_values(any_ledger: Ledger) -> None:
    found = csv_tables(any_ledger)
    assert [
        (row["claim"], plain_text(row["words"]), row["met"]) for row in found["conditions"]
    ] == [
        (item.id, need.words, str(need.met).lower())
        for item in any_ledger.claims.values()
        for need in conditions(any_ledger, item)
    ]
    assert {row["id"]: plain_text(row["name"]) for row in found["entities"]} == {
        name: entity.name for name, entity in any_ledger.entities.items()
    }
    for row in found["entities"]:
        assert row["id"] in getattr(any_ledger, row["kind"])
    assert {row["id"] for row in found["voices"]} == {
        voice.id for item in any_ledger.claims.values() for voice in any_ledger.voices(item)
    }
    for row in found["claims"]:
        one = any_ledger.claims[row["id"]]
        assert int(row["origins_supporting"]) == len(any_ledger.voices(one, Stance.SUPPORTS))
        assert int(row["origins_against"]) == len(any_ledger.voices(one, Stance.CONTRADICTS))
        assert row["page"] == SITE.claim(one.id)
        assert row["support"] == support_of(any_ledger, one)
