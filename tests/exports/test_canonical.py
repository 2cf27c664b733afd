"""Canonical JSON: the examples and rules of RFC 8785 for the values that records have."""

import json
import tracemalloc
from datetime import date

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from build_tools.exports.canonical import (
    LARGEST,
    braced,
    canonical,
    in_script,
    joined,
    member,
    parted,
)
from build_tools.exports.plain_values import unfolded
from build_tools.facts.dates import When
from build_tools.facts.records import Search


def test_the_strings_of_the_rfc() -> None:
    # Section 3.2.2: the "string" of its example, and its canonical form in 3.2.4.
    value = json.loads('{"string": "\\u20ac$\\u000F\\u000aA\'\\u0042\\u0022\\u005c\\\\\\"\\/"}')
    assert canonical(value) == '{"string":"€$\\u000f\\nA\'B\\"\\\\\\\\\\"/"}'.encode()


def test_only_what_json_forbids_bare_is_escaped() -> None:
    for number in range(0x20):
        short = {8: "\\b", 9: "\\t", 10: "\\n", 12: "\\f", 13: "\\r"}
        expected = short.get(number, f"\\u{number:04x}")
        assert canonical(chr(number)) == f'"{expected}"'.encode()
    assert canonical("\x7f\u2028</é😀") == '"\x7f\u2028</é😀"'.encode()


def test_names_stand_in_the_order_of_utf_16_code_units() -> None:
    # Section 3.2.3: by code points the emoji would stand last.
    names = {"\u20ac": 1, "\r": 2, "\ufb33": 3, "1": 4, "\U0001f600": 5, "\u0080": 6, "\u00f6": 7}
    written = canonical({"a": [names]}).decode()
    assert list(json.loads(written)["a"][0]) == [
        "\r",
        "1",
        "\u0080",
        "\u00f6",
        "\u20ac",
        "\U0001f600",
        "\ufb33",
    ]


def test_literals_whole_numbers_and_no_space() -> None:
    assert canonical([None, True, False, 0, -1, 10, {}]) == b"[null,true,false,0,-1,10,{}]"
    assert canonical(LARGEST) == b"9007199254740991"


@pytest.mark.parametrize("value", [LARGEST + 1, -LARGEST - 1])
def test_a_number_that_a_double_cannot_tell_is_refused(value: int) -> None:
    with pytest.raises(ValueError, match="too large"):
        canonical({"a": value})


@pytest.mark.parametrize(
    "value",
    [1.5, -2.0, 1e300, {"a": 1e-7}, [0.5], {1: 2}, {"a": {2}}, b"x", date(2026, 1, 1)],
)
def test_what_has_no_form_here_is_our_bug_and_loud(value: object) -> None:
    with pytest.raises(TypeError):
        canonical(value)


PLAIN = st.none() | st.booleans() | st.integers(-LARGEST, LARGEST) | st.text()
JSON = st.recursive(
    PLAIN,
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
)


@given(JSON)
@settings(deadline=None)
def test_any_value_is_written_as_the_rules_say_step_by_step(value: object) -> None:
    assert canonical(value) == by_the_rules(value).encode("utf-8")


@example({"\ufb33": 1, "\U0001f600": 2}, {})  # by code points the emoji would stand last
# Whatever a value holds, it is bytes to what joins it: deeper ones would show nothing more.
@given(st.dictionaries(st.text(), PLAIN), st.dictionaries(st.text(), st.lists(PLAIN, max_size=3)))
@settings(deadline=None)
def test_what_is_joined_is_as_if_it_were_written_at_once(
    single: dict[str, object], lists: dict[str, list[object]]
) -> None:
    members: dict[str, bytes | list[bytes]] = {}
    members.update((name, canonical(one)) for name, one in single.items())
    members.update((name, [canonical(one) for one in held]) for name, held in lists.items())
    assert joined(members) == canonical({**single, **lists})


def by_the_rules(value: object) -> str:
    if isinstance(value, dict):
        names = sorted(value, key=lambda name: name.encode("utf-16-be"))
        return "{" + ",".join(f"{text(one)}:{by_the_rules(value[one])}" for one in names) + "}"
    if isinstance(value, list):
        return "[" + ",".join(map(by_the_rules, value)) + "]"
    return text(value)


def text(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


def test_what_is_kept_takes_no_more_room_than_it_has_bytes() -> None:
    value = {"a": "x" * 2000}
    tracemalloc.start()
    try:
        held = [canonical(value) for _ in range(100)]
        taken, _ = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert taken < 1.2 * sum(map(len, held))


def test_a_lone_surrogate_is_refused() -> None:
    with pytest.raises(UnicodeEncodeError):
        canonical("\ud800")


def test_json_in_a_script_ends_no_script_and_means_the_same() -> None:
    value = {"</script><!--": "&lt;\u2028]]>"}
    text = in_script(value)
    assert not set("<>&\u2028") & set(text)
    assert json.loads(text) == value


@example({"\ufb33": 1}, "\U0001f600", 2)  # by code points the emoji would stand last
@example({}, "a", 0)
@given(st.dictionaries(st.text(), JSON), st.text(), JSON)
@settings(deadline=None)
def test_a_member_that_is_put_in_stands_where_it_would(
    members: dict[str, object], name: str, value: object
) -> None:
    members.pop(name, None)
    before, after = parted(members, name)
    assert braced(before, after) == canonical(members)
    whole = braced(before, member(name, canonical(value)), after)
    assert whole == canonical({**members, name: value})


@pytest.mark.parametrize("mark", ["", "\U0001f600", ":1.5"])
def test_a_part_of_a_record_is_written_as_its_plain_values_are(mark: str) -> None:
    # What may be doubtful is written another way, which has to unfold as well.
    search = {"date": "2026-11~", "where": f"a{mark}", "query": "b", "result": "c"}
    dates = {
        "written": "2026-11~",
        "earliest": "2026-11-01",
        "latest": "2026-11-30",
        "words": "about November 2026",
    }
    one = Search.model_validate(search)
    assert canonical([one, None], unfolded) == canonical([{**search, "date": dates}, None])


def test_what_nobody_unfolds_is_our_bug_and_loud() -> None:
    for value in ({1, 2}, [b"x"], {"a": date(2026, 1, 1)}, [0.5, When.parse("2026")]):
        with pytest.raises(TypeError):
            canonical(value, unfolded)
