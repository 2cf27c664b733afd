"""Hugo's pages of the made-up records say what ours say: else the benchmark compares nothing."""

import re
import shutil
import subprocess
from html import unescape
from pathlib import Path

import pytest

from tests.benchmarks import beside
from tests.benchmarks.run import ENVIRONMENT, MKDOCS, project

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(
        not shutil.which("hugo"), reason="The command hugo is not found: nothing to compare with."
    ),
]

CLAIMS = 30
EACH = ("claims", "sources", "countries", "ledger")
LISTS = ("claims.html", "sources.html", "timeline.html")
# The lines of the head are not all indented alike.
MOST_APART = 0.02


def visible(page: Path) -> str:
    """Return the text of a page as it is read, its white space collapsed."""
    html = re.sub(r"(?s)<(script|style)\b.*?</\1>", "", page.read_text(encoding="utf-8"))
    return " ".join(unescape(re.sub(r"<[^>]*>", " ", html)).split())


@pytest.fixture(scope="module")
def sites(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """Make the same records into a site by our build and by Hugo; return both."""
    ours, others = tmp_path_factory.mktemp("ours") / "project", tmp_path_factory.mktemp("beside")
    project(ours, CLAIMS)
    beside.write(ours, others)
    subprocess.run(MKDOCS, cwd=ours, env=ENVIRONMENT, check=True)
    subprocess.run(["hugo", "--quiet"], cwd=others / "hugo-pages", check=True)
    return ours / "site", others / "hugo-pages" / "public"


@pytest.mark.parametrize("folder", EACH)
def test_hugo_makes_the_same_pages_and_each_says_what_ours_says(
    sites: tuple[Path, Path], folder: str
) -> None:
    ours, hugo = (sorted((site / folder).glob("*.html")) for site in sites)
    assert [page.name for page in hugo] == [page.name for page in ours]
    assert hugo
    for one, other in zip(ours, hugo, strict=True):
        assert visible(other) == visible(one), one.name


@pytest.mark.parametrize("name", LISTS)
def test_hugos_lists_say_what_ours_say(sites: tuple[Path, Path], name: str) -> None:
    ours, hugo = sites
    assert visible(hugo / name) == visible(ours / name)


def test_hugo_writes_about_as_many_bytes_a_page(sites: tuple[Path, Path]) -> None:
    ours, hugo = sites
    for page in hugo.rglob("*.html"):
        size = (ours / page.relative_to(hugo)).stat().st_size
        assert abs(page.stat().st_size - size) < MOST_APART * size, page.name
