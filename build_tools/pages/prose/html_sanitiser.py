"""Cleans hand-written pages' HTML with an allowlist, so that nothing can run or restyle a page."""

import re

import nh3

# Short text only: the pattern is matched only at the beginning of an address.
_ELSEWHERE = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:|//")
# A heading without Latin letters or digits has an id such as `_1`. A repeated heading has an id
# such as `text_1`.
_SAFE_ID = re.compile(r"[a-z0-9][a-z0-9_-]*|_[0-9]+")

_TAGS = """
    a abbr b blockquote br cite code dd del details div dl dt em figcaption figure h1 h2 h3 h4 h5 h6
    hr i img ins kbd li mark ol p pre q s section small span strong sub summary sup table tbody td
    tfoot th thead time tr ul var
"""
TAGS = frozenset(_TAGS.split())
ATTRIBUTES = {
    "*": {"class", "id", "lang", "dir", "title"},
    "a": {"href", "hreflang"},
    "img": {"src", "alt", "width", "height"},
    "ol": {"start"},
    "td": {"colspan", "rowspan"},
    "th": {"colspan", "rowspan", "scope"},
    "time": {"datetime"},
    "details": {"open"},
}


def cleaned(html: str) -> str:
    """Return the HTML without parts that could run, restyle the page or imitate its frame."""
    return nh3.clean(
        html,
        tags=set(TAGS),
        attributes={tag: set(names) for tag, names in ATTRIBUTES.items()},
        attribute_filter=_safe_value,
        url_schemes={"http", "https", "mailto"},
        link_rel=None,
        strip_comments=True,
    )


def _as_browsers_read(address: str) -> str:
    """Return an address as browsers read it: no tabs or line ends, and slashes for backslashes."""
    plain = re.sub(r"[\t\n\r]", "", address).replace("\\", "/")
    return re.sub(r"^[\x00-\x20\s]+", "", plain)


def _safe_value(tag: str, name: str, value: str) -> str | None:
    """Return the value without the theme's classes, or None for an unsafe id or external image."""
    if tag == "img" and name == "src" and _ELSEWHERE.match(_as_browsers_read(value)):
        return None
    if name == "id" and not _SAFE_ID.fullmatch(value):
        return None
    if name == "class":
        return " ".join(word for word in value.split() if not word.startswith("md-")) or None
    return value
