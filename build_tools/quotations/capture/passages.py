"""Cuts passages around quotations out of a text, just long enough to check the quotations."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from build_tools.facts.records import WORDS_AROUND, Quotation, Side, TextKind
from build_tools.facts.words import number_of_words, word_spans
from build_tools.quotations.capture.extraction import GAP
from build_tools.quotations.check import match_quotation
from build_tools.quotations.matching import FOUND, Match, QuoteClass, fragment_of, resolve

MAX_WORDS = 60
# The minimum number of words on either side of a quotation, for negations and text fragments.
MIN_CONTEXT = 10
_MAX_CHARACTERS = 1900


@dataclass(frozen=True, slots=True)
class Cut:
    """A passage, with its offset in the whole text and the text fragments of its quotations.

    ``unseen`` contains the sides on which an excerpt ends within twelve words of a quotation.
    """

    text: str
    start: int
    fragments: tuple[str, ...]
    unseen: tuple[Side, ...] = ()


@dataclass(frozen=True, slots=True)
class _Stretch:
    start: int
    end: int
    fragments: tuple[str, ...]
    unseen: tuple[Side, ...] = ()


def cut(
    text: str, quotations: Iterable[Quotation], kind: TextKind = TextKind.PAGE
) -> tuple[Sequence[Cut], Sequence[Match]]:
    """Return the passages in the order of the text, and the match for each quotation.

    A quotation out of context also gets a passage, so that the check can show the words that it
    leaves out. Words in several places get a passage for each place, so that the check covers every
    place.
    """
    matches = [match_quotation(quote, text) for quote in quotations]
    stretches = [
        _stretch(text, place, kind)
        for match in dict.fromkeys(matches)
        if match.kind in FOUND or match.kind is QuoteClass.OUT_OF_CONTEXT
        for place in match.each
    ]
    merged = _merged(sorted(stretches, key=lambda stretch: stretch.start))
    passages = [
        Cut(text[stretch.start : stretch.end], stretch.start, stretch.fragments, stretch.unseen)
        for stretch in merged
    ]
    return passages, matches


def _stretch(text: str, match: Match, kind: TextKind) -> _Stretch:
    """Return the matched words with the words around them in their block.

    From an excerpt, the result has twelve words on each side. From a page, it has the whole block,
    or about 60 words of a long block.
    """
    low = text.rfind("\n\n", 0, match.start) + 2 if "\n\n" in text[: match.start] else 0
    high = text.find("\n\n", match.end)
    high = len(text) if high < 0 else high
    quoted = number_of_words(text[match.start : match.end])
    context = max(MIN_CONTEXT, (MAX_WORDS - quoted) // 2)
    if is_excerpt := kind is TextKind.EXCERPT:
        context = WORDS_AROUND
    before = [low + begin for begin, _ in word_spans(text[low : match.start])]
    after = [match.end + last for _, last in word_spans(text[match.end : high])]
    start = before[-context] if len(before) > context else low
    end = after[context - 1] if len(after) > context else high
    # In scripts without spaces, a word may be very long.
    start = max(start, match.start - _MAX_CHARACTERS // 3)
    end = min(end, max(match.end, start + _MAX_CHARACTERS))
    unseen = _unseen(text, (low, len(before)), (high, len(after))) if is_excerpt else ()
    fragment = _fragment(text, match, kind)
    return _Stretch(start, end, (fragment,) if fragment else (), unseen)


def _fragment(text: str, match: Match, kind: TextKind) -> str | None:
    """Return the text directive that finds the quoted words on their page, or None."""
    if kind is TextKind.PAGE:
        return fragment_of(text, match.start, match.end)
    # The text of a different excerpt is not next to these words on the page.
    begin = text.rfind(GAP, 0, match.start) + len(GAP) if GAP in text[: match.start] else 0
    end = text.find(GAP, match.end)
    part = text[begin : end if end >= 0 else len(text)]
    fragment = fragment_of(part, match.start - begin, match.end - begin, is_part=True)
    is_unique = fragment is not None and len(resolve(fragment, text)) == 1
    return fragment if is_unique else None


def _unseen(text: str, before: tuple[int, int], after: tuple[int, int]) -> tuple[Side, ...]:
    """Return the sides on which the excerpt and the block both end after fewer than twelve words.

    ``before`` and ``after`` each have the block's edge, and the number of words between the edge
    and the quotation.
    """
    begins = before[0] == 0 or text.endswith(GAP, 0, before[0])
    ends = after[0] == len(text) or text.startswith(GAP, after[0])
    sides = []
    if begins and before[1] < WORDS_AROUND:
        sides.append(Side.BEFORE)
    if ends and after[1] < WORDS_AROUND:
        sides.append(Side.AFTER)
    return tuple(sides)


def _merged(stretches: Iterable[_Stretch]) -> Iterator[_Stretch]:
    """Yield the stretches, joined if they overlap and are together short enough for a passage."""
    last: _Stretch | None = None
    for stretch in stretches:
        if last and stretch.start < last.end and stretch.end - last.start <= _MAX_CHARACTERS:
            fragments = tuple(dict.fromkeys([*last.fragments, *stretch.fragments]))
            unseen = tuple(dict.fromkeys([*last.unseen, *stretch.unseen]))
            last = _Stretch(last.start, max(last.end, stretch.end), fragments, unseen)
        else:
            if last:
                yield last
            last = stretch
    if last:
        yield last
