"""Reads a page's visible text in blocks, as a browser shows it.

A block is a paragraph, heading, list item, caption or table cell. Two kinds of text are collected
separately: invisible text, and text that is not the page's own (menus, readers' comments, lists of
links). Each of these texts has the name of its place, which messages can show.
"""

import re
from collections import Counter
from dataclasses import dataclass, field
from itertools import islice
from typing import Any, NamedTuple

from lxml import etree

from build_tools.quotations.capture.element_text import collapsed, text_of, words_of
from build_tools.quotations.capture.note_links import is_note, is_note_link
from build_tools.quotations.capture.note_marks import lowered, raised
from build_tools.quotations.capture.page_data import data_of
from build_tools.quotations.capture.page_styles import hide
from build_tools.quotations.capture.plain_text import joined_lines
from build_tools.quotations.capture.unseen_elements import unseen

# These elements are blocks unless their style differs. All other elements, known or not, are
# inline.
_BLOCKS = frozenset(
    (
        *("article", "aside", "blockquote", "body", "caption", "dd", "details", "dialog", "dir"),
        *("div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "frameset"),
        *("h1", "h2", "h3", "h4", "h5", "h6", "header", "hgroup", "hr", "html", "li", "listing"),
        *("main", "menu", "nav", "ol", "optgroup", "p", "plaintext", "pre", "search", "section"),
        *("summary", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul", "xmp"),
    )
)
# Elements that browsers show as blocks although they occur within sentences, and labels in
# pictures, which are separate texts.
_SPACED = frozenset(("address", "center", "legend", "text", "tspan", "mtd", "mtr", "input"))
_PREFORMATTED = frozenset(("pre", "listing", "xmp", "plaintext", "textarea"))
_DATA = frozenset(("head", "iframe", "link", "meta", "script", "style", "title"))
_DISPLAY = re.compile(r"(?:^|;)\s*display\s*:\s*([a-z-]+)", re.IGNORECASE)
_COMMENTS = re.compile(
    r"(?:user-|reader-?s?-|post-|article-|fb-|wp-)?comments(?:-(?:area|list|section|wrapper|block))?"
    r"|comment-?list|disqus_thread|commentary-list",
)
_OTHERS = re.compile(
    r"(?:related|recommend|recommended|recommendations|popular|trending|outbrain|taboola|similar"
    r"|most-(?:read|popular|viewed)|more-(?:news|stories|articles)|read-?also|also-read)(?:[-_].*)?"
)
_IDEOGRAPH = re.compile("[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\uac00-\ud7af]")
_SHOWN_INPUTS = frozenset(
    (
        *("", "text", "search", "email", "url", "tel", "number", "date", "datetime-local"),
        *("month", "week", "time", "submit", "button", "reset"),
    )
)
_SHARE_OF_LINKS = 0.8
_MARKS = tuple("\"'“”„«»‘’‚‹「『")
_OPENING = tuple('"“„«‘「『')
_BUDGET = 1_000_000  # the most tags to examine for lists of links, more than any real page has

MENU = "a menu of the page"
FOOT = "the footer of the page"
COMMENTS = "readers' comments"
LINKS = "a list of links to other pages"


class NestingError(ValueError):
    """The page's elements are nested too deeply to be read."""


class PageText(NamedTuple):
    """The visible blocks of a page, and its other texts, each with the name of its place."""

    blocks: tuple[str, ...]
    elsewhere: tuple[tuple[str, str], ...]


@dataclass(slots=True)
class _Walk:
    """The text read so far. ``place`` is empty inside the page's own text."""

    blocks: list[tuple[str, str]] = field(default_factory=list)
    pieces: list[str] = field(default_factory=list)
    place: str = ""
    inside: Counter[str] = field(default_factory=Counter)
    budget: int = _BUDGET
    closing: list[str] = field(default_factory=list)

    def add(self, text: str | None) -> None:
        if text:
            is_written = any(self.inside[tag] for tag in _PREFORMATTED)
            self.pieces.append(text if is_written else collapsed(text))

    def end_block(self) -> None:
        text = "".join(self.pieces)
        self.pieces.clear()
        self.blocks.extend((block, self.place) for block in joined_lines(text))

    def before(self) -> str:
        """Return up to 60 characters from the end of the current block."""
        return "".join(piece[-60:] for piece in self.pieces[-8:])[-60:]


def page_text(page: str) -> PageText:
    """Return the text of an HTML page.

    Raises :class:`NestingError` if its elements are nested too deeply.
    """
    parser = etree.HTMLParser(
        encoding="utf-8", remove_comments=True, remove_pis=True, huge_tree=True, collect_ids=False
    )
    root = etree.fromstring(page.encode("utf-8", "replace"), parser)
    if parser.error_log.filter_from_fatals():
        raise NestingError
    walk = _Walk()
    elsewhere: list[tuple[str, str]] = []
    # Elements after `</html>` have a separate root.
    for tree in () if root is None else (root, *root.itersiblings()):
        hide(tree)
        _read(tree, walk, elsewhere)
        elsewhere += data_of(tree)
    walk.end_block()
    blocks = tuple(text for text, place in walk.blocks if not place)
    elsewhere = [(place, text) for text, place in walk.blocks if place] + elsewhere
    return PageText(blocks, tuple(elsewhere))


def _read(tree: Any, walk: _Walk, elsewhere: list[tuple[str, str]]) -> None:
    """Read a tree without recursion, because hostile pages nest thousands of elements."""
    outer: list[str] = []
    events = etree.iterwalk(tree, events=("start", "end"))
    skipped = None
    for event, element in events:
        if event == "start":
            outer.append(walk.place)
            if reason := unseen(element):
                if element.tag not in _DATA:
                    elsewhere.append((reason, "".join(words_of(element))))
                skipped = element
            elif _replaced(element, walk):
                skipped = element
            else:
                _enter(element, walk)
            if skipped is element:
                events.skip_subtree()
            continue
        if element is not skipped:
            _leave(element, walk)
        place = outer.pop()
        if place != walk.place:
            walk.end_block()
            walk.place = place
        skipped = None
        if element is not tree:
            walk.add(element.tail)


def _enter(element: Any, walk: _Walk) -> None:
    tag = element.tag
    place = walk.place or _place(element, walk)
    if place != walk.place:
        walk.end_block()
        walk.place = place
    if _is_block(element):
        walk.end_block()
    elif _is_spaced(element):
        _rejoin(element, walk)
        walk.add(" ")
    if tag == "q":
        opening, closing = _quotation_marks(element, walk)
        walk.add(opening)
        walk.closing.append(closing)
    if _local(element.getparent()) == "mfrac" and element.getprevious() is not None:
        walk.add("/")
    walk.inside[tag] += 1
    walk.add(element.text)


def _leave(element: Any, walk: _Walk) -> None:
    walk.inside[element.tag] -= 1
    if element.tag == "q":
        walk.add(walk.closing.pop())
    if _is_block(element):
        walk.end_block()
    elif _is_spaced(element):
        walk.add(" ")


def _replaced(element: Any, walk: _Walk) -> bool:
    """Add the replacement if browsers replace an element's text, and return whether they do."""
    tag = element.tag
    if tag == "br":
        walk.pieces.append("\n")
    elif tag == "sup" or _is_raised(element):
        walk.add(raised(walk.before(), text_of(element), is_note=is_note(element)))
    elif tag == "sub" or _is_lowered(element):
        walk.add(lowered(walk.before(), text_of(element), element.tail or ""))
    elif tag == "a" and is_note_link(element, walk.before()):
        pass
    elif tag == "select":
        walk.add(f" {_shown_option(element)} ")
    elif tag == "input":
        if (element.get("type") or "").lower() in _SHOWN_INPUTS:
            walk.add(f" {element.get('value') or ''} ")
    elif tag == "rt" and walk.inside["ruby"]:
        # Ruby text gives the reading of an ideograph, but the meaning of a word.
        if not _IDEOGRAPH.search(walk.before()[-2:]):
            walk.add(f" ({text_of(element)})")
    else:
        return False
    return True


def _place(element: Any, walk: _Walk) -> str:
    """Return the name of the place that begins with an element, or ""."""
    tag, role = element.tag, (element.get("role") or "").lower()
    if tag == "nav" or role in ("navigation", "menu", "menubar"):
        return MENU
    in_text = any(walk.inside[outer] for outer in ("article", "main", "blockquote"))
    if role == "contentinfo" or (tag == "footer" and not in_text):
        return FOOT
    names = f"{element.get('class') or ''} {element.get('id') or ''}".lower().split()
    if tag in ("div", "section", "ol", "ul", "aside") and any(map(_COMMENTS.fullmatch, names)):
        return COMMENTS
    if tag in ("html", "body", "main", "article", "p"):
        return ""
    is_aside = tag == "aside" or role == "complementary" or any(map(_OTHERS.fullmatch, names))
    if is_aside or (tag in ("ul", "ol") and len(element) > 1):
        return LINKS if _is_of_links(element, walk, 1 if is_aside else 3) else ""
    return ""


def _is_of_links(element: Any, walk: _Walk, least: int) -> bool:
    """Return whether an element has at least ``least`` links, with nearly all its text in links."""
    linked: list[int] = []
    length = depth = 0
    for event, part in islice(etree.iterwalk(element, events=("start", "end")), walk.budget):
        walk.budget -= 1
        text = part.text if event == "start" else part.tail
        if part.tag == "a":
            depth += 1 if event == "start" else -1
        if text and (event == "start" or part is not element):
            length += len(text.strip())
            linked += [len(text.strip())] if depth else []
    return len(linked) >= least and sum(linked) >= length * _SHARE_OF_LINKS


def _is_block(element: Any) -> bool:
    style = element.get("style")
    if style and (display := _DISPLAY.search(style)):
        return not display[1].lower().startswith(("inline", "contents", "ruby"))
    parent = element.getparent()
    is_title = element.tag == "legend" and parent is not None and parent.tag == "fieldset"
    return element.tag in _BLOCKS or is_title


def _rejoin(element: Any, walk: _Walk) -> None:
    """Reopen the last block if the parser ended a paragraph at an element inside a sentence.

    For a parser, `<p>The <address>office</address> is open` has three parts. If the author ended
    the paragraph, white space follows the paragraph, or no text follows the element.
    """
    before = element.getprevious()
    if element.tag not in ("address", "center", "legend") or before is None or walk.pieces:
        return
    is_broken = before.tag == "p" and not before.tail and (element.tail or "").strip()
    if is_broken and walk.blocks and walk.blocks[-1][1] == walk.place:
        walk.pieces.append(walk.blocks.pop()[0])


def _is_spaced(element: Any) -> bool:
    if element.tag == "tspan":
        return "x" in element.attrib or "dy" in element.attrib
    return element.tag in _SPACED


def _quotation_marks(element: Any, walk: _Walk) -> tuple[str, str]:
    """Return the marks that browsers put around a `q`, or none if its author wrote marks."""
    if (element.text or "").lstrip()[:1] in _MARKS or walk.before()[-1:] in _OPENING:
        return "", ""
    return ("“", "”") if walk.inside["q"] % 2 == 0 else ("‘", "’")


def _is_raised(element: Any) -> bool:
    place = _place_in_formula(element)
    return place == ("msup", 1) or place == ("msubsup", 2)


def _is_lowered(element: Any) -> bool:
    return _place_in_formula(element) in (("msub", 1), ("msubsup", 1))


def _place_in_formula(element: Any) -> tuple[str, int] | None:
    parent = element.getparent()
    tag = _local(parent)
    return (tag, parent.index(element)) if tag in ("msup", "msub", "msubsup") else None


def _local(element: Any) -> str:
    return str(element.tag).rpartition(":")[2] if element is not None else ""


def _shown_option(select: Any) -> str:
    options = list(select.iter("option"))
    size = select.get("size") or ""
    if "multiple" in select.attrib or (size.isdigit() and int(size) > 1):
        return " ".join(text_of(option) for option in options)
    chosen = [option for option in options if "selected" in option.attrib]
    return text_of((chosen or options)[-1 if chosen else 0]) if options else text_of(select)
