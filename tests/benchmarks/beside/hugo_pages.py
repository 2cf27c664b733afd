"""Hugo, which makes of the records themselves the pages that ours makes of them.

The front matter of a claim's page is the claim's own record. What Hugo cannot know stands
below it under ``rules``: what our rules work out. The joins are Hugo's, in ``layouts/``, made once
for the whole site. The templates know what the made-up records hold, and no more: no quotations,
people, places, calculations or corrections.
"""

import json
import shutil
from dataclasses import asdict
from pathlib import Path
from typing import Any

from build_tools import views
from build_tools.facts.dates import MONTHS
from build_tools.facts.ledger import Ledger
from build_tools.facts.records import Claim, Source
from build_tools.facts.wording import counted, web_address
from build_tools.views.claims import ClaimView
from build_tools.views.parts import labels
from build_tools.views.parts.pagination import MOST
from build_tools.views.parts.reference import language_name, publisher_words
from build_tools.views.sources import SourceView
from tests.benchmarks.beside import frame
from tests.benchmarks.beside.prepared import put

LAYOUTS = Path(__file__).parent / "layouts"
_HEADINGS = {
    "supports": "For",
    "contradicts": "Against",
    "context": "Context",
    "silent": "Looked at, says nothing",
}
# A title, the page's description, and the page of the menu that those below it belong to.
_SECTIONS = {
    "claims": ("All claims", "Every claim with its verdict; the whole ledger.", "claims.html"),
    "sources": (
        "Sources",
        "Every source that the claims rest on, by publisher, with what kind of voice it is.",
        "sources.html",
    ),
    "countries": ("Countries", "", "countries.html"),
    "ledger": ("Ledger", "", "claims.html"),
    "timeline": (
        "Timeline",
        "What happened when, each entry with its verdict; what came after the article is marked.",
        "timeline.html",
    ),
}
_FILTERS = "assets/filters.css"


def write(folder: Path, project: Path, ledger: Ledger) -> None:
    """Write the project; its pages stand in the frame that ``project`` gives its own."""
    shutil.copytree(LAYOUTS, folder / "layouts")
    cut = frame.of(project)
    for path, text in cut.layouts.items():
        put(folder / "layouts" / path, text)
    put(folder / "config.json", json.dumps(_settings(cut.address, cut.site)))
    for name, data in _data(ledger).items():
        put(folder / "data" / f"{name}.json", json.dumps(data))
    _content(folder / "content", project, ledger)


def _content(content: Path, project: Path, ledger: Ledger) -> None:
    for name, section in _SECTIONS.items():
        put(content / name / "_index.md", _front(_section(name, *section)))
    for view in views.collect("claims", ledger):
        claim = ledger.claims[view.id]
        record = (project / claim.path).read_text(encoding="utf-8")
        put(content / "claims" / f"{claim.id}.md", _claim(view, claim, record))
    for view in views.collect("sources", ledger):
        source = ledger.sources[view.id]
        put(content / "sources" / f"{source.id}.md", _front(_source(view, source)))
    for country in ledger.countries.values():
        named = {"title": country.name, "description": country.summary, "record": country.path}
        front = {**named, "summary": country.summary, "linkTitle": country.id}
        put(content / "countries" / f"{country.id}.md", _front(front))
    _selections(content, ledger)
    _months(content, ledger)


def _settings(address: str, site: str) -> dict[str, Any]:
    return {
        "baseURL": address,
        "title": site,
        "uglyURLs": True,
        "disableKinds": ["taxonomy", "term", "RSS", "sitemap", "home", "404"],
    }


def _front(fields: dict[str, Any]) -> str:
    """Return a page that is nothing but front matter, as JSON: Hugo reads YAML four times slower.

    A claim's page is the record as it stands, which is YAML for ours too.
    """
    return json.dumps(fields, ensure_ascii=False) + "\n"


def _section(name: str, title: str, description: str, under: str) -> dict[str, Any]:
    front = {
        "title": title,
        "description": description,
        "url": f"{name}.html",
        "root": "",
        "under": under,
        "cascade": {"root": "../", "under": under},
    }
    if name in ("claims", "timeline"):
        front["style"] = _FILTERS
    if not description:
        front["_build"] = {"render": "never"}
    return front


def _claim(view: ClaimView, claim: Claim, record: str) -> str:
    items = sorted((one for group in view.evidence for one in group.items), key=lambda e: e.number)
    behind = (
        ("Independent origins in support:", view.supporting),
        ("Independent origins against it:", view.against),
    )
    rules = {
        "origin_words": view.origin_words,
        "origins": [one.origin if one.carries_other else "" for one in items],
        "conditions": [
            {"words": one.words, "met": one.met, "found": one.found} for one in view.conditions
        ],
        "behind": [
            {
                "title": title,
                "origins": [{"name": one.name, "numbers": one.numbers} for one in origins],
            }
            for title, origins in behind
            if origins
        ],
    }
    # Hugo orders a section by the title of its links, where a page has one. JSON is YAML.
    added = {"title": claim.claim, "linkTitle": claim.id, "record": claim.path, "rules": rules}
    lines = [f"{name}: {json.dumps(one, ensure_ascii=False)}\n" for name, one in added.items()]
    return f"---\n{record}{''.join(lines)}---\n"


def _source(view: SourceView, source: Source) -> dict[str, Any]:
    given = {"author": source.author, "note": source.note}
    return {
        "title": source.title,
        "linkTitle": source.id,
        "record": source.path,
        "publisher": source.publisher,
        "appeared": source.date.machine() if source.date else "",
        "address": web_address(source.url),
        "urldate": source.urldate.machine(),
        "langid": source.langid,
        "language": language_name(source.langid),
        "kind": source.kind.value,
        **{name: text for name, text in given.items() if text},
        "rules": {"origin": view.origin, "carries_other": view.carries_other},
    }


def _selections(content: Path, ledger: Ledger) -> None:
    """Write a page for each verdict and country, or for each part of theirs; a part lies deeper."""
    for one in views.collect("selections", ledger):
        path = Path(one.path)
        name = path.parts[1].removesuffix(".html")
        front = {
            "title": one.title,
            "means": one.means,
            "list": "of_country" if name in ledger.countries else "of_verdict",
            "of": name,
            "part": one.part,
            "root": "../" * one.path.count("/"),
        }
        if one.parts:
            front["parts"] = one.parts
        put(content / path.with_suffix(".md"), _front(front))


def _months(content: Path, ledger: Ledger) -> None:
    """Write a page for each month of a timeline that one page cannot hold."""
    for one in views.collect("months", ledger):
        month = Path(one.path).stem
        assert not one.parts, "The layouts know no month that is longer than a page."
        front = {"title": f"Timeline: {one.month.title}", "month": month}
        put(content / "timeline" / f"{month}.md", _front(front))


def _data(ledger: Ledger) -> dict[str, Any]:
    """Return the vocabularies, by the names of the files that Hugo shall find them in."""
    publishers = (publisher_words(ledger, name) for name in ledger.publishers)
    return {
        "words": _words(),
        "publishers": {one.id: asdict(one) for one in publishers},
        "countries": {one.id: {"name": one.name} for one in ledger.countries.values()},
        "topics": {one.id: {"name": one.name} for one in ledger.topics.values()},
    }


def _words() -> dict[str, Any]:
    """Return what readers see for the closed lists of the records."""
    return {
        "most": MOST,
        "months": {f"{number:02}": name for number, name in enumerate(MONTHS, 1)},
        "numbers": [counted(number, "claim").split()[0] for number in range(13)],
        "scale": [one.key for one in labels.VERDICTS.values()],
        "verdicts": {one.key: asdict(one) for one in labels.VERDICTS.values()},
        "headings": [{"stance": key, "heading": text} for key, text in _HEADINGS.items()],
        "stances": labels.STANCES,
        "bases": labels.BASES,
        "kinds": labels.KINDS,
        "confidences": labels.CONFIDENCES,
        "source_kinds": labels.SOURCE_KINDS,
        "relations": {
            key: {"from": one, "to": other} for key, (one, other) in labels.RELATIONS.items()
        },
    }
