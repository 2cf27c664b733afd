"""``facts links``: checks the links within a built site, or its links to other sites."""

import sys
from pathlib import Path

import click

from build_tools.cli.codes import FOUND_ERRORS
from build_tools.facts.project import Project
from build_tools.facts.wording import counted


@click.command("links")
@click.argument("site", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option(
    "--external",
    is_flag=True,
    help="Check the external links instead, at a limited rate. "
    "Broken links do not change the exit status.",
)
@click.option(
    "--state",
    type=click.Path(dir_okay=False, path_type=Path),
    default=None,
    help="The file for the results of --external. Default: facts/links.json in the project.",
)
@click.option(
    "--todo",
    type=click.Path(dir_okay=False, path_type=Path),
    default=None,
    help="Write the links that need attention (broken, with no archived copy) to this JSON file.",
)
@click.option(
    "--with-linkchecker",
    is_flag=True,
    help="Also run linkchecker on external links. It follows redirects into private networks.",
)
@click.pass_obj
def command(
    project: Project,
    site: Path,
    external: bool,
    state: Path | None,
    todo: Path | None,
    with_linkchecker: bool,
) -> None:
    """Check every link within a built SITE.

    Our own check covers addresses, anchors and ids. linkchecker follows links from file to file.
    Exits with 1 if a link is broken.

    With --external, sends a request to each external address instead. The result is alive, moved,
    blocked, gone or unknown. A link is gone after failures on three days.

    With --with-linkchecker, also stores linkchecker's result for each external address. linkchecker
    accepts status 429 and pages that robots.txt excludes, ignores Retry-After, and follows
    redirects into private networks.
    """
    if external:
        _external(project, site, state or project.facts / "links.json", todo, with_linkchecker)
        return
    if state is not None or todo is not None or with_linkchecker:
        raise click.UsageError("--state, --todo and --with-linkchecker belong to --external.")
    has_errors = _internal(site)
    has_errors |= _by_linkchecker(site)
    if has_errors:
        sys.exit(FOUND_ERRORS)


def _internal(site: Path) -> bool:
    """Print the errors from our own check, and return whether there are any."""
    from build_tools.links.internal import check
    from build_tools.reports import block

    try:
        report = check(site)
    except OSError as error:
        raise click.UsageError(str(error)) from error
    lines: dict[str, list[str]] = {}
    for diagnostic in report:
        click.echo(block(diagnostic, lines, site))
    number = len(report.diagnostics)
    click.echo(f"Our own check: {counted(number, 'error')}.")
    return bool(number)


def _by_linkchecker(site: Path) -> bool:
    """Print the errors from linkchecker, and return whether there are any."""
    from build_tools.links import linkchecker

    try:
        errors = linkchecker.errors(linkchecker.follow_links(site, linkchecker.WITHOUT_ANCHORS))
    except linkchecker.LinkcheckerError as error:
        raise click.UsageError(str(error)) from error
    for address, page in errors:
        click.echo(f"linkchecker: {address} is broken (on {page})")
    click.echo(f"linkchecker: {counted(len(errors), 'error')}.")
    return bool(errors)


def _external(
    project: Project, site: Path, state: Path, todo: Path | None, with_linkchecker: bool
) -> None:
    import json
    from functools import partial

    from build_tools.facts import link_status
    from build_tools.facts.dates import today
    from build_tools.facts.reading import load_states, read
    from build_tools.links import external, linkchecker
    from build_tools.links.built_site import site_url_of
    from build_tools.links.url_check import Manners

    try:
        known = load_states(state, str(state))
        addresses = external.external_addresses(site, site_url_of(site))
    except link_status.LinkStatusError as error:
        raise click.UsageError(
            f"{state} cannot be read: {error} "
            "Restore an earlier copy, or delete the file to start again."
        ) from error
    except OSError as error:
        raise click.UsageError(str(error)) from error
    save = partial(link_status.save, state)
    states = external.check_addresses(addresses, known, today(), Manners(), click.echo, save)
    save(states)
    if with_linkchecker:
        try:
            rows = linkchecker.follow_links(site, external=True)
            states = external.add_linkchecker_results(states, rows)
        except linkchecker.LinkcheckerError as error:
            click.echo(f"{error} Its results are missing.", err=True)
    save(states)
    words = external.summary(states)
    gone = external.needs_attention(states, read(project)[0])
    click.echo("\n".join([words, *(f"broken, with no archived copy: {line}" for line in gone)]))
    if todo is not None:
        text = json.dumps({"words": words, "gone": gone}, indent=2, ensure_ascii=False)
        todo.write_text(text + "\n", encoding="utf-8")
