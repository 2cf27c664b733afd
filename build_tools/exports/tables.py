"""The ledger as tables, from which CSV, the data package and SQLite are written.

Columns follow from the declared fields. A date is four columns, the columns of a single part begin
with its field's name, and each list is a table whose key is its parent's key and a number from 1.
What the build works out has columns and tables of its own, so that one query answers what a reader
would ask.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from pydantic import BaseModel

from build_tools.exports.plain_values import DATE_PARTS, Field, Shape, date_forms, fields_of
from build_tools.facts.ledger import Ledger
from build_tools.facts.records import (
    Article,
    Claim,
    Country,
    Organisation,
    Origin,
    Owner,
    Person,
    Place,
    Publisher,
    Redirect,
    Source,
    Stance,
    Topic,
)
from build_tools.rules.permitted_verdict import conditions
from build_tools.views.publication import Publication
from build_tools.views.reference import origin_name

Cell = str | int | bool | None
Row = Mapping[str, Cell]


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its kind is "string", "integer", "boolean" or "date"; ``refers`` names a table."""

    name: str
    description: str
    kind: str = "string"
    choices: tuple[str, ...] = ()
    may_lack: bool = False
    refers: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """A table, its rows by the names of columns; ``parent`` is the table that the key refers to."""

    name: str
    description: str
    key: tuple[str, ...]
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    parent: str = ""


ID = Column("id", "The record's id, which never changes.")
NUMBER = Column("number", "Its place in the list, from 1.", "integer")

# Each kind of record: its model, the singular, and the description of its table.
RECORDS: Mapping[str, tuple[type[BaseModel], str, str]] = {
    "claims": (Claim, "claim", "One statement in each row, with its verdict."),
    "redirects": (Redirect, "redirect", "Claims that moved or were withdrawn."),
    "sources": (Source, "source", "Every page, document and broadcast that claims rest on."),
    "publishers": (Publisher, "publisher", "Who publishes the sources."),
    "origins": (Origin, "origin", "Events and statements that several sources carry."),
    "owners": (Owner, "owner", "Who owns several publishers."),
    "countries": (Country, "country", "Countries with a page of their own."),
    "people": (Person, "person", "Public figures whom claims name."),
    "organisations": (Organisation, "organisation", "Bodies that claims name."),
    "places": (Place, "place", "Towns, camps, regions and border crossings."),
    "topics": (Topic, "topic", "Subjects that claims share."),
    "articles": (Article, "article", "The checked articles, without their text."),
}
# Tables of parts that do not have the default name, and the singular for their rows.
_PARTS = {
    ("claims", "appears_in"): ("appearances", "appearance"),
    ("claims", "evidence"): ("evidence", "evidence"),
    ("evidence", "calculations"): ("calculations", "calculation"),
    ("calculations", "inputs"): ("calculation_inputs", "input"),
    ("claims", "search_log"): ("searches", "search"),
    ("claims", "revisions"): ("revisions", "revision"),
    ("claims", "related"): ("related", "related"),
    ("claims", "waive"): ("waivers", "waiver"),
    ("people", "roles"): ("roles", "role"),
    ("places", "periods"): ("periods", "period"),
    ("articles", "sentences"): ("article_sentences", "sentence"),
}
_REFERS = {
    ("claims", "embeds"): "claims",
    ("claim_countries", "value"): "countries",
    ("claim_about", "value"): "entities",
    ("claim_said_by", "value"): "entities",
    ("claim_topics", "value"): "topics",
    ("appearances", "article"): "articles",
    ("evidence", "source"): "sources",
    ("evidence", "counts_as"): "voices",
    ("calculation_inputs", "source"): "sources",
    ("related", "other_claim"): "claims",
    ("redirect_moved_to", "value"): "claims",
    ("sources", "publisher"): "publishers",
    ("publishers", "owner"): "owners",
    ("people", "country"): "countries",
    ("organisations", "country"): "countries",
    ("country_neighbours", "value"): "countries",
    ("place_countries", "value"): "countries",
    ("places", "located_by"): "sources",
    ("periods", "claim"): "claims",
}


# SQL's own words would need quotation marks in every query, so Python's names serve for "from" and
# "to", the first column of a date ends in "written", and these are spelt out.
_RENAMED = {"where": "looked_in", "start": "start_offset", "end": "end_offset"}
_KINDS = {Shape.TEXT: "string", Shape.WHOLE: "integer", Shape.TRUTH: "boolean"}
_LISTS = (Shape.PARTS, Shape.TEXTS, Shape.NAMED)

# Columns that the build works out, after those of the record.
_COMPUTED: Mapping[str, tuple[Column, ...]] = {
    "claims": (
        Column("page", "The claim's address."),
        Column("origins_supporting", "Independent origins in support.", "integer"),
        Column("origins_against", "Independent origins against it.", "integer"),
    ),
    "evidence": (Column("counts_as", "The origin it counts under.", refers="voices"),),
    "sources": (
        Column("publisher", "The publisher.", refers="publishers"),
        Column("seen_as_published", "False where the title is our own wording.", "boolean"),
    ),
}


def tables(ledger: Ledger, site: Publication) -> tuple[Table, ...]:
    """Return every table."""
    all_tables = [_voices(ledger), _entities(ledger)]
    for name in (*(kind for kind in RECORDS if kind != "claims"), "claims"):
        model, singular, description = RECORDS[name]
        parts = [({"id": identity}, part) for identity, part in getattr(ledger, name).items()]
        shape = _TableShape(name, description, singular, (ID,), model)
        all_tables.extend(_with_lists(shape, parts))
    all_tables.append(_conditions(ledger))
    return tuple(_with_computed(ledger, site, table) for table in all_tables)


@dataclass(frozen=True, slots=True)
class _TableShape:
    """A table before it has rows: ``singular`` is the word for a row, ``model`` its model.

    Rows of texts have no model.
    """

    name: str
    description: str
    singular: str
    key: tuple[Column, ...]
    model: type[BaseModel] | None
    parent: str = ""


def _with_lists(shape: _TableShape, parts: Iterable[tuple[Row, Any]]) -> Iterator[Table]:
    """Yield the table of these parts, each given with the cells of its key, and of their lists."""
    parts = list(parts)
    key = tuple(column.name for column in shape.key)
    columns = _columns(shape.model) if shape.model else (Column("value", shape.description),)
    rows = [
        {**key_cells, **{_other(name, key): cell for name, cell in _cells(shape.model, part)}}
        for key_cells, part in parts
    ]
    columns = tuple(
        replace(column, name=name, refers=_REFERS.get((shape.name, name), ""))
        for column in columns
        for name in [_other(column.name, key)]
    )
    yield Table(
        shape.name, shape.description, key, (*shape.key, *columns), tuple(rows), shape.parent
    )
    for field in fields_of(shape.model) if shape.model else ():
        if field.shape in _LISTS:
            yield from _with_lists(*_list_of(shape, field, parts))


def _other(name: str, key: tuple[str, ...]) -> str:
    """Return the name of a column that the key may use already."""
    return f"other_{name}" if name in key else name


def _list_of(
    shape: _TableShape, field: Field, parts: Iterable[tuple[Row, Any]]
) -> tuple[_TableShape, list[tuple[Row, Any]]]:
    """Return the table of the lists that one field of these parts contains, and its parts."""
    default = f"{shape.singular}_{field.name}"
    name, singular = _PARTS.get((shape.name, field.name), (default, default))
    parent_key = [
        replace(column, name=shape.singular) if column.name in ("id", "number") else column
        for column in shape.key
    ]
    last = Column("rule", "The rule's name.") if field.shape is Shape.NAMED else NUMBER
    inner: list[tuple[Row, Any]] = []
    for key_cells, part in parts:
        cells = dict(zip((column.name for column in parent_key), key_cells.values(), strict=True))
        values = getattr(part, field.attribute)
        numbered = values.items() if field.shape is Shape.NAMED else enumerate(values, 1)
        inner += [({**cells, last.name: number}, value) for number, value in numbered]
    key = (*parent_key, last)
    return _TableShape(name, field.description, singular, key, field.model, shape.name), inner


def _columns(
    model: type[BaseModel], prefix: str = "", *, may_lack: bool = False
) -> tuple[Column, ...]:
    """Return the columns of a model's row; with ``may_lack``, of a part that may be missing."""
    columns: list[Column] = []
    for field in _row_fields(model):
        name = prefix + _RENAMED.get(field.attribute, field.attribute)
        lacks = may_lack or field.may_lack
        if field.shape is Shape.DATE:
            for part, meaning in DATE_PARTS.items():
                kind = "date" if part in ("earliest", "latest") else "string"
                description = f"{field.description} This is {meaning}."
                optional = lacks or kind == "date"
                columns.append(Column(f"{name}_{part}", description, kind, may_lack=optional))
        elif field.model:
            columns += _columns(field.model, f"{name}_", may_lack=lacks)
        else:
            kind = _KINDS[field.shape]
            columns.append(Column(name, field.description, kind, field.choices, lacks))
    return tuple(columns)


def _cells(
    model: type[BaseModel] | None, part: Any, prefix: str = ""
) -> Iterator[tuple[str, Cell]]:
    """Yield the name and cell of each column of a row; empty cells if the part is None."""
    if model is None:
        yield "value", part
        return
    for field in _row_fields(model):
        value = None if part is None else getattr(part, field.attribute)
        name = prefix + _RENAMED.get(field.attribute, field.attribute)
        if field.shape is Shape.DATE:
            forms = date_forms(value) if value else dict.fromkeys(DATE_PARTS)
            yield from ((f"{name}_{form}", cell) for form, cell in forms.items())
        elif field.model:
            yield from _cells(field.model, value, f"{name}_")
        else:
            yield name, value.value if value is not None and field.choices else value


def _row_fields(model: type[BaseModel]) -> Iterator[Field]:
    """Yield the fields that are in the model's own row: those that are not lists."""
    return (field for field in fields_of(model) if field.shape not in _LISTS)


def _with_computed(ledger: Ledger, site: Publication, table: Table) -> Table:
    """Return the table with the columns that the build works out."""
    columns = _COMPUTED.get(table.name, ())
    rows = ({**row, **_computed(ledger, site, table.name, row)} for row in table.rows)
    return replace(table, columns=(*table.columns, *columns), rows=tuple(rows))


def _computed(ledger: Ledger, site: Publication, table: str, row: Row) -> Row:
    if table == "claims":
        claim = ledger.claims[str(row["id"])]
        return {
            "page": site.claim(claim.id),
            "origins_supporting": len(ledger.voices(claim, Stance.SUPPORTS)),
            "origins_against": len(ledger.voices(claim, Stance.CONTRADICTS)),
        }
    if table == "evidence":
        claim = ledger.claims[str(row["claim"])]
        return {"counts_as": ledger.counts_as(claim)[int(row["number"] or 0) - 1]}
    if table == "sources":
        source = ledger.sources[str(row["id"])]
        return {
            "publisher": source.publisher,
            "seen_as_published": source.seen_as_published,
        }
    return {}


def _voices(ledger: Ledger) -> Table:
    """Return the table of everything that evidence counts under."""
    names = {voice.id for claim in ledger.claims.values() for voice in ledger.voices(claim)}
    return Table(
        "voices",
        "What evidence counts under: an origin, a publisher, or an owner of several.",
        ("id",),
        (ID, Column("name", "What it is, in words.")),
        tuple({"id": name, "name": origin_name(ledger, name)} for name in sorted(names)),
    )


def _entities(ledger: Ledger) -> Table:
    """Return the table of people, organisations and places together."""
    kinds = ("people", "organisations", "places")
    kind_of = {name: kind for kind in reversed(kinds) for name in getattr(ledger, kind)}
    return Table(
        "entities",
        "People, organisations and places in one list; each has a row in a table of its kind too.",
        ("id",),
        (
            ID,
            Column("kind", "The table that holds the rest.", choices=kinds),
            Column("name", "The usual English name."),
        ),
        tuple(
            {"id": name, "kind": kind_of[name], "name": ledger.entities[name].name}
            for name in sorted(kind_of)
        ),
    )


def _conditions(ledger: Ledger) -> Table:
    """Return the table of what the verdicts need."""
    return Table(
        "conditions",
        "What each verdict needs, and whether it holds.",
        ("claim", "number"),
        (
            Column("claim", "The claim."),
            NUMBER,
            Column("words", "What the verdict needs."),
            Column("met", "Whether it holds.", "boolean"),
            Column("found", "What was found."),
        ),
        tuple(
            {
                "claim": claim.id,
                "number": number,
                "words": condition.words,
                "met": condition.met,
                "found": condition.found,
            }
            for claim in ledger.claims.values()
            for number, condition in enumerate(conditions(ledger, claim), 1)
        ),
        parent="claims",
    )
