"""Gives the quotation marks that a page puts around words, by the page's language.

The source is CLDR 45 (common/main/*.xml, delimiters), except for two languages. For Spanish, CLDR
has the English marks; these are from the Academies' Ortografía de la lengua española (3.4.8,
https://www.rae.es/ortografía/las-comillas). For Lithuanian, CLDR has the same marks inside as
outside; the inner marks here are the single ones of the same form. Babel has no quotation marks.
"""

from collections.abc import Mapping
from typing import Final, NamedTuple


class PageMarks(NamedTuple):
    """The quotation marks around words, and those around words that are inside such marks."""

    opening: str
    closing: str
    inner_opening: str
    inner_closing: str

    @property
    def are_angular(self) -> bool:
        """Whether the outer marks are « and »."""
        return self.opening == "«"

    @property
    def are_single_inside(self) -> bool:
        """Whether the inner marks are single ones."""
        return self.inner_opening in "‘‚’"

    def around(self, words: str) -> str:
        """Return the words between the outer marks."""
        return f"{self.opening}{words}{self.closing}"

    def inside(self, words: str) -> str:
        """Return the words between the inner marks."""
        return f"{self.inner_opening}{words}{self.inner_closing}"


ENGLISH_MARKS: Final = PageMarks(*"“”‘’")
_MARKS: Final[Mapping[str, PageMarks]] = {
    "ar": PageMarks(*"”“’‘"),
    "de": PageMarks(*"„“‚‘"),
    "es": PageMarks(*"«»“”"),
    "lt": PageMarks(*"„“‚‘"),
    "pl": PageMarks(*"„”«»"),
    "ru": PageMarks(*"«»„“"),
    "uk": PageMarks(*"«»„“"),
}


def page_marks(lang: str) -> PageMarks:
    """Return the marks of a language (BCP 47); the English ones for languages not listed here."""
    return _MARKS.get(lang.partition("-")[0].lower(), ENGLISH_MARKS)
