"""Tests that a weekday is compared with the date beside it."""

from collections.abc import Callable

import pytest

from build_tools.facts.project import Project
from build_tools.rules.matching_weekday import check_claim
from tests.ledgers import claim, ledger

World = Callable[..., Project]


@pytest.mark.parametrize(
    ("finding", "words"),
    [
        ("It closed on Friday, 18 August 2023.", []),
        ("It closed on 18 August 2023, Friday.", []),
        ("It closed on Tuesday, 18 August 2023.", ["Tuesday"]),
        ("It closed on 18 August 2023 (TUESDAY).", ["TUESDAY"]),
        ("It closed on Tuesday. An alert came on 18 August 2023.", ["Tuesday"]),
        ("It opened on Monday, 29 February 2023.", []),  # this date does not exist
        # Letters that equal s and i only if case is ignored.
        ("It closed on \u017funday, 18 August 2023.", []),
        ("It closed on fr\u0131day, 18 August 2023.", []),
    ],
)
def test_only_a_weekday_that_differs_from_that_of_its_date_is_reported(
    world: World, finding: str, words: list[str]
) -> None:
    known = ledger(world, claim("it", finding=finding))
    problems = [*check_claim(known, known.claims["it"])]
    assert [problem.message.split("“")[1].split("”")[0] for problem in problems] == words
