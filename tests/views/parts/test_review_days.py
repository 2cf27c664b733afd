"""Tests the dates on which claims were checked and sources were read."""

from collections.abc import Callable

import pytest

from build_tools.facts.catalogue import IN_ENGLISH, Catalogue
from build_tools.facts.dates import When
from build_tools.facts.ledger import Ledger
from build_tools.facts.project import Project
from build_tools.facts.reading import read
from build_tools.views.parts.review_days import in_days, review_days

World = Callable[..., Project]


@pytest.mark.parametrize(
    ("days", "words"),
    [
        ([], ""),
        (["2026-11-30"], "on 30 November 2026"),
        (["2026-11-30", "2026-11-22", "2026-11-24"], "between 22 and 30 November 2026"),
        (["2026-10-22", "2026-11-30"], "between 22 October and 30 November 2026"),
        (["2025-12-31", "2026-01-01"], "between 31 December 2025 and 1 January 2026"),
        (["2026-11", "2026-11"], "in November 2026"),
        (["2026-11-30", "2026-11", "2026-11-02"], "in November 2026"),
        (["2026", "2026-11-30"], "in 2026"),
        (["2026-11", "2026-12-03"], "between November 2026 and 3 December 2026"),
        (["2026-11", "2026-12"], "between November and December 2026"),
    ],
)
def test_several_days_are_given_as_the_first_and_last_day(days: list[str], words: str) -> None:
    assert in_days(IN_ENGLISH, map(When.parse, days)) == words


def test_only_the_days_of_cited_claims_are_given(world: World) -> None:
    ledger = Ledger(read(world())[0])
    days = review_days(ledger, ["no-such-claim"], ["two-crossings", "no-such-claim"])
    assert (days["checked"], days["read"]) == ("", "in November 2026")
    assert review_days(ledger, ["two-crossings"], [])["checked"] == "on 22 November 2026"


@pytest.mark.parametrize(
    ("days", "words"),
    [
        (["2026-11-22", "2026-12-03"], "entre el 22 de noviembre de 2026 y el 3 de diciembre"),
        (["2026-10", "2026-11"], "entre octubre de 2026 y noviembre"),
        (["2026-10", "2026-11-03"], "entre octubre de 2026 y el 3 de noviembre"),
        (["2026-10-03", "2026-11"], "entre el 3 de octubre de 2026 y noviembre"),
        (["2025", "2026-11-03"], "entre 2025 y el 3 de noviembre"),
    ],
)
def test_a_day_has_an_article_in_spanish_but_a_month_does_not(days: list[str], words: str) -> None:
    assert in_days(Catalogue("es"), map(When.parse, days)) == f"{words} de 2026"
