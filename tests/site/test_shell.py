"""Tests that page shells are split at their placeholders, which values replace."""

from html import escape

import pytest

from build_tools.pages import Heading, Page
from build_tools.site.shell import Marks, PageMeta, Shell, fill_shell
from tests.sites import Html

MARKS = Marks()
THEME = (
    f"<title>{MARKS.title} - Site</title><meta name=description content='{MARKS.description}'>"
    f"<link rel=canonical href='{MARKS.canonical}'><a href='{MARKS.edit}'>Edit</a>"
    f"<h2>{MARKS.title}</h2><ul>{MARKS.contents}</ul><main>{MARKS.body}</main>"
)
# The placeholders of shells, templates, formats and patterns.
TRICKY = (
    f"{MARKS.body}{MARKS.title} \ue000 \ue001 {{{{ x }}}} {{% raw %}} {{body}} %(body)s %s $body "
    r"\1 \g<body> &amp;"
)


def page(path: str = "claims/x.html", **values: object) -> Page:
    plain = {
        "kind": "claim",
        "path": path,
        "title": "Title",
        "description": "Description",
        "body": "<p>Body</p>",
        "record": "facts/claims/a/x.yaml",
        "headings": (),
        "search": "",
        "menu": "",
        "under": "claims.html",
    }
    return Page(**{**plain, **values})  # type: ignore[arg-type]


def html_of(one: Page, canonical: str = "https://x/", edit: str = "https://e/") -> str:
    meta = PageMeta(canonical, edit, "@online{x}", "https://r/", "mailto:x")
    return fill_shell(Shell.cut(THEME, MARKS), one, meta).decode()


def test_a_page_shell_is_split_at_its_placeholders() -> None:
    shell = Shell.cut(THEME, MARKS)
    assert shell.names == (
        *("title", "description", "canonical", "edit", "title", "contents", "body"),
    )
    assert len(shell.pieces) == len(shell.names) + 1
    assert shell.pieces[0] == b"<title>"
    assert shell.pieces[-1] == b"</main>"
    assert "\ue000".encode() not in b"".join(shell.pieces)


def test_each_value_replaces_its_placeholder() -> None:
    html = html_of(page(headings=(Heading("one", "One"), Heading("two", "Two"))))
    read = Html(html)
    assert read.one("title").text == "Title - Site"
    assert read.one("h2").text == "Title"
    assert read.one("meta").attributes["content"] == "Description"
    assert read.one("link").attributes["href"] == "https://x/"
    assert read.one("main").text == "Body"
    # The contents have an entry for each heading, next to the edit link.
    assert [(link.attributes["href"], link.text) for link in read.all("a")] == [
        ("https://e/", "Edit"),
        ("#one", "One"),
        ("#two", "Two"),
    ]
    assert "\ue000" not in html


def test_a_value_that_looks_like_a_placeholder_is_inserted_unchanged() -> None:
    html = html_of(
        page(
            title=TRICKY,
            description=TRICKY,
            body=f"<p>{escape(TRICKY)}</p>",
            headings=(Heading("one", TRICKY),),
        ),
    )
    read = Html(html)
    shown = " ".join(TRICKY.split())
    assert read.one("title").text == f"{shown} - Site"
    assert read.one("h2").text == shown
    assert read.one("meta").attributes["content"] == TRICKY
    assert read.one("main").text == shown
    assert read.one("a", href="#one").text == shown


def test_plain_values_are_escaped_but_the_body_is_not() -> None:
    hostile = "</title><script>x</script>\"' onclick=x &lt;"
    read = Html(
        html_of(
            page(
                title=hostile,
                description=hostile,
                body="<b>bold</b>",
                headings=(Heading('"><b>', hostile),),
            ),
            canonical=f"https://x/{hostile}",
            edit=f"https://e/{hostile}",
        )
    )
    assert "script" not in read.tags
    assert read.one("title").text == f"{hostile} - Site"
    assert read.one("meta").attributes == {"name": "description", "content": hostile}
    assert read.one("link").attributes["href"] == f"https://x/{hostile}"
    assert [link.attributes["href"] for link in read.all("a")] == [
        f"https://e/{hostile}",
        '#"><b>',
    ]
    assert read.one("b").text == "bold"


def test_letters_of_all_scripts_are_written_as_utf_8() -> None:
    read = Html(html_of(page(title="Аляксандр 中国 Kuźnica", body="<p>مينسك</p>")))
    assert read.one("h2").text == "Аляксандр 中国 Kuźnica"
    assert read.one("main").text == "مينسك"


@pytest.mark.parametrize(
    "html",
    [
        "",
        "<main></main>",
        f"<h1>{MARKS.title}</h1>",
        THEME.replace(MARKS.body, "{{ page.content }}"),
    ],
)
def test_a_shell_without_a_placeholder_for_the_body_is_refused(html: str) -> None:
    with pytest.raises(ValueError, match="place for the body"):
        Shell.cut(html, MARKS)


def test_a_shell_with_an_unknown_placeholder_is_refused() -> None:
    with pytest.raises(ValueError, match=r"odd marks.*nonsense"):
        Shell.cut(THEME + "\ue000nonsense\ue001", MARKS)
