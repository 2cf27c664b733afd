"""Which crossings were open when the article appeared?"""

from typing import NamedTuple

from build_tools.facts.ledger import Ledger
from build_tools.views.maps import MapView, StateView, map_of
from build_tools.views.parts.page_links import NamedLink


class ArticleDayMap(NamedTuple):
    """A country's map, and the states of its crossings in the period of the article."""

    country: NamedLink
    map: MapView
    state: StateView


def collect(ledger: Ledger) -> ArticleDayMap | None:
    """Return the map with the most crossings, or None if no map shows a crossing on that day.

    The map of a country in the middle shows all its borders, so it has the most crossings.
    """
    maps = [
        ArticleDayMap(NamedLink(f"countries/{country}.html", record.name), view, state)
        for country, record in ledger.countries.items()
        if (view := map_of(ledger, country)) and view.crossings
        for state in view.states
        if state.is_first and state.is_article
    ]
    return max(maps, key=lambda shown: len(shown.map.crossings), default=None)
