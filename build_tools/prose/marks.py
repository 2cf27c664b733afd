"""The mark beside a paragraph: how the claims that it cites came out."""

from collections.abc import Iterator
from xml.etree.ElementTree import Element, SubElement

CITE = "facts-cite-"
WEIGH = "facts-weigh-"

_BLOCKS = ("p", "li", "dd", "td")


def mark_paragraphs(root: Element) -> None:
    """Put an empty span at the end of each block that cites, naming its claims in order."""
    for block in list(root.iter()):
        if block.tag in _BLOCKS and (cited := list(dict.fromkeys(_cited(block)))):
            # An id holds no underscore, so that one can stand between two.
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
