"""Defines the marks in a page's Markdown that become citations and blocks after cleaning."""

from secrets import token_hex

# Random, so that raw HTML in a page cannot contain a mark. Such a mark would be a citation that the
# prose reader does not count.
OWN = f"facts-{token_hex(8)}"
CITE, EMBED = (f"{OWN}-{kind}-" for kind in ("cite", "embed"))
