"""Tests the periods in which border crossings were certainly open or closed."""

from collections.abc import Callable

import pytest

from build_tools.facts.catalogue import IN_ENGLISH
from build_tools.facts.ledger import Ledger
from build_tools.facts.project import Project
from build_tools.views.crossings import collect, crossings_of, stretches_of
from build_tools.views.places import collect as all_places
from tests.ledgers import claim, ledger
from tests.sites import Html
from tests.views.test_maps import drawn
from tests.whole import assemble

World = Callable[..., Project]


def places(**periods: list[tuple[str, str]]) -> dict[str, str]:
    """Return places with periods, each with a state and dates."""
    text = ""
    for name, records in periods.items():
        text += f"{name}:\n  name: {name}\n  kind: border crossing\n"
        text += "  countries: [lithuania, belarus]\n  periods:\n"
        for state, when in records:
            text += f"    - {{state: {state}, when: {when}, claim: a}}\n"
    return {"facts/vocabulary/places.yaml": text}


def test_periods_are_listed_oldest_first_with_their_claim(world: World) -> None:
    records = ledger(
        world,
        claim("a"),
        places(one=[("closed", "2024-03-01/.."), ("open", "2023-08-18/2024-02-29")]),
    )
    (crossing,) = collect(records)
    assert [(stretch.state, stretch.when) for stretch in crossing.periods] == [
        ("open", "18 August 2023 to 29 February 2024"),
        ("closed", "since 1 March 2024"),
    ]
    assert [stretch.claim.id for stretch in crossing.periods if stretch.claim] == ["a", "a"]
    assert crossings_of(records, "belarus") == crossings_of(records, "lithuania") == (crossing,)
    assert crossings_of(records, "poland") == ()


def test_pages_say_who_could_cross_a_restricted_crossing(world: World) -> None:
    places_yaml = places(one=[("restricted", "2024-03-01/..")])
    path = "facts/vocabulary/places.yaml"
    places_yaml[path] = places_yaml[path].replace("claim: a", "claim: a, note: Not on foot")
    site = assemble(world({**drawn(), **places_yaml, **claim("a")}))
    pages = {page.path: Html(page.body) for page in site.pages}
    assert "Not on foot" in pages["places/one.html"].text
    beside_map = [one.text for one in pages["countries/lithuania.html"].all("dd")]
    assert [text for text in beside_map if "Not on foot" in text]


def test_the_page_of_a_crossing_lists_the_claims_of_its_periods_only_once(world: World) -> None:
    about = [claim(name, about=["one"]) for name in ("a", "b")]
    (place,) = all_places(ledger(world, *about, places(one=[("open", "2023")])))
    assert [link.id for link in place.without_periods.claims] == ["b"]


def test_a_place_without_periods_is_not_listed_as_a_crossing(
    world: World,
) -> None:
    text = "town:\n  name: Town\n  kind: town\n  countries: [lithuania]\n"
    assert collect(ledger(world, {"facts/vocabulary/places.yaml": text})) == ()
    (crossing,) = collect(ledger(world, places(one=[("open", "2023")])))
    assert crossing.periods[0].claim is None


@pytest.mark.parametrize(
    ("when", "day", "is_known"),
    [
        ("2023-08-18/2024-02-29", "2023-08-17", False),
        ("2023-08-18/2024-02-29", "2023-08-18", True),
        ("2023-08-18/2024-02-29", "2024-02-29", True),
        ("2023-08-18/2024-02-29", "2024-03-01", False),
        ("2023-08-18/..", "2099-01-01", True),
        ("../2023-08-18", "1999-01-01", True),
        # The crossing closed on an unknown day in that month.
        ("2023-02/2025-11-16", "2023-02-10", False),
        ("2023-02/2025-11-16", "2023-03-01", True),
        ("2023-02-10/2025-11", "2025-11-10", False),
        ("2023-02-10/2025-11", "2025-10-31", True),
        # The beginning or end is unknown, which is not the same as open-ended.
        ("/2023-08-18", "2023-08-01", False),
        ("/2023-08-18", "2023-08-18", True),
        ("2023-08-18/", "2023-09-01", False),
        # A year without a month covers every day of that year.
        ("2023", "2023-06-30", True),
        ("2023", "2024-01-01", False),
        ("2023-08-18~/2024-02-29", "2023-12-01", False),
        ("2023-08-18/2024-02-29?", "2023-12-01", False),
    ],
)
def test_a_day_has_a_state_only_if_it_is_certain(
    world: World, when: str, day: str, is_known: bool
) -> None:
    (crossing,) = collect(ledger(world, places(one=[("closed", f"'{when}'")])))
    other = ledger(world, places(one=[("open", day)]))
    asked = other.places["one"].periods[0].when.earliest
    assert asked
    crossing = crossing.on(asked)
    assert (crossing is not None) == is_known
    assert crossing is None or crossing.state == "closed"


def states(records: Ledger) -> list[tuple[str, list[str | None]]]:
    """Return the stretches of days in words, with the state of each crossing."""
    return [
        (
            stretch.in_words(IN_ENGLISH),
            [period.state if period else None for _, period in stretch.states],
        )
        for stretch in stretches_of(collect(records))
    ]


def test_a_period_ends_when_a_state_changes_or_becomes_unknown(world: World) -> None:
    records = ledger(
        world,
        claim("a"),
        places(
            one=[("open", "2023-08-18/2024-02-29"), ("closed", "2024-03-01/..")],
            two=[("closed", "2023-02/2023-12-31")],
            three=[("closed", "2023-09-19~/..")],
        ),
    )
    assert states(records) == [
        # The day in February is unknown, but the crossing was closed by the last day of the month.
        ("28 February to 17 August 2023", [None, None, "closed"]),
        ("18 August to 31 December 2023", ["open", None, "closed"]),
        ("1 January to 29 February 2024", ["open", None, None]),
        ("since 1 March 2024", ["closed", None, None]),
    ]


def test_consecutive_days_with_the_same_states_form_one_stretch(world: World) -> None:
    records = ledger(
        world,
        claim("a"),
        places(one=[("closed", "2023-08-18/2023-09-30"), ("closed", "2023-10-01/2023-10-01")]),
    )
    assert states(records) == [("18 August to 1 October 2023", ["closed"])]
    (stretch,) = stretches_of(collect(records))
    first, last = stretch.first, stretch.last
    assert first and last
    assert stretch.id == "2023-08-18"
    assert stretch.contains(first) and stretch.contains(last)
    assert not stretch.contains(last._replace(day=2)) and not stretch.contains(
        first._replace(day=17)
    )


def test_separate_days_and_open_periods_form_separate_stretches(world: World) -> None:
    apart = places(one=[("open", "2023-08-18"), ("open", "2023-08-20")])
    assert [words for words, _ in states(ledger(world, claim("a"), apart))] == [
        *("18 August 2023", "20 August 2023"),
    ]
    before = ledger(world, claim("a"), places(one=[("open", "../2023-08-18")]))
    (stretch,) = stretches_of(collect(before))
    assert (stretch.id, stretch.first) == ("until-2023-08-18", None)
    assert stretches_of(()) == ()
    assert states(ledger(world, claim("a"), places(one=[("open", "2023~/..")]))) == []


@pytest.mark.parametrize(
    ("periods", "state", "known"),
    [
        (
            [("open", "2023-08-18/2024-02-29"), ("closed", "2024-03-01/..")],
            "closed",
            "since 1 March 2024",
        ),
        (
            [("closed", "2023-01-01/2023-05-01"), ("open", "2024-03-01/")],
            "open",
            "as of 1 March 2024",
        ),
        ([("closed", "2023-01-01/2023-05-01"), ("open", "2024~/..")], "closed", "as of 1 May 2023"),
        ([("open", "2024~/..")], None, None),
    ],
)
def test_the_latest_state_is_given_with_the_last_day_on_which_it_is_known(
    world: World, periods: list[tuple[str, str]], state: str | None, known: str | None
) -> None:
    (crossing,) = collect(ledger(world, claim("a"), places(one=periods)))
    period, day = crossing.latest(IN_ENGLISH)
    assert (period.state if period else None, day) == (state, known)
