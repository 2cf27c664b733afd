"""The same made-up records as plain MkDocs-Material and as Hugo would publish them.

Two get the Markdown that our build makes of each claim, a page for each source, and a list of
claims, all made beforehand: ``material`` and ``hugo``. The third, ``hugo-pages``, gets the records
and makes of them what our pages show. None checks anything, nor writes data, feeds, cards or
people; so all do less, and what is compared is the price of pages.
"""

import shutil
from pathlib import Path

from build_tools.ledger import Ledger
from build_tools.reading import Home, read
from tests.benchmarks.beside import hugo, hugo_pages, material

__all__ = ["write"]


def write(project: Path, folder: Path) -> None:
    """Write the projects below ``folder``, from the records of a project of ours."""
    records, _ = read(Home(project))
    ledger = Ledger(records)
    for name in ("material", "hugo", "hugo-pages"):
        shutil.rmtree(folder / name, ignore_errors=True)
    material.write(folder / "material", ledger)
    hugo.write(folder / "hugo", ledger)
    hugo_pages.write(folder / "hugo-pages", project, ledger)
