"""Tests the samples of every rule, waivers, crashes of rules, and the conditions of verdicts."""

import re
from collections.abc import Callable, Iterator, Mapping

import pytest

from build_tools import rules
from build_tools.facts.diagnostics import Diagnostic, Level, Span
from build_tools.facts.ledger import Ledger
from build_tools.facts.project import Project
from build_tools.facts.reading import read
from build_tools.facts.records import Kind, Records, Verdict
from build_tools.rules import Rule, all_rules
from build_tools.rules.permitted_verdict import Condition, conditions
from build_tools.rules.problem import Problem
from build_tools.rules.samples import claim_sample
from tests.conftest import TINY
from tests.rules.samples import unmarked_files
from tests.txtar import files_of

World = Callable[..., Project]
VOCABULARY = "facts/vocabulary"
RULES = [pytest.param(rule, id=rule.name) for rule in all_rules()]


def of_rule(project: Project, name: str) -> list[Diagnostic]:
    """Return the diagnostics of a rule for a project."""
    return [
        diagnostic for diagnostic in rules.run(Ledger(read(project)[0])) if diagnostic.rule == name
    ]


def lines_of(diagnostics: list[Diagnostic]) -> list[tuple[str, int]]:
    """Return the path and the line of each diagnostic."""
    return [(one.span.path, one.span.line) for one in diagnostics]


# The samples of every rule.


def test_the_rules_are_discovered_by_file_name() -> None:
    names = [rule.name for rule in all_rules()]
    assert {"known-ids", "permitted-verdict", "article-words"} <= set(names)
    assert names == sorted(names)
    assert not set(rules.SHARED) & set(names)


@pytest.mark.parametrize("rule", RULES)
def test_every_rule_explains_what_it_requires_why_and_how_to_fix_errors(rule: Rule) -> None:
    assert rule.what
    assert rule.why
    assert rule.fix


@pytest.mark.parametrize("rule", RULES)
def test_a_good_sample_has_no_errors(rule: Rule, world: World) -> None:
    project = world(files_of(rule.good))
    assert of_rule(project, rule.name) == []
    assert [one for one in read(project)[1] if one.span.path in files_of(rule.good)] == []


@pytest.mark.parametrize("rule", RULES)
def test_a_bad_sample_has_errors_exactly_where_it_is_marked(rule: Rule, world: World) -> None:
    files, expected = unmarked_files(rule.bad)
    assert {name for _, _, name in expected} == {rule.name}
    project = world(files)
    report = of_rule(project, rule.name)
    assert {
        (diagnostic.span.path, diagnostic.span.line, diagnostic.rule) for diagnostic in report
    } == expected
    assert {diagnostic.level for diagnostic in report} == {rule.level}
    # The sample is readable, so its errors must be reported by this rule.
    assert [diagnostic for diagnostic in read(project)[1] if diagnostic.span.path in files] == []


def test_the_sample_claim_breaks_no_rule_and_its_replaced_texts_exist(
    world: World,
) -> None:
    project = world(files_of(claim_sample()))
    assert list(rules.run(Ledger(read(project)[0]))) == []
    assert "verdict: wrong\n" in claim_sample(("verdict: supported", "verdict: wrong"))
    with pytest.raises(ValueError, match="verdict: nothing"):
        claim_sample(("verdict: nothing", "verdict: wrong"))


def test_samples_are_split_by_file_and_mark() -> None:
    sample = "\n-- a/b.yaml --\none: 1 #! some-rule\ntwo: 2\n-- c.bib --\n@x{ %! other-rule\n"
    assert files_of(sample)["c.bib"] == "@x{ %! other-rule\n"
    files, expected = unmarked_files(sample)
    assert files == {"a/b.yaml": "one: 1\ntwo: 2\n", "c.bib": "@x{\n"}
    assert expected == {("a/b.yaml", 1, "some-rule"), ("c.bib", 1, "other-rule")}


def test_the_tiny_project_breaks_no_rule(world: World) -> None:
    assert list(rules.run(Ledger(read(world())[0]))) == []


# Waivers and crashes.

STEP = "facts/claims/borders/later-step.yaml"


def waiving(tiny: Mapping[str, str], *waivers: str, **changes: str) -> dict[str, str]:
    """Return the tiny project's later claim with waivers and some changed fields."""
    text = tiny[STEP]
    for field, value in changes.items():
        text, number = re.subn(rf"(?m)^{field}: .*$", f"{field}: {value}", text)
        assert number == 1, field
    lines = "".join(f"  {one}\n" for one in waivers)
    short = "finding_short: It was later.\n" if changes.get("verdict") == "wrong" else ""
    return {STEP: f"{text}{short}waive:\n{lines}"}


def errors_in_step(project: Project) -> list[tuple[str, int, int]]:
    return [
        (diagnostic.rule, diagnostic.span.line, diagnostic.span.column)
        for diagnostic in rules.run(Ledger(read(project)[0]))
        if diagnostic.span.path == STEP
    ]


def test_a_waiver_with_a_reason_suppresses_an_error(world: World, tiny: Mapping[str, str]) -> None:
    wrong = waiving(tiny, "cited-sources: x", verdict="wrong")
    assert "permitted-verdict" in [one[0] for one in errors_in_step(world(wrong))]
    waived = waiving(tiny, "permitted-verdict: For this test only.", verdict="wrong")
    assert errors_in_step(world(waived)) == []


def test_a_waiver_covers_only_its_own_record_and_rule(
    world: World, tiny: Mapping[str, str]
) -> None:
    files = waiving(
        tiny, "permitted-verdict: For this test only.", verdict="wrong", countries="[prussia]"
    )
    assert [one[0] for one in errors_in_step(world(files))] == ["known-ids"]
    other = "facts/claims/borders/two-crossings.yaml"
    files[other] = tiny[other].replace("verdict: supported", "verdict: wrong")
    all_found = rules.run(Ledger(read(world(files))[0]))
    assert (other, "permitted-verdict") in {(one.span.path, one.rule) for one in all_found}


def test_an_unnecessary_waiver_is_an_error(world: World, tiny: Mapping[str, str]) -> None:
    files = waiving(tiny, "known-ids: Once it was needed.")
    line = files[STEP].split("\n").index("  known-ids: Once it was needed.") + 1
    assert errors_in_step(world(files)) == [("waiver", line, 3)]


def test_a_waiver_of_an_unknown_rule_is_an_error(world: World, tiny: Mapping[str, str]) -> None:
    files = waiving(tiny, "known-id: A slip.")
    line = files[STEP].split("\n").index("  known-id: A slip.") + 1
    assert errors_in_step(world(files)) == [("waiver", line, 3)]
    (error,) = of_rule(world(files), "waiver")
    assert "known-ids" in error.hint


@pytest.mark.parametrize("name", ["waiver", "shape", "internal"])
def test_only_rules_can_be_waived(world: World, tiny: Mapping[str, str], name: str) -> None:
    assert [one[0] for one in errors_in_step(world(waiving(tiny, f"{name}: x")))] == ["waiver"]


def rule_with(check: Callable[[Ledger], Iterator[Problem]], name: str) -> Rule:
    return Rule(name, "What.", "Why.", "Fix.", "", "", Level.WARNING, check)


def test_messages_of_rules_become_sentences() -> None:
    def terse(ledger: Ledger) -> Iterator[Problem]:
        yield Problem(Span("a"), "one is wrong", "do the other..")

    (diagnostic,) = rules.run(Ledger(Records()), [rule_with(terse, "terse-rule")])
    assert (diagnostic.message, diagnostic.hint) == ("One is wrong.", "Do the other.")


def test_a_crash_in_a_rule_is_reported_and_the_other_rules_still_run() -> None:
    def crashing(ledger: Ledger) -> Iterator[Problem]:
        yield Problem(Span("a"), "One.", "Do.")
        raise RuntimeError("boom")

    def calm(ledger: Ledger) -> Iterator[Problem]:
        yield Problem(Span("z"), "Two.", "Do.")

    chosen = [rule_with(crashing, "first-rule"), rule_with(calm, "second-rule")]
    report = list(rules.run(Ledger(Records()), chosen))
    assert [(diagnostic.rule, diagnostic.span.path, diagnostic.level) for diagnostic in report] == [
        ("first-rule", "a", Level.WARNING),
        ("internal", "build_tools/rules/first_rule.py", Level.ERROR),
        ("second-rule", "z", Level.WARNING),
    ]
    assert "RuntimeError: boom" in report[1].message


# Conditions of verdicts.

LRT, TASS = "lrt-2023-08-16-closures", "tass-2023-08-18-closed"
CLAIM = "facts/claims/borders/two-crossings.yaml"


def item(
    source: str,
    stance: str = "supports",
    *,
    directness: str = "direct",
    basis: str = "reporting",
    part: str = "",
    origin: str = "",
) -> str:
    lines = [
        f"  - source: {source}",
        f"    stance: {stance}",
        f"    directness: {directness}",
        f"    basis: {basis}",
        "    says: So it says.",
        *([f"    part: {part}"] if part else []),
        *([f"    origin: {origin}"] if origin else []),
    ]
    return "\n".join(lines)


def needs(
    world: World, verdict: str, *items: str, kind: str = "event", log: bool = False, **files: str
) -> list[bool]:
    """Return, for each condition of the verdict, whether a claim with this evidence meets it."""
    return [need.met for need in all_needs(world, verdict, *items, kind=kind, log=log, **files)]


def all_needs(
    world: World, verdict: str, *items: str, kind: str = "event", log: bool = False, **files: str
) -> tuple[Condition, ...]:
    evidence = "evidence:\n" + "\n".join(items) + "\n" if items else ""
    search = "search_log:\n  - {date: 2026-11, where: w, query: q, result: r}\n" if log else ""
    text = (
        f"claim: A claim.\nkind: {kind}\nasserted_by: article\nwhen: 2023-08-18\n{evidence}"
        f"verdict: {verdict}\nconfidence: low\nfinding: A finding.\n{search}"
        "checked: {date: 2026-11-22, by: the editors}\n"
    )
    records, report = read(world({**files, CLAIM: text}))
    assert list(report) == []
    ledger = Ledger(records)
    return conditions(ledger, ledger.claims["two-crossings"])


def test_supported_needs_two_origins_one_of_them_direct_and_no_contrary_evidence(
    world: World,
) -> None:
    assert needs(world, "supported", item(LRT), item(TASS)) == [True, True, True]
    assert needs(world, "supported", item(LRT)) == [False, True, True]
    assert needs(world, "supported", item(LRT), item(LRT)) == [False, True, True]
    assert needs(world, "supported", item(LRT), item(TASS, origin="lrt")) == [False, True, True]
    assert needs(world, "supported", item(LRT), item(TASS, "context")) == [False, True, True]
    assert needs(world, "supported", item(LRT), item(TASS, "silent")) == [False, True, True]
    indirect = [item(LRT, directness="indirect"), item(TASS, directness="indirect")]
    assert needs(world, "supported", *indirect) == [True, False, True]
    one_direct = [item(LRT, directness="indirect"), item(TASS)]
    assert needs(world, "supported", *one_direct) == [True, True, True]
    against = item(LRT, "contradicts", origin="tass")
    assert needs(world, "supported", item(LRT), item(TASS), against) == [True, True, False]
    assert needs(world, "supported") == [False, False, True]


@pytest.mark.parametrize("kind", ["quotation", "attribution"])
def test_a_single_primary_record_shows_that_something_was_said(world: World, kind: str) -> None:
    for basis in ("own-observation", "interview"):
        assert needs(world, "supported", item(LRT, basis=basis), kind=kind) == [True, True]
        assert needs(world, "supported-with-nuance", item(LRT, basis=basis), kind=kind)[0]
    # Another publisher's copy of a record is not the record, whatever its name.
    for basis in ("reporting", "republished", "official-record"):
        assert needs(world, "supported", item(LRT, basis=basis), kind=kind) == [False, True]
    indirect = item(LRT, basis="interview", directness="indirect")
    assert needs(world, "supported", indirect, kind=kind) == [False, True]
    context = item(LRT, "context", basis="interview")
    assert needs(world, "supported", context, kind=kind) == [False, True]


@pytest.mark.parametrize("kind", ["quotation", "attribution"])
def test_two_unrelated_publishers_show_that_something_was_said(world: World, kind: str) -> None:
    def carried(*items: dict[str, object]) -> bool:
        return needs(world, "supported", *items, kind=kind)[0]

    one = {"origin": "lrt"}
    assert carried(item(LRT, **one), item(TASS, **one))
    assert not carried(item(LRT, **one), item(LRT, **one))
    assert not carried(item(LRT, **one), item(TASS, directness="indirect", **one))
    assert not carried(item(LRT, **one), item(TASS, "context", **one))
    # A claim that the statement is true still has only one origin.
    assert not needs(world, "supported", item(LRT, **one), item(TASS, **one), kind="event")[0]


def test_a_source_may_be_primary_by_its_kind(world: World, tiny: Mapping[str, str]) -> None:
    bib = "facts/sources/lrt.bib"
    source = {bib: tiny[bib].replace("kind = {broadcaster}", "kind = {primary}")}
    assert needs(world, "supported", item(LRT), kind="quotation", **source) == [True, True]
    indirect = item(LRT, directness="indirect")
    assert needs(world, "supported", indirect, kind="quotation", **source)[0] is False


def test_a_primary_record_alone_does_not_show_an_event(world: World) -> None:
    assert needs(world, "supported", item(LRT, basis="official-record"))[0] is False


def test_nuance_needs_a_source_for_the_qualifier_and_no_evidence_against_the_whole_claim(
    world: World,
) -> None:
    two = [item(LRT), item(TASS)]
    name = "supported-with-nuance"
    assert needs(world, name, *two) == [True, True, True, False]
    assert needs(world, name, item(LRT), item(TASS, part="the day")) == [True] * 4
    assert needs(world, name, *two, item(LRT, "context")) == [True] * 4
    assert needs(world, name, *two, item(LRT, "contradicts", part="the day")) == [True] * 4
    assert needs(world, name, *two, item(LRT, "contradicts")) == [True, True, False, True]
    assert needs(world, name, item(LRT, part="the day")) == [False, True, True, True]


def test_misleading_needs_evidence_of_an_omission_or_contradiction(world: World) -> None:
    assert needs(world, "misleading", item(LRT, "context")) == [True]
    assert needs(world, "misleading", item(LRT, "contradicts")) == [True]
    assert needs(world, "misleading", item(LRT), item(TASS, "silent")) == [False]


def test_wrong_needs_direct_evidence_against_the_claim_and_none_for_it(world: World) -> None:
    assert needs(world, "wrong", item(LRT, "contradicts")) == [True, True]
    assert needs(world, "wrong", item(LRT, "contradicts", directness="indirect")) == [False, True]
    assert needs(world, "wrong", item(LRT, "context")) == [False, True]
    assert needs(world, "wrong", item(LRT, "contradicts"), item(TASS)) == [True, False]
    rumour = item(TASS, directness="indirect")
    assert needs(world, "wrong", item(LRT, "contradicts"), rumour) == [True, True]


def test_disputed_needs_direct_evidence_for_and_against_the_claim(world: World) -> None:
    assert needs(world, "disputed", item(LRT), item(TASS, "contradicts")) == [True, True]
    assert needs(world, "disputed", item(LRT)) == [True, False]
    assert needs(world, "disputed", item(LRT, "contradicts")) == [False, True]
    indirect = item(TASS, "contradicts", directness="indirect")
    assert needs(world, "disputed", item(LRT), indirect) == [True, False]


def test_unverified_needs_a_record_of_the_search(world: World) -> None:
    assert needs(world, "unverified", log=True) == [True]
    assert needs(world, "unverified", item(LRT)) == [False]


@pytest.mark.parametrize("kind", list(Kind))
def test_an_event_or_a_number_is_checkable(world: World, kind: Kind) -> None:
    can_be = kind not in (Kind.EVENT, Kind.NUMBER)
    assert needs(world, "not-checkable", kind=kind) == [can_be, True]


@pytest.mark.parametrize(
    ("verdict", "met"),
    [
        ("supported", True),
        ("supported-with-nuance", True),
        ("unverified", False),
        ("disputed", False),
    ],
)
def test_attributed_needs_a_supported_claim_that_it_was_said(
    world: World, tiny: Mapping[str, str], verdict: str, met: bool
) -> None:
    path = "facts/claims/borders/said-threat.yaml"
    text = tiny[path].replace("verdict: supported", f"verdict: {verdict}")
    ledger = Ledger(read(world({path: text}))[0])
    claim = ledger.claims["crossings-are-a-threat"]
    assert [need.met for need in conditions(ledger, claim)] == [met]
    alone = Ledger(read(world({path: None}))[0])
    assert [need.met for need in conditions(alone, alone.claims[claim.id])] == [False]


@pytest.mark.parametrize("verdict", list(Verdict))
def test_every_condition_is_put_into_words(world: World, verdict: Verdict) -> None:
    needed = all_needs(world, verdict.value, item(LRT), log=True)
    assert needed
    for need in needed:
        assert need.words
        assert need.status


def test_a_missing_condition_is_reported_at_the_verdict(
    world: World, tiny: Mapping[str, str]
) -> None:
    text = tiny[CLAIM].replace("verdict: supported", "verdict: wrong")
    project = world({CLAIM: text})
    (error,) = of_rule(project, "permitted-verdict")
    line = text.split("\n").index("verdict: wrong") + 1
    assert (error.span.path, error.span.line, error.span.column) == (CLAIM, line, 10)
    ledger = Ledger(read(project)[0])
    for need in conditions(ledger, ledger.claims["two-crossings"]):
        assert f"{need.words} ({need.status})" in error.message
    assert "supported, supported-with-nuance" in error.message


def test_if_no_verdict_is_permitted_the_search_log_is_proposed(world: World) -> None:
    text = LOOSE.replace("characterisation", "event") + PLACE
    (error,) = of_rule(world({QUEUES: text}), "permitted-verdict")
    assert "`search_log`" in error.message


# Cases that the samples of individual rules do not cover.


ARTICLE = "seeds/story/article.yaml"


@pytest.mark.parametrize(
    ("old", "new", "line"),
    [
        ("start: 43", "start: 42", 9),
        ("start: 43", "start: 32", 9),
        ("end: 57", "end: 5700", 9),
        ("end: 57", "end: 43", 9),
        ("end: 42", "end: 43", 6),
        ("start: 43", "start: 46", 9),
        ("end: 42", "end: 40", 6),
    ],
)
def test_sentences_must_be_in_order_and_begin_and_end_with_words(
    world: World, tiny: Mapping[str, str], old: str, new: str, line: int
) -> None:
    assert tiny[ARTICLE].count(old) == 1
    project = world({ARTICLE: tiny[ARTICLE].replace(old, new)})
    assert (ARTICLE, line) in lines_of(of_rule(project, "article-words"))


def test_words_from_another_sentence_are_reported_with_that_sentence(
    world: World, tiny: Mapping[str, str]
) -> None:
    text = tiny[CLAIM].replace("sentence: S01", "sentence: S02")
    (error,) = of_rule(world({CLAIM: text}), "article-words")
    assert "S01" in error.hint


def in_denied_sentence(tiny: Mapping[str, str], quote: str, *more: str) -> dict[str, str]:
    """Return the tiny project with a denial in the article's first sentence."""
    sentence = "Officials never closed two of its crossings."
    claim = tiny[CLAIM].replace(
        "    quote: closed two of its six crossings\n", f"    quote: {quote}\n"
    )
    assert quote in claim
    for line in more:
        claim = claim.replace(f"    quote: {quote}\n", f"    quote: {quote}\n    {line}\n")
    article = tiny[ARTICLE].replace("end: 42", f"end: {len(sentence)}")
    article = article.replace("start: 43", f"start: {len(sentence) + 1}")
    article = article.replace("end: 57", f"end: {len(sentence) + 15}")
    return {CLAIM: claim, ARTICLE: article, "seeds/story/article.txt": f"{sentence} A credit line."}


def test_words_cut_from_a_negation_need_a_reason(world: World, tiny: Mapping[str, str]) -> None:
    quote, fair = "closed two of its crossings", "context_ok: The claim is about the denial."
    project = world(in_denied_sentence(tiny, quote))
    (error,) = of_rule(project, "article-words")
    assert lines_of([error]) == [(CLAIM, 6)]
    assert "never" in error.message
    assert of_rule(world(in_denied_sentence(tiny, quote, fair)), "article-words") == []
    whole = "Officials never closed two of its crossings"
    assert of_rule(world(in_denied_sentence(tiny, whole)), "article-words") == []
    idle = of_rule(world(in_denied_sentence(tiny, whole, fair)), "article-words")
    assert lines_of(idle) == [(CLAIM, 7)]


def test_the_hint_quotes_the_nearest_words(world: World, tiny: Mapping[str, str]) -> None:
    def hint(quote: str) -> str:
        text = tiny[CLAIM].replace("closed two of its six crossings", quote)
        (error,) = of_rule(world({CLAIM: text}), "article-words")
        return error.hint

    assert "two of its six crossings" in hint("closed ten of its six crossings")
    assert "“Lithuania closed two of its six crossings.”" in hint("zzz qqq")


def test_a_claim_may_appear_in_a_sentence_without_a_quotation(
    world: World, tiny: Mapping[str, str]
) -> None:
    text = tiny[CLAIM].replace("    quote: closed two of its six crossings\n", "")
    assert list(rules.run(Ledger(read(world({CLAIM: text}))[0]))) == []


def test_an_unknown_sentence_is_an_error(world: World, tiny: Mapping[str, str]) -> None:
    text = tiny[CLAIM].replace("sentence: S01", "sentence: S11")
    (error,) = of_rule(world({CLAIM: text}), "article-words")
    assert lines_of([error]) == [(CLAIM, 5)]
    assert "S11" in error.message
    assert "S01 to S02" in error.hint


def test_a_redirect_may_not_take_the_id_of_a_claim(world: World) -> None:
    path = "facts/claims/other/two-crossings.yaml"
    text = "claim: Old.\nmoved_to: [said-threat]\ndate: 2026-11-22\n"
    assert lines_of(of_rule(world({path: text}), "unique-ids")) == [(path, 1)]


def test_a_page_may_cite_a_moved_claim_but_not_an_unknown_one(world: World) -> None:
    moved = "claim: Old.\nmoved_to: [two-crossings]\ndate: 2026-11-22\n"
    project = world(
        {"facts/claims/borders/old.yaml": moved, "content/x.md": "# X\n\nSo [@old], [@odl].\n"}
    )
    (error,) = of_rule(project, "known-citation")
    assert lines_of([error]) == [("content/x.md", 3)]
    assert '"odl"' in error.message


@pytest.mark.parametrize(
    ("old", "new", "line", "words"),
    [
        ("start: 43", "start: 52", 9, "A credit"),
        ("end: 57", "end: 44", 10, "credit line."),
        ("    start: 0\n", "    start: 10\n", 6, "Lithuania"),
    ],
)
def test_words_outside_every_sentence_are_reported(
    world: World, tiny: Mapping[str, str], old: str, new: str, line: int, words: str
) -> None:
    assert tiny[ARTICLE].count(old) == 1
    project = world({ARTICLE: tiny[ARTICLE].replace(old, new)})
    errors = of_rule(project, "sentence-coverage")
    assert lines_of(
        [diagnostic for diagnostic in errors if f"“{words}”" in diagnostic.message]
    ) == [(ARTICLE, line)]


def test_dates_of_sources_and_revisions_in_the_wrong_order_are_refused(
    world: World, tiny: Mapping[str, str]
) -> None:
    bib = "facts/sources/tass.bib"
    text = tiny[CLAIM].replace(
        "verdict: supported",
        "revisions:\n  - {date: 2026-11-23, kind: update, field: f, from: a, to: b, reason: r}\n"
        "verdict: supported",
    )
    source = tiny[bib].replace("urldate = {2026-11}", "urldate = {2023-07}")
    errors = of_rule(world({CLAIM: text, bib: source}), "dates-in-order")
    revision = text.split("\n").index("revisions:") + 2
    assert lines_of(errors) == [(CLAIM, revision), (bib, 5)]


@pytest.mark.parametrize(
    ("published", "when", "kind", "part", "is_error"),
    [
        ("2023-08-16", "2023-08-18", "event", "", True),
        (
            "2023-08-17",
            "2023-08-18",
            "event",
            "",
            False,
        ),  # one day later is allowed because of time zones
        ("2023-08-18", "2023-08-18", "event", "", False),
        ("2023-08", "2023-08-18", "event", "", False),
        ("2023-07", "2023-08-18", "event", "", True),
        ("2023-08-16", "../2023-08-18", "event", "", False),
        ("2023-08-16/..", "2023-08-18", "event", "", False),
        ("2023-08-16", "2023-08-18", "number", "", False),
        ("2023-08-16", "2023-08-18", "event", "the decision", False),
    ],
)
def test_a_source_published_before_an_event_cannot_support_it(
    world: World,
    tiny: Mapping[str, str],
    published: str,
    when: str,
    kind: str,
    part: str,
    is_error: bool,
) -> None:
    bib = "facts/sources/tass.bib"
    source = tiny[bib].replace("date = {2023-08-18}", f"date = {{{published}}}")
    assert f"{{{published}}}" in source
    claim = (
        f"claim: A claim.\nkind: {kind}\nasserted_by: article\nwhen: {when}\nevidence:\n"
        f"{item(TASS, part=part)}\nverdict: not-checkable\nconfidence: low\nfinding: F.\n"
        "checked: {date: 2026-11-22, by: the editors}\n"
    )
    project = world({CLAIM: claim, bib: source})
    assert list(read(project)[1]) == []
    expected = [(CLAIM, 7)] if is_error else []
    assert lines_of(of_rule(project, "dates-in-order")) == expected


@pytest.mark.parametrize(
    ("path", "old", "new", "line", "proposed"),
    [
        (f"{VOCABULARY}/publishers.yaml", "tass:\n", "taas:\n", 1, "publishers.yaml"),
        (
            "facts/sources/tass.bib",
            "  kind = {state-media},\n",
            "  kind = {state-media},\n  origin = {zzz-wire},\n",
            8,
            "origins.yaml",
        ),
        (f"{VOCABULARY}/people.yaml", "country: lithuania", "country: zzz", 4, VOCABULARY),
        (f"{VOCABULARY}/organisations.yaml", "country: lithuania", "country: zzz", 3, VOCABULARY),
        (
            f"{VOCABULARY}/places.yaml",
            "countries: [lithuania, belarus]",
            "countries: [lithuania, zzz]",
            4,
            VOCABULARY,
        ),
        (
            f"{VOCABULARY}/countries.yaml",
            "neighbours: [lithuania]",
            "neighbours: [lithuanai]",
            4,
            "Did you mean lithuania?",
        ),
        (f"{VOCABULARY}/places.yaml", "claim: two-crossings", "claim: zzz", 8, ""),
    ],
)
def test_unknown_ids_outside_claims_are_reported(
    world: World,
    tiny: Mapping[str, str],
    path: str,
    old: str,
    new: str,
    line: int,
    proposed: str,
) -> None:
    assert tiny[path].count(old) == 1
    errors = of_rule(world({path: tiny[path].replace(old, new)}), "known-ids")
    assert line in {diagnostic.span.line for diagnostic in errors if proposed in diagnostic.hint}


def test_inputs_of_a_calculation_need_known_sources(world: World) -> None:
    sample = next(rule for rule in all_rules() if rule.name == "reproducible-calculation").good
    files = {
        path: text.replace(f"source: {TASS}\n        result", "source: tass-2023-x\n        result")
        for path, text in files_of(sample).items()
    }
    (error,) = of_rule(world(files), "known-source")
    line = files[error.span.path].split("\n")[error.span.line - 1]
    assert line.strip() == "source: tass-2023-x"


# A claim that the article makes must appear in at least one sentence.

QUEUES = "facts/claims/borders/queues.yaml"
LOOSE = """claim: Long queues were seen at the border.
kind: characterisation
asserted_by: article
when: 2023-08
verdict: not-checkable
confidence: low
finding: A matter of opinion.
checked:
  date: 2026-11-22
  by: the editors
"""
PLACE = "appears_in:\n  - article: story\n    sentence: S01\n"
TIE = "related:\n  - claim: {}\n    relation: follows\n    why: It came next.\n"
GUARD = LOOSE.replace("asserted_by: article", "asserted_by: border-guard")


@pytest.mark.parametrize("text", [LOOSE + PLACE, GUARD, GUARD + PLACE, GUARD + TIE])
def test_a_claim_that_the_article_makes_has_a_sentence(world: World, text: str) -> None:
    assert of_rule(world({QUEUES: text}), "anchored-claims") == []


@pytest.mark.parametrize("more", ["", TIE.format("two-crossings"), "embeds: two-crossings\n"])
def test_a_claim_that_the_article_makes_without_a_sentence_is_an_error(
    world: World, more: str
) -> None:
    (error,) = of_rule(world({QUEUES: LOOSE + more}), "anchored-claims")
    assert (error.span.path, error.span.line, error.span.column) == (QUEUES, 3, 14)


# The tiny project's article is dated 24 August 2023.
AFTER = "when: 2023-08-25\n"


@pytest.mark.parametrize(
    ("text", "places"),
    [
        (GUARD.replace("when: 2023-08\n", AFTER), [(4, 7)]),
        (GUARD.replace("when: 2023-08\n", "when: 2023-09/..\n"), [(4, 7)]),
        (GUARD.replace("when: 2023-08\n", AFTER) + "later: true\n", []),
        (GUARD.replace("when: 2023-08\n", "when: 2023-08-24\n"), []),
        # Part of the period may precede the article, or the date is unknown.
        (GUARD.replace("when: 2023-08\n", "when: 2023-08/2024\n"), []),
        (GUARD.replace("when: 2023-08\n", "when: 2024~\n"), []),
        (GUARD.replace("when: 2023-08\n", "when: 2023-08-20\n") + "later: true\n", [(4, 7)]),
        # The article's own statements about the future are attributions.
        ((LOOSE + PLACE).replace("when: 2023-08\n", AFTER), [(4, 7)]),
        (
            (LOOSE + PLACE)
            .replace("when: 2023-08\n", AFTER)
            .replace("kind: characterisation", "kind: attribution"),
            [],
        ),
        (
            GUARD.replace("when: 2023-08\n", AFTER).replace(
                "kind: characterisation", "kind: attribution"
            ),
            [(4, 7)],
        ),
    ],
)
def test_claims_about_events_after_the_article_are_marked_as_later(
    world: World, text: str, places: list[tuple[int, int]]
) -> None:
    errors = of_rule(world({QUEUES: text}), "dates-in-order")
    assert [(error.span.line, error.span.column) for error in errors] == places


@pytest.mark.parametrize(
    ("read", "number"), [("2023-08-16", 0), ("2023-08-15", 0), ("2023-08-14", 1)]
)
def test_a_page_may_be_read_one_day_before_its_publication_date(
    world: World, read: str, number: int
) -> None:
    path = "facts/sources/lrt.bib"
    text = TINY[path].replace("urldate = {2026-11}", f"urldate = {{{read}}}")
    assert len(of_rule(world({path: text}), "dates-in-order")) == number


# Sources that look like the same story. Each source has a warning, which its entry can waive.

BIB = "facts/sources/lrt.bib"


def stories(*waivers: str) -> dict[str, str]:
    """Return similar sources, with or without waivers, and a different source."""
    entries = [
        f"@online{{lrt-2023-09-19-story-{number},\n"
        "  title = {Latvia shuts the Silene crossing},\n"
        "  date = {2023-09-19},\n"
        f"  url = {{https://lrt.lt/{number}}},\n  urldate = {{2026-11}},\n  langid = {{en}},\n"
        f"  kind = {{newspaper}},\n{waiver and f'  waive = {{{waiver}}},'}\n}}\n"
        for number, waiver in enumerate(waivers)
    ]
    texts = [entry.replace("lrt", f"paper{number}") for number, entry in enumerate(entries)]
    files = {f"facts/sources/paper{number}.bib": text for number, text in enumerate(texts)}
    return {**files, BIB: TINY[BIB]}


def warnings_of(world: World, files: dict[str, str]) -> list[tuple[str, str]]:
    report = rules.run(Ledger(read(world(files))[0]))
    return [
        (diagnostic.rule, diagnostic.span.path)
        for diagnostic in report
        if diagnostic.rule in ("shared-origin", "waiver")
    ]


def test_a_source_like_several_others_is_reported_once(world: World) -> None:
    warnings = of_rule(world(stories("", "", "")), "shared-origin")
    assert [one.span.path for one in warnings] == [
        "facts/sources/paper1.bib",
        "facts/sources/paper2.bib",
    ]
    for number in range(3):
        assert f'"paper{number}-2023-09-19-story-{number}"' in warnings[1].message


def test_a_similar_source_may_be_justified_as_a_different_story(world: World) -> None:
    own = "shared-origin: Its own reporter wrote it."
    assert warnings_of(world, stories("", own)) == []
    assert warnings_of(world, stories("", own, "")) == [
        ("shared-origin", "facts/sources/paper2.bib")
    ]
    assert warnings_of(world, stories("", "cited-sources: x")) == [
        ("shared-origin", "facts/sources/paper1.bib")
    ]
    assert warnings_of(world, stories(own, own)) == [("waiver", "facts/sources/paper0.bib")]
    unknown = warnings_of(world, stories("", f"joined-story: A slip; {own}"))
    assert unknown == [("waiver", "facts/sources/paper1.bib")]


def test_a_waiver_covers_only_its_own_entry_in_the_file(world: World) -> None:
    own = "shared-origin: Its own reporter wrote it."
    files = stories("", own, "")
    one, other = (files.pop(f"facts/sources/paper{number}.bib") for number in (1, 2))
    both = {**files, "facts/sources/papers.bib": one + other}
    expected = [("facts/sources/papers.bib", one.count("\n") + 1)]
    assert lines_of(of_rule(world(both), "shared-origin")) == expected


# The date in the text of a claim.


@pytest.mark.parametrize(
    ("words", "when", "is_error"),
    [
        ("Poland closed it on 18 August 2023.", "2023-08-18", False),
        ("Poland closed it on 18 August 2023.", "2023-08", False),
        ("Poland closed it in August 2023.", "2023-08-18", False),
        ("Poland closed it in July and August 2023.", "2023-07/2023-08", False),
        ("Poland closed it on 18 August 2023.", "2023-08-19", True),
        ("Poland closed it on 18 August 2023.", "2022-08-18", True),
        ("Poland closed it on 18 August 2023.", "2023-08-19~", False),
        ("In September 2023 Poland closed it.", "2023-08-18", True),
        ("By late September 2023 Poland had closed it.", "2023-08-18", False),
        ("The alert of 21 August 2023 named it.", "2023-08-24", False),
        ("Most of those sent in October 2022 had left by August 2023.", "2023-08", False),
        ("He said that it would be shut on 3 March 2024.", "2023-08-18", False),
        ("He said on 17 August 2023 that it was shut on 3 March 2023.", "2023-08-18", True),
        ("He wrote “on 3 March 2024” there.", "2023-08-18", False),
        ("Poland closed it in August.", "2023-07", False),
    ],
)
def test_a_date_in_words_must_match_the_field_when(
    world: World, tiny: Mapping[str, str], words: str, when: str, is_error: bool
) -> None:
    text = re.sub(r"(?m)^claim: .*$", f"claim: {words}", tiny[STEP])
    project = world({STEP: re.sub(r"(?m)^when: .*$", f"when: {when}", text)})
    line = text.split("\n").index("when: 2024-03-01") + 1
    expected = [(STEP, line)] if is_error else []
    assert lines_of(of_rule(project, "matching-date")) == expected


def test_an_impossible_day_is_an_error(world: World, tiny: Mapping[str, str]) -> None:
    text = re.sub(r"(?m)^claim: .*$", "claim: It was shut on 31 June 2023.", tiny[STEP])
    (error,) = of_rule(world({STEP: text}), "matching-date")
    assert lines_of([error]) == [(STEP, 1)]
    assert "31 June 2023" in error.message


def test_a_draft_with_the_id_of_a_claim_is_judged_by_its_own_evidence(world: World) -> None:
    ledger = Ledger(read(world())[0])
    claim = ledger.claims["two-crossings"]
    draft = claim.model_copy(update={"evidence": ()})
    for one, met in ((claim, True), (draft, False), (claim, True)):
        assert all(need.met for need in conditions(ledger, one)) is met


@pytest.mark.parametrize(
    ("broken", "before", "after"),
    [
        (f"{VOCABULARY}/countries.yaml", "name: Lithuania", "name: [Lithuania"),
        (f"{VOCABULARY}/countries.yaml", "name: Lithuania", "nome: Lithuania"),
        (f"{VOCABULARY}/topics.yaml", "name: Borders", "name: Borders: more"),
        (f"{VOCABULARY}/people.yaml", "name: ", "name: \x00"),
        (f"{VOCABULARY}/publishers.yaml", "kind: broadcaster", "kind: broadcast"),
        (f"{VOCABULARY}/owners.yaml", "name: ", "  name: ["),
        ("facts/sources/lrt.bib", "date = {2023-08-16},", "date = {2023-08-16}"),
        ("facts/sources/tass.bib", "url = {https", "url = {ftp"),
        ("seeds/story/article.yaml", "title: A story", "title: [A story"),
        ("seeds/story/article.txt", "Lithuania", "Lithu\u202eania"),
    ],
)
def test_ids_in_an_unreadable_file_are_not_reported_as_unknown(
    world: World, tiny: Mapping[str, str], broken: str, before: str, after: str
) -> None:
    assert before in tiny[broken]
    records, report = read(world({broken: tiny[broken].replace(before, after, 1)}))
    assert {diagnostic.span.path for diagnostic in report} == {broken}
    reported = {diagnostic.rule for diagnostic in rules.run(Ledger(records))}
    assert not reported & {"known-ids", "known-source"}


def test_unknown_ids_are_reported_whatever_else_is_broken(
    world: World, tiny: Mapping[str, str]
) -> None:
    claim, topics = "facts/claims/borders/two-crossings.yaml", f"{VOCABULARY}/topics.yaml"
    sources = "facts/sources/lrt.bib"
    text = tiny[claim].replace("topics: [borders]", "topics: [boarders]")
    text = text.replace("lrt-2023-08-16-closures", "lrt-2023-08-16-closure")
    changes = {
        claim: text,
        topics: tiny[topics].replace("name: Borders", "name: [Borders"),
        sources: tiny[sources].replace("url = {https", "url = {ftp", 1),
    }
    records, _ = read(world(changes))
    errors = [
        diagnostic for diagnostic in rules.run(Ledger(records)) if diagnostic.span.path == claim
    ]
    rows = text.split("\n")
    reported = {(diagnostic.rule, rows[diagnostic.span.line - 1].strip()) for diagnostic in errors}
    assert ("known-ids", "topics: [boarders]") in reported
    assert ("known-source", "- source: lrt-2023-08-16-closure") in reported
