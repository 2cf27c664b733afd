"""Tests that valid settings are accepted, and errors in mkdocs.yml reported at their location."""

import re

import pytest

from build_tools import __version__
from build_tools.facts.diagnostics import Level
from build_tools.facts.engine import present_series
from build_tools.facts.reading import read
from build_tools.facts.reading.settings_faults import settings_faults

WHOLE = """\
site_name: A site
repo_url: !ENV [FACTS_REPOSITORY, ""]
theme:
  name: material
plugins:
  - facts
extra:
  published: ""
nav:
  - Home: index.md
  - More:
      - explainers/border.md
      - Elsewhere: https://example.org/
  - Timeline: timeline.md
"""


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("", ""),
        ("name: A site", "name: !ENV [NAME, A site]"),
        ("theme:\n  name: material", "theme: material"),
        ("plugins:\n  - facts", "plugins:\n  facts: {}"),
        ('extra:\n  published: ""\n', "extra:\n"),
        ("nav:", "markdown_extensions:\n  - pymdownx.emoji:\n      by: !!python/name:x.y\nnav:"),
        (WHOLE[WHOLE.index("nav:") :], ""),
        ('  published: ""', "  timeline: 2023-06/2023-09"),
        ('  published: ""', "  timeline:"),
        ('  published: ""', f"  engine: {__version__}"),
        ('  published: ""', f'  engine: "{present_series()}"'),
        ('  published: ""', "  engine:"),
        ("timeline.md", "./timeline.md"),
        ("Home: index.md", "index.md"),
    ],
)
def test_settings_that_mkdocs_accepts_pass(world, old, new):
    assert [*settings_faults(world({"mkdocs.yml": WHOLE.replace(old, new, 1)}))] == []


def test_a_project_without_settings_passes(world):
    assert [*settings_faults(world({"mkdocs.yml": None}))] == []


@pytest.mark.parametrize(
    ("old", "new", "places"),
    [
        ("  name: material", "\tname: material", [(4, 1)]),
        ("  - facts", "  - [facts", [(6, 5)]),
        ("site_name: A site", 'site_name: "A site', [(8, 15)]),
        ("site_name: A site", "site_name:A site", [(1, 1)]),
        ("site_name: A site", "site_name: A site: more", [(1, 18)]),
        ("site_name: A site", "site_name: [a]", [(1, 12)]),
        ("site_name: A site\n", "", [(1, 1)]),
        ('  published: ""', "  timeline: summer", [(8, 13)]),
        ('  published: ""', "  timeline: 2021/2024", [(8, 13)]),
        ('  published: ""', "  timeline: 2023-06/..", [(8, 13)]),
        ('  published: ""', "  timeline: [2023-06]", [(8, 13)]),
        ('  published: ""', "  engine: 9999.0", [(8, 11)]),
        ('  published: ""', '  engine: "0.0"', [(8, 11)]),
        ('  published: ""', "  engine: newest", [(8, 11)]),
        ("site_name: A site", "site_name:", [(1, 1)]),
        ("theme:\n  name: material", "theme: [a]", [(3, 8)]),
        ("nav:", "site_name: Another\nnav:", [(9, 1)]),
        ("timeline.md", "tmeline.md", [(14, 15)]),
        ("explainers/border.md", "../index.md", [(12, 9)]),
        ("index.md", "/index.md", []),
        (WHOLE[WHOLE.index("nav:") :], "nav: 3\n", [(9, 6)]),
        (WHOLE[WHOLE.index("nav:") :], "nav: &a [*a, x.md]\n", [(9, 14)]),
        (WHOLE, "- a\n", [(1, 1)]),
        (WHOLE, "", [(1, 1)]),
        (WHOLE, "[" * 5000, [(1, 1)]),
    ],
)
def test_an_error_in_the_settings_is_shown_at_its_location(world, old, new, places):
    faults = settings_faults(world({"mkdocs.yml": WHOLE.replace(old, new, 1)}))
    assert [(fault.span.line, fault.span.column) for fault in faults] == places


@pytest.mark.parametrize(
    ("old", "new", "place", "meant"),
    [
        ('  published: ""', '  colors:\n    link: "#111111 #eeeeee"', (8, 3), "colours"),
        ('  published: ""', "  license: CC0-1.0", (8, 3), "licence"),
        ('  published: ""', "  time-line: 2023-06/2023-09", (8, 3), "timeline"),
        ('  published: ""', '  Published: "2026-01-01"', (8, 3), "published"),
        ('  published: ""', "  e-mail: a@example.org", (8, 3), "mail"),
        ("repo_url", "repo-url", (2, 1), "repo_url"),
        ("site_name: A site", "site_name: A site\ncopyrigth: A", (2, 1), "copyright"),
        ("site_name: A site", "site_name: A site\nlicence: CC0-1.0", (2, 1), "extra"),
        ("  name: material", "  name: material\n  favicn: assets/mark.svg", (5, 3), "favicon"),
        ("  name: material", "  name: material\n  lang: es", (5, 3), "language"),
        ("  - facts", "  - facts:\n      export: [csv]", (7, 7), "exports"),
        ("plugins:\n  - facts", "plugins:\n  facts:\n    formats: [csv]", (7, 5), ""),
    ],
)
def test_a_misspelled_setting_is_reported_with_the_intended_name(world, old, new, place, meant):
    (fault,) = settings_faults(world({"mkdocs.yml": WHOLE.replace(old, new, 1)}))
    assert (fault.span.line, fault.span.column) == place
    assert meant in fault.hint


@pytest.mark.parametrize(
    "text",
    [
        "extra:\n  notice: Ours\n  social: []\n  version: {}\n  lang: x\n",
        "site_dir: site\nrepo_name: x\nedit_uri_template: x\nextra_css: []\nstrict: true\n",
        "theme:\n  name: material\n  font: false\n  features: []\n  icon: {}\n",
        "theme:\n  name: material\n  favicon: assets/mark.svg\n",
        "theme:\n  name: material\n  logo: https://example.org/mark.svg\n",
        'theme:\n  name: material\n  logo: null\n  favicon: ""\n',
    ],
)
def test_settings_for_mkdocs_and_for_the_sites_own_templates_are_accepted(world, text):
    assert [*settings_faults(world({"mkdocs.yml": f"site_name: A\n{text}"}))] == []


def test_the_hint_for_an_svg_names_a_path_that_works(world):
    svg = "<svg xmlns='http://www.w3.org/2000/svg'/>"
    (fault,) = read(world({"content/marks/Logo.svg": svg}))[1]
    (path,) = re.findall(r"content/(assets/\w+\.svg)", fault.hint)
    (setting,) = re.findall(r"`(logo: [^`]+)`", fault.hint)
    project = world({f"content/{path}": svg, "mkdocs.yml": f"site_name: A\ntheme:\n  {setting}\n"})
    assert [*read(project)[1]] == []


@pytest.mark.parametrize("lang", ["en", "es"])
def test_a_menu_that_aliases_expand_is_read_quickly(world, lang):
    lines = ["x0: &x0 [y.md]"]
    lines += [f"x{n}: &x{n} [{', '.join([f'*x{n - 1}'] * 9)}]" for n in range(1, 40)]
    theme = f"theme: {{name: material, language: {lang}}}"
    text = "\n".join(["site_name: A", theme, *lines, "nav: *x39"])
    (fault,) = settings_faults(world({"mkdocs.yml": text}))
    assert re.search(r"y\.md", fault.message)


@pytest.mark.parametrize(
    ("lang", "titles"),
    [("es", ["Timeline"]), ("es-MX", ["Timeline"]), ("en", []), ("de", [])],
)
def test_an_english_title_of_a_generated_page_is_a_warning(world, lang, titles):
    settings = WHOLE.replace("  name: material", f"  name: material\n  language: {lang}")
    settings += "  - Fuentes: sources.md\n  - claims.md\n  - Our way: method.md\n"
    found = [*settings_faults(world({"mkdocs.yml": settings}))]
    assert {warning.level for warning in found} <= {Level.WARNING}
    lines = settings.splitlines()
    assert [lines[one.span.line - 1].split()[1].rstrip(":") for one in found] == titles
    assert all("Cronología: timeline.md" in one.hint for one in found)
