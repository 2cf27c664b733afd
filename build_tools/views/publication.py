"""Which site publishes the facts? Gives its address, name, history and formats of open data."""

from dataclasses import dataclass, field
from urllib.parse import urlsplit

from build_tools.facts.ledger import Ledger
from build_tools.views.corrections import History


@dataclass(frozen=True, slots=True)
class Publication:
    """The site that publishes the facts: its address, name and purpose.

    ``history`` contains the changes to claims since first publication. ``formats`` contains the
    names of the formats of open data that the site offers, or is None if it offers all of them.
    ``repository`` and ``mail`` are where readers can report errors, or empty. ``is_editable`` is
    True if pages link to an editor for their records.
    """

    address: str
    name: str
    description: str = ""
    history: History = field(default_factory=History)
    formats: frozenset[str] | None = None
    repository: str = ""
    mail: str = ""
    is_editable: bool = False

    @property
    def is_public(self) -> bool:
        """Whether the address names a host other than this machine."""
        host = urlsplit(self.address).hostname or ""
        return bool(host) and host not in ("localhost", "::1") and not host.startswith("127.")

    def url(self, path: str = "") -> str:
        """Return the full URL of a path on the site."""
        return f"{self.address.rstrip('/')}/{path}"

    def claim(self, identity: str) -> str:
        """Return the URL of a claim's page, which is also the claim's permanent identifier."""
        return self.url(f"claims/{identity}.html")

    def offers(self, name: str) -> bool:
        """Return whether the site publishes the format with this name."""
        return self.formats is None or name in self.formats


def collect(ledger: Ledger) -> Publication:
    """Return a site without a name, because records do not name the site.

    A build replaces this value.
    """
    return Publication("", "Facts")
