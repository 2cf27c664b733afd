"""``facts new claim``: writes a claim with its evidence and a verdict that the evidence permits."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import click

from build_tools.cli.new import fields
from build_tools.cli.new.answers import Answers, asked, keeping_answers
from build_tools.cli.new.entities import offer_entity
from build_tools.cli.new.evidence import (
    ask_quotation,
    newest_first,
    permitted_verdicts,
    require_permitted,
    require_record,
    require_speakers,
    say_what_to_store,
    stored_passages,
    with_languages,
)
from build_tools.cli.new.fields import Plain, field_options, plain_fields
from build_tools.cli.new.interview import Interview, can_prompt
from build_tools.cli.new.missing import Needed, explained, missing_fields, missing_in_items
from build_tools.cli.new.sentences import (
    Start,
    ask_article_words,
    finished_sentences,
    seen_speaker,
    start_from,
)
from build_tools.cli.new.writing import write_all
from build_tools.editing.drafts import claim_draft, proposed_folder
from build_tools.editing.proposed_ids import proposed_claim_id
from build_tools.editing.similarity import similar_claims
from build_tools.facts.dates import When
from build_tools.facts.ledger import ARTICLE, SAYINGS, Ledger
from build_tools.facts.project import Project
from build_tools.facts.records import Checked, Claim, Confidence, Verdict
from build_tools.facts.records.field_specs import fields_of
from build_tools.facts.wording import in_words
from build_tools.rules.check import Checked as CheckedProject
from build_tools.rules.check import check_project

# A claim with any other verdict must say what would change the verdict.
SETTLED = (Verdict.SUPPORTED, Verdict.NOT_CHECKABLE)
ABOUT_THE_SUBJECT = "The id names the subject, never the verdict. An id can never change."
# Fields that can name a record which does not exist yet. The command offers to add that record.
OFFERED = ("asserted_by", "said_by", "countries", "about", "topics")


@click.command("claim")
@field_options(Claim, [name for name in fields_of(Claim) if name != "revisions"])
@click.option("--sentence", help="Start from this sentence of an article, such as S07.")
@click.option("--by", help="Who checked the claim.")
@click.option("--folder", help="The folder in facts/claims/. Default: from the topics.")
@click.option("--id", "identity", help="Default: based on the claim's words.")
@click.option("--set", "settings", multiple=True, metavar="FIELD=VALUE", help=fields.SET_HELP)
@click.option("--allow-similar", is_flag=True, help="Write the claim even if a similar one exists.")
@click.option("--yes", is_flag=True, help="Never prompt, even in a terminal.")
@click.pass_obj
def claim(project: Project, /, settings: tuple[str, ...], yes: bool, **given: Any) -> None:
    """Write a claim with its evidence and its verdict.

    The cited sources must exist: see `facts new source`. Writes nothing that `facts check` would
    refuse. In CI, each new evidence item also needs quoted words from its source (`--set
    evidence.1.quote.text=WORDS`) or a reason (`no_passage`). Comments in the new file explain the
    fields that you left out.
    """
    answers = Answers()
    asked(
        answers,
        lambda: check_project(project),
        lambda checked: _write(
            project, checked, answers, plain_fields(Claim, given, settings), given, yes
        ),
    )


def _write(
    project: Project,
    checked: CheckedProject,
    answers: Answers,
    plain: Plain,
    given: Mapping[str, Any],
    yes: bool,
) -> None:
    ledger = checked.ledger
    start = start_from(ledger, plain, given["sentence"]) if given["sentence"] else Start((), {})
    if given["by"]:
        plain.setdefault("checked", {})["by"] = given["by"]
    needed = _needed(plain)
    is_asking = bool(needed) and not yes and can_prompt()
    interview = _interview(project, ledger, answers, is_asking, given["allow_similar"], start)
    for line in start.lines:
        interview.tell_once(line)
    interview.require(needed)
    interview.explain()
    plain = fields.with_ids(Claim, plain, interview.known)
    fields.require_valid(Claim, plain, interview.known)
    names = {"--folder": given["folder"] or "", "--id": given["identity"] or ""}
    with keeping_answers(is_asking, "claim", plain, names):
        if not given["allow_similar"] and "claim" in plain:
            interview.checks["claim"](plain, plain["claim"])
        _ask(ledger, interview, plain, names)
        require_speakers(plain)
        complete = fields.with_days(Claim, with_languages(ledger, plain))
        drafts = [claim_draft(project, names["--folder"], names["--id"], complete)]
        drafts += finished_sentences(project, ledger, complete)
        drafts += stored_passages(project, ledger, names["--id"], drafts)
        write_all(project, ledger, checked.report, drafts)
    say_what_to_store(project, complete)
    shown = f"`facts show {names['--id']}` shows the claim as readers will see it."
    click.echo(f"Next: `facts check`; {shown}")


def _needed(plain: Plain) -> list[Needed]:
    """Return the required fields that the options leave out, including fields of items."""
    missing = [name for name in missing_fields(Claim, plain, ()) if name != "checked"]
    needed: list[Needed] = [(Claim, name, fields.option_of(name)) for name in missing]
    needed += missing_in_items(Claim, plain, besides="checked")
    if not plain.get("checked", {}).get("by"):
        needed.append((Checked, "by", "--by"))
    return needed


def _interview(
    project: Project,
    ledger: Ledger,
    answers: Answers,
    is_asking: bool,
    allow_similar: bool,
    start: Start,
) -> Interview:
    articles = in_words(sorted(ledger.articles), "or")
    bare = Interview(fields.known_ids(ledger), is_asking, answers=answers)

    def require_new(plain: Plain, text: str) -> None:
        if not allow_similar:
            _require_new(ledger, bare, plain, text)

    def offer(name: str, text: str) -> None:
        offer_entity(project, bare, name, text)

    return replace(
        bare,
        proposals={**start.proposals, "evidence.stance": "supports", "evidence.basis": "reporting"},
        checks={
            "claim": require_new,
            "asserted_by": _require_sentence,
            "evidence.basis": lambda item, answer: require_record(ledger, item, answer),
            "verdict": lambda plain, answer: require_permitted(ledger, plain, answer),
        },
        after_item={
            "appears_in": lambda interview, item: ask_article_words(ledger, interview, item),
            "evidence": lambda interview, item: ask_quotation(project, ledger, interview, item),
        },
        choices={"evidence.source": newest_first(ledger)},
        offers=dict.fromkeys(OFFERED, offer),
        says={
            "appears_in.article": lambda plain: (
                f"The checked article that makes the claim: {articles}. "
                "`facts coverage --sentences` lists the sentences."
            ),
            "related.claim": lambda plain: "A related claim, because no article makes this claim.",
            "verdict": lambda plain: (
                f"The evidence permits {in_words(permitted_verdicts(ledger, plain), 'or')}. "
                'The verdict "unverified" needs a search log.'
            ),
        },
    )


def _ask(ledger: Ledger, interview: Interview, plain: Plain, names: dict[str, str]) -> None:
    """Complete the fields, each after the fields it depends on, and choose the folder and id."""
    interview.fill_items(Claim, plain, besides="checked")
    interview.complete(Claim, plain, ["claim", "kind"])
    for item in plain.get("appears_in", ()):
        ask_article_words(ledger, interview, item)
    if not plain.get("related") and not plain.get("embeds"):
        interview.complete(Claim, plain, ["appears_in"])
    _ask_speakers(ledger, interview, plain)
    interview.complete(Claim, plain, ["when"])
    if not plain.get("appears_in"):
        _ask_later(ledger, interview, plain)
        if not plain.get("embeds"):
            interview.complete(Claim, plain, ["related"])
    interview.complete(Claim, plain, ["countries", "about", "topics"])
    folder = names["--folder"] or (
        proposed_folder(ledger, plain["topics"]) if plain["topics"] else ""
    )
    names["--folder"] = interview.new_id(
        "folder", folder, proposed_folder(ledger, ()), (), "The folder for the claim's file."
    )
    taken = {*ledger.claims, *ledger.redirects, *ledger.records.unread}
    proposal = proposed_claim_id(plain["claim"], taken, ledger.records.lang)
    names["--id"] = interview.new_id("id", names["--id"], proposal, taken, ABOUT_THE_SUBJECT)
    interview.complete(Claim, plain, ["evidence", "verdict"])
    if plain["verdict"] == Verdict.UNVERIFIED:
        interview.complete(Claim, plain, ["search_log"])
    interview.complete(Claim, plain, ["confidence", "finding"])
    if plain["verdict"] not in SETTLED or plain["confidence"] != Confidence.HIGH:
        interview.complete(Claim, plain, ["would_change"])
    interview.complete(Checked, plain.setdefault("checked", {}), ["by"])


def _ask_speakers(ledger: Ledger, interview: Interview, plain: Plain) -> None:
    """Ask who makes the claim and, for a quotation or attribution, who said it."""
    seen = seen_speaker(ledger, plain) if interview.is_asking else ""
    is_saying = plain["kind"] in SAYINGS
    asserter = _asserter_interview(interview, plain, "" if is_saying else seen)
    asserter.complete(Claim, plain, ["asserted_by"])
    if not is_saying:
        return
    interview.complete(Claim, plain, ["embeds"])
    if not plain.get("embeds") and plain["asserted_by"] == ARTICLE and interview.is_asking:
        proposals = {**interview.proposals, "said_by": seen}
        replace(interview, proposals=proposals).complete(Claim, plain, ["said_by"])


def _asserter_interview(interview: Interview, plain: Plain, seen: str) -> Interview:
    """Return the interview that asks who makes the claim.

    The interview proposes the article only if a sentence makes the claim in the article's own
    words. ``seen`` is the person whom the sentence quotes, or "".
    """
    if plain.get("appears_in"):
        if not interview.is_asking:
            return interview
        proposals = {**interview.proposals, "asserted_by": seen or ARTICLE}
        quoted = (
            f"{explained(Claim, 'asserted_by')} The sentence quotes {seen}. "
            f"Write {ARTICLE} if the article makes the claim in its own words."
        )
        says = {**interview.says, **({"asserted_by": lambda _: quoted} if seen else {})}
        return replace(interview, proposals=proposals, says=says)
    says = {
        **interview.says,
        "asserted_by": lambda _: "The person or organisation that makes the claim, by id or name.",
    }
    return replace(interview, says=says)


def _require_sentence(plain: Plain, answer: str) -> None:
    if answer == ARTICLE and not plain.get("appears_in"):
        raise click.UsageError("No sentence of the article makes this claim. Name who makes it.")


def _ask_later(ledger: Ledger, interview: Interview, plain: Plain) -> None:
    """Ask whether the event was after the article, unless the claim's date rules that out."""
    when, days = When.parse(plain["when"]), [article.date for article in ledger.articles.values()]
    is_before = any(when.certainly_before(day) for day in days)
    if "later" in plain or not interview.is_asking or not days or is_before:
        return
    is_after = all(day.certainly_before(when) for day in days)

    def checked(answer: str) -> str:
        is_yes = answer.strip().casefold() in ("y", "yes", "true")
        if not is_yes and answer.strip().casefold() not in ("n", "no", "false"):
            raise click.UsageError("Answer yes or no.")
        if is_after and not is_yes:
            them = "every article" if len(days) > 1 else "the article"
            raise click.UsageError(f"{plain['when']} is after {them}, so the answer is yes.")
        return "true" if is_yes else ""

    proposal = "yes" if is_after else "no"
    plain["later"] = interview.answer("later", proposal, checked, explained(Claim, "later"))


def _require_new(ledger: Ledger, interview: Interview, plain: Plain, text: str) -> None:
    """Stop if a similar claim exists, unless the user confirms that the new claim differs."""
    # "P" and "X said P" are similar, but they are two different claims.
    similar = [claim for claim in similar_claims(ledger, text) if claim.id != plain.get("embeds")]
    if not similar:
        return
    listed = "\n".join(f"  {claim.id}: {claim.claim}" for claim in similar)
    if interview.is_asking:
        interview.tell(f"Similar claims:\n{listed}")
        interview.require_yes("Does your claim say something else?")
        return
    raise click.UsageError(
        f"Similar claims:\n{listed}\nNothing was written. If your claim says something else, use "
        "--allow-similar. Otherwise add your evidence to the existing claim."
    )
