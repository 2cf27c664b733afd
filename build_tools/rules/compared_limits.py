"""A text may say that something is above or below a limit only if the numbers show this.

Why: "48 mg/l, above the limit" may have the right number, but is untrue if the limit is 50.
Fix: correct "above" or "below", or correct a number. If the text does not give the limit, the build
takes it from the records, provided that they contain exactly one limit in that unit.
"""

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal

from build_tools.facts.clauses import denies, unquoted
from build_tools.facts.diagnostics import Span
from build_tools.facts.ledger import Ledger
from build_tools.facts.quantities import NumberKind, WrittenNumber, base, numbers
from build_tools.facts.records import Claim
from build_tools.quotations.known_quantities import Quantities, inner, middle, outer
from build_tools.quotations.support import is_complete
from build_tools.rules.cited_sentences import cited_sentences
from build_tools.rules.claim_quantities import quantities_of
from build_tools.rules.problem import Problem
from build_tools.rules.samples import claim_sample

_SAYS = "says: Two of six checkpoints are closed."
_LIMIT = "says: Two of six checkpoints are closed. The limit is 50 km."
_FINDING = "finding: Two of six, from 18 August 2023."

GOOD = claim_sample(
    (_SAYS, f"{_LIMIT} It measured 49 km."), (_FINDING, "finding: 49 km, below the limit.")
)

BAD = claim_sample(
    (_SAYS, f"{_LIMIT} It measured 49 km."),
    (_FINDING, "finding: 49 km, above the limit. #! compared-limits"),
)

_FIELDS = ("claim", "finding", "finding_short", "short")
_ABOVE = (
    r"above|over|more than|higher than|in excess of|exceeding|por encima del?|superior al?|"
    r"más (?:alt[oa] )?(?:del?|que)|que supera|que excede|über|oberhalb|mehr als|höher als|"
    r"au-dessus d[ue]|supérieure? [àa]u?|plus que|powyżej|ponad|więcej niż|wyżej niż|выше|больше|"
    r"более|virš|daugiau (?:nei|kaip)|didesn\w+ (?:nei|už)"
)
_BELOW = (
    r"below|under|less than|lower than|por debajo del?|inferior al?|menos (?:del?|que)|"
    r"unter|unterhalb|weniger als|niedriger als|au-dessous d[ue]|en dessous d[ue]|"
    r"inférieure? [àa]u?|moins que|poniżej|mniej niż|niżej niż|ниже|меньше|менее|žemiau|"
    r"mažiau (?:nei|kaip)|mažesn\w+ (?:nei|už)"
)
_WORDS = (
    r"limit\w{0,3}|maximum|threshold|ceiling|cap|límite|máximo|tope|umbral|grenzwert\w{0,2}|"
    r"höchstwert\w{0,2}|obergrenze|limite|plafond|seuil|norm\w{0,2}|dopuszczaln\w{1,4}|próg|progu|"
    r"limitu|предел\w{0,3}|норм\w{1,2}|порог\w{0,2}|lim\w{0,3}tas|rib\w{1,3}"
)
_ARTICLE = r"(?:(?:the|legal|el|la|los|legales|dem|der|den|des|le|la) ){0,2}"
# "Above" or "below" before a limit, with the words that may join it to a number.
_COMPARED = re.compile(
    rf"(?P<joint>,? (?:(?:well|far|just|slightly|still|is|was|muy|bien|aún|todavía|es|está|"
    rf"deutlich|knapp|noch|liegt|war|bien|juste|est|znacznie|nieco|jest|намного|чуть) )?)?"
    rf"\b(?:(?P<above>{_ABOVE})|(?P<below>{_BELOW})) {_ARTICLE}"
    rf"(?=(?P<limit>{_WORDS})\b|[\d])",
    re.IGNORECASE,
)
# Short text only: a clause of a record or page.
_IT = re.compile(
    r"\b(?:(?:esa|esta|dicha|una) (?:cifra|cantidad)|(?:ese|este|dicho|un) valor|"
    r"(?:that|this|a) (?:figure|value|number|level)|(?:dieser?|eine?) (?:wert|zahl)|"
    r"(?:ce|un) (?:chiffre|niveau)|cette valeur|(?:ta|tę|tej) (?:liczb|wartoś)|"
    r"эт[ауо] (?:цифр|величин|значени))\w*[,. ]",
    re.IGNORECASE,
)
_IS_LIMIT = re.compile(rf"\b(?:{_WORDS})\b", re.IGNORECASE)
# These beginnings are searched first, because few texts mention a limit and ignoring case is slow.
_BEGINNINGS = (
    *("limit", "maxim", "threshold", "ceiling", " cap", "límite", "máximo", "tope", "umbral"),
    *("grenz", "höchst", "plafond", "seuil", "norm", "dopuszczaln", "próg", "prog", "предел"),
    *("норм", "порог", "ribą", "ribos", "ribų"),
)
# The most characters between the word for a limit and its number.
_NEAR = 40
# The most words in a unit, such as "milligrams per litre".
_UNIT_WORDS = 3


def check_claim(ledger: Ledger, claim: Claim) -> Iterator[Problem]:
    """Yield comparisons with a limit that the record's numbers contradict."""
    lang = base(ledger.records.lang)
    for field in _FIELDS:
        text = unquoted(getattr(claim, field) or "")
        if not _mentions_limit(text) or not is_complete(ledger, claim):
            continue
        known = [circle(ledger, claim) for circle in (inner, middle, outer)]
        for start, end, limit in _untrue(
            text, lang, known, claim.claim if field != "claim" else ""
        ):
            yield _problem(claim.place.within(start, end, field), text[start:end], limit)


def check(ledger: Ledger) -> Iterator[Problem]:
    """Yield comparisons with a limit in prose that the records cited on the page contradict."""
    for sentence in cited_sentences(ledger):
        if not _mentions_limit(sentence.text):
            continue
        lang = base(ledger.lang_of(sentence.prose))
        cited = [ledger.claims.get(citation.claim) for citation in sentence.prose.citations]
        known = [quantities_of(ledger, filter(None, cited))]
        for start, end, limit in _untrue(sentence.text, lang, known, ""):
            yield _problem(sentence.span(start, end), sentence.text[start:end], limit)


def _mentions_limit(text: str) -> bool:
    lower = text.lower()
    return any(word in lower for word in _BEGINNINGS) and _COMPARED.search(text) is not None


def _problem(span: Span, words: str, limit: Decimal) -> Problem:
    message = f"“{words.strip(', ')}” is untrue: the limit is {limit.normalize():f}."
    return Problem(span, message, "Correct the comparison or the number.")


def _untrue(
    text: str, lang: str, known: Iterable[Quantities], claim: str
) -> Iterator[tuple[int, int, Decimal]]:
    """Yield the start and end of each untrue comparison, and the number of its limit."""
    for match in _COMPARED.finditer(text):
        number = _compared(text, lang, match, claim)
        if number is None or not number.unit:
            continue
        after = next((one for one in numbers(text, lang) if match.end() <= one.start), None)
        if match["limit"] is None:
            is_same = after is not None and after.start == match.end() and after.unit == number.unit
            limits = {after.value} if after and is_same else set()
        elif after and after.unit == number.unit and after.start - match.end() <= _NEAR:
            limits = {after.value}
        else:
            limits = _limits(known, number.unit)
        if len(limits) == 1:
            limit = next(iter(limits))
            if number.value < limit if match["above"] else number.value > limit:
                yield match.start("above" if match["above"] else "below"), match.end(), limit


def _compared(text: str, lang: str, match: re.Match[str], claim: str) -> WrittenNumber | None:
    """Return the number just before a comparison, or the claim's own number for "that figure"."""
    clause = text[
        max(text.rfind(sign, 0, match.start()) for sign in (". ", "; ", ": ")) + 1 : match.start()
    ]
    if denies(clause):
        return None
    before = [one for one in numbers(text, lang) if one.end <= match.start()]
    if before and len(text[before[-1].end : match.start()].split()) <= _UNIT_WORDS:
        return before[-1] if before[-1].kind is NumberKind.CARDINAL else None
    if claim and _IT.search(clause + " "):
        own = [one for one in numbers(claim, lang) if one.unit and one.unit not in ("d", "y", "h")]
        return own[0] if len(own) == 1 else None
    return None


def _limits(known: Iterable[Quantities], unit: str) -> set[Decimal]:
    """Return the numbers in a unit that closely follow a word for a limit."""
    limits = set()
    for quantities in known:
        for text, lang, _ in quantities.texts:
            for word in _IS_LIMIT.finditer(text):
                following = (one for one in numbers(text, lang) if one.start >= word.end())
                number = next(following, None)
                if number and number.unit == unit and number.start - word.end() <= _NEAR:
                    limits.add(number.value)
    return limits
