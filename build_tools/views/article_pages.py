"""Which articles have a page of their own? All of them, if the site has several.

With several articles, `coverage.html` covers all of them, and each article's own page lists its
sentences. A single article has no page of its own.
"""

from build_tools.facts.articles import has_several
from build_tools.facts.ledger import Ledger
from build_tools.views.coverage import Coverage
from build_tools.views.coverage import collect as coverages


def collect(ledger: Ledger) -> tuple[tuple[Coverage], ...]:
    """Return the articles that have a page of their own, each in a tuple."""
    return tuple((coverage,) for coverage in coverages(ledger)) if has_several(ledger) else ()
