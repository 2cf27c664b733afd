"""Reads a host's robots.txt as RFC 9309 says: of the rules that fit an address the longest counts.

Python's own reader takes the first rule that fits, and ``*`` and ``$`` for letters.
"""

import re
from dataclasses import dataclass
from urllib.parse import quote, urlsplit

# So much of the file must be read at least (RFC 9309, 2.5), in bytes.
MAX_BYTES = 500 * 1024

_TOKEN = re.compile(r"[a-z_-]+|\*")
_SECONDS = re.compile(r"[0-9]+(?:\.[0-9]+)?")
_WRITTEN_OUT = re.compile(r"%([0-9a-fA-F]{2})")
_UNRESERVED = re.compile(r"[A-Za-z0-9._~-]")
_ASCII = "".join(map(chr, range(0x21, 0x7F)))


@dataclass(frozen=True, slots=True)
class Rules:
    """What a host asks of one program: paths that it allows or not, and a delay in seconds."""

    paths: tuple[tuple[str, bool], ...] = ()
    delay: float = 0.0

    def allow(self, address: str) -> bool:
        """Return whether the program may ask for the address."""
        parts = urlsplit(address)
        path = _normal((parts.path or "/") + (f"?{parts.query}" if parts.query else ""))
        fitting = [(len(rule.encode()), allows) for rule, allows in self.paths if _fits(rule, path)]
        return max(fitting, default=(0, True))[1]


def read_rules(text: str, name: str) -> Rules:
    """Return the rules of all groups for the program ``name``, else of those for all (``*``)."""
    paths: dict[str, list[tuple[str, bool]]] = {}
    delays: dict[str, float] = {}
    programs: set[str] = set()
    is_named = False
    for line in text.removeprefix("\ufeff").replace("\r", "\n").split("\n"):
        key, _, value = (part.strip() for part in line.partition("#")[0].partition(":"))
        key = key.lower()
        if key == "user-agent":
            token = _TOKEN.match(value.lower())
            programs = programs if is_named else set()
            is_named = True
            if token and token[0] in (name, "*"):
                programs.add(token[0])
                paths.setdefault(token[0], [])
        elif key in ("allow", "disallow"):
            is_named = False
            for one in programs if value else ():
                paths[one].append((_normal(value), key == "allow"))
        elif key == "crawl-delay" and _SECONDS.fullmatch(value):
            delays.update(dict.fromkeys(programs, float(value)))
    mine = name if name in paths else "*"
    return Rules(tuple(paths.get(mine, ())), delays.get(mine, 0.0))


def _normal(path: str) -> str:
    """Return the path in one spelling: letters beyond ASCII as their bytes, plain ones as such."""

    def plain(found: re.Match[str]) -> str:
        letter = chr(int(found[1], 16))
        return letter if _UNRESERVED.match(letter) else found[0].upper()

    return _WRITTEN_OUT.sub(plain, quote(path, safe=_ASCII, errors="replace"))


def _fits(rule: str, path: str) -> bool:
    """Return whether a path begins as the rule says; ``*`` is anything, ``$`` the path's end."""
    is_whole = rule.endswith("$")
    first, *others = rule.removesuffix("$").split("*")
    if not others and is_whole:
        return path == first
    if not path.startswith(first):
        return False
    at = len(first)
    last = others.pop() if is_whole else ""
    for part in others:
        at = path.find(part, at)
        if at < 0:
            return False
        at += len(part)
    return path.endswith(last) and len(path) - len(last) >= at
