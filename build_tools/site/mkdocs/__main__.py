"""Runs MkDocs for a build: if the machine refuses something, ends with a plain message."""

import sys

from mkdocs.__main__ import cli

from build_tools.facts.wording import refused_by_machine


def main() -> None:
    """Hand over to MkDocs; a full disk or a folder that is read-only is no fault of a program."""
    try:
        cli(prog_name="mkdocs")
    except OSError as error:
        if not (message := refused_by_machine(error)):
            raise
        sys.exit(message)


if __name__ == "__main__":
    main()
