"""Tests Web Annotations: both selectors of a quotation select the same words."""

import json
from typing import Any

import pytest

from build_tools.exports.formats.annotations import CONTEXT
from build_tools.facts.ledger import Ledger
from build_tools.quotations.check import of_sources
from tests.exports.conftest import SITE, World, ledger_of, made_by
from tests.snapshots import ADDRESS, KEY, SENTENCES, capture_excerpts, captured


def collection(ledger: Ledger) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(
        made_by("annotations", ledger)["data/annotations.jsonld"].data
    )
    return found


def targets(one: dict[str, Any]) -> list[dict[str, Any]]:
    return one["target"] if isinstance(one["target"], list) else [one["target"]]


def test_both_selectors_of_a_stored_quotation_select_it(world: World) -> None:
    ledger = ledger_of(captured(world))
    (one,) = (
        item
        for item in collection(ledger)["first"]["items"]
        if item["id"].startswith(SITE.claim("two-crossings"))
    )
    (target,) = targets(one)
    words, place = target["selector"]
    assert words["type"] == "TextQuoteSelector"
    assert words["exact"] == "due to geopolitical circumstances"
    assert place["type"] == "TextPositionSelector"
    assert place["end"] - place["start"] == len(words["exact"])
    around = words["prefix"] + words["exact"] + words["suffix"]
    assert around in SENTENCES
    assert len(words["prefix"]) <= 32
    assert target["source"] == ledger.sources[KEY].url
    assert target["state"]["type"] == "TimeState"
    assert target["state"]["sourceDateStart"].endswith("T00:00:00Z")
    assert one["body"]["id"] == SITE.claim("two-crossings")


@pytest.mark.parametrize("copy", ["", "https://example.org/copy"])
def test_the_annotation_for_a_quotation_from_an_excerpt_has_no_position(
    world: World, copy: str
) -> None:
    project = world()
    more = "--other-copy" if copy else ""
    assert capture_excerpts(project, SENTENCES, at=copy or ADDRESS, more=more).exit_code == 0
    items = collection(ledger_of(project))["first"]["items"]
    (target,) = (target for item in items for target in targets(item) if "selector" in target)
    (words,) = target["selector"]
    assert words["type"] == "TextQuoteSelector"
    assert words["prefix"] + words["exact"] + words["suffix"] in SENTENCES
    assert target["state"].get("cached") == (copy or None)


def test_every_annotation_belongs_to_a_quotation_in_the_ledger(any_ledger: Ledger) -> None:
    whole = collection(any_ledger)
    assert whole["@context"] == CONTEXT
    items = whole["first"]["items"]
    assert whole["total"] == len(items)
    ids = [item["id"] for item in items]
    assert len(ids) == len(set(ids))
    known = {
        f"{SITE.claim(quotation.claim.id)}#quotation-{quotation.index + 1}": quotation.words
        for quotation in of_sources(any_ledger)
    }
    assert set(ids) <= set(known)
    for item in items:
        for target in targets(item):
            assert target["selector"][0]["exact"]
