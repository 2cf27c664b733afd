"""``facts export``: writes the facts as open data, in standard formats."""

import sys
from pathlib import Path

import click

from build_tools.cli.codes import FOUND_ERRORS
from build_tools.facts.project import Project
from build_tools.facts.wording import counted


@click.command("export")
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path))
@click.option("--site-url", default="", help="The site's address, for links inside the files.")
@click.option("--site-name", default="Facts", show_default=True, help="The site's name.")
@click.pass_obj
def command(project: Project, folder: Path, site_url: str, site_name: str) -> None:
    """Write the open data (JSON, CSV, SQLite …) into a new FOLDER.

    Exits with 1 and writes nothing if the facts contain errors.
    """
    from build_tools import exports
    from build_tools.rules.check import check_project
    from build_tools.views.publication import Publication

    if folder.exists() and any(folder.iterdir()):
        raise click.UsageError(f"{folder} is not empty. Name a new folder.")
    checked = check_project(project)
    if checked.report.errors:
        errors = counted(len(checked.report.errors), "error")
        click.echo(
            f"Nothing was exported: the facts contain {errors}. Run `facts check` to see them.",
            err=True,
        )
        sys.exit(FOUND_ERRORS)
    exports.publish(folder, checked.ledger, Publication(site_url, site_name, ""))
    files = sum(path.is_file() for path in folder.rglob("*"))
    click.echo(f"Wrote {files} files to {folder}. {folder}/data/manifest.json lists them.")
