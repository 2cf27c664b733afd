"""``facts check``: what is wrong with the facts, where, and what to do."""

import sys

import click

from build_tools.cli.codes import FOUND_ERRORS
from build_tools.reading import Home


@click.command("check")
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "github", "json"]),
    default="text",
    show_default=True,
    help="How to print what was found.",
)
@click.pass_obj
def command(home: Home, form: str) -> None:
    """Check every record, citation and quotation.

    Exits with 0 when clean, 1 when there are errors, 2 when used wrongly, 3 on a fault of ours.
    """
    from build_tools.assembly import examine
    from build_tools.reporting import FORMATS

    checked = examine(home)
    click.echo(FORMATS[form](checked.report, checked.counts, home.root), nl=False)
    if checked.report.errors:
        sys.exit(FOUND_ERRORS)
