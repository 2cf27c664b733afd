"""``facts capture``: stores the passages against which a source's quotations are checked."""

import sys
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import click

from build_tools.cli.codes import FOUND_ERRORS
from build_tools.facts.project import Project
from build_tools.facts.wording import clipped

if TYPE_CHECKING:
    from build_tools.facts.ledger import Ledger
    from build_tools.facts.records import Quotation, Snapshot, Source
    from build_tools.quotations.capture import Extracted, Reading
    from build_tools.quotations.matching import Match

MAX_BYTES = 5_000_000
AS_TEXT = "If you can see the words in the source, save them as a .txt file and use --file."

_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.command("capture")
@click.argument("key", required=False)
@click.argument("address", metavar="[URL]", required=False)
@click.option(
    "--file",
    "file",
    type=_FILE,
    help="A saved page (HTML, MHTML), a PDF or the whole text, instead of fetching the URL.",
)
@click.option(
    "--excerpt",
    "excerpts",
    type=_FILE,
    multiple=True,
    help="The part of the page's text that you saw: plain text in UTF-8, at least 40 words. "
    "[repeatable]",
)
@click.option("--seen-at", metavar="ADDRESS", help="The address where you saw the excerpt.")
@click.option("--seen-on", metavar="DATE", help="The day when you saw the excerpt (YYYY-MM-DD).")
@click.option(
    "--other-copy",
    is_flag=True,
    help="State that the excerpt is from a different copy of the page, not at the "
    "source's own address. Pages show this.",
)
@click.option(
    "--queue",
    "is_queue",
    is_flag=True,
    help="List the sources without stored words, the most cited sources first.",
)
@click.pass_obj
def command(
    project: Project,
    key: str | None,
    address: str | None,
    file: Path | None,
    excerpts: tuple[Path, ...],
    seen_at: str | None,
    seen_on: str | None,
    other_copy: bool,
    is_queue: bool,
) -> None:
    """Store the passages that claims quote from the source KEY.

    Checks first that the text contains the quotations.

    Without a URL or --file, reads the text that `facts capture` or `facts new source --file` kept
    in .cache/ earlier. If no claim quotes the source yet, only keeps the text in .cache/. Then
    `facts new claim` finds your quotations in the text and stores their passages.

    If you saw only a part of the page, for example in a stored copy, put the text into a file and
    use --excerpt, --seen-at and --seen-on. If you saw several separate parts, repeat --excerpt.
    From an excerpt, only the quoted words and up to twelve words on each side are stored. Pages say
    that the quotations were checked against an excerpt.

    Exit status: 0 all quotations found, 1 a quotation not found or the text refused, 2 wrong usage.
    """
    from build_tools.facts.ledger import Ledger
    from build_tools.facts.reading import read
    from build_tools.facts.wording import did_you_mean

    ledger = Ledger(read(project)[0])
    if is_queue:
        if key:
            raise click.UsageError("Give a KEY or --queue, not both.")
        _print_queue(ledger)
        return
    if key is None:
        raise click.UsageError(
            "Give the KEY of a source, or --queue to list sources without stored words."
        )
    source = ledger.sources.get(key)
    if source is None:
        hint = did_you_mean(key, ledger.sources, "add it to facts/sources/ first.")
        raise click.UsageError(f'There is no source "{key}". {hint}')
    _check_options(address, file, excerpts, seen_at, seen_on, other_copy)
    if excerpts:
        assert seen_at is not None
        assert seen_on is not None
        seen = _excerpt_of(source, excerpts, seen_at, seen_on, other_copy)
    elif address or file:
        seen = _page_of(ledger, source, address, file)
    else:
        seen = _earlier(project, ledger, source)
    _store(project, ledger, source, *seen)


def _print_queue(ledger: "Ledger") -> None:
    """Print the number of citing claims, the key and the address of each source in the queue."""
    from build_tools.quotations.passages import queue

    waiting = queue(ledger)
    for missing in waiting:
        source = ledger.sources.get(missing.source)
        address = source.url if source else "(unknown source)"
        click.echo(f"{len(missing.claims):4}  {missing.source}  {address}")
    sources = "1 source" if len(waiting) == 1 else f"{len(waiting)} sources"
    click.echo(f"{sources} without stored words for some evidence.")


def _check_options(
    address: str | None,
    file: Path | None,
    excerpts: Sequence[Path],
    seen_at: str | None,
    seen_on: str | None,
    other_copy: bool,
) -> None:
    """Refuse options that exclude each other."""
    if address and file:
        raise click.UsageError("Give a URL or --file, not both.")
    if excerpts and (address or file):
        raise click.UsageError("Give a page (URL or --file) or --excerpt, not both.")
    if excerpts and not (seen_at and seen_on):
        raise click.UsageError("Say where and when you saw the excerpt: --seen-at and --seen-on.")
    if not excerpts and (seen_at or seen_on or other_copy):
        raise click.UsageError("--seen-at, --seen-on and --other-copy need --excerpt.")


def _store(
    project: Project,
    ledger: "Ledger",
    source: "Source",
    extracted: "Extracted",
    reading: "Reading",
) -> None:
    """Store the passages, and print each quotation and its class. Exit with 1 if a quotation
    fails.
    """
    from build_tools.quotations.capture import Refused, store
    from build_tools.quotations.matching import FOUND

    if not any(item.quote for _, item in ledger.citing(source.id)):
        _keep(project, source, extracted, reading)
        return
    outcome = store(project, ledger, source.id, extracted, reading)
    for claim, quote, match in outcome.matches:
        click.echo(f"{match.kind.value:15} {claim.id}: “{clipped(quote.text, 80)}”")
        for line in _explained(quote, match, extracted):
            click.echo(f"{'':15} {line}")
    if isinstance(outcome, Refused):
        _refuse(outcome.reasons)
        sys.exit(FOUND_ERRORS)
    _tell_edges(outcome.snapshot)
    number = len(outcome.snapshot.passages)
    click.echo(f"Stored {number} {'passage' if number == 1 else 'passages'} in {outcome.path}.")
    if any(match.kind not in FOUND for _, _, match in outcome.matches):
        sys.exit(FOUND_ERRORS)


def _keep(project: Project, source: "Source", extracted: "Extracted", reading: "Reading") -> None:
    """Keep the text of a source without quotations in ``.cache/``. Exit with 1 if it is refused."""
    from build_tools.quotations.capture import keep

    if reasons := keep(project, source.id, extracted, reading):
        _refuse(reasons)
        sys.exit(FOUND_ERRORS)
    click.echo(
        f"No claim quotes {source.id} yet, so nothing was stored in facts/. The text is kept in "
        ".cache/. `facts new claim` finds your quotation there and stores its passage."
    )


def _refuse(reasons: Sequence[str]) -> None:
    for reason in reasons:
        click.echo(f"Refused: {reason}", err=True)
    click.echo("Nothing was stored.", err=True)


def _tell_edges(snapshot: "Snapshot") -> None:
    """For each quotation, print a line for each side that is close to the excerpt's edge."""
    from build_tools.facts.wording import clipped

    for passage in snapshot.passages:
        for side in passage.unseen:
            click.echo(
                f"{'at the edge':15} The excerpt ends within twelve words {side} the quotation in "
                f"“{clipped(passage.text, 80)}”. We cannot rule out a denial beyond the end. "
                "Give a longer excerpt if you can."
            )


def _excerpt_of(
    source: "Source", files: Sequence[Path], seen_at: str, seen_on: str, other_copy: bool
) -> "tuple[Extracted, Reading]":
    """Return the excerpt, and where and when the user saw it."""
    from build_tools.facts.records import TextKind
    from build_tools.facts.wording import web_address
    from build_tools.quotations.capture import Reading, from_excerpts

    texts = [_text_of(file) for file in files]
    if web_address(seen_at) is None:
        raise click.UsageError(f"{seen_at} is not an address. Give a full http or https address.")
    if source.is_at(seen_at) == other_copy:
        if other_copy:
            raise click.UsageError(
                f"{seen_at} is the address of {source.id} itself. Leave out --other-copy."
            )
        raise click.UsageError(
            f"{seen_at} is not the address of {source.id} ({source.url}). If you saw another copy "
            "of the page there, add --other-copy. The snapshot and the pages then show this."
        )
    return from_excerpts(texts), Reading(
        seen_at, _day(source, seen_on), TextKind.EXCERPT, other_copy
    )


def _explained(quote: "Quotation", match: "Match", extracted: "Extracted") -> Iterator[str]:
    """Yield lines: why the text lacks a quotation, where the words are, and the nearest passage."""
    from build_tools.quotations.capture import place_elsewhere
    from build_tools.quotations.matching import FOUND, nearest, no_denials

    if match.reason:
        yield match.reason
    if match.kind in FOUND and (unsought := no_denials(quote.lang)):
        yield unsought
    if match.reason or match.kind in FOUND:
        return
    near, place = nearest(quote.text, extracted.text), place_elsewhere(quote, extracted)
    if place:
        yield f"These words are in {place}, not in its text. {AS_TEXT}"
    if near:
        yield f"nearest: “{clipped(near.passage, 120)}”: {'; '.join(near.differences)}"
    elif not place:
        yield f"The text contains nothing similar. {AS_TEXT}"


def _text_of(file: Path) -> str:
    try:
        text = read_page(file).decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise click.UsageError(f"{file} is not text in UTF-8.") from error
    if text.lstrip()[:1] == "<":
        raise click.UsageError(f"{file} is a page, not plain text. Give a whole page with --file.")
    return text


def read_page(file: Path) -> bytes:
    """Return the bytes of a saved page. Raise a UsageError if there are more than ``MAX_BYTES``."""
    data = file.read_bytes()
    if len(data) > MAX_BYTES:
        raise click.UsageError(f"{file} is larger than {MAX_BYTES // 1_000_000} MB.")
    return data


def _day(source: "Source", text: str) -> str:
    """Return the ISO date. Refuse a day in the future or before the source was published."""
    from build_tools.facts.dates import When, today

    try:
        day = date.fromisoformat(text)
    except ValueError as error:
        raise click.UsageError(
            f'Write the day of --seen-on as YYYY-MM-DD, not "{text}".'
        ) from error
    # In the source's time zone, the next day may already have begun.
    if day > date.fromisoformat(today()) + timedelta(days=1):
        raise click.UsageError(f"--seen-on {day} is in the future.")
    if source.date and When.parse(day.isoformat()).before_in_every_zone(source.date):
        published = source.date.words()
        raise click.UsageError(f"--seen-on {day} is before {source.id} was published: {published}.")
    return day.isoformat()


def _earlier(project: Project, ledger: "Ledger", source: "Source") -> "tuple[Extracted, Reading]":
    """Return the text that an earlier command kept in ``.cache/``, if the text is unchanged."""
    from build_tools.quotations.capture import kept_text

    kept = kept_text(project, ledger, source.id)
    if kept is None:
        raise click.UsageError(
            f".cache/ contains no text of {source.id}. Give its URL ({source.url}), or --file "
            "with the saved page."
        )
    return kept


def _page_of(
    ledger: "Ledger", source: "Source", address: str | None, file: Path | None
) -> "tuple[Extracted, Reading]":
    """Return the text of a saved or fetched page, its address and today's date."""
    from build_tools.facts.dates import today
    from build_tools.quotations.capture import (
        FetchError,
        FileError,
        Reading,
        fetch,
        from_file,
        from_page,
        from_text,
    )

    reading = Reading(source.url, today())
    try:
        if file is not None:
            quotations = [item.quote.text for _, item in ledger.citing(source.id) if item.quote]
            return from_file(read_page(file), quotations), reading
        assert address is not None
        _same_host(source, address)
        fetched = fetch(address)
        _same_host(source, fetched.address)
        extracted = (from_page if fetched.is_page else from_text)(fetched.text)
        return extracted, replace(reading, address=fetched.address)
    except (FetchError, FileError) as error:
        click.echo(f"Refused: {error}", err=True)
        sys.exit(FOUND_ERRORS)


def _same_host(source: "Source", address: str) -> None:
    """Refuse an address that is not on the host of the source or of its archived copy."""
    from build_tools.facts.addresses import host_of

    known = {host_of(url) for url in (source.url, source.archiveurl) if url}
    if host_of(address) not in known:
        named = host_of(address) or address
        where = ", ".join(sorted(known))
        raise click.UsageError(f"{source.id} is not at {named}, but at {where}.")
