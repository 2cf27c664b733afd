"""Tests canonical JSON against the examples and rules in RFC 8785 that apply to records."""

import json
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from build_tools.exports.canonical import canonical, in_script
from build_tools.facts.records import Search

# RFC 8785, section 3.2.2.3: beyond this limit, doubles cannot distinguish neighbouring integers.
LARGEST = 2**53 - 1
# Field names are in ASCII, so code points and UTF-16 code units give the same order.
NAMES = st.text(st.characters(max_codepoint=127))


def test_the_example_strings_in_the_rfc_are_written_as_it_requires() -> None:
    # The "string" in the example of section 3.2.2, and its canonical form in 3.2.4.
    value = json.loads('{"string": "\\u20ac$\\u000F\\u000aA\'\\u0042\\u0022\\u005c\\\\\\"\\/"}')
    assert canonical(value) == '{"string":"€$\\u000f\\nA\'B\\"\\\\\\\\\\"/"}'.encode()


def test_only_characters_that_json_forbids_are_escaped() -> None:
    for number in range(0x20):
        short = {8: "\\b", 9: "\\t", 10: "\\n", 12: "\\f", 13: "\\r"}
        expected = short.get(number, f"\\u{number:04x}")
        assert canonical(chr(number)) == f'"{expected}"'.encode()
    assert canonical("\x7f\u2028</é😀") == '"\x7f\u2028</é😀"'.encode()


def test_literals_and_integers_are_written_without_spaces() -> None:
    assert canonical([None, True, False, 0, -1, 10, {}]) == b"[null,true,false,0,-1,10,{}]"
    assert canonical(LARGEST) == b"9007199254740991"


@pytest.mark.parametrize("value", [LARGEST + 1, -LARGEST - 1])
def test_integers_beyond_53_bits_are_refused(value: int) -> None:
    with pytest.raises(TypeError):
        canonical({"a": value})


@pytest.mark.parametrize(
    "value",
    [{1: 2}, {"a": {2}}, b"x", date(2026, 1, 1), "\ud800"],
)
def test_values_without_a_canonical_form_raise_an_error(value: object) -> None:
    with pytest.raises(TypeError):
        canonical(value)


PLAIN = st.none() | st.booleans() | st.integers(-LARGEST, LARGEST) | st.text()
JSON = st.recursive(
    PLAIN,
    lambda inner: st.lists(inner) | st.dictionaries(NAMES, inner),
)


@given(JSON)
@settings(deadline=None)
def test_values_with_ascii_names_are_canonical_under_rfc_8785(value: object) -> None:
    assert canonical(value) == by_the_rules(value).encode("utf-8")


def by_the_rules(value: object) -> str:
    if isinstance(value, dict):
        names = sorted(value, key=lambda name: name.encode("utf-16-be"))
        return "{" + ",".join(f"{text(item)}:{by_the_rules(value[item])}" for item in names) + "}"
    if isinstance(value, list):
        return "[" + ",".join(map(by_the_rules, value)) + "]"
    return text(value)


def text(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


def test_json_in_a_script_element_cannot_end_the_element() -> None:
    value = {"</script><!--": "&lt;\u2028]]>"}
    text = in_script(value)
    assert not set("<>&\u2028") & set(text)
    assert json.loads(text) == value


def test_each_date_inside_a_record_is_exported_with_its_bounds_and_words() -> None:
    search = {"date": "2026-11~", "where": "a", "query": "b", "result": "c"}
    dates = {
        "written": "2026-11~",
        "earliest": "2026-11-01",
        "latest": "2026-11-30",
        "words": "about November 2026",
    }
    part = Search.model_validate(search)
    assert canonical([part, None]) == canonical([{**search, "date": dates}, None])
