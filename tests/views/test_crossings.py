"""Border crossings: which was open when, and no more than is known."""

from collections.abc import Callable

import pytest

from build_tools.reading import Home
from build_tools.views.crossings import collect, crossings_of, days_of
from tests.ledgers import claim, ledger

World = Callable[..., Home]


def places(**periods: list[tuple[str, str]]) -> dict[str, str]:
    """Return places with periods of a state and dates each."""
    text = ""
    for name, held in periods.items():
        text += f"{name}:\n  name: {name}\n  kind: border crossing\n"
        text += "  countries: [lithuania, belarus]\n  periods:\n"
        for state, when in held:
            text += f"    - {{state: {state}, when: {when}, claim: a}}\n"
    return {"facts/vocabulary/places.yaml": text}


def test_periods_stand_oldest_first_with_the_claim_that_carries_them(world: World) -> None:
    held = ledger(
        world,
        claim("a"),
        places(one=[("closed", "2024-03-01/.."), ("open", "2023-08-18/2024-02-29")]),
    )
    (found,) = collect(held)
    assert [(one.state, one.when) for one in found.periods] == [
        ("open", "18 August 2023 to 29 February 2024"),
        ("closed", "since 1 March 2024"),
    ]
    assert [one.claim.id for one in found.periods if one.claim] == ["a", "a"]
    assert crossings_of(held, "belarus") == crossings_of(held, "lithuania") == (found,)
    assert crossings_of(held, "poland") == ()


def test_a_place_without_periods_is_no_crossing_and_an_unknown_claim_is_left_out(
    world: World,
) -> None:
    text = "town:\n  name: Town\n  kind: town\n  countries: [lithuania]\n"
    assert collect(ledger(world, {"facts/vocabulary/places.yaml": text})) == ()
    (found,) = collect(ledger(world, places(one=[("open", "2023")])))
    assert found.periods[0].claim is None


@pytest.mark.parametrize(
    ("when", "day", "is_known"),
    [
        ("2023-08-18/2024-02-29", "2023-08-17", False),
        ("2023-08-18/2024-02-29", "2023-08-18", True),
        ("2023-08-18/2024-02-29", "2024-02-29", True),
        ("2023-08-18/2024-02-29", "2024-03-01", False),
        ("2023-08-18/..", "2099-01-01", True),
        ("../2023-08-18", "1999-01-01", True),
        # It closed on some day of that month: on which is not known.
        ("2023-02/2025-11-16", "2023-02-10", False),
        ("2023-02/2025-11-16", "2023-03-01", True),
        ("2023-02-10/2025-11", "2025-11-10", False),
        ("2023-02-10/2025-11", "2025-10-31", True),
        # When it began or ended is not known, which is not the same as open.
        ("/2023-08-18", "2023-08-01", False),
        ("/2023-08-18", "2023-08-18", True),
        ("2023-08-18/", "2023-09-01", False),
        # A whole year is meant as a whole.
        ("2023", "2023-06-30", True),
        ("2023", "2024-01-01", False),
        ("2023-08-18~/2024-02-29", "2023-12-01", False),
        ("2023-08-18/2024-02-29?", "2023-12-01", False),
    ],
)
def test_a_day_has_a_state_only_where_that_is_certain(
    world: World, when: str, day: str, is_known: bool
) -> None:
    (crossing,) = collect(ledger(world, places(one=[("closed", f"'{when}'")])))
    other = ledger(world, places(one=[("open", day)]))
    asked = other.places["one"].periods[0].when.earliest
    assert asked
    found = crossing.on(asked)
    assert (found is not None) == is_known
    assert found is None or found.state == "closed"


def test_the_days_are_those_on_which_something_is_known_to_have_changed(world: World) -> None:
    held = ledger(
        world,
        claim("a"),
        places(
            one=[("open", "2023-08-18/2024-02-29"), ("closed", "2024-03-01/..")],
            two=[("closed", "2023-02/.."), ("open", "2022")],
            three=[("closed", "2023-09-19~/..")],
        ),
    )
    days = days_of(collect(held))
    assert [one.machine for one in days] == ["2023-08-18", "2024-03-01"]
    first = {link.name: period.state if period else None for link, period in days[0].states}
    assert first == {"one": "open", "two": "closed", "three": None}
    second = {link.name: period.state if period else None for link, period in days[1].states}
    assert second == {"one": "closed", "two": "closed", "three": None}
    (also,) = (period.when for period in held.places["one"].periods if period.state == "open")
    assert also.earliest
    assert [one.machine for one in days_of(collect(held), (also.earliest._replace(day=21),))] == [
        *("2023-08-18", "2023-08-21", "2024-03-01"),
    ]
