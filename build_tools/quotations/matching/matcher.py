"""Matches a quotation against a text: :func:`find` returns the class and the place.

It looks for the whole quotation first, and then for its fragments between ellipses.
"""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice, pairwise

from build_tools.quotations.matching.classes import Match, QuoteClass
from build_tools.quotations.matching.context import begins_sentence, changes_meaning
from build_tools.quotations.matching.minimum_length import (
    ELISION,
    FRAGMENT_TOO_SHORT,
    INSERTION,
    TOO_SHORT,
    each_identifies,
    is_long_enough,
    sizes_of,
)
from build_tools.quotations.matching.negations import denial_in
from build_tools.quotations.matching.normal_form import Normal, comparable, normal, words_of
from build_tools.quotations.matching.word_edges import cut

# Real texts stay far below these limits, which keep contrived input from taking quadratic time.
_MAX_PLACES = 400
_MAX_MISSES = 1000
_MAX_TRIES = 20_000  # places of fragments that are tried in order
_MAX_LEFT_OUT = 1500  # characters: fragments further apart are not from one passage

_OPENING = "\"'([¿¡ -"
_REST_OF_WORD = re.compile(r"[^\W\d_]*")
_Run = tuple[int, int]


def find(
    quote: str,
    text: str,
    *,
    lang: str | None = None,
    identifying: bool = False,
    insertions: bool = False,
    context_ok: bool = False,
) -> Match:
    """Match a quotation against a text, and return its class and place.

    The quotation must begin and end at word edges, within one block. If it is elided, its
    fragments must be there in order. ``lang`` (BCP 47) chooses the negations; ``identifying``
    requires that the quotation be long enough to be found in one place; ``insertions`` ignores
    words in square brackets, which the person who quotes added; ``context_ok`` accepts a negation
    near the words. The class is exact, typographic, elided, out-of-context or absent.
    """
    # A blank line in the text ends a block; one in the quotation is a space.
    wanted = comparable(quote).replace("\n", " ")
    if not any(words_of(wanted)):
        return Match(QuoteClass.ABSENT, reason="it holds no word")
    sizes = sizes_of(wanted, insertions) if identifying else ()
    if identifying and not is_long_enough(sizes):
        return Match(QuoteClass.ABSENT, reason=TOO_SHORT)
    match = _match(quote.strip(), wanted, text, lang, insertions, context_ok)
    if identifying and match.kind is QuoteClass.ELIDED and not each_identifies(sizes):
        return Match(QuoteClass.ABSENT, reason=FRAGMENT_TOO_SHORT)
    return match


def _match(
    quote: str, wanted: str, text: str, lang: str | None, insertions: bool, context_ok: bool
) -> Match:
    """Match the whole quotation, or else its fragments, without the insertions."""
    source = normal(text)
    marked = insertions and INSERTION.search(wanted) is not None
    if not marked and (whole := _whole(quote, wanted, text, source, lang, context_ok)):
        return whole
    added = _added_negation(wanted, lang) if marked and not context_ok else ""
    for form in _without_insertions(wanted) if marked else (wanted,):
        fragments = [part for part in ELISION.split(form) if any(words_of(part))]
        is_elided = bool(fragments) and (marked or "..." in form)
        if is_elided and (match := _elided(fragments, source, lang, context_ok, added)):
            return match
    return Match(QuoteClass.ABSENT)


def _whole(
    quote: str, wanted: str, text: str, source: Normal, lang: str | None, context_ok: bool
) -> Match | None:
    """Match the quotation in one piece, preferably a place with exactly its characters."""
    out_of_context: Match | None = None
    exact: list[Match] = []
    others: list[Match] = []
    for at, length in islice(_places(wanted, source), _MAX_PLACES):
        start, end = source.start(at), source.end(at + length - 1)
        kind = QuoteClass.EXACT if text[start:end] == quote else QuoteClass.TYPOGRAPHIC
        reason = "" if context_ok else changes_meaning(source, at, at + length, (), lang)
        if reason:
            out_of_context = out_of_context or Match(QuoteClass.OUT_OF_CONTEXT, start, end, reason)
        elif kind is QuoteClass.EXACT:
            exact.append(Match(kind, start, end))
            break
        else:
            others.append(Match(kind, start, end))
    return next(iter([*exact, *others]), out_of_context)


def _elided(
    fragments: Sequence[str], source: Normal, lang: str | None, context_ok: bool, added: str
) -> Match | None:
    """Match the fragments of a quotation in order, preferably where no negation is near."""
    first: Match | None = None
    for runs in islice(_in_order(fragments, source), _MAX_PLACES):
        pieces = tuple((source.start(begin), source.end(end - 1)) for begin, end in runs)
        gaps = [(before[1], after[0]) for before, after in pairwise(runs)]
        reason = added
        if not reason and not context_ok:
            reason = changes_meaning(source, runs[0][0], runs[-1][1], gaps, lang)
        kind = QuoteClass.OUT_OF_CONTEXT if reason else QuoteClass.ELIDED
        match = Match(kind, pieces[0][0], pieces[-1][1], reason, pieces)
        if not reason:
            return match
        first = first or match
    return first


def _in_order(fragments: Sequence[str], source: Normal) -> Iterator[Sequence[_Run]]:
    """Yield where the fragments are in order within one block, as close as possible."""
    rarest = min(fragments, key=lambda fragment: _frequency(fragment, source))
    blocks = dict.fromkeys(
        source.block(at) for at, _ in islice(_places(rarest, source), _MAX_TRIES)
    )
    for low, high in islice(blocks, _MAX_TRIES // len(fragments)):
        places: dict[str, list[_Run]] = {}
        for fragment in fragments:
            if fragment not in places:
                runs = islice(_places(fragment, source, low, high), _MAX_TRIES)
                places[fragment] = sorted(runs)
            if not places[fragment]:
                break
        else:
            yield from _aligned([places[fragment] for fragment in fragments])


def _aligned(places: Sequence[Sequence[_Run]]) -> Iterator[Sequence[_Run]]:
    for at, length in islice(places[0], _MAX_TRIES // len(places)):
        runs = [(at, at + length)]
        for candidates in places[1:]:
            following = bisect_left(candidates, (runs[-1][1], 0))
            if following == len(candidates):
                return  # a later start of the first fragment cannot help
            runs.append((candidates[following][0], sum(candidates[following])))
        if all(after[0] - before[1] <= _MAX_LEFT_OUT for before, after in pairwise(runs)):
            yield runs


def _frequency(wanted: str, source: Normal) -> int:
    """Return how often the rarest word is in the text."""
    return min((len(source.words.get(word[0], ())) for word in words_of(wanted)), default=0)


def _places(wanted: str, source: Normal, low: int = 0, high: int | None = None) -> Iterator[_Run]:
    """Yield the places of the words between word edges, as offset and length.

    First come the words as they are, then with the other case of the first letter, because a
    quotation gets a capital at the start of a sentence, and loses it within one.
    """
    high = len(source.text) if high is None else high
    for at in _at_edges(wanted, source, low, high):
        yield at, len(wanted)
    if variant := _other_capital(wanted):
        first = len(variant) - len(variant.lstrip(_OPENING))
        for at in _at_edges(variant, source, low, high):
            if variant[first].islower() or begins_sentence(source, at + first):
                yield at, len(variant)


def _other_capital(wanted: str) -> str | None:
    """Return the words with the other case of their first letter, or None for a name like US."""
    first = len(wanted) - len(wanted.lstrip(_OPENING))
    letter, word = wanted[first], _REST_OF_WORD.match(wanted, first + 1)
    other = letter.swapcase()
    if other == letter or len(other) != 1 or (word and word[0] and not word[0].islower()):
        return None
    return f"{wanted[:first]}{other}{wanted[first + 1 :]}"


def _at_edges(wanted: str, source: Normal, low: int, high: int) -> Iterator[int]:
    misses = 0
    for at in _candidates(wanted, source, low, high):
        end = at + len(wanted)
        if cut(source.text, at, end):
            misses += 1
            if misses > _MAX_MISSES:
                return
        else:
            yield at


def _candidates(wanted: str, source: Normal, low: int, high: int) -> Iterable[int]:
    """Yield where the text has ``wanted``: by the index of its rarest word, or by a search."""
    rarest, offset = "", 0
    fewest = len(source.text) + 1
    words = source.words
    for token in words_of(wanted):
        number = len(words.get(token[0], ()))
        if number < fewest:
            rarest, offset, fewest = token[0], token.start(), number
            if not number:
                return
    known = words[rarest]
    if len(known) * len(wanted) > 16 * len(source.text) + 10_000:
        yield from _searched(wanted, source.text, low, high)
        return
    for index in range(bisect_left(known, low + offset), len(known)):
        at = known[index] - offset
        if at + len(wanted) > high:
            return
        if source.text.startswith(wanted, at):
            yield at


def _searched(wanted: str, text: str, low: int, high: int) -> Iterator[int]:
    at = text.find(wanted, low, high)
    while at >= 0:
        yield at
        at = text.find(wanted, at + 1, high)


def _without_insertions(wanted: str) -> tuple[str, ...]:
    """Return the quotation without its insertions; if one changes a first letter, in both cases."""
    letter = re.search(r"(?<!\w)\[(\w)\](?=\w)", wanted)
    forms: tuple[str, ...] = (wanted,)
    if letter is not None:
        head, tail = wanted[: letter.start()], wanted[letter.end() :]
        forms = (f"{head}{letter[1].lower()}{tail}", f"{head}{letter[1].upper()}{tail}")
    return tuple(map(_plain, forms))


def _plain(form: str) -> str:
    form = INSERTION.sub(lambda insertion: insertion[0] if "..." in insertion[0] else "", form)
    return re.sub(r" +(?=[,.;:!?)])", "", re.sub(r" {2,}", " ", form)).strip()


def _added_negation(wanted: str, lang: str | None) -> str:
    """Return a sentence about an insertion that negates the quotation, or ""."""
    for insertion in INSERTION.finditer(wanted):
        if word := denial_in(insertion[1], lang):
            return f"the insertion adds “{word}”"
    return ""
