"""Runs MkDocs for a build.

If the system refuses an operation, the program ends with a plain message.
"""

import atexit
import gc
import sys

from mkdocs.__main__ import cli

from build_tools.facts.wording import refused_by_machine


def main() -> None:
    """Run MkDocs for a single build. A full disk or a read-only folder is not reported as a bug."""
    # Nearly all objects in a build stay in use until its end, so there is no garbage to collect.
    gc.disable()
    atexit.register(gc.freeze)
    try:
        cli(prog_name="mkdocs")
    except OSError as error:
        if not (message := refused_by_machine(error)):
            raise
        sys.exit(message)


if __name__ == "__main__":
    main()
