"""``facts coverage``: counts the sentences that are accounted for, and the claims by verdict."""

import click

from build_tools.facts.project import Project


@click.command("coverage")
@click.option("--sentences", is_flag=True, help="List each sentence: id, first words, claims.")
@click.pass_obj
def command(project: Project, sentences: bool) -> None:
    """Count the sentences accounted for, and the claims by verdict."""
    from build_tools.reports import coverage_lines
    from build_tools.rules.check import check_project

    click.echo("\n".join(coverage_lines(check_project(project).ledger, sentences)))
