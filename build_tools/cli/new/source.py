"""``facts new source``: an entry in its publisher's .bib file, filled from the saved page."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from build_tools.facts.reading import Project

if TYPE_CHECKING:
    from pydantic import BaseModel

    from build_tools.cli.new.prompts import Asker
    from build_tools.editing.page_metadata import PageMetadata
    from build_tools.facts.ledger import Ledger
    from build_tools.rules.check import Checked as Facts

NEEDED = ("title", "date", "langid", "kind", "publisher")
LIKE = (
    "If it is the same story, name whose story it is in both entries, as `origin`: by --origin "
    "here, in its .bib file there. Otherwise they count as two voices."
)

Given = dict[str, str | None]


@click.command("source")
@click.argument("url", required=False)
@click.option(
    "--file",
    "page",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="The page as saved from the browser: title, date and publisher are taken from it.",
)
@click.option("--title", help="In [brackets] where you did not see it as published.")
@click.option("--author", help="Where one is named.")
@click.option("--date", help='When it was published (EDTF); "" where the page does not say.')
@click.option("--urldate", help="When you read it; today by default.")
@click.option("--langid", help="Its language (BCP 47).")
@click.option("--kind", help="primary, agency, broadcaster, newspaper, reference, research …")
@click.option("--origin", help="Whose story it is, where the publisher only carries it.")
@click.option("--publisher", help="The publisher's id; a new one is added to the vocabulary.")
@click.option("--publisher-name", help="Of a new publisher.")
@click.option("--publisher-country", help="Of a new publisher (ISO 3166 alpha-2, or 001).")
@click.option("--publisher-kind", help="Of a new publisher.")
@click.option("--id", "key", help="The key; proposed from publisher, date and title.")
@click.option("--yes", is_flag=True, help="Ask nothing; take what is proposed.")
@click.pass_obj
def source(
    project: Project, /, url: str | None, page: Path | None, yes: bool, **given: str | None
) -> None:
    """Add a source to its publisher's .bib file.

    Save the page in your browser and name it with --file: nothing is fetched.
    """
    from build_tools.cli.new.prompts import Asker, can_prompt
    from build_tools.editing.page_metadata import PageMetadata, metadata_of_file
    from build_tools.facts.records import Source
    from build_tools.rules.check import examine

    checked = examine(project)
    ledger = checked.ledger
    said = metadata_of_file(page) if page else PageMetadata()
    complete = bool(url or said.url) and all(given[name] is not None for name in NEEDED)
    asker = Asker(is_asking=not yes and not complete and can_prompt())
    asker.need(_missing(ledger, {**given, "url": url}, said))
    address = asker.text(Source, "url", url, proposal=said.url or None)
    _hold_new_address(ledger, address)
    publisher, new_publisher = _publisher(ledger, asker, given, address, said)
    fields = _fields(ledger, asker, given, said, address, publisher, new_publisher)
    _warn_of_like(ledger, asker, fields)
    _finish(project, checked, asker, publisher, new_publisher, given["key"], fields)


def _missing(
    ledger: Ledger, given: Given, said: PageMetadata
) -> Iterator[tuple[str, type[BaseModel], str]]:
    """Yield what neither the options nor the page say: the option, and the field that it fills."""
    from build_tools.editing.drafts import publisher_of
    from build_tools.facts.records import Publisher, Source

    found = {"url": said.url, "title": said.title, "date": said.date, "langid": said.language}
    for name, proposal in found.items():
        if given[name] is None and not proposal:
            yield name, Source, name
    name = given["publisher_name"] or said.publisher
    address = given["url"] or said.url
    if (given["publisher"] or publisher_of(ledger, address, name)) in ledger.publishers:
        return
    for part, proposal in (("name", name), ("country", ""), ("kind", "")):
        if not given[f"publisher_{part}"] and not proposal:
            yield f"publisher_{part}", Publisher, part


def _hold_new_address(ledger: Ledger, address: str) -> None:
    from build_tools.editing.similarity import same_address

    for held in same_address(ledger, address):
        place = held.place.span()
        raise click.ClickException(
            f"This address is held already: {held.id} ({place.path}:{place.line}). Cite that key."
        )


def _publisher(
    ledger: Ledger, asker: Asker, given: Given, address: str, said: PageMetadata
) -> tuple[str, dict[str, str]]:
    """Return the publisher's id and, where it is a new one, its fields."""
    from build_tools.editing.drafts import host_of, proposed_id, publisher_of
    from build_tools.facts.records import Publisher, Source

    known = publisher_of(ledger, address, given["publisher_name"] or said.publisher)
    host = host_of(address).rsplit(".", 1)[0].replace(".", " ")
    name = given["publisher_name"] or said.publisher
    proposal = known or proposed_id(name or host, ledger.publishers)
    says = "Who publishes it: an id in publishers.yaml, or a new one."
    identity = asker.text(
        Source, "origin", given["publisher"], proposal=proposal, option="publisher", says=says
    )
    if identity in ledger.publishers:
        return identity, {}
    if asker.is_asking:
        click.echo(f'"{identity}" is a new publisher.')
    fields = {}
    for field, guess in (("name", name or None), ("country", None), ("kind", None)):
        option = f"publisher_{field}"
        fields[field] = asker.text(Publisher, field, given[option], proposal=guess, option=option)
    return identity, fields


def _fields(
    ledger: Ledger,
    asker: Asker,
    given: Given,
    said: PageMetadata,
    address: str,
    publisher: str,
    new_publisher: dict[str, str],
) -> dict[str, str]:
    from build_tools.facts.records import Source

    publisher_kind = new_publisher.get("kind") or ledger.publishers[publisher].kind.value
    proposals: dict[str, str | None] = {
        "title": said.title or None,
        "author": said.author,
        "date": said.date,
        "urldate": datetime.now(UTC).date().isoformat(),
        "langid": said.language or None,
        "kind": _source_kind(publisher_kind),
        "origin": "",
    }
    known = {*ledger.origins, *ledger.publishers}
    fields = {"url": address}
    for name, proposal in proposals.items():
        ids = known if name == "origin" else None
        fields[name] = asker.text(Source, name, given[name], proposal=proposal, known=ids)
    return {name: text for name, text in fields.items() if text}


def _source_kind(publisher_kind: str) -> str:
    """Return the kind that a publisher's sources mostly are."""
    from build_tools.facts.records import SourceKind

    official = {"government": "primary", "international-body": "primary"}
    named = official.get(publisher_kind, publisher_kind)
    return named if named in list(SourceKind) else SourceKind.OTHER.value


def _warn_of_like(ledger: Ledger, asker: Asker, fields: dict[str, str]) -> None:
    from build_tools.editing.similarity import like_sources
    from build_tools.facts.dates import When

    day = When.parse(fields["date"]) if "date" in fields else None
    if alike := like_sources(ledger, fields["title"], day):
        click.echo("Much like it, and of about the same day:")
        for one in alike:
            click.echo(f"  {one.id}: {one.title}")
        click.echo(LIKE)
        asker.go_on("Go on?")


def _finish(
    project: Project,
    checked: Facts,
    asker: Asker,
    publisher: str,
    new_publisher: dict[str, str],
    given_key: str | None,
    fields: dict[str, str],
) -> None:
    from build_tools.cli.new.prompts import write_all
    from build_tools.editing.drafts import entry_draft, proposed_key, source_draft

    ledger = checked.ledger
    proposal = proposed_key(publisher, fields.get("date"), fields["title"], ledger.sources)
    says = "The key by which claims cite it."
    key = asker.new_id(given_key, proposal, ledger.sources, says, option="key")
    drafts = [source_draft(project, publisher, key, fields)]
    if new_publisher:
        drafts.append(entry_draft(project, "publishers", publisher, new_publisher))
    write_all(project, ledger, checked.report, drafts)
    click.echo(f"Next: cite {key} from a claim (`facts new claim`), then `facts check`.")
    click.echo(
        f"Where a claim quotes it, `facts capture {key} --file page.html` stores the passage; "
        f"`facts show {key}` shows it."
    )
