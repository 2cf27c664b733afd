"""Defines the file that an export produces, and the statement of rights for all files."""

import hashlib
from typing import NamedTuple

from build_tools.facts.catalogue import IN_ENGLISH, N_, Catalogue
from build_tools.facts.ledger import Ledger

_RIGHTS = N_(
    "Records are licensed under %(licence)s. Short quotations belong to their authors; the checked "
    "article is not part of this data."
)


def rights(ledger: Ledger, words: Catalogue = IN_ENGLISH) -> str:
    """Return a sentence about the owners of the data and the permitted uses."""
    return words.gettext(_RIGHTS, licence=ledger.records.licence.title)


class ExportFile(NamedTuple):
    """A file of open data.

    ``path`` is relative to the site's root. ``schema`` is a path on the site, an external URL, or
    None if the format needs no schema.
    """

    path: str
    data: bytes
    description: str
    schema: str | None = None

    @property
    def sha256(self) -> str:
        """The checksum of the file's bytes, in hexadecimal digits."""
        return hashlib.sha256(self.data).hexdigest()
