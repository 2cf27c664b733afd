"""Runs the ``facts`` command for ``python -m build_tools``."""

from build_tools.cli import main

if __name__ == "__main__":
    main()
