"""Tests the page frame: the security policy, and the tools to cite, report and edit a page."""

from base64 import b64encode
from collections.abc import Callable
from hashlib import sha256
from io import StringIO

import pytest
from pybtex.database.input import bibtex as reader

from build_tools.facts.nested_marks import nested_marks
from build_tools.facts.project import Project
from build_tools.site import frame
from tests.ledgers import claim, ledger

World = Callable[..., Project]
# The output of TeX for each escape, with the backslash last.
TEX = [(f"\\{mark}", mark) for mark in "&%$#_{}"]
TEX = [(r"\textasciitilde{}", "~"), *TEX, (r"\textbackslash{}", "\\")]
WHEN = frame.AsOf("2026-11-22", "22 November 2026", "2026, November 22", "22 Nov. 2026")


def test_the_policy_allows_only_local_files_and_the_inline_script_by_its_hash() -> None:
    parts = dict(part.split(" ", 1) for part in frame.policy().split("; "))
    digest = b64encode(sha256(frame.FIRST_SCRIPT.encode()).digest()).decode()
    assert parts["script-src"] == f"'self' 'sha256-{digest}'"
    assert parts["default-src"] == "'none'"
    assert parts["style-src"] == "'self'"
    assert "unsafe" not in frame.policy()
    assert "*" not in frame.policy()
    # If HTML changed any character, the hash would differ.
    assert not set(frame.FIRST_SCRIPT) & set("<>")


@pytest.mark.parametrize(
    ("day", "plain", "apa", "mla"),
    [
        ("2026-11-22", "22 November 2026", "2026, November 22", "22 Nov. 2026"),
        ("2026-05-01", "1 May 2026", "2026, May 1", "1 May 2026"),
        ("2026-09-30", "30 September 2026", "2026, September 30", "30 Sept. 2026"),
        ("2026-06-02", "2 June 2026", "2026, June 2", "2 June 2026"),
    ],
)
def test_a_citation_of_a_page_has_the_date_of_the_newest_check(
    world: World, day: str, plain: str, apa: str, mla: str
) -> None:
    held = ledger(
        world,
        claim("old", checked={"date": "2024-02-29", "by": "x"}),
        claim("new", checked={"date": day, "by": "x"}),
    )
    assert frame.as_of(held) == frame.AsOf(day, plain, apa, mla)


def test_a_check_without_a_day_is_not_given_an_invented_day(world: World) -> None:
    some_day = claim("some-day", checked={"date": "2026-12", "by": "x"})
    held = ledger(world, claim("old", checked={"date": "2024-02-29", "by": "x"}), some_day)
    assert frame.as_of(held).iso == "2024-02-29"
    assert frame.as_of(ledger(world, some_day)).plain == "no date"


def test_a_check_in_the_year_zero_has_a_date(world: World) -> None:
    held = ledger(world, claim("old", checked={"date": "0000-02-29", "by": "x"}))
    assert frame.as_of(held).iso == "0000-02-29"


@pytest.mark.parametrize(
    ("title", "cited"),
    [
        ("Two of six", "Two of six."),
        ("Two of six closed.", "Two of six closed."),
        ("Why did it close?", "Why did it close?"),
        ("He said “never”.", "He said “never”."),
        ("He asked “why?”", "He asked “why?”"),
    ],
)
def test_a_cited_title_ends_with_a_single_punctuation_mark(title: str, cited: str) -> None:
    assert frame.cited(title) == cited


def test_a_site_without_claims_has_no_date_of_a_check(world: World) -> None:
    assert frame.as_of(ledger(world)) == frame.AsOf("", "no date", "n.d.", "n.d.")


@pytest.mark.parametrize(
    "title",
    ["Two of six", "100 % & more_or_less #1 {braces} ~ \\ $5", "Kapčiamiestis lies “there”"],
)
def test_the_bibtex_entry_of_a_page_is_read_back_correctly(title: str) -> None:
    text = frame.bibtex("claims/two-of-six.html", title, "A & B", "https://x.example/a_b", WHEN)
    held = reader.Parser().parse_stream(StringIO(text)).entries["claims-two-of-six"]
    read = held.fields["title"]
    for written, meant in TEX:
        read = read.replace(written, meant)
    # A second pair of braces preserves the case of the title.
    assert read == f"{{{title}}}"
    assert held.fields["date"] == "2026-11-22"
    assert held.fields["url"] == "https://x.example/a_b"


def test_the_report_of_an_error_names_the_page() -> None:
    link = frame.report_issue("https://forge.example/us/facts/", "claims/x y.html")
    assert link == (
        "https://forge.example/us/facts/issues/new?template=correction.yml&claim=claims%2Fx+y"
    )
    assert frame.report_issue("", "claims/x.html") == ""
    mail = frame.report_mail("facts@site.example", "claims/x.html")
    assert mail == "mailto:facts@site.example?subject=Correction%3A%20claims/x"
    assert frame.report_mail("", "claims/x.html") == ""


@pytest.mark.parametrize(
    ("title", "quoted"),
    [
        (
            "The X gave “geopolitical circumstances” as why.",
            "The X gave ‘geopolitical circumstances’ as why.",
        ),
        ('He wants to "visit Warsaw" now.', "He wants to ‘visit Warsaw’ now."),
        ("“We had ‘no’ choice, it’s said”", "‘We had “no” choice, it’s said’"),
        ('It’s a 5" gun, “open', 'It’s a 5" gun, “open'),
        ("« Nous » et „wir“", "« Nous » et „wir“"),
    ],
)
def test_quotation_marks_within_quotation_marks_are_single(title: str, quoted: str) -> None:
    assert nested_marks(title) == quoted
