"""A page that is skimmed after others says exactly what it says when it is read as a whole."""

import random
from html import unescape

import pytest

from build_tools.links.fast_scan import Folder, Told, exactly, skim
from tests.links.test_internal import FAULTS, GOOD, page

SHELL = page("claims/one.html", '<h2 id="evidence">E</h2>\n{}\n<h2 id="why">W</h2> <p>end</p>')
# Without what makes a page be read as a whole.
PLAIN = "\n".join(
    one for one in GOOD.splitlines() if not any(odd in one for odd in ("<!--", "<script", "='<"))
)
KNOWN = '<p id="known">x</p> <a href="#known">x</a> <b>x</b> <script src="a.js"></script>'


def addresses(told: Told) -> set[str]:
    return {unescape(one.decode("utf-8", "replace")).strip() for one in told.addresses}


def agree(pages: list[bytes]) -> None:
    """Assert that each page, skimmed after those before it, says what it says by itself."""
    folder, before = Folder(), set[str]()
    for one in pages:
        skimmed, whole = skim(one, folder), exactly(one)
        assert sorted(skimmed.ids) == sorted(whole.ids), one
        assert sorted(skimmed.needed) == sorted(whole.needed), one
        assert skimmed.has_base == whole.has_base, one
        assert addresses(skimmed) <= addresses(whole) <= addresses(skimmed) | before, one
        before |= addresses(whole)


def shelled(*bodies: str) -> list[bytes]:
    return [SHELL.replace("{}", body).encode() for body in bodies]


# What stands around known lines and makes something else of them, or only seems to.
AROUND = {
    "a comment": ("<!--", "-->"),
    "a comment with a bracket": ("<!-- > ", " -->"),
    "a script": ("<script>", "</script>"),
    "a script in capitals": ("<SCRIPT>", "</SCRIPT>"),
    "a script that ends oddly": ("<script>", "</script ><p id=after></p></script>"),
    "a script that seems to end": ("<script>a</scripty>", "</script>"),
    "a script that nobody ends": ("<script>", ""),
    "a script with an address": ('<script src="b.js"></script><script src="c.js">', "</script>"),
    "a style": ("<style>p { background: url(no.png) }", "</style>"),
    "a text area": ("<textarea>", "</textarea>"),
    "a title": ("<title>", "</title>"),
    "a title around another": ("<title><script>", "</title></script>"),
    "a value": ('<p title="', '">x</p>'),
    "a value with one quotation mark": ("<p title='", "'>x</p>"),
    "a value with a bracket": ('<p title="a>', '">x</p>'),
    "a tag that is not ended": ("<p ", ">x</p>"),
    "a tag cut off": ("<p class", ""),
    "an end cut off": ("</script", ""),
    "an end with a tag in it": ("</p title='", "'>"),
    "no tag": ("a < b > c <3> <", " </ <>"),
    "other quotation marks": ("<p title='\"' id=\"x\" lang='\"'>", "<p title='\" id=' data=\"'>"),
    "a base": ('<base href="../">', ""),
    "a base in other marks": ("<base href='../'>", ""),
    "nothing": ("", ""),
}


@pytest.mark.parametrize("around", AROUND)
def test_known_pieces_mean_what_stands_around_them_makes_of_them(around: str) -> None:
    begin, end = AROUND[around]
    odd = f"{begin}{KNOWN}{end}"
    agree(shelled(KNOWN, KNOWN, odd, odd + KNOWN, f"{begin}\n{KNOWN}\n{end}", KNOWN + odd))
    for other in AROUND.values():
        agree(shelled(KNOWN, begin + KNOWN + other[1], other[0] + KNOWN + end, KNOWN))


def test_what_stands_before_the_first_tag_is_text() -> None:
    agree([b'p id="text">x<p id="tag">x</p>', b'p id="tag">x</p>', b"no tag", b"", b"<"])


def test_a_known_tag_before_another_text_says_the_same() -> None:
    first, other = '<h1 id="title">One</h1>', '<h1 id="title">Two</h1><h1 id="title">Two</h1>'
    agree(shelled(first, other))
    assert skim(shelled(other)[0], Folder()).ids.count(b"title") == 2


def test_what_is_on_each_page_is_told_of_each() -> None:
    folder = Folder()
    for one in shelled(KNOWN, KNOWN, KNOWN + KNOWN, '<a href="#known">x</a>'):
        told = skim(one, folder)
        assert b"known" in told.needed
    assert b"known" not in told.ids


@pytest.mark.parametrize("name", ['name="x"', 'http-equiv="refresh"', 'lang="en" name="x"'])
def test_words_and_addresses_stand_in_tags_of_the_same_shape(name: str) -> None:
    values = ("Words.", "http is a word", "http://a.example/", "https://b.example/x?y=1&amp;z=2")
    values += (
        "0; url=c.html",
        "5;URL='d.html'",
        "",
        " https://e.example/",
        "&#104;ttp://f.example/",
    )
    for one in values:
        agree(shelled(*(f'<meta {name} content="{value}">' for value in (*values, one, *values))))


def test_a_folder_with_a_full_memory_still_learns_what_says_nothing() -> None:
    full = "".join(f'<a href="{one}.html?{"x" * 90}">x</a>' for one in range(4_000))
    folder = Folder()
    skim(shelled(full)[0], folder)
    late = '<b class="late">{}</b> <i id="late">{}</i> <a href="late{}.html">x</a>'
    pages = shelled(*(late.replace("{}", str(one)) for one in range(3)))
    for number, one in enumerate(pages):
        told = skim(one, folder)
        assert told.ids.count(b"late") == 1
        assert f"late{number}.html".encode() in told.addresses
    assert b'b class="late">' in folder.silent
    agree([*shelled(full), *pages, *pages])


def test_a_large_folder_is_read_as_well_as_a_small_one() -> None:
    many = [f'<p id="p{one}"><a href="{one}.html?{"x" * 90}">x</a></p>' for one in range(4_000)]
    agree([*shelled("".join(many)), *shelled(*many[:9]), *shelled(KNOWN, KNOWN + KNOWN)])


@pytest.mark.parametrize("seed", range(30))
def test_any_page_is_read_alike_skimmed_and_as_a_whole(seed: int) -> None:
    choose = random.Random(seed)  # noqa: S311
    bits = [*FAULTS, *GOOD.splitlines(), KNOWN, *(bit for pair in AROUND.values() for bit in pair)]
    bits += ["<", ">", '"', "'", "=", "/", "&", "#", "</script>", "<!--", "-->", '<p id="', "\xe9"]
    pages = []
    for _ in range(60):
        text = SHELL.replace("{}", PLAIN + KNOWN)
        for _ in range(choose.randrange(5)):
            at = choose.randrange(len(text))
            cut = choose.choice((0, 0, 1, 2, 30))
            text = text[:at] + choose.choice(bits) + text[at + cut :]
        pages.append(text.encode("latin-1" if choose.random() < 0.1 else "utf-8"))
    agree(pages)
