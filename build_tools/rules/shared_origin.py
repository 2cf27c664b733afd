"""Two sources that look like the same story should name the origin that they share.

Why: if two copies of an agency story count as two origins, a claim looks stronger than it is.
Fix: give both sources the same `origin`. If they are not the same story, say why in `waive`. This
is a warning, which never stops a build.
"""

import math
import re
from collections import defaultdict
from collections.abc import Iterator

from build_tools.facts.dates import Day, days_between
from build_tools.facts.diagnostics import Level
from build_tools.facts.ledger import Ledger
from build_tools.facts.origins import origin_of_source
from build_tools.facts.records import Source
from build_tools.facts.wording import in_words, unmarked
from build_tools.rules.problem import Problem

LEVEL = Level.WARNING

_ENTRY = """@online{{{key},
  title = {{{title}}},
  date = {{2023-08-16}},
  url = {{https://news.example/{key}}},
  urldate = {{2026-11}},
  langid = {{en}},
  kind = {{newspaper}},{more}
}}
"""
_TITLE = "Lithuania to close two border crossings with Belarus"

GOOD = (
    "-- facts/sources/lrt.bib --\n"
    + _ENTRY.format(key="lrt-2023-08-16-closures", title=_TITLE, more="\n  origin = {tass},")
    + "-- facts/sources/tass.bib --\n"
    + _ENTRY.format(key="tass-2023-08-18-closed", title=_TITLE, more="")
)

BAD = (
    "-- facts/sources/lrt.bib --\n"
    + _ENTRY.format(key="lrt-2023-08-16-closures", title=_TITLE, more="")
    + "-- facts/sources/tass.bib --\n"
    + _ENTRY.format(
        key="tass-2023-08-18-closed", title=f"{_TITLE}, officials say", more=""
    ).replace("tass-2023-08-18-closed,\n", "tass-2023-08-18-closed, %! shared-origin\n")
)

# Words of three letters or more show what a story is about.
_WORD = re.compile(r"[^\W\d_]{3,}|\d{2,}")
_RUN = 3
_SIMILAR = 0.6


def check(ledger: Ledger) -> Iterator[Problem]:
    """Yield each source that is like an earlier source in title and day, but not in origin."""
    similar: dict[str, list[str]] = defaultdict(list)
    words = {key: _words(source) for key, source in ledger.sources.items()}
    for pair in sorted(_candidates(ledger, words)):
        first, second = (ledger.sources[key] for key in pair)
        common, all_words = (words[first.id] & words[second.id], words[first.id] | words[second.id])
        share = len(common) / len(all_words)
        origins = {origin_of_source(source, ledger.publishers) for source in (first, second)}
        if share < _SIMILAR or len(origins) == 1:
            continue
        if _days_apart(first, second) <= 1:
            similar[second.id].append(first.id)
    for key, others in similar.items():
        names = in_words([f'"{name}"' for name in (key, *others)])
        yield Problem(
            ledger.sources[key].place.span(),
            f"{names} look like the same story, but they share no origin.",
            "If they are, name the `origin` in each. If not, say why in this entry: "
            "`waive = {shared-origin: why},`.",
        )


def _words(source: Source) -> frozenset[str]:
    return frozenset(_WORD.findall(unmarked(source.title).casefold()))


def _candidates(ledger: Ledger, words: dict[str, frozenset[str]]) -> set[tuple[str, str]]:
    """Return the pairs of sources whose titles share three words in a row.

    Comparing all pairs would take too long.
    """
    runs: dict[tuple[str, ...], list[str]] = defaultdict(list)
    for key, source in ledger.sources.items():
        title = _WORD.findall(unmarked(source.title).casefold())
        for start in range(len(title) - _RUN + 1):
            runs[tuple(title[start : start + _RUN])].append(key)
    # Three words that many titles share are a common phrase for the subject.
    few = (keys for keys in runs.values() if 1 < len(keys) <= 8)
    return {
        (first, second)
        for keys in few
        for first in keys
        for second in keys
        if first < second and words[first] and words[second]
    }


def _days_apart(first: Source, second: Source) -> float:
    days = (_day(first), _day(second))
    return abs(days_between(days[0], days[1])) if days[0] and days[1] else math.inf


def _day(source: Source) -> Day | None:
    return source.date.earliest if source.date else None
