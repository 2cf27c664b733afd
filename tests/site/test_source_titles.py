"""Titles of sources: in quotation marks if we saw them, otherwise marked as ours."""

import re
from pathlib import Path

from tests.sites import pages_of

BRACKETED = "Two checkpoints closed"


def test_our_own_title_has_no_brackets_and_is_marked_as_ours(tiny_site: Path) -> None:
    seen = 0
    for path, html in pages_of(tiny_site).items():
        assert f"[{BRACKETED}]" not in html.text, path
        for link in html.all("a"):
            if re.search(r"(^|/)sources/[^/]+\.html$", link.attributes.get("href", "")):
                assert not link.text.startswith("["), path
                seen += link.text == BRACKETED
        for place in re.finditer(re.escape(BRACKETED), html.text):
            assert html.text[place.end() :].lstrip().startswith("(our description)"), path
    assert seen
