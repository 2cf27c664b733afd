"""Tests that a claim is refused only if all its evidence hedges or negates the claim."""

from collections.abc import Callable
from typing import Any

import pytest

from build_tools.facts.project import Project
from build_tools.rules.supported_certainty import check_claim
from tests.ledgers import claim, item, ledger

LRT, TASS = "lrt-2023-08-16-closures", "tass-2023-08-18-closed"
CLOSED = "Lithuania closed two crossings in August 2023."

# Each row: the claim, and paraphrases of two sources that hedge or negate the claim.
REFUSED = (
    (CLOSED, "Lithuania may close two crossings.", "Lithuania plans to close crossings."),
    (CLOSED, "Reportedly, Lithuania closed two crossings.", "It allegedly closed two crossings."),
    (CLOSED, "Lithuania wanted to close two crossings.", "Lithuania was to close two crossings."),
    (
        CLOSED,
        "Lithuania denied that it closed crossings.",
        "Minsk accuses Lithuania of closing two.",
    ),
    (CLOSED, "Sources say that Lithuania might close two crossings.", "It could close crossings."),
    ("Lithuania will close two crossings.", "It may close two crossings.", "It might close two."),
    ("Lituania cerró dos pasos.", "Lituania planea cerrar dos pasos.", "Podría cerrar dos pasos."),
    (
        "Litauen hat zwei Übergänge geschlossen.",
        "Litauen will zwei Übergänge schließen.",
        "Litauen könnte zwei Übergänge schließen.",
    ),
    ("Lithuania refused to close two crossings.", "Lithuania closed two.", "Two were closed."),
    ("Hardly any lorries waited here.", "Lorries waited here.", "Many lorries wait."),
    ("Not all crossings closed.", "All crossings closed.", "Every one of the crossings closed."),
    # A negation only in the claim or only in the sources.
    (CLOSED, "Lithuania did not close two crossings.", "Lithuania never closed a crossing."),
    (
        "Lithuania did not close two crossings.",
        "Lithuania closed two crossings.",
        "Two were closed.",
    ),
    ("Lituania nunca cerró dos pasos.", "Lituania cerró dos pasos.", "Se cerraron dos pasos."),
    ("No lorries waited here.", "Lorries waited here.", "Many lorries waited."),
    ("Le pays ne ferme pas la gare.", "Le pays ferme la gare.", "Il ferme la gare du pays."),
    ("Rząd nie zamknął granicy.", "Rząd zamknął granicę.", "Rząd zamknął przejścia."),
    ("Rząd zamknął granicę.", "Rząd zamierza zamknąć granicę.", "Rząd chce zamknąć granicę."),
    ("Страна не закрыла границу.", "Страна закрыла границу.", "Страна закрыла переходы."),
    ("Страна закрыла границу.", "Страна якобы закрыла границу.", "Страна может закрыть границу."),
)

# Sentences in other languages, which a site in that language compares in the same way.
IN_LANGUAGES = (
    ("de", "Das Land schloss die Bahn nicht.", "Das Land schloss die Bahn.", True),
    ("de", "Das Land schloss keine Bahn.", "Das Land schloss die Bahn.", True),
    ("de", "Das Land weigerte sich, die Bahn zu schließen.", "Es wird die Bahn schließen.", True),
    ("de", "Das Land nannte kein Datum.", "Das Land schwieg zum Datum.", False),
    ("de", "Das Land schloss die Bahn nicht.", "Das Land ließ sie offen, ohne Sperre.", False),
    (
        "de",
        "Das Land beschloss am 3. Mai keine Schließung.",
        "Das Land beschloss die Schließung.",
        True,
    ),
    (
        "de",
        "Das Land will die Bahn keinesfalls schließen.",
        "Das Land will die Bahn schließen.",
        True,
    ),
    ("de", "Er sagte nicht, dass die Bahn schließt.", "Er sagte, dass die Bahn schließt.", True),
    ("de", "Er bestritt, dass die Bahn schließt.", "Er sagte, dass die Bahn schließt.", True),
    ("de", "Er wies zurück, dass die Bahn schließt.", "Er sagte, dass die Bahn schließt.", True),
    (
        "de",
        "Er sagte nicht, wann die Bahn schließt.",
        "Wann die Bahn schließt, ließ er offen.",
        False,
    ),
    (
        "de",
        "Er bestritt, dass die Bahn schließt.",
        "Er wies die Schließung der Bahn zurück.",
        False,
    ),
    ("de", "Das Land lehnte die Schließung ab.", "Es wird die Bahn nicht schließen.", False),
    ("en", "He did not say that the line closed.", "He said that the line closed.", True),
    ("en", "He did not say when the line closed.", "He left open when the line closed.", False),
    ("es", "No dijo que la línea cerró.", "Dijo que la línea cerró.", True),
    ("fr", "Il n'a pas dit que la ligne a fermé.", "Il a dit que la ligne a fermé.", True),
    (
        "pl",
        "Nie powiedział, że linia jest zamknięta.",
        "Powiedział, że linia jest zamknięta.",
        True,
    ),
    ("ru", "Он не сказал, что линия закрыта.", "Он сказал, что линия закрыта.", True),
    ("es", "El país dejó de cerrar los pasos.", "El país cerró y va a cerrar los pasos.", True),
    ("es", "Ningún camión esperó allí.", "El camión esperó allí.", True),
    ("fr", "Aucun camion n'a attendu.", "Le camion a attendu longtemps.", True),
    ("fr", "Les camions n'ont plus attendu.", "Les camions ont attendu.", True),
    ("lt", "Vilkikai nelaukė pasienyje.", "Vilkikai laukė pasienyje.", True),
    ("lt", "Vilkikai laukė pasienyje.", "Vilkikai nelaukė pasienyje.", True),
    ("lt", "Vilkikai nelaukė pasienyje.", "Vilkikai pravažiavo pasienyje.", False),
)

# A plan in the speaker's own words, and claims that report it in the forms of indirect speech.
PLANS = (
    ("de", "Wir wollen das Bad im Frühjahr 2028 wieder öffnen.", (
        "Jana Köhler sagte, sie wolle das Bad im Frühjahr 2028 wieder öffnen.",
        "Jana Köhler sagte, das Bad solle im Frühjahr 2028 wieder öffnen.",
        "Jana Köhler sagte, sie plane, das Bad im Frühjahr 2028 wieder zu öffnen.",
        "Jana Köhler sagte, sie beabsichtige, das Bad im Frühjahr 2028 wieder zu öffnen.",
        "Jana Köhler sagte, sie habe vor, das Bad im Frühjahr 2028 wieder zu öffnen.",
        "Jana Köhler sagte, sie möchte das Bad im Frühjahr 2028 wieder öffnen.",
        "Jana Köhler sagte, sie werde das Bad im Frühjahr 2028 wieder öffnen.",
        "Jana Köhler sagte, sie wollte das Bad im Frühjahr 2028 wieder öffnen.",
        "Jana Köhler sagte, dass sie das Bad im Frühjahr 2028 öffnen würde.",
    ), "Jana Köhler sagte, sie habe das Bad im Frühjahr 2028 wieder geöffnet."),
    ("es", "El alcalde quiere reabrir la piscina.", (
        "El alcalde dijo que quería reabrir la piscina.",
        "El alcalde dijo que querría reabrir la piscina.",
        "El alcalde dijo que reabriría la piscina.",
        "El alcalde dijo que tenía previsto reabrir la piscina.",
    ), "El alcalde dijo que reabrió la piscina."),
    ("fr", "Le maire veut rouvrir la piscine.", (
        "Le maire a dit qu'il voulait rouvrir la piscine.",
        "Le maire a dit qu'il souhaitait rouvrir la piscine.",
        "Le maire a dit qu'il rouvrirait la piscine.",
        "Le maire a dit qu'il comptait rouvrir la piscine.",
    ), "Le maire a dit qu'il a rouvert la piscine."),
    ("pl", "Burmistrz planuje otworzyć basen.", (
        "Burmistrz powiedział, że chce otworzyć basen.",
        "Burmistrz powiedział, że chciałby otworzyć basen.",
        "Burmistrz powiedział, że zamierzał otworzyć basen.",
        "Burmistrz powiedział, że ma zamiar otworzyć basen.",
    ), "Burmistrz powiedział, że otworzył basen."),
    ("ru", "Мэр планирует открыть бассейн.", (
        "Мэр сказал, что хочет открыть бассейн.",
        "Мэр сказал, что хотел бы открыть бассейн.",
        "Мэр сказал, что собирался открыть бассейн.",
        "Мэр сказал, что надеется открыть бассейн.",
    ), "Мэр сказал, что открыл бассейн."),
)  # fmt: skip

PASSES = (
    ("Two crossings closed.", "Not all crossings closed.", "Not all of the crossings closed."),
    ("Lithuania refused to comment.", "Lithuania gave no comment.", "It did not comment."),
    (CLOSED, "Lithuania may close two crossings.", "Lithuania closed two crossings."),
    ("Lithuania may have closed two crossings.", "It may have closed crossings.", "It might."),
    ("Lithuania plans to close two crossings.", "It will close two.", "It wants to close two."),
    ("Lithuania will close two crossings.", "It plans to close two.", "It intends to close two."),
    (
        "Lithuania will close two crossings.",
        "It plans to close two.",
        "It may close two crossings.",
    ),
    # The hedge is about something else.
    (CLOSED, "Lithuania closed two crossings; it may close more.", "The ban may be lifted."),
    (CLOSED, "It closed two crossings, which Minsk denied to know of.", "Minsk may react."),
    (CLOSED, "In May it decided; in August two crossings closed.", "May saw talk of it."),
    (CLOSED, "It closed two crossings, but not the railway.", "Two closed, not three."),
    ("No lorries passed the gate.", "All lorries turned back.", "The lorries stood still."),
    ("No more than two crossings closed.", "Two crossings closed.", "Two crossings closed."),
    (
        "Train No. 7 crossed the border.",
        "A train crossed the border.",
        "The seventh train crossed.",
    ),
    ("Rząd zamknął nie tylko granicę.", "Rząd zamknął granicę i most.", "Rząd zamknął granicę."),
    ("Rząd nie zamknął granicy.", "Rząd odmówił zamknięcia granicy.", "Granica jest otwarta."),
    ("Страна закрыла не только мост.", "Страна закрыла мост и дорогу.", "Страна закрыла мост."),
    ("Il ne ferme pas seulement la gare.", "Il ferme la gare et le pont.", "Il ferme la gare."),
    ("No crossing was closed.", "All crossings stayed open.", "Traffic went on."),
    ("Lithuania did not close two crossings.", "It refused to close two.", "They are open."),
    ("Lithuania closed no crossing but two.", "It did not close more than two.", "Two closed."),
)


def problems(world: Callable[..., Project], words: str, *says: str, **fields: Any) -> list[str]:
    """Return the fields of the claim that the rule reports."""
    evidence = [item(source, says=text) for source, text in zip((LRT, TASS), says, strict=False)]
    given = {"claim": words, "verdict": "supported", "evidence": evidence, **fields}
    facts = ledger(world, claim("x", **given))
    record = facts.claims["x"]
    lines = {record.place.span(field).line: field for field in ("claim", "finding")}
    return [lines[problem.span.line] for problem in check_claim(facts, record)]


@pytest.mark.parametrize(("words", "first", "second"), REFUSED)
def test_a_claim_more_certain_than_all_its_evidence_is_refused(
    world: Callable[..., Project], words: str, first: str, second: str
) -> None:
    assert problems(world, words, first, second) == ["claim"]


@pytest.mark.parametrize(("lang", "words", "says", "fails"), IN_LANGUAGES)
def test_denials_are_read_in_the_language_of_the_site(
    world: Callable[..., Project], lang: str, words: str, says: str, fails: bool
) -> None:
    settings = f"site_name: x\ntheme:\n  name: material\n  language: {lang}\n"

    def translated(changes: dict[str, str | None], **more: str) -> Project:
        return world({**changes, "mkdocs.yml": settings}, **more)

    assert problems(translated, words, says, says) == ["claim"] * fails


@pytest.mark.parametrize(("lang", "plan", "reports", "surer"), PLANS)
def test_indirect_speech_reports_a_plan_in_every_form(
    world: Callable[..., Project], lang: str, plan: str, reports: tuple[str, ...], surer: str
) -> None:
    settings = f"site_name: x\ntheme:\n  name: material\n  language: {lang}\n"

    def translated(changes: dict[str, str | None], **more: str) -> Project:
        return world({**changes, "mkdocs.yml": settings}, **more)

    for words in reports:
        assert problems(translated, words, plan, plan, kind="attribution") == [], words
    assert problems(translated, surer, plan, plan, kind="attribution") == ["claim"]


@pytest.mark.parametrize(
    ("words", "plan"),
    [
        ("Das Land schloss zwei Bahnen.", "Das Land wollte zwei Bahnen schließen."),
        ("El país cerró dos pasos.", "El país quería cerrar dos pasos."),
        ("Le pays a fermé la gare.", "Le pays voulait fermer la gare."),
        ("Rząd zamknął granicę.", "Rząd chciał zamknąć granicę."),
        ("Страна закрыла границу.", "Страна хотела закрыть границу."),
    ],
)
def test_a_plan_in_the_past_does_not_support_an_event(
    world: Callable[..., Project], words: str, plan: str
) -> None:
    assert problems(world, words, plan, plan) == ["claim"]


@pytest.mark.parametrize(("words", "first", "second"), PASSES)
def test_a_claim_as_certain_as_some_of_its_evidence_is_accepted(
    world: Callable[..., Project], words: str, first: str, second: str
) -> None:
    assert problems(world, words, first, second) == []


def test_an_accusation_supports_a_statement_but_a_plan_does_not(
    world: Callable[..., Project],
) -> None:
    said = "The minister said that Lithuania closed two crossings."
    accused = "The minister accused Lithuania of closing two crossings."
    planned = "The minister said that Lithuania plans to close two crossings."
    assert problems(world, said, accused, kind="attribution") == []
    assert problems(world, said, planned, kind="attribution") == ["claim"]


def test_a_verdict_of_wrong_needs_evidence_that_does_not_hedge(
    world: Callable[..., Project],
) -> None:
    def judged(says: str, finding: str, verdict: str = "wrong") -> list[str]:
        evidence = [item(LRT, "contradicts", says=says)]
        return problems(world, CLOSED, verdict=verdict, finding=finding, evidence=evidence)

    assert judged("Two crossings may have stayed open.", "Two crossings stayed open.") == [
        "finding"
    ]
    assert judged("Two crossings stayed open.", "Two crossings stayed open.") == []
    assert judged("Two crossings may have stayed open.", "They may have stayed open.") == []
    assert judged("Two crossings may be open.", "They are.", verdict="disputed") == []
