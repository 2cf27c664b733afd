"""A number, date or name in the site's settings must be in an article or a claim.

Why: the site's name and description are on every page, in search results and in links that people
share. They have no citation beside them.
Fix: correct the text in mkdocs.yml. The date in a text such as "one article of August 2023" must be
the date of a checked article. Other dates must be in a claim's own words or `when`, and other
numbers in any claim. The build accepts counts of articles, claims, sources and sentences, the years
and the address in `copyright`, and a number in the site's own name. Quotations are checked as in
other texts.
"""

from collections.abc import Iterator

from build_tools.facts.agreement import falls_within
from build_tools.facts.clauses import unquoted
from build_tools.facts.ledger import Ledger
from build_tools.facts.names import mentions
from build_tools.facts.quantities import WrittenDate, WrittenNumber, dates, numbers
from build_tools.facts.record_cache import once_per_ledger
from build_tools.quotations.known_quantities import Quantities, Written
from build_tools.rules.claim_quantities import quantities_of, unknown_in
from build_tools.rules.own_numbers import is_own
from build_tools.rules.problem import Problem
from build_tools.rules.samples import claim_sample
from build_tools.rules.supported_names import concerned
from build_tools.rules.supported_numbers import REPORT_OF

_SETTINGS = """
-- mkdocs.yml --
site_name: Closed crossings
site_description: One news article of {} 2023, checked.{}
"""

GOOD = claim_sample() + _SETTINGS.format("August", "")

BAD = claim_sample() + _SETTINGS.format("July", " #! supported-settings")

_HINT = "Correct it, or add a claim that contains it."


def check(ledger: Ledger) -> Iterator[Problem]:
    """Yield the numbers, dates and names in settings that are not in an article or claim."""
    if ledger.records.unread or not ledger.claims:
        return  # we do not know what an unreadable claim contains
    for setting in ledger.site_texts.values():
        text = unquoted(setting.text)
        unknown = (
            (item.start, item.end, "date" if isinstance(item, WrittenDate) else "number")
            for item in _unknown(ledger, text)
            if not is_own(ledger, setting, item)
        )
        for start, end, kind in [*unknown, *_strangers(ledger, text)]:
            what = f"No article or claim contains the {kind} “{text[start:end]}”."
            yield Problem(setting.place.within(start, end, "text"), what, _HINT)


def _unknown(ledger: Ledger, text: str) -> Iterator[WrittenDate | WrittenNumber]:
    lang = ledger.records.lang
    if not (numbers(text, lang) or dates(text, lang)):
        return
    reported = [date for date in dates(text, lang) if REPORT_OF.search(text[: date.start])]
    for date in reported:
        if not _is_of_article(ledger, date):
            yield date
    for other in unknown_in(text, lang, _own_words(ledger), lambda _: True):
        if other not in reported and not _is_of_article(ledger, other):
            yield other
    known = quantities_of(ledger, ledger.claims.values())
    for number in unknown_in(text, lang, known, lambda number: _counts(ledger, number)):
        if isinstance(number, WrittenNumber):
            yield number


def _strangers(ledger: Ledger, text: str) -> Iterator[tuple[int, int, str]]:
    """Yield the vocabulary's names in a text that are neither in an article nor in a claim."""
    for mention in mentions(ledger, text):
        if mention.ids.isdisjoint(_of_claims(ledger)) and mention.ids.isdisjoint(
            _of_articles(ledger)
        ):
            yield mention.start, mention.end, "name"


def _is_of_article(ledger: Ledger, date: WrittenDate | WrittenNumber) -> bool:
    return isinstance(date, WrittenDate) and any(
        falls_within(date, article.date) for article in ledger.articles.values()
    )


def _counts(ledger: Ledger, number: WrittenNumber) -> bool:
    """Return whether a number is the number of articles, claims, sources or sentences."""
    sentences = sum(len(article.sentences) for article in ledger.articles.values())
    sizes = (len(ledger.articles), len(ledger.claims), len(ledger.sources), sentences)
    return number.value in sizes


@once_per_ledger
def _own_words(ledger: Ledger) -> Quantities:
    lang = ledger.records.lang
    claims = ledger.claims.values()
    texts = [Written(words, lang) for claim in claims for words in (claim.claim, claim.finding)]
    return Quantities(tuple(texts), tuple(claim.when for claim in claims))


@once_per_ledger
def _of_claims(ledger: Ledger) -> frozenset[str]:
    return frozenset().union(*(concerned(ledger, claim) for claim in ledger.claims.values()))


@once_per_ledger
def _of_articles(ledger: Ledger) -> frozenset[str]:
    texts = "\n".join(f"{article.title}\n{article.text}" for article in ledger.articles.values())
    return frozenset().union(*(mention.ids for mention in mentions(ledger, texts)))
