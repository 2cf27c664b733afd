"""What the build works out, as tables and columns: origins that count, conditions, addresses."""

from collections.abc import Callable, Mapping
from dataclasses import replace

from build_tools.exports.columns import ID, NUMBER, Cell, Column, Table
from build_tools.exports.file import Publication
from build_tools.ledger import Ledger
from build_tools.origins import origin_of
from build_tools.records import Stance
from build_tools.rules.fitting_verdict import conditions
from build_tools.views.reference import origin_name


def voices(ledger: Ledger) -> Table:
    """Return the table of everything that evidence counts under."""
    found = {voice.id for claim in ledger.claims.values() for voice in ledger.voices(claim)}
    return Table(
        "voices",
        "What evidence counts under: an origin, a publisher, or an owner of several.",
        ("id",),
        (ID, Column("name", "What it is, in words.")),
        tuple((one, origin_name(ledger, one)) for one in sorted(found)),
    )


def entities(ledger: Ledger) -> Table:
    """Return the table of people, organisations and places together."""
    kinds = ("people", "organisations", "places")
    held = {one: kind for kind in reversed(kinds) for one in getattr(ledger, kind)}
    return Table(
        "entities",
        "People, organisations and places in one list; each has a row in a table of its kind too.",
        ("id",),
        (
            ID,
            Column("kind", "The table that holds the rest.", choices=kinds),
            Column("name", "The usual English name."),
        ),
        tuple((one, held[one], ledger.entities[one].name) for one in sorted(held)),
    )


def conditions_of(ledger: Ledger) -> Table:
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
            (claim.id, number, one.words, one.met, one.found)
            for claim in ledger.claims.values()
            for number, one in enumerate(conditions(ledger, claim), 1)
        ),
        parent="claims",
    )


_Answer = Callable[[Ledger, Publication, tuple[Cell, ...]], Cell]


def _origins(*stances: Stance) -> _Answer:
    return lambda ledger, site, row: len(ledger.voices(ledger.claims[str(row[0])], *stances))


def _counts_as(ledger: Ledger, site: Publication, row: tuple[Cell, ...]) -> Cell:
    item = ledger.claims[str(row[0])].evidence[int(row[1] or 0) - 1]
    return origin_of(item, ledger.sources, ledger.publishers)


_COMPUTED: Mapping[str, tuple[tuple[Column, _Answer], ...]] = {
    "claims": (
        (Column("page", "The claim's address."), lambda _, site, row: site.claim(str(row[0]))),
        (
            Column("origins_supporting", "Independent origins in support.", "integer"),
            _origins(Stance.SUPPORTS),
        ),
        (
            Column("origins_against", "Independent origins against it.", "integer"),
            _origins(Stance.CONTRADICTS),
        ),
    ),
    "evidence": (
        (Column("counts_as", "The origin it counts under.", refers="voices"), _counts_as),
    ),
    "sources": (
        (
            Column("publisher", "The publisher.", refers="publishers"),
            lambda ledger, _, row: ledger.sources[str(row[0])].publisher,
        ),
        (
            Column("seen_as_published", "False where the title is our own wording.", "boolean"),
            lambda ledger, _, row: ledger.sources[str(row[0])].seen_as_published,
        ),
    ),
}


def completed(table: Table, ledger: Ledger, site: Publication) -> Table:
    """Return the table with the columns that the build works out."""
    more = _COMPUTED.get(table.name)
    if more is None:
        return table
    return replace(
        table,
        columns=(*table.columns, *(column for column, _ in more)),
        rows=tuple(
            (*row, *(answer(ledger, site, row) for _, answer in more)) for row in table.rows
        ),
    )
