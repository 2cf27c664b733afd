"""Tests that social cards fit long titles in any script, and that stored cards are reused."""

import re
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from build_tools.facts.catalogue import IN_ENGLISH
from build_tools.facts.colours import components, palette
from build_tools.facts.ledger import Ledger
from build_tools.facts.project import Project
from build_tools.facts.reading import read
from build_tools.site import cards
from build_tools.site.card_picture import COLOURS, SHAPES, Stroke, shaped
from build_tools.site.cards import Card, drawn, write
from build_tools.views import coverage
from tests.conftest import PROJECT
from tests.own_site import OWN

FONTS = PROJECT / "templates" / "cards"
PALETTE = palette({})


def picture(text: str, below: str = "Site") -> Image.Image:
    return Image.open(BytesIO(drawn(Card("x.png", text, below), FONTS, PALETTE))).convert("RGB")


def test_a_card_has_the_size_that_networks_expect_and_is_a_small_file() -> None:
    data = drawn(Card("x.png", "Why did the border close?", "Site"), FONTS, PALETTE)
    assert Image.open(BytesIO(data)).size == (1200, 630)
    assert len(data) < 30_000


@pytest.mark.parametrize("letter", ["Š", "č", "ė", "ł", "ą", "Ж", "ў", "“", "é", "1"])
def test_letters_of_every_script_in_the_story_are_drawn(letter: str) -> None:
    box = picture("\uffff").tobytes()
    blank = picture(" ").tobytes()
    assert picture(letter).tobytes() not in (box, blank)


@pytest.mark.parametrize("title", ["لماذا أغلقت المعبرين؟", "为什么 2023?", "რატომ"])
def test_a_title_in_a_script_without_a_font_is_replaced_by_the_name_of_the_site(title: str) -> None:
    assert picture(title).tobytes() == picture("Site", below=title).tobytes()
    assert picture(title).tobytes() != picture(" ").tobytes()


def test_a_card_without_words_shows_the_article_in_the_middle() -> None:
    stroke = Stroke(780, 100, 350, 10, "wrong")
    data = drawn(Card("x.png", "لماذا", "موقع"), FONTS, PALETTE, [stroke])
    card = Image.open(BytesIO(data)).convert("RGB")
    colours = card.getcolors() or []
    assert {colour for _, colour in colours} == {
        components(PALETTE["paper"].light),
        tuple(COLOURS["wrong"]),
    }
    column = [card.getpixel((at, 105)) for at in range(card.width)]
    inside = [at for at, colour in enumerate(column) if colour == tuple(COLOURS["wrong"])]
    assert inside[0] == card.width - 1 - inside[-1]


def test_invisible_characters_are_not_drawn() -> None:
    assert picture("Bor\u00adder").tobytes() == picture("Border").tobytes()


def test_a_title_of_any_length_stays_within_the_margins() -> None:
    for text in ("word " * 12, "word " * 60, "Unbreakable" * 3, "word " * 400, "l" * 100_000):
        shown = picture(text)
        right = shown.crop((1200 - 30, 0, 1200, 630))
        assert right.getextrema() == tuple(
            (part, part) for part in components(PALETTE["paper"].light)
        ), text[:20]


def test_each_page_has_the_card_that_its_address_names() -> None:
    held = {card.path: card for card in cards.cards(IN_ENGLISH, "Site", {"a/b.html": "Title"})}
    assert held[cards.of_page("a/b.html")].text == "Title"
    assert held[cards.of_verdict("wrong")].text == "Verdict: Wrong"
    assert held[cards.SITE].text == "Site"


def test_no_two_cards_have_the_same_path() -> None:
    addresses = ["site.html", "verdict-wrong.html", "a/b-c.html", "a-b/c.html"]
    found = [
        card.path for card in cards.cards(IN_ENGLISH, "Site", dict.fromkeys(addresses, "Title"))
    ]
    assert len(found) == len(set(found))


def test_a_stored_card_is_used_until_its_words_change(tmp_path: Path) -> None:
    site, kept = tmp_path / "site", tmp_path / "kept"
    card = Card("assets/cards/a.png", "Title", "Site")
    write(site, iter([card]), (), PALETTE, FONTS, kept)
    (held,) = kept.iterdir()
    kept_so = b"kept" + held.read_bytes()[-8:]
    held.write_bytes(kept_so)
    write(site, iter([card]), (), PALETTE, FONTS, kept)
    assert (site / card.path).read_bytes() == kept_so
    write(site, iter([Card(card.path, "Other", "Site")]), (), PALETTE, FONTS, kept)
    assert (site / card.path).read_bytes().startswith(b"\x89PNG")


def test_a_cache_folder_that_cannot_be_written_only_slows_the_build_down(tmp_path: Path) -> None:
    (tmp_path / "kept").write_text("a file stands in the place of the folder")
    write(
        tmp_path / "site",
        iter([Card("a.png", "Title", "Site")]),
        (),
        PALETTE,
        FONTS,
        tmp_path / "kept",
    )
    assert (tmp_path / "site" / "a.png").is_file()


def test_a_truncated_stored_card_is_drawn_again(tmp_path: Path) -> None:
    site, kept = tmp_path / "site", tmp_path / "kept"
    card = Card("assets/cards/a.png", "Title", "Site")
    write(site, iter([card]), (), PALETTE, FONTS, kept)
    (held,) = kept.iterdir()
    whole = held.read_bytes()
    for rest in (b"", whole[:-1], whole[:100]):
        held.write_bytes(rest)
        write(site, iter([card]), (), PALETTE, FONTS, kept)
        assert (site / card.path).read_bytes() == whole
    assert [path.read_bytes() for path in kept.iterdir()] == [whole]


def test_a_card_shows_each_line_of_the_article_next_to_its_words() -> None:
    lines = [Stroke(820, 198, 300, 5, "wrong"), Stroke(820, 258, 200, 5, "holds")]
    shown = Image.open(BytesIO(drawn(Card("x.png", "word " * 60, "Site"), FONTS, PALETTE, lines)))
    colours = shown.convert("RGB")
    assert colours.getpixel((900, 200)) == COLOURS["wrong"]
    assert colours.getpixel((900, 260)) == COLOURS["holds"]
    assert colours.getpixel((1100, 260)) == colours.getpixel((5, 5))
    # The words do not overlap the picture.
    words = shown.convert("L").crop((750, 0, 800, 630))
    assert words.getextrema()[0] == words.getextrema()[1]


@pytest.mark.parametrize("which", [OWN, "island"])
def test_the_picture_of_an_article_fits_its_box(which: str, island_root: Path) -> None:
    root = PROJECT if which == "own" else island_root
    articles = coverage.collect(Ledger(read(Project(root))[0]))
    for article in articles:
        lines = cards.picture_of([article])
        left, top, right, bottom = cards._PICTURE
        assert len(lines) >= len(article.sentences)
        assert all(left <= line.left and line.left + line.length <= right for line in lines)
        assert all(top <= line.top <= bottom for line in lines)
        assert {line.colour for line in lines} <= {*COLOURS}
    assert articles or which == "own"
    assert cards.picture_of([]) == ()


def test_each_verdict_has_a_shape_of_its_own_on_a_card() -> None:
    shapes = [
        tuple(stroke[:4] for stroke in shaped(shape, 0, 0, 100, 1)) for shape in SHAPES.values()
    ]
    assert len({*shapes}) == len(SHAPES)


@pytest.mark.parametrize("verdict", SHAPES)
def test_a_shape_on_a_card_has_the_measures_of_the_pictures_on_pages(verdict: str) -> None:
    sheet = (PROJECT / "content" / "assets" / "pictures.css").read_text(encoding="utf-8")
    measures: dict[str, str] = {}
    for name in ("s", f"s--{verdict}"):
        (rules,) = re.findall(rf"^\.{name} \{{(.+)\}}$", sheet, re.MULTILINE)
        measures |= dict(re.findall(r"([\w-]+): ([^;]+);", rules))
    shape = SHAPES[verdict]
    assert measures["stroke"] == f"var(--{shape.colour}-area)"
    assert float(measures["stroke-width"]) == shape.thickness
    dashes = map(float, measures.get("stroke-dasharray", "0 0").split())
    assert tuple(dashes) == (shape.dash, shape.gap)
    (core,) = re.findall(r"^\.s-core \{.+ stroke-width: ([\d.]+);", sheet, re.MULTILINE)
    assert shape.core in (0, float(core))
