"""``facts new claim``: a claim with its evidence and a verdict that the evidence permits."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import click

from build_tools.reading import Home

if TYPE_CHECKING:
    from build_tools.cli.new.asking import Asker
    from build_tools.ledger import Ledger

NEEDED = ("claim", "kind", "when", "verdict", "confidence", "finding")
ABOUT_THE_SUBJECT = "The id says what it is about, never how it came out; it can never change."
DEFAULT_CHECKER = "the editors"


@click.command("claim")
@click.option("--claim", help="One statement in your own words that can be true or false.")
@click.option("--kind", help="event, number, quotation, attribution, status …")
@click.option("--shelf", help="The folder in facts/claims/; proposed from the topics.")
@click.option("--id", "identity", help="Proposed from the words of the claim.")
@click.option("--when", help="When it happened or held (EDTF).")
@click.option("--country", "countries", multiple=True, help="A country's id; can be repeated.")
@click.option("--about", multiple=True, help="A person, organisation or place; can be repeated.")
@click.option("--topic", "topics", multiple=True, help="A topic's id; can be repeated.")
@click.option("--asserted-by", help="article, or who takes responsibility for it.")
@click.option("--embeds", help="The claim inside a quotation or attribution.")
@click.option("--later", is_flag=True, help="It happened after the article.")
@click.option(
    "--appears-in",
    nargs=3,
    multiple=True,
    metavar="ARTICLE SENTENCE WORDS",
    help='Where an article makes it, with its words or ""; can be repeated.',
)
@click.option(
    "--evidence",
    nargs=4,
    multiple=True,
    metavar="SOURCE STANCE BASIS SAYS",
    help="What a source says of it; can be repeated.",
)
@click.option(
    "--search",
    "searches",
    nargs=3,
    multiple=True,
    metavar="WHERE QUERY RESULT",
    help="What was looked for today; can be repeated.",
)
@click.option("--verdict", help="One that the evidence permits.")
@click.option("--confidence", help="high, moderate or low.")
@click.option("--finding", help="One to three sentences that a reader must know.")
@click.option("--by", help="Who checked it.")
@click.option("--yes", is_flag=True, help="Ask nothing; take what is proposed.")
@click.pass_obj
def claim(home: Home, /, yes: bool, **given: Any) -> None:
    """Write a claim with its evidence and its verdict.

    A source that it rests on must be held already: see `facts new source`.
    """
    from build_tools.assembly import examine
    from build_tools.cli.new.asking import Asker, refuse
    from build_tools.writing.scaffolding import Draft, claim_draft, proposed_shelf, write

    ledger = examine(home).ledger
    asker = Asker(is_asking=not yes and not all(given[name] for name in NEEDED))
    plain = _statement(ledger, asker, given)
    shelf = asker.new_id(
        given["shelf"],
        proposed_shelf(ledger, plain["topics"]),
        (),
        "The folder it lies in.",
        "shelf",
    )
    identity = _identity(ledger, asker, given, plain["claim"])
    plain["evidence"] = _evidence(ledger, asker, given)
    plain |= _judgement(ledger, asker, given, plain)
    kept = {name: value for name, value in plain.items() if value}
    draft = claim_draft(home, shelf, identity, kept)
    if not isinstance(draft, Draft):
        refuse(draft)
    write(home, draft)
    click.echo(f"Written: {draft.path}")
    click.echo(f"Next: `facts check`; `facts show {identity}` shows it as a reader will see it.")


def _statement(ledger: Ledger, asker: Asker, given: dict[str, Any]) -> dict[str, Any]:
    from build_tools.records import Claim

    words = asker.text(Claim, "claim", given["claim"])
    _warn_of_like(ledger, asker, words)
    kind = asker.text(Claim, "kind", given["kind"])
    speakers = {"article", *ledger.people, *ledger.organisations}
    plain: dict[str, Any] = {
        "claim": words,
        "kind": kind,
        "appears_in": _appearances(ledger, asker, given),
        "asserted_by": asker.text(
            Claim, "asserted_by", given["asserted_by"], proposal="article", known=speakers
        ),
        "when": asker.text(Claim, "when", given["when"]),
        "countries": asker.ids(Claim, "countries", given["countries"], ledger.countries),
        "about": asker.ids(Claim, "about", given["about"], ledger.entities),
        "topics": asker.ids(Claim, "topics", given["topics"], ledger.topics),
        "later": "true" if given["later"] else "",
    }
    if given["embeds"] or kind in ("quotation", "attribution"):
        plain["embeds"] = asker.text(
            Claim, "embeds", given["embeds"], proposal="", known=ledger.claims
        )
    return plain


def _warn_of_like(ledger: Ledger, asker: Asker, words: str) -> None:
    from build_tools.writing.likeness import like_claims

    if alike := like_claims(ledger, words):
        click.echo("Claims much like it:")
        for one in alike:
            click.echo(f"  {one.id}: {one.claim}")
        asker.go_on("Does yours say something else?")


def _appearances(ledger: Ledger, asker: Asker, given: dict[str, Any]) -> list[dict[str, str]]:
    from build_tools.records import Appearance

    found = [
        {"article": article, "sentence": sentence, "quote": words}
        for article, sentence, words in given["appears_in"]
    ]
    if asker.is_asking and not found and ledger.articles:
        says = "The checked article that makes it; leave it empty if none does."
        articles = ledger.articles
        article = asker.text(Appearance, "article", None, proposal="", known=articles, says=says)
        if article:
            sentence = asker.text(Appearance, "sentence", None)
            words = asker.text(Appearance, "quote", None, proposal="")
            found.append({"article": article, "sentence": sentence, "quote": words})
    return [{name: text for name, text in one.items() if text} for one in found]


def _identity(ledger: Ledger, asker: Asker, given: dict[str, Any], words: str) -> str:
    from build_tools.writing.scaffolding import proposed_id

    taken = {*ledger.claims, *ledger.redirects}
    return asker.new_id(given["identity"], proposed_id(words, taken), taken, ABOUT_THE_SUBJECT)


def _evidence(ledger: Ledger, asker: Asker, given: dict[str, Any]) -> list[dict[str, str]]:
    """Return the evidence of the options; without any, ask for items until one has no source."""
    from build_tools.records import Evidence

    names = ("source", "stance", "basis", "says")
    found = [dict(zip(names, item, strict=True)) for item in given["evidence"]]
    for item in found:
        for name in names:
            known = ledger.sources if name == "source" else None
            item[name] = asker.text(Evidence, name, item[name], known=known, option="evidence")
    says = "Evidence: the key of a source that bears on it; leave it empty when that is all."
    while asker.is_asking and not given["evidence"]:
        key = asker.text(Evidence, "source", None, proposal="", known=ledger.sources, says=says)
        if not key:
            break
        item = {"source": key, "stance": asker.text(Evidence, "stance", None, proposal="supports")}
        item["part"] = asker.text(Evidence, "part", None, proposal="")
        item["basis"] = asker.text(Evidence, "basis", None, proposal="reporting")
        item["says"] = asker.text(Evidence, "says", None)
        found.append({name: text for name, text in item.items() if text})
    return found


def _judgement(
    ledger: Ledger, asker: Asker, given: dict[str, Any], plain: dict[str, Any]
) -> dict[str, Any]:
    from build_tools.records import Checked, Claim
    from build_tools.text import in_words
    from build_tools.writing.scaffolding import permitted_verdicts

    today = datetime.now(UTC).date().isoformat()
    by = Counter(one.checked.by for one in ledger.claims.values()).most_common(1)
    checked = {"date": today, "by": "?"}
    trial = {name: value for name, value in plain.items() if value}
    trial |= {"confidence": "low", "finding": "?", "checked": checked}
    permitted = [verdict.value for verdict in permitted_verdicts(ledger, trial)]
    says = f"What you gave permits {in_words(permitted, 'or')}; unverified needs a search."
    verdict = asker.text(Claim, "verdict", given["verdict"], proposal=permitted[0], says=says)
    searches = _searches(asker, given, verdict, today)
    who = by[0][0] if by else DEFAULT_CHECKER
    return {
        "search_log": searches,
        "verdict": verdict,
        "confidence": asker.text(Claim, "confidence", given["confidence"], proposal="moderate"),
        "finding": asker.text(Claim, "finding", given["finding"]),
        "checked": {
            "date": today,
            "by": asker.text(Checked, "by", given["by"], proposal=who),
        },
    }


def _searches(
    asker: Asker, given: dict[str, Any], verdict: str, today: str
) -> list[dict[str, str]]:
    from build_tools.records import Search

    names = ("where", "query", "result")
    found = [dict(zip(names, one, strict=True)) for one in given["searches"]]
    if verdict == "unverified" and not found:
        found = [{name: asker.text(Search, name, None, option="search") for name in names}]
    return [{"date": today, **one} for one in found]
