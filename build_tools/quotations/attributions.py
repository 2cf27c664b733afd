"""Finds who is named as the speaker of quoted words in the text around them, where that is sure.

Sure is a name with a verb of saying directly before or after the words: `“…,” X said`,
`“…,” said X`, `X said: “…”`. Pronouns and roles name nobody.
"""

import re
import unicodedata
from collections.abc import Iterator, Mapping

from build_tools.facts.ledger import Ledger
from build_tools.facts.records import Person

_VERBS = r"""
    (?:said|says|told|added|adds|stated|states|stressed|noted|wrote|writes|declared|explained
    |emphasi[sz]ed|announced|warned|continued|claimed|argued|insisted|replied|asked
    |сказал|сказала|заявил|заявила|отметил|отметила|сообщил|сообщила|добавил|добавила
    |подчеркнул|подчеркнула|сказав|заявив|зазначив|зазначила|повідомив
    |powiedział|powiedziała|dodał|dodała|stwierdził|stwierdziła|oświadczył|oświadczyła|podkreślił
    |sagte|erklärte|betonte|sakė|teigė|pareiškė|pabrėžė|pažymėjo|teica|sacīja|norādīja
    |dijo|afirmó|declaró|señaló|añadió|explicó|déclaré|affirmé|disse|dichiarato|afirmou)"""
_CAPITAL = "".join(filter(str.isupper, map(chr, range(0x530))))
_NAME = rf"(?>[{_CAPITAL}][\w’'-]*(?:[ ][{_CAPITAL}][\w’'-]*){{0,3}})"
_NOT_NAMES = """
    he she it they we i you this that these those who the a but and then when as in on at for
    er sie es wir он она они мы это jis ji jie ona oni él ella ellos lui elle il
"""
_NO_NAMES = frozenset(_NOT_NAMES.split())
_ROLE = rf"(?:[^\W\d_{_CAPITAL}][\w’'.-]*+[ ]){{0,6}}?"
# Short text only: what stands beside a quotation, up to _FAR characters. Only after a comma, a
# question or a dash does a name belong to the words before it.
_AFTER = re.compile(
    rf"(?:[,?!][”\"»’']*,?|[”\"»’'“]*,)\s*[—–-]?\s*(?:a\s)?"
    rf"(?:{_ROLE}(?P<first>{_NAME})[ ](?:\w+ly[ ])?{_VERBS}\b|{_VERBS}[ ]{_ROLE}(?P<last>{_NAME}))",
    re.VERBOSE,
)
# Short text only: as above.
_BEFORE = re.compile(
    rf"(?P<first>{_NAME})(?:,[^,.:;“”«»\"]{{1,80}},)?[ ](?:a\s|\w+ly[ ])?{_VERBS}"
    rf"(?:[,:]|[ ]that|[ ][^.:;“”«»\"]{{1,60}}:)?\s*[“”„«»\"'‘]?$",
    re.VERBOSE,
)
_SENTENCE = re.compile(rf"(?<=[.!?][”\"»\s])\s*(?=[{_CAPITAL}])|\n")
_FAR = 160  # characters: no attribution is longer
_UNMARKED = str.maketrans("łŁøØđĐıßæÆ", "lLoOdDisaA")


def attributed_to(text: str, start: int, end: int) -> str:
    """Return the name that the text gives for the words between two offsets, or "".

    The offsets may be those of the words or of the marks around them.
    """
    end = len(text[:end].rstrip("”“\"»«’'‘」』,?!"))
    if match := _AFTER.match(text, end, min(len(text), end + _FAR)):
        return _name(match["first"] or match["last"])
    before = text[max(0, start - _FAR) : start]
    match = _BEFORE.search(_SENTENCE.split(before)[-1])
    return _name(match["first"]) if match else ""


def _name(words: str) -> str:
    """Return the words without pronouns and the like, which name nobody."""
    return " ".join(word for word in words.split() if word.casefold() not in _NO_NAMES)


def people_in(ledger: Ledger, text: str) -> frozenset[str]:
    """Return the ids of the known people whose surname, in any spelling, stands in the text."""
    words = set(_words(text))
    surnames = _surnames(ledger)
    return frozenset(identity for word in words for identity in surnames.get(word, ()))


def shares_a_word(name: str, text: str) -> bool:
    """Return whether a word of the name stands in the text, whatever its accents."""
    return not set(_words(name)).isdisjoint(_words(text))


def _words(text: str) -> Iterator[str]:
    plain = unicodedata.normalize("NFKD", text.translate(_UNMARKED))
    for word in re.findall(r"[^\W\d_]{2,}", "".join(filter(_is_no_accent, plain))):
        yield word.casefold()


def _is_no_accent(letter: str) -> bool:
    return not unicodedata.combining(letter)


def _surnames(ledger: Ledger) -> Mapping[str, frozenset[str]]:
    """Return for each surname, in every spelling, the people who have it."""
    key = f"{__name__}.surnames"
    if key not in ledger.answers:
        surnames: dict[str, set[str]] = {}
        for person in ledger.people.values():
            for word in _last_words(person):
                surnames.setdefault(word, set()).add(person.id)
        ledger.answers[key] = {word: frozenset(people) for word, people in surnames.items()}
    known: Mapping[str, frozenset[str]] = ledger.answers[key]
    return known


def _last_words(person: Person) -> Iterator[str]:
    for name in (person.name, person.original or "", *person.spellings):
        if words := list(_words(name)):
            yield words[-1]
