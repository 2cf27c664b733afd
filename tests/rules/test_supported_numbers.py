"""Tests that unsupported numbers, dates and counts of sources are reported at their location."""

from collections.abc import Callable
from typing import Any

import pytest

from build_tools.facts.project import Project
from build_tools.rules.supported_numbers import check_claim
from tests.conftest import TINY
from tests.ledgers import claim, item, ledger, source

LRT, TASS = "lrt-2023-08-16-closures", "tass-2023-08-18-closed"
WAIT = "Lorries waited 36 hours at the border in August 2023."
SAYS = ("Lorries waited for 36 hours on 18 August 2023.", "The wait was 36 hours.")

# Each row: the claim, paraphrases of two sources, and the refused words, if any.
CLAIMS = (
    (WAIT, SAYS, []),
    (WAIT.replace("36", "37"), SAYS, ["37"]),
    (WAIT.replace("36", "360"), SAYS, ["360"]),
    (WAIT.replace("36 hours", "36 days"), SAYS, ["36"]),
    (WAIT.replace("August", "July"), SAYS, ["July 2023"]),
    (WAIT.replace("2023", "2022"), SAYS, ["August 2022"]),
    (WAIT.replace("in August", "on 18 August"), SAYS, []),
    (WAIT.replace("in August", "on 19 August"), SAYS, ["19 August 2023"]),
    (WAIT.replace("36", "thirty-six"), SAYS, []),
    (WAIT.replace("36", "thirty-seven"), SAYS, ["thirty-seven"]),
    # Rounded numbers, within the range that the words allow.
    ("About 130 lorries waited.", ("129.6 lorries on average.", "It was hot."), []),
    ("Some 4,000 men came.", ("4,120 men came.", "It was hot."), []),
    ("4,000 men came.", ("4,120 men came.", "It was hot."), ["4,000"]),
    ("Some 4,000 men came.", ("41,200 men came.", "It was hot."), ["4,000"]),
    ("More than 2,000 men came.", ("2,150 men came.", "It was hot."), []),
    ("More than 2,000 men came.", ("1,900 men came.", "It was hot."), ["2,000"]),
    ("More than 2,000 men came.", ("21,500 men came.", "It was hot."), ["2,000"]),
    ("Up to 17,000 men came.", ("16,400 men came.", "It was hot."), []),
    ("Fewer than 300 men came.", ("350 men came.", "It was hot."), ["300"]),
    ("1.2 million men came.", ("1,200,000 men came.", "It was hot."), []),
    ("1.2 million men came.", ("1.2 billion men came.", "It was hot."), ["1.2 million"]),
    ("More than 60 percent came.", ("868 of the 1,418 lorries came.", "It was hot."), []),
    ("More than 70 percent came.", ("868 of the 1,418 lorries came.", "It was hot."), ["70"]),
    ("81 miles lie between them.", ("They lie 80.7 miles apart.", "It was hot."), []),
    ("81 km lie between them.", ("They lie 80.7 miles apart.", "It was hot."), ["81"]),
    ("Two of its six crossings closed.", ("Two of six closed.", "Two closed."), []),
    ("Three of its six crossings closed.", ("Two of six closed.", "Two closed."), ["Three"]),
    ("Two of its seven crossings closed.", ("Two of six closed.", "Two closed."), ["seven"]),
    # "Nearly" and "almost" mean that the exact number is slightly smaller.
    ("Nearly 650 men came.", ("640 men came.", "It was hot."), []),
    ("Nearly 900 men came.", ("640 men came.", "It was hot."), ["900"]),
    ("Nearly 650 men came.", ("660 men came.", "It was hot."), []),
    ("Almost 700 men came.", ("640 men came.", "It was hot."), ["700"]),
    ("More than 1,400 men came.", ("1,500 men came.", "It was hot."), []),
    # Shares, and durations in other units.
    ("A quarter of the lorries left.", ("160 of the 640 lorries left.", "It was hot."), []),
    ("A third of the lorries left.", ("160 of the 640 lorries left.", "It was hot."), ["A third"]),
    ("A third of them left.", ("33 percent of them left.", "It was hot."), []),
    ("More than half of them left.", ("58 percent of them left.", "It was hot."), []),
    ("More than half of them left.", ("48 percent of them left.", "It was hot."), ["half"]),
    ("They waited a day and twelve hours.", ("They waited 36 hours.", "It was hot."), []),
    ("They waited two weeks.", ("They waited 14 days.", "It was hot."), []),
    ("The fifth closure began.", ("It was the fifth closure.", "It was hot."), []),
    ("The fifth closure began.", ("It was the fourth closure.", "It was hot."), ["fifth"]),
    # The rest of a whole, if the words say that it is the rest.
    ("The other 480 lorries waited.", ("160 of the 640 lorries left.", "It was hot."), []),
    ("The other 470 lorries waited.", ("160 of the 640 lorries left.", "It was hot."), ["470"]),
    ("Then 480 lorries came.", ("160 of the 640 lorries left.", "It was hot."), ["480"]),
    ("Four of six closed.", ("Two of six closed.", "Two closed."), ["Four"]),
    ("They waited 36 hours, not 46.", ("They waited 36 hours.", "It was hot."), []),
    ("They waited 46 hours, not 36.", ("They waited 36 hours.", "It was hot."), ["46"]),
    # A number in a name is wrong only if the source has the name with a different number.
    ("It is Level 4 advice.", ("It is travel advice.", "It was hot."), []),
    ("It is Level 4 advice.", ("It is Level 3 advice.", "It was hot."), ["4"]),
    ("Resolution 1325 says so.", ("Resolution 2231 says so.", "It was hot."), ["1325"]),
    # Names are not numbers, and quotations are checked elsewhere.
    ("Su-27 and 5G were there.", ("They were there.", "It was hot."), []),
    ("He said “we are 900 men” of it.", ("He said it.", "It was hot."), []),
    # Other languages.
    ("Los camiones esperaron 36 horas.", ("Esperaron 36 horas en la frontera.", "Sí."), []),
    ("Los camiones esperaron 37 horas.", ("Esperaron 36 horas en la frontera.", "Sí."), ["37"]),
    ("El agua tenía 62,4 mg/l de sal.", ("El agua tenía 62,4 mg/l.", "Sí."), []),
    ("El agua tenía 624 mg/l de sal.", ("El agua tenía 62,4 mg/l.", "Sí."), ["624"]),
)

SETTINGS = "site_name: x\ntheme:\n  name: material\n  language: {}\n"
# Dates are read in the language of the site.
DAYS = (
    ("es", "Fue el 18 de agosto de 2023.", ("Fue el 18 de agosto.", "Sí."), []),
    ("es", "Fue el 18 de julio de 2023.", ("Fue el 18 de agosto.", "Sí."), ["18 de julio de 2023"]),
    ("de", "Es war am 18. August 2023.", ("Sie warteten am 18. August.", "Ja."), []),
    ("de", "Es war am 17. August 2023.", ("Es war am 18. August.", "Ja."), ["17. August 2023"]),
)

# Each row: a finding and the refused words, for a claim with three sources, of which two support
# it.
FINDINGS = (
    ("Three sources say so.", []),
    ("Four sources say so.", ["Four"]),
    ("Three sources agree.", ["Three"]),
    ("Two independent sources say so.", []),
    ("Three independent sources say so.", ["Three"]),
    ("Two of three sources say so.", []),
    ("Two of four sources say so.", ["four"]),
    ("Two Lithuanian reports say so.", []),
    ("They give three causes: heat, rain and snow.", []),
    ("They give seven causes: heat, rain and snow.", ["seven"]),
    ("The two were stops of one trip.", []),
    ("It happened between two crossings.", []),
    ("It was the week of 14 August.", []),
    ("It was the week of 24 April.", ["24 April"]),
    ("It ended by the 18th.", []),
    ("It ended by the 29th.", ["29th"]),
    ("It was on 18 or on 24 August 2023.", []),
    ("It was on 17 or on 18 August 2023.", ["17"]),
    ("The article of 24 August 2023 says so.", []),
    ("The article of 25 August 2023 says so.", ["25 August 2023"]),
    ("It rose by 9 percent.", ["9"]),
    ("Only one source gives 36 hours.", ["36"]),
    ("Neither source gives 36 hours.", ["36"]),
    ("Only one source gives 18 August 2023.", []),
    ("No other source gives 36 hours.", []),
    ("Only one source names the crossing.", []),
    ("It is open 24/7.", []),
    ("LRT reported it on 16 August 2023.", []),
    ("LRT reported it on 15 August 2023.", ["15 August 2023"]),
    ("LRT says that on 16 August 2023 it was hot.", ["16 August 2023"]),
)


# A source that searched and found nothing.
SILENT = {
    "facts/sources/lrt.bib": TINY["facts/sources/lrt.bib"]
    + source("lrt", "lrt-2023-08-20-silent", date="2023-08-20")
}


def refused(world: Callable[..., Project], **fields: Any) -> list[str]:
    """Return the words in a claim that the rule reports."""
    facts = ledger(world, claim("x", **{"verdict": "supported", **fields}), **SILENT)
    record = facts.claims["x"]
    rows = record.place.text.split("\n")  # type: ignore[attr-defined]
    spans = [problem.span for problem in check_claim(facts, record)]
    assert all(span.line == span.end_line for span in spans)
    return [rows[span.line - 1][span.column - 1 : span.end_column - 1] for span in spans]


def saying(*says: str, **fields: Any) -> list[dict[str, Any]]:
    """Return two items that support a claim, and an item from a source that does not mention it."""
    items = [item(key, says=words, **fields) for key, words in zip((LRT, TASS), says, strict=True)]
    return [*items, item("lrt-2023-08-20-silent", "silent", says="It has nothing of it.")]


@pytest.mark.parametrize(("words", "says", "expected"), CLAIMS)
def test_numbers_and_dates_of_a_claim_must_be_in_its_evidence(
    world: Callable[..., Project], words: str, says: tuple[str, str], expected: list[str]
) -> None:
    assert refused(world, claim=words, finding=words, evidence=saying(*says)) == expected


@pytest.mark.parametrize(("lang", "words", "says", "expected"), DAYS)
def test_days_of_a_claim_are_read_in_the_language_of_the_site(
    world: Callable[..., Project], lang: str, words: str, says: tuple[str, str], expected: list[str]
) -> None:
    def translated(changes: dict[str, str | None], **more: str) -> Project:
        return world({**changes, "mkdocs.yml": SETTINGS.format(lang)}, **more)

    assert refused(translated, claim=words, finding=words, evidence=saying(*says)) == expected


@pytest.mark.parametrize(("words", "expected"), FINDINGS)
def test_numbers_dates_and_counts_of_a_finding_must_be_in_its_evidence(
    world: Callable[..., Project], words: str, expected: list[str]
) -> None:
    assert refused(world, finding=words, evidence=saying(*SAYS)) == expected


def test_a_number_may_be_calculated_or_named_as_an_unsupported_part(
    world: Callable[..., Project],
) -> None:
    terms = [{"value": value, "what": "days", "source": LRT} for value in ("20", "16")]
    sum_of = {"kind": "sum", "inputs": terms, "result": "36"}
    says = ("A long wait.", "Lorries waited.")
    assert refused(world, claim=WAIT, evidence=saying(*says)) == ["36"]
    assert refused(world, claim=WAIT, evidence=saying(*says, part="36 hours")) == []
    assert refused(world, claim=WAIT, evidence=saying(*says, calculations=[sum_of])) == []


def test_a_number_may_be_in_a_linked_claim(world: Callable[..., Project]) -> None:
    other = claim("wait", claim="The wait was 36 hours.")
    fields = {"claim": WAIT, "verdict": "supported", "evidence": saying("Long.", "A wait.")}
    link = {"related": [{"claim": "wait", "relation": "repeats", "why": "The same."}]}
    for linked, expected in ((link, 0), ({"embeds": "wait"}, 0), ({}, 1)):
        facts = ledger(world, claim("x", **fields, **linked), other, **SILENT)
        assert len(list(check_claim(facts, facts.claims["x"]))) == expected


def test_a_wrong_claim_may_have_a_number_from_the_article(
    world: Callable[..., Project],
) -> None:
    evidence = [item(LRT, "contradicts", says="The wait was 36 hours.")]
    place = {"appears_in": [{"article": "story", "sentence": "S01"}]}
    words = "Lithuania closed two of its six crossings and lorries waited {} hours."
    for hours, expected in (("36", []), ("37", ["37"])):
        fields = {"claim": words.format(hours), "evidence": evidence, **place}
        assert refused(world, verdict="wrong", **fields) == expected
    assert refused(world, claim="Five of six closed.", verdict="wrong", **place) == ["Five"]


def test_the_date_of_a_claim_must_agree_with_its_evidence(
    world: Callable[..., Project],
) -> None:
    words = "Lithuania closed two crossings on {} August 2023."
    says = ("Two crossings close on 18 August.", "Two crossings closed.")
    for day, expected in ((18, []), (19, ['"2023-08-19"']), (17, ['"2023-08-17"'])):
        fields = {"claim": words.format(day), "when": f"2023-08-{day}"}
        assert refused(world, **fields, evidence=saying(*says)) == expected
    # If no text names a day, the date may be the day of a source or the day before.
    says = ("Two crossings closed.", "Two crossings closed on Friday.")
    for day, expected in ((18, []), (17, []), (14, ['"2023-08-14"'])):
        fields = {"claim": words.format(day), "when": f"2023-08-{day}"}
        assert refused(world, **fields, evidence=saying(*says)) == expected


def test_a_date_in_a_title_supports_a_claim_only_if_the_title_was_published(
    world: Callable[..., Project],
) -> None:
    titles = (
        ("Minutes of the meeting of 14 August 2023", 0),
        ("[Minutes of the meeting of 14 August 2023]", 1),
        ("Minutes of the meeting of 13 August 2023", 1),
    )
    bib = "facts/sources/lrt.bib"
    for title, problems in titles:
        renamed = SILENT[bib].replace("Lithuania to close two crossings", title)
        evidence = saying("Two crossings closed.", "Two crossings closed on Friday.")
        fields = {"when": "2023-08-14", "verdict": "supported", "evidence": evidence}
        record = claim("x", claim="Lithuania closed two crossings.", **fields)
        facts = ledger(world, record, **{bib: renamed})
        assert len(list(check_claim(facts, facts.claims["x"]))) == problems, title


def test_a_date_without_a_year_in_evidence_has_a_year_from_the_record(
    world: Callable[..., Project],
) -> None:
    undated = source("lrt", "lrt-undated-wait").replace("  date = {2023-08-18},\n", "")
    files = {"facts/sources/lrt.bib": TINY["facts/sources/lrt.bib"] + undated}
    evidence = [item("lrt-undated-wait", says="Lorries waited in August.")]
    for year, expected in ((2023, 0), (2022, 1)):
        words = f"Lorries waited in August {year}."
        fields = {"claim": words, "verdict": "supported", "when": "2023-08"}
        facts = ledger(world, claim("x", evidence=evidence, **fields), **files)
        assert len(list(check_claim(facts, facts.claims["x"]))) == expected


def test_a_long_run_of_number_words_is_checked_quickly(world: Callable[..., Project]) -> None:
    hostile = ("of 1 " * 79)[:390] + "."
    assert refused(world, claim=hostile, evidence=saying(hostile, "It.")) == []
