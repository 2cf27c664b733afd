"""The page types that judges look at, by the names under which tests tell of them."""

from tests.browser.conftest import Site
from tests.browser.screenshots import page_types

# The page types are known only once the site is built; their names stand here to be a test each,
# and the first test sees to it that none is missing.
TYPES = (
    *("404", "claims", "contribute", "corrections", "countries", "coverage", "data", "index"),
    *("method", "quotations", "search", "sources", "timeline", "who"),
    *(
        "card",
        "claim",
        "country",
        "explainer",
        "organisation",
        "person",
        "place",
        "selection",
        "source",
    ),
)


def address(site: Site, kind: str) -> str:
    """Return the address of the page that stands for its type."""
    return site.address + page_types(site.folder)[kind]
