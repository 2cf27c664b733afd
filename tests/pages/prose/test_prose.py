"""Tests citations, blocks and permitted HTML in hand-written Markdown."""

import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown import Markdown

from build_tools.facts.project import Project
from build_tools.facts.reading.prose import read_prose
from build_tools.pages import Renderer
from build_tools.pages.prose import FactsExtension
from build_tools.pages.prose.html_sanitiser import cleaned
from build_tools.pages.prose.marks import OWN
from build_tools.views.parts.reference import claim_link
from tests.sites import Element, Html, write_tiny
from tests.whole import assemble

# The extensions in mkdocs.yml, and those that MkDocs adds.
EXTENSIONS = (
    *("toc", "tables", "fenced_code", "abbr", "attr_list", "def_list", "admonition"),
    "md_in_html",
)
NOT_TAGS = {
    *("script", "iframe", "style", "object", "embed", "form", "input", "button", "link", "meta"),
    *("base", "math", "audio", "video", "template", "noscript", "textarea", "title", "frame"),
}

OF_A_CITATION = {"class", "type", "id", "popovertarget", "aria-label"}
SCHEMES = ("http", "https", "mailto")


@pytest.fixture(scope="module")
def renderer(tmp_path_factory: pytest.TempPathFactory) -> Renderer:
    root = write_tiny(tmp_path_factory.mktemp("prose") / "world")
    return assemble(Project(root)).renderer


def without_notes(html: str) -> str:
    """Return the HTML without notes, so that only the author's text remains."""
    while (start := html.find('<span class="note"')) >= 0:
        depth, end = 0, start
        for tag in re.finditer(r"<(/?)span\b[^>]*>", html[start:]):
            depth += -1 if tag[1] else 1
            if not depth:
                end = start + tag.end()
                break
        html = html[:start] + html[end:]
    return html


class Rendered(Html):
    """A page's HTML, without its notes, and its table of contents."""

    def __init__(self, renderer: Renderer, text: str, root: str = "") -> None:
        extension = FactsExtension(renderer)
        extension.page_root = root
        markdown = Markdown(
            extensions=[*EXTENSIONS, extension], extension_configs={"toc": {"permalink": True}}
        )
        self.html = markdown.convert(text)
        self.contents = markdown.toc_tokens  # type: ignore[attr-defined]
        self.whole = Html(self.html)
        super().__init__(without_notes(self.html))

    @property
    def notes(self) -> list[Element]:
        """The notes, in the order of the text."""
        return self.whole.all("span", **{"class": "note"})

    @property
    def marks(self) -> list[Element]:
        """The citation marks, in the order of the text."""
        return [
            element
            for element in self.elements
            if element.attributes.get("id", "").startswith("cite-")
        ]

    @property
    def numbers(self) -> list[str]:
        """The target of each citation mark."""
        return [
            mark.attributes.get("popovertarget") or mark.attributes["href"] for mark in self.marks
        ]

    @property
    def references(self) -> list[Element]:
        """The entries of the reference list."""
        return [
            element
            for element in self.all("li")
            if element.attributes.get("id", "").startswith("ref-")
        ]


@pytest.mark.parametrize(
    ("text", "around"),
    [
        ("Closed [@two-crossings].", ["p"]),
        ("- one\n- two [@two-crossings]", ["ul", "li"]),
        ("1. one [@two-crossings]", ["ol", "li"]),
        ("| a | b |\n| - | - |\n| c | d [@two-crossings] |", ["table", "tbody", "tr", "td"]),
        ("**closed [@two-crossings]**", ["p", "strong"]),
        ("*closed [@two-crossings]*", ["p", "em"]),
        ("> closed [@two-crossings]", ["blockquote", "p"]),
        ("term\n:   closed [@two-crossings]", ["dl", "dd"]),
        ('!!! note "Note"\n    closed [@two-crossings]', ["div", "p"]),
        ("## Closed [@two-crossings]", ["h2"]),
        ('<div markdown="1">\nclosed [@two-crossings]\n</div>', ["div", "p"]),
    ],
)
def test_a_citation_becomes_a_mark_wherever_there_is_text(
    renderer: Renderer, text: str, around: list[str]
) -> None:
    page = Rendered(renderer, text)
    (mark,) = page.marks
    assert [outer.tag for outer in mark.around] == [*around, "span"]
    # A heading has no note, because the contents repeat the heading. Its mark links to the list.
    in_heading = around == ["h2"]
    assert page.numbers == ["#ref-1" if in_heading else "note-1"]
    assert len(page.notes) == (0 if in_heading else 1)
    assert mark.text.endswith("1")
    assert mark.attributes["aria-label"] == "Note 1. The claim: Supported"
    assert "[@" not in page.text
    assert len(page.references) == 1


@pytest.mark.parametrize(
    ("text", "held"),
    [
        ("Lithuania closed two [@two-crossings].", ["two.1"]),
        ("Lithuania closed two[@two-crossings], it said.", ["two,1"]),
        ("(“Closed” [@two-crossings]!)", ["(“Closed”!)1"]),
        ("It closed\ntwo\n[@two-crossings]; it said.", ["two;1"]),
        ("Closed [@two-crossings] and open.", ["Closed1"]),
        # A line may break between two marks, because several marks may be longer than a line.
        ("Closed [@two-crossings] [@said-threat].", ["Closed.1", "2"]),
        ("Closed[@two-crossings][@said-threat].", ["Closed.1", "2"]),
        # A line may also break before the mark of a word that is nearly as long as a line.
        (f"{'long' * 6} [@two-crossings].", ["1."]),
        ("Closed *at once* [@two-crossings].", ["1."]),
        ("Fish & chips&nbsp;too [@two-crossings].", ["chips too.1"]),
        ("[@two-crossings]", ["1"]),
        ("- It closed two\n  [@two-crossings].", ["two.1"]),
        ("Closed two  <!-- x --> [@two-crossings].", ["two.1"]),
        (f"Closed two [@two-crossings]{'.' * 9}", ["two....1"]),
    ],
)
def test_a_citation_is_not_separated_from_the_word_before_it_or_the_punctuation_after_it(
    renderer: Renderer, text: str, held: list[str]
) -> None:
    page = Rendered(renderer, text)
    assert [element.text for element in page.all("span", **{"class": "with-citation"})] == held
    # No words are added or removed.
    said = Html(Markdown().convert(re.sub(r"\[@.*?\]", "", text))).text
    assert re.sub(r"[\d\s]", "", page.text).startswith(re.sub(r"\s", "", said))


def test_the_note_on_an_unknown_claim_may_be_broken_across_lines(
    renderer: Renderer,
) -> None:
    page = Rendered(renderer, "Closed two [@no-such-claim].")
    assert "two [unknown: no-such-claim]." in page.text
    assert not page.all("span", **{"class": "with-citation"})


def test_citations_are_numbered_in_order_and_a_claim_keeps_its_number(
    renderer: Renderer,
) -> None:
    page = Rendered(
        renderer,
        "One [@said-threat], two [@two-crossings], again [@said-threat].\n\n"
        "- [@later-step]\n- [@two-crossings]\n- [@said-threat]\n",
    )
    assert page.numbers == ["note-1", "note-2", "note-1", "note-3", "note-2", "note-1"]
    # A note appears once, where its claim is first cited.
    assert [note.attributes["id"] for note in page.notes] == ["note-1", "note-2", "note-3"]
    assert [mark.text[-1] for mark in page.marks] == ["1", "2", "1", "3", "2", "1"]
    assert len(page.whole.ids) == len(set(page.whole.ids))


def test_the_reference_list_links_to_each_claim_and_back_to_every_citation(
    renderer: Renderer,
) -> None:
    page = Rendered(
        renderer,
        "One [@said-threat], two [@two-crossings], again [@said-threat].\n\nOnce [@said-threat].",
        root="../",
    )
    assert [reference.attributes["id"] for reference in page.references] == ["ref-1", "ref-2"]
    leads = {
        entry.attributes["id"]: [
            link.attributes["href"] for link in page.all("a") if entry in link.around
        ]
        for entry in page.references
    }
    said, closed = leads["ref-1"], leads["ref-2"]
    assert said[0] == "../claims/said-threat.html"
    assert closed[0] == "../claims/two-crossings.html"
    back = [link for link in (*said, *closed) if link.startswith("#")]
    assert back == [
        f"#{mark.attributes['id']}" for mark in sorted(page.marks, key=lambda item: item.text[-1])
    ]
    assert len(back) == 4
    # An entry links to its claim and to its sources' own addresses.
    sources = [link for link in (*said, *closed) if not link.startswith(("#", "../claims/"))]
    assert sources
    assert all(link.startswith("https://") for link in sources)
    # The label of each back link names its target, and no two labels are equal.
    labels = [
        link.attributes["aria-label"]
        for link in page.all("a")
        if link.attributes["href"].startswith("#cite-")
    ]
    assert len(set(labels)) == 4


@pytest.mark.parametrize(
    "text",
    [
        "`[@two-crossings]`",
        "``a ` [@two-crossings]``",
        "```\n[@two-crossings]\n```",
        "~~~ text\n[@two-crossings]\n~~~",
        "Text\n\n    [@two-crossings]\n",
        "- item\n\n        [@two-crossings]\n",
    ],
)
def test_a_citation_in_code_is_left_unchanged(renderer: Renderer, text: str) -> None:
    page = Rendered(renderer, text)
    assert not page.marks
    assert not page.references
    (code,) = [element for element in page.all("code") if "[@two-crossings]" in element.text][-1:]
    assert code.text.endswith("[@two-crossings]")


def test_an_escaped_bracket_does_not_begin_a_citation(renderer: Renderer) -> None:
    page = Rendered(renderer, r"Write \[@two-crossings] to cite.")
    assert page.text == "Write [@two-crossings] to cite."


def test_an_unknown_claim_is_shown_as_unknown_without_a_number(renderer: Renderer) -> None:
    page = Rendered(renderer, "One [@no-such-claim], two [@two-crossings].\n\n## On [@nor-this]\n")
    assert "[unknown: no-such-claim]" in page.text
    assert "[unknown: nor-this]" in page.one("h2", id="on").text
    assert page.numbers == ["note-1"]
    assert len(page.references) == 1


def test_a_page_without_known_citations_has_no_reference_list(renderer: Renderer) -> None:
    page = Rendered(renderer, "# Title\n\nNothing cited, or [@no-such-claim].")
    assert "section" not in page.tags
    assert page.contents[0]["children"] == []


@pytest.mark.parametrize(
    "text",
    [
        "before\n\n<!-- facts: verdict-counts -->\n\nafter",
        "before\n<!-- facts: verdict-counts -->\nafter",
        "before\n\n   <!--facts:verdict-counts-->  \n\nafter",
    ],
)
def test_a_block_replaces_the_line_that_names_it(renderer: Renderer, text: str) -> None:
    page = Rendered(renderer, text, root="../")
    assert "section" in page.tags
    before, _, after = page.html.partition('<section class="tally"')
    assert "before" in before
    assert "after" in after
    assert "after" not in before
    assert not page.one("section", **{"class": "tally"}).around
    assert any(link.startswith("../claims.html#") for link in page.links())


def test_a_block_may_begin_or_end_a_page(renderer: Renderer) -> None:
    page = Rendered(renderer, "<!-- facts: doors -->\n# Title\n\n<!-- facts: verdict-counts -->")
    order = [element.tag for element in page.elements if element.tag in ("ul", "h1", "section")]
    assert order[0] == "ul"
    assert order.index("h1") < order.index("section")


def test_the_date_of_the_last_check_is_taken_from_the_claims_cited_above(
    renderer: Renderer,
) -> None:
    block = "<!-- facts: last-checked -->"
    page = Rendered(renderer, f"{block}\n\nClosed [@two-crossings].\n\n{block}")
    before, _, after = page.html.partition("Closed")
    assert "cites a record" in before
    assert "on 22 November 2026." in after
    page = Rendered(renderer, "<!-- facts: sources-read -->\n\nClosed [@two-crossings].")
    assert "in November 2026." in page.html.partition("Closed")[0]


def test_on_a_page_in_another_language_blocks_and_references_declare_their_language(
    renderer: Renderer,
) -> None:
    extension = FactsExtension(renderer)
    extension.own_lang = "de"
    html = Markdown(extensions=[extension]).convert("Zu [@two-crossings].\n\n<!-- facts: doors -->")
    page = Html(html)
    assert page.one("section").attributes["lang"] == "en"
    assert page.all("ul")[0].around[-1].attributes["lang"] == "en"
    assert [element.attributes.get("lang") for element in page.all("div")] == ["en"]
    assert not Rendered(renderer, "Closed [@two-crossings].").one("section").attributes.get("lang")


def test_a_block_in_code_is_left_unchanged(renderer: Renderer) -> None:
    page = Rendered(
        renderer, "```\n<!-- facts: doors -->\n```\n\n`<!-- facts: doors -->`\n\n    x\n"
    )
    assert [code.text for code in page.all("code")] == ["<!-- facts: doors -->"] * 2 + ["x"]


def test_an_unknown_block_is_shown_as_unknown(renderer: Renderer) -> None:
    page = Rendered(renderer, "before\n\n<!-- facts: no-such-block -->\n\nafter")
    assert page.text == "before [unknown: block no-such-block] after"


@pytest.mark.parametrize(
    "text",
    [
        '<span class="facts-cite-two-crossings"></span>',
        '<span class="facts-cite-no-such-claim"></span>',
        '<div class="facts-embed-doors"></div>',
        '<div class="facts-embed-no-such-block"></div>',
    ],
)
def test_raw_html_adds_no_citation_that_the_check_does_not_read(
    renderer: Renderer, text: str
) -> None:
    page = Rendered(renderer, f"Text.\n\n{text}\n")
    assert (page.marks, page.references, page.all("strong"), page.all("a")) == ([], [], [], [])


@pytest.mark.parametrize(
    "text",
    [
        "# T [@two-crossings]\n\n- [@two-crossings]\n\n<!-- facts: doors -->\n",
        "<kbd title='[@two-crossings]'>x</kbd>\n",
        "[x](https://x.example '[@two-crossings]') ![[@two-crossings]](x.png)\n",
        "X\n\n*[X]: [@two-crossings]\n",
    ],
)
def test_a_page_is_the_same_each_time_it_is_made(renderer: Renderer, text: str) -> None:
    page = Rendered(renderer, text)
    assert OWN not in page.html
    assert OWN not in "".join(content["name"] + content["id"] for content in page.contents)


def test_the_name_and_id_of_a_heading_omit_its_citation(renderer: Renderer) -> None:
    page = Rendered(
        renderer, "# Title [@two-crossings]\n\n## Who & *what*? [@said-threat]\n\nText."
    )
    (title,) = page.contents
    (heading, references) = title["children"]
    assert (title["id"], title["name"]) == ("title", "Title")
    assert (heading["id"], heading["name"]) == ("who-what", "Who &amp; what?")
    assert (references["id"], references["name"]) == ("references", "References")
    # The list appears once, at the end, and the entry in the contents links to the list.
    assert page.ids.count("references") == 1
    assert len(page.references) == 2
    assert [mark.around[-2].tag for mark in page.marks] == ["h1", "h2"]


def test_headings_without_latin_letters_and_repeated_headings_keep_their_addresses(
    renderer: Renderer,
) -> None:
    page = Rendered(renderer, "# Почему\n\n## Что было\n\n## Later\n\n## Later\n")
    (title,) = page.contents
    linked = [title["id"], *(child["id"] for child in title["children"])]
    assert len(set(linked)) == 4
    assert set(linked) <= set(page.ids)


def test_the_reference_list_is_in_the_table_of_contents_with_or_without_headings(
    renderer: Renderer,
) -> None:
    without_title = Rendered(renderer, "## One\n\nText [@two-crossings].\n\n## Two\n")
    names = [entry["name"] for entry in without_title.contents]
    assert names == ["One", "Two", "References"]
    without_headings = Rendered(renderer, "Text [@two-crossings].")
    assert [entry["name"] for entry in without_headings.contents] == ["References"]


HOSTILE = [
    '<p onclick="alert(1)">text</p>',
    "text\n{: onclick=alert(1) }",
    "[text](index.html){ onmouseover=alert(1) }",
    "# text {: onload=alert(1) onclick=alert(2) }",
    '<p style="position:fixed">text</p>',
    "text\n{: style=position:fixed }",
    "<style>body { display: none }</style>\n\ntext",
    "[text](javascript:alert(1))",
    "[text](JaVaScRiPt:alert(1))",
    "[text](java&#115;cript:alert(1))",
    "[text](&#x6A;avascript&colon;alert(1))",
    "[text]( data:text/html,<script>alert(1)</script>)",
    "[text](vbscript:x)",
    "[text](index.html){ href=javascript:alert(1) }",
    "[text][x]\n\n[x]: javascript:alert(1)",
    "<javascript:alert(1)>text",
    '<a href="java\tscript:alert(1)">text</a>',
    "![text](javascript:alert(1))",
    "<img src=x onerror=alert(1)>text",
    "<script>alert(1)</script>\n\ntext",
    "text <script>alert(1)</script>",
    "<scr<script>ipt>alert(1)</script>\n\ntext",
    "<SCRIPT SRC=//x.example/x.js></SCRIPT>\n\ntext",
    "<svg><script>alert(1)</script></svg>\n\ntext",
    "<svg onload=alert(1)>text</svg>",
    "<math><mi xlink:href=javascript:alert(1)>y</mi></math>\n\ntext",
    "<iframe src=https://x.example></iframe>\n\ntext",
    "<object data=x></object><embed src=x>\n\ntext",
    "<form action=https://x.example><input name=q><button>text</button></form>",
    "<link rel=stylesheet href=https://x.example/x.css>\n\ntext",
    "<base href=https://x.example/>\n\ntext",
    "<meta http-equiv=refresh content=0;url=https://x.example>\n\ntext",
    '<div id="__config">text</div>',
    "text\n{: #__search }",
    '<label for="__drawer">text</label>',
    '<div class="md-overlay">text</div>',
    "text\n{: .md-header .md-search__overlay }",
    '<div data-md-component="search">text</div>',
    "text\n{: data-md-component=search }",
    "<template><p>x</p></template>\n\ntext",
    "<noscript><p title='</noscript><img src=x onerror=alert(1)>'>text</noscript>",
    "*[text]: <img src=x onerror=alert(1)>\n\ntext",
    '!!! note "<img src=x onerror=alert(1)>"\n    text',
    "<!-- <script>alert(1)</script> -->\n\ntext",
]


@pytest.mark.parametrize("text", HOSTILE)
def test_no_text_that_runs_code_or_imitates_the_frame_reaches_a_page(
    renderer: Renderer, text: str
) -> None:
    page = Rendered(renderer, text)
    assert harm_in(page) == []
    assert not page.comments
    # The words of the page are kept.
    assert "text" in page.text or page.all("img")


def is_citation(element: Element) -> bool:
    """Return whether the element is the button of a citation, which only opens its note."""
    return (
        element.attributes.get("class") == "citation" and set(element.attributes) <= OF_A_CITATION
    )


def harm_in(page: Html) -> list[str]:
    """Return everything that could run, change the page's style or imitate the theme's frame."""
    found = [
        element.tag
        for element in page.elements
        if element.tag in NOT_TAGS and not is_citation(element)
    ]
    for element in page.elements:
        for name, value in element.attributes.items():
            # Browsers ignore tabs and line breaks in an address, and spaces around it.
            seen = re.sub(r"[\t\r\n]", "", value).strip("".join(map(chr, range(33)))).casefold()
            scheme = re.match(r"[a-z][a-z0-9+.-]*(?=:)", seen)
            harmful = (
                name.startswith(("on", "data-md", "style", "srcdoc", "form", "xlink"))
                or (name in ("href", "src") and scheme and scheme[0] not in SCHEMES)
                or (name == "id" and value.startswith("__"))
                or (name == "class" and any(word.startswith("md-") for word in value.split()))
            )
            if harmful:
                found.append(f"{element.tag} {name}={value}")
    return found


def test_the_check_for_harmful_html_detects_it() -> None:
    hostile = Html(
        '<p onclick=x><a href=" javascript:x"><i style=x></i><b id=__x class="a md-b"></b><script>'
    )
    assert len(harm_in(hostile)) == 6
    assert harm_in(Html('<a href="../x.html#a:b" class="amd-x" id="x__">')) == []


def test_harmless_markdown_is_rendered_in_full(renderer: Renderer) -> None:
    page = Rendered(
        renderer,
        "# Title\n\n*one* **two** `three` [four](https://x.example/?a=b&c=d) "
        '[five](other.md "hint") ![six](six.png)\n\n'
        "1. eight\n2. nine\n\n> seven\n\n- ten\n\n---\n\n```python\neleven = 1\n```\n\n"
        "| a | b |\n|:--|--:|\n| c | d |\n\nterm\n:   twelve\n\n"
        '!!! warning "Thirteen"\n    fourteen\n\nAn abbreviation: EDTF.\n\n*[EDTF]: a date form\n\n'
        "Own class and id.\n{: .lead #own }\n\n"
        '<details open><summary>More</summary><p lang="lt" dir="auto">fifteen</p></details>\n\n'
        '<time datetime="2023-08">August</time>\n\n<mail@x.example>\n',
    )
    kept = {
        *("h1", "em", "strong", "code", "a", "img", "blockquote", "ol", "ul", "li", "hr", "pre"),
        *("table", "thead", "th", "td", "dl", "dt", "dd", "abbr", "details", "summary", "time"),
    }
    assert kept <= page.tags
    links = [link.attributes["href"] for link in page.all("a")]
    assert "https://x.example/?a=b&c=d" in links
    assert "mailto:mail@x.example" in links
    assert page.one("a", title="hint").attributes["href"] == "other.md"
    assert page.one("img").attributes == {"alt": "six", "src": "six.png"}
    assert page.one("p", id="own").attributes["class"] == "lead"
    assert page.one("abbr").attributes["title"] == "a date form"
    assert page.one("p", lang="lt").attributes["dir"] == "auto"
    assert "open" in page.one("details").attributes
    assert page.one("time").attributes["datetime"] == "2023-08"


FRAGMENTS = [
    *("<script>", "</script>", "<svg onload=", "<img src=x onerror=", "<a href=", "<iframe src="),
    *("onclick=", 'onclick="', "style=", "{ onclick=x }", "{: #__config .md-nav onclick=x }"),
    *("](javascript:", "](", "[", "!", "[x]: javascript:y", "java\tscript:", "&#106;avascript:"),
    *("[@two-crossings]", "[@no-such]", "<!-- facts: doors -->", "<!--", "-->", "<![CDATA[", "]]>"),
    *("`", "```", "~~~", '"', "'", ">", "<", "&lt;", "&", "\\", "|", "|-|-|", "# ", "## ", "!!! "),
    *("\n", "\n\n", "    ", "\t", "- ", "> ", ":   ", "*[x]: ", "***", "__", "<div markdown=1>"),
    *(f'<span class="{OWN}-cite-two-crossings">', f'<div class="{OWN}-embed-doors">', "</div>"),
    *("\ue000body\ue001", "\x02wzxhzdk:0\x03", "\x02amp\x03", "x", "text", "</title>", "<math>"),
    *("<style>", "</style>", "<noscript>", "<template>", "<textarea>", "<select>", "<p", "/>", "="),
]


@settings(max_examples=300, deadline=None)
@given(st.lists(st.sampled_from(FRAGMENTS) | st.text(max_size=8), max_size=24).map("".join))
def test_no_prose_can_add_a_script_to_a_page(renderer: Renderer, text: str) -> None:
    page = Rendered(renderer, text)
    assert harm_in(page) == []
    assert "<script" not in page.html.casefold()
    waiting = list(page.contents)
    while waiting:
        entry = waiting.pop()
        waiting.extend(entry["children"])
        # The theme prints names unescaped.
        assert Html(entry["name"]).tags == set()


def test_text_from_records_is_shown_as_text(tmp_path: Path) -> None:
    hostile = "<script>alert(1)</script>\"' onclick=x {{7*7}}"
    root = write_tiny(tmp_path / "world")
    claim = root / "facts/claims/borders/two-crossings.yaml"
    claim.write_text(
        claim.read_text().replace(
            "claim: Lithuania closed two of its six road crossings with Belarus on 18 August 2023.",
            f"claim: >-\n  {hostile}",
        )
        + "waive:\n  supported-numbers: The payload is made.\n"
    )
    site = assemble(Project(root))
    assert not site.checked.report.errors
    page = Rendered(site.renderer, "Cited [@two-crossings].")
    assert harm_in(page) == []
    (entry,) = page.references
    assert hostile in entry.text


@pytest.mark.parametrize(
    "text",
    [
        r"Closed \\[@two-crossings].".replace("\\\\", "\\"),
        'A [link](https://x.example "[@two-crossings]").',
        "A word.\n\n*[word]: [@two-crossings]",
        "[a]\n\n[a]: https://x.example '[@two-crossings]'",
    ],
)
def test_a_citation_that_no_reader_sees_is_reported(
    renderer: Renderer, caplog: pytest.LogCaptureFixture, text: str
) -> None:
    prose, _ = read_prose("content/x.md", "x.md", text)
    assert prose is not None
    assert len(prose.citations) == 1
    extension = FactsExtension(renderer)
    extension.counted = prose.citations
    Markdown(extensions=[*EXTENSIONS, extension]).convert(text)
    assert "No reader sees this citation of two-crossings" in caplog.text
    assert "content/x.md:" in caplog.text


def test_a_visible_citation_is_not_reported(
    renderer: Renderer, caplog: pytest.LogCaptureFixture
) -> None:
    text = "Closed [@two-crossings], again [@two-crossings]."
    prose, _ = read_prose("content/x.md", "x.md", text)
    assert prose is not None
    extension = FactsExtension(renderer)
    extension.counted = prose.citations
    Markdown(extensions=[*EXTENSIONS, extension]).convert(text)
    assert caplog.text == ""


@pytest.mark.parametrize(
    "address",
    [
        "//x",
        "/\\x",
        "\\/x",
        "\\\\x",
        "/&#9;/x",
        "/&#13;/x",
        "/&#10;\\x",
        "&#1;//x",
        " &#9; //x",
        "ht&#9;tps://x",
        "h&#10;ttp:x",
        "&#31;data:,x",
    ],
)
def test_no_spelling_of_an_address_loads_an_image_from_another_site(address):
    assert "src" not in cleaned(f'<img src="{address}" alt="a">')


def test_an_image_on_the_site_is_kept():
    assert cleaned('<img src="../a/b.png">') == '<img src="../a/b.png">'


def test_a_note_gives_the_short_finding_before_the_verdict(renderer: Renderer) -> None:
    """A verdict beside the short finding would seem to be a verdict on the finding."""
    link = claim_link(renderer.ledger, renderer.ledger.claims["later-step"])
    html = Rendered(renderer, "A closed road [@later-step].").html
    always_shown = Html(html[html.index('<span class="note"') : html.index('class="note__more"')])
    places = [
        always_shown.text.index(part) for part in (link.brief, link.verdict.label, link.claim)
    ]
    assert places == sorted(places)
    judged = always_shown.one("span", **{"class": "note__claim"})
    assert link.claim in judged.text
    assert link.brief not in judged.text
