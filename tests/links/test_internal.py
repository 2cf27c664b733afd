"""Tests that our check of a built site reports every kind of error at its location."""

from pathlib import Path

import pytest

from build_tools.facts.project import Project
from build_tools.links.internal import MAX_ERRORS, MAX_HINTS, check
from tests.snapshots import run

HEAD = """<!doctype html>
<html lang="en"><head><title>A page</title>
<link rel="canonical" href="https://facts.example/way/{path}">
<link rel="stylesheet" href="{root}assets/facts.css">
</head><body>
<nav id="menu" aria-label="Menu"><a href="{root}index.html">Home</a></nav>
<p><a href="{root}claims/one.html#evidence">One</a> <a href="#menu">Menu</a></p>
<p><a href="#top">Top</a></p>
<label for="search">Search</label> <input id="search" name="q">
"""


def page(path: str, body: str = "") -> str:
    root = "../" * path.count("/")
    return HEAD.format(path=path, root=root) + body + "\n</body></html>\n"


def write(site: Path, body: str = "", more: dict[str, str] | None = None) -> Path:
    """Write a site with a few pages. ``body`` is the body of claims/two.html."""
    files = {
        "index.html": page("index.html").replace("way/index.html", "way/"),
        "claims/one.html": page("claims/one.html", '<h2 id="evidence">Evidence</h2>'),
        "claims/two.html": page("claims/two.html", body),
        "claims/three.html": page("claims/three.html"),
        "404.html": page("404.html").replace('href="assets', 'href="/way/assets'),
        "assets/facts.css": "p { background: url(mark.svg) }\n",
        "assets/mark.svg": "<svg/>",
        "data/facts.json": "{}",
        **(more or {}),
    }
    for path, text in files.items():
        (site / path).parent.mkdir(parents=True, exist_ok=True)
        (site / path).write_text(text, encoding="utf-8")
    return site


GOOD = """
<a href="one.html">x</a> <a href='one.html'>x</a> <a href=one.html>x</a>
<a HREF = "./one.html">x</a>
<a href="../claims/one.html?x=1#evidence">x</a> <a href="/way/claims/one.html">x</a>
<a href="https://facts.example/way/data/facts.json">x</a> <a href="../">x</a> <a href="">x</a>
<a href="https://facts.example/way">x</a> <a href="https://facts.example/elsewhere">x</a>
<a href="http://[x/">x</a> <a href="HTTP://FACTS.example/way/claims/one.html?a=1#evidence">x</a>
<a href="https://elsewhere.example/nowhere">x</a> <a href="mailto:a@example.org">x</a>
<a href="one.html#:~:text=words">x</a> <a href="one.html#evi%64ence">x</a>
<!-- <a href="commented.html"> <p id="menu"> -->
<script>var x = '<a href="scripted.html" id="menu">'</script>
<code>&lt;a href="shown.html" id="menu"&gt; src=&quot;x&quot;</code>
<p title='<a href="quoted.html" id="menu">'>x</p>
<p id="caf&eacute;"><a href="#caf%C3%A9">x</a></p><a name="old"></a><a href="#old">x</a>
<img src="../assets/mark.svg" srcset="../assets/mark.svg 1x, ../assets/mark.svg 2x">
"""

# Each row: markup with an error, and a part of the message.
ERRORS = {
    '<a href="none.html">x</a>': "none.html leads to claims/none.html",
    '<a href="One.html">x</a>': "One.html leads to claims/One.html",
    "<a href='none.html'>x</a>": "none.html leads to claims/none.html",
    "<a href=none.html>x</a>": "none.html leads to claims/none.html",
    '<A HREF="none.html">x</A>': "none.html leads to claims/none.html",
    '<a class="x"\n   href = "none.html">x</a>': "none.html leads to claims/none.html",
    '<a title="a > b" href="none.html">x</a>': "none.html leads to claims/none.html",
    '<a href="no&amp;ne.html">x</a>': "no&ne.html leads to claims/no&ne.html",
    '<a href="../../one.html">x</a>': "../../one.html leads out of the site",
    '<a href="/claims/one.html">x</a>': "/claims/one.html leads out of the site",
    '<a href="one.html">x</a> <a href="/one.html">x</a>': "/one.html leads out of the site",
    '<a href="?a=1#none">x</a>': '"none", which this page does not have',
    "<!-- --><a href='n&#111;ne.html'>x</a>": "none.html leads to claims/none.html",
    '<a href="/way/none.html">x</a>': "/way/none.html leads to none.html",
    '<a href="https://facts.example/way/none.html">x</a>': "leads to none.html",
    '<a href="http://facts.example/way/none.html">x</a>': "leads to none.html",
    '<a href="//facts.example/way/none.html">x</a>': "leads to none.html",
    '<a href="HTTPS://Facts.Example/way/none.html#a">x</a>': "leads to none.html",
    '<a href="https://FACTS.example/way/none.html">x</a>': "leads to none.html",
    '<a href="https://facts.\texample/way/none.html">x</a>': "leads to none.html",
    '<a href="../data/">x</a>': "../data/ leads to data/index.html",
    '<a href="#evidence">x</a>': '"evidence", which this page does not have',
    '<a href="one.html#none">x</a>': '"none", which claims/one.html does not have',
    '<a href="../index.html#evidence">x</a>': '"evidence", which index.html does not have',
    '<script src="none.js"></script>': "none.js leads to claims/none.js",
    '<img src="none.png">': "none.png leads to claims/none.png",
    '<img srcset="../assets/mark.svg 1x, none.png 2x">': "none.png leads to",
    '<video poster="none.png"></video>': "none.png leads to claims/none.png",
    '<link rel="alternate" href="one.json">': "one.json leads to claims/one.json",
    '<form action="none.html"></form>': "none.html leads to claims/none.html",
    '<object data="none.svg"></object>': "none.svg leads to claims/none.svg",
    '<meta http-equiv="refresh" content="0; url=none.html">': "none.html leads to",
    '<meta property="og:image" content="https://facts.example/way/no.png">': "leads to no.png",
    "<style>p { background: url('none.png') }</style>": "none.png leads to claims/none.png",
    '<p id="menu">x</p>': 'The id "menu" is already used',
    "<p id=menu>x</p>": 'The id "menu" is already used',
    '<label for="none">x</label>': '"none", which this page does not have',
    '<p aria-labelledby="menu none">x</p>': '"none", which this page does not have',
    '<button popovertarget="none">x</button>': '"none", which this page does not have',
}


def test_a_site_without_broken_links_has_no_errors(tmp_path: Path) -> None:
    assert check(write(tmp_path)).diagnostics == ()
    assert check(write(tmp_path, GOOD)).diagnostics == ()


@pytest.mark.parametrize("planted", ERRORS)
def test_only_the_planted_error_is_reported_at_its_line(tmp_path: Path, planted: str) -> None:
    body = f"{GOOD}\n{planted}\n"
    (diagnostic,) = check(write(tmp_path, body)).diagnostics
    assert ERRORS[planted] in diagnostic.message
    assert diagnostic.hint
    whole = page("claims/two.html", body)
    assert diagnostic.span.path == "claims/two.html"
    first = whole[: whole.index(planted)].count("\n") + 1
    assert first <= diagnostic.span.line <= first + planted.count("\n")


def test_a_base_element_changes_the_target_of_relative_addresses(tmp_path: Path) -> None:
    for quote in "\"'":
        body = f'<base href={quote}../data/{quote}><a href="one.html">x</a>'
        (diagnostic,) = check(write(tmp_path, body)).diagnostics
        assert "one.html leads to data/one.html" in diagnostic.message


def test_file_names_with_percent_or_hash_need_escaped_addresses(tmp_path: Path) -> None:
    odd = {"claims/a%41.html": "<p>x</p>", "claims/a#b.html": "<p>x</p>"}
    body = '<a href="a%41.html">x</a> <a href="a#b.html">x</a>'
    diagnostics = check(write(tmp_path, body, odd)).diagnostics
    assert [error.message.split(",")[0] for error in diagnostics] == [
        "a%41.html leads to claims/aA.html",
        "a#b.html leads to claims/a",
    ]


def test_an_error_at_the_end_of_a_long_page_is_reported(tmp_path: Path) -> None:
    (diagnostic,) = check(
        write(tmp_path, f'{"long " * 300_000}<a href="none.html">x</a>')
    ).diagnostics
    assert "none.html" in diagnostic.message


def test_an_error_has_the_right_line_beyond_the_limit_of_libxml2(tmp_path: Path) -> None:
    for end in ("", "<b>x</b>"):
        body = "<p>x</p>" + "\n" * 70_000 + f'<a href="none.html">x</a>\n<img src="no.png">{end}'
        diagnostics = check(write(tmp_path, body)).diagnostics
        start = page("claims/two.html").count("\n") - 1
        assert [error.span.line - start for error in diagnostics] == [70_000, 70_001]


def test_a_page_with_too_many_nested_elements_is_reported(tmp_path: Path) -> None:
    (diagnostic,) = check(write(tmp_path, "<div>" * 3000 + '<a href="none.html">x</a>')).diagnostics
    assert (diagnostic.rule, diagnostic.span.path) == ("inside-link", "claims/two.html")


def test_an_id_on_a_different_page_is_not_a_target(tmp_path: Path) -> None:
    body = '<h2 id="own">x</h2>\n<a href="#own">x</a>\n<label for="own">x</label>'
    more = {"claims/a.html": page("claims/a.html", body), "claims/b.html": page("claims/b.html")}
    assert not check(write(tmp_path, body, more)).diagnostics
    more["claims/b.html"] = page("claims/b.html", body.partition("\n")[2])
    more["claims/c.html"] = page("claims/c.html", '<a href="two.html">x</a>' + body + body)
    diagnostics = check(write(tmp_path, body, more)).diagnostics
    assert [(error.span.path, error.rule) for error in diagnostics] == [
        *[("claims/b.html", "anchor")] * 2,
        ("claims/c.html", "one-id"),
    ]


def test_an_id_in_text_or_comments_is_not_a_target(tmp_path: Path) -> None:
    for hidden in (
        '<code>&lt;p id="shown"&gt;</code>',
        '<!-- <p id="shown"> -->',
        "<script>x = '<p id=\"shown\">'</script>",
        "<p title='<p id=\"shown\">'>x</p>",
    ):
        (diagnostic,) = check(write(tmp_path, f'{hidden}\n<a href="#shown">x</a>')).diagnostics
        assert 'the id "shown"' in diagnostic.message, hidden


def test_hints_name_similar_targets(tmp_path: Path) -> None:
    links = '<a href="thre.html">x</a> <a href="one.html#evidense">x</a> <a href="One.html">x</a>'
    hints = [error.hint for error in check(write(tmp_path, links)).diagnostics]
    assert [hint.split("?")[0] for hint in hints] == [
        "Did you mean claims/three.html",
        "Did you mean evidence",
        "Did you mean claims/one.html",
    ]


def test_style_sheets_and_the_sitemap_are_checked(tmp_path: Path) -> None:
    sitemap = "<urlset><url><loc>https://facts.example/way/none.html</loc></url></urlset>"
    style = "/* url(no.png) */\np { background: url(none.png) } @import 'more.css';"
    diagnostics = check(write(tmp_path, "", {"sitemap.xml": sitemap, "assets/facts.css": style}))
    assert [(error.span.path, error.span.line) for error in diagnostics] == [
        ("assets/facts.css", 2),
        ("assets/facts.css", 2),
        ("sitemap.xml", 1),
    ]


def test_a_broken_link_on_every_page_is_reported_on_the_first_five(tmp_path: Path) -> None:
    names = [f"claims/more-{number:02}.html" for number in range(30)]
    more = {name: page(name, '<a href="no.html">x</a>') for name in names}
    diagnostics = check(write(tmp_path, "", more)).diagnostics
    assert [error.span.path for error in diagnostics] == names[:5]


def test_both_checks_print_each_error_and_the_command_exits_with_1(folder: Path) -> None:
    site = write(folder / "site", '<a href="none.html">x</a>')
    done = run(Project(folder), "links", str(site))
    assert done.exit_code == 1
    assert "claims/two.html:10:10: error[inside-link]: none.html leads to claims/none.html" in (
        done.output
    )
    assert "Our own check: one error." in done.output
    write(site, '<a href="two.html">x</a>')
    done = run(Project(folder), "links", str(site))
    assert done.exit_code == 0, done.output
    assert "linkchecker: no errors." in done.output


def test_a_folder_that_is_not_a_site_is_an_error(tmp_path: Path) -> None:
    done = run(Project(tmp_path), "links", str(tmp_path))
    assert isinstance(done.exit_code, int) and done.exit_code != 0


def test_addresses_in_unusual_style_sheets_are_found(tmp_path: Path) -> None:
    style = (
        "a { background: url( 'no.png' ) url(url(also.png) } /* url(x.png) */\n"
        'b { background: url() } @import\t"none.css"; /* url(never-ended.png)'
    )
    diagnostics = check(write(tmp_path, "", {"assets/facts.css": style}))
    addresses = [error.message.partition(" ")[0] for error in diagnostics]
    assert addresses == ["no.png", "also.png", "none.css"]


def test_an_id_in_a_long_tag_is_found(tmp_path: Path) -> None:
    long = f'<p id="far" title="{"x" * 5000}">x</p> <a href="#far">x</a>'
    assert not check(write(tmp_path, long)).diagnostics
    assert check(write(tmp_path, long + '<p id="far">x</p>')).diagnostics


def test_the_check_stops_after_a_thousand_errors(
    tmp_path: Path,
) -> None:
    links = [f'<a href="on-{number}.html">x</a>' for number in range(MAX_ERRORS)]
    site = write(tmp_path, "\n".join(links))
    diagnostics = list(check(site))
    assert len(diagnostics) == MAX_ERRORS
    assert not [error for error in diagnostics if "more than" in error.message]
    # Making a hint examines all files, so only the first few errors have hints.
    meant = [error for error in diagnostics if error.hint.startswith("Did you mean")]
    assert len(meant) == MAX_HINTS
    (site / "index.html").write_text(page("index.html", '<a href="more.html">x</a>'))
    diagnostics = list(check(site))
    assert len(diagnostics) == MAX_ERRORS + 1
    (last,) = (error for error in diagnostics if "more than" in error.message)
    assert last.span.path == "index.html"
