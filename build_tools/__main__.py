"""Lets ``python -m build_tools`` stand for the ``facts`` command."""

from build_tools.cli import main

if __name__ == "__main__":
    main()
