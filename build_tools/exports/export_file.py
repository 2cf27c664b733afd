"""What every export is made with: the file it makes, and the publication that it stands in."""

import hashlib
from dataclasses import dataclass, field
from typing import NamedTuple

from build_tools.views.corrections import History

LICENCE = "CC-BY-4.0"
LICENCE_ADDRESS = "https://creativecommons.org/licenses/by/4.0/"
RIGHTS = (
    "Records are licensed under CC BY 4.0. Short quotations belong to their authors; the checked "
    "article is not part of this data."
)


class ExportFile(NamedTuple):
    """One file of open data. ``path`` is relative to the site's root, as is that of its schema."""

    path: str
    data: bytes
    description: str
    schema: str | None = None

    @property
    def sha256(self) -> str:
        """The checksum of its bytes, in hexadecimal digits, worked out each time."""
        return hashlib.sha256(self.data).hexdigest()


@dataclass(frozen=True, slots=True)
class Publication:
    """The site that publishes the facts: its address without a slash at the end, name, purpose.

    ``history`` is what became of the claims since it was first published.
    """

    address: str
    name: str
    description: str = ""
    history: History = field(default_factory=History)
    # The address with one slash at its end, before a hundred thousand paths.
    _root: str = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_root", f"{self.address.rstrip('/')}/")

    def url(self, path: str = "") -> str:
        """Return the full address of a path of the site."""
        return self._root + path

    def claim(self, identity: str) -> str:
        """Return the address of a claim's page, which is also the claim's name in the world."""
        return f"{self._root}claims/{identity}.html"
