"""Marks the elements that simple rules in a page's style sheets hide.

A rule counts only if it is outside blocks such as `@media` and names a single class or id. The rule
does not count if another rule shows the same class or id, because a script may then show the
elements.
"""

import re
from collections.abc import Iterator
from typing import Any

_MAX_LETTERS = 1_000_000
# In browsers, an unclosed comment continues to the end of the sheet.
_COMMENT = re.compile(r"/\*.*?(?:\*/|\Z)", re.DOTALL)
_HIDES = re.compile(r"(?:^|[;\s])(?:display\s*:\s*none|visibility\s*:\s*hidden)\b", re.IGNORECASE)
_SHOWS = re.compile(r"(?:^|[;\s])(?:display|visibility)\s*:", re.IGNORECASE)
_SIMPLE = re.compile(r"([a-z][a-z0-9]{0,20})?([.#][\w-]{1,200})", re.IGNORECASE)
_BRACE = re.compile("[{}]")
_NAME = re.compile(r"[.#][\w-]+")


def hide(root: Any) -> None:
    """Set the attribute ``hidden`` on elements that the page's own style sheets hide."""
    hidden = _hidden_names(root)
    if not hidden:
        return
    for element in root.iter():
        names = [f".{name}" for name in (element.get("class") or "").split()]
        names.append(f"#{element.get('id')}")
        # A script, or the browser that saved the page, may have shown the element.
        is_shown = _SHOWS.search(element.get("style") or "") is not None
        if not is_shown and any(hidden.get(name) in ("", element.tag) for name in names):
            element.set("hidden", "")


def _hidden_names(root: Any) -> dict[str, str]:
    """Return the hidden classes and ids, each with the only tag that its rule hides, or ""."""
    hidden: dict[str, str] = {}
    shown: set[str] = set()
    for style in root.iter("style"):
        if (style.get("media") or "all").strip().lower() not in ("all", "screen"):
            continue
        for selectors, body in _rules(_COMMENT.sub("", (style.text or "")[:_MAX_LETTERS])):
            if _HIDES.search(body):
                for selector in selectors.split(","):
                    if simple := _SIMPLE.fullmatch(selector.strip()):
                        hidden[simple[2]] = (simple[1] or "").lower()
            elif _SHOWS.search(body):
                shown.update(_NAME.findall(selectors))
    return {name: tag for name, tag in hidden.items() if name not in shown}


def _rules(sheet: str) -> Iterator[tuple[str, str]]:
    """Yield the selectors and declarations of each unconditional rule."""
    at = 0
    while (opening := sheet.find("{", at)) >= 0:
        selectors = sheet[at:opening].rpartition(";")[2].strip()
        closing = sheet.find("}", opening)
        if closing < 0:
            return
        if selectors.startswith("@"):
            closing = _end_of_block(sheet, opening)
        else:
            yield selectors, sheet[opening + 1 : closing]
        at = closing + 1


def _end_of_block(sheet: str, opening: int) -> int:
    depth = 0
    for brace in _BRACE.finditer(sheet, opening):
        depth += 1 if brace[0] == "{" else -1
        if depth == 0:
            return brace.start()
    return len(sheet)
