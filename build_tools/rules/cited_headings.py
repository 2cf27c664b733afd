"""A number or date in a page's headings, title or description must be in a cited claim.

Why: people read the heading first, and most read nothing else. Search engines show the title and
the description.
Fix: correct the number or date, or cite a claim that contains it. The citation may be anywhere on
the page.
"""

import re
from collections.abc import Iterator
from functools import partial

from build_tools.facts.ledger import Ledger
from build_tools.facts.quantities import WrittenNumber
from build_tools.quotations.page_titles import titles
from build_tools.rules.claim_quantities import quantities_of, unknown_in
from build_tools.rules.problem import Problem

GOOD = """
-- content/explainers/border.md --
---
title: What happened on 18 August 2023?
---
# The answer in 60 seconds

## 1. Why did the story of 24 August 2023 name two crossings?

Lithuania closed two crossings on 18 August 2023 [@two-crossings].
"""

BAD = """
-- content/explainers/border.md --
---
title: What happened on 19 August 2023? %! cited-headings
---
# Three crossings were closed %! cited-headings

## And in 2022? %! cited-headings

Lithuania closed two crossings on 18 August 2023 [@two-crossings].
"""

# Numbers that describe the page itself, such as "Part 2", "5 minutes" or "7 things to know".
_BEFORE = re.compile(
    r"\b(?:part|chapter|step|no\.|parte|capítulo|paso|teil|kapitel|schritt|partie|chapitre|"
    r"część|rozdział|часть|глава|dalis|skyrius)\s$",
    re.IGNORECASE,
)
_COUNTED = re.compile(
    r"\s(?:[^\W\d]+\s)?(?:seconds?|minutes?|questions?|answers?|things|points|facts|steps|"
    r"reasons|ways|lessons|takeaways|maps|charts|segundos|minutos|preguntas|respuestas|cosas|"
    r"puntos|"
    r"claves|datos|pasos|razones|sekunden|minuten|fragen|antworten|dinge|punkte|fakten|gründe|"
    r"secondes|réponses|choses|raisons|sekund|minut|pytań|pytania|odpowiedzi|faktów|"
    r"секунд|минут|вопросов|вопроса|ответов|фактов|sekundžių|minučių|klausimai|klausimų|faktai)\b",
    re.IGNORECASE,
)


def check(ledger: Ledger) -> Iterator[Problem]:
    """Yield numbers and dates in a page's headings that are in none of the page's claims."""
    published = [article.date for article in ledger.articles.values()]
    for prose in ledger.records.prose:
        claims = [ledger.claims.get(citation.claim) for citation in prose.citations]
        if not claims or None in claims:
            continue  # we do not know what an unreadable claim contains
        known = quantities_of(ledger, filter(None, claims), published)
        lang = ledger.lang_of(prose)
        for title in titles(prose):
            for words in unknown_in(title.text, lang, known, partial(_is_of_page, title.text)):
                place = title.within(words.start, words.text)
                message = f"No claim that this page cites contains “{words.text}”."
                yield Problem(place, message, "Correct it, or cite a claim that contains it.")


def _is_of_page(text: str, number: WrittenNumber) -> bool:
    """Return whether a number counts or numbers items on the page."""
    if number.start == 0 and text[number.end : number.end + 1] in (".", ")", ":"):
        return True
    return bool(_COUNTED.match(text, number.end) or _BEFORE.search(text[: number.start]))
