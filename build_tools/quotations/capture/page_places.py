"""Says where on a page the words of a quotation are if its text does not contain them."""

from build_tools.facts.records import Quotation
from build_tools.quotations.capture.extraction import Extracted
from build_tools.quotations.check import match_quotation
from build_tools.quotations.matching import FOUND


def place_elsewhere(quote: Quotation, extracted: Extracted) -> str:
    """Return the name of the first place that has the words, or an empty text."""
    anyhow = quote.model_copy(update={"context_ok": "only to find the place"})
    for place, text in extracted.elsewhere:
        if match_quotation(anyhow, text).kind in FOUND:
            return place
    return ""
