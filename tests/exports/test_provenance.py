"""Provenance: both forms are one graph, it fits its shapes, and it says what the ledger says."""

import warnings
from pathlib import Path

import pytest

with warnings.catch_warnings():
    # What these two say while they are imported is no business of ours.
    warnings.simplefilter("ignore")
    import pyshacl
    import rdflib
    from rdflib.compare import isomorphic

from build_tools.exports.export_file import ExportFile
from build_tools.exports.provenance import PREFIXES
from build_tools.facts.ledger import Ledger
from build_tools.facts.records import Stance
from tests.exports.conftest import SITE, World, made_by
from tests.ledgers import claim, item, ledger
from tests.snapshots import KEY

SHAPES = Path(__file__).parent / "shapes.ttl"
CITO, PROV = (rdflib.Namespace(PREFIXES[name]) for name in ("cito", "prov"))
SCHEMA = rdflib.Namespace(PREFIXES["schema"])


def graph(file: ExportFile, form: str) -> rdflib.Graph:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        return rdflib.Graph().parse(data=file.data.decode(), format=form)


@pytest.fixture
def turtle(any_ledger: Ledger) -> rdflib.Graph:
    return graph(made_by("provenance", any_ledger)["data/provenance.ttl"], "turtle")


def test_both_forms_are_one_graph(any_ledger: Ledger, turtle: rdflib.Graph) -> None:
    other = graph(made_by("provenance", any_ledger)["data/provenance.jsonld"], "json-ld")
    assert len(turtle) > 40
    assert set(turtle) == set(other)
    assert isomorphic(turtle, other)


def test_the_graph_fits_its_shapes(turtle: rdflib.Graph) -> None:
    shapes = rdflib.Graph().parse(SHAPES)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        fits, _, words = pyshacl.validate(turtle, shacl_graph=shapes)
    assert fits, words


def test_the_shapes_refuse_a_finding_that_nobody_made(tiny_ledger: Ledger) -> None:
    found = graph(made_by("provenance", tiny_ledger)["data/provenance.ttl"], "turtle")
    found.remove((None, PROV.wasGeneratedBy, None))
    shapes = rdflib.Graph().parse(SHAPES)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        fits, _, words = pyshacl.validate(found, shacl_graph=shapes)
    assert not fits
    assert "wasGeneratedBy" in words


def test_each_piece_of_evidence_is_there_as_it_bears(
    any_ledger: Ledger, turtle: rdflib.Graph
) -> None:
    bears = {Stance.SUPPORTS: CITO.isSupportedBy, Stance.CONTRADICTS: CITO.isDisputedBy}
    for stance, predicate in bears.items():
        expected = {
            (SITE.claim(one.id), SITE.url(f"sources/{held.source}.html"))
            for one in any_ledger.claims.values()
            for held in one.evidence
            if held.stance is stance and held.source in any_ledger.sources
        }
        assert {(str(one), str(two)) for one, two in turtle.subject_objects(predicate)} == expected
    findings = {str(text) for text in turtle.objects(None, SCHEMA.reviewBody)}
    assert findings == {one.finding for one in any_ledger.claims.values()}


def test_an_origin_is_told_of_wherever_it_is_named(
    any_ledger: Ledger, turtle: rdflib.Graph
) -> None:
    named = {(one.id, one.origin) for one in any_ledger.sources.values()}
    evidence = (held for one in any_ledger.claims.values() for held in one.evidence)
    named |= {(held.source, held.origin) for held in evidence}
    expected = {
        (SITE.url(f"sources/{source}.html"), SITE.url(f"data/entities.json#origins-{origin}"))
        for source, origin in named
        if source in any_ledger.sources and origin in any_ledger.origins
    }
    found = turtle.subject_objects(PROV.hadPrimarySource)
    assert {(str(one), str(two)) for one, two in found} == expected


def test_an_origin_that_only_evidence_names_is_its_source_s(world: World) -> None:
    origin = "facts/vocabulary/origins.yaml"
    note = {origin: "the-note:\n  name: A note of the ministry\n  by: The ministry\n"}
    first, second = (
        claim(name, evidence=[item(KEY, origin="the-note")]) for name in ("first", "second")
    )
    held = ledger(world, first, second, note)
    found = graph(made_by("provenance", held)["data/provenance.ttl"], "turtle")
    named = [str(one) for one in found.subjects(PROV.hadPrimarySource)]
    assert named == [SITE.url(f"sources/{KEY}.html")]


def test_every_triple_is_told_once_and_all_stand_in_order(any_ledger: Ledger) -> None:
    text = made_by("provenance", any_ledger)["data/provenance.ttl"].data.decode()
    lines = [one for one in text.split("\n") if one.startswith("<")]
    assert len(set(lines)) == len(lines)
    told = [(subject, predicate) for subject, predicate, _ in (one.split(" ", 2) for one in lines)]
    # Without the angles: an address that goes on comes after the one that ends.
    assert told == sorted(told, key=lambda one: (one[0].strip("<>"), one[1]))
