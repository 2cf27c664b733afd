"""The marks in a page's Markdown: citations, blocks, and how the claims of a paragraph came out."""

from collections.abc import Iterator
from secrets import token_hex
from xml.etree.ElementTree import Element, SubElement

# Random, so that raw HTML in a page cannot contain a mark: the reader of prose would not have
# counted it.
OWN = f"facts-{token_hex(8)}"
CITE, WEIGH, EMBED = (f"{OWN}-{kind}-" for kind in ("cite", "weigh", "embed"))

_BLOCKS = ("p", "li", "dd", "td")


def mark_paragraphs(root: Element) -> None:
    """Put an empty span at the end of each block that cites, naming its claims in order."""
    for block in list(root.iter()):
        if block.tag in _BLOCKS and (cited := list(dict.fromkeys(_cited(block)))):
            # Ids contain no underscores, so that an underscore can separate them.
            SubElement(block, "span", {"class": WEIGH + "_".join(cited)})


def _cited(block: Element) -> Iterator[str]:
    """Yield the ids that the block itself cites, not those of blocks within it."""
    for inner in block:
        if inner.tag in (*_BLOCKS, "ul", "ol", "table", "dl", "blockquote"):
            continue
        name = inner.get("class", "")
        if inner.tag == "span" and name.startswith(CITE):
            yield name.removeprefix(CITE)
        yield from _cited(inner)
