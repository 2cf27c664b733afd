"""Tests that one official record is enough evidence only if the record itself is the fact."""

from collections.abc import Callable

import pytest

from build_tools import rules
from build_tools.facts.ledger import Ledger
from build_tools.facts.project import Project
from build_tools.facts.reading import read
from build_tools.rules import record_as_fact
from build_tools.rules.permitted_verdict import IS_THE_FACT, conditions
from build_tools.views.parts.verdict_sentence import verdict_sentence
from tests.rules.samples import unmarked_files
from tests.sites import build, pages_of, write_tiny

World = Callable[..., Project]
ID = "two-crossings"
PATH = "facts/claims/borders/two-crossings.yaml"
REASON = "The government decides by its minutes."
FIELD = f"    is_the_fact: {REASON}\n"
RULES = {"permitted-verdict", "record-as-fact", "official-record"}


def files(*changes: tuple[str, str]) -> dict[str, str]:
    """Return the good sample of the rule with a few words changed."""
    clean, _ = unmarked_files(record_as_fact.GOOD)
    for old, new in changes:
        (path,) = (path for path, text in clean.items() if old in text)
        clean[path] = clean[path].replace(old, new, 1)
    return clean


def found(project: Project) -> set[str]:
    """Return the names of the rules on records and verdicts that report the claim."""
    return {
        item.rule
        for item in rules.run(Ledger(read(project)[0]))
        if item.rule in RULES and item.span.path == PATH
    }


def test_one_record_that_is_the_fact_permits_the_verdict(world: World) -> None:
    project = world(files())
    assert found(project) == set()
    ledger = Ledger(read(project)[0])
    met = [need.words for need in conditions(ledger, ledger.claims[ID]) if need.met]
    assert met[0] == IS_THE_FACT
    assert "itself the fact" in verdict_sentence(ledger, ledger.claims[ID])


def test_without_a_reason_a_record_counts_as_one_origin(world: World) -> None:
    assert found(world(files((FIELD, "")))) == {"permitted-verdict"}


@pytest.mark.parametrize("kind", ["number", "status"])
def test_an_official_record_can_establish_a_number_or_a_status(world: World, kind: str) -> None:
    assert found(world(files(("kind: event", f"kind: {kind}")))) == set()


@pytest.mark.parametrize("kind", ["characterisation", "relation"])
def test_a_record_cannot_support_a_judgement(world: World, kind: str) -> None:
    assert found(world(files(("kind: event", f"kind: {kind}")))) == RULES - {"official-record"}


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("basis: official-record", "basis: reporting"),
        ("basis: official-record", "basis: republished"),
        ("basis: official-record", "directness: indirect\n    basis: official-record"),
        ("basis: official-record", "part: the decision\n    basis: official-record"),
        ("basis: official-record", "origin: tass\n    basis: official-record"),
    ],
)
def test_a_partial_indirect_or_unofficial_record_is_not_enough(
    world: World, old: str, new: str
) -> None:
    assert found(world(files((old, new)))) == RULES - {"official-record"}


def test_a_record_against_the_claim_does_not_support_it(world: World) -> None:
    project = world(files(("stance: supports", "stance: contradicts")))
    assert found(project) == RULES - {"official-record"}


def test_a_copy_by_a_newspaper_is_not_the_record(world: World) -> None:
    assert found(world(files(("kind = {primary}", "kind = {newspaper}")))) == {"official-record"}


def test_a_record_without_quoted_words_is_refused(world: World) -> None:
    project = world(files())
    text = project.root.joinpath(PATH).read_text()
    before, _, rest = text.partition("    quote:\n")
    _, _, after = rest.partition("    is_the_fact")
    project.root.joinpath(PATH).write_text(f"{before}    is_the_fact{after}")
    assert found(project) == {"record-as-fact"}


def test_a_record_does_not_outweigh_evidence_against_it(world: World) -> None:
    against = files(("stance: context", "stance: contradicts"))
    assert found(world(against)) == {"permitted-verdict"}


def test_the_claim_page_says_why_the_record_is_the_fact(tmp_path) -> None:
    root = write_tiny(tmp_path, files())
    done = build(root, "--no-strict")
    assert done.returncode == 0, done.stderr
    page = pages_of(root / "site")[f"claims/{ID}.html"]
    assert REASON in page.text
    assert REASON not in pages_of(root / "site")["claims.html"].text
