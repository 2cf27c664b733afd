"""Finds the citations in prose to which a verdict word belongs: under a label, or in a sentence.

It ignores uncertain cases, such as a verdict next to a contrast or reason, and other people's
views.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache
from itertools import accumulate
from typing import NamedTuple

from build_tools.facts.quantities import base
from build_tools.facts.reading.prose import CITATION
from build_tools.facts.records import Heading, Paragraph, Prose, Verdict
from build_tools.rules import verdict_words

# The marks before the text of a line in lists, tables, quotations and definitions.
_START = re.compile(r"[ ]{0,40}(?:(?:[-*+]|\d{1,4}[.)])[ ]{1,8}|\|[ ]{0,8}|>[ ]{0,8}|:[ ]{1,8})?")
_ITEM = re.compile(r"([ ]{0,40})(?:[-*+]|\d{1,4}[.)])[ ]")
_STRONG = re.compile(
    r"(?P<open>\*\*|__|\*|_|<strong>|<b>|<em>)(?P<label>[^*_<\n]{1,60})"
    r"(?:\*\*|__|\*|_|</strong>|</b>|</em>)[ ]*(?P<after>[:–—-]?)"
)
_PLAIN = re.compile(r"(?P<label>[^:\[\]\n]{1,60}):(?=\s|$)")
_RATED = re.compile(rf"(?:{verdict_words.LEAD})\s*:[ ]*(?P<label>[^:\[\]\n]{{1,60}})$", re.I | re.M)
_BOX = re.compile(r"(?:!!!|\?\?\?\+?|===[+!]?)[ ]*(?:[\w-]+[ ]+)*\"(?P<label>[^\"\n]{1,60})\"")
_TERM = re.compile(r"(?P<label>[^\[\]\n:]{1,60})\n(?=:[ ]{1,3}\S)")
_NEXT_LABEL = re.compile(
    r"(?<=[.;!?][ \n])(?=\*\*|__|<strong>|<b>)|(?<=\n)(?=\*\*|__|<strong>|<b>)"
)
_QUOTED = re.compile(r"“[^“”]{0,400}”|«[^«»]{0,400}»|„[^„“”]{0,400}[“”]|(?<!\w)\"[^\"]{0,400}\"")
# The full stop in “28. August” does not end a sentence.
_ENTRY_END = re.compile(r"(?<!\b\d)(?<!\b\d\d)[.!?](?=\s|$)|;")
_SENTENCE_END = re.compile(r"(?<!\b\d)(?<!\b\d\d)[.!?](?=\s|$)")
# Languages in which a sentence may begin with the verdict, as in “Неверно, что …”.
_NO_SUBJECT = ("pl", "ru", "lt")
# Real sentences have fewer characters than this.
_LONGEST = 1500
# The content of a box or an item is indented.
_INSIDE, _DEEP = "    ", 4
# The groups in the pattern for a verdict in a sentence.
_FORMS = ("before", "after", "that", "unproven")
_BESIDE = re.compile(r"[\s,;]*")


class Label(NamedTuple):
    """One or more verdict words, and the verdicts that they may mean.

    A loose label ("What is not known") applies only to claims that are stated below it.
    """

    text: str
    verdicts: frozenset[Verdict]
    is_loose: bool = False


class Labelled(NamedTuple):
    """Adjacent citations under a label. Each citation has an id, a line, and columns from 0.

    ``statement`` is the statement on which the sentence gives the verdict. It is None for other
    labels.
    """

    label: Label
    citations: tuple[tuple[str, int, int, int], ...]
    statement: str | None = None


@dataclass(slots=True)
class _Above:
    """The labels of headings (by level) and of a paragraph that apply to the next lists."""

    headings: list[tuple[int, Label | None]] = field(default_factory=list)
    paragraph: tuple[int, Label] | None = None  # with the indentation at which the label ends

    def enter(self, heading: Heading, lang: str) -> None:
        while self.headings and self.headings[-1][0] >= heading.level:
            self.headings.pop()
        text = heading.text.strip()
        self.headings.append((heading.level, _label(text, lang)))
        self.paragraph = None

    def of_item(self, indent: int) -> Label | None:
        if self.paragraph and indent > self.paragraph[0]:
            return self.paragraph[1]
        self.paragraph = None
        return self.headings[-1][1] if self.headings else None


def labelled(prose: Prose, lang: str) -> Iterator[Labelled]:
    """Yield the citations of a page to which a verdict word belongs."""
    above = _Above()
    blocks: list[tuple[int, Heading | Paragraph]] = [
        (item.span.line, item) for item in prose.headings
    ]
    blocks += [(item.lines[0][0], item) for item in prose.paragraphs if item.lines]
    blocks.sort(key=lambda pair: pair[0])
    for index, (_, block) in enumerate(blocks):
        if isinstance(block, Heading):
            above.enter(block, lang)
            below = (blocks[place][1] for place in range(index + 1, len(blocks)))
            yield from _of_section(block, below, lang)
        else:
            yield from _of_paragraph(block, above, lang)


def _of_section(
    heading: Heading, below: Iterable[Heading | Paragraph], lang: str
) -> Iterator[Labelled]:
    """Yield all citations below a heading that rates one of them: “Wrong: lorries waited”."""
    match = _PLAIN.match(heading.text.strip())
    label = _label(match["label"], lang) if match else None
    if match is None or label is None or not heading.text.strip()[match.end() :].strip():
        return
    places: list[tuple[str, int, int, int]] = []
    for block in below:
        if isinstance(block, Heading):
            if block.level <= heading.level:
                break
            continue
        text = "\n".join(line for _, line in block.lines)
        places += _Lines(block).places(list(CITATION.finditer(text)))
    if places:
        yield Labelled(label, tuple(places))


def _of_paragraph(paragraph: Paragraph, above: _Above, lang: str) -> Iterator[Labelled]:
    text = "\n".join(line for _, line in paragraph.lines)
    parts = list(_parts(text, lang))
    item, has_citation = _ITEM.match(text), "[@" in text
    indent = len(item[1]) if item else -1
    is_inside = text.startswith(_INSIDE) and above.paragraph is not None
    is_row = bool(item) or text.lstrip().startswith("|") or is_inside
    outer = above.of_item(_DEEP if is_inside and not item else indent) if is_row else None
    if not is_row:
        above.paragraph = None
    if parts and not has_citation and not text[parts[-1][1] :].strip():
        above.paragraph = (indent, parts[-1][0])
    if not has_citation:
        return
    if not parts and (label := _of_row(text, lang) or outer):
        parts = [(label, 0, len(text))]
    lines = _Lines(paragraph)
    for label, start, end in parts:
        for group in _governed(text, start, end, lang):
            statement = _statement(text, start, group[0].start(), lang) if label.is_loose else None
            if statement != "":
                yield Labelled(label, lines.places(group), statement)
    yield from _in_sentences(text, lines, lang)


def _statement(text: str, start: int, end: int, lang: str) -> str:
    """Return a first sentence's statement before a citation, or "" if it gives a view.

    Later sentences may be what is known: "Why they differ. Both add up to seven [@count]."
    """
    if _SENTENCE_END.search(text, start, end):
        return ""
    sentence = CITATION.sub("", text[start:end])
    return "" if verdict_words.view(base(lang)).search(sentence) else sentence.strip(" -*+:|\n")


def _label(text: str, lang: str) -> Label | None:
    if verdict_words.is_unknown(text, lang):
        return Label(text.strip("*_ :.<>"), verdict_words.UNPROVEN, is_loose=True)
    verdicts = verdict_words.meaning(text, lang)
    return Label(text.strip("*_ :.<>"), verdicts) if verdicts else None


def _of_row(text: str, lang: str) -> Label | None:
    """Return the label that fills a cell of a table's row."""
    cells = text.strip().strip("|").split("|") if text.lstrip().startswith("|") else ()
    return next((label for cell in cells if (label := _label(cell, lang))), None)


def _parts(text: str, lang: str) -> Iterator[tuple[Label, int, int]]:
    """Yield each label with the start and end of the text that the label covers."""
    starts = [0, *(match.start() for match in _NEXT_LABEL.finditer(text))]
    for start, end in zip(starts, [*starts[1:], len(text)], strict=True):
        begin = _START.match(text, start)
        at = begin.end() if begin and not start else start
        match = _STRONG.match(text, at) or _BOX.match(text, at)
        if start == 0:
            match = (
                match or _RATED.match(text, at) or _TERM.match(text, at) or _PLAIN.match(text, at)
            )
        label = _label(match["label"], lang) if match else None
        if match and label and _is_label(match, text, start):
            yield label, match.end(), end


def _is_label(match: re.Match[str], text: str, start: int) -> bool:
    """Return whether the strong words are a label, and not the beginning of a sentence."""
    if match.re is not _STRONG:
        return True
    ends = match["label"].rstrip()[-1:] in (":", ".", "–", "—") or bool(match["after"])
    return ends or (start == 0 and not text[match.end() :].strip())


def _governed(text: str, start: int, end: int, lang: str) -> Iterator[list[re.Match[str]]]:
    """Yield the first group of citations under a label, and the groups that continue it.

    In “Wrong: that P [@p], and that Q, when in fact R [@q]”, both citations are under the label. In
    “Wrong: that P [@p], when in fact Q [@q]”, the second citation is a reason.
    """
    contrast, next_item = (
        verdict_words.contrast(base(lang)),
        verdict_words.next_item(base(lang)),
    )
    goes_on = True
    position = None
    for group in _groups(text, start, end):
        between = "" if position is None else text[position : group[0].start()]
        if position is not None:
            is_plain = not contrast.search(between) and not _ENTRY_END.search(between)
            goes_on = bool(next_item.match(between)) or (goes_on and is_plain)
        if goes_on:
            yield group
        position = group[-1].end()


def _groups(text: str, start: int, end: int) -> Iterator[list[re.Match[str]]]:
    group: list[re.Match[str]] = []
    for citation in CITATION.finditer(text, start, end):
        if group and not _BESIDE.fullmatch(text, group[-1].end(), citation.start()):
            yield group
            group = []
        group.append(citation)
    if group:
        yield group


def _in_sentences(text: str, lines: "_Lines", lang: str) -> Iterator[Labelled]:
    """Yield the citations beside a verdict in a sentence: “… is wrong [@id]”, “[@id] is wrong”."""
    plain = _QUOTED.sub(lambda match: re.sub(r"[^\n]", " ", match[0]), text)
    matches = list(_sentences(base(lang)).finditer(plain))
    if not matches:  # nearly all texts need no further check
        return
    view = verdict_words.view(base(lang))
    ends = [0, *(match.end() for match in _SENTENCE_END.finditer(plain)), len(plain)]
    for match in matches:
        name = next(name for name in _FORMS if match[name])
        start = ends[bisect_right(ends, match.start()) - 1]
        stop = ends[min(bisect_left(ends, match.end()), len(ends) - 1)]
        # “We consider it wrong” is a view, but it is our own.
        others = f"{plain[start : match.start()]} {plain[match.end() : stop]}"
        if stop - start > _LONGEST or view.search(CITATION.sub("", others)):
            continue
        is_first = name in ("that", "unproven")
        citation = CITATION.search(text, match.end() if is_first else match.start(), stop)
        if not citation and name == "before":  # as in “… is wrong. [@id]”
            citation = CITATION.match(text, match.end())
        is_unproven = name == "unproven"
        verdicts = (
            verdict_words.UNPROVEN if is_unproven else verdict_words.meaning(match[name], lang)
        )
        if citation and verdicts:
            before, after = plain[start : match.start()], plain[match.end() : citation.start()]
            statement = {"before": before, "after": ""}.get(name, after)
            label = Label(" ".join(match[name].split()), verdicts)
            yield Labelled(label, lines.places([citation]), CITATION.sub("", statement))


@cache
def _sentences(code: str) -> re.Pattern[str]:
    phrase, copula = verdict_words.any_phrase(code), verdict_words.copula(code)
    mark, citation = r"[*_]{0,3}", r"\[@[a-z0-9-]{1,64}\]"
    begin = r"(?:(?<!\w)(?:" + copula + r")\s+|(?:[(–—:]|\s-)\s*)" + mark
    begin = rf"(?:{begin}|(?<!\w)(?=(?:{verdict_words.verbs(code)})\b))"
    it = "it is|it was|it’s|it's|es|il est|c’est|c'est|ce n’est|ce n'est|es ist|to|это|tai"
    if code == "en":
        it += "|the (?:article|report|story|headline) (?:is|was)"
    if code in _NO_SUBJECT:
        it += "|"
    that = r"(?:(?:that|que|dass|daß|że|iż|что|kad|jog)\b|qu['’])"
    first = r"(?:^|(?<=[.!?;]\s)|(?<=[-*+]\s))"
    return re.compile(
        rf"{begin}(?P<before>{phrase}){mark}[\s,.)]*(?={citation})"
        rf"|{citation}\s*{begin}(?P<after>{phrase}){mark}(?=\s*(?:[.;,:!)|]|$))"
        rf"|{first}(?:{it}|{verdict_words.rates(code)})\s*{mark}(?P<that>{phrase}){mark}"
        rf"(?:\s+(?:jest|yra))?,?\s+{that}"
        rf"|{first}{mark}(?P<unproven>{verdict_words.no_proof(code)}){mark},?\s+{that}",
        re.IGNORECASE | re.MULTILINE,
    )


class _Lines:
    """The lines of a paragraph, for finding a citation's line and columns in the joined text."""

    def __init__(self, paragraph: Paragraph) -> None:
        lengths = [len(line) + 1 for _, line in paragraph.lines]
        self._starts = [0, *accumulate(lengths)][:-1]
        self._numbers = [number for number, _ in paragraph.lines]

    def places(self, group: list[re.Match[str]]) -> tuple[tuple[str, int, int, int], ...]:
        return tuple(self._place(citation) for citation in group)

    def _place(self, citation: re.Match[str]) -> tuple[str, int, int, int]:
        index = bisect_right(self._starts, citation.start()) - 1
        start = self._starts[index]
        return (
            citation[1],
            self._numbers[index],
            citation.start(1) - start,
            citation.end(1) - start,
        )
