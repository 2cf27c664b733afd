"""What the build works out, as tables and columns: origins that count, conditions, addresses."""

from collections.abc import Callable, Mapping
from dataclasses import replace

from build_tools.exports.columns import ID, NUMBER, Cells, Column, Table
from build_tools.exports.export_file import Publication
from build_tools.facts.ledger import Ledger
from build_tools.facts.records import Stance
from build_tools.rules.permitted_verdict import conditions
from build_tools.views.parts.reference import origin_name


def voices(ledger: Ledger) -> Table:
    """Return the table of everything that evidence counts under."""
    found = sorted({one.id for claim in ledger.claims.values() for one in ledger.voices(claim)})
    return Table(
        "voices",
        "What evidence counts under: an origin, a publisher, or an owner of several.",
        ("id",),
        (ID, Column("name", "What it is, in words.")),
        (found, [origin_name(ledger, one) for one in found]),
    )


def entities(ledger: Ledger) -> Table:
    """Return the table of people, organisations and places together."""
    kinds = ("people", "organisations", "places")
    held = {one: kind for kind in reversed(kinds) for one in getattr(ledger, kind)}
    names = sorted(held)
    return Table(
        "entities",
        "People, organisations and places in one list; each has a row in a table of its kind too.",
        ("id",),
        (
            ID,
            Column("kind", "The table that holds the rest.", choices=kinds),
            Column("name", "The usual English name."),
        ),
        (names, [held[one] for one in names], [ledger.entities[one].name for one in names]),
    )


def conditions_of(ledger: Ledger) -> Table:
    """Return the table of what the verdicts need."""
    held = [
        (claim.id, number, one.words, one.met, one.found)
        for claim in ledger.claims.values()
        for number, one in enumerate(conditions(ledger, claim), 1)
    ]
    cells = tuple(zip(*held, strict=True)) if held else ((),) * 5
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
        cells,
        parent="claims",
    )


# What is worked out for each row of a table, from the first to the last.
_Answer = Callable[[Ledger, Publication], Cells]


def _pages(ledger: Ledger, site: Publication) -> Cells:
    return [site.claim(name) for name in ledger.claims]


def _origins(*stances: Stance) -> _Answer:
    return lambda ledger, _: [
        len(ledger.voices(claim, *stances)) for claim in ledger.claims.values()
    ]


def _counts_as(ledger: Ledger, site: Publication) -> Cells:
    return [one for claim in ledger.claims.values() for one in ledger.counts_as(claim)]


def _publishers(ledger: Ledger, site: Publication) -> Cells:
    return [source.publisher for source in ledger.sources.values()]


def _seen(ledger: Ledger, site: Publication) -> Cells:
    return [source.seen_as_published for source in ledger.sources.values()]


_COMPUTED: Mapping[str, tuple[tuple[Column, _Answer], ...]] = {
    "claims": (
        (Column("page", "The claim's address."), _pages),
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
        (Column("publisher", "The publisher.", refers="publishers"), _publishers),
        (
            Column("seen_as_published", "False where the title is our own wording.", "boolean"),
            _seen,
        ),
    ),
}


def completed(table: Table, ledger: Ledger, site: Publication) -> Table:
    """Return the table with the columns that the build works out."""
    more = _COMPUTED.get(table.name, ())
    return replace(
        table,
        columns=(*table.columns, *(column for column, _ in more)),
        cells=(*table.cells, *(answer(ledger, site) for _, answer in more)),
    )
