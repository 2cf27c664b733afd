"""Tests that planted falsehoods in visible text are refused, each at its line and column.

Each row is a falsehood: its kind, the language, the file, the true words, the false words, the rule
that must refuse the false words, and the words that the error must point at. To add a falsehood,
add a row. The files in ``worlds/planted-<language>.txtar`` are added to the tiny project, and have
no errors before the change.
"""

from collections.abc import Callable, Mapping
from functools import cache
from typing import NamedTuple

import pytest

from build_tools.facts.project import Project
from build_tools.rules.check import check_project
from tests.conftest import PROJECT, TINY
from tests.ledgers import BARE
from tests.snapshots import run
from tests.txtar import files_of

World = Callable[..., Project]
Files = Mapping[str, str | None]

WAIT = "facts/claims/borders/lorry-wait.yaml"
MORE = "facts/claims/borders/more-closures.yaml"
RAIL = "facts/claims/borders/railway-open.yaml"
PAID = "facts/claims/borders/drivers-paid.yaml"
CONVOYS = "facts/claims/borders/no-convoys.yaml"
TWO = "facts/claims/borders/two-crossings.yaml"
PAGE = "content/explainers/queues.md"
ESPERA, CIERRE = "facts/claims/borders/espera.yaml", "facts/claims/borders/cierre.yaml"
WAGEN, BAHN = "facts/claims/borders/wartezeit.yaml", "facts/claims/borders/bahn.yaml"
NUMBERS, NAMES = "supported-numbers", "supported-names"
SURE, SAYS = "supported-certainty", "faithful-paraphrase"
QUOTED, ARTICLE, PROSE = "checked-quotations", "article-words", "cited-prose"
WORDS, SAID, NEAR, SPEAKER = (
    "quoted-words",
    "stated-verdict",
    "near-citation",
    "contradicted-speaker",
)
HEADINGS = "cited-headings"
CITED_NAMES, PAIR = "cited-names", "part-of-whole"
OPPOSITE, TURNED = "opposite-words", "opposite-statement"
CITED_SURE, VOTES = "cited-certainty", "exchanged-numbers"
MULTIPLES, LIMITS = "supported-multiples", "compared-limits"
ANSWER, PERIOD = "cited-answers", "crossing-periods"
MAP = "facts/vocabulary/places.yaml"
SNAPSHOT = "facts/snapshots/lrt-2023-08-28-queues.yaml"
PLACES, SIDE = "facts/vocabulary/countries.yaml", "content/explainers/page.md"
END, CITED = "[@two-crossings].", "no-convoys]."
FIRST = "Die Wagen standen"
REVISION = """\
revisions:
  - {date: 2026-11-29, kind: correction, field: finding, from: a, to: b, reason: r}
"""
QUOTE = "the border guards c"
CONVOYS_PASSED = "Convoys passed the border on every day of that"


class Falsehood(NamedTuple):
    """A change that makes a project untrue: a file, the true words and the false words.

    ``at`` are the words that ``rule`` must point at: the first such words of the changed file, or
    the last.
    """

    kind: str
    lang: str
    path: str
    true: str
    false: str
    rule: str
    at: str
    is_last: bool = False


_ROWS = (
    # Numbers in a claim that its sources do not have.
    ("a number", "en", WAIT, "to 36", "to 37", NUMBERS, "37"),
    ("a tenfold number", "en", WAIT, "to 36", "to 360", NUMBERS, "360"),
    ("a number in words", "en", WAIT, "to 36", "to ninety", NUMBERS, "ninety"),
    ("a unit", "en", WAIT, "36 hours at", "36 days at", NUMBERS, "36 days"),
    ("a month", "en", WAIT, "On 28 August", "On 28 July", NUMBERS, "28 July"),
    ("a year", "en", WAIT, "2023 lorries", "2022 lorries", NUMBERS, "28 August 2022"),
    ("a day", "en", WAIT, "On 28 August", "On 27 August", NUMBERS, "27 August"),
    ("a day in `when`", "en", WAIT, "2023-08-28\nc", "2023-08-21\nc", NUMBERS, "2023-08-21"),
    ("a number", "es", ESPERA, "hasta 36", "hasta 46", NUMBERS, "46"),
    ("a tenfold number", "es", ESPERA, "hasta 36", "hasta 360", NUMBERS, "360"),
    ("a unit", "es", ESPERA, "36 horas en", "36 días en", NUMBERS, "36 días"),
    ("a month", "es", ESPERA, "agosto de 2023.", "julio de 2023.", NUMBERS, "28 de julio"),
    ("a year", "es", ESPERA, "de 2023.", "de 2021.", NUMBERS, "28 de agosto de 2021"),
    ("a number", "de", WAGEN, "zu 36", "zu 38", NUMBERS, "38"),
    ("a unit", "de", WAGEN, "36 Stunden an", "36 Tage an", NUMBERS, "36 Tage"),
    ("a month", "de", WAGEN, "28. August 2023", "28. Juli 2023", NUMBERS, "28. Juli"),
    # Numbers in a finding.
    ("a number", "en", WAIT, "640 lorries 160", "650 lorries 160", NUMBERS, "650"),
    ("a share", "en", WAIT, "25 percent", "52 percent", NUMBERS, "52"),
    ("a date", "en", WAIT, "28 August 2023. Of", "26 August 2023. Of", NUMBERS, "26 August"),
    ("a count of a list", "en", WAIT, "three causes", "nine causes", NUMBERS, "nine"),
    ("a count of sources", "en", WAIT, "Both sources", "Three sources", NUMBERS, "Three"),
    ("a count of origins", "en", WAIT, "Both", "Four independent", NUMBERS, "Four"),
    ("a decimal mark", "es", ESPERA, "pasaron 62,4", "pasaron 624", NUMBERS, "624"),
    ("a decimal mark", "de", WAGEN, "waren 1.500", "waren 1,500", NUMBERS, "1,500"),
    ("a number", "de", WAGEN, "nennen 36", "nennen 63", NUMBERS, "63"),
    # Names.
    ("a country", "en", WAIT, "Lithuania's", "Poland's", NAMES, "Poland"),
    ("a place", "en", WAIT, "Medininkai crossing", "Raigardas crossing", NAMES, "Raigardas"),
    ("a body", "en", WAIT, "said the State\n  Border Guard", "said Linava", NAMES, "Linava"),
    ("a person", "en", MORE, "Jonas Petraitis said", "Ona Kazlauskienė said", NAMES, "Ona"),
    ("a surname", "en", WAIT, "Both sources give", "Kazlauskiene gives", NAMES, "Kazlauskiene"),
    # A claim that is more certain than its sources.
    ("will for may", "en", MORE, "may close more c", "will close more c", SURE, "Jonas"),
    ("has for may", "en", MORE, "may close more c", "closed more c", SURE, "Jonas"),
    ("has for plans to", "en", RAIL, "plans to close", "closed", SURE, "Lithuania closed"),
    ("an accusation as fact", "en", PAID, "reportedly ", "", SURE, "Drivers paid"),
    ("wrong on a guess", "en", CONVOYS, "s passed", "s may have passed", SURE, CONVOYS_PASSED),
    ("has for could", "es", CIERRE, "podría cerrar otros", "cerró otros", SURE, "El gobierno"),
    ("has for wants to", "de", BAHN, "will die Bahn nach", "hat die Bahn nach", SURE, "Das Land"),
    # Negations.
    ("a denial added", "en", WAIT, "lorries waited up", "lorries never waited up", SURE, ">-"),
    ("a denial added", "es", ESPERA, "esperaron hasta", "nunca esperaron hasta", SURE, "Los cam"),
    ("a denial dropped", "en", WAIT, "      did not close", "      closed", SAYS, "closed"),
    # `says`, which is compared with the stored words of the source.
    ("another number", "en", WAIT, "640 lorries on", "649 lorries on", SAYS, "649"),
    ("a tenfold number", "en", WAIT, "640 lorries on", "6,400 lorries on", SAYS, "6,400"),
    # Quotations from the source and from the article.
    ("a quoted word", "en", WAIT, ": the border guard c", ": the border guards c", QUOTED, QUOTE),
    ("an article's word", "en", TWO, "e: closed two", "e: closed three", ARTICLE, "closed three"),
    # Prose.
    ("a month in prose", "en", PAGE, "28 August", "28 July", PROSE, "28 July"),
    ("a number in prose", "en", PAGE, "36 hours on", "63 hours on", PROSE, "63"),
    ("a day in prose", "en", PAGE, "18 August", "19 August", PROSE, "19 August"),
    ("a quotation in prose", "en", PAGE, "“counted 640", "“stopped 640", WORDS, "“stopped"),
    # Verdicts and dates.
    ("a verdict", "en", CONVOYS, ": wrong", ": supported", "permitted-verdict", "supported"),
    ("`when`", "en", TWO, "n: 2023-08-18", "n: 2023-08-17", "matching-date", "2023-08-17"),
    # Invented quotations in all fields.
    ("an invention", "en", WAIT, "and rain.", "and rain. “We shot,” he said.", WORDS, "“We shot"),
    (
        "an invention in says",
        "en",
        RAIL,
        "close the rail",
        "close “all rail”, the rail",
        WORDS,
        "“all",
    ),
    ("angular marks", "en", MORE, "He said so", "He said «close all» so", WORDS, "«close"),
    ("a summary", "en", PLACES, "two crossings.", "two “to punish Minsk”.", WORDS, "“to"),
    ("low marks", "de", WAGEN, "in der Woche.\nv", "in der „Panik“.\nv", WORDS, "„Panik"),
    ("angular marks", "fr", ESPERA, ".\nc", ". C'est « la panique ».\nc", WORDS, "« la"),
    ("angular marks", "ru", ESPERA, "границе.\nc", "границе, в «панике».\nc", WORDS, "«панике"),
    # Speakers.
    ("another speaker", "en", MORE, "r: Jonas Petraitis", "r: Ona Kazlauskienė", SPEAKER, "Ona"),
    ("no speaker", "en", MORE, "      speaker: Jonas Petraitis\n", "", SPEAKER, "We may close"),
    # Verdict words in prose.
    (
        "a word",
        "en",
        PAGE,
        END,
        f"{END}\n\nThat convoys stopped is right [@no-convoys].",
        SAID,
        CITED,
    ),
    ("a label", "en", PAGE, END, f"{END}\n\n- **True:** all stopped [@no-convoys].", SAID, CITED),
    ("a label", "es", SIDE, "Los camiones", "**Falso:** los camiones", SAID, "espera]."),
    ("a word", "de", SIDE, FIRST, f"Es ist falsch, dass d{FIRST[1:]}", SAID, "wartezeit"),
    ("a word", "fr", SIDE, "Les camions", "Il est faux qu'ici les camions", SAID, "espera"),
    ("a word", "pl", SIDE, "Ciężarówki", "Nieprawdą jest, że ciężarówki", SAID, "espera"),
    ("a word", "ru", SIDE, "Грузовики", "Неверно, что грузовики", SAID, "espera"),
    ("a heading's", "en", PAGE, "# How long did", "# Wrong: lorries did", SAID, "lorry-wait]"),
    # Text that resembles a citation, and text that YAML or HTML would drop.
    ("a word in it", "en", PAGE, "[@two-c", "[see @two-c", NEAR, "@two-c"),
    ("round brackets", "en", PAGE, END, "(@two-crossings).", NEAR, "@two-c"),
    ("a note", "en", PAGE, END, "[^two-crossings].", NEAR, "[^two"),
    ("of LaTeX", "en", PAGE, END, "\\cite{two-crossings}.", NEAR, "\\cite"),
    ("a comment", "en", MORE, "so to LRT.", "so to LRT, the #1 of all.", "yaml", "#1"),
    ("a code", "en", MORE, "so to LRT.", "so to LRT &amp; TASS.", "no-html-codes", "He said"),
    # Headings, titles and descriptions.
    ("a heading", "en", PAGE, "# How long", "# Why 63 hours, and how long", HEADINGS, "63"),
    (
        "a title",
        "en",
        PAGE,
        "title: How long",
        "title: Why 63 hours, and how long",
        HEADINGS,
        "Why 63",
    ),
    ("a description", "en", PAGE, "Up to 36 hours.", "Up to 63 hours.", HEADINGS, "Up to 63"),
    # Corrections, and excerpts that are declared as whole pages.
    ("a day", "en", PAID, "editors\n", f"editors\n{REVISION}", "dates-in-order", "2026-11-29"),
    ("a kind", "en", SNAPSHOT, "kind: page", "kind: excerpt", "stored-excerpts", "excerpt"),
    # The same kinds in other languages.
    ("a denial added", "es", ESPERA, "esperaron hasta", "no esperaron hasta", SURE, "Los cam"),
    ("a denial added", "fr", ESPERA, "ont attendu j", "n'ont pas attendu j", SURE, "Les cam"),
    ("a denial added", "de", WAGEN, "standen am", "standen nicht am", SURE, "Die Wagen"),
    ("a denial added", "pl", ESPERA, "czekały do", "nie czekały do", SURE, "Cięż"),
    ("a denial added", "ru", ESPERA, "ждали до", "не ждали до", SURE, "Груз"),
    ("has for may", "fr", CIERRE, "pourrait fermer", "a fermé", SURE, "Le gouv"),
    ("has for may", "pl", CIERRE, "może zamknąć", "zamknął", SURE, "Rząd"),
    ("has for may", "ru", CIERRE, "может закрыть", "закрыло", SURE, "Прав"),
    ("a count", "ru", ESPERA, "Оба источника", "Три источника", NUMBERS, "Три"),
    ("a number", "pl", ESPERA, "granicy.\nc", "granicy pięćdziesięciu.\nc", NUMBERS, "pięćdz"),
    ("a number", "ru", ESPERA, "границе.\nc", "границе пятеро.\nc", NUMBERS, "пятеро"),
    ("a number", "fr", ESPERA, "jusqu'à 36", "jusqu'à 46", NUMBERS, "46"),
    # Falsehoods in other wordings, and in fields that were not checked at first.
    (
        "claim in other words",
        "en",
        WAIT,
        "lorries waited up",
        "hardly any lorries waited up",
        SURE,
        ">",
    ),
    (
        "claim in other words",
        "en",
        WAIT,
        "lorries waited up",
        "lorries did not have to wait up",
        SURE,
        ">",
    ),
    (
        "claim in other words",
        "en",
        RAIL,
        "Lithuania plans",
        "Lithuania no longer plans",
        SURE,
        "Lithuania",
    ),
    (
        "claim in other words",
        "en",
        RAIL,
        "Lithuania plans to close",
        "Lithuania declined to close",
        SURE,
        "Lithuania",
    ),
    ("claim in other words", "en", MORE, "may close more", "will not close more", SURE, "Jonas"),
    (
        "claim in other words",
        "en",
        PAID,
        " reportedly paid",
        " reportedly failed to pay",
        SURE,
        "Drivers",
    ),
    ("says in other words", "en", WAIT, "gave 36 hours", "gave 63 hours", SAYS, "63"),
    (
        "says in other words",
        "en",
        WAIT,
        "The border guard counted 640",
        "The border guard refused to count 640",
        SAYS,
        "count 640",
    ),
    (
        "says in other words",
        "en",
        WAIT,
        "turned back.\nv",
        "turned back # but not all\nv",
        "yaml",
        "#",
    ),
    (
        "topic in other words",
        "en",
        "facts/vocabulary/topics.yaml",
        "Crossings and what",
        "Nine crossings and what",
        "supported-notes",
        "Nine",
    ),
    (
        "role in other words",
        "en",
        "facts/vocabulary/people.yaml",
        "title: Head of",
        "title: “Queen” of",
        WORDS,
        "“Queen",
    ),
    (
        "claim in other words",
        "es",
        ESPERA,
        "Los camiones esperaron",
        "Los camiones tampoco esperaron",
        SURE,
        "Los",
    ),
    (
        "claim in other words",
        "de",
        WAGEN,
        "Die Wagen standen",
        "Keine Wagen standen",
        SURE,
        "Keine",
    ),
    (
        "claim in other words",
        "fr",
        ESPERA,
        "Les camions ont attendu",
        "Les camions n'ont plus attendu",
        SURE,
        "Les",
    ),
    (
        "claim in other words",
        "pl",
        ESPERA,
        "Ciężarówki czekały",
        "Żadne ciężarówki nie czekały",
        SURE,
        "Żadne",
    ),
    ("claim in other words", "lt", ESPERA, "Vilkikai laukė", "Vilkikai nelaukė", SURE, "Vilkikai"),
)

# Pairs of a part and a whole.
_ROWS += (
    ("a pair in a finding", "en", TWO, "g: Two of six", "g: Three of six", PAIR, "Three of six"),
    (
        "a pair in a short finding",
        "en",
        TWO,
        "confidence",
        "finding_short: Five of its six crossings closed.\nconfidence",
        PAIR,
        "Five of its six",
    ),
    (
        "a pair in a summary",
        "en",
        PLACES,
        "two crossings.",
        "one half, three of its six.",
        PAIR,
        "three",
    ),
)

# Negations and opposites of the claim itself, and periods of crossings.
_ROWS += (
    (
        "a denial in a finding",
        "en",
        TWO,
        "g: Two of",
        "g: Lithuania did not close two crossings. Two of",
        TURNED,
        "Lithuania did not",
    ),
    (
        "a denial in a label",
        "en",
        TWO,
        "confidence",
        "short: Lithuania never closed crossings\nconfidence",
        TURNED,
        "Lithuania never",
    ),
    (
        "a denial in a short finding",
        "en",
        TWO,
        "confidence",
        "finding_short: Two road crossings were not closed.\nconfidence",
        TURNED,
        "Two road crossings were",
    ),
    (
        "an opposite in a finding",
        "en",
        TWO,
        "g: Two of",
        "g: The two crossings were opened. Two of",
        OPPOSITE,
        "opened",
    ),
    (
        "an opposite in a label",
        "en",
        TWO,
        "confidence",
        "short: Lithuania reopens two crossings\nconfidence",
        OPPOSITE,
        "reopens",
    ),
    ("a period", "en", MAP, "2023-08-18/..", "2023-08-17/..", PERIOD, "2023-08-17"),
    (
        "a denial in a finding",
        "es",
        ESPERA,
        ".\nchecked:",
        ". Los camiones no esperaron 36 horas el 28 de agosto de 2023.\nchecked:",
        TURNED,
        "Los camiones no",
    ),
    (
        "a denial in a finding",
        "pl",
        ESPERA,
        ".\nchecked:",
        ". Ciężarówki nie czekały 36 godzin.\nchecked:",
        TURNED,
        "Ciężarówki nie",
    ),
    (
        "a denial in a finding",
        "ru",
        ESPERA,
        ".\nchecked:",
        ". Грузовики не ждали 36 часов.\nchecked:",
        TURNED,
        "Грузовики не",
    ),
)

# Falsehoods that contradict other records, or that no source could support.
PEOPLE, SETTINGS, SIX = "facts/vocabulary/people.yaml", "mkdocs.yml", "are closed.\n"
PLENO, RADA = "facts/claims/borders/pleno.yaml", "facts/claims/borders/rada.yaml"
ORDER, EXCHANGED, WEEKDAY = "event-order", "exchanged-dates", "matching-weekday"
_ROWS += (
    (
        "a border",
        "en",
        PLACES,
        "It closed two",
        "No border with Belarus; two",
        "named-borders",
        "Belarus; two",
    ),
    ("a role", "en", PEOPLE, "11/2024", "11/2022", "role-dates", "2020-12-11"),
    ("a country", "en", PEOPLE, "e: Minister", "e: Minister of Poland", "own-country", "lith"),
    ("a setting", "en", SETTINGS, "August", "July", "supported-settings", "July 2023"),
    (
        "an order",
        "en",
        TWO,
        "g: Two of",
        "g: It was decided on 16 August 2023, two days later. Two of",
        ORDER,
        "two days later",
    ),
    (
        "an order from a date",
        "es",
        PLENO,
        "; sin embargo, la cifra",
        ", tres días antes de la cola del 25 de agosto de 2023; sin embargo, la cifra",
        ORDER,
        "tres días antes",
    ),
    (
        "an order from a date",
        "pl",
        RADA,
        "zł.\nchecked",
        "zł, trzy dni przed kolejką z 25 sierpnia 2023 r.\nchecked",
        ORDER,
        "trzy dni przed",
    ),
    (
        "a translation",
        "en",
        TWO,
        SIX,
        f"{SIX}    quote:\n      text: закрыты 2 из 6\n      speaker: TASS\n      lang: ru\n"
        "      translation: 3 of 6 are closed\n",
        "translated-numbers",
        "3 of 6",
    ),
    (
        "a report as the fact",
        "en",
        TWO,
        SIX,
        f"{SIX}    is_the_fact: TASS reports it.\n",
        "record-as-fact",
        "TASS reports",
    ),
    (
        "another currency",
        "es",
        PLENO,
        "dan 1,1 millones de euros",
        "dan 1,1 millones de pesos",
        NUMBERS,
        "1,1 millones de pesos",
    ),
    (
        "another currency",
        "pl",
        RADA,
        "podają 4,8 mln zł",
        "podają 4,8 mln euro",
        NUMBERS,
        "4,8 mln euro",
    ),
    (
        "an opposite in a label",
        "es",
        PLENO,
        "short: El pleno aprobó",
        "short: El pleno rechazó",
        OPPOSITE,
        "rechazó",
    ),
    (
        "an opposite in a label",
        "pl",
        RADA,
        "short: Rada przyjęła",
        "short: Rada odrzuciła",
        OPPOSITE,
        "odrzuciła",
    ),
    (
        "an opposite phrase",
        "es",
        PLENO,
        "está por encima",
        "está por debajo",
        OPPOSITE,
        "por debajo",
    ),
    (
        "an opposite claim",
        "es",
        PLENO,
        "claim: El pleno aprobó",
        "claim: El pleno rechazó",
        OPPOSITE,
        "rechazó",
    ),
    (
        "a denial in a label",
        "es",
        PLENO,
        "short: El pleno aprobó",
        "short: El pleno no aprobó",
        TURNED,
        "El pleno no",
    ),
    (
        "a denial in a label",
        "pl",
        RADA,
        "short: Rada przyjęła",
        "short: Rada nie przyjęła",
        TURNED,
        "Rada nie",
    ),
    (
        "a refusal in a finding",
        "en",
        TWO,
        "g: Two of",
        "g: Lithuania refused to close two crossings. Two of",
        TURNED,
        "Lithuania refused",
    ),
    (
        "a claim denies its article",
        "en",
        TWO,
        "Lithuania closed two of its six road crossings with Belarus on 18 August 2023",
        "Lithuania did not close two of its six crossings",
        TURNED,
        "Lithuania did not",
    ),
    (
        "votes exchanged",
        "es",
        PLENO,
        "finding: Las dos fuentes",
        "finding: Se aprobó por 6 votos a 7. Las dos fuentes",
        VOTES,
        "6 votos a 7",
    ),
    (
        "votes for and against exchanged",
        "es",
        PLENO,
        "finding: Las dos fuentes",
        "finding: Hubo 7 votos en contra y 6 a favor. Las dos fuentes",
        VOTES,
        "7 votos en",
    ),
    (
        "hardly",
        "es",
        PLENO,
        "short: El pleno aprobó",
        "short: El pleno apenas aprobó",
        TURNED,
        "El pleno apenas",
    ),
    (
        "hardly",
        "pl",
        RADA,
        "short: Rada przyjęła",
        "short: Rada ledwie przyjęła",
        TURNED,
        "Rada ledwie",
    ),
)

# Names that are in no vocabulary, and exchanged speakers.
UNLISTED, SPOKE = "unlisted-names", "exchanged-speakers"
_ROWS += (
    ("an invented person", "en", MORE, "Jonas Petraitis said", "Mr Quux said", UNLISTED, "Quux"),
    ("an invented person", "en", MORE, "The minister said", "Mr Quux said", UNLISTED, "Quux"),
    ("an invented place", "en", WAIT, "Medininkai crossing", "Quuxburg crossing", UNLISTED, "Quux"),
    ("an invented place", "es", ESPERA, "Bielorrusia", "Cuxilandia", UNLISTED, "Cuxilandia"),
    (
        "an invented person in a heading",
        "en",
        PAGE,
        "# How long did",
        "# How long, said Mr Quux, did",
        UNLISTED,
        "Quux",
    ),
    (
        "another speaker in the claim",
        "en",
        MORE,
        "Jonas Petraitis said",
        "Ona Kazlauskienė said",
        SPOKE,
        "Kazlauskienė said",
    ),
    (
        "another speaker in the record",
        "en",
        MORE,
        "about: [jonas-petraitis]",
        "said_by: [ona-kazlauskiene]",
        SPOKE,
        "Jonas Petraitis said",
    ),
    (
        "an unlisted speaker",
        "en",
        MORE,
        "r: Jonas Petraitis",
        "r: Minister Quux",
        SPEAKER,
        "Minister Quux",
    ),
)

# Numbers in `says`, days and speakers that replace those of the record.
INSTEAD, OFFICE, FACT = "substituted-quantities", "supported-offices", "reported-as-said"
_ROWS += (
    ("a number in says", "en", WAIT, "same wait of 36", "same wait of 48", INSTEAD, "48"),
    ("a number in says", "es", ESPERA, "larga fue de 36", "larga fue de 48", INSTEAD, "48"),
    ("a number in says", "de", WAGEN, "Wartezeit war 36", "Wartezeit war 48", INSTEAD, "48"),
    ("a number in says", "fr", ESPERA, "attente était de 36", "attente était de 48", INSTEAD, "48"),
    ("a number in says", "pl", ESPERA, "czekano 36", "czekano 48", INSTEAD, "48"),
    ("a number in says", "ru", ESPERA, "составило 36", "составило 48", INSTEAD, "48"),
    ("a number in says", "lt", ESPERA, "laukta 36", "laukta 48", INSTEAD, "48"),
    (
        "a unit in says",
        "en",
        WAIT,
        "same wait of 36 hours",
        "same wait of 36 days",
        INSTEAD,
        "36 d",
    ),
    (
        "a day in says",
        "en",
        MORE,
        "said on 28 August that",
        "said on 28 July that",
        INSTEAD,
        "28 J",
    ),
    ("a day in says", "es", ESPERA, "28 de agosto, y", "28 de julio, y", INSTEAD, "28 de julio"),
    (
        "words as fact on a topic",
        "en",
        WAIT,
        "crossing, said the State\n  Border Guard.",
        "crossing on the\n  border.",
        FACT,
        ">-\n  On 28",
    ),
    ("a denial", "en", MORE, "Jonas Petraitis said", "Jonas Petraitis denied", SURE, "denied"),
    (
        "a kind of body that speaks",
        "en",
        MORE,
        "Jonas Petraitis said on",
        "The Foreign Ministry said on",
        SPOKE,
        "Foreign",
    ),
    ("words as fact", "en", MORE, "Jonas Petraitis said on 28 August 2023 that ", "", FACT, "Lith"),
    (
        "a body that speaks",
        "en",
        MORE,
        "Jonas Petraitis said on",
        "Linava said on",
        SPOKE,
        "Linava",
    ),
    (
        "an office that speaks",
        "en",
        MORE,
        "Jonas Petraitis said on",
        "The mayor said on",
        OFFICE,
        "mayor",
    ),
)

# Sentences that are added to a finding or to a page.
_ADDED = (
    ("finding", "en", "It was a Sunday.", WEEKDAY, "Sunday"),
    ("finding", "es", "Fue un domingo.", WEEKDAY, "domingo"),
    ("finding", "de", "Es war ein Sonntag.", WEEKDAY, "Sonntag"),
    ("finding", "fr", "C'était un dimanche.", WEEKDAY, "dimanche"),
    ("finding", "pl", "Było to w niedzielę.", WEEKDAY, "niedzielę"),
    ("finding", "ru", "Это было в воскресенье.", WEEKDAY, "воскресенье"),
    ("finding", "lt", "Tai buvo sekmadienį.", WEEKDAY, "sekmadienį"),
    ("finding", "en", "The mayor counted them.", OFFICE, "mayor"),
    ("finding", "en", "No, the mayor counted them.", OFFICE, "mayor"),
    ("finding", "en", "Not only the mayor counted them.", OFFICE, "mayor"),
    ("finding", "es", "Los contó la alcaldesa.", OFFICE, "alcaldesa"),
    ("finding", "de", "Der Bürgermeister zählte sie.", OFFICE, "Bürgermeister"),
    ("finding", "fr", "Le maire les a comptés.", OFFICE, "maire"),
    ("finding", "pl", "Policzył je burmistrz.", OFFICE, "burmistrz"),
    ("finding", "ru", "Их посчитал мэр.", OFFICE, "мэр"),
    ("finding", "lt", "Juos suskaičiavo meras.", OFFICE, "meras"),
    ("prose", "es", "El pleno aprobó 1,1 millones de dólares [@pleno].", PROSE, "1,1 millones"),
    ("finding", "en", "A Mr. Quux counted them.", UNLISTED, "Quux"),
    ("finding", "en", "They came from Quuxburg.", UNLISTED, "Quuxburg"),
    ("finding", "en", "They came from Norway.", UNLISTED, "Norway"),
    ("prose", "en", "Zebedee Quux counted them [@lorry-wait].", UNLISTED, "Quux"),
    ("prose", "en", "Ona Kazlauskienė said so [@more-closures].", SPOKE, "Kazl"),
    ("finding", "es", "Lo dijo la ministra Zulema Cux.", UNLISTED, "Zulema"),
    ("finding", "de", "Das sagte Ministerin Quuxfeld.", UNLISTED, "Quuxfeld"),
    ("finding", "fr", "La ministre Zoé Quux l'a confirmé.", UNLISTED, "Zoé"),
    ("finding", "pl", "Potwierdził to minister Kuksowski.", UNLISTED, "Kuksowski"),
    ("finding", "ru", "Это подтвердил министр Куксов.", UNLISTED, "Куксов"),
    ("finding", "lt", "Tai patvirtino ministrė Kuksienė.", UNLISTED, "Kuksienė"),
    (
        "prose",
        "es",
        "El gobierno cerró otros dos pasos de la frontera [@cierre].",
        CITED_SURE,
        "El gobierno cerró",
    ),
    (
        "prose",
        "en",
        "Lithuania closed more crossings [@more-closures].",
        CITED_SURE,
        "Lithuania closed more",
    ),
    ("finding", "en", "Ten times as many lorries left.", MULTIPLES, "Ten times"),
    ("finding", "es", "Esperó el triple de camiones.", MULTIPLES, "el triple"),
    ("finding", "de", "Es waren dreimal so viele.", MULTIPLES, "dreimal so"),
    ("finding", "fr", "Trois fois plus de camions ont attendu.", MULTIPLES, "Trois fois"),
    ("finding", "pl", "Czekano trzykrotnie dłużej.", MULTIPLES, "trzykrotnie"),
    ("finding", "ru", "Они ждали втрое дольше.", MULTIPLES, "втрое"),
    ("finding", "lt", "Jie laukė triskart ilgiau.", MULTIPLES, "triskart"),
    ("finding", "en", "36 hours is below the limit of 24 hours.", LIMITS, "below the limit"),
    ("finding", "es", "36 horas, por debajo del límite de 24 horas.", LIMITS, "por debajo"),
    ("finding", "de", "36 Stunden, unter dem Grenzwert von 24 Stunden.", LIMITS, "unter dem"),
    ("finding", "pl", "36 godzin, poniżej limitu 24 godzin.", LIMITS, "poniżej"),
    (
        "prose",
        "en",
        "## Did Lithuania close crossings?\n\nNo: all stayed open [@two-crossings].",
        ANSWER,
        "No: all",
    ),
    (
        "prose",
        "en",
        "## Lithuania opened two of its crossings\n\nThat was in August [@two-crossings].",
        OPPOSITE,
        "opened two",
    ),
    (
        "prose",
        "en",
        "Lithuania barely closed two crossings [@two-crossings].",
        TURNED,
        "Lithuania b",
    ),
    ("prose", "es", "Ni el pleno aprobó 1,1 millones de euros [@pleno].", TURNED, "Ni el"),
    (
        "prose",
        "en",
        "It closed two on 28 August 2023 [@two-crossings], "
        "and lorries waited on 18 August 2023 [@lorry-wait].",
        EXCHANGED,
        "28 August 2023 [@two",
    ),
    (
        "prose",
        "es",
        "Aprobó 1,1 de los 2,3 millones el martes 28 de agosto de 2023 [@pleno].",
        WEEKDAY,
        "martes",
    ),
    ("prose", "es", "Es un bulo que los camiones esperaran 36 horas [@espera].", SAID, "espera]."),
    ("prose", "pl", "To bzdura, że rada przyjęła budżet [@rada].", SAID, "rada]."),
    ("prose", "es", "El pleno rechazó 1,1 millones [@pleno].", OPPOSITE, "rechazó"),
    ("prose", "pl", "Rada odrzuciła budżet 4,8 mln zł [@rada].", OPPOSITE, "odrzuciła"),
    ("finding", "en", "It was Tuesday, 28 August 2023.", WEEKDAY, "Tuesday"),
    ("finding", "es", "Fue el martes 28 de agosto de 2023.", WEEKDAY, "martes"),
    ("finding", "pl", "Było to w piątek 28 sierpnia 2023 r.", WEEKDAY, "piątek"),
    ("finding", "de", "Es war Freitag, der 28. August 2023.", WEEKDAY, "Freitag"),
    ("finding", "fr", "C'était le mardi 28 août 2023.", WEEKDAY, "mardi"),
    (
        "finding",
        "es",
        "Los camiones se negaron a esperar 36 horas el 28 de agosto de 2023.",
        TURNED,
        "Los camiones se",
    ),
    ("prose", "en", "It did not close two crossings [@two-crossings].", TURNED, "It did not"),
    ("prose", "en", "Lithuania opened two of its crossings [@two-crossings].", OPPOSITE, "opened"),
    ("prose", "en", "## Did it?\n\nYes. It did [@lorry-wait].", ANSWER, "Yes. It"),
    ("prose", "en", "## Did all convoys stop?\n\nYes [@no-convoys].", ANSWER, "Yes [@no"),
    (
        "prose",
        "en",
        "## Did Lithuania close crossings?\n\nNo [@two-crossings].",
        ANSWER,
        "No [@two",
    ),
    ("prose", "en", "## Did they?\n\nSome did.\nThey waited [@lorry-wait].", ANSWER, "Some did"),
    ("prose", "en", "Three of its six crossings closed [@two-crossings].", PAIR, "Three of"),
    ("prose", "en", "Five out of six closed [@two-crossings].", PAIR, "Five out"),
    ("prose", "en", "Poland followed [@two-crossings].", CITED_NAMES, "Poland followed"),
    ("prose", "en", "The Poles counted them [@lorry-wait].", CITED_NAMES, "Poles"),
    ("prose", "en", "It was Ona Kazlauskienė who said so [@more-closures].", CITED_NAMES, "Ona"),
    ("prose", "en", "The head was Kazlauskiene. They waited [@lorry-wait].", CITED_NAMES, "Kaz"),
    (
        "prose",
        "en",
        "Linava waited there [@lorry-wait], and two closed [@two-crossings].",
        CITED_NAMES,
        "Linava waited",
    ),
    ("prose", "es", "Los aduaneros polacos esperaron [@espera].", CITED_NAMES, "polacos"),
    ("prose", "de", "Polnische Fahrer standen dort [@wartezeit].", CITED_NAMES, "Polnische"),
    ("prose", "fr", "Les douaniers polonais attendaient [@espera].", CITED_NAMES, "polonais"),
    ("prose", "pl", "Polscy celnicy czekali [@espera].", CITED_NAMES, "Polscy"),
    ("prose", "ru", "Польские пограничники ждали [@espera].", CITED_NAMES, "Польские"),
    ("prose", "lt", "Lenkijos pasieniečiai laukė [@espera].", CITED_NAMES, "Lenkijos"),
    ("finding", "en", "Three in four lorries turned back.", NUMBERS, "Three"),
    ("finding", "en", "One lorry in ten turned back.", NUMBERS, "One"),
    ("finding", "en", "Nearly 900 lorries waited.", NUMBERS, "900"),
    ("finding", "en", "The remaining 420 lorries waited.", NUMBERS, "420"),
    ("finding", "en", "For the ninth time, lorries waited.", NUMBERS, "ninth"),
    ("finding", "en", "Polish carriers confirmed it.", NAMES, "Polish"),
    ("finding", "en", "A Pole counted them.", NAMES, "Pole"),
    ("finding", "en", "They waited for a fortnight.", NUMBERS, "a fortnight"),
    ("finding", "en", "Two thirds of them turned back.", NUMBERS, "Two"),
    ("finding", "en", "Neither source gives 36 hours.", NUMBERS, "36 hours."),
    ("finding", "en", "Just one of the sources has the figure of 36 hours.", NUMBERS, "36 hours."),
    ("prose", "en", "A fifth of the lorries turned back [@lorry-wait].", PROSE, "A fifth"),
    (
        "prose",
        "en",
        "We judge it wrong that lorries waited up to 36 hours [@lorry-wait].",
        SAID,
        "lorry-wait].",
    ),
    (
        "prose",
        "en",
        "There is no evidence that lorries waited up to 36 hours [@lorry-wait].",
        SAID,
        "lorry-wait].",
    ),
    (
        "prose",
        "en",
        "We could not verify that lorries waited up to 36 hours [@lorry-wait].",
        SAID,
        "lorry-wait].",
    ),
    (
        "prose",
        "en",
        '!!! note "What we do not know"\n\n    Lorries waited up to 36 hours [@lorry-wait].',
        SAID,
        "lorry-wait].",
    ),
    (
        "prose",
        "en",
        "## What remains unknown\n\n- Lorries waited up to 36 hours [@lorry-wait].",
        SAID,
        "lorry-wait].",
    ),
    ("prose", "en", "The article is right that all convoys stopped [@no-convoys].", SAID, "no"),
    ("prose", "en", "## Half of them turned back\n\nThey did [@lorry-wait].", HEADINGS, "Half"),
    ("finding", "es", "La tercera parte de los camiones esperó.", NUMBERS, "tercera"),
    ("finding", "es", "Fue el séptimo cierre.", NUMBERS, "séptimo"),
    ("finding", "es", "Casi 50 horas esperaron.", NUMBERS, "50"),
    ("finding", "es", "Lo confirmaron los aduaneros polacos.", NAMES, "polacos"),
    ("finding", "es", "Solo una de las fuentes da 36 horas.", NUMBERS, "36 horas."),
    (
        "prose",
        "es",
        "Consideramos falso que los camiones esperaran 36 horas [@espera].",
        SAID,
        "espera].",
    ),
    (
        "prose",
        "es",
        "## Lo que no se sabe\n\n- Los camiones esperaron 36 horas [@espera].",
        SAID,
        "espera].",
    ),
    ("finding", "de", "Ein Viertel davon kehrte um.", NUMBERS, "Ein"),
    ("finding", "de", "Es war bereits die vierte Sperrung.", NUMBERS, "vierte"),
    ("finding", "de", "Die polnischen Fahrer bestätigten es.", NAMES, "polnischen"),
    ("finding", "de", "Knapp 60 Stunden standen sie.", NUMBERS, "60"),
    (
        "prose",
        "de",
        '!!! note "Was wir nicht wissen"\n\n    Die Wagen standen 36 Stunden [@wartezeit].',
        SAID,
        "wartezeit].",
    ),
    ("finding", "fr", "Un camion sur trois a attendu.", NUMBERS, "Un"),
    ("finding", "fr", "C'était la quatrième fermeture.", NUMBERS, "quatrième"),
    ("finding", "fr", "Les douaniers polonais l'ont confirmé.", NAMES, "polonais"),
    ("finding", "fr", "Près de 50 heures d'attente.", NUMBERS, "50"),
    ("finding", "pl", "Jedna trzecia ciężarówek czekała.", NUMBERS, "Jedna"),
    ("finding", "pl", "To było trzecie zamknięcie granicy.", NUMBERS, "trzecie"),
    ("finding", "pl", "Potwierdzili to polscy celnicy.", NAMES, "polscy"),
    ("finding", "ru", "Треть грузовиков ждала.", NUMBERS, "Треть"),
    ("finding", "ru", "Это было пятое закрытие границы.", NUMBERS, "пятое"),
    ("finding", "ru", "Польские пограничники подтвердили это.", NAMES, "Польские"),
    ("finding", "lt", "Trečdalis vilkikų laukė.", NUMBERS, "Trečdalis"),
    ("finding", "lt", "Tai jau ketvirtas uždarymas.", NUMBERS, "ketvirtas"),
    ("finding", "lt", "Tai patvirtino Lenkijos pasieniečiai.", NAMES, "Lenkijos"),
)


def place_of(place: str, lang: str) -> tuple[str, str]:
    """Return the file of a finding or page in a language, and the words before new text."""
    if place == "finding":
        return {"en": WAIT, "de": WAGEN}.get(lang, ESPERA), ".\nchecked:"
    if lang == "en":
        return PAGE, END
    return SIDE, "[@bahn]." if lang == "de" else "[@cierre]."


def with_sentence(place: str, words: str, sentence: str) -> str:
    """Return words with a sentence added after a finding, or with a paragraph added to a page."""
    return f". {sentence}{words[1:]}" if place == "finding" else f"{words}\n\n{sentence}"


def _added(place: str, lang: str, sentence: str, rule: str, at: str) -> Falsehood:
    path, true = place_of(place, lang)
    false = with_sentence(place, true, sentence)
    return Falsehood(sentence, lang, path, true, false, rule, at, is_last=place == "prose")


FALSEHOODS = (*(Falsehood(*row) for row in _ROWS), *(_added(*row) for row in _ADDED))

KEY = "lrt-2023-08-28-queues"
PASSAGE = """\
Lorries queue at the border

On Monday the border guard counted 640 lorries at the crossing, which it kept under watch all day \
and did not close, a spokesman said. The longest wait was 36 hours.

Carriers said that drivers had slept in their cabins, and that the rain and a failed computer had \
made matters worse than after the first closures.

“We may close more of them,” said Jonas Petraitis, the minister, at the crossing on Monday.
"""


@cache
def true_files(lang: str) -> Files:
    """Return the files that turn the tiny project into an error-free project in the language."""
    text = (PROJECT / "tests" / "worlds" / f"planted-{lang}.txtar").read_text(encoding="utf-8")
    return files_of(text) if lang == "en" else {**BARE, **files_of(text)}


def with_snapshot(world: World, lang: str) -> Files:
    """Return the true files and, if they quote a source, the snapshot of the source."""
    if lang != "en":
        return true_files(lang)
    path = f"facts/snapshots/{KEY}.yaml"
    if path not in _stored:
        project = world(true_files(lang))
        page = project.root / "page.txt"
        page.write_text(PASSAGE, encoding="utf-8")
        done = run(project, "capture", KEY, "--file", str(page))
        assert done.exit_code == 0, done.output
        _stored[path] = (project.root / path).read_text(encoding="utf-8")
    return {**true_files(lang), **_stored}


_stored: dict[str, str] = {}


def errors(project: Project) -> set[tuple[str, str, int, int]]:
    """Return the rule and location of each error."""
    return {
        (one.rule, one.span.path, one.span.line, one.span.column)
        for one in check_project(project).report.errors
    }


@pytest.mark.parametrize("lang", sorted({falsehood.lang for falsehood in FALSEHOODS}))
def test_the_projects_have_no_errors_before_a_falsehood_is_planted(world: World, lang: str) -> None:
    assert errors(world(with_snapshot(world, lang))) == set()


@pytest.mark.parametrize("planted", FALSEHOODS, ids=lambda row: f"{row.lang}: {row.kind}")
def test_a_planted_falsehood_is_refused_at_its_line_and_column(
    world: World, planted: Falsehood
) -> None:
    files = with_snapshot(world, planted.lang)
    text = files.get(planted.path) or TINY[planted.path]
    assert planted.true in text
    text = text.replace(planted.true, planted.false, 1)
    at = text.rindex(planted.at) if planted.is_last else text.index(planted.at)
    line, column = text.count("\n", 0, at) + 1, at - text.rfind("\n", 0, at)
    found = errors(world({**files, planted.path: text}))
    assert (planted.rule, planted.path, line, column) in found


def test_an_excerpt_from_another_address_is_refused(world: World) -> None:
    project = world(true_files("en"))
    part, bib = project.root / "part.txt", project.root / "facts/sources/lrt.bib"
    part.write_text(PASSAGE, encoding="utf-8")
    address = "https://www.lrt.lt/en/news/19/2/queues"
    rest = ("--excerpt", str(part), "--seen-on", "2026-11-30")
    assert run(project, "capture", KEY, "--seen-at", f"{address}-2", *rest).exit_code != 0
    assert not (project.root / SNAPSHOT).exists()
    assert run(project, "capture", KEY, "--seen-at", address, *rest).exit_code == 0
    assert errors(project) == set()
    bib.write_text(bib.read_text("utf-8").replace(address, f"{address}-2"), encoding="utf-8")
    assert ("stored-excerpts", SNAPSHOT, 2, 10) in errors(project)


def test_falsehoods_of_enough_kinds_in_enough_languages_are_planted() -> None:
    assert len(FALSEHOODS) >= 145
    assert len({(falsehood.kind, falsehood.rule) for falsehood in FALSEHOODS}) >= 30
    assert len({falsehood.lang for falsehood in FALSEHOODS}) >= 7
