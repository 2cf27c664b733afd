"""``facts release``: writes a version into the changelog, with the root hash."""

import json
import re
import sys

import click

from build_tools.cli.codes import FOUND_ERRORS
from build_tools.facts.project import Project
from build_tools.facts.wording import counted

CHANGELOG = "CHANGELOG.md"
_HEAD = """# Changelog

This file lists each version of the facts with its root hash from `data/integrity.json`. Anyone who
keeps this hash can check whether a record was changed afterwards.
"""
_VERSION = re.compile(r"[0-9A-Za-z][0-9A-Za-z.+-]{0,40}")


@click.command("release")
@click.argument("version")
@click.option(
    "--date", "day", default="", help="The release date, such as 2026-11-22. Default: today."
)
@click.pass_obj
def command(project: Project, version: str, day: str) -> None:
    """Write VERSION into CHANGELOG.md, with counts and checksums.

    Exits with 1 and writes nothing if the facts contain errors.
    """
    from build_tools import exports
    from build_tools.facts.dates import today
    from build_tools.rules.check import check_project
    from build_tools.views.publication import Publication

    if not _VERSION.fullmatch(version):
        raise click.UsageError("Use letters, digits, dots and hyphens, as in 2026.1.")
    day = day or today()
    if not re.fullmatch(r"\d{4}-\d{2}-\d{2}", day):
        raise click.UsageError("Write the day like this: 2026-11-22.")
    path = project.root / CHANGELOG
    text = path.read_text(encoding="utf-8") if path.is_file() else _HEAD
    if f"\n## {version}, " in text:
        raise click.UsageError(f"{CHANGELOG} already contains {version}. Name a different version.")
    checked = check_project(project)
    if checked.report.errors:
        errors = counted(len(checked.report.errors), "error")
        click.echo(
            f"Nothing was released: the facts contain {errors}. Run `facts check` to see them.",
            err=True,
        )
        sys.exit(FOUND_ERRORS)
    files = exports.made("verify_bundle", checked.ledger, Publication("", "Facts"))
    integrity = next(file for file in files if file.path == "data/integrity.json")
    root = json.loads(integrity.data)["root"]
    counts = checked.counts
    entry = (
        f"\n## {version}, {day}\n\n- {counts.claims} claims, {counts.sources} sources\n"
        f"- {counts.quotations_line()}\n- Root: `{root}`\n"
    )
    head, mark, rest = text.partition("\n## ")
    path.write_text(f"{head.rstrip()}\n{entry}{mark}{rest}", encoding="utf-8")
    click.echo(f"Wrote {version} to {CHANGELOG}. Its root is {root}.")
    click.echo(f"Next: commit {CHANGELOG}, and tag the commit: git tag {version}")
