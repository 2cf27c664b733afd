"""Blanks out code in Markdown, as Python-Markdown reads it, without moving any other text.

Code is text in fences or backticks. An indented block does not count as code, because it may
continue a list item, and checking the ids in it does no harm.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator

# A fence begins at the margin, and the same characters on a later line must close it.
_FENCE_OPENS = re.compile(r"(`{3,}|~{3,})[ ]*(?:\{[^\n]*\}|\.?[\w#.+-]*[ ]*(?:hl_lines=[^\n]*)?)")
_FENCE_CLOSES = re.compile(r"(`{3,}|~{3,})[ ]*")
_OPENS = re.compile(r"(?<!\\)((?:\\{2})+)(?=`)|(?<!\\)`")
_BLANK_LINE = re.compile(r"(\n[ \t]*\n)")


def without_code(text: str) -> str:
    """Return the text with spaces and blank lines in place of code.

    Markdown pairs backticks within a line or within a paragraph, depending on lists and headings.
    All text that Markdown might show as prose must be checked. So only text that is code in both
    cases is blanked out.
    """
    lines = list(_without_fences(text.split("\n")))
    if not any("`" in line for line in lines):
        return "\n".join(lines)
    in_line = "\n".join(map(_without_spans, lines))
    in_block = "".join(map(_without_spans, _BLANK_LINE.split("\n".join(lines))))
    return "".join(
        by_line if by_line != " " else by_block
        for by_line, by_block in zip(in_line, in_block, strict=True)
    )


def _without_fences(lines: list[str]) -> Iterator[str]:
    closing: dict[str, list[int]] = {}
    for number, line in enumerate(lines):
        if closes := _FENCE_CLOSES.fullmatch(line):
            closing.setdefault(closes[1], []).append(number)
    fenced_up_to = -1
    for number, line in enumerate(lines):
        if number > fenced_up_to and (opens := _FENCE_OPENS.fullmatch(line)):
            ends = closing.get(opens[1], [])
            after = bisect_right(ends, number)
            fenced_up_to = ends[after] if after < len(ends) else fenced_up_to
        yield "" if number <= fenced_up_to else line


def _without_spans(text: str) -> str:
    pieces, position = [], 0
    for start, end in _spans(text):
        pieces += [text[position:start], re.sub(r"[^\n]", " ", text[start:end])]
        position = end
    return "".join([*pieces, text[position:]])


def _spans(text: str) -> Iterator[tuple[int, int]]:
    """Yield the start and end of each code span.

    As in Python-Markdown's BacktickInlineProcessor, a run of backticks is closed by the next run of
    the same length, or else by the longest shorter run. If no run closes a run, the search skips as
    many characters after the run as it has backticks. A backslash escapes a backtick, unless the
    backslash itself is escaped.
    """
    runs = _Runs(text)
    position = 0
    while opens := _OPENS.search(text, position):
        begin = opens.end() if opens[1] else opens.start()
        index = bisect_right(runs.begins, begin) - 1
        ticks = runs.ends[index] - begin
        close = runs.closing(index, ticks)
        position = runs.ends[index] + ticks if close is None else runs.ends[close]
        if close is not None:
            yield begin, position


class _Runs:
    """The runs of backticks in a text, with the run that closes each of them."""

    def __init__(self, text: str) -> None:
        runs = list(re.finditer("`+", text))
        self.begins = [run.start() for run in runs]
        self.ends = [run.end() for run in runs]
        self._lengths = [len(run[0]) for run in runs]
        self._alike: dict[int, list[int]] = {}
        for index, length in enumerate(self._lengths):
            self._alike.setdefault(length, []).append(index)
        # For each run, the first of the longest runs among this run and all later runs.
        self._longest = list(range(len(runs)))
        for index in range(len(runs) - 2, -1, -1):
            after = self._longest[index + 1]
            if self._lengths[index] < self._lengths[after]:
                self._longest[index] = after

    def closing(self, index: int, ticks: int) -> int | None:
        """Return the index of the run after ``index`` that closes this many backticks, or None."""
        alike = self._alike.get(ticks, [])
        after = bisect_right(alike, index)
        if after < len(alike):
            return alike[after]
        if index + 1 == len(self.ends):
            return None
        longest = self._longest[index + 1]
        return longest if self._lengths[longest] < ticks else None
