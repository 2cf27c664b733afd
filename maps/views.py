"""Defines what each map shows: the country's code in the atlas, and the view's middle and corners.

Points are degrees (east, north). A view is just wide enough for its corners. Those of Russia and
the United States are set by hand: both countries cross the 180th meridian, and the islands of the
United States would make the rest of it small. A country's name is where it has most room, unless
``names`` moves it away from the crossings' names (right and down, in a drawing 1000 wide).
"""

from dataclasses import dataclass, field

Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class View:
    """A map. ``finest`` is the smallest bend drawn, ``smallest`` the area of the smallest island.

    ``parts`` are shapes in the atlas that are drawn as parts of the country. ``unnamed`` are shapes
    that share a border with it but are not neighbouring countries: they are drawn like other land.
    """

    code: str
    middle: Point
    corners: tuple[Point, ...]
    finest: float = 1.6
    smallest: float = 14.0
    parts: tuple[str, ...] = ()
    unnamed: tuple[str, ...] = ()
    names: dict[str, Point] = field(default_factory=dict)


VIEWS = {
    "belarus": View(
        "BLR",
        (27.9, 53.7),
        ((20.6, 50.6), (20.6, 56.6), (33.4, 50.7), (33.4, 56.6)),
        names={"LTU": (195, 86), "POL": (100, 650)},
    ),
    "china": View(
        "CHN",
        (104.0, 37.0),
        ((73.0, 40.0), (135.5, 48.5), (110.0, 17.5), (122.0, 58.0)),
        finest=2.9,
        smallest=80.0,
        parts=("HKG", "MAC"),
        unnamed=("KAS",),
    ),
    "estonia": View("EST", (25.2, 58.6), ((21.4, 57.2), (21.4, 60.0), (29.0, 57.2), (29.0, 60.0))),
    "latvia": View(
        "LVA",
        (24.9, 56.8),
        ((20.4, 54.9), (20.4, 58.3), (30.6, 54.9), (30.6, 58.3)),
        names={"BLR": (860, 560)},
    ),
    "lithuania": View(
        "LTU",
        (24.3, 55.1),
        ((20.4, 53.5), (20.4, 56.7), (29.2, 53.5), (29.2, 56.7)),
        names={"BLR": (905, 340)},
    ),
    "poland": View("POL", (19.6, 52.0), ((13.6, 49.0), (13.6, 55.2), (28.0, 49.0), (28.0, 55.2))),
    "russia": View(
        "RUS",
        (97.0, 63.0),
        ((8.0, 50.0), (44.0, 41.5), (135.0, 42.0), (-170.0, 66.0), (100.0, 81.0), (30.0, 70.0)),
        finest=3.0,
        smallest=110.0,
        names={"UKR": (66, 326)},
    ),
    "ukraine": View("UKR", (31.4, 48.6), ((21.4, 46.0), (32.0, 44.0), (41.0, 48.0), (32.0, 53.6))),
    "united-states": View(
        "USA",
        (-106.0, 50.0),
        ((-169.0, 60.0), (-156.0, 71.6), (-66.5, 45.0), (-80.5, 24.6), (-112.0, 24.6)),
        finest=2.6,
        smallest=70.0,
    ),
}
