"""Tests that a project is read completely, and that each invalid file is reported."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from build_tools.facts.diagnostics import Report
from build_tools.facts.project import Project
from build_tools.facts.reading import VOCABULARY, read
from build_tools.facts.records import Records

World = Callable[..., Project]
SHELF = "facts/claims/borders"
CLAIM = """\
claim: Lithuania closed a crossing.
kind: event
asserted_by: article
when: 2023-08-18
verdict: not-checkable
confidence: low
finding: A test.
checked: {date: 2026-11-22, by: the editors}
"""


def places_of(report: Report) -> list[tuple[str, int, int, str]]:
    return [
        (diagnostic.span.path, diagnostic.span.line, diagnostic.span.column, diagnostic.rule)
        for diagnostic in report
    ]


def ids(records: Records, kind: str) -> list[str]:
    return [record.id for record in getattr(records, kind)]


def test_the_tiny_project_is_read_without_errors(world: World) -> None:
    records, report = read(world())
    assert places_of(report) == []
    assert {"two-crossings", "said-threat"} <= set(ids(records, "claims"))
    assert "lrt-2023-08-16-closures" in ids(records, "sources")
    assert {"lrt", "tass"} <= set(ids(records, "publishers"))
    for kind in ("countries", "people", "organisations", "places", "topics"):
        assert ids(records, kind), kind
    assert ids(records, "articles") == ["story"]
    assert records.articles[0].words_of(records.articles[0].sentences[0]) == (
        "Lithuania closed two of its six crossings."
    )
    assert [page.path for page in records.prose] == ["explainers/border.md", "index.md"]


SENTENCES = "sentences: [{id: S01, start: 0, end: 5}]\n"


def test_broken_files_do_not_hide_good_ones(world: World) -> None:
    good, _ = read(world())
    records, report = read(
        world(
            {
                f"{SHELF}/a-shape.yaml": CLAIM.replace("kind: event", "kind: evnt"),
                f"{SHELF}/b-syntax.yaml": "claim: a: b\n",
                f"{SHELF}/c-bytes.yaml": b"claim: \xff\n",
                f"{SHELF}/d-empty.yaml": "",
                f"{SHELF}/e-large.yaml": "x" * 300_000,
                f"{SHELF}/f-hidden.yaml": "claim: a\u202eb\n",
                f"{SHELF}/g-list.yaml": "- a\n",
                f"{SHELF}/h-alias.yaml": "claim: &a x\nkind: *a\n",
                "facts/claims/Upper.yaml": CLAIM,
                "facts/sources/broken.bib": "@online{b-1,\n  title = {x}\n  date = {2023},\n}\n",
                "facts/vocabulary/origins.yaml": "good: {name: N, by: B}\nbad: {name: N}\n",
                "facts/vocabulary/events.yaml": "a: {name: N}\n",
                "seeds/other/article.yaml": f"title: T\npublisher: P\ndate: soon\n{SENTENCES}",
                "seeds/other/article.txt": "Text.",
                "seeds/third/article.yaml": f"title: T\npublisher: P\ndate: 2023\n{SENTENCES}",
                "content/broken.md": "---\ntitel: x\n---\nText [@two-crossings].\n",
            }
        )
    )
    assert places_of(report) == [
        ("content/broken.md", 2, 1, "prose"),
        ("facts/claims/Upper.yaml", 1, 1, "file-name"),
        (f"{SHELF}/a-shape.yaml", 2, 7, "shape"),
        (f"{SHELF}/b-syntax.yaml", 1, 9, "yaml"),
        (f"{SHELF}/c-bytes.yaml", 1, 8, "readable"),
        (f"{SHELF}/d-empty.yaml", 1, 1, "yaml"),
        (f"{SHELF}/e-large.yaml", 1, 1, "readable"),
        (f"{SHELF}/f-hidden.yaml", 1, 9, "readable"),
        (f"{SHELF}/g-list.yaml", 1, 1, "shape"),
        (f"{SHELF}/h-alias.yaml", 1, 8, "yaml"),
        ("facts/sources/broken.bib", 3, 3, "bibtex"),
        ("facts/vocabulary/events.yaml", 1, 1, "file-name"),
        ("facts/vocabulary/origins.yaml", 2, 1, "shape"),
        ("seeds/other/article.yaml", 3, 7, "shape"),
        ("seeds/third/article.txt", 1, 1, "readable"),
    ]
    for kind in ("claims", "sources", "publishers", "countries", "people", "places", "articles"):
        assert ids(records, kind) == ids(good, kind)
    assert ids(records, "origins") == ["good"]
    assert [page.path for page in records.prose] == [
        "broken.md",
        "explainers/border.md",
        "index.md",
    ]


@pytest.mark.parametrize(
    "path",
    [
        "facts/claims/x.yaml",  # not in a topic's folder
        "facts/claims/borders/more/x.yaml",  # a folder too deep
        "facts/claims/borders/X.yaml",
        "facts/claims/borders/a b.yaml",
        "facts/claims/borders/a_b.yaml",
        "facts/claims/borders/-a.yaml",
        "facts/claims/borders/č.yaml",
        "facts/claims/borders/a.b.yaml",
        "facts/claims/borders/a\n.yaml",
        "facts/claims/borders/" + "a" * 65 + ".yaml",
        "facts/claims/borders/.hidden.yaml",
        # Files that look like records but would not be read.
        "facts/claims/borders/x.yml",
        "facts/claims/borders/x.YAML",
        "facts/claims/borders/x.yaml.txt",
        "facts/claims/borders/x",
        # Snapshots.
        "facts/snapshots/x.yml",
        "facts/snapshots/lrt/x.yaml",
        "facts/snapshots/X.yaml",
        "facts/snapshots/x.txt",
        # Articles.
        "seeds/article.yaml",
        "seeds/a/b/article.yaml",
        "seeds/A Story/article.yaml",
        "seeds/story/old-article.yaml",
    ],
)
def test_a_file_in_the_wrong_folder_is_reported_and_not_read(world: World, path: str) -> None:
    good, _ = read(world())
    records, report = read(
        world({path: CLAIM, "seeds/a/b/article.txt": "x", "seeds/article.txt": "x"})
    )
    assert places_of(report) == [(path, 1, 1, "file-name")]
    assert ids(records, "claims") == ids(good, "claims")
    assert ids(records, "articles") == ids(good, "articles")


@pytest.mark.parametrize(
    "path", ["facts/claims/.DS_Store", f"{SHELF}/.x.yaml.swp", "facts/claims/.gitkeep"]
)
def test_files_left_by_operating_systems_and_editors_are_ignored(world: World, path: str) -> None:
    assert places_of(read(world({path: b"\x00\xff"}))[1]) == []


@pytest.mark.parametrize("kind", list(VOCABULARY))
def test_a_vocabulary_must_be_a_mapping(world: World, kind: str) -> None:
    _, report = read(world({f"facts/vocabulary/{kind}.yaml": "- a\n- b\n"}))
    assert places_of(report) == [(f"facts/vocabulary/{kind}.yaml", 1, 1, "shape")]


def test_an_unknown_vocabulary_is_reported_with_a_suggestion(world: World) -> None:
    _, report = read(world({"facts/vocabulary/peple.yaml": "a: {name: N}\n"}))
    (error,) = report
    assert error.message == '"peple" is not a vocabulary.'
    assert error.hint.startswith("Did you mean people?")


@pytest.mark.parametrize("identity", ["Minsk", "../../evil", "a b", "-a", "x" * 65, "č"])
def test_an_invalid_id_in_a_vocabulary_is_refused(world: World, identity: str) -> None:
    text = f"first:\n  name: N\n  kind: K\n'{identity}':\n  name: N\n  kind: K\n"
    records, report = read(world({"facts/vocabulary/organisations.yaml": text}))
    assert places_of(report) == [("facts/vocabulary/organisations.yaml", 4, 1, "shape")]
    assert ids(records, "organisations") == ["first"]


def test_a_vocabulary_entry_includes_the_path_of_its_file(world: World) -> None:
    records, _ = read(world())
    assert {item.path for item in records.people} == {"facts/vocabulary/people.yaml"}
    assert records.people[0].place.path == "facts/vocabulary/people.yaml"


@pytest.mark.parametrize("text", [b"\xff", b"a\x00b", b"x" * 300_000])
def test_an_unreadable_article_text_is_reported(world: World, text: bytes) -> None:
    records, report = read(world({"seeds/story/article.txt": text}))
    assert records.articles == ()
    assert [item.span.path for item in report] == ["seeds/story/article.txt"]


def test_a_missing_article_text_is_reported(world: World) -> None:
    (error,) = read(world({"seeds/story/article.txt": None}))[1]
    assert (error.span.path, error.message) == ("seeds/story/article.txt", "This file is missing.")


def test_an_error_in_an_entry_is_reported_at_its_location(world: World) -> None:
    text = "border-guard:\n  name: Guard\n  kind: guard\nother:\n  name: Other\nthird: x\n"
    records, report = read(world({"facts/vocabulary/organisations.yaml": text}))
    assert places_of(report) == [
        ("facts/vocabulary/organisations.yaml", 4, 1, "shape"),  # kind is missing
        ("facts/vocabulary/organisations.yaml", 6, 1, "shape"),  # not a mapping
    ]
    assert ids(records, "organisations") == ["border-guard"]


@pytest.mark.parametrize("text", [None, "", "\n", "# Nothing yet.\n", "{}\n", "# None.\n\n{}\n"])
@pytest.mark.parametrize("name", ["publishers", "owners", "topics"])
def test_a_missing_or_blank_vocabulary_has_no_entries(
    world: World, name: str, text: str | None
) -> None:
    records, report = read(world({f"facts/vocabulary/{name}.yaml": text}))
    assert (getattr(records, name), report) == ((), Report())


def test_a_folder_without_records_is_an_empty_project(tmp_path: Path) -> None:
    (tmp_path / "facts").mkdir()
    assert read(Project(tmp_path)) == (Records(), Report())


def test_an_article_text_without_a_list_of_sentences_is_reported(world: World) -> None:
    report = read(world({"seeds/other/article.txt": "A text.\n"}))[1]
    assert [(item.span.path, item.rule) for item in report] == [
        ("seeds/other/article.txt", "readable")
    ]


def test_a_merged_or_withdrawn_claim_is_a_redirect(world: World) -> None:
    moved = "claim: Old.\n{}\ndate: 2026-11-22\n"
    records, report = read(
        world(
            {
                f"{SHELF}/old-one.yaml": moved.format("moved_to: [two-crossings]"),
                f"{SHELF}/old-two.yaml": moved.format("withdrawn: It was no claim."),
                f"{SHELF}/old-three.yaml": moved.format("moved_to: two-crossings"),
            }
        )
    )
    assert places_of(report) == [(f"{SHELF}/old-three.yaml", 2, 11, "shape")]
    redirects = {record.id: record for record in records.redirects}
    assert redirects["old-one"].moved_to == ("two-crossings",)
    assert redirects["old-two"].withdrawn == "It was no claim."
    assert not {"old-one", "old-two", "old-three"} & set(ids(records, "claims"))


def test_snapshots_are_listed_under_the_keys_of_their_sources(world: World) -> None:
    text = (
        "address: https://www.lrt.lt/en/news/19/1/closures\ntaken: 2026-11-22\ntool: by hand\n"
        f"characters: 100\nsha256: {'0' * 64}\nseal: {'0' * 64}\n"
        "passages:\n  - text: due to geopolitical circumstances\n    start: 10\n"
    )
    records, report = read(world({"facts/snapshots/lrt-2023-08-16-closures.yaml": text}))
    assert [item.span.path for item in report] == []
    assert ids(records, "snapshots") == ["lrt-2023-08-16-closures"]


@pytest.mark.parametrize(
    "name",
    [
        *("a.html", "more/a.HTM", "a.svg", "a.js", "a.xhtml", "a.css", "a.md.html", "asset/a.js"),
        # MkDocs copies such a file instead of making a page, and a link could run the file as a
        # script.
        *("a", "a.MD", "a.Markdown"),
    ],
)
def test_a_file_that_a_browser_would_run_is_refused(world, name):
    _, report = read(world({f"content/{name}": "<script>alert(1)</script>"}))
    (error,) = [item for item in report if item.span.path == f"content/{name}"]
    assert (error.rule, error.level) == ("prose", "error")
    assert "content/assets" in error.hint


@pytest.mark.parametrize(
    "name", ["assets/a.js", "assets/a.svg", "map.png", "more/b.JPG", ".a.html"]
)
def test_images_and_other_assets_are_accepted(world, name):
    _, report = read(world({f"content/{name}": "x"}))
    assert [item for item in report if item.span.path == f"content/{name}"] == []


@pytest.mark.parametrize("name", ["page.markdown", "more/page.mdown", "page.mkd"])
def test_a_page_with_a_different_file_extension_is_reported(world: World, name: str) -> None:
    records, report = read(world({f"content/{name}": "# T\n\n[@no-such-claim]\n"}))
    assert [(item[0], item[3]) for item in places_of(report)] == [(f"content/{name}", "prose")]
    assert name not in [page.path for page in records.prose]


def test_duplicate_records_are_read_so_that_a_rule_can_report_them(world: World) -> None:
    records, _ = read(world({"facts/claims/other/two-crossings.yaml": CLAIM}))
    assert ids(records, "claims").count("two-crossings") == 2


@pytest.mark.parametrize(
    "link",
    [
        f"{SHELF}/link.yaml",
        "facts/claims/link",
        "facts/sources/link.bib",
        "facts/vocabulary/link.yaml",
        "seeds/link",
        "content/link.md",
    ],
)
def test_symlinks_are_refused_in_every_folder(world: World, tmp_path: Path, link: str) -> None:
    project = world()
    secret = tmp_path / "secret"
    secret.mkdir()
    (secret / "two-more.yaml").write_text(CLAIM)
    (project.root / link).symlink_to(secret / "two-more.yaml" if "." in link else secret)
    records, report = read(project)
    assert places_of(report) == [(link, 1, 1, "readable")]
    assert "two-more" not in ids(records, "claims")


def test_a_symlink_in_place_of_an_article_text_is_refused(world: World, tmp_path: Path) -> None:
    project = world({"seeds/story/article.txt": None})
    (tmp_path / "secret.txt").write_text("A secret.")
    (project.root / "seeds/story/article.txt").symlink_to(tmp_path / "secret.txt")
    records, report = read(project)
    assert records.articles == ()
    assert places_of(report) == [("seeds/story/article.txt", 1, 1, "readable")]


def test_a_pipe_in_place_of_an_article_text_does_not_block_reading(world: World) -> None:
    project = world({"seeds/story/article.txt": None})
    os.mkfifo(project.root / "seeds/story/article.txt")
    assert places_of(read(project)[1]) == [("seeds/story/article.txt", 1, 1, "readable")]


def test_a_file_name_that_is_not_utf_8_is_reported(world: World) -> None:
    project = world()
    Path(os.fsdecode(bytes(project.root) + f"/{SHELF}/".encode() + b"\xff.yaml")).write_text(CLAIM)
    assert places_of(read(project)[1]) == [(f"{SHELF}/\ufffd.yaml", 1, 1, "file-name")]


def test_reading_twice_gives_the_same_records(world: World) -> None:
    project = world({f"{SHELF}/a.yaml": "kind: x\n", f"{SHELF}/b.yaml": "claim: [\n"})
    (first, one), (second, two) = read(project), read(project)
    assert one == two
    assert first.claims == second.claims


@pytest.mark.parametrize("name", ["żubr a.md", "README.md", "a\u200bb.md", "A.md", "x/-a.md"])
def test_the_file_name_of_a_page_must_be_valid_in_a_url(world: World, name: str) -> None:
    _, report = read(world({f"content/{name}": "# A page\n"}))
    assert [item.span.path for item in report.errors] == [f"content/{name}"]
