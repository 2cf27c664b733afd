"""The same made-up records as plain MkDocs-Material and as Hugo would publish them.

Both get the Markdown that our build makes of each claim, so that a page says what ours says, a page
for each source, and a list of claims, all made beforehand; neither checks anything nor writes data,
feeds, timelines or people. So they do less, and what is compared is the price of pages.
"""

import json
import shutil
from collections.abc import Iterator
from pathlib import Path

from build_tools import exports
from build_tools.ledger import Ledger
from build_tools.reading import Home, read
from build_tools.records import Claim

MATERIAL = """\
site_name: Beside
docs_dir: docs
use_directory_urls: false
theme:
  name: material
  font: false
plugins: [search]
nav: [index.md]
validation:
  nav:
    omitted_files: ignore
"""
HUGO = """\
baseURL = "https://facts.example/"
title = "Beside"
uglyURLs = true
disableKinds = ["taxonomy", "term", "RSS"]
"""
_HEAD = """\
<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{{ .Title }}</title></head>
<body><header><a href="/">Beside</a></header><main>{{ block "main" . }}{{ end }}</main>
<footer>Every claim with its sources.</footer></body></html>
"""
_CLAIM = """\
{{ define "main" }}{{ .Content }}{{ end }}
"""
_SOURCE = """\
{{ define "main" }}<h1>{{ .Title }}</h1><p><a href="{{ .Params.address }}">{{ .Params.address }}\
</a></p><ul>{{ range .Params.claims }}<li><a href="/claims/{{ .id }}.html">{{ .claim }}</a></li>\
{{ end }}</ul>{{ end }}
"""
_LIST = """\
{{ define "main" }}<h1>{{ .Title }}</h1><ul>{{ range .Pages }}\
<li><a href="{{ .RelPermalink }}">{{ .Title }}</a></li>{{ end }}</ul>{{ end }}
"""


def write(project: Path, folder: Path) -> None:
    """Write both projects below ``folder``, from the records of a project of ours."""
    records, _ = read(Home(project))
    ledger = Ledger(records)
    for name in ("material", "hugo"):
        shutil.rmtree(folder / name, ignore_errors=True)
    _material(folder / "material", ledger)
    _hugo(folder / "hugo", ledger)


def _put(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def _material(folder: Path, ledger: Ledger) -> None:
    _put(folder / "mkdocs.yml", MATERIAL)
    rows = "".join(f"- [{one.claim}](claims/{one.id}.md)\n" for one in ledger.claims.values())
    _put(folder / "docs" / "index.md", f"# Claims\n\n{rows}")
    for path, text in _twins(ledger):
        _put(folder / "docs" / path, text)
    for source in ledger.sources.values():
        cited = [f"- [{one.claim}](../claims/{one.id}.md)" for one in _citing(ledger, source.id)]
        text = "\n".join([f"# {source.title}", "", f"<{source.url}>", "", *cited, ""])
        _put(folder / "docs" / "sources" / f"{source.id}.md", text)


def _hugo(folder: Path, ledger: Ledger) -> None:
    _put(folder / "config.toml", HUGO)
    layouts = folder / "layouts"
    _put(layouts / "_default" / "baseof.html", _HEAD)
    _put(layouts / "_default" / "list.html", _LIST)
    _put(layouts / "index.html", _LIST)
    _put(layouts / "claims" / "single.html", _CLAIM)
    _put(layouts / "sources" / "single.html", _SOURCE)
    for path, text in _twins(ledger):
        title = ledger.claims[Path(path).stem].claim
        _put(folder / "content" / path, json.dumps({"title": title}) + f"\n\n{text}")
    for source in ledger.sources.values():
        cited = [{"id": one.id, "claim": one.claim} for one in _citing(ledger, source.id)]
        front = {"title": source.title, "address": source.url, "claims": cited}
        _put(folder / "content" / "sources" / f"{source.id}.md", json.dumps(front) + "\n")


def _twins(ledger: Ledger) -> Iterator[tuple[str, str]]:
    """Yield the path and the Markdown of each claim's page, its links leading from page to page."""
    site = exports.Publication("https://facts.example", "Beside")
    for file in exports.made("markdown", ledger, site):
        if file.path.startswith("claims/"):
            yield file.path, file.data.decode().replace(f"<{site.url('claims/')}", "<")


def _citing(ledger: Ledger, source: str) -> list[Claim]:
    return list({one.id: one for one, _ in ledger.citing(source)}.values())
