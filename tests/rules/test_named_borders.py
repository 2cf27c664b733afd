"""Tests that a border between two countries is compared with the neighbours in the vocabulary."""

from collections.abc import Callable

import pytest

from build_tools.facts.project import Project
from build_tools.rules.named_borders import check, check_claim
from tests.ledgers import claim, ledger

World = Callable[..., Project]
COUNTRIES = """\
belarus:
  name: Belarus
  code: BY
  neighbours: [lithuania]
  summary: It has neighbours.
estonia:
  name: Estonia
  code: EE
  summary: {}
lithuania:
  name: Lithuania
  code: LT
  neighbours: [belarus]
  summary: It closed two crossings.
"""


@pytest.mark.parametrize(
    ("summary", "refused"),
    [
        ("A NATO member with a border with Belarus.", True),
        ("A NATO member without a border with Belarus.", False),
        ("A NATO member that borders Belarus.", True),
        ("It does not border Belarus.", False),
        ("It has no common border with Belarus.", False),
        ("It sent soldiers to Lithuania's border with Belarus.", False),
        ("It spoke of a “border with Belarus”.", False),
        ("It closed crossings with Belarus.", False),
    ],
)
def test_a_country_summary_about_another_country_is_refused(
    world: World, summary: str, refused: bool
) -> None:
    files = {"facts/vocabulary/countries.yaml": COUNTRIES.format(summary)}
    known = ledger(world, claim("it"), **files)
    assert [problem.span.path for problem in check(known)] == [*files] * refused


@pytest.mark.parametrize(
    ("words", "refused"),
    [
        ("Estonia's border with Belarus was closed.", True),
        ("Estonia borders Belarus.", True),
        ("The Estonian-Belarusian border was closed.", True),
        ("The border between Estonia and Belarus was closed.", True),
        ("Lithuania has no border with Belarus.", True),
        ("Lithuania's border with Belarus was closed.", False),
        ("The Lithuanian-Belarusian border was closed.", False),
        ("The border between Lithuania and Belarus was closed.", False),
        ("There is no border between Estonia and Belarus.", False),
        ("Estonia has no border with Belarus.", False),
        ("Estonia spoke of the border with Belarus.", False),
        ("Estonia and Belarus spoke of borders.", False),
    ],
)
def test_a_wrong_statement_about_a_border_is_refused(
    world: World, words: str, refused: bool
) -> None:
    files = {
        "facts/vocabulary/countries.yaml": COUNTRIES.format("It joined NATO."),
        "content/explainers/page.md": f"# Page\n\n{words[:-1]} [@it].\n",
    }
    known = ledger(world, claim("it", finding=words), **files)
    assert bool(list(check_claim(known, known.claims["it"]))) is refused
    assert bool(list(check(known))) is refused


@pytest.mark.parametrize(
    ("summary", "refused"),
    [
        ("Tiene frontera con Bielorrusia; Belarus.", False),
        ("Un país que comparte frontera con Belarus.", True),
        ("Un país sin frontera con Belarus.", False),
        ("Ein Land ohne Grenze mit Belarus.", False),
        ("Ein Land, es grenzt an Belarus.", True),
    ],
)
def test_borders_in_country_summaries_are_checked_in_spanish_and_german(
    world: World, summary: str, refused: bool
) -> None:
    known = ledger(
        world, claim("it"), **{"facts/vocabulary/countries.yaml": COUNTRIES.format(summary)}
    )
    assert bool(list(check(known))) is refused
