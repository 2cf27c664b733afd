"""``facts new``: a new record by asking for its fields, or from options alone."""

import click

from build_tools.cli.new.claim import claim
from build_tools.cli.new.entities import organisation, person, place
from build_tools.cli.new.source import source


@click.group("new")
def command() -> None:
    """Make a new record: a claim, a source, a person, an organisation or a place.

    What the options leave open is asked for; with every needed field given, nothing is. No file is
    ever overwritten, and nothing is fetched.
    """


for verb in (claim, source, person, organisation, place):
    command.add_command(verb)
