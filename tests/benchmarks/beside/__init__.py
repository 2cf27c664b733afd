"""The same made-up records as plain MkDocs-Material and as Hugo would publish them.

Two get the Markdown that our build makes of each claim, a page for each source, and a list of
claims, all made beforehand: ``material`` and ``hugo``.

The third, ``hugo-pages``, gets each claim's record as it stands, and makes of them pages with the
words, tags and frame of ours: claims, sources, countries, the ledger and the timeline. Beforehand
are made, as JSON: the sources, which Hugo cannot read as BibTeX, with their origins; what our rules
find of each claim; names and paths of the ledger's parts and the months; the frame.

None checks anything, and none makes the home page and others of the menu, search, filters, sitemap,
the feed, cards for other sites and other data. So all do less, and what is compared is the
price of pages: at four fifths of ours, these write a fifth of our files and half of our bytes.
"""

import shutil
from pathlib import Path

from build_tools.facts.ledger import Ledger
from build_tools.facts.reading import Project, read
from tests.benchmarks.beside import hugo, hugo_pages, material
from tests.benchmarks.beside.comparing import differences

__all__ = ["differences", "write"]


def write(project: Path, folder: Path) -> None:
    """Write the projects below ``folder``, from the records of a project of ours."""
    records, _ = read(Project(project))
    ledger = Ledger(records)
    for name in ("material", "hugo", "hugo-pages"):
        shutil.rmtree(folder / name, ignore_errors=True)
    material.write(folder / "material", ledger)
    hugo.write(folder / "hugo", ledger)
    hugo_pages.write(folder / "hugo-pages", project, ledger)
