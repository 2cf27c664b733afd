"""Tests that the picture of an article does not depend on colour."""

import pytest

from tests.browser.conftest import Look, Sites

pytestmark = pytest.mark.browser

# Returns the size, the dashes and the parts of each bar in the key, without its colour.
SHAPES = """() => [...document.querySelectorAll(".proof-key li")].map(item => [
  item.textContent.trim(),
  ...[...item.querySelectorAll("path")].map(path => {
    const style = getComputedStyle(path)
    return `${style.strokeWidth} ${style.strokeDasharray}`
  }),
])"""


def test_each_verdict_has_a_shape_of_its_own(look: Look, sites: Sites) -> None:
    page = look(f"{sites[0].address}coverage.html", (390, 800))
    shapes = {words: tuple(shape) for words, *shape in page.evaluate(SHAPES)}
    not_settled = [shape for words, shape in shapes.items() if words in ("not settled", "no claim")]
    assert len(not_settled) == 2
    assert len({*shapes.values()} - {*not_settled}) == len(shapes) - 2
