"""Tests that a list too long for one page continues on further pages without losing any rows."""

import re
from itertools import pairwise
from pathlib import Path

import pytest

from build_tools.views.parts.lane_order import MARKS
from build_tools.views.parts.pagination import MAX_ROWS, parts
from tests.ledgers import claim
from tests.sites import Html, build, write_tiny

# August has one claim more than fits on a page. There is also an earlier claim and a claim without
# a month.
DAYS = ["2023-07-30", "2023", *(f"2023-08-{18 + number % 2}" for number in range(MAX_ROWS + 1))]
IDS = [f"many-{number:04}" for number in range(len(DAYS))]


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build a site with one claim too many for a page. All claims are of one kind and country."""
    search = {"date": "2026-11", "where": "web", "query": "it", "result": "nothing"}
    files = [
        claim(
            item,
            when=DAYS[number],
            asserted_by="jonas-petraitis",
            countries=["lithuania"],
            verdict="unverified",
            search_log=[search],
            related=[{"claim": "two-crossings", "relation": "follows", "why": "It is next."}],
        )
        for number, item in enumerate(IDS)
    ]
    root = write_tiny(tmp_path_factory.mktemp("long") / "world")
    for file in files:
        for path, text in file.items():
            (root / path).write_text(text)
    done = build(root, "--strict")
    assert done.returncode == 0, done.stderr
    return root / "site"


def shown(page: Path) -> list[str]:
    """Return the claims that a page links to, in the order of the links."""
    article = page.read_text().partition("<article")[2].partition("</article>")[0]
    return re.findall(r'href="[./]*claims/(many-\d+)\.html"', article)


def test_the_parts_of_a_list_contain_every_row_once_and_in_order() -> None:
    assert [list(part) for part in parts(range(7), 3)] == [[0, 1, 2], [3, 4, 5], [6]]
    assert [list(part) for part in parts(range(6), 3)] == [[0, 1, 2], [3, 4, 5]]
    assert list(parts((), 3)) == []


@pytest.mark.parametrize("name", ["unverified", "lithuania"])
def test_a_long_selection_continues_in_further_parts(built: Path, name: str) -> None:
    first, second = built / "ledger" / f"{name}.html", built / "ledger" / name / "2.html"
    assert not (built / "ledger" / name / "3.html").exists()
    ids, more_ids = shown(first), shown(second)
    assert sorted([*ids, *more_ids]) == IDS
    text = Html(first.read_text()).text
    total = int(re.findall(r"(\d[\d,]*) claims\.", text)[0].replace(",", ""))
    assert total >= len(IDS)
    assert "part 1 of 2" in text
    assert "part 2 of 2" in Html(second.read_text()).text
    # Claims are sorted by day, even across the two parts.
    days = dict(zip(IDS, DAYS, strict=True))
    dated = [days[item] for item in (*ids, *more_ids) if len(days[item]) > 4]
    assert dated == sorted(dated)
    assert f'href="../../ledger/{name}.html"' in second.read_text()
    assert f'href="../ledger/{name}/2.html"' in first.read_text()


def test_a_long_ledger_links_to_lists_and_has_no_filters(
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


def test_each_month_of_a_long_timeline_has_its_pages(built: Path) -> None:
    timeline = built / "timeline.html"
    # The picture shows a few claims, and gives the number of the others.
    assert 0 < len(shown(timeline)) <= 2 * MARKS
    assert re.search(r'class="time__more"[^>]*>\+\d{3}', timeline.read_text())
    assert timeline.stat().st_size < 150_000
    assert "data-filter" not in timeline.read_text()
    led = set(re.findall(r'href="timeline/([\w-]+)\.html"', timeline.read_text()))
    folder = built / "timeline"
    pages = {path.stem: shown(path) for path in folder.glob("*.html")}
    assert led == set(pages) >= {"2023-07", "2023-08", "2023"}
    assert (pages["2023-07"], pages["2023"]) == ([IDS[0]], [IDS[1]])
    second = folder / "2023-08" / "2.html"
    # The list also contains the claims of the tiny world.
    assert MAX_ROWS - 5 < len(pages["2023-08"]) <= MAX_ROWS
    rest = [item for item in shown(second) if item not in pages["2023-08"]]
    assert rest
    assert sorted([*pages["2023-08"], *rest]) == IDS[2:]
    assert not (folder / "2023-08" / "3.html").exists()
    for page, root in ((folder / "2023-08.html", "../"), (second, "../../")):
        text = page.read_text()
        assert Html(text).text.count("Previous month: July 2023") == 2
        assert f'href="{root}timeline/2023-07.html"' in text
        assert f'href="{root}timeline/2023-08.html"' in text or root == "../"
        assert f'href="{root}timeline/2023-08/2.html"' in text or root != "../"


def test_country_and_method_pages_link_to_lists_that_are_too_long_for_them(built: Path) -> None:
    country = built / "countries" / "lithuania.html"
    assert shown(country) == []
    assert 'href="../ledger/lithuania.html"' in country.read_text()
    # No heading level is skipped, even if a country with crossings has no map.
    levels = [int(match) for match in re.findall(r"<h([1-6])[ >]", country.read_text())]
    assert all(after - before <= 1 for before, after in pairwise(levels))
    method = built / "method.html"
    assert shown(method) == []
    # The number includes the claims of the tiny world.
    assert re.search(r"1,00\d claims are ", Html(method.read_text()).text)
    for page in (country, method):
        assert page.stat().st_size < 60_000


def test_a_short_timeline_is_one_page(tiny_site: Path) -> None:
    assert not (tiny_site / "timeline").exists()
    text = (tiny_site / "timeline.html").read_text()
    assert 'class="timeline__entry' in text
    assert "too many for one page" not in (tiny_site / "claims.html").read_text()
