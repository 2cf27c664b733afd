"""Blanks out the Markdown signs that readers do not see, and keeps every offset.

Each sign is replaced by characters that the matcher ignores. Anything that becomes a quotation mark
on the page (``<q>``, ``&ldquo;``) is replaced by a quotation mark.
"""

import re
from html import unescape

from build_tools.facts.reading.prose import CITATION
from build_tools.quotations.quotation_marks import NOTHING

_CITATION = re.compile(rf"[ ]?{CITATION.pattern}")
_HIDDEN = re.compile(
    r"""(?P<comment><!--.*?(?:-->|\Z))
    |(?P<quoted></?q\b(?>(?:"[^"<]*"|'[^'<]*'|[^'"<>])*)>)
    |(?P<tag></?[A-Za-z](?>(?:"[^"<]*"|'[^'<]*'|[^'"<>])*)>)
    |(?P<entity>&(?:[A-Za-z][A-Za-z0-9]{1,31}|\#[0-9]{1,7}|\#[xX][0-9a-fA-F]{1,6});)
    |(?P<definition>^[ ]{0,3}\[[^\]\n]{1,100}\]:[^\n]*)
    |(?P<attributes>\{[ ]?[:.\#][^{}\n]{0,300}\})
    |(?P<block>^[ ]{0,3}(?:>[ ]?)+)
    |(?P<box>^[ ]*(?:!!!|\?\?\?\+?)[^\n]*)
    |(?P<escape>\\(?=[!-/:-@\[-`{-~]))
    |(?P<emphasis>\*+|(?<!\w)_++|_++(?!\w))""",
    re.VERBOSE | re.DOTALL | re.MULTILINE,
)
_LINK = re.compile(
    r"""(!?\[)([^\[\]]{0,400})
    (\](?:\([^()\n]{0,600}(?:\([^()\n]{0,200}\)[^()\n]{0,400})?\)|\[[^\[\]\n]{0,100}\]))""",
    re.VERBOSE,
)


def as_seen(text: str) -> str:
    """Return Markdown as readers see it, with the same number of characters."""
    text = _CITATION.sub(_nothing, text)
    text = _LINK.sub(lambda link: _blank(link[1]) + link[2] + _blank(link[3]), text)
    return _HIDDEN.sub(_seen, text)


def _seen(match: "re.Match[str]") -> str:
    whole = match[0]
    if match.lastgroup == "quoted":
        filler = NOTHING * (len(whole) - 1)
        return f"{filler}”" if whole.startswith("</") else f"“{filler}"
    if match.lastgroup == "entity":
        letter = unescape(whole)
        return letter + NOTHING * (len(whole) - len(letter)) if len(letter) == 1 else whole
    if match.lastgroup == "box":
        return whole.replace('"', " ")
    return _nothing(match)


def _nothing(match: "re.Match[str]") -> str:
    return _blank(match[0])


def _blank(text: str) -> str:
    return re.sub(r"[^\n]", NOTHING, text)
