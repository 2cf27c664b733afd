"""Runs the ``facts`` command. Only this package parses arguments, prints and exits.

Each verb is a module in this package with a ``command``. A verb imports most modules only when it
runs, so that ``facts --help`` is fast.
"""

import importlib
import pkgutil
import re
import sys
import traceback
from pathlib import Path
from typing import NoReturn

import click

from build_tools import __version__
from build_tools.cli.codes import CLEAN, INTERNAL_ERROR, INTERRUPTED, REFUSED, WRONG_USE
from build_tools.facts.project import Project
from build_tools.facts.wording import did_you_mean, refused_by_machine

EXPLAINS = "build_tools.cli.explains"
# Verbs that need no project.
ANYWHERE = ("explain", "init", "match")
# The plugin in mkdocs.yml is `- facts`, or `- facts:` with settings.
_PLUGIN = re.compile(r"(?m)^\s{0,8}-\s{1,4}facts:?\s{0,4}$")
# Modules of this package that are not verbs.
SHARED = ("codes", "file_watch")


class _Verbs(click.Group):
    """Loads each verb from the module with the same name."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        names = (module.name for module in pkgutil.iter_modules(__path__))
        return sorted(name.replace("_", "-") for name in names if name not in SHARED)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        ctx.meta[EXPLAINS] = not set(ctx.help_option_names).isdisjoint(args)
        return super().resolve_command(ctx, args)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        verbs = self.list_commands(ctx)
        if cmd_name not in verbs:
            hint = did_you_mean(cmd_name, verbs, "see `facts --help`.")
            raise click.UsageError(f'There is no command "{cmd_name}". {hint}', ctx)
        module = importlib.import_module(f"{__name__}.{cmd_name.replace('-', '_')}")
        command = module.command
        assert isinstance(command, click.Command)
        return command


@click.group(cls=_Verbs, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="facts")
@click.option(
    "--project",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    default=None,
    help="The project's folder. Default: this folder, or the nearest parent with facts/.",
)
@click.pass_context
def facts(context: click.Context, project: Path | None) -> None:
    """Check sourced facts, and build a site from them."""
    # `facts VERB --help` needs no project.
    here = Path.cwd()
    anywhere = context.meta[EXPLAINS] or context.invoked_subcommand in ANYWHERE
    folder = project or (here if anywhere else _nearest_project(here))
    context.obj = Project(folder.resolve())


def _nearest_project(folder: Path) -> Path:
    for candidate in (folder, *folder.parents):
        if _is_project(candidate):
            return candidate
    raise click.UsageError(
        "There is no site in this folder or above it. Go to a site's folder, use --project FOLDER, "
        "or create a site with `facts init`."
    )


def _is_project(folder: Path) -> bool:
    """Return whether a folder contains claims, or the settings of a site with facts.

    Such settings name our plugin, or are beside a folder called "facts".
    """
    settings = folder / "mkdocs.yml"
    if (folder / "facts" / "claims").is_dir():
        return True
    if not settings.is_file():
        return False
    # A folder called "facts" may be something else, such as a Python package.
    return (folder / "facts").is_dir() or bool(
        _PLUGIN.search(settings.read_text("utf-8", "replace"))
    )


def main() -> None:
    """Run the command, and turn every exception into an exit code."""
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
    except OSError as error:
        if not (message := refused_by_machine(error)):
            _report_bug()
        click.echo(message, err=True)
        sys.exit(REFUSED)
    except Exception:
        _report_bug()


def _report_bug() -> NoReturn:
    """Print the traceback, and ask the user to report the bug."""
    click.echo(traceback.format_exc(), err=True)
    click.echo(
        f"This is a bug in facts, not a mistake in your records (facts {__version__}, Python "
        f"{sys.version.split()[0]}).\nPlease report it with the lines above, the command that "
        "you ran, and the record that causes it.",
        err=True,
    )
    sys.exit(INTERNAL_ERROR)
