"""Defines the marks in a page's Markdown that become citations and blocks after cleaning."""

from secrets import token_hex

# The marks are random, so that raw HTML in a page cannot contain a mark. The prose reader would not
# count such a mark as a citation.
OWN = f"facts-{token_hex(8)}"
CITE, EMBED = (f"{OWN}-{kind}-" for kind in ("cite", "embed"))
