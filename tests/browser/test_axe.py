"""What axe says of each page type: all rules, WCAG 2.2 AA and best practices."""

import pytest

from tests.browser.conftest import Site
from tests.browser.page_kinds import TYPES, address
from tests.browser.screenshots import SIZES
from tests.browser.test_site import Visit
from tests.browser.test_standards import TOOLS

pytestmark = [pytest.mark.browser, pytest.mark.slow]

AXE = TOOLS / "node_modules" / "axe-core" / "axe.min.js"


@pytest.mark.parametrize("kind", TYPES)
def test_axe_finds_nothing_in_any_size_and_colour(visit: Visit, site: Site, kind: str) -> None:
    script = AXE.read_text(encoding="utf-8")
    for size, (width, height) in SIZES.items():
        for scheme in ("light", "dark"):
            page = visit(
                address(site, kind),
                viewport={"width": width, "height": height},
                color_scheme=scheme,
            ).page
            page.evaluate(script)
            answer = page.evaluate("axe.run(document, {resultTypes: ['violations']})")
            assert answer["testEngine"]["name"] == "axe-core"
            found = [
                f"{one['id']}: {node['target']} {node['failureSummary']}"
                for one in answer["violations"]
                for node in one["nodes"][:3]
            ]
            assert found == [], f"{kind}, {size}, {scheme}"
