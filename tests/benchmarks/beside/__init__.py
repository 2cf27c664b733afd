"""The same made-up records as plain MkDocs-Material and as Hugo would publish them.

Both get the Markdown that our build makes of each claim, so that a page says what ours says, a page
for each source, and a list of claims, all made beforehand; neither checks anything nor writes data,
feeds, timelines or people. So they do less, and what is compared is the price of pages.
"""

import shutil
from pathlib import Path

from build_tools.ledger import Ledger
from build_tools.reading import Home, read
from tests.benchmarks.beside import hugo, material

__all__ = ["write"]


def write(project: Path, folder: Path) -> None:
    """Write both projects below ``folder``, from the records of a project of ours."""
    records, _ = read(Home(project))
    ledger = Ledger(records)
    for name in ("material", "hugo"):
        shutil.rmtree(folder / name, ignore_errors=True)
    material.write(folder / "material", ledger)
    hugo.write(folder / "hugo", ledger)
