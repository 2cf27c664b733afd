"""Hugo's pages of the made-up records say what ours say: else the benchmark compares nothing."""

import shutil
import subprocess
from pathlib import Path

import pytest

from build_tools.facts.ledger import Ledger
from build_tools.facts.reading import Project, read
from build_tools.views.parts.pagination import MOST
from tests.benchmarks.beside import hugo_pages
from tests.benchmarks.beside.comparing import below, differences
from tests.benchmarks.run import ENVIRONMENT, MKDOCS, project

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(
        not shutil.which("hugo"), reason="The command hugo is not found: nothing to compare with."
    ),
]

# Of so many claims each of the three verdicts has one more than a page of the ledger holds.
FEW, MANY = 30, 3 * MOST + 3
PARTED = ("ledger/supported/2.html", "ledger/unverified/2.html", "timeline/2020-01.html")
# The lines of the head are not all indented alike.
MAX_APART = 0.02


@pytest.fixture(scope="module", params=(FEW, MANY), ids=("few", "many"))
def sites(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> tuple[Path, Path]:
    """Make the same records into a site by our build and by Hugo; return both."""
    ours, hugo = (tmp_path_factory.mktemp(name) / "project" for name in ("ours", "hugo"))
    project(ours, request.param)
    records, _ = read(Project(ours))
    hugo_pages.write(hugo, ours, Ledger(records))
    subprocess.run(MKDOCS, cwd=ours, env=ENVIRONMENT, check=True)
    subprocess.run(["hugo", "--quiet"], cwd=hugo, check=True)
    return ours / "site", hugo / "public"


def test_hugo_makes_the_same_pages(sites: tuple[Path, Path]) -> None:
    ours, hugo = sites
    assert below(hugo) == below(ours)
    is_parted = {(ours / path).exists() for path in PARTED}
    assert is_parted == {len(list((ours / "claims").glob("*.html"))) == MANY}


def test_each_page_has_the_words_and_the_tags_of_ours(sites: tuple[Path, Path]) -> None:
    assert list(differences(*sites)) == []


def test_a_page_that_is_not_ours_is_told(tmp_path: Path) -> None:
    ours, hugo = tmp_path / "ours", tmp_path / "hugo"
    for site, link in ((ours, "a"), (hugo, "b")):
        (site / "claims").mkdir(parents=True)
        for name in ("claims.html", "sources.html", "timeline.html"):
            (site / name).write_text("<p>x</p>")
        (site / "claims" / "one.html").write_text(f'<p>One <a href="{link}">two</a></p>')
    (hugo / "sources.html").write_text("<p>y</p>")
    (hugo / "claims" / "other.html").write_text("")
    assert sorted(differences(ours, hugo)) == [
        'claims/one.html lacks <a href="a">',
        "claims/other.html is missing or one too many",
        "sources.html says something else",
    ]


def test_hugo_writes_about_as_many_bytes_a_page(sites: tuple[Path, Path]) -> None:
    ours, hugo = sites
    for path in below(hugo):
        size = (ours / path).stat().st_size
        assert abs((hugo / path).stat().st_size - size) < MAX_APART * size, path
