"""Tests that each case of the corpus has the expected class."""

from collections import Counter
from pathlib import Path

import pytest

from build_tools.quotations.matching import FOUND, QuoteClass
from build_tools.views.quotations import Case, cases_of, measured_rates, stored_rates, texts

CORPUS = Path(__file__).parent / "corpus.yaml"
CASES = [
    pytest.param(case, id=f"{entry['id']}-{number}")
    for entry in texts()
    for number, case in enumerate(cases_of(entry), 1)
]


def test_every_case_of_the_corpus_is_read() -> None:
    assert CORPUS.resolve().name == "cases.yaml"
    assert CORPUS.read_text(encoding="utf-8").count("{quote: ") == len(CASES)


def test_the_corpus_has_matches_and_mismatches_in_seven_languages() -> None:
    languages = Counter[tuple[str, bool]]()
    for entry in texts():
        for case in cases_of(entry):
            languages[entry.get("lang", ""), case.expected in FOUND] += 1
    assert sum(languages.values()) >= 400
    for lang in ("en", "ru", "pl", "lt", "uk", "ar", "zh"):
        assert languages[lang, True] >= 5, lang
        assert languages[lang, False] >= 10, lang


def test_the_site_shows_the_error_rates_of_the_cases() -> None:
    assert stored_rates() == measured_rates()
    # The cases include known errors of both kinds, so neither rate is zero.
    assert min(stored_rates().accepted, stored_rates().refused) > 0


@pytest.mark.parametrize("case", CASES)
def test_each_case_has_the_expected_class(case: Case) -> None:
    match = case.match()
    assert match.kind is case.expected, match
    assert bool(match.end) == (match.kind is not QuoteClass.ABSENT)
    if match.kind is QuoteClass.EXACT:
        assert case.text[match.start : match.end] == case.quote
    if match.kind is QuoteClass.OUT_OF_CONTEXT:
        assert match.reason
