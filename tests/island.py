"""Makes the larger invented project: an island with three countries and eight crossings.

The tiny world has one record of each kind. The island has pages that need many records: lists with
filters, a timeline of years, maps with many names, an explainer with a hundred citations, and a
whole checked article. All of it is invented, and each call makes the same files.
"""

import json
import math
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

from build_tools.facts.ledger import Ledger
from build_tools.facts.project import Project
from build_tools.facts.reading import read
from build_tools.quotations.capture import Reading, Stored, from_text, store
from tests.sites import configuration, write_project

NAMES = {"averia": "Averia", "belmar": "Belmar", "corvany": "Corvany"}
ARTICLE_DAY = date(2025, 8, 24)
MENU = """nav:
  - Home: index.md
  - Story:
      - explainers/crossings.md
  - Article: coverage.md
  - Timeline: timeline.md
  - Countries: countries.md
  - People and places: who.md
  - Claims: claims.md
  - Sources: sources.md
  - Method: method.md
"""


class Crossing(NamedTuple):
    """A crossing: its id and name, the country that closes it, and the country opposite."""

    id: str
    name: str
    owner: str
    other: str
    # The position on the map, as distances from the left and the top.
    at: tuple[int, int]


CROSSINGS = (
    Crossing("ostravik", "Ostravik", "averia", "belmar", (500, 70)),
    Crossing("brezno-ford", "Březno Ford", "averia", "belmar", (500, 170)),
    Crossing("laka", "Łąka", "averia", "belmar", (500, 190)),
    Crossing("miren", "Miren", "belmar", "averia", (500, 330)),
    Crossing("tolna", "Tolna", "averia", "corvany", (240, 450)),
    Crossing("harrow-ford", "Harrow Ford", "corvany", "averia", (390, 450)),
    Crossing("vesk", "Vesk", "belmar", "corvany", (610, 450)),
    Crossing("sandgate", "Sandgate", "corvany", "belmar", (800, 450)),
)


class Paper(NamedTuple):
    """A publisher, and the title of its annual reports."""

    id: str
    name: str
    kind: str
    title: str


PAPERS = (
    Paper("averia-times", "Averia Times", "newspaper", "Which roads were shut in {}?"),
    Paper("belmar-radio", "Belmar Radio", "broadcaster", "Our travel bulletins of {}"),
    Paper("corvany-wire", "Corvany Wire", "agency", "Border news, {}"),
    Paper("hauliers-log", "Hauliers' Log", "other", "Waiting times and closures: {}"),
    Paper("island-review", "Island Review", "newspaper", "A year at the river: {}"),
    Paper("state-herald", "State Herald", "state-media", "Decrees on crossings {}"),
)

YEARS = range(2019, 2027)
# A crossing is closed and opened in turn after these numbers of days. Most changes are in the
# summer of the article, and some are after it.
STEPS = (0, 91, 412, 530, 801, 1340, 2210, 2233, 2251, 2262, 2290, 2450)
FIRST_DAY = date(2019, 5, 14)


class Person(NamedTuple):
    """A person whom the records quote."""

    id: str
    name: str
    original: str
    lang: str
    spelling: str
    country: str


PEOPLE = (
    Person("jerzy-blazek", "Jerzy Błażek", "Jerzy Błażek", "pl", "Jerzy Blazhek", "averia"),
    Person("alena-lozanka", "Alena Lozanka", "Алена Лазанка", "be", "Алёна Лозанка", "belmar"),
    Person("ines-moreau", "Ines Moreau", "Ines Moreau", "fr", "Inès Moreau", "corvany"),
)
SAID = (
    "the crossing at {} needs a new bridge before the first frost of the winter",
    "no lorry will pass {} until the scales have been tested by an engineer",
    "every traveller at {} must be able to buy a ticket within the hour",
    "we have asked the guards of {} to write down each delay by hand",
)


def island() -> dict[str, str]:
    """Return the files of the project by path, without templates, assets or snapshots."""
    files = {
        "mkdocs.yml": configuration(MENU),
        "facts/vocabulary/countries.yaml": "".join(map(_country, NAMES)),
        "facts/vocabulary/places.yaml": "".join(map(_place, CROSSINGS)),
        "facts/vocabulary/people.yaml": "".join(map(_person, PEOPLE)),
        "facts/vocabulary/organisations.yaml": _ORGANISATIONS,
        "facts/vocabulary/publishers.yaml": "".join(map(_publisher, PAPERS)),
        "facts/vocabulary/owners.yaml": "island-press:\n  name: Island Press\n",
        "facts/vocabulary/topics.yaml": _TOPICS,
    }
    for country in NAMES:
        files[f"maps/shapes/{country}.yaml"] = _map(country)
    for paper in PAPERS:
        files[f"facts/sources/{paper.id}.bib"] = "\n".join(_sources(paper))
    claims = dict(_claims())
    for identity, text in claims.items():
        files[f"facts/claims/{_FOLDERS[identity.split('-')[-2]]}/{identity}.yaml"] = text
    files |= _GONE
    files |= _article()
    files |= {"content/index.md": _home(), "content/explainers/crossings.md": _explainer()}
    return files


def write_island(root: Path) -> Path:
    """Write the project with the real templates and assets, and capture the quoted pages."""
    write_project(root, island())
    project = Project(root)
    ledger = Ledger(read(project)[0])
    for quote in _quotes():
        reading = Reading(ledger.sources[quote.source].url, "2026-11-22")
        done = store(project, ledger, quote.source, from_text(quote.page), reading)
        assert isinstance(done, Stored), done.reasons
    return root


_GONE = {
    "facts/claims/borders/ostravik-closed.yaml": (
        "claim: Averia closed Ostravik for good.\nmoved_to: [ostravik-step-0]\ndate: 2026-11-22\n"
    ),
    "facts/claims/borders/bridge-sold.yaml": (
        "claim: The bridge at Vesk was sold.\nwithdrawn: Nobody had claimed it.\ndate: 2026-11-22\n"
    ),
}

# The folder of a claim, by the last word but one in the id of the claim.
_FOLDERS = {"step": "borders", "count": "traffic", "mood": "traffic", "said": "words"}

_ORGANISATIONS = """river-guard:
  name: River Guard
  country: averia
  kind: border guard
chamber-of-hauliers:
  name: Chamber of Hauliers
  country: belmar
  kind: association
"""

_TOPICS = """borders:
  name: Borders
  summary: Crossings, and when they were open.
traffic:
  name: Traffic
  summary: What passes the crossings.
words:
  name: Words
  summary: What officials said.
"""


def _text(value: str) -> str:
    """Return a text as a YAML scalar."""
    return json.dumps(value, ensure_ascii=False)


def _day(day: date) -> str:
    return f"{day.day} {day:%B %Y}"


def _country(country: str) -> str:
    others = ", ".join(sorted(set(NAMES) - {country}))
    return (
        f"{country}:\n  name: {NAMES[country]}\n  code: {_CODES[country]}\n"
        f"  neighbours: [{others}]\n  summary: A country of the island, with a river at its edge.\n"
    )


# Codes that ISO 3166 reserves for its users.
_CODES = {"averia": "XC", "belmar": "XD", "corvany": "XE"}


class Step(NamedTuple):
    """The closing or opening of a crossing on a day."""

    id: str
    crossing: Crossing
    day: date
    is_closed: bool
    number: int

    @property
    def claim(self) -> str:
        verb = "closed" if self.is_closed else "reopened"
        names = (NAMES[self.crossing.owner], self.crossing.name)
        return f"{names[0]} {verb} the crossing at {names[1]} on {_day(self.day)}."

    @property
    def verdict(self) -> str:
        """The verdict on the step. Most steps are supported, but every possible verdict appears."""
        return {5: "wrong", 9: "disputed", 12: "unverified", 16: "misleading"}.get(
            self.number % 19, "supported"
        )


def _steps() -> Iterator[Step]:
    for row, crossing in enumerate(CROSSINGS):
        for column, days in enumerate(STEPS):
            day = FIRST_DAY + timedelta(days=days + 5 * (row % 2))
            number = row * len(STEPS) + column
            yield Step(f"{crossing.id}-step-{column}", crossing, day, not column % 2, number)


def _place(crossing: Crossing) -> str:
    latitude, longitude = _position(*crossing.at)
    # A false or unestablished claim does not make a period.
    steps = [step for step in _steps() if step.crossing == crossing and step.verdict == "supported"]
    ends = [str(step.day - timedelta(days=1)) for step in steps[1:]] + [".."]
    periods = "".join(
        f"    - state: {'closed' if step.is_closed else 'open'}\n"
        f"      when: {step.day}/{end}\n      claim: {step.id}\n"
        for step, end in zip(steps, ends, strict=True)
    )
    return (
        f"{crossing.id}:\n  name: {crossing.name}\n  kind: border crossing\n"
        f"  countries: [{crossing.owner}, {crossing.other}]\n"
        f"  coordinates: {latitude:.4f}, {longitude:.4f}\n"
        f"  located_by: island-review-2019\n  periods:\n{periods}"
    )


def _person(person: Person) -> str:
    return (
        f"{person.id}:\n  name: {person.name}\n  original: {person.original}\n"
        f"  lang: {person.lang}\n  spellings: [{person.spelling}]\n  country: {person.country}\n"
        "  roles:\n    - title: Minister of Transport\n      when: 2019/..\n"
    )


def _publisher(paper: Paper) -> str:
    owner = "  owner: island-press\n" if paper.kind == "newspaper" else ""
    return f"{paper.id}:\n  name: {paper.name}\n  country: XC\n  kind: {paper.kind}\n{owner}"


def _entry(key: str, title: str, day: date, kind: str) -> str:
    return (
        f"@online{{{key},\n  title = {{{title}}},\n  date = {{{day}}},\n"
        f"  url = {{https://{key.rstrip('-0123456789')}.example/{key}}},\n"
        f"  urldate = {{2026-11}},\n  langid = {{en}},\n  kind = {{{kind}}},\n}}\n"
    )


def _sources(paper: Paper) -> Iterator[str]:
    """Yield a publisher's annual reports, on different days, and the publisher's interviews."""
    number = PAPERS.index(paper)
    cited = "".join(record for _, record in _claims())
    for year in YEARS:
        day = date(year, 11 if year == YEARS[-1] else 12, 10 + 3 * number)
        if (key := f"{paper.id}-{year}") in cited:
            yield _entry(key, paper.title.format(year), day, paper.kind)
    for quote in _quotes():
        if quote.source.startswith(paper.id):
            title = f"{quote.person.name} on {quote.crossing.name}"
            yield _entry(quote.source, title, quote.day, paper.kind)


def _position(right: float, down: float) -> tuple[float, float]:
    """Return the latitude and longitude of a map position, by inverting Lambert's projection."""
    x, y = (right - _MIDDLE[0]) / _EARTH_KM, (_MIDDLE[1] - down) / _EARTH_KM
    chord = math.hypot(x, y)
    if not chord:
        return _NORTH, _EAST
    arc, north = 2 * math.asin(chord / 2), math.radians(_NORTH)
    latitude = math.asin(
        math.cos(arc) * math.sin(north) + y * math.sin(arc) * math.cos(north) / chord
    )
    away = math.atan2(
        x * math.sin(arc),
        chord * math.cos(north) * math.cos(arc) - y * math.sin(north) * math.sin(arc),
    )
    return math.degrees(latitude), _EAST + math.degrees(away)


# The centre of the map, in kilometres and in degrees, and the radius of the Earth.
_MIDDLE, _NORTH, _EAST, _EARTH_KM = (500, 350), 50.0, 10.0, 6371.0088
_CORNERS = {
    "averia": ((60, 50), (500, 50), (500, 450), (60, 450)),
    "belmar": ((500, 50), (940, 50), (940, 450), (500, 450)),
    "corvany": ((60, 450), (500, 450), (940, 450), (940, 660), (60, 660)),
}
_SHARED = {
    frozenset(("averia", "belmar")): ((500, 50), (500, 450)),
    frozenset(("averia", "corvany")): ((60, 450), (500, 450)),
    frozenset(("belmar", "corvany")): ((500, 450), (940, 450)),
}
_LABELS = {"averia": "200, 250", "belmar": "760, 250", "corvany": "500, 580"}


def _line(*corners: tuple[int, int]) -> str:
    """Return a path along the corners that bends slightly every ten units."""
    start, steps = corners[0], list[int]()
    for (x, y), (to_x, to_y) in pairwise(corners):
        parts = max(abs(to_x - x), abs(to_y - y)) // 10
        across = 3 if x == to_x else 0, 3 if y == to_y else 0
        for part in range(parts):
            bend = 0 if part == parts - 1 and not part % 2 else 1 if not part % 2 else -1
            steps.append((to_x - x) // parts + bend * across[0])
            steps.append((to_y - y) // parts + bend * across[1])
    numbers = " ".join(map(str, steps)).replace(" -", "-")
    return f"M{start[0]} {start[1]}l{numbers}"


def _map(country: str) -> str:
    neighbours = "".join(
        f"  - name: {NAMES[other]}\n    country: {other}\n    land: {_outline(other)}\n"
        f"    border: {_line(*_SHARED[frozenset((country, other))])}\n"
        f"    label: {_LABELS[other]}\n"
        for other in sorted(set(NAMES) - {country})
    )
    return (
        "atlas:\n  name: island-atlas\n  version: 1.0.0\n  file: island.json\n"
        f"  sha256: {'0' * 64}\n  licence: CC0-1.0\n  address: https://atlas.example/island\n"
        "width: 1000\nheight: 700\n"
        f"projection:\n  east: {_EAST}\n  north: {_NORTH}\n  scale: 1.0\n  x: 500\n  y: 350\n"
        f"trial:\n  place: {_NORTH}, {_EAST}\n  at: 500.00, 350.00\n"
        f"land: {_outline(country)}\nlabel: {_LABELS[country]}\nneighbours:\n{neighbours}"
    )


def _outline(country: str) -> str:
    corners = _CORNERS[country]
    return f"{_line(*corners, corners[0])}z"


class Quote(NamedTuple):
    """A minister's words to a newspaper, and the page that reports them."""

    source: str
    person: Person
    crossing: Crossing
    day: date
    words: str

    @property
    def page(self) -> str:
        name, place = self.person.name, self.crossing.name
        return (
            f"{name} on {place}\n\nOn {_day(self.day)} we asked {name} about the crossing at "
            f"{place}, which many people of the valley use on their way to work, to the market "
            f"and to school.\n\n“In my opinion {self.words},” {name} said to us in the ministry, "
            "where the windows look out on the river and on the road beside it.\n\n"
            f"Whoever wants to travel by {place} should ask at the office on the day before.\n"
        )


def _quotes() -> Iterator[Quote]:
    for number in range(len(PEOPLE) * len(SAID)):
        crossing = CROSSINGS[number % len(CROSSINGS)]
        yield Quote(
            f"{PAPERS[number % 3].id}-interview-{number}",
            PEOPLE[number % len(PEOPLE)],
            crossing,
            date(2025, 8, 5) + timedelta(days=number),
            SAID[number % len(SAID)].format(crossing.name),
        )


def _evidence(paper: int, year: int, stance: str, says: str) -> str:
    source = f"{PAPERS[paper % len(PAPERS)].id}-{year}"
    return (
        f"  - source: {source}\n    stance: {stance}\n    basis: reporting\n"
        f"    says: {_text(says)}\n"
    )


# A claim with one of these verdicts needs a short finding that states the truth.
_FAILING = ("wrong", "misleading", "disputed")


def _record(claim: str, kind: str, verdict: str, finding: str, **fields: str) -> str:
    """Return a claim's record. Each field is YAML."""
    short = f"finding_short: {_text(finding)}\n" if verdict in _FAILING else ""
    return (
        f"claim: {_text(claim)}\nkind: {kind}\n"
        + "".join(f"{name}: {value}\n" for name, value in fields.items() if value)
        + f"verdict: {verdict}\nconfidence: moderate\nfinding: {_text(finding)}\n{short}"
        + "checked:\n  date: 2026-11-22\n  by: the editors\n"
    )


def _claims() -> Iterator[tuple[str, str]]:
    """Yield each claim's id and record."""
    numbers = {step.id: number for number, step in enumerate(_steps_in_article())}
    for step in _steps():
        yield step.id, _step_record(step, numbers.get(step.id))
    for row, crossing in enumerate(CROSSINGS):
        for column in range(4):
            yield f"{crossing.id}-count-{column}", _count_record(crossing, row, column)
        yield f"{crossing.id}-mood-0", _mood_record(crossing)
    for number, quote in enumerate(_quotes()):
        yield f"{quote.person.id}-said-{number}", _said_record(quote, number)


def _steps_in_article() -> list[Step]:
    """Return the steps that the article reports, in order."""
    return sorted(
        (step for step in _steps() if date(2025, 6, 1) <= step.day <= ARTICLE_DAY),
        key=lambda step: step.day,
    )


def _step_record(step: Step, sentence: int | None) -> str:
    crossing, year, first = step.crossing, step.day.year, step.number
    name, verb = crossing.name, "closed" if step.is_closed else "reopened"
    next_day = _day(step.day + timedelta(days=1))
    other = f"{NAMES[crossing.owner]} {verb} the crossing at {name} on {next_day}."
    lorries = f"{step.claim.rpartition(' on ')[0]} only to lorries on {_day(step.day)}."
    # The claim's own words must never appear without its verdict, so the report uses others.
    noun = "closure" if step.is_closed else "reopening"
    report = f"Reports the {noun} of {name} on {_day(step.day)}."
    supports = _evidence(first, year, "supports", report)
    items, finding, search = {
        "supported": (
            supports + _evidence(first + 1, year, "supports", f"Says that {step.claim}"),
            f"Two reports agree. {step.claim}",
            "",
        ),
        "wrong": (
            _evidence(first, year, "contradicts", f"Reports that {other}")
            + _evidence(first + 1, year, "contradicts", f"Says that {other}"),
            other,
            "",
        ),
        "misleading": (
            _evidence(first, year, "contradicts", f"Reports that {lorries}"),
            lorries,
            "",
        ),
        "disputed": (
            supports + _evidence(first + 1, year, "contradicts", f"Says that {other}"),
            f"Two reports name different days: {_day(step.day)} and {next_day}.",
            "",
        ),
        "unverified": (
            _evidence(first, year, "silent", f"Does not mention {name}."),
            "We found no report of this.",
            "\n  - date: 2026-11\n    where: web search\n    query: crossing\n    result: nothing",
        ),
    }[step.verdict]
    return _record(
        step.claim,
        "event",
        step.verdict,
        finding,
        appears_in="" if sentence is None else _appearance(sentence, f"the crossing at {name}"),
        # The article only repeats some of these claims.
        asserted_by="river-guard" if sentence is None or not sentence % 3 else "article",
        when=str(step.day),
        countries=f"[{crossing.owner}, {crossing.other}]",
        about=f"[{crossing.id}]",
        topics="[borders]",
        later="true" if step.day > ARTICLE_DAY else "",
        evidence=f"\n{items.rstrip()}",
        search_log=search,
    )


def _appearance(number: int, words: str) -> str:
    return f"\n  - article: crossings\n    sentence: S{number + 2:02}\n    quote: {words}"


def _count_record(crossing: Crossing, row: int, column: int) -> str:
    year, number = 2019 + 2 * column, 1_200 + 37 * row + 211 * column
    counted = f"{number:,} lorries at {crossing.name} in {year}"
    reports = _evidence(
        row + 2, year, "supports", f"Reports that the River Guard counted {counted}."
    )
    gives = _evidence(row + 3, year, "supports", f"Gives {counted}.")
    return _record(
        f"The River Guard counted {counted}.",
        "number",
        "supported",
        f"Two reports give {number:,} lorries for {year}.",
        asserted_by="river-guard",
        when=str(year),
        countries=f"[{crossing.owner}]",
        about=f"[{crossing.id}]",
        topics="[traffic]",
        evidence=f"\n{reports}{gives.rstrip()}",
    )


def _mood_record(crossing: Crossing) -> str:
    return _record(
        f"The crossing at {crossing.name} was the most beautiful of the island.",
        "characterisation",
        "not-checkable",
        "Beauty has no agreed measure.",
        asserted_by="chamber-of-hauliers",
        when="2024",
        countries=f"[{crossing.owner}]",
        about=f"[{crossing.id}]",
        topics="[traffic]",
    )


def _said_record(quote: Quote, number: int) -> str:
    name = quote.person.name
    return _record(
        f"{name} said on {_day(quote.day)} that {quote.words}.",
        "quotation",
        "supported",
        f"{name} said it on {_day(quote.day)}.",
        asserted_by=quote.person.id,
        when=str(quote.day),
        countries=f"[{quote.person.country}]",
        about=f"[{quote.person.id}, {quote.crossing.id}]",
        topics="[words]",
        evidence=f"\n  - source: {quote.source}\n    stance: supports\n    basis: interview\n"
        f"    says: {_text(f'Quotes {name} on {_day(quote.day)} on {quote.crossing.name}.')}\n"
        f"    quote:\n      text: {_text(quote.words)}\n      speaker: {name}\n      lang: en",
    )


def _article() -> dict[str, str]:
    sentences = ["What happened at the crossings?", *(step.claim for step in _steps_in_article())]
    text, entries = "", []
    for number, sentence in enumerate(sentences, 1):
        start = len(text)
        entries.append(
            f"  - id: S{number:02}\n    start: {start}\n    end: {start + len(sentence)}\n"
        )
        text += f"{sentence}\n\n" if number % 5 == 1 else f"{sentence} "
    entries[0] += "    state: context\n    reason: The headline.\n"
    head = f"title: A summer at the river\npublisher: A paper\ndate: {ARTICLE_DAY}\nsentences:\n"
    return {
        "seeds/crossings/article.txt": text.rstrip() + "\n",
        "seeds/crossings/article.yaml": head + "".join(entries),
    }


def _cited(step: Step) -> str:
    return f"{step.claim.removesuffix('.')} [@{step.id}]."


def _established(crossing: Crossing | None = None) -> list[Step]:
    return [
        step
        for step in _steps()
        if step.verdict == "supported" and crossing in (None, step.crossing)
    ]


def _home() -> str:
    steps = _established()[::7]
    return (
        "---\ntitle: Which crossings of the island were open?\n"
        "description: One article on the crossings of an invented island.\nhide: [toc]\n---\n\n"
        "# Which crossings of the island were open?\n\n"
        + " ".join(map(_cited, steps[:3]))
        + "\n\n<!-- facts: verdict-counts -->\n\n<!-- facts: article-picture -->\n\n"
        "## What the article got wrong\n\n<!-- facts: faults -->\n\n"
        "## Which crossings were open\n\n<!-- facts: crossings-map -->\n\n## Some of the days\n\n"
        + "".join(f"- {_cited(step)}\n" for step in steps[3:])
        + "\n## What we have corrected\n\n<!-- facts: latest-corrections -->\n\n"
        "## Where to go next\n\n<!-- facts: doors -->\n"
    )


def _explainer() -> str:
    parts = []
    for crossing in CROSSINGS:
        steps = _established(crossing)
        count = f"The River Guard counted the lorries at {crossing.name} each year "
        counts = "".join(f"[@{crossing.id}-count-{column}]" for column in range(4))
        paragraphs = [*map(_cited, steps), f"{count}{counts}."]
        parts.append(f"## When was {crossing.name} open?\n\n" + "\n\n".join(paragraphs))
    said = [
        f"{quote.person.name} spoke of {quote.crossing.name} [@{quote.person.id}-said-{number}]."
        for number, quote in enumerate(_quotes())
    ]
    return (
        "---\ntitle: When were the crossings of the island open?\n"
        "description: Each crossing, and each day on which it closed or opened.\n---\n\n"
        "# When were the crossings of the island open?\n\n"
        + " ".join(map(_cited, _established()[::9]))
        + "\n\n<!-- facts: depths -->\n\n<!-- facts: sources-read -->\n\n"
        + "\n\n".join(parts)
        + "\n\n## What did the ministers say?\n\n"
        + "\n\n".join(said)
        + "\n"
    )
