"""Finds shares in words: "half of them", "two thirds", "one in four", "la mitad", "треть".

A word counts only if it is certainly a share. "The first half of 2023", "a quarter of an hour" and
"a third country" are not shares. A word with a second common meaning, such as Lithuanian pusė
(half, side), counts only if no other meaning is possible.
"""

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from functools import cache

from build_tools.facts.quantities.values import NumberKind, WrittenNumber

# fmt: off
# The beginnings of the words for each denominator. The longest beginning that matches counts.
_BEGINNINGS: Mapping[int, str] = {
    2: "two second dos deux zweite dru втор antr",
    3: "three third tres terci tercer tiers drei dritte drittel trois trzeci трет treč trys tris",
    4: "four quarter cuat cuart vier quart quatre czwart четв ketvirt",
    5: "five fifth cinco quint fünf cinq piąt пят penk",
    6: "six sixth seis sext sechs szóst шест", 7: "seven siete séptim sept siódm седьм",
    8: "eight ocho octav acht huit ósm восьм", 9: "nine nueve noven neun neuv neuf dziewiąt девят",
    10: "ten diez décim zehn dix dziesiąt десят dešimt", 20: "twenty veinte vingt", 100: "hundred",
}
_WORDS = sorted(
    ((word, number) for number, words in _BEGINNINGS.items() for word in words.split()),
    key=lambda pair: -len(pair[0]),
)
_NUMERATORS: Mapping[int, str] = {
    1: "a one un una uno ein einem une jedna jedną jednej одна одну",
    2: "two dos zwei deux dwie две du dviejų dviem", 3: "three tres drei trois trzy три trys tris "
    "trijų", 4: "four cuatro vier quatre cztery", 5: "five", 6: "six", 7: "seven", 8: "eight",
    9: "nine",
}
_TOP = {word: number for number, words in _NUMERATORS.items() for word in words.split()}
# Rules out words for periods, because a part of a period is a time and not a share.
_NO_PERIOD = (
    r"(?!\s(?:(?:of|de|des|du)\s)?(?:(?:the|an?|la|el|los|las|les)\s)?(?:\d|year|month|week|day|"
    r"century|decade|hour|time|season|term|inch|mile|año|mes\b|mese|semana|década|siglo|jornada|"
    r"hora|"
    r"jahr|monat|tag|woche|stunde|heure|année|mois|siècle|journée|finale|roku|miesiąca|wieku|dnia|"
    r"godziny|sierpnia|lipca|года|месяца|века|дня|часа|суток|недели|финала|августа|июля|metų|"
    r"mėnesio)"
    r")"
)
_THEM = r"\s(?:the|its|their|his|her|our|them|those|these|all|us|(?![a-z]*ss\b)[a-z]+s)\b"
_ELLOS = r"\s(?:los|las|sus|ellos|ellas|todos|todas|estos|estas)\b"
_LEURS = r"\s(?:des|du|de\s(?:la|ses|leurs|ces|nos)|d['’]entre)\b"
_CLAUSE = (
    r"(?:^|[.;:,]\s|\b(?:about|around|some|roughly|nearly|almost|over|than|only|just|that|and|"
    r"as)\s)"
)
_NO_PLACES = (
    r"(?!\s(?:of|per|a|the|million|thousand|hundred|minutes?|languages|countries|cities|places|"
    r"ways|parts|steps|regions|districts|cases|points|rounds|stages|towns|villages|attacks)\b)"
)
_TO_TEN = "two|three|four|five|six|seven|eight|nine|ten|twenty"
# In each pattern, “half” is a half, “n” is the numerator (1 by default) and “d” is the denominator.
_PATTERNS: Mapping[str, tuple[str, ...]] = {
    "en": (
        r"(?<!first\s)(?<!second\s)(?<!latter\s)(?<!other\s)(?<!last\s)(?<!ern\s)"
        rf"\b(?P<half>half){_NO_PERIOD}(?=\sof{_THEM}|\sthe\s[a-z]+s\b)",
        r"\b(?P<n>a|one)[\s-](?P<d>third|quarter|fifth|sixth|eighth|tenth)\b"
        rf"{_NO_PERIOD}(?=\sof{_THEM})",
        rf"\b(?P<n>two|three|four|five|seven|nine)[\s-](?P<d>(?:third|quarter|fifth|sixth|eighth|"
        rf"tenth)s)\b{_NO_PERIOD}",
        rf"{_CLAUSE}(?P<n>one|two|three|four|nine|\d)\s(?:in|out\sof)\s(?:every\s)?"
        rf"(?P<d>{_TO_TEN}|10|20|100|\d)\b(?![.,:/%-]?\d){_NO_PERIOD}{_NO_PLACES}",
        rf"{_CLAUSE}(?P<n>one)\s[a-z]+\sin\s(?:every\s)?(?P<d>{_TO_TEN}|10|20|100|\d)\b"
        r"(?![.,:/%-]?\d|\s(?:of|per|million|thousand|hundred)\b|\s[a-z]+s\b)",
    ),
    "es": (
        rf"\b(?P<half>la\smitad)(?=\sde{_ELLOS}){_NO_PERIOD}",
        r"\b(?:más\sde|menos\sde|casi)\s(?P<half>la\smitad)\b" rf"{_NO_PERIOD}",
        r"\b(?P<n>un|dos|tres|cuatro)\s(?P<d>tercios?|cuartos?|quintos?)"
        rf"(?=\sde{_ELLOS}|\sde\sla\b|\sdel\b){_NO_PERIOD}",
        r"\b(?:(?P<n>una|dos|tres|cuatro)|la)\s(?P<d>terceras?|cuartas?|quintas?|sextas?|séptima|"
        r"octava|novena|décimas?)\spartes?\b",
        r"\b(?P<n>un[oa]?|dos|tres|cuatro)(?:\s[^\W\d_]+)?\sde\scada\s(?P<d>dos|tres|cuatro|cinco|"
        r"seis|siete|ocho|diez|veinte|10|20|100|\d)\b",
    ),
    "de": (
        rf"\b(?:die|der)\s(?P<half>Hälfte)\b{_NO_PERIOD}",
        r"\b(?P<n>ein|einem|zwei|drei|vier)\s(?P<d>Drittel|Viertel|Fünftel|Sechstel|Achtel|Zehntel)"
        rf"n?\b(?!\s(?:nach|vor|Liter)\b){_NO_PERIOD}",
        r"\bjede[rsnm]?\s(?P<d>zweite|dritte|vierte|fünfte|sechste|achte|zehnte)[rsnm]?"
        r"(?=\s(?!Tag|Jahr|Woche|Monat|Mal|Stunde|Minute)[A-ZÄÖÜ])",
    ),
    "fr": (
        rf"\b(?P<half>la\smoitié)(?={_LEURS}){_NO_PERIOD}",
        rf"\b(?:plus\sde|moins\sde|près\sde|presque)\s(?P<half>la\smoitié)\b{_NO_PERIOD}",
        r"\b(?P<n>un|deux|trois|quatre)\s(?P<d>tiers|quarts?|cinquièmes?|sixièmes?|dixièmes?)"
        rf"(?={_LEURS}){_NO_PERIOD}",
        r"\b(?P<n>une?)\s[^\W\d_]+\ssur\s(?P<d>deux|trois|quatre|cinq|six|sept|huit|dix|10|100|"
        r"\d)\b"
        r"(?![.,]?\d|\s[^\W\d_]+[sx]\b)",
    ),
    "pl": (
        r"(?<!\bw\s)(?<!\bdo\s)(?<!\bpo\s)(?<!\bod\s)(?<!wsza\s)(?<!uga\s)(?<!wszą\s)(?<!ugą\s)"
        rf"\b(?P<half>połow[aę])\b(?=\s[^\W\d_]){_NO_PERIOD}",
        r"\b(?P<n>jedn[aą]|jednej|dwie|trzy|cztery)\s(?P<d>(?:trzeci|czwart|piąt|dziesiąt)(?:a|ą|"
        r"ej|e))"
        rf"\b(?=\s[^\W\d_]){_NO_PERIOD}",
        r"\bco\s(?P<d>drug[ia]|trzeci|trzecia|czwart[ya]|piąt[ya]|dziesiąt[ya])"
        r"(?=\s(?!dzień|rok|tydzień|miesiąc|raz|godzin|noc|kilometr)[^\W\d_])",
    ),
    "ru": (
        r"(?<!\bв\s)(?<!вая\s)(?<!рая\s)(?<!вую\s)(?<!рую\s)"
        rf"\b(?P<half>половин[ау])\b(?=\s[^\W\d_]){_NO_PERIOD}",
        r"(?<!\bв\s)\b(?:(?P<n>две|три)\s)?(?P<d>треть|трети|четверть|четверти)\b(?=\s[^\W\d_])"
        rf"(?!\s(?:и|или|в|на|с|от|до|за|—)\s){_NO_PERIOD}",
        r"\b(?:(?P<n>одна|одну|две|три)\s)?(?P<d>(?:пят|шест|седьм|восьм|десят)(?:ая|ую|ых))\s"
        r"част(?:ь|и|ей)\b",
        r"\bкажд(?:ый|ая|ое|ую|ого)\s(?P<d>втор(?:ой|ая|ую)|трет(?:ий|ья|ью)|четв[её]рт(?:ый|ая)|"
        r"пят(?:ый|ая)|десят(?:ый|ая))(?=\s(?!день|год|раз|час|месяц|неделю|минуту)[^\W\d_])",
    ),
    "lt": (
        r"(?:^|\.\s|beveik\s|apie\s|maždaug\s|nei\s|kaip\s)"
        rf"(?P<half>pusė)\b(?=\s[^\W\d_]){_NO_PERIOD}",
        r"\b(?:(?P<n>du|dviejų|dviem|trys|tris|trijų)\s)?(?P<d>(?:treč|ketvirt|penkt|dešimt)adal"
        rf"(?:is|į|io|iai|ių|ius)|trečdal(?:is|į|io|iai|ių|ius))\b{_NO_PERIOD}",
        r"\bkas\s(?P<d>antr(?:as|a)|treči(?:as|a)|ketvirt(?:as|a)|penkt(?:as|a)|dešimt(?:as|a))"
        r"(?=\s(?!dien|met|savait|mėnes|kart|valand)[^\W\d_])",
    ),
}
# A text without any of these words contains no share, so it is not searched.
_TRIGGERS: Mapping[str, tuple[str, ...]] = {
    "en": ("half", "third quarter fifth sixth eighth tenth",
           "thirds quarters fifths sixths eighths tenths", "one two three four nine", "one"),
    "es": ("mitad", "mitad", "tercio tercios cuarto cuartos quinto quintos", "parte partes",
           "cada"),
    "de": ("hälfte", "drittel dritteln viertel vierteln fünftel fünfteln sechstel achtel zehntel",
           "jede jeder jedes jeden jedem"),
    "fr": ("moitié", "moitié", "tiers quart quarts cinquième cinquièmes sixième sixièmes dixième "
           "dixièmes", "sur"),
    "pl": ("połowa połowę", "trzecia trzecią trzeciej trzecie czwarta czwartą czwartej czwarte "
           "piąta piątą piątej piąte dziesiąta dziesiątą dziesiątej dziesiąte", "co"),
    "ru": ("половина половину", "треть трети четверть четверти", "часть части частей",
           "каждый каждая каждое каждую каждого"),
    "lt": ("pusė", "trečdalis trečdalį trečdalio trečdaliai trečdalių trečdalius ketvirtadalis "
           "ketvirtadalį ketvirtadalio ketvirtadaliai ketvirtadalių ketvirtadalius penktadalis "
           "penktadalį penktadalio dešimtadalis dešimtadalį dešimtadalio", "kas"),
}
# A text with a ratio must also match this pattern, because many texts contain the word "one".
_RATIO = re.compile(rf"\b(?:in|out of) (?:every )?(?:\d|{_TO_TEN})")
# fmt: on


@cache
def share_words(code: str) -> frozenset[str]:
    """Return words in a language, at least one of which is in every text that contains a share."""
    return frozenset(word for words in _TRIGGERS.get(code, ()) for word in words.split())


def found_shares(text: str, code: str, words: frozenset[str]) -> Iterator[WrittenNumber]:
    """Yield the shares in words as percentages. ``words`` are the text's words in lower case."""
    if words.isdisjoint(share_words(code)):
        return
    for index, triggers in enumerate(_triggers(code)):
        if words.isdisjoint(triggers) or ("one" in triggers and not _RATIO.search(text)):
            continue
        for match in _pattern(code, index).finditer(text):
            groups = match.groupdict()
            start, end = min(match.start(name) for name in groups if groups[name]), match.end()
            share = Decimal(50) if groups.get("half") else _percent(groups)
            if share:
                kind = NumberKind.SHARE
                yield WrittenNumber(start, end, text[start:end], share, "%", kind, in_words=True)


def _percent(groups: Mapping[str, str | None]) -> Decimal | None:
    """Return a share as a percentage, or None if the share is not between 0 and 100."""
    top, below = (groups.get("n") or "one").lower(), (groups.get("d") or "").lower()
    part = int(top) if top.isdecimal() else _TOP[top]
    whole = (
        int(below) if below.isdecimal() else next(n for word, n in _WORDS if below.startswith(word))
    )
    return Decimal(100) * part / whole if 0 < part < whole else None


@cache
def _triggers(code: str) -> tuple[frozenset[str], ...]:
    return tuple(frozenset(words.split()) for words in _TRIGGERS.get(code, ()))


@cache
def _pattern(code: str, index: int) -> re.Pattern[str]:
    return re.compile(_PATTERNS[code][index], re.IGNORECASE)
