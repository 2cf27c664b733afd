"""Proposes ids from texts in any language that is written in Latin letters.

An id is part of an address, so its letters are a to z. Other letters are spelled as the text's
language spells them: Größe becomes groesse in German and grosse in Swedish.
"""

import re
import unicodedata
from collections.abc import Iterable, Mapping

from build_tools.editing.similarity import keywords
from build_tools.facts.wording import unmarked

MAX_WORDS = 5
MAX_TITLE_WORDS = 3
MAX_LETTERS = 64

# Letters with the same spelling in every language. All other marks are only left out.
_ANYWHERE = {"ß": "ss", "æ": "ae", "œ": "oe", "þ": "th", "ð": "d", "ø": "oe"}
_UMLAUTS = {"ä": "ae", "ö": "oe", "ü": "ue"}
_RING = {"å": "aa"}
_OF_LANGUAGE: Mapping[str, Mapping[str, str]] = {
    **dict.fromkeys(("de", "gsw", "nds", "lb"), _UMLAUTS),
    **dict.fromkeys(("da", "no", "nb", "nn"), _RING),
}

_CAPITALISED = re.compile(r"(?<!^)\b[^\W\d_a-zß-ÿа-яё]\w+")
_YEAR = re.compile(r"(?:19|20)\d\d")
_MONTHS = frozenset(
    (
        *("january", "february", "march", "april", "may", "june", "july", "august"),
        *("september", "october", "november", "december"),
    )
)
# Words that report the outcome: past forms of verbs, denials and numbers.
# Short text only: a word.
_OUTCOME = re.compile(
    r"\d+|\w+ed|not|no|never|none|only|began|became|bought|broke|brought|built|came|died|fell|"
    r"fought|found|gave|got|grew|held|kept|knew|led|left|lost|made|met|paid|put|ran|rose|saw|sent|"
    r"shot|shut|sold|spoke|spent|stood|took|told|went|won|wrote|three|four|five|six|seven|eight|"
    r"nine|ten|eleven|twelve|hundreds?|thousands?|millions?"
)


def id_words(text: str, lang: str) -> list[str]:
    """Return a text's keywords in the letters of ids, in order. ``lang`` is a BCP 47 tag."""
    return [word for word in keywords(_spelled(text, lang)) if word.isascii()]


def as_id(text: str, lang: str) -> str:
    """Return the id that is nearest to a text, or "" if the text has no Latin letters."""
    words = re.findall("[a-z0-9]+", unmarked(_spelled(text, lang)).casefold())
    return cut_at_word("-".join(words), MAX_LETTERS)


def _spelled(text: str, lang: str) -> str:
    """Return a text with the letters that its language spells with other letters."""
    spelled = {**_ANYWHERE, **_OF_LANGUAGE.get(lang.partition("-")[0], {})}
    upper = {letter.upper(): word for letter, word in spelled.items()}
    table = {ord(letter): word for letter, word in {**spelled, **upper}.items() if len(letter) == 1}
    return unicodedata.normalize("NFC", text).translate(table)


def cut_at_word(identity: str, most: int) -> str:
    """Return an id's first words, or part of its first word if that word is too long."""
    if len(identity) <= most:
        return identity
    whole = identity[: most + 1].rpartition("-")[0]
    return whole or identity[:most]


def proposed_id(text: str, taken: Iterable[str], lang: str) -> str:
    """Return an unused id from the text's first keywords."""
    return _free(id_words(text, lang)[:MAX_WORDS], taken)


def proposed_claim_id(claim: str, taken: Iterable[str], lang: str) -> str:
    """Return an unused id from a claim's subject: names, things and years, without the outcome.

    An id lasts longer than a verdict, so past verbs, counts and days are left out. English verbs
    are recognised by their ending or from a list. If no other word remains, all keywords are used.
    """
    names = {name for word in _CAPITALISED.findall(claim) for name in id_words(word, lang)}
    words = id_words(claim, lang)
    subject = [
        word
        for word in words
        if _YEAR.fullmatch(word) or word in names or not _OUTCOME.fullmatch(word)
    ]
    subject = [word for word in subject if word not in _MONTHS]
    return _free((subject or words)[:MAX_WORDS], taken)


def proposed_key(
    publisher: str, date: str | None, title: str, taken: Iterable[str], lang: str
) -> str:
    """Return an unused key from a source's publisher, date and first keywords of the title."""
    day = re.sub(r"[^0-9-].*", "", date or "") or "undated"
    return _free([publisher, day, *id_words(title, lang)[:MAX_TITLE_WORDS]], taken)


def _free(words: Iterable[str], taken: Iterable[str]) -> str:
    """Return an id from the words, with a number if the id is already used."""
    joined = "-".join(word for word in words if word.isascii())
    wanted = cut_at_word(joined, MAX_LETTERS - 4).strip("-") or "record"
    ids = {identity.casefold() for identity in taken}
    numbered = (f"{wanted}-{number}" for number in range(2, len(ids) + 3))
    return next(identity for identity in (wanted, *numbered) if identity not in ids)
