"""A country's neighbours must be the same in its record, in the neighbours' records and on its map.

Why: a map that adds or omits a border makes a false statement.
Fix: list each country in the record of the other. Draw the map again with `maps/draw.py`.
"""

from collections.abc import Iterator

from build_tools.facts.ledger import Ledger
from build_tools.facts.records import Country, CountryMap
from build_tools.facts.wording import in_words
from build_tools.rules.problem import Problem

_MAP = """
-- maps/shapes/lithuania.yaml --
atlas:
  name: an-atlas
  version: 1.0.0
  file: world.json
  sha256: 0000000000000000000000000000000000000000000000000000000000000000
  licence: BSD-3-Clause
  address: https://example.org/atlas
width: 100
height: 80
projection:
  east: 24
  north: 55
  scale: 0.2
  x: 50
  y: 40
trial:
  place: 55.0, 24.0
  at: 50.0, 40.0
land: M20 20l40 0 0 40-40 0z
"""

GOOD = (
    _MAP
    + """\
neighbours:
  - name: Belarus
    country: belarus
    border: M60 20l0 40
  - name: Elsewhere
"""
)

BAD = (
    _MAP
    + """\
neighbours: #! map-neighbours
  - name: Elsewhere
-- facts/vocabulary/countries.yaml --
belarus:
  name: Belarus
  code: BY
  summary: The country that Americans were told to leave.
lithuania:
  name: Lithuania
  code: LT
  neighbours: [belarus] #! map-neighbours
  summary: It closed two crossings.
"""
)


def check(ledger: Ledger) -> Iterator[Problem]:
    """Yield neighbours that only one country names, or that only a record or only a map has."""
    for country in ledger.countries.values():
        for index, name in enumerate(country.neighbours):
            other = ledger.countries.get(name)
            if other and country.id not in other.neighbours:
                yield Problem(
                    country.place.span("neighbours", index),
                    f"{country.name} names {other.name} as a neighbour, but {other.name} does not "
                    f"name {country.name}.",
                    f"Add {country.id} to the neighbours of {name}, or take it out here.",
                )
    for drawn in ledger.maps.values():
        if mapped := ledger.countries.get(drawn.id):
            yield from _of_map(ledger, mapped, drawn)
        else:
            message = f'There is no country called "{drawn.id}".'
            yield Problem(drawn.place.span(), message, "Name the map after a country's id.")


def _of_map(ledger: Ledger, country: Country, drawn: CountryMap) -> Iterator[Problem]:
    on_map = {line.country for line in drawn.neighbours if line.country in ledger.countries}
    missing = sorted(set(country.neighbours) - on_map)
    extra = sorted(name for name in on_map - set(country.neighbours) if name)
    for names, what in ((missing, "has no line with"), (extra, "has a line with")):
        if names:
            contrast = "not" if names is extra else "but"
            yield Problem(
                drawn.place.span("neighbours", of_key=True),
                f"The map of {country.name} {what} {in_words(names)}, {contrast} its record.",
                "Correct the neighbours in facts/vocabulary/countries.yaml, or draw the map again.",
            )
