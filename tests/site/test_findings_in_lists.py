"""Tests that each list item with a verdict also shows the finding.

The expected values are read from the record files by code that is independent of the build.
"""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from ruamel.yaml import YAML

from build_tools.facts.catalogue import Catalogue, without_marks
from tests.conftest import TINY, own_files, own_lang
from tests.island import island
from tests.own_site import OWN
from tests.sites import Element, Html, pages_of

# Elements that readers see as a single entry.
ITEMS = ("li", "tr")

# Lists of verdicts, not of claims. Each verdict has a number or word next to its symbol.
KEYS = frozenset(
    (
        "verdict-counts",  # the number of claims, with a link to their list
        "tally__parts",  # the number of claims, below a row of symbols
        "time-key",  # the legend of a picture
    )
)
# Symbols inside an item that add no information.
SMALL = frozenset(
    (
        "citation",  # the number of a citation, whose note has the finding
        "statements__marks",  # a picture of the column below it
    )
)
CLAIM = re.compile(r"(?:.*/)?claims/([^/#]+)\.html(?:#.*)?")

Findings = dict[str, tuple[str, tuple[str, ...]]]


def findings(texts: Iterator[tuple[str, str]]) -> Findings:
    """Return each claim's verdict, and the first words of its short finding and of its finding."""
    known: Findings = {}
    for path, text in texts:
        record = YAML(typ="base").load(text)
        if "verdict" in record:
            forms = filter(None, (record.get("finding_short"), record["finding"]))
            known[Path(path).stem] = (record["verdict"], tuple(map(_beginning, forms)))
    return known


def _beginning(finding: str) -> str:
    """Return the first six words, or fewer if one of them may end the first sentence."""
    words = finding.split()[:6]
    ends = [number for number, word in enumerate(words, 1) if word[-1] in ".!?"]
    return " ".join(words[: ends[0]] if ends else words)


def classes(element: Element) -> set[str]:
    return set(element.attributes.get("class", "").split())


def verdict_of(element: Element) -> str | None:
    """Return the verdict that an element shows as a word or symbol."""
    if any("verdict" in classes(outer) for outer in element.around):
        return None  # the symbol of a word
    for name in classes(element):
        if found := re.fullmatch(r"(?:verdict|mark)--(.+)", name):
            return found[1]
    return None


def shown(html: Html) -> Iterator[tuple[int, str, Element]]:
    """Yield each verdict in an item: its position in the page, its key, and the item."""
    for place, element in enumerate(html.elements):
        key = verdict_of(element)
        item = next((one for one in reversed(element.around) if one.tag in ITEMS), None)
        if key is None or item is None:
            continue
        around = {name for outer in element.around for name in classes(outer)} | classes(element)
        if not around & (KEYS | SMALL):
            yield place, key, item


def claim_beside(html: Html, place: int, item: Element, own: str | None) -> str | None:
    """Return the claim whose link is nearest to a verdict in an item, or else the page's claim."""
    near: tuple[int, str | None] = (len(html.elements), own)
    # The elements inside an item follow the item.
    for step in (-1, 1):
        for number in range(place + step, len(html.elements) * (step > 0) - (step < 0), step):
            element = html.elements[number]
            if abs(number - place) >= near[0] or all(outer is not item for outer in element.around):
                break
            if found := CLAIM.fullmatch(element.attributes.get("href", "")):
                near = (abs(number - place), found[1])
    return near[1]


def untold(path: str, html: Html, known: Findings, lang: str = "en") -> Iterator[tuple[str, str]]:
    """Yield each item with a verdict but without a finding."""
    message = Catalogue(lang).message("See the finding in %(name)s")
    as_above = re.compile(re.escape(without_marks(message)).replace(re.escape("%(name)s"), r"\w+"))
    own = CLAIM.fullmatch(path)
    told_above: set[str] = set()
    for place, key, item in shown(html):
        name = claim_beside(html, place, item, own[1] if own else None)
        if name is None or known[name][0] != key:
            yield path, f"{key}: {item.text}"
        elif any(words in item.text for words in known[name][1]):
            told_above.add(name)
        # The page of sentences shows a finding once, and afterwards only links to it.
        elif not (name in told_above and as_above.search(item.text)):
            yield path, f"{name}: {item.text}"


@pytest.fixture(params=["tiny", "island", OWN])
def built(
    request: pytest.FixtureRequest, tiny_site: Path, island_site: Path
) -> tuple[Path, Findings, str]:
    """Return the folder, the findings and the language of each of the three sites."""
    if request.param == "own":
        return request.getfixturevalue("own_built"), findings(iter(own_files().items())), own_lang()
    site, files = (tiny_site, TINY) if request.param == "tiny" else (island_site, island())
    texts = ((path, text) for path, text in files.items() if path.startswith("facts/claims/"))
    return site, findings(texts), "en"


def test_no_item_of_a_list_has_a_verdict_without_its_finding(
    built: tuple[Path, Findings, str],
) -> None:
    site, known, lang = built
    pages = pages_of(site)
    assert sum(1 for html in pages.values() for _ in shown(html)) >= len(known)
    assert [line for path, html in pages.items() for line in untold(path, html, known, lang)] == []


MARK = '<span class="verdict verdict--wrong"><svg class="mark"></svg>Wrong</span>'
LINK = '<a href="../claims/moon.html">The Moon is a cheese.</a>'
ABOVE = "See the finding in S1"
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
        (f"<ul><li>{LINK} {MARK} {ABOVE}</li></ul>", 1),
        (
            f"<ul><li>{LINK} {MARK} It is rock.</li><li>{MARK} {LINK} {ABOVE}</li></ul>",
            0,
        ),
        (f'<ul class="verdict-counts"><li>{MARK} 3</li></ul>', 0),
        (f"<ul><li>{MARK} 3</li></ul>", 1),
        (f"<p>{LINK} {MARK}</p>", 0),
    ],
)
def test_an_item_with_a_verdict_alone_is_detected(body: str, number: int) -> None:
    assert len(list(untold("people/x.html", Html(body), KNOWN))) == number
