"""Checks that a captured text is the source's page, and not, for example, an error page.

An unnoticed bad capture is worse than no capture. Compared with the text of an error page, a
consent wall or a different article, every quotation would look invented.
"""

import re
from collections.abc import Iterator, Sequence

from build_tools.facts.records import MIN_EXCERPT_WORDS as MIN_WORDS
from build_tools.facts.records import TextKind
from build_tools.facts.wording import clipped
from build_tools.facts.words import number_of_words
from build_tools.quotations.capture.extraction import GAP

# A consent wall or paywall has few words, unlike an article about cookies or captchas.
_MAX_WALL_WORDS = 300

_SHORT = {
    TextKind.PAGE: " A page may be shorter: save it as HTML or PDF, not as plain text.",
    TextKind.EXCERPT: "",
}
_BLOCKED = re.compile(
    r"access (?:to this page has been )?denied|enable javascript|are you (?:a robot|human)"
    r"|captcha|checking your browser|verify you are (?:a )?human|unusual traffic|403 forbidden"
    r"|404 not found|page (?:not found|cannot be found|does not exist)|too many requests"
    r"|you have been blocked|service unavailable|bad gateway|just a moment"
    r"|доступ (?:запрещ|огранич)|страница не найдена|сторінку не знайдено"
    r"|strona nie (?:istnieje|została)|puslapis nerastas|zugriff verweigert|accès refusé",
    re.IGNORECASE,
)
_WALL = re.compile(
    r"we (?:value|respect|care about) your privacy|(?:accept|manage|reject) (?:all )?cookies"
    r"|we and our (?:\d+ )?partners|consent to the use|your (?:privacy|cookie) choices"
    r"|before you continue|subscribe to (?:continue|read)|to continue reading"
    r"|already a subscriber|create a free account|прийняти (?:всі )?cookie|принять (?:все )?cookie"
    r"|akceptuj|sutinku su slapukais|cookies akzeptieren|accepter les cookies",
    re.IGNORECASE,
)


def refusals(
    text: str,
    quotations: int,
    matching: int,
    kind: TextKind = TextKind.PAGE,
    *,
    is_whole: bool = False,
) -> Sequence[str]:
    """Return a sentence for each reason not to store the text.

    ``quotations`` is the number of quotations that cite the source, and ``matching`` is the number
    of these quotations in the text. ``is_whole`` is true if the text comes from a file with a whole
    page.
    """
    is_complete = kind is TextKind.PAGE and is_whole and (matching > 0 or not quotations)
    return (
        *bad_text(text, kind, is_complete=is_complete and bool(text), is_sure=matching > 0),
        *_bad_quotations(quotations, matching),
    )


def bad_text(
    text: str, kind: TextKind = TextKind.PAGE, *, is_complete: bool, is_sure: bool = False
) -> Iterator[str]:
    """Yield a sentence for each reason not to store the text, except reasons about quotations.

    ``is_complete`` is true for a text that may be short, such as a notice or a table. ``is_sure``
    is true if the text contains a quotation, and is therefore from the source.
    """
    parts = text.split(GAP)
    for number, part in enumerate(parts, 1):
        if (words := number_of_words(part)) < MIN_WORDS and not is_complete:
            which = "The text" if kind is TextKind.PAGE else f"Excerpt {number}"
            needs = f"It needs at least {MIN_WORDS}.{_SHORT[kind]}"
            yield f"{which} is too short: {words} words. {needs}"
        elif any(part in other for other in (*parts[: number - 1], *parts[number:])):
            yield f"Excerpt {number} is part of another excerpt: give each text once."
    if lost := re.search("\\S{0,40}\ufffd\\S{0,40}", text):
        yield (
            f"Letters were lost: the text contains “{clipped(lost[0], 40)}”. The page was saved in "
            "one charset and read in another. Save it again from the browser, or save its words as "
            "a .txt file in UTF-8."
        )
    # A page that contains a quotation is the source, whatever else the page says. An excerpt cannot
    # be a wall, because a person chose it.
    if kind is TextKind.PAGE and number_of_words(text) < _MAX_WALL_WORDS and not is_sure:
        if sign := _BLOCKED.search(text):
            yield f"This is a page that blocks its reader: it says “{sign[0]}”."
        if sign := _WALL.search(text):
            yield f"This is a wall before the text: it says “{sign[0]}”."


def _bad_quotations(quotations: int, matching: int) -> Iterator[str]:
    if not quotations:
        yield "No claim quotes this source, so nothing from it may be stored."
    elif not matching:
        yield f"None of the {quotations} quotations that cite this source is in the text."
