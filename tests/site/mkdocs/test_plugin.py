"""Tests the site of the tiny world, built with the real MkDocs and its theme."""

import gzip
import json
import re
import shutil
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

import pytest

from build_tools.facts.licences import DEFAULT
from build_tools.facts.project import Project
from tests.conftest import PROJECT, TINY
from tests.hostile import hostile, hostile_world
from tests.sites import (
    MENU,
    Html,
    build,
    configuration,
    files_of,
    inner_links,
    pages_of,
    run,
    write_tiny,
)
from tests.whole import assemble

ADDRESS = "https://facts.example/story/"
REPOSITORY = "https://forge.example/us/facts"
FINDING = "Two of six, from 18 August 2023."
CLAIM = "facts/claims/borders/two-crossings.yaml"


@dataclass(frozen=True)
class Built:
    """A project with its built site."""

    root: Path
    site: Path
    pages: dict[str, Html]


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """Return the tiny world, built strictly, with an address and a repository."""
    root = write_tiny(tmp_path_factory.mktemp("built") / "world")
    done = build(root, FACTS_SITE_URL=ADDRESS, FACTS_REPOSITORY=REPOSITORY)
    assert done.returncode == 0, done.stderr
    return Built(root, root / "site", pages_of(root / "site"))


def test_a_strict_build_of_valid_facts_has_no_warning(built: Built) -> None:
    done = run("-m", "mkdocs", "build", "--strict", "--site-dir", "elsewhere", cwd=built.root)
    assert done.returncode == 0, done.stderr
    assert "WARNING" not in done.stderr
    assert (built.root / "elsewhere" / "claims" / "two-crossings.html").is_file()


def test_every_page_has_a_title_and_a_description(built: Built) -> None:
    claim = built.pages["claims/two-crossings.html"]
    title = "Lithuania closed two of its six road crossings with Belarus on 18 August 2023."
    # The cited title ends with one full stop.
    assert f"{title} A checked story" in claim.one("details", **{"class": "cite"}).text
    assert claim.one("title").text.startswith(title)
    assert claim.one("h1").text == title
    description = claim.one("meta", name="description").attributes["content"]
    assert description == f"Supported: {FINDING}"
    prose = built.pages["explainers/border.html"]
    assert prose.one("title").text.startswith("Why did the border close?")
    assert prose.one("meta", name="description").attributes["content"] == "The answer."
    pages = [page for path, page in built.pages.items() if path != "404.html"]
    assert all(page.one("meta", name="description").attributes["content"] for page in pages)
    # Search engines, and readers with many tabs, distinguish pages by their titles.
    titles = [page.one("title").text for page in pages]
    assert len(titles) == len(set(titles))


def test_every_page_has_a_unique_address_one_h1_and_unique_ids(built: Built) -> None:
    for path, page in built.pages.items():
        if path == "404.html":
            continue
        (canonical,) = page.all("link", rel="canonical")
        assert canonical.attributes["href"] == f"{ADDRESS}{path}"
        assert len(page.all("h1")) == 1, path
        assert len(page.ids) == len(set(page.ids)), path


def test_the_edit_link_opens_the_record_or_the_prose(built: Built) -> None:
    start = f"{REPOSITORY}/edit/main/"
    edits = {
        path: [link.removeprefix(start) for link in page.links() if link.startswith(start)]
        for path, page in built.pages.items()
    }
    assert edits["claims/two-crossings.html"] == [CLAIM]
    assert edits["sources/tass-2023-08-18-closed.html"] == ["facts/sources/tass.bib"]
    assert edits["people/jonas-petraitis.html"] == ["facts/vocabulary/people.yaml"]
    assert edits["explainers/border.html"] == ["content/explainers/border.md"]
    assert edits["index.html"] == ["content/index.md"]
    # Pages made from all records have no file to open.
    assert edits["timeline.html"] == []
    assert edits["404.html"] == []
    for path, found in edits.items():
        assert all((built.root / item).is_file() for item in found), path
        of_one = ("/" in path and not path.startswith("ledger/")) or path == "index.html"
        assert len(found) == (1 if of_one else 0), path


def test_the_sitemap_lists_every_page_once(built: Built) -> None:
    text = (built.site / "sitemap.xml").read_text(encoding="utf-8")
    listed = re.findall(r"<loc>(.*?)</loc>", text)
    assert sorted(listed) == sorted(ADDRESS + path for path in built.pages if path != "404.html")
    assert text.count("<url>") == text.count("</url>") == len(listed)
    # A date is the day on which facts were checked, not the build date. Other pages have none.
    dated = dict(re.findall(r"<loc>(.*?)</loc><lastmod>(.*?)</lastmod>", text))
    assert set(dated.values()) == {"2026-11-22"}
    assert {f"{ADDRESS}claims/two-crossings.html", f"{ADDRESS}timeline.html"} <= set(dated)
    assert f"{ADDRESS}search.html" not in dated
    packed = gzip.decompress((built.site / "sitemap.xml.gz").read_bytes())
    assert packed.decode() == text


def search_index(site: Path) -> list[tuple[str, str, str]]:
    """Return the path, title and text of each search entry."""
    script = (site / "search" / "index.js").read_text(encoding="utf-8")
    assert script.startswith("factsSearch(")
    index = json.loads(script.removeprefix("factsSearch(").removesuffix(");\n"))
    return [(path, title, text) for _, path, title, _, text, *_ in index["rows"]]


def test_search_finds_every_page_by_its_own_words(built: Built) -> None:
    documents = search_index(built.site)
    places = [path for path, _, _ in documents]
    assert len(places) == len(set(places))
    moved = {page.path for page in assemble(Project(built.root)).pages if page.kind == "moved"}
    assert {path.partition("#")[0] for path in places} == (
        built.pages.keys() - moved - {"404.html", "search.html"}
    )
    texts = {path: text for path, _, text in documents}
    assert FINDING in texts["claims/two-crossings.html"]
    assert "Petraitis" in texts["people/jonas-petraitis.html"]
    assert "a minister spoke" in texts["explainers/border.html#what-happened"]
    # If the index contained reference lists, every citing page would match the words of the claims.
    assert not [title for _, title, _ in documents if "References" in title]
    assert not [text for _, _, text in documents if "Back to the text" in text]


def active(page: Html) -> set[str]:
    """Return the menu entries that are marked as the current page."""

    return {link.text for link in page.all("a") if "aria-current" in link.attributes}


def test_the_menu_marks_the_section_that_a_page_belongs_to(built: Built) -> None:
    names = {f"{path}.html": name for name, path in re.findall(r"- (.*): (.*)\.md", MENU)}
    under = {page.path: page.under for page in assemble(Project(built.root)).pages}
    for path, page in built.pages.items():
        if path in ("404.html", "index.html") or under.get(path) == "":
            expected = {names[path]} - {"Home"} if path in names else set()
            assert active(page) == expected, path
            continue
        name = names[under.get(path) or path]
        assert name in active(page), path
        # No section of another page remains marked.
        assert active(page) & set(names.values()) == {name}, path


def test_the_table_of_contents_links_to_every_heading(built: Built) -> None:
    seen = 0
    for path, page in built.pages.items():
        in_menus = {link.attributes.get("href") for link in page.all("a") if link.within("nav")}
        for heading in page.all("h2"):
            # The tally is next to the first words of the home page, so these words need no link to
            # the tally.
            if heading.attributes.get("id", "tally") == "tally":
                continue
            if heading.within("article"):
                assert f"#{heading.attributes['id']}" in in_menus, path
                seen += 1
    assert seen > 40
    assert "#references" in {
        link.attributes["href"]
        for link in built.pages["explainers/border.html"].all("a")
        if link.within("nav")
    }


def test_every_link_and_anchor_of_the_site_has_a_target(built: Built) -> None:
    files = set(files_of(built.site))
    assert len(built.pages) > 20
    for path, page in built.pages.items():
        if path == "404.html":
            continue
        for target, anchor in inner_links(path, page):
            # Names are compared, because a file system may ignore differences in case.
            assert target in files, f"{path} leads to {target}"
            if anchor and target.endswith(".html"):
                assert anchor in built.pages[target].ids, f"{path} leads to {target}#{anchor}"
        cited = {element.attributes["href"] for element in page.all("a", rel="noopener external")}
        for link in page.links():
            # Pages request nothing from other hosts, and link only to sources and our addresses.
            ours = (ADDRESS, REPOSITORY, DEFAULT.address)
            if re.match(r"(?:[a-z]+:)?//", link) and not link.startswith(ours):
                assert link in cited, f"{path}: {link}"


def test_the_404_page_links_home_from_any_depth(built: Built) -> None:
    lost = built.pages["404.html"]
    inner = [link for link in lost.links() if "//" not in link and not link.startswith("#")]
    assert inner
    files = set(files_of(built.site))
    for link in inner:
        path = link.partition("?")[0].partition("#")[0]
        assert path.startswith("/story/"), link
        assert path.removeprefix("/story/").rstrip("/") in {*files, "", "."}, link


def test_no_page_shell_or_staging_file_is_published(built: Built) -> None:
    files = files_of(built.site)
    assert not [path for path in files if "shell" in path]
    for path, data in files.items():
        if path.endswith((".html", ".xml", ".json")):
            assert "\ue000".encode() not in data, path
            assert b"shell.html" not in data, path
            # The path of the build folder is not published.
            assert str(built.root).encode() not in data, path
    assert not [path.name for path in built.root.iterdir() if path.name.startswith(".site")]


def test_the_open_data_are_published_with_the_pages(built: Built) -> None:
    files = files_of(built.site)
    manifest = json.loads(files["data/manifest.json"])
    assert len(manifest["files"]) > 50
    for file in manifest["files"]:
        assert sha256(files[file["path"]]).hexdigest() == file["sha256"], file["path"]
    assert f"{ADDRESS}claims/two-crossings.html" in files["feed.xml"].decode()


def test_each_page_links_to_the_feed_and_its_data(built: Built) -> None:
    def kinds(path: str) -> dict[str, str]:
        found = built.pages[path].all("link", rel="alternate")
        return {item.attributes["type"]: item.attributes["href"] for item in found}

    feed = {"application/atom+xml": "feed.xml"}
    assert kinds("search.html") == feed
    assert kinds("index.html") == feed
    assert kinds("claims/two-crossings.html") == {
        "application/atom+xml": "../feed.xml",
        "application/json": "../data/claims/two-crossings.json",
    }


def test_a_claim_page_contains_the_only_review_of_its_claim(built: Built) -> None:
    scripts = built.pages["claims/two-crossings.html"].all("script", type="application/ld+json")
    assert all(script.within("head") for script in scripts)
    review, trail = (json.loads(script.text) for script in scripts)
    assert review["@type"] == "ClaimReview"
    assert trail["@type"] == "BreadcrumbList"
    assert [item["item"].removeprefix(ADDRESS) for item in trail["itemListElement"]] == [
        *("", "claims.html", "claims/two-crossings.html")
    ]
    assert review["url"] == f"{ADDRESS}claims/two-crossings.html"
    reviews = {path for path, page in built.pages.items() if "ClaimReview" in page.text}
    assert reviews == {path for path in reviews if path.startswith("claims/")}


def test_the_metadata_of_a_hand_written_page_describe_an_article_and_its_claims(
    built: Built,
) -> None:
    page = built.pages["explainers/border.html"]
    (script,) = page.all("script", type="application/ld+json")
    article = json.loads(script.text)
    assert (article["@type"], article["url"]) == ("Article", f"{ADDRESS}explainers/border.html")
    assert article["headline"] == page.one("h1").text.rstrip("¶")
    # This is the latest day on which a claim cited on the page was checked.
    assert article["dateModified"] == "2026-11-22"
    cited = {ADDRESS + path for path, _ in inner_links("explainers/border.html", page)}
    assert set(article["citation"]) == {item for item in cited if "/claims/" in item}
    assert [item["@type"] for item in article["about"]] == ["NewsArticle"]
    (script,) = built.pages["index.html"].all("script", type="application/ld+json")
    assert json.loads(script.text)["url"] == ADDRESS


def quoted(name: str) -> str:
    """Return a hostile text in YAML."""
    return "'" + hostile(name).replace("'", "''") + "'"


HOSTILE_PROSE = {
    "content/about/front.md": (
        f"---\ntitle: {quoted('front-title')}\ndescription: {quoted('front-description')}\n---\n\n"
        "# Front\n\nText [@hostile].\n"
    ),
    # Without front matter, the heading is the name of the page.
    "content/about/heading.md": (
        "# `</title></a><script>alert('heading')</script>` & \"more\"\n\n"
        "<!-- facts: term “more”: It tries to break out. -->\n\n"
        "## `<img src=x onerror=alert('second')>`\n\nText.\n\n"
        "## Third {: id='third' onmouseover='alert(3)' }\n\nText.\n"
    ),
}


@pytest.fixture(scope="module")
def hostile_site(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """Return a site with hostile text in all records, titles and headings."""
    files, _ = hostile_world()
    menu = f"{MENU}  - about/front.md\n  - about/heading.md\n"
    root = write_tiny(
        tmp_path_factory.mktemp("hostile") / "world",
        {**files, **HOSTILE_PROSE, "mkdocs.yml": configuration(menu)},
    )
    done = build(root, FACTS_SITE_URL=ADDRESS, FACTS_REPOSITORY=REPOSITORY)
    assert done.returncode == 0, done.stderr
    return Built(root, root / "site", pages_of(root / "site"))


def test_hostile_text_is_plain_text_on_every_page_of_the_site(
    built: Built, hostile_site: Built
) -> None:
    usual = {len(page.all("script")) for page in built.pages.values()}
    for path, page in hostile_site.pages.items():
        scripts = page.all("script")
        assert len(scripts) in usual, path
        # Data elements never run, and contain no text that could end the element.
        data = [
            script for script in scripts if script.attributes.get("type") == "application/ld+json"
        ]
        assert not [
            script for script in scripts if "alert(" in script.text and script not in data
        ], path
        assert all(json.loads(item.text) and "<" not in item.text for item in data), path
        for element in page.elements:
            assert not [name for name in element.attributes if name.startswith("on")], path
        assert "49" not in page.one("title").text, path
    claim = hostile_site.pages["claims/hostile.html"]
    assert claim.one("title").text.startswith(" ".join(hostile("claim").split()))
    description = claim.one("meta", name="description").attributes["content"]
    assert description == f"Supported: {hostile('finding')}"


def test_hostile_titles_and_headings_of_prose_are_plain_text_on_every_page(
    hostile_site: Built,
) -> None:
    front, heading = (hostile_site.pages[f"about/{name}.html"] for name in ("front", "heading"))
    assert front.one("title").text.startswith(hostile("front-title"))
    description = front.one("meta", name="description").attributes["content"]
    assert description == hostile("front-description")
    assert heading.one("title").text.startswith("</title></a><script>alert('heading')</script> &")
    assert heading.one("h1").text.startswith("</title></a><script>alert('heading')</script> & \"m")
    # The menu on every page contains both titles.
    for path, page in hostile_site.pages.items():
        if path != "404.html":
            names = {link.text for link in page.all("a") if link.within("nav")}
            assert hostile("front-title") in names, path
            assert "</title></a><script>alert('heading')</script> & \"more\"" in names, path


def test_hostile_words_in_the_search_index_are_plain_text(hostile_site: Built) -> None:
    # The search page inserts titles as text, and the index contains nothing that ends a script.
    script = (hostile_site.site / "search" / "index.js").read_text(encoding="utf-8")
    assert "<" not in script
    assert "<script>" in "".join(title for _, title, _ in search_index(hostile_site.site))


SECRET = "what lies outside must not be published"  # noqa: S105


@pytest.fixture
def broken(tmp_path: Path) -> Path:
    """Return a project with a previous site and examples of files that must not be published."""
    outside = tmp_path / "outside"
    (outside / "folder").mkdir(parents=True)
    (outside / "secret.md").write_text(f"# Secret\n\n{SECRET}\n")
    (outside / "secret.txt").write_text(SECRET)
    (outside / "folder" / "inner.txt").write_text(SECRET)
    root = write_tiny(
        tmp_path / "world",
        {
            "facts/claims/borders/later-step.yaml": "claim: [never closed\n",
            "content/about/unknown-key.md": "---\ntitle: X\ntemplate: 404.html\n---\n\n# X\n",
            "content/about/icon.md": "---\ntitle: X\nicon: ../../../x\n---\n\n# X\n",
            "content/about/other.markdown": "---\ntitle: X\ntemplate: 404.html\n---\n\n# X\n",
            "content/about/old-style.md": "template: 404.html\ntitle: <script>alert(1)</script>\n",
        },
    )
    (root / "content" / "linked.md").symlink_to(outside / "secret.md")
    (root / "content" / "assets" / "linked.txt").symlink_to(outside / "secret.txt")
    (root / "content" / "folder").symlink_to(outside / "folder", target_is_directory=True)
    return root


def test_a_build_that_is_not_strict_omits_invalid_records_and_builds_the_rest(
    built: Built, broken: Path
) -> None:
    done = build(broken, "--no-strict")
    assert done.returncode == 0, done.stderr
    assert "facts/claims/borders/later-step.yaml:" in done.stderr
    files = files_of(broken / "site")
    assert not [path for path in files if SECRET.encode() in files[path]]
    pages = pages_of(broken / "site")
    # The page of a verdict disappears with its only claim.
    gone = {"claims/later-step.html", "ledger/unverified.html"}
    assert built.pages.keys() - pages.keys() == gone
    # A page without front matter is published. Text that resembles front matter has no effect.
    assert pages.keys() - built.pages.keys() == {"about/old-style.html"}
    old = pages["about/old-style.html"]
    assert not [element for element in old.all("script") if "alert(" in element.text]
    # Such text is published exactly as the rules checked it.
    assert "template: 404.html" in old.one("article").text
    # Without a repository, an edit link has no target.
    for page in pages.values():
        assert not [link for link in page.links() if "/edit/" in link]


def test_each_invalid_file_is_reported_by_name(broken: Path) -> None:
    report = assemble(Project(broken)).checked.report
    told = {error.span.path for error in report.errors} - {"content/about/old-style.md"}
    assert told == {
        "facts/claims/borders/later-step.yaml",
        "content/about/unknown-key.md",
        "content/about/icon.md",
        "content/about/other.markdown",
        "content/linked.md",
        "content/assets/linked.txt",
        "content/folder",
    }


def test_a_strict_build_refuses_a_symlink_out_of_the_project(tmp_path: Path) -> None:
    root = write_tiny(tmp_path / "world")
    (tmp_path / "secret").write_text(SECRET)
    (root / "content" / "assets" / "linked.txt").symlink_to(tmp_path / "secret")
    done = build(root)
    assert done.returncode == 1
    assert "content/assets/linked.txt:1:1" in done.stderr
    assert not (root / "site").exists()


def test_a_strict_build_that_fails_leaves_the_previous_site_unchanged(
    built: Built, tmp_path: Path
) -> None:
    root = tmp_path / "world"
    shutil.copytree(built.root, root)
    before = files_of(root / "site")
    (root / CLAIM).write_text(TINY[CLAIM].replace("kind: event", "kind: rumour"))
    done = build(root)
    assert done.returncode == 1
    assert f"{CLAIM}:2:7" in done.stderr
    assert "has not changed" in done.stderr
    # The path is refused before MkDocs starts, not only at the end.
    assert "Building documentation" not in done.stderr
    assert "Traceback" not in done.stderr
    assert files_of(root / "site") == before
    assert not [path.name for path in root.iterdir() if path.name.startswith(".site")]


def test_an_id_cannot_place_a_page_outside_the_site(tmp_path: Path) -> None:
    people = TINY["facts/vocabulary/people.yaml"] + (
        '"../../../escaped":\n  name: Nobody\n  roles:\n    - title: None\n'
    )
    root = write_tiny(tmp_path / "world", {"facts/vocabulary/people.yaml": people})
    done = build(root, "--no-strict")
    assert done.returncode == 0, done.stderr
    assert "facts/vocabulary/people.yaml:8:1" in done.stderr
    assert not [path for path in tmp_path.rglob("*escaped*") if ".cache" not in path.parts]


def test_a_project_may_be_reached_through_a_symlink(tmp_path: Path) -> None:
    root = write_tiny(tmp_path / "world")
    (tmp_path / "link").symlink_to(root, target_is_directory=True)
    done = run(
        *("-m", "mkdocs", "build", "--strict", "--config-file", tmp_path / "link" / "mkdocs.yml"),
        *("--site-dir", tmp_path / "site"),
        cwd=tmp_path,
    )
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "site" / "claims" / "two-crossings.html").is_file()


def test_a_page_in_another_language_declares_the_language_only_for_its_text(tmp_path: Path) -> None:
    page = "---\ntitle: Die Grenze\nlang: de\n---\n\n# Die Grenze\n\nZu [@two-crossings].\n"
    root = write_tiny(tmp_path / "world", {"content/grenze.md": page})
    done = build(root, "--no-strict")
    assert done.returncode == 0, done.stderr
    html = pages_of(root / "site")["grenze.html"]
    assert html.one("article").attributes["lang"] == "de"
    assert html.one("html").attributes["lang"] == "en"
    assert html.one("section", lang="en")


def test_every_page_can_use_the_list_of_open_data(tmp_path: Path) -> None:
    """Front matter and blocks are made before any files of open data exist."""
    data = (PROJECT / "templates/pages/data.html.j2").read_text(encoding="utf-8")
    root = write_tiny(
        tmp_path / "world",
        {
            "templates/pages/data.html.j2": re.sub(
                r"(?m)^description: .*$", 'description: "{{ data.files | length }} files."', data
            ),
            "templates/embeds/files.html.j2": '<b>{{ view("open_data").files | length }}</b>\n',
            "content/explainers/border.md": "# T\n\nIt [@later-step].\n\n<!-- facts: files -->\n",
        },
    )
    done = build(root)
    assert done.returncode == 0, done.stderr
    manifest = json.loads((root / "site/data/manifest.json").read_text(encoding="utf-8"))
    number = len(manifest["files"]) + 1
    pages = pages_of(root / "site")
    assert pages["explainers/border.html"].one("b").text == str(number)
    described = pages["data.html"].one("meta", name="description").attributes["content"]
    assert described == f"{number} files."


FAILING = {
    "templates/pages/source.html.j2": "{{ nonsense }}",
    "templates/pages/timeline.html.j2": "{{ gibberish }}",
}


def failing(root: Path) -> Path:
    changes = {
        path: (PROJECT / path).read_text(encoding="utf-8") + f"{line}\n"
        for path, line in FAILING.items()
    }
    return write_tiny(root, changes)


def test_failing_templates_stop_a_strict_build_and_each_is_reported_once(tmp_path: Path) -> None:
    root = write_tiny(tmp_path / "world")
    assert build(root).returncode == 0
    former = files_of(root / "site")
    failing(tmp_path / "other")
    shutil.rmtree(root / "templates")
    shutil.copytree(tmp_path / "other" / "templates", root / "templates")
    done = build(root)
    assert done.returncode == 1
    for path, line in FAILING.items():
        assert done.stderr.count(f"'{line.strip('{} ')}' is undefined") == 1
        assert path in done.stderr
    assert "inside-link" not in done.stderr
    assert files_of(root / "site") == former


def test_a_build_that_is_not_strict_lists_no_page_that_could_not_be_made(tmp_path: Path) -> None:
    root = failing(tmp_path / "world")
    done = run("-m", "mkdocs", "build", cwd=root, FACTS_SITE_URL=ADDRESS)
    assert done.returncode == 0, done.stderr
    listed = re.findall(r"<loc>(.*?)</loc>", (root / "site/sitemap.xml").read_text("utf-8"))
    pages = pages_of(root / "site").keys() - {"404.html"}
    assert sorted(listed) == sorted(ADDRESS + path for path in pages)
    assert {path.partition("#")[0] for path, _, _ in search_index(root / "site")} <= pages


def test_the_compressed_sitemap_of_a_site_without_an_address_has_no_build_date(
    tmp_path: Path,
) -> None:
    root = write_tiny(tmp_path / "world")
    settings = root / "mkdocs.yml"
    settings.write_text(re.sub(r"(?m)^site_url: .*$", 'site_url: ""', settings.read_text()))
    packed = []
    for moment in ("1600000000", "1700000000"):
        done = build(root, SOURCE_DATE_EPOCH=moment)
        assert done.returncode == 0, done.stderr
        packed.append((root / "site" / "sitemap.xml.gz").read_bytes())
    assert packed[0] == packed[1]


FRONT = "---\npath: x.html\ntitle: x\ndescription: x\n---\n"
WATCHED = """
import gc
from mkdocs.commands.build import build
from mkdocs.config import load_config

def watched(event):
    def watch(value, **_):
        print(event, gc.isenabled())
        return value
    return watch

config = load_config("mkdocs.yml", strict=True)
for event in ("files", "env"):
    config.plugins.events[event].append(watched(event))
try:
    build(config)
except SystemExit:
    print("refused")
print("after", gc.isenabled())
"""
AGAIN_AND_AGAIN = """
import gc
from weakref import ref
from mkdocs.commands.build import build
from mkdocs.config import load_config

config = load_config("mkdocs.yml")
ledgers = []
for _ in range(3):
    build(config)
    ledgers.append(ref(config.plugins["facts"]._site.checked.ledger))
gc.collect()
print([one() is not None for one in ledgers])
"""


@pytest.mark.parametrize(
    ("changes", "events"),
    [
        ({}, ["files False", "env False"]),
        ({"facts/claims/borders/x.yaml": "claim: x\n"}, ["refused"]),
        ({"templates/pages/x.html.j2": FRONT + "{{ x }}"}, ["files False", "env False", "refused"]),
    ],
)
def test_the_garbage_collector_pauses_during_a_build_however_it_ends(
    tmp_path: Path, changes: dict[str, str | None], events: list[str]
) -> None:
    root = write_tiny(tmp_path / "world", changes)
    done = run("-c", WATCHED, cwd=root)
    assert done.stdout.splitlines() == [*events, "after True"], done.stderr


def test_the_memory_of_a_build_is_freed_after_the_next_build(tmp_path: Path) -> None:
    root = write_tiny(tmp_path / "world")
    done = run("-c", AGAIN_AND_AGAIN, cwd=root)
    assert done.stdout.strip() == "[False, False, True]", done.stderr


ADMONITION = '!!! note "Mind"\n    A block of the theme.\n'
TABLE = "| a | b |\n| - | - |\n| 1 | 2 |\n"


@pytest.mark.parametrize(("block", "is_linked"), [("", False), (ADMONITION, True), (TABLE, True)])
def test_only_a_page_with_blocks_of_the_theme_links_to_their_style_sheet(
    tmp_path: Path, block: str, is_linked: bool
) -> None:
    front = "---\ntitle: Page\ndescription: A page.\n---\n"
    text = f"{front}\n# Page\n\nWords [@two-crossings].\n\n{block}"
    menu = f"{MENU}  - about/page.md\n"
    settings = configuration(menu).replace("  - attr_list\n", "  - attr_list\n  - admonition\n")
    if "admonition" not in settings:
        settings += "\nmarkdown_extensions:\n  - admonition\n  - tables\n"
    root = write_tiny(tmp_path / "world", {"content/about/page.md": text, "mkdocs.yml": settings})
    assert build(root, "--no-strict").returncode == 0
    page = Html((root / "site" / "about" / "page.html").read_text())
    sheets = [link for link in page.links() if link.endswith("material.css")]
    assert bool(sheets) is is_linked
    assert not any("material.css" in link for link in claims_links(root))


def claims_links(root: Path) -> set[str]:
    return set(Html((root / "site" / "claims" / "two-crossings.html").read_text()).links())
