"""``facts links``: does every address of the built site lead somewhere?"""

import sys
from pathlib import Path

import click

from build_tools.cli.codes import FOUND_ERRORS
from build_tools.facts.reading import Project


@click.command("links")
@click.argument("site", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option(
    "--external",
    is_flag=True,
    help="Ask each address outside of the site instead, politely; never fails for what it finds.",
)
@click.option(
    "--state",
    type=click.Path(dir_okay=False, path_type=Path),
    default=None,
    help="Where --external keeps what it learnt; facts/links.json in the project by default.",
)
@click.option(
    "--todo",
    type=click.Path(dir_okay=False, path_type=Path),
    default=None,
    help="Write as JSON what --external leaves to people: what is gone and has no archive.",
)
@click.option(
    "--linkchecker/--no-linkchecker",
    "beside",
    default=True,
    show_default=True,
    help="Let linkchecker look too, where it is installed.",
)
@click.pass_obj
def command(
    project: Project,
    site: Path,
    external: bool,
    state: Path | None,
    todo: Path | None,
    beside: bool,
) -> None:
    """Check every link, anchor and id within a built SITE: by a check of ours and by linkchecker.

    Exits with 1 when one leads nowhere. With --external, each address elsewhere is asked once:
    it is alive, moved, blocked, gone or unknown; gone only after failures on three days. What
    linkchecker cannot do and ours does: it takes 429 and what robots.txt refuses for valid, does
    not wait as Retry-After asks, knows no private nets, and follows redirects into them. Its
    verdict stands beside ours. Inside it follows links from file to file: it would read a page
    again for each of its anchors, so those are for our own check.
    """
    if external:
        _external(project, site, state or project.facts / "links.json", todo, beside)
        return
    if state is not None or todo is not None:
        raise click.UsageError("--state and --todo belong to --external.")
    wrong = _inside(site)
    if beside:
        wrong |= _by_linkchecker(site)
    if wrong:
        sys.exit(FOUND_ERRORS)


def _inside(site: Path) -> bool:
    from build_tools.links.internal import check
    from build_tools.reports import block

    try:
        report = check(site)
    except OSError as error:
        raise click.UsageError(str(error)) from error
    lines: dict[str, list[str]] = {}
    for one in report:
        click.echo(block(one, lines, site))
    number = len(report.diagnostics)
    click.echo(f"Our own check: {number} faults." if number else "Our own check: no fault.")
    return bool(number)


def _by_linkchecker(site: Path) -> bool:
    from build_tools.links import linkchecker

    if not linkchecker.is_installed():
        click.echo("linkchecker is not installed here, so nothing was checked by it.")
        return False
    try:
        found = linkchecker.faults(linkchecker.followed(site, linkchecker.WITHOUT_ANCHORS))
    except linkchecker.LinkcheckerError as error:
        raise click.UsageError(str(error)) from error
    for address, page in found:
        click.echo(f"linkchecker: {address} leads nowhere (on {page})")
    click.echo(f"linkchecker: {len(found)} faults." if found else "linkchecker: no fault.")
    return bool(found)


def _external(
    project: Project, site: Path, state: Path, todo: Path | None, with_linkchecker: bool
) -> None:
    import json
    from datetime import UTC, datetime
    from functools import partial

    from build_tools.facts import link_status
    from build_tools.facts.reading import load_states, read
    from build_tools.links import external, linkchecker
    from build_tools.links.built_site import site_url_of
    from build_tools.links.url_check import Manners

    try:
        known = load_states(state, str(state))
        addresses = external.cited(site, site_url_of(site))
    except link_status.LinkStatusError as error:
        raise click.UsageError(
            f"{state} cannot be read as states of addresses: {error} "
            "Restore it from an earlier copy, or remove it to begin anew."
        ) from error
    except OSError as error:
        raise click.UsageError(str(error)) from error
    today = datetime.now(UTC).date().isoformat()
    keep = partial(link_status.save, state)
    after = external.look(addresses, known, today, Manners(), click.echo, keep)
    keep(after)
    if with_linkchecker and linkchecker.is_installed():
        try:
            after = external.beside(after, linkchecker.followed(site, outside=True))
        except linkchecker.LinkcheckerError as error:
            click.echo(f"{error} Its verdicts are missing.", err=True)
    elif with_linkchecker:
        click.echo("linkchecker is not installed here, so its verdict is missing.")
    keep(after)
    words = external.summary(after)
    left = external.needs_attention(after, read(project)[0])
    click.echo("\n".join([words, *(f"gone, and no archive is known: {one}" for one in left)]))
    if todo is not None:
        told = json.dumps({"words": words, "gone": left}, indent=2, ensure_ascii=False)
        todo.write_text(told + "\n", encoding="utf-8")
