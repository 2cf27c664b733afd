"""Joins the lines of a plain text into paragraphs.

A blank line ends a paragraph, but a line break does not. A word divided by a hyphen at a line break
becomes whole. A sentence may continue across a page break (form feed). The header and footer then
follow the sentence.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from build_tools.quotations.capture.note_marks import without_note_marks

_LINES = re.compile("\r\n|[\r\v\u2028\u0085]")
_BLANK = re.compile(r"\n(?:[^\S\n]*\n)+")
_SPACES = re.compile(r"[ \t\n]+")
_DIGITS = re.compile(r"\d+")
_COMPOUND = re.compile(r"[^\W_]+(?:[-‐][^\W_]+)*")
# A word that continues on the next line after a hyphen, a soft hyphen or a substitute for a soft
# hyphen.
_DIVIDED = re.compile(
    r"(?<![^\W_])(?P<first>(?:[^\W_]{1,60}[-‐]){0,4}[^\W_]{1,60})"
    r"(?P<hyphen>[-‐\u00ad¬])[ \t]*\n[ \t]*"
    r"(?P<second>[^\W_]{1,60}(?:[-‐][^\W_]{1,60}){0,4})"
)
_FILLER = "\u00ad"
_AND = frozenset(
    (
        "and",
        "or",
        "to",
        "und",
        "oder",
        "bzw",
        "et",
        "ou",
        "y",
        "o",
        "e",
        "i",
        "и",
        "или",
        "та",
        "або",
    )
)
_NUMBER = re.compile(
    r"(?:(?:page|p\.|seite|s\.|стр\.?|с\.|strona|str\.|puslapis|psl\.) ?)?"
    r"(?:\d{1,3}|[ivx]{2,6})(?: ?(?:/|of|из|von|z|iš) ?\d{1,4})?",
    re.IGNORECASE,
)
_NUMBERED = re.compile(r"\d{1,4}\s{3,}\S.{0,100}|\S.{0,100}\s{3,}\d{1,4}")
_HEADING_WORDS = 12  # the most words in a heading
_HEADING_LETTERS = 1000
_MAX_HEADS = 2  # the most lines in a header or footer
_ENDS = ".!?…:;。！？؟।։"
_CLOSING = "\"'”’»›)]}」』"


def paragraphs(text: str, quoted: Iterable[str] = ()) -> list[str]:
    """Return the paragraphs of a plain text, each on a single line.

    A word's spelling elsewhere in the text or in ``quoted`` decides whether a hyphen at a line
    break belongs to the word.
    """
    text = _LINES.sub("\n", text).replace("\u2029", "\n\n")
    if "\f" in text:
        pages = [_Page(page) for page in text.split("\f")]
        blocks = _across_pages([page for page in pages if page.lines])
    else:
        blocks = _past_heads([block for block in _BLANK.split(text) if block.strip()])
    return joined_lines("\n\n".join(blocks), quoted)


def joined_lines(text: str, quoted: Iterable[str] = ()) -> list[str]:
    """Return the blocks between blank lines, each on a single line and without note marks."""
    if "\n" in text and _DIVIDED.search(text):
        text = _undivided(text, quoted)
    blocks = (_SPACES.sub(" ", block).strip() for block in _BLANK.split(text))
    return [without_note_marks(block) for block in blocks if block]


def with_whole_words(text: str, quoted: Iterable[str] = ()) -> str:
    """Return the text after joining words that hyphens divide at line breaks.

    All offsets stay the same, because soft hyphens fill the gaps. Comparisons ignore soft hyphens.
    """
    if not _DIVIDED.search(text):
        return text
    asked, known = _compounds(quoted), _compounds([text])
    return _DIVIDED.sub(lambda match: _whole(match, asked, known), text)


def _undivided(text: str, quoted: Iterable[str]) -> str:
    asked, known = _compounds(quoted), _compounds([text])
    return _DIVIDED.sub(lambda match: _whole(match, asked, known).replace(_FILLER, ""), text)


def _whole(match: re.Match[str], asked: set[str], known: set[str]) -> str:
    """Return a divided word in one piece, with fillers for the removed characters.

    ``asked`` contains the words in quotations, and ``known`` the words in the text.
    """
    first, second = match["first"], match["second"]
    length = len(match[0]) - len(first) - len(second)
    joined = f"{first}{_FILLER * length}{second}"
    if match["hyphen"] not in "-‐":
        return joined
    if second.casefold() in _AND:
        return match[0]
    hyphened = f"{first}-{_FILLER * (length - 1)}{second}"
    plain, compound = (first + second).casefold(), f"{first}-{second}".casefold()
    for words in (asked, known):
        if (plain in words) != (compound in words):
            return joined if plain in words else hyphened
    # Words with a capital or digit after a hyphen, or with two hyphens, are compounds.
    goes_on = second[0].isalpha() and not second[0].isupper()
    return joined if goes_on and first[-1].isalpha() and "-" not in first else hyphened


def _compounds(texts: Iterable[str]) -> set[str]:
    """Return the words of the texts, and their hyphenated compounds."""
    return {
        word[0].casefold().replace("‐", "-") for text in texts for word in _COMPOUND.finditer(text)
    }


class _Page:
    """The lines of a page, with blank lines between paragraphs."""

    def __init__(self, text: str) -> None:
        self.lines = text.strip("\n \t").split("\n") if text.strip() else []

    def edges(self) -> Iterator[str]:
        """Yield each line at either end that may be a header or footer, with # for each number."""
        filled = [line for line in self.lines if line.strip()]
        for line in {*filled[:_MAX_HEADS], *filled[-_MAX_HEADS:]}:
            yield _pattern(line)


def _pattern(line: str) -> str:
    return _DIGITS.sub("#", _SPACES.sub(" ", line).strip().casefold())


def _across_pages(pages: Sequence[_Page]) -> list[str]:
    """Return the blocks of all pages. A sentence across a page break stays in a single block."""
    repeated = Counter(pattern for page in pages for pattern in page.edges())
    heads = {pattern for pattern, count in repeated.items() if count > 1 and len(pattern) > 1}
    blocks: list[list[str]] = []  # each block is a list of its parts on successive pages
    aside: list[str] = []
    for page in pages:
        above, body, below = _without_heads(page.lines, heads)
        first, *rest = [block for block in _BLANK.split("\n".join(body)) if block.strip()] or [""]
        aside += above
        if first and blocks and _goes_on(blocks[-1], first, page_ends=True):
            blocks[-1].append(first)
        else:
            blocks += [[block] for block in (*aside, first)]
            aside = []
        if rest:
            blocks += [[block] for block in (*aside, *rest)]
            aside = []
        aside += below
    return [block for block in (*map(_whole_block, blocks), *aside) if block.strip()]


def _without_heads(lines: list[str], heads: set[str]) -> tuple[list[str], list[str], list[str]]:
    """Return the lines of a page's header, text and footer."""

    def is_head(line: str) -> bool:
        return bool(_is_numbered(line)) or _pattern(line) in heads

    low, high = 0, len(lines)
    above: list[str] = []
    below: list[str] = []
    while (
        low < high and len(above) <= _MAX_HEADS and (not lines[low].strip() or is_head(lines[low]))
    ):
        above += [lines[low]] if lines[low].strip() else []
        low += 1
    while (
        high > low
        and len(below) <= _MAX_HEADS
        and (not lines[high - 1].strip() or is_head(lines[high - 1]))
    ):
        below[:0] = [lines[high - 1]] if lines[high - 1].strip() else []
        high -= 1
    return above, lines[low:high], below


def _past_heads(blocks: list[str]) -> list[str]:
    """Join sentences that a page header interrupts in a text without form feeds."""
    result: list[list[str]] = []
    at = 0
    while at < len(blocks):
        block = blocks[at]
        following = blocks[at + 1] if at + 1 < len(blocks) else ""
        is_head = "\n" not in block.strip("\n") and _is_numbered(block)
        if is_head and result and following and _goes_on(result[-1], following):
            # The rest of the sentence may be interrupted again.
            result[-1].append(following)
            result.insert(-1, [block])
            at += 2
        else:
            result.append([block])
            at += 1
    return list(map(_whole_block, result))


def _whole_block(parts: Sequence[str]) -> str:
    return "\n".join(map(str.strip, parts)) if len(parts) > 1 else parts[0]


def _is_numbered(line: str) -> bool:
    stripped = line.strip()
    return bool(_NUMBER.fullmatch(stripped.strip("-–—•| \t")) or _NUMBERED.fullmatch(stripped))


def _goes_on(block: Sequence[str], after: str, *, page_ends: bool = False) -> bool:
    """Return whether a block's last sentence continues in the text that follows the block."""
    last = block[-1].rstrip().rstrip(_CLOSING)[-1:]
    first = after.lstrip().lstrip("\"'“„«‘([")[:1]
    if not last or not first or last in _ENDS:
        return False
    # In scripts without capitals, nothing shows where a sentence begins.
    if first.islower() or (first.isalpha() and not first.isupper()):
        return True
    beginning = " ".join(part[:_HEADING_LETTERS] for part in block[: _HEADING_WORDS + 1])
    return page_ends and len(beginning.split()) > _HEADING_WORDS
