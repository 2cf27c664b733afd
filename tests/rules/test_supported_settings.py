"""Tests that visible words in mkdocs.yml are checked like other texts."""

from collections.abc import Callable

import pytest

from build_tools.facts.diagnostics import Span
from build_tools.facts.ledger import Ledger
from build_tools.facts.project import Project
from build_tools.facts.reading import read
from build_tools.rules import part_of_whole, quoted_words, supported_settings

World = Callable[..., Project]


def settings(world: World, text: str) -> Ledger:
    """Return the ledger of the tiny project with these settings."""
    return Ledger(read(world({"mkdocs.yml": text}))[0])


@pytest.mark.parametrize(
    ("words", "refused"),
    [
        ("One news article of August 2023, checked", False),
        ("One news article of July 2023, checked", True),
        ("Two crossings of six, closed on 18 August 2023", False),
        ("Two crossings, closed on 17 May 2023", True),
        ("4 checked claims", False),
        ("Seven crossings closed", True),
        ("Lithuania and Belarus", False),
        ("What we checked", False),
    ],
)
@pytest.mark.parametrize(
    "form",
    [
        "site_name: {}\n",
        "site_description: {}\n",
        "copyright: {}\n",
        "extra:\n  notice: {}\n",
        "nav:\n  - {}: index.md\n",
        "nav:\n  - Story:\n      - {}: index.md\n",
    ],
)
def test_every_text_that_readers_see_is_checked(
    world: World, form: str, words: str, refused: bool
) -> None:
    known = settings(world, form.format(words))
    assert bool(list(supported_settings.check(known))) is refused


@pytest.mark.parametrize(
    ("text", "refused"),
    [
        ("copyright: © 2026 The Kestmere Checker", False),
        ("copyright: 1998–2026 The Kestmere Checker", False),
        ("copyright: Copyright (c) 2019, 2024–26 by the Post", False),
        ("copyright: The Kestmere Checker © 2031. All rights reserved.", False),
        ("copyright: © 2026 г. Пост, ул. Ленина, 12", False),
        ("copyright: '© 2026 The Checker, 12 High Street, LA1 2AB. Tel.: +44 1524 567890'", False),
        ("copyright: © 12 rue de la Paix, 75002 Paris", False),
        ("copyright: © 2026 The Checker. Crossings were closed in 2019", True),
        ("copyright: © 2026 The Checker, which found 24 lorries", True),
        ("copyright: © 2026. 63,000 lorries waited", True),
        ("copyright: © 2026 The Checker. Fees fell by 40%", True),
        ("copyright: © 2026 The Checker, 17 May 2019", True),
        ("site_name: Kestmere 24 Checker", False),
        ("site_name: Channel 47", False),
        ("site_author: 20 Minutos", False),
        ("site_name: Verificado 2018", False),
        ("site_name: Kestmere 24% Checker", True),
        ("site_name: Kestmere 24 % Checker", True),
        ("site_name: Why 63,000 lorries waited", True),
        ("site_name: 24 Crossings Closed", True),
        ("site_name: Crossings 2019", True),
        ("site_description: Why 63,000 lorries waited", True),
        ("site_description: The Kestmere Checker, 12 High Street", True),
        ("site_description: © 2031 The Kestmere Checker", True),
        ("extra: {contact: 'Tel. 01524 567890, Mon–Fri'}", False),
        ("extra: {address: '12 rue de la Paix, 75002 Paris'}", False),
        ("extra: {contact: 'We counted 24 crossings'}", True),
        ("nav: [Kestmere 24 Checker: index.md]", True),
    ],
)
def test_numbers_in_a_name_a_notice_or_an_address_are_not_checked(
    world: World, text: str, refused: bool
) -> None:
    known = settings(world, f"{text}\n")
    assert bool(list(supported_settings.check(known))) is refused


def test_a_name_must_appear_in_an_article_or_a_claim(world: World) -> None:
    countries = (
        "belarus:\n  name: Belarus\n  code: BY\n  summary: A country.\n"
        "latvia:\n  name: Latvia\n  code: LV\n  summary: A country.\n"
        "lithuania:\n  name: Lithuania\n  code: LT\n  summary: A country.\n"
    )
    files = {
        "facts/vocabulary/countries.yaml": countries,
        "mkdocs.yml": "site_name: Leave Latvia\n",
    }
    known = Ledger(read(world(files))[0])
    (problem,) = supported_settings.check(known)
    assert problem.span == Span("mkdocs.yml", 1, 18, 1, 24)


def test_quotations_and_parts_of_a_whole_in_the_settings_are_checked(world: World) -> None:
    known = settings(
        world, "site_name: “Nobody said this”\nsite_author: Three of its six crossings\n"
    )
    assert [problem.span.line for problem in quoted_words.check(known)] == [1]
    assert [problem.span.line for problem in part_of_whole.check(known)] == [2]


def test_settings_that_are_not_text_are_ignored(world: World) -> None:
    text = (
        "site_url: https://example.org/7/\nextra:\n  timeline: 2019-06/2019-09\nnav: [index.md]\n"
    )
    known = settings(world, text)
    assert known.site_texts == {}
    assert list(supported_settings.check(known)) == []
