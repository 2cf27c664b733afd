"""New records: their ids, their doubles, what a page says of itself, and every other byte kept."""

import pytest

from build_tools.editing.drafts import (
    Draft,
    claim_draft,
    entry_draft,
    new_errors,
    proposed_id,
    proposed_key,
    proposed_folder,
    publisher_of,
    source_draft,
    unfinished,
    write,
)
from build_tools.editing.fmt import formatted
from build_tools.editing.page_metadata import PageMetadata, metadata_of, metadata_of_file
from build_tools.editing.similarity import like_entities, like_sources, same_address, similar_claims
from build_tools.facts.dates import When
from build_tools.facts.diagnostics import Diagnostic
from build_tools.facts.records import Verdict
from build_tools.rules.check import examine
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
    "claim": "The closing of a crossing by Latvia was harsh.",
    "kind": "characterisation",
    "related": [{"claim": "two-crossings", "relation": "follows", "why": "It came next."}],
    "asserted_by": "article",
    "when": "2023-09",
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
def test_an_id_is_made_of_the_telling_words(text, identity):
    assert proposed_id(text, ()) == identity


def test_a_taken_id_is_counted_on_whatever_its_case():
    assert proposed_id("Poland", ["POLAND", "poland-2"]) == "poland-3"


def test_a_long_id_fits():
    assert len(proposed_id("incomprehensibilities " * 9, ())) <= 64


def test_a_key_has_publisher_day_and_subject():
    assert proposed_key("the-times", "2023-08-18", "The border shut, again and again", ()) == (
        "the-times-2023-08-18-border-shut-again"
    )
    assert proposed_key("tass", None, "Дорога", ()) == "tass-undated"
    assert proposed_key("tass", "2023-08~", "Road", ()) == "tass-2023-08-road"


def test_the_shelf_is_where_claims_of_the_topic_lie(world):
    ledger = examine(world()).ledger
    assert proposed_folder(ledger, ["borders"]) == "borders"
    assert proposed_folder(ledger, ["travel"]) == "travel"


def test_a_publisher_is_known_by_name_or_by_host(world):
    ledger = examine(world()).ledger
    assert publisher_of(ledger, "https://elsewhere.org/1", "lrt") == "lrt"
    assert publisher_of(ledger, "https://lrt.lt/en/2", "") == "lrt"
    assert publisher_of(ledger, "https://elsewhere.org/1", "Else") is None


def test_claims_alike_in_words_are_found_and_others_are_not(world):
    ledger = examine(world()).ledger
    found = similar_claims(
        ledger, "On 18 August 2023 Lithuania closes two road crossings to Belarus."
    )
    assert [one.id for one in found] == ["two-crossings"]
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
def test_an_address_is_held_however_it_is_written(world, url, is_held):
    assert bool(same_address(examine(world()).ledger, url)) is is_held


def test_sources_of_like_title_are_found_on_about_the_same_day_only(world):
    ledger = examine(world()).ledger
    title = "Lithuania closes two crossings"
    assert [one.id for one in like_sources(ledger, title, When.parse("2023-08-17"))] == [
        "lrt-2023-08-16-closures"
    ]
    assert like_sources(ledger, title, When.parse("2023-08-20")) == []
    assert like_sources(ledger, title, None)


def test_people_are_found_by_any_of_their_names(world):
    ledger = examine(world()).ledger
    assert [one.id for one in like_entities(ledger, ["PETRAITIS"])] == ["jonas-petraitis"]
    assert like_entities(ledger, ["Jonas", ""]) == []


def test_a_new_claim_is_canonical_and_names_its_schema(world):
    project = world()
    draft = claim_draft(project, "borders", "latvia-crossing", CLAIM)
    assert isinstance(draft, Draft)
    assert draft.path == "facts/claims/borders/latvia-crossing.yaml"
    first, second = draft.text.split("\n")[:2]
    assert first == "# yaml-language-server: $schema=../../../schema/claim.schema.json"
    assert second == "claim: The closing of a crossing by Latvia was harsh."
    assert formatted(draft.path, draft.text) == draft.text
    write(project, draft)
    checked = examine(project)
    assert not checked.report.errors
    assert checked.ledger.claims["latvia-crossing"].finding == "It was: by all accounts."


def test_what_is_no_record_is_not_drafted(world):
    found = claim_draft(world(), "borders", "x", {**CLAIM, "when": "soon", "kind": "rumour"})
    assert isinstance(found, list)
    assert len(found) == 2
    assert all(isinstance(one, Diagnostic) for one in found)
    assert isinstance(source_draft(world(), "bns", "bns-1", {**SOURCE, "url": "ftp://x"}), list)
    assert isinstance(entry_draft(world(), "publishers", "bns", {"name": "BNS"}), list)


def test_nothing_is_overwritten(world):
    project = world()
    draft = claim_draft(project, "borders", "two-crossings", CLAIM)
    assert isinstance(draft, Draft)
    before = (project.root / draft.path).read_bytes()
    with pytest.raises(FileExistsError):
        write(project, draft)
    assert (project.root / draft.path).read_bytes() == before


def test_a_file_changed_meanwhile_is_not_written(world):
    project = world()
    draft = entry_draft(project, "publishers", "bns", PUBLISHER)
    assert isinstance(draft, Draft)
    path = project.root / draft.path
    path.write_text(path.read_text() + "# mine\n")
    with pytest.raises(FileExistsError, match="changed meanwhile"):
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
def test_a_vocabulary_gains_an_entry_and_keeps_every_other_byte(world, identity, written, end):
    project = world({"facts/vocabulary/publishers.yaml": STRANGE + TASS + end})
    draft = entry_draft(project, "publishers", identity, PUBLISHER)
    assert isinstance(draft, Draft)
    write(project, draft)
    expected = written if end or identity == "xinhua" else written[:-1]
    assert (project.root / draft.path).read_text() == expected
    assert identity in examine(project).ledger.publishers


def test_windows_line_ends_are_kept_when_an_entry_is_added(world):
    text = (STRANGE + TASS + "\n").replace("\n", "\r\n")
    project = world({"facts/vocabulary/publishers.yaml": text})
    draft = entry_draft(project, "publishers", "xinhua", PUBLISHER)
    assert isinstance(draft, Draft)
    write(project, draft)
    after = (project.root / draft.path).read_bytes().decode()
    assert after.startswith(text)
    assert after[len(text) :] == ENTRY.replace("bns:", "xinhua:").replace("\n", "\r\n")


@pytest.mark.parametrize(("key", "place"), [("lrt-2022-a", "before"), ("lrt-2024-a", "after")])
def test_a_bib_file_gains_an_entry_among_its_keys(world, key, place):
    held = "% about it\n@online{lrt-2023-08-16-closures, title={A}, kind={other}}\n"
    project = world({"facts/sources/lrt.bib": held})
    draft = source_draft(project, "lrt", key, SOURCE)
    assert isinstance(draft, Draft)
    entry = (
        f"@online{{{key},\n  title = {{A story}},\n  url = {{https://bns.lt/1}},\n"
        "  urldate = {2026-11-22},\n  langid = {en},\n  kind = {agency},\n}\n"
    )
    assert draft.text == (f"{entry}\n{held}" if place == "before" else f"{held}\n{entry}")


def test_a_new_publisher_has_a_new_bib_file(world):
    project = world()
    draft = source_draft(project, "bns", "bns-1", SOURCE)
    assert isinstance(draft, Draft)
    write(project, draft)
    assert "bns-1" in examine(project).ledger.sources


def test_the_verdicts_proposed_are_those_that_the_evidence_permits(world):
    ledger = examine(world()).ledger
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


def test_new_errors_are_those_that_the_drafts_bring(world):
    project = world({"facts/claims/borders/broken.yaml": "claim: [\n"})
    checked = examine(project)
    assert checked.report.errors
    draft = claim_draft(project, "borders", "latvia", {**CLAIM, "topics": ["border"]})
    (fault,) = new_errors(checked.ledger, checked.report, [draft])
    assert (fault.rule, fault.span.path) == ("known-ids", draft.path)
    assert draft.text.split("\n")[fault.span.line - 1] == "topics: [border]"


def test_an_entry_put_above_an_old_fault_brings_no_new_one(world, tiny):
    file = "facts/vocabulary/people.yaml"
    project = world({file: tiny[file].replace("country: lithuania", "country: prussia")})
    checked = examine(project)
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


OG = (
    '<html lang="en-GB"><head><title>T | P</title><meta property="og:title" content="A &amp; B">'
    '<meta property="og:site_name" content="Daily"><meta name="author" content="Ann Smith">'
    '<meta property="article:published_time" content="2023-08-18T06:00:00+03:00">'
    '<link rel="canonical" href="https://daily.org/1"></head>'
)
LD = (
    '<script type="application/ld+json">{"@context": "https://schema.org", "@graph": ['
    '{"@type": "NewsArticle", "headline": "Poland&#8217;s &#8220;border&#8221; &amp; us",'
    '"datePublished": "2023-08-17T07:00:00+00:00", "publisher": {"@type": "Organization",'
    '"name": "Daily &amp; Sons"}, "author": [{"@type": "Person", "name": "Jonas O&#039;Sample"}]}'
    "]}</script>"
)
# What Wikipedia's articles say: the headline in JSON-LD is their short description.
WIKIPEDIA = (
    '<html lang="en"><head><title>Silene Crossing - Wikipedia</title>'
    '<meta property="og:title" content="Silene Crossing - Wikipedia">'
    '<script type="application/ld+json">{"@context": "https:\\/\\/schema.org",'
    '"@type": "Article", "name": "Silene Crossing", "datePublished": "2006-07-12T09:27:14Z",'
    '"publisher": {"@type": "Organization", "name": "Wikimedia Foundation, Inc."},'
    '"headline": "border crossing between two countries"}</script>'
    '</head><body><h1 id="firstHeading">Silene Crossing</h1></body></html>'
)


@pytest.mark.parametrize(
    ("html", "metadata"),
    [
        (
            OG,
            PageMetadata(
                "A & B", "2023-08-18", "Daily", "Ann Smith", "en-GB", "https://daily.org/1"
            ),
        ),
        (
            LD,
            PageMetadata(
                "Poland’s “border” & us", "2023-08-17", "Daily & Sons", "Jonas O'Sample", "", ""
            ),
        ),
        (
            WIKIPEDIA,
            PageMetadata(
                "Silene Crossing", "2006-07-12", "Wikimedia Foundation, Inc.", language="en"
            ),
        ),
        ("<title>Only\n a  title</title>", PageMetadata("Only a title")),
        ("<title>First</title><svg><title>An icon</title></svg>", PageMetadata("First")),
        ('<meta property="og:locale" content="en_US">', PageMetadata(language="en-US")),
        ("", PageMetadata()),
    ],
)
def test_metadata_of_a_page(html, metadata):
    assert metadata_of(html.encode()) == metadata


@pytest.mark.parametrize(
    "html",
    [
        '<meta property="article:published_time" content="last week">',
        '<html lang="x; DROP">',
        '<meta name="author" content="https://facebook.com/ann">',
        '<script type="application/ld+json">{broken</script>',
        f'<script type="application/ld+json">{"[" * 20000}</script>',
        '<script type="application/ld+json">{"headline": {"name": 7}}</script>',
        "<title></title><meta><link rel>",
    ],
)
def test_metadata_that_a_record_cannot_contain_is_left_out(html):
    assert metadata_of(html.encode()) == PageMetadata()


def test_a_date_has_only_digits():
    html = '<meta property="article:published_time" content="2023-08-18evil">'
    assert metadata_of(html.encode()).date in ("", "2023-08-18")


def test_a_hostile_title_cannot_break_out_of_its_entry(world):
    title = "A}, url = {javascript:1}, \\input{x} \x1b[31m\u202e"
    found = metadata_of(f"<title>{title}</title>".encode()).title
    draft = source_draft(world(), "bns", "bns-1", {**SOURCE, "title": found})
    assert isinstance(draft, Draft)
    assert "title = {A), url = (javascript:1), /input(x) [31m}," in draft.text


def test_a_page_is_read_in_its_own_encoding(tmp_path):
    page = tmp_path / "page.html"
    page.write_bytes('<meta charset="windows-1251"><title>Минск</title>'.encode("cp1251"))
    assert metadata_of_file(page).title == "Минск"
    page.write_bytes(b'<meta charset="no-such"><title>Minsk</title>')
    assert metadata_of_file(page).title == "Minsk"
