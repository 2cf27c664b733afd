"""Tests the order, the months and the marks of the timeline."""

from collections.abc import Callable

import pytest

from build_tools.facts.project import Project
from build_tools.views.timeline import Timeline, collect
from tests.ledgers import claim, ledger

World = Callable[..., Project]


def timeline(world: World, *dates: str, **fields: object) -> Timeline:
    """Return the timeline of events on these dates. Their claims are called a, b, c …"""
    claims = (claim(chr(97 + number), when=date) for number, date in enumerate(dates))
    return collect(ledger(world, *claims))


def shown(timeline_view: Timeline) -> list[tuple[str, str, list[str]]]:
    return [
        (month.id, month.title, [entry.link.when.words() for entry in month.entries])
        for month in timeline_view.months
    ]


def test_entries_are_grouped_by_month_oldest_first(world: World) -> None:
    timeline_view = timeline(
        world, "2023-08-18", "2022-02-24", "2023-08-03", "2023-09-01", "2023-08"
    )
    assert shown(timeline_view) == [
        ("2022-02", "February 2022", ["24 February 2022"]),
        ("2023-08", "August 2023", ["August 2023", "3 August 2023", "18 August 2023"]),
        ("2023-09", "September 2023", ["1 September 2023"]),
    ]
    assert timeline_view.count == 5


def test_a_year_without_a_month_does_not_split_january(
    world: World,
) -> None:
    timeline_view = timeline(world, "2023-01-01", "2023", "2023-01-15", "2023-01", "2022-12-31")
    assert [month.id for month in timeline_view.months] == ["2022-12", "2023", "2023-01"]
    assert [month.title for month in timeline_view.months][1] == "2023, without a month"
    assert [len(month.entries) for month in timeline_view.months] == [1, 1, 3]


@pytest.mark.parametrize(
    ("date", "key", "title"),
    [
        ("2023~", "2023", "2023, without a month"),
        ("2023-21", "2023", "2023, without a month"),
        ("2023-24", "2023", "2023, without a month"),
        ("2023-XX-XX", "2023", "2023, without a month"),
        ("2023-08-XX", "2023-08", "August 2023"),
        ("202X", "2020-to-2029", "2020 to 2029"),
        ("2021/2023", "2021", "2021, without a month"),
        ("2021-05/2023", "2021-05", "May 2021"),
        ("2021-05-06/..", "2021-05", "May 2021"),
        ("../2023-08", "2023-08", "August 2023"),
        ("/2023", "2023", "2023, without a month"),
        ("2023-08-18T10:00:00Z", "2023-08", "August 2023"),
        ("-0043", "-43", "44 BC, without a month"),
        ("-0043-03-15", "-43-03", "March 44 BC"),
    ],
)
def test_a_month_is_named_only_if_it_is_known(
    world: World, date: str, key: str, title: str
) -> None:
    (month,) = timeline(world, date).months
    assert (month.id, month.title) == (key, title)


def test_each_year_before_year_one_has_a_title(world: World) -> None:
    years = timeline(world, "-0043-03-15", "-0043-04", "0000", "2023-08-18").years
    assert [(year.title, len(year.months)) for year in years] == [
        *(("44 BC", 2), ("1 BC", 1), ("2023", 1))
    ]


def test_each_month_appears_once(world: World) -> None:
    dates = ["2023", "2023-01-01", "2023-01", "2023-21", "2023-03-01", "202X", "2020-01-01"]
    dates += ["2023-01-31", "2020", "../2023-01", "2019-12-31/2023", "2023-01-01/..", "2023-03-31"]
    timeline_view = timeline(world, *dates)
    keys = [month.id for month in timeline_view.months]
    assert len(keys) == len(set(keys))
    assert timeline_view.count == len(dates)
    years = [int(key[:4]) for key in keys]
    assert years == sorted(years)


def test_entries_that_are_later_uncertain_or_only_reported_are_marked(world: World) -> None:
    timeline_view = collect(
        ledger(
            world,
            claim("a", when="2023-08-10~", as_of="2023-08-18", countries=["lithuania"]),
            claim("b", when="2023-08-17?"),
            claim("c", when="2024-03-01", later=True),
        )
    )
    first, second, third = (entry for month in timeline_view.months for entry in month.entries)
    assert (first.uncertain, first.later, first.reported) == (True, False, "18 August 2023")
    assert first.link.when.words() == "about 10 August 2023"
    assert [month.path for month in first.countries] == ["countries/lithuania.html"]
    assert (second.uncertain, second.reported) == (True, None)
    assert (third.uncertain, third.later) == (False, True)


def test_a_characterisation_is_not_on_the_timeline(world: World) -> None:
    kinds = ["event", "quotation", "number", "attribution", "characterisation"]
    timeline_view = collect(ledger(world, *(claim(kind, kind=kind) for kind in kinds)))
    assert {entry.link.id for month in timeline_view.months for entry in month.entries} == {
        *("event", "quotation", "number", "attribution"),
    }


def test_a_status_is_on_the_timeline_only_if_its_first_day_is_known(world: World) -> None:
    timeline_view = collect(
        ledger(
            world,
            claim("day", kind="status", when="2023-08-18/.."),
            claim("month", kind="status", when="2023-08/.."),
            claim("tie", kind="relation", when="1999-12-08"),
        )
    )
    assert [entry.link.id for month in timeline_view.months for entry in month.entries] == [
        "tie",
        "day",
    ]


def test_years_far_from_the_article_are_folded_together(world: World) -> None:
    dates = ["1999-12-08", "2004", "2022-01-01", "2023-08-18", "2023-08-19", "2026-01-01"]
    folds = timeline(world, *dates).folds
    assert [(fold.title, fold.count, fold.is_open) for fold in folds] == [
        ("1999 to 2004", 2, False),
        ("2022", 1, False),
        ("2023", 2, True),
        ("2026", 1, False),
    ]


def test_every_entry_is_in_exactly_one_fold(world: World) -> None:
    dates = ["202X", "1990", "2023-08-18", "2023", "1999-01/2003", "../2030-01", "2100-01-01"]
    timeline_view = timeline(world, *dates)
    found = [
        entry.link.id
        for fold in timeline_view.folds
        for month in fold.months
        for entry in month.entries
    ]
    assert sorted(found) == list("abcdefg")


def test_a_filter_is_offered_only_if_it_hides_some_but_not_all_entries(world: World) -> None:
    assert timeline(world, "2023-08-18", "2023-08-19").choices == ()
    timeline_view = collect(
        ledger(
            world,
            claim("a", verdict="wrong"),
            claim("b"),
            claim("c", when="2024-03-01", later=True),
            claim("d", when="2024-03-01", later=True, verdict="misleading"),
        )
    )
    assert [(one.state, one.number) for one in timeline_view.choices] == [
        ("", 4),
        ("fails", 2),
        ("later", 2),
    ]
    states = [entry.states for month in timeline_view.months for entry in month.entries]
    assert states == ["fails", "", "later", "fails later"]
    assert [month.states for month in timeline_view.months] == ["fails", "fails later"]


def test_the_busiest_month_is_named_only_if_that_is_informative(world: World) -> None:
    few = ["2023-08-01", "2023-08-02", "2022-01-01"]
    assert timeline(world, *few).busiest is None
    month = timeline(world, *few, "2023-08-03", "2023-08-04", "2023-08").busiest
    assert month is not None
    assert (month.title, len(month.entries)) == ("August 2023", 5)
    assert timeline(world, *["2023-08-01"] * 6).busiest is None


def test_the_timeline_of_a_single_claim_has_no_closed_folds(world: World) -> None:
    timeline_view = timeline(world, "2023-08-18")
    assert timeline_view.choices == ()
    assert [fold.is_open for fold in timeline_view.folds] == [True]


def test_a_timeline_without_claims_has_no_picture(world: World) -> None:
    timeline_view = timeline(world)
    assert (timeline_view.picture, timeline_view.folds) == (None, ())
