"""Tests that the schemas match the models, are up to date, and accept all our records."""

import json
import re
from fnmatch import fnmatch
from functools import cache
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from build_tools.editing.fmt import record_files
from build_tools.editing.schema import (
    KINDS,
    field_table,
    schema_of,
    schema_text,
    with_table,
    write_all,
)
from build_tools.facts.project import Project
from build_tools.facts.reading import VOCABULARY, read_yaml
from build_tools.facts.reading.validation import error_in_field
from build_tools.facts.records import Claim, Evidence, Source
from build_tools.facts.records.field_specs import fields_of
from tests.own_site import OWN, PROJECT

RENEW = "it is not fresh: run `facts schema --update`"


def as_editors_read(plain):
    """Convert texts to the types of YAML 1.2, as editors do."""
    if isinstance(plain, dict):
        return {key: as_editors_read(value) for key, value in plain.items()}
    if isinstance(plain, list):
        return [as_editors_read(item) for item in plain]
    if plain in ("true", "false"):
        return plain == "true"
    if re.fullmatch(r"[-+]?[0-9]+", plain):
        return int(plain)
    return float(plain) if re.fullmatch(r"[-+]?[0-9]+\.[0-9]+", plain) else plain


@cache
def validator(kind):
    return Draft202012Validator(schema_of(kind))


def faults(kind, text):
    tree = read_yaml("x.yaml", text)
    return list(validator(kind).iter_errors(as_editors_read(tree.plain)))


@pytest.mark.parametrize("kind", KINDS)
def test_every_schema_is_valid_and_up_to_date(kind):
    Draft202012Validator.check_schema(schema_of(kind))
    assert schema_of(kind)["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    stored = (PROJECT / "schema" / f"{kind}.schema.json").read_text(encoding="utf-8")
    assert stored == schema_text(kind), RENEW


def test_every_kind_of_record_has_a_schema():
    stored = {path.name for path in (PROJECT / "schema").iterdir()}
    assert stored == {f"{kind}.schema.json" for kind in KINDS}


def test_the_table_of_fields_is_up_to_date():
    guide = (PROJECT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    assert with_table(guide) == guide, RENEW
    assert guide.rstrip().endswith("<!-- fields: end -->")


@pytest.fixture(params=[OWN, "island"])
def project(request, island_root):
    """Return the project itself, then the island."""
    return Project(PROJECT if request.param == "own" else island_root)


def test_every_record_of_a_project_passes_its_schema(project):
    passed = 0
    for result in record_files(project):
        if result.name.endswith(".bib"):
            continue
        text = Path(result.path).read_text(encoding="utf-8")
        name = Path(result.name)
        kind = name.stem if "vocabulary" in name.parts else "article"
        if "claims" in name.parts:
            kind = "redirect" if re.search("^(moved_to|withdrawn):", text, re.M) else "claim"
        assert faults(kind, text) == [], result.name
        passed += 1
    assert passed > 100 or project.root == PROJECT


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("when: 2023\n", None),
        ("stance: partly\n", "stance"),
        ("later: perhaps\n", "'perhaps' is not of type 'boolean'"),
        ("verdict: true-ish\n", "'true-ish' is not one of"),
        ("countries: lithuania\n", "'lithuania' is not of type 'array'"),
        ("appears_in:\n  - article: a\n    sentence: 13\n", "13 is not of type 'string'"),
    ],
)
def test_the_schema_rejects_records_that_the_check_rejects(text, says):
    result = [fault.message for fault in faults("claim", text) if "required" not in fault.message]
    assert (not result) if says is None else any(says in message for message in result)


def test_schema_fields_have_descriptions_and_examples():
    claim = schema_of("claim")
    fields = {**claim["properties"], **claim["$defs"]["Evidence"]["properties"]}
    assert all("description" in field or "$ref" in field for field in fields.values())
    assert fields["when"]["examples"] == ["2023-08-18"]
    assert fields["when"]["x-bad-examples"] == ["last week"]
    assert claim["$defs"]["Revision"]["properties"]["from"]["description"]


@pytest.mark.parametrize("model", [Claim, Evidence, Source, *VOCABULARY.values()])
def test_good_examples_are_valid_and_bad_ones_are_not(model):
    for name, field in fields_of(model).items():
        if field.good is not None:
            assert error_in_field(model, name, field.good) is None, name
    for name in {"when", "stance", "sentence"} & fields_of(model).keys():
        if fields_of(model)[name].bad is not None:
            assert error_in_field(model, name, fields_of(model)[name].bad) is not None


def test_the_table_shows_required_fields_and_choices():
    table = field_table()
    assert "| `claim` | yes | One statement in our own words" in table
    assert "| `from` | yes | What it said before: all of it, or what changed. |  |" in table
    assert "One of `open`, `closed` or `restricted`." in table
    assert "`supports`, not `partly`" in table


def test_updating_writes_only_files_that_are_out_of_date(tmp_path):
    (tmp_path / "CONTRIBUTING.md").write_text(
        "above\n<!-- fields: begin --><!-- fields: end -->\nbelow\n"
    )
    project = Project(tmp_path)
    assert len(write_all(project)) == len(KINDS) + 1
    assert write_all(project) == []
    text = (tmp_path / "CONTRIBUTING.md").read_text(encoding="utf-8")
    assert text == f"above\n{field_table()}\nbelow\n"
    (tmp_path / "schema" / "claim.schema.json").write_text("{}")
    assert [path.name for path in write_all(project)] == ["claim.schema.json"]


def test_editor_settings_map_every_record_to_a_schema(project):
    settings = json.loads((PROJECT / ".vscode" / "settings.json").read_text(encoding="utf-8"))
    mapped = settings["yaml.schemas"]
    assert all((PROJECT / schema).is_file() for schema in mapped)
    for result in record_files(project):
        if not result.name.endswith(".bib"):
            assert any(fnmatch(result.name, pattern) for pattern in mapped.values()), result.name
