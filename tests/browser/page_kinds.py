"""Lists the page kinds that the browser tests open."""

from collections.abc import Iterable

from tests.browser.conftest import Site
from tests.browser.screenshots import page_types
from tests.conftest import PROJECT

# No list of the island is long enough for month pages. Pages for moved claims are in the claims
# folder.
WITHOUT_PAGES = {"month", "moved"}
NOT_FROM_A_KIND = {"404", "card", "explainer", "index"}
KINDS = {path.name.partition(".")[0] for path in (PROJECT / "templates" / "pages").glob("*.j2")}
TYPES = tuple(sorted(KINDS - WITHOUT_PAGES | NOT_FROM_A_KIND))


def site_and_page(sites: Iterable[Site], kind: str) -> tuple[Site, str]:
    """Return the first site that has a page of this kind, and the path of that page."""
    return next(
        (site, page) for site in sites if (page := page_types(site.folder).get(kind)) is not None
    )


def address(sites: Iterable[Site], kind: str) -> str:
    """Return the address of the page that represents this kind."""
    site, page = site_and_page(sites, kind)
    return site.address + page


def files(sites: Iterable[Site]) -> list[str]:
    """Return the file of the page that represents each kind."""
    pairs = (site_and_page(tuple(sites), kind) for kind in TYPES)
    return [str(site.folder / page) for site, page in pairs]
