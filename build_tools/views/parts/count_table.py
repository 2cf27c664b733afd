"""Arranges the counts of quotations in a table for readers."""

from collections.abc import Callable
from typing import NamedTuple

from build_tools.facts.catalogue import N_, Catalogue
from build_tools.quotations.counts import Counts
from build_tools.quotations.quotation_counts import QuotationCounts, SourceQuotationCounts

_ROWS: tuple[tuple[str, Callable[[QuotationCounts], int]], ...] = (
    (N_("all quotations"), lambda counts: counts.all),
    (N_("found word for word"), lambda counts: counts.exact),
    (N_("found with different typography"), lambda counts: counts.typographic),
    (N_("found with an omission"), lambda counts: counts.elided),
    (N_("found in several places"), lambda counts: counts.ambiguous),
    (N_("found, and translated by us"), lambda counts: counts.translated),
    (N_("not checked, because we store no text"), lambda counts: counts.uncheckable),
    (N_("not found"), lambda counts: counts.failed),
    (N_("exempt, with a reason"), lambda counts: counts.skipped),
    (N_("in a language without a list of denials"), lambda counts: counts.no_denials),
    (N_("checked against an excerpt"), lambda counts: _of_source(counts).against_excerpt),
    (N_("near the edge of an excerpt"), lambda counts: _of_source(counts).near_edge),
)

_NONE = SourceQuotationCounts()


class CountRow(NamedTuple):
    """A row of the table: its name, and a number for each column."""

    name: str
    numbers: tuple[str, ...]


class CountTable(NamedTuple):
    """The numbers of quotations by result. ``columns`` contains the places of the quotations."""

    columns: tuple[str, ...]
    rows: tuple[CountRow, ...]


def table_of(words: Catalogue, counts: Counts) -> CountTable:
    """Return the table of a site's quotations."""
    several, single = words.gettext("from the articles"), words.gettext("from the article")
    article = several if counts.has_several else single
    columns = (
        (article, counts.of_article),
        (words.gettext("from sources"), counts.of_sources),
        (words.gettext("in our own sentences"), counts.in_texts),
    )
    rows = [
        CountRow(
            words.message(name),
            tuple(str(number_in(numbers)) for _, numbers in columns),
        )
        for name, number_in in _ROWS
    ]
    return CountTable(tuple(name for name, _ in columns), tuple(rows))


def _of_source(counts: QuotationCounts) -> SourceQuotationCounts:
    return counts if isinstance(counts, SourceQuotationCounts) else _NONE
