"""Which articles have a page of their own? All of them, if the site has several.

With several articles, `coverage.html` is about all of them, and each article's own page lists the
sentences of that article. A single article has no page of its own.
"""

from build_tools.facts.articles import has_several
from build_tools.facts.ledger import Ledger
from build_tools.views.coverage import Coverage
from build_tools.views.coverage import collect as coverages


def collect(ledger: Ledger) -> tuple[tuple[Coverage], ...]:
    """Return a tuple with one article for each page. A single article has no page of its own."""
    return tuple((coverage,) for coverage in coverages(ledger)) if has_several(ledger) else ()
