"""A number or date in prose must stand in a claim that its own paragraph cites.

Why: prose that outruns the facts is how a checked page becomes an unchecked one.
Fix: cite the claim that holds it, or take it out; for a harmless one write
`<!-- facts: waive cited-prose: the reason -->` on the line above the paragraph.
"""

import re
from collections.abc import Iterator

from build_tools.facts.ledger import Ledger
from build_tools.facts.quantities import WrittenDate, WrittenNumber, dates, numbers
from build_tools.facts.reading.prose import CITATION
from build_tools.facts.records import Paragraph
from build_tools.rules.claim_quantities import quantities_of
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

# Citations, and the marks of footnotes: [^1].
_MARK = re.compile(rf"{CITATION.pattern}|\[\^[^\]\s]{{1,60}}\]:?")
_COUNTED = re.compile(
    r"(?:\s[^\W\d]+)?\s(?:reports?|sources|agencies|outlets|papers|accounts|claims|articles|fuentes|"
    r"informes|medios|agencias|artículos|quellen|berichte|medien|agenturen|artikel|médias|agences|"
    r"rapports|źródła|źródeł|agencje|relacje|источника|источников|сообщения|šaltiniai|šaltinių)\b",
    re.IGNORECASE,
)
_LINK = re.compile(r"\]\([^)\s]{0,400}\)")
# The number of an item of a list, which nobody counts with.
_ITEM = re.compile(r"(?m)^[ >]{0,40}\d{1,3}[.)](?=[ ])")


def check(ledger: Ledger) -> Iterator[Problem]:
    """Yield what no cited claim contains, and waivers that are idle or give no reason."""
    for prose in ledger.records.prose:
        for paragraph in prose.paragraphs:
            if _cited(paragraph) & set(ledger.records.unread):
                continue  # what an unreadable claim contains is not known
            problems = list(_of_paragraph(paragraph, ledger.lang_of(prose), ledger))
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


def _of_paragraph(paragraph: Paragraph, lang: str, ledger: Ledger) -> Iterator[Problem]:
    claims = [ledger.claims[name] for name in sorted(_cited(paragraph)) if name in ledger.claims]
    held = [quantities_of(ledger, claim) for claim in claims]
    text = "\n".join(_without_marks(line) for _, line in paragraph.lines)
    if _ITEM.match(text):  # a paragraph that only holds such a line is no list
        text = _ITEM.sub(lambda match: " " * len(match[0]), text)
    for date in dates(text, lang):
        if not date.is_month and not any(part.has_date(date) for part in held):
            yield _at(paragraph, text, date, f'the date "{date.text}"')
    for number in numbers(text, lang):
        if number.in_words and _COUNTED.match(text, number.end):
            continue  # the writer counts what was read
        if not any(part.has_number(number) for part in held):
            yield _at(paragraph, text, number, f'the number "{number.text}"')


def _at(paragraph: Paragraph, text: str, words: WrittenDate | WrittenNumber, what: str) -> Problem:
    """Return the problem at words of the paragraph's lines, joined."""
    before = text[: words.start]
    line, column = before.count("\n"), len(before) - before.rfind("\n") - 1
    width = len(words.text.partition("\n")[0])
    number = paragraph.lines[line][0]
    return _problem(paragraph, number, (column, column + width), " ".join(what.split()))


def _problem(paragraph: Paragraph, line: int, columns: tuple[int, int], what: str) -> Problem:
    return Problem(
        paragraph.span(line, *columns),
        f"No claim that this paragraph cites holds {what}.",
        "Cite the claim that holds it, take it out, or waive it with a reason on the line above.",
    )


def _without_marks(line: str) -> str:
    """Blank out citations, notes and link addresses, so that columns stay the same."""
    line = _MARK.sub(lambda match: " " * len(match[0]), line)
    return _LINK.sub(lambda match: "]" + " " * (len(match[0]) - 1), line)
