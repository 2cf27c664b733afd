"""A number or date in a claim or finding must be in the evidence that supports it.

Why: readers remember numbers, and numbers are easily mistyped. If both sources say 36 hours and the
claim says 37, every field is still valid.
Fix: correct the number, or cite its origin: a quotation, a source's `says`, a `calculation` or a
`related` claim. A wrong or misleading claim may repeat the article's numbers. Rounding is accepted
("about 130" for 129.9, "more than 2,000" for 2,150). So are counts of the evidence itself ("two of
three sources") and of a list that follows ("three causes: a, b and c").
"""

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from build_tools.facts.agreement import (
    date_agrees,
    day_agrees,
    falls_within,
    number_agrees,
    other_unit,
)
from build_tools.facts.clauses import unquoted
from build_tools.facts.dates import days_between
from build_tools.facts.derivations import (
    days_agree,
    elliptic_agrees,
    is_contrast,
    label_agrees,
    quotient_agrees,
    ratio_agrees,
    rest_agrees,
    share_agrees,
)
from build_tools.facts.ledger import Ledger
from build_tools.facts.quantities import NumberKind, WrittenDate, WrittenNumber, dates, numbers
from build_tools.facts.records import Claim, Stance, TitleOrigin, Verdict
from build_tools.facts.wording import counted
from build_tools.quotations.known_quantities import (
    Quantities,
    Written,
    inner,
    middle,
    of_article,
    outer,
    sources_with,
    with_year,
)
from build_tools.quotations.support import deciding, is_complete
from build_tools.rules.problem import Problem
from build_tools.rules.samples import claim_sample

_WORDS = "Lithuania closed two of its six road crossings"
_FINDING = "finding: Two of six, from 18 August 2023."

GOOD = claim_sample((_FINDING, "finding: Both sources say two of six, from 18 August 2023."))

BAD = claim_sample(
    (_WORDS, "Lithuania closed three of its six road crossings"),
    ("on 18 August 2023.", "on 18 August 2023. #! supported-numbers"),
    (_FINDING, "finding: Three sources say so. #! supported-numbers"),
)

# No evidence supports a claim that could not be settled, so only the article's words are known.
_OPEN = (Verdict.UNVERIFIED, Verdict.NOT_CHECKABLE)
_HOLDS = (Verdict.SUPPORTED, Verdict.NUANCE)
# Small numbers of things just named ("two stops on one trip") are counts that need no source.
_SMALL, _DOZEN = range(5), 12
_DIGIT = re.compile(r"\d")
# In days. A longer period does not show what happened on a single day.
_LONG = 32
# Short text only: a field of a record.
_SOURCES = re.compile(
    r"(?P<adjectives>(?:\s+[^\W\d_]+){0,2}?)\s+(?:sources|reports|outlets|newspapers|accounts|"
    r"fuentes|medios|periódicos|quellen|berichte|zeitungen|médias|journaux|źródła|źródeł|"
    r"источника|источников|šaltiniai|šaltinių)\b"
    r"(?P<confirm>\s+(?:agree|confirm|support|back|bear)\w*\b)?",
    re.IGNORECASE,
)
_SOURCE = (
    r"(?:source|report|outlet|newspaper|account|fuente|medio|periódico|quelle|bericht|zeitung|média|"
    r"journal|źród|источник|šaltini)[^\W\d_]*"
)
# The words before the number in "only one source gives 36 hours".
# Short text only: a field of a record.
_EXCEPTION = re.compile(
    r"\b(?:(?P<only>(?:only|just) (?:one|a single)|(?:solo|sólo) un[oa]?|un[oa]? sol[oa]|"
    r"nur eine?[rs]?|une? seule?|tylko jed(?:no|en|na)|только один|tik vienas)|neither|no|none|"
    r"ningun[oa]|ningún|keine?[rs]?|aucune?|żad(?:ne|en|na)|ни один|nė vienas)"
    r"(?: (?:of|de|der|des|d['’]|ze|из|iš)(?: (?:the|las|los|these|two|dos|beiden|deux|dwóch))*)?"
    rf" {_SOURCE}(?: (?:ne|nie|не))? [^\W\d_]+ (?:(?:the|a|about|las|los|la|die|les|une) )*"
    r"(?:(?:figure|number|cifra|zahl|chiffre) (?:of|de|von) )?$",
    re.IGNORECASE,
)
_LONGEST_EXCEPTION = 90
# Short text only: a field of a record.
_EXCEPTION_END = re.compile(r"(?: ?%|(?: [^\W\d_]+){0,2})(?:[.;]|$)")
# Short text only: a field of a record.
_INDEPENDENT = re.compile(r"\b(?:independ|unabhängig|indépend|niezależn)", re.IGNORECASE)
# Short text only: a field of a record.
_NOUN = re.compile(r"[\s-]+([^\W\d_]{3,})")
# Short text only: a field of a record.
_FOLLOWING = re.compile(r"\s(?:(?:de|of)\s)?[^\W\d_]+")
# Short text only: a field of a record.
_NAMED = re.compile(r"\b(?:the|these|those|both|las|los|estos|die|diese|beiden|les|ces)\s+$")
# Short text only: a field of a record.
_LIST = re.compile(r"[^.;:]{0,80}:\s+([^.;:]+)")
_AND = r"\s+(?:and|or|y|o|und|oder|et|ou|i|lub|и|или|ir)\s+"
# Short text only: a field of a record.
_ENUMERATION = (re.compile(rf",(?:{_AND}|\s+)|{_AND}"), re.compile(_AND))
# Short text only: a field of a record.
_BESIDE_DATE = re.compile(
    r"\s*(?:[-–,]|or|and|to|o|y|al?|und|oder|bis)\s+(?:(?:on|the|el|am|de)\s+)*"
)
# The words before the date of a source, as in "an AP dispatch of 18 August".
# Short text only: a field of a record.
REPORT_OF = re.compile(
    r"\b(?:dispatch|report|story|artykuł|tekst|depesz|komunikat|relacj|стать|сообщени|straipsn|article|text|column|page|notice|release|despacho|informe|noticia|"
    r"nota|artículo|bericht|meldung|artikel|dépêche|rapport)\w*,?(?:\s+(?:of|from|dated|del?|vom|"
    r"du|z|ze|из|от|за))?\s+$",
    re.IGNORECASE,
)
# Short text only: a field of a record.
_CLAUSE_START = re.compile(r"[.;:!?]\s|\b(?:that|que|dass|że|что|kad)\b")
# Short text only: a field of a record.
_WEEK_OF = re.compile(r"\b(?:week of|semana del|woche (?:vom|ab))\s+$", re.IGNORECASE)


def check_claim(ledger: Ledger, claim: Claim) -> Iterator[Problem]:
    """Yield numbers and dates that nothing supports, and wrong counts of sources."""
    if not is_complete(ledger, claim) or not _has_evidence(ledger, claim):
        return
    lang = ledger.records.lang
    fields = [
        ("finding", claim.finding),
        ("finding_short", claim.finding_short or ""),
        ("short", claim.short or ""),
    ]
    if claim.appears_in or claim.verdict not in _OPEN:
        fields.insert(0, ("claim", claim.claim))
    for field, text in fields:
        # Another rule compares words in quotation marks with the text that they quote.
        words = unquoted(text)
        statement = _Statement(
            ledger, claim, field, words, numbers(words, lang), dates(words, lang)
        )
        for date in statement.dates:
            if not statement.knows_date(date):
                yield statement.unsupported(date, "date")
        for number in statement.numbers:
            wrong = _wrong_count(ledger, claim, words, number)
            if wrong := wrong or _wrong_exception(ledger, claim, words, number):
                span = claim.place.within(number.start, number.end, field)
                yield Problem(span, wrong, "Correct the count.")
            elif not statement.knows_number(number):
                yield statement.unsupported(number, "number")
    yield from _of_links(ledger, claim)
    if not _day_is_known(ledger, claim):
        yield Problem(
            claim.place.span("when"),
            f"Nothing that supports this claim mentions {claim.when.words()}.",
            "Correct the day, or cite evidence that mentions it.",
        )


def _of_links(ledger: Ledger, claim: Claim) -> Iterator[Problem]:
    """Yield the numbers and dates in the reasons for links that neither record contains."""
    lang = ledger.records.lang
    for index, link in enumerate(claim.related):
        words = unquoted(link.why)
        if not _DIGIT.search(words):
            continue  # most reasons need no further check
        statement = _Statement(
            ledger, claim, "finding", words, numbers(words, lang), dates(words, lang)
        )
        unknown: list[WrittenDate | WrittenNumber] = [
            date for date in statement.dates if not statement.knows_date(date)
        ]
        counts = (one for one in statement.numbers if not one.in_words)
        unknown += [number for number in counts if not statement.knows_number(number)]
        for part in unknown:
            yield Problem(
                claim.place.within(part.start, part.end, "related", index, "why"),
                f"Neither of the two records contains “{part.text}”.",
                "Correct it.",
            )


def _has_evidence(ledger: Ledger, claim: Claim) -> bool:
    """Return False for a claim with a supported verdict that no evidence supports."""
    return claim.verdict not in _HOLDS or bool(deciding(ledger, claim))


class _Statement(NamedTuple):
    """A claim or finding without its quotations, and the record that must support it."""

    ledger: Ledger
    claim: Claim
    field: str
    words: str
    numbers: tuple[WrittenNumber, ...]
    dates: tuple[WrittenDate, ...]

    @property
    def circles(self) -> Iterator[Quantities]:
        """The quantities that may support the statement. Each circle is read only if needed."""
        yield inner(self.ledger, self.claim)
        if self.field != "claim":
            yield Quantities((Written(self.claim.claim, self.ledger.records.lang),), ())
        if self.field != "claim" or self.claim.verdict is not Verdict.SUPPORTED:
            yield middle(self.ledger, self.claim)
        if self.field != "claim" or self.claim.verdict is Verdict.ATTRIBUTED:
            yield outer(self.ledger, self.claim)

    @property
    def years(self) -> frozenset[int]:
        """The years of the claim, its sources and the articles, for dates without a year."""
        periods = [*inner(self.ledger, self.claim).periods]
        periods += [article.date for article in self.ledger.articles.values()]
        sources = (self.ledger.sources.get(item.source) for item in self.claim.evidence)
        periods += [source.date for source in sources if source and source.date]
        ends = (end for period in periods for end in (period.earliest, period.latest) if end)
        return frozenset(end.year for end in ends)

    def unsupported(self, part: WrittenNumber | WrittenDate, kind: str) -> Problem:
        """Return the problem for a number or date that is not known."""
        return Problem(
            self.claim.place.within(part.start, part.end, self.field),
            f"Nothing that supports this {self.field} contains the {kind} “{part.text}”.",
            "Correct it, or cite where it comes from: evidence, a `calculation` or a `related` "
            "claim.",
        )

    def knows_date(self, date: WrittenDate) -> bool:
        """Return whether a date is in the record or among the article's own days."""
        is_whole = date.year is not None and date.month is not None
        for circle in self.circles:
            if any(falls_within(date, period) for period in circle.periods):
                return True
            if (is_whole and circle.has_words(date.text)) or date_agrees(
                date, circle.dates, self.years
            ):
                return True
            if date.is_year and any(number.value == date.year for number in circle.numbers):
                return True
            if _WEEK_OF.search(self.words[: date.start]) and _in_week(date, circle.dates):
                return True
        if self._is_of_source(date):
            return True
        return any(
            falls_within(date, article.date)
            or date_agrees(date, of_article(self.ledger, article), self.years)
            for article in self.ledger.articles.values()
        )

    def _is_of_source(self, date: WrittenDate) -> bool:
        """Return whether a date is that of a source, as in "a dispatch of 18 August"."""
        before = self.words[: date.start]
        clause = _CLAUSE_START.split(before)[-1]
        is_report = bool(REPORT_OF.search(before))
        for item in self.claim.evidence:
            source = self.ledger.sources.get(item.source)
            if source and source.date and falls_within(date, source.date):
                publisher = self.ledger.publishers.get(source.publisher)
                if is_report or (publisher and publisher.name in clause):
                    return True
        return False

    def knows_number(self, number: WrittenNumber) -> bool:
        """Return whether a number is in the record, or needs no support."""
        if number.kind is NumberKind.LABEL:
            known = ((text, other) for circle in self.circles for text, other in circle.placed)
            return label_agrees(self.words, number, known)
        if _SOURCES.match(self.words, number.end):
            return True
        if other_unit(number, (other for circle in self.circles for other in circle.numbers)):
            return self._follows(number)
        following = _FOLLOWING.match(self.words, number.end)
        literal = self.words[number.start : following.end()] if following else ""
        is_day = number.kind is NumberKind.ORDINAL or self._is_beside_date(number)
        for circle in self.circles:
            if (literal and circle.has_words(literal)) or number_agrees(
                self.words, number, circle.numbers
            ):
                return True
            if is_day and day_agrees(number, circle.dates, circle.periods):
                return True
        if self._follows(number) or _is_of_list(self.words, number):
            return True
        return self.field != "claim" and self._counts_the_named(number)

    def _follows(self, number: WrittenNumber) -> bool:
        """Return whether a number follows from known numbers, or is denied in a contrast."""
        if quotient_agrees(self.words, number, self.numbers):
            return True
        if is_contrast(self.words, number, self.numbers):
            return True
        if ratio_agrees(self.words, number, self.numbers):
            return True
        known = (other for circle in self.circles for other in circle.numbers)
        if elliptic_agrees(self.words, number, self.numbers, known):
            return True
        texts = [(text, lang) for circle in self.circles for text, lang, _ in circle.texts]
        if share_agrees(self.words, number, texts) or rest_agrees(
            self.words, number, self.numbers, texts
        ):
            return True
        days = (day for circle in self.circles for day in circle.days)
        return days_agree(self.words, number, days)

    def _is_beside_date(self, number: WrittenNumber) -> bool:
        """Return whether the number is a day of the next date, as in "on 22 or on 29 December"."""
        joint = _BESIDE_DATE.match(self.words, number.end)
        return joint is not None and any(date.start == joint.end() for date in self.dates)

    def _counts_the_named(self, number: WrittenNumber) -> bool:
        """Return whether a small number may count things that were just named."""
        if number.unit or number.value not in _SMALL or number.kind is NumberKind.ORDINAL:
            return False
        noun = _NOUN.match(self.words, number.end)
        if not noun or _NAMED.search(self.words[: number.start]):
            return True
        same = re.compile(rf"\s{re.escape(noun[1][:5])}", re.IGNORECASE)
        return not any(
            known.value <= _DOZEN and same.match(text, known.end)
            for circle in self.circles
            for text, lang, _ in circle.texts
            for known in numbers(text, lang)
        )


def _in_week(date: WrittenDate, known: Iterable[WrittenDate]) -> bool:
    week = range(date.day, date.day + 7) if date.day else ()
    return any(
        other.day in week
        and other.month == date.month
        and (date.year is None or other.year in (None, date.year))
        for other in known
    )


def _is_of_list(text: str, number: WrittenNumber) -> bool:
    """Return whether a list after a colon has this number of items."""
    following = _LIST.match(text, number.end)
    return following is not None and any(
        len(ends.split(following[1].strip())) == number.value for ends in _ENUMERATION
    )


def _wrong_count(ledger: Ledger, claim: Claim, text: str, number: WrittenNumber) -> str:
    """Return a message about a wrong count of the evidence itself, or ""."""
    match = _SOURCES.match(text, number.end)
    words = text[number.start : match.end()].casefold() if match else ""
    if match is None or any(
        words in other.casefold()
        for circle in (inner, middle, outer)
        for other, _, _ in circle(ledger, claim).texts
    ):
        return ""
    sources = {item.source for item in claim.evidence}
    supporting = {item.source for item in claim.evidence if item.stance is Stance.SUPPORTS}
    most = len(sources)
    if _INDEPENDENT.search(match["adjectives"]):
        most = len(ledger.voices(claim))
    elif match["confirm"] and not match["adjectives"]:
        most = len(supporting)
    if number.value > most:
        return f"The record has {counted(most, 'such source')}, not {number.text}."
    return ""


def _wrong_exception(ledger: Ledger, claim: Claim, text: str, number: WrittenNumber) -> str:
    """Return a message about a false statement such as "only one source gives 36 hours", or ""."""
    lead = text[max(0, number.start - _LONGEST_EXCEPTION) : number.start]
    exception = _EXCEPTION.search(lead)
    if exception is None or not _EXCEPTION_END.match(text, number.end):
        return ""
    having = sources_with(ledger, claim, text, number)
    if having <= (1 if exception["only"] else 0):
        return ""
    return f"{counted(having, 'source')} of this record {'has' if having == 1 else 'have'} it."


def _title_dates(ledger: Ledger, claim: Claim) -> Iterator[WrittenDate]:
    """Yield the days in published titles of supporting sources, which are the sources' words."""
    for item in claim.evidence:
        source = ledger.sources[item.source]
        is_seen = source.title_origin is TitleOrigin.PUBLISHED
        if item.stance is Stance.SUPPORTS and is_seen:
            for date in dates(source.title, source.langid):
                if date.day:
                    yield from with_year(date, source.date)


def _day_is_known(ledger: Ledger, claim: Claim) -> bool:
    """Return whether the evidence of a supported claim contains its day.

    The day may be in the texts or in a published title, or may be the day of a source or of a cited
    claim. The day before a source's date counts only if no text names a different day in that
    month.
    """
    when, day = claim.when, claim.when.earliest
    if claim.verdict not in _HOLDS or when.approximate or when.uncertain:
        return True
    published = [date for item in claim.evidence if (date := ledger.sources[item.source].date)]
    if day is None or when.latest != day:
        return True
    known = inner(ledger, claim)
    if known.has_words(when.words()) or any(date.earliest == day for date in published):
        return True
    others = [period for period in known.periods if period is not when]
    others += [*published, *outer(ledger, claim).periods]
    if any(period.includes(day) and (period.days or _LONG) < _LONG for period in others):
        return True
    named = [date for date in known.dates if date.day]
    if date_agrees(WrittenDate(0, 0, "", *day), [*named, *_title_dates(ledger, claim)]):
        return True
    month = WrittenDate(0, 0, "", day.year, day.month)
    return not any(date_agrees(month, [date]) for date in named) and any(
        date.earliest and days_between(day, date.earliest) == 1 for date in published
    )
