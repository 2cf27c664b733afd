"""Lists the quotation marks that pages use in each language, because Babel does not have them.

The source is CLDR 45 (common/main/*.xml, delimiters), except for two languages. For Spanish, CLDR
has the English marks, so these marks come from the Academies' Ortografía de la lengua española
(3.4.8, https://www.rae.es/ortografía/las-comillas). For Lithuanian, CLDR has the same inner and
outer marks, so the inner marks here are single marks of the same form.
"""

from collections.abc import Mapping
from typing import Final, NamedTuple


class PageMarks(NamedTuple):
    """The quotation marks around words, and the marks for a quotation inside such marks."""

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
        """Whether the inner marks are single marks."""
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
    """Return the marks of a language (BCP 47). Unlisted languages have the English marks."""
    return _MARKS.get(lang.partition("-")[0].lower(), ENGLISH_MARKS)
