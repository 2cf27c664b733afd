"""Turns the ledger into tables for CSV, the data package and SQLite.

Rows come from the published JSON of each record, and columns come from the record's declared
fields. A date has four columns. The names of columns for a single part begin with the name of the
part's field. Each list is a table whose key is the parent's key and a number from 1. Computed
values have columns and tables of their own, so that a single query can answer a reader's question.
"""

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from pydantic import BaseModel

from build_tools.exports.canonical import read_back
from build_tools.exports.formats import json_records
from build_tools.exports.plain_values import DATE_PARTS
from build_tools.exports.stored_values import stored_in_ledger
from build_tools.facts.catalogue import N_
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
    TitleOrigin,
    Topic,
)
from build_tools.facts.records.field_specs import FieldSpec, Shape, fields_of
from build_tools.quotations.support import Support
from build_tools.views.publication import Publication

Cell = str | int | bool | None
Row = Mapping[str, Cell]


class Column(NamedTuple):
    """A column. ``kind`` is "string", "integer", "boolean" or "date", and ``refers`` names a table.

    ``path`` leads to the cell from the JSON of a row's record or part.
    """

    name: str
    description: str
    kind: str = "string"
    choices: tuple[str, ...] = ()
    may_lack: bool = False
    refers: str = ""
    path: tuple[str, ...] = ()


class Table(NamedTuple):
    """A table. Rows map column names to values. ``parent`` is the table to which the key refers."""

    name: str
    description: str
    key: tuple[str, ...]
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    parent: str = ""


ID = Column("id", "The record's id, which never changes.")
NUMBER = Column("number", "Its place in the list, from 1.", "integer")

# Each kind of record: its model, its singular and the description of its table.
RECORDS: Mapping[str, tuple[type[BaseModel], str, str]] = {
    "claims": (Claim, "claim", N_("A statement in each row, with its verdict.")),
    "redirects": (Redirect, "redirect", N_("Claims that moved or were withdrawn.")),
    "sources": (Source, "source", N_("Every page, document and broadcast that claims cite.")),
    "publishers": (Publisher, "publisher", N_("Who publishes the sources.")),
    "origins": (Origin, "origin", N_("Events and statements that several sources report.")),
    "owners": (Owner, "owner", N_("Who owns several publishers.")),
    "countries": (Country, "country", N_("Countries with a page of their own.")),
    "people": (Person, "person", N_("Public figures named in claims.")),
    "organisations": (Organisation, "organisation", N_("Organisations named in claims.")),
    "places": (Place, "place", N_("Towns, buildings, regions and other places.")),
    "topics": (Topic, "topic", N_("Topics that group claims.")),
    "articles": (Article, "article", N_("The checked articles, without their text.")),
}
# The models' descriptions of their lists, for the catalogues. The tables of the lists have the same
# descriptions.
LIST_DESCRIPTIONS = frozenset(
    (
        N_("The sentences of checked articles that make the claim."),
        N_("Every sentence, in order."),
        N_("The inputs, in order."),
        N_("Calculations that the build repeats. Required if the basis is `calculation`."),
        N_("People, organisations and places it concerns."),
        N_("Countries it concerns."),
        N_(
            "For a quotation or attribution: who said it, if neither `asserted_by` nor that of the "
            "embedded claim names all the speakers."
        ),
        N_(
            "Words in quotation marks that are not a quotation, each with the reason: a term, the "
            "title of a work, a word in scare quotes."
        ),
        N_("Topics."),
        N_("Neighbours that have a page here."),
        N_("What sources say about it."),
        N_("Other usual spellings, for search."),
        N_("For a crossing: when it was open."),
        N_("The country, or both sides of a crossing."),
        N_("The claims that replaced it."),
        N_("Related claims."),
        N_("Published changes, oldest first."),
        N_("Roles, starting with the role at the time of the story."),
        N_("What we searched for."),
        N_("Rules that do not apply here, each with the reason."),
    )
)
# The names of tables of parts that differ from the default, and the singular for their rows.
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
# The column for the keys in a field that maps names to texts.
_NAMES = {
    "terms": Column("words", "The words in quotation marks."),
    "waive": Column("rule", "The rule's name."),
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


# SQL's keywords would need quotation marks in every query. So "from" and "to" have their Python
# names, the first column of a date ends in "written", and longer names replace the names below.
_RENAMED = {"where": "looked_in", "start": "start_offset", "end": "end_offset"}
_KINDS = {Shape.TEXT: "string", Shape.WHOLE: "integer", Shape.TRUTH: "boolean"}
_LISTS = (Shape.PARTS, Shape.TEXTS, Shape.NAMED)

# The columns for computed values, which come after the columns for the declared fields.
_COMPUTED: Mapping[str, tuple[Column, ...]] = {
    "claims": (
        Column("page", "The claim's address."),
        Column("origins_supporting", "Independent origins in support.", "integer"),
        Column("origins_against", "Independent origins against it.", "integer"),
        Column(
            "support",
            "How the evidence behind the verdict supports it.",
            choices=tuple(support.value for support in Support),
        ),
    ),
    "evidence": (
        Column("counts_as", "The origin it counts under.", refers="voices"),
        Column(
            "quote_result",
            "How its quotation was checked: the class of the contract.",
            may_lack=True,
        ),
        Column(
            "quote_checked_against",
            "What its quotation was compared with, if it was: the page or an excerpt.",
            may_lack=True,
        ),
    ),
    "sources": (
        Column("publisher", "The publisher.", refers="publishers"),
        Column(
            "title_origin",
            json_records.TITLE_ORIGIN,
            choices=tuple(origin.value for origin in TitleOrigin),
        ),
    ),
}

# The key cells of each row, and the JSON for the other cells.
_Parts = list[tuple[tuple[Cell, ...], Any]]


@stored_in_ledger
def tables(ledger: Ledger, site: Publication) -> tuple[Table, ...]:
    """Return all tables."""
    records = _records(ledger, site)
    all_tables = [_voices(records), _entities(records)]
    for kind in (*(name for name in RECORDS if name != "claims"), "claims"):
        model, singular, description = RECORDS[kind]
        parts: _Parts = [((identity,), record) for identity, record in records[kind].items()]
        shape = _TableShape(kind, description, singular, (ID,), model)
        all_tables.extend(_with_lists(shape, parts))
    all_tables.append(_conditions(records))
    return tuple(all_tables)


def _records(ledger: Ledger, site: Publication) -> dict[str, dict[str, Any]]:
    """Return the JSON of every record by kind and id, with values for the computed columns."""
    records = json_records.records(ledger, site)
    by_kind: dict[str, Any] = read_back({**records, "redirects": ledger.redirects})
    for claim in by_kind["claims"].values():
        computed = claim["computed"]
        computed["origins_supporting"] = len(computed["origins"]["supports"])
        computed["origins_against"] = len(computed["origins"]["contradicts"])
        of_evidence = zip(computed["counts_as"], computed["quotations"], strict=True)
        for item, (origin, quotation) in zip(claim["evidence"], of_evidence, strict=True):
            item["computed"] = {
                "counts_as": origin,
                "quote_result": quotation and quotation["result"],
                "quote_checked_against": quotation and quotation["checked_against"],
            }
    return by_kind


class _TableShape(NamedTuple):
    """A table without its rows.

    ``singular`` is the word for a row. ``model`` is the model of a row, or None for rows that
    contain only texts.
    """

    name: str
    description: str
    singular: str
    key: tuple[Column, ...]
    model: type[BaseModel] | None
    parent: str = ""


def _with_lists(shape: _TableShape, parts: _Parts) -> Iterator[Table]:
    """Yield the table of these parts, and the tables of the lists in these parts."""
    key = tuple(column.name for column in shape.key)
    columns = _columns(shape.model) if shape.model else [Column("value", shape.description)]
    columns = [
        column._replace(name=name, refers=_REFERS.get((shape.name, name), ""))
        for column in columns
        for name in [f"other_{column.name}" if column.name in key else column.name]
    ]
    computed = _COMPUTED.get(shape.name, ())
    columns += [column._replace(path=("computed", column.name)) for column in computed]
    rows = tuple(
        {
            **dict(zip(key, key_cells, strict=True)),
            **{column.name: _cell(part, column.path) for column in columns},
        }
        for key_cells, part in parts
    )
    all_columns = (*shape.key, *columns)
    yield Table(shape.name, shape.description, key, all_columns, rows, shape.parent)
    for field in fields_of(shape.model).values() if shape.model else ():
        if field.shape in _LISTS:
            yield from _with_lists(_list_shape(shape, field), _list_parts(field, parts))


def _cell(part: Any, path: tuple[str, ...]) -> Cell:
    """Return the value at the end of the path, or None if a part of the path is missing."""
    value = part
    for name in path:
        value = None if value is None else value[name]
    cell: Cell = value
    return cell


def _list_shape(shape: _TableShape, field: FieldSpec) -> _TableShape:
    """Return the shape of the table for the lists in a field."""
    default = f"{shape.singular}_{field.name}"
    name, singular = _PARTS.get((shape.name, field.name), (default, default))
    parent_key = (
        column._replace(name=shape.singular) if column.name in ("id", "number") else column
        for column in shape.key
    )
    last = _NAMES.get(field.name, NUMBER)
    key = (*parent_key, last)
    return _TableShape(name, field.description, singular, key, field.part, shape.name)


def _list_parts(field: FieldSpec, parts: _Parts) -> _Parts:
    """Return the items in the lists that a field of these parts contains."""
    members: _Parts = []
    for key_cells, part in parts:
        values = part[field.name]
        numbered = values.items() if field.shape is Shape.NAMED else enumerate(values, 1)
        members += [((*key_cells, number), value) for number, value in numbered]
    return members


def _columns(
    model: type[BaseModel],
    prefix: str = "",
    path: tuple[str, ...] = (),
    *,
    may_lack: bool = False,
) -> list[Column]:
    """Return the columns for a model. If ``may_lack`` is True, the part may be missing."""
    columns: list[Column] = []
    for field in fields_of(model).values():
        name = prefix + _RENAMED.get(field.attribute, field.attribute)
        here = (*path, field.name)
        lacks = may_lack or field.may_lack
        if field.shape in _LISTS:
            continue
        if field.shape is Shape.DATE:
            for form, meaning in DATE_PARTS.items():
                kind = "date" if form in ("earliest", "latest") else "string"
                description = f"{field.description} This is {meaning}."
                optional = lacks or kind == "date"
                columns.append(
                    Column(f"{name}_{form}", description, kind, (), optional, "", (*here, form))
                )
        elif field.part:
            columns += _columns(field.part, f"{name}_", here, may_lack=lacks)
        else:
            kind = _KINDS[field.shape]
            columns.append(Column(name, field.description, kind, field.choices, lacks, "", here))
    return columns


def _voices(records: Mapping[str, Mapping[str, Any]]) -> Table:
    """Return the table of the origins, publishers and owners that evidence counts under."""
    names = {
        origin["id"]: origin["name"]
        for claim in records["claims"].values()
        for origin in claim["computed"]["origins"]["all"]
    }
    return Table(
        "voices",
        N_("What evidence counts under: an origin, a publisher, or an owner of several."),
        ("id",),
        (ID, Column("name", "What it is, in words.")),
        tuple({"id": identity, "name": name} for identity, name in sorted(names.items())),
    )


def _entities(records: Mapping[str, Mapping[str, Any]]) -> Table:
    """Return the table of all people, organisations and places."""
    kinds = ("people", "organisations", "places")
    rows = {
        identity: {"id": identity, "kind": kind, "name": record["name"]}
        for kind in reversed(kinds)
        for identity, record in records[kind].items()
    }
    return Table(
        "entities",
        N_("All people, organisations and places; each also has a row in the table for its kind."),
        ("id",),
        (
            ID,
            Column("kind", "The table with its other fields.", choices=kinds),
            Column("name", "The usual name, in the site's language."),
        ),
        tuple(rows[identity] for identity in sorted(rows)),
    )


def _conditions(records: Mapping[str, Mapping[str, Any]]) -> Table:
    """Return the table of the conditions for verdicts."""
    return Table(
        "conditions",
        N_("What each verdict needs, and whether the need is met."),
        ("claim", "number"),
        (
            Column("claim", "The claim."),
            NUMBER,
            Column("words", "What the verdict needs."),
            Column("met", "Whether the need is met.", "boolean"),
            Column("found", "What was found."),
        ),
        tuple(
            {"claim": identity, "number": number, **condition}
            for identity, claim in records["claims"].items()
            for number, condition in enumerate(claim["computed"]["conditions"], 1)
        ),
        parent="claims",
    )
