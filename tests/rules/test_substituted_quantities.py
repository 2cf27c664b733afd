"""Tests that a paraphrase keeps the numbers of its own quotation."""

from collections.abc import Callable

import pytest

from build_tools.facts.project import Project
from build_tools.rules.substituted_quantities import check_claim
from tests.ledgers import claim, item, ledger

World = Callable[..., Project]
LRT, TASS = "lrt-2023-08-16-closures", "tass-2023-08-18-closed"
# By language: the wrong claim, the quotation against it, and a paraphrase with a number to fill in.
GRANTS = (
    (
        "de",
        "Das Land zahlt 3,5 Millionen Euro für das Bad.",
        "Das Land fördert das Bad mit 2,5 Millionen Euro",
        "Das Ministerium bewilligte {} Millionen Euro.",
    ),
    (
        "en",
        "The province pays 3.5 million euros for the pool.",
        "a grant of 2.5 million euros for the pool",
        "The ministry granted {} million euros.",
    ),
    (
        "es",
        "La provincia paga 3,5 millones de euros por la piscina.",
        "una ayuda de 2,5 millones de euros",
        "El ministerio concedió {} millones de euros.",
    ),
)


def lines(world: World, lang: str, text: str, finding: str, *evidence: dict[str, object]) -> int:
    """Return how many paraphrases of a wrong claim are refused."""
    settings = f"site_name: x\ntheme:\n  name: material\n  language: {lang}\n"
    fields = {"claim": text, "verdict": "wrong", "kind": "number"}
    files = claim("x", **fields, finding=finding, evidence=list(evidence))
    facts = ledger(lambda changes: world({**changes, "mkdocs.yml": settings}), files)
    return len(list(check_claim(facts, facts.claims["x"])))


@pytest.mark.parametrize(("lang", "text", "quotation", "says"), GRANTS)
def test_a_finding_does_not_confirm_a_paraphrase_against_its_quotation(
    world: World, lang: str, text: str, quotation: str, says: str
) -> None:
    mark = "." if lang == "en" else ","
    quote = {"text": quotation, "lang": lang}
    for number, refused in ((f"4{mark}5", 1), (f"2{mark}5", 0)):
        words = says.format(number)
        against = item(LRT, says=words, stance="contradicts", quote=quote)
        assert lines(world, lang, text, words, against) == refused
        second = item(TASS, says=words, stance="contradicts")
        assert lines(world, lang, text, words, against, second) == refused


def test_other_quotations_and_the_claim_confirm_a_number(world: World) -> None:
    _, text, quotation, says = GRANTS[1]
    words = says.format("4.5")
    first = item(LRT, says=words, stance="contradicts", quote={"text": quotation, "lang": "en"})
    other = {"text": "later raised to 4.5 million euros", "lang": "en"}
    second = item(TASS, says="It was raised.", stance="contradicts", quote=other)
    assert lines(world, "en", text, words, first, second) == 0
    denial = says.replace("granted", "did not grant").format("3.5")
    denying = item(LRT, says=denial, stance="contradicts", quote={"text": quotation, "lang": "en"})
    assert lines(world, "en", text, words, denying) == 0


def test_a_finding_still_confirms_a_number_that_the_quotation_does_not_contradict(
    world: World,
) -> None:
    text = "The valley has about four pigs for each resident."
    says = item(LRT, says="It counted 38,207 pigs and 9,412 residents.")
    files = claim(
        "x", claim=text, kind="number", verdict="unverified", evidence=[says],
        finding="38,207 divided by 9,412 is 4.06.",
    )  # fmt: skip
    facts = ledger(world, files)
    assert list(check_claim(facts, facts.claims["x"])) == []
