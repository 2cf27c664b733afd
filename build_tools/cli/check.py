"""``facts check``: reports each error in the facts, with its location and a fix."""

import gc
import sys
from typing import TYPE_CHECKING

import click

from build_tools.cli.codes import FOUND_ERRORS
from build_tools.facts.project import Project

if TYPE_CHECKING:
    from build_tools.changes.revisions import Base
    from build_tools.facts.diagnostics import Diagnostic, Report

# The file, the rule and the message of a warning.
WarningKey = tuple[str, str, str]


@click.command("check")
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "github", "json", "sarif"]),
    default="text",
    show_default=True,
    help="The output format.",
)
@click.option(
    "--base",
    metavar="REVISION",
    help="Fail only on errors introduced since this git revision; list older errors separately.",
)
@click.option("--watch", is_flag=True, help="Check again whenever a file changes, until Ctrl+C.")
@click.pass_obj
def command(project: Project, form: str, base: str | None, watch: bool) -> None:
    """Check every record, citation and quotation.

    Exit status: 0 no errors, 1 errors found, 2 wrong usage, 3 internal error.
    """
    if watch and form != "text":
        raise click.UsageError("--watch prints text only. Leave --format out.")
    since = _base(project, base)
    if watch:
        _watch(project, since)
        return
    from build_tools.rules.check import collector_paused

    # The process ends soon, so collecting garbage would only cost time.
    with collector_paused():
        report = _check(project, form, since)
        gc.freeze()
    if report.errors:
        sys.exit(FOUND_ERRORS)


def _base(project: Project, revision: str | None) -> "Base | None":
    if revision is None:
        return None
    from build_tools.changes.revisions import base_at
    from build_tools.changes.trees import RevisionError

    try:
        return base_at(project, revision)
    except RevisionError as error:
        raise click.UsageError(str(error)) from error


def _check(
    project: Project,
    form: str,
    base: "Base | None",
    shown: "set[WarningKey] | None" = None,
) -> "Report":
    """Print the problems, and return all of them, or only those introduced since the base.

    Warnings in ``shown`` are not printed.
    """
    from build_tools.changes.publication_state import setting_faults
    from build_tools.reports import FORMATS, as_text
    from build_tools.rules.check import check_project

    checked = check_project(project)
    checked = checked._replace(report=checked.report + setting_faults(project))
    report, older = checked.report, None
    if base is not None:
        from build_tools.changes.revisions import new_and_older_errors

        report, older = new_and_older_errors(project, base, checked)
    if shown is None:
        printed = FORMATS[form](report, checked.counts, project.root, older)
    else:
        unseen = _without(report, shown)
        printed = as_text(report, checked.counts, project.root, older, printed=unseen)
    click.echo(printed, nl=False)
    return report


def _warning_keys(report: "Report") -> "set[WarningKey]":
    """Return the key of each warning, without the line number, which may change."""
    errors = set(report.errors)
    return {_key(diagnostic) for diagnostic in report if diagnostic not in errors}


def _key(diagnostic: "Diagnostic") -> WarningKey:
    return diagnostic.span.path, diagnostic.rule, diagnostic.message


def _without(report: "Report", shown: "set[WarningKey]") -> "Report":
    """Return the report without the problems in ``shown``."""
    from build_tools.facts.diagnostics import Report

    return Report.of(diagnostic for diagnostic in report if _key(diagnostic) not in shown)


def _watch(project: Project, base: "Base | None") -> None:
    from datetime import datetime

    from build_tools.cli.file_watch import changes

    shown: set[WarningKey] = set()
    for changed in changes(project):
        if changed:
            click.echo(f"\nChanged: {', '.join(changed[:5])}{' …' if len(changed) > 5 else ''}")
        report = _check(project, "text", base, shown)
        errors = len(report.errors)
        warnings = len(report.diagnostics) - errors
        keys = _warning_keys(report)
        before = f" ({len(keys & shown)} shown before)" if keys & shown else ""
        shown = keys
        clock = datetime.now().astimezone().strftime("%H:%M:%S")
        numbers = f"errors {errors}, warnings {warnings}{before}"
        click.echo(f"---- {clock}: {numbers}; watching, Ctrl+C ends ----")
        sys.stdout.flush()
