"""Tests how numbers and dates in prose are read, in each language."""

import re
import time
from decimal import Decimal

import pytest
from babel import Locale

from build_tools.facts.quantities import NumberKind, covered, dates, numbers
from build_tools.facts.quantities.languages import language

NUMBERS = [
    # Decimal and thousands separators in each language.
    ("en", "about 1,500 men", "1500"),
    ("en", "1.500 or 1.5 points", "1.5 1.5"),
    ("es", "contenía 62,4 mg/l", "62.4"),
    ("es", "contenía 624 mg/l", "624"),
    ("es", "midió 49.2 mg/l", "49.2"),
    ("es", "1.200 personas y 9 412 vecinos", "1200 9412"),
    ("es", "0,125 y 0.125", "0.125 0.125"),
    ("de", "1.500 Leute, 1'500 Leute, 1,5 Leute", "1500 1500 1.5"),
    ("de-CH", "1’500 Leute", "1500"),
    ("pl", "10 000 żołnierzy, 1.500 aut, 2,5 km", "10000 1500 2.5"),
    ("fr", "1\u202f500 hommes", "1500"),
    ("en", "1,234,567.8 and 12,34,567", "1234567.8 1234567"),
    ("es", "1.234.567,8", "1234567.8"),
    ("en", "Items 1,2,3 of 3.1.2", "1 2 3 3 1 2"),
    ("en", "500 500 men", "500 500"),
    ("zh", "有５０００人", "5000"),
    # Words and letters for magnitudes.
    ("en", "5 million, $5bn, $5m, 5k, 12 lakh, 3 crore", "5e6 5e9 5e6 5000 12e5 3e7"),
    ("es", "1,1 millones, 2 mil millones, dos mil millones", "1100000 2e9 2e9"),
    ("de", "5 Millionen, 2,5 Mrd. Euro, eine Million", "5e6 2.5e9 1e6"),
    ("fr", "2,5 milliards d'euros", "2.5e9"),
    ("pl", "10 tys. osób, 2,5 miliarda, 3 mln", "10000 2.5e9 3e6"),
    ("ru", "10 тысяч, 2,5 млн, два миллиарда", "10000 2.5e6 2e9"),
    ("lt", "10 tūkst. žmonių", "10000"),
    ("en", "5-6 million; 5 to 6 million; between 5 and 6 million", "5e6 6e6 5e6 6e6 5e6 6e6"),
    ("en", "gave 5 and 6 million", "5 6e6"),
    # Numbers written as words.
    ("en", "two of its six crossings", "2 6"),
    ("en", "Twenty-five lorries, two hundred and five thousand men", "25 205000"),
    ("en", "a hundred, two dozen, one hundred and one", "100 24 101"),
    ("en", "half a million, a million", "5e5 1e6"),
    ("en", "one of them, a man, hundreds of people", ""),
    ("en", "the twenty-first day, two-day", "2"),
    ("es", "treinta y dos, mil doscientos, un millón", "32 1200 1e6"),
    ("de", "zweiundvierzig, dreihundertfünf, zweitausend", "42 305 2000"),
    ("fr", "quatre-vingt-dix-neuf, soixante-dix, vingt et un, dix-sept", "99 70 21 17"),
    ("fr", "un pont neuf", ""),
    ("pl", "dwóch z sześciu, trzydzieści dwa tysiące", "2 6 32000"),
    ("ru", "двести пять тысяч", "205000"),
    ("lt", "du iš šešių", "2 6"),
    # Words that are not numbers, and parts of names.
    ("en", "S04 and F16", ""),
    ("en", "fell to -5 degrees, from −3", "-5 -3"),
    ("en", "on 18 August 2023, in 2024, 2023-08-18 and the 1990s", ""),
    ("en", "In August 18 people came", "18"),
    ("en", "2,000 men in 2000 and 2000 km", "2000 2000"),
]

# Each row: a text, and its shares, ordinals, durations and names, each with its unit or kind.
IN_OTHER_WORDS = [
    ("en", "half of the lorries, two-thirds of them, a quarter of its men", "50% 66.7% 25%"),
    ("en", "One in four left; nearly nine in ten, one lorry in 20 stayed", "25% 90% 5%"),
    ("en", "in the first half of the year, a quarter of an hour, half of May", ""),
    ("en", "killed two in three attacks", "2 3"),
    ("en", "the fifth closure, for the ninth time", "5ordinal 9ordinal"),
    ("en", "third, the Third Army, a third country, on the third day, came third in it", ""),
    ("en", "a day and twelve hours, two weeks and three days", "36h 17d"),
    ("en", "two and a half hours, two and a half million", "2.5h 2.5e6"),
    (
        "en",
        "Article 5, Articles 4 and 6 of it, No 7, page 12, A/54/666",
        "5label 4label 6label 7label 12label 54label 666label",
    ),
    ("en", "a Boeing 737, Resolution 1325, Level 4, Level-4", "737label 1325label 4label 4label"),
    (
        "en",
        "to train 300 soldiers, the order 36 hours later, Article 5 and 300 men",
        "300 36h 5label 300",
    ),
    ("es", "la mitad de los camiones, un tercio de ellos, la quinta parte", "50% 33.3% 20%"),
    (
        "es",
        "uno de cada cuatro, el séptimo cierre, un cuarto de hora, la mitad del año",
        "25% 7ordinal",
    ),
    ("es", "dos horas y media, un día y 12 horas", "2.5h 36h"),
    ("de", "die Hälfte der Wagen, ein Viertel davon, jeder dritte Wagen", "50% 25% 33.3%"),
    ("de", "die Hälfte des Jahres, jedes dritte Jahr, die vierte Sperrung", "4ordinal"),
    (
        "fr",
        "la moitié des camions, un camion sur trois part, la quatrième fois",
        "50% 33.3% 4ordinal",
    ),
    ("fr", "une enquête sur trois hommes, un quart d'heure, un tiers", "3"),
    ("pl", "połowa ciężarówek, w połowie sierpnia, co trzecia ciężarówka", "50% 33.3%"),
    ("pl", "trzecie zamknięcie, o trzeciej rano, trzeciego maja, doba i 12 godzin", "3ordinal 36h"),
    ("ru", "половина грузовиков, треть грузовиков, четверть века", "50% 33.3%"),
    ("ru", "пятое закрытие, третьего августа, статья 5, сутки и 12 часов", "5ordinal 5label 36h"),
    (
        "lt",
        "trečdalis vilkikų, Lietuvos pusė, ketvirtas uždarymas, 5 straipsnis",
        "33.3% 4ordinal 5label",
    ),
]

DATES = [
    ("en", "on 18 August 2023", (2023, 8, 18)),
    ("en", "on August 18, 2023", (2023, 8, 18)),
    ("en", "on Aug. 18th", (None, 8, 18)),
    ("en", "in August 2023", (2023, 8, None)),
    ("en", "in August", (None, 8, None)),
    ("en", "You may march in May 2023", (2023, 5, None)),
    ("en", "from 18 to 20 August 2023", (2023, 8, 18), (2023, 8, 20)),
    ("en", "August 18-20, 2023", (2023, 8, 18), (2023, 8, 20)),
    ("en", "from 30 July to 5 August 2023", (2023, 7, 30), (2023, 8, 5)),
    ("en", "in 2021–23", (2021, None, None), (2023, None, None)),
    ("en", "08/09/2023", (2023, None, None)),
    ("en-GB", "08/09/2023", (2023, 9, 8)),
    ("en-US", "08/09/2023", (2023, 8, 9)),
    ("en", "18/08/2023 and 2023-08-19", (2023, 8, 18), (2023, 8, 19)),
    ("es", "El 3 de julio de 2026", (2026, 7, 3)),
    ("es", "el 27 de febrero de 2026 1,1 millones", (2026, 2, 27)),
    ("es", "en 1987 a solo 40 metros", (1987, None, None)),
    ("de", "am 18. August 2023", (2023, 8, 18)),
    ("de", "am 18.08.2023", (2023, 8, 18)),
    ("de", "im März 2023", (2023, 3, None)),
    ("fr", "le 1er août 2023", (2023, 8, 1)),
    ("pl", "18 sierpnia 2023 r.", (2023, 8, 18)),
    ("pl", "w sierpniu 2023 roku", (2023, 8, None)),
    ("ru", "18-го августа 2023 года", (2023, 8, 18)),
    ("ru", "в августе 2023 г.", (2023, 8, None)),
    ("lt", "2023 m. rugpjūčio 18 d.", (2023, 8, 18)),
    ("lt", "rugpjūčio 18 d.", (None, 8, 18)),
    ("lv", "2023. gada 18. augustā 1500 cilvēki", (2023, 8, 18)),
    ("hu", "2023. augusztus 18.", (2023, 8, 18)),
    ("de", "Das war 2023. August war heiß", (2023, None, None), (None, 8, None)),
    ("zh", "2023年8月18日", (2023, 8, 18)),
    ("en", "1500 men in August 1500 men", (None, 8, None)),
]


@pytest.mark.parametrize(("lang", "text", "values"), NUMBERS)
def test_a_number_is_read_with_its_exact_value(lang: str, text: str, values: str) -> None:
    found = numbers(text, lang)
    assert [number.value for number in found] == [Decimal(value) for value in values.split()]
    assert [number.text for number in found] == [text[one.start : one.end] for one in found]


@pytest.mark.parametrize(("lang", "text", "expected"), [(row[0], row[1], row[2:]) for row in DATES])
def test_a_date_is_read_with_the_parts_that_the_text_gives(
    lang: str, text: str, expected: tuple[tuple[int | None, ...], ...]
) -> None:
    found = dates(text, lang)
    assert [(date.year, date.month, date.day) for date in found] == list(expected)
    assert [date.text for date in found] == [text[one.start : one.end] for one in found]


@pytest.mark.parametrize(
    ("lang", "text", "unit"),
    [
        ("en", "18 per cent", "%"),
        ("es", "un 18 % desde", "%"),
        ("de", "18 Prozent", "%"),
        ("ru", "18 процентов", "%"),
        ("lt", "18 proc. eurų", "%"),
        ("en", "100 miles", "mi"),
        ("en", "25-kilometre", "km"),
        ("ru", "40 метров", "m"),
        ("es", "62,4 mg/l de", "mg/l"),
        ("es", "2,3 millones de euros", "€"),
        ("de", "2,5 Mio. Euro", "€"),
        ("en", "$5bn", "$"),
        ("en", "25 km/h", "km"),
        ("en", "5 men", ""),
    ],
)
def test_a_unit_has_the_same_name_in_all_languages(lang: str, text: str, unit: str) -> None:
    assert numbers(text, lang)[0].unit == unit


def test_ordinals_labels_times_and_ranges_are_distinguished_from_counts() -> None:
    text = "The 3rd Su-27 with 5G left at 10:30 pm with 4 men, 5–6 of ours, not 9am"
    kinds = [(number.value, number.kind, number.in_range) for number in numbers(text, "en")]
    assert kinds == [
        (3, NumberKind.ORDINAL, False),
        (27, NumberKind.LABEL, False),
        (5, NumberKind.LABEL, False),
        (22 * 60 + 30, NumberKind.CLOCK, False),
        (4, NumberKind.CARDINAL, False),
        (5, NumberKind.CARDINAL, True),
        (6, NumberKind.CARDINAL, True),
        (9 * 60, NumberKind.CLOCK, False),
    ]


def test_a_decade_is_distinguished_from_its_first_year() -> None:
    decade, year = dates("the 1990s and 1990", "en")
    assert (decade.year, decade.decade, year.decade) == (1990, True, False)


def test_unsupported_languages_are_recognised() -> None:
    assert [lang for lang in ("en", "es-MX", "lt", "lv", "zh-Hans", "xx") if covered(lang)] == [
        *("en", "es-MX", "lt")
    ]


@pytest.mark.parametrize("lang", ["en", "es", "fr", "xx", "", "not a tag at all", "de-DE-u-x"])
@pytest.mark.parametrize(
    "piece",
    ["1", "1,", "1 ", "1.000", "million ", "5 million ", "two hundred ", "18 August ", "August ",
     "1-", "18, ", "18 and ", "2023年", "'1", "quatre-vingt-", "mil ", "− ", "2021–22"],
)  # fmt: skip
def test_a_long_text_is_read_quickly(lang: str, piece: str) -> None:
    text = piece * (40_000 // len(piece))
    start = time.process_time()
    numbers(text, lang)
    dates(text, lang)
    assert time.process_time() - start < 3


@pytest.mark.parametrize("code", ["en", "es", "de", "fr", "pl", "ru", "lt"])
def test_month_names_and_quotation_marks_match_cldr(code: str) -> None:
    locale = Locale(code)
    ours = language(code)
    for number, name in locale.months["format"]["wide"].items():
        assert ours.months[name.lower()] == number
    for number, name in locale.months["format"]["abbreviated"].items():
        assert (ours.months | ours.short_months)[name.lower().rstrip(".")] == number
    symbols = locale.number_symbols["latn"]
    assert (ours.decimal, ours.group) == (symbols["decimal"], symbols["group"])


@pytest.mark.parametrize(("lang", "text", "expected"), IN_OTHER_WORDS)
def test_shares_ordinals_and_numbers_in_names_are_read(lang: str, text: str, expected: str) -> None:
    found = []
    for number in numbers(text, lang):
        is_named = number.kind in (NumberKind.ORDINAL, NumberKind.LABEL)
        value = round(number.value, 1)
        found.append((value, number.kind.value if is_named else number.unit))
        assert text[number.start : number.end] == number.text
    written = (re.fullmatch(r"([\d.e]*\d)(\D*)", word) for word in expected.split())
    assert found == [(Decimal(match[1]), match[2]) for match in written if match]
