"""Tests pages from templates: escaping, links, and the locations of errors."""

from collections.abc import Callable
from itertools import chain
from urllib.parse import urlsplit

import pytest

from build_tools.facts.diagnostics import Diagnostic
from build_tools.facts.project import Project
from tests.conftest import PROJECT, TINY
from tests.hostile import hostile, hostile_world
from tests.sites import Html, inner_links
from tests.whole import Whole, assemble

World = Callable[..., Project]

CLAIM = "templates/pages/claim.html.j2"
# Pages that every page's header or footer links to.
FRAMED = ("search.html", "contribute.html", "corrections.html", "data.html")
CLAIM_TEXT = (PROJECT / CLAIM).read_text(encoding="utf-8")
# Months have pages only if the timeline is longer than a page: see test_long_lists.py. Articles
# have pages only if there are several: see test_several_articles.py.
KINDS = {
    name
    for path in (PROJECT / "templates" / "pages").glob("*.j2")
    if (name := path.name.split(".")[0]) not in ("month", "article", "articles")
}


def faults_of(site: Whole) -> list[Diagnostic]:
    return [diagnostic for diagnostic in site.checked.report if diagnostic.rule == "template"]


def test_the_tiny_world_makes_every_kind_of_page_without_errors(world: World) -> None:
    site = assemble(world())
    assert list(site.checked.report) == []
    assert {page.kind for page in site.pages} == KINDS
    for page in site.pages:
        assert page.title, page.path
        assert page.description, page.path
        html = Html(page.body)
        assert [element.text for element in html.all("h1")] == [page.title], page.path
        assert len(html.ids) == len(set(html.ids)), page.path
        # The shell contains all scripts, so the bodies contain none.
        assert not html.tags & {"script", "style", "iframe"}, page.path


def test_every_record_has_a_page_and_every_record_page_has_a_record(world: World) -> None:
    project = world()
    site = assemble(project)
    paths = {page.path for page in site.pages}
    ledger = site.checked.ledger
    for folder in ("claims", "sources", "countries", "people", "organisations", "places"):
        for name in getattr(ledger, folder):
            assert f"{folder}/{name}.html" in paths
    for page in site.pages:
        if page.record:
            assert (project.root / page.record).is_file(), page.path
        # A page is in the menu, is below a menu page, or has a link in the frame of every page.
        assert (bool(page.under) != bool(page.menu)) or page.path in FRAMED, page.path
        assert not page.under or page.under in paths, page.path


def test_every_link_is_relative_and_its_target_exists(world: World) -> None:
    site = assemble(world())
    bodies = {page.path: Html(page.body) for page in site.pages}
    data = {file.path for file in site.files}
    prose = {item.path.removesuffix(".md") + ".html" for item in site.checked.ledger.records.prose}
    checked = 0
    for path, html in bodies.items():
        for target, anchor in inner_links(path, html):
            assert target in bodies or target in prose or target in data, (
                f"{path} leads to {target}"
            )
            if anchor and target in bodies:
                assert anchor in bodies[target].ids, f"{path} leads to {target}#{anchor}"
            checked += 1
        for link in html.all("a"):
            address = urlsplit(link.attributes["href"])
            if address.scheme:
                assert address.scheme == "https"
                # A site that a reader opens must not be able to control our page.
                assert "noopener" in link.attributes["rel"].split()
            else:
                assert not address.path.startswith("/"), f"{path}: {link.attributes['href']}"
    assert checked > 80


def test_the_headings_of_a_page_are_listed_as_plain_text(world: World) -> None:
    story = TINY["seeds/story/article.yaml"].replace(
        "title: A story", "title: A <b>story</b> & more"
    )
    site = assemble(world({"seeds/story/article.yaml": story}))
    seen = 0
    for page in site.pages:
        inner = [element for element in Html(page.body).all("h2") if "id" in element.attributes]
        assert [(heading.id, heading.title) for heading in page.headings] == [
            (item.attributes["id"], item.text) for item in inner
        ]
        seen += len(inner)
    (coverage,) = (page for page in site.pages if page.kind == "coverage")
    assert "A <b>story</b> & more" in [heading.title for heading in coverage.headings]
    assert seen > 30


GOOD_FRONT = "---\npath: extra.html\ntitle: Extra\ndescription: More.\n---\n"

FAILING = {
    "{{ nonsense }}": "'nonsense' is undefined",
    "{{ counts.nonsense }}": "no attribute 'nonsense'",
    "{{ counts.claims + 'x' }}": "unsupported operand",
    "{{ counts.claims / 0 }}": "division by zero",
    "{% if %}": "Expected an expression",
    "{{ counts.claims | nonsense }}": "No filter named 'nonsense'",
    '{% include "partials/nonsense.html.j2" %}': "partials/nonsense.html.j2",
}


def test_a_failing_template_is_reported_at_its_line_and_other_pages_are_made(world: World) -> None:
    templates = {
        f"templates/pages/extra-{number}.html.j2": (
            GOOD_FRONT.replace("extra.html", f"{number}.html") + f"<h1>Extra</h1>\n\n{line}\n"
        )
        for number, line in enumerate(FAILING)
    }
    site = assemble(world(templates))
    faults = faults_of(site)
    assert [(item.span.path, item.span.line) for item in faults] == [
        (path, 8) for path in templates
    ]
    for fault, says in zip(faults, FAILING.values(), strict=True):
        assert says in fault.message
        assert fault.hint
        assert fault.level == "error"
    assert {page.kind for page in site.pages} == KINDS


INSIDE = (
    "partials/verdict.html.j2",
    "partials/citation.html.j2",
    "partials/references.html.j2",
    "partials/tallies.html.j2",
    "embeds/verdict-counts.html.j2",
)
CITING = {
    "content/explainers/more.md": "# T\n\nIt [@two-crossings].\n\n<!-- facts: verdict-counts -->\n"
}


@pytest.mark.parametrize("name", INSIDE)
@pytest.mark.parametrize(
    ("line", "says"), [("{{ nonsense }}", "undefined"), ("{% if %}", "Expected")]
)
def test_a_template_inside_pages_is_reported_at_its_own_line(
    world: World, name: str, line: str, says: str
) -> None:
    site = assemble(world({**CITING, f"templates/{name}": f"<b>x</b>\n\n{line}\n"}))
    (fault,) = {item for item in faults_of(site) if item.span.path == f"templates/{name}"}
    assert fault.span.line == 3
    assert says in fault.message
    assert {page.kind for page in site.pages} >= {"claim", "timeline", "method"}


def test_a_site_without_a_template_uses_the_engines_template(world: World) -> None:
    changed = {**CITING, "templates/partials/citation.html.j2": None}
    assert assemble(world(changed)).pages == assemble(world(CITING)).pages


def test_a_sites_template_replaces_the_engines_and_can_extend_it(world: World) -> None:
    own = "<p>Ours.</p>{% include 'engine/pages/topic.html.j2' %}"
    site = assemble(world({"templates/pages/topic.html.j2": own}))
    (page,) = [page for page in site.pages if page.kind == "topic"]
    (original,) = [page for page in assemble(world()).pages if page.kind == "topic"]
    assert faults_of(site) == []
    # A template without front matter uses the front matter of the original.
    assert (page.path, page.title) == (original.path, original.title)
    assert page.body == f"<p>Ours.</p>{original.body}"


def test_a_missing_template_is_reported(world: World) -> None:
    changed = {"templates/pages/topic.html.j2": "{% include 'engine/pages/no.html.j2' %}"}
    site = assemble(world(changed))
    assert {item.span.path for item in faults_of(site)} == {"templates/pages/topic.html.j2"}


def test_a_template_that_fails_for_some_records_is_reported(world: World) -> None:
    lines = CLAIM_TEXT.splitlines()
    number = next(at for at, line in enumerate(lines, 1) if line.startswith("<h1 "))
    call = "{{ claim.embeds.claim }}"
    changed = "\n".join([*lines[:number], call, *lines[number:]])
    site = assemble(world({CLAIM: changed}))
    (fault,) = faults_of(site)
    assert (fault.span.path, fault.span.line) == (CLAIM, number + 1)
    assert {page.kind for page in site.pages} >= KINDS - {"claim"}


def test_a_template_line_that_fails_for_every_record_is_reported_once(world: World) -> None:
    site = assemble(world({CLAIM: CLAIM_TEXT + "{{ claim.record.claim + 1 }}\n"}))
    (fault,) = faults_of(site)
    assert fault.span.line == CLAIM_TEXT.count("\n") + 1


def test_an_error_in_an_included_template_is_reported_at_its_location(world: World) -> None:
    partial = "templates/partials/broken.html.j2"
    page = CLAIM_TEXT + '{% include "partials/broken.html.j2" %}\n'
    for line in ("{% if %}", "{{ nonsense }}"):
        site = assemble(world({CLAIM: page, partial: f"<b>x</b>\n{line}\n"}))
        (fault,) = faults_of(site)
        assert (fault.span.path, fault.span.line) == (partial, 2)


def test_front_matter_may_use_the_view_in_an_included_file(world: World) -> None:
    front = GOOD_FRONT.replace("path:", "once: timeline\nas: timeline\npath:")
    front = front.replace("More.", "\"{% include 'partials/told.html.j2' %}\"")
    site = assemble(
        world(
            {
                "templates/pages/extra.html.j2": front + "<h1>Extra</h1>\n",
                "templates/partials/told.html.j2": "{{ timeline.count }} of them",
            }
        )
    )
    assert not faults_of(site)
    (page,) = (page for page in site.pages if page.kind == "extra")
    assert page.description == "3 of them"


def test_text_in_braces_is_never_run_as_a_template(world: World) -> None:
    claim = TINY["facts/claims/borders/later-step.yaml"].replace(
        "claim: Lithuania closed two more crossings on 1 March 2024.",
        'claim: "{{ 7 * 7 }} {% raw %} {# x #}"',
    )
    site = assemble(world({"facts/claims/borders/later-step.yaml": claim}))
    assert not site.checked.report.errors
    (page,) = (page for page in site.pages if page.path == "claims/later-step.html")
    assert page.title == "Claim: {{ 7 * 7 }} {% raw %} {# x #} (unverified)"
    assert Html(page.body).one("h1").text == page.title


def test_a_template_with_a_different_extension_is_reported(world: World) -> None:
    site = assemble(world({"templates/pages/extra.html": GOOD_FRONT + "<h1>Extra</h1>\n"}))
    (fault,) = faults_of(site)
    assert fault.span.path == "templates/pages/extra.html"
    assert "end in .html.j2" in fault.hint


def test_a_new_template_makes_a_new_page(world: World) -> None:
    body = GOOD_FRONT + '<h1 id="page-title">Extra</h1>\n<p>{{ counts.claims }}</p>\n'
    site = assemble(world({"templates/pages/extra.html.j2": body}))
    assert not faults_of(site)
    (page,) = (page for page in site.pages if page.kind == "extra")
    assert (page.path, page.title, page.description) == ("extra.html", "Extra", "More.")
    assert Html(page.body).one("p").text == "4"


@pytest.mark.parametrize(
    ("needs", "is_made"),
    [
        ("articles", True),
        ("articles > 0", True),
        ("articles > 1", False),
        ("articles<2", True),
        ("articles < 1", False),
        ("articles > 1, claims > 3", True),
        ("articles > 1, claims > 4", False),
    ],
)
def test_a_page_may_require_a_minimum_number_of_records(
    world: World, needs: str, is_made: bool
) -> None:
    front = GOOD_FRONT.replace("---\npath", f"---\nneeds: {needs}\npath")
    site = assemble(world({"templates/pages/extra.html.j2": f"{front}<h1>Extra</h1>\n"}))
    assert not faults_of(site)
    assert any(page.kind == "extra" for page in site.pages) == is_made


BAD_FRONT = [
    (GOOD_FRONT.replace("---\npath", "---\nneeds: articels > 1\npath"), "articels", "articles"),
    ("", "no front matter", "Begin with ---"),
    ("---\ntitle: x\n", "no front matter", "Begin with ---"),
    ("---\n- a list\n---\n", "no front matter", "Begin with ---"),
    ("---\ntitle: [broken\n---\n", "no front matter", "Begin with ---"),
    (GOOD_FRONT.replace("path: extra.html\n", ""), "lacks path", "Add it"),
    ("---\npath: extra.html\n---\n", "lacks title and description", "Add it"),
    (GOOD_FRONT.replace("title:", "titel: x\ntitle:"), "has titel", "Known are path, title"),
    (GOOD_FRONT.replace("---\npath", "---\neach: nonsense\npath"), '"nonsense"', "views are"),
    (GOOD_FRONT.replace("---\npath", "---\nonce: words\npath"), '"words"', "views are"),
    (
        GOOD_FRONT.replace("---\npath", "---\neach: claims\nmenu: Claim\npath"),
        "cannot be in the menu",
        "Take out `menu`",
    ),
]


def test_invalid_front_matter_in_a_template_is_reported(world: World) -> None:
    templates = {
        f"templates/pages/extra-{number:02}.html.j2": f"{front}<h1>Extra</h1>\n"
        for number, (front, _, _) in enumerate(BAD_FRONT)
    }
    site = assemble(world(templates))
    faults = faults_of(site)
    assert [item.span.path for item in faults] == list(templates)
    for fault, (_, says, hint) in zip(faults, BAD_FRONT, strict=True):
        assert says in fault.message
        assert hint in fault.hint
    assert {page.kind for page in site.pages} == KINDS


@pytest.mark.parametrize("path", ["method.html", "Method.html", "claims/two-crossings.html"])
def test_two_pages_with_the_same_address_are_reported(world: World, path: str) -> None:
    front = GOOD_FRONT.replace("extra.html", path)
    site = assemble(world({"templates/pages/extra.html.j2": front + "<h1>Extra</h1>\n"}))
    (fault,) = faults_of(site)
    assert "method" in fault.message or "claim" in fault.message
    assert "extra" in fault.message
    assert path.casefold() in fault.message.casefold()


@pytest.mark.parametrize("path", ["timeline.md", "claims/two-crossings.md", "Who.md"])
def test_prose_may_not_have_the_address_of_a_generated_page(world: World, path: str) -> None:
    site = assemble(world({f"content/{path}": "---\ntitle: Mine\n---\n\n# Mine\n"}))
    (fault,) = faults_of(site)
    assert fault.span.path == f"content/{path}"
    assert path.removesuffix(".md").casefold() in fault.message


def test_a_missing_block_is_reported_at_its_use(world: World) -> None:
    index = TINY["content/index.md"].replace("verdict-counts", "verdict-count")
    site = assemble(world({"content/index.md": index}))
    (fault,) = site.checked.report.errors
    line = index.split("\n").index("<!-- facts: verdict-count -->") + 1
    assert (fault.span.path, fault.span.line) == ("content/index.md", line)
    assert "verdict-counts" in fault.hint


def test_every_text_of_a_record_is_plain_text_on_every_page(world: World) -> None:
    files, names = hostile_world()
    site = assemble(world(files))
    assert [error.message for error in site.checked.report.errors] == []
    shown: set[str] = set()
    for page in site.pages:
        html = Html(page.body)
        assert "script" not in html.tags, page.path
        assert not [
            name
            for name in chain.from_iterable(element.attributes for element in html.elements)
            if name.startswith("on")
        ], page.path
        if page.kind not in ("data", "quotations"):  # these pages contain many digits
            assert "49" not in html.text, page.path
        shown |= {name for name in names if hostile(name) in html.text}
        # Outside the text, hostile words may appear only as whole values of attributes.
        for name in names:
            assert page.body.count(f"alert('{name}')") == 0, page.path
    # Nearly all hostile texts must have appeared on a page, or the test would prove little.
    assert names - shown <= {"from", "to"}


def test_titles_and_descriptions_contain_plain_text(world: World) -> None:
    files, _ = hostile_world()
    site = assemble(world(files))
    (claim,) = (page for page in site.pages if page.path == "claims/hostile.html")
    assert claim.title == hostile("claim")
    assert claim.description == f"Supported: {hostile('finding')}"
    (source,) = (page for page in site.pages if page.path == "sources/lrt-hostile.html")
    assert source.title == f"“{hostile('source-title')}”"
    assert hostile("author") in source.search


@pytest.mark.parametrize(("opening", "closing"), [("“", "”"), ('"', '"'), ("«", "»")])
def test_no_page_doubles_quotation_marks(world: World, opening: str, closing: str) -> None:
    line, other = "Lithuania closed two of its six crossings.", "A credit line."
    said = f"{opening}{line[:-1]},{closing} he said."
    text = f"{said} {other}\n"
    record = TINY["seeds/story/article.yaml"].replace("end: 42", f"end: {len(said)}")
    record = record.replace("start: 43", f"start: {len(said) + 1}")
    record = record.replace("end: 57", f"end: {len(text) - 1}")
    claim = "facts/claims/borders/two-crossings.yaml"
    files = {"seeds/story/article.txt": text, "seeds/story/article.yaml": record}
    files[claim] = TINY[claim].replace("    quote: closed two of its six crossings\n", "")
    site = assemble(world(files))
    bodies = {page.path: page.body for page in site.pages}
    for path in ("coverage.html", "claims/two-crossings.html"):
        shown = Html(bodies[path].replace("<q>", "“").replace("</q>", "”")).text
        assert "“Lithuania closed" in shown or "“‘Lithuania closed" in shown, path
        assert f"“{opening}" not in shown, path
        assert "““" not in shown, path
