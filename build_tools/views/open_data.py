"""Which files of open data can readers download? Lists them by folder, with sizes and checksums."""

from typing import NamedTuple

from build_tools.facts.catalogue import Catalogue
from build_tools.facts.ledger import Ledger

# The page lists at most this many files of a folder; the manifest lists all.
MAX_SHOWN = 40


class DataFile(NamedTuple):
    """A file: its path from the site's root, its content, size and checksum.

    ``size`` is in bytes, ``sha256`` in hexadecimal digits. ``schema`` is a path on the site or an
    external URL; it is None if the format needs no schema.
    """

    path: str
    description: str
    media_type: str
    format: str
    size: int
    sha256: str
    schema: str | None

    def size_words(self, words: Catalogue) -> str:
        """Return the size as readers see it."""
        return _in_units(words, self.size)

    @property
    def schema_elsewhere(self) -> bool:
        """Whether the schema is not a file of this site."""
        return (self.schema or "").startswith(("http://", "https://"))


class Shelf(NamedTuple):
    """The files in a folder, under a heading with the ``id``."""

    id: str
    title: str
    means: str
    files: tuple[DataFile, ...]

    @property
    def many(self) -> bool:
        """Whether it contains too many files to list on a page."""
        return len(self.files) > MAX_SHOWN

    @property
    def shown(self) -> tuple[DataFile, ...]:
        """The files that the page lists: all, or, if there are many, the first of each kind."""
        if not self.many:
            return self.files
        sorts: dict[tuple[str, str | None], DataFile] = {}
        for file in self.files:
            sorts.setdefault((file.format, file.schema), file)
        return tuple(sorts.values())

    def size_words(self, words: Catalogue) -> str:
        """Return the total size of its files, as readers see it."""
        return _in_units(words, sum(file.size for file in self.files))


class OpenData(NamedTuple):
    """All files, the site's address with a slash at its end, and their licence."""

    shelves: tuple[Shelf, ...]
    address: str = ""
    licence: str = ""
    licence_address: str = ""
    rights: str = ""

    @property
    def files(self) -> tuple[DataFile, ...]:
        """The files of all folders."""
        return tuple(file for shelf in self.shelves for file in shelf.files)


def collect(ledger: Ledger) -> OpenData:
    """Return no files: records do not contain them, so a build supplies its own."""
    return OpenData(())


def _in_units(words: Catalogue, size: int) -> str:
    """Return a number of bytes in decimal units."""
    if size < 1000:
        return words.gettext("%(number)s bytes", number=size)
    if size < 1_000_000:
        return f"{words.decimal(size / 1000)} kB"
    return f"{words.decimal(size / 1_000_000)} MB"
