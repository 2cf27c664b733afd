"""Tests that numbers and dates in prose are read in the language of the page."""

from collections.abc import Callable

import pytest

from build_tools.facts.diagnostics import Diagnostic, Level
from build_tools.facts.ledger import Ledger
from build_tools.facts.project import Project
from build_tools.facts.reading import read
from build_tools.rules import run
from tests.conftest import TINY

World = Callable[..., Project]
PAGE = "content/explainers/border.md"
CLAIM = "facts/claims/borders/two-crossings.yaml"
ES = {"mkdocs.yml": "site_name: x\ntheme:\n  name: material\n  language: es\n"}
WATER = {
    CLAIM: TINY[CLAIM]
    .replace(
        "Lithuania closed two of its six road crossings with Belarus on 18 August 2023.",
        "El agua contenía 62,4 mg/l de nitratos el 3 de marzo de 2026.",
    )
    .replace(
        "finding: Two of six, from 18 August 2023.",
        "finding: El pleno aprobó 1,1 millones de euros por siete votos a 6 para 9.412 vecinos.",
    )
    .replace("when: 2023-08-18", "when: 2026-03-03"),
}


def found(project: Project, *names: str) -> list[Diagnostic]:
    return [one for one in run(Ledger(read(project)[0])) if one.rule in names]


def words_of(project: Project, rule: str) -> list[str]:
    """Return the words of the page that the rule reports."""
    lines = (project.root / PAGE).read_text("utf-8").split("\n")
    return [
        lines[one.span.line - 1][one.span.column - 1 : one.span.end_column - 1]
        for one in found(project, rule)
        if one.span.path == PAGE
    ]


@pytest.mark.parametrize(
    ("prose", "wrong"),
    [
        ("El 3 de marzo de 2026 el agua contenía 62,4 mg/l de nitratos", []),
        ("71. En marzo de 2026 contenía 62,4 mg/l", []),
        ("71. En marzo de 2026 contenía 48 mg/l", ["48"]),
        ("El 3 de julio de 2026 contenía 624 mg/l", ["3 de julio de 2026", "624"]),
        ("En marzo de 2026 contenía 62.4 mg/l", []),
        ("En abril de 2026 contenía 6,24 mg/l", ["abril de 2026", "6,24"]),
        ("El pleno aprobó 1,1 millones de euros por 7 votos a seis", []),
        ("El pleno aprobó 1.100.000 euros", []),
        ("El pleno aprobó 11 millones de euros", ["11 millones"]),
        ("El pleno aprobó 1,1 millones de dólares", ["1,1 millones"]),
        ("El pleno aprobó 1,1 por ciento", ["1,1"]),
        ("Son 9.412 o 9412 vecinos, y 9 412", []),
        ("Son 9,412 vecinos", ["9,412"]),
        ("Por ocho votos a seis", ["ocho"]),
        ("El 3/3/2026 y el 03.03.2026", []),
        ("El 3/7/2026", ["3/7/2026"]),
        ("En 2026, no en 2025", ["2025"]),
        ("El 3 de marzo[^1]", []),
    ],
)
def test_spanish_prose_is_read_as_spanish(world: World, prose: str, wrong: list[str]) -> None:
    project = world({**WATER, **ES, PAGE: f"# Agua\n\n{prose} [@two-crossings].\n"})
    assert words_of(project, "cited-prose") == wrong


@pytest.mark.parametrize(
    ("lang", "prose", "wrong"),
    [
        ("en", "It closed two of its six crossings on 18 August 2023", []),
        ("en", "It closed three of its six crossings on August 18, 2023", ["three"]),
        ("en", "It closed two on\n19 August\n2023", ["19 August"]),
        ("en", "It closed two million crossings", ["two million"]),
        ("de", "Am 18. August 2023 wurden zwei von 6 Übergängen geschlossen", []),
        ("de", "Am 19. August 2023 wurden drei geschlossen", ["19. August 2023", "drei"]),
        ("fr", "Le 18 août 2023, deux des six passages", []),
        ("fr", "Le 18 juillet 2023", ["18 juillet 2023"]),
        ("pl", "18 sierpnia 2023 r. zamknięto dwa z sześciu przejść", []),
        ("pl", "19 sierpnia 2023 r. zamknięto trzy przejścia", ["19 sierpnia 2023", "trzy"]),
        ("ru", "18 августа 2023 года закрыты два из шести переходов", []),
        ("ru", "18 июля 2023 года закрыты три", ["18 июля 2023", "три"]),
        ("lt", "2023 m. rugpjūčio 18 d. uždaryti du iš šešių", []),
        ("lt", "2023 m. liepos 18 d. uždaryti trys", ["2023 m. liepos 18 d.", "trys"]),
        ("lv", "2023. gada 19. augustā", ["2023. gada 19. augustā"]),
    ],
)
def test_a_page_is_read_in_its_own_language(
    world: World, lang: str, prose: str, wrong: list[str]
) -> None:
    project = world({PAGE: f"---\nlang: {lang}\n---\n# X\n\n{prose} [@two-crossings].\n"})
    assert words_of(project, "cited-prose") == wrong


def test_a_quotation_is_read_in_its_own_language(world: World) -> None:
    quote = "text: 1.500 Leute kamen\n      lang: de"
    text = TINY[CLAIM].replace("text: due to geopolitical circumstances", quote)
    changed = {CLAIM: text.replace("\n      lang: en", "", 1)}
    prose = "There came 1,500 people, and 1.5 [@two-crossings]."
    assert words_of(world({**changed, PAGE: f"# X\n\n{prose}\n"}), "cited-prose") == ["1.5"]


def test_a_number_of_four_digits_may_be_a_year_or_a_count(world: World) -> None:
    changed = {CLAIM: TINY[CLAIM].replace("finding: Two of six,", "finding: 2000 men, 1,950 cars,")}
    prose = "There were 2,000 men, in 2000 words, and 1950 cars [@two-crossings]."
    assert words_of(world({**changed, PAGE: f"# X\n\n{prose}\n"}), "cited-prose") == []


@pytest.mark.parametrize(("lang", "warns"), [("lv", True), ("zh-Hans", True), ("es-MX", False)])
def test_prose_in_a_language_that_is_not_covered_is_reported(
    world: World, lang: str, warns: bool
) -> None:
    page = f"---\nlang: {lang}\n---\n# X\n\nX [@two-crossings].\n"
    problems = found(world({PAGE: page}), "covered-language")
    assert [(one.level, one.span.path) for one in problems] == [(Level.WARNING, PAGE)] * warns


def test_a_site_in_a_language_that_is_not_covered_is_reported_once(world: World) -> None:
    settings = ES["mkdocs.yml"].replace("es", "lv")
    problems = found(world({"mkdocs.yml": settings}), "covered-language")
    assert [one.span.path for one in problems] == ["mkdocs.yml"]


@pytest.mark.parametrize(
    "settings", ["theme: [", "theme: material", "", "theme:\n  language: 5 x", "a: &b\nc: *b"]
)
def test_the_language_is_english_if_the_settings_name_none(world: World, settings: str) -> None:
    assert read(world({"mkdocs.yml": settings}))[0].lang == "en"


@pytest.mark.parametrize("tag", ["Spanish", "e", "es_MX", "es MX"])
def test_an_invalid_language_tag_is_an_error_at_its_location(world: World, tag: str) -> None:
    report = read(world({PAGE: f"---\nlang: {tag}\n---\n# X\n"}))[1]
    assert [(one.span.line, one.span.column) for one in report] == [(2, 7)]


SENTENCE = "El hospital niega que el agua haya causado la enfermedad. A credit line."


@pytest.mark.parametrize(
    ("lang", "site", "refused"), [("es", {}, True), ("", ES, True), ("", {}, False)]
)
def test_words_cut_from_a_negation_are_refused_in_the_language_of_the_article(
    world: World, lang: str, site: dict[str, str], refused: bool
) -> None:
    article = TINY["seeds/story/article.yaml"].replace("end: 42", "end: 57")
    article = article.replace("start: 43", "start: 58").replace(
        "end: 57\n    state", "end: 72\n    state"
    )
    project = world(
        {
            **site,
            "seeds/story/article.txt": SENTENCE,
            "seeds/story/article.yaml": article + (f"lang: {lang}\n" if lang else ""),
            CLAIM: TINY[CLAIM].replace(
                "closed two of its six crossings", "el agua haya causado la enfermedad"
            ),
        }
    )
    assert [one.span.line for one in found(project, "article-words")] == [6] * refused


@pytest.mark.parametrize(
    ("lang", "claim", "is_error"),
    [
        ("es", "Polonia lo cerró el 18 de agosto de 2023.", False),
        ("es", "Polonia lo cerró el 19 de agosto de 2023.", True),
        ("es", "En septiembre de 2023 Polonia lo cerró.", True),
        ("es", "La alerta del 21 de agosto de 2023 lo nombró.", False),
        ("es", "Dijo que se cerraría el 3 de marzo de 2024.", False),
        ("de", "Polen schloss ihn am 19. August 2023.", True),
        ("de", "Er sagte, dass er am 3. März 2024 schließe.", False),
        ("fr", "La Pologne l'a fermé le 19 août 2023.", True),
        ("pl", "Polska zamknęła je 19 sierpnia 2023 r.", True),
        ("pl", "Alert z 21 sierpnia 2023 r. je nazwał.", False),
        ("ru", "Польша закрыла его 19 августа 2023 года.", True),
        ("lt", "Lenkija jį uždarė 2023 m. rugpjūčio 19 d.", True),
    ],
)
def test_the_date_of_a_claim_is_read_in_the_language_of_the_site(
    world: World, lang: str, claim: str, is_error: bool
) -> None:
    first = TINY[CLAIM].split("\n", 1)[0]
    settings = ES["mkdocs.yml"].replace("language: es", f"language: {lang}")
    project = world({"mkdocs.yml": settings, CLAIM: TINY[CLAIM].replace(first, f"claim: {claim}")})
    when = TINY[CLAIM].split("\n").index("when: 2023-08-18") + 1
    assert [one.span.line for one in found(project, "matching-date")] == [when] * is_error


@pytest.mark.parametrize(
    ("head", "line", "words"),
    [
        ("# Closed on 18 August 2023", 0, ""),
        ("# Closed on 19 August 2023", 5, "19 August 2023"),
        ("# Three were closed", 5, "Three"),
        ("# The story of 24 August 2023", 0, ""),
        ("# The answer in 60 seconds", 0, ""),
        ("# 3. What was closed?", 0, ""),
        ("# Part 3: five questions", 0, ""),
        ("# Some 40 km away", 5, "40"),
        ("# In August", 0, ""),
    ],
)
def test_a_heading_must_match_the_claims_that_its_page_cites(
    world: World, head: str, line: int, words: str
) -> None:
    text = (
        f"---\ntitle: What closed in August 2023?\nlang: en\n---\n{head}\n\nX [@two-crossings].\n"
    )
    problems = found(world({PAGE: text}), "cited-headings")
    columns = [(one.span.line, one.span.column) for one in problems]
    assert columns == ([(line, head.index(words) + 1)] if words else [])


def test_a_title_and_a_description_must_match_the_claims_that_the_page_cites(world: World) -> None:
    front = "---\ntitle: Closed in May 2023\ndescription: Nine of ten.\n---\n"
    text = f"{front}# X\n\nX [@two-crossings].\n"
    problems = found(world({PAGE: text}), "cited-headings")
    assert [one.span.line for one in problems] == [2, 3, 3]


@pytest.mark.parametrize(
    ("when", "wrong"), [("2020/..", ["2022"]), ("2020/2024", []), ("2020/2021", ["2022"])]
)
def test_a_period_with_an_unknown_end_does_not_contain_later_years(
    world: World, when: str, wrong: list[str]
) -> None:
    record = TINY[CLAIM].replace("when: 2023-08-18", f"when: {when}")
    prose = "It was so in 2020 and in 2022 [@two-crossings]."
    assert words_of(world({CLAIM: record, PAGE: f"# X\n\n{prose}\n"}), "cited-prose") == wrong
