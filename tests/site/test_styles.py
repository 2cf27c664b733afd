"""Tests the style sheets in browsers that lack newer features."""

import re

import pytest

from tests.conftest import PROJECT

_SUPPORTED = re.compile(r"@supports selector\(::details-content\) \{.*?\n  \}", re.DOTALL)


@pytest.mark.parametrize(
    ("sheet", "taken"),
    [("sources", "pointer-events"), ("timeline", ".timeline__fold { visibility")],
)
def test_a_fold_keeps_its_control_if_styles_cannot_open_it(sheet: str, taken: str) -> None:
    text = (PROJECT / f"content/assets/{sheet}.css").read_text(encoding="utf-8")
    rest, number = _SUPPORTED.subn("", text)
    assert number == 1
    assert taken in text
    assert taken not in rest
