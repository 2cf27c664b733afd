"""Tests that two names with exchanged dates are refused, and that other names are accepted."""

from collections.abc import Callable

import pytest

from build_tools.facts.project import Project
from build_tools.rules.exchanged_dates import check, check_claim
from tests.ledgers import claim, item, ledger

World = Callable[..., Project]
LRT = "lrt-2023-08-16-closures"
SAYS = "Lithuania joined on 29 March 2004. Belarus joined on 12 March 1999."

ROWS = [
    ("Lithuania joined in 1999, Belarus in 2004.", True),
    ("In 1999 Lithuania joined, and in 2004 Belarus.", True),
    ("Lithuania joined on 12 March 1999, Belarus on 29 March 2004.", True),
    ("Lithuania joined in 1999. Belarus joined in 2004.", True),
    ("Belarus joined in 1999, Lithuania in 2004.", False),
    ("In 1999 Belarus joined, and in 2004 Lithuania.", False),
    ("Lithuania joined in 2004 and left in 2005.", False),
    ("Lithuania and Belarus joined in 1999 and 2004.", False),
    ("Lithuania joined in 1999, Belarus in 1999.", False),
    ("“Lithuania joined in 1999, Belarus in 2004.”", False),
]


@pytest.mark.parametrize(("words", "refused"), ROWS)
def test_a_finding_that_exchanges_the_dates_of_its_evidence_is_refused(
    world: World, words: str, refused: bool
) -> None:
    evidence = [item(LRT, says=SAYS)]
    known = ledger(world, claim("it", claim="They joined.", evidence=evidence, finding=words))
    assert bool(list(check_claim(known, known.claims["it"]))) is refused


@pytest.mark.parametrize(("words", "refused"), ROWS)
def test_prose_that_exchanges_the_dates_of_a_cited_claim_is_refused(
    world: World, words: str, refused: bool
) -> None:
    evidence = [item(LRT, says="They joined.")]
    files = claim("it", claim="They joined.", evidence=evidence, finding=SAYS)
    # Both dates are in one sentence, because each sentence is compared separately.
    page = f"# Page\n\n{words.replace('. Belarus', ', Belarus')} [@it]\n"
    known = ledger(world, files, **{"content/explainers/page.md": page})
    assert bool(list(check(known))) is refused


def test_prose_that_exchanges_the_dates_of_two_claims_is_refused(world: World) -> None:
    files = [
        claim("first", claim="Lithuania joined.", when="2004-03-29"),
        claim("second", claim="Belarus joined.", when="1999-03-12"),
    ]
    page = "# Page\n\nLithuania joined in 1999, Belarus in 2004 [@first] [@second].\n"
    for words, refused in ((page, True), (page.replace("1999", "2004"), False)):
        known = ledger(world, *files, **{"content/explainers/page.md": words})
        assert bool(list(check(known))) is refused
