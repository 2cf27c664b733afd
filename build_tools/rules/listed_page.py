"""A hand-written page should be in the menu, or have a link from another page.

Why: readers cannot find a page to which nothing links.
Fix: add its path to `nav` in mkdocs.yml, or link to it from another page in `content/`. This is a
warning, which never stops a build.
"""

import re
from collections.abc import Iterator
from posixpath import basename

from build_tools.facts.diagnostics import Level
from build_tools.facts.ledger import Ledger
from build_tools.facts.records import Prose
from build_tools.rules.problem import Problem

LEVEL = Level.WARNING
_HOME = "index.html"  # the site's name and logo link to this page

_SAMPLE = """
-- mkdocs.yml --
site_name: Closed crossings
nav:
  - Home: index.md
-- content/index.md --
# Home

{}
-- content/explainers/border.md --
# The border{}

Words.
"""

GOOD = _SAMPLE.format("Read [about the border](explainers/border.md).", "")

BAD = _SAMPLE.format("Words.", " %! listed-page")


def check(ledger: Ledger) -> Iterator[Problem]:
    """Yield the pages that are not in the menu and to which no other page links."""
    menu = ledger.records.menu
    if menu is None:
        return
    for prose in ledger.records.prose:
        if prose.path in menu or prose.address == _HOME:
            continue
        if not any(_links(other, prose) for other in _others(ledger, prose)):
            yield Problem(
                prose.headings[0].span if prose.headings else prose.place.span(),
                "No menu entry and no link leads to this page.",
                f"Add `- {prose.path}` to `nav` in mkdocs.yml, or link to it from another page.",
            )


def _others(ledger: Ledger, prose: Prose) -> Iterator[Prose]:
    return (other for other in ledger.records.prose if other is not prose)


def _links(other: Prose, prose: Prose) -> bool:
    """Return whether a page names another page's file, as a link to it would."""
    names = "|".join(re.escape(basename(path)) for path in (prose.path, prose.address))
    return re.search(rf"(?<![\w.-])(?:{names})", other.body) is not None
