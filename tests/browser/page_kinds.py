"""The page kinds for the browser tests, by name."""

from tests.browser.conftest import Site
from tests.browser.screenshots import page_types
from tests.conftest import PROJECT

# The real site has no long lists and no withdrawn claims, so these kinds have no page there.
WITHOUT_PAGES = {"month", "moved"}
NOT_FROM_A_KIND = {"404", "card", "explainer", "index"}
KINDS = {path.name.partition(".")[0] for path in (PROJECT / "templates" / "pages").glob("*.j2")}
TYPES = tuple(sorted(KINDS - WITHOUT_PAGES | NOT_FROM_A_KIND))


def address(site: Site, kind: str) -> str:
    """Return the address of the page that represents its kind."""
    return site.address + page_types(site.folder)[kind]
