"""Tests which map shows the crossings on the day of the article."""

import json
from collections.abc import Callable

from markdown import Markdown

from build_tools.facts.project import Project
from build_tools.pages.prose import FactsExtension
from build_tools.views.article_day_map import collect
from tests.ledgers import claim, ledger
from tests.sites import Html
from tests.views.test_maps import CLOSED, EAST, MAP, OPEN, drawn, places
from tests.whole import assemble

World = Callable[..., Project]

NEIGHBOUR = {"name": "Lithuania", "country": "lithuania", "border": "M60 20l0 40"}
BOTH_MAPS = drawn() | {
    "maps/shapes/belarus.yaml": json.dumps({**MAP, "neighbours": [NEIGHBOUR]}),
}
GATE = {"coordinates": EAST, "periods": [OPEN, CLOSED]}
BLOCK = "<!-- facts: crossings-map -->"
MAP_PAGE = "countries/lithuania.html#map"


def test_the_map_with_the_most_crossings_is_shown(world: World) -> None:
    inner = {**GATE, "countries": ["belarus"], "coordinates": "55.1, 25.0"}
    shown = collect(ledger(world, claim("a"), BOTH_MAPS, places(gate=GATE, inner=inner)))
    assert shown
    assert shown.country.path == "countries/belarus.html"
    assert len(shown.map.crossings) == 2
    # The tiny article is dated 24 August 2023.
    assert shown.state.words == "18 August 2023 to 29 February 2024"
    assert dict(shown.state.states) == {1: "open", 2: "open"}


def test_no_map_is_shown_without_a_known_crossing_on_the_day_of_the_article(world: World) -> None:
    after = {"coordinates": EAST, "periods": [CLOSED]}
    unplaced = {"periods": [OPEN]}
    assert collect(ledger(world, claim("a"), drawn(), places(gate=after))) is None
    assert collect(ledger(world, claim("a"), drawn(), places(gate=unplaced))) is None
    assert collect(ledger(world, claim("a"))) is None


def test_the_block_counts_lists_and_draws_the_same_crossings(world: World) -> None:
    files = places(gate=GATE, high={"periods": [OPEN]})
    records = {path: text.replace('"a"', '"two-crossings"') for path, text in files.items()}
    renderer = assemble(world({**drawn(), **records})).renderer
    html = Html(Markdown(extensions=[FactsExtension(renderer)]).convert(BLOCK))
    assert "two crossings open" in html.text
    assert html.links() == ["places/gate.html", "places/high.html", "places/high.html", MAP_PAGE]
    marks = [group.attributes.get("class", "") for group in html.all("g")]
    drawn_marks = [names for names in marks if names == "map-mark map-mark--open"]
    # The mark in the key also has this class. The crossing "High" has no coordinates.
    assert len(drawn_marks) == 2
