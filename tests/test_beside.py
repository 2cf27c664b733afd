"""Hugo's pages of the made-up records say what ours say: else the benchmark compares nothing."""

import re
import shutil
import subprocess
from html import unescape
from pathlib import Path

import pytest

from build_tools.ledger import Ledger
from build_tools.reading import Home, read
from build_tools.views.lengths import MOST
from tests.benchmarks.beside import hugo_pages
from tests.benchmarks.run import ENVIRONMENT, MKDOCS, project

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(
        not shutil.which("hugo"), reason="The command hugo is not found: nothing to compare with."
    ),
]

# Of so many claims each of the three verdicts has one more than a page of the ledger holds.
FEW, MANY = 30, 3 * MOST + 3
EACH = ("claims", "sources", "countries", "ledger", "timeline")
LISTS = ("claims.html", "sources.html", "timeline.html")
PARTED = ("ledger/supported/2.html", "ledger/unverified/2.html", "timeline/2020-01.html")
# The lines of the head are not all indented alike.
MOST_APART = 0.02


def visible(page: Path) -> str:
    """Return the text of a page as it is read, its white space collapsed."""
    html = re.sub(r"(?s)<(script|style)\b.*?</\1>", "", page.read_text(encoding="utf-8"))
    return " ".join(unescape(re.sub(r"<[^>]*>", " ", html)).split())


def below(site: Path) -> list[str]:
    """Return the paths of the pages that Hugo shall make too."""
    found = (page for folder in EACH for page in (site / folder).rglob("*.html"))
    return sorted([*LISTS, *(page.relative_to(site).as_posix() for page in found)])


@pytest.fixture(scope="module", params=(FEW, MANY), ids=("few", "many"))
def sites(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> tuple[Path, Path]:
    """Make the same records into a site by our build and by Hugo; return both."""
    ours, hugo = (tmp_path_factory.mktemp(name) / "project" for name in ("ours", "hugo"))
    project(ours, request.param)
    records, _ = read(Home(ours))
    hugo_pages.write(hugo, ours, Ledger(records))
    subprocess.run(MKDOCS, cwd=ours, env=ENVIRONMENT, check=True)
    subprocess.run(["hugo", "--quiet"], cwd=hugo, check=True)
    return ours / "site", hugo / "public"


def test_hugo_makes_the_same_pages(sites: tuple[Path, Path]) -> None:
    ours, hugo = sites
    assert below(hugo) == below(ours)
    is_parted = {(ours / path).exists() for path in PARTED}
    assert is_parted == {len(list((ours / "claims").glob("*.html"))) == MANY}


def test_each_page_says_what_ours_says(sites: tuple[Path, Path]) -> None:
    ours, hugo = sites
    for path in below(hugo):
        assert visible(hugo / path) == visible(ours / path), path


def test_hugo_writes_about_as_many_bytes_a_page(sites: tuple[Path, Path]) -> None:
    ours, hugo = sites
    for path in below(hugo):
        size = (ours / path).stat().st_size
        assert abs((hugo / path).stat().st_size - size) < MOST_APART * size, path
