"""``facts check``: what is wrong with the facts, where, and what to do."""

import sys
from typing import TYPE_CHECKING

import click

from build_tools.cli.codes import FOUND_ERRORS
from build_tools.facts.reading import Home

if TYPE_CHECKING:
    from build_tools.changes import Base
    from build_tools.facts.diagnostics import Report
    from build_tools.facts.reading import Kept

# The file, the rule and the message of what only advises.
Advice = tuple[str, str, str]


@click.command("check")
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "github", "json", "sarif"]),
    default="text",
    show_default=True,
    help="How to print what was found.",
)
@click.option(
    "--base",
    metavar="REVISION",
    help="Let only what changed since this git revision fail; list older faults apart.",
)
@click.option("--watch", is_flag=True, help="Check again whenever a file changes, until Ctrl+C.")
@click.pass_obj
def command(home: Home, form: str, base: str | None, watch: bool) -> None:
    """Check every record, citation and quotation.

    Exits with 0 when clean, 1 when there are errors, 2 when used wrongly, 3 on a fault of ours.
    """
    if watch and form != "text":
        raise click.UsageError("--watch prints text only. Leave --format out.")
    since = _base(home, base)
    if watch:
        _watch(home, since)
        return
    from build_tools.rules.check import collector_paused

    # All that is made stays to the end, and that comes soon.
    with collector_paused():
        report = _check(home, form, since)
    if report.errors:
        sys.exit(FOUND_ERRORS)


def _base(home: Home, revision: str | None) -> "Base | None":
    if revision is None:
        return None
    from build_tools.changes import RevisionError, base_at

    try:
        return base_at(home, revision)
    except RevisionError as error:
        raise click.UsageError(str(error)) from error


def _check(
    home: Home,
    form: str,
    base: "Base | None",
    kept: "Kept | None" = None,
    advised: "set[Advice] | None" = None,
) -> "Report":
    """Print what is wrong and return what counts: all of it, or what changed since the base.

    Advice that is among ``advised`` is not printed.
    """
    from build_tools.facts.reading import load
    from build_tools.reports import FORMATS, as_text
    from build_tools.rules.check import examine

    checked = examine(home, kept or load(home.root, late=True))
    report, older = checked.report, None
    if base is not None:
        from build_tools.changes import judged

        report, older = judged(home, base, checked)
    if advised is None:
        printed = FORMATS[form](report, checked.counts, home.root, older)
    else:
        told = _without(report, advised)
        printed = as_text(report, checked.counts, home.root, older, told=told)
    click.echo(printed, nl=False)
    return report


def _advice(report: "Report") -> "set[Advice]":
    """Return what only advises, wherever in its file it stands."""
    errors = set(report.errors)
    return {(one.span.path, one.rule, one.message) for one in report if one not in errors}


def _without(report: "Report", advised: "set[Advice]") -> "Report":
    """Return the report without advice that was given before."""
    from build_tools.facts.diagnostics import Report

    return Report.of(one for one in report if (one.span.path, one.rule, one.message) not in advised)


def _watch(home: Home, base: "Base | None") -> None:
    from datetime import datetime

    from build_tools.cli.file_watch import changes
    from build_tools.facts.reading import load

    kept = load(home.root, late=True)
    advised: set[Advice] = set()
    for changed in changes(home):
        if changed:
            click.echo(f"\nChanged: {', '.join(changed[:5])}{' …' if len(changed) > 5 else ''}")
        report = _check(home, "text", base, kept, advised)
        errors = len(report.errors)
        advice = len(report.diagnostics) - errors
        given = _advice(report)
        before = f" ({len(given & advised)} told before)" if given & advised else ""
        advised = given
        clock = datetime.now().astimezone().strftime("%H:%M:%S")
        found = f"errors {errors}, advice {advice}{before}"
        click.echo(f"---- {clock}: {found}; watching, Ctrl+C ends ----")
        sys.stdout.flush()
