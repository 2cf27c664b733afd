"""Writes the search index as a single file if it is small, or else in parts.

A query loads only a few of the parts. Each file is a script that passes its data to a function, so
it also loads from a folder without a server, and under a strict policy.

With parts, the index itself contains only the length of each entry's title and a list of the parts.
A word part contains all words with the same beginning. For each word, the part lists the entries
with the word in the title, and the other entries with the word in the text. Every number in these
lists is the difference from the previous number. An entry part contains the visible data of some
consecutive entries. All parts are in a folder named after a hash of the contents. So an outdated
index in a cache finds no parts at all, and never finds the parts of a new index.
"""

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any

from build_tools.exports.canonical import canonical
from build_tools.facts.files import write_all
from build_tools.site.search.entries import GROUPS, Entry, words_of

FOLDER = "search"
INDEX = f"{FOLDER}/index.js"
# The largest number of characters in titles and texts for a single file. Such a file is about 150
# KB when compressed.
MAX_WHOLE = 400_000
# The number of entries in a part, which is then about 3 KB when compressed.
AT_ONCE = 50
# Words with the same first letters are in the same part. This is the number of letters to compare.
ALIKE = 2
# The length of each title, in words, is written as a single character. Longer titles count as 35
# words. An index in a single file contains no lengths.
_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"


def write(
    site: Path,
    entries: Iterable[Entry],
    spellings: Mapping[str, Sequence[str]],
    most_whole: int = MAX_WHOLE,
) -> None:
    """Write the search index for these entries below ``site``."""
    listed = list(entries)
    verdicts = list(dict.fromkeys(entry.verdict for entry in listed if entry.verdict))
    head = {"groups": GROUPS, "verdicts": verdicts, "spellings": spellings}
    if sum(len(entry.title) + len(entry.text) for entry in listed) <= most_whole:
        files = {INDEX: _script("factsSearch", {**head, "rows": _rows(listed, verdicts)})}
    else:
        files = _parts(listed, head, verdicts)
    write_all(site, files.items())


def _rows(entries: Iterable[Entry], verdicts: list[str]) -> list[list[Any]]:
    return [
        [
            *(GROUPS.index(entry.group), entry.path, entry.title),
            *(_number(entry, verdicts), entry.text),
            *_finding(entry),
        ]
        for entry in entries
    ]


def _finding(entry: Entry) -> tuple[str, ...]:
    """Return the finding as a row's last cell, or no cell. Only a claim has a finding."""
    return (entry.finding,) if entry.finding else ()


def _number(entry: Entry, verdicts: list[str]) -> int:
    return verdicts.index(entry.verdict) if entry.verdict else -1


def _parts(entries: list[Entry], head: dict[str, Any], verdicts: list[str]) -> dict[str, bytes]:
    parts: dict[str, dict[str, list[list[int]]]] = defaultdict(dict)
    lengths, in_titles, in_texts = _places(entries)
    for word in in_titles | in_texts:
        pair = (in_titles.get(word, []), in_texts.get(word, []))
        parts[name_of(word)][word] = [_steps(numbers) for numbers in pair]
    files = {name: _script("factsPart", [name, words]) for name, words in parts.items()}
    for first in range(0, len(entries), AT_ONCE):
        name = f"rows-{first // AT_ONCE}"
        rows = [
            [entry.path, entry.title, _number(entry, verdicts), *_finding(entry)]
            for entry in entries[first:][:AT_ONCE]
        ]
        files[name] = _script("factsPart", [name, rows])
    whole = {
        **head,
        "parts": sorted(parts),
        "alike": ALIKE,
        "atOnce": AT_ONCE,
        "lengths": lengths,
        "groupOf": "".join(str(GROUPS.index(entry.group)) for entry in entries),
    }
    folder = _generation(_script("factsSearch", whole), files)
    index = _script("factsSearch", {**whole, "folder": folder})
    return {INDEX: index, **{f"{FOLDER}/{folder}/{name}.js": data for name, data in files.items()}}


def _places(entries: Iterable[Entry]) -> tuple[str, dict[str, list[int]], dict[str, list[int]]]:
    """Return the length of each title, and the entries that contain each word.

    The first mapping is for words in titles. The second mapping is for words in texts, without
    entries that have the word in their title.
    """
    lengths = []
    in_titles: dict[str, list[int]] = defaultdict(list)
    in_texts: dict[str, list[int]] = defaultdict(list)
    for number, entry in enumerate(entries):
        words = words_of(entry.title)
        lengths.append(_DIGITS[min(len(words), len(_DIGITS) - 1)])
        titled = dict.fromkeys(words)
        for word in titled:
            in_titles[word].append(number)
        for word in dict.fromkeys(words_of(entry.text)):
            if word not in titled:
                in_texts[word].append(number)
    return "".join(lengths), in_titles, in_texts


def _generation(index: bytes, parts: Mapping[str, bytes]) -> str:
    """Return a hash of the index and its parts: eight bytes in hexadecimal digits."""
    whole = hashlib.sha256(index)
    for name in sorted(parts):
        whole.update(parts[name])  # the data begin with the name
    return whole.hexdigest()[:16]


def name_of(word: str) -> str:
    """Return the name of the part for a word: the word's first letters in hexadecimal."""
    return "-".join(f"{ord(letter):x}" for letter in word[:ALIKE])


def _steps(numbers: list[int]) -> list[int]:
    """Return the first number, and then the difference of each number from the previous number."""
    return [*numbers[:1], *(later - earlier for earlier, later in pairwise(numbers))]


def _script(call: str, data: Any) -> bytes:
    # Escaping "<" allows the script to be inlined. Older scripts treat the two separators as line
    # endings.
    text = canonical(data).decode()
    for mark in ("<", "\u2028", "\u2029"):
        text = text.replace(mark, f"\\u{ord(mark):04x}")
    return f"{call}({text});\n".encode()
