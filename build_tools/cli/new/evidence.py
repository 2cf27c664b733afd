"""The evidence of a new claim: each item from an option, or asked for, until there are no more."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from build_tools.cli.new.prompts import Asker
    from build_tools.facts.ledger import Ledger

NAMES = ("source", "stance", "basis", "says")
SOURCE = "Evidence: the key of a source that bears on it; leave it empty when that is all."


def evidence(ledger: Ledger, asker: Asker, given: dict[str, Any]) -> list[dict[str, Any]]:
    """Return the evidence of the options; without any, what is asked for."""
    from build_tools.facts.records import Evidence

    items: list[dict[str, Any]] = []
    for texts in given["evidence"]:
        item = dict(zip(NAMES, texts, strict=True))
        for name in NAMES:
            known = ledger.sources if name == "source" else None
            asker.text(Evidence, name, item[name], known=known, option="evidence")
        items.append(item)
    if asker.is_asking and not items:
        items = _asked(ledger, asker)
    _add_details(ledger, asker, given, items)
    return items


def _asked(ledger: Ledger, asker: Asker) -> list[dict[str, Any]]:
    from build_tools.facts.records import Evidence

    items: list[dict[str, Any]] = []
    known = ledger.sources
    while key := asker.text(Evidence, "source", None, proposal="", known=known, says=SOURCE):
        stance = asker.text(Evidence, "stance", None, proposal="supports")
        basis = asker.text(Evidence, "basis", None, proposal="reporting")
        says = asker.text(Evidence, "says", None)
        items.append(dict(zip(NAMES, (key, stance, basis, says), strict=True)))
    return items


def _add_details(
    ledger: Ledger, asker: Asker, given: dict[str, Any], items: Sequence[dict[str, Any]]
) -> None:
    """Add to the items what the options say of one of them."""
    from build_tools.facts.records import Evidence, Quotation

    origins = {*ledger.origins, *ledger.publishers}
    for name in given["indirect"]:
        _item(items, "indirect", name)["directness"] = "indirect"
    for option, known in (("part", None), ("origin", origins)):
        for name, text in given[option]:
            item = _item(items, option, name)
            item[option] = asker.text(Evidence, option, text, known=known)
    for name, words in given["quote"]:
        item = _item(items, "quote", name)
        quote = {"text": asker.text(Quotation, "text", words, option="quote")}
        language = ledger.sources[item["source"]].langid
        # A quotation is in its source's language; English is what a record leaves unsaid.
        item["quote"] = quote if language == "en" else {**quote, "lang": language}
    for option in ("speaker", "translation"):
        for name, text in given[option]:
            item = _item(items, option, name)
            if "quote" not in item:
                raise click.UsageError(f"--{option}: {name} has no --quote to go with.")
            item["quote"][option] = asker.text(Quotation, option, text)


def _item(items: Sequence[dict[str, Any]], option: str, name: str) -> dict[str, Any]:
    """Return the one item that is named by its source's key or by its number from 1."""
    numbered = {str(number): item for number, item in enumerate(items, 1)}
    if name in numbered:
        return numbered[name]
    found = [item for item in items if item["source"] == name]
    if len(found) == 1:
        return found[0]
    if found:
        numbers = ", ".join(one for one, item in numbered.items() if item in found)
        raise click.UsageError(f"--{option}: {name} is cited more than once. Use one of {numbers}.")
    keys = ", ".join(item["source"] for item in items) or "none"
    raise click.UsageError(f"--{option}: no evidence item is {name}. The sources given are {keys}.")
