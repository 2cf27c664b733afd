"""A check that knows what was found before finds the same as one that knows nothing."""

import shutil
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from build_tools.facts.ledger import Ledger
from build_tools.facts.reading import Kept, Project, load, read
from build_tools.facts.reading.parse_cache import JUDGES, OURS
from build_tools.facts.records import Claim, Record, Records
from build_tools.reports import FORMATS
from build_tools.rules import all_rules
from build_tools.rules.check import Checked, examine
from tests.conftest import PROJECT, TINY
from tests.rules.samples import unmarked_files
from tests.snapshots import SNAPSHOT, captured

World = Callable[..., Project]
BORDERS = "facts/claims/borders"
TWO, SAID, LATER = (
    f"{BORDERS}/{name}.yaml" for name in ("two-crossings", "said-threat", "later-step")
)
THREAT = f"{BORDERS}/crossings-are-a-threat.yaml"
LRT, TASS = "facts/sources/lrt.bib", "facts/sources/tass.bib"
SECOND = TINY[LATER].replace("two more crossings", "one more crossing")
RELATED = "related:\n  - claim: {}\n    relation: follows\n    why: It does.\n"
A_SOURCE = """
@online{lrt-2023-08-17-threat,
  title = {[Two checkpoints closed]},
  date = {2023-08-17},
  url = {https://www.lrt.lt/en/news/19/2/threat},
  urldate = {2026-11},
  langid = {en},
  kind = {primary},
}
"""

# Each turns one thing in one file, or puts a file there: path, what stands there, what comes there.
# Where nothing is said to stand there, it is the whole file; where nothing comes, the file goes.
EDITS: tuple[tuple[str, str | None, str | None], ...] = (
    (TWO, "finding: Two", "finding: Precisely two"),
    (TWO, "verdict: supported", "verdict: wrong"),
    (TWO, "verdict: supported", "verdict: suported"),
    (TWO, "when: 2023-08-18", "when: 2023-08-19"),
    (TWO, "kind: event", "kind: event\nkind: event"),
    (TWO, "sentence: S01", "sentence: S07"),
    (TWO, "quote: closed two", "quote: closed ten"),
    (TWO, "due to geopolitical circumstances", "due to geographical circumstances"),
    (TWO, "tass-2023-08-18-closed", "lrt-2023-08-17-threat"),
    (TWO, "countries: [lithuania, belarus]", "countries: [lithuania, latvia]"),
    (TWO, "by: the editors", "by: the editors\nwaive:\n  matching-date: It is said so."),
    (TWO, "by: the editors", "by: the editors\nwaive:\n  article-words: It is said so."),
    (TWO, "asserted_by: article", "asserted_by: article\nembeds: said-threat"),
    (TWO, None, None),
    (SAID, "embeds: crossings-are-a-threat", "embeds: later-step"),
    (SAID, "embeds: crossings-are-a-threat", "embeds: crossings-are-threats"),
    (SAID, "verdict: supported", "verdict: unverified"),
    (SAID, "basis: interview", "basis: official-record"),
    (SAID, "asserted_by: article", "asserted_by: border-guard"),
    (SAID, None, None),
    (THREAT, "when: 2023-08~", "when: 2023-08~\nembeds: said-threat"),
    (THREAT, "when: 2023-08~", "when: 2023-08~\nembeds: two-crossings"),
    (THREAT, "verdict: attributed-only", "verdict: supported"),
    (THREAT, None, None),
    (LATER, "claim: two-crossings", "claim: one-crossing"),
    (LATER, "claim: two-crossings", "claim: later-step"),
    (LATER, "later: true", "later: false"),
    (LATER, None, "claim: It went.\nmoved_to: [two-crossings]\ndate: 2026-11-22\n"),
    (LATER, None, None),
    (f"{BORDERS}/one-crossing.yaml", None, SECOND),
    (f"{BORDERS}/one-crossing.yaml", None, "claim: a: b\n"),
    ("facts/claims/again/two-crossings.yaml", None, TINY[TWO]),
    ("facts/claims/again/two-crossings.yaml", None, SECOND),
    ("facts/claims/Again/x y.yaml", None, SECOND),
    (LRT, "2023-08-16}", "2023-08-26}"),
    (LRT, "kind = {broadcaster}", "kind = {primary}"),
    (LRT, "langid = {en}", "langid = {lt}"),
    (LRT, "title = {", "title = "),
    (LRT, "langid = {en},", "langid = {en},\n  waive = {cited-sources: It may be needed.},"),
    (LRT, None, TINY[LRT] + A_SOURCE),
    (TASS, "urldate = {2026-11}", "urldate = {2022-11}"),
    (TASS, None, None),
    ("facts/vocabulary/publishers.yaml", "owner: russian-state", "owner: state"),
    ("facts/vocabulary/publishers.yaml", "country: LT", "country: LT\n  owner: russian-state"),
    ("facts/vocabulary/people.yaml", "jonas-petraitis", "jonas-petraityte"),
    ("facts/vocabulary/places.yaml", "claim: two-crossings", "claim: later-steps"),
    ("facts/vocabulary/topics.yaml", None, None),
    ("facts/vocabulary/topics.yaml", "borders:", "- borders:"),
    ("seeds/story/article.yaml", "date: 2023-08-24", "date: 2025-08-24"),
    ("seeds/story/article.yaml", "id: S01", "id: S07"),
    ("seeds/story/article.yaml", "start: 43", "start: 44"),
    ("seeds/story/article.txt", "two of its six", "six of its two"),
    ("content/index.md", "[@two-crossings]", "on 18 August 2023 [@two-crossings]"),
    ("content/index.md", "[@two-crossings]", "on 20 August 2023 [@two-crossings] [@nothing]"),
    ("content/index.md", "facts: verdict-counts", "facts: verdict-count"),
    (f"facts/snapshots/{Path(SNAPSHOT).name}", None, None),
    (SNAPSHOT, "geopolitical", "geological"),
    ("facts/links.json", None, "no json"),
)


def put(project: Project, original: dict[str, str | None], chosen: frozenset[int]) -> None:
    """Write the project with the chosen edits, one after another, and no others."""
    files = dict(original)
    for number in sorted(chosen):
        path, before, after = EDITS[number]
        held = files.get(path)
        if before is None:
            files[path] = after
        elif held is not None:
            files[path] = held.replace(before, after or "")
    for path in {*original, *(edit[0] for edit in EDITS)}:
        text = files.get(path)
        file = project.root / path
        if text is None:
            file.unlink(missing_ok=True)
        elif not file.exists() or file.read_text("utf-8") != text:
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, "utf-8")


def told(checked: Checked, root: Path) -> list[Any]:
    """Return all that a check tells, in every form."""
    forms = [form(checked.report, checked.counts, root) for form in FORMATS.values()]
    return [[one.sort_key() for one in checked.report], *forms, checked.counts]


def plain(records: Iterable[Record]) -> list[Any]:
    """Return all that records hold, and where each stands."""
    return [(one.id, one.path, one.place.span(), one.model_dump()) for one in records]


def cold(project: Project) -> Checked:
    """Return what a check finds that knows nothing and leaves nothing."""
    kept = project.root / ".cache"
    aside = project.root.with_name(f"{project.root.name}-kept")
    if kept.exists():
        kept.rename(aside)
    try:
        return examine(project, Kept())
    finally:
        shutil.rmtree(kept, ignore_errors=True)
        if aside.exists():
            aside.rename(kept)


def started(world: World) -> tuple[Project, dict[str, str | None]]:
    """Return a project with a snapshot and nothing kept, and what its files hold."""
    project = captured(world)
    shutil.rmtree(project.root / ".cache", ignore_errors=True)
    files = [path for path in project.root.rglob("*") if path.is_file()]
    inside = [path for path in files if "templates" not in path.parts]
    return project, {
        str(path.relative_to(project.root)): path.read_text("utf-8") for path in inside
    }


@settings(
    max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None
)
@given(
    states=st.lists(
        st.frozensets(st.integers(0, len(EDITS) - 1), max_size=4), min_size=2, max_size=6
    )
)
def test_after_any_edits_the_same_is_found_as_by_a_check_that_knows_nothing(
    world: World, states: list[frozenset[int]]
) -> None:
    project, original = started(world)
    watching = load(project.root, late=True)
    for chosen in states:
        put(project, original, chosen)
        expected = told(cold(project), project.root)
        assert told(examine(project, load(project.root, late=True)), project.root) == expected
        assert told(examine(project, watching), project.root) == expected
        assert told(examine(project), project.root) == expected
        late, fresh = read(project, load(project.root, late=True))[0], read(project)[0]
        assert plain(late.claims) == plain(fresh.claims)
        assert plain(late.sources) == plain(fresh.sources)


@pytest.mark.parametrize("first", range(len(EDITS)))
def test_each_edit_made_and_unmade(world: World, first: int) -> None:
    """Every one alone, so that chance leaves none out; then with another, and back."""
    project, original = started(world)
    other = (first * 7 + 3) % len(EDITS)
    for chosen in (set(), {first}, {first, other}, {other}, set()):
        put(project, original, frozenset(chosen))
        expected = told(cold(project), project.root)
        assert told(examine(project, load(project.root, late=True)), project.root) == expected


def neighbourhood(ledger: Ledger, claim: Claim) -> Ledger:
    """Return a ledger of no more than a rule may look at when it judges the claim by itself."""
    records = ledger.records
    named = {claim.embeds, *(link.claim for link in claim.related)}
    naming = {
        one.id
        for one in ledger.claims.values()
        if one.embeds == claim.id or claim.id in {link.claim for link in one.related}
    }
    seen = {claim.id, *named, *naming}
    return Ledger(
        replace(
            records,
            claims=tuple(one for one in ledger.claims.values() if one.id in seen),
            unread=tuple(one for one in records.unread if one in seen),
            prose=(),
        )
    )


def worlds(world: World) -> Iterator[Ledger]:
    """Yield the ledgers of every rule's samples, and of every edit."""
    for rule in all_rules():
        for sample in (rule.good, rule.bad):
            yield Ledger(read(world(unmarked_files(sample)[0]))[0])
    project, original = started(world)
    for number in range(len(EDITS)):
        put(project, original, frozenset({number}))
        yield Ledger(read(project)[0])


def test_a_rule_that_judges_a_claim_by_itself_sees_no_more_than_it_says(world: World) -> None:
    by_claim = [rule for rule in all_rules() if rule.check_claim]
    found = set()
    for ledger in worlds(world):
        for claim in ledger.claims.values():
            nearby = neighbourhood(ledger, claim)
            for rule in by_claim:
                assert rule.check_claim is not None
                problems = [one.message for one in rule.check_claim(ledger, claim)]
                same = [one.message for one in rule.check_claim(nearby, nearby.claims[claim.id])]
                assert problems == same, rule.name
                if problems:
                    found.add(rule.name)
    assert found == {rule.name for rule in by_claim}


def test_a_rule_that_judges_what_is_no_claim_sees_no_claim_and_no_page(world: World) -> None:
    beside = [rule for rule in all_rules() if rule.check_non_claims]
    found = set()
    for ledger in worlds(world):
        alone = Ledger(replace(ledger.records, claims=(), unread=(), prose=()))
        for rule in beside:
            assert rule.check_non_claims is not None
            problems = list(rule.check_non_claims(ledger))
            assert problems == list(rule.check_non_claims(alone)), rule.name
            if problems:
                found.add(rule.name)
    assert found == {rule.name for rule in beside}


def made(project: Project, kept: Kept) -> set[str]:
    """Return the ids of the claims that a check made: those that it had to look at."""
    ledger = examine(project, kept).ledger
    return {one.id for one in ledger.files.values() if one.made is not None}


def test_only_what_changed_and_what_sees_it_is_judged_again(world: World) -> None:
    project = world()
    (project.root / "content/index.md").write_text("# What happened?\n")
    (project.root / "content/explainers/border.md").unlink()
    assert made(project, load(project.root, late=True)) == {
        "two-crossings", "said-threat", "later-step", "crossings-are-a-threat"
    }  # fmt: skip
    assert made(project, load(project.root, late=True)) == set()
    path = project.root / SAID
    path.write_text(TINY[SAID].replace("finding: He said", "finding: He did say"))
    assert made(project, load(project.root, late=True)) == {"said-threat", "crossings-are-a-threat"}
    path = project.root / LRT
    path.write_text(TINY[LRT].replace("2023-08-16}", "2023-08-15}"))
    assert len(made(project, load(project.root, late=True))) == 4


def test_a_file_that_could_not_be_read_and_then_went_is_missed(world: World) -> None:
    """Who names an unreadable file is not told of it twice; who names none is."""
    project = world({LATER: "claim: a: b\n", TWO: TINY[TWO] + RELATED.format("later-step")})
    first = examine(project, load(project.root, late=True))
    assert [one.span.path for one in first.report] == [LATER]
    (project.root / LATER).unlink()
    second = examine(project, load(project.root, late=True))
    assert [one.span.path for one in second.report] == [TWO]


def test_what_a_stray_file_may_have_held_is_missed_once_that_is_gone(world: World) -> None:
    """No text that stands beside the claims has changed then: only that all could be read."""
    unknown = TINY[TWO].replace("tass-2023-08-18-closed", "tass-2023-08-18-shut")
    project = world(
        {TWO: unknown, "facts/sources/more.bibtex": "@online{tass-2023-08-18-shut,\n}\n"}
    )
    for kept in (load(project.root, late=True), load(project.root, late=True)):
        assert "known-source" not in {one.rule for one in examine(project, kept).report}
    (project.facts / "sources/more.bibtex").unlink()
    found = examine(project, load(project.root, late=True))
    assert "known-source" in {one.rule for one in found.report}
    assert told(found, project.root) == told(cold(project), project.root)


def test_a_claim_that_only_others_lead_to_is_judged_when_they_no_longer_do(world: World) -> None:
    alone = TINY[LATER].partition("related:")[0]
    project = world({LATER: alone, TWO: TINY[TWO] + RELATED.format("later-step")})
    assert not examine(project, load(project.root, late=True)).report.errors
    (project.root / TWO).write_text(TINY[TWO] + RELATED.format("said-threat"))
    report = examine(project, load(project.root, late=True)).report
    assert [(one.span.path, one.rule) for one in report] == [(LATER, "anchored-claims")]


def test_what_has_a_fault_is_judged_each_time(world: World) -> None:
    project = world({LATER: TINY[LATER].replace("when: 2024-03-01", "when: 2024-03-02")})
    project.root.joinpath("content/index.md").write_text("# What happened?\n")
    for _ in range(3):
        assert "later-step" in made(project, load(project.root, late=True))


def test_nothing_is_believed_that_other_code_found(world: World) -> None:
    """All files of ours that decide it count: a rule that changed is among them."""
    listed = {path for one in JUDGES for path in OURS.glob(one)}
    package = PROJECT / "build_tools"
    below = ("dates", "quotes", "reading", "records", "rules")
    assert {path for one in below for path in (package / one).rglob("*.py")} <= listed
    assert {package / f"{one}.py" for one in ("ledger", "judging", "quotations", "text")} <= listed
    project = world()
    examine(project)
    path = project.root / ".cache/judged.json"
    whole = path.read_bytes()
    head, _, data = whole.partition(b"\n")
    path.write_bytes(b"0123456789abcdef" + head[16:] + b"\n" + data)
    assert made(project, load(project.root, late=True)) >= {"later-step", "said-threat"}


@pytest.mark.parametrize("path", [path for path in TINY if not path.endswith(".md")])
def test_every_text_but_those_of_claims_and_pages_stands_beside_them(
    world: World, path: str
) -> None:
    is_claim = path.startswith("facts/claims/") and "moved_to" not in TINY[path]
    is_claim = is_claim and "withdrawn" not in TINY[path]
    former = read(world())[0].beside
    assert (read(world({path: TINY[path] + "\n"}))[0].beside == former) == is_claim
    assert (read(world({path: None}))[0].beside == former) == is_claim


@pytest.mark.parametrize("name", ["names.json", "judged.json", "entries.json", "parsed.json"])
@pytest.mark.parametrize(
    "spoil",
    [lambda whole: b"", lambda whole: whole[:-20], lambda whole: whole.replace(b"e", b"f")],
    ids=["empty", "cut", "changed"],
)
def test_a_file_that_is_broken_is_thrown_away(
    world: World, name: str, spoil: Callable[[bytes], bytes]
) -> None:
    project = world()
    first = told(examine(project), project.root)
    path = project.root / ".cache" / name
    whole = path.read_bytes()
    path.write_bytes(spoil(whole))
    assert spoil(whole) != whole
    assert told(examine(project, load(project.root, late=True)), project.root) == first
    assert told(examine(project), project.root) == first
    assert len(path.read_bytes()) == len(whole)


def test_a_ledger_of_no_files_is_judged_whole() -> None:
    ledger = Ledger(Records())
    assert ledger.files == {}
    assert ledger.names == {}
