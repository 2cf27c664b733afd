"""Tests the display of a quotation: its class, and links to the passage and the words."""

from collections.abc import Callable, Mapping

import pytest

from build_tools import views
from build_tools.facts.ledger import Ledger
from build_tools.facts.project import Project
from build_tools.facts.reading import read
from build_tools.quotations.matching import QuoteClass, find, resolve
from build_tools.views.parts.quotation_view import LABELS, quoted
from build_tools.views.quotations import visible
from build_tools.views.sources import _pieces
from tests.sites import Html
from tests.snapshots import (
    ADDRESS,
    CLAIM,
    KEY,
    SENTENCES,
    SNAPSHOT,
    capture_excerpts,
    captured,
    edit,
)
from tests.whole import assemble

World = Callable[..., Project]


def ledger_of(project: Project) -> Ledger:
    return Ledger(read(project)[0])


def page(project: Project, path: str) -> str:
    site = assemble(project)
    assert not site.checked.report.errors
    return next(shown.body for shown in site.pages if shown.path == path)


def test_a_quotation_without_a_snapshot_is_uncheckable(world: World) -> None:
    ledger = ledger_of(world())
    seen = quoted(ledger, ledger.claims["two-crossings"], 0)
    assert seen is not None
    assert (seen.kind, seen.passage, seen.landing) == ("uncheckable", None, None)
    assert seen.means.endswith("no text of the source is stored")
    assert quoted(ledger, ledger.claims["two-crossings"], 1) is None


def test_a_quotation_with_a_snapshot_links_to_its_words(world: World) -> None:
    ledger = ledger_of(captured(world))
    seen = quoted(ledger, ledger.claims["two-crossings"], 0)
    assert seen is not None
    assert (seen.kind, seen.label, seen.limits) == (
        "exact",
        f"{LABELS[QuoteClass.EXACT]}, checked against the page",
        "",
    )
    assert seen.passage == f"sources/{KEY}.html#quote-1"
    address = "https://www.lrt.lt/en/news/19/1/closures"
    assert seen.landing == f"{address}#:~:text=due%20to%20geopolitical%20circumstances"
    (passage,) = ledger.snapshots[KEY].passages
    (stretch,) = resolve(seen.landing.split(":~:")[1], passage.text)
    assert passage.text[slice(*stretch)] == "due to geopolitical circumstances"


def test_an_ambiguous_fragment_is_not_linked(world: World) -> None:
    project = captured(world)
    edit(project, SNAPSHOT, "text=due%20to%20geopolitical%20circumstances", "text=to")
    ledger = ledger_of(project)
    seen = quoted(ledger, ledger.claims["two-crossings"], 0)
    assert seen is not None
    assert seen.landing is None


def test_marked_quotations_may_overlap() -> None:
    pieces = list(_pieces("abcdef", [(0, 4), (1, 2), (3, 5)]))
    assert pieces == [("abcd", True), ("e", True), ("f", False)]


def test_the_claim_page_shows_the_class_and_both_links(world: World) -> None:
    body = page(captured(world), "claims/two-crossings.html")
    assert ">found word for word, checked against the page</span>" in body
    assert f'<a href="../sources/{KEY}.html#quote-1">the passage</a>' in body
    assert "closures#:~:text=due%20to%20geopolitical%20circumstances" in body
    assert "quotation not checked" not in body
    assert "quotation not checked" in page(world(), "claims/two-crossings.html")


def test_the_source_page_marks_the_words_in_the_passage(world: World) -> None:
    body = page(captured(world), f"sources/{KEY}.html")
    assert 'id="quote-1"' in body
    assert "<mark>due to geopolitical circumstances</mark>" in body
    assert "no copy of the text is stored" not in body


OTHER_COPY = "https://example.org/copy"


@pytest.mark.parametrize("copy", ["", OTHER_COPY])
@pytest.mark.parametrize("edge", [False, True])
def test_pages_show_which_part_of_an_excerpt_we_saw(world: World, copy: str, edge: bool) -> None:
    project = world()
    text = SENTENCES.partition("and so that")[0] if edge else SENTENCES
    more = "--other-copy" if copy else ""
    assert capture_excerpts(project, text, at=copy or ADDRESS, more=more).exit_code == 0
    number = ledger_of(project).snapshots[KEY].excerpt_words[0]
    claim = page(project, "claims/two-crossings.html")
    source = page(project, f"sources/{KEY}.html")
    assert ", checked against a stored excerpt</span>" in claim
    # The page of the source says only once what we saw of its text.
    assert ", checked against" not in source
    for body in (claim, source):
        assert f"{number} words" in body
        assert "23 November 2026" in body
        assert ("a denial there" in body) == edge
        assert ("another copy of the page" in body) == bool(copy)
    assert (f'href="{OTHER_COPY}#:~:text=due' in claim) == bool(copy)
    assert f">{copy or ADDRESS}</a>" in source.partition("We did not see the whole page")[2]
    method = page(project, "method.html")
    assert "One quotation from sources was checked" not in method
    rows = {row.text for row in Html(page(project, "quotations.html")).all("tr")}
    assert "checked against an excerpt–1–" in rows, "only sources can have excerpts"
    assert ("near the edge of an excerpt–1–" in rows) == edge
    assert ("For one quotation the excerpt ends" in method) == edge


def test_a_source_that_was_read_in_full_is_not_called_an_excerpt(world: World) -> None:
    project = captured(world)
    for path in ("claims/two-crossings.html", f"sources/{KEY}.html"):
        assert "excerpt" not in page(project, path).partition("record-note")[0]
    assert "One quotation from sources was checked against the text" in page(project, "method.html")


def test_each_fragment_of_a_shortened_quotation_is_marked(
    world: World, tiny: Mapping[str, str]
) -> None:
    text = tiny[CLAIM].replace(
        "due to geopolitical circumstances", "Šumskas and Tverečius … lorries will be sent"
    )
    body = page(captured(world, {CLAIM: text}), f"sources/{KEY}.html")
    assert "<mark>Šumskas and Tverečius</mark>" in body
    assert "<mark>lorries will be sent</mark>" in body


def test_a_passage_cannot_add_markup(world: World, tiny: Mapping[str, str]) -> None:
    from tests.snapshots import run

    project = world()
    file = project.root / "page.txt"
    file.write_text(SENTENCES.replace("close “due", "close <b>&amp; “due"), encoding="utf-8")
    assert run(project, "capture", KEY, "--file", str(file)).exit_code == 0
    body = page(project, f"sources/{KEY}.html")
    assert "close &lt;b&gt;&amp;amp; “" in body


def test_the_contract_page_shows_every_case(world: World) -> None:
    project = world()
    contract = views.collect("quotations", ledger_of(project))
    assert contract.total >= 200
    assert contract.as_expected == contract.total
    assert contract.right == contract.total - contract.rates.accepted - contract.rates.refused
    body = page(project, "quotations.html")
    assert body.count("✓") == contract.total
    assert "✗" not in body
    assert 'href="quotations.html"' in page(project, "method.html")


def test_a_case_with_an_unexpected_outcome_is_marked() -> None:
    from build_tools.views import quotations

    case = quotations.Case("one two three four five", "one two", "en", "x", (), QuoteClass.EXACT)
    view = quotations._view(case)
    assert not view.holds
    results = (LABELS[QuoteClass.EXACT], LABELS[QuoteClass.ABSENT])
    assert (view.expected, view.actual) == results
    assert find("one two", case.text).kind is QuoteClass.EXACT


def test_invisible_characters_are_written_out() -> None:
    assert visible("a\u00adb\u00a0c\u202fd\ne é") == "a⟨U+00AD⟩b⟨U+00A0⟩c⟨U+202F⟩d⟨U+000A⟩e é"
