"""Arranges the counts of quotations in a table for readers."""

from collections.abc import Callable
from typing import NamedTuple

from build_tools.facts.catalogue import N_, Catalogue
from build_tools.quotations.counts import Counts
from build_tools.quotations.matching import QuoteClass
from build_tools.quotations.quotation_counts import QuotationCounts, SourceQuotationCounts
from build_tools.views.parts.quotation_view import LABELS

_RESULTS: tuple[tuple[str, Callable[[QuotationCounts], int]], ...] = (
    (N_("all quotations"), lambda counts: counts.all),
    (LABELS[QuoteClass.EXACT], lambda counts: counts.exact),
    (LABELS[QuoteClass.TYPOGRAPHIC], lambda counts: counts.typographic),
    (LABELS[QuoteClass.ELIDED], lambda counts: counts.elided),
    (LABELS[QuoteClass.AMBIGUOUS], lambda counts: counts.ambiguous),
    (LABELS[QuoteClass.TRANSLATED], lambda counts: counts.translated),
    (LABELS[QuoteClass.UNCHECKABLE], lambda counts: counts.uncheckable),
    (N_("refused"), lambda counts: counts.failed),
    (N_("exempt, with a reason"), lambda counts: counts.skipped),
)
# Parts of the quotations that were found. Only quotations from sources can be from excerpts.
_LIMITS: tuple[tuple[str, Callable[[QuotationCounts], int | None]], ...] = (
    (N_("in a language without a list of denials"), lambda counts: counts.no_denials),
    (
        N_("checked against an excerpt"),
        lambda counts: (
            counts.against_excerpt if isinstance(counts, SourceQuotationCounts) else None
        ),
    ),
    (
        N_("near the edge of an excerpt"),
        lambda counts: counts.near_edge if isinstance(counts, SourceQuotationCounts) else None,
    ),
)


class CountRow(NamedTuple):
    """A row of the table: its name, and a number for each column, or None if none can apply."""

    name: str
    numbers: tuple[int | None, ...]


class CountTable(NamedTuple):
    """The numbers of quotations by result. ``columns`` contains the places of the quotations.

    ``limits`` counts parts of the quotations that were found. Rows of zeros are not left out, and
    ``is_empty`` does not count the quotations in sentences. Otherwise the words of a record could
    change the structure of the page.
    """

    columns: tuple[str, ...]
    results: tuple[CountRow, ...]
    limits: tuple[CountRow, ...]
    is_empty: bool


def table_of(words: Catalogue, counts: Counts) -> CountTable:
    """Return the table of a site's quotations."""
    several, single = words.gettext("from the articles"), words.gettext("from the article")
    columns = {
        several if counts.has_several else single: counts.of_article,
        words.gettext("from sources"): counts.of_sources,
        words.gettext("in our own sentences"): counts.in_texts,
    }
    results, limits = (
        tuple(
            CountRow(words.message(name), tuple(map(number_in, columns.values())))
            for name, number_in in rows
        )
        for rows in (_RESULTS, _LIMITS)
    )
    is_empty = not (counts.of_article.all or counts.of_sources.all)
    return CountTable(tuple(columns), results, limits, is_empty)
