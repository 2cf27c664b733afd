"""Tests that prose which repeats a wrong or misleading claim says so, or says who stated it."""

from collections.abc import Callable

import pytest

from build_tools.facts.ledger import Ledger
from build_tools.facts.project import Project
from build_tools.facts.reading import read
from build_tools.rules import wrong_as_fact
from tests.conftest import TINY

World = Callable[..., Project]
PAGE = "content/explainers/border.md"
RECORD = TINY["facts/claims/borders/two-crossings.yaml"]
# The wrong claim of a site, by the site's language.
CLAIMS = {
    "en": "The province pays 3.5 million euros for the renovation of the pool.",
    "de": "Das Land zahlt 3,5 Millionen Euro für die Sanierung des Hallenbads.",
    "es": "La provincia paga 3,5 millones de euros para la reforma de la piscina.",
    "fr": "La région paie 3,5 millions d'euros pour la rénovation de la piscine.",
    "pl": "Województwo płaci 3,5 miliona euro za remont basenu.",
    "ru": "Область платит 3,5 миллиона евро за ремонт бассейна.",
    "lt": "Apskritis moka 3,5 milijono eurų už baseino remontą.",
}


def is_refused(world: World, body: str, lang: str = "en", verdict: str = "wrong") -> bool:
    """Return whether the rule reports a page of a site that cites the claim [@grant]."""
    first, rest = RECORD.split("\n", 1)
    assert first.startswith("claim:")
    text = f"claim: {CLAIMS[lang]}\n{rest}".replace("verdict: supported", f"verdict: {verdict}")
    settings = f"site_name: x\ntheme:\n  name: material\n  language: {lang}\n"
    files = {
        PAGE: f"# Page\n\n{body}\n",
        "facts/claims/borders/grant.yaml": text,
        "mkdocs.yml": settings,
    }
    return bool(list(wrong_as_fact.check(Ledger(read(world(files))[0]))))


@pytest.mark.parametrize("lang", CLAIMS)
@pytest.mark.parametrize("verdict", ["wrong", "misleading"])
def test_a_failing_claim_stated_as_a_fact_is_refused(world: World, lang: str, verdict: str) -> None:
    body = f"{CLAIMS[lang].rstrip('.')} [@grant]."
    assert is_refused(world, body, lang, verdict)
    assert not is_refused(world, body, lang, "supported")


@pytest.mark.parametrize(
    "body",
    [
        "The province also pays 3.5 million euros for the pool's renovation [@grant].",
        "For the pool's renovation, the province pays 3.5 million euros. [@grant]",
        "Two crossings closed [@two-crossings], and the province pays 3.5 million euros for the "
        "renovation of the pool [@grant].",
        "- The province pays 3.5 million euros for the renovation of the pool [@grant].",
        "The province pays 3.5 million euros for the renovation of the pool [@grant]. Work begins.",
    ],
)
def test_a_repetition_in_another_order_is_refused(world: World, body: str) -> None:
    assert is_refused(world, body)


@pytest.mark.parametrize(
    "body",
    [
        "The article says that the province pays 3.5 million euros for the pool [@grant].",
        "The article is about money. According to it, the province pays 3.5 million euros for the "
        "renovation of the pool [@grant].",
        "The province pays 2.5 million euros for the renovation of the pool [@grant].",
        "The province does not pay 3.5 million euros for the renovation of the pool [@grant].",
        "Wrong: the province pays 3.5 million euros for the renovation of the pool [@grant].",
        "### Wrong\n\n- The province pays 3.5 million euros for the renovation of the pool "
        "[@grant].",
        "### What the article says\n\nThe province pays 3.5 million euros for the renovation of "
        "the pool [@grant].",
        "The article makes one mistake:\n\n- The province pays 3.5 million euros for the "
        "renovation of the pool [@grant].",
        "The province pays 3.5 million euros for the renovation of the pool [@grant], but the "
        "minutes say 2.5 million [@two-crossings].",
        "The province pays 3.5 million euros for the renovation of the pool [@grant]. In fact it "
        "pays 2.5 million.",
        "The province pays 3.5 million euros for the renovation of the pool [@grant]. That is "
        "false.",
        "Does the province pay 3.5 million euros for the renovation of the pool [@grant]?",
        "“The province pays 3.5 million euros for the renovation of the pool” [@grant].",
        "The city pays 3.5 million euros for the renovation of the pool [@grant].",
        "The province pays 3.5 million euros for the renovation of the pool "
        "[@grant] [@two-crossings].",
        "The province pays for the renovation [@grant].",
    ],
)
def test_prose_that_reports_rates_or_corrects_the_claim_is_accepted(
    world: World, body: str
) -> None:
    assert not is_refused(world, body)
