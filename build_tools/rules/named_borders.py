"""A text may name a border only between neighbours, and must not deny a border between them.

Why: "with a border" and "without a border" differ in a few letters, and the map beside the text
shows which is true.
Fix: correct the words, or the `neighbours` in facts/vocabulary/countries.yaml. Only countries with
a record are compared. A border in a country's summary is that country's own, unless another country
is named before it.
"""

import re
from collections.abc import Iterator

from build_tools.facts.clauses import unquoted
from build_tools.facts.diagnostics import Span
from build_tools.facts.ledger import Ledger
from build_tools.facts.names import Mention, mentions
from build_tools.facts.records import Claim, Country
from build_tools.rules.cited_sentences import cited_sentences
from build_tools.rules.problem import Problem

_COUNTRIES = """
-- facts/vocabulary/countries.yaml --
belarus:
  name: Belarus
  code: BY
  neighbours: [lithuania]
  summary: {}
lithuania:
  name: Lithuania
  code: LT
  neighbours: [belarus]
  summary: It closed two crossings.
"""

GOOD = _COUNTRIES.format("A country with a border with Lithuania.")

BAD = _COUNTRIES.format("A country without a border with Lithuania. #! named-borders")

_FIELDS = ("claim", "finding", "finding_short", "short")
_WITH = (
    r"(?:(?:(?:land|state|common|shared|eastern|western|northern|southern) )?borders? (?:with|to)|"
    r"borders|bordered|bordering|"
    r"front(?:era|iera|eira) con|limit(?:a|aba|an) con|grenz(?:t|te|en) an|grenze (?:mit|zu)|"
    r"frontière avec|granic\w{0,4} z|graniczy z|границ\w{0,2} с|граничит с|siena su) "
)
# The words between two countries that have a border.
_BETWEEN = re.compile(rf"(?:['’]s?)? (?:has an? |shares an? )?{_WITH}(?:the )?", re.IGNORECASE)
_JOINED = re.compile(r"[-–]")
_JOINED_AFTER = re.compile(r" (?:land |state )?(?:border|frontier|Grenze)s?\b", re.IGNORECASE)
_OF_BOTH = re.compile(
    r"\b(?:borders? (?:between|of)|frontera entre|grenze zwischen|frontière entre|"
    r"granic\w{0,3} między|граница между) (?:the )?$",
    re.IGNORECASE,
)
_AND = re.compile(r" (?:and|with|y|und|et|i|и) (?:the )?", re.IGNORECASE)
# Words for a border of the country that a summary describes.
_OWN = re.compile(rf"\b{_WITH}(?:the )?$", re.IGNORECASE)
_NONE = re.compile(
    r"\b(?:no|not|without(?: an?)?|neither|never|sin|ohne|keine|sans|bez|без|без общей) "
    r"(?:(?:common|shared|land|direct|gemeinsame) )?$|n[’']t $",
    re.IGNORECASE,
)
_LEAD = 60


def check_claim(ledger: Ledger, claim: Claim) -> Iterator[Problem]:
    """Yield the wrong statements about borders in a claim's words."""
    for field in _FIELDS:
        for start, end, message in _wrong(ledger, unquoted(getattr(claim, field) or ""), None):
            yield _problem(claim.place.within(start, end, field), message)


def check(ledger: Ledger) -> Iterator[Problem]:
    """Yield the wrong statements about borders in prose and in summaries."""
    for sentence in cited_sentences(ledger):
        for start, end, message in _wrong(ledger, sentence.text, None):
            yield _problem(sentence.span(start, end), message)
    for country in ledger.countries.values():
        for start, end, message in _wrong(ledger, unquoted(country.summary), country):
            yield _problem(country.place.within(start, end, "summary"), message)


def _problem(span: Span, message: str) -> Problem:
    hint = "Correct the words, or the neighbours in facts/vocabulary/countries.yaml."
    return Problem(span, message, hint)


def _wrong(ledger: Ledger, text: str, subject: Country | None) -> Iterator[tuple[int, int, str]]:
    """Yield the start and end of each country with a wrongly stated border, and a message."""
    if not _MAY_NAME.search(text):
        return  # most texts need no further check
    before: Mention | None = None
    for mention in mentions(ledger, text):
        other = _country(ledger, mention)
        if other is None:
            before = None
            continue
        first, denied = _neighbour_in(ledger, text, before, mention, subject)
        if first and first is not other and denied == (other.id in first.neighbours):
            verb = "borders" if denied else "does not border"
            yield mention.start, mention.end, f"{first.name} {verb} {other.name}."
        before = mention


_MAY_NAME = re.compile(r"border|fronti?er|frontera|grenz|granic|границ|граничит|limita|siena")


def _country(ledger: Ledger, mention: Mention) -> Country | None:
    """Return the country that a name means, or None if it may mean anything else."""
    (name, *more) = mention.ids
    return None if more else ledger.countries.get(name)


def _neighbour_in(
    ledger: Ledger, text: str, before: Mention | None, mention: Mention, subject: Country | None
) -> tuple[Country | None, bool]:
    """Return the other country of a border in a text, and whether the text denies the border."""
    if before:
        first = _country(ledger, before)
        gap = text[before.end : mention.start]
        lead = text[max(0, before.start - _LEAD) : before.start]
        if _BETWEEN.fullmatch(gap) or (
            _JOINED.fullmatch(gap) and _JOINED_AFTER.match(text, mention.end)
        ):
            return first, False
        if _AND.fullmatch(gap) and (both := _OF_BOTH.search(lead)):
            return first, bool(_NONE.search(lead[: both.start()]))
    own = _OWN.search(text[max(0, mention.start - _LEAD) : mention.start])
    if own is None:
        return None, False
    at = max(0, mention.start - _LEAD) + own.start()
    denied = bool(_NONE.search(text[max(0, at - _LEAD) : at]))
    if before and (words := text[before.end : at]) and not re.search(r"[.;:]", words):
        # "Estonia has no border with Belarus", "Estonia does not border Belarus"
        return (_country(ledger, before), True) if denied else (None, False)
    return subject, denied
