"""The ledger as tables: columns follow from the fields as declared, lists are tables of their own.

A date is four columns, a single part has its field's name before its columns, and each list is a
table whose key is its parent's and a number from 1. What the build works out stands in columns of
its own, so that one query answers what a reader would ask.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import chain, repeat
from operator import itemgetter
from typing import Any

from pydantic import BaseModel

from build_tools.exports import computed_tables
from build_tools.exports.columns import ID, NUMBER, Cells, Column, Table
from build_tools.exports.export_file import Publication
from build_tools.exports.plain_values import DATE_PARTS, Field, Shape, date_forms, fields_of
from build_tools.exports.shared_results import kept
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
    Topic,
)

# Each kind of record: its model, the word for one, and what the table holds.
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
# Tables of parts that have a name of their own, and the word for one of their rows.
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


@kept(times=3)
def tables(ledger: Ledger, site: Publication) -> tuple[Table, ...]:
    """Return every table; three formats are written from them."""
    found = [computed_tables.voices(ledger), computed_tables.entities(ledger)]
    for name in (*(one for one in RECORDS if one != "claims"), "claims"):
        model, single, words = RECORDS[name]
        shape = _Shape(name, words, single, (ID,), model)
        held = list(getattr(ledger, name).values())
        found.extend(_tables(shape, [[one.id for one in held]], held))
    found.append(computed_tables.conditions_of(ledger))
    return tuple(computed_tables.completed(table, ledger, site) for table in found)


@dataclass(frozen=True, slots=True)
class _Shape:
    """What a table is made of: its name and words, the columns of its key, the model of a row."""

    name: str
    words: str
    single: str
    key: tuple[Column, ...]
    model: type[BaseModel] | None
    parent: str = ""


def _tables(shape: _Shape, keys: Sequence[Cells], held: Sequence[Any]) -> Iterator[Table]:
    """Yield the table of these values, one for each row, and those of the lists in them."""
    by_field = _by_field(shape.model, held) if shape.model else {}
    if shape.model is None:
        columns: list[Column] = [Column("value", shape.words)]
        cells: list[Cells] = [held]
    else:
        columns = list(_columns(shape.model))
        cells = list(_cells(shape.model, by_field))
    taken = {column.name for column in shape.key}
    columns = [
        replace(one, name=f"other_{one.name}") if one.name in taken else one for one in columns
    ]
    columns = [replace(one, refers=_REFERS.get((shape.name, one.name), "")) for one in columns]
    key = tuple(column.name for column in shape.key)
    yield Table(
        shape.name, shape.words, key, (*shape.key, *columns), (*keys, *cells), parent=shape.parent
    )
    for one in fields_of(shape.model) if shape.model else ():
        if one.shape in (Shape.PARTS, Shape.TEXTS, Shape.NAMED):
            yield from _tables(_part(shape, one), *_listed(one, keys, by_field[one.name]))


def _part(shape: _Shape, one: Field) -> _Shape:
    """Return the shape of the table of a list in another table's rows."""
    default = f"{shape.single}_{one.name}"
    name, single = _PARTS.get((shape.name, one.name), (default, default))
    begun = tuple(
        replace(column, name=shape.single) if column.name in ("id", "number") else column
        for column in shape.key
    )
    last = Column("rule", "The rule's name.") if one.shape is Shape.NAMED else NUMBER
    return _Shape(name, one.description, single, (*begun, last), one.model, shape.name)


def _by_field(model: type[BaseModel], held: Sequence[Any]) -> Mapping[str, Sequence[Any]]:
    """Return the values of each field, one for each of these parts; None where there is no part.

    Each part is taken up once: to walk through all of them for each field takes far longer.
    """
    names = [field.name for field in fields_of(model)]
    nothing, take = (None,) * len(names), _taker(model)
    # Quicker than getattr, and there are many.
    taken = [take(vars(value)) if value else nothing for value in held]
    columns = zip(*taken, strict=True) if taken else [()] * len(names)
    return dict(zip(names, columns, strict=True))


@cache
def _taker(model: type[BaseModel]) -> Callable[[Mapping[str, Any]], tuple[Any, ...]]:
    """Return what takes the values of all fields out of what a part holds."""
    first, *others = [field.attribute for field in fields_of(model)]
    # Of a single name, itemgetter would return the bare value.
    return itemgetter(first, *others) if others else lambda held: (held[first],)


def _listed(
    one: Field, keys: Sequence[Cells], lists: Sequence[Any]
) -> tuple[Sequence[Cells], Sequence[Any]]:
    """Return the keys and values of what a field lists, from the keys and lists around it."""
    lengths = list(map(len, lists))
    if not any(lengths):
        return [()] * (len(keys) + 1), ()
    around = [list(chain.from_iterable(map(repeat, key, lengths))) for key in keys]
    if one.shape is Shape.NAMED:
        names = list(chain.from_iterable(lists))
        return [*around, names], [part for parts in lists for part in parts.values()]
    numbers = [number for length in lengths for number in range(1, length + 1)]
    return [*around, numbers], list(chain.from_iterable(lists))


# SQL's own words would have to be quoted by everybody who asks; so Python's names serve for "from"
# and "to", a date's first column ends in "written", and these are spelt out.
_RENAMED = {"where": "looked_in", "start": "start_offset", "end": "end_offset"}
_KINDS = {Shape.TEXT: "string", Shape.WHOLE: "integer", Shape.TRUTH: "boolean"}


@cache
def _in_row(model: type[BaseModel]) -> tuple[Field, ...]:
    """Return the fields that stand in the model's own row: those that are no lists."""
    lists = (Shape.PARTS, Shape.TEXTS, Shape.NAMED)
    return tuple(one for one in fields_of(model) if one.shape not in lists)


@cache
def _columns(model: type[BaseModel], before: str = "", within: bool = False) -> tuple[Column, ...]:
    """Return the columns of a model's row; ``within``: of a part that may be missing."""
    found: list[Column] = []
    for one in _in_row(model):
        name = f"{before}{_RENAMED.get(one.attribute, one.attribute)}"
        lacks = within or one.may_lack
        if one.shape is Shape.DATE:
            for part, meaning in DATE_PARTS.items():
                kind = "date" if part in ("earliest", "latest") else "string"
                words = f"{one.description} This is {meaning}."
                found.append(
                    Column(f"{name}_{part}", words, kind, may_lack=lacks or kind == "date")
                )
        elif one.model:
            found += _columns(one.model, f"{name}_", lacks)
        else:
            found.append(Column(name, one.description, _KINDS[one.shape], one.choices, lacks))
    return tuple(found)


_NO_DATE = (None,) * len(DATE_PARTS)


def _cells(model: type[BaseModel], by_field: Mapping[str, Sequence[Any]]) -> Iterator[Cells]:
    """Yield the columns of these values as :func:`_columns` has them; of None, empty cells."""
    for one in _in_row(model):
        found = by_field[one.name]
        if one.shape is Shape.DATE:
            forms = [date_forms(value) if value else _NO_DATE for value in found]
            yield from zip(*forms, strict=True) if forms else [()] * len(DATE_PARTS)
        elif one.model:
            yield from _cells(one.model, _by_field(one.model, found))
        else:
            yield _words(found) if one.choices else found


def _words(found: Sequence[Any]) -> Cells:
    """Return what these choices are in words: one is asked once, though many rows have it."""
    words = {one: one and one.value for one in set(found)}
    return [words[one] for one in found]
