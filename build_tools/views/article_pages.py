"""Which articles have a page of their own? All, if there are several; a single one has none.

If there are several, `coverage.html` is about all of them, and each article's own page lists its
sentences.
"""

from build_tools.facts.articles import has_several
from build_tools.facts.ledger import Ledger
from build_tools.views.coverage import Coverage
from build_tools.views.coverage import collect as coverages


def collect(ledger: Ledger) -> tuple[tuple[Coverage], ...]:
    """Return the articles that each page shows: one on each page, or no pages at all."""
    return tuple((coverage,) for coverage in coverages(ledger)) if has_several(ledger) else ()
