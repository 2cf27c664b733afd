"""The matcher: whether words stand in a text, how exactly, and where."""

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
from build_tools.quotations.matching.word_edges import inside_word

# Limits that no honest text comes near: they keep made-up repetitive ones from costing squares.
_MAX_PLACES = 400
_MAX_MISSES = 1000
_MAX_TRIES = 20_000  # places of fragments, looked at to put them in order
_MAX_LEFT_OUT = 1500  # characters: what is further apart is not one passage, whatever the block

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
    """Return how and where the quotation stands in the text.

    It must begin and end at word edges and stand in one block; an elided one must have its
    fragments there in order. ``lang`` (BCP 47) chooses the words of denial; ``identifying`` asks
    that it be long enough to point at one place; ``insertions`` takes what stands in square
    brackets for the quoter's own; ``context_ok`` lets words stand beside a denial.
    The class is exact, typographic, elided, out-of-context or absent.
    """
    # A block ends at a blank line of the text only, so that words of two blocks are never found.
    wanted = comparable(quote).replace("\n", " ")
    if not any(words_of(wanted)):
        return Match(QuoteClass.ABSENT, reason="it holds no word")
    sizes = sizes_of(wanted, insertions) if identifying else ()
    if identifying and not is_long_enough(sizes):
        return Match(QuoteClass.ABSENT, reason=TOO_SHORT)
    found = _found(quote.strip(), wanted, text, lang, insertions, context_ok)
    if identifying and found.kind is QuoteClass.ELIDED and not each_identifies(sizes):
        return Match(QuoteClass.ABSENT, reason=FRAGMENT_TOO_SHORT)
    return found


def _found(
    quote: str, wanted: str, text: str, lang: str | None, insertions: bool, context_ok: bool
) -> Match:
    """Look for the whole quotation, then for its fragments, then without what was put in."""
    held = normal(text)
    marked = insertions and INSERTION.search(wanted) is not None
    if not marked and (whole := _whole(quote, wanted, text, held, lang, context_ok)):
        return whole
    added = _turning_insertion(wanted, lang) if marked and not context_ok else ""
    for form in _without_insertions(wanted) if marked else (wanted,):
        fragments = [one for one in ELISION.split(form) if any(words_of(one))]
        is_elided = bool(fragments) and (marked or "..." in form)
        if is_elided and (found := _elided(fragments, held, lang, context_ok, added)):
            return found
    return Match(QuoteClass.ABSENT)


def _whole(
    quote: str, wanted: str, text: str, held: Normal, lang: str | None, context_ok: bool
) -> Match | None:
    """Look for the quotation in one piece; the same characters are preferred to the same words."""
    first_turned: Match | None = None
    exact: list[Match] = []
    others: list[Match] = []
    for at, length in islice(_places(wanted, held), _MAX_PLACES):
        start, end = held.start(at), held.end(at + length - 1)
        kind = QuoteClass.EXACT if text[start:end] == quote else QuoteClass.TYPOGRAPHIC
        reason = "" if context_ok else changes_meaning(held, at, at + length, (), lang)
        if reason:
            first_turned = first_turned or Match(QuoteClass.OUT_OF_CONTEXT, start, end, reason)
        elif kind is QuoteClass.EXACT:
            exact.append(Match(kind, start, end))
            break
        else:
            others.append(Match(kind, start, end))
    return next(iter([*exact, *others]), first_turned)


def _elided(
    fragments: Sequence[str], held: Normal, lang: str | None, context_ok: bool, added: str
) -> Match | None:
    first: Match | None = None
    for runs in islice(_in_order(fragments, held), _MAX_PLACES):
        pieces = tuple((held.start(begin), held.end(end - 1)) for begin, end in runs)
        gaps = [(one[1], other[0]) for one, other in pairwise(runs)]
        reason = added
        if not reason and not context_ok:
            reason = changes_meaning(held, runs[0][0], runs[-1][1], gaps, lang)
        kind = QuoteClass.OUT_OF_CONTEXT if reason else QuoteClass.ELIDED
        found = Match(kind, pieces[0][0], pieces[-1][1], reason, pieces)
        if not reason:
            return found
        first = first or found
    return first


def _in_order(fragments: Sequence[str], held: Normal) -> Iterator[Sequence[_Run]]:
    """Yield the ways in which the fragments stand in order within one block, the tightest each."""
    rarest = min(fragments, key=lambda one: _rarity(one, held))
    blocks = dict.fromkeys(held.block(at) for at, _ in islice(_places(rarest, held), _MAX_TRIES))
    for low, high in islice(blocks, _MAX_TRIES // len(fragments)):
        places: dict[str, list[_Run]] = {}
        for fragment in fragments:
            if fragment not in places:
                found = islice(_places(fragment, held, low, high), _MAX_TRIES)
                places[fragment] = sorted(found)
            if not places[fragment]:
                break
        else:
            yield from _aligned([places[fragment] for fragment in fragments])


def _aligned(places: Sequence[Sequence[_Run]]) -> Iterator[Sequence[_Run]]:
    for at, length in islice(places[0], _MAX_TRIES // len(places)):
        runs = [(at, at + length)]
        for candidates in places[1:]:
            after = bisect_left(candidates, (runs[-1][1], 0))
            if after == len(candidates):
                return  # no later beginning can do better
            runs.append((candidates[after][0], sum(candidates[after])))
        if all(other[0] - one[1] <= _MAX_LEFT_OUT for one, other in pairwise(runs)):
            yield runs


def _rarity(wanted: str, held: Normal) -> int:
    return min((len(held.words.get(one[0], ())) for one in words_of(wanted)), default=0)


def _places(wanted: str, held: Normal, low: int = 0, high: int | None = None) -> Iterator[_Run]:
    """Yield where the words stand at word edges: offset and length.

    After those as written come those with the other case of the first letter: a quotation that
    begins a sentence gets a capital, and one that is run into a sentence loses it.
    """
    high = len(held.text) if high is None else high
    for at in _at_edges(wanted, held, low, high):
        yield at, len(wanted)
    if variant := _other_capital(wanted):
        first = len(variant) - len(variant.lstrip(_OPENING))
        for at in _at_edges(variant, held, low, high):
            if variant[first].islower() or begins_sentence(held, at + first):
                yield at, len(variant)


def _other_capital(wanted: str) -> str | None:
    """Return the words with the other case of their first letter; None of a name like US."""
    first = len(wanted) - len(wanted.lstrip(_OPENING))
    letter, word = wanted[first], _REST_OF_WORD.match(wanted, first + 1)
    other = letter.swapcase()
    if other == letter or len(other) != 1 or (word and word[0] and not word[0].islower()):
        return None
    return f"{wanted[:first]}{other}{wanted[first + 1 :]}"


def _at_edges(wanted: str, held: Normal, low: int, high: int) -> Iterator[int]:
    misses = 0
    for at in _candidates(wanted, held, low, high):
        end = at + len(wanted)
        if inside_word(held.text, at) or inside_word(held.text, end):
            misses += 1
            if misses > _MAX_MISSES:
                return
        else:
            yield at


def _candidates(wanted: str, held: Normal, low: int, high: int) -> Iterable[int]:
    """Yield where the text goes on like ``wanted``, from its rarest word, or by a linear search."""
    rarest, offset = "", 0
    fewest = len(held.text) + 1
    words = held.words
    for token in words_of(wanted):
        number = len(words.get(token[0], ()))
        if number < fewest:
            rarest, offset, fewest = token[0], token.start(), number
            if not number:
                return
    known = words[rarest]
    if len(known) * len(wanted) > 16 * len(held.text) + 10_000:
        yield from _searched(wanted, held.text, low, high)
        return
    for index in range(bisect_left(known, low + offset), len(known)):
        at = known[index] - offset
        if at + len(wanted) > high:
            return
        if held.text.startswith(wanted, at):
            yield at


def _searched(wanted: str, text: str, low: int, high: int) -> Iterator[int]:
    at = text.find(wanted, low, high)
    while at >= 0:
        yield at
        at = text.find(wanted, at + 1, high)


def _without_insertions(wanted: str) -> tuple[str, ...]:
    """Return what is left without the quoter's own words; a changed first letter in both cases."""
    letter = re.search(r"(?<!\w)\[(\w)\](?=\w)", wanted)
    forms: tuple[str, ...] = (wanted,)
    if letter is not None:
        head, tail = wanted[: letter.start()], wanted[letter.end() :]
        forms = (f"{head}{letter[1].lower()}{tail}", f"{head}{letter[1].upper()}{tail}")
    return tuple(map(_plain, forms))


def _plain(form: str) -> str:
    form = INSERTION.sub(lambda found: found[0] if "..." in found[0] else "", form)
    return re.sub(r" +(?=[,.;:!?)])", "", re.sub(r" {2,}", " ", form)).strip()


def _turning_insertion(wanted: str, lang: str | None) -> str:
    for found in INSERTION.finditer(wanted):
        if word := denial_in(found[1], lang):
            return f"the insertion adds “{word}”"
    return ""
