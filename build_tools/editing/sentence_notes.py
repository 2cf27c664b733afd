"""Notes the quotations, dates, numbers and names in each sentence of an article.

The notes help the author of the claims, and are never published.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from build_tools.editing.article_sentences import Span
from build_tools.facts.dates import When
from build_tools.facts.quantities import NumberKind, WrittenDate, dates, numbers
from build_tools.facts.wording import clipped
from build_tools.quotations.attributions import attributed_to
from build_tools.quotations.quotation_marks import Marked, marked_words

_MAX_SHOWN = 80
_WORD = re.compile(r"[^\W\d_][\w’'-]*")
# Small words within a name, as in "Bureau of Statistics" or "Carmen de la Rosa".
_WITHIN = frozenset(
    re.findall("[a-z]+", "of the de del la las los y van von der den da do dos di du des")
)
_ENDS = re.compile(r"[.!?:…«“„¿¡\"(]\s*\Z|\A\s*\Z|\n\s*\Z")
_MIN_TIMES = 2
BEFORE = " before the article"
# In these languages all nouns have capitals, so a capitalised word may not be a name.
_CAPITAL_NOUNS = ("de", "lb")


class Notes(NamedTuple):
    """The quotations and speakers, the days (EDTF) and their words, the numbers, and the names."""

    quotations: tuple[tuple[str, str], ...]
    days: tuple[tuple[str, str], ...]
    numbers: tuple[str, ...]
    names: tuple[str, ...]

    def lines(self) -> Iterator[str]:
        """Yield each note as a line of text."""
        for words, speaker in self.quotations:
            yield f"quotation: “{clipped(words, _MAX_SHOWN)}”{f', {speaker}' if speaker else ''}"
        for day, written in self.days:
            yield f"date: {day}{f' ({written})' if written != day else ''}"
        if self.numbers:
            yield f"numbers: {', '.join(self.numbers)}"
        if self.names:
            yield f"names: {', '.join(self.names)}"


def notes_of(text: str, spans: Sequence[Span], lang: str, day: When) -> list[Notes]:
    """Return the notes on each sentence of an article that was published on ``day``."""
    marked = [item for item in marked_words(text) if item.words]
    names = _repeated_names(text, lang)
    notes = []
    for start, end in spans:
        words = text[start:end]
        quotations = [
            (part, attributed_to(text, item.start, item.end))
            for item in marked
            if (part := _part_within(text, item, start, end))
        ]
        notes.append(
            Notes(
                tuple(quotations),
                (*_days(words, lang, day), *_weekdays(words, lang, day)),
                tuple(dict.fromkeys(_numbers(words, lang))),
                tuple(name for name in names if re.search(rf"\b{re.escape(name)}\b", words)),
            )
        )
    return notes


def _part_within(text: str, marked: Marked, start: int, end: int) -> str:
    """Return the part of a quotation within a sentence. A quotation may have several sentences."""
    words = marked.words or ""
    first = text.find(words, marked.start)
    return " ".join(text[max(first, start) : min(first + len(words), end)].split())


def _days(words: str, lang: str, day: When) -> Iterator[tuple[str, str]]:
    for date in dates(words, lang):
        if not date.decade and (resolved := _resolved(date, day)):
            yield resolved, " ".join(date.text.split())


def _resolved(date: WrittenDate, day: When) -> str:
    """Return a date in EDTF. A date without a year gets the year nearest to the article's day."""
    year = date.year
    if date.month is None:
        return f"{year:04}" if year else ""
    if year is None and (published := day.earliest):
        months = {
            candidate: abs((candidate - published.year) * 12 + date.month - published.month)
            for candidate in range(published.year - 1, published.year + 2)
        }
        year = min(months, key=lambda candidate: months[candidate])
    if year is None:
        return ""
    return f"{year:04}-{date.month:02}" + (f"-{date.day:02}" if date.day else "")


def _weekdays(words: str, lang: str, day: When) -> Iterator[tuple[str, str]]:
    """Yield the last day before the article for each named weekday."""
    import datetime

    from babel import Locale, UnknownLocaleError

    published = day.earliest
    if published is None or day.earliest != day.latest:
        return
    try:
        named = Locale.parse(lang, sep="-").days["format"]["wide"]
    except (UnknownLocaleError, ValueError):
        return
    last = datetime.date(published.year, published.month, published.day)
    for number, name in named.items():
        if match := re.search(rf"(?<!\w){re.escape(name)}(?!\w)", words, re.IGNORECASE):
            back = (last.weekday() - number) % 7 or 7
            yield (last - datetime.timedelta(back)).isoformat(), match[0] + BEFORE


def _numbers(words: str, lang: str) -> Iterator[str]:
    for number in numbers(words, lang):
        if number.kind is not NumberKind.LABEL:
            written = " ".join(number.text.split())
            has_unit = not number.unit or number.unit in written
            yield written if has_unit else f"{written} {number.unit}"


def _repeated_names(text: str, lang: str) -> list[str]:
    """Return the names with several words, and the repeated names with one word, in order.

    A word that occurs only at the beginning of sentences does not count.
    """
    counts: Counter[str] = Counter()
    inside: set[str] = set()
    words = list(_WORD.finditer(text))
    amounts = [(number.start, number.end) for number in numbers(text, lang) if number.unit]
    index = 0
    while index < len(words):
        last = _last_of_name(text, words, index)
        if last is None:
            index += 1
            continue
        name = " ".join(text[words[index].start() : words[last].end()].split())
        if any(begin < words[last].end() and words[index].start() < end for begin, end in amounts):
            index = last + 1
            continue  # a number with its unit, such as 3,5 Millionen Euro
        counts[name] += 1
        if not _ENDS.search(text[: words[index].start()][-4:]):
            inside.add(name)
        index = last + 1
    single = lang.partition("-")[0] not in _CAPITAL_NOUNS
    return [
        name
        for name, times in counts.items()
        if (" " in name and (times >= _MIN_TIMES or name in inside))
        or (single and times >= _MIN_TIMES and name in inside)
    ]


def _last_of_name(text: str, words: Sequence[re.Match[str]], first: int) -> int | None:
    """Return the index of the last word in the name that begins at ``first``, or None."""
    if not words[first][0][0].isupper():
        return None
    last = first
    for index in range(first + 1, len(words)):
        if text[words[index - 1].end() : words[index].start()] not in (" ", "\u00a0"):
            break
        if words[index][0][0].isupper():
            last = index
        elif words[index][0] not in _WITHIN:
            break
    return last
