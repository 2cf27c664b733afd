"""``facts new``: writes a new record from options. In a terminal, prompts for missing fields."""

import click

from build_tools.cli.new.claim import claim
from build_tools.cli.new.entities import ENTITIES
from build_tools.cli.new.source import source


@click.group("new")
def command() -> None:
    """Write a new record, such as a claim, source or place.

    Options are named after the record's fields. In a terminal, `facts new` prompts for required
    fields that you leave out. The command never overwrites a file, and fetches nothing.
    """


for verb in (claim, source, *ENTITIES):
    command.add_command(verb)
