"""Tests the descriptions of fields, which forms, drafts, schemas and exports use."""

import pytest

from build_tools.facts.reading import VOCABULARY
from build_tools.facts.records import Article, Claim, Evidence, Quotation, Revision, Source
from build_tools.facts.records.field_specs import Shape, fields_of, model_at


def test_fields_are_listed_under_their_names_in_files():
    fields = fields_of(Revision)
    assert list(fields) == ["date", "kind", "field", "from", "to", "reason"]
    assert fields["from"].attribute == "before"


def test_a_field_has_a_shape_and_may_have_a_part_or_choices():
    fields = fields_of(Claim)
    assert fields["evidence"].part is Evidence
    assert fields["confidence"].choices == ("high", "moderate", "low")
    assert fields["finding"].is_block
    assert fields["claim"].max_length == 400
    assert {
        name: fields[name].shape for name in ("when", "later", "topics", "evidence", "waive")
    } == {
        "when": Shape.DATE,
        "later": Shape.TRUTH,
        "topics": Shape.TEXTS,
        "evidence": Shape.PARTS,
        "waive": Shape.NAMED,
    }
    assert fields["checked"].shape is Shape.PART


@pytest.mark.parametrize("model", [Claim, Article, Source, *VOCABULARY.values()])
def test_every_field_has_a_shape_and_a_description(model):
    assert all(field.shape and field.description for field in fields_of(model).values())


def test_the_model_of_a_part_is_found_by_the_names_of_fields():
    assert model_at(Claim, ("evidence", "quote")) is Quotation
    assert model_at(Claim, ()) is Claim
    assert model_at(Claim, ("claim",)) is None
    assert model_at(Claim, ("nothing", "quote")) is None
