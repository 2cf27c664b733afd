"""Tests that the picture of the timeline is complete, in order and inside its frame."""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise

import pytest

from build_tools.facts.dates import When
from build_tools.facts.dates.days import Day
from build_tools.facts.project import Project
from build_tools.views.parts.labels import VERDICTS
from build_tools.views.parts.lane_order import LANES, MARKS, OTHERS, lanes_of
from build_tools.views.parts.occurrences import Occurrence, days_of
from build_tools.views.parts.reference import ClaimLink
from build_tools.views.parts.time_axis import month_axis
from build_tools.views.parts.time_columns import columns_picture
from build_tools.views.parts.time_lanes import LaneMark, lanes_picture
from build_tools.views.parts.year_blocks import main_years, years_picture
from build_tools.views.parts.zoomed_months import Span, spans_of, zoomed_months
from build_tools.views.timeline import collect
from tests.ledgers import claim, ledger

World = Callable[..., Project]
WORDS = list(VERDICTS.values())
SUMMER = Span(Day(2023, 6, 1), Day(2023, 9, 30))
ARTICLE = (Span(Day(2023, 8, 21), Day(2023, 8, 27)),)
NAMES = ["Belarus", "Latvia", "Lithuania", "Poland", "Russia", "Ukraine", "United States"]


def occurrence(
    name: str, date: str, lane: str | None = None, label: str | None = None, verdict: int = 0
) -> Occurrence:
    """Return a dated claim with only the fields that a picture needs."""
    when = When.parse(date)
    days = days_of(when)
    assert days
    link = ClaimLink(name, name, WORDS[verdict % 8], when, False, "", (), (), "", label)
    return Occurrence(link, "", *days, lane, (label is None,), days[0].iso()[:7])


def many(number: int, lanes: Sequence[str | None] = NAMES) -> list[Occurrence]:
    """Return this many claims in the summer of 2023, with all kinds of dates."""
    ones = []
    for n in range(number):
        day = f"2023-{6 + n * 7 % 4:02}-{1 + n * 11 % 28:02}"
        date = day if n % 5 else f"{day}/2023-10" if n % 2 else day[:7]
        label = f"Label {n} of some length" if n % 3 == 0 else None
        ones.append(occurrence(f"c{n}", date, lanes[n % len(lanes)], label, n))
    return ones


def boxes(mark: LaneMark) -> Iterator[tuple[float, float, float, float]]:
    """Yield the areas that a mark, its bar and its label cover: left, right, top, bottom."""
    yield mark.x, max(mark.x + 10, mark.bar), mark.y - 5, mark.y + 5
    if mark.label:
        length = 6.5 * len(f"{mark.label.day} {mark.label.words}".strip())
        left = mark.label.x - (length if mark.label.is_end else 0)
        y = mark.y - mark.label.rise
        yield left, left + length, y - 5, y + 5


@pytest.mark.parametrize(
    ("date", "first", "last"),
    [
        ("2023-08-18", "2023-08-18", "2023-08-18"),
        ("2023-08", "2023-08-01", "2023-08-31"),
        ("2023-08-18/..", "2023-08-18", "2023-08-18"),
        ("../2023-08", "2023-08-01", "2023-08-31"),
        ("2023-08-18/2023-09", "2023-08-18", "2023-09-30"),
    ],
)
def test_a_date_covers_its_days_or_the_days_of_its_known_end(
    date: str, first: str, last: str
) -> None:
    days = days_of(When.parse(date))
    assert days
    assert [day.iso() for day in days] == [first, last]


def zoom(*dates: str, article: str | None = None, chosen: str | None = None) -> str | None:
    """Return the first and last day of the zoomed months."""
    ones = [occurrence(str(number), date) for number, date in enumerate(dates)]
    articles = spans_of([When.parse(article)] if article else [])
    span = zoomed_months(ones, articles, When.parse(chosen) if chosen else None)
    return span and "/".join(day.iso() for day in span)


def test_the_zoomed_months_are_where_claims_cluster_around_the_article() -> None:
    dates = ["2023-06-01", "2023-07-01", "2023-09-01", "2023-03-01", *["2020-01-01"] * 9]
    assert zoom(*dates, article="2023-08-21/2023-08-27") == "2023-06-01/2023-09-30"
    assert zoom("2023-08-01", article="2023-08-21") == "2023-08-01/2023-08-31"
    # The month of the article is shown even without claims, but not empty months at the edges.
    assert zoom("2023-06-01", article="2023-08-21") == "2023-06-01/2023-08-31"
    # Without an article, or without claims near its date, the busiest months are shown.
    assert zoom(*dates) == "2020-01-01/2020-01-31"
    assert zoom(*dates, article="1950-01-01") == "2020-01-01/2020-01-31"
    assert zoom(*dates, article="2023-08-21", chosen="2022-12/2023-01") == "2022-12-01/2023-01-31"
    assert zoom("2023-08-01", chosen="2023-02-10") == "2023-02-01/2023-02-28"
    assert zoom("1990/2020") is None
    assert zoom() is None


def test_days_follow_each_other_and_a_busy_month_is_wider() -> None:
    ones = [occurrence(str(n), f"2023-08-{n:02}") for n in range(1, 20)]
    axis = month_axis(SUMMER, ones, 112, 1200)
    assert all(after > before for before, after in pairwise(axis.edges))
    assert (axis.edges[0], axis.edges[-1]) == (112, 1200)
    assert axis.begin(Day(2023, 7, 1)) == axis.end(Day(2023, 6, 30))
    assert axis.width(Day(2023, 8, 10)) > 3 * axis.width(Day(2023, 7, 10))
    words = [tick.words for tick in axis.months()]
    assert words == ["June 2023", "July", "August 2023, drawn wider", "September"]
    even = month_axis(SUMMER, ones[:1], 112, 1200)
    assert all("wider" not in tick.words for tick in month_axis(SUMMER, [], 0, 1200).months())
    assert even.begin(Day(1999, 1, 1)) == 112
    assert even.end(Day(2030, 1, 1)) == 1200


def test_a_month_that_would_hardly_be_wider_is_not_drawn_wider() -> None:
    two = Span(Day(2023, 7, 1), Day(2023, 8, 31))
    ones = [occurrence(str(n), f"2023-08-{n:02}") for n in range(1, 20)]
    axis = month_axis(two, ones, 0, 1150)
    assert all("wider" not in tick.words for tick in axis.months())
    july, august = axis.width(Day(2023, 7, 1)), axis.width(Day(2023, 8, 1))
    assert august == pytest.approx(july, abs=0.2)


def test_countries_with_most_claims_have_lanes_and_the_others_share_one() -> None:
    ones = many(90, [*NAMES, *(f"Country {n}" for n in range(10)), None])
    ones += [occurrence("more", "2023-08-01", "Ukraine")]
    lanes = lanes_of(ones)
    assert next(iter(lanes)) == "Ukraine"
    assert list(lanes)[-1] == OTHERS
    assert len(lanes) == LANES + 1
    assert sum(map(len, lanes.values())) == len(ones)
    assert list(lanes_of([occurrence("a", "2023-08-01")])) == [""]


@pytest.mark.parametrize("number", [1, 7, 60, 150])
@pytest.mark.parametrize("lanes", [NAMES, [None]])
def test_each_claim_is_in_a_lane_and_no_marks_overlap(
    number: int, lanes: Sequence[str | None]
) -> None:
    picture = lanes_picture(many(number, lanes), SUMMER, ARTICLE)
    marks = [mark for lane in picture.lanes for mark in lane.marks]
    more = sum(one.number for lane in picture.lanes for one in lane.more)
    ids = {mark.occurrence.link.id for mark in marks}
    assert len(ids) == len(marks)
    assert len(marks) + more + sum(lane.undrawn for lane in picture.lanes) == number
    covered = [box for mark in marks for box in boxes(mark)]
    for left, right, top, bottom in covered:
        assert -1 <= left < right <= picture.width + 1
        assert 0 < top < bottom < picture.height
    for n, one in enumerate(covered):
        for other in covered[n + 1 :]:
            apart = one[1] <= other[0] + 0.5 or other[1] <= one[0] + 0.5
            assert apart or one[3] <= other[2] or other[3] <= one[2]


def test_a_mark_is_drawn_at_its_day_and_a_bar_covers_its_days() -> None:
    ones = [occurrence("day", "2023-08-18", "Latvia"), occurrence("bar", "2023-08", "Latvia")]
    picture = lanes_picture(ones, SUMMER, ARTICLE)
    bar, day = picture.lanes[0].marks
    axis = picture.axis
    assert (bar.x, bar.bar) == (axis.begin(Day(2023, 8, 1)), axis.end(Day(2023, 8, 31)))
    assert abs(day.x + 5.3 - (axis.begin(Day(2023, 8, 18)) + axis.end(Day(2023, 8, 18))) / 2) < 0.2
    assert day.bar == 0
    (week,) = picture.articles
    assert week.begin == axis.begin(Day(2023, 8, 21))
    assert picture.later
    assert picture.later.begin == axis.end(Day(2023, 8, 27))


def test_a_crowded_day_shows_the_number_of_omitted_claims() -> None:
    ones = [occurrence(f"c{n}", "2023-08-18", "Latvia", verdict=n) for n in range(3000)]
    for picture in (lanes_picture(ones, SUMMER, ()), columns_picture(ones, SUMMER, ())):
        parts = picture.lanes if hasattr(picture, "lanes") else picture.columns
        (part,) = parts
        (more,) = part.more
        assert 1 < len(part.marks) <= 30
        assert more.number + len(part.marks) == 3000
        assert more.month == "2023-08"


def test_three_thousand_claims_are_drawn_with_few_marks() -> None:
    ones = many(3000)
    lanes = lanes_picture(ones, SUMMER, ARTICLE)
    columns = columns_picture(ones, SUMMER, ARTICLE)
    for parts in (lanes.lanes, columns.columns):
        assert sum(len(part.marks) for part in parts) <= MARKS + 40 * len(parts)
    years = years_picture(ones, SUMMER, 1200, 3)
    assert years.is_bars
    assert sum(len(one.path) for one in years.blocks) < 4000
    assert sum(column.number for column in years.columns) == 3000


@pytest.mark.parametrize("number", [1, 7, 60, 150])
@pytest.mark.parametrize("lanes", [NAMES, [None]])
def test_the_columns_contain_every_claim_and_fit_the_width_of_a_phone(
    number: int, lanes: Sequence[str | None]
) -> None:
    picture = columns_picture(many(number, lanes), SUMMER, ARTICLE)
    found = [
        drawn.occurrence.link.id
        for column in picture.columns
        for drawn in (*column.bars, *column.marks)
    ]
    rest = sum(
        column.undrawn + sum(more.number for more in column.more) for column in picture.columns
    )
    assert len(set(found)) == len(found) == number - rest
    for column in picture.columns:
        for bar in column.bars:
            assert picture.top < bar.top < bar.bottom <= picture.height
            assert column.left <= bar.x <= picture.width
        for mark in column.marks:
            assert column.left <= mark.x <= picture.width - 10
            assert picture.top < mark.y <= picture.height - 10
        places = Counter((mark.x, mark.y) for mark in column.marks)
        assert set(places.values()) <= {1}
    assert all(after.at - before.at >= 15 for before, after in pairwise(picture.days))


def test_every_claim_is_drawn_as_a_block_in_its_month_or_year() -> None:
    dates = ["1999-12-08", "2004", "2021-01-05", "2023", "2023-08-18", "2023-08-18", "2026-04-01"]
    ones = [occurrence(f"c{n}", date, verdict=n) for n, date in enumerate(dates)]
    ones[3] = ones[3]._replace(month="2023")
    for width, blocks in ((1200, 3), (390, 2)):
        picture = years_picture(ones, SUMMER, width, blocks)
        columns = [(column.words, column.number) for column in picture.columns]
        assert columns == [
            ("1999", 1),
            ("2004", 1),
            ("January 2021", 1),
            ("2023, without a month", 1),
            ("August 2023", 2),
            ("April 2026", 1),
        ]
        assert sum(one.path.count("M") for one in picture.blocks) == len(ones)
        lefts = [column.left for column in picture.columns]
        assert lefts == sorted(lefts)
        ends = [float(x) for one in picture.blocks for x in re.findall(r"M(\S+) ", one.path)]
        assert max(ends) < width
        august = picture.columns[4]
        assert picture.zoom_left <= august.left
        assert august.left < picture.zoom_left + picture.zoom_width


def test_only_a_few_years_around_the_zoomed_months_are_drawn_by_month() -> None:
    ones = [occurrence(str(year), f"{year}-05-05") for year in range(1900, 2024)]
    assert main_years(ones, SUMMER) == range(2018, 2024)
    assert main_years(ones[:3], SUMMER) == range(2023, 2024)
    picture = years_picture(ones, SUMMER, 1200, 3)
    assert sum(column.number for column in picture.columns) == len(ones)
    assert len([year for year in picture.years if not year.has_months]) <= 8


def test_the_picture_shows_the_article_and_countries_of_the_site(world: World) -> None:
    timeline = collect(
        ledger(
            world,
            claim("a", when="2023-08-10", countries=["belarus"], short="A label"),
            claim("b", when="2023-08-11", countries=["lithuania"]),
            claim("c", when="2023", countries=["lithuania"]),
        )
    )
    picture = timeline.picture
    assert picture
    assert [lane.name for lane in picture.lanes.lanes] == ["Belarus", "Lithuania"]
    (mark,) = picture.lanes.lanes[0].marks
    assert mark.label
    assert (mark.label.day, mark.label.words) == ("10 Aug", "A label")
    assert (picture.absent, picture.has_bars) == (1, False)
    assert picture.words.endswith("August 2023")


@pytest.mark.parametrize(
    ("when", "absent"),
    [("2023-08", 0), ("2023-08-01/2023-08-31", 0), ("2023", 1), ("2023-08/2023-09", 1)],
)
def test_a_date_is_drawn_unless_it_covers_more_than_the_zoomed_month(
    world: World, when: str, absent: int
) -> None:
    dates = {"a": "2023-08-10", "b": "2023-08-11", "c": when}
    claims = [claim(name, when=date, countries=["belarus"]) for name, date in dates.items()]
    picture = collect(ledger(world, *claims)).picture
    assert picture
    assert picture.words == "August 2023"
    drawn = {mark.occurrence.link.id for lane in picture.lanes.lanes for mark in lane.marks}
    assert ("c" not in drawn, picture.absent) == (bool(absent), absent)
    bars = [bar.occurrence.link.id for column in picture.columns.columns for bar in column.bars]
    assert bars == ["c"][absent:]
