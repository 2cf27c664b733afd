"""Tests that opposites and denials that contradict a record are refused."""

from collections.abc import Callable

import pytest

from build_tools.facts.project import Project
from build_tools.rules import opposite_statement, opposite_words
from tests.ledgers import claim, item, ledger

World = Callable[..., Project]
LRT = "lrt-2023-08-16-closures"


@pytest.mark.parametrize(
    ("short", "refused"),
    [
        ("Lithuania reopens Medininkai", True),
        ("Lithuania closes Medininkai", False),
        ("Lithuania talks of Medininkai", False),
        ("Will Lithuania reopen, or not", False),
    ],
)
def test_a_label_is_compared_only_with_its_claim(world: World, short: str, refused: bool) -> None:
    # The evidence has both words, because the crossing opened again.
    evidence = [item(LRT, says="Lithuania closed Medininkai, and reopened it in November.")]
    files = claim(
        "it",
        claim="Lithuania closed Medininkai.",
        short=short,
        evidence=evidence,
        verdict="supported",
    )
    known = ledger(world, files)
    assert bool(list(opposite_words.check_claim(known, known.claims["it"]))) is refused


@pytest.mark.parametrize(
    ("finding", "refused"),
    [
        ("A senior official confirmed that the threat came from Minsk.", True),
        ("A senior official denied that the threat came from Minsk.", False),
        ("A guard confirmed the count of August.", False),
        ("Nobody confirmed that the threat came from Minsk.", False),
        ("Lithuania closed Medininkai again in May 2025.", False),
    ],
)
def test_a_finding_is_compared_with_the_most_similar_clause(
    world: World, finding: str, refused: bool
) -> None:
    evidence = [
        item(LRT, says="A senior official denied that the threat came from Minsk."),
        item(LRT, says="The guard confirmed the count of August. Medininkai opened again in 2025."),
    ]
    files = claim("it", finding=finding, evidence=evidence, verdict="supported-with-nuance")
    known = ledger(world, files)
    assert bool(list(opposite_words.check_claim(known, known.claims["it"]))) is refused


@pytest.mark.parametrize(
    ("translation", "refused"),
    [
        ("In all, 12 attempts to cross succeeded.", True),
        ("In all, 12 attempts to cross were prevented.", False),
        ("In all, 12 attempts to cross were foiled.", False),
        ("In all, 12 attempts to cross never succeeded.", False),
        ("In all, 12 people came.", False),
    ],
)
def test_a_translation_is_compared_with_our_own_words(
    world: World, translation: str, refused: bool
) -> None:
    quote = {"text": "Было 12 попыток", "speaker": "LRT", "lang": "ru", "translation": translation}
    evidence = [item(LRT, says="Gives 12 prevented attempts to cross.", quote=quote)]
    known = ledger(world, claim("it", evidence=evidence, verdict="supported"))
    assert bool(list(opposite_words.check_claim(known, known.claims["it"]))) is refused


@pytest.mark.parametrize("verdict", ["supported", "supported-with-nuance"])
@pytest.mark.parametrize(
    ("finding", "refused"),
    [
        ("Fighters did not train army units.", True),
        ("Fighters trained army units.", False),
        ("Fighters did not train other units.", False),
    ],
)
def test_a_finding_that_denies_a_supported_claim_is_refused(
    world: World, verdict: str, finding: str, refused: bool
) -> None:
    files = claim("it", claim="Fighters trained army units.", finding=finding, verdict=verdict)
    known = ledger(world, files)
    assert bool(list(opposite_statement.check_claim(known, known.claims["it"]))) is refused


@pytest.mark.parametrize(
    ("words", "refused"),
    [
        ("The guard did not speak of hybrid threats [@it].", True),
        ("The guard spoke of hybrid threats [@it].", False),
        ("The guard did not speak of a war [@it].", False),
        ("The guard saw a military threat [@it].", True),
        ("The guard did not see a military threat [@it].", False),
        ("The guard never trained new units [@it] [@other].", True),
        ("The guard trained new units [@it] [@other].", False),
        ("Did the guard not speak of hybrid threats? [@it]", False),
    ],
)
def test_prose_that_denies_a_finding_is_refused(world: World, words: str, refused: bool) -> None:
    finding = "The guard spoke of hybrid threats. The guard did not see a military threat."
    files = claim("it", claim="The guard warned.", finding=finding)
    other = claim("other", finding="The guard trained new units.", verdict="disputed")
    known = ledger(world, files, other, **{"content/explainers/page.md": f"# Page\n\n{words}\n"})
    assert bool(list(opposite_statement.check(known))) is refused


@pytest.mark.parametrize(
    ("words", "verdict", "refused"),
    [
        ("The council rejected the motion on bridges.", "supported", True),
        ("The council passed the motion on bridges.", "supported", False),
        ("The council did not reject the motion on bridges.", "supported", False),
        ("The council rejected the motion on bridges.", "wrong", False),
        ("The council rejected another plan.", "supported", False),
    ],
)
def test_a_claim_with_the_opposite_outcome_of_its_evidence_is_refused(
    world: World, words: str, verdict: str, refused: bool
) -> None:
    evidence = [item(LRT, says="The council carried the motion on bridges by 11 votes.")]
    files = claim("it", claim=words, evidence=evidence, verdict=verdict)
    known = ledger(world, files)
    assert bool(list(opposite_words.check_claim(known, known.claims["it"]))) is refused


@pytest.mark.parametrize(
    ("known", "sentence", "refused"),
    [
        ("beschloss am 3. Mai, die Bahn zu schließen", "lehnte die Schließung der Bahn ab", True),
        ("beschloss am 3. Mai, die Bahn zu schließen", "lehnte es ab, die Bahn zu schließen", True),
        ("beschloss am 3. Mai, die Bahn zu schließen", "lehnte einen neuen Bahnhof ab", False),
        ("beschloss am 3. Mai, die Bahn zu schließen", "lehnte es nicht ab, die Bahn zu schließen",
         False),
    ],
)  # fmt: skip
def test_a_german_verb_in_two_parts_is_compared_with_its_opposite(
    world: World, known: str, sentence: str, refused: bool
) -> None:
    files = claim("it", claim=f"Der Rat {known}.", verdict="supported")
    page = {
        "mkdocs.yml": "site_name: x\ntheme:\n  name: material\n  language: de\n",
        "content/explainers/rat.md": f"# Rat\n\nDer Rat {sentence} [@it].\n",
    }
    facts = ledger(lambda changes: world({**changes, **page}), files)
    assert bool(list(opposite_words.check(facts))) is refused


@pytest.mark.parametrize(
    ("lang", "known", "sentence", "refused"),
    [
        ("en", "Ruiz said that the line closes in May.",
         "Ruiz denied that the line closes in May", True),
        ("en", "Ruiz denied that the line closes in May.",
         "Ruiz denied that the line closes in May", False),
        ("en", "Ruiz denied that the line closes in May.",
         "Ruiz said that the line closes in May", True),
        ("en", "Ruiz said that the line does not close in May.",
         "Ruiz denied that the line closes in May", False),
        ("es", "Ruiz dijo que la línea cierra en mayo.",
         "Ruiz negó que la línea cierra en mayo", True),
        ("de", "Ruiz sagte, die Bahn schließe im Mai.",
         "Ruiz bestritt, dass die Bahn im Mai schließe", True),
        ("de", "Ruiz sagte, die Bahn schließe im Mai.",
         "Ruiz sagte nicht, dass die Bahn im Mai schließe", True),
        ("de", "Ruiz sagte, die Bahn schließe im Mai.",
         "Ruiz sagte, dass die Bahn im Mai schließe", False),
        ("de", "Der Rat beschloss eine Sperrung der Bahn.",
         "Der Rat beschloss keine Sperrung der Bahn", True),
        ("fr", "Ruiz a dit que la ligne ferme en mai.",
         "Ruiz a nié que la ligne ferme en mai", True),
        ("pl", "Ruiz powiedział, że linia kończy w maju.",
         "Ruiz zaprzeczył, że linia kończy w maju", True),
        ("ru", "Руис сказал, что линия закроется в мае.",
         "Руис отрицал, что линия закроется в мае", True),
    ],
)  # fmt: skip
def test_a_denial_of_what_somebody_said_is_the_opposite_of_saying_it(
    world: World, lang: str, known: str, sentence: str, refused: bool
) -> None:
    files = claim("it", claim=known, kind="attribution", verdict="supported")
    page = {
        "mkdocs.yml": f"site_name: x\ntheme:\n  name: material\n  language: {lang}\n",
        "content/explainers/line.md": f"# Ruiz\n\n{sentence} [@it].\n",
    }
    facts = ledger(lambda changes: world({**changes, **page}), files)
    assert bool(list(opposite_statement.check(facts))) is refused
