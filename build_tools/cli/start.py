"""``facts start``: reads an article and splits it into sentences, all marked to do."""

import sys
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import click

from build_tools.cli.codes import FOUND_ERRORS
from build_tools.facts.project import Project
from build_tools.facts.wording import counted


@click.command("start")
@click.argument("article", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--lang", help="Its language (BCP 47). Default: the page's, or the site's.")
@click.option("--title", help="Its headline. Default: the page's, or the first line.")
@click.option("--publisher", help="Who published it.")
@click.option("--date", help="When it was published (EDTF).")
@click.option("--url", help="Where readers can find it.")
@click.option("--id", "identity", help="The name of its folder. Default: proposed from the title.")
@click.pass_obj
def command(project: Project, /, article: Path, identity: str | None, **given: str | None) -> None:
    """Split an ARTICLE (a text or a saved page) into sentences.

    Writes the text and its sentences to seeds/, and marks each sentence as to do. Comments show its
    quotations, dates, numbers and names. If you edit the text, run the command again: sentences
    keep their ids.
    """
    from build_tools.editing.article_intake import IntakeError, number_of_articles, taken_in

    try:
        intake = taken_in(project, article, identity, given, partial(_committed, project.root))
    except IntakeError as error:
        raise click.UsageError(str(error)) from error
    for line in intake.lines():
        click.echo(line)
    if errors := intake.write(project):
        from build_tools.reports import block

        lines: dict[str, list[str]] = {}
        for fault in errors:
            click.echo(block(fault, lines, project.root), err=True)
        sys.exit(FOUND_ERRORS)
    for path in intake.paths:
        click.echo(f"Written: {path}")
    click.echo(f"Next: check that {intake.paths[0]} is the article and nothing else. If you edit")
    click.echo(f"it, run `facts start {intake.paths[0]}` again.")
    if intake.is_by_length:
        click.echo(
            "We have no copy of the earlier text, and matched its sentences by their lengths:"
        )
        click.echo("check that each id still belongs to the same sentence.")
    number = number_of_articles(project)
    if sentence := intake.next_sentence():
        named = sentence if number < 2 else f"{intake.identity}/{sentence}"
        click.echo(f"Next: `facts new claim --sentence {named}` writes a claim.")
    if number < 2:
        return
    if intake.text_before is None:
        for line in _beside_others(intake.identity, number):
            click.echo(line)


def _committed(root: Path, path: str) -> str:
    """Return the last committed text of a file of the project; an empty one if there is none."""
    from build_tools.changes.trees import RevisionError, git

    try:
        return git(root, "cat-file", "blob", f"HEAD:./{path}").decode()
    except (RevisionError, UnicodeDecodeError):
        return ""


def _beside_others(identity: str, number: int) -> Iterator[str]:
    """Yield the notes to print if the site has other articles."""
    yield "If this article makes a claim that is in facts/claims/ already, add the sentence to its"
    yield "`appears_in`."
    yield f"The site now checks {counted(number, 'article')}. coverage.html lists them, and this"
    yield f"one has the page coverage/{identity}.html."
    yield "Next: rename the menu entry of coverage.md in mkdocs.yml to “Articles”. If pages in"
    yield "content/ say “the article”, say which one."
