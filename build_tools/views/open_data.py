"""Which files of open data can readers download? Lists them by folder, with sizes and checksums."""

from typing import NamedTuple

from build_tools.facts.catalogue import Catalogue
from build_tools.facts.ledger import Ledger

# The page lists at most this many files in a folder. The manifest lists all files.
MAX_SHOWN = 40


class DataFile(NamedTuple):
    """A file of open data, at ``path`` from the site's root.

    ``size`` is in bytes, and ``sha256`` is in hexadecimal digits. ``schema`` is a path on the site,
    an external URL, or None if the format needs no schema. ``is_empty`` is True for a table without
    rows, and for a file without bytes.
    """

    path: str
    description: str
    media_type: str
    format: str
    size: int
    sha256: str
    schema: str | None
    is_empty: bool = False

    def size_words(self, words: Catalogue) -> str:
        """Return the file's size as readers see it."""
        return _in_units(words, self.size)

    @property
    def schema_elsewhere(self) -> bool:
        """Whether the schema is on another site."""
        return (self.schema or "").startswith(("http://", "https://"))


class Shelf(NamedTuple):
    """The files in a folder, under a heading whose id is ``id``."""

    id: str
    title: str
    means: str
    files: tuple[DataFile, ...]

    @property
    def many(self) -> bool:
        """Whether the folder contains too many files for the page."""
        return len(self.files) > MAX_SHOWN

    @property
    def shown(self) -> tuple[DataFile, ...]:
        """The files that the page lists: all files, or the first of each kind if there are many."""
        if not self.many:
            return self.files
        sorts: dict[tuple[str, str | None], DataFile] = {}
        for file in self.files:
            sorts.setdefault((file.format, file.schema), file)
        return tuple(sorts.values())

    def size_words(self, words: Catalogue) -> str:
        """Return the total size of the folder's files as readers see it."""
        return _in_units(words, sum(file.size for file in self.files))


class OpenData(NamedTuple):
    """All files of open data, and their licence.

    ``address`` is the site's URL, which ends with a slash, or "" if only this machine can open it.
    """

    shelves: tuple[Shelf, ...]
    address: str = ""
    licence: str = ""
    licence_address: str = ""
    rights: str = ""

    @property
    def files(self) -> tuple[DataFile, ...]:
        """The files in all folders."""
        return tuple(file for shelf in self.shelves for file in shelf.files)


def collect(ledger: Ledger) -> OpenData:
    """Return a value without files. A build replaces this value with the site's open data."""
    return OpenData(())


def _in_units(words: Catalogue, size: int) -> str:
    """Return a number of bytes with a decimal unit, such as "1.5 kB"."""
    if size < 1000:
        return words.gettext("%(number)s bytes", number=words.number(size))
    if size < 1_000_000:
        return words.gettext("%(number)s kB", number=words.decimal(size / 1000))
    return words.gettext("%(number)s MB", number=words.decimal(size / 1_000_000))
