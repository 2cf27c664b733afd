"""Reads a host's robots.txt with Protego, following RFC 9309."""

import re

from protego import Protego

# RFC 9309, section 2.5, requires us to read at least this many bytes of the file.
MAX_BYTES = 500 * 1024

_TOKEN = re.compile(r"[a-z_-]+|\*")
_RULES = ("allow", "disallow", "crawl-delay")


def read_rules(text: str, name: str) -> Protego:
    """Return the rules in a robots.txt for the program ``name``, or else for all programs (``*``).

    The names of all other programs are replaced by a single name. Otherwise Protego would apply a
    group for ``facts`` to ``facts-links``, and would copy a group's rules for each of its names. A
    hostile file may contain thousands of names.
    """
    lines = []
    for line in text.removeprefix("\ufeff").splitlines():
        field, _, value = (part.strip() for part in line.partition("#")[0].partition(":"))
        if field.lower() == "user-agent":
            token = _TOKEN.match(value.lower())
            is_ours = token is not None and token[0] in (name, "*")
            lines.append(f"user-agent: {token[0] if token and is_ours else 'other'}")
        elif field.lower() in _RULES:
            lines.append(f"{field}: {value}")
    return Protego.parse("\n".join(lines))
