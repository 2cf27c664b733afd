"""Finds text that YAML treats as a comment: ``finding: It was the #1 threat`` ends before the #.

Doubtful cases are not reported. A real comment usually has a space after its #, so such a comment
is allowed, unless it continues an unfinished sentence: "on every day # but not at night".
"""

import re
from collections.abc import Iterator
from typing import Any

from _ruamel_yaml import CParser
from ruamel.yaml.events import (
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)

from build_tools.facts.diagnostics import Diagnostic, Span

# Words that continue a sentence, and do not begin a note to other editors.
_GOES_ON = (
    "but|and|or|nor|yet|though|although|while|whereas|because|which|who|whose|not|only|except|pero|"
    "sino|"
    "aunque|mientras|porque|aber|sondern|obwohl|während|weil|mais|bien que|tandis que|parce que|"
    "ale|lecz|"
    "choć|ponieważ|но|однако|хотя|потому|bet|tačiau|nors|nes"
)
_MAY_CUT = re.compile(rf"^[^#\n]*\S[ \t]+#(?:[^\s#]|[ \t](?:\d|(?:{_GOES_ON})\b))", re.MULTILINE)
_SENTENCE = re.compile(rf" (?:\d+ \w|(?:{_GOES_ON})\b)")
_COMMENT = re.compile(r"(?P<gap>[ \t]{1,200})#(?P<text>[^\n]*)")
# Fields whose value is text even if it is a single word.
_TEXT_FIELDS = (
    "claim finding says text translation speaker part title name summary reason why result query "
    "where withdrawn outdated would_change quote note description byline publisher"
)
_TEXTS = frozenset(_TEXT_FIELDS.split())
_TOOL = re.compile(
    r"(?:todo|fixme|xxx|note|hack|noqa|nosec|yamllint|pragma|region|endregion|check|see|cf)\b",
    re.IGNORECASE,
)
_SENTENCE_END = (".", "!", "?", "…", "”", "»", '"', ")")


def text_in_comment(path: str, text: str) -> Diagnostic | None:
    """Return an error at the first place where words of a valid YAML text are lost in a comment."""
    if not _MAY_CUT.search(text):
        return None
    lines = text.split("\n")
    for field, event in _values(text):
        line, column = event.end_mark.line, event.end_mark.column
        if line >= len(lines) or event.style in ("|", ">"):
            continue
        comment = _COMMENT.match(lines[line], column)
        if comment and _is_text(field, event.value, event.style in ("'", '"'), comment):
            start = comment.start("text")
            return Diagnostic(
                Span(path, line + 1, start, line + 1, len(lines[line]) + 1),
                "yaml",
                "The text is lost from here on: a # after a space begins a comment.",
                "Put the whole text in quotation marks. In a real comment, a space follows the #.",
            )
    return None


def _is_text(field: str, value: str, is_quoted: bool, comment: re.Match[str]) -> bool:
    """Return whether the text after # continues the value, and so is not a comment."""
    gap, words = comment["gap"], comment["text"]
    if not words or _TOOL.match(words):
        return False
    is_words = " " in value.strip() or not value or field in _TEXTS
    ends = value.rstrip().endswith(_SENTENCE_END)
    if words[0].isdigit():
        return is_words and not (len(gap) > 1 and ends)
    if is_quoted or len(gap) > 1:
        return False
    if words[0] == " ":
        return " " in value and not ends and bool(_SENTENCE.match(words))
    return words[0].isalpha() and (" " in value or not value) and not ends


def _values(text: str) -> Iterator[tuple[str, Any]]:
    """Yield each scalar that is not a key, with the name of its field."""
    parser = CParser(text)
    stack: list[bool] = []  # whether the enclosing node is a mapping
    waiting = ""
    is_mapping, fields = False, [""]
    while (event := parser.get_event()) is not None:
        kind = type(event)
        if kind is ScalarEvent:
            if is_mapping and not waiting:
                waiting = event.value or " "
            else:
                yield waiting or fields[-1], event
                waiting = ""
        elif kind is MappingStartEvent or kind is SequenceStartEvent:
            stack.append(is_mapping)
            fields.append(waiting or fields[-1])
            is_mapping, waiting = kind is MappingStartEvent, ""
        elif kind is MappingEndEvent or kind is SequenceEndEvent:
            is_mapping, waiting = stack.pop(), ""
            fields.pop()
