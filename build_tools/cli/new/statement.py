"""What a new claim says, where it stands in an article, and which claims it is tied to."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from build_tools.cli.new.prompts import Asker
    from build_tools.facts.ledger import Ledger

ARTICLE = "article"
SENTENCE = (
    "The sentence of the article that makes it (`facts coverage --sentences` lists them); "
    "leave it empty if none does."
)
TIE = "No sentence of an article makes it. Which claim, already held, does it belong to?"


def statement(ledger: Ledger, asker: Asker, given: dict[str, Any]) -> dict[str, Any]:
    """Return the fields from the claim's words to its topics."""
    from build_tools.facts.records import Claim

    words = asker.text(Claim, "claim", given["claim"])
    _hold_new(ledger, asker, given, words)
    plain: dict[str, Any] = {"claim": words, "kind": asker.text(Claim, "kind", given["kind"])}
    plain["appears_in"] = _appearances(ledger, asker, given)
    speakers = {ARTICLE, *ledger.people, *ledger.organisations}
    by_default = ARTICLE if plain["appears_in"] else None
    plain["asserted_by"] = asker.text(
        Claim, "asserted_by", given["asserted_by"], proposal=by_default, known=speakers
    )
    if given["embeds"] or plain["kind"] in ("quotation", "attribution"):
        plain["embeds"] = asker.text(
            Claim, "embeds", given["embeds"], proposal="", known=ledger.claim_ids
        )
    plain["when"] = asker.text(Claim, "when", given["when"])
    if given["as_of"]:
        plain["as_of"] = asker.text(Claim, "as_of", given["as_of"])
    plain["related"] = _related(ledger, asker, given, plain)
    plain["countries"] = _ids(asker, "countries", given, ledger.countries)
    plain["about"] = _ids(asker, "about", given, ledger.entities)
    plain["topics"] = asker.ids(Claim, "topics", given["topics"], ledger.topics)
    plain["later"] = "true" if given["later"] else ""
    return plain


def _ids(asker: Asker, name: str, given: dict[str, Any], known: Any) -> list[str]:
    """Return ids that only options give: nobody is asked for them."""
    from build_tools.facts.records import Claim

    return asker.ids(Claim, name, given[name], known) if given[name] else []


def _hold_new(ledger: Ledger, asker: Asker, given: dict[str, Any], words: str) -> None:
    """Stop where a claim much like it is held already, unless somebody says that it is another."""
    from build_tools.editing.similarity import similar_claims

    # What somebody said, and that he said it, are alike and two claims.
    alike = [one for one in similar_claims(ledger, words) if one.id != given["embeds"]]
    if not alike or given["allow_similar"]:
        return
    told = "\n".join(["Claims much like it:", *(f"  {one.id}: {one.claim}" for one in alike)])
    if not asker.is_asking:
        raise click.UsageError(
            f"{told}\nNothing was written. If yours says something else, give --allow-similar; "
            "otherwise add your evidence to the one that is there."
        )
    click.echo(told)
    asker.go_on("Does yours say something else?")


def _appearances(ledger: Ledger, asker: Asker, given: dict[str, Any]) -> list[dict[str, str]]:
    from build_tools.facts.records import Appearance

    found = [
        {"article": article, "sentence": sentence, "quote": words}
        for article, sentence, words in given["appears_in"]
    ]
    for one in found:
        for name, text in one.items():
            known = ledger.articles if name == "article" else None
            optional = "" if name == "quote" else None
            asker.text(Appearance, name, text, proposal=optional, known=known, option="appears_in")
    anchored = found or given["related"] or given["embeds"]
    if asker.is_asking and not anchored and ledger.articles:
        found = _asked_appearance(ledger, asker)
    return [{name: text for name, text in one.items() if text} for one in found]


def _asked_appearance(ledger: Ledger, asker: Asker) -> list[dict[str, str]]:
    """Ask for the sentence and its words; for the article only where there are several."""
    from build_tools.facts.records import Appearance

    article = next(iter(ledger.articles))
    if len(ledger.articles) > 1:
        says = "The checked article that makes it; leave it empty if none does."
        known = ledger.articles
        article = asker.text(Appearance, "article", None, proposal="", known=known, says=says)
        if not article:
            return []

    def stands(place: dict[str, str]) -> None:
        for problem in _in_article(ledger, place):
            raise click.UsageError(problem)

    place = {"article": article}
    place["sentence"] = asker.text(
        Appearance,
        "sentence",
        None,
        proposal="",
        says=SENTENCE,
        also=lambda answer: stands({**place, "sentence": answer}),
    )
    if not place["sentence"]:
        return []
    place["quote"] = asker.text(
        Appearance,
        "quote",
        None,
        proposal="",
        also=lambda answer: stands({**place, "quote": answer}),
    )
    return [place]


def _in_article(ledger: Ledger, place: dict[str, str]) -> list[str]:
    """Return what `facts check` would say of the place, before anything else is asked."""
    from build_tools.editing.drafts import unfinished
    from build_tools.rules.article_words import check_claim

    claim = unfinished({"appears_in": [place]})
    return [f"{one.message} {one.hint}" for one in check_claim(ledger, claim)]


def _related(
    ledger: Ledger, asker: Asker, given: dict[str, Any], plain: dict[str, Any]
) -> list[dict[str, str]]:
    """Return ties to other claims; one is asked for where nothing else anchors the claim."""
    from build_tools.facts.records import Related

    names = ("claim", "relation", "why")
    found = [dict(zip(names, one, strict=True)) for one in given["related"]]
    for one in found:
        for name, text in one.items():
            known = ledger.claim_ids if name == "claim" else None
            asker.text(Related, name, text, known=known, option="related")
    anchored = found or plain["appears_in"] or plain.get("embeds")
    if asker.is_asking and not anchored and plain["asserted_by"] == ARTICLE and ledger.claims:
        tie = {"claim": _asked_tie(ledger, asker)}
        tie["relation"] = asker.text(Related, "relation", None)
        tie["why"] = asker.text(Related, "why", None)
        found = [tie]
    return found


def _asked_tie(ledger: Ledger, asker: Asker) -> str:
    from build_tools.facts.records import Related

    return asker.text(Related, "claim", None, known=ledger.claim_ids, option="related", says=TIE)
