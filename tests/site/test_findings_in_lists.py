"""No verdict without its finding: each item of a list that shows one says what is so.

What is expected is read from the files of the records, by other means than the build's.
"""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from ruamel.yaml import YAML

from tests.conftest import TINY
from tests.island import island
from tests.sites import Element, Html, pages_of

# What a reader takes in as one entry.
ITEMS = ("li", "tr")

# Lists of verdicts and not of claims: a number or a word stands beside each.
KEYS = frozenset(
    (
        "verdict-counts",  # how many claims have it, with a link to their list
        "tally__parts",  # the same, below a row of marks
        "time-key",  # the key of a picture
    )
)
# Marks inside an item that say nothing of their own.
SMALL = frozenset(
    (
        "citation",  # the number of a citation: its note, one step away, has the finding
        "statements__marks",  # a picture of the column below it
    )
)
CLAIM = re.compile(r"(?:.*/)?claims/([^/#]+)\.html(?:#.*)?")

Findings = dict[str, tuple[str, tuple[str, ...]]]


def findings(texts: Iterator[tuple[str, str]]) -> Findings:
    """Return by claim its verdict, and how its finding may begin: the short one, or the whole."""
    known: Findings = {}
    for path, text in texts:
        record = YAML(typ="base").load(text)
        if "verdict" in record:
            forms = filter(None, (record.get("finding_short"), record["finding"]))
            known[Path(path).stem] = (record["verdict"], tuple(map(_beginning, forms)))
    return known


def _beginning(finding: str) -> str:
    """Return the first six words, or fewer up to where the first sentence may end."""
    words = finding.split()[:6]
    ends = [number for number, word in enumerate(words, 1) if word[-1] in ".!?"]
    return " ".join(words[: ends[0]] if ends else words)


def classes(element: Element) -> set[str]:
    return set(element.attributes.get("class", "").split())


def verdict_of(element: Element) -> str | None:
    """Return the verdict that an element shows, as a word or as a mark of its own."""
    if any("verdict" in classes(outer) for outer in element.around):
        return None  # the mark of a word
    for name in classes(element):
        if found := re.fullmatch(r"(?:verdict|mark)--(.+)", name):
            return found[1]
    return None


def shown(html: Html) -> Iterator[tuple[int, str, Element]]:
    """Yield each verdict in an item: its place in the page, its key, and the item."""
    for place, element in enumerate(html.elements):
        key = verdict_of(element)
        item = next((one for one in reversed(element.around) if one.tag in ITEMS), None)
        if key is None or item is None:
            continue
        around = {name for outer in element.around for name in classes(outer)} | classes(element)
        if not around & (KEYS | SMALL):
            yield place, key, item


def claim_beside(html: Html, place: int, item: Element, own: str | None) -> str | None:
    """Return the claim that an item links nearest to a verdict, else that of the page itself."""
    near: tuple[int, str | None] = (len(html.elements), own)
    # The elements in an item follow it.
    for step in (-1, 1):
        for number in range(place + step, len(html.elements) * (step > 0) - (step < 0), step):
            element = html.elements[number]
            if abs(number - place) >= near[0] or all(outer is not item for outer in element.around):
                break
            if found := CLAIM.fullmatch(element.attributes.get("href", "")):
                near = (abs(number - place), found[1])
    return near[1]


def untold(path: str, html: Html, known: Findings) -> Iterator[tuple[str, str]]:
    """Yield each item with a verdict that does not say what is so."""
    own = CLAIM.fullmatch(path)
    told_above: set[str] = set()
    for place, key, item in shown(html):
        name = claim_beside(html, place, item, own[1] if own else None)
        if name is None or known[name][0] != key:
            yield path, f"{key}: {item.text}"
        elif any(words in item.text for words in known[name][1]):
            told_above.add(name)
        # The article by sentences says a finding once, and then where it was said.
        elif not (name in told_above and re.search(r"as in sentence \w+", item.text)):
            yield path, f"{name}: {item.text}"


@pytest.fixture(params=["tiny", "island"])
def built(
    request: pytest.FixtureRequest, tiny_site: Path, island_site: Path
) -> tuple[Path, Findings]:
    files = island() if request.param == "island" else TINY
    texts = ((path, text) for path, text in files.items() if path.startswith("facts/claims/"))
    return (tiny_site if request.param == "tiny" else island_site), findings(texts)


def test_no_item_of_a_list_has_a_verdict_without_its_finding(built: tuple[Path, Findings]) -> None:
    site, known = built
    pages = pages_of(site)
    assert sum(1 for html in pages.values() for _ in shown(html)) > len(known)
    assert [line for path, html in pages.items() for line in untold(path, html, known)] == []


MARK = '<span class="verdict verdict--wrong"><svg class="mark"></svg>Wrong</span>'
LINK = '<a href="../claims/moon.html">The Moon is a cheese.</a>'
KNOWN = {"moon": ("wrong", ("It is rock.",)), "sun": ("supported", ("It is hot.",))}


@pytest.mark.parametrize(
    ("body", "number"),
    [
        (f"<ul><li>{LINK} {MARK} It is rock.</li></ul>", 0),
        (f"<ul><li>{LINK} {MARK}</li></ul>", 1),
        (f"<table><tr><td>{LINK}</td><td>{MARK}</td></tr></table>", 1),
        (f"<ul><li>{LINK} {MARK}</li><li>It is rock.</li></ul>", 1),
        (f'<ul><li>{LINK} {MARK} It is hot. <a href="sun.html">x</a></li></ul>', 1),
        (f'<ul><li>{LINK} <svg class="mark mark--wrong"></svg></li></ul>', 1),
        (f'<ul><li>{LINK} <svg class="mark mark--supported"></svg> It is rock.</li></ul>', 1),
        (f"<ul><li>{LINK} {MARK} Found as in sentence S1.</li></ul>", 1),
        (f"<ul><li>{LINK} {MARK} It is rock.</li><li>{MARK} {LINK} as in sentence S1</li></ul>", 0),
        (f'<ul class="verdict-counts"><li>{MARK} 3</li></ul>', 0),
        (f"<ul><li>{MARK} 3</li></ul>", 1),
        (f"<p>{LINK} {MARK}</p>", 0),
    ],
)
def test_an_item_with_a_verdict_alone_is_seen(body: str, number: int) -> None:
    assert len(list(untold("people/x.html", Html(body), KNOWN))) == number
