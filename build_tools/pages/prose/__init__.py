"""Renders citations in hand-written Markdown, and applies the allowlist to its HTML.

``[@claim-id]`` becomes a numbered mark with links to the page's list of references and back. A line
``<!-- facts: name -->`` becomes a block from ``templates/embeds/``. Markdown itself parses both
forms, so code in a page stays unchanged. The HTML of marks and blocks is added last, after the
author's HTML has been cleaned.
"""

import logging
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from html import escape
from typing import Any
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.extensions import Extension
from markdown.inlinepatterns import InlineProcessor
from markdown.postprocessors import Postprocessor
from markdown.preprocessors import Preprocessor
from markdown.treeprocessors import Treeprocessor

from build_tools.facts.direction import direction
from build_tools.facts.reading.prose import CITATION
from build_tools.facts.reading.prose import EMBED as ASKED
from build_tools.facts.records import Citation
from build_tools.pages import Renderer
from build_tools.pages.prose.depths import Depth, mark_depths
from build_tools.pages.prose.html_sanitiser import cleaned
from build_tools.pages.prose.marks import CITE, EMBED, OWN
from build_tools.views.parts.citations import references
from build_tools.views.parts.review_days import review_days

# The marks on a page, each with the word before it and the punctuation after it. Longer words or
# longer runs of punctuation, joined to a mark, might be wider than a narrow phone.
_MARK = re.compile(
    rf"""(?:(?<![^\s>])([^\s<>]{{1,20}}+\s*+))?<(span|div) class="{OWN}-(cite|embed)-"""
    rf"""([a-z0-9_-]+)"></\2>([.,;:!?…)\]»”’"']{{0,4}}+)"""
)
# Several citations in a row. The punctuation after the last citation belongs to the word before the
# first.
_ROW = re.compile(
    rf"""(<span class="{OWN}-cite-[a-z0-9_-]+"></span>)"""
    rf"""((?:\s*<span class="{OWN}-cite-[a-z0-9_-]+"></span>)+)([.,;:!?…)\]»”’"']{{1,4}}+)"""
)
# A heading has no notes, because the table of contents repeats the heading, and a note is a
# separate text.
_HEADING = re.compile(r"<h([1-6])\b.*?</h\1>", re.DOTALL)
_DEPTHS = "depths"


log = logging.getLogger("mkdocs.plugins.facts")


class FactsExtension(Extension):
    """A Markdown extension for citations and blocks.

    ``page_root`` leads from the current page to the site's root. ``folds_references`` is True if
    the list of references opens only on request. ``own_lang`` is the page's language, if its front
    matter names a language. ``counted`` contains the citations that rules saw, or is None if rules
    did not read the page. All of these values are set before each page.
    """

    def __init__(self, renderer: Renderer) -> None:
        """Use this renderer, which has the ledger and the templates for marks and lists."""
        super().__init__()
        self.renderer = renderer
        self.page_root = ""
        self.folds_references = False
        self.own_lang = ""
        self.counted: Sequence[Citation] | None = None

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802  (the library's name)
        """Register the processors for citations and blocks, and the cleaning as the last step."""
        last = _LastStep(md, self)
        md.inlinePatterns.register(_CitationMark(CITATION.pattern, md), "facts-citation", 175)
        # Lines are replaced after fenced code is removed, and before comments are read as raw HTML.
        md.preprocessors.register(_EmbedBlock(md), "facts-embed", 22)
        md.treeprocessors.register(_TreeDone(md, last), "facts-tree-done", -100)
        md.postprocessors.register(last, "facts-last", -100)


class _CitationMark(InlineProcessor):
    """Replaces a citation with an empty span, which becomes the mark after cleaning."""

    def handleMatch(  # type: ignore[override]  # noqa: N802
        self, m: re.Match[str], data: str
    ) -> tuple[Element, int, int]:
        element = Element("span", {"class": f"{CITE}{m[1]}"})
        return element, m.start(0), m.end(0)


class _EmbedBlock(Preprocessor):
    """Replaces a line that names a block with an empty block."""

    def run(self, lines: list[str]) -> list[str]:
        placed: list[str] = []
        for line in lines:
            if match := ASKED.match(line):
                block = f'<div class="{EMBED}{match[1]}"></div>'
                placed += ["", self.md.htmlStash.store(block), ""]
            else:
                placed.append(line)
        return placed


class _TreeDone(Treeprocessor):
    """Marks the reading depths, and prepares the last step for the text of the page itself."""

    def __init__(self, md: Markdown, last: "_LastStep") -> None:
        super().__init__(md)
        self._last = last

    def run(self, root: Element) -> None:
        self._last.depths = mark_depths(root) if self._last.asks_depths(root) else ()
        self._last.is_due = True


class _LastStep(Postprocessor):
    """Cleans the page's HTML, then fills in the marks, the blocks and the list of references."""

    def __init__(self, md: Markdown, extension: FactsExtension) -> None:
        super().__init__(md)
        self._extension = extension
        self.is_due = False
        self.depths: tuple[Depth, ...] = ()

    def asks_depths(self, root: Element) -> bool:
        """Return whether the page contains the block for choosing a depth, stashed as HTML."""
        stashed = (str(block) for block in self.md.htmlStash.rawHtmlBlocks)
        return any(f"{EMBED}{_DEPTHS}" in block for block in stashed)

    def run(self, text: str) -> str:
        html = cleaned(text)
        # The table of contents also runs this step, on the text of each heading. The marks must
        # stay empty in that case, so that no entry or address in the contents includes the number
        # of a citation.
        if not self.is_due:
            return html
        self.is_due = False
        html = _ROW.sub(r"\1\3\2", html)
        root, renderer = self._extension.page_root, self._extension.renderer
        cited = [match[4] for match in _MARK.finditer(html) if match[3] == "cite"]
        known = references(renderer.ledger, cited)
        seen: Counter[str] = Counter()
        headings = [match.span() for match in _HEADING.finditer(html)]
        noted: dict[str, int] = {}
        for match in _MARK.finditer(html):
            if match[3] == "cite" and not any(a < match.start() < b for a, b in headings):
                noted.setdefault(match[4], match.start())

        def filled(kind: str, name: str, place: int) -> str:
            if kind == "embed":
                return self._block(name, seen, known)
            if name not in known:
                return _unknown(name)
            seen[name] += 1
            return renderer.citation(
                known[name],
                seen[name],
                root,
                has_note=name in noted,
                is_first=noted.get(name) == place,
            )

        def placed(match: re.Match[str]) -> str:
            word, _, kind, name, signs = match.groups(default="")
            mark = filled(kind, name, match.start())
            if kind != "cite" or name not in known:
                return f"{word}{mark}{signs}"
            # A raised number comes after the punctuation at the end of the word, on the same line.
            whole = f"{word.rstrip()}{signs}{mark}" if word else f"{mark}{signs}"
            return f'<span class="with-citation">{whole}</span>'

        html = _MARK.sub(placed, html)
        self._warn_of_unseen(seen)
        if known:
            folded = self._extension.folds_references
            html += renderer.references(
                tuple(known.values()), root, folded=folded, lang=self._block_lang
            )
            _add_to_contents(self.md, renderer.ledger.words.gettext("References"))
        # A mark that is still in the HTML is inside an attribute. Marks are random, so the mark is
        # replaced to keep builds equal.
        return html.replace(OWN, "facts")

    @property
    def _block_lang(self) -> str:
        """The language of blocks and references, or "" if the page has the same language."""
        lang, own = self._extension.renderer.ledger.records.lang, self._extension.own_lang
        return lang if own and own != lang else ""

    def _block(self, name: str, above: Iterable[str], cited: Iterable[str]) -> str:
        """Return the HTML of a block.

        ``above`` contains the claims cited above the block. ``cited`` contains all claims cited on
        the page.
        """
        renderer, lang = self._extension.renderer, self._block_lang
        days = review_days(renderer.ledger, above, cited)
        block = renderer.embed(name, self._extension.page_root, depths=self.depths, **days)
        if block is None:
            return _unknown(f"block {name}")
        if not block.strip():
            return ""  # the site has nothing for this block to show yet
        return f'<div lang="{lang}" dir="{direction(lang)}">{block}</div>' if lang else block

    def _warn_of_unseen(self, seen: Counter[str]) -> None:
        """Warn about each citation that rules counted but readers cannot see.

        A warning stops a strict build. Markdown can swallow a citation in many ways, for example in
        an escape, a link's title or an abbreviation.
        """
        for citation in self._extension.counted or ():
            claim, span = citation.claim, citation.span
            if claim in self._extension.renderer.ledger.claims and claim not in seen:
                place = f"{span.path}:{span.line}:{span.column}"
                log.warning("%s: No reader sees this citation of %s.", place, claim)


def _unknown(name: str) -> str:
    """Return the text for an unknown claim or block.

    Only authors see the text, because strict builds reject it.
    """
    return f'<strong class="unknown-citation">[unknown: {escape(name)}]</strong>'


def _add_to_contents(md: Any, name: str) -> None:
    """Add the list of references to the table of contents, below the page's title, if any."""
    entry = {
        "level": 2,
        "id": "references",
        "name": name,
        "html": name,
        "children": [],
    }
    tokens = getattr(md, "toc_tokens", None)
    if tokens is None:
        return
    (tokens[0]["children"] if tokens and tokens[0]["level"] == 1 else tokens).append(entry)
