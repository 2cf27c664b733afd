"""Decides whether the words after a quotation in its sentence deny, limit or judge it.

A denial counts only in the quotation's own clause, which ends at a comma, semicolon, colon, dash,
bracket or conjunction ("had arrived, because no unit …"). Beyond that clause, two things count:

* a condition or exception that begins the next clause: ", unless Poland …", "but only for …";
* a clause that judges the whole statement: ", which is false", ", was Minsk bestreitet".

Words of contrast (but, although, despite, rather than) do not deny the words before them.
"""

import re
from collections.abc import Mapping
from functools import cache

from build_tools.quotations.matching.negations import (
    denials_in,
    has_denials,
    primary_of,
    without_harmless,
)

# fmt: off
_CONTRAST_WORDS = """
but although though however despite rather instead но однако зато хотя вопреки вместо але однак
проте хоч хоць хаця всупереч замість замест ale lecz jednak jednakże natomiast choć chociaż mimo
wbrew zamiast bet tačiau o nors vietoj tomēr lai kaut aber sondern jedoch allerdings doch obwohl
obgleich trotz statt anstatt mais cependant pourtant toutefois malgré ma però tuttavia sebbene
nonostante invece pero aunque لكن لكنه لكنها لكنهم رغم 但 却 卻 然而
"""
_CONTRASTS = frozenset(_CONTRAST_WORDS.split())
# Conjunctions that need no comma before them. If a language always writes commas before other
# conjunctions, its list contains only "and".
_CONJUNCTIONS: Mapping[str, str] = {
    "en": "because but although though while whereas when whenever after before since until as and "
          "despite",
    "de": "und sowie", "ru": "и", "uk": "і та й", "be": "і ды", "pl": "i oraz", "lt": "ir bei",
    "lv": "un",
    "fr": "car mais parce puisque quoique quand lorsque tandis et comme",
    "es": "porque pero aunque mientras cuando pues y e",
    "it": "perché poiché ma sebbene benché mentre quando siccome e ed",
    "ar": "لأن لأنه لأنها لأنهم ولأن لكن ولكن لكنه ولكنه لكنها ولكنها لكنهم بينما فيما حين عندما",
    "zh": "但 因为 因為 虽然 雖然 然而 由于 由於 可是 而且",
}
_CONDITIONS: Mapping[str, str] = {
    "en": "unless|except|if|provided|only if|but only"
          "|but not (?:for|in|to|at|on|by|from|with|all|yet)",
    "de": "falls|wenn|außer|sofern|es sei denn|aber nur"
          "|aber nicht (?:für|in|an|bei|von|mit|alle)",
    "fr": "sauf|si|excepté|hormis|à moins|mais seulement|mais pas (?:pour|dans|en|à|tou)",
    "es": "si|salvo|excepto|a menos|pero s[oó]lo|pero no (?:para|en|a|todo)",
    "it": "se|salvo|tranne|eccetto|a meno|ma solo|ma non (?:per|in|a|tutt)",
    "ru": "если|кроме|разве|но только|но лишь|но не (?:для|в|на|все)",
    "uk": "якщо|якби|крім|окрім|але тільки|але лише|але не (?:для|в|у|на|всі)",
    "be": "калі|акрамя|апроч|але толькі|але не (?:для|у|на|ўсе)",
    "pl": "jeśli|jeżeli|gdyby|oprócz|prócz|chyba|ale tylko|ale nie (?:dla|w|na|wszyst)",
    "lt": "jei|jeigu|nebent|išskyrus|bet tik|bet ne (?:visi|į|iš)",
    "lv": "ja|izņemot|bet tikai|bet ne (?:visi|uz|no)",
    "ar": "إذا|إلا|الا|سوى|باستثناء|لو|لكن فقط",
    "zh": "除非|除了|如果|若|假如|只要|但只|但仅|但不包括",
}
# A clause that begins with one of these words is about everything before it.
_OPENERS: Mapping[str, str] = {
    "en": "which|something|an? (?:claim|charge|allegation|accusation|report|statement|assertion)",
    "de": "was|eine (?:behauptung|meldung)", "fr": "ce (?:qui|que|dont)", "it": "il che|cosa che",
    "es": "lo (?:que|cual)|algo que", "ru": "что|чего", "uk": "що|чого", "be": "што|чаго",
    "pl": "co|czemu", "lt": "kas|ką|ko", "lv": "kas|ko",
}
# Such a clause is a judgement if it contains a word that begins with one of these stems.
_JUDGES = """
denie[sd] deny refut reject disput false untrue incorrect invent not.(?:true|so|correct|the)
fabricat leugn dementier bestr[ei] falsch unwahr nicht.(?:wahr|stimmt|zutrifft) dément dénie faux
inexact rejet smenti neg[aò] fals desm nieg отриц опровер неправ неверн ложь не.соответ заперечу
спросту адмаўл хлус zaprzecz dementuj nieprawd kłam neig paneig melag noliedz noraid meli
"""
# fmt: on
_FARTHER = 40  # characters to examine beyond the window
_STOPS = r"[;:،؛、()\[\]<]|(?<!\d),|,(?!\d)|(?<=\s)-(?=\s)|-$"
_SPOKEN = re.compile(r"[,.!?]?[\"'][,.]?(?: ?- ?)?|, ?[\"'](?: ?- ?)?|(?<=[\"'])(?:,? ?- ?|,)")


def denial_after(text: str, end: int, window: str, lang: str | None) -> str | None:
    """Return the first word that denies or limits the words before an offset, or None.

    ``window`` is the part of the sentence after the offset that is examined.
    """
    if not window or not has_denials(lang):
        return None
    # A denial may follow the closing quotation mark: “…,” he never said.
    spoken = _SPOKEN.match(text, end)
    begin, stop = spoken.end() if spoken else end, end + len(window)
    clause, rest = _clause(text[begin : max(begin, stop)], lang)
    if any(denials_in(clause, lang)):
        # “not only” may continue beyond the window.
        clause = without_harmless(text[begin : stop + _FARTHER])[: len(clause)]
        for word in denials_in(clause, lang):
            if _plain(word) not in _CONTRASTS:
                return word
    if rest is None:
        return None
    condition, comment = _beyond(primary_of(lang))
    following = text[begin + rest : stop + _FARTHER]
    limits = condition.match(following) or comment.match(following)
    return limits[1].strip() if limits else None


def _clause(window: str, lang: str | None) -> tuple[str, int | None]:
    """Return the part of the window in this clause, and the offset of the next clause or None."""
    stop = _stop(primary_of(lang)).search(window)
    if stop is None:
        return window, None
    # The conjunction may show how the next clause limits this clause.
    return window[: stop.start()], stop.end() if stop["mark"] else stop.start()


@cache
def _stop(primary: str) -> "re.Pattern[str]":
    listed = [_CONJUNCTIONS[primary]] if primary in _CONJUNCTIONS else []
    if not listed:
        # A short conjunction in one language may be an ordinary word in another.
        listed = [
            " ".join(word for word in " ".join(_CONJUNCTIONS.values()).split() if len(word) > 2)
        ]
    words = listed[0].split()
    wide = "|".join(word for word in words if word[0] >= "\u3000")
    spaced = "|".join(word for word in words if word[0] < "\u3000")
    either = "|".join(filter(None, (rf"\b(?:{spaced})\b" if spaced else "", wide)))
    return re.compile(rf"(?P<mark>{_STOPS})|{either}", re.IGNORECASE)


@cache
def _beyond(primary: str) -> "tuple[re.Pattern[str], re.Pattern[str]]":
    """Return the patterns for a condition and for a judgement at the beginning of a clause."""
    languages = (primary,) if primary in _CONDITIONS else tuple(_CONDITIONS)
    conditions = "|".join(_CONDITIONS[language] for language in languages)
    openers = (
        "|".join(_OPENERS[language] for language in languages if language in _OPENERS) or "(?!)"
    )
    judges = "|".join(_JUDGES.split()).replace(".", r"\s")
    return (
        re.compile(rf"\W*({conditions})(?!\w)" if primary != "zh" else rf"\W*({conditions})", re.I),
        re.compile(rf"\W*((?:{openers})\b[^,;.!?\n]*?\b(?:{judges})\w*)", re.I),
    )


def _plain(word: str) -> str:
    word = word.casefold()
    return word[1:] if word[0] in "وف" and word[1:] in _CONTRASTS else word
