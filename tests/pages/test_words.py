"""Tests that every word of a template is in the catalogues, and that English words are marked."""

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

import jinja2
import pytest
from babel.messages.pofile import read_po
from jinja2 import nodes

from build_tools.facts.catalogue.po_files import FOLDER
from build_tools.pages.front_matter import FRONT_MATTER, MESSAGES
from tests.conftest import PROJECT, TINY
from tests.sites import MENU, Languages, build, configuration, files_of, write_tiny

TEMPLATES = sorted(
    path
    for path in (PROJECT / "templates").rglob("*")
    if path.suffix in (".j2", ".html") and "starter" not in path.parts
)
PLACEHOLDER = re.compile(r"%\(\w+\)s|\{\w+\}")
# A message with fewer letters may be part of a record's text.
MIN_LETTERS = 12
SHOWN = ("aria-label", "title", "placeholder", "alt")
WORD = re.compile(r"[^\W\d_]{2,}")
# Parts that Jinja replaces or omits are not words of the template.
JINJA = re.compile(r"{#.*?#}|{%-?\s*trans\b.*?{%-?\s*endtrans\s*-?%}|{{.*?}}|{%.*?%}", re.DOTALL)
# Two words in a row are a phrase, unless they are names of CSS classes.
PHRASE = re.compile(r"(?<![\w-])[a-z]{2,} [a-z]{2,}(?![\w-])")
# Names of styles, formats and programs are the same in every language.
NAMES = {"APA", "MLA", "BibTeX", "SHA", "MB", "kB"}
# Text that exists only in English is in an element that declares the language with `in_english`.
ENGLISH = re.compile(r"<(\w+)[^>]*{{ in_english }}[^>]*>.*?</\1>", re.DOTALL)


class Words(HTMLParser):
    """A collector of the words in a template: text, and attributes that screen readers announce."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[str] = []
        self._open: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._open.append(tag)
        self.found += [value for name, value in attrs if name in SHOWN and value]

    def handle_endtag(self, tag: str) -> None:
        if tag in self._open:
            while self._open.pop() != tag:
                pass

    def handle_data(self, data: str) -> None:
        if not {"code", "pre", "script", "style"} & set(self._open):
            # A macro may contain only the attributes of an element.
            self.found.append(re.sub(r'[\w-]+="[^"]*"', "", data))


def bare_words(text: str) -> Iterator[str]:
    html = JINJA.sub("", ENGLISH.sub("", FRONT_MATTER.sub("", text)))
    for piece in Words(html).found:
        yield from (word for word in WORD.findall(piece) if word not in NAMES)


def own_strings(node: nodes.Node) -> Iterator[str]:
    """Yield the strings in the expressions of a template, except messages."""
    if isinstance(node, nodes.Const) and isinstance(node.value, str):
        yield node.value
    called = node.node if isinstance(node, nodes.Call) else None
    is_message = isinstance(called, nodes.Name) and called.name in ("_", "gettext", "ngettext")
    for child in node.kwargs if is_message else node.iter_child_nodes():
        yield from own_strings(child)


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.name)
def test_every_word_in_a_template_is_in_the_catalogues(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert not list(bare_words(text))
    # A template must not choose between its own words either: {{ "one claim is" if one else "claims
    # are" }}.
    tree = jinja2.Environment(extensions=["jinja2.ext.i18n"]).parse(FRONT_MATTER.sub("", text))  # noqa: S701
    assert not [string for string in own_strings(tree) if PHRASE.search(string)]


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.name)
def test_visible_front_matter_is_in_the_catalogues(path: Path) -> None:
    match = FRONT_MATTER.match(path.read_text(encoding="utf-8"))
    with (FOLDER / "es.po").open("rb") as file:
        known = read_po(file, locale="es")
    for line in match[1].splitlines() if match else ():
        name, _, value = line.partition(": ")
        if name in MESSAGES and "{" not in value:
            assert known.get(value.strip('"')) is not None, value
        elif name in MESSAGES:
            assert not WORD.search(JINJA.sub("", value)), value


def test_an_unmarked_word_in_a_template_is_found() -> None:
    assert list(bare_words('<p title="Two words">{{ x }} more<code>no</code></p>')) == [
        *("Two", "words", "more")
    ]


@pytest.fixture(scope="module", params=["es", "uk"])
def translated(request, tmp_path_factory):
    """Return the language of a site, and the site's files. The records are in English."""
    lang = request.param
    root = tmp_path_factory.mktemp(lang)
    # The names in the menu come from the site's settings.
    settings = configuration(re.sub(r"- [^:\n]+: ", "- Xyz: ", MENU))
    settings = settings.replace("language: en", f"language: {lang}")
    write_tiny(root, {"mkdocs.yml": settings})
    done = build(root, "--no-strict")
    assert done.returncode == 0, done.stderr
    return lang, files_of(root / "site")


def plain_messages(lang: str) -> dict[str, str]:
    """Return the messages without placeholders, with their translations."""
    with (FOLDER / f"{lang}.po").open("rb") as file:
        catalog = read_po(file, locale=lang)
    return {
        message.id: str(message.string)
        for message in catalog
        if isinstance(message.id, str) and len(message.id) > 3 and "%" not in message.id
    }


def filled_messages(lang: str) -> re.Pattern[str]:
    """Return a pattern that matches messages with placeholders, except very short messages."""
    with (FOLDER / f"{lang}.po").open("rb") as file:
        catalog = read_po(file, locale=lang)
    ids = [message.id for message in catalog if message.id]
    texts = {text for one in ids for text in ((one,) if isinstance(one, str) else one)}
    parts = [PLACEHOLDER.split(text) for text in texts if PLACEHOLDER.search(text)]
    long = [
        part for part in parts if len("".join(part)) >= MIN_LETTERS and "<" not in "".join(part)
    ]
    return re.compile("|".join(".+".join(map(re.escape, part)) for part in sorted(long)))


def test_no_english_label_claims_to_be_in_the_language_of_the_page(translated) -> None:
    lang, files = translated
    messages, filled = plain_messages(lang), filled_messages(lang)
    records = "\n".join(map(str, TINY.values()))
    seen = set()
    for path, data in files.items():
        if not path.endswith(".html"):
            continue
        html = data.decode()
        assert f'<html lang="{lang}"' in html, path
        for text, language, in_picture in Languages(html).texts:
            if text in messages and not in_picture:
                seen.add(language)
                same = messages[text] == text
                assert language == "en" or same, (path, text)
            elif not in_picture and filled.fullmatch(text) and text not in records:
                assert language == "en", (path, text)
    assert seen <= {"en", lang}
    assert ("en" in seen) == (lang != "es")


def test_marks_for_untranslated_words_do_not_appear_in_any_file(translated) -> None:
    for path, data in translated[1].items():
        assert "\ue002".encode() not in data, path
        assert "\ue003".encode() not in data, path
        assert rb"\ue002" not in data, path


def test_a_site_in_a_complete_language_has_no_english_words(translated) -> None:
    lang, files = translated
    for path, data in files.items():
        if lang == "es" and path.endswith(".html"):
            assert b'<span lang="en">' not in data, path


def test_the_links_beside_headings_are_labelled_in_the_language_of_the_site(translated) -> None:
    lang, files = translated
    title = re.compile(r'class="headerlink"[^>]* title="([^"]*)"')
    names = {
        name
        for path, data in files.items()
        if path.endswith(".html")
        for name in title.findall(data.decode())
    }
    known = plain_messages(lang)["Permanent link"]
    assert names == {known or "Permanent link"}


def test_feed_and_reviews_declare_the_language_of_the_site(translated) -> None:
    lang, files = translated
    assert f'xml:lang="{lang}"'.encode() in files["feed.xml"]
    reviews = files["data/claim-reviews.jsonld"]
    assert f'"inLanguage":"{lang}"'.encode() in reviews.replace(b'": "', b'":"')
