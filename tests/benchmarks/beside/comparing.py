"""Are Hugo's pages ours? Where they are not, what they cost says nothing."""

import re
from collections import Counter
from collections.abc import Iterator
from html import unescape
from pathlib import Path

EACH = ("claims", "sources", "countries", "ledger", "timeline")
LISTS = ("claims.html", "sources.html", "timeline.html")
_TAG = re.compile(r"<[^>]*>")


def below(site: Path) -> list[str]:
    """Return the paths of the pages that Hugo shall make too."""
    found = (page for folder in EACH for page in (site / folder).rglob("*.html"))
    return sorted([*LISTS, *(page.relative_to(site).as_posix() for page in found)])


def differences(ours: Path, hugo: Path) -> Iterator[str]:
    """Yield in a line each what Hugo's site has otherwise than ours: pages, text and tags."""
    paths = below(ours)
    yield from (f"{path} is missing or one too many" for path in set(paths) ^ set(below(hugo)))
    for path in paths:
        if not (hugo / path).is_file():
            continue
        one, other = (_read(site / path) for site in (ours, hugo))
        if visible(one) != visible(other):
            yield f"{path} says something else"
        if tags := _tags(one) - _tags(other):
            yield f"{path} lacks {', '.join(list(tags)[:3])}"


def _read(page: Path) -> str:
    return page.read_text(encoding="utf-8")


def visible(html: str) -> str:
    """Return the text of a page as it is read, its white space collapsed."""
    html = re.sub(r"(?s)<(script|style)\b.*?</\1>", "", html)
    return " ".join(unescape(_TAG.sub(" ", html)).split())


def _tags(html: str) -> Counter[str]:
    """Return the tags with all their attributes, however these are escaped."""
    return Counter(" ".join(unescape(one).split()) for one in _TAG.findall(html))
