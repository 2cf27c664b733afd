"""Tests the class of support for a claim: by quotation, by paraphrase, in part or none."""

from collections.abc import Callable
from typing import Any

import pytest

from build_tools.facts.ledger import Ledger
from build_tools.facts.project import Project
from build_tools.facts.reading import read
from build_tools.quotations.support import Support, support_of
from build_tools.views.claims import collect
from tests.ledgers import claim, item, ledger
from tests.snapshots import CLAIM, captured, edit

World = Callable[..., Project]
LRT, TASS = "lrt-2023-08-16-closures", "tass-2023-08-18-closed"


@pytest.mark.parametrize(
    ("verdict", "items", "expected", "words"),
    [
        ("supported", [item(LRT)], Support.PARAPHRASE, "Supported by paraphrase"),
        ("supported", [item(LRT, part="a half")], Support.PART, "Supported in part"),
        ("supported", [item(LRT, part="a half"), item(TASS)], Support.PARAPHRASE, "Supported by p"),
        ("unverified", [], Support.NONE, "Supported by no source"),
        ("unverified", [item(LRT, "context")], Support.NONE, "Supported by no source"),
        ("wrong", [item(LRT, "contradicts")], Support.PARAPHRASE, "Contradicted by paraphrase"),
        ("misleading", [item(LRT)], Support.NONE, "Contradicted by no source"),
        # An unchecked quotation counts no more than our paraphrase.
        ("supported", [item(LRT, quote={"text": "x y z"})], Support.PARAPHRASE, "Supported by par"),
    ],
)
def test_the_class_of_support_is_derived_from_the_evidence(
    world: World, verdict: str, items: list[dict[str, Any]], expected: Support, words: str
) -> None:
    facts = ledger(world, claim("x", verdict=verdict, evidence=items))
    assert support_of(facts, facts.claims["x"]) is expected
    (view,) = collect(facts)
    assert view.support.startswith(words)


def test_numbers_that_only_the_source_gives_do_not_count_as_quoted(world: World) -> None:
    def support(project: Project) -> Support:
        facts = Ledger(read(project)[0])
        return support_of(facts, facts.claims["two-crossings"])

    project = captured(world)
    # The quoted item concerns only the decision, and the other item has no quotation.
    assert support(project) is Support.PARAPHRASE
    edit(project, CLAIM, "    part: the decision\n", "")
    edit(project, CLAIM, "two of its six road crossings", "crossings")
    assert support(project) is Support.QUOTATION
    edit(project, CLAIM, "closed crossings", "closed 19 crossings")
    assert support(project) is Support.PARAPHRASE
