"""``facts show``: one record in the terminal, as a reader will see it."""

import sys
from collections.abc import Iterable

import click

from build_tools.cli.terminal_view import Line
from build_tools.facts.reading import Project
from build_tools.facts.wording import did_you_mean, visible

# A verdict is told by its word and shape; colour only repeats it.
STYLES = {
    "title": "bold",
    "heading": "bold underline",
    "faint": "dim",
    "quote": "italic",
    "met": "green",
    "unmet": "red",
    "verdict-supported": "bold green",
    "verdict-supported-with-nuance": "bold green",
    "verdict-wrong": "bold red",
    "verdict-misleading": "bold red",
}
OTHER_VERDICTS = "bold yellow"


@click.command("show")
@click.argument("identity", metavar="ID")
@click.pass_obj
def command(project: Project, identity: str) -> None:
    """Show a claim, source, country, person, organisation or place as a reader will see it."""
    from build_tools.cli.terminal_view import known_ids, lines_of
    from build_tools.rules.check import examine

    ledger = examine(project).ledger
    lines = lines_of(ledger, identity)
    if not lines:
        hint = did_you_mean(identity, known_ids(ledger), "the file names in facts/claims/ are ids.")
        raise click.UsageError(f'There is no record "{visible(identity)}". {hint}')
    if sys.stdout.isatty():
        _print_styled(lines)
    else:
        click.echo("\n".join(f"{'  ' * line.indent}{line.text}" for line in lines))


def _print_styled(lines: Iterable[Line]) -> None:
    from rich.console import Console
    from rich.padding import Padding
    from rich.text import Text

    console = Console(highlight=False)
    width = min(console.width, 100)
    for line in lines:
        usual = OTHER_VERDICTS if line.role.startswith("verdict-") else ""
        style = STYLES.get(line.role, usual)
        if line.role in ("heading", "title"):
            console.print()
        # Text, not markup: brackets in a record are brackets.
        text = Text(line.text, style=style, overflow="fold")
        console.print(Padding(text, (0, 0, 0, 2 * line.indent)), width=width)
