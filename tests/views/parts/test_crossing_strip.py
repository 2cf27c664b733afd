"""Tests that the drawing of crossings over time shows every period, and only what is certain."""

from collections.abc import Sequence
from itertools import combinations, pairwise, permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from build_tools.facts.dates import Day, When
from build_tools.views.parts.certain_days import certain_days
from build_tools.views.parts.crossing_strip import Bar, DrawnPeriod, Period, Strip, strip_of
from build_tools.views.parts.zoomed_months import Span

ARTICLE = Span(Day(2023, 8, 21), Day(2023, 8, 27))
# The greatest possible error from rounding to 0.01%.
NEAR = 0.02


def period(when: str, state: str = "open") -> Period:
    date = When.parse(when)
    return Period(state, state, date.words(), date)


def strip(*crossings: Sequence[str], articles: Sequence[Span] = ()) -> Strip:
    """Return the drawing of crossings that were open on these dates."""
    drawing = strip_of([[period(when) for when in dates] for dates in crossings], {}, articles)
    assert drawing
    return drawing


def bars(drawing: Strip, row: int = 0, number: int = 0) -> tuple[Bar, ...]:
    return drawing.rows[row].periods[number].bars


DAYS = st.builds(
    lambda year, month, day: f"{year}-{month:02}-{day:02}",
    st.integers(2019, 2026),
    st.integers(1, 12),
    st.integers(1, 28),
)
DATES = st.one_of(
    DAYS,
    DAYS.map(lambda day: day[:7]),
    st.tuples(DAYS, DAYS).map(lambda days: "/".join(sorted(days))),
    st.tuples(DAYS, DAYS).map(lambda days: f"{min(days)[:7]}/{max(days)}"),
    st.tuples(DAYS, DAYS).map(lambda days: f"{min(days)}~/{max(days)}"),
    DAYS.map(lambda day: f"{day}/.."),
    DAYS.map(lambda day: f"{day}/"),
    DAYS.map(lambda day: f"../{day}"),
    DAYS.map(lambda day: f"/{day}"),
)


@given(st.lists(st.lists(DATES, max_size=5), min_size=1, max_size=6))
def test_every_period_is_drawn_in_its_row_within_the_drawing(crossings: list[list[str]]) -> None:
    drawing = strip_of([[period(when) for when in dates] for dates in crossings], {}, [ARTICLE])
    if not any(crossings):
        assert drawing is None
        return
    assert drawing
    assert len(drawing.rows) == len(crossings)
    for row, dates in zip(drawing.rows, crossings, strict=True):
        assert sorted(one.period.span.written for one in row.periods) == sorted(dates)
        for one in row.periods:
            assert one.bars
            assert one.track < row.tracks
            assert all(bar.width > 0 for bar in one.bars)
            assert one.bars[0].begin >= 0
            assert one.bars[-1].end <= 100 + NEAR
            assert all(abs(bar.end - after.begin) <= NEAR for bar, after in pairwise(one.bars))
    tops = [row.top for row in drawing.rows]
    assert tops == [sum(row.tracks for row in drawing.rows[:n]) for n in range(len(tops))]
    assert drawing.tracks == sum(row.tracks for row in drawing.rows)


@given(st.lists(DATES, min_size=1, max_size=6))
def test_periods_on_one_track_never_overlap(dates: list[str]) -> None:
    (row,) = strip(dates).rows
    for one, other in combinations(row.periods, 2):
        if one.track == other.track:
            begins, ends = zip(
                *((drawn.bars[0].begin, drawn.bars[-1].end) for drawn in (one, other)), strict=True
            )
            assert max(begins) >= min(ends) - NEAR


@given(st.lists(DATES, min_size=2, max_size=6))
def test_a_day_that_is_certainly_earlier_is_further_left(dates: list[str]) -> None:
    (row,) = strip(dates).rows
    for one, other in permutations(row.periods, 2):
        (_, end), (begin, _) = (certain_days(drawn.period.span) for drawn in (one, other))
        if end and begin and end < begin:
            assert all(
                first.end <= second.begin + NEAR
                for first in certain_bars(one)
                for second in certain_bars(other)
            )


def certain_bars(one: DrawnPeriod) -> list[Bar]:
    return [bar for bar in one.bars if bar.is_certain]


def test_a_bar_begins_and_ends_at_the_days_of_its_period() -> None:
    drawing = strip(["2023-01-01/2023-06-30"], ["2023-01-01", "2023-06-30", "2023-03-01"])
    ((whole,), (first,), (middle,), (last,)) = (
        bars(drawing),
        *(bars(drawing, 1, number) for number in range(3)),
    )
    assert first.begin == whole.begin == 0
    assert last.end == pytest.approx(whole.end) == pytest.approx(100)
    assert whole.begin < middle.begin < middle.end < whole.end


@pytest.mark.parametrize(
    ("when", "certain"),
    [
        ("2023-02-01/2025-11-16", [True]),
        # The period began on an unknown day in February.
        ("2023-02/2025-11-16", [False, True]),
        ("2023-02-10/2025-11", [True, False]),
        ("2023-02/2025-11", [False, True, False]),
        # An unknown beginning or end is different from an open beginning or end.
        ("/2025-11-16", [False, True]),
        ("2023-02-10/", [True, False]),
        ("2023-02-10/..", [True]),
        ("../2023-02-10", [True]),
        # A month without a day covers the whole month, but an uncertain date does not.
        ("2023-02", [True]),
        ("2023-02~/2025-11-16", [False]),
        ("2023-02-10/2025-11-16?", [False]),
        ("2023-02/2023-02", [False]),
    ],
)
def test_an_uncertain_end_is_drawn_as_uncertain(when: str, certain: list[bool]) -> None:
    drawing = strip([when], ["2020-01-01/2026-12-31"])
    assert [bar.is_certain for bar in bars(drawing)] == certain
    assert drawing.is_uncertain == (False in certain)


@pytest.mark.parametrize(
    ("when", "before", "after"),
    [
        ("2023-02-10/..", False, True),
        ("../2023-02-10", True, False),
        ("2023-02-10/", False, False),
        ("/2023-02-10", False, False),
    ],
)
def test_only_an_open_ended_period_reaches_the_edge_of_the_drawing(
    when: str, before: bool, after: bool
) -> None:
    drawing = strip([when], ["2022-01-01/2024-12-31"])
    (one,) = drawing.rows[0].periods
    assert (one.is_open_before, one.is_open_after) == (before, after)
    assert (one.bars[0].begin == 0, one.bars[-1].end == 100) == (before, after)
    assert drawing.continues == (before or after)
    # A period that continues has room beyond the last date.
    (other,) = bars(drawing, 1)
    assert other.begin > 0 or other.end < 100


def test_periods_that_may_overlap_have_separate_tracks() -> None:
    drawing = strip(
        ["2022-01-01/2023-02", "2023-02/2024-01-01"],
        ["2022-01-01/2023-01-31", "2023-02-01/2024-01-01"],
    )
    assert [row.tracks for row in drawing.rows] == [2, 1]
    assert drawing.rows[1].top == 2


def test_time_is_drawn_to_scale_unless_a_stretch_would_be_too_short() -> None:
    drawing = strip(["2023-01-01/2023-01-31", "2023-02-01/2023-02-28", "2023-03-01/2023-04-30"])
    widths = [one.bars[0].width for one in drawing.rows[0].periods]
    assert not drawing.is_widened
    assert widths == pytest.approx([100 * days / 120 for days in (31, 28, 61)], abs=NEAR)
    long = strip(["2010-01-01/2023-08-20", "2023-08-21", "2023-08-22/2025-12-31"])
    before, day, after = (one.bars[0].width for one in long.rows[0].periods)
    assert long.is_widened
    assert 1 < day < after < before
    assert before + day + after == pytest.approx(100, abs=3 * NEAR)


def test_many_short_stretches_leave_room_for_long_stretches() -> None:
    days = [f"2023-{month:02}-{day:02}" for month in range(1, 6) for day in range(1, 28, 2)]
    drawing = strip([*days, "1990-01-01/2022-12-31"])
    widths = {one.period.span.written: one.bars[0].width for one in drawing.rows[0].periods}
    assert min(widths.values()) > 0.1
    assert widths["1990-01-01/2022-12-31"] > 50


def test_the_article_and_the_stretches_are_drawn_at_their_dates() -> None:
    drawing = strip_of(
        [[period("2023-08-01/2023-08-20"), period("2023-08-21/2023-08-27", "closed")]],
        {
            "until-2023-08-20": (None, Day(2023, 8, 20)),
            "2023-08-21": (Day(2023, 8, 21), Day(2023, 8, 27)),
            "2023-08-28": (Day(2023, 8, 28), None),
        },
        [ARTICLE],
    )
    assert drawing
    (article,) = drawing.articles
    first, second = (one.bars[0] for one in drawing.rows[0].periods)
    assert article.begin == second.begin == first.end
    assert drawing.stretches["2023-08-21"] == article
    assert drawing.stretches["until-2023-08-20"] == Bar(0, first.width)
    assert drawing.stretches["2023-08-28"].end == 100
    assert [state for state, _ in drawing.states] == ["open", "closed"]


def test_an_article_beyond_all_periods_is_still_in_the_drawing() -> None:
    drawing = strip(["2021-01-01/2021-12-31"], articles=[ARTICLE])
    assert bars(drawing)[0].end < drawing.articles[0].begin
    assert drawing.articles[0].end == pytest.approx(100)
    day = strip(["2021-01-01/2021-12-31"], articles=[Span(ARTICLE.first, ARTICLE.first)])
    assert day.articles[0].width > 1


@pytest.mark.parametrize(
    ("dates", "words"),
    [
        (["2021-06-01/2024-06-01"], ["2022", "2023", "2024"]),
        (["2023-01-15/2023-03-10"], ["February 2023"]),
        (["2023-08-18"], ["August 2023"]),
    ],
)
def test_the_axis_is_labelled_with_years_or_months(dates: list[str], words: list[str]) -> None:
    named = [tick.words for tick in strip(dates).ticks if tick.words]
    assert named == words


@pytest.mark.parametrize("first", ["1066", "1990", "-2000", "Y-170000"])
def test_labels_on_the_axis_do_not_overlap_whatever_its_length(first: str) -> None:
    ticks = strip([f"{first}/2025-12-31", "2023-08-18"]).ticks
    assert 0 < len(ticks) <= 101
    named = [tick.at for tick in ticks if tick.words]
    assert all(after - before >= 10 for before, after in pairwise(named))
    assert max(named) <= 90
    assert all(0 <= tick.at <= 100 for tick in ticks)
    assert [tick.at for tick in ticks] == sorted(tick.at for tick in ticks)


def test_the_label_of_a_period_is_in_its_longest_certain_part() -> None:
    (one,) = strip(["2023-02/2025-11-16"], ["2022-01-01/2026-01-01"]).rows[0].periods
    _, certain = one.bars
    assert one.room == certain.width
    assert one.middle == pytest.approx(certain.begin + certain.width / 2, abs=NEAR)
    (vague,) = strip(["2023-02~/2025-11-16"]).rows[0].periods
    assert vague.room == 0


def test_a_crossing_without_periods_has_no_drawing() -> None:
    assert strip_of([], {}, [ARTICLE]) is None
    assert strip_of([[], []], {}, []) is None
    (empty, _) = strip([], ["2023"]).rows
    assert (empty.tracks, empty.periods) == (1, ())
