"""Where is each country, which countries border it, and when was each crossing open?"""

from collections.abc import Iterator, Mapping, Sequence
from itertools import zip_longest
from typing import NamedTuple

from build_tools.facts.articles import by_day
from build_tools.facts.catalogue import N_, Catalogue
from build_tools.facts.dates import MONTHS
from build_tools.facts.geodesy import Point
from build_tools.facts.ledger import Ledger
from build_tools.facts.records import CountryMap, MapNeighbour, Place, lines_of, pair_of
from build_tools.facts.wording import in_words
from build_tools.views.crossings import CrossingView, PeriodView, crossings_of, stretches_of
from build_tools.views.parts.labels import PLACE_STATES
from build_tools.views.parts.map_geometry import (
    Box,
    Label,
    Position,
    around,
    crop,
    is_inside,
    label_box,
    moved_near,
    nearest,
    place_labels,
    project,
)
from build_tools.views.parts.page_links import NamedLink

# The smallest vertical distance between two names, the distance from a name to its spot, and the
# margin of the picture. The unit is a thousandth of the picture's width. Letters keep their size
# relative to the picture, so a part of a map is as easy to read as the whole map.
_WIDTH = 1000
_APART, _AWAY, _MARGIN = 36, 44, 24
# The width of a letter in crossings' names and in countries' names, and the height of a country's
# name.
_LETTER, _COUNTRY_LETTER, _COUNTRY_HEIGHT = 11.4, 19.0, 36.0
_CAPITAL = "capital"
_LARGE = 1.0  # units of the drawing per kilometre

LATEST = "latest"
UNKNOWN = "unknown"
STATE_WORDS: Mapping[str, str] = {
    **{state.value: words for state, words in PLACE_STATES.items()},
    UNKNOWN: N_("not known"),
}

# Each crossing and its period. A latest state also has the day up to which the state is known.
Rows = tuple[tuple[CrossingView, PeriodView | None, str | None], ...]


class NeighbourView(NamedTuple):
    """A neighbouring country. ``path`` is None if the country has no page on this site."""

    name: str
    path: str | None
    at: Position | None


class SpotView(NamedTuple):
    """A town, or a crossing and its number in the list. Capitals have no label."""

    number: int
    link: NamedLink
    x: float
    y: float
    label: Label | None


class ListedCrossing(NamedTuple):
    """A crossing in a map's list.

    ``other_side`` is the country across the border, or empty if it is the same for all crossings.
    ``known`` is the day up to which the crossing's state is known, if that differs from the day
    shown. ``note`` says who could cross, or is empty.
    """

    number: int
    link: NamedLink
    other_side: str
    known: str | None
    note: str


class GroupView(NamedTuple):
    """All crossings with the same state, which may be "not known"."""

    state: str
    words: str
    crossings: tuple[ListedCrossing, ...]


class StateView(NamedTuple):
    """The states of all crossings in a period. ``is_first`` is True for the period shown first.

    ``articles`` contains the titles of the articles published in that period.
    """

    id: str
    words: str
    short: str
    states: Mapping[int, str]
    groups: tuple[GroupView, ...]
    articles: tuple[str, ...]
    is_first: bool

    @property
    def is_article(self) -> bool:
        """Whether a checked article was published in this period."""
        return bool(self.articles)


class MapView(NamedTuple):
    """A country's map: its fixed parts, and the crossings' states in each stretch of days.

    ``land`` is the area of the country, and ``crop`` is the visible part of the map. A neighbour
    whose name does not fit in the visible part has no position.
    """

    name: str
    drawn: CountryMap
    land: Box
    crop: Box
    at: Position | None
    neighbours: tuple[NeighbourView, ...]
    towns: tuple[SpotView, ...]
    crossings: tuple[SpotView, ...]
    unplaced: tuple[NamedLink, ...]
    states: tuple[StateView, ...]
    words: Mapping[str, str]

    @property
    def scale(self) -> float:
        """The factor that keeps letters and marks at the same share of every picture."""
        return round(self.crop.width / _WIDTH, 3)


def collect(ledger: Ledger) -> tuple[MapView, ...]:
    """Return the map of every country that has a map."""
    maps = (map_of(ledger, country) for country in ledger.countries)
    return tuple(view for view in maps if view)


def map_of(ledger: Ledger, country: str) -> MapView | None:
    """Return the country's map, or None if we have no map for it."""
    drawn = ledger.maps.get(country)
    if drawn is None:
        return None
    crossings = crossings_of(ledger, country)
    numbers = {crossing.link.path: number for number, crossing in enumerate(crossings, 1)}
    located = [
        (place, position)
        for place in ledger.places.values()
        if _is_shown(place, country, drawn) and (position := _at(place, drawn))
    ]
    # A capital's name is above its sign. All other names are at the sides, in columns.
    located.sort(key=lambda pair: pair[0].kind == _CAPITAL)
    part, labels, covered = _framed(drawn, located)
    spots = tuple(
        _spot(numbers, place, position, label)
        for (place, position), label in zip_longest(located, labels)
    )
    shown = {spot.link.path for spot in spots}
    return MapView(
        name=ledger.countries[country].name,
        drawn=drawn,
        land=_land_box(drawn),
        crop=part,
        at=pair_of(drawn.label) if drawn.label else None,
        neighbours=tuple(_neighbours(ledger, drawn, part, covered)),
        towns=tuple(spot for spot in spots if not spot.number),
        crossings=tuple(spot for spot in spots if spot.number),
        unplaced=tuple(crossing.link for crossing in crossings if crossing.link.path not in shown),
        states=tuple(_states(ledger, country, crossings)),
        words=state_words(ledger.words),
    )


def _framed(
    drawn: CountryMap, located: Sequence[tuple[Place, Position]]
) -> tuple[Box, tuple[Label, ...], list[Box]]:
    """Return the part of a map to show, its labels, and the area that each label covers.

    The part contains the country, the places and their labels. Labels grow with the part, so a
    second round uses the size from the first round.
    """
    whole = Box(0, 0, drawn.width, drawn.height)
    boxes = [_land_box(drawn), *(Box(*position, 0, 0) for _, position in located)]
    labelled = [(place, position) for place, position in located if place.kind != _CAPITAL]
    spots = [position for _, position in labelled]
    middle = pair_of(drawn.label)[0] if drawn.label else drawn.width / 2
    part, names, labels = crop(boxes, whole, _MARGIN), list[Box](), tuple[Label, ...]()
    for _ in range(2):
        scale = part.width / _WIDTH
        widths = [_LETTER * scale * _letters(place) for place, _ in labelled]
        columns = place_labels(spots, [x < middle for x, _ in spots], _APART * scale, _AWAY * scale)
        capitals = [
            _capital_box(place, position, scale)
            for place, position in located
            if place.kind == _CAPITAL
        ]
        labels = moved_near(spots, columns, widths, _APART * scale, capitals)
        names = [
            label_box(label, width, _APART * scale)
            for label, width in zip(labels, widths, strict=True)
        ]
        names += capitals
        part = crop([*boxes, *names], whole, _MARGIN * scale)
    return part, labels, names


def _land_box(drawn: CountryMap) -> Box:
    return around(point for line in lines_of(drawn.land) for point in line)


def _capital_box(place: Place, position: Position, scale: float) -> Box:
    """Return the area of a capital's sign and its name above the sign, at desktop size."""
    width, height = _LETTER * scale * len(place.name), 2 * _APART * scale
    return Box(position[0] - width / 2, position[1] - 0.75 * height, width, height)


def _letters(place: Place) -> int:
    """Return the number of letters in a place's label.

    A crossing's label begins with its number.
    """
    return len(place.name) + (len("12 ") if place.periods else 0)


def _is_shown(place: Place, country: str, drawn: CountryMap) -> bool:
    """Return whether a map shows a place.

    A large-scale map also shows the capitals of neighbours.
    """
    is_near = place.kind == _CAPITAL and drawn.projection.scale > _LARGE
    return is_near or country in place.countries


def _at(place: Place, drawn: CountryMap) -> Position | None:
    """Return a place's position, or None if the place is not on the map.

    The position of a crossing is moved to the border.
    """
    if place.coordinates is None:
        return None
    x, y = project(drawn.projection, Point(*pair_of(place.coordinates)))
    if not (0 <= x <= drawn.width and 0 <= y <= drawn.height):
        return None
    if place.periods:
        borders = (
            neighbour.border
            for neighbour in drawn.neighbours
            if neighbour.country in place.countries and neighbour.border
        )
        x, y = nearest((line for path in borders for line in lines_of(path)), (x, y)) or (x, y)
    return round(x, 1), round(y, 1)


def _spot(numbers: Mapping[str, int], place: Place, position: Position, label: Label) -> SpotView:
    path = f"places/{place.id}.html"
    return SpotView(
        number=numbers.get(path, 0),
        link=NamedLink(path, place.name),
        x=position[0],
        y=position[1],
        label=label,
    )


def _other_sides(
    ledger: Ledger, country: str, crossings: tuple[CrossingView, ...]
) -> Mapping[str, str]:
    """Return the name of the country across each crossing, by the path of the crossing's page.

    All names are empty if all crossings lead to the same country.
    """
    own = ledger.countries[country].name
    others = {
        crossing.link.path: in_words([name for name in crossing.countries if name != own])
        for crossing in crossings
    }
    return others if len(set(others.values())) > 1 else dict.fromkeys(others, "")


def _neighbours(
    ledger: Ledger, drawn: CountryMap, part: Box, covered: Sequence[Box]
) -> Iterator[NeighbourView]:
    for neighbour in drawn.neighbours:
        country = ledger.countries.get(neighbour.country or "")
        name = country.name if country else neighbour.name
        yield NeighbourView(
            name,
            f"countries/{country.id}.html" if country else None,
            _name_at(neighbour, name, part, covered),
        )


def _name_at(
    neighbour: MapNeighbour, name: str, part: Box, covered: Sequence[Box]
) -> Position | None:
    """Return the position of a neighbour's name in the part of the map, at phone size.

    A name at the edge is moved inwards if it then fits inside its own country without touching a
    label. Otherwise the neighbour gets no name.
    """
    if not neighbour.label:
        return None
    scale = part.width / _WIDTH
    at, width = pair_of(neighbour.label), len(name) * _COUNTRY_LETTER * scale
    box = Box(
        at[0] - width / 2, at[1] - _COUNTRY_HEIGHT * scale / 2, width, _COUNTRY_HEIGHT * scale
    )
    moved = box.moved_into(part)
    if moved == box:
        return at
    lines = lines_of(neighbour.land) if neighbour.land else ()
    edges = [(x, y) for x in (moved.x, moved.right) for y in (moved.y, moved.bottom)]
    if all(is_inside(lines, edge) for edge in edges) and not any(map(moved.meets, covered)):
        return round(moved.x + moved.width / 2, 1), round(moved.y + moved.height / 2, 1)
    return None


def _states(
    ledger: Ledger, country: str, crossings: tuple[CrossingView, ...]
) -> Iterator[StateView]:
    """Yield the states of the crossings in each stretch, and finally their latest known states."""
    stretches = stretches_of(crossings)
    if not stretches:
        return
    words = ledger.words
    appeared = [(article.date.earliest, article.title) for article in by_day(ledger)]
    titles = {
        stretch.id: tuple(title for day, title in appeared if day and stretch.contains(day))
        for stretch in stretches
    }
    first = next((stretch for stretch in stretches if titles[stretch.id]), None)
    other_sides = _other_sides(ledger, country, crossings)
    rows: Rows
    for stretch in stretches:
        rows = tuple((crossing, period, None) for crossing, period in stretch.states)
        articles, is_first = titles[stretch.id], stretch is first
        yield _state(
            words, stretch.id, stretch.in_words(words), rows, other_sides, articles, is_first
        )
    rows = tuple((crossing, *crossing.latest(words)) for crossing in crossings)
    yield _state(
        words, LATEST, words.gettext("Last known status"), rows, other_sides, (), first is None
    )


def _state(
    words: Catalogue,
    identity: str,
    days: str,
    rows: Rows,
    other_sides: Mapping[str, str],
    articles: tuple[str, ...],
    is_first: bool,
) -> StateView:
    return StateView(
        id=identity,
        words=days,
        short=_short(words, days),
        states={number: _state_of(period) for number, (_, period, _) in enumerate(rows, 1)},
        groups=tuple(_groups(words, rows, other_sides)),
        articles=articles,
        is_first=is_first,
    )


def _short(words: Catalogue, days: str) -> str:
    """Return the days with months shortened to three letters, because many links share a line."""
    if not words.is_english:
        return days
    for month in MONTHS:
        days = days.replace(month, month[:3])
    return days.replace(" to ", " – ")


def _state_of(period: PeriodView | None) -> str:
    return period.state if period else UNKNOWN


def state_words(words: Catalogue) -> Mapping[str, str]:
    """Return the name of each state of a crossing, in the site's language."""
    return {state: words.message(name) for state, name in STATE_WORDS.items()}


def _groups(words: Catalogue, rows: Rows, other_sides: Mapping[str, str]) -> Iterator[GroupView]:
    for state, name in state_words(words).items():
        crossings = tuple(
            ListedCrossing(
                number,
                crossing.link,
                other_sides[crossing.link.path],
                known,
                (period.note if period else "") or "",
            )
            for number, (crossing, period, known) in enumerate(rows, 1)
            if _state_of(period) == state
        )
        if crossings:
            yield GroupView(state, name, crossings)
