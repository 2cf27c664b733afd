"""Tests that a verdict word in prose must be the verdict of the claim that is cited."""

import time
from collections.abc import Callable

import pytest

from build_tools.facts.ledger import Ledger
from build_tools.facts.project import Project
from build_tools.facts.reading import read
from build_tools.rules import stated_verdict
from tests.conftest import TINY

World = Callable[..., Project]
PAGE = "content/explainers/border.md"
TWO = TINY["facts/claims/borders/two-crossings.yaml"]
# The claim [@wrong-train] is wrong, and [@two-crossings] is supported.
CLAIMS = {
    "wrong-train": ("The train to Minsk ran every day.", "wrong"),
    "misleading-wagner": ("Wagner stood only a short distance from Poland.", "misleading"),
    "disputed-weapons": ("Nuclear weapons were in Belarus in June.", "disputed"),
    "unverified-words": ("Officials used the word aggressor.", "unverified"),
    "opinion-foes": ("The neighbours were foes.", "not-checkable"),
    "nuance-series": ("There was a series of closures.", "supported-with-nuance"),
    "no-fighting": ("Belarusian units had not fought in Ukraine.", "supported"),
}


def columns(world: World, body: str, lang: str = "en") -> list[tuple[int, int, str]]:
    """Return the line, column and claim of each problem in a page. Its body begins on line 4."""
    files = {PAGE: f"---\nlang: {lang}\n---\n{body}\n"}
    for name, (claim, verdict) in CLAIMS.items():
        text = TWO.replace("verdict: supported", f"verdict: {verdict}")
        first = text.split("\n", 1)[0]
        files[f"facts/claims/borders/{name}.yaml"] = text.replace(first, f"claim: {claim}")
    ledger = Ledger(read(world(files))[0])
    lines = files[PAGE].split("\n")
    return [
        (found.span.line, found.span.column, lines[found.span.line - 1][
            found.span.column - 1 : found.span.end_column - 1
        ])
        for found in stated_verdict.check(ledger)
    ]  # fmt: skip


REFUSED = [
    ("en", "## Wrong: two crossings closed\n\nThey closed [@two-crossings]."),
    ("de", "Es ist falsch, dass two crossings closed am 28. Mai [@two-crossings]."),
    ("fr", "Il est faux qu'à midi two crossings closed [@two-crossings]."),
    ("pl", "Nieprawdą jest, że two crossings closed [@two-crossings]."),
    ("ru", "Неверно, что two crossings closed [@two-crossings]."),
    # Labels in the forms that writers use.
    ("en", "**Wrong:** two crossings closed [@two-crossings]."),
    ("en", "**Wrong**: two crossings closed [@two-crossings]."),
    ("en", "- **Wrong.** Two crossings closed [@two-crossings]."),
    ("en", "- __Wrong:__ two crossings closed [@two-crossings]."),
    ("en", "1. *Misleading:* two crossings closed [@two-crossings]."),
    ("en", "- Wrong: two crossings closed [@two-crossings]."),
    ("en", "Verdict: false\n\n- Two crossings closed [@two-crossings]."),
    ("en", "> **False –** two crossings closed [@two-crossings]."),
    ("en", "<strong>Wrong:</strong> two crossings closed [@two-crossings]."),
    ("en", '!!! failure "Wrong"\n    Two crossings closed [@two-crossings].'),
    ("en", "Not verifiable\n:   Two crossings closed [@two-crossings]."),
    ("en", "| Two crossings closed [@two-crossings] | **Wrong** |"),
    ("en", "**Right:** the train ran every day [@wrong-train]."),
    ("en", "**Wrong:** the train ran [@misleading-wagner]."),
    ("en", "**Disputed:** two crossings closed [@two-crossings]."),
    ("en", "**Needs a qualifier:** two crossings closed [@two-crossings]."),
    ("en", "**Mostly supported:** two crossings closed [@two-crossings]."),
    ("en", "**Cannot be checked:** two crossings closed [@two-crossings]."),
    # Text that continues under the same label.
    ("en", "**Wrong:** the train ran [@wrong-train], and that two closed [@two-crossings]."),
    ("en", "**Wrong:** that it ran [@wrong-train]; that two, when asked, shut [@two-crossings]."),
    ("en", "**Wrong:** that it ran [@wrong-train], and the two that shut [@two-crossings]."),
    ("en", "**Wrong:** it ran [@wrong-train]. **Misleading:** two closed [@two-crossings]."),
    # Headings and paragraphs that govern a list.
    ("en", "### Wrong\n\n- Two crossings closed [@two-crossings]."),
    ("en", "### Wrong claims\n\nThese are they.\n\n- Two crossings closed [@two-crossings]."),
    ("en", "### **Misleading** ###\n\n| Two closed [@two-crossings] | as it says |"),
    ("en", "Wrong:\n\n- Two crossings closed [@two-crossings]."),
    ("en", "- **Wrong:**\n    - Two crossings closed [@two-crossings]."),
    # Sentences.
    ("en", "That two crossings closed is wrong [@two-crossings]."),
    ("en", "That two crossings were closed was **misleading** [@two-crossings]."),
    ("en", "The statement [@two-crossings] is false."),
    ("en", "It is not true that two crossings closed [@two-crossings]."),
    ("en", "It is true that the train to Minsk ran every day [@wrong-train]."),
    ("en", "Two crossings closed (wrong) [@two-crossings]."),
    ("en", "- Two crossings closed [@two-crossings]: **wrong**"),
    # Sentences about "the claim", or about a thing, without the words of the claim.
    ("en", "The claim about the railway is correct [@wrong-train]."),
    ("en", "The timetable is right [@wrong-train]."),
    ("en", "The claim about the border is wrong [@two-crossings]."),
    ("en", "The timetable holds up [@wrong-train]."),
    ("de", "Der Fahrplan ist richtig [@wrong-train]."),
    ("de", "Der Fahrplan stimmt [@wrong-train]."),
    ("de", "Es stimmt, dass the train to Minsk ran every day [@wrong-train]."),
    ("de", "Die Aussage über den Fahrplan trifft zu [@wrong-train]."),
    ("es", "La afirmación sobre el tren es correcta [@wrong-train]."),
    ("fr", "L'affirmation sur le train est exacte [@wrong-train]."),
    ("fr", "L'horaire est exact [@wrong-train]."),
    ("pl", "Twierdzenie o pociągu jest prawdziwe [@wrong-train]."),
    ("ru", "Утверждение о поезде — правда [@wrong-train]."),
    ("lt", "Teiginys apie traukinį yra teisingas [@wrong-train]."),
    # Other languages.
    ("es", "**Falso:** se cerraron dos pasos [@two-crossings]."),
    ("es", "### Engañoso\n\n- Se cerraron dos pasos [@two-crossings]."),
    ("es", "Cierto\n:   El tren circulaba cada día [@wrong-train]."),
    ("es", "- **Respaldada:** el tren circulaba cada día [@wrong-train]."),
    ("es", "### Respaldada en lo esencial\n\n- Se cerraron dos pasos [@two-crossings]."),
    ("es", "**Dicha, pero sin verificar:** se cerraron dos pasos [@two-crossings]."),
    ("de", "**Falsch:** Zwei Übergänge wurden geschlossen [@two-crossings]."),
    ("de", "- **Nicht überprüfbar:** zwei Übergänge [@two-crossings]."),
    ("fr", "**Trompeur :** deux passages ont fermé [@two-crossings]."),
    ("pl", "**Fałsz:** zamknięto dwa przejścia [@two-crossings]."),
    ("pl", "- **Wprowadza w błąd:** dwa przejścia [@two-crossings]."),
    ("ru", "**Неверно:** закрыты два перехода [@two-crossings]."),
    ("lt", "**Klaidina:** uždaryti du punktai [@two-crossings]."),
]

PASSES = [
    ("en", "## Wrong: the train\n\nTwo closed [@two-crossings], and a train ran [@wrong-train]."),
    (
        "en",
        "## Wrong: the train\n\nIt ran [@wrong-train].\n\n## Two\n\nThey closed [@two-crossings].",
    ),
    ("en", "## True or false: the closures\n\nThey closed [@two-crossings]."),
    ("ru", "Верно, что two crossings closed [@two-crossings]."),
    ("pl", "Prawdą jest, że two crossings closed [@two-crossings]."),
    ("en", "**Right:** two crossings closed [@two-crossings] [@nuance-series]."),
    ("en", "**Wrong:** the train ran [@wrong-train], when in fact two closed [@two-crossings]."),
    ("en", "**Wrong:** the train ran [@wrong-train]: two had closed [@two-crossings]."),
    ("en", "**Wrong:** the train ran [@wrong-train]. Two had closed [@two-crossings]."),
    ("en", "**Wrong:** the train ran [@wrong-train]; two had closed [@two-crossings]."),
    ("en", "**Disputed:** where they were [@no-fighting] [@disputed-weapons]."),
    ("en", "**Disputed:** it is a threat [@crossings-are-a-threat]."),
    ("en", "**Not verifiable:** they were foes [@opinion-foes], and the word [@unverified-words]."),
    ("en", "**What is wrong with it:** two crossings closed [@two-crossings]."),
    ("en", "**Wrong** is what Minsk called it [@two-crossings]."),
    ("en", "The **wrong** crossing closed [@two-crossings]."),
    ("en", "Minsk says that it is wrong [@two-crossings]."),
    ("en", "According to Minsk, that two crossings closed is wrong [@two-crossings]."),
    ("en", "Is it true that the train to Minsk ran every day [@wrong-train]?"),
    ("en", "If that two crossings closed is wrong [@two-crossings], nothing holds."),
    ("en", "He called it “wrong” [@two-crossings]."),
    ("en", "The statement [@two-crossings] is false, Minsk says."),
    ("en", "That two crossings closed is not wrong [@two-crossings]."),
    ("en", "**Not wrong:** two crossings closed [@two-crossings]."),
    ("en", "That Belarusian units fought in Ukraine is not confirmed [@no-fighting]."),
    ("en", "That Belarusian units fought in Ukraine is wrong [@no-fighting]."),
    ("en", "That the border stayed open is wrong [@two-crossings]."),
    ("en", "### Wrong\n\n- The train ran [@wrong-train].\n\n### Next\n\n- Two [@two-crossings]."),
    ("en", "### Wrong\n\nTwo crossings closed [@two-crossings].\n\n- It ran [@wrong-train]."),
    ("en", "Wrong:\n\n- It ran [@wrong-train].\n\nMore:\n\n- Two closed [@two-crossings]."),
    ("en", "- **Wrong:**\n    - It ran [@wrong-train].\n- Two closed [@two-crossings]."),
    ("en", "The ministry's figure is right [@wrong-train]."),
    ("en", "The figure of 36 is correct [@wrong-train]."),
    ("en", "The claim about the railway is wrong [@wrong-train]."),
    ("en", "The claim of the ministry is right [@wrong-train]."),
    ("de", "Der Fahrplan stimmt nicht [@wrong-train]."),
    ("de", "Der Rat stimmt darüber ab, was geschieht [@wrong-train]."),
    ("en", "They turned right [@wrong-train], and took the wrong train [@two-crossings]."),
    ("en", "`**Wrong:**` two crossings closed [@two-crossings]."),
    ("en", "**Wrong:** nothing of it [@crossings-were-bought]."),
    ("es", "**Respaldada:** se cerraron dos pasos [@two-crossings]."),
    ("es", "**Respaldada en lo esencial:** hubo varios cierres [@nuance-series]."),
    ("es", "**Wrong:** se cerraron dos pasos [@two-crossings]."),
    ("es", "**Falso:** el tren circulaba [@wrong-train], cuando dos cerraron [@two-crossings]."),
    ("es", "Según Minsk, es falso [@two-crossings]."),
    ("de", "Minsk nannte es falsch [@two-crossings]."),
    ("lv", "**Wrong:** divas [@two-crossings]."),
]


@pytest.mark.parametrize(("lang", "body"), REFUSED)
def test_a_word_for_a_different_verdict_is_refused_at_the_citation(
    world: World, lang: str, body: str
) -> None:
    lines = body.split("\n")
    # In every case, only the last citation on the page has the wrong verdict.
    number = max(index for index, line in enumerate(lines) if "[@" in line)
    column = lines[number].rindex("[@") + 3
    name = lines[number][column - 1 :].partition("]")[0]
    assert columns(world, body, lang) == [(4 + number, column, name)]


@pytest.mark.parametrize(("lang", "body"), PASSES)
def test_prose_with_the_right_verdict_or_none_is_accepted(
    world: World, lang: str, body: str
) -> None:
    assert columns(world, body, lang) == []


def test_adjacent_citations_are_reported_separately(world: World) -> None:
    found = columns(world, "**Wrong:** both [@two-crossings] [@no-fighting].")
    assert [name for _, _, name in found] == ["two-crossings", "no-fighting"]


def test_a_citation_of_an_attribution_may_have_the_verdict_of_its_content(world: World) -> None:
    assert columns(world, "**Said, not verified:** it is a threat [@said-threat].") == []


@pytest.mark.parametrize(
    "piece",
    ["**Wrong:** ", "is wrong [@two-crossings] ", "[@two-crossings] is wrong ", "wrong ", "It is ",
     "**Wrong:** x [@two-crossings]. ", "[@two-crossings]", "“", "| wrong ", "- **Wrong:**\n",
     "It is true that [@two-crossings] "],
)  # fmt: skip
def test_a_long_page_is_checked_quickly(world: World, piece: str) -> None:
    project = world({PAGE: piece * (60_000 // len(piece))})
    ledger = Ledger(read(project)[0])
    start = time.process_time()
    list(stated_verdict.check(ledger))
    assert time.process_time() - start < 3
