"""Matches a quotation against a text. :func:`find` returns its class and location.

It searches first for the whole quotation, and then for the fragments between ellipses.
"""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import islice, pairwise

from build_tools.facts.catalogue import N_, FilledMessage
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
_MAX_PLACES = 20_000  # places of a whole quotation
_MAX_WINDOWS = 400  # places of an elided quotation, with its gaps
_MAX_MISSES = 1000
_MAX_TRIES = 20_000  # places of fragments to examine
_MAX_LEFT_OUT = 1500  # characters, because fragments further apart are not from the same passage
_MAX_NAMED = 5  # places of an ambiguous quotation
_MUCH_LONGER = (2, 40)  # a factor, and a number of characters to add to the shortest length
_TOO_MANY = N_("they are in more places than can be checked")
_SOMEWHERE = N_("%(reason)s, at one of the places in the text")

_OPENING = "\"'([¿¡ -"
_BESIDE = 12  # characters next to a square bracket that show whether it is the text's own
_MAX_BRACKETS = 50  # square brackets to examine
_NOWHERE = Match(QuoteClass.ABSENT)
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
    """Match a quotation against a text, and return its class and location.

    The quotation must begin and end at word edges within a block. If the quotation is elided, its
    fragments must be in the text in order. ``lang`` (BCP 47) selects the negations. ``identifying``
    requires the quotation to be long enough to identify a single place. ``insertions`` ignores
    words in square brackets that are not in the text, because they are additions to the quotation.
    ``context_ok`` accepts a negation near the words. The class is exact, typographic, elided,
    ambiguous (in several places), out of context (in at least one place) or absent.
    """
    # A blank line in the text ends a block. In the quotation it counts as a space.
    wanted = comparable(quote).replace("\n", " ")
    if not any(words_of(wanted)):
        return Match(QuoteClass.ABSENT, reason=N_("it contains no words"))
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
    """Match the whole quotation, or else its fragments, without insertions."""
    source = normal(text)
    ours = _own_insertions(wanted, source) if insertions else []
    if not ours and (whole := _whole(quote, wanted, text, source, lang, context_ok)):
        return whole
    if not ours and "..." not in wanted:
        return _NOWHERE
    added = "" if context_ok else _added_negation(ours, lang)
    for form in _without_insertions(wanted, ours) if ours else (wanted,):
        fragments = [part for part in ELISION.split(form) if any(words_of(part))]
        is_elided = bool(fragments) and (bool(ours) or "..." in form)
        if is_elided and (match := _elided(fragments, source, lang, context_ok, added)):
            return match
    return _NOWHERE


def _whole(
    quote: str, wanted: str, text: str, source: Normal, lang: str | None, context_ok: bool
) -> Match | None:
    """Match the whole quotation at every place, preferring a place with the same characters."""
    exact: Match | None = None
    matches: list[Match] = []
    places = _places(wanted, source)
    for at, length in islice(places, _MAX_PLACES):
        start, end = source.start(at), source.end(at + length - 1)
        reason = "" if context_ok else changes_meaning(source, at, at + length, (), lang)
        if reason:
            is_only = not matches and next(places, None) is None
            reason = reason if is_only else FilledMessage(_SOMEWHERE, reason=reason)
            return Match(QuoteClass.OUT_OF_CONTEXT, start, end, reason)
        is_exact = exact is None and text[start:end] == quote
        match = Match(QuoteClass.EXACT if is_exact else QuoteClass.TYPOGRAPHIC, start, end)
        exact = match if is_exact else exact
        matches.append(match)
    best = exact or next(iter(matches), None)
    return best and _settled(best, matches, _MAX_PLACES, context_ok)


def _elided(
    fragments: Sequence[str], source: Normal, lang: str | None, context_ok: bool, added: str
) -> Match | None:
    """Match the fragments of a quotation in order, at each place where they are close enough."""
    windows = list(islice(_in_order(fragments, source), _MAX_WINDOWS))
    if not windows:
        return None
    times, more = _MUCH_LONGER
    longest = times * min(runs[-1][1] - runs[0][0] for runs in windows) + more
    matches = []
    for runs in (runs for runs in windows if runs[-1][1] - runs[0][0] <= longest):
        pieces = tuple((source.start(begin), source.end(end - 1)) for begin, end in runs)
        gaps = [(before[1], after[0]) for before, after in pairwise(runs)]
        reason = added
        if not reason and not context_ok:
            reason = changes_meaning(source, runs[0][0], runs[-1][1], gaps, lang)
        kind = QuoteClass.OUT_OF_CONTEXT if reason else QuoteClass.ELIDED
        match = Match(kind, pieces[0][0], pieces[-1][1], reason, pieces)
        if reason:
            return match
        matches.append(match)
    return _settled(matches[0], matches, _MAX_WINDOWS, context_ok)


def _settled(best: Match, matches: Sequence[Match], most: int, context_ok: bool) -> Match:
    """Return the best match, marked as ambiguous if there are several matches."""
    if len(matches) == 1:
        return best
    if len(matches) >= most and not context_ok:
        return replace(best, kind=QuoteClass.OUT_OF_CONTEXT, reason=_TOO_MANY)
    places = sorted((match.start, match.end) for match in matches)
    reason = FilledMessage(N_("they are in %(number)s places"), number=len(matches))
    named = tuple(places[:_MAX_NAMED])
    return replace(best, kind=QuoteClass.AMBIGUOUS, reason=reason, places=named)


def _in_order(fragments: Sequence[str], source: Normal) -> Iterator[Sequence[_Run]]:
    """Yield the places of the fragments, in order within a block and as close as possible."""
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
    """Yield the places of the fragments in order.

    Of several series that end together, yield only the shortest.
    """
    closest: Sequence[_Run] = ()
    for at, length in islice(places[0], _MAX_TRIES // len(places)):
        runs = [(at, at + length)]
        for candidates in places[1:]:
            following = bisect_left(candidates, (runs[-1][1], 0))
            if following == len(candidates):
                break
            runs.append((candidates[following][0], sum(candidates[following])))
        if len(runs) < len(places):
            break  # a later start of the first fragment cannot help
        if any(after[0] - before[1] > _MAX_LEFT_OUT for before, after in pairwise(runs)):
            continue
        if closest and closest[-1] != runs[-1]:
            yield closest
        closest = runs
    if closest:
        yield closest


def _frequency(wanted: str, source: Normal) -> int:
    """Return how often the rarest of the wanted words occurs in the text."""
    return min((len(source.words.get(word[0], ())) for word in words_of(wanted)), default=0)


def _places(wanted: str, source: Normal, low: int = 0, high: int | None = None) -> Iterator[_Run]:
    """Yield the offset and length of each place with the wanted words between word edges.

    The words as written come first. Then comes the form with the first letter in the other case,
    because quoting often adds or removes a capital.
    """
    high = len(source.text) if high is None else high
    for at in _at_edges(wanted, source, low, high):
        yield at, len(wanted)
    if variant := _other_capital(wanted):
        first = len(variant) - len(variant.lstrip(_OPENING))
        for at in _at_edges(variant, source, low, high):
            if variant[first].islower() or begins_sentence(source, at + first):
                yield at, len(variant)


@lru_cache(maxsize=1024)
def _other_capital(wanted: str) -> str | None:
    """Return the words with the first letter in the other case, or None for a name such as "US"."""
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
    """Yield the offsets of ``wanted`` in the text, by the index of its rarest word or a search."""
    if len(source.text) < _MAX_MISSES:  # a search is faster than the index
        yield from _searched(wanted, source.text, low, high)
        return
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


def _own_insertions(wanted: str, source: Normal) -> Sequence["re.Match[str]"]:
    """Return the quotation's brackets that the text does not have next to the same words."""
    ours = []
    for number, insertion in enumerate(INSERTION.finditer(wanted)):
        if "..." in insertion[0]:
            continue
        if number > _MAX_BRACKETS:
            ours.append(insertion)
            continue
        start, end = insertion.span()
        ahead = wanted[max(0, start - _BESIDE, wanted.rfind("]", 0, start) + 1) : end]
        following = wanted.find("[", end)
        behind = wanted[start : min(end + _BESIDE, len(wanted) if following < 0 else following)]
        if not any(len(piece) > end - start and piece in source.text for piece in (ahead, behind)):
            ours.append(insertion)
    return ours


def _without_insertions(wanted: str, ours: Sequence["re.Match[str]"]) -> tuple[str, ...]:
    """Return the versions of the quotation without its insertions.

    If an insertion changes a first letter, there is a version for each case.
    """
    letters = [
        bracket for bracket in ours if len(bracket[1]) == 1 and _changes_letter(wanted, bracket)
    ]
    if not letters:
        return (_without(wanted, ours, {}),)
    first = letters[0]
    cases = dict.fromkeys((first[1].lower(), first[1].upper()))
    return tuple(_without(wanted, ours, {first.start(): letter}) for letter in cases)


def _changes_letter(wanted: str, insertion: "re.Match[str]") -> bool:
    before, after = wanted[: insertion.start()][-1:], wanted[insertion.end() :][:1]
    return insertion[1].isalpha() and after.isalpha() and not (before.isalnum() or before == "_")


def _without(wanted: str, ours: Sequence["re.Match[str]"], letters: Mapping[int, str]) -> str:
    """Return the quotation with each insertion replaced by its letter, or removed."""
    pieces, last = [], 0
    for insertion in ours:
        pieces += [wanted[last : insertion.start()], letters.get(insertion.start(), "")]
        last = insertion.end()
    form = "".join([*pieces, wanted[last:]])
    return re.sub(r" +(?=[,.;:!?)])", "", re.sub(r" {2,}", " ", form)).strip()


def _added_negation(ours: Sequence["re.Match[str]"], lang: str | None) -> str:
    """Return a note about an insertion that negates the quotation, or ""."""
    for insertion in ours:
        if word := denial_in(insertion[1], lang):
            return FilledMessage(N_("the insertion adds “%(word)s”"), word=word)
    return ""
