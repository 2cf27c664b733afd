"""Writes all tables into an SQLite file, with foreign keys, full-text search and useful views.

With the same version of SQLite, equal facts give equal bytes. The file contains no time, and its
rows are in the order of the ledger.
"""

import sqlite3
from collections.abc import Iterator

from build_tools.exports.export_file import ExportFile, rights
from build_tools.exports.tables import Column, Table, tables
from build_tools.facts.catalogue import N_
from build_tools.facts.ledger import Ledger
from build_tools.views.publication import Publication

VERSION = 1

_KINDS = {"string": "TEXT", "date": "TEXT", "integer": "INTEGER", "boolean": "INTEGER"}

VIEWS = {
    "claims_single_origin": """
        SELECT claims.id, claims.claim, claims.verdict, claims.confidence,
               voices.name AS origin, count(*) AS items, claims.page
        FROM claims
        JOIN evidence ON evidence.claim = claims.id AND evidence.stance = 'supports'
        JOIN voices ON voices.id = evidence.counts_as
        GROUP BY claims.id HAVING count(DISTINCT evidence.counts_as) = 1
        ORDER BY claims.id""",
    "claims_by_verdict": """
        SELECT verdict, count(*) AS claims, sum(later) AS later,
               sum(confidence = 'high') AS high, sum(confidence = 'moderate') AS moderate,
               sum(confidence = 'low') AS low
        FROM claims GROUP BY verdict ORDER BY claims DESC, verdict""",
    "quotations": """
        SELECT evidence.claim, evidence.number, 'source' AS quoted_from, evidence.source AS place,
               sources.url AS address, evidence.quote_text AS words,
               evidence.quote_speaker AS speaker, evidence.quote_lang AS lang,
               evidence.quote_translation AS translation
        FROM evidence JOIN sources ON sources.id = evidence.source
        WHERE evidence.quote_text IS NOT NULL
        UNION ALL
        SELECT claim, number, 'article', article || ' ' || sentence, NULL, quote, NULL, NULL, NULL
        FROM appearances WHERE quote IS NOT NULL
        ORDER BY 1, 3, 2""",
    "sentences": """
        SELECT one.article, one.id AS sentence, one.state, one.reason,
               count(claims.id) AS claims, group_concat(DISTINCT claims.verdict) AS verdicts
        FROM article_sentences AS one
        LEFT JOIN (SELECT DISTINCT claim, article, sentence FROM appearances) AS place
          ON place.article = one.article AND place.sentence = one.id
        LEFT JOIN claims ON claims.id = place.claim
        GROUP BY one.article, one.number ORDER BY one.article, one.number""",
}


# The question that each view answers, for the data dictionary.
ANSWERS = {
    "claims_single_origin": "Which claims have one origin behind them, whatever their verdict?",
    "claims_by_verdict": "How many claims have each verdict, and how sure are they?",
    "quotations": "Which words are quoted, from where?",
    "sentences": "What became of each sentence of the article?",
}


def files(ledger: Ledger, site: Publication) -> Iterator[ExportFile]:
    """Yield the database."""
    # The database is built in memory, so that no folder or clock on the machine can influence it.
    connection = sqlite3.connect(":memory:", isolation_level=None)
    try:
        _fill(connection, ledger, site)
        data = connection.serialize()
    finally:
        connection.close()
    description = N_(
        "All tables in one file, with a full-text index and views of common questions."
    )
    yield ExportFile("data/facts.sqlite", data, description)


def _fill(connection: sqlite3.Connection, ledger: Ledger, site: Publication) -> None:
    all_tables = tables(ledger, site)
    connection.execute(f"PRAGMA user_version = {VERSION}")
    # A record with errors may refer to a missing record. The file is still built.
    connection.execute("PRAGMA foreign_keys = OFF")
    connection.execute("BEGIN")
    for table in all_tables:
        connection.execute(_create(table))
        marks = ", ".join("?" * len(table.columns))
        connection.executemany(
            f"INSERT INTO {_name(table.name)} VALUES ({marks})",  # noqa: S608
            ([row[column.name] for column in table.columns] for row in table.rows),
        )
    _dictionary(connection, all_tables)
    _about(connection, ledger, site)
    # The index finds accented names even if the reader does not type the accents.
    connection.execute(
        "CREATE VIRTUAL TABLE claims_search USING fts5"
        '(id UNINDEXED, claim, finding, content="claims", '
        "tokenize = 'unicode61 remove_diacritics 2')"
    )
    connection.execute(
        "INSERT INTO claims_search (rowid, id, claim, finding) "
        "SELECT rowid, id, claim, finding FROM claims ORDER BY id"
    )
    for name, query in VIEWS.items():
        connection.execute(f"CREATE VIEW {_name(name)} AS {query}")
    connection.execute("COMMIT")


def _create(table: Table) -> str:
    lines = [_column(column) for column in table.columns]
    lines.append(f"PRIMARY KEY ({', '.join(map(_name, table.key))})")
    if table.parent:
        parent_key = ", ".join(map(_name, table.key[:-1]))
        lines.append(f"FOREIGN KEY ({parent_key}) REFERENCES {_name(table.parent)}")
    body = ",\n  ".join(lines)
    return f"CREATE TABLE {_name(table.name)} (\n  {body}\n)"


def _column(column: Column) -> str:
    pieces = [_name(column.name), _KINDS[column.kind]]
    if not column.may_lack:
        pieces.append("NOT NULL")
    choices = column.choices or (("0", "1") if column.kind == "boolean" else ())
    if choices:
        quoted = ", ".join(choices if column.kind == "boolean" else map(_text, choices))
        pieces.append(f"CHECK ({_name(column.name)} IN ({quoted}))")
    if column.refers:
        pieces.append(f"REFERENCES {_name(column.refers)}")
    return " ".join(pieces)


def _dictionary(connection: sqlite3.Connection, all_tables: tuple[Table, ...]) -> None:
    connection.execute(
        "CREATE TABLE dictionary (table_name TEXT NOT NULL, column_name TEXT, kind TEXT NOT NULL, "
        "description TEXT NOT NULL)"
    )
    rows: list[tuple[str, str | None, str, str]] = []
    for table in all_tables:
        rows.append((table.name, None, "table", table.description))
        rows += [
            (table.name, column.name, column.kind, column.description) for column in table.columns
        ]
    rows += [(name, None, "view", question) for name, question in ANSWERS.items()]
    connection.executemany("INSERT INTO dictionary VALUES (?, ?, ?, ?)", rows)


def _about(connection: sqlite3.Connection, ledger: Ledger, site: Publication) -> None:
    connection.execute("CREATE TABLE about (name TEXT PRIMARY KEY, value TEXT NOT NULL)")
    values = {
        "title": site.name,
        "address": site.url(),
        "licence": ledger.records.licence.name,
        "rights": rights(ledger),
    }
    connection.executemany("INSERT INTO about VALUES (?, ?)", values.items())


def _name(word: str) -> str:
    return '"' + word.replace('"', '""') + '"'


def _text(word: str) -> str:
    return "'" + word.replace("'", "''") + "'"
