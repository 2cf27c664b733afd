"""Falsehoods planted where readers look are refused, each at its line and column.

A row is one falsehood: what kind it is, the file, the true words and the false ones, the rule that
must refuse them, and the words at which it must point. To add one, add a row; the files are in
``worlds/planted-<language>.txtar``, laid over the tiny project, and have no error as they are.
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
    """A change that makes a project untrue: in a file, the true words and the false ones.

    ``at`` are the words that ``rule`` must point at: the first such words of the changed file.
    """

    kind: str
    lang: str
    path: str
    true: str
    false: str
    rule: str
    at: str


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
    # A claim surer than its sources.
    ("will for may", "en", MORE, "may close more c", "will close more c", SURE, "Jonas"),
    ("has for may", "en", MORE, "may close more c", "closed more c", SURE, "Jonas"),
    ("has for plans to", "en", RAIL, "plans to close", "closed", SURE, "Lithuania closed"),
    ("an accusation as fact", "en", PAID, "reportedly ", "", SURE, "Drivers paid"),
    ("wrong on a guess", "en", CONVOYS, "s passed", "s may have passed", SURE, CONVOYS_PASSED),
    ("has for could", "es", CIERRE, "podría cerrar otros", "cerró otros", SURE, "El gobierno"),
    ("has for wants to", "de", BAHN, "will die Bahn nach", "hat die Bahn nach", SURE, "Das Land"),
    # Denials.
    ("a denial added", "en", WAIT, "lorries waited up", "lorries never waited up", SURE, ">-"),
    ("a denial added", "es", ESPERA, "esperaron hasta", "nunca esperaron hasta", SURE, "Los cam"),
    ("a denial dropped", "en", WAIT, "      did not close", "      closed", SAYS, "closed"),
    # What a source says, beside its stored words.
    ("another number", "en", WAIT, "640 lorries on", "649 lorries on", SAYS, "649"),
    ("a tenfold number", "en", WAIT, "640 lorries on", "6,400 lorries on", SAYS, "6,400"),
    # The words of the source and of the article.
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
    # Quotations anywhere.
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
    # Near citations, and text that YAML or HTML would take away.
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
    # Corrections, and excerpts that call themselves pages.
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
)
FALSEHOODS = tuple(Falsehood(*row) for row in _ROWS)

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
    """Return what is laid over the tiny project: a project of that language without an error."""
    text = (PROJECT / "tests" / "worlds" / f"planted-{lang}.txtar").read_text(encoding="utf-8")
    return files_of(text) if lang == "en" else {**BARE, **files_of(text)}


def with_snapshot(world: World, lang: str) -> Files:
    """Return the true files and, for those that quote a source, what is stored of it."""
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
    """Return the rule and place of each error."""
    return {
        (one.rule, one.span.path, one.span.line, one.span.column)
        for one in check_project(project).report.errors
    }


@pytest.mark.parametrize("lang", sorted({falsehood.lang for falsehood in FALSEHOODS}))
def test_the_projects_have_no_error_before_a_falsehood_is_planted(world: World, lang: str) -> None:
    assert errors(world(with_snapshot(world, lang))) == set()


@pytest.mark.parametrize("planted", FALSEHOODS, ids=lambda row: f"{row.lang}: {row.kind}")
def test_a_planted_falsehood_is_refused_at_its_line_and_column(
    world: World, planted: Falsehood
) -> None:
    files = with_snapshot(world, planted.lang)
    text = files.get(planted.path) or TINY[planted.path]
    assert planted.true in text
    text = text.replace(planted.true, planted.false, 1)
    at = text.index(planted.at)
    line, column = text.count("\n", 0, at) + 1, at - text.rfind("\n", 0, at)
    found = errors(world({**files, planted.path: text}))
    assert (planted.rule, planted.path, line, column) in found


def test_an_excerpt_of_another_address_is_refused(world: World) -> None:
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


def test_enough_kinds_in_enough_languages_are_planted() -> None:
    assert len(FALSEHOODS) >= 85
    assert len({(falsehood.kind, falsehood.rule) for falsehood in FALSEHOODS}) >= 30
    assert len({falsehood.lang for falsehood in FALSEHOODS}) >= 6
