"""Tests the wording of pages, messages and guides with the list in `tests/plain_english.py`."""

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pytest

from build_tools.views.parts import labels
from tests import plain_english
from tests.conftest import PROJECT, own_lang
from tests.plain_english import PATTERNS, PHRASES, Phrase, Slip

PAGES = ("content/**/*.md",)
TEMPLATES = ("templates/**/*.j2", "templates/**/*.html")
GUIDES = ("*.md", "docs/**/*.md", ".github/**/*.md", ".github/**/*.yml", "Makefile")
CODE = ("build_tools/**/*.py", ".ci/*.py", "content/assets/*.js")
WORDS_OF_SITE = ("facts/vocabulary/*.yaml", "mkdocs.yml")


def files(*patterns: str) -> list[Path]:
    found = sorted(path for pattern in patterns for path in PROJECT.glob(pattern))
    assert found
    return found


def slips(paths: list[Path], check: Callable[[str], Iterator[Slip]]) -> list[str]:
    """Return the wording that the check finds in the files, with its location."""
    return [
        f"{path.relative_to(PROJECT)}:{slip.line}: “{slip.words}”: write {slip.instead}"
        for path in paths
        for slip in check(text_of(path))
    ]


def text_of(path: Path) -> str:
    text = path.read_text("utf-8")
    return plain_english.texts_in(text) if path.suffix == ".py" else text


@pytest.mark.parametrize("phrase", PHRASES, ids=lambda phrase: phrase.pattern)
def test_a_forbidden_phrase_is_found_but_similar_plain_words_are_not(phrase: Phrase) -> None:
    pattern = next(pattern for pattern, other in PATTERNS if other is phrase)
    assert pattern.search(phrase.wrong)
    assert not list(plain_english.phrases_in(phrase.right))


def test_no_text_contains_a_listed_phrase() -> None:
    assert slips(files(*TEMPLATES, *GUIDES, *CODE), plain_english.phrases_in) == []


@pytest.fixture
def english_site() -> None:
    """Skip the test if the project's own site is in another language."""
    if not own_lang().startswith("en"):
        pytest.skip("The project's own site is not in English.")


@pytest.mark.own_site
@pytest.mark.usefixtures("english_site")
def test_no_text_of_the_site_contains_a_listed_phrase() -> None:
    assert slips(files(*PAGES, *WORDS_OF_SITE), plain_english.phrases_in) == []


@pytest.mark.own_site
@pytest.mark.usefixtures("english_site")
def test_no_page_has_a_sentence_that_is_too_long() -> None:
    assert slips(files(*PAGES), plain_english.long_sentences) == []


def test_no_template_has_a_sentence_that_is_too_long() -> None:
    assert slips(files(*TEMPLATES), plain_english.long_template_sentences) == []


def test_no_label_has_brackets_or_semicolons() -> None:
    assert slips(files(*TEMPLATES), plain_english.labels_in) == []
    words = [value.label for value in labels.VERDICTS.values()]
    for title, names in vars(labels).items():
        if title.isupper() and isinstance(names, Mapping):
            words += [name for name in names.values() if isinstance(name, str)]
    assert len(words) > 30
    assert [label for label in words if set(label) & set("()[];")] == []


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("The page tells of it.", 1),
        ("The page tells of it. <!-- wording: the name of an old command -->", 0),
        ("# wording: the name of an old command\nThe page tells of it.", 0),
        ("# wording: the name of an old command\n\nThe page tells of it.", 1),
        ("The page tells of it. <!-- wording: no -->", 1),
    ],
)
def test_an_exception_for_a_line_needs_a_reason(text: str, number: int) -> None:
    assert len(list(plain_english.phrases_in(text))) == number


@pytest.mark.parametrize("words", [35, 36])
def test_citations_do_not_count_as_words_of_a_sentence(words: int) -> None:
    sentence = f"A{' word' * (words - 1)} [@some-claim]. Another one [@some-claim]."
    template = f"<p>A{' word' * (words - 2)} {{{{ counts.claims }}}}. Another one.</p>"
    assert bool(list(plain_english.long_sentences(sentence))) == (words > 35)
    assert bool(list(plain_english.long_template_sentences(template))) == (words > 35)


@pytest.mark.parametrize(
    ("label", "is_crowded"),
    [
        ("<h2 id='a'>Claims (all)</h2>", True),
        ("<summary>Claims; sources</summary>", True),
        ("<dt>{{ counted(claims) }}</dt>", False),
        ("<p>Claims (all); sources</p>", False),
    ],
)
def test_brackets_and_semicolons_are_reported_only_in_labels(label: str, is_crowded: bool) -> None:
    assert bool(list(plain_english.labels_in(label))) == is_crowded


def test_strings_and_comments_in_code_are_read_but_names_are_not() -> None:
    source = '"""It tells of it."""\n\ntells_of = 1  # it tells of it\nfault = "mend"\n'
    found = list(plain_english.phrases_in(plain_english.texts_in(source)))
    assert [slip.line for slip in found] == [1, 3]
