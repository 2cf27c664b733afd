"""``facts capture``: stores the passages against which a source's quotations are checked."""

import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from build_tools.cli.codes import FOUND_ERRORS
from build_tools.facts.project import Project
from build_tools.facts.wording import clipped

if TYPE_CHECKING:
    from build_tools.facts.ledger import Ledger
    from build_tools.facts.records import Quotation, Source
    from build_tools.quotations.capture import Extracted
    from build_tools.quotations.matching import Match

MAX_BYTES = 5_000_000
AS_TEXT = "If you see the words in the source, save them as a .txt file and give it by --file."


@click.command("capture")
@click.argument("key")
@click.argument("address", metavar="[URL]", required=False)
@click.option(
    "--file",
    "file",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="A saved page (HTML, MHTML), PDF or plain text, in place of fetching the address.",
)
@click.pass_obj
def command(project: Project, key: str, address: str | None, file: Path | None) -> None:
    """Store the passages of a source that claims quote.

    First it checks that the quotations are there.

    Without URL or --file, the passages are cut anew from the text that an earlier capture left in
    .cache/. Exits with 0 when all quotations stand in the text, 1 when one does not or when the
    text was refused, 2 when used wrongly.
    """
    from build_tools.facts.ledger import Ledger
    from build_tools.facts.reading import read
    from build_tools.facts.wording import did_you_mean
    from build_tools.quotations.capture import Refused, store
    from build_tools.quotations.matching import FOUND

    ledger = Ledger(read(project)[0])
    source = ledger.sources.get(key)
    if source is None:
        hint = did_you_mean(key, ledger.sources, "add it to facts/sources/ first.")
        raise click.UsageError(f'There is no source "{key}". {hint}')
    if address and file:
        raise click.UsageError("Give a URL or --file, not both.")
    extracted, read_at = _extracted(project, ledger, source, address, file)
    today = datetime.now(UTC).date().isoformat()
    outcome = store(project, ledger, key, extracted, read_at, today)
    for claim, quote, match in outcome.matches:
        click.echo(f"{match.kind.value:15} {claim.id}: “{clipped(quote.text, 80)}”")
        for line in _explained(quote, match, extracted):
            click.echo(f"{'':15} {line}")
    if isinstance(outcome, Refused):
        for reason in outcome.reasons:
            click.echo(f"Refused: {reason}", err=True)
        click.echo("Nothing was stored.", err=True)
        sys.exit(FOUND_ERRORS)
    number = len(outcome.snapshot.passages)
    click.echo(f"Stored {number} {'passage' if number == 1 else 'passages'} in {outcome.path}.")
    if any(match.kind not in FOUND for _, _, match in outcome.matches):
        sys.exit(FOUND_ERRORS)


def _explained(quote: "Quotation", match: "Match", extracted: "Extracted") -> Iterator[str]:
    """Yield why a quotation is not found, where else its words stand, and what is nearest."""
    from build_tools.quotations.capture import place_elsewhere
    from build_tools.quotations.matching import FOUND, nearest

    if match.reason:
        yield match.reason
    if match.reason or match.kind in FOUND:
        return
    near, place = nearest(quote.text, extracted.text), place_elsewhere(quote, extracted)
    if place:
        yield f"These words stand in {place}, outside of its text. {AS_TEXT}"
    if near:
        yield f"nearest: “{clipped(near.passage, 120)}”: {'; '.join(near.differences)}"
    elif not place:
        yield f"Nothing like it stands in the text. {AS_TEXT}"


def _extracted(
    project: Project, ledger: "Ledger", source: "Source", address: str | None, file: Path | None
) -> "tuple[Extracted, str]":
    """Return the text of the page, and the address at which it was read."""
    from build_tools.quotations.capture import (
        Extracted,
        FetchError,
        FileError,
        earlier_text,
        fetch,
        from_file,
        from_page,
        from_text,
    )

    if file is not None:
        data = file.read_bytes()
        if len(data) > MAX_BYTES:
            raise click.UsageError(f"{file} is larger than {MAX_BYTES // 1_000_000} MB.")
        quotations = [item.quote.text for _, item in ledger.citing(source.id) if item.quote]
        try:
            return from_file(data, quotations), source.url
        except FileError as error:
            click.echo(f"Refused: {error}", err=True)
            sys.exit(FOUND_ERRORS)
    if address is None:
        earlier = earlier_text(project, ledger, source.id)
        if earlier is None:
            raise click.UsageError(
                f"No earlier text of {source.id} is kept here. Give its URL ({source.url}) or "
                "--file with the saved page."
            )
        snapshot = ledger.snapshots[source.id]
        return Extracted(earlier, snapshot.tool), snapshot.address
    _same_host(source, address)
    try:
        fetched = fetch(address)
        _same_host(source, fetched.address)
        return (from_page if fetched.is_page else from_text)(fetched.text), fetched.address
    except (FetchError, FileError) as error:
        click.echo(f"Refused: {error}", err=True)
        sys.exit(FOUND_ERRORS)


def _same_host(source: "Source", address: str) -> None:
    """Refuse an address on a different host than the source, or than its archived copy."""
    from urllib.parse import urlsplit

    def host(url: str) -> str:
        return (urlsplit(url).hostname or "").removeprefix("www.")

    known = {host(url) for url in (source.url, source.archiveurl) if url}
    if host(address) not in known:
        named = host(address) or address
        where = ", ".join(sorted(known))
        raise click.UsageError(f"{named} is not where {source.id} stands: {where}.")
