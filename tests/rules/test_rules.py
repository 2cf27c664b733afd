"""Check every rule against its own samples, waivers, crashes, and what each verdict needs."""

import re
from collections.abc import Callable, Iterator, Mapping

import pytest

from build_tools import rules
from build_tools.facts.diagnostics import Diagnostic, Level, Span
from build_tools.facts.ledger import Ledger
from build_tools.facts.reading import Project, read
from build_tools.facts.records import Kind, Records, Verdict
from build_tools.rules import Rule, all_rules
from build_tools.rules.permitted_verdict import Condition, conditions
from build_tools.rules.problem import Problem
from tests.conftest import TINY
from tests.rules.samples import unmarked_files
from tests.txtar import files_of

World = Callable[..., Project]
RULES = [pytest.param(rule, id=rule.name) for rule in all_rules()]


def found(project: Project, rule: Rule) -> list[Diagnostic]:
    return [one for one in rules.run(Ledger(read(project)[0])) if one.rule == rule.name]


# The samples of every rule.


def test_the_rules_are_found_by_their_files() -> None:
    names = [rule.name for rule in all_rules()]
    assert {"known-ids", "permitted-verdict", "article-words"} <= set(names)
    assert names == sorted(names)
    assert not set(rules.SHARED) & set(names)


@pytest.mark.parametrize("rule", RULES)
def test_every_rule_says_what_why_and_what_instead(rule: Rule) -> None:
    for part in (rule.what, rule.why, rule.fix):
        assert len(part.split()) >= 4, part
        assert part.endswith(".")
    assert len(rule.what) <= 120


@pytest.mark.parametrize("rule", RULES)
def test_a_good_sample_is_let_pass(rule: Rule, world: World) -> None:
    project = world(files_of(rule.good))
    assert found(project, rule) == []
    assert [one for one in read(project)[1] if one.span.path in files_of(rule.good)] == []


@pytest.mark.parametrize("rule", RULES)
def test_a_bad_sample_is_found_exactly_where_it_is_marked(rule: Rule, world: World) -> None:
    files, expected = unmarked_files(rule.bad)
    assert {name for _, _, name in expected} == {rule.name}
    project = world(files)
    told = found(project, rule)
    assert {(one.span.path, one.span.line, one.rule) for one in told} == expected
    assert {one.level for one in told} == {rule.level}
    # What is wrong with it is this rule's to say: the sample itself can be read.
    assert [one for one in read(project)[1] if one.span.path in files] == []


@pytest.mark.parametrize("rule", RULES)
def test_every_finding_says_what_is_wrong_and_what_to_do(rule: Rule, world: World) -> None:
    for one in found(world(unmarked_files(rule.bad)[0]), rule):
        assert_well_said(one)


def assert_well_said(one: Diagnostic) -> None:
    """What is wrong, and what to do: each on one line, with a capital, and one full stop."""
    for text in (one.message, one.hint):
        assert len(text) > 5
        assert "\n" not in text
        assert text[0].isupper() or not text[0].isalpha(), text
        assert text[0] not in "`.,;:", text
        assert text.endswith(".") and not text.endswith(".."), text


def test_samples_are_taken_apart_by_file_and_mark() -> None:
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
    """The tiny project's later claim with waivers, and some of its fields changed."""
    text = tiny[STEP]
    for field, value in changes.items():
        text, number = re.subn(rf"(?m)^{field}: .*$", f"{field}: {value}", text)
        assert number == 1, field
    lines = "".join(f"  {one}\n" for one in waivers)
    return {STEP: f"{text}waive:\n{lines}"}


def told(project: Project) -> list[tuple[str, int, int, str]]:
    return [
        (one.rule, one.span.line, one.span.column, one.message)
        for one in rules.run(Ledger(read(project)[0]))
        if one.span.path == STEP
    ]


def test_a_waiver_with_a_reason_lets_a_finding_pass(world: World, tiny: Mapping[str, str]) -> None:
    wrong = waiving(tiny, "cited-sources: x", verdict="wrong")
    assert "permitted-verdict" in [one[0] for one in told(world(wrong))]
    waived = waiving(tiny, "permitted-verdict: For this test only.", verdict="wrong")
    assert told(world(waived)) == []


def test_a_waiver_covers_its_own_record_and_rule_only(
    world: World, tiny: Mapping[str, str]
) -> None:
    files = waiving(
        tiny, "permitted-verdict: For this test only.", verdict="wrong", countries="[prussia]"
    )
    assert [one[0] for one in told(world(files))] == ["known-ids"]
    other = "facts/claims/borders/two-crossings.yaml"
    files[other] = tiny[other].replace("verdict: supported", "verdict: wrong")
    all_found = rules.run(Ledger(read(world(files))[0]))
    assert (other, "permitted-verdict") in {(one.span.path, one.rule) for one in all_found}


def test_a_waiver_that_nothing_needs_is_an_error(world: World, tiny: Mapping[str, str]) -> None:
    files = waiving(tiny, "known-ids: Once it was needed.")
    line = files[STEP].split("\n").index("  known-ids: Once it was needed.") + 1
    assert told(world(files)) == [
        ("waiver", line, 3, 'The waiver of "known-ids" is no longer needed.')
    ]


def test_a_waiver_of_an_unknown_rule_is_an_error(world: World, tiny: Mapping[str, str]) -> None:
    files = waiving(tiny, "known-id: A slip.")
    line = files[STEP].split("\n").index("  known-id: A slip.") + 1
    assert told(world(files)) == [("waiver", line, 3, 'There is no rule called "known-id".')]
    (fault,) = [one for one in rules.run(Ledger(read(world(files))[0])) if one.rule == "waiver"]
    assert fault.hint.startswith("Did you mean known-ids?")


@pytest.mark.parametrize("name", ["waiver", "shape", "internal"])
def test_what_is_no_rule_cannot_be_waived(world: World, tiny: Mapping[str, str], name: str) -> None:
    assert [one[0] for one in told(world(waiving(tiny, f"{name}: x")))] == ["waiver"]


def rule_with(check: Callable[[Ledger], Iterator[Problem]], name: str) -> Rule:
    return Rule(name, "What.", "Why.", "Instead.", "", "", Level.WARNING, check)


def test_what_a_rule_says_is_told_in_sentences() -> None:
    def terse(ledger: Ledger) -> Iterator[Problem]:
        yield Problem(Span("a"), "one is wrong", "do the other..")

    (one,) = rules.run(Ledger(Records()), [rule_with(terse, "terse-rule")])
    assert (one.message, one.hint) == ("One is wrong.", "Do the other.")


def test_a_rule_that_crashes_is_told_of_and_the_others_still_run() -> None:
    def crashing(ledger: Ledger) -> Iterator[Problem]:
        yield Problem(Span("a"), "One.", "Do.")
        raise RuntimeError("boom")

    def calm(ledger: Ledger) -> Iterator[Problem]:
        yield Problem(Span("z"), "Two.", "Do.")

    chosen = [rule_with(crashing, "first-rule"), rule_with(calm, "second-rule")]
    report = list(rules.run(Ledger(Records()), chosen))
    assert [(one.rule, one.span.path, one.level) for one in report] == [
        ("first-rule", "a", Level.WARNING),
        ("internal", "build_tools/rules/first_rule.py", Level.ERROR),
        ("second-rule", "z", Level.WARNING),
    ]
    assert report[1].message == "The rule crashed: RuntimeError: boom."
    assert "report it" in report[1].hint


# What each verdict needs: the evidence, then each condition with whether it is met.

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
    """Whether each condition of the verdict is met by a claim with these items of evidence."""
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


def test_supported_needs_two_origins_one_direct_and_nothing_against(world: World) -> None:
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
def test_for_who_said_what_one_primary_record_suffices(world: World, kind: str) -> None:
    for basis in ("own-observation", "interview"):
        assert needs(world, "supported", item(LRT, basis=basis), kind=kind) == [True, True]
        assert needs(world, "supported-with-nuance", item(LRT, basis=basis), kind=kind)[0]
    # Somebody else's copy of a record is not the record, whatever it is called.
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
    # That it is so is another matter: one origin is one origin.
    assert not needs(world, "supported", item(LRT, **one), item(TASS, **one), kind="event")[0]


def test_a_source_may_be_primary_by_its_kind(world: World, tiny: Mapping[str, str]) -> None:
    bib = "facts/sources/lrt.bib"
    source = {bib: tiny[bib].replace("kind = {broadcaster}", "kind = {primary}")}
    assert needs(world, "supported", item(LRT), kind="quotation", **source) == [True, True]
    indirect = item(LRT, directness="indirect")
    assert needs(world, "supported", indirect, kind="quotation", **source)[0] is False


def test_for_an_event_a_primary_record_alone_does_not_suffice(world: World) -> None:
    assert needs(world, "supported", item(LRT, basis="official-record"))[0] is False


def test_nuance_needs_a_source_for_the_qualifier_and_nothing_against_the_whole(
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


def test_misleading_needs_what_it_leaves_out_or_contradicts(world: World) -> None:
    assert needs(world, "misleading", item(LRT, "context")) == [True]
    assert needs(world, "misleading", item(LRT, "contradicts")) == [True]
    assert needs(world, "misleading", item(LRT), item(TASS, "silent")) == [False]


def test_wrong_needs_direct_evidence_against_and_none_for(world: World) -> None:
    assert needs(world, "wrong", item(LRT, "contradicts")) == [True, True]
    assert needs(world, "wrong", item(LRT, "contradicts", directness="indirect")) == [False, True]
    assert needs(world, "wrong", item(LRT, "context")) == [False, True]
    assert needs(world, "wrong", item(LRT, "contradicts"), item(TASS)) == [True, False]
    rumour = item(TASS, directness="indirect")
    assert needs(world, "wrong", item(LRT, "contradicts"), rumour) == [True, True]


def test_disputed_needs_direct_evidence_on_both_sides(world: World) -> None:
    assert needs(world, "disputed", item(LRT), item(TASS, "contradicts")) == [True, True]
    assert needs(world, "disputed", item(LRT)) == [True, False]
    assert needs(world, "disputed", item(LRT, "contradicts")) == [False, True]
    indirect = item(TASS, "contradicts", directness="indirect")
    assert needs(world, "disputed", item(LRT), indirect) == [True, False]


def test_unverified_needs_a_record_of_the_search(world: World) -> None:
    assert needs(world, "unverified", log=True) == [True]
    assert needs(world, "unverified", item(LRT)) == [False]


@pytest.mark.parametrize("kind", list(Kind))
def test_not_checkable_is_no_event_and_no_number(world: World, kind: Kind) -> None:
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
def test_attributed_needs_an_established_claim_that_it_was_said(
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
def test_every_verdict_has_needs_in_words(world: World, verdict: Verdict) -> None:
    found_needs = all_needs(world, verdict.value, item(LRT), log=True)
    assert found_needs
    for need in found_needs:
        assert need.words
        assert need.found


def test_what_a_verdict_lacks_is_told_at_the_verdict(world: World, tiny: Mapping[str, str]) -> None:
    text = tiny[CLAIM].replace("verdict: supported", "verdict: wrong")
    (fault,) = [
        one
        for one in rules.run(Ledger(read(world({CLAIM: text}))[0]))
        if one.rule == "permitted-verdict"
    ]
    line = text.split("\n").index("verdict: wrong") + 1
    assert (fault.span.path, fault.span.line, fault.span.column) == (CLAIM, line, 10)
    assert fault.message == (
        'The evidence does not permit "wrong". It needs: direct evidence against it, or a '
        "calculation (no items found); no direct evidence for it (two direct items for it). "
        "It permits: supported, supported-with-nuance."
    )


def test_where_no_verdict_is_permitted_the_way_to_one_is_told(world: World) -> None:
    text = LOOSE.replace("characterisation", "event") + PLACE
    ((_, _, message),) = of_rule(world({QUEUES: text}), "permitted-verdict")
    assert message.endswith(
        "It permits none yet; for unverified, say in `search_log` what was looked for."
    )


# Cases of single rules that their samples do not show.


def of_rule(project: Project, name: str) -> list[tuple[str, int, str]]:
    return [
        (one.span.path, one.span.line, one.message)
        for one in rules.run(Ledger(read(project)[0]))
        if one.rule == name
    ]


ARTICLE = "seeds/story/article.yaml"


@pytest.mark.parametrize(
    ("old", "new", "line", "message"),
    [
        ("start: 43", "start: 42", 9, "S02 does not begin and end with words of article.txt."),
        ("start: 43", "start: 32", 9, "S02 begins before S01 ends."),
        ("end: 57", "end: 5700", 9, "S02 does not begin and end with words of article.txt."),
        ("end: 57", "end: 43", 9, "S02 does not begin and end with words of article.txt."),
        ("end: 42", "end: 43", 6, "S01 does not begin and end with words of article.txt."),
        ("start: 43", "start: 46", 9, "S02 does not begin and end with words of article.txt."),
        ("end: 42", "end: 40", 6, "S01 does not begin and end with words of article.txt."),
    ],
)
def test_sentences_must_lie_in_order_and_begin_and_end_with_words(
    world: World, tiny: Mapping[str, str], old: str, new: str, line: int, message: str
) -> None:
    assert tiny[ARTICLE].count(old) == 1
    project = world({ARTICLE: tiny[ARTICLE].replace(old, new)})
    assert (ARTICLE, line, message) in of_rule(project, "article-words")


def test_words_of_another_sentence_are_found_there(world: World, tiny: Mapping[str, str]) -> None:
    text = tiny[CLAIM].replace("sentence: S01", "sentence: S02")
    report = rules.run(Ledger(read(world({CLAIM: text}))[0]))
    (fault,) = [one for one in report if one.rule == "article-words"]
    assert fault.hint == "They stand in S01."


def in_denied_sentence(tiny: Mapping[str, str], quote: str, *more: str) -> dict[str, str]:
    """The tiny project with an article whose first sentence denies, and other words quoted."""
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


def test_words_that_a_denial_turns_are_out_of_context_unless_it_is_said_why_they_are_fair(
    world: World, tiny: Mapping[str, str]
) -> None:
    quote, fair = "closed two of its crossings", "context_ok: The claim is about the denial."
    project = world(in_denied_sentence(tiny, quote))
    ((path, line, message),) = of_rule(project, "article-words")
    assert (path, line) == (CLAIM, 6)
    assert message.startswith("These words say something else where they stand: ")
    assert of_rule(world(in_denied_sentence(tiny, quote, fair)), "article-words") == []
    whole = "Officials never closed two of its crossings"
    assert of_rule(world(in_denied_sentence(tiny, whole)), "article-words") == []
    idle = of_rule(world(in_denied_sentence(tiny, whole, fair)), "article-words")
    assert idle == [(CLAIM, 7, "Nothing beside these words turns them.")]


def test_words_that_are_nearly_there_are_answered_with_the_nearest(
    world: World, tiny: Mapping[str, str]
) -> None:
    def hint(quote: str) -> str:
        text = tiny[CLAIM].replace("closed two of its six crossings", quote)
        report = rules.run(Ledger(read(world({CLAIM: text}))[0]))
        (fault,) = [one for one in report if one.rule == "article-words"]
        return fault.hint

    assert "two of its six crossings" in hint("closed ten of its six crossings")
    assert hint("zzz qqq") == "The sentence begins “Lithuania closed two of its six crossings.”."


def test_a_claim_may_appear_without_a_quotation(world: World, tiny: Mapping[str, str]) -> None:
    text = tiny[CLAIM].replace("    quote: closed two of its six crossings\n", "")
    assert list(rules.run(Ledger(read(world({CLAIM: text}))[0]))) == []


def test_a_sentence_that_is_not_there(world: World, tiny: Mapping[str, str]) -> None:
    text = tiny[CLAIM].replace("sentence: S01", "sentence: S11")
    ((path, line, message),) = of_rule(world({CLAIM: text}), "article-words")
    assert (path, line, message) == (CLAIM, 5, 'The article "story" has no sentence S11.')


def test_a_redirect_may_not_take_the_id_of_a_claim(world: World) -> None:
    path = "facts/claims/other/two-crossings.yaml"
    text = "claim: Old.\nmoved_to: [said-threat]\ndate: 2026-11-22\n"
    assert [one[0] for one in of_rule(world({path: text}), "unique-ids")] == [path]


def test_a_page_may_cite_a_claim_that_moved_but_none_that_never_was(world: World) -> None:
    moved = "claim: Old.\nmoved_to: [two-crossings]\ndate: 2026-11-22\n"
    project = world(
        {"facts/claims/borders/old.yaml": moved, "content/x.md": "# X\n\nSo [@old], [@odl].\n"}
    )
    assert of_rule(project, "known-citation") == [("content/x.md", 3, 'No claim is called "odl".')]


@pytest.mark.parametrize(
    ("old", "new", "line", "words"),
    [
        ("start: 43", "start: 52", 9, "A credit"),
        ("end: 57", "end: 44", 10, "credit line."),
        ("    start: 0\n", "    start: 10\n", 6, "Lithuania"),
    ],
)
def test_words_in_no_sentence_are_told_of(
    world: World, tiny: Mapping[str, str], old: str, new: str, line: int, words: str
) -> None:
    assert tiny[ARTICLE].count(old) == 1
    project = world({ARTICLE: tiny[ARTICLE].replace(old, new)})
    message = f"“{words}” in article.txt stands in no sentence."
    assert (ARTICLE, line, message) in of_rule(project, "sentence-coverage")


def test_dates_of_sources_and_revisions(world: World, tiny: Mapping[str, str]) -> None:
    bib = "facts/sources/tass.bib"
    text = tiny[CLAIM].replace(
        "verdict: supported",
        "revisions:\n  - {date: 2026-11-23, kind: update, field: f, from: a, to: b, reason: r}\n"
        "verdict: supported",
    )
    source = tiny[bib].replace("urldate = {2026-11}", "urldate = {2023-07}")
    told_there = of_rule(world({CLAIM: text, bib: source}), "dates-in-order")
    assert [(path, message) for path, _, message in told_there] == [
        (CLAIM, "This revision is newer than the last review."),
        (bib, "The source was read before it was published."),
    ]


@pytest.mark.parametrize(
    ("published", "when", "kind", "part", "told_of"),
    [
        ("2023-08-16", "2023-08-18", "event", "", True),
        ("2023-08-17", "2023-08-18", "event", "", False),  # a day of grace: time zones
        ("2023-08-18", "2023-08-18", "event", "", False),
        ("2023-08", "2023-08-18", "event", "", False),
        ("2023-07", "2023-08-18", "event", "", True),
        ("2023-08-16", "../2023-08-18", "event", "", False),
        ("2023-08-16/..", "2023-08-18", "event", "", False),
        ("2023-08-16", "2023-08-18", "number", "", False),
        ("2023-08-16", "2023-08-18", "event", "the decision", False),
    ],
)
def test_what_was_published_before_an_event_cannot_support_it(
    world: World,
    tiny: Mapping[str, str],
    published: str,
    when: str,
    kind: str,
    part: str,
    told_of: bool,
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
    assert [line for _, line, _ in of_rule(project, "dates-in-order")] == ([7] if told_of else [])


@pytest.mark.parametrize(
    ("path", "old", "new", "line", "message", "hint"),
    [
        (
            "facts/vocabulary/publishers.yaml",
            "tass:\n",
            "taas:\n",
            1,
            '"tass" is not a publisher.',
            "Add it to facts/vocabulary/publishers.yaml; the .bib file is named after it.",
        ),
        (
            "facts/sources/tass.bib",
            "  kind = {state-media},\n",
            "  kind = {state-media},\n  origin = {zzz-wire},\n",
            8,
            'There is no origin called "zzz-wire".',
            "Add it to facts/vocabulary/origins.yaml.",
        ),
        (
            "facts/vocabulary/people.yaml",
            "country: lithuania",
            "country: zzz",
            4,
            'There is no country called "zzz".',
            "Add it to facts/vocabulary/.",
        ),
        (
            "facts/vocabulary/organisations.yaml",
            "country: lithuania",
            "country: zzz",
            3,
            'There is no country called "zzz".',
            "Add it to facts/vocabulary/.",
        ),
        (
            "facts/vocabulary/places.yaml",
            "countries: [lithuania, belarus]",
            "countries: [lithuania, zzz]",
            4,
            'There is no country called "zzz".',
            "Add it to facts/vocabulary/.",
        ),
        (
            "facts/vocabulary/countries.yaml",
            "neighbours: [lithuania]",
            "neighbours: [lithuanai]",
            4,
            'There is no country called "lithuanai".',
            "Did you mean lithuania? Otherwise: add it to facts/vocabulary/.",
        ),
        (
            "facts/vocabulary/places.yaml",
            "claim: two-crossings",
            "claim: zzz",
            8,
            'There is no claim called "zzz".',
            "Correct the id.",
        ),
    ],
)
def test_ids_in_other_records_than_claims(
    world: World,
    tiny: Mapping[str, str],
    path: str,
    old: str,
    new: str,
    line: int,
    message: str,
    hint: str,
) -> None:
    assert tiny[path].count(old) == 1
    report = rules.run(Ledger(read(world({path: tiny[path].replace(old, new)}))[0]))
    assert (line, message, hint) in [
        (one.span.line, one.message, one.hint) for one in report if one.rule == "known-ids"
    ]


def test_the_inputs_of_a_calculation_name_known_sources_too(world: World) -> None:
    sample = next(rule for rule in all_rules() if rule.name == "reproducible-calculation").good
    files = {
        path: text.replace(f"source: {TASS}\n        result", "source: tass-2023-x\n        result")
        for path, text in files_of(sample).items()
    }
    ((path, line, message),) = of_rule(world(files), "known-source")
    assert message == 'No source is called "tass-2023-x".'
    assert files[path].split("\n")[line - 1].strip() == "source: tass-2023-x"


# A claim of the article is anchored in it, or tied to another claim.

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
SAID = LOOSE.replace("kind: characterisation", "kind: attribution").replace("queues", "words")


@pytest.mark.parametrize(
    "files",
    [
        {QUEUES: LOOSE + PLACE},
        {QUEUES: LOOSE + TIE.format("two-crossings")},
        {QUEUES: LOOSE + "embeds: two-crossings\n"},
        {QUEUES: LOOSE.replace("asserted_by: article", "asserted_by: jonas-petraitis")},
        {QUEUES: LOOSE, STEP: TINY[STEP].replace("claim: two-crossings", "claim: queues")},
        {QUEUES: LOOSE, "facts/claims/borders/words.yaml": SAID + "embeds: queues\n"},
    ],
)
def test_a_claim_is_anchored_by_a_sentence_or_by_another_claim(
    world: World, files: dict[str, str]
) -> None:
    assert of_rule(world(files), "anchored-claims") == []


@pytest.mark.parametrize("more", ["", TIE.format("queues"), "embeds: queues\n"])
def test_a_claim_that_nothing_leads_to_is_found(world: World, more: str) -> None:
    ((path, line, message),) = of_rule(world({QUEUES: LOOSE + more}), "anchored-claims")
    assert (path, line) == (QUEUES, 1)
    assert message == "The article is said to make this claim, but no sentence of it is named."


def test_an_unknown_sentence_is_answered_with_those_that_there_are(
    world: World, tiny: Mapping[str, str]
) -> None:
    text = tiny[CLAIM].replace("sentence: S01", "sentence: S99")
    report = rules.run(Ledger(read(world({CLAIM: text}))[0]))
    (fault,) = [one for one in report if one.rule == "article-words"]
    assert fault.message == 'The article "story" has no sentence S99.'
    assert fault.hint == ("The article has S01 to S02; `facts coverage --sentences` lists them.")


# Sources that look like one story: told of once a source, and waived in its own entry.

BIB = "facts/sources/lrt.bib"


def stories(*waivers: str) -> dict[str, str]:
    """Sources of one title and day, each with its waiver or none; and one at the end."""
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


def advice(project: World, files: dict[str, str]) -> list[tuple[str, str]]:
    report = rules.run(Ledger(read(project(files))[0]))
    return [(one.rule, one.span.path) for one in report if one.rule in ("shared-origin", "waiver")]


def test_a_source_like_several_is_told_of_once(world: World) -> None:
    report = rules.run(Ledger(read(world(stories("", "", "")))[0]))
    told = [one for one in report if one.rule == "shared-origin"]
    assert [one.span.path for one in told] == [
        "facts/sources/paper1.bib",
        "facts/sources/paper2.bib",
    ]
    assert told[1].message == (
        '"paper2-2023-09-19-story-2", "paper0-2023-09-19-story-0" and '
        '"paper1-2023-09-19-story-1" look like one story, and no origin joins them.'
    )


def test_a_source_may_say_why_it_is_another_story(world: World) -> None:
    own = "shared-origin: Its own reporter wrote it."
    assert advice(world, stories("", own)) == []
    assert advice(world, stories("", own, "")) == [("shared-origin", "facts/sources/paper2.bib")]
    assert advice(world, stories("", "cited-sources: x")) == [
        ("shared-origin", "facts/sources/paper1.bib")
    ]
    assert advice(world, stories(own, own)) == [("waiver", "facts/sources/paper0.bib")]
    unknown = advice(world, stories("", f"joined-story: A slip; {own}"))
    assert unknown == [("waiver", "facts/sources/paper1.bib")]


def test_a_waiver_covers_its_own_entry_of_the_file_only(world: World) -> None:
    own = "shared-origin: Its own reporter wrote it."
    files = stories("", own, "")
    one, other = (files.pop(f"facts/sources/paper{number}.bib") for number in (1, 2))
    both = {**files, "facts/sources/papers.bib": one + other}
    report = rules.run(Ledger(read(world(both))[0]))
    told = [one.span for one in report if one.rule == "shared-origin"]
    assert [(one.path, one.line) for one in told] == [
        ("facts/sources/papers.bib", one.count("\n") + 1)
    ]


# The date that is told of in words.


@pytest.mark.parametrize(
    ("words", "when", "found"),
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
def test_a_date_in_words_is_held_to_when(
    world: World, tiny: Mapping[str, str], words: str, when: str, found: bool
) -> None:
    text = re.sub(r"(?m)^claim: .*$", f"claim: {words}", tiny[STEP])
    project = world({STEP: re.sub(r"(?m)^when: .*$", f"when: {when}", text)})
    faults = [one for one in rules.run(Ledger(read(project)[0])) if one.rule == "matching-date"]
    assert bool(faults) is found
    for one in faults:
        assert (one.span.path, one.span.line) == (
            STEP,
            text.split("\n").index("when: 2024-03-01") + 1,
        )


def test_a_day_that_no_month_has_is_told_of(world: World, tiny: Mapping[str, str]) -> None:
    text = re.sub(r"(?m)^claim: .*$", "claim: It was shut on 31 June 2023.", tiny[STEP])
    faults = [one.message for one in rules.run(Ledger(read(world({STEP: text}))[0]))]
    assert "There is no 31 June 2023." in faults


def test_a_draft_that_has_the_id_of_a_claim_has_conditions_of_its_own(world: World) -> None:
    ledger = Ledger(read(world())[0])
    claim = ledger.claims["two-crossings"]
    draft = claim.model_copy(update={"evidence": ()})
    for one, met in ((claim, True), (draft, False), (claim, True)):
        assert all(need.met for need in conditions(ledger, one)) is met


VOCABULARY = "facts/vocabulary"


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
def test_what_stands_in_a_file_that_cannot_be_read_is_not_missed_again(
    world: World, tiny: Mapping[str, str], broken: str, before: str, after: str
) -> None:
    assert before in tiny[broken]
    records, report = read(world({broken: tiny[broken].replace(before, after, 1)}))
    assert {one.span.path for one in report} == {broken}
    told = {one.rule for one in rules.run(Ledger(records))}
    assert not told & {"known-ids", "known-source"}


def test_what_stands_nowhere_is_missed_whatever_else_is_broken(
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
    missed = [one for one in rules.run(Ledger(records)) if one.span.path == claim]
    messages = " ".join(one.message for one in missed)
    assert 'There is no topic called "boarders".' in messages
    assert 'No source is called "lrt-2023-08-16-closure".' in messages
