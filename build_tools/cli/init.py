"""``facts init``: creates a new site from a few small files."""

import shlex
from pathlib import Path

import click

from build_tools.facts.records import LANGUAGE


@click.command("init")
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path), default=".")
@click.option("--name", help="The site's name. Default: the folder's name.")
@click.option("--lang", default="en", show_default=True, help="The site's language (BCP 47).")
def command(folder: Path, name: str | None, lang: str) -> None:
    """Create a new site in FOLDER (default: this folder).

    Writes the settings, two pages, the list of packages, a .gitignore and a workflow that publishes
    the site. Does not change existing files.
    """
    from build_tools.editing.interface_language import interface_notes
    from build_tools.editing.starter import starter_files, write_starter

    if not LANGUAGE.fullmatch(lang):
        raise click.BadParameter("Write a code such as en, es or pt-BR.", param_hint="'--lang'")
    name = " ".join((name or _name_of(folder)).split())
    for path, is_new in write_starter(folder, starter_files(name, lang)):
        click.echo(f"{'Written' if is_new else 'Left as it is'}: {path}")
    for line in interface_notes(lang):
        click.echo(line)
    if folder.resolve() != Path.cwd().resolve():
        click.echo(f"Next: cd {shlex.quote(str(folder))}")
    click.echo(f"Next: `facts start article.txt --lang {lang}` splits an article into sentences.")
    click.echo("`facts build` makes the site in site/.")


def _name_of(folder: Path) -> str:
    """Return a name for a site, derived from its folder's name."""
    words = folder.resolve().name.replace("-", " ").replace("_", " ").split()
    return " ".join(words).capitalize() or "A new site"
