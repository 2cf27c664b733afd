"""Finds the elements of a page that browsers do not show."""

import re
from typing import Any

HIDDEN = "a part that the page hides"
STRUCK = "struck-out words"
NOSCRIPT = "a part for readers without scripts"

# Browsers never show these elements. If scripts run, noscript is hidden. Images and players replace
# the words in their elements.
_UNSEEN = frozenset(
    (
        *("area", "audio", "base", "canvas", "col", "colgroup", "datalist", "embed", "head"),
        *("iframe", "link", "meta", "noembed", "noframes", "noscript", "param", "rp", "script"),
        *("source", "style", "template", "title", "track", "video"),
        # The elements below occur in pictures and formulas.
        *("annotation", "annotation-xml", "defs", "desc", "metadata", "symbol"),
    )
)
_STRUCK = frozenset(("del", "s", "strike"))
_HIDING = re.compile(
    r"(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)|opacity\s*:\s*0*\.?0+%?"
    r"|content-visibility\s*:\s*hidden|font-size\s*:\s*0[a-z%]*)\s*(?:!\s*important\s*)?(?:;|$)",
    re.IGNORECASE,
)
_STRIKING = re.compile(r"text-decoration(?:-line)?\s*:[^;]{0,200}?line-through", re.IGNORECASE)
# Class names for text that is repeated or is only for screen readers.
_HIDDEN_CLASSES = frozenset(
    (
        *("sr-only", "visually-hidden", "visuallyhidden", "screen-reader-text", "screen-reader"),
        *("element-invisible", "u-visually-hidden", "is-visually-hidden", "show-for-sr"),
        *("katex-mathml", "mjx_assistive_mathml", "mw-editsection", "mw-jump-link", "a11y-hidden"),
    )
)


def unseen(element: Any) -> str:
    """Return the name of an invisible element's place, or "" if the element is visible."""
    tag, style = element.tag, element.get("style") or ""
    if tag == "template" and (element.get("shadowrootmode") or element.get("shadowroot")):
        return ""
    if tag in _UNSEEN:
        return NOSCRIPT if tag == "noscript" else HIDDEN
    if tag in _STRUCK or (style and _STRIKING.search(style)):
        return STRUCK
    if _is_hidden(element, style):
        # Wikipedia's formulas are images, with their text hidden next to them.
        shown = "mwe-math-mathml-a11y" in (element.get("class") or "")
        return "" if shown else HIDDEN
    return ""


def _is_hidden(element: Any, style: str) -> bool:
    if (element.get("hidden") or "").lower() != "until-found" and "hidden" in element.attrib:
        return True
    if element.tag in ("html", "body"):
        return False  # Some pages hide themselves until a script has run.
    if style and _HIDING.search(style):
        return True
    if "popover" in element.attrib or (element.tag == "dialog" and "open" not in element.attrib):
        return True
    classes = element.get("class")
    return bool(classes) and not _HIDDEN_CLASSES.isdisjoint(classes.lower().split())
