"""``facts schema``: prints or updates the JSON Schemas and the table of fields."""

from pathlib import Path

import click

from build_tools.cli.codes import CLEAN
from build_tools.facts.project import Project
from build_tools.facts.wording import did_you_mean, in_words


@click.command("schema")
@click.argument("kind", required=False)
@click.option(
    "--out",
    type=click.Path(file_okay=False, path_type=Path),
    help="Write <kind>.schema.json into this folder instead of printing.",
)
@click.option("--table", is_flag=True, help="Print the table of fields in Markdown.")
@click.option("--update", is_flag=True, help="Update schema/ and the table in CONTRIBUTING.md.")
@click.pass_obj
def command(project: Project, kind: str | None, out: Path | None, table: bool, update: bool) -> int:
    """Print the JSON Schema for a KIND of record.

    Without a KIND, lists all kinds, or writes all schemas with --out.
    """
    from build_tools.editing import schema

    if kind is not None and kind not in schema.KINDS:
        hint = did_you_mean(kind, schema.KINDS, f"the kinds are {in_words(schema.KINDS)}.")
        raise click.UsageError(f'There is no kind "{kind}". {hint}')
    kinds = (kind,) if kind else schema.KINDS
    if update:
        for path in schema.write_all(project):
            click.echo(f"updated: {project.name(path)}")
    elif table:
        click.echo(schema.field_table())
    elif out:
        out.mkdir(parents=True, exist_ok=True)
        for name, text in schema.schema_files(kinds).items():
            (out / name).write_text(text, encoding="utf-8")
            click.echo(f"written: {out / name}")
    elif kind:
        click.echo(schema.schema_text(kind), nl=False)
    else:
        click.echo("\n".join(schema.KINDS))
    return CLEAN
