"""``facts diff``: shows how the facts differ between two revisions."""

import sys

import click

from build_tools.cli.codes import FOUND_ERRORS
from build_tools.facts.project import Project


@click.command("diff")
@click.argument("base")
@click.argument("head", required=False)
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "markdown", "json"]),
    default="text",
    show_default=True,
    help="The output format.",
)
@click.pass_obj
def command(project: Project, base: str, head: str | None, form: str) -> None:
    """Show how the facts differ between two git revisions.

    HEAD defaults to the working tree.

    Compares records, not files. Exits with 1 if a published verdict, number, date or quotation
    changed without an entry under `revisions`, or if a claim was removed without a redirect. If the
    base has new commits since your branch began, use:

        facts diff $(git merge-base main HEAD)
    """
    from build_tools.changes.forms import FORMATS
    from build_tools.changes.revisions import compare
    from build_tools.changes.trees import RevisionError

    try:
        comparison = compare(project, base, head)
    except RevisionError as error:
        raise click.UsageError(str(error)) from error
    click.echo(FORMATS[form](comparison, project.root), nl=False)
    if comparison.faults:
        sys.exit(FOUND_ERRORS)
