"""Tests that failing claims never appear without their verdict, and that counts are correct.

The tests read every page and feed of two invented sites. The tests of failing claims also read the
project's own site. The expected values are computed from the record files by code that is
independent of the build.
"""

import json
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from ruamel.yaml import YAML

from build_tools.facts.catalogue import Catalogue
from build_tools.views.parts.labels import VERDICTS
from tests.conftest import TINY, own_files, own_lang
from tests.island import island
from tests.own_site import OWN
from tests.sites import Element, Html, pages_of

HOLD = ("supported", "supported-with-nuance")
# fmt: off
NUMBERS = (
    "no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven",
    "twelve",
)
# fmt: on
# Elements that readers see as a unit. The innermost of these around a text is its line.
LINES = frozenset(
    (
        "li",
        "p",
        "h1",
        "h2",
        "h3",
        "h4",
        "title",
        "td",
        "th",
        "dt",
        "dd",
        "summary",
        "caption",
        "code",
    )
)

Claims = dict[str, dict[str, Any]]


@dataclass(frozen=True)
class Built:
    """A built site and its records, read with a plain YAML reader."""

    site: Path
    claims: Claims
    gone: Claims
    # The language of the site.
    lang: str = "en"

    @cached_property
    def words(self) -> Catalogue:
        """The words of the site's language."""
        return Catalogue(self.lang)

    @cached_property
    def labels(self) -> dict[str, str]:
        """The label of each verdict in lower case, as titles have it."""
        return {one.key: self.words.message(one.label).lower() for one in VERDICTS.values()}

    @cached_property
    def pages(self) -> dict[str, Html]:
        """Every page, including the cards for other sites."""
        cards = {f"embed/{file.name}": Html(file.read_text()) for file in self.site.glob("embed/*")}
        return {**pages_of(self.site), **cards}

    @cached_property
    def failing(self) -> dict[str, str]:
        """The verdict of each statement that must not appear without it. Full stops are removed."""
        fails = {
            _bare(claim): self.labels[claim["verdict"]]
            for claim in self.claims.values()
            if claim["verdict"] not in HOLD
        }
        gone = {
            _bare(one): self.words.message("merged" if "moved_to" in one else "withdrawn")
            for one in self.gone.values()
        }
        return {**gone, **fails}

    def numbers(self, page: str, pattern: str) -> tuple[int, ...]:
        """Return the numbers in a sentence of a page, in digits or words."""
        number = rf"(\d[\d,]*|{'|'.join(NUMBERS)})"
        found = re.search(pattern.replace("#", number), self.pages[page].text, re.IGNORECASE)
        assert found, (page, pattern)
        return tuple(_number(word) for word in found.groups())

    def tally(self, claims: Claims) -> Counter[str]:
        """Count the claims by the label of their verdict."""
        return Counter(VERDICTS[claim["verdict"]].label for claim in claims.values())

    @cached_property
    def in_article(self) -> Claims:
        """The claims that the article makes or repeats."""
        return {name: claim for name, claim in self.claims.items() if claim.get("appears_in")}

    @cached_property
    def added(self) -> Claims:
        """The claims that the article neither makes nor repeats."""
        return {name: self.claims[name] for name in self.claims.keys() - self.in_article.keys()}


def _bare(claim: dict[str, Any]) -> str:
    words = " ".join(claim["claim"].split())
    return words if re.search(r"\. ?[A-Z]\.$", words) else words.removesuffix(".")


def _number(word: str) -> int:
    plain = word.lower().replace(",", "")
    return NUMBERS.index(plain) if plain in NUMBERS else int(plain)


def _read(texts: Iterator[tuple[str, str]]) -> tuple[Claims, Claims]:
    """Return the claims and redirects by id. Every scalar is text."""
    claims: Claims = {}
    gone: Claims = {}
    for name, text in texts:
        record = YAML(typ="base").load(text)
        (claims if "verdict" in record else gone)[name.rsplit("/", 1)[-1][:-5]] = record
    return claims, gone


INVENTED = ("tiny", "island")


@pytest.fixture(params=INVENTED)
def built(request: pytest.FixtureRequest) -> Built:
    """Return each invented site. Both are in English and have every page that shows counts."""
    return _built(request)


@pytest.fixture(params=[*INVENTED, OWN])
def any_built(request: pytest.FixtureRequest) -> Built:
    """Return each invented site, and the project's own, which may have no claim."""
    return _built(request)


def _built(request: pytest.FixtureRequest) -> Built:
    if request.param == "own":
        site = request.getfixturevalue("own_built")
        return Built(site, *_read(iter(own_files().items())), own_lang())
    files = TINY if request.param == "tiny" else island()
    texts = ((path, text) for path, text in files.items() if path.startswith("facts/claims/"))
    return Built(request.getfixturevalue(f"{request.param}_site"), *_read(texts))


# Failing claims have their verdict


def alone(text: str, failing: dict[str, str]) -> list[str]:
    """Return each failing statement that a text contains without its verdict."""
    line = " ".join(text.split())
    return [
        statement
        for statement, label in failing.items()
        if statement in line and label not in line.replace(statement, "").lower()
    ]


def json_lines(value: Any, about: str = "") -> Iterator[str]:
    """Yield each text in JSON-LD, with the rating of its review."""
    if isinstance(value, dict):
        rating = value.get("reviewRating", {}).get("alternateName", "")
        for member in value.values():
            yield from json_lines(member, rating or about)
    elif isinstance(value, list):
        for member in value:
            yield from json_lines(member, about)
    elif isinstance(value, str):
        yield f"{value} {about}"


def lines_of(html: Html) -> Iterator[str]:
    """Yield the text of each line of a page, and each attribute that readers see."""
    outer = {
        id(item) for element in html.elements if element.tag in LINES for item in element.around
    }
    for element in html.elements:
        yield from (text for name, text in element.attributes.items() if name not in ("href", "id"))
        if element.tag in LINES and id(element) not in outer:
            # Readers see a card as a unit, with the verdict above the title.
            cards = (item for item in element.around if _is_card(item))
            yield next(cards, element).text


def _is_card(element: Element) -> bool:
    return "card" in element.attributes.get("class", "").split()


def test_no_page_shows_a_failing_claim_without_its_verdict(any_built: Built) -> None:
    built = any_built
    seen: set[str] = set()
    for path, html in built.pages.items():
        for line in lines_of(html):
            if any(statement in line for statement in built.failing):
                assert not alone(line, built.failing), (path, line)
                seen.update(statement for statement in built.failing if statement in line)
        for script in html.all("script", type="application/ld+json"):
            for text in json_lines(json.loads("".join(script.pieces))):
                assert not alone(text, built.failing), (path, text)
    assert seen == set(built.failing)


def test_every_title_of_the_page_of_a_failing_claim_states_the_verdict(any_built: Built) -> None:
    built = any_built
    for name, claim in built.claims.items():
        html = built.pages[f"claims/{name}.html"]
        fails = claim["verdict"] not in HOLD
        statement, label = _bare(claim), built.labels[claim["verdict"]]
        title = " ".join(claim["claim"].split())
        if fails:
            message = built.words.message("Claim: %(claim)s (%(notes)s)")
            title = message % {"claim": statement, "notes": label}
        assert html.one("h1").text == title
        assert html.one("title").text.startswith(title)
        assert html.one("meta", property="og:title").attributes["content"] == title
        cited = html.one("details", **{"class": "cite"}).text
        # MLA uses single quotation marks inside double marks.
        cited = cited.replace("‘", "“").replace("’", "”")
        # BibTeX escapes its special characters with a backslash.
        cited = cited.replace("\\%", "%").replace("\\&", "&")
        statement = statement.replace("’", "”")
        assert (
            cited.count(statement)
            == cited.count(f"{statement} ({label})" if fails else statement)
            == 4
        )
        assert built.pages[f"embed/{name}.html"].one("h1").text == title
    for name, record in built.gone.items():
        note = built.words.message("merged" if "moved_to" in record else "withdrawn")
        heading = built.pages[f"claims/{name}.html"].one("h1").text
        assert re.search(rf"\({note}.*\)$", heading)


def test_no_feed_calendar_or_index_shows_a_failing_claim_without_its_verdict(
    any_built: Built,
) -> None:
    built = any_built
    feed = ElementTree.fromstring((built.site / "feed.xml").read_bytes())  # noqa: S314
    titles = [
        entry.findtext("{*}title") or ""
        for entry in feed.iter("{http://www.w3.org/2005/Atom}entry")
    ]
    calendar = (built.site / "timeline.ics").read_text().replace("\n ", "").split("\n")
    summaries = [re.sub(r"\\(.)", r"\1", line) for line in calendar if line.startswith("SUMMARY:")]
    index = (built.site / "search" / "index.js").read_text()
    found = [row[2] for row in json.loads(index[index.index("{") : index.rindex("}") + 1])["rows"]]
    annotations = json.loads((built.site / "data" / "annotations.jsonld").read_text())
    bodies = list(json_lines([item["body"] for item in annotations["first"]["items"]]))
    for lines in (titles, summaries, found):
        assert any(statement in line for statement in built.failing for line in lines) or (
            not built.failing
        )
    for line in (*titles, *summaries, *found, *bodies):
        assert not alone(line, built.failing), line


def test_the_data_contain_each_claim_next_to_its_verdict(any_built: Built) -> None:
    built = any_built
    data = json.loads((built.site / "data" / "claims.json").read_text())["claims"]
    assert {(one["id"], one["claim"], one["verdict"]) for one in data} == {
        (name, claim["claim"].strip(), claim["verdict"]) for name, claim in built.claims.items()
    }


# Counts


def holding(claims: Claims) -> int:
    """Return the number of supported claims."""
    return sum(claim["verdict"] in HOLD for claim in claims.values())


def counts_in(pages: Html) -> list[Counter[str]]:
    """Return each list of verdicts with numbers on a page."""
    lists = []
    for group in pages.all("ul", **{"class": "verdict-counts"}):
        items = [item for item in pages.all("li") if item.around and item.around[-1] is group]
        pairs = [re.fullmatch(r"\W*(.*?) ([\d,]+)", item.text) for item in items]
        lists.append(Counter({pair[1]: _number(pair[2]) for pair in pairs if pair}))
    return lists


def tallies_in(html: Html) -> list[Counter[str]]:
    """Return each tally on a page. In each row, the number must equal the number of symbols."""
    tallies = []
    for section in html.all("section", **{"class": "tally"}):
        inside = [item for item in html.elements if section in item.around]
        tally: Counter[str] = Counter()
        for row in (item for item in inside if item.attributes.get("class") == "tally__row"):
            parts = [item for item in inside if row in item.around]
            # A row with only one verdict has no list.
            rows = [item for item in parts if item.tag == "li"]
            rows = rows or [item for item in parts if item.tag == "p"]
            assert len(rows) != 1 or rows[0].tag == "p"
            pairs = [re.fullmatch(r"([\d,]+) (.+)", item.text) for item in rows]
            counts = Counter({pair[2].capitalize(): _number(pair[1]) for pair in pairs if pair})
            (total,) = (item for item in parts if item.attributes.get("class") == "tally__number")
            assert _number(total.text) == counts.total()
            marks = [item for item in parts if item.tag == "use" and "x" in item.attributes]
            assert len(marks) == counts.total()
            tally += counts
        tallies.append(tally)
    return tallies


def test_the_home_page_counts_the_claims_of_the_article_separately(built: Built) -> None:
    assert tallies_in(built.pages["index.html"]) == [built.tally(built.in_article)]
    own = sum(claim["asserted_by"] == "article" for claim in built.in_article.values())
    total = len(built.in_article)
    assert built.numbers("index.html", "Verdicts on the # claims? in the article") == (total,)
    pattern = "makes? # of them, and people or organisations that (?:it|they) quotes? makes? #"
    if 0 < own < total:
        assert built.numbers("index.html", pattern) == (own, total - own)
    else:
        assert not re.search("makes? 0 of them|makes? 0[.]", built.pages["index.html"].text)
    if built.added:
        assert built.numbers("index.html", "We added # more") == (len(built.added),)


def test_the_home_page_names_the_sources_of_failing_claims_that_the_article_repeats(
    built: Built,
) -> None:
    makers: dict[str, Counter[str]] = {}
    for claim in built.in_article.values():
        if claim["verdict"] not in HOLD:
            label = VERDICTS[claim["verdict"]].label
            makers.setdefault(label, Counter())[claim["asserted_by"]] += 1
    items = (item.text for item in built.pages["index.html"].all("li"))
    makes = re.compile(r"([A-Z][a-z, ]+): (.+ \(\d+\))")
    said = {line[1]: line[2] for text in items if (line := makes.fullmatch(text))}
    assert set(said) == {label for label, names in makers.items() if set(names) != {"article"}}
    for label, words in said.items():
        numbers = [int(number) for number in re.findall(r"\((\d+)\)", words)]
        assert sorted(numbers) == sorted(makers[label].values())
        assert ("the article itself" in words) == ("article" in makers[label])


def test_the_list_of_claims_has_the_stated_number_of_rows(built: Built) -> None:
    html = built.pages["claims.html"]
    (counts,) = counts_in(html)
    assert counts == built.tally(built.claims)
    shown = (item.attributes.get("data-verdict") for item in html.elements)
    rows = Counter(verdict for verdict in shown if verdict)
    assert rows == Counter(claim["verdict"] for claim in built.claims.values())
    assert built.numbers("claims.html", "All claims # claims?, each") == (len(built.claims),)
    inside = (
        r"# (?:is|are) in the article; # of these (?:is|are) supported or mostly supported. "
        r"We added #[a-z ]*; # of these (?:is|are) supported or mostly"
    )
    assert built.numbers("claims.html", inside) == (
        *(len(built.in_article), holding(built.in_article)),
        *(len(built.added), holding(built.added)),
    )
    later = sum(claim.get("later") == "true" for claim in built.claims.values())
    assert built.numbers("claims.html", "# claims? (?:is|are) about what happened after") == (
        later,
    )


@pytest.mark.parametrize(("page", "selector"), [("claims.html", "li")])
def test_each_filter_shows_the_number_of_matching_rows(
    built: Built, page: str, selector: str
) -> None:
    html = built.pages[page]
    rows = [item for item in html.all(selector) if "data-verdict" in item.attributes]
    choices = [
        item for item in html.all("label", **{"class": "filter__choice"}) if item.text != "All"
    ]
    inputs = [item for item in html.all("input", type="radio") if item.attributes["value"]]
    assert len(choices) == len(inputs) > 0
    for label, choice in zip(choices, inputs, strict=True):
        name, value = choice.attributes["name"], choice.attributes["value"]
        number = sum(value in row.attributes[f"data-{name}"].split() for row in rows)
        assert _number(label.text.split()[-1]) == number, (name, value)


def test_each_page_of_a_selection_lists_the_stated_number_of_claims(built: Built) -> None:
    countries = Counter(
        name for claim in built.claims.values() for name in set(claim.get("countries", ()))
    )
    verdicts = Counter(claim["verdict"] for claim in built.claims.values())
    pages = [path for path in built.pages if path.startswith("ledger/")]
    assert len(pages) == len(countries) + len(verdicts)
    for path in pages:
        name = path.removeprefix("ledger/").removesuffix(".html")
        number = (countries | verdicts)[name]
        assert built.numbers(
            path, r"[^\w ] ?# claims?\." if name in verdicts else r"[a-z] # claims?\."
        ) == (number,)
        assert len(built.pages[path].all("li", **{"class": "claim-row"})) == number


def test_each_country_page_counts_its_claims_correctly(built: Built) -> None:
    overview = {
        heading.attributes["id"]: heading
        for heading in built.pages["countries.html"].all("h2")
        if "id" in heading.attributes
    }
    cards = [
        _number(re.findall(r"(\w+) claims?\b", facts.text)[0])
        for facts in built.pages["countries.html"].all("p", **{"class": "card__facts"})
    ]
    expected = []
    for name in overview:
        own = {
            key: claim for key, claim in built.claims.items() if name in claim.get("countries", ())
        }
        expected.append(len(own))
        html = built.pages[f"countries/{name}.html"]
        groups = [
            built.tally(
                {key: claim for key, claim in own.items() if (key in built.in_article) is inside}
            )
            for inside in (True, False)
        ]
        assert tallies_in(html) == [group for group in groups if group], name
        for group, words in zip(groups, ("in the article", "that we added"), strict=True):
            # With only one row, the row says it all.
            hold = sum(group[VERDICTS[key].label] for key in HOLD)
            if 0 < hold < group.total():
                number = built.numbers(
                    f"countries/{name}.html",
                    rf"# claims? {words}: # (?:is|are) supported or mostly",
                )
                assert number == (group.total(), hold), name
    assert cards == expected


def test_the_timeline_has_the_stated_number_of_entries(built: Built) -> None:
    html = built.pages["timeline.html"]
    entries = [
        item for item in html.all("li") if "timeline__entry" in item.attributes.get("class", "")
    ]
    assert built.numbers("timeline.html", "# entr(?:y|ies), oldest first") == (len(entries),)
    months = Counter(
        next(
            outer.attributes["id"]
            for outer in item.around
            if outer.attributes.get("id", "").startswith("month-")
        )
        for item in entries
    )
    # A year far from the others has a single column, which links to its first month.
    shown = {
        area.attributes["href"][1:]: int(area.text.rpartition(": ")[2])
        for area in html.all("a")
        if re.fullmatch(r"#month-\d{4}-\d\d", area.attributes.get("href", "")) and ": " in area.text
    }
    same_year = {
        month: sum(number for other, number in months.items() if other[:10] == month[:10])
        for month in shown
    }
    assert all(number in (months[month], same_year[month]) for month, number in shown.items())


def test_the_stated_counts_of_sentences_and_sources_are_correct(built: Built) -> None:
    html = built.pages["coverage.html"]
    sentences = [
        item for item in html.all("li") if item.attributes.get("class", "").startswith("sentence ")
    ]
    todo = sum(item.text.endswith(" Not examined yet") for item in sentences)
    pattern, stated = "for all of the article's # sentences", (len(sentences),)
    if todo:
        left = built.numbers("coverage.html", "# of its # sentences (?:is|are) not examined yet")
        assert left == (todo, len(sentences))
        pattern, stated = "for # of the article's # sentences", (len(sentences) - todo, *stated)
    else:
        assert built.numbers("coverage.html", pattern) == stated
    if not built.pages["index.html"].all("ul", **{"class": "doors"}):
        return  # this home page contains no such list
    assert built.numbers("index.html", pattern) == stated
    sources = sum(path.startswith("sources/") for path in built.pages)
    assert built.numbers("index.html", r"# claims? and # sources?, each") == (
        len(built.claims),
        sources,
    )
    assert built.numbers("sources.html", r"Sources # sources? (?:of|from) #")[0] == sources


# The origins behind a verdict


def _origins(built: Built, html: Html) -> int:
    """Return the number of origins that support the claim, from the list on the claim page."""
    return sum(
        "origin--supports" in item.attributes.get("class", "").split() for item in html.all("a")
    )


def test_no_page_states_more_origins_than_a_claim_has(built: Built) -> None:
    for name, claim in built.claims.items():
        html = built.pages[f"claims/{name}.html"]
        said = html.one("p", **{"class": "ruling__means"}).text
        origins = _origins(built, html)
        if claim["verdict"] in HOLD:
            several = re.search(r"(\w+) independent origins support it", said)
            assert bool(several) == (origins > 1), (name, said)
            assert not several or _number(several[1]) == origins, (name, said)
        supports = [item for item in claim.get("evidence", ()) if item["stance"] == "supports"]
        if "support" in said and claim["verdict"] == "misleading":
            assert supports, name
        if "no evidence supports" in said:
            assert not supports, name
        if claim["verdict"] == "unverified":
            assert _number(said.split()[0]) == len(claim["search_log"]), name
