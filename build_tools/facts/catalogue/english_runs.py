"""Isolates text that is written from left to right in a page that is written from right to left.

Each message that stayed in English needs its own direction. But two isolated messages beside each
other would be set from right to left, and their lines would be mixed. Neighbouring messages, with
the Latin words, digits and punctuation between them, therefore share one element. Latin text
without a message, such as a record in another script, gets a ``bdi`` element. Its full stop would
otherwise be at the wrong end.
"""

import re
from enum import IntEnum
from typing import Final, NamedTuple

from build_tools.facts.catalogue.po_files import ENGLISH, MARKS

_OPEN, _CLOSE = MARKS
OPENED: Final = f'<span lang="{ENGLISH}">'
CLOSED: Final = "</span>"
_ISOLATED: Final = ("<bdi>", "</bdi>")
_TAG = re.compile(r"<(?P<close>/?)(?P<name>[a-zA-Z][\w-]*)")
_LETTER = re.compile(r"[^\W\d_]")
# Letters of scripts that are written from right to left.
_FROM_THE_RIGHT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U0001e95f]")
_MARK = re.compile(f"([{_OPEN}{_CLOSE}])")
_QUOTATION_MARKS = "“”„«»"
_OPENING_FROM_THE_RIGHT = "”"  # in Arabic and Hebrew
# A number before a word that is written from right to left belongs to that word.
_RIGHT_TO_LEFT_MARK = "\u200f"
_NUMBER = re.compile(rf"(?<![\w{_RIGHT_TO_LEFT_MARK}])(?=\d+\s+{_FROM_THE_RIGHT.pattern})")
# Words that are written from right to left, such as a date, in an English message.
_FOREIGN = re.compile(
    rf"(?:\d+\s+)?{_FROM_THE_RIGHT.pattern}(?:[^A-Za-z]*(?:\d|{_FROM_THE_RIGHT.pattern}))?"
)
# The characters around the names of values that are filled into a page later.
_PLACEHOLDER = "\ue000"
_IS_INLINE = re.compile(
    "a|abbr|b|bdi|bdo|button|cite|code|data|del|dfn|em|i|ins|kbd|mark|q|s|samp|small|span|strong"
    "|sub|sup|time|u|var|br|wbr|img"
).fullmatch
_HAS_DIRECTION = re.compile(' dir="(?:auto|ltr)"').search
_IS_SENTENCE = re.compile("h[1-6]|dd|figcaption").fullmatch
_IS_EMPTY = re.compile("area|base|br|col|embed|hr|img|input|link|meta|source|track|wbr").fullmatch


class _Kind(IntEnum):
    """A kind of text. The highest kind in a run decides which element the run gets."""

    EDGE = 0  # spaces, drawings and quotation marks, which are removed from both ends of a run
    SIGNS = 1  # digits and punctuation
    LATIN = 2
    ENGLISH = 3


# The element for each kind of run.
_TAGS: Final = {_Kind.LATIN: _ISOLATED, _Kind.ENGLISH: (OPENED, CLOSED)}
_Span = tuple[int, int, str, str]  # first part, end, tags


class _Item(NamedTuple):
    """A text or an element that can be part of a run."""

    start: int
    end: int
    kind: _Kind
    is_word: bool  # is text with letters or digits outside of an element
    spans: tuple[_Span, ...] = ()
    brackets: int = 0  # the number of opening brackets minus the number of closing brackets


class _Level:
    """An element that is open, with the run that it contains so far."""

    def __init__(self, name: str, start: int, html: str) -> None:
        self.name, self.start = name, start
        self.is_joined = html == OPENED  # by an earlier pass over this part of the page
        has_direction = name == "bdi" or _HAS_DIRECTION(html) is not None
        self.is_code = name in ("code", "pre")
        self.keeps_text = has_direction or self.is_code
        # The note of a citation is in its sentence, but is shown elsewhere.
        self.is_apart = has_direction or " popover" in html
        self.kind = _Kind.ENGLISH if self.is_joined else _Kind.EDGE
        self.is_foreign = self.has_barrier = False
        self.run: list[_Item] = []
        self.spans: list[_Span] = []
        self._quoted_at = -1  # where a quotation began in the run
        self._is_quoting = False
        self._has_neighbour = False  # text in the site's language, beside the run

    def add(self, item: _Item) -> None:
        self.run.append(item)
        self.kind = max(self.kind, item.kind)

    def add_mark(self, item: _Item) -> _Item | None:
        """Add a quotation mark. Return the whole quotation if its words need an element."""
        self.add(item)
        at, self._quoted_at = self._quoted_at, -1
        self._is_quoting = not self._is_quoting
        if self._is_quoting:
            self._quoted_at = len(self.run) - 1
        elif at >= 0 and (kind := max(one.kind for one in self.run[at:])) >= _Kind.LATIN:
            span = (self.run[at].start, item.end, *_TAGS[kind])
            quotation = _Item(*span[:2], kind, is_word=False, spans=(span,))
            self.run[at:] = [quotation]
            return quotation
        return None

    def add_foreign(self, marks: int = 0) -> None:
        """End the run because text in the site's language, with quotation marks, follows."""
        self._is_quoting ^= marks % 2 == 1
        self._has_neighbour = self.is_foreign = True
        self.end_run()

    def add_barrier(self) -> None:
        """End the run because a block, a field or a button follows."""
        self.end_run()
        self._has_neighbour, self.has_barrier = False, True

    def needed_spans(self) -> list[_Span]:
        """End the run, and return the elements that this element's content needs."""
        self.end_run()
        if self.is_joined:
            return []
        if self.keeps_text:
            return [span for span in self.spans if span[2] == OPENED]
        return self.spans

    def end_run(self) -> None:
        """Add the elements that the run needs."""
        run, self.run, self._quoted_at = self.run, [], -1
        first, end = _core(run, _Kind.ENGLISH if self._has_neighbour else _Kind.SIGNS)
        self.spans += [span for item in (*run[:first], *run[end:]) for span in item.spans]
        run = run[first:end]
        kind = max((item.kind for item in run), default=_Kind.EDGE)
        # Elements without text between them are often laid out as boxes, except in headings.
        is_sentence = _IS_SENTENCE(self.name) and len(run) > 1
        if kind >= _Kind.LATIN and (is_sentence or any(item.is_word for item in run)):
            self.spans.append((run[0].start, run[-1].end, *_TAGS[kind]))
        else:
            self.spans += [span for item in run for span in item.spans]


class EnglishRuns:
    """Collects the parts of a page, and puts an element around each run."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._levels = [_Level("", 0, "")]
        self._depth = 0  # of messages, which may contain other messages

    def add_text(self, text: str) -> None:
        """Add text outside of tags, with the marks around its English messages."""
        for piece in _MARK.split(text):
            if piece in MARKS:
                self._depth = max(0, self._depth + (1 if piece == _OPEN else -1))
            else:
                for part in filter(None, _parted(piece)):
                    self._add_part(part)

    def _add_part(self, part: str) -> None:
        is_verbatim = any(level.keeps_text for level in self._levels)
        if not self._depth and _FROM_THE_RIGHT.search(part):
            self._add_foreign(part if is_verbatim else _NUMBER.sub(_RIGHT_TO_LEFT_MARK, part))
            return
        if _PLACEHOLDER in part:
            self._levels[-1].add_barrier()
            self._parts.append(part)
            return
        is_word = any(map(str.isalnum, part))
        if part.isspace() or (not is_word and any(mark in part for mark in _QUOTATION_MARKS)):
            kind = _Kind.EDGE
        elif self._depth:
            kind = _Kind.ENGLISH
        else:
            kind = _Kind.LATIN if _LETTER.search(part) else _Kind.SIGNS
        self._parts.append(part if is_verbatim else _FOREIGN.sub(r"<bdi>\g<0></bdi>", part))
        if part in {*_QUOTATION_MARKS} and not any(level.is_code for level in self._levels):
            self._add_mark()
        else:
            self._add_item(kind, is_word=is_word, brackets=_brackets(part))

    def _add_mark(self) -> None:
        """Add a quotation mark, and turn both marks of words that are written from the left."""
        end = len(self._parts)
        quotation = self._levels[-1].add_mark(_Item(end - 1, end, _Kind.EDGE, is_word=False))
        if quotation and self._parts[quotation.start] == _OPENING_FROM_THE_RIGHT:
            self._parts[quotation.start], self._parts[-1] = "“", "”"

    def _add_foreign(self, text: str) -> None:
        """Add text in the site's language. Brackets at its ends may belong to its neighbours."""
        for name, part in _bracketed(text).items():
            if part:
                self._parts.append(part)
                if name == "words":
                    self._levels[-1].add_foreign(sum(part.count(mark) for mark in _QUOTATION_MARKS))
                else:
                    self._add_item(_Kind.SIGNS, brackets=_brackets(part))

    def _add_item(self, kind: _Kind, *, is_word: bool = False, brackets: int = 0) -> None:
        end = len(self._parts)
        self._levels[-1].add(_Item(end - 1, end, kind, is_word, brackets=brackets))

    def add_drawing(self, html: str) -> None:
        """Add a drawing or another part without text."""
        self._parts.append(html)
        self._add_item(_Kind.EDGE)

    def add_tag(self, html: str) -> None:
        """Add a tag, which begins or ends an element."""
        tag = _TAG.match(html)
        if not tag:
            self.add_drawing(html)
        elif tag["close"]:
            self._close(tag["name"].lower(), html)
        else:
            self._open(tag["name"].lower(), html)

    def _open(self, name: str, html: str) -> None:
        if not _IS_INLINE(name):
            self._levels[-1].add_barrier()
        if not _IS_EMPTY(name):
            self._levels.append(_Level(name, len(self._parts), html))
            self._parts.append(html)
        elif _IS_INLINE(name):
            self.add_drawing(html)
        else:
            self._parts.append(html)

    def _close(self, name: str, html: str) -> None:
        self._parts.append(html)
        if any(level.name == name for level in self._levels[1:]):
            while self._end_level() != name:
                pass

    def _end_level(self) -> str:
        """End the innermost open element, and return its name."""
        level = self._levels.pop()
        spans = level.needed_spans()
        parent = self._levels[-1]
        if not _IS_INLINE(level.name) or level.has_barrier:
            parent.add_barrier()
            parent.spans += spans
        elif level.is_foreign and not level.is_apart:
            parent.add_foreign()
            parent.spans += spans
        else:
            end = len(self._parts)
            parent.add(_Item(level.start, end, level.kind, is_word=False, spans=tuple(spans)))
        return level.name

    def html(self) -> str:
        """Return the page with an element around each run."""
        while len(self._levels) > 1:
            self._end_level()
        before, after = [""] * len(self._parts), [""] * len(self._parts)
        for start, end, opened, closed in self._levels[0].needed_spans():
            before[start] = opened + before[start]
            after[end - 1] += closed
        return "".join(
            f"{opened}{part}{closed}"
            for opened, part, closed in zip(before, self._parts, after, strict=True)
        )


def _brackets(text: str) -> int:
    return sum((sign in "([") - (sign in ")]") for sign in text)


def _core(run: list[_Item], least: _Kind) -> tuple[int, int]:
    """Return where a run begins and ends without lesser items around it.

    A bracket beside the run stays if its partner is in the run, because each needs the same
    direction.
    """
    kept = [at for at, item in enumerate(run) if item.kind >= least]
    if not kept:
        return 0, 0
    first, end = kept[0], kept[-1] + 1
    inside = sum(item.brackets for item in run[first:end])
    before = run[first - 1].brackets if first else 0
    after = run[end].brackets if end < len(run) else 0
    if before > 0 and inside + before in (0, -after):
        first -= 1
        inside += before
    if after < 0 and inside + after == 0:
        end += 1
    return first, end


def _parted(text: str) -> tuple[str, ...]:
    """Split off the outer spaces and quotation marks of a text, and return all the parts."""
    words = text.strip()
    at = text.find(words)
    first, last = text[:at], text[at + len(words) :]
    if len(words) > 1 and words[0] in _QUOTATION_MARKS and words[-1] in _QUOTATION_MARKS:
        return first, words[0], words[1:-1], words[-1], last
    return first, words, last


def _bracketed(text: str) -> dict[str, str]:
    """Split off a closing bracket at the beginning and an opening bracket at the end of a text."""
    begins = text.lstrip()
    after = len(text) - len(begins) + 1 if begins.startswith((")", "]")) else 0
    ends = text[after:].rstrip()
    before = after + len(ends) - 1 if ends.endswith(("(", "[")) else len(text)
    return {"closing": text[:after], "words": text[after:before], "opening": text[before:]}
