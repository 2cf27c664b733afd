"""Checks the facts, builds the site and follows the links of each example."""

import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

import pytest

from build_tools.facts.project import Project
from build_tools.facts.reading import read
from build_tools.facts.records import SentenceState
from tests.conftest import PROJECT
from tests.sites import Html, pages_of, run

EXAMPLES = sorted(path.parent.name for path in (PROJECT / "examples").glob("*/mkdocs.yml"))
FIRST_SITE = re.compile(r"belarus|lukash|minsk|bystander", re.IGNORECASE)


class Example(NamedTuple):
    """A copy of an example's folder, with the built site and its pages."""

    root: Path
    pages: dict[str, Html]


@pytest.fixture(scope="module", params=EXAMPLES)
def example(request: pytest.FixtureRequest) -> Iterator[Example]:
    """Return the example, checked and built in a folder outside the repository."""
    with TemporaryDirectory() as folder:
        Path(folder).chmod(0o755)  # linkchecker drops root privileges
        root = Path(folder, request.param)
        ignored = shutil.ignore_patterns("site", ".site-*", ".cache")
        shutil.copytree(PROJECT / "examples" / request.param, root, ignore=ignored)
        for command in (("check",), ("fmt", "--check"), ("build",)):
            done = run("-m", "build_tools", *command, cwd=root)
            assert done.returncode == 0, done.stdout + done.stderr
        yield Example(root, pages_of(root / "site"))


def test_there_is_at_least_one_example() -> None:
    assert EXAMPLES


def test_every_internal_link_of_an_example_has_a_target(example: Example) -> None:
    done = run("-m", "build_tools", "links", "site", cwd=example.root)
    assert done.returncode == 0, done.stdout + done.stderr


def test_every_sentence_of_an_example_is_accounted_for(example: Example) -> None:
    articles = read(Project(example.root))[0].articles
    states = [sentence.state for article in articles for sentence in article.sentences]
    assert states
    assert SentenceState.TODO not in states


def test_no_page_of_an_example_names_the_first_site(example: Example) -> None:
    assert len(example.pages) > 10
    for path, page in example.pages.items():
        # The page on quotations names each language that has a list of negations.
        text = page.text.replace("Belarusian", "")
        assert not FIRST_SITE.search(text), (path, FIRST_SITE.search(text))


def test_an_example_without_countries_has_no_country_pages(example: Example) -> None:
    if read(Project(example.root))[0].countries:
        pytest.skip("this example has countries")
    assert not [path for path in example.pages if path.startswith("countr")]
