"""``facts new claim``: writes a claim with its evidence and a verdict that the evidence permits."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

import click

from build_tools.cli.new import fields
from build_tools.cli.new.fields import Plain, field_options, plain_fields, require_valid_text
from build_tools.cli.new.interview import (
    LEAVE_EMPTY,
    Interview,
    Needed,
    can_prompt,
    explained,
    missing_fields,
    require_yes,
    write_all,
)
from build_tools.editing.article_drafts import without_todo
from build_tools.editing.article_sentences import Span
from build_tools.editing.drafts import (
    Draft,
    claim_draft,
    proposed_claim_id,
    proposed_folder,
    unfinished,
)
from build_tools.editing.sentence_notes import notes_of
from build_tools.editing.similarity import similar_claims
from build_tools.facts.dates import When
from build_tools.facts.ledger import ARTICLE, SAYINGS, Ledger
from build_tools.facts.project import Project, read_text
from build_tools.facts.records import (
    Basis,
    Checked,
    Claim,
    Confidence,
    Quotation,
    SourceKind,
    Stance,
    Verdict,
)
from build_tools.facts.records.field_specs import fields_of
from build_tools.facts.wording import in_words
from build_tools.rules.check import check_project
from build_tools.rules.named_speaker import RELAYED
from build_tools.rules.permitted_verdict import lacking, permitted

# With every other verdict, readers want to know what would change it.
SETTLED = (Verdict.SUPPORTED, Verdict.NOT_CHECKABLE)
ABOUT_THE_SUBJECT = "The id names the subject, never the verdict; it can never change."


@click.command("claim")
@field_options(Claim, [name for name in fields_of(Claim) if name != "revisions"])
@click.option("--sentence", help="Start from this sentence of an article, such as S07.")
@click.option("--by", help="Who checked it.")
@click.option("--folder", help="The folder in facts/claims/. Default: from the topics.")
@click.option("--id", "identity", help="Default: proposed from the claim's words.")
@click.option("--set", "settings", multiple=True, metavar="FIELD=VALUE", help=fields.SET_HELP)
@click.option("--allow-similar", is_flag=True, help="Write the claim even if a similar one exists.")
@click.option("--yes", is_flag=True, help="Never prompt, even in a terminal.")
@click.pass_obj
def claim(project: Project, /, settings: tuple[str, ...], yes: bool, **given: Any) -> None:
    """Write a claim with its evidence and its verdict.

    The sources that it cites must exist: see `facts new source`. Writes nothing that `facts check`
    would refuse. In CI, each new evidence item also needs quoted words of its source (`--set
    evidence.1.quote.text=WORDS`) or a reason (`no_passage`). Comments in the new file explain the
    fields that you left out.
    """
    checked = check_project(project)
    ledger = checked.ledger
    plain = plain_fields(Claim, given, settings)
    proposals: dict[str, str] = {}
    if given["sentence"]:
        proposals = _start_from(ledger, plain, given["sentence"])
    if given["by"]:
        plain.setdefault("checked", {})["by"] = given["by"]
    missing = [name for name in missing_fields(Claim, plain, ()) if name != "checked"]
    needed: list[Needed] = [(Claim, name, fields.option_of(name)) for name in missing]
    if not plain.get("checked", {}).get("by"):
        needed.append((Checked, "by", "--by"))
    is_asking = bool(needed) and not yes and can_prompt()
    interview = _interview(ledger, is_asking, given["allow_similar"], proposals)
    interview.require(needed)
    plain = fields.with_ids(Claim, plain, interview.known)
    fields.require_valid(Claim, plain, interview.known)
    if not given["allow_similar"] and "claim" in plain:
        interview.checks["claim"](plain, plain["claim"])
    folder, identity = _ask(ledger, interview, plain, given)
    _require_speakers(plain)
    plain = fields.with_days(Claim, _with_languages(ledger, plain))
    try:
        drafts = [claim_draft(project, folder, identity, plain), *_done(project, ledger, plain)]
        write_all(project, ledger, checked.report, drafts)
    except click.UsageError:
        if is_asking:
            click.echo("\nYour answers, so that you can correct and run them again:\n")
            more = {"--folder": folder, "--id": identity}
            click.echo(fields.as_command("claim", plain, more) + "\n")
        raise
    _say_what_to_store(ledger, plain)
    click.echo(
        f"Next: `facts check`; `facts show {identity}` shows the claim as readers will see it."
    )


def _say_what_to_store(ledger: Ledger, plain: Plain) -> None:
    """Print what the evidence still lacks: stored words, or a quotation."""
    bare: list[str] = []
    for item in plain.get("evidence", ()):
        key = item["source"]
        if not item.get("quote"):
            is_settled = item.get("no_passage") or item.get("calculations")
            bare += [] if is_settled or item["stance"] == Stance.SILENT else [key]
        elif key not in ledger.snapshots:
            click.echo(
                f"Next: `facts capture {key} --file page.html` stores the words that you quote."
            )
    for key in dict.fromkeys(bare):
        click.echo(f"Next: quote words of {key}, or say why not in `no_passage`.")


def _start_from(ledger: Ledger, plain: Plain, sentence: str) -> dict[str, str]:
    """Let the claim appear in a sentence, print the notes on it, and return proposals from them.

    ``sentence`` is an id, with the article's id before it if there are several: story/S07. A note
    becomes an answer only if a person confirms it.
    """
    named, _, identity = sentence.rpartition("/")
    places = [
        (article, number)
        for article in ledger.articles.values()
        for number, item in enumerate(article.sentences)
        if item.id == identity and named in ("", article.id)
    ]
    if not places:
        articles = in_words(sorted(ledger.articles), "or") or "none yet: see `facts start`"
        raise click.UsageError(
            f'--sentence: there is no sentence "{sentence}". The articles are {articles}.'
        )
    if len(places) > 1:
        names = in_words([f"{article.id}/{identity}" for article, _ in places], "or")
        raise click.UsageError(f"--sentence: several articles have it. Write {names}.")
    article, number = places[0]
    appearance = {"article": article.id, "sentence": identity}
    appearances = plain.setdefault("appears_in", [])
    if not any(appearance.items() <= item.items() for item in appearances):
        appearances.insert(0, appearance)
    spans = [Span(item.start, item.end) for item in article.sentences]
    lang = article.lang or ledger.records.lang
    notes = notes_of(article.text, spans, lang, article.date)[number]
    click.echo(f"{identity}: {article.words_of(article.sentences[number])}")
    for line in notes.lines():
        click.echo(f"  seen: {line}")
    proposals = {"when": notes.days[0][0]} if len(notes.days) == 1 else {}
    if notes.quotations and len(notes.quotations) == 1:
        proposals["kind"] = "quotation"
    elif notes.numbers:
        proposals["kind"] = "number"
    return proposals


def _done(project: Project, ledger: Ledger, plain: Plain) -> Iterator[Draft]:
    """Yield the record of each article with the claim; its sentences are no longer to do."""
    for article_id in dict.fromkeys(item["article"] for item in plain.get("appears_in", ())):
        article = ledger.articles[article_id]
        ids = [item["sentence"] for item in plain["appears_in"] if item["article"] == article_id]
        text = read_text(project.file(project.root / article.path))
        if isinstance(text, str) and (draft := without_todo(article, text, ids)):
            yield draft


def _interview(
    ledger: Ledger, is_asking: bool, allow_similar: bool, proposals: Mapping[str, str]
) -> Interview:
    articles = in_words(sorted(ledger.articles), "or")

    def require_new(plain: Plain, text: str) -> None:
        if not allow_similar:
            _require_new(ledger, plain, text, is_asking)

    return Interview(
        fields.known_ids(ledger),
        is_asking,
        proposals={**proposals, "evidence.stance": "supports", "evidence.basis": "reporting"},
        checks={
            "claim": require_new,
            "asserted_by": _require_sentence,
            "evidence.basis": lambda item, answer: _require_record(ledger, item, answer),
            "verdict": lambda plain, answer: _require_permitted(ledger, plain, answer),
        },
        after_item={
            "evidence": lambda interview, item: _ask_quotation(ledger, interview, item),
        },
        says={
            "appears_in.article": lambda plain: (
                f"The checked article that makes it: {articles}. "
                "`facts coverage --sentences` lists the sentences."
            ),
            "related.claim": lambda plain: "The claim that it belongs to, if no article makes it.",
            "verdict": lambda plain: (
                f"The evidence permits "
                f"{in_words(_verdicts(ledger, plain), 'or')}; unverified needs a search log."
            ),
        },
    )


def _ask(
    ledger: Ledger, interview: Interview, plain: Plain, given: dict[str, Any]
) -> tuple[str, str]:
    """Complete the fields, each after those that it depends on, and return folder and id."""
    interview.complete(Claim, plain, ["claim", "kind"])
    if not plain.get("related") and not plain.get("embeds"):
        interview.complete(Claim, plain, ["appears_in"])
    _asserter_interview(interview, plain).complete(Claim, plain, ["asserted_by"])
    if plain["kind"] in SAYINGS:
        interview.complete(Claim, plain, ["embeds"])
    interview.complete(Claim, plain, ["when"])
    if not plain.get("appears_in"):
        _ask_later(ledger, interview, plain)
        if not plain.get("embeds"):
            interview.complete(Claim, plain, ["related"])
    interview.complete(Claim, plain, ["countries", "about", "topics"])
    folder = given["folder"] or (
        proposed_folder(ledger, plain["topics"]) if plain["topics"] else ""
    )
    folder = interview.new_id(
        "folder", folder, proposed_folder(ledger, ()), (), "The folder for its file."
    )
    taken = {*ledger.claims, *ledger.redirects, *ledger.records.unread}
    proposal = proposed_claim_id(plain["claim"], taken)
    identity = interview.new_id("id", given["identity"], proposal, taken, ABOUT_THE_SUBJECT)
    interview.complete(Claim, plain, ["evidence", "verdict"])
    if plain["verdict"] == Verdict.UNVERIFIED:
        interview.complete(Claim, plain, ["search_log"])
    interview.complete(Claim, plain, ["confidence", "finding"])
    if plain["verdict"] not in SETTLED or plain["confidence"] != Confidence.HIGH:
        interview.complete(Claim, plain, ["would_change"])
    interview.complete(Checked, plain.setdefault("checked", {}), ["by"])
    return folder, identity


def _asserter_interview(interview: Interview, plain: Plain) -> Interview:
    """Return how to ask who makes the claim. The article counts only if a sentence makes it."""
    if plain.get("appears_in"):
        proposals = {**interview.proposals, "asserted_by": ARTICLE}
        return replace(interview, proposals=proposals) if interview.is_asking else interview
    says = {
        **interview.says,
        "asserted_by": lambda _: "The person or organisation that makes the claim, by id or name.",
    }
    return replace(interview, says=says)


def _require_sentence(plain: Plain, answer: str) -> None:
    if answer == ARTICLE and not plain.get("appears_in"):
        raise click.UsageError("No sentence of the article makes this claim. Name who does.")


def _require_record(ledger: Ledger, item: Plain, answer: str) -> None:
    source = ledger.sources.get(item.get("source", ""))
    if answer == Basis.OFFICIAL_RECORD and source and source.kind is not SourceKind.PRIMARY:
        raise click.UsageError(
            f"{source.id} is not an official record, because its kind is {source.kind.value}. "
            "Write republished if it reprints the record, or reporting if it reports on the record."
        )


def _ask_later(ledger: Ledger, interview: Interview, plain: Plain) -> None:
    """Ask whether it happened after the article, unless the claim's date rules that out."""
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


def _ask_quotation(ledger: Ledger, interview: Interview, item: Plain) -> None:
    """Ask for exact words of the source, and for their speaker."""
    quote: Plain = {}
    source = ledger.sources[item["source"]]
    names = ["text", "speaker", *(["translation"] if source.langid != "en" else [])]
    proposals = {"text": "", "speaker": None if item["basis"] in RELAYED else ""}
    for name in names:

        def checked(answer: str, name: str = name) -> str:
            if answer.strip():
                require_valid_text(Quotation, name, answer.strip(), interview.known)
            return answer.strip()

        says = f"{explained(Quotation, name)} {LEAVE_EMPTY if name == 'text' else ''}"
        asked = "quotation" if name == "text" else name
        quote[name] = interview.answer(asked, proposals.get(name), checked, says)
        if not quote["text"]:
            return
    item["quote"] = quote


def _require_speakers(plain: Plain) -> None:
    """Exit if a source that relays other people's words is quoted without a speaker."""
    for number, item in enumerate(plain.get("evidence", ()), 1):
        quote = item.get("quote", {})
        if quote.get("text") and not quote.get("speaker") and item.get("basis") in RELAYED:
            raise click.UsageError(
                f"--set evidence.{number}.quote.speaker is missing. "
                f"{explained(Quotation, 'speaker')} "
                "If the words are the source's own, name the source."
            )


def _require_new(ledger: Ledger, plain: Plain, text: str, is_asking: bool) -> None:
    """Exit if a similar claim exists, unless a person confirms that the new claim differs."""
    # A claim and the claim that somebody made it are similar, but they are two claims.
    similar = [claim for claim in similar_claims(ledger, text) if claim.id != plain.get("embeds")]
    if not similar:
        return
    listed = "\n".join(f"  {claim.id}: {claim.claim}" for claim in similar)
    if is_asking:
        click.echo(f"Similar claims:\n{listed}")
        require_yes("Does your claim say something else?")
        return
    raise click.UsageError(
        f"Similar claims:\n{listed}\nNothing was written. If your claim says something else, use "
        "--allow-similar; otherwise add your evidence to the existing claim."
    )


def _verdicts(ledger: Ledger, plain: Plain) -> list[str]:
    verdicts = [verdict.value for verdict in permitted(ledger, unfinished(plain))]
    # After "unverified", the next questions collect what that verdict needs.
    return verdicts if Verdict.UNVERIFIED in verdicts else [*verdicts, Verdict.UNVERIFIED.value]


def _require_permitted(ledger: Ledger, plain: Plain, answer: str) -> None:
    verdicts = _verdicts(ledger, plain)
    if answer not in verdicts:
        lacks = lacking(ledger, unfinished(plain), Verdict(answer))
        permits = in_words(verdicts, "or")
        raise click.UsageError(f'"{answer}" needs: {lacks}. The evidence permits {permits}.')


def _with_languages(ledger: Ledger, plain: Plain) -> Plain:
    """Return the fields with each quotation in the language of its source."""
    for item in plain.get("evidence", ()):
        source = ledger.sources.get(item.get("source", ""))
        if source and source.langid != "en" and item.get("quote"):
            item["quote"].setdefault("lang", source.langid)
    return plain
