"""The frame of our pages as Hugo's own layouts: cut from a claim's page that our build made.

So both write the same bytes around what a page shows. What is the same on many pages stands in
partials that Hugo renders once for each way to the root, as it would be done there.
"""

import os
import re
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

from tests.benchmarks import corpus

ROOT = Path(__file__).resolve().parents[3]
_CLAIM = "claims/claim-00000.html"
_WAY = "{{ $root }}"
# What each page says of itself: set before anything of the frame is written. Most titles have
# nothing that BibTeX would read as its own, so that no pattern runs over them.
_VALUES = """\
{{- $root := .Params.root -}}
{{- $around := partialCached "around.html" . $root .Params.under -}}
{{- $title := .Title -}}
{{- $address := .Permalink -}}
{{- $cited := $title -}}
{{- if not (findRE `[.?!…][”’"')]*$` $title) -}}{{- $cited = print $title "." -}}{{- end -}}
{{- $key := replace (strings.TrimPrefix "/" (strings.TrimSuffix ".html" .RelPermalink)) "/" "-" -}}
{{- $tex := $title -}}
{{- if strings.ContainsAny $title `&%$#_{}` -}}
  {{- $tex = replaceRE `([&%$#_{}])` `\\$1` $title -}}
{{- end -}}
"""
# Looked up once for each page.
_AROUND = """\
{{- return dict
  "assets" (partial "assets.html" .) "header" (partial "header.html" .)
  "footer" (partial "footer.html" .)
-}}
"""


@dataclass(frozen=True, slots=True)
class Frame:
    """Hugo's layouts by their paths, and what the site is called and where it stands."""

    layouts: dict[str, str]
    address: str
    site: str


def of(project: Path) -> Frame:
    """Build a few claims with a project's templates and settings, and cut a page of them."""
    with tempfile.TemporaryDirectory() as held:
        folder = Path(held)
        corpus.write(folder, 2)
        (folder / "templates").symlink_to((project / "templates").resolve())
        settings = (project / "mkdocs.yml").read_text(encoding="utf-8")
        (folder / "mkdocs.yml").write_text(settings, encoding="utf-8")
        environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1", "PYTHONPATH": str(ROOT)}
        command = [sys.executable, "-m", "mkdocs", "build", "--quiet"]
        subprocess.run(command, cwd=folder, env=environment, check=True)
        html = (folder / "site" / _CLAIM).read_text(encoding="utf-8").strip()
    return _cut(html + "\n")


def _cut(html: str) -> Frame:
    title = _found(r'<h1 id="page-title">(.*?)</h1>', html)
    description = _found(r'<meta name="description" content="(.*?)">', html)
    address = _found(rf'<link rel="canonical" href="(.*?){_CLAIM}">', html)
    site = _found(r'<meta property="og:site_name" content="(.*?)">', html)
    # BibTeX has two braces of its own, with which Hugo would begin an action.
    html = html.replace("{{", '{{ "{{" }}')
    html = html.replace(f'{{{{ "{{{{" }}}}{title}', '{{ "{{" }}{{ $tex }}')
    html = html.replace(f"{address}{_CLAIM}", "{{ $address }}")
    breadcrumbs = _found(r'(<script type="application/ld\+json">.*?</script>)', html)
    # Hugo writes a value inside a script with its quotation marks.
    for said, value in ((f'"{title}"', "{{ .Title }}"), ('"{{ $address }}"', "{{ .Permalink }}")):
        breadcrumbs = breadcrumbs.replace(said, value)
    html = _emptied(html)
    parts = {
        "assets": r'    <meta name="color-scheme".*?facts\.js" defer></script>\n',
        "header": r"<header .*?</header>\n",
        "footer": r"<footer .*?</footer>\n",
    }
    layouts = {"partials/around.html": _AROUND}
    for name, pattern in parts.items():
        part = _found(f"({pattern})", html)
        html = html.replace(part, f"{{{{ $around.{name} }}}}")
        shown = _marked(part).replace("../", _WAY)
        layouts[f"partials/{name}.html"] = f"{{{{- $root := .Params.root -}}}}\n{shown}"
    before, after = html.split("<aside ")
    after = after.replace(title, "{{ $cited }}").replace("claims-claim-00000", "{{ $key }}")
    # Nor may a brace of BibTeX's stand right before one.
    after = re.sub(r"\{(?=\{\{ \$)", '{{ "{" }}', after)
    before = before.replace(title, "{{ $title }}")
    # A block is defined where it stands first; the preview of a page says the same again.
    before = before.replace(
        description, '{{ block "description" . }}{{ .Description }}{{ end }}', 1
    ).replace(description, '{{ template "description" . }}')
    html = f"{_VALUES}{before}<aside {after}".replace("../", _WAY)
    # No partial: each call of one costs more than these few values.
    html = f'{{{{- define "breadcrumbs" }}}}{breadcrumbs}{{{{ end -}}}}\n{html}'
    return Frame({"_default/baseof.html": html, **layouts}, address, site)


def _emptied(html: str) -> str:
    """Return the page with a place for what differs from kind to kind."""
    places = {
        # What only this kind needs, and what open data there are of the page.
        r'(?<=facts\.js" defer></script>\n).*?(?=\s*</head>)': """\
{{ with .Params.style }}    <link rel="stylesheet" href="{{ $root }}{{ . }}">
{{ end }}    {{ block "head" . }}{{ end }}
""",
        r'(?<=<article class="md-typeset page">).*?(?=</article>)': (
            '\n          {{ block "main" . }}{{ end }}\n        '
        ),
        r"cards/verdict-[a-z-]+\.png": (
            "cards/{{ with .Params.verdict }}verdict-{{ . }}{{ else }}site{{ end }}.png"
        ),
        r'(?<=aria-hidden="true">On this page</p>\n    <ul>).*?(?=</ul>)': (
            '\n      {{ block "contents" . }}{{ end }}\n    '
        ),
    }
    for pattern, place in places.items():
        (found,) = re.finditer(pattern, html, re.DOTALL)
        html = html[: found.start()] + place + html[found.end() :]
    return html


def _marked(html: str) -> str:
    """Return the menu with a mark for the entry that a page belongs to, or is."""
    mark = (
        r'<li><a href="../\1"{{ if eq .Params.under "\1" }} '
        r'aria-current="{{ if .Params.root }}true{{ else }}page{{ end }}"{{ end }}>'
    )
    return re.sub(r'<li><a href="\.\./([a-z]+\.html)"(?: aria-current="true")?>', mark, html)


def _found(pattern: str, html: str) -> str:
    found = re.search(pattern, html, re.DOTALL)
    assert found, pattern
    return found[1]
