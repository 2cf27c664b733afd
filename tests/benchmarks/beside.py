"""The same made-up records as plain MkDocs-Material and as Hugo would publish them.

Both get a page for each claim and each source, made beforehand, and a list of claims; neither
checks anything nor writes data, feeds, timelines or people. So they do less, and what is compared
is the price of pages.
"""

import json
import shutil
from pathlib import Path

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
{{ define "main" }}<h1>{{ .Title }}</h1><p>{{ .Params.verdict }}: {{ .Params.finding }}</p>
<dl><dt>When</dt><dd>{{ .Params.when }}</dd><dt>Countries</dt><dd>{{ delimit .Params.places ", " }}\
</dd></dl><ul>{{ range .Params.evidence }}{{ $source := index $.Site.Data.sources .source }}
<li>{{ .stance }}: <a href="/sources/{{ .source }}.html">{{ $source.title }}</a>, \
{{ $source.date }}: {{ .says }}</li>{{ end }}</ul>{{ end }}
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
    for claim in ledger.claims.values():
        lines = [f"# {claim.claim}", f"**{claim.verdict.value}**: {claim.finding}"]
        lines.append(f"When: {claim.when.words()}. Countries: {', '.join(claim.countries)}.")
        lines += [
            f"- {item.stance.value}: [{ledger.sources[item.source].title}]"
            f"(../sources/{item.source}.md): {item.says}"
            for item in claim.evidence
        ]
        _put(folder / "docs" / "claims" / f"{claim.id}.md", "\n\n".join(lines) + "\n")
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
    sources = {
        one.id: {"title": one.title, "date": one.date.written if one.date else ""}
        for one in ledger.sources.values()
    }
    _put(folder / "data" / "sources.json", json.dumps(sources))
    for claim in ledger.claims.values():
        front = {
            "title": claim.claim,
            "verdict": claim.verdict.value,
            "finding": claim.finding,
            "when": claim.when.written,
            "places": claim.countries,
            "evidence": [
                {"source": item.source, "stance": item.stance.value, "says": item.says}
                for item in claim.evidence
            ],
        }
        _put(folder / "content" / "claims" / f"{claim.id}.md", json.dumps(front) + "\n")
    for source in ledger.sources.values():
        cited = [{"id": one.id, "claim": one.claim} for one in _citing(ledger, source.id)]
        front = {"title": source.title, "address": source.url, "claims": cited}
        _put(folder / "content" / "sources" / f"{source.id}.md", json.dumps(front) + "\n")


def _citing(ledger: Ledger, source: str) -> list[Claim]:
    return list({one.id: one for one, _ in ledger.citing(source)}.values())
