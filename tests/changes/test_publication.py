"""Tests the setting for the first publication, and which later changes are reported."""

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from click.testing import CliRunner

from build_tools.changes.history import history_since
from build_tools.changes.publication_state import setting_faults
from build_tools.changes.revisions import base_at, compare, new_and_older_errors
from build_tools.cli import facts
from build_tools.facts.ledger import Ledger
from build_tools.facts.project import Project
from build_tools.facts.reading import read
from build_tools.rules.check import check_project
from build_tools.site.assemble import assemble
from build_tools.views.corrections import Corrections, corrections_of
from build_tools.views.publication import Publication
from tests.repositories import add, commit, committed, edit, git
from tests.sites import Html

CLAIMS = "facts/claims/borders"
TWO = f"{CLAIMS}/two-crossings.yaml"
LATER = f"{CLAIMS}/later-step.yaml"
WITHDRAWN = (
    "claim: Lithuania closed two more crossings on 1 March 2024.\nwithdrawn: Not ours.\n"
    "date: 2026-12-01\n"
)


def entry(field: str, was: str, now: str, day: str = "2026-12-01", kind: str = "correction") -> str:
    return (
        f"  - {{date: {day}, kind: {kind}, field: {field}, from: '{was}', to: '{now}',"
        " reason: A slip.}\n"
    )


def settings(project: Project, published: str) -> None:
    """Write the setting for the first publication, and commit all files."""
    text = f"site_name: Facts\nextra:\n  published: {published}  # since\n"
    (project.root / "mkdocs.yml").write_text(text)
    git(project.root, "add", "mkdocs.yml")
    commit(project)


def tagged(world: Callable[..., Project], name: str = "v1") -> Project:
    """Return a project with a tag, and with settings that name the tag in a later commit."""
    project = committed(world({"mkdocs.yml": "extra:\n  published: ''\n"}))
    git(project.root, "add", "mkdocs.yml")
    commit(project)
    git(project.root, "tag", name)
    settings(project, name)
    return project


def log(project: Project, published: str = "v1") -> Corrections:
    history = history_since(project, published)
    assert history.missing == ""
    return corrections_of(Ledger(read(project)[0]), history)


def differences(project: Project) -> list[tuple[str, str, str, bool]]:
    """Return the site's list of changes: field, before, after, and whether a reason is given."""
    return [
        (part.what, part.before, part.after, bool(item.entry.reason))
        for item in log(project).corrections
        for part in item.entry.differences
    ]


def rules(project: Project, base: str) -> tuple[set[str], set[str]]:
    """Return the rules that `facts diff BASE` and `facts check --base BASE` report."""
    fresh, _ = new_and_older_errors(project, base_at(project, base), check_project(project))
    return {fault.rule for fault in compare(project, base).faults}, {
        fault.rule for fault in fresh.errors if fault.rule in ("recorded-change", "publication")
    }


# Values of `published`


@pytest.mark.parametrize(
    ("written", "place"),
    [
        ("v9", (3, 14)),
        ('"29 Nov 2026"', (3, 14)),
        ("'2026-13-45'", (3, 14)),
        ("2026-02-30", (3, 14)),
        ("2026-11", (3, 14)),
        ("main", (3, 14)),
        ("HEAD", (3, 14)),
        ("v1~1", (3, 14)),
        ("v1^{commit}", (3, 14)),
        ("heads/main", (3, 14)),
        ("../heads/main", (3, 14)),
        ("--all", (3, 14)),
        ("true", (3, 14)),
        ("[v1]", (3, 14)),
        ("{tag: v1}", (3, 14)),
        ('"v1\\tv1"', (3, 14)),
        ("v" * 5000, (3, 14)),
        ("v1 ", None),
        ('"v1"', None),
        ("1.10", None),
        ("release/one", None),
        ("2026-11-22", None),
        ('""', None),
        ("", None),
        ("!ENV [PUBLISHED, '']", None),
    ],
)
def test_a_setting_without_a_day_or_tag_is_an_error_at_its_location(
    world: Callable[..., Project], written: str, place: tuple[int, int] | None
) -> None:
    project = tagged(world)
    git(project.root, "tag", "1.10")
    git(project.root, "tag", "release/one")
    settings(project, written)
    faults = list(setting_faults(project))
    assert [(fault.span.path, (fault.span.line, fault.span.column)) for fault in faults] == (
        [("mkdocs.yml", place)] if place else []
    )
    assert {fault.level for fault in faults} <= {"error"}
    done = CliRunner().invoke(facts, ["--project", str(project.root), "check"])
    assert done.exit_code == (1 if place else 0), done.output
    assert bool(assemble(project).checked.report.errors) == bool(place)


def test_a_commit_id_is_not_accepted_as_a_day_or_tag(world: Callable[..., Project]) -> None:
    project = tagged(world)
    settings(project, git(project.root, "rev-parse", "HEAD").strip())
    assert [fault.level for fault in setting_faults(project)] == ["error"]


def test_a_future_day_gives_a_warning(world: Callable[..., Project]) -> None:
    project = tagged(world)
    settings(project, "9000-01-01")
    assert [fault.level for fault in setting_faults(project)] == ["warning"]


# Which changes count as drafting


def test_a_revision_in_the_tagged_commit_counts_as_drafting_whatever_its_date(
    world: Callable[..., Project],
) -> None:
    project = committed(world())
    add(project, TWO, "revisions:\n" + entry("claim", "three", "two", "2999-01-01"))
    commit(project)
    git(project.root, "tag", "v1")
    settings(project, "v1")
    assert log(project).by_claim == {}
    # An entry that was added after the tag counts, even if its date is earlier.
    add(project, TWO, entry("finding", "Three", "Two", "1999-01-01"))
    commit(project)
    assert differences(project) == [("finding", "Three", "Two", True)]


def test_a_redirect_in_the_tagged_commit_counts_as_drafting(world: Callable[..., Project]) -> None:
    assert log(tagged(world)).corrections == ()


# Each change is shown once


def test_a_missing_revision_can_be_added_later(world: Callable[..., Project]) -> None:
    project = tagged(world)
    edit(project, TWO, "verdict: supported", "verdict: disputed")
    edit(project, TWO, "closed two of its six road", "closed three of its six road")
    commit(project)
    assert [reason for *_, reason in differences(project)] == [False, False]
    add(project, TWO, "revisions:\n" + entry("verdict", "supported", "disputed"))
    commit(project)
    assert [(what, reason) for what, *_, reason in differences(project)] == [
        ("verdict", True),
        ("claim", False),
    ]
    add(project, TWO, entry("claim", "two of its six", "three of its six"))
    commit(project)
    assert differences(project) == [
        ("verdict", "supported", "disputed", True),
        ("claim", "two of its six", "three of its six", True),
    ]
    assert rules(project, "v1") == (set(), set())


def test_one_revision_can_explain_several_silent_changes(world: Callable[..., Project]) -> None:
    project = tagged(world)
    for was, now in (("supported", "disputed"), ("disputed", "misleading")):
        edit(project, TWO, f"verdict: {was}", f"verdict: {now}")
        commit(project)
    assert len(differences(project)) == 2
    add(project, TWO, "revisions:\n" + entry("verdict", "supported", "misleading"))
    commit(project)
    assert differences(project) == [("verdict", "supported", "misleading", True)]


def test_a_revision_explains_only_a_single_change(world: Callable[..., Project]) -> None:
    project = tagged(world)
    for was, now in (("supported", "wrong"), ("wrong", "supported"), ("supported", "wrong")):
        edit(project, TWO, f"verdict: {was}", f"verdict: {now}")
        commit(project)
    add(project, TWO, "revisions:\n" + entry("verdict", "supported", "wrong"))
    commit(project)
    assert sorted(reason for *_, reason in differences(project)) == [False, False, True]


def test_a_revision_of_one_field_does_not_hide_a_change_of_another(
    world: Callable[..., Project],
) -> None:
    project = tagged(world)
    edit(project, TWO, "verdict: supported", "verdict: disputed")
    edit(project, TWO, "when: 2023-08-18", "when: 2023-08-19")
    add(project, TWO, "revisions:\n" + entry("verdict", "supported", "disputed"))
    commit(project)
    listed = differences(project)
    assert [(what, reason) for what, *_, reason in sorted(listed)] == [
        ("verdict", True),
        ("when", False),
    ]


# Claims that were withdrawn or merged


def texts(project: Project, published: str = "v1") -> Mapping[str, str]:
    """Return the text of each page that shows corrections."""
    history = history_since(project, published)
    site = assemble(project, Publication("", "Facts", history=history))
    pages = {page.path: Html(page.body).text for page in site.renderer.pages()}
    home = site.renderer.embed("latest-corrections", "")
    assert home is not None
    return {**pages, "home": Html(home).text}


@pytest.mark.parametrize("is_committed", [True, False])
def test_a_withdrawn_claim_is_shown_as_withdrawn_everywhere(
    world: Callable[..., Project], is_committed: bool
) -> None:
    project = tagged(world)
    (project.root / LATER).write_text(WITHDRAWN)
    if is_committed:
        commit(project)
    pages = texts(project)
    for path in ("claims/later-step.html", "corrections.html", "home"):
        assert "(withdrawn)" in pages[path], path
        assert pages[path].count("Not ours.") == 1, path
        assert ("Its last verdict was “Unverified”" in pages[path]) == is_committed, path
    assert "One correction since the first publication" in pages["corrections.html"]


def test_a_withdrawn_claim_is_listed_once(world: Callable[..., Project]) -> None:
    project = tagged(world)
    (project.root / LATER).write_text(WITHDRAWN)
    commit(project)
    (gone,) = log(project).corrections
    assert (gone.entry.kind, gone.entry.day.written) == ("withdrawn", "2026-12-01")


def test_a_merged_claim_shows_its_successor_and_the_successors_verdict(
    world: Callable[..., Project],
) -> None:
    project = tagged(world)
    moved = "claim: Lithuania closed more.\nmoved_to: [crossings-are-a-threat]\ndate: 2026-12-01\n"
    (project.root / LATER).write_text(moved)
    commit(project)
    (gone,) = log(project).corrections
    assert gone.title == "Claim: Lithuania closed more (merged; said, not verified)"
    assert [part.after for part in gone.entry.differences] == [
        "part of crossings-are-a-threat",
        "moved",
    ]


def test_a_merged_claim_has_no_verdict_if_its_successors_have_different_verdicts(
    world: Callable[..., Project],
) -> None:
    project = tagged(world)
    successors = "[crossings-are-a-threat, two-crossings]"
    moved = f"claim: It closed more.\nmoved_to: {successors}\ndate: 2026-12-01\n"
    (project.root / LATER).write_text(moved)
    commit(project)
    (gone,) = log(project).corrections
    assert gone.title == "Claim: It closed more (merged into claims with different verdicts)"
    assert [link.id for link in gone.successors] == ["crossings-are-a-threat", "two-crossings"]
    pages = texts(project)
    for path in ("claims/later-step.html", "corrections.html", "home"):
        assert "crossings-are-a-threat" not in pages[path], path
        assert "Lithuania closed two" in pages[path], path


def test_a_revision_does_not_hide_that_a_claim_was_temporarily_missing(
    world: Callable[..., Project],
) -> None:
    project = tagged(world)
    text = (project.root / TWO).read_text()
    (project.root / TWO).write_text("claim: It.\nwithdrawn: In doubt.\ndate: 2026-12-01\n")
    commit(project)
    (project.root / TWO).write_text(text)
    add(project, TWO, "revisions:\n" + entry("verdict", "supported", "wrong"))
    commit(project)
    kinds = {entry.kind for entry in log(project).of("two-crossings")}
    assert kinds == {"withdrawn", "restored", "correction"}


# Comparisons


def silent(project: Project) -> None:
    edit(project, TWO, "verdict: supported", "verdict: disputed")


@pytest.mark.parametrize("is_committed", [True, False])
def test_a_tag_counts_even_if_it_is_set_as_published_later(
    world: Callable[..., Project], is_committed: bool
) -> None:
    project = tagged(world)
    silent(project)
    if is_committed:
        commit(project)
    for base in ("v1", "v1~1", "HEAD~1" if is_committed else "HEAD"):
        assert rules(project, base) == ({"recorded-change"}, {"recorded-change"}), base
    add(project, TWO, "revisions:\n" + entry("verdict", "supported", "disputed"))
    for base in ("v1", "v1~1"):
        assert rules(project, base) == (set(), set()), base


def test_a_silent_change_committed_together_with_the_setting_is_reported(
    world: Callable[..., Project],
) -> None:
    project = committed(world({"mkdocs.yml": "extra:\n  published: ''\n"}))
    git(project.root, "add", "mkdocs.yml")
    commit(project)
    git(project.root, "tag", "v1")
    silent(project)
    settings(project, "v1")
    assert rules(project, "v1") == ({"recorded-change"}, {"recorded-change"})


def test_changes_before_the_tag_count_as_drafting(world: Callable[..., Project]) -> None:
    project = committed(world({"mkdocs.yml": "extra:\n  published: ''\n"}))
    git(project.root, "add", "mkdocs.yml")
    commit(project)
    first = git(project.root, "rev-parse", "HEAD").strip()
    silent(project)
    commit(project)
    git(project.root, "tag", "v1")
    settings(project, "v1")
    assert rules(project, first) == (set(), set())
    assert rules(project, "v1") == (set(), set())


@pytest.mark.parametrize("published", ["v2", "''"])
def test_the_first_publication_cannot_be_moved_to_a_later_day(
    world: Callable[..., Project], published: str
) -> None:
    project = tagged(world)
    silent(project)
    add(project, TWO, "revisions:\n" + entry("verdict", "supported", "disputed"))
    commit(project)
    git(project.root, "tag", "v2")
    (project.root / "mkdocs.yml").write_text(f"extra:\n  published: {published}\n")
    assert rules(project, "HEAD") == ({"publication"}, {"publication"})


def test_a_setting_that_named_an_unknown_tag_may_be_corrected(
    world: Callable[..., Project],
) -> None:
    project = tagged(world)
    settings(project, "v9")
    (project.root / "mkdocs.yml").write_text("extra:\n  published: v1\n")
    assert rules(project, "HEAD") == (set(), set())


# An incomplete history


def test_a_shallow_clone_is_reported_once_and_not_shown_as_free_of_corrections(
    world: Callable[..., Project], tmp_path: Path
) -> None:
    project = tagged(world)
    silent(project)
    commit(project)
    git(tmp_path, "clone", "--quiet", "--depth", "1", f"file://{project.root}", "part")
    part = Project(tmp_path / "part")
    pages = texts(part)
    for path in ("corrections.html", "home"):
        assert pages[path].count("part of the project's history") == 1, path
        assert "Nothing has been corrected" not in pages[path], path
    assert [fault.level for fault in setting_faults(part)] == ["warning"]


def test_an_unpublished_site_says_once_that_it_is_unpublished(
    world: Callable[..., Project],
) -> None:
    project = committed(world())
    add(project, TWO, "revisions:\n" + entry("verdict", "wrong", "supported"))
    pages = texts(project, "")
    for path in ("corrections.html", "home"):
        assert pages[path].count("not been published") == 1, path
        assert "orrection since" not in pages[path], path
        assert "Nothing has been corrected" not in pages[path], path


def test_a_tag_on_an_unrelated_branch_is_not_the_first_publication(
    world: Callable[..., Project],
) -> None:
    project = tagged(world)
    git(project.root, "checkout", "--quiet", "--orphan", "other")
    silent(project)
    commit(project)
    assert "not part of the history" in history_since(project, "v1").missing
