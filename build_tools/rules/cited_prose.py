"""A number or date in prose must stand in a claim that its own paragraph cites.

Why: prose that outruns the facts is how a checked page becomes an unchecked one.
Fix: cite the claim that holds it, or take it out; for a harmless one write
`<!-- facts: waive cited-prose: the reason -->` on the line above the paragraph.
"""

import re
from collections.abc import Iterator

from build_tools.facts.dates import MONTHS, DateError, When
from build_tools.facts.ledger import Ledger
from build_tools.facts.reading.prose import CITATION
from build_tools.facts.records import Claim, Paragraph
from build_tools.rules.problem import Problem

RULE = "cited-prose"

GOOD = """
-- content/explainers/border.md --
# What happened on 21 August 2023?

Lithuania closed two crossings on 18 August 2023 [@two-crossings].

<!-- facts: waive cited-prose: the day on which this page was read again -->
This page was read again on 1 December 2026.

<!-- What 9 editors said --> <!-- of 21 pages -->
"""

BAD = """
-- content/explainers/border.md --
# Why did the border close?

Lithuania closed two crossings on 19 August 2023 [@two-crossings]. %! cited-prose

- It took 48 hours [@two-crossings]. %! cited-prose

In 2019 nothing of the kind was known. %! cited-prose

<!-- facts: waive cited-prose: nothing below needs it --> %! cited-prose
Nothing more is known.

<!-- A word of editors --> Poland closed 99 crossings. %! cited-prose
"""

_MONTH = "|".join(MONTHS)
_DATE = re.compile(rf"(?:(\d{{1,2}}) )?\b({_MONTH})\b(?: (\d{{4}}))?")
_NUMBER = re.compile(r"(?<![\w.,])\d+(?:[.,]\d+)*(?![\w]*[-/]\d)")
_LINK = re.compile(r"\]\([^)\s]{0,400}\)")


def check(ledger: Ledger) -> Iterator[Problem]:
    """Yield what no cited claim contains, and waivers that are idle or give no reason."""
    for prose in ledger.records.prose:
        for paragraph in prose.paragraphs:
            if _cited(paragraph) & set(ledger.records.unread):
                continue  # what an unreadable claim contains is not known
            problems = list(_of_paragraph(paragraph, ledger))
            waiver = paragraph.waiver
            if waiver is None or waiver.rule != RULE:
                yield from problems
                if waiver is not None:
                    message = f'"{waiver.rule}" cannot be waived in prose.'
                    yield Problem(waiver.span, message, f"Only {RULE} can.")
            elif not problems:
                yield Problem(waiver.span, "The waiver is not needed.", "Delete the line.")
            elif not waiver.reason:
                hint = f"Write <!-- facts: waive {RULE}: the reason -->."
                yield Problem(waiver.span, "The waiver gives no reason.", hint)


def _cited(paragraph: Paragraph) -> set[str]:
    return {name for _, line in paragraph.lines for name in CITATION.findall(line)}


def _of_paragraph(paragraph: Paragraph, ledger: Ledger) -> Iterator[Problem]:
    claims = [ledger.claims[name] for name in sorted(_cited(paragraph)) if name in ledger.claims]
    contents = "\n\n".join(_words_of(claim, ledger) for claim in claims)
    for number, line in paragraph.lines:
        text = _without_marks(line)
        dates = [match for match in _DATE.finditer(text) if match[1] or match[3]]
        for match in dates:
            if match[0] not in contents and not _is_when(match, claims):
                yield _problem(paragraph, number, match.span(), f'the date "{match[0]}"')
        for match in _NUMBER.finditer(text):
            in_date = any(date.start() <= match.start() < date.end() for date in dates)
            if not in_date and not _contains_number(contents, match[0]):
                yield _problem(paragraph, number, match.span(), f'the number "{match[0]}"')


def _problem(paragraph: Paragraph, line: int, columns: tuple[int, int], what: str) -> Problem:
    return Problem(
        paragraph.span(line, *columns),
        f"No claim that this paragraph cites holds {what}.",
        "Cite the claim that holds it, take it out, or waive it with a reason on the line above.",
    )


def _without_marks(line: str) -> str:
    """Blank out citations and link addresses, so that columns stay the same."""
    line = CITATION.sub(lambda match: " " * len(match[0]), line)
    return _LINK.sub(lambda match: "]" + " " * (len(match[0]) - 1), line)


def _words_of(claim: Claim, ledger: Ledger) -> str:
    """Return all texts of a claim's record, each a block of its own."""
    blocks = [claim.claim, claim.finding, claim.when.words(), claim.outdated or ""]
    blocks += [appearance.quote or "" for appearance in claim.appears_in]
    blocks += [claim.as_of.words()] if claim.as_of else []
    for item in claim.evidence:
        blocks += [item.says, item.part or ""]
        if item.quote:
            blocks += [item.quote.text, item.quote.translation or ""]
        if (source := ledger.sources.get(item.source)) and source.date:
            blocks.append(source.date.words())
    blocks += [f"{search.query} {search.result}" for search in claim.search_log]
    return "\n\n".join(block for block in blocks if block)


def _contains_number(contents: str, number: str) -> bool:
    plain = re.escape(number.replace(",", "").rstrip("."))
    return bool(re.search(rf"(?<![\d.]){plain}(?!\d|\.\d)", contents.replace(",", "")))


def _is_when(match: "re.Match[str]", claims: list[Claim]) -> bool:
    """Return whether the written date is that of a cited claim, to the precision written."""
    day, month, year = match[1], MONTHS.index(match[2]) + 1, match[3]
    for claim in claims:
        for when in (claim.when, claim.when.start, claim.when.end, claim.as_of):
            if when is None or when.earliest is None:
                continue
            text = f"{int(year or when.earliest.year):04}-{month:02}"
            try:
                written = When.parse(f"{text}-{int(day):02}" if day else text)
            except DateError:
                continue
            if when.earliest == written.earliest or (not day and written.includes(when.earliest)):
                return True
    return False
