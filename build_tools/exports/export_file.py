"""Defines the file that an export produces, and the licence that all files share."""

import hashlib
from typing import NamedTuple

from build_tools.facts.catalogue import N_

LICENCE = "CC-BY-4.0"
LICENCE_ADDRESS = "https://creativecommons.org/licenses/by/4.0/"
RIGHTS = N_(
    "Records are licensed under CC BY 4.0. Short quotations belong to their authors; the checked "
    "article is not part of this data."
)


class ExportFile(NamedTuple):
    """One file of open data.

    ``path`` is relative to the site's root. ``schema`` is a path on the site or an external URL; it
    is None if the format needs no schema.
    """

    path: str
    data: bytes
    description: str
    schema: str | None = None

    @property
    def sha256(self) -> str:
        """The checksum of the bytes, in hexadecimal digits."""
        return hashlib.sha256(self.data).hexdigest()
