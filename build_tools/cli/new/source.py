"""``facts new source``: adds an entry to its publisher's .bib file, based on a saved page."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import click

from build_tools.cli.capture import read_page
from build_tools.cli.new import fields
from build_tools.cli.new.answers import Answers, asked, keeping_answers
from build_tools.cli.new.fields import Plain, field_options, plain_fields
from build_tools.cli.new.interview import Interview, can_prompt
from build_tools.cli.new.missing import Needed, explained, missing_fields
from build_tools.cli.new.writing import write_all
from build_tools.editing.drafts import (
    entry_draft,
    host_of,
    publisher_of,
    source_draft,
)
from build_tools.editing.page_metadata import PageMetadata, metadata_of_file
from build_tools.editing.proposed_ids import proposed_id, proposed_key
from build_tools.editing.similarity import like_sources, same_address
from build_tools.facts.dates import When, today
from build_tools.facts.ledger import Ledger
from build_tools.facts.project import Project
from build_tools.facts.records import Publisher, Source, SourceKind
from build_tools.facts.records.field_specs import fields_of
from build_tools.facts.wording import in_words
from build_tools.quotations.capture import FileError, Reading, from_file, keep
from build_tools.rules.check import Checked as CheckedProject
from build_tools.rules.check import check_project

ASKED = ("title", "author", "date", "urldate", "langid", "kind", "origin")
PUBLISHER = ("name", "country", "kind")
PUBLISHER_OPTIONS = ("publisher", *(f"publisher_{part}" for part in PUBLISHER))
LIKE = (
    "If it is the same story, set the same `origin` in both entries: in the new entry with "
    "--origin, in the other in its .bib file. Otherwise the entries count as two origins."
)

NEXT = (
    "Next: cite {key} from a claim (`facts new claim`), then `facts check`.\n"
    "If a claim quotes it, `facts capture {key} --file page.html` stores the passage. If you "
    "saw only a part of the page, use `--excerpt FILE --seen-at ADDRESS --seen-on DATE`. "
    "`facts show {key}` shows the source."
)


NEXT_KEPT = (
    "Next: cite {key} from a claim: `facts new claim` finds your quotation in the page that you "
    "saved, and stores its passage. Then run `facts check`. `facts show {key}` shows the source."
)


@click.command("source")
@click.argument("url", required=False)
@click.option(
    "--file",
    "--page",
    "page",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="The page, saved from the browser. The command proposes its title, date and publisher, "
    "and keeps its text in .cache/ for quotations.",
)
@field_options(Source, [name for name in fields_of(Source) if name != "url"])
@click.option("--publisher", help="The publisher's id. A new publisher is added to the vocabulary.")
@field_options(Publisher, PUBLISHER, prefix="publisher_")
@click.option("--id", "key", help="The key. Default: based on the publisher, date and title.")
@click.option("--set", "settings", multiple=True, metavar="FIELD=VALUE", help=fields.SET_HELP)
@click.option("--yes", is_flag=True, help="Never prompt; accept the proposals.")
@click.pass_obj
def source(
    project: Project, /, page: Path | None, settings: tuple[str, ...], yes: bool, **given: Any
) -> None:
    """Add a source to its publisher's .bib file.

    Save the page in your browser and name the file with --file. Nothing is fetched.
    """
    said = metadata_of_file(page) if page else PageMetadata()
    given["publisher_name"] = given["publisher_name"] or said.publisher
    answers = Answers()

    def write(checked: CheckedProject) -> tuple[str, str]:
        plain = plain_fields(Source, given, settings)
        if given["date"] == "":
            plain["date"] = ""
        interview = _interview(checked.ledger, answers, given, plain, said, yes)
        return _write(project, checked, interview, plain, given)

    key, address = asked(answers, lambda: check_project(project), write)
    is_kept = page is not None and _keep_text(project, page, key, address)
    click.echo((NEXT_KEPT if is_kept else NEXT).format(key=key))


def _keep_text(project: Project, page: Path, key: str, address: str) -> bool:
    """Keep the page's text for quotations. If this is impossible, print the reason and return
    False.
    """
    reasons: Sequence[str]
    try:
        reasons = keep(project, key, from_file(read_page(page)), Reading(address, today()))
    except FileError as error:
        reasons = [str(error)]
    except click.UsageError as error:
        reasons = [error.message]
    for reason in reasons:
        click.echo(f"The text of {page} is not kept for quotations: {reason}")
    return not reasons


def _write(
    project: Project,
    checked: CheckedProject,
    interview: Interview,
    plain: Plain,
    given: Mapping[str, Any],
) -> tuple[str, str]:
    """Complete the fields, write the entry, and return its key and address."""
    ledger = checked.ledger
    plain = fields.with_ids(Source, plain, interview.known)
    fields.require_valid(
        Source, {name: text for name, text in plain.items() if text}, interview.known
    )
    names = {fields.option_of(name): given[name] or "" for name in PUBLISHER_OPTIONS}
    names["--id"] = given["key"] or ""
    with keeping_answers(interview.is_asking, "source", plain, names):
        interview.complete(Source, plain, ["url"])
        _require_new(ledger, plain["url"])
        publisher, new_publisher = _publisher(ledger, interview, given, plain["url"], names)
        kind = new_publisher.get("kind") or ledger.publishers[publisher].kind.value
        proposals = {**interview.proposals, "kind": _source_kind(kind)}
        replace(interview, proposals=proposals).complete(Source, plain, ASKED)
        _warn_of_similar(ledger, interview, plain)
        filled = fields.with_days(Source, plain)
        lang = filled.get("langid") or ledger.records.lang
        day, title = filled.get("date"), filled["title"]
        proposal = proposed_key(publisher, day, title, ledger.sources, lang)
        says = "The key for citations."
        key = interview.new_id("id", names["--id"], proposal, ledger.sources, says)
        names["--id"] = key
        drafts = [source_draft(project, publisher, key, filled)]
        if new_publisher:
            drafts.append(entry_draft(project, "publishers", publisher, new_publisher))
        write_all(project, ledger, checked.report, drafts)
    return key, plain["url"]


def _interview(
    ledger: Ledger,
    answers: Answers,
    given: Mapping[str, Any],
    plain: Plain,
    said: PageMetadata,
    yes: bool,
) -> Interview:
    """Return the interview. Raise a UsageError if it needs a terminal and there is none."""
    proposals = _proposals(said)
    doubts = [name for name in said.doubts if name not in plain]
    publisher = given["publisher"] or publisher_of(
        ledger, plain.get("url") or said.url, given["publisher_name"]
    )
    needed = _needed(plain, proposals, doubts)
    if publisher not in ledger.publishers:
        parts = [part for part in PUBLISHER if not given[f"publisher_{part}"]]
        needed += [(Publisher, part, f"--publisher-{part}") for part in parts]
    is_complete = not needed and given["publisher"] and "kind" in plain and "title" in plain
    is_asking = not (yes or is_complete) and can_prompt()
    date = f"{explained(Source, 'date')} {_seen_date(said)}"
    interview = Interview(
        fields.known_ids(ledger),
        is_asking,
        proposals,
        says={"date": lambda _: date.strip()},
        answers=answers,
    )
    if not is_asking and "date" not in plain and _seen_date(said):
        click.echo(f"date: {said.date or 'none'}. {_seen_date(said)}")
    for name in doubts:
        candidates = in_words([f'"{text}"' for text in said.doubts[name]])
        interview.tell_once(f"The page contradicts itself about the {name}: {candidates}.")
    interview.require(needed)
    interview.explain()
    return interview


def _seen_date(said: PageMetadata) -> str:
    """Return a sentence that names the part of the page with the date, or ""."""
    if said.date_place:
        return f"The page gives the date in {said.date_place}."
    if said.changed:
        return f"The page only says that it was changed on {said.changed}."
    return ""


def _proposals(said: PageMetadata) -> dict[str, str]:
    """Return default answers: values from the page, and today's date."""
    proposals = {"author": said.author, "date": said.date, "urldate": today(), "origin": ""}
    proposals = {name: text for name, text in proposals.items() if name not in said.doubts}
    required = {"url": said.url, "title": said.title, "langid": said.language}
    return proposals | {name: text for name, text in required.items() if text}


def _needed(plain: Plain, proposals: dict[str, str], doubts: Collection[str]) -> list[Needed]:
    missing = {*missing_fields(Source, plain, {*proposals, "kind"}), *doubts}
    # The date may be empty if the page has none, but the user must say so.
    if "date" not in plain and not proposals.get("date"):
        missing.add("date")
    names = [name for name in ("url", *ASKED) if name in missing]
    return [(Source, name, "URL" if name == "url" else fields.option_of(name)) for name in names]


def _require_new(ledger: Ledger, address: str) -> None:
    for known in same_address(ledger, address):
        place = known.place.span()
        raise click.ClickException(
            f"This address is in use: {known.id} ({place.path}:{place.line}). Cite that key."
        )


def _publisher(
    ledger: Ledger,
    interview: Interview,
    given: Mapping[str, Any],
    address: str,
    names: dict[str, str],
) -> tuple[str, Plain]:
    """Return the publisher's id and, for a new publisher, its fields.

    The answers are added to ``names`` as options.
    """
    name = given["publisher_name"]
    host = host_of(address).rsplit(".", 1)[0].replace(".", " ")
    known = publisher_of(ledger, address, name)
    proposal = known or proposed_id(name or host, ledger.publishers, ledger.records.lang)
    says = "The source's publisher: an id in publishers.yaml, or a new id."
    identity = interview.new_id("publisher", given["publisher"], proposal, (), says)
    names["--publisher"] = identity
    if identity in ledger.publishers:
        return identity, {}
    if interview.is_asking:
        interview.tell(f'"{identity}" is a new publisher.')
    parts = {part: given[f"publisher_{part}"] for part in PUBLISHER}
    new = {part: text for part, text in parts.items() if text and part != "name"}
    new = fields.with_ids(Publisher, new, interview.known)
    proposals = {"name": name} if name else {}
    about = replace(interview, proposals=proposals, prefix="publisher_")
    for part in PUBLISHER:
        about.complete(Publisher, new, [part])
        names[f"--publisher-{part}"] = new[part]
    return identity, new


def _source_kind(publisher_kind: str) -> str:
    """Return the usual kind of source for a kind of publisher."""
    official = {"government": "primary", "international-body": "primary"}
    kind = official.get(publisher_kind, publisher_kind)
    return kind if kind in list(SourceKind) else SourceKind.OTHER.value


def _warn_of_similar(ledger: Ledger, interview: Interview, plain: Plain) -> None:
    day = When.parse(plain["date"]) if plain.get("date") else None
    if similar := like_sources(ledger, plain["title"], day):
        interview.tell("Similar sources with about the same date:")
        for known in similar:
            interview.tell(f"  {known.id}: {known.title}")
        interview.tell(LIKE)
        interview.confirm("Go on?")
