import shutil
from pathlib import Path

from build_tools.changes.comparison import Change
from build_tools.changes.forms import as_json, as_text
from build_tools.changes.revisions import base_at, compare
from build_tools.facts.records import Verdict
from build_tools.quotations.matching import QuoteClass
from build_tools.rules.check import check_project
from tests.repositories import NEW_CLAIM, add, commit, edit, git

CLAIMS = "facts/claims/borders"
TWO = "facts/claims/borders/two-crossings.yaml"
SAID = "facts/claims/borders/said-threat.yaml"
LATER = "facts/claims/borders/later-step.yaml"
LRT = "facts/sources/lrt.bib"


def test_the_comparison_is_empty_if_no_record_changed(project):
    comparison = compare(project, "HEAD")
    assert (comparison.claims, comparison.records, comparison.pages, comparison.faults) == (
        (),
        (),
        (),
        (),
    )
    assert as_text(comparison, project.root).endswith("\nNo fact changed.\n")


def test_a_reformatted_record_is_not_reported_as_changed(project):
    edit(
        project, TWO, "countries: [lithuania, belarus]\n", "countries:\n- lithuania\n- 'belarus'\n"
    )
    edit(
        project,
        TWO,
        "    says: >-\n      The government decided to close two crossings from Friday.\n",
        '    # noted\n    says: "The government decided\n'
        '      to close two crossings from Friday."\n',
    )
    edit(project, SAID, "finding: He said it to the", "finding: |\n  He said it\n  to the")
    edit(project, TWO, "when: 2023-08-18\n", 'when: "2023-08-18"   # a Friday\n')
    edit(project, SAID, "kind: quotation\nasserted_by: jonas-petraitis\n", "")
    edit(
        project, SAID, "claim: Jonas", "kind: quotation\nasserted_by: jonas-petraitis\nclaim: Jonas"
    )
    edit(
        project,
        LRT,
        "  title = {Lithuania to close two",
        '  TITLE =\n    "Lithuania  to {close} two',
    )
    edit(project, LRT, "crossings},", 'crossings",')
    edit(project, "content/index.md", "Lithuania closed two", "Lithuania closed\ntwo")
    (project.root / LATER).write_bytes((project.root / LATER).read_bytes().replace(b"\n", b"\r\n"))
    (project.facts / "claims/steps").mkdir()
    shutil.move(project.root / LATER, project.facts / "claims/steps/later-step.yaml")
    shutil.move(project.root / LRT, project.root / f"{LRT}.aside")
    shutil.move(project.root / f"{LRT}.aside", project.root / LRT)
    assert check_project(project).report.errors == ()
    comparison = compare(project, "HEAD")
    assert (comparison.claims, comparison.records, comparison.pages, comparison.faults) == (
        (),
        (),
        (),
        (),
    )


def test_each_change_is_reported_under_its_kind(project):
    add(project, f"{CLAIMS}/poland.yaml", NEW_CLAIM)
    edit(project, SAID, "He said it to", "He repeated it to")
    (project.root / LATER).write_text(
        "claim: Lithuania closed two more crossings.\nwithdrawn: Not ours.\ndate: 2026-12-01\n"
    )
    edit(project, "facts/vocabulary/people.yaml", "title: Minister", "title: Deputy minister")
    add(
        project,
        "facts/sources/tass.bib",
        "@online{tass-2023-08-19-more,\n  title = {More},\n  url = {https://tass.com/2},\n"
        "  urldate = {2026-11},\n  langid = {en},\n  kind = {state-media},\n}\n",
    )
    comparison = compare(project, "HEAD")
    assert [(change.id, change.change) for change in comparison.claims] == [
        ("later-step", Change.WITHDRAWN),
        ("poland", Change.ADDED),
        ("said-threat", Change.CHANGED),
    ]
    assert [(change.kind, change.id, change.change) for change in comparison.records] == [
        ("source", "tass-2023-08-19-more", Change.ADDED),
        ("person", "jonas-petraitis", Change.CHANGED),
    ]
    assert comparison.faults == ()
    withdrawn, added, changed = comparison.claims
    assert (withdrawn.verdict_before, withdrawn.reason) == (Verdict.UNVERIFIED, "Not ours.")
    assert (added.verdict_before, added.verdict_after) == (None, Verdict.WRONG)
    assert [change.after.says for change in added.evidence] == ["It says nothing of Poland."]
    assert [(change.stance, change.before, change.after) for change in added.origins] == [
        ("contradicts", 0, 1)
    ]
    (field,) = changed.fields
    assert field.field == "finding"
    assert field.before == "He said it to the broadcaster."
    assert field.after == "He repeated it to the broadcaster."


def test_added_removed_and_changed_evidence_is_reported_with_its_origins(project):
    edit(project, TWO, "  - source: tass-2023-08-18-closed\n    stance: supports\n", "")
    edit(project, TWO, "    basis: reporting\n    says: Two of six checkpoints are closed.\n", "")
    edit(project, TWO, "    part: the decision\n", "    part: the decision only\n")
    (change,) = compare(project, "HEAD").claims
    changed, lost = change.evidence
    assert [(change.field, change.before, change.after) for change in changed.fields] == [
        ("part", "the decision", "the decision only")
    ]
    assert (lost.before.source, lost.after) == ("tass-2023-08-18-closed", None)
    (origins,) = change.origins
    assert (origins.stance, origins.before, origins.after) == ("supports", 2, 1)
    assert (origins.gained, origins.lost) == ((), ("Russian state (TASS)",))


def test_reordered_evidence_is_not_reported_as_added_or_removed(project):
    head, evidence = (project.root / TWO).read_text().split("evidence:\n")
    items, rest = evidence.split("verdict:")
    first, second = items.split("  - source: tass")
    (project.root / TWO).write_text(
        f"{head}evidence:\n  - source: tass{second}{first}verdict:{rest}"
    )
    (change,) = compare(project, "HEAD").claims
    assert change.evidence == change.quotations == change.origins == ()
    said = as_text(compare(project, "HEAD"), project.root)
    assert "Evidence: the same in a different order" in said


def test_reordered_ids_are_not_reported_as_added(project):
    edit(project, TWO, "countries: [lithuania, belarus]", "countries: [belarus, lithuania]")
    comparison = compare(project, "HEAD")
    ((field,),) = [change.fields for change in comparison.claims]
    assert (field.field, field.before[0], field.after[0]) == ("countries", "lithuania", "belarus")
    assert "Countries: the same in a different order" in as_text(comparison, project.root)


SECOND = """\
  - source: lrt-2023-08-16-closures
    stance: supports
    part: the date
    basis: reporting
    says: It names the Friday.
"""


def test_two_items_from_the_same_source_are_distinguished(project):
    edit(project, TWO, "verdict: supported", f"{SECOND}verdict: supported")
    (claim,) = compare(project, "HEAD").claims
    assert [(change.before, change.after.part) for change in claim.evidence] == [(None, "the date")]
    assert claim.origins == ()
    commit(project)
    edit(project, TWO, SECOND, "")
    (claim,) = compare(project, "HEAD").claims
    assert [(change.before.part, change.after) for change in claim.evidence] == [("the date", None)]
    assert claim.origins == ()


def test_a_second_source_from_the_same_origin_adds_no_origin(project):
    more = "lrt-2023-08-17-more"
    add(project, LRT, f"@online{{{more},\n  title = {{More}},\n  url = {{https://www.lrt.lt/2}},\n")
    add(project, LRT, "  urldate = {2026-11},\n  langid = {en},\n  kind = {broadcaster},\n}\n")
    second = SECOND.replace("lrt-2023-08-16-closures", more)
    edit(project, TWO, "verdict: supported", f"{second}verdict: supported")
    (claim,) = compare(project, "HEAD").claims
    assert [change.after.source for change in claim.evidence] == [more]
    assert claim.origins == ()


def test_a_claim_is_affected_if_a_changed_source_removes_an_origin(project):
    edit(project, "facts/sources/tass.bib", "  kind =", "  origin = {lrt},\n  kind =")
    comparison = compare(project, "HEAD")
    (claim,) = comparison.claims
    assert (claim.id, claim.change) == ("two-crossings", Change.AFFECTED)
    assert [(change.before, change.after) for change in claim.origins] == [(2, 1)]
    assert [(change.id, change.change) for change in comparison.records] == [
        ("tass-2023-08-18-closed", Change.CHANGED)
    ]


def test_a_renamed_origin_is_not_reported_as_added(project):
    edit(project, "facts/vocabulary/publishers.yaml", "owner: russian-state", "owner: rossiya")
    assert compare(project, "HEAD").claims == ()


def test_a_changed_quotation_is_reported_with_both_classes(project):
    edit(
        project, TWO, "quote: closed two of its six crossings", "quote: closed two of six crossings"
    )
    edit(project, TWO, "speaker: Government of Lithuania", "speaker: Minister")
    (change,) = compare(project, "HEAD").claims
    article, source = change.quotations
    assert (article.where, article.before.kind, article.after.kind) == (
        "story S01",
        QuoteClass.EXACT,
        QuoteClass.ABSENT,
    )
    assert (source.where, source.after.kind) == ("lrt-2023-08-16-closures", QuoteClass.UNCHECKABLE)
    assert (source.before.speaker, source.after.speaker) == ("Government of Lithuania", "Minister")


def test_context_ok_changes_the_record_but_no_published_words(project):
    edit(project, TWO, "      lang: en\n", "      lang: en\n      context_ok: Said again below.\n")
    comparison = compare(project, "HEAD")
    (claim,) = comparison.claims
    assert claim.change is Change.CHANGED
    assert claim.quotations[0].after.context_ok == "Said again below."
    assert comparison.faults == ()
    assert "[uncheckable]; fair because: Said again below.\n" in as_text(comparison, project.root)


def test_a_new_snapshot_affects_the_claims_that_quote_it(project):
    add(
        project,
        "facts/snapshots/lrt-2023-08-16-closures.yaml",
        "address: https://www.lrt.lt/en/news/19/1/closures\ntaken: 2026-11-22\ntool: by hand\n"
        f"characters: 90\nsha256: {'0' * 64}\nseal: {'0' * 64}\npassages:\n"
        "  - text: It was decided due to geopolitical circumstances on Wednesday.\n    start: 0\n",
    )
    comparison = compare(project, "HEAD")
    (claim,) = comparison.claims
    assert (claim.id, claim.change) == ("two-crossings", Change.AFFECTED)
    (quotation,) = claim.quotations
    assert quotation.before.kind is QuoteClass.UNCHECKABLE
    assert quotation.after.kind is QuoteClass.EXACT
    assert [(change.kind, change.change) for change in comparison.records] == [
        ("snapshot", Change.ADDED)
    ]


def test_an_edited_article_affects_its_quotations_but_its_text_is_not_shown(project):
    edit(project, "seeds/story/article.txt", "closed two of", "closed too of")
    comparison = compare(project, "HEAD")
    (claim,) = comparison.claims
    assert (claim.id, claim.change) == ("two-crossings", Change.AFFECTED)
    assert claim.quotations[0].after.kind is QuoteClass.ABSENT
    assert comparison.faults == ()
    assert [(change.kind, change.id) for change in comparison.records] == [("article", "story")]
    assert "A credit line" not in as_json(comparison, project.root)


def test_a_withdrawn_claim_can_be_restored(project):
    text = (project.root / SAID).read_text()
    (project.root / SAID).write_text("claim: He said so.\nwithdrawn: In doubt.\ndate: 2026-12-01\n")
    commit(project)
    (project.root / SAID).write_text(text)
    (claim,) = compare(project, "HEAD").claims
    assert (claim.change, claim.verdict_after) == (Change.RESTORED, Verdict.SUPPORTED)


def test_an_unreadable_claim_is_not_reported_as_removed(project):
    edit(project, SAID, "kind: quotation", "kind: quote")
    edit(project, "facts/sources/tass.bib", "kind = {state-media}", "kind = {paper}")
    comparison = compare(project, "HEAD")
    assert ("said-threat", Change.UNREADABLE) in [
        (change.id, change.change) for change in comparison.claims
    ]
    assert [(change.id, change.change) for change in comparison.records] == [
        ("tass-2023-08-18-closed", Change.UNREADABLE)
    ]
    assert "can no longer be read" in comparison.faults[0].message


def test_a_claim_that_was_previously_unreadable_is_not_reported_as_new(project):
    tass = "facts/sources/tass.bib"
    edit(project, SAID, "kind: quotation", "kind: quote")
    edit(project, tass, "kind = {state-media}", "kind = {paper}")
    commit(project)
    edit(project, SAID, "kind: quote", "kind: quotation")
    edit(project, tass, "kind = {paper}", "kind = {state-media}")
    comparison = compare(project, "HEAD")
    assert (comparison.claims, comparison.records, comparison.faults) == ((), (), ())
    assert comparison.unread == (SAID, tass)
    assert SAID in as_text(comparison, project.root)


def test_two_revisions_are_compared_without_the_working_tree(project):
    edit(project, SAID, "He said it", "He repeated it")
    commit(project)
    edit(project, TWO, "verdict: supported", "verdict: wrong")
    comparison = compare(project, "HEAD~1", "HEAD")
    assert [change.id for change in comparison.claims] == ["said-threat"]


def test_reading_a_base_leaves_no_temporary_folder(project, tmp_path, monkeypatch):
    aside = tmp_path / "aside"
    aside.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(aside))
    compare(project, "HEAD", "HEAD")
    base_at(project, "HEAD")
    assert list(Path(aside).iterdir()) == []


def test_a_changed_text_in_the_settings_is_reported(project):
    add(project, "mkdocs.yml", "site_name: Two\nsite_url: https://a.example/\n")
    git(project.root, "add", "mkdocs.yml")
    commit(project)
    edit(project, "mkdocs.yml", "Two", "Three")
    edit(project, "mkdocs.yml", "a.example", "b.example")
    comparison = compare(project, "HEAD")
    (record,) = comparison.records
    assert (record.kind, record.id, record.change) == ("setting", "site_name", Change.CHANGED)
    assert [(change.before, change.after) for change in record.fields] == [("Two", "Three")]
