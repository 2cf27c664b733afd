"""``facts issue-forms``: writes the GitHub issue forms from the record models."""

import sys

import click

from build_tools.cli.codes import FOUND_ERRORS
from build_tools.facts.project import Project


@click.command("issue-forms")
@click.option("--check", is_flag=True, help="Write nothing; exit with 1 if a form is out of date.")
@click.pass_obj
def command(project: Project, check: bool) -> None:
    """Write the GitHub issue forms from the record models."""
    from build_tools.editing import issue_forms
    from build_tools.reports import block

    if not check:
        for path in issue_forms.write(project):
            click.echo(f"Wrote {path}")
        return
    stale = issue_forms.stale(project)
    for diagnostic in stale:
        click.echo(block(diagnostic, {}, project.root))
    if stale:
        sys.exit(FOUND_ERRORS)
