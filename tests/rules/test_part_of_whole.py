"""Tests that a part and its whole are compared with other parts of the same whole."""

from collections.abc import Callable

import pytest

from build_tools.facts.project import Project
from build_tools.rules.part_of_whole import check, check_claim
from tests.ledgers import claim, item, ledger

World = Callable[..., Project]
LRT = "lrt-2023-08-16-closures"


def in_claim(world: World, says: str, finding: str) -> bool:
    """Return whether a finding is refused, given the paraphrase of its source."""
    files = claim("it", evidence=[item(LRT, says=says)], verdict="supported", finding=finding)
    known = ledger(world, files)
    return bool(list(check_claim(known, known.claims["it"])))


@pytest.mark.parametrize(
    ("finding", "refused"),
    [
        ("Three of six crossings closed.", True),
        ("Three of its six road crossings closed.", True),
        ("3 out of 6 crossings closed.", True),
        ("Three of six.", True),
        ("Two of six crossings closed.", False),
        ("Four of the six crossings stayed open.", False),
        ("Three of six ministers came.", False),
        ("Three of seven crossings closed.", False),
        ("“Three of six crossings” was a slip.", False),
        ("Half of six crossings closed.", False),
    ],
)
def test_a_part_and_whole_in_a_finding_must_be_in_its_evidence(
    world: World, finding: str, refused: bool
) -> None:
    assert in_claim(world, "It closed two of six crossings.", finding) is refused


@pytest.mark.parametrize(
    ("lang", "quoted", "written"),
    [
        ("es", "cerró dos de sus seis pasos", "Cerró {} de los seis pasos [@it]."),
        ("de", "schloss zwei der sechs Übergänge", "Es schloss {} von sechs Übergängen [@it]."),
        ("fr", "a fermé deux des six postes", "Il a fermé {} de ses six postes [@it]."),
        ("pl", "zamknęła dwa z sześciu przejść", "Zamknęła {} z sześciu przejść [@it]."),
        ("ru", "закрыла два из шести переходов", "Закрыла {} из шести переходов [@it]."),
    ],
)
def test_a_part_and_its_whole_are_checked_in_prose_in_each_language(
    world: World, lang: str, quoted: str, written: str
) -> None:
    words = {
        "es": ("dos", "tres"),
        "de": ("zwei", "drei"),
        "fr": ("deux", "trois"),
        "pl": ("dwa", "trzy"),
        "ru": ("два", "три"),
    }[lang]
    quote = {"text": quoted, "speaker": "LRT", "lang": lang}
    files = claim("it", evidence=[item(LRT, quote=quote)], verdict="supported")
    for word, refused in zip(words, (False, True), strict=True):
        page = f"---\nlang: {lang}\n---\n# Page\n\n{written.format(word)}\n"
        known = ledger(world, files, **{"content/explainers/page.md": page})
        assert bool(list(check(known))) is refused
