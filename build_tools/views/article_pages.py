"""Which articles have a page of their own? All, if there are several; a single one has none.

Then `coverage.html` is about all articles, and each has its sentences on its own page.
"""

from build_tools.facts.articles import has_several
from build_tools.facts.ledger import Ledger
from build_tools.views.coverage import Coverage
from build_tools.views.coverage import collect as coverages


def collect(ledger: Ledger) -> tuple[tuple[Coverage], ...]:
    """Return each article with a page, as the list of articles which that page shows."""
    return tuple((coverage,) for coverage in coverages(ledger)) if has_several(ledger) else ()
