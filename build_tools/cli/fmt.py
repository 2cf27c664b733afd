"""``facts fmt``: formats record files."""

import sys
from pathlib import Path

import click

from build_tools.cli.codes import FOUND_ERRORS
from build_tools.facts.project import Project


@click.command("fmt")
@click.option("--check", is_flag=True, help="Write nothing; exit with 1 if a file would change.")
@click.option(
    "--migrate", is_flag=True, help="First update the site to the version of this engine."
)
@click.argument("paths", nargs=-1, type=click.Path(exists=True, path_type=Path))
@click.pass_obj
def command(project: Project, check: bool, migrate: bool, paths: tuple[Path, ...]) -> None:
    """Format records and sources, and keep comments.

    PATHS are files or folders. Without PATHS, formats the whole project. The content of a record
    never changes.
    """
    from build_tools.editing.fmt import formatted_files
    from build_tools.reports import block

    if migrate:
        _migrate(project, check)
    files = list(formatted_files(project, paths))
    if not files and paths:
        raise click.UsageError(
            "None of these is a record file. Record files are in facts/ and seeds/."
        )
    lines: dict[str, list[str]] = {}
    for file in files:
        for diagnostic in file.diagnostics:
            click.echo(block(diagnostic, lines, project.root), err=True)
        if file.changes:
            click.echo(f"{'would change' if check else 'formatted'}: {file.file.name}")
            if file.text is not None and not check:
                Path(file.file.path).write_bytes(file.text.encode())
    changed = sum(file.changes for file in files)
    faulty = sum(bool(file.diagnostics) for file in files)
    verb = "would change" if check else "changed"
    click.echo(f"{len(files)} files: {changed} {verb}, {faulty} could not be read.")
    if faulty or (check and changed):
        sys.exit(FOUND_ERRORS)


def _migrate(project: Project, check: bool) -> None:
    from build_tools.editing.migration import NewerSiteError, migrated_files

    try:
        files = migrated_files(project)
    except NewerSiteError as error:
        raise click.UsageError(str(error)) from error
    for path, text in files.items():
        click.echo(f"{'would change' if check else 'migrated'}: {project.name(path)}")
        if not check:
            path.write_text(text, encoding="utf-8", newline="\n")
    if check and files:
        sys.exit(FOUND_ERRORS)
