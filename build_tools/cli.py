"""The ``facts`` command: the only module that parses arguments, prints and exits."""

import sys
import traceback
from pathlib import Path

import click

from build_tools import __version__
from build_tools.reading import Home

CLEAN, FOUND_ERRORS, WRONG_USE, OUR_FAULT, INTERRUPTED = 0, 1, 2, 3, 130


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="facts")
@click.option(
    "--project",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    default=None,
    help="The project's folder; by default this one, or the nearest above it with facts/.",
)
@click.pass_context
def facts(context: click.Context, project: Path | None) -> None:
    """Checks sourced facts and builds the site that shows them."""
    context.obj = Home((project or _nearest_project(Path.cwd())).resolve())


def _nearest_project(folder: Path) -> Path:
    for candidate in (folder, *folder.parents):
        if (candidate / "facts").is_dir():
            return candidate
    raise click.UsageError(
        "There is no facts/ folder here or above. Go into a project, or use --project FOLDER."
    )


@facts.command()
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "github", "json"]),
    default="text",
    show_default=True,
    help="How to print what was found.",
)
@click.pass_obj
def check(home: Home, form: str) -> None:
    """Check every record, citation and quotation.

    Exits with 0 when clean, 1 when there are errors, 2 when used wrongly, 3 on a fault of ours.
    """
    from build_tools.assembly import examine
    from build_tools.reporting import FORMATS

    checked = examine(home)
    click.echo(FORMATS[form](checked.report, checked.counts, home.root), nl=False)
    if checked.report.errors:
        sys.exit(FOUND_ERRORS)


@facts.command()
@click.pass_obj
def coverage(home: Home) -> None:
    """Print how many sentences of each article are accounted for, and the claims by verdict."""
    from build_tools.assembly import examine
    from build_tools.reporting import coverage_lines

    click.echo("\n".join(coverage_lines(examine(home).ledger)))


@facts.command()
@click.option(
    "--strict/--no-strict",
    default=True,
    show_default=True,
    help="Refuse to publish while there are errors; the former site then stays.",
)
@click.option(
    "--out",
    type=click.Path(file_okay=False, path_type=Path),
    default=None,
    help="Where the site goes; site/ in the project by default.",
)
@click.pass_obj
def build(home: Home, strict: bool, out: Path | None) -> None:
    """Build the site aside, then swap it in."""
    from build_tools import publishing

    site = (out or home.root / "site").resolve()
    if publishing.build(home.root, site, strict) != 0:
        click.echo(f"Nothing was published; {site} is as it was.", err=True)
        sys.exit(FOUND_ERRORS)
    click.echo(f"The site is in {site}.")


def main() -> None:
    """Run the command and turn what is left over into an exit code."""
    try:
        sys.exit(facts.main(standalone_mode=False) or CLEAN)
    except click.exceptions.Exit as done:
        sys.exit(done.exit_code)
    except click.ClickException as error:
        error.show()
        sys.exit(WRONG_USE)
    except (click.Abort, KeyboardInterrupt):
        click.echo("Interrupted.", err=True)
        sys.exit(INTERRUPTED)
    except BrokenPipeError:
        sys.exit(CLEAN)
    except Exception:
        click.echo(traceback.format_exc(), err=True)
        click.echo(
            f"This is a fault of ours, not of your records (facts {__version__}, Python "
            f"{sys.version.split()[0]}).\nPlease report it with the lines above, the command that "
            "you ran, and the record that causes it.",
            err=True,
        )
        sys.exit(OUR_FAULT)
