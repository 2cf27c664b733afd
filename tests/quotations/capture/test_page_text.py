"""Tests that the visible text of a page is read."""

import time
from contextlib import suppress

import pytest

from build_tools.quotations.capture import FileError, from_page


def text_of(markup: str) -> str:
    return from_page(f"<!DOCTYPE html><meta charset=utf-8><body>{markup}").text


INLINE = """
a abbr b bdi big blink button center cite code data del-x dfn em font i ins kbd label legend mark
marquee math meter nobr noindex object output progress rt ruby s-x samp slot small span strong svg
time tt u var x-custom textarea sup sub address
"""


@pytest.mark.parametrize("tag", INLINE.split())
def test_the_words_of_an_inline_element_remain_in_their_sentence(tag: str) -> None:
    markup = f"<p>Western states sent <{tag} class=x>non-lethal</{tag}> weapons to the guard.</p>"
    assert text_of(markup) == "Western states sent non-lethal weapons to the guard."


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("sent <x-a>non-<button>leth<b>al</b></button></x-a> aid", "sent non-lethal aid"),
        (
            "sent <svg><title>icon</title><text x=1>non-lethal</text></svg> aid",
            "sent non-lethal aid",
        ),
        ("<svg><defs><text>no</text></defs><text>1</text><text>2</text></svg>", "1 2"),
        ("<select><option>lethal<option selected>non-lethal</select> aid", "non-lethal aid"),
        ("<select><option>first<option>second</select> aid", "first aid"),
        ("<select multiple><option>one<option>two</select>", "one two"),
        ("sent <input value=non-lethal> aid<input type=hidden value=x>", "sent non-lethal aid"),
        ("<details><summary>More</summary>of it</details>", "More\n\nof it"),
        ("<dialog open>It is open</dialog>", "It is open"),
        ("a<template shadowrootmode=open> shadow</template>", "a shadow"),
        ("geo<wbr>political", "geopolitical"),
        ("<ruby>漢<rp>(</rp><rt>kan</rt><rp>)</rp>字<rt>ji</rt></ruby>です", "漢字です"),
        ("<ruby>weapons<rt>non-lethal</rt></ruby>", "weapons (non-lethal)"),
        ("<i hidden=until-found>found</i>", "found"),
        ("<i aria-hidden=true>seen</i>", "seen"),
    ],
)
def test_text_that_readers_see_is_read(markup: str, text: str) -> None:
    assert text_of(f"<div>{markup}</div>") == text


@pytest.mark.parametrize(
    "markup",
    [
        "<i hidden>no</i>",
        "<i style='display: none'>no</i>",
        "<i style='color:red;DISPLAY:none !important'>no</i>",
        "<i style='visibility:hidden'>no</i>",
        "<i style='opacity: 0'>no</i>",
        "<i style='font-size:0px'>no</i>",
        "<template>no</template>",
        "<script>no</script>",
        "<style>no</style>",
        "<noscript>no</noscript>",
        "<dialog>no</dialog>",
        "<i popover>no</i>",
        "<datalist><option>no</datalist>",
        "<video>no</video>",
        "<canvas>no</canvas>",
        "<iframe>no</iframe>",
        "<span class='a sr-only'>no</span>",
        "<i hidden><b>n<u>o</u></b></i>",
        "<!-- no -->",
        "<?php no ?>",
        "<math><annotation>no</annotation></math>",
        "<img alt=no>",
    ],
)
def test_text_that_readers_do_not_see_is_left_out(markup: str) -> None:
    assert text_of(f"<p>Guards did {markup}see them.</p>") == "Guards did see them."


@pytest.mark.parametrize(
    "style",
    ["display:block", "display:inline-block", "opacity:0.5", "font-size:0.9em", "opacity:01"],
)
def test_styles_that_do_not_hide_text_are_ignored(style: str) -> None:
    assert "seen" in text_of(f"<p>It was <b style='{style}'>seen</b> there.</p>")


@pytest.mark.parametrize(
    ("sheet", "is_seen"),
    [
        (".x{display:none}", False),
        ("p{color:red} /* a */ b, .x { color:red; display : none !important }", False),
        ("i.x{visibility:hidden}", False),
        ("#y{display:none}", False),
        ("@import 'a'; .x{display:none}", False),
        ("b.x{display:none}", True),
        ("@media print{.x{display:none}}", True),
        ("@media (max-width:1px){.a{color:red}.x{display:none}} .z{display:none}", True),
        (".a .x{display:none}", True),
        (".x{display:none} .open .x{display:block}", True),
        (".x{display:none", True),
        (".x{}", True),
    ],
)
def test_a_style_sheet_in_the_page_may_hide_words(sheet: str, is_seen: bool) -> None:
    style = f"<style>{sheet}</style>"
    read = text_of(f"{style}<p>Guards did <i class='a x' id=y>not</i> see.</p>")
    assert read == ("Guards did not see." if is_seen else "Guards did see.")


def test_an_inline_style_can_show_an_element_that_a_style_sheet_hides() -> None:
    sheet = "<style>.x{display:none}</style>"
    assert text_of(f"{sheet}<p class=x style='display:block'>It is seen.</p>") == "It is seen."


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("15<sup>2</sup> fighters", "15² fighters"),
        ("10<sup>6</sup> people", "10⁶ people"),
        ("10<sup>-3</sup> and 10<sup>−3</sup>", "10⁻³ and 10⁻³"),
        ("10<sup>6.5</sup>", "10^6.5"),
        ("15<sub>2</sub> of 3", "15₂ of 3"),
        ("x<sub>1</sub>0", "x₁0"),
        ("CO<sub>2</sub> and H<sub>2</sub>O", "CO2 and H2O"),
        ("1,500 km<sup>2</sup>, 5 m<sup>3</sup>", "1,500 km², 5 m³"),
        ("<a href=/km>km<sup>2</sup></a>", "km²"),
        ("the 21<sup>st</sup> and the XIX<sup>e</sup>", "the 21st and the XIXe"),
        ("<sup>235</sup>U", "²³⁵U"),
        ("Ca<sup>2+</sup>", "Ca²⁺"),
        ("<math><msup><mn>10</mn><mn>6</mn></msup></math> people", "10⁶ people"),
        ("<math><msub><mn>15</mn><mn>2</mn></msub></math>", "15₂"),
        ("<math><mfrac><mn>1</mn><mn>2</mn></mfrac></math>", "1/2"),
        ("10⁶ and 15² and 5 m²", "10⁶ and 15² and 5 m²"),
    ],
)
def test_a_raised_number_is_never_joined_to_the_word_before_it(markup: str, text: str) -> None:
    assert text_of(f"<p>{markup}</p>") == text


@pytest.mark.parametrize(
    "markup",
    [
        "15<sup><a href='#n1'>2</a></sup> people came.",
        "15<a href='#n1'><sup>2</sup></a> people came.",
        "15<a href='#n1'>2</a> people came.",
        "15 people<sup>1</sup> came.",
        "15 people<sup>1,2</sup> came.",
        "15<sup>*</sup> people came.",
        "15<sup>(1)</sup> people came.",
        "15 people came.<sup>a)</sup>",
        "15 people came.<sup>1</sup>",
        "15 people came.<sup class=reference id=cite_ref-4><a href='https://w.org/x#c'>[4]</a></sup>",
        "15 people<sup>[<i><a href='/wiki/W'>citation needed</a></i>]</sup> came.",
        "15 people¹ came.",
        "15 people came.²˒³",
        "15 people came.[4]",
        "15[4] people came.",
        "15 people[citation needed] came.",
        "15 people<a role=doc-noteref href='notes.html#a'>a</a> came.",
    ],
)
def test_a_note_mark_is_left_out(markup: str) -> None:
    assert text_of(f"<p>{markup}</p>") == "15 people came."


@pytest.mark.parametrize(
    "text",
    ["He [13] saw the minister[s].", "CI [0.80, 1.20]", "see (4)", "an array [4]", "[sic] he said"],
)
def test_brackets_that_belong_to_a_text_are_kept(text: str) -> None:
    assert text_of(f"<p>{text}</p>") == text


def test_a_link_to_a_part_of_the_page_is_not_a_note_mark() -> None:
    assert text_of("<p>See part <a href='#p4'>4</a> (<a href='#p5'>5</a>).</p>") == (
        "See part 4 (5)."
    )


@pytest.mark.parametrize("tag", ["del", "s", "strike", "b style='text-decoration:line-through'"])
def test_struck_words_are_left_out_and_inserted_words_are_kept(tag: str) -> None:
    end = tag.partition(" ")[0]
    markup = f"<p>It will <{tag}>open</{end}><ins>close</ins> on Friday.</p>"
    assert text_of(markup) == "It will close on Friday."


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("<p>close on Friday<br>due to it</p>", "close on Friday due to it"),
        ("<p>One.<br><br>Two.<br/>&nbsp;<br>Three.</p>", "One.\n\nTwo.\n\nThree."),
        ("<pre>close on\nFriday</pre>", "close on Friday"),
        ("<pre>One\n\nTwo geo-\npolitical</pre>", "One\n\nTwo geopolitical"),
        ("<p>The <address>Vilnius</address> office</p>", "The Vilnius office"),
        ("<p>One</p> <address>Two</address> <p>Three</p>", "One\n\nTwo\n\nThree"),
        ("<p>said <q>a threat</q> is</p>", "said “a threat” is"),
        ("<p><q>a <q>real</q> threat</q></p>", "“a ‘real’ threat”"),
        ("<p>“<q>a</q>” and <q>«b»</q></p>", "“a” and «b»"),
        ("<fieldset><legend>One</legend>Two</fieldset>", "One\n\nTwo"),
        ("<p>One<span style='display:block'>Two</span></p>", "One\n\nTwo"),
        ("<div style='display:inline'>One</div> <div style='display:inline'>two</div>", "One two"),
        ("<table><tr><th>Day<td>18 August</table>", "Day\n\n18 August"),
        ("<p>a<p>b<h2>c</h2>d<ul><li>e<li>f</ul>", "a\n\nb\n\nc\n\nd\n\ne\n\nf"),
    ],
)
def test_only_blocks_end_a_paragraph(markup: str, text: str) -> None:
    assert text_of(markup) == text


@pytest.mark.parametrize(
    "markup",
    [
        "<figure><figcaption>WORDS</figcaption></figure>",
        "<aside><p>WORDS</p></aside>",
        "<div class=share-quote><p>WORDS</p></div>",
        "<div class=related-quote><p>WORDS</p></div>",
        "<header><h1>Title</h1><p>WORDS</p></header>",
        "<article><footer>WORDS</footer></article>",
        "<div class=comment><p>WORDS</p></div>",
        "<form><p>WORDS</p></form>",
    ],
)
def test_captions_asides_and_leads_belong_to_the_text(markup: str) -> None:
    assert "stand here" in text_of(markup.replace("WORDS", "The words stand here"))


@pytest.mark.parametrize(
    ("markup", "place"),
    [
        ("<nav>WORDS</nav>", "menu"),
        ("<div role=navigation>WORDS</div>", "menu"),
        ("<footer>WORDS</footer>", "foot"),
        ("<div id=comments><p>WORDS</p></div>", "readers' comments"),
        ("<ol class='comment-list x'><li>WORDS</ol>", "readers' comments"),
        ("<aside class=x><h3><a href=/2>WORDS</a></h3></aside>", "links"),
        ("<ul><li><a>WORDS</a><li><a>x</a><li><a>y</a></ul>", "links"),
        ("<p hidden>WORDS</p>", "hides"),
        ("<p><s>WORDS</s></p>", "struck-out"),
        ("<noscript><p>WORDS</p></noscript>", "without scripts"),
        ("<meta name=description content='WORDS'>", "search engines"),
        ("<img alt='WORDS'>", "image"),
        ('<script type="application/ld+json">{"a": [{"b": "WORDS"}]}</script>', "script"),
    ],
)
def test_words_outside_the_text_are_listed_with_their_location(markup: str, place: str) -> None:
    read = from_page(f"<p>Text.</p>{markup.replace('WORDS', 'The words stand <b>here</b>')}")
    if "content=" in markup or "alt=" in markup or "json" in markup:
        read = from_page(f"<p>Text.</p>{markup.replace('WORDS', 'The words stand here')}")
    assert read.text == "Text."
    assert [name for name, text in read.elsewhere if text.startswith("The words stand here")]
    assert place in read.elsewhere[0][0]


def test_malformed_pages_and_elements_after_the_end_are_read() -> None:
    assert text_of("One</body></html><div>Two</div>") == "One\n\nTwo"
    assert from_page("").text == ""
    assert from_page("<").text in ("", "<")
    assert from_page("<?xml version='1.0' encoding='utf-16'?><html><p>Café</p>").text == "Café"


@pytest.mark.parametrize(
    "piece", ["<i>", "<ul>", "<q>", "<aside class=related>", "<sup>", "<a href='#'>"]
)
def test_a_hostile_page_is_refused_or_read_within_the_time_limit(piece: str) -> None:
    begin = time.process_time()
    with suppress(FileError):
        from_page(f"<p>{piece * 100_000}words")
    from_page(f"<p>{piece * 1500}{'words <b>x</b>' * 3000}")
    assert time.process_time() - begin < 20


@pytest.mark.parametrize(
    "page",
    [
        f"<p>{'a' * 4_000_000}{'<sup>*</sup>' * 60_000}",
        f"<p style='{'text-decoration:' * 150_000}'>words",
        f"<style>{'a,' * 250_000}a{{{'x' * 400_000}}}</style><p>words",
        f"{'<aside class=related>' * 1500}{'<b></b>' * 300_000}",
    ],
    ids=["notes after a long text", "a long style", "many selectors", "asides in asides"],
)
def test_a_contrived_page_is_read_within_the_time_limit(page: str) -> None:
    begin = time.process_time()
    from_page(page)
    assert time.process_time() - begin < 20
