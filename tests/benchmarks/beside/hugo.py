"""Hugo, which turns Markdown that is made beforehand into nearly empty pages."""

import json
from pathlib import Path

from build_tools.facts.ledger import Ledger
from tests.benchmarks.beside.prepared import citing, put, twins

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


def write(folder: Path, ledger: Ledger) -> None:
    """Write the project."""
    put(folder / "config.toml", HUGO)
    layouts = folder / "layouts"
    put(layouts / "_default" / "baseof.html", _HEAD)
    put(layouts / "_default" / "list.html", _LIST)
    put(layouts / "index.html", _LIST)
    put(layouts / "claims" / "single.html", _CLAIM)
    put(layouts / "sources" / "single.html", _SOURCE)
    for path, text in twins(ledger):
        title = ledger.claims[Path(path).stem].claim
        put(folder / "content" / path, json.dumps({"title": title}) + f"\n\n{text}")
    for source in ledger.sources.values():
        cited = [{"id": one.id, "claim": one.claim} for one in citing(ledger, source.id)]
        front = {"title": source.title, "address": source.url, "claims": cited}
        put(folder / "content" / "sources" / f"{source.id}.md", json.dumps(front) + "\n")
