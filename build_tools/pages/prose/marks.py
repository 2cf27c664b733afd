"""Defines the marks in a page's Markdown that become citations and blocks after cleaning."""

from secrets import token_hex

# The name is random, so that raw HTML in a page cannot contain a mark, which the prose reader would
# not count as a citation.
OWN = f"facts-{token_hex(8)}"
CITE, EMBED = (f"{OWN}-{kind}-" for kind in ("cite", "embed"))
