"""A number or date in prose must be in a claim that its own paragraph cites.

Why: prose that says more than the facts do is unchecked.
Fix: cite a claim that contains the number or date, or remove it. If it is harmless, write `<!--
facts: waive cited-prose: the reason -->` on the line above the paragraph.
"""

import re
from collections.abc import Iterator

from build_tools.facts.ledger import Ledger
from build_tools.facts.quantities import WrittenNumber
from build_tools.facts.reading.prose import CITATION
from build_tools.facts.records import Paragraph
from build_tools.rules.claim_quantities import quantities_of, unknown_in
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

# Citations, including citations of unknown claims, and footnote marks such as [^1].
_MARK = re.compile(rf"{CITATION.pattern}|\[@[^\[\]]{{0,100}}\]|\[\^[^\]\s]{{1,60}}\]:?")
_COUNTED = re.compile(
    r"(?:\s[^\W\d]+)?\s(?:reports?|sources|agencies|outlets|papers|accounts|claims|articles|"
    r"fuentes|"
    r"informes|medios|agencias|artículos|quellen|berichte|medien|agenturen|artikel|médias|agences|"
    r"rapports|źródła|źródeł|agencje|relacje|источника|источников|сообщения|šaltiniai|šaltinių)\b",
    re.IGNORECASE,
)
# A link whose text is a name that ends in a number: [Radio 4](https://radio.example).
_NAME = re.compile(r"\[(?:[^\W\d_a-zß-ÿа-яё][\w.]{0,30} ){1,4}\d{1,4}(?=\]\()")
_LINK = re.compile(r"\]\([^)\s]{0,400}\)")
# The number of a list item, which is not part of the text.
_ITEM = re.compile(r"(?m)^[ >]{0,40}\d{1,3}[.)](?=[ ])")


def check(ledger: Ledger) -> Iterator[Problem]:
    """Yield numbers and dates that no cited claim contains, and unneeded or unexplained waivers."""
    for prose in ledger.records.prose:
        for paragraph in prose.paragraphs:
            if ledger.lacks(_cited(paragraph)):
                continue  # we do not know what an unknown or unreadable claim contains
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
    claims = (ledger.claims[name] for name in sorted(_cited(paragraph)) if name in ledger.claims)
    text = "\n".join(_without_marks(line) for _, line in paragraph.lines)
    if _ITEM.match(text):  # such a line inside a paragraph does not begin a list
        text = _ITEM.sub(lambda match: " " * len(match[0]), text)

    def is_free(number: WrittenNumber) -> bool:
        """Return whether a number in words counts the texts that we read, as in "three reports"."""
        return number.in_words and _COUNTED.match(text, number.end) is not None

    for words in unknown_in(text, lang, quantities_of(ledger, claims), is_free):
        kind = "number" if isinstance(words, WrittenNumber) else "date"
        before, written = text[: words.start], " ".join(words.text.split())
        column = len(before) - before.rfind("\n") - 1
        end = column + len(words.text.partition("\n")[0])
        yield Problem(
            paragraph.span(paragraph.lines[before.count("\n")][0], column, end),
            f'None of the claims cited in this paragraph contains the {kind} "{written}".',
            "Cite a claim that contains it, take it out, or waive it with a reason on the line "
            "above.",
        )


def _without_marks(line: str) -> str:
    """Return the line with citations, notes and link addresses blanked out, in the same columns."""
    line = _MARK.sub(lambda match: " " * len(match[0]), line)
    line = _NAME.sub(lambda match: "[" + "x" * (len(match[0]) - 1), line) if "](" in line else line
    return _LINK.sub(lambda match: "]" + " " * (len(match[0]) - 1), line)
