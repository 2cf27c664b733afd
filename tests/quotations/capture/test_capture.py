"""Tests how text is extracted from pages, which texts are refused, and how snapshots are stored."""

import hashlib
import time
from collections.abc import Callable

import pytest

from build_tools.facts.ledger import Ledger
from build_tools.facts.project import Project
from build_tools.facts.reading import read
from build_tools.facts.records import Quotation, TextKind
from build_tools.quotations.capture import (
    Extracted,
    Reading,
    Refused,
    Stored,
    cut,
    from_excerpts,
    from_page,
    from_text,
    refusals,
    store,
)
from build_tools.quotations.matching import QuoteClass, resolve
from tests.snapshots import CLAIM, KEY, PAGE, SENTENCES, SNAPSHOT

World = Callable[..., Project]
QUOTE = Quotation(text="due to geopolitical circumstances")


def stored(project: Project, text: str = SENTENCES) -> Stored | Refused:
    ledger = Ledger(read(project)[0])
    return store(
        project, ledger, KEY, from_text(text), Reading(ledger.sources[KEY].url, "2026-11-22")
    )


# Extraction.


def test_the_paragraphs_of_a_page_become_blocks_and_its_menu_is_left_out() -> None:
    found = from_page(PAGE)
    assert found.tool.startswith("facts ")
    blocks = found.text.split("\n\n")
    assert any(block.startswith("The crossings at Šumskas") for block in blocks)
    assert "Home" not in found.text
    assert "rights" not in found.text
    assert all("\n" not in block for block in blocks)


def test_a_plain_text_keeps_its_blocks_but_not_its_invisible_characters() -> None:
    found = from_text("One\r\nline\u200b  here.\r\n \r\n\u202aTwo\u00a0words.\n\n\n")
    assert found.text == "One line here.\n\nTwo\u00a0words."


# Refusals.

LONG = "The government said on Friday that two crossings would be closed for now. " * 8


@pytest.mark.parametrize(
    ("text", "quotations", "found", "words"),
    [
        ("Too few words.", 1, 1, ["too short"]),
        ("Just a moment... Checking your browser. " + LONG, 1, 0, ["blocks its", "None of"]),
        ("Access denied. " + LONG, 1, 0, ["“Access denied”", "None of"]),
        ("We value your privacy. " + LONG, 1, 0, ["a wall before the text", "None of"]),
        (LONG, 3, 0, ["None of the 3 quotations"]),
        (LONG, 0, 0, ["No claim quotes this source"]),
        ("The minister\ufffds office. " + LONG, 1, 1, ["“minister\ufffds”"]),
    ],
)
def test_an_unusable_text_is_refused_with_a_reason(
    text: str, quotations: int, found: int, words: list[str]
) -> None:
    reasons = refusals(text, quotations, found)
    assert len(reasons) == len(words)
    assert all(part in reason for part, reason in zip(words, reasons, strict=True))


@pytest.mark.parametrize(
    "phrase",
    [
        "“We and our partners in the region act together,” she said.",
        "Belarus gave its consent to the use of its territory.",
        "Polska akceptuje tę decyzję.",
        "Guards saw unusual traffic at night; access denied, said the sign.",
        "Just a moment, he said. Subscribe to read on. Before you continue: captcha.",
    ],
)
def test_a_text_that_contains_its_quotations_is_never_refused_for_a_phrase(phrase: str) -> None:
    assert refusals(phrase + LONG, 2, 1) == ()
    assert refusals(phrase + LONG, 2, 0)


def test_a_text_without_spaces_is_checked_within_the_time_limit() -> None:
    begin = time.process_time()
    assert refusals("\u56fd" * 1_000_000, 1, 1) == ()
    assert "Letters were lost" in refusals("\u56fd" * 1000 + "\ufffd", 1, 1)[0]
    assert time.process_time() - begin < 20


def test_words_are_counted_in_scripts_without_spaces() -> None:
    assert refusals("\u0e01" * 200, 1, 1) == ()
    assert refusals("\u0e01" * 30, 1, 1) != ()


def test_a_long_article_about_consent_walls_is_accepted() -> None:
    assert refusals(LONG * 10 + "Access denied. We value your privacy.", 2, 1) == ()


# Passages.


def test_a_passage_is_a_block_or_about_sixty_words_of_a_long_block() -> None:
    long = " ".join(f"word{number}" for number in range(100))
    text = from_text(f"{SENTENCES}\n\n{long} here are the very cited words {long}").text
    cited = Quotation(text="here are the very cited words")
    passages, matches = cut(text, [QUOTE, cited])
    assert [match.kind for match in matches] == [QuoteClass.EXACT, QuoteClass.EXACT]
    assert passages[0].text.startswith("The crossings at")
    assert passages[0].text.endswith("Medininkai.")
    assert 56 <= len(passages[1].text.split()) <= 62
    for passage in passages:
        assert text[passage.start :].startswith(passage.text)


def test_overlapping_passages_become_one_with_both_fragments() -> None:
    other = Quotation(text="lorries will be sent to Medininkai")
    passages, _ = cut(from_text(SENTENCES).text, [other, QUOTE, QUOTE])
    assert len(passages) == 1
    assert len(passages[0].fragments) == 2
    assert all(
        len(resolve(fragment, from_text(SENTENCES).text)) == 1 for fragment in passages[0].fragments
    )


def test_only_matching_and_out_of_context_quotations_get_a_passage() -> None:
    absent = Quotation(text="these words do not stand there")
    turned = Quotation(text="say when they would open again")
    passages, matches = cut(from_text(SENTENCES).text, [absent, turned])
    assert [match.kind for match in matches] == [QuoteClass.ABSENT, QuoteClass.OUT_OF_CONTEXT]
    assert len(passages) == 1
    assert "did not say when" in passages[0].text


FAR = " ".join(f"word{number}" for number in range(40))
LONG_QUOTE = "two of the six road crossings with Belarus close from Friday"


@pytest.mark.parametrize(
    ("texts", "quoted", "fragments"),
    [
        # The first and last words alone may also be elsewhere on the page.
        ([f"{FAR} {LONG_QUOTE} {FAR}"], LONG_QUOTE, [LONG_QUOTE.replace(" ", "%20")]),
        ([FAR, f"{LONG_QUOTE} {FAR}"], LONG_QUOTE, [LONG_QUOTE.replace(" ", "%20")]),
        # Browsers ignore case, and text in another excerpt does not count as context.
        (
            [f"{FAR} ROADS ARE CLOSED NOW", f"roads are closed now {FAR}"],
            "roads are closed now",
            [],
        ),
    ],
)
def test_text_fragments_for_an_excerpt_contain_all_quoted_words(
    texts: list[str], quoted: str, fragments: list[str]
) -> None:
    passages, (match,) = cut(from_excerpts(texts).text, [Quotation(text=quoted)], TextKind.EXCERPT)
    assert match.kind is QuoteClass.EXACT
    assert [list(passage.fragments) for passage in passages] == [
        [f"text={fragment}" for fragment in fragments]
    ]


# Storing.


def test_a_snapshot_describes_the_text_that_was_read_and_is_sealed(world: World) -> None:
    project = world()
    done = stored(project)
    assert isinstance(done, Stored)
    assert done.path == SNAPSHOT
    records, report = read(project)
    assert not report.errors
    (snapshot,) = records.snapshots
    text = (project.root / ".cache" / "snapshots" / f"{KEY}.txt").read_text(encoding="utf-8")
    assert snapshot.sha256 == hashlib.sha256(text.encode()).hexdigest()
    assert snapshot.characters == len(text)
    assert snapshot.seal == snapshot.expected_seal() == done.snapshot.seal
    assert [passage.text for passage in snapshot.passages] == [
        passage.text for passage in done.snapshot.passages
    ]
    assert "\u00ad" in snapshot.passages[0].text  # preserved, but escaped in the file
    assert "\\u00ad" in (project.root / SNAPSHOT).read_text(encoding="utf-8")


def test_the_same_text_gives_the_same_bytes(world: World) -> None:
    project = world()
    stored(project)
    first = (project.root / SNAPSHOT).read_bytes()
    stored(project)
    assert (project.root / SNAPSHOT).read_bytes() == first


def test_the_whole_text_is_kept_outside_version_control(world: World) -> None:
    project = world()
    stored(project)
    assert "Travellers" not in (project.root / SNAPSHOT).read_text(encoding="utf-8")


def test_a_refused_text_leaves_the_earlier_snapshot_unchanged(world: World) -> None:
    project = world()
    stored(project)
    first = (project.root / SNAPSHOT).read_bytes()
    done = stored(project, LONG)
    assert isinstance(done, Refused)
    assert (project.root / SNAPSHOT).read_bytes() == first


def test_words_with_yaml_syntax_are_read_back_unchanged(world: World, tiny) -> None:
    project = world({CLAIM: tiny[CLAIM].replace("due to geop", 'he said: \\"no#\\" due to geop')})
    odd = SENTENCES.replace("“due to", 'a \\ b: "c" # d\u0085 \t— “due to')
    project = world()
    done = stored(project, odd)
    assert isinstance(done, Stored)
    (snapshot,) = read(project)[0].snapshots
    assert snapshot.passages[0].text == done.snapshot.passages[0].text
    assert 'a \\ b: "c" # d' in snapshot.passages[0].text


def test_an_empty_page_is_not_stored(world: World) -> None:
    project = world()
    ledger = Ledger(read(project)[0])
    page = from_page("<html><body><script>render()</script></body></html>")
    done = store(project, ledger, KEY, page, Reading(ledger.sources[KEY].url, "2026-11-22"))
    assert isinstance(done, Refused)
    assert any("too short" in reason for reason in done.reasons)
    assert not (project.root / "facts" / "snapshots").exists()
    assert Extracted("", "x").text == ""
