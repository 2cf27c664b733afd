"""Finds phrases that are always wrong, sentences that are too long, and crowded labels.

If a line must keep such words, a comment on that line or the line above gives the reason, such as
``wording: it names the old command``.
"""

import ast
import re
from collections.abc import Iterator
from typing import NamedTuple

MAX_WORDS = 35


class Phrase(NamedTuple):
    """A forbidden phrase, a replacement, and a sample with a similar harmless phrase."""

    pattern: str
    instead: str
    wrong: str
    right: str


class Slip(NamedTuple):
    """The location of wording to improve. ``line`` counts from 1."""

    line: int
    words: str
    instead: str


PHRASES = (
    Phrase(
        r"\btells? of\b|\btelling of\b",
        "report",
        "The page tells of a closure.",
        "The page tells readers of any age.",
    ),
    Phrase(r"\bnobody need\b", "need not", "Nobody need look.", "Nobody needs to look."),
    Phrase(
        r"\bas far as (?:it|they|we|this|that) (?:is|are|was|were|can|could)\b",
        "the part that",
        "The report, as far as it could be read, is short.",
        "It reached as far as the border.",
    ),
    Phrase(
        r"\bwhere (?:it|they|one|none|any) (?:is|are|was|were) "
        r"(?:installed|missing|given|set|named|asked)\b",
        "if",
        "It runs where it is installed.",
        "It runs where the tools are.",
    ),
    Phrase(
        r"\bstands? in (?:the|a|its|their|one of (?:the|its)) (?:stored )?"
        r"(?:text|file|record|list|table|page|sentence|sentences|source|article)\b",
        "be, appear",
        "It does not stand in the stored text.",
        "The church stands in the square.",
    ),
    Phrase(
        r"(?<!\bthere )\b(?:is|are|was|were) no (?:number|verdict|date|proof|digit|id|error|source|"
        r"claim|evidence|quotation|sentence|name|address|list)\b",
        "is not a",
        "Thirteen is no number of claims.",
        "There is no number here.",
    ),
    Phrase(
        r"\bhas no own\b|\ban? own\b", "its own", "The page has no own frame.", "Our own frame."
    ),
    Phrase(
        r"\b(?:errors?|faults?|rules?|checks?|records?|lists?|scripts?|files?|words) of ours\b",
        "our",
        "This is a fault of ours.",
        "Two of ours came.",
    ),
    Phrase(
        r"\bmend(?:s|ed|ing)?\b", "fix, correct", "Mend the record.", "We recommend this record."
    ),
    Phrase(
        r"\b(?:anew|thrice|oftener|hitherto|whereof|therein|thereof)\b",
        "an everyday word",
        "It is read anew.",
        "It is a new page.",
    ),
    Phrase(r"\bbears? witness\b", "report", "It may bear witness.", "The witness may bear a name."),
    Phrase(
        r"\bwhat is stored of\b",
        "stored passages",
        "Look in what is stored of it.",
        "It is stored.",
    ),
    Phrase(
        r"\b(?:copy|copies|records?|claims?|texts?|sources?) (?:that (?:is|are) )?held\b",
        "our copy, existing",
        "The copy held has no date.",
        "They held talks.",
    ),
    Phrase(
        r"\bis not used to judge\b",
        "we do not judge by",
        "It is not used to judge it.",
        "It is used.",
    ),
    Phrase(
        r"\bas \w+ (?:renders|has) (?:him|her|it|them)\b",
        "in TASS's translation",
        "“No”, as TASS renders him.",
        "As TASS has reported, he said so.",
    ),
    Phrase(
        r"\bof \d{1,2} to \d{1,2} (?:January|February|March|April|May|June|July|August|September|"
        r"October|November|December)\b",
        "published between",
        "The report of 21 to 27 August is short.",
        "It lasted from 21 to 27 August.",
    ),
    Phrase(r"\btoward\b", "towards", "It leads toward Kyiv.", "It leads towards Kyiv."),
    Phrase(r"\bthat it is so\b|\bis it so\?", "that it is true", "Is it so?", "Is it so far away?"),
    Phrase(
        r"\b(?:can|could|may|might)(?:not| not)? be had\b",
        "be fetched",
        "Its text cannot be had.",
        "It cannot be hard.",
    ),
    Phrase(
        r"\bas it shall be\b", "as it will be", "Your name as it shall be shown.", "It shall not."
    ),
    Phrase(
        r"\b(?:claims?|sources?|words|text) that nobody (?:has|had)\b",
        "that we have not",
        "A source that nobody has found.",
        "Nobody has found it.",
    ),
    Phrase(
        r"\b(?:do|does|did) not hold(?=[.,:;)]|$)",
        "is wrong or misleading",
        "The claims that do not hold.",
        "They do not hold talks.",
    ),
    Phrase(
        r"\bsays nothing of\b|\bknows? nothing of\b",
        "says nothing about",
        "It says nothing of a day.",
        "It says nothing on Monday.",
    ),
    Phrase(
        r"\bthat is of no\b|\bof its own accord\b",
        "an everyday word",
        "It starts of its own accord.",
        "It has a page of its own.",
    ),
)
PATTERNS = tuple((re.compile(phrase.pattern, re.IGNORECASE), phrase) for phrase in PHRASES)

_EXCEPTION = re.compile(r"\bwording: \S.{9,}")
_CITATION = re.compile(r"\s*\[@[\w-]+\]")
_LINK = re.compile(r"\[([^\]]*)\]\([^)]*\)")
_SENTENCE_END = re.compile(r"(?<=[.?!:])[”\")]*\s+(?=[A-ZŠ“\"(]|$)")
_LABEL = re.compile(
    r"<(h[1-6]|dt|th|legend|label|button|summary|figcaption-title)\b[^>]*>(.*?)</\1>", re.DOTALL
)
_BLOCK = re.compile(
    r"</?(?:p|li|h[1-6]|dt|dd|td|th|div|ul|ol|dl|summary|legend|label|option)\b[^>]*>"
)


def phrases_in(text: str) -> Iterator[Slip]:
    """Yield each forbidden phrase in a text, except on lines with a reason."""
    lines = text.split("\n")
    for number, line in enumerate(lines, 1):
        if excepted(lines, number):
            continue
        for pattern, phrase in PATTERNS:
            for match in pattern.finditer(line):
                yield Slip(number, match[0], phrase.instead)


def excepted(lines: list[str], number: int) -> bool:
    """Return whether the line or the line above gives a reason to keep the words."""
    return any(_EXCEPTION.search(line) for line in lines[max(0, number - 2) : number])


def long_sentences(prose: str) -> Iterator[Slip]:
    """Yield each sentence with more than ``MAX_WORDS`` words in a Markdown text."""
    lines = prose.split("\n")
    for number, line in enumerate(lines, 1):
        if line.startswith(("|", "<!--", "---", "title:", "description:")):
            continue
        if not excepted(lines, number):
            text = _LINK.sub(r"\1", _CITATION.sub("", line))
            yield from _too_long(text, number)


def long_template_sentences(template: str) -> Iterator[Slip]:
    """Yield the sentences of a template that are too long. An expression counts as one word.

    The text between two tags of a condition counts as a separate sentence.
    """
    text = re.sub(
        r"\{#.*?#\}|<pre.*?</pre>|<svg.*?</svg>|^---\n.*?\n---\n", _blank, template, flags=re.S
    )
    text = re.sub(r"\{\{.*?\}\}", "X", text, flags=re.DOTALL)
    text = re.sub(
        r"\{% (?:else|elif|endif|if|for|endfor|macro|set)\b.*?%\}", ". A", text, flags=re.DOTALL
    )
    for number, line in enumerate(text.split("\n"), 1):
        for piece in _BLOCK.split(line):
            yield from _too_long(re.sub(r"<[^>]+>", "", piece), number)


def labels_in(template: str) -> Iterator[Slip]:
    """Yield a template's headings, labels and buttons that contain brackets or semicolons."""
    lines = template.split("\n")
    for match in _LABEL.finditer(template):
        number = template.count("\n", 0, match.start()) + 1
        words = re.sub(r"\{[{%#].*?[}%#]\}|<[^>]+>|&\w+;", "", match[2], flags=re.DOTALL)
        if re.search(r"[()\[\];]", words) and not excepted(lines, number):
            yield Slip(number, words.strip(), "a label without brackets and semicolons")


def texts_in(source: str) -> str:
    """Return a Python file with only its comments and strings, on their original lines."""
    kept = [""] * (source.count("\n") + 1)
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and " " in node.value:
            lines = source.split("\n")[node.lineno - 1 : node.end_lineno]
            for number, line in enumerate(lines, node.lineno - 1):
                kept[number] = line
    for number, line in enumerate(source.split("\n")):
        if "# " in line:
            kept[number] = kept[number] or line[line.index("# ") :]
    return "\n".join(kept)


def _too_long(text: str, line: int) -> Iterator[Slip]:
    for sentence in _SENTENCE_END.split(text):
        words = [word for word in sentence.split() if any(letter.isalnum() for letter in word)]
        if len(words) > MAX_WORDS:
            yield Slip(line, " ".join(words[:6]) + " …", f"{len(words)} words: two sentences")


def _blank(match: re.Match[str]) -> str:
    return "\n" * match[0].count("\n")
