"""A list that is too long for one page goes on, or stands, on pages of its own; nothing is lost."""

import re
from pathlib import Path

import pytest

from build_tools.views.lengths import MOST, parts
from tests.ledgers import claim
from tests.sites import Html, build, write_tiny

pytestmark = pytest.mark.slow

MORE = 1
DAYS = ("2023-07-30", "2023-08-18", "2023-08-19", "2023")
IDS = [f"many-{number:04}" for number in range(MOST + MORE)]


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site of one claim more than a page holds, all of one verdict, country and kind."""
    looked = {"date": "2026-11", "where": "web", "query": "it", "result": "nothing"}
    files = [
        claim(
            one,
            when=DAYS[number % len(DAYS)],
            countries=["lithuania"],
            verdict="unverified",
            search_log=[looked],
            related=[{"claim": "two-crossings", "relation": "follows", "why": "It is next."}],
        )
        for number, one in enumerate(IDS)
    ]
    root = write_tiny(tmp_path_factory.mktemp("long") / "world")
    for file in files:
        for path, text in file.items():
            (root / path).write_text(text)
    done = build(root, "--strict")
    assert done.returncode == 0, done.stderr
    return root / "site"


def shown(page: Path) -> list[str]:
    """Return the claims that a page leads to, in its order."""
    article = page.read_text().partition("<article")[2].partition("</article>")[0]
    return re.findall(r'href="[./]*claims/(many-\d+)\.html"', article)


def test_parts_hold_every_row_once_and_in_order() -> None:
    assert [list(one) for one in parts(range(7), 3)] == [[0, 1, 2], [3, 4, 5], [6]]
    assert [list(one) for one in parts(range(6), 3)] == [[0, 1, 2], [3, 4, 5]]
    assert list(parts((), 3)) == []


@pytest.mark.parametrize("name", ["unverified", "lithuania"])
def test_a_selection_goes_on_in_further_parts(built: Path, name: str) -> None:
    first, second = built / "ledger" / f"{name}.html", built / "ledger" / name / "2.html"
    assert not (built / "ledger" / name / "3.html").exists()
    one, other = shown(first), shown(second)
    assert sorted([*one, *other]) == IDS
    text = Html(first.read_text()).text
    total = int(re.findall(r"(\d[\d,]*) claims\.", text)[0].replace(",", ""))
    assert total >= len(IDS)
    assert "part 1 of 2" in text
    assert "part 2 of 2" in Html(second.read_text()).text
    # By day, over the edge between the two parts too.
    days = {identity: DAYS[number % len(DAYS)] for number, identity in enumerate(IDS)}
    dated = [days[one] for one in (*one, *other) if len(days[one]) > 4]
    assert dated == sorted(dated)
    assert f'href="../../ledger/{name}.html"' in second.read_text()
    assert f'href="../ledger/{name}/2.html"' in first.read_text()


def test_the_ledger_leads_to_the_lists_and_has_no_filter_of_what_it_does_not_show(
    built: Path,
) -> None:
    page = built / "claims.html"
    assert shown(page) == []
    text = page.read_text()
    assert "too many for one page" in text
    assert "data-filter" not in text
    assert 'href="ledger/unverified.html"' in text
    assert 'href="ledger/lithuania.html"' in text
    assert len(text) < 40_000


def test_each_month_of_a_long_timeline_has_a_page(built: Path) -> None:
    timeline = built / "timeline.html"
    assert shown(timeline) == []
    assert "data-filter" not in timeline.read_text()
    led = set(re.findall(r'href="timeline/([\w-]+)\.html"', timeline.read_text()))
    pages = {path.stem: shown(path) for path in (built / "timeline").glob("*.html")}
    assert led == set(pages) >= {"2023-07", "2023-08", "2023"}
    assert sorted(one for held in pages.values() for one in held) == IDS
    assert pages["2023-07"] == IDS[0 :: len(DAYS)]
    july = (built / "timeline" / "2023-07.html").read_text()
    assert 'href="../timeline/2023-08.html"' in july


def test_a_timeline_that_one_page_holds_has_no_other(tmp_path: Path) -> None:
    root = write_tiny(tmp_path / "world")
    assert build(root, "--strict").returncode == 0
    assert not (root / "site" / "timeline").exists()
    text = (root / "site" / "timeline.html").read_text()
    assert "data-filter" in text
    assert "too many for one page" not in (root / "site" / "claims.html").read_text()
