"""``facts new claim``: a claim with its evidence and a verdict that the evidence permits."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from build_tools.facts.reading import Project

if TYPE_CHECKING:
    from build_tools.cli.new.prompts import Asker
    from build_tools.facts.ledger import Ledger

NEEDED = ("claim", "kind", "asserted_by", "when", "verdict", "confidence", "finding", "by")
ABOUT_THE_SUBJECT = "The id says what it is about, never how it came out; it can never change."
ITEM = "The item is the source's key, or its number among --evidence."
MORE = (
    "Not asked for: countries, people, quotations, origins and the rest. Options give them "
    "(`facts new claim --help`), or add them to the file."
)


@click.command("claim")
@click.option("--claim", help="One statement in your own words that can be true or false.")
@click.option("--kind", help="event, number, quotation, attribution, status …")
@click.option("--folder", help="The folder in facts/claims/; proposed from the topics.")
@click.option("--id", "identity", help="Proposed from the words of the claim.")
@click.option("--when", help="When it happened or held (EDTF).")
@click.option("--as-of", help="When it was known, where that differs (EDTF).")
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
    "--related",
    nargs=3,
    multiple=True,
    metavar="CLAIM RELATION WHY",
    help="Another claim that it bears on: repeats, contradicts, depends-on …; can be repeated.",
)
@click.option(
    "--evidence",
    nargs=4,
    multiple=True,
    metavar="SOURCE STANCE BASIS SAYS",
    help="What a source says of it; can be repeated.",
)
@click.option("--part", nargs=2, multiple=True, metavar="ITEM WORDS", help=f"On what part. {ITEM}")
@click.option("--indirect", multiple=True, metavar="ITEM", help="It does not assert it itself.")
@click.option("--origin", nargs=2, multiple=True, metavar="ITEM ID", help="Whose story it carries.")
@click.option(
    "--quote", nargs=2, multiple=True, metavar="ITEM WORDS", help="Exact words of the source."
)
@click.option(
    "--speaker", nargs=2, multiple=True, metavar="ITEM NAME", help="Whose words they are."
)
@click.option(
    "--translation", nargs=2, multiple=True, metavar="ITEM WORDS", help="The quotation in English."
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
@click.option("--would-change", help="What evidence would change the verdict.")
@click.option("--by", help="Who checked it.")
@click.option(
    "--allow-similar", is_flag=True, help="Write it although a claim held already is much like."
)
@click.option("--yes", is_flag=True, help="Ask nothing, not even in a terminal.")
@click.pass_obj
def claim(project: Project, /, yes: bool, **given: Any) -> None:
    """Write a claim with its evidence and its verdict.

    A source that it rests on must be held already: see `facts new source`. In a terminal, what is
    needed and not given is asked for; elsewhere it is named and nothing is written. Nothing is ever
    written that `facts check` would refuse.
    """
    from build_tools.cli.new.evidence import evidence
    from build_tools.cli.new.judgement import judgement
    from build_tools.cli.new.prompts import Asker, can_prompt, write_all
    from build_tools.cli.new.statement import statement
    from build_tools.editing.drafts import claim_draft
    from build_tools.facts.records import Checked, Claim
    from build_tools.rules.check import examine

    checked = examine(project)
    ledger = checked.ledger
    missing = [name for name in NEEDED if not given[name]]
    asker = Asker(is_asking=bool(missing) and not yes and can_prompt())
    asker.need((name, Checked if name == "by" else Claim, name) for name in missing)
    plain = statement(ledger, asker, given)
    shelf, identity = _place(ledger, asker, given, plain)
    plain["evidence"] = evidence(ledger, asker, given)
    plain |= judgement(ledger, asker, given, plain, identity)
    kept = {name: value for name, value in plain.items() if value}
    try:
        write_all(project, ledger, checked.report, [claim_draft(project, shelf, identity, kept)])
    except click.UsageError:
        _keep_answers(asker, kept, shelf, identity)
        raise
    click.echo(f"Next: `facts check`; `facts show {identity}` shows it as a reader will see it.")
    if asker.is_asking:
        click.echo(MORE)


def _place(
    ledger: Ledger, asker: Asker, given: dict[str, Any], plain: dict[str, Any]
) -> tuple[str, str]:
    """Return the shelf, which is taken from the topics where one is known, and the id."""
    from build_tools.editing.drafts import proposed_id, proposed_shelf

    proposal = proposed_shelf(ledger, plain["topics"])
    wanted = given["folder"] or (proposal if plain["topics"] else None)
    says = "The folder it lies in."
    shelf = asker.new_id(wanted, proposal, (), says, option="folder")
    taken = {*ledger.claims, *ledger.redirects, *ledger.records.unread}
    identity = asker.new_id(
        given["identity"], proposed_id(plain["claim"], taken), taken, ABOUT_THE_SUBJECT
    )
    return shelf, identity


def _keep_answers(asker: Asker, kept: dict[str, Any], shelf: str, identity: str) -> None:
    """Print what was answered as a command to go on from: an interview is not to be lost."""
    from build_tools.cli.new.answers import as_command

    if asker.is_asking:
        click.echo("\nYour answers, to be mended and given again:\n")
        click.echo(as_command(kept, shelf, identity) + "\n")
