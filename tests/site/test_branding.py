"""Tests the settings for the name, colours, logo, licence and footer of a site."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image

from build_tools.facts.colours import LEAST_CONTRAST, Colour, contrast, faint_texts
from build_tools.facts.project import Project
from build_tools.facts.reading.settings_faults import settings_faults
from tests.sites import build, configuration, pages_of, write_tiny

World = Callable[..., Project]
MARK = "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 1 1'><path d='M0 0h1v1z'/></svg>"
OWN = """
copyright: The Harbour Courier
extra:
  licence: CC0-1.0
  colours:
    paper: "#ffffff #000000"
    link: "#6a1b9a #e1bee7"
"""


def settings(extra: str) -> str:
    """Return mkdocs.yml with a logo, and with these settings instead of its ``extra`` section."""
    text = configuration()
    start = text.index("extra:\n  generator")
    end = text.index("plugins:")
    text = text[:start] + text[end:]
    logo = "  logo: assets/harbour.svg\n  favicon: assets/harbour.svg\n"
    return text.replace("theme:\n", f"theme:\n{logo}") + extra


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    changes = {"mkdocs.yml": settings(OWN), "content/assets/harbour.svg": MARK}
    root = write_tiny(tmp_path_factory.mktemp("brand") / "world", changes)
    done = build(root, "--strict")
    assert done.returncode == 0, done.stderr
    return root / "site"


def test_the_sites_colours_override_the_engines_on_every_page(site: Path) -> None:
    assert (site / "assets/colours.css").read_text() == (
        ":root {\n  --paper: light-dark(#ffffff, #000000);\n"
        "  --link: light-dark(#6a1b9a, #e1bee7);\n}\n"
    )
    for path, page in pages_of(site).items():
        sheets = [
            link.attributes["href"].rpartition("/")[2]
            for link in page.all("link")
            if link.attributes.get("rel") == "stylesheet"
        ]
        assert "colours.css" in sheets, path
        first = "embed.css" if path.startswith("embed/") else "base.css"
        assert sheets.index("colours.css") > sheets.index(first), path


def test_the_logo_icon_and_footer_of_the_site_are_used(site: Path) -> None:
    page = pages_of(site)["claims/two-crossings.html"]
    (mark,) = (image for image in page.all("img") if image.attributes.get("class") == "site-mark")
    assert mark.attributes["src"] == "../assets/harbour.svg"
    (icon,) = (link for link in page.all("link") if link.attributes.get("rel") == "icon")
    assert icon.attributes["href"] == "../assets/harbour.svg"
    assert "The Harbour Courier" in page.text


def test_cards_have_the_background_colour_of_the_site(site: Path) -> None:
    card = Image.open(site / "assets/cards/site.png").convert("RGB")
    assert card.getpixel((2, 2)) == (255, 255, 255)


def test_the_licence_of_the_data_is_the_same_everywhere(site: Path) -> None:
    manifest = json.loads((site / "data/manifest.json").read_text())
    assert manifest["licence"] == "CC0-1.0"
    address = manifest["licence_address"]
    assert "CC0 1.0" in manifest["rights"]
    assert {file["licence"] for file in manifest["files"]} == {"CC0-1.0"}
    assert json.loads((site / "data/claims.json").read_text())["licence"] == "CC0-1.0"
    assert address in (site / "feed.xml").read_text()
    assert address in (site / "data.html").read_text()
    for file in site.rglob("*"):
        if file.suffix in (".html", ".json", ".jsonld", ".xml"):
            text = file.read_text(encoding="utf-8")
            assert "CC BY 4.0" not in text, file
            assert "licenses/by/4.0" not in text, file


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("extra:\n  licence: CC-BY-5.0\n", (2, 12)),
        ("extra:\n  licence: [CC-BY-4.0]\n", (2, 12)),
        ("extra:\n  colours: blue\n", (2, 12)),
        ('extra:\n  colours:\n    link: "blue red"\n', (3, 11)),
        ('extra:\n  colours:\n    link: "#0000ff"\n', (3, 11)),
        ('extra:\n  colours:\n    lnik: "#0000ff #aaaaff"\n', (3, 5)),
        ('extra:\n  colours:\n    link: "#88aaff #8fc0f5"\n', (3, 5)),
        ('extra:\n  colours:\n    link: "#154c8a #154c8a"\n', (3, 5)),
        # The line of the text colour, or of the surface colour if the site sets only that.
        ('extra:\n  colours:\n    paper: "#ffffff #000000"\n    link: "#88aaff #8fc0f5"\n', (4, 5)),
        ('extra:\n  colours:\n    card: "#777777 #1c2024"\n', (3, 5)),
        ("theme:\n  name: material\n  logo: assets/missing.svg\n", (3, 9)),
        ("theme:\n  name: material\n  favicon: /assets/mark.svg\n", (3, 12)),
        ("theme:\n  name: material\n  logo: ../mkdocs.yml\n", (3, 9)),
    ],
)
def test_an_unusable_setting_is_refused_at_its_location(
    world: World, text: str, place: tuple[int, int]
) -> None:
    faults = [*settings_faults(world({"mkdocs.yml": f"{text}site_name: A\n"}))]
    assert faults
    assert {(fault.span.line, fault.span.column) for fault in faults} == {place}


def test_valid_settings_are_accepted(world: World) -> None:
    assert not [*settings_faults(world({"mkdocs.yml": f"site_name: A\n{OWN}"}))]


def test_the_default_colours_are_the_engines_and_have_enough_contrast() -> None:
    from build_tools.facts.colours import DEFAULTS
    from tests.conftest import PROJECT

    sheet = (PROJECT / "content/assets/base.css").read_text(encoding="utf-8")
    for name, pair in DEFAULTS.items():
        assert f"--{name}: light-dark({', '.join(pair.split())});" in sheet
    assert not [*faint_texts({})]
    assert [*faint_texts({"ink": Colour("#fdfcfa", "#14171a")})]
    assert round(contrast("#000000", "#ffffff"), 1) == 21
    assert contrast("#767676", "#ffffff") > LEAST_CONTRAST > contrast("#777777", "#ffffff")
