"""Tests which citations, blocks and paragraphs of a page are found, and their locations."""

import re
import time
from itertools import product

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from markdown import Markdown
from markdown.inlinepatterns import InlineProcessor

from build_tools.facts.diagnostics import Diagnostic, Span
from build_tools.facts.reading.prose import CITATION, read_prose
from build_tools.facts.records import Prose

PATH, NAME = "content/explainers/x.md", "explainers/x.md"


def read(text: str) -> tuple[Prose, list[Diagnostic]]:
    page, errors = read_prose(PATH, NAME, text)
    assert page is not None
    return page, errors


def cited(text: str) -> list[tuple[str, int, int, int]]:
    """Return each citation: the claim id, the line, and the first and last column of the id."""
    result = [(item.claim, item.span) for item in read(text)[0].citations]
    assert all(span.path == PATH and span.line == span.end_line for _, span in result)
    return [(claim, span.line, span.column, span.end_column) for claim, span in result]


def names(text: str) -> list[str]:
    return [result[0] for result in cited(text)]


def test_each_citation_has_its_own_location() -> None:
    text = "# Why?\n\nDvě uzavřeny [@two-crossings], [@said-threat].\n\n- [@x1]\n"
    assert cited(text) == [
        ("two-crossings", 3, 16, 29),
        ("said-threat", 3, 34, 45),
        ("x1", 5, 5, 7),
    ]


def test_front_matter_does_not_shift_the_locations() -> None:
    assert cited("---\ntitle: x\n---\n\n[@a]\n") == [("a", 5, 3, 4)]
    assert cited("---\n---\n[@a]\n") == [("a", 3, 3, 4)]


@pytest.mark.parametrize(
    "text",
    [
        "[@A]",
        "[@-a]",
        "[@a b]",
        "[@]",
        "[a]",
        "@a",
        "[ @a]",
        "[@a",
        "[@" + "a" * 65 + "]",
        "[@a_b]",
    ],
)
def test_bracketed_text_without_a_valid_citation_is_ignored(text: str) -> None:
    assert names(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "`[@no]`",
        "``[@no] ` [@no]``",
        "`` [@no] `",
        "\\\\`[@no]`",
        "a `[@no]` b `c [@no]`",
        "```\n[@no]\n```",
        "```python\n[@no]\n\n[@no]\n```",
        "~~~\n[@no]\n```\n[@no]\n~~~",
        "````\n```\n[@no]\n```\n````",
        "``` {.python hl=1}\n[@no]\n```  ",
    ],
)
def test_citations_in_code_are_ignored(text: str) -> None:
    assert names(text) == []
    assert names(f"[@a]\n\n{text}\n\n[@b]") == ["a", "b"]


@pytest.mark.parametrize(
    "text",
    [
        "```\n\n[@yes]",  # an unclosed fence does not begin code
        "```\n\n[@yes]\n\n````",  # a longer fence does not close it
        "```\nx\n```\n[@yes]\n\n```",  # a closing fence does not open a new fence
        "```\nx\n```py\ny\n```\n[@yes]",  # a closing fence has no language
        "   ```\n\n[@yes]\n\n   ```",  # an indented fence does not begin code
        "``` not a language\n\n[@yes]\n\n```",
        "\\`[@yes]\\`",
        "a ` b\n- c [@yes] ` d",  # the first backtick belongs to a different item
        "`a\nb` [@yes] `c`",
        "`a [@yes]",
        "a ` b\n\n[@yes] `",
    ],
)
def test_text_that_only_looks_like_code_is_checked(text: str) -> None:
    assert names(text) == ["yes"]


class Seen(InlineProcessor):
    """A Markdown extension that records the citations in running text."""

    def __init__(self, markdown: Markdown) -> None:
        super().__init__(CITATION.pattern, markdown)
        self.claims: set[str] = set()

    def handleMatch(self, m: re.Match[str], data: str) -> tuple[str, int, int]:  # noqa: N802
        self.claims.add(m[1])
        return "", m.start(0), m.end(0)


def shown(text: str) -> set[str]:
    """Return the claims whose citations Markdown would turn into marks."""
    markdown = Markdown(extensions=["fenced_code", "tables", "attr_list", "def_list"])
    seen = Seen(markdown)
    markdown.inlinePatterns.register(seen, "seen", 175)
    markdown.convert(text)
    return seen.claims


PIECES = st.sampled_from(
    ["`", "``", "```", "~~~", "\n", "\n\n", " ", "[@a]", "[@b]", "x", "- ", "# ", "py", "\\", "1. "]
)


@given(st.lists(PIECES, max_size=16).map("".join))
@example("```\n[@a]\n```x\n```\n[@b]")
@example("``~~~`[@a]`")
@example("``\n````[@a]````")
@example("```[@a]``")
def test_every_citation_that_markdown_displays_is_read(text: str) -> None:
    assert shown(text) <= set(names(text))


@pytest.mark.parametrize("ticks", list(product(range(1, 5), repeat=4)))
def test_runs_of_backticks_are_paired_as_in_markdown(ticks: tuple[int, ...]) -> None:
    one, two, three, four = ("`" * number for number in ticks)
    text = f"x {one} [@a] {two} [@b] {three} [@c] {four} [@d]"
    assert set(names(text)) == shown(text)


LOST = {
    "<div>[@a]</div>": True,
    "<div>\n\ntext [@a]\n\n</div>": True,
    "<table>\n<tr><td>[@a]</td></tr>\n</table>": True,
    "   <p class='x>y'>[@a]": True,
    "<DIV>[@a]</DIV>": True,
    "<div><br>[@a]</div>": True,
    "<div><div></div>[@a]</div>": True,
    "<div>x</div>\n\n[@a]": False,
    "<hr>\n\n[@a]": False,
    "<span>[@a]</span>": False,
    "x <b>[@a]</b>": False,
    "x <div>[@a]</div>": False,
    "1 < 2 [@a] > 0": False,
    "- <div>x</div> [@a]": False,
    "<!-- <div> -->\n\n[@a]": False,
}


@pytest.mark.parametrize(("text", "lost"), LOST.items())
def test_a_citation_in_raw_html_that_markdown_does_not_parse_is_lost(text: str, lost: bool) -> None:
    (result,) = read(text)[0].citations
    assert result.lost == ("in raw HTML" if lost else "")
    assert shown(text) == (set() if lost else {"a"})


@pytest.mark.parametrize(
    ("text", "lost"),
    [
        ("![The crossing [@a]](a.png)", True),
        ("![x [y] [@a] z][ref]", True),
        ("![x](a.png) [@a]", False),
        ("![x](a.png) and [one](b.md) [@a]", False),
        ("What!\n[@a] (see below)", False),
        ("![x [@a]\n\n](a.png)", False),
    ],
)
def test_a_citation_in_the_alt_text_of_an_image_is_lost(text: str, lost: bool) -> None:
    (result,) = read(text)[0].citations
    assert result.lost == ("in the text of an image" if lost else "")


def test_a_block_must_be_on_a_line_of_its_own() -> None:
    text = "---\ntitle: x\n---\n<!-- facts: verdict-counts -->\n\n  <!--facts:doors-->  \n"
    result = [(item.claim, item.span.line, item.span.column) for item in read(text)[0].embeds]
    assert result == [("verdict-counts", 4, 13), ("doors", 6, 13)]


@pytest.mark.parametrize(
    "text",
    [
        "text <!-- facts: doors -->",
        "<!-- facts: doors --> text",
        "    <!-- facts: doors -->",
        "<!-- facts: Doors -->",
        "<!-- fact: doors -->",
        "```\n<!-- facts: doors -->\n```",
    ],
)
def test_other_comments_are_not_read_as_blocks(text: str) -> None:
    assert read(text)[0].embeds == ()


def places_of(text: str) -> list[tuple[int, int, int, str]]:
    return [
        (
            diagnostic.span.line,
            diagnostic.span.column,
            diagnostic.span.end_column,
            diagnostic.message,
        )
        for diagnostic in read(text)[1]
    ]


def test_front_matter_is_split_from_the_page() -> None:
    page, errors = read("---\ntitle: A page\nhide: [toc, navigation]\n---\nText.\n")
    assert errors == []
    assert page.front == {"title": "A page", "hide": "toc navigation"}
    assert page.body == "Text.\n"
    assert page.path == NAME
    assert page.place.span() == Span(PATH, 5, 1, 5, 2)


def test_front_matter_is_optional() -> None:
    page, errors = read("Text.\n\n---\n\nMore.\n")
    assert (page.front, page.body, errors) == ({}, "Text.\n\n---\n\nMore.\n", [])
    assert read("---\n\n---\nText.\n")[0].body == "Text.\n"
    assert places_of("---\n\n---\nText.\n") == []


@pytest.mark.parametrize(
    ("front", "expected"),
    [
        (
            "title: a: b\n",
            (2, 9, 10, "This is not valid YAML: mapping values are not allowed in this context."),
        ),
        ("title: x\ntitel: y\n", (3, 1, 6, '"titel" may not be set by a page.')),
        ("title: x\ntemplate: evil.html\n", (3, 1, 9, '"template" may not be set by a page.')),
        ("title: x\n\ntitle: y\n", (4, 1, 6, 'The key "title" appears twice.')),
        ("title: !!x y\n", (2, 8, 13, "Tags (!) are not allowed.")),
        ("- title\n", (2, 1, None, "Front matter must be a mapping.")),
    ],
)
def test_errors_in_front_matter_are_reported_at_their_locations(
    front: str, expected: tuple[int, int, int | None, str]
) -> None:
    (result,) = places_of(f"---\n{front}---\nText [@a].\n")
    assert result[:2] == expected[:2]
    assert expected[2] in (None, result[2])
    assert result[3] == expected[3]


def test_an_unknown_field_in_front_matter_is_dropped_with_a_suggestion() -> None:
    page, (error,) = read("---\ntitel: x\n---\nText [@a].\n")
    assert page.front == {}
    assert error.hint.startswith("Did you mean title?")
    assert [item.claim for item in page.citations] == ["a"]


def test_unclosed_front_matter_is_reported() -> None:
    assert places_of("---\ntitle: x\n\nText.\n") == [(1, 1, 4, "The front matter has no end.")]


def test_paragraphs_list_items_and_table_rows_are_separate_passages() -> None:
    text = (
        "# A heading\n\nOne line\nand another.\n\n- an item\n  goes on\n- next\n\n"
        "| a | b |\n| c | d |\n\n```\ncode\n```\n"
    )
    paragraphs = read(text)[0].paragraphs
    assert [[number for number, _ in item.lines] for item in paragraphs] == [
        [3, 4],
        [6, 7],
        [8],
        [10],
        [11],
    ]
    assert paragraphs[0].span(4, 4, 11).column == 5


def test_a_waiver_applies_only_to_the_next_paragraph() -> None:
    text = "One.\n\n<!-- facts: waive cited-prose: A reason. -->\nTwo.\n\nThree.\n"
    one, two, three = read(text)[0].paragraphs
    assert (one.waiver, three.waiver) == (None, None)
    assert two.waiver is not None
    assert (two.waiver.rule, two.waiver.reason, two.waiver.span.line) == (
        "cited-prose",
        "A reason.",
        3,
    )


def test_a_waiver_without_a_paragraph_below_it_is_read() -> None:
    (last,) = read("<!-- facts: waive cited-prose: Why. -->\n")[0].paragraphs
    assert last.lines == ()
    assert last.waiver is not None


@given(
    st.text(max_size=120) | st.lists(PIECES, max_size=30).map(lambda all_: "---\n" + "".join(all_))
)
def test_the_reader_never_crashes_on_any_text(text: str) -> None:
    page, errors = read(text)
    lines = text.split("\n")
    assert all(1 <= error.span.line <= len(lines) for error in errors)
    for item in page.citations:
        assert (
            lines[item.span.line - 1][item.span.column - 1 : item.span.end_column - 1] == item.claim
        )


@pytest.mark.parametrize(
    "text",
    [
        "`" * 250_000,
        "` `` " * 30_000,
        "~~~ a\n" * 40_000,
        "`\n" * 60_000,
        "[@a] " * 50_000,
        "<!-- " * 50_000,
        "![" * 100_000,
        "![a](b [@a] " * 20_000,
        "<div>" * 40_000 + "</p>" * 10_000,
        "x <div> " * 30_000,
        "<a '\"" * 50_000,
    ],
)
def test_hostile_pages_are_read_quickly(text: str) -> None:
    began = time.process_time()
    read(text)
    assert time.process_time() - began < 5


@pytest.mark.parametrize(
    ("text", "column"),
    [
        ("![x](https://evil.example/p.png)", 6),
        ("a ![](//evil.example/p.png)", 7),
        ("![x]( <data:image/png;base64,AA>)", 8),
        ("![x](/\\evil.example/p.png)", 6),
        ("![x](\\/evil.example/p.png)", 6),
    ],
)
def test_an_image_on_another_host_is_reported_at_its_address(text: str, column: int) -> None:
    _, errors = read_prose("content/x.md", "x.md", text)
    assert [(item.span.line, item.span.column) for item in errors] == [(1, column)]


@pytest.mark.parametrize(
    ("entity", "name"),
    [
        ("&#8238;", "U+202E (RIGHT-TO-LEFT OVERRIDE)"),
        ("&#x202E", "U+202E (RIGHT-TO-LEFT OVERRIDE)"),
        ("&#X000000000e000;", "U+E000"),
        ("&#0027;", "U+001B"),
        ("&#0;", "U+0000"),
        ("&zwnj;", "U+200C (ZERO WIDTH NON-JOINER)"),
        ("&ZeroWidthSpace;", "U+200B (ZERO WIDTH SPACE)"),
    ],
)
def test_an_entity_for_an_invisible_character_is_refused(entity: str, name: str) -> None:
    _, (error,) = read_prose("content/x.md", "x.md", f"One\n\nTwo {entity} three\n")
    assert (error.span.line, error.span.column) == (3, 5)
    assert name in error.message


def test_entities_for_visible_characters_and_entities_in_code_are_accepted() -> None:
    text = "A&nbsp;b &shy; &amp;#8238; &#233; &#x1F600; &#9999999999; &nothing; R&D; `&#8238;`\n"
    assert read_prose("content/x.md", "x.md", text)[1] == []


def test_a_local_image_is_accepted() -> None:
    text = "![x](../assets/p.png) and [a link](https://x.example), `![x](https://y.example)`"
    assert read_prose("content/x.md", "x.md", text)[1] == []
