"""Tests new records: their ids, similar records, and changes to existing files."""

import pytest

from build_tools.editing.drafts import (
    Draft,
    claim_draft,
    entry_draft,
    new_errors,
    proposed_folder,
    publisher_of,
    source_draft,
    unfinished,
    write,
)
from build_tools.editing.fmt import formatted
from build_tools.editing.page_metadata import metadata_of
from build_tools.editing.proposed_ids import as_id, proposed_claim_id, proposed_id, proposed_key
from build_tools.editing.similarity import like_entities, like_sources, same_address, similar_claims
from build_tools.facts.dates import When
from build_tools.facts.diagnostics import Diagnostic
from build_tools.facts.records import Claim, Verdict
from build_tools.facts.records.field_specs import fields_of
from build_tools.rules.check import check_project
from build_tools.rules.permitted_verdict import permitted

PUBLISHER = {"name": "BNS", "country": "LT", "kind": "agency"}
SOURCE = {
    "kind": "agency",
    "title": "A story",
    "url": "https://bns.lt/1",
    "urldate": "2026-11-22",
    "langid": "en",
}
CLAIM = {
    "finding": "It was: by all accounts.",
    "claim": "The closing of a crossing by Lithuania was harsh.",
    "kind": "characterisation",
    "related": [{"claim": "two-crossings", "relation": "follows", "why": "It came next."}],
    "asserted_by": "jonas-petraitis",
    "when": "2023-09",
    "later": True,
    "verdict": "not-checkable",
    "confidence": "low",
    "checked": {"by": "the editors", "date": "2026-11-22"},
}


@pytest.mark.parametrize(
    ("text", "identity"),
    [
        ("Lithuania closed two of its six crossings.", "lithuania-closed-six-crossings"),
        ("Mariusz Błaszczak's words of 10 August", "mariusz-blaszczak-words-10-august"),
        ("Калининград", "record"),
        ("../../etc", "etc"),
    ],
)
def test_an_id_consists_of_the_first_keywords(text, identity):
    assert proposed_id(text, (), "en") == identity


@pytest.mark.parametrize(
    ("claim", "identity"),
    [
        ("Lithuania closed two of its six crossings.", "lithuania-crossings"),
        ("Lithuania did not close its crossings in 2023.", "lithuania-close-crossings-2023"),
        (
            "The Czech Republic and Hungary joined NATO on 12 March 1999.",
            "czech-republic-hungary-nato-1999",
        ),
        ("The United States lost 12 aircraft.", "united-states-aircraft"),
        ("It closed.", "closed"),
        ("Калининград закрыт", "record"),
    ],
)
def test_the_id_of_a_claim_names_the_subject_and_not_the_outcome(claim, identity):
    assert proposed_claim_id(claim, (), "en") == identity
    assert proposed_claim_id(claim, (identity,), "en") == f"{identity}-2"


def test_an_id_that_is_already_in_use_in_any_case_gets_a_number():
    assert proposed_id("Poland", ["POLAND", "poland-2"], "en") == "poland-3"


@pytest.mark.parametrize(
    ("lang", "name", "identity"),
    [
        ("de", "Größe der Häuser in Übersee", "groesse-der-haeuser-in-uebersee"),
        ("de-AT", "Großmann", "grossmann"),
        ("sv", "Göteborgs häst", "goteborgs-hast"),
        ("en", "Schröder, Großmann", "schroder-grossmann"),
        ("da", "Ærø Å", "aeroe-aa"),
        ("nb", "Ålesund", "aalesund"),
        ("sv", "Åmål", "amal"),
        ("pl", "Łódź", "lodz"),
        ("vi", "Đà Nẵng", "da-nang"),
        ("de", "Gro\u0308\u00dfe", "groesse"),  # a letter and a separate mark
        ("is", "Þórður", "thordur"),
        ("fr", "Œuvre", "oeuvre"),
    ],
)
def test_letters_are_spelled_as_in_the_language(lang, name, identity):
    assert proposed_id(name, (), lang).startswith(identity.split("-")[0])
    assert as_id(name, lang) == identity


def test_a_long_id_is_cut_at_a_word():
    words = ["fourteen-letter"] * 9
    key = proposed_key("ministerium-fuer-bauen", "2026-09-28", "Land fördert Hallenbad", (), "de")
    assert key.endswith("-land-foerdert-hallenbad")
    publisher = "landesministerium-fuer-bauen-und-wohnen"
    cut = proposed_key(publisher, "2026-09-28", "Land fördert Hallenbad", (), "de")
    assert cut == f"{publisher}-2026-09-28-land"
    assert len(as_id("-".join(words), "en").split("-")) == 8


def test_a_long_id_is_cut_to_64_characters():
    assert len(proposed_id("incomprehensibilities " * 9, (), "en")) <= 64


def test_a_source_key_consists_of_publisher_date_and_subject():
    assert proposed_key(
        "the-times", "2023-08-18", "The border shut, again and again", (), "en"
    ) == ("the-times-2023-08-18-border-shut-again")
    assert proposed_key("tass", None, "Дорога", (), "ru") == "tass-undated"
    assert proposed_key("tass", "2023-08~", "Road", (), "en") == "tass-2023-08-road"


def test_the_proposed_folder_is_the_one_with_most_claims_on_the_topic(world):
    ledger = check_project(world()).ledger
    assert proposed_folder(ledger, ["borders"]) == "borders"
    assert proposed_folder(ledger, ["travel"]) == "travel"


def test_a_publisher_is_found_by_name_or_host(world):
    ledger = check_project(world()).ledger
    assert publisher_of(ledger, "https://elsewhere.org/1", "lrt") == "lrt"
    assert publisher_of(ledger, "https://lrt.lt/en/2", "") == "lrt"
    assert publisher_of(ledger, "https://elsewhere.org/1", "Else") is None


def test_only_claims_with_similar_words_count_as_similar(world):
    ledger = check_project(world()).ledger
    result = similar_claims(
        ledger, "On 18 August 2023 Lithuania closes two road crossings to Belarus."
    )
    assert [item.id for item in result] == ["two-crossings"]
    assert similar_claims(ledger, "Poland held an election in October.") == []
    assert similar_claims(ledger, "") == []


@pytest.mark.parametrize(
    ("url", "is_held"),
    [
        ("http://lrt.lt/en/news/19/1/closures/?utm_source=x#top", True),
        ("https://www.lrt.lt/en/news/19/1/closures", True),
        ("https://www.lrt.lt/en/news/19/1/closures?page=2", False),
        ("https://www.lrt.lt/en/news/19/2", False),
        ("https://[broken", False),
    ],
)
def test_an_existing_address_is_found_in_any_spelling(world, url, is_held):
    assert bool(same_address(check_project(world()).ledger, url)) is is_held


def test_sources_with_similar_titles_match_only_if_their_dates_are_close(world):
    ledger = check_project(world()).ledger
    title = "Lithuania closes two crossings"
    assert [source.id for source in like_sources(ledger, title, When.parse("2023-08-17"))] == [
        "lrt-2023-08-16-closures"
    ]
    assert like_sources(ledger, title, When.parse("2023-08-20")) == []
    assert like_sources(ledger, title, None)


def test_people_are_found_by_any_of_their_names(world):
    ledger = check_project(world()).ledger
    assert [entity.id for entity in like_entities(ledger, ["PETRAITIS"])] == ["jonas-petraitis"]
    assert like_entities(ledger, ["Jonas", ""]) == []


def test_a_new_claim_is_canonical_and_names_its_schema(world):
    project = world({"schema/claim.schema.json": "{}"})
    draft = claim_draft(project, "borders", "latvia-crossing", CLAIM)
    assert isinstance(draft, Draft)
    assert draft.path == "facts/claims/borders/latvia-crossing.yaml"
    first, second = draft.text.split("\n")[:2]
    assert first == "# yaml-language-server: $schema=../../../schema/claim.schema.json"
    assert second == "claim: The closing of a crossing by Lithuania was harsh."
    assert formatted(draft.path, draft.text) == draft.text
    write(project, draft)
    checked = check_project(project)
    assert not checked.report.errors
    assert checked.ledger.claims["latvia-crossing"].finding == "It was: by all accounts."


def test_comments_in_a_new_claim_explain_the_fields_that_it_leaves_out(world):
    draft = claim_draft(world(), "borders", "latvia-crossing", CLAIM)
    assert isinstance(draft, Draft)
    lines = draft.text.split("\n")
    described = {line.removeprefix("# ").split(":")[0] for line in lines[1:] if line[:2] == "# "}
    fields = set(fields_of(Claim))
    assert described & fields == fields - CLAIM.keys()
    assert lines.index("when: 2023-09") < next(
        number for number, line in enumerate(lines) if line.startswith("# as_of: ")
    )
    assert max(map(len, lines)) <= 100


def test_a_text_with_a_hidden_character_is_an_error(world):
    checked = check_project(project := world())
    claim = claim_draft(project, "borders", "latvia", {**CLAIM, "finding": "It\u200d was."})
    assert isinstance(claim, list)
    entry = entry_draft(project, "publishers", "bns", {**PUBLISHER, "name": "B\u200dNS"})
    assert isinstance(entry, Draft)
    assert "\u200d" not in entry.text
    errors = new_errors(checked.ledger, checked.report, [entry])
    assert "yaml" in {error.rule for error in errors}


def test_invalid_fields_give_errors_instead_of_a_draft(world):
    result = claim_draft(world(), "borders", "x", {**CLAIM, "when": "soon", "kind": "rumour"})
    assert isinstance(result, list)
    assert len(result) == 2
    assert all(isinstance(item, Diagnostic) for item in result)
    assert isinstance(source_draft(world(), "bns", "bns-1", {**SOURCE, "url": "ftp://x"}), list)
    assert isinstance(entry_draft(world(), "publishers", "bns", {"name": "BNS"}), list)


def test_an_existing_claim_is_not_overwritten(world):
    project = world()
    draft = claim_draft(project, "borders", "two-crossings", CLAIM)
    assert isinstance(draft, Draft)
    before = (project.root / draft.path).read_bytes()
    with pytest.raises(FileExistsError):
        write(project, draft)
    assert (project.root / draft.path).read_bytes() == before


def test_a_file_that_has_changed_since_it_was_read_is_not_overwritten(world):
    project = world()
    draft = entry_draft(project, "publishers", "bns", PUBLISHER)
    assert isinstance(draft, Draft)
    path = project.root / draft.path
    path.write_text(path.read_text() + "# mine\n")
    with pytest.raises(FileExistsError, match="changed in the meantime"):
        write(project, draft)
    assert path.read_text().endswith("# mine\n")


STRANGE = "# Publishers\n\nlrt:\n    kind: 'broadcaster'\n    name: LRT\n    country: LT\n"
TASS = "# the agency\ntass: {name: TASS, country: RU, kind: state-media, owner: russian-state}"
ENTRY = "bns:\n  name: BNS\n  country: LT\n  kind: agency\n"


@pytest.mark.parametrize(
    ("identity", "written"),
    [
        ("bns", "# Publishers\n\n" + ENTRY + STRANGE[14:] + TASS + "\n"),
        ("rmf", STRANGE + ENTRY.replace("bns:", "rmf:") + TASS + "\n"),
        ("xinhua", STRANGE + TASS + "\n" + ENTRY.replace("bns:", "xinhua:")),
    ],
)
@pytest.mark.parametrize("end", ["\n", ""])
def test_adding_an_entry_to_a_vocabulary_changes_no_other_byte(world, identity, written, end):
    project = world({"facts/vocabulary/publishers.yaml": STRANGE + TASS + end})
    draft = entry_draft(project, "publishers", identity, PUBLISHER)
    assert isinstance(draft, Draft)
    write(project, draft)
    expected = written if end or identity == "xinhua" else written[:-1]
    assert (project.root / draft.path).read_text() == expected
    assert identity in check_project(project).ledger.publishers


def test_windows_line_endings_are_kept_when_an_entry_is_added(world):
    text = (STRANGE + TASS + "\n").replace("\n", "\r\n")
    project = world({"facts/vocabulary/publishers.yaml": text})
    draft = entry_draft(project, "publishers", "xinhua", PUBLISHER)
    assert isinstance(draft, Draft)
    write(project, draft)
    after = (project.root / draft.path).read_bytes().decode()
    assert after.startswith(text)
    assert after[len(text) :] == ENTRY.replace("bns:", "xinhua:").replace("\n", "\r\n")


@pytest.mark.parametrize(("key", "place"), [("lrt-2022-a", "before"), ("lrt-2024-a", "after")])
def test_a_new_bib_entry_is_inserted_in_the_order_of_keys(world, key, place):
    record = "% about it\n@online{lrt-2023-08-16-closures, title={A}, kind={other}}\n"
    project = world({"facts/sources/lrt.bib": record})
    draft = source_draft(project, "lrt", key, SOURCE)
    assert isinstance(draft, Draft)
    entry = (
        f"@online{{{key},\n  title = {{A story}},\n  url = {{https://bns.lt/1}},\n"
        "  urldate = {2026-11-22},\n  langid = {en},\n  kind = {agency},\n}\n"
    )
    assert draft.text == (f"{entry}\n{record}" if place == "before" else f"{record}\n{entry}")


def test_the_first_source_of_a_publisher_gets_a_new_bib_file(world):
    project = world()
    draft = source_draft(project, "bns", "bns-1", SOURCE)
    assert isinstance(draft, Draft)
    write(project, draft)
    assert "bns-1" in check_project(project).ledger.sources


def test_an_unfinished_claim_is_offered_the_verdicts_that_its_evidence_permits(world):
    ledger = check_project(world()).ledger
    item = {"stance": "supports", "basis": "reporting", "says": "It did."}
    two = [
        {**item, "source": "lrt-2023-08-16-closures"},
        {**item, "source": "tass-2023-08-18-closed"},
    ]

    def verdicts(evidence):
        opinion = {"kind": "characterisation", "evidence": evidence}
        return permitted(ledger, unfinished(opinion))

    assert verdicts(two)[0] is Verdict.SUPPORTED
    assert verdicts(two[:1]) == (Verdict.NOT_CHECKABLE,)
    assert Verdict.WRONG in verdicts([{**two[0], "stance": "contradicts"}])


def test_existing_errors_are_not_among_the_new_errors(world):
    project = world({"facts/claims/borders/broken.yaml": "claim: [\n"})
    checked = check_project(project)
    assert checked.report.errors
    draft = claim_draft(project, "borders", "latvia", {**CLAIM, "topics": ["border"]})
    (fault,) = new_errors(checked.ledger, checked.report, [draft])
    assert (fault.rule, fault.span.path) == ("known-ids", draft.path)
    assert draft.text.split("\n")[fault.span.line - 1] == "topics: [border]"


def test_an_error_that_only_moves_to_another_line_is_not_new(world, tiny):
    file = "facts/vocabulary/people.yaml"
    project = world({file: tiny[file].replace("country: lithuania", "country: prussia")})
    checked = check_project(project)
    draft = entry_draft(
        project, "people", "ada-first", {"name": "Ada", "roles": [{"title": "Mayor"}]}
    )
    assert checked.report.errors
    assert new_errors(checked.ledger, checked.report, [draft]) == []
    unknown = entry_draft(
        project,
        "people",
        "ada-first",
        {"name": "Ada", "country": "saxony", "roles": [{"title": "Mayor"}]},
    )
    (fault,) = new_errors(checked.ledger, checked.report, [unknown])
    assert (fault.rule, fault.span.line) == ("known-ids", 3)


def test_a_hostile_title_cannot_break_out_of_its_entry(world):
    title = "A}, url = {javascript:1}, \\input{x} \x1b[31m\u202e"
    result = metadata_of(f"<title>{title}</title>".encode()).title
    draft = source_draft(world(), "bns", "bns-1", {**SOURCE, "title": result})
    assert isinstance(draft, Draft)
    assert "title = {A), url = (javascript:1), /input(x) [31m}," in draft.text
