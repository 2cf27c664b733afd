"""``facts start``: reads an article, and splits it into sentences that are still to do."""

import sys
from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from build_tools.cli.codes import FOUND_ERRORS
from build_tools.facts.nested_marks import within_marks
from build_tools.facts.project import Project
from build_tools.facts.reading.site_settings import site_settings
from build_tools.facts.wording import counted, first_words

if TYPE_CHECKING:
    from build_tools.editing.article_intake import Intake, LostSentence
    from build_tools.editing.second_line import Byline

_MAX_LEFT_OUT = 30


@click.command("start")
@click.argument("article", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--lang", help="The article's language (BCP 47). Default: the page's or the site's.")
@click.option("--title", help="The headline. Default: the page's headline, or the first line.")
@click.option("--publisher", help="The publisher's name.")
@click.option("--date", help="The date of publication (EDTF).")
@click.option("--url", help="The address where readers can find the article.")
@click.option("--id", "identity", help="The name of its folder. Default: based on the title.")
@click.pass_obj
def command(project: Project, /, article: Path, identity: str | None, **given: str | None) -> None:
    """Split an ARTICLE (a text or a saved page) into sentences.

    Writes the text and its sentences to seeds/, and marks each sentence as to do. Comments show the
    quotations, dates, numbers and names in each sentence. Lists the texts of a page that are not
    part of the article. If you edit the text, run the command again. Unchanged sentences keep their
    ids.
    """
    from build_tools.editing.article_intake import IntakeError, number_of_articles, taken_in
    from build_tools.editing.interface_language import interface_notes

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
    for line in (*_left_out(intake.left_out, intake.paths[0]), *_from_byline(intake.byline)):
        click.echo(line)
    for line in _lost(intake.lost):
        click.echo(line)
    for line in interface_notes(site_settings(project).lang):
        click.echo(line)
    click.echo(f"Next: check that {intake.paths[0]} contains the article and nothing else.")
    click.echo(f"If you edit the file, run `facts start {intake.paths[0]}` again.")
    if intake.is_by_length:
        click.echo(
            "We have no copy of the earlier text, and matched its sentences by their lengths:"
        )
        click.echo("check that each id still belongs to the same sentence.")
    for line in _next_claim(intake, number_of_articles(project)):
        click.echo(line)


def _next_claim(intake: "Intake", number: int) -> Iterator[str]:
    """Yield the next steps on a site with this number of articles."""
    if sentence := intake.next_sentence():
        named = sentence if number < 2 else f"{intake.identity}/{sentence}"
        yield f"Next: `facts new claim --sentence {named}` writes a claim."
    if number > 1 and intake.text_before is None:
        yield from _beside_others(intake.identity, number)


def _lost(sentences: "Sequence[LostSentence]") -> Iterator[str]:
    """Yield each sentence that is no longer in the text, and the claims that appear in it."""
    for sentence in sentences:
        words = f" “{within_marks(sentence.words)}”" if sentence.words else ""
        yield f"No longer in the text: {sentence.id}{words}"
        for path in sentence.claims:
            yield f"  {path} names it: correct `appears_in` there, or delete the claim."


def _left_out(texts: Sequence[str], path: str) -> Iterator[str]:
    """Yield the first words of each text on a page that is not part of its article."""
    if not texts:
        return
    yield "Left out, because these texts do not seem to be part of the article:"
    for text in texts[:_MAX_LEFT_OUT]:
        yield f"  “{within_marks(first_words(text, 9))}”"
    if (more := len(texts) - _MAX_LEFT_OUT) > 0:
        yield f"  and {counted(more, 'more text')}"
    yield f"If any of them is part of the article, add it to {path} and run the command again."


def _from_byline(byline: "Byline") -> Iterator[str]:
    """Yield the values that were read from the second line of a plain text."""
    for name, value in byline._asdict().items():
        if value:
            yield f"From the second line: {name} {value}. To replace it, use `--{name}`."


def _committed(root: Path, path: str) -> str:
    """Return the last committed text of a file in the project, or an empty text."""
    from build_tools.changes.trees import RevisionError, git

    try:
        return git(root, "cat-file", "blob", f"HEAD:./{path}").decode()
    except (RevisionError, UnicodeDecodeError):
        return ""


def _beside_others(identity: str, number: int) -> Iterator[str]:
    """Yield the next steps if the site has other articles."""
    yield "If this article makes a claim that is already in facts/claims/, add the sentence to the"
    yield "claim's `appears_in`."
    yield f"The site now checks {counted(number, 'article')}. coverage.html lists them all. This"
    yield f"article's page is coverage/{identity}.html."
    yield "Next: rename the menu entry of coverage.md in mkdocs.yml to “Articles”. If pages in"
    yield "content/ say “the article”, name the article there."
