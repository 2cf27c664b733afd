"""Tests that words in visible quotation marks must be in the evidence."""

from collections.abc import Callable

import pytest

from build_tools import rules
from build_tools.facts.diagnostics import Diagnostic, Level
from build_tools.facts.ledger import Ledger
from build_tools.facts.project import Project
from build_tools.facts.reading import read
from build_tools.facts.records import sealed
from build_tools.quotations.counts import count
from tests.conftest import TINY

World = Callable[..., Project]
CLAIM = "facts/claims/borders/two-crossings.yaml"
SAID = "facts/claims/borders/said-threat.yaml"
PAGE = "content/explainers/border.md"
HOME = "content/index.md"
SNAPSHOT = "facts/snapshots/lrt-2023-08-16-closures.yaml"
PASSAGE = (
    "“We close two crossings due to geopolitical circumstances,” said Jonas Petraitis. "
    "It did not touch the railway that leads to Minsk."
)
FALSE = "“We closed them to punish Minsk,”"
FINDING = "finding: Two of six, from 18 August 2023.\n"


def snapshot(passage: str = PASSAGE) -> str:
    """Return a sealed snapshot with one passage, as JSON, which is YAML."""
    plain: dict[str, object] = {
        "address": "https://www.lrt.lt/en/news/19/1/closures",
        "taken": "2026-11-22",
        "tool": "facts 0.1.0, plain text",
        "characters": 4000,
        "sha256": "0" * 64,
        "passages": [{"text": passage, "start": 0, "fragments": []}],
    }
    seal = sealed("lrt-2023-08-16-closures", plain)
    lines = [
        *(f"{name}: {value}" for name, value in plain.items() if name != "passages"),
        "passages:",
        f"  - text: >-\n      {passage}\n    start: 0\n    fragments: []",
        f"seal: {seal}",
    ]
    return (
        "\n".join(lines).replace("sha256: 0", "sha256: '0", 1).replace("0\npass", "0'\npass") + "\n"
    )


def with_text(text: str, **fields: str) -> str:
    """Return the tiny claim with this text in place of its finding."""
    del fields
    assert FINDING in TINY[CLAIM]
    return TINY[CLAIM].replace(FINDING, text)


def reports(project: Project, *names: str) -> list[Diagnostic]:
    wanted = names or ("quoted-words",)
    records, diagnostics = read(project)
    assert list(diagnostics) == []
    return [problem for problem in rules.run(Ledger(records)) if problem.rule in wanted]


def places(problems: list[Diagnostic]) -> list[tuple[str, int, int]]:
    return [(one.span.path, one.span.line, one.span.column) for one in problems]


def at(path: str, text: str, words: str) -> tuple[str, int, int]:
    before = text[: text.index(words)]
    return path, before.count("\n") + 1, len(before) - before.rfind("\n")


# False quotations in fields and pages that were not checked at first.

FIELDS = (
    f"finding: {FALSE} said the minister.\n",
    f"finding: >-\n  Two of six.\n  The minister said,\n  {FALSE} and left.\n",
    f"finding: Two of six.\noutdated: It is {FALSE} no more.\n",
    f"finding: Two of six.\nwould_change: A record of {FALSE}\n",
    f"finding: Two of six.\nsearch_log:\n  - {{date: 2026-11, where: web, query: '\"x\"', "
    f"result: 'it had {FALSE}'}}\n",
    f"finding: Two of six.\nrelated:\n  - claim: said-threat\n    relation: follows\n"
    f"    why: It was {FALSE}\n",
)


@pytest.mark.parametrize("text", FIELDS)
def test_invented_words_in_a_field_are_refused_at_their_mark(world: World, text: str) -> None:
    changed = with_text(text)
    assert places(reports(world({CLAIM: changed}))) == [at(CLAIM, changed, FALSE)]


@pytest.mark.parametrize(
    "marked",
    [
        FALSE,
        '"We closed them to punish Minsk,"',
        "«We closed them to punish Minsk»",
        "« We closed them to punish Minsk »",
        "„We closed them to punish Minsk“",
        "„We closed them to punish Minsk”",
        "»We closed them to punish Minsk«",
        "‚We closed them to punish Minsk‘",
        "‘We closed them to punish Minsk,’",
        "'We closed them to punish Minsk,'",
        "‹We closed them to punish Minsk›",
        "「We closed them to punish Minsk」",
        "『We closed them to punish Minsk』",
        "“We close … to punish Minsk”",
        "“We … to … Minsk”",
        "“We … Petraitis”",
        "“touch the railway”",
        "“geopolitical circumst”",
        "“We close three crossings”",
        "“unclosed",
    ],
)
def test_quotation_marks_of_any_style_are_checked_everywhere(world: World, marked: str) -> None:
    claim = with_text(f"finding: >-\n  It said {marked} there.\n")
    page = TINY[PAGE] + f"\nIt said {marked} there [@two-crossings].\n"
    home = TINY[HOME] + f"\n- It\n  said {marked} there [@two-crossings].\n"
    files = {CLAIM: claim, PAGE: page, HOME: home, SNAPSHOT: snapshot()}
    expected = [at(path, text, marked) for path, text in files.items() if path != SNAPSHOT]
    assert sorted(places(reports(world(files)))) == sorted(expected)


@pytest.mark.parametrize(
    "marked",
    [
        "“geopolitical circumstances”",
        '"geopolitical circumstances"',
        "«geopolitical circumstances»",
        "‘geopolitical circumstances’",
        "“Geopolitical circumstances”",
        "“geopolitical circumstances,”",
        "“close two crossings … geopolitical circumstances”",
        "“two of its six”",
        "“Lithuania to close two crossings”",
        "the ministers’ plan of the ’90s, 5'10\" long",
    ],
)
def test_words_from_the_evidence_may_be_quoted_everywhere(world: World, marked: str) -> None:
    claim = with_text(f"finding: >-\n  It said {marked} there.\n")
    page = TINY[PAGE] + f"\nIt said {marked} there [@two-crossings].\n\n## On {marked}?\n\n"
    page = f"{page}Nothing [@two-crossings].\n"
    files = {CLAIM: claim, PAGE: page, SNAPSHOT: snapshot()}
    assert reports(world(files)) == []


def test_says_may_quote_only_its_own_source(world: World) -> None:
    words = "“geopolitical circumstances”"
    own = TINY[CLAIM].replace("to close two crossings from", f"on {words} from")
    other = TINY[CLAIM].replace("Two of six checkpoints are", f"{words}, six")
    article = TINY[CLAIM].replace("Two of six checkpoints", "The article's “two of its six”")
    assert own != TINY[CLAIM] != other
    assert reports(world({CLAIM: own})) == []
    assert places(reports(world({CLAIM: other}))) == [at(CLAIM, other, words)]
    assert places(reports(world({CLAIM: article}))) == [at(CLAIM, article, "“two of")]


def test_a_paragraph_may_quote_only_the_claims_that_it_cites(world: World) -> None:
    words = "“due to geopolitical circumstances”"
    for cited, allowed in (("[@two-crossings]", True), ("[@said-threat]", False), ("", False)):
        page = TINY[PAGE] + f"\nIt was {words} {cited}.\n"
        assert places(reports(world({PAGE: page}))) == ([] if allowed else [at(PAGE, page, words)])


@pytest.mark.parametrize(
    ("text", "allowed"),
    [
        ("The article says “a credit line”.", True),
        ("The article says “a debit line”.", False),
        ("It says “a credit line”.", False),
        ("The article is silent, but “a credit line,” said Jonas Petraitis.", False),
        ("It says “closed two of its six”.", True),
    ],
)
def test_the_article_may_be_quoted_if_the_text_names_it(
    world: World, text: str, allowed: bool
) -> None:
    claim = with_text(f"finding: >-\n  {text}\n")
    page = TINY[PAGE] + f"\n{text} [@two-crossings]\n"
    assert len(reports(world({CLAIM: claim, PAGE: page}))) == (0 if allowed else 2)


def test_the_title_and_the_description_of_a_page_are_checked(world: World) -> None:
    page = TINY[PAGE].replace("The answer.", "'It was “a threat”, l''avis «faux»'")
    expected = [at(PAGE, page, "“a threat”"), at(PAGE, page, "«faux»")]
    assert places(reports(world({PAGE: page}))) == expected


def test_a_page_title_that_is_a_list_is_checked(world: World) -> None:
    page = TINY[PAGE].replace("title: Why did the border close?", "title: [It was, “a threat”]")
    assert places(reports(world({PAGE: page}))) == [at(PAGE, page, "[It")]


def test_a_heading_may_quote_the_claims_that_its_section_cites(world: World) -> None:
    page = TINY[PAGE].replace("## What happened?", "## Why “geopolitical circumstances”?")
    assert reports(world({PAGE: page})) == []
    page = TINY[PAGE] + "\n## Why “geopolitical circumstances”?\n\nNobody knows.\n"
    assert places(reports(world({PAGE: page}))) == [at(PAGE, page, "“geo")]


def test_a_quotation_across_a_line_end_is_a_single_quotation(world: World) -> None:
    good = TINY[PAGE] + "\n> It cited “geopolitical\n> circumstances” [@two-crossings].\n"
    bad = good.replace("circumstances”", "reasons”")
    assert reports(world({PAGE: good})) == []
    assert places(reports(world({PAGE: bad}))) == [at(PAGE, bad, "“geo")]


@pytest.mark.parametrize(
    "text",
    [
        "`“We closed them”` is code [@two-crossings].",
        "```\n“We closed them”\n```",
        "A [link](index.md \"We closed them\") and ![a map](m.png 'We closed them').",
        '<span title="We closed them">Text</span>',
        "<!-- “We closed them” -->",
        "<!-- A draft:\n“We closed them”\n# “We closed them”\n\n“all” -->\n\nText.",
    ],
)
def test_marks_in_code_titles_and_attributes_are_not_quotations(world: World, text: str) -> None:
    assert reports(world({PAGE: TINY[PAGE] + f"\n{text}\n"})) == []


@pytest.mark.parametrize("text", ["<q>We closed them</q>", "&ldquo;We closed them&rdquo;"])
def test_quotation_marks_written_in_html_are_checked(world: World, text: str) -> None:
    page = TINY[PAGE] + f"\nIt said {text} [@two-crossings].\n"
    assert places(reports(world({PAGE: page}))) == [at(PAGE, page, text)]


def test_quotations_in_vocabularies_and_articles_are_checked(world: World) -> None:
    people, countries = "facts/vocabulary/people.yaml", "facts/vocabulary/countries.yaml"
    article = "seeds/story/article.yaml"
    files = {
        people: TINY[people].replace("  country:", f"  note: He said {FALSE} once.\n  country:"),
        countries: TINY[countries].replace("closed two", "cited “geopolitical reasons” and closed"),
        article: TINY[article].replace("A credit.", "It is “a debit line”."),
    }
    expected = [
        at(people, files[people], FALSE),
        at(countries, files[countries], "“geo"),
        at(article, files[article], "“a debit"),
    ]
    assert sorted(places(reports(world(files)))) == sorted(expected)
    files = {
        people: TINY[people].replace("name: Jonas", "name: “Jonas”"),
        countries: TINY[countries].replace(
            "closed two", "cited “geopolitical circumstances” and closed"
        ),
        article: TINY[article].replace("A credit.", "It is “A credit line”."),
    }
    assert reports(world(files)) == []


@pytest.mark.parametrize(
    ("value", "mark"),
    [
        ("'It''s said: “x y” ''no words of theirs'' there'", "''no words"),
        ('"He said \\"no words of theirs\\" there"', '\\"no words'),
        ('"He said \\u201cno words of theirs\\u201d there"', "\\u201cno words"),
        (">-\n  It is\n\n  a “no words of theirs” text", "“no words"),
        ("|-\n  It is\n  a “no words of theirs” text", "“no words"),
    ],
)
def test_the_error_is_located_at_the_quotation_mark_in_any_yaml_style(
    world: World, value: str, mark: str
) -> None:
    claim = with_text(f"finding: {value}\n")
    assert at(CLAIM, claim, mark) in places(reports(world({CLAIM: claim})))


def test_names_in_the_vocabulary_are_not_quotations(world: World) -> None:
    guard = "facts/vocabulary/organisations.yaml"
    files = {
        guard: TINY[guard].replace("  country", "  original: Tarnyba „Siena“\n  country"),
        CLAIM: with_text("finding: The guard is called “Siena” or “State Border Guard”.\n"),
    }
    assert reports(world(files)) == []


def test_a_block_quotation_is_checked(world: World) -> None:
    quoted = "> We close two crossings\n> due to geopolitical circumstances.\n> — Jonas Petraitis"
    page = TINY[PAGE] + f"\n{quoted} [@two-crossings]\n"
    assert reports(world({PAGE: page, SNAPSHOT: snapshot()})) == []
    false = page.replace("two crossings\n> due", "all crossings\n> due")
    assert places(reports(world({PAGE: false, SNAPSHOT: snapshot()}))) == [
        at(PAGE, false, "> We close")
    ]


def test_a_text_may_not_quote_more_words_than_the_limit_for_quotations(world: World) -> None:
    long = " ".join(["geopolitical"] * 26)
    claim = with_text(f"finding: >-\n  It said “{long}”.\n")
    files = {CLAIM: claim, SNAPSHOT: snapshot(f"It said that {long}.")}
    assert places(reports(world(files))) == [at(CLAIM, claim, "“geo")]


def test_a_paragraph_of_only_quotations_is_checked_quickly(world: World) -> None:
    page = TINY[PAGE] + "\n" + "“two of its six” " * 101 + "[@two-crossings]\n"
    (problem,) = reports(world({PAGE: page}))
    assert problem.span.column == 100 * len("“two of its six” ") + 1


def test_a_source_title_in_our_own_words_is_checked(world: World) -> None:
    bib = "facts/sources/tass.bib"
    files = {bib: TINY[bib].replace("[Two checkpoints closed]", f"[Minister: {FALSE}]")}
    assert places(reports(world(files))) == [at(bib, files[bib], FALSE)]
    braces = "{[{The} A \\& B: minister,\n    " + FALSE + "]}"
    files = {bib: TINY[bib].replace("{[Two checkpoints closed]}", braces)}
    assert places(reports(world(files))) == [at(bib, files[bib], FALSE)]
    published = {bib: TINY[bib].replace("[Two checkpoints closed]", f"Minister: {FALSE}")}
    assert reports(world(published)) == []


# Terms in quotation marks, which are not quotations.

TERMS = "terms:\n  hybrid threat: a term\nchecked:"


def test_a_term_listed_with_a_reason_is_accepted(world: World) -> None:
    claim = with_text("finding: It was a “hybrid threat,” they say.\n").replace("checked:", TERMS)
    page = TINY[PAGE] + "\nA “hybrid threat” [@two-crossings].\n"
    assert reports(world({CLAIM: claim, PAGE: page})) == []
    alone = TINY[PAGE] + "\n<!-- facts: term “hybrid threat”: a term -->\n\nA “hybrid threat”.\n"
    assert reports(world({PAGE: alone})) == []


def test_a_term_that_is_unused_too_long_or_unexplained_is_refused(world: World) -> None:
    idle = TINY[CLAIM].replace("checked:", TERMS)
    assert places(reports(world({CLAIM: idle}))) == [at(CLAIM, idle, "hybrid threat:")]
    mark = "<!-- facts: term “hybrid threat”: a term -->"
    page = TINY[PAGE] + f"\n{mark}\n"
    assert places(reports(world({PAGE: page}))) == [at(PAGE, page, mark)]
    other = f"\nA “hybrid threat”.\n\n{mark}\n"
    files = {PAGE: TINY[PAGE] + other, HOME: TINY[HOME] + f"\n{mark}\n"}
    assert places(reports(world(files))) == [at(HOME, files[HOME], mark)]
    needless = with_text("finding: It cited “geopolitical circumstances”.\n").replace(
        "checked:", "terms:\n  geopolitical circumstances: a term\nchecked:"
    )
    assert places(reports(world({CLAIM: needless}))) == [
        at(CLAIM, needless, "geopolitical circumstances: a")
    ]
    bare = "<!-- facts: term “hybrid threat”: -->"
    page = TINY[PAGE] + f"\n{bare}\n\nA “hybrid threat”.\n"
    assert places(reports(world({PAGE: page}))) == [at(PAGE, page, bare)]
    long = "We closed them all at midnight to punish Minsk"
    claim = with_text(f"finding: It was “{long}”.\nterms:\n  {long}: a term\n")
    assert places(reports(world({CLAIM: claim}))) == [at(CLAIM, claim, f"{long}:")]


def test_words_attributed_to_a_person_cannot_be_a_term(world: World) -> None:
    claim = with_text("finding: “A hybrid threat,” said Jonas Petraitis.\n").replace(
        "checked:", TERMS.replace("hybrid", "a hybrid")
    )
    assert at(CLAIM, claim, "“A hybrid") in places(reports(world({CLAIM: claim})))


# Speakers.

SPEAKER = "speaker: Government of Lithuania"
PEOPLE = (
    TINY["facts/vocabulary/people.yaml"]
    + "ona-onaite:\n  name: Ona Onaitė\n  roles:\n    - title: Spokeswoman\n"
)


@pytest.mark.parametrize(
    ("speaker", "passage", "expected"),
    [
        ("speaker: Jonas Petraitis", PASSAGE, []),
        ("speaker: Petraitis, as rendered by LRT", PASSAGE, []),
        ("speaker: Ona Onaitė", PASSAGE, [("contradicted-speaker", "Ona Onaitė")]),
        ("speaker: Ona Onaite", PASSAGE, [("contradicted-speaker", "Ona Onaite")]),
        ("", PASSAGE, [("contradicted-speaker", "due to")]),
        ("", "Due to geopolitical circumstances, it said.", [("named-speaker", "due to")]),
        ("speaker: A minister", PASSAGE, [("named-speaker", "A minister")]),
        ("speaker: A minister", PASSAGE.replace("Jonas Petraitis", "LRT"), []),
        ("speaker: Ona Onaitė", PASSAGE.replace("Jonas Petraitis", "the minister"), []),
        (
            "speaker: Ona Onaitė",
            "Jonas Petraitis said: “It is due to geopolitical circumstances.”",
            [],
        ),
        (
            "speaker: Ona Onaitė",
            "Jonas Petraitis said: “due to geopolitical circumstances.”",
            [("contradicted-speaker", "Ona Onaitė")],
        ),
        ("speaker: Ona Onaitė", "It was “due to geopolitical circumstances,” she said.", []),
    ],
)
def test_the_speaker_must_be_the_person_named_in_the_passage(
    world: World, speaker: str, passage: str, expected: list[tuple[str, str]]
) -> None:
    claim = TINY[CLAIM].replace(f"      {SPEAKER}\n", f"      {speaker}\n" if speaker else "")
    files = {CLAIM: claim, SNAPSHOT: snapshot(passage), "facts/vocabulary/people.yaml": PEOPLE}
    problems = reports(world(files), "contradicted-speaker", "named-speaker")
    assert [(one.rule, *places([one])[0]) for one in problems] == [
        (rule, *at(CLAIM, claim, words)) for rule, words in expected
    ]
    levels = {"contradicted-speaker": Level.ERROR, "named-speaker": Level.WARNING}
    assert all(one.level is levels[one.rule] for one in problems)


def test_an_official_record_needs_no_speaker(world: World) -> None:
    claim = TINY[CLAIM].replace(f"      {SPEAKER}\n", "")
    for basis, expected in (("reporting", 1), ("interview", 1), ("official-record", 0)):
        files = {CLAIM: claim.replace("basis: reporting", f"basis: {basis}", 1)}
        assert len(reports(world(files), "named-speaker")) == expected


@pytest.mark.parametrize(
    ("text", "is_wrong"),
    [
        ("“Due to geopolitical circumstances,” said Ona Onaitė.", True),
        ("“Due to geopolitical circumstances,” the spokeswoman Onaitė said.", True),
        ("Minister Onaitė said: “Due to geopolitical circumstances”.", True),
        ("“Due to geopolitical circumstances,” said Jonas Petraitis.", False),
        ("“Due to geopolitical circumstances,” the minister said to Onaitė.", False),
        ("It was “due to geopolitical circumstances”. Onaitė said nothing.", False),
        ("Onaitė said that Petraitis had called it “due to geopolitical circumstances”.", False),
        ("He named “geopolitical circumstances” and Onaitė said nothing.", False),
    ],
)
def test_a_text_that_attributes_words_to_another_speaker_is_refused(
    world: World, text: str, is_wrong: bool
) -> None:
    claim = with_text(f"finding: >-\n  {text}\n").replace(SPEAKER, "speaker: Jonas Petraitis")
    page = TINY[PAGE] + f"\n{text} [@two-crossings]\n"
    files = {CLAIM: claim, PAGE: page, "facts/vocabulary/people.yaml": PEOPLE}
    assert len(reports(world(files))) == (2 if is_wrong else 0)


def test_messages_do_not_contain_the_marks_that_replace_citations(world: World) -> None:
    text = "“Due to geopolitical circumstances,” said *Ona* [Onaitė](who.md) [@two-crossings]."
    claim = with_text(FINDING).replace(SPEAKER, "speaker: Jonas Petraitis")
    files = {CLAIM: claim, PAGE: f"# Why\n\n{text}\n", "facts/vocabulary/people.yaml": PEOPLE}
    (problem,) = reports(world(files))
    assert "to Onaitė here" in problem.message
    assert all(character.isprintable() for character in problem.message + problem.hint)


# Counts, waivers and other languages.


def test_quotations_in_our_sentences_are_counted(world: World) -> None:
    claim = with_text(
        f"finding: >-\n  “Geopolitical circumstances”, a “hybrid threat” and {FALSE} were said.\n"
    ).replace("checked:", TERMS)
    page = TINY[PAGE] + "\nIt cited “geopolitical circumstances” [@two-crossings].\n"
    files = {CLAIM: claim, PAGE: page}
    counts = count(Ledger(read(world(files))[0]))
    assert (counts.in_texts.all, counts.in_texts.uncheckable, counts.in_texts.failed) == (3, 2, 1)
    assert counts.terms == 1
    counts = count(Ledger(read(world({**files, SNAPSHOT: snapshot()}))[0]))
    assert (counts.in_texts.checked, counts.in_texts.uncheckable) == (2, 0)
    waived = claim.replace("checked:", "waive:\n  quoted-words: a reason\nchecked:")
    project = world({**files, CLAIM: waived})
    assert count(Ledger(read(project)[0])).in_texts.skipped == 1
    assert reports(project, "quoted-words", "waiver") == []


def test_an_unreadable_claim_causes_no_error_on_the_page_that_cites_it(world: World) -> None:
    page = TINY[PAGE] + "\nIt cited “geopolitical circumstances” [@two-crossings].\n"
    records, _ = read(world({CLAIM: "claim: [", PAGE: page}))
    assert [one for one in rules.run(Ledger(records)) if one.rule == "quoted-words"] == []


def test_quotations_on_a_spanish_page_are_checked(world: World) -> None:
    claim = (
        TINY[CLAIM]
        .replace("lang: en", "lang: es")
        .replace("due to geopolitical circumstances", "'Hervirla no sirve: concentra los nitratos'")
    )
    false, true = "«Hervirla sí sirve y elimina los nitratos»", "«Hervirla no sirve»"
    page = TINY[PAGE] + f"\nEl Dr. Iglesias dijo: {false} [@two-crossings].\n"
    good = TINY[PAGE] + f"\nEl Dr. Iglesias dijo: {true} [@two-crossings].\n"
    bib = TINY["facts/sources/lrt.bib"].replace("langid = {en}", "langid = {es}")
    files = {CLAIM: claim, "facts/sources/lrt.bib": bib}
    assert places(reports(world({**files, PAGE: page}))) == [at(PAGE, page, false)]
    assert reports(world({**files, PAGE: good})) == []
