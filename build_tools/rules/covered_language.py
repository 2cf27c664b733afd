"""Prose in a language without a list of numerals and verdict words is checked only in part.

Why: a page must not look checked if it was not.
Fix: compare the page's numbers, dates and verdicts with the claims yourself. The languages covered
are English, Spanish, German, French, Polish, Russian and Lithuanian. German writes every noun with
a capital, so the build recognises a German name outside the vocabulary only after an office or next
to a verb of saying. It recognises no such names in scripts without capitals, such as Arabic or
Chinese. List the people, organisations and places in the vocabulary instead.
"""

from collections.abc import Iterator

from build_tools.facts.diagnostics import Level, Span
from build_tools.facts.ledger import Ledger
from build_tools.facts.quantities import covered
from build_tools.rules import verdict_words
from build_tools.rules.problem import Problem

LEVEL = Level.WARNING

GOOD = """
-- content/explainers/border.md --
---
lang: de
---
# Warum wurde die Grenze geschlossen?

Am 18. August 2023 wurden zwei Übergänge geschlossen [@two-crossings].
"""

BAD = """
-- content/explainers/border.md --
---
lang: lv %! covered-language
---
# Kāpēc robeža tika slēgta?

Divas robežšķērsošanas vietas tika slēgtas [@two-crossings].
"""

_HINT = "Compare them with the claims yourself, or ask us to add the language."


def check(ledger: Ledger) -> Iterator[Problem]:
    """Yield pages that cite claims, and a site with claims, in a language that is not covered."""
    for prose in ledger.records.prose:
        if prose.lang and prose.citations and not _is_covered(prose.lang):
            message = f'Verdict words and numbers in words are not checked in "{prose.lang}".'
            place = prose.front_place or prose.place
            yield Problem(place.span("lang"), message, _HINT)
    lang = ledger.records.lang
    if ledger.claims and not _is_covered(lang):
        message = (
            f'Verdict words, numbers in words and dates of claims are not checked in "{lang}".'
        )
        yield Problem(Span("mkdocs.yml", 1, 1, 1, 2), message, _HINT)


def _is_covered(lang: str) -> bool:
    return covered(lang) and verdict_words.covered(lang)
