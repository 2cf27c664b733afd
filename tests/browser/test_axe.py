"""Runs all axe rules, for WCAG 2.2 AA and best practices, on each page kind."""

import pytest

from tests.browser.conftest import Look, Sites
from tests.browser.page_kinds import TYPES, address
from tests.browser.screenshots import SIZES
from tests.browser.test_standards import TOOLS

pytestmark = pytest.mark.browser

AXE = TOOLS / "node_modules" / "axe-core" / "axe.min.js"


ALL: dict[str, object] = {}
COLOURS: dict[str, object] = {"runOnly": ["color-contrast", "link-in-text-block"]}
# All rules run once for each size and once for each colour scheme. The light scheme on a large
# screen is checked only for contrast, which is most of the work.
LOOKS = (("phone", "light", ALL), ("desktop", "dark", ALL), ("desktop", "light", COLOURS))


@pytest.mark.parametrize("kind", TYPES)
def test_axe_finds_no_violations_at_any_size_or_in_any_colour_scheme(
    look: Look, sites: Sites, kind: str
) -> None:
    script = AXE.read_text(encoding="utf-8")
    for size, scheme, options in LOOKS:
        page = look(address(sites, kind), SIZES[size], scheme)
        page.evaluate(script)
        answer = page.evaluate(
            "options => axe.run(document, {resultTypes: ['violations'], ...options})", options
        )
        assert answer["testEngine"]["name"] == "axe-core"
        # Without this line, a run in which axe checked nothing would pass.
        assert answer["passes"] or answer["violations"], f"{kind}, {size}, {scheme}"
        violations = [
            f"{one['id']}: {node['target']} {node['failureSummary']}"
            for one in answer["violations"]
            for node in one["nodes"][:3]
        ]
        assert violations == [], f"{kind}, {size}, {scheme}"
