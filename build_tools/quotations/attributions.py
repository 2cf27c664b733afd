"""Finds the speaker of quoted words in the surrounding text, if that text is unambiguous.

The text is unambiguous if a name with a verb of saying is directly before or after the words: `“…,”
X said`, `“…,” said X`, `X said: “…”`. Pronouns and roles do not count as names.
"""

import re
from collections.abc import Iterator, Mapping, Sequence

from build_tools.facts.ledger import Ledger
from build_tools.facts.quantities.languages import month_names
from build_tools.facts.quantities.weekdays import weekday_names
from build_tools.facts.record_cache import once_per_ledger
from build_tools.facts.records import Person
from build_tools.facts.wording import unmarked

_SAYING = """
    said says told added adds stated states stressed noted wrote writes declared explained
    emphasised emphasized announced warned continued claimed argued insisted replied asked
    ответил ответила пояснил пояснила рассказал рассказала признал признала предупредил
    сказал сказала заявил заявила отметил отметила сообщил сообщила добавил добавила подчеркнул
    подчеркнула сказав заявив зазначив зазначила повідомив повідомила
    powiedział powiedziała dodał dodała stwierdził stwierdziła oświadczył oświadczyła podkreślił
    podkreśliła odpowiedział odpowiedziała zaznaczył zaznaczyła ocenił oceniła przyznał przyznała
    zapewnił zapewniła wyjaśnił wyjaśniła ostrzegł ostrzegła skomentował skomentowała mówi
    sagte erklärte betonte sakė teigė pareiškė pabrėžė pažymėjo teica sacīja norādīja
    sagt meinte kritisierte warnte ergänzte entgegnete versicherte
    dijo afirmó declaró señaló añadió explicó respondió contestó aseguró sostuvo indicó resumió
    advirtió insistió manifestó comentó recordó subrayó destacó reconoció admitió aclaró denunció
    criticó concluyó lamentó explique souligne souligné répondu expliqué déclaré affirmé
    disse dichiarato afirmou
"""
_NOBODY = """
    he she it they we i you this that these those who the a but and then when as in on at for
    er sie es wir он она они мы это jis ji jie ona oni él ella ellos lui elle il він вона вони
    как об по ранее також як про jak wie так kaip kā como según comme selon come secondo segundo
"""
_VERBS, _NO_NAMES = frozenset(_SAYING.split()), frozenset(_NOBODY.split())
# Words before the name of a month that is part of a date, and not a name: "in May".
_BEFORE_MONTHS = """
    in on since until till by during of from before after last next this late early mid
    am im seit bis vom ab en de del desde hasta le du au depuis w we od do в во с до
"""
_OF_MONTHS = frozenset(_BEFORE_MONTHS.split())
_MARKS = "”“\"»«’'‘」』"
_FAR = 160  # the most characters in an attribution
_MOST_ROLES = 6  # the most words in a role, such as "the interior minister"
# A name belongs to the quoted words before it only after a comma, question mark or exclamation
# mark. A dash may follow the mark.
_GOES_ON = re.compile(rf"(?:[,?!][{_MARKS}]{{0,4}},?|[{_MARKS}]{{0,4}},)\s{{0,4}}[—–-]?\s{{0,4}}")
_SENTENCE = re.compile(rf"[.!?][{_MARKS}]*\s|\n")
_PART = re.compile(r"([.,:;!?()“”«»\"\n])")
_ROLE_BETWEEN = re.compile(
    r"(?P<name>[^,.:;!?()“”«»\"\n]{3,60}), [^,.:;!?()“”\"\n]{3,80}, (?P<verb>\w+)"
)
_WORD = re.compile(r"[^\W\d_]{2,}")
_APPOSITION = re.compile(r",[^,]{1,80},(?=[ ]\S+[ ]?(?:that)?[:,]?$)")


def attributed_to(text: str, start: int, end: int) -> str:
    """Return the name to which the text attributes the words between two offsets, or "".

    The offsets may include the quotation marks.
    """
    end = len(text[:end].rstrip(f"{_MARKS},?!"))
    if after := _GOES_ON.match(text, end):
        parts = _PART.split(text[after.end() : after.end() + _FAR], maxsplit=2)
        if name := _speaker_after(parts[0].split()):
            return name
        if parts[1:2] == [","] and (name := _speaker_in_apposition(parts[0], parts[2])):
            return name
    before = _SENTENCE.split(text[max(0, start - _FAR) : start])[-1]
    name = _speaker_before(before.rstrip(f" {_MARKS}„"))
    return name or (_speaker_with_role(text[after.end() : after.end() + _FAR]) if after else "")


def _speaker_with_role(text: str) -> str:
    """Return the speaker from `“…,” X, chairman of the club, told the paper`."""
    match = _ROLE_BETWEEN.match(text)
    if match is None or not is_saying(match["verb"]):
        return ""
    words = match["name"].split()
    return _name(words) if all(map(_is_capital, words)) else ""


def _speaker_after(words: Sequence[str]) -> str:
    """Return the speaker from `“…,” X said` or `“…,” said the minister X`."""
    at = _verb(words[: _MOST_ROLES + 5])
    if at is None:
        return ""
    if at == 0 or (at == 1 and words[0] == "a"):
        roles = next((n for n, word in enumerate(words[at + 1 :]) if _is_capital(word)), 99)
        return _name_at(words, at + 1 + roles) if roles <= _MOST_ROLES else ""
    return _name_before(words[:at])


def _speaker_in_apposition(clause: str, following: str) -> str:
    """Return the speaker from `“…”, said the mayor, Ana Soto`.

    The name must have several words, and no other words may follow the name. In `“…”, said the
    mayor, Kyiv Post reported`, Kyiv Post is not the speaker.
    """
    words, names = clause.split(), following.split()
    if _verb(words[:1]) is None or any(_is_capital(word) for word in words):
        return ""
    name = _name(names) if len(words) <= _MOST_ROLES else ""
    return name if 1 < len(name.split()) == len(names) else ""


def _speaker_before(clause: str) -> str:
    """Return the speaker from `X said: “…”`, `X said that “…”` or `X, the minister, said: “…”`."""
    words = _APPOSITION.sub("", clause).split()
    introduces = clause.endswith(":")
    for back, word in enumerate(reversed(words)):
        if word.rstrip(":,").casefold() in _VERBS:
            is_near = back == 0 or (back == 1 and words[-1].casefold() == "that")
            return _name_before(words[: -back - 1]) if is_near or introduces else ""
        if re.search(r"[,;()”“]", word[:-1] if back == 0 else word):
            return ""
    return ""


def _verb(words: Sequence[str]) -> int | None:
    return next((at for at, word in enumerate(words) if word.casefold() in _VERBS), None)


def _name_before(words: Sequence[str]) -> str:
    """Return the capitalised words at the end of a text, ignoring a final adverb."""
    if words and (words[-1].endswith("ly") or words[-1] == "a"):
        words = words[:-1]
    first = len(words)
    while first and _is_capital(words[first - 1]):
        first -= 1
    return _name_at(words, first)


def _name_at(words: Sequence[str], first: int) -> str:
    """Return the capitalised words from this word on, without a weekday or month before them."""
    while first < len(words) and _is_of_date(words[first - 1] if first else "", words[first]):
        first += 1
    return _name(words[first:])


def _is_of_date(before: str, word: str) -> bool:
    """Return whether a capitalised word is part of a date, as in "the mayor said on Monday".

    Weekdays and months are also surnames, so the word before must show that this is a date.
    """
    name = word.strip(",.").casefold()
    if name in weekday_names():
        return before.islower() and not is_saying(before)
    return name in month_names() and (before[:1].isdigit() or before.casefold() in _OF_MONTHS)


def _is_capital(word: str) -> bool:
    return word[:1].isupper()


def _name(words: Sequence[str]) -> str:
    """Return the capitalised words at the beginning of a text that may be names."""
    count = next((n for n, word in enumerate(words) if not _is_capital(word)), len(words))
    return " ".join(word for word in words[:count] if word.casefold() not in _NO_NAMES)


def sayers(text: str) -> Iterator[tuple[int, str]]:
    """Yield the offset and text of each name directly before a verb of saying, as in "X said that".

    Pass only a short text, such as a field of a record or a sentence.
    """
    for verb in _WORD.finditer(text):
        if is_saying(verb[0]) and (name := _name_before(text[: verb.start()].split())):
            yield text.rfind(name.split()[0], 0, verb.start()), name


def is_saying(word: str) -> bool:
    """Return whether a word is a verb of saying."""
    return word.casefold() in _VERBS


def people_in(ledger: Ledger, text: str) -> frozenset[str]:
    """Return the ids of known people whose surname is in the text, in any spelling."""
    words = set(_words(text))
    surnames = _surnames(ledger)
    return frozenset(identity for word in words for identity in surnames.get(word, ()))


def shares_a_word(name: str, text: str) -> bool:
    """Return whether a word of the name is in the text, ignoring accents."""
    return not set(_words(name)).isdisjoint(_words(text))


def _words(text: str) -> Iterator[str]:
    for word in _WORD.finditer(unmarked(text)):
        yield word[0].casefold()


@once_per_ledger
def _surnames(ledger: Ledger) -> Mapping[str, frozenset[str]]:
    """Return the ids of the people with each surname, in every spelling."""
    surnames: dict[str, set[str]] = {}
    for person in ledger.people.values():
        for word in _last_words(person):
            surnames.setdefault(word, set()).add(person.id)
    return {word: frozenset(people) for word, people in surnames.items()}


def _last_words(person: Person) -> Iterator[str]:
    for name in (person.name, person.original or "", *person.spellings):
        if words := list(_words(name)):
            yield words[-1]
