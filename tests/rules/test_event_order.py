"""Tests that words such as "three days later" are compared with the dates in the records."""

from collections.abc import Callable

import pytest

from build_tools.facts.project import Project
from build_tools.rules.event_order import check, check_claim
from tests.ledgers import claim, item, ledger

World = Callable[..., Project]
LRT = "lrt-2023-08-16-closures"
LINK = {"claim": "alert", "relation": "follows", "why": "It came later."}


@pytest.mark.parametrize(
    ("finding", "refused"),
    [
        ("They closed on 18 August 2023. An alert came three days later.", False),
        ("They closed on 18 August 2023. An alert came three days earlier.", True),
        ("It happened three days before the alert.", False),
        ("It happened three days after the alert.", True),
        ("The alert came on 21 August 2023, three days later.", False),
        ("The alert came on 21 August 2023, three days earlier.", True),
        ("One closed six months earlier, in February.", False),
        ("One closed six months later, in February.", True),
        ("Nobody waited four days later.", False),
        ("It was decided a day earlier.", False),
        ("“It came on 21 August 2023, three days earlier.”", False),
        ("Three days after the visit the alert came.", False),
        ("They closed before the alert.", False),
        ("They opened one me\u017f después.", False),  # the long s equals s if case is ignored
    ],
)
def test_a_finding_that_contradicts_the_order_of_events_is_refused(
    world: World, finding: str, refused: bool
) -> None:
    evidence = [item(LRT, says="One closed in February 2023, two on 18 August 2023.")]
    files = claim("it", finding=finding, evidence=evidence, related=[LINK])
    known = ledger(world, files, claim("alert", when="2023-08-21"))
    assert bool(list(check_claim(known, known.claims["it"]))) is refused


@pytest.mark.parametrize(
    ("lang", "words", "refused"),
    [
        ("en", "It warned [@alert]. Three days earlier they closed [@it].", False),
        ("en", "It warned [@alert]. Three days later they closed [@it].", True),
        ("en", "It warned [@alert]. Three days before, they closed [@it].", False),
        ("en", "It warned [@alert]. Three days after, they closed [@it].", True),
        ("en", "They closed [@it]. Three days later it warned [@alert].", False),
        ("en", "They closed [@it]. Three days earlier it warned [@alert].", True),
        ("en", "Three days earlier they closed [@it].", False),
        ("es", "Avisó [@alert]. Tres días antes cerraron [@it].", False),
        ("es", "Avisó [@alert]. Tres días después cerraron [@it].", True),
        ("de", "Sie warnte [@alert]. Drei Tage zuvor schlossen sie [@it].", False),
        ("de", "Sie warnte [@alert]. Drei Tage später schlossen sie [@it].", True),
        ("fr", "Elle avertit [@alert]. Trois jours plus tôt ils fermèrent [@it].", False),
        ("fr", "Elle avertit [@alert]. Trois jours plus tard ils fermèrent [@it].", True),
        ("pl", "Ostrzegła [@alert]. Trzy dni wcześniej zamknięto [@it].", False),
        ("pl", "Ostrzegła [@alert]. Trzy dni później zamknięto [@it].", True),
    ],
)
def test_prose_that_contradicts_the_order_of_events_is_refused(
    world: World, lang: str, words: str, refused: bool
) -> None:
    page = f"---\nlang: {lang}\n---\n# Page\n\n{words}\n"
    files = (claim("it"), claim("alert", when="2023-08-21"))
    known = ledger(world, *files, **{"content/explainers/page.md": page})
    assert bool(list(check(known))) is refused
