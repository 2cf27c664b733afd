"""Finds a quotation's words in the parts of a page outside the page's own text."""

from build_tools.facts.records import Quotation
from build_tools.quotations.capture.extraction import Extracted
from build_tools.quotations.check import match_quotation
from build_tools.quotations.matching import FOUND


def place_elsewhere(quote: Quotation, extracted: Extracted) -> str:
    """Return the name of the first place on the page that contains the words, or ""."""
    anyhow = quote.model_copy(update={"context_ok": "this only serves to find the place"})
    for place, text in extracted.elsewhere:
        if match_quotation(anyhow, text).kind in FOUND:
            return place
    return ""
