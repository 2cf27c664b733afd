"""Where does each country lie, what is beside it, and which crossing was open there when?"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import zip_longest

from build_tools.facts.calculations import Point
from build_tools.facts.dates import MONTHS
from build_tools.facts.ledger import Ledger
from build_tools.facts.records import CountryMap, Place, lines_of, pair_of
from build_tools.facts.wording import in_words
from build_tools.views.crossings import CrossingView, PeriodView, crossings_of, stretches_of
from build_tools.views.parts.labels import PLACE_STATES
from build_tools.views.parts.map_geometry import Label, Position, nearest, place_labels, project
from build_tools.views.parts.page_links import NamedLink

# The least height between two names, and how far they stand from their spots: in units of a
# drawing that is 1000 wide.
_APART, _AWAY = 36, 44
_CAPITAL = "capital"
_LARGE = 1.0  # units of the drawing for a kilometre

LATEST = "latest"
UNKNOWN = "unknown"
STATE_WORDS: Mapping[str, str] = {
    **{state.value: words for state, words in PLACE_STATES.items()},
    UNKNOWN: "not known",
}

# Crossings, each with a period and the day up to which it is known, where that is worth saying.
Rows = tuple[tuple[CrossingView, PeriodView | None, str | None], ...]


@dataclass(frozen=True, slots=True)
class NeighbourView:
    """A country beside the map's own; ``path`` is None where it has no page here."""

    name: str
    path: str | None
    at: Position | None


@dataclass(frozen=True, slots=True)
class SpotView:
    """A town, or a crossing with its number in the list; a capital's name stands above it."""

    number: int
    link: NamedLink
    x: float
    y: float
    label: Label | None


@dataclass(frozen=True, slots=True)
class EntryView:
    """A crossing in the list beside a map; ``known`` is the day up to which its state is known."""

    number: int
    link: NamedLink
    beside: str
    known: str | None


@dataclass(frozen=True, slots=True)
class GroupView:
    """The crossings of one state, by the word for it; what is not known is a state too."""

    state: str
    words: str
    crossings: tuple[EntryView, ...]


@dataclass(frozen=True, slots=True)
class StateView:
    """How the crossings stood in one stretch of days; ``is_first`` is the one shown at first."""

    id: str
    words: str
    short: str
    states: Mapping[int, str]
    groups: tuple[GroupView, ...]
    is_article: bool
    is_first: bool


@dataclass(frozen=True, slots=True)
class MapView:
    """A country's map: what is drawn always, and the marks for each stretch of days."""

    name: str
    drawn: CountryMap
    at: Position | None
    neighbours: tuple[NeighbourView, ...]
    towns: tuple[SpotView, ...]
    crossings: tuple[SpotView, ...]
    unplaced: tuple[NamedLink, ...]
    states: tuple[StateView, ...]
    words: Mapping[str, str]


def collect(ledger: Ledger) -> tuple[MapView, ...]:
    """Return every country's map, by the country's id."""
    found = (map_of(ledger, country) for country in ledger.countries)
    return tuple(one for one in found if one)


def map_of(ledger: Ledger, country: str) -> MapView | None:
    """Return the country's map; None where none is drawn."""
    drawn = ledger.maps.get(country)
    if drawn is None:
        return None
    crossings = crossings_of(ledger, country)
    numbers = {one.link.path: number for number, one in enumerate(crossings, 1)}
    found = [
        (place, position)
        for place in ledger.places.values()
        if _is_shown(place, country, drawn) and (position := _at(place, drawn))
    ]
    # A capital has its name above it; all others have theirs on the outer side, in columns.
    found.sort(key=lambda one: one[0].kind == _CAPITAL)
    aside = [position for place, position in found if place.kind != _CAPITAL]
    middle = pair_of(drawn.label)[0] if drawn.label else drawn.width / 2
    labels = place_labels(aside, [x < middle for x, _ in aside], _APART, _AWAY)
    spots = tuple(
        _spot(numbers, place, position, label)
        for (place, position), label in zip_longest(found, labels)
    )
    shown = {spot.link.path for spot in spots}
    return MapView(
        name=ledger.countries[country].name,
        drawn=drawn,
        at=pair_of(drawn.label) if drawn.label else None,
        neighbours=tuple(_neighbours(ledger, drawn)),
        towns=tuple(one for one in spots if not one.number),
        crossings=tuple(one for one in spots if one.number),
        unplaced=tuple(one.link for one in crossings if one.link.path not in shown),
        states=tuple(_states(ledger, country, crossings)),
        words=STATE_WORDS,
    )


def _is_shown(place: Place, country: str, drawn: CountryMap) -> bool:
    """A place of its own country, or another's capital where the map is large enough."""
    is_near = place.kind == _CAPITAL and drawn.projection.scale > _LARGE
    return is_near or country in place.countries


def _at(place: Place, drawn: CountryMap) -> Position | None:
    """Return where a place lies in view; a crossing on the line that its two countries share."""
    if place.coordinates is None:
        return None
    x, y = project(drawn.projection, Point(*pair_of(place.coordinates)))
    if not (0 <= x <= drawn.width and 0 <= y <= drawn.height):
        return None
    if place.periods:
        borders = (
            one.border for one in drawn.neighbours if one.country in place.countries and one.border
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


def _beside(ledger: Ledger, country: str, crossings: tuple[CrossingView, ...]) -> Mapping[str, str]:
    """Return the other side of each crossing by its path; nothing where all have the same."""
    own = ledger.countries[country].name
    others = {one.link.path: in_words([x for x in one.countries if x != own]) for one in crossings}
    return others if len(set(others.values())) > 1 else dict.fromkeys(others, "")


def _neighbours(ledger: Ledger, drawn: CountryMap) -> Iterator[NeighbourView]:
    for one in drawn.neighbours:
        held = ledger.countries.get(one.country or "")
        yield NeighbourView(
            held.name if held else one.name,
            f"countries/{held.id}.html" if held else None,
            pair_of(one.label) if one.label else None,
        )


def _states(
    ledger: Ledger, country: str, crossings: tuple[CrossingView, ...]
) -> Iterator[StateView]:
    """Yield how the crossings stood in each stretch, and last what is known latest of each."""
    stretches = stretches_of(crossings)
    if not stretches:
        return
    days = [one.date.earliest for one in ledger.articles.values() if one.date.earliest]
    during = [one for one in stretches if days and one.holds(min(days))]
    first = (during or stretches)[0] if during else None
    beside = _beside(ledger, country, crossings)
    rows: Rows
    for one in stretches:
        rows = tuple((crossing, period, None) for crossing, period in one.states)
        yield _state(one.id, one.words, rows, beside, one in during, one is first)
    rows = tuple((one, *one.latest()) for one in crossings)
    yield _state(LATEST, "Latest known of each", rows, beside, False, first is None)


def _state(
    identity: str,
    words: str,
    rows: Rows,
    beside: Mapping[str, str],
    is_article: bool,
    is_first: bool,
) -> StateView:
    return StateView(
        id=identity,
        words=words,
        short=_short(words),
        states={number: _said(period) for number, (_, period, _) in enumerate(rows, 1)},
        groups=tuple(_groups(rows, beside)),
        is_article=is_article,
        is_first=is_first,
    )


def _short(words: str) -> str:
    """Return the days with names of months cut to three letters, for a link among many."""
    for month in MONTHS:
        words = words.replace(month, month[:3])
    return words.replace(" to ", " – ")


def _said(period: PeriodView | None) -> str:
    return period.state if period else UNKNOWN


def _groups(rows: Rows, beside: Mapping[str, str]) -> Iterator[GroupView]:
    for state, words in STATE_WORDS.items():
        held = tuple(
            EntryView(number, crossing.link, beside[crossing.link.path], known)
            for number, (crossing, period, known) in enumerate(rows, 1)
            if _said(period) == state
        )
        if held:
            yield GroupView(state, words, held)
