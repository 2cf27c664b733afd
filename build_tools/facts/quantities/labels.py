"""Finds numbers that are names: "Article 5", "No 7", "Level 4", "Boeing 737", "A/54/666".

Such a number is not a count. It is wrong only if a source gives a different number with that name.
"""

import re
from collections.abc import Mapping
from functools import cache

# fmt: off
# Words that precede a number used as a name, in all their forms in each language.
_NOUNS: Mapping[str, str] = {
    "en": "article articles resolution protocol directive regulation decree law order section "
          "sections chapter paragraph annex amendment clause rule level category grade phase stage "
          "class route highway motorway road gate terminal platform channel radio no nr page pages "
          "p pp footnote note table figure appendix step part version battery brigade regiment "
          "division flight train bus line unit block reactor room volume vol issue art",
    "es": "artículo artículos art resolución protocolo directiva reglamento decreto ley orden "
          "sección capítulo párrafo anexo enmienda cláusula nivel categoría grado fase etapa clase "
          "ruta carretera autopista puerta terminal canal radio página páginas pág tabla figura "
          "nota núm n nº número vuelo tren línea reactor parte",
    "de": "artikel art resolution protokoll richtlinie verordnung gesetz abschnitt kapitel absatz "
          "abs anhang paragraph paragraf § stufe kategorie phase klasse strecke terminal gleis "
          "kanal radio seite seiten s tabelle abbildung fußnote nr nummer flug zug linie reaktor "
          "teil bundesstraße autobahn",
    "fr": "article articles art résolution protocole directive règlement décret loi section "
          "chapitre "
          "paragraphe annexe amendement clause niveau catégorie grade phase étape classe route "
          "autoroute porte terminal quai canal radio page pages tableau figure note no n nº n° "
          "numéro vol train ligne réacteur partie",
    "pl": "artykuł artykułu artykule artykułem artykuły art rezolucja rezolucji rezolucję "
          "rezolucją "
          "protokół protokołu dyrektywa dyrektywy dekret ustawa rozdział rozdziale sekcja paragraf "
          "aneks poprawka poziom poziomu poziomie kategoria kategorii kategorię faza fazy etap "
          "etapu "
          "klasa trasa droga drodze terminal peron kanał radio strona stronie str tabela rysunek "
          "przypis nr numer lot pociąg linia reaktor część",
    "ru": "статья статьи статью статье статьёй статей ст резолюция резолюции резолюцию протокол "
          "протокола директива указ указа закон глава главе раздел пункт пункта пункте приложение "
          "поправка уровень уровня категория категории фаза этап этапа класс трасса трассе дорога "
          "терминал платформа канал канале радио страница странице стр таблица рисунок сноска "
          "номер рейс поезд линия реактор часть",
    "lt": "nr numeris kanalas radijas skrydis terminalas",
}
# Words that are also verbs or common nouns, so they count only with a capital: "Train 7".
_CAPITALISED = """
law order road gate radio part version battery flight train bus line unit block room volume vol
issue rule class step stage phase channel platform highway motorway route note grade ley orden
parte vuelo tren línea nota ruta canal clase puerta carretera train ligne vol partie porte route
classe loi quai note droga drodze pociąg linia lot klasa trasa закон дорога трассе дороге поезд
линия рейс класс часть
"""
_WITH_CAPITAL = frozenset(_CAPITALISED.split())
# The words after a number, in languages that put the number first: "5 straipsnis".
_AFTER: Mapping[str, tuple[str, ...]] = {
    "lt": ("straipsn", "rezoliucij", "lyg", "kategorij", "skyri", "puslap"),
}
# Makes that precede a model number: "Boeing 737". Their names have a capital in every language.
_MAKE_NAMES = """
Boeing Airbus MiG Il Ilyushin Tupolev Antonov Sukhoi Embraer Cessna Bombardier Leopard Leopardo
Challenger Marder Gepard Gripen Tornado Rafale Mirage Bayraktar Боинг Аэробус МиГ Ил Ту
"""
_MAKES = frozenset(_MAKE_NAMES.split())
_SIGNS = frozenset(("№", "nº", "n°", "n.º", "§"))
# fmt: on
# Document symbols: "A/54/666", "S/RES/1325", "COM/2021/890".
_SYMBOL = re.compile(r"[A-Z][A-Z0-9]{0,9}(?:/[A-Z0-9][A-Za-z0-9.]*)+")
_LONGEST = 40


def is_label(text: str, start: int, end: int, code: str) -> bool:
    """Return whether the number from ``start`` to ``end`` is a name or part of a name."""
    at = text.rfind(" ", max(0, start - _LONGEST), start) + 1 if start else 0
    if "/" in text[at:start]:
        return text[start - 1] == "/" and _SYMBOL.match(text, at) is not None
    before = word_before(text, start)
    noun = before.lower().rstrip(".")
    if before in _MAKES or before in _SIGNS:
        return True
    if noun in _nouns(code):
        return noun not in _WITH_CAPITAL or before[0].isupper()
    after = _AFTER.get(code, ())
    return bool(after) and text[end : end + 16].lstrip(" -").lower().startswith(after)


def word_before(text: str, start: int) -> str:
    """Return the word before an offset, including its full stop, or "" if there is no word."""
    lead = text[max(0, start - _LONGEST) : start].rstrip(" \u00a0-–")
    at = max(lead.rfind(" "), lead.rfind("\n"), lead.rfind("\u00a0"), lead.rfind("(")) + 1
    return lead[at:].lstrip("“\"'‘„«*_[").rpartition("’")[2].rpartition("'")[2]


@cache
def _nouns(code: str) -> frozenset[str]:
    return frozenset(_NOUNS.get(code, "").split())
