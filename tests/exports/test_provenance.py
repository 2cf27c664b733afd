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

from build_tools.exports.file import ExportFile
from build_tools.exports.provenance import PREFIXES
from build_tools.ledger import Ledger
from build_tools.records import Stance
from tests.exports.conftest import SITE, made_by

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
            (SITE.claim(claim.id), SITE.url(f"sources/{item.source}.html"))
            for claim in any_ledger.claims.values()
            for item in claim.evidence
            if item.stance is stance and item.source in any_ledger.sources
        }
        assert {(str(one), str(two)) for one, two in turtle.subject_objects(predicate)} == expected
    findings = {str(text) for text in turtle.objects(None, SCHEMA.reviewBody)}
    assert findings == {claim.finding for claim in any_ledger.claims.values()}
