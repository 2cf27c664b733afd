"""Tests the class of each quotation in a ledger, and the errors that the rule reports."""

from collections.abc import Callable, Mapping

import pytest

from build_tools import rules
from build_tools.facts.ledger import Ledger
from build_tools.facts.project import Project
from build_tools.facts.reading import read
from build_tools.quotations.check import OTHER_LANGUAGE, OTHER_LETTERS, of_sources
from build_tools.quotations.counts import count
from build_tools.quotations.matching import QuoteClass
from tests.snapshots import CLAIM, KEY, SNAPSHOT, captured, run

World = Callable[..., Project]
Check = Callable[..., tuple[QuoteClass, list[tuple[str, str]]]]
OLD = "      text: due to geopolitical circumstances\n"
IN_ENGLISH = "      lang: en\n"


def quoting(tiny: Mapping[str, str], lines: tuple[str, ...]) -> str:
    """Return the tiny project's claim with a different quotation, by default in English."""
    text = tiny[CLAIM].replace(OLD, "".join(f"      {line}\n" for line in lines))
    if any(line.startswith("lang:") for line in lines):
        assert IN_ENGLISH in text
        text = text.replace(IN_ENGLISH, "")
    return text


@pytest.fixture
def check(world: World, tiny: Mapping[str, str]) -> Check:
    """Return a function that changes the quotation, and returns its class and the errors."""

    def ask(*lines: str) -> tuple[QuoteClass, list[tuple[str, str]]]:
        project = captured(world)
        text = quoting(tiny, lines)
        (project.root / CLAIM).write_text(text, encoding="utf-8")
        records, report = read(project)
        assert not report.errors
        ledger = Ledger(records)
        (quotation,) = of_sources(ledger)
        errors = [error for error in rules.run(ledger) if error.rule == "checked-quotations"]
        return quotation.kind, [(error.message, error.hint) for error in errors]

    return ask


@pytest.mark.parametrize(
    ("lines", "kind"),
    [
        (["text: due to geopolitical circumstances"], QuoteClass.EXACT),
        (['text: close "due to geopolitical circumstances" and'], QuoteClass.TYPOGRAPHIC),
        (["text: Šumskas and Tverečius … threats to the country"], QuoteClass.ELIDED),
        (
            ["text: close [now] “due to geopolitical circumstances”", "insertions: true"],
            QuoteClass.ELIDED,
        ),
        (
            ["text: due to geopolitical circumstances", "lang: de", "translation: In English."],
            QuoteClass.TRANSLATED,
        ),
    ],
)
def test_quotations_that_are_in_the_stored_text_are_accepted(
    check: Check, lines: list[str], kind: QuoteClass
) -> None:
    assert check(*lines) == (kind, [])


def test_absent_quotations_are_reported_with_the_nearest_passage(check: Check) -> None:
    kind, ((message, hint),) = check("text: due to economic circumstances")
    assert kind is QuoteClass.ABSENT
    assert '"lrt-2023-08-16-closures"' in message
    assert "“due to geopolitical circumstances”" in hint
    assert "the text has “geopolitical” where the quotation has “economic”" in hint


def test_too_short_quotations_are_reported(check: Check) -> None:
    kind, ((message, _),) = check("text: it said")
    assert kind is QuoteClass.ABSENT
    assert "too short" in message


def test_words_from_another_stored_text_are_reported_as_misattributed(check: Check) -> None:
    kind, ((message, hint),) = check("text: Lithuania closed two of its six crossings")
    assert kind is QuoteClass.MISATTRIBUTED
    assert 'they are in the article "story"' in message
    assert "Cite the other source" in hint
    # Words that are too short are not searched for elsewhere.
    kind, _ = check("text: A credit line")
    assert kind is QuoteClass.ABSENT


def test_words_from_another_stored_source_are_reported_as_misattributed(
    world: World, tiny: Mapping[str, str]
) -> None:
    project = captured(world)
    other = SNAPSHOT.replace(KEY, "tass-2023-08-18-closed")
    says = "    says: Two of six checkpoints are closed.\n"
    quoted = f"{says}    quote:\n{OLD}"
    text = tiny[CLAIM].replace(says, quoted)
    (project.root / CLAIM).write_text(text, encoding="utf-8")
    page = project.root / "page.txt"
    page.write_text(f"{'Two of the six checkpoints are closed now. ' * 7}\n", encoding="utf-8")
    result = run(project, "capture", "tass-2023-08-18-closed", "--file", str(page))
    assert result.stdout.startswith("misattributed   two-crossings")
    assert f'they are in "{KEY}"' in result.stdout
    assert not (project.root / other).exists()


TWICE = (
    "The minister said that the old road crossing will stay open for lorries.\n\n"
    + "Nobody else spoke at the meeting in the town hall that evening. " * 9
    + "\n\nLater we {}saw that the old road crossing will stay open for lorries at night.\n"
)


@pytest.mark.parametrize(("turn", "kind"), [("", "ambiguous"), ("never ", "out-of-context")])
def test_every_occurrence_of_repeated_words_is_stored_and_checked(
    world: World, tiny: Mapping[str, str], turn: str, kind: str
) -> None:
    words = "      text: the old road crossing will stay open for lorries\n"
    project = world({CLAIM: tiny[CLAIM].replace(OLD, words)})
    page = project.root / "page.txt"
    page.write_text(TWICE.format(turn), encoding="utf-8")
    result = run(project, "capture", KEY, "--file", str(page))
    assert result.stdout.startswith(f"{kind} ")
    if turn:
        assert "one of the places" in result.stdout
        return
    page.unlink()
    records, _ = read(project)
    assert len(records.snapshots[0].passages) == 2
    assert len({text for each in records.snapshots[0].passages for text in each.fragments}) == 2
    ledger = Ledger(records)
    (quotation,) = of_sources(ledger)
    assert (quotation.kind, quotation.reason) == (QuoteClass.AMBIGUOUS, "they are in 2 places")
    assert rules.run(ledger).errors == ()
    assert count(ledger).of_sources.ambiguous == count(ledger).of_sources.checked == 1


def test_the_counts_include_quotations_that_were_not_checked_for_negations(
    world: World, tiny: Mapping[str, str]
) -> None:
    bib = "facts/sources/lrt.bib"
    lines = ("text: que a ponte fechou ontem", "lang: pt", "translation: That it closed.")
    project = world(
        {
            CLAIM: quoting(tiny, lines),
            bib: tiny[bib].replace("langid = {en}", "langid = {pt}"),
        }
    )
    page = project.root / "page.txt"
    page.write_text(f"O porta-voz disse que a ponte fechou ontem. {'Muita gente. ' * 30}\n")
    result = run(project, "capture", KEY, "--file", str(page))
    assert "we did not look for denials: we have no list for the language “pt”" in (result.stdout)
    page.unlink()
    counts = count(Ledger(read(project)[0]))
    assert (counts.of_sources.translated, counts.of_sources.no_denials) == (1, 1)
    assert "without a list of denials: 1" in counts.quotations_line()


INVENTED = ("text: wegen geopolitischer Umstände dort", "lang: de", "translation: For reasons.")


def test_a_quotation_in_a_different_language_from_its_source_fails(check: Check) -> None:
    kind, ((message, hint),) = check(*INVENTED)
    assert kind is QuoteClass.ABSENT
    assert OTHER_LANGUAGE in message
    for way_out in ("`translation`", "`translated_by`", "`says`", "facts capture lrt-2023-08-16-"):
        assert way_out in hint


@pytest.mark.parametrize(
    ("lines", "langid", "reason"),
    [
        (INVENTED, "en", OTHER_LANGUAGE),
        (INVENTED[:1], "de", OTHER_LANGUAGE),
        (INVENTED, "de-AT", ""),
        (("text: for reasons of geopolitics there", "lang: ru"), "ru", OTHER_LETTERS),
        (("text: из-за обстоятельств Wagner Group", "lang: ru"), "ru", ""),
        (("text: из-за геополитических обстоятельств",), "en", OTHER_LETTERS),
    ],
)
def test_a_quotation_in_the_wrong_script_or_language_fails_without_a_snapshot(
    world: World, tiny: Mapping[str, str], lines: tuple[str, ...], langid: str, reason: str
) -> None:
    bib = "facts/sources/lrt.bib"
    project = world(
        {
            CLAIM: quoting(tiny, lines),
            bib: tiny[bib].replace("langid = {en}", f"langid = {{{langid}}}"),
        }
    )
    ledger = Ledger(read(project)[0])
    (quotation,) = of_sources(ledger)
    assert quotation.kind is (QuoteClass.ABSENT if reason else QuoteClass.UNCHECKABLE)
    errors = [error for error in rules.run(ledger).errors if reason in error.message]
    assert [error.rule for error in errors] == (["checked-quotations"] if reason else [])
    assert count(ledger).of_sources.failed == bool(reason)


def test_a_translation_needs_a_quotation_and_a_translator_needs_a_translation(check: Check) -> None:
    _, ((_, hint),) = check("text: due to geopolitical circumstances", "translation: For reasons.")
    assert "`lang`" in hint
    _, ((message, _),) = check("text: due to geopolitical circumstances", "translated_by: LRT")
    assert "no translation" in message


def turned(world: World, tiny: Mapping[str, str], *lines: str) -> Ledger:
    """Return the tiny project with a captured passage that has a negation near the quoted words."""
    quote = "      text: say when they would open again\n"
    text = tiny[CLAIM].replace(OLD, quote + "      context_ok: For this capture only.\n")
    project = captured(world, {CLAIM: text})
    extra = "".join(f"      {line}\n" for line in lines)
    (project.root / CLAIM).write_text(tiny[CLAIM].replace(OLD, quote + extra), encoding="utf-8")
    return Ledger(read(project)[0])


def test_a_quotation_near_a_negation_needs_a_reason(world: World, tiny: Mapping[str, str]) -> None:
    (error,) = rules.run(turned(world, tiny)).errors
    assert error.rule == "checked-quotations"
    assert error.span.line == tiny[CLAIM].split("\n").index(OLD.strip("\n")) + 1
    assert "“not” comes just before it" in error.message
    ledger = turned(world, tiny, "context_ok: The claim says that it was not said.")
    assert rules.run(ledger).errors == ()
    assert count(ledger).of_sources.exact == 1


def test_an_unnecessary_reason_is_reported(check: Check) -> None:
    _, ((_, hint),) = check("text: due to geopolitical circumstances", "context_ok: To be safe.")
    assert "`context_ok`" in hint
    _, ((_, hint),) = check("text: due to geopolitical circumstances", "insertions: true")
    assert "`insertions`" in hint


def test_a_waived_failing_quotation_is_counted_as_skipped(
    world: World, tiny: Mapping[str, str]
) -> None:
    project = captured(world)
    text = tiny[CLAIM].replace(OLD, "      text: due to economic circumstances\n")
    text += "waive:\n  checked-quotations: For this test only.\n"
    (project.root / CLAIM).write_text(text, encoding="utf-8")
    ledger = Ledger(read(project)[0])
    assert rules.run(ledger).errors == ()
    counts = count(ledger)
    assert (counts.of_sources.failed, counts.of_sources.skipped) == (0, 1)
    assert "0 failed, 1 skipped" in counts.quotations_line()


def test_a_snapshot_without_a_source_is_reported(world: World) -> None:
    project = captured(world)
    other = "facts/snapshots/lrt-2023-08-16-closure.yaml"
    (project.root / SNAPSHOT).rename(project.root / other)
    errors = [error for error in rules.run(Ledger(read(project)[0])) if error.span.path == other]
    assert [error.rule for error in errors] == ["checked-quotations"] * 2
    assert "seal" in errors[1].message
    assert errors[0].hint.startswith("Did you mean lrt-2023-08-16-closures?")


@pytest.mark.parametrize(
    ("old", "new"), [("characters: ", "characters: 1 # "), ("start: ", "start: 9")]
)
def test_a_passage_beyond_the_end_of_the_text_is_reported(world: World, old: str, new: str) -> None:
    project = captured(world)
    path = project.root / SNAPSHOT
    path.write_text(path.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")
    (changed,) = read(project)[0].snapshots
    text = path.read_text(encoding="utf-8").replace(changed.seal, changed.expected_seal())
    path.write_text(text, encoding="utf-8")
    (error,) = rules.run(Ledger(read(project)[0])).errors
    assert (error.rule, error.span.path) == ("checked-quotations", SNAPSHOT)
    assert "passage" in error.message


def test_overlapping_passages_are_reported(world: World) -> None:
    project = captured(world)
    path = project.root / SNAPSHOT
    text = path.read_text(encoding="utf-8")
    passage = text[text.index("  - text:") : text.index("seal:")]
    path.write_text(text.replace(passage, passage * 2), encoding="utf-8")
    (changed,) = read(project)[0].snapshots
    text = path.read_text(encoding="utf-8").replace(changed.seal, changed.expected_seal())
    path.write_text(text, encoding="utf-8")
    (error,) = rules.run(Ledger(read(project)[0])).errors
    assert (error.rule, error.span.path) == ("checked-quotations", SNAPSHOT)
    assert "passage" in error.message


@pytest.mark.parametrize("name", ["Bad_Name.yaml", "a.yml", "deep/a.yaml", "a.txt"])
def test_other_files_in_the_snapshots_folder_are_reported(world: World, name: str) -> None:
    _, report = read(world({f"facts/snapshots/{name}": "x: 1\n"}))
    assert [(error.rule, error.span.path) for error in report.errors] == [
        ("file-name", f"facts/snapshots/{name}")
    ]
