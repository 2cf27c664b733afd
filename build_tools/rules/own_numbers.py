"""Recognises numbers that belong to a name, a copyright notice or an address, not to a claim.

The field decides which numbers are possible. A name may contain a number ("Channel 4"). A copyright
line may also contain years and an address, and a contact field may also contain telephone numbers.
In every field, a number before a word from the articles or claims is about the site's subject.
"""

import re

from build_tools.facts.ledger import Ledger
from build_tools.facts.quantities import WrittenDate, WrittenNumber
from build_tools.facts.record_cache import once_per_ledger
from build_tools.facts.records import SiteText

_NAMES = ("site_name", "site_author", "copyright")
_CONTACT = re.compile(
    r"extra\.\w{0,40}?(?:address|contact|phone|mail|imprint|impressum|direcci|tel)\w{0,40}",
    re.IGNORECASE,
)
_YEARS = r"(?:(?:\d{4}|\d{2})(?!\d)[ ,/&–—-]{1,3}){0,20}"
_NOTICE = re.compile(
    rf"(?:©|℗|\(c\)|\bcopyright)[ :,]{{0,3}}(?:(?:©|\(c\)) ?)?{_YEARS}\Z", re.IGNORECASE
)
_FIRST_YEARS = re.compile(rf" ?{_YEARS}\Z")
_YEAR = re.compile(r"\d{4}|\d{2}")
_SHORT = re.compile(r"\d{1,4}|[^\W\d_]+", re.IGNORECASE)
_DIGITS = re.compile(r"\d+")
# A percentage or a sum of money is not part of a name.
_MEASURED = re.compile(r"[%‰€$£¥₴₽]")
_STREETS = frozenset(
    (
        *("rue", "avenue", "boulevard", "place", "route", "chemin", "calle", "avenida", "plaza"),
        *("via", "viale", "piazza", "rua", "ul", "ulica"),
    )
)
_WORD = re.compile(r"[^\W\d_]+")


def is_own(ledger: Ledger, setting: SiteText, quantity: WrittenDate | WrittenNumber) -> bool:
    """Return whether a number or a year in a setting says nothing about the site's subject."""
    text, start, end = setting.text, quantity.start, quantity.end
    if isinstance(quantity, WrittenDate) and not _YEAR.fullmatch(text[start:end]):
        return False
    unit = quantity.unit if isinstance(quantity, WrittenNumber) else ""
    if _MEASURED.search(f"{text[max(start - 1, 0) : end + 1]}{unit}"):
        return False
    if setting.id == "copyright" and isinstance(quantity, WrittenDate) and _is_notice(text, start):
        return True
    if setting.id in _NAMES and _is_in_name(ledger, text, start, end):
        return True
    if setting.id == "copyright":
        return _is_in_address(text, start, end)
    return bool(_CONTACT.fullmatch(setting.id)) and _is_in_contact(ledger, text, start, end)


def _is_notice(text: str, start: int) -> bool:
    before = text[:start]
    return bool(_NOTICE.search(before) or _FIRST_YEARS.fullmatch(before))


def _is_in_name(ledger: Ledger, text: str, start: int, end: int) -> bool:
    """Return whether all words next to a number may be part of a name, as in "Channel 4"."""
    if not _SHORT.fullmatch(text[start:end]):
        return False
    words = (_before(text, start), _after(text, end))
    common = _common_words(ledger)
    return all(_is_name_like(word) and _bare(word) not in common for word in words)


def _is_in_address(text: str, start: int, end: int) -> bool:
    """Return whether a number is part of an address or telephone number, as in "12 High Street"."""
    if not _DIGITS.fullmatch(text[start:end]):
        return False
    before, after = _before(text, start), text[end:]
    if not (_is_name_like(before) or before.endswith((".", ":"))):
        return False
    for word in after.split():
        if _bare(word) in _STREETS or word.endswith((",", ".", ";")):
            return True
        if not _is_name_like(word):
            return False
    return True


def _is_in_contact(ledger: Ledger, text: str, start: int, end: int) -> bool:
    following = _bare(_after(text, end))
    return bool(_DIGITS.fullmatch(text[start:end])) and (
        following in _STREETS or following not in _common_words(ledger)
    )


def _before(text: str, start: int) -> str:
    return next(iter(text[:start].rsplit(maxsplit=1)[-1:]), "")


def _after(text: str, end: int) -> str:
    return next(iter(text[end:].split(maxsplit=1)[:1]), "")


def _is_name_like(word: str) -> bool:
    """Return whether a word may be part of a name: it has no letters or begins with a capital."""
    first = _WORD.search(word)
    return first is None or not first[0][0].islower()


def _bare(word: str) -> str:
    match = _WORD.search(word)
    return match[0].casefold() if match else ""


@once_per_ledger
def _common_words(ledger: Ledger) -> frozenset[str]:
    """Return the uncapitalised words in articles and claims, with and without an added "s"."""
    texts = [article.text for article in ledger.articles.values()]
    texts += [words for claim in ledger.claims.values() for words in (claim.claim, claim.finding)]
    uncapitalised = {word for text in texts for word in _WORD.findall(text) if word[0].islower()}
    return frozenset(
        form for word in uncapitalised for form in (word.casefold(), f"{word}s".casefold())
    )
