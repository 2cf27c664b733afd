"""Check what comes of each quotation of a ledger, and what the rule says of it."""

from collections.abc import Callable, Mapping

import pytest

from build_tools import rules
from build_tools.counts import count
from build_tools.ledger import Ledger
from build_tools.quotations import OTHER_LANGUAGE, of_sources
from build_tools.quotes import QuoteClass
from build_tools.reading import Home, read
from tests.snapshots import CLAIM, SNAPSHOT, captured

World = Callable[..., Home]
Told = Callable[..., tuple[QuoteClass, list[tuple[str, str]]]]
OLD = "      text: due to geopolitical circumstances\n"


@pytest.fixture
def told(world: World, tiny: Mapping[str, str]) -> Told:
    """Quote other words from a source whose passages are stored: the class, and what is wrong."""

    def ask(*lines: str, **changes: str) -> tuple[QuoteClass, list[tuple[str, str]]]:
        home = captured(world)
        text = tiny[CLAIM].replace(OLD, "".join(f"      {line}\n" for line in lines))
        for old, new in changes.items():
            text = text.replace(f"{old}: ", f"{old}: {new}", 1)
        (home.root / CLAIM).write_text(text, encoding="utf-8")
        records, report = read(home)
        assert not report.errors
        ledger = Ledger(records)
        (found,) = of_sources(ledger)
        faults = [one for one in rules.check(ledger) if one.rule == "checked-quotations"]
        return found.kind, [(one.message, one.hint) for one in faults]

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
            ["text: due to geopolitical circumstances", "translation: In English."],
            QuoteClass.TRANSLATED,
        ),
    ],
)
def test_words_that_stand_there_pass(told: Told, lines: list[str], kind: QuoteClass) -> None:
    assert told(*lines) == (kind, [])


def test_words_that_do_not_stand_there_are_told_of_with_the_nearest(told: Told) -> None:
    kind, ((message, hint),) = told("text: due to economic circumstances")
    assert kind is QuoteClass.ABSENT
    assert message == 'These words do not stand in what is stored of "lrt-2023-08-16-closures".'
    assert "“due to geopolitical circumstances”" in hint
    assert "the text has “geopolitical” where the quotation has “economic”" in hint


def test_words_too_short_to_point_anywhere_are_told_of(told: Told) -> None:
    kind, ((message, _),) = told("text: it said")
    assert kind is QuoteClass.ABSENT
    assert message.startswith("This is no quotation: too short")


def test_words_in_another_language_than_their_source_are_uncheckable(told: Told) -> None:
    home_kind, faults = told("text: wegen geopolitischer Umstände dort", lang="de #")
    assert home_kind is QuoteClass.UNCHECKABLE
    assert OTHER_LANGUAGE.startswith("the source is in another language")
    # The passage that the former words stood in is then without a quotation.
    assert [message for message, _ in faults] == ["No quotation stands in this passage any more."]


def turned(world: World, tiny: Mapping[str, str], *lines: str) -> Ledger:
    """The tiny project with words captured that stand beside a denial."""
    quote = "      text: say when they would open again\n"
    text = tiny[CLAIM].replace(OLD, quote + "      context_ok: For this capture only.\n")
    home = captured(world, {CLAIM: text})
    extra = "".join(f"      {line}\n" for line in lines)
    (home.root / CLAIM).write_text(tiny[CLAIM].replace(OLD, quote + extra), encoding="utf-8")
    return Ledger(read(home)[0])


def test_words_beside_a_denial_need_a_reason(world: World, tiny: Mapping[str, str]) -> None:
    (fault,) = rules.check(turned(world, tiny)).errors
    assert fault.rule == "checked-quotations"
    assert fault.span.line == tiny[CLAIM].split("\n").index(OLD.strip("\n")) + 1
    assert "“not” stands just before it" in fault.message
    ledger = turned(world, tiny, "context_ok: The claim says that it was not said.")
    assert rules.check(ledger).errors == ()
    assert count(ledger).quotations_exact == 2


def test_a_reason_that_nothing_needs_is_told_of(told: Told) -> None:
    _, ((message, hint),) = told(
        "text: due to geopolitical circumstances", "context_ok: To be safe."
    )
    assert message == "Nothing beside these words turns them."
    assert hint == "Delete `context_ok`."
    _, ((message, hint),) = told("text: due to geopolitical circumstances", "insertions: true")
    assert hint == "Delete `insertions`."


def test_a_failing_quotation_that_is_waived_is_counted_as_skipped(
    world: World, tiny: Mapping[str, str]
) -> None:
    home = captured(world)
    text = tiny[CLAIM].replace(OLD, "      text: due to economic circumstances\n")
    text += "waive:\n  checked-quotations: For this test only.\n"
    (home.root / CLAIM).write_text(text, encoding="utf-8")
    ledger = Ledger(read(home)[0])
    assert rules.check(ledger).errors == ()
    counts = count(ledger)
    assert (counts.quotations_failed, counts.quotations_skipped) == (0, 1)
    assert "0 failed, 1 skipped" in counts.quotations_line()


def test_a_snapshot_of_no_source_is_told_of(world: World) -> None:
    home = captured(world)
    other = "facts/snapshots/lrt-2023-08-16-closure.yaml"
    (home.root / SNAPSHOT).rename(home.root / other)
    faults = [one for one in rules.check(Ledger(read(home)[0])) if one.span.path == other]
    assert [one.message for one in faults] == [
        'No source is called "lrt-2023-08-16-closure".',
        "This snapshot was changed after it was made: its seal does not hold.",
    ]
    assert faults[0].hint.startswith("Did you mean lrt-2023-08-16-closures?")


@pytest.mark.parametrize(
    ("old", "new"), [("characters: ", "characters: 1 # "), ("start: ", "start: 9")]
)
def test_a_passage_outside_the_whole_text_is_told_of(world: World, old: str, new: str) -> None:
    home = captured(world)
    path = home.root / SNAPSHOT
    path.write_text(path.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")
    (changed,) = read(home)[0].snapshots
    text = path.read_text(encoding="utf-8").replace(changed.seal, changed.expected_seal())
    path.write_text(text, encoding="utf-8")
    (fault,) = rules.check(Ledger(read(home)[0])).errors
    assert fault.message == "This passage does not fit into the whole text."


def test_passages_that_overlap_are_told_of(world: World) -> None:
    home = captured(world)
    path = home.root / SNAPSHOT
    text = path.read_text(encoding="utf-8")
    passage = text[text.index("  - text:") : text.index("seal:")]
    path.write_text(text.replace(passage, passage * 2), encoding="utf-8")
    (changed,) = read(home)[0].snapshots
    text = path.read_text(encoding="utf-8").replace(changed.seal, changed.expected_seal())
    path.write_text(text, encoding="utf-8")
    (fault,) = rules.check(Ledger(read(home)[0])).errors
    assert fault.message == "This passage does not fit into the whole text."


@pytest.mark.parametrize("name", ["Bad_Name.yaml", "a.yml", "deep/a.yaml", "a.txt"])
def test_what_else_lies_among_snapshots_is_told_of(world: World, name: str) -> None:
    _, report = read(world({f"facts/snapshots/{name}": "x: 1\n"}))
    assert [(one.rule, one.span.path) for one in report.errors] == [
        ("file-name", f"facts/snapshots/{name}")
    ]
