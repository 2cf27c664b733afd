"""Tests that each wrong value is reported at its location, with a hint on how to fix it."""

import pytest

from build_tools.facts.diagnostics import Diagnostic
from build_tools.facts.reading.validation import to_record
from build_tools.facts.reading.yaml_nodes import Tree, read_yaml
from build_tools.facts.records import Claim, Country, Record, Revision

CLAIM = """\
claim: Lithuania closed two crossings.
kind: event
appears_in:
  - article: story
    sentence: S01
    quote: closed two
asserted_by: article
when: 2023-08-18
countries: [lithuania]
evidence:
  - source: lrt-1
    stance: supports
    basis: reporting
    says: Two were closed.
    quote:
      text: two were closed
      lang: en
verdict: unverified
confidence: high
finding: Two of six.
later: false
checked:
  date: 2026-11-22
  by: the editors
revisions:
  - date: 2026-11-22
    kind: correction
    field: verdict
    from: wrong
    to: supported
    reason: A slip.
waive:
  cited-sources: For a test.
"""


def shaped(text: str, model: type[Record] = Claim) -> tuple[Record | None, list[Diagnostic]]:
    tree = read_yaml("facts/claims/borders/x.yaml", text)
    assert isinstance(tree, Tree), tree
    return to_record(model, tree.plain, "x", tree)


def changed(old: str, new: str) -> tuple[str, list[Diagnostic]]:
    """Replace the only occurrence of words in the valid claim. Return the text and its errors."""
    assert CLAIM.count(old) == 1, old
    text = CLAIM.replace(old, new)
    record, errors = shaped(text)
    assert record is None
    assert all(error.rule == "shape" for error in errors)
    return text, errors


def places_of(error: Diagnostic) -> tuple[tuple[int, int, int], str]:
    span = error.span
    assert span.line == span.end_line
    return (span.line, span.column, span.end_column), error.message


def test_a_valid_claim_has_its_id_file_and_locations() -> None:
    record, errors = shaped(CLAIM)
    assert errors == []
    assert isinstance(record, Claim)
    assert (record.id, record.path, record.shelf) == ("x", "facts/claims/borders/x.yaml", "borders")
    assert record.place.span("verdict").line == 18
    assert record.revisions[0].before == "wrong"


@pytest.mark.parametrize(
    ("old", "new", "place", "named"),
    [
        # A missing field is reported at the key of the mapping that lacks it, or at an item's first
        # key.
        ("kind: event\n", "", (1, 1, 6), '"kind"'),
        ("    stance: supports\n", "", (11, 5, 11), '"stance"'),
        ("    sentence: S01\n", "", (4, 5, 12), '"sentence"'),
        ("  by: the editors\n", "", (22, 1, 8), '"by"'),
        ("    from: wrong\n", "", (26, 5, 9), '"from"'),
        # Unknown fields are reported at their key.
        ("finding:", "findings:", (20, 1, 9), '"findings"'),
        ("    says:", "    say:", (14, 5, 8), '"say"'),
        ("      lang:", "      lange:", (17, 7, 12), '"lange"'),
        ("    from:", "    before:", (29, 5, 11), '"before"'),
        # Invalid values are reported at the value.
        (
            "kind: event",
            "kind: évent",
            (2, 7, 12),
            '"évent"',
        ),
        (
            "stance: supports",
            "stance: partly",
            (12, 13, 19),
            '"partly"',
        ),
        ("verdict: unverified", "verdict:", (18, 9, 9), '""'),
        ("when: 2023-08-18", "when: 2023-02-30", (8, 7, 17), None),
        ("by: the editors", "by: ''", (24, 7, 9), '"by"'),
        (
            "finding: Two of six.",
            f"finding: {'x' * 2001}",
            (20, 10, 2011),
            '"finding"',
        ),
        (
            "sentence: S01",
            "sentence: 13",
            (5, 15, 17),
            '"13"',
        ),
        (
            "asserted_by: article",
            "asserted_by: The Article",
            (7, 14, 25),
            '"The Article"',
        ),
        (
            "[lithuania]",
            "[lithuania, Lat via]",
            (9, 24, 31),
            '"Lat via"',
        ),
        (
            "quote: closed two",
            f"quote: {'w ' * 25}w",
            (6, 12, 63),
            "26 words",
        ),
        (
            "text: two were closed",
            f"text: {'w ' * 25}w",
            (16, 13, 64),
            "26 words",
        ),
        (
            "later: false",
            "later: maybe",
            (21, 8, 13),
            '"later"',
        ),
        # Values of the wrong kind are reported at the value.
        (
            "claim: Lithuania closed two crossings.",
            "claim: [a]",
            (1, 8, 11),
            '"claim"',
        ),
        (
            "countries: [lithuania]",
            "countries: lithuania",
            (9, 12, 21),
            '"countries"',
        ),
        ("countries: [lithuania]", "countries: {a: b}", (9, 12, 18), '"countries"'),
        (
            "  cited-sources: For a test.",
            "  [a]",
            (33, 3, 6),
            '"waive"',
        ),
        (
            "cited-sources: For a test.",
            "cited-sources: ''",
            (33, 18, 20),
            '"cited-sources"',
        ),
    ],
)
def test_each_error_is_reported_at_its_location(
    old: str, new: str, place: tuple[int, int, int], named: str | None
) -> None:
    _, errors = changed(old, new)
    at_place = [error for error in errors if places_of(error)[0] == place]
    assert at_place
    assert named is None or named in at_place[0].message
    assert at_place[0].hint


def test_a_mapping_in_place_of_a_list_item_is_reported() -> None:
    text = CLAIM.replace(
        "  - article: story\n    sentence: S01\n    quote: closed two\n", "  - S01\n"
    )
    _, errors = shaped(text)
    ((place, message),) = [places_of(error) for error in errors]
    assert place == (4, 5, 8)
    assert 'tem 1 of "appears_in"' in message


def hints(old: str, new: str) -> list[str]:
    return [error.hint for error in changed(old, new)[1]]


def test_an_unknown_field_is_reported_with_a_suggestion() -> None:
    assert any(hint.startswith("Did you mean finding?") for hint in hints("finding:", "findng:"))
    assert any(hint.startswith("Did you mean says?") for hint in hints("    says:", "    sais:"))
    assert any(hint.startswith("Did you mean from?") for hint in hints("    from:", "    fron:"))


def test_an_unknown_field_unlike_any_known_field_is_reported_with_a_list_of_fields() -> None:
    (hint,) = hints("  by: the editors\n", "  by: the editors\n  zzzzz: 1\n")
    assert "by, date and hash" in hint


def test_an_invalid_value_is_reported_with_a_suggestion_or_all_valid_values() -> None:
    assert hints("kind: event", "kind: evnt")[0].startswith("Did you mean event? If not, choose ")
    (hint,) = hints("confidence: high", "confidence: x")
    assert "high, moderate or low" in hint


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("kind: event", "kind: {the kind: event}"),
        ("claim: Lithuania closed two crossings.", "claim:\n  Lithuania: closed two crossings."),
        ("when: 2023-08-18", "when: {on: 2023-08-18}"),
    ],
)
def test_text_that_a_colon_turns_into_a_mapping_must_be_quoted(old: str, new: str) -> None:
    (hint,) = hints(old, new)
    assert "colon" in hint
    assert "quotation marks" in hint


def test_a_missing_field_is_reported_under_its_name_in_the_file() -> None:
    (hint,) = hints("kind: event\n", "")
    assert "`kind:`" in hint
    assert Claim.model_fields["kind"].description in hint
    assert "event" in hint
    (hint,) = hints("    from: wrong\n", "")
    assert "`from:`" in hint
    assert Revision.model_fields["before"].description in hint


def test_an_invalid_date_is_reported_with_a_specific_hint() -> None:
    _, (error,) = changed("when: 2023-08-18", "when: 18 August 2023")
    assert places_of(error)[0] == (8, 7, 21)
    assert "2023-08-18" in error.hint


def test_a_long_invalid_value_is_shortened_in_the_message() -> None:
    _, (error,) = changed("kind: event", "kind: " + "x" * 5000)
    assert len(error.message) < 120


def test_all_errors_are_reported_together() -> None:
    text = (
        CLAIM.replace("kind: event", "kind: evnt")
        .replace("when: 2023-08-18", "when: last week")
        .replace("stance: supports", "stance: partly")
        .replace("finding:", "findng:")
        .replace("  by: the editors\n", "")
    )
    record, errors = shaped(text)
    assert record is None
    assert sorted(places_of(error)[0] for error in errors) == [
        (1, 1, 6),  # finding is missing
        (2, 7, 11),
        (8, 7, 16),
        (12, 13, 19),
        (20, 1, 7),
        (22, 1, 8),
    ]


@pytest.mark.parametrize("text", ["just a text\n", "- a\n- b\n"])
def test_a_record_must_be_a_mapping(text: str) -> None:
    record, (error,) = shaped(text, Country)
    assert record is None
    assert (error.rule, error.span.line) == ("shape", 1)


def test_a_value_that_contains_only_spaces_counts_as_empty() -> None:
    record, _ = shaped("name: '  Lithuania '\ncode: LT\nsummary: S.\n", Country)
    assert isinstance(record, Country)
    assert record.name == "Lithuania"
    record, (error,) = shaped("name: '   '\ncode: LT\nsummary: S.\n", Country)
    assert record is None
    assert '"name"' in error.message


@pytest.mark.parametrize(
    "name", ["_id", "_place", "model_config", "id", "path", "place", "shelf", "__class__"]
)
def test_internal_fields_cannot_be_set_from_a_file(name: str) -> None:
    record, errors = shaped(f"{CLAIM}{name}: x\n")
    assert record is None
    assert f'"{name}"' in errors[0].message
