"""Counts of quotations by result, and the sentences about them."""

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from typing import NamedTuple

from build_tools.facts.catalogue import N_, Catalogue, nN_


class ReaderWords(NamedTuple):
    """The sentences about quotations from one kind of text.

    Each pair has a singular and a plural.
    """

    none: str
    all: tuple[str, str]
    of: tuple[str, str]
    match: tuple[str, str]


FROM_ARTICLE = ReaderWords(
    N_("There are no quotations from the article."),
    nN_(
        "The %(num)s quotation from the article matches its text.",
        "All %(num)s quotations from the article match its text.",
    ),
    nN_("%(num)s quotation from the article", "%(num)s quotations from the article"),
    nN_("Of %(of)s, %(number)s matches its text.", "Of %(of)s, %(number)s match its text."),
)
FROM_ARTICLES = ReaderWords(
    N_("There are no quotations from the articles."),
    nN_(
        "The %(num)s quotation from the articles matches their texts.",
        "All %(num)s quotations from the articles match their texts.",
    ),
    nN_("%(num)s quotation from the articles", "%(num)s quotations from the articles"),
    nN_("Of %(of)s, %(number)s matches their texts.", "Of %(of)s, %(number)s match their texts."),
)
FROM_SOURCES = ReaderWords(
    N_("There are no quotations from other sources."),
    nN_(
        "The %(num)s quotation from other sources matches their stored text.",
        "All %(num)s quotations from other sources match their stored text.",
    ),
    nN_("%(num)s quotation from other sources", "%(num)s quotations from other sources"),
    nN_(
        "Of %(of)s, %(number)s matches their stored text.",
        "Of %(of)s, %(number)s match their stored text.",
    ),
)


@dataclass(frozen=True, slots=True)
class QuotationCounts:
    """The number of quotations with each result.

    Exact, typographic, elided, ambiguous and translated quotations were checked. ``no_denials`` is
    the number of these in languages without a list of denials, in which we did not look for
    denials. A quotation is uncheckable if its source has no snapshot. Uncheckable quotations never
    count as checked. Failed quotations with a waiver count as skipped.
    """

    exact: int = 0
    typographic: int = 0
    elided: int = 0
    ambiguous: int = 0
    translated: int = 0
    uncheckable: int = 0
    failed: int = 0
    skipped: int = 0
    no_denials: int = 0

    @property
    def checked(self) -> int:
        """The number of quotations that were found in the text."""
        return self.exact + self.typographic + self.elided + self.ambiguous + self.translated

    @property
    def all(self) -> int:
        """The total number of quotations."""
        return self.checked + self.uncheckable + self.failed + self.skipped

    def by_class(self, words: Catalogue) -> str:
        """Return the number of found quotations in each class, in brackets, or ""."""
        names = {
            "exact": words.gettext("%(number)s exact", number=self.exact),
            "typographic": words.gettext("%(number)s typographic", number=self.typographic),
            "elided": words.gettext("%(number)s elided", number=self.elided),
            "ambiguous": words.gettext("%(number)s ambiguous", number=self.ambiguous),
            "translated": words.gettext("%(number)s translated", number=self.translated),
        }
        kinds = [text for name, text in names.items() if getattr(self, name)]
        return f" ({', '.join(kinds)})" if kinds else ""

    def denials(self, words: Catalogue) -> str:
        """Return a clause about the quotations in languages without a list of denials, or ""."""
        if not self.no_denials:
            return ""
        return words.gettext(
            "; in languages without a list of denials: %(number)s",
            number=self.no_denials,
        )

    def as_dict(self) -> dict[str, int]:
        """Return the counts by name, with the sums."""
        return {"all": self.all, "checked": self.checked, **asdict(self)}

    def sentences(self, words: Catalogue, forms: ReaderWords) -> Iterator[str]:
        """Yield sentences for readers about the quotations with each result."""
        if not self.all:
            yield words.gettext(forms.none)
        elif self.checked == self.all:
            yield words.ngettext(*forms.all, self.all)
        else:
            of = words.ngettext(*forms.of, self.all)
            yield words.ngettext(*forms.match, self.checked, number=self.checked, of=of)
        if self.uncheckable:
            yield words.gettext(
                "We could not check %(number)s, because we store no text for them.",
                number=self.uncheckable,
            )
        if self.failed:
            yield words.ngettext(
                "%(number)s does not match.",
                "%(number)s do not match.",
                self.failed,
                number=self.failed,
            )
        if self.skipped:
            yield words.gettext(
                "We exempt %(number)s from the check, and give the reason.", number=self.skipped
            )


@dataclass(frozen=True, slots=True)
class SourceQuotationCounts(QuotationCounts):
    """The number of quotations from sources, by result and by the kind of stored text.

    Of the checked quotations, ``against_excerpt`` were compared with an excerpt, and the others
    with the whole page. ``near_edge`` is the number of quotations within twelve words of an
    excerpt's end, beyond which we saw nothing.
    """

    against_excerpt: int = 0
    near_edge: int = 0

    @property
    def against_page(self) -> int:
        """The number of quotations that were found in the text of the whole page."""
        return self.checked - self.against_excerpt

    def as_dict(self) -> dict[str, int]:
        """Return the counts by name, with the sums."""
        return {**QuotationCounts.as_dict(self), "against_page": self.against_page}

    def limits(self, words: Catalogue) -> Iterator[str]:
        """Yield sentences for readers about the parts of the sources that we saw."""
        if self.against_excerpt and self.against_excerpt == self.checked:
            yield words.gettext("We checked them against stored excerpts, not whole pages.")
        elif self.against_excerpt:
            yield words.gettext(
                "We checked %(number)s against a stored excerpt, not the whole page.",
                number=self.against_excerpt,
            )
        if self.near_edge:
            yield words.gettext(
                "For %(number)s, the excerpt ends close to the quotation.", number=self.near_edge
            )

    def in_words(self, words: Catalogue) -> str:
        """Return the results in words, with the checked quotations first."""
        edge = words.gettext(" (%(number)s near its edge)", number=self.near_edge)
        against = words.gettext(
            ", %(page)s against the page and %(excerpt)s against a stored excerpt%(edge)s",
            page=self.against_page,
            excerpt=self.against_excerpt,
            edge=edge if self.near_edge else "",
        )
        return words.gettext(
            "%(all)s from sources: %(checked)s checked%(classes)s%(against)s, "
            "%(uncheckable)s not checked%(why)s, %(failed)s failed, %(skipped)s skipped%(denials)s",
            all=self.all,
            checked=self.checked,
            classes=self.by_class(words),
            against=against if self.checked else "",
            uncheckable=self.uncheckable,
            why=words.gettext(" (no stored text)") if self.uncheckable else "",
            failed=self.failed,
            skipped=self.skipped,
            denials=self.denials(words),
        )
