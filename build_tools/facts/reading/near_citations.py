"""Finds text in prose that looks like a citation in another program's syntax.

These forms come from Pandoc (``[see @id]``, ``[-@id]``, ``@id``) and LaTeX. A rule decides which of
them name a claim. Code, comments, URLs and e-mail addresses are skipped.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator

from build_tools.facts.diagnostics import Span
from build_tools.facts.records import NearCitation

CITATION = re.compile(r"\[@([a-z0-9][a-z0-9-]{0,63})\]")
# A citation with an invalid id, which the prose module reports.
MEANT = re.compile(r"(?<!\\)\[@([^\[\]\n]{1,100})\](?![(\[:])")

_ID = r"[a-z0-9][a-z0-9-]{0,63}"
# Parts that are not text or that other code reports: comments, citations, URLs, tags.
_PASSED = re.compile(
    rf"<!--.*?(?:-->|\Z)|{CITATION.pattern}|{MEANT.pattern}|\]\([^()\s]{{0,400}}\)"
    r"|<[A-Za-z/][^<>\n]{0,1000}>|\bhttps?://\S{1,1000}",
    re.DOTALL,
)
AT = re.compile(rf"(?:(?<![^\W_])(?<![.\\/@:+-])|(?<=\[-))[@＠](?P<id>{_ID})(?![^\W_]|@|/|\.\w)")
_CITE = re.compile(
    r"\\[A-Za-z]{0,12}cite[A-Za-z]{0,12}\*?(?:\[[^\]\n]{0,80}\]){0,2}\{(?P<ids>[^{}\n]{1,200})\}"
)
_BARE = re.compile(r"(?<![\w\]!\\])\[(?P<id>[a-z0-9]+(?:-[a-z0-9]+)+)\](?![(\[:])")
_NOTE = re.compile(r"(?<!\\)\[\^(?P<id>[^\[\]\s]{1,60})\](?!:)")
_DEFINED = re.compile(r"^[ ]{0,3}\[(?P<id>\^?[^\[\]\n]{1,60})\]:", re.MULTILINE)


def near_citations(path: str, plain: str, first_line: int) -> Iterator[NearCitation]:
    """Yield each text that may be meant as a citation. ``plain`` is Markdown without code."""
    if not any(sign in plain for sign in ("@", "＠", "cite", "[")):
        return
    text = _PASSED.sub(lambda match: re.sub(r"[^\n]", " ", match[0]), plain)
    starts = [0, *(match.end() for match in re.finditer("\n", text))]
    defined = {match["id"].lower() for match in _DEFINED.finditer(text)}

    def near(name: str, start: int, end: int, **more: bool) -> NearCitation:
        line = bisect_right(starts, start) - 1
        number, column = first_line + line, start - starts[line] + 1
        span = Span(path, number, column, number, column + end - start)
        return NearCitation(name, span, text[start:end], **more)

    for match in AT.finditer(text):
        yield near(match["id"], *match.span())
    for match in _CITE.finditer(text):
        for name in match["ids"].split(","):
            yield near(name.strip().lstrip("@"), *match.span())
    for match in _BARE.finditer(text):
        if match["id"] not in defined:
            yield near(match["id"], *match.span())
    for match in _NOTE.finditer(text):
        is_defined = f"^{match['id'].lower()}" in defined
        yield near(match["id"], *match.span(), is_note=True, is_defined=is_defined)
