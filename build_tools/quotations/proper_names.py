"""Finds names by their capitals, in any text and without a vocabulary.

The first word of a sentence always has a capital, so it does not count. Nor do words in capitals
only (NATO), words before a number (Boeing 737), offices, months, continents, or words for
institutions in general. German writes all nouns with a capital, so only German words after an
office or next to a verb of saying count.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache, lru_cache
from typing import NamedTuple

from build_tools.facts.quantities import base, dates
from build_tools.facts.wording import unmarked
from build_tools.quotations.attributions import is_saying

# Words for people with an office or rank. A name may follow each word.
# fmt: off
_OFFICES: Mapping[str, str] = {
    "en": "mr mrs ms miss dr prof professor sir lord lady dame councillor councillors councilor "
    "councilwoman councilman alderman mayor deputy vice minister president chancellor premier "
    "prime secretary general senator representative governor ambassador envoy commissioner "
    "chairman chairwoman chair speaker spokesman spokeswoman spokesperson colonel major captain "
    "lieutenant sergeant commander admiral marshal judge justice inspector superintendent chief "
    "constable officer king queen prince princess duke pope bishop archbishop cardinal "
    "patriarch reverend father sister brother director head mp "
    "congressman congresswoman attorney doctor",
    "es": "señor señora don doña doctor doctora alcalde alcaldesa concejal concejala ministro "
    "ministra presidente presidenta consejero consejera portavoz senador senadora diputado "
    "diputada director directora general coronel juez jueza fiscal rey reina príncipe papa "
    "secretario secretaria vicepresidente vicepresidenta embajador embajadora comisario comisaria",
    "de": "herr herrn frau doktor dr prof professor professorin bürgermeister bürgermeisterin "
    "oberbürgermeister oberbürgermeisterin stadtrat stadträtin ratsherr ratsfrau minister "
    "ministerin innenminister innenministerin verteidigungsminister außenminister außenministerin "
    "präsident präsidentin bundeskanzler bundeskanzlerin kanzler kanzlerin senator senatorin "
    "sprecher sprecherin direktor direktorin general oberst richter richterin staatssekretär "
    "staatssekretärin abgeordneter abgeordnete landrat landrätin botschafter botschafterin",
    "fr": "monsieur madame mme docteur maire ministre président présidente conseiller conseillère "
    "sénateur sénatrice député députée porte-parole directeur directrice général colonel juge roi "
    "reine prince pape préfet préfète secrétaire ambassadeur ambassadrice",
    "pl": "pan pani pana dr doktor prof burmistrz prezydent minister premier radny radna radnego "
    "poseł posłanka senator rzecznik rzeczniczka dyrektor dyrektorka generał pułkownik sędzia "
    "wojewoda ambasador sekretarz wiceminister",
    "ru": "господин госпожа доктор профессор мэр министр президент депутат сенатор губернатор "
    "генерал полковник судья посол советник директор секретарь",
    "uk": "пан пані доктор професор мер міністр президент депутат депутатка сенатор губернатор "
    "генерал полковник суддя посол радник директор секретар",
    "lt": "ponas ponia daktaras meras merė ministras ministrė prezidentas prezidentė seimo narys "
    "generolas pulkininkas teisėjas direktorius atstovas atstovė",
}
# Words that are written with a capital, although they name no particular person or place.
_CAPITALS = """
january february march april may june july august september october november december
monday tuesday wednesday thursday friday saturday sunday mondays tuesdays wednesdays thursdays
fridays saturdays sundays christmas easter god bible internet web earth sun moon covid
celsius fahrenheit kelvin richter greenwich google facebook telegram twitter wikipedia instagram
wayback machine archive english arabic latin cyrillic portuguese dutch greek swahili hindi
europe european europeans africa african asia asian western eastern northern southern west east
north south central middle arctic antarctic atlantic pacific mediterranean
council ministry government parliament party court army navy guard union federation republic state
states kingdom church bank committee commission association agency office department service
university institute museum hospital school library street road avenue square bridge river lake
mountain sea ocean island city town county district region province house senate congress assembly
board bureau company corporation foundation society club press news times post radio television
police force forces defence defense interior foreign affairs health education finance security
national international federal royal public article articles section chapter table figure appendix
annex page category level part act bill law treaty convention resolution protocol constitution
charter war world cold nazi communist christian muslim jewish catholic orthodox protestant
europa áfrica asia américa europe afrique asie amérique afryka azja ameryka azji europy europie
европа европы европе европу азия азии африка африки бог europos azijos
"""
# fmt: on
_WORD = re.compile(r"[^\W\d_]+(?:['’‑-][^\W\d_]+)*")
# A word whose first letter is not one of the usual small letters.
_CAPITAL = re.compile(r"\b(?![a-zß-öø-ÿа-яёіїєґ])[^\W\d_]+(?:['’‑-][^\W\d_]+)*")
# Signs that may precede the first word of a sentence, and signs that end the previous sentence.
_OPENING = " \t*_[“”\"«»„‘'’>#\u00a0"
_ENDS = "(|¿¡.!?…:;\n•–—。！？"
_ABBREVIATED = re.compile(r"([^\W\d_]{1,4})\. $")
_LIST_MARK = re.compile(r"(?:^|\n)\s{0,20}[-+]$")
_BEFORE_DIGIT = re.compile(r"[ \u00a0-]?\d")
_POSSESSIVE = re.compile(r"['’][sS]?$")
_HYPHENS = re.compile(r"[‑-]")
_APOSTROPHES = re.compile(r"['’]")
_NOUN_LANGUAGES = ("de", "lb")
_JOINTS = frozenset((" ", "\n", "\u00a0"))
_MIN_LETTERS, _NEAR = 3, 40
# Signs that separate a person's name from a role.
_SIDE = re.compile(r"[,;:(]")
# The most words in a name, and the number of first letters that all spellings of a word share.
_MAX_NAME, _SAME = 3, 4


class ProperName(NamedTuple):
    """Adjacent words with capitals that name a person or anything else.

    ``is_of_person`` is true if the words follow an office or are next to a verb of saying.
    """

    words: tuple[re.Match[str], ...]
    is_of_person: bool


def proper_names(text: str, lang: str, listed: frozenset[str] = frozenset()) -> list[ProperName]:
    """Return the names in a text, in order and without offices.

    ``lang`` is a BCP 47 tag. The words in ``listed``, which must be :func:`folded`, are left out.
    """
    lang = base(lang)
    offices = _offices(lang)
    if not any(
        _is_of_name(text, match, lang, listed) and not _begins_sentence(text, match, offices)
        for match in _CAPITAL.finditer(text)
    ):
        return []  # most texts need no further check
    words, names, at = list(_WORD.finditer(text)), [], 0
    while at < len(words):
        if not words[at][0][0].isupper():
            at += 1
            continue
        end = at + 1
        while end < len(words) and _goes_on(text, words[end - 1], words[end], offices):
            end += 1
        before = words[at - 1][0] if at and _is_near(text, words[at - 1], words[at]) else ""
        is_last = end == len(words) or not _is_near(text, words[end - 1], words[end])
        sides = before, "" if is_last else words[end][0]
        if name := _name_in(text, words[at:end], sides, lang, listed):
            names.append(name)
        at = end
    return names


def _goes_on(
    text: str, first: re.Match[str], second: re.Match[str], offices: frozenset[str]
) -> bool:
    """Return whether the second word continues the first's name: "Anna Penrose", "J. Hollis"."""
    if not second[0][0].isupper():
        return False
    return _is_near(text, first, second) or (
        text[first.end() : second.start()] == ". " and not _begins_sentence(text, second, offices)
    )


def _is_near(text: str, first: re.Match[str], second: re.Match[str]) -> bool:
    return text[first.end() : second.start()] in _JOINTS


def _name_in(
    text: str,
    words: Sequence[re.Match[str]],
    sides: tuple[str, str],
    lang: str,
    listed: frozenset[str],
) -> ProperName | None:
    """Return the name in words with capitals. ``sides`` are the words on either side."""
    offices = _offices(lang)
    is_led = folded(sides[0]) in offices
    begins = not is_led and _begins_sentence(text, words[0], offices)
    while words and folded(words[0][0]) in offices:
        words, is_led, begins = words[1:], True, False
    is_of_person = is_led or any(map(is_saying, sides))
    if lang in _NOUN_LANGUAGES and not is_of_person:
        return None
    named = tuple(match for match in words[begins:] if _is_of_name(text, match, lang, listed))
    return ProperName(named, is_of_person) if named else None


def _is_of_name(text: str, match: re.Match[str], lang: str, listed: frozenset[str]) -> bool:
    word = _name_form(match[0], lang)
    return bool(word) and word not in listed and not _has_number(text, match.end(), lang)


def _has_number(text: str, end: int, lang: str) -> bool:
    """Return whether a number that is not part of a date follows: "Boeing 737", "Article 4"."""
    if not (digit := _BEFORE_DIGIT.match(text, end)):
        return False
    return not any(date.start < digit.end() <= date.end for date in dates(text, lang))


@lru_cache(maxsize=8192)
def _name_form(written: str, lang: str) -> str:
    """Return the folded form of a word that may be part of a name, or else ""."""
    return folded(written) if _may_name(written, lang) else ""


def _may_name(written: str, lang: str) -> bool:
    word = folded(written)
    if not written[0].isupper() or len(word) < _MIN_LETTERS:
        return False
    if word in _offices(lang) or word in _capitals():
        return False
    parts = _HYPHENS.split(_POSSESSIVE.sub("", written))
    return not all(part.isupper() for part in parts) and not any(map(_is_product, parts))


def _is_product(part: str) -> bool:
    """Return whether a word has inner capitals, such as "MiG", but not "O'Neil" or "McDonald"."""
    inner = _APOSTROPHES.split(part)[-1].removeprefix("Mc").removeprefix("Mac")[1:]
    return any(letter.isupper() for letter in inner)


def _begins_sentence(text: str, match: re.Match[str], offices: frozenset[str]) -> bool:
    """Return whether a word begins a sentence, part of a sentence, or a list item."""
    before = text[max(0, match.start() - _NEAR) : match.start()]
    if before.endswith(". ") and (short := _ABBREVIATED.search(before)):
        return len(short[1]) > 1 and folded(short[1]) not in offices
    before = before.rstrip(_OPENING)
    return not before or before[-1] in _ENDS or bool(_LIST_MARK.search(before))


def person_words(text: str, lang: str) -> frozenset[str]:
    """Return the words of the personal name at the beginning of a text, or an empty set.

    A personal name is a name after an office ("Councillor Penrose"), or two or three words with
    capitals. None of these may be all in capitals, or common in the names of institutions.
    """
    offices, words = _offices(base(lang)), _SIDE.split(text, maxsplit=1)[0].split()
    named = [word for word in words if folded(word) not in offices]
    most = _MAX_NAME if len(named) == len(words) else 1
    if not min(most, 2) <= len(named) <= _MAX_NAME:
        return frozenset()
    if not all(_may_name(word, base(lang)) for word in named):
        return frozenset()
    return frozenset(map(folded, named))


def are_apart(first: frozenset[str], second: frozenset[str]) -> bool:
    """Return whether two names have no words with the same first four letters."""
    begins = {word[:_SAME] for word in second}
    return bool(first and second) and begins.isdisjoint(word[:_SAME] for word in first)


@lru_cache(maxsize=8192)
def folded(word: str) -> str:
    """Return a word in lower case, without accents or a possessive ending, for comparing names."""
    return unmarked(_POSSESSIVE.sub("", word)).casefold()


def folded_words(texts: Iterable[str | None]) -> Iterator[str]:
    """Yield the folded words of texts, and the folded parts of their hyphenated words."""
    joined = "\n".join(filter(None, texts))
    for word in {*_WORD.findall(joined)}:
        yield folded(word)
        if "-" in word or "‑" in word:
            yield from map(folded, _HYPHENS.split(word))


@cache
def _offices(lang: str) -> frozenset[str]:
    return frozenset(map(folded, f"{_OFFICES['en']} {_OFFICES.get(lang, '')}".split()))


@cache
def _capitals() -> frozenset[str]:
    return frozenset(map(folded, _CAPITALS.split()))
