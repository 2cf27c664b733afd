"""Lets ``python -m build_tools`` run the ``facts`` command."""

from build_tools.cli import main

if __name__ == "__main__":
    main()
