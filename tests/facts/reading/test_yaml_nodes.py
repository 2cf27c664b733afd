"""Tests that YAML values are read as text with a location, and that special syntax is refused."""

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from build_tools.facts.diagnostics import Diagnostic, Key, Span
from build_tools.facts.reading.yaml_nodes import MAX_DEPTH, MAX_EVENTS, Tree, read_yaml

PATH = "facts/claims/borders/x.yaml"


def tree_of(text: str) -> Tree:
    tree = read_yaml(PATH, text)
    assert isinstance(tree, Tree), tree
    return tree


def error_of(text: str) -> Diagnostic:
    error = read_yaml(PATH, text)
    assert isinstance(error, Diagnostic), error.plain
    return error


def cut(text: str, span: Span) -> str:
    """Return the text in a span, with lines and columns counted by this test."""
    lines = text.split("\n")
    if span.line == span.end_line:
        return lines[span.line - 1][span.column - 1 : span.end_column - 1]
    first, *middle = lines[span.line - 1 : span.end_line - 1]
    return "\n".join(
        [first[span.column - 1 :], *middle, lines[span.end_line - 1][: span.end_column - 1]]
    )


RECORD = """\
claim: Two closed.
kíñd: "é ž 中"
folded: >-
  first line
  second line
literal: |
  one

  two
flow: [one, 'two', {three: 3}]
list:
  - name: a
    more: b

  - plain
last: end
"""


@pytest.mark.parametrize(
    ("keys", "words", "place"),
    [
        (("claim",), "Two closed.", (1, 8)),
        (("kíñd",), '"é ž 中"', (2, 7)),
        (("folded",), ">-\n  first line\n  second line\n", (3, 9)),
        (("literal",), "|\n  one\n\n  two\n", (6, 10)),
        (("flow",), "[one, 'two', {three: 3}]", (10, 7)),
        (("flow", 0), "one", (10, 8)),
        (("flow", 1), "'two'", (10, 13)),
        (("flow", 2), "{three: 3}", (10, 20)),
        (("flow", 2, "three"), "3", (10, 28)),
        (("list", 0, "name"), "a", (12, 11)),
        (("list", 0, "more"), "b", (13, 11)),
        (("list", 1), "plain", (15, 5)),
        (("last",), "end", (16, 7)),
    ],
)
def test_each_value_has_its_own_location(
    keys: tuple[Key, ...], words: str, place: tuple[int, int]
) -> None:
    span = tree_of(RECORD).span(*keys)
    assert span.path == PATH
    assert (span.line, span.column) == place
    assert cut(RECORD, span) == words


@pytest.mark.parametrize(
    ("keys", "words"),
    [
        (("kíñd",), "kíñd"),
        (("list",), "list"),
        (("flow", 2, "three"), "three"),
        (("list", 0, "more"), "more"),
        (("list", 1), "plain"),  # an item has no key, so its location is the item itself
    ],
)
def test_each_key_has_its_own_location(keys: tuple[Key, ...], words: str) -> None:
    assert cut(RECORD, tree_of(RECORD).span(*keys, of_key=True)) == words


@pytest.mark.parametrize(
    ("keys", "words"),
    [
        (
            ("nothing",),
            "claim",
        ),  # missing in the record, so the location is the first key of the record
        (
            ("list", 0, "nothing"),
            "name",
        ),  # missing in an item, so the location is the first key of the item
        (("list", 9), "list"),  # missing in a list, so the location is the key of the list
        (("flow", 9), "flow"),
        (("claim", "nothing"), "claim"),
        (("claim", 0), "claim"),
        (("flow", 2, "three", "deeper"), "three"),
    ],
)
def test_a_missing_value_is_reported_at_its_parent(keys: tuple[Key, ...], words: str) -> None:
    assert cut(RECORD, tree_of(RECORD).span(*keys)) == words


def test_a_value_missing_from_a_list_is_reported_at_the_first_item() -> None:
    assert cut("- [[a]]\n", tree_of("- [[a]]\n").span("x")) == "a"
    assert tree_of("[]").span("x") == Span(PATH, 1, 1, 1, 3)


def test_every_value_is_read_as_text() -> None:
    text = (
        "a: NO\nb: 2023-08-18\nc: 0:00\nd: 0123\ne: 1_000\nf: ~\ng: null\nh:\ni: 1e3\n"
        "j: [yes, 0x1F, .inf]\nk: {on: off}\n<<: {m: 1}\n=: x\n"
    )
    assert tree_of(text).plain == {
        "a": "NO",
        "b": "2023-08-18",
        "c": "0:00",
        "d": "0123",
        "e": "1_000",
        "f": "~",
        "g": "null",
        "h": "",
        "i": "1e3",
        "j": ["yes", "0x1F", ".inf"],
        "k": {"on": "off"},
        "<<": {"m": "1"},
        "=": "x",
    }


def test_folded_and_literal_block_texts_are_read_as_yaml_requires() -> None:
    plain = tree_of(RECORD).plain
    assert isinstance(plain, dict)
    assert plain["folded"] == "first line second line"
    assert plain["literal"] == "one\n\ntwo\n"


def test_a_document_may_have_start_and_end_markers() -> None:
    assert tree_of("---\na: 1\n...\n").plain == {"a": "1"}


ANCHORS = "Anchors"
TAGS = "Tags"
DIRECTIVES = "Directives"
VALUES = "mapping values"
DEEP = f"{MAX_DEPTH} levels"
KEYS = "key"


@pytest.mark.parametrize(
    ("text", "place", "named"),
    [
        ("a: 1\nb: *a\n", (2, 4, 6), ANCHORS),
        ("a: &x 1\n", (1, 4, 8), ANCHORS),
        ("a: &x [1]\n", (1, 4, 8), ANCHORS),
        ("a: &x {b: 1}\n", (1, 4, 8), ANCHORS),
        ("&x a: 1\n", (1, 1, 5), ANCHORS),
        ("*x : 1\n", (1, 1, 3), ANCHORS),
        ("a: !!int 1\n", (1, 4, 11), TAGS),
        ("a: !x 1\n", (1, 4, 8), TAGS),
        ("a: ! 1\n", (1, 4, 7), TAGS),
        ("a: !!python/object/apply:os.system [x]\n", (1, 4, 37), TAGS),
        ("!!str a: 1\n", (1, 1, 8), TAGS),
        ("%YAML 1.1\n---\na: 1\n", (1, 1, 2), DIRECTIVES),
        ("%TAG ! tag:x,2000:\n---\na: 1\n", (1, 1, 2), DIRECTIVES),
        ("a: 1\n---\nb: 2\n", (2, 1, 4), "second document"),
        ("a: 1\n---\n", (2, 1, 4), "second document"),
        ("a: 1\nb: 2\na: 3\n", (3, 1, 2), '"a"'),
        ("a: 1\n'a': 3\n", (2, 1, 4), '"a"'),
        ("x:\n  - b: 1\n    b: 2\n", (3, 5, 6), '"b"'),
        ("x: {č: 1, č: 2}\n", (1, 11, 12), '"č"'),
        ("[1]: 2\n", (1, 1, 2), KEYS),
        ("? {a: 1}\n: 2\n", (1, 3, 4), KEYS),
        ("[" * 17 + "]" * 17, (1, 17, 18), DEEP),
        ("[" * 100_000, (1, 17, 18), DEEP),
        ("- " * 40_000, (1, 33, 33), DEEP),
        ("[" + "a," * 40_000 + "]", (1, 79_994, 79_995), "40,000 values"),
        ("a: b: c\n", (1, 5, 6), VALUES),
        (
            "\ta: 1\n",
            (1, 1, 2),
            "cannot start any token",
        ),
        ("a: 'x\n", (1, 4, 5), "quotation mark"),
        ('a: b\nc:\n  - "x\n    y\n', (3, 5, 6), "quotation mark"),
        (
            "a: 1\nt: [x, y\nb: 2\n",
            (2, 4, 5),
            "line 3",
        ),
        ("é: {x: [1]\n", (1, 4, 5), "bracket"),
        # The quotation marks are closed on the last line, but the second line cannot be inside
        # them.
        (
            't: [a,\n  "x" y,\n  z]\nb: 1\n',
            (2, 7, 8),
            "',' or ']'",
        ),
        # The second line continues the text and should be indented. It is not a field.
        (
            "finding: The border\nclosed\nwhen: 2023\n",
            (3, 1, 2),
            "expected ':'",
        ),
        ("a: 1\nevidence\n  - b: c\n", (2, 1, 9), "colon"),
        ("a:\n  - source\n    b: c\n", (3, 6, 7), VALUES),
        (
            "a: 1\nTwo words\n  - b: c\n",
            (3, 6, 7),
            "expected ':'",
        ),
        (
            "a: 1\u2028x: 'y\n",
            (2, 1, 2),
            "unexpected end",
        ),
        ('a: [b, "\\x1b"]\n', (1, 8, 14), "U+001B"),
        (
            'a: 1\nb: "c\\u202ed"\n',
            (2, 4, 14),
            "U+202E (RIGHT-TO-LEFT OVERRIDE)",
        ),
        ('"\\0": 1\n', (1, 1, 5), "U+0000"),
        ('a: "\\ue000"\n', (1, 4, 12), "U+E000"),
        ("[a", (1, 1, 2), "bracket"),
        ("", (1, 1, 2), "empty"),
        ("\n# only a comment\n", (1, 1, 2), "empty"),
    ],
)
def test_unsupported_yaml_is_refused_at_its_location(
    text: str, place: tuple[int, int, int], named: str
) -> None:
    error = error_of(text)
    span = error.span
    assert (span.path, error.rule) == (PATH, "yaml")
    assert named in error.message
    assert (span.line, span.column, span.end_column) == place
    assert span.end_line == span.line
    assert error.hint


BEFORE = "just before this point"
COLON = "a colon and a space"
BEGINS = "begins with a quotation mark or a bracket"
TABS = "not tabs"


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("a: b: c\n", COLON),
        ('a: "b" c\n', BEGINS),
        ("a: [b] c\n", BEGINS),
        ("\ta: 1\n", TABS),
        (
            "a: b\n\tc: d\n",
            TABS,
        ),
        ("a: @b\n", TABS),
        ("a: 'x\n", "with '"),
        ("a: {b: 1\nc: 2\n", "`}`"),
        ("a: 1\nevidence \n  - b: c\n", "`evidence:`"),
        ("a: 1\nb c\n  - d\n", BEFORE),
    ],
)
def test_each_common_mistake_has_a_specific_hint(text: str, hint: str) -> None:
    assert hint in error_of(text).hint


@pytest.mark.parametrize(
    ("text", "place", "written"),
    [
        ("kind: event\nwhen:2023-08-18\nclaim: x\n", (2, 1, 6), "when: 2023-08-18"),
        ("kind: event\nas_of:2023\n\nclaim: x\n", (2, 1, 7), "as_of: 2023"),
        ("kind:event\nclaim: x\n", (1, 1, 6), "kind: event"),
        ("checked:\n  date: 2026\n  by:x\n", (3, 3, 6), "by: x"),
        ("evidence:\n  - source:abc\n    stance: supports\n", (2, 5, 12), "source: abc"),
    ],
)
def test_a_missing_space_is_reported_at_its_location(
    text: str, place: tuple[int, int, int], written: str
) -> None:
    error = error_of(text)
    assert (error.span.line, error.span.column, error.span.end_column) == place
    assert "space" in error.message
    assert f"`{written}`" in error.hint


@pytest.mark.parametrize("text", ["url: x\nhttps://x.example\nkind: y\n", "a:b\n- c\n- d: e: f\n"])
def test_a_missing_space_is_not_reported_in_an_address_or_on_an_earlier_line(text: str) -> None:
    assert "space" not in error_of(text).message


def nested(depth: int) -> str:
    return "\n".join("  " * level + f"k{level}:" for level in range(depth)) + " x\n"


def test_an_escape_for_a_visible_character_is_accepted() -> None:
    tree = read_yaml("x.yaml", 'a: "b\\n\\tc \\"d\\" \\u0161\\_\\U0001f600"\nc: d\\u202e\n')
    assert isinstance(tree, Tree)
    assert tree.plain == {"a": 'b\n\tc "d" š\xa0\U0001f600', "c": "d\\u202e"}


def test_the_limit_on_nesting_depth_is_exact() -> None:
    assert tree_of(nested(16)).span(*(f"k{level}" for level in range(16))).line == 16
    assert DEEP in error_of(nested(17)).message
    assert isinstance(tree_of("[" * 16 + "]" * 16).plain, list)


def test_the_limit_on_the_number_of_values_is_exact() -> None:
    # The start and end of the stream, the document and the list are also events. So is the final
    # empty event.
    around = 7
    fits = "[" + "a," * (MAX_EVENTS - around) + "]"
    assert isinstance(read_yaml(PATH, fits), Tree)
    over = "[" + "a," * (MAX_EVENTS - around + 1) + "]"
    assert "40,000 values" in error_of(over).message


def paths_of(plain: object, before: tuple[Key, ...] = ()) -> list[tuple[Key, ...]]:
    result = [before]
    pairs = (
        plain.items()
        if isinstance(plain, dict)
        else enumerate(plain)
        if isinstance(plain, list)
        else ()
    )
    for key, value in pairs:
        result += paths_of(value, (*before, key))
    return result


SYMBOLS = st.sampled_from(
    [
        *"ab:-[]{},?&*!|>'\"%@`#~\n\t\r ",
        ": ",
        "\n  ",
        "\n- ",
        "---\n",
        "...\n",
        "é",
        "\u2028",
        "\x00",
        "<<",
        "\\",
    ]
)


@settings(max_examples=400)
@given(st.lists(SYMBOLS, max_size=30).map("".join) | st.text(max_size=60))
@example("? - a\n  - b\n: c")
@example("- - a\n  -\n- {}")
@example("a: \x1b")
@example("? a\n? b\n")
@example("a:\u2028b: c")
def test_any_text_gives_a_tree_or_a_diagnostic(text: str) -> None:
    result = read_yaml(PATH, text)
    if isinstance(result, Diagnostic):
        assert result.span.line >= 1
        assert result.span.column >= 1
        assert result.message.endswith(".")
        return
    for keys in paths_of(result.plain):
        span = result.span(*keys)
        assert (span.line, span.column) <= (span.end_line, span.end_column)
        assert result.span(*keys, of_key=True).line >= 1
        assert result.span(*keys, "no such key").line >= 1


def test_a_location_is_inside_a_file_without_a_final_line_feed() -> None:
    assert tree_of("\n---\n\n# only a comment").span() == Span(PATH, 4, 17, 4, 17)
    assert tree_of("a:\n# and a comment").span("a").line == 1
