"""``facts build``: builds the whole site and replaces the previous one."""

import sys
from pathlib import Path

import click

from build_tools.cli.codes import FOUND_ERRORS
from build_tools.facts.project import Project


@click.command("build")
@click.option(
    "--strict/--no-strict",
    default=True,
    show_default=True,
    help="Publish nothing if there are errors. The previous site stays in place.",
)
@click.option(
    "--out",
    type=click.Path(file_okay=False, path_type=Path),
    default=None,
    help="The output folder: an empty folder or a previous site. Default: site/ in the project.",
)
@click.pass_obj
def command(project: Project, strict: bool, out: Path | None) -> None:
    """Build the site and replace the previous one in one step."""
    from build_tools.facts.reading.settings_faults import settings_faults
    from build_tools.reports import block
    from build_tools.site import publish

    # MkDocs would read the settings first, and report errors in its own format.
    if strict and (faults := list(settings_faults(project))):
        click.echo(
            "\n".join(block(fault, {}, project.root) for fault in faults), err=True, nl=False
        )
        click.echo("Nothing was published.", err=True)
        sys.exit(FOUND_ERRORS)
    site = (out or project.root / "site").resolve()
    try:
        code = publish.build(project.root, site, strict)
    except publish.NotReplaceableError as error:
        raise click.UsageError(str(error)) from error
    if code != 0:
        click.echo(f"Nothing was published, and {site} has not changed.", err=True)
        sys.exit(FOUND_ERRORS)
    click.echo(f"The site is in {site}.")
