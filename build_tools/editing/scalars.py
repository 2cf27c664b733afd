"""One text as YAML: plain where it reads back, folded where it is long, quoted where it must be."""

import json
import re

from build_tools.facts.diagnostics import Diagnostic
from build_tools.facts.reading import read_yaml
from build_tools.facts.reading.project import HIDDEN

WIDTH = 100
FOLDED = ">-"

# What surely reads back, so that most texts need no trial.
_HARMLESS = re.compile(r"[A-Za-z][A-Za-z0-9_./]*(?:[ -]+[A-Za-z0-9_./(]+)*[.]?")
_GAP = re.compile(r"(?<=\S) (?=\S)")


def in_line(text: str, *, in_brackets: bool = False) -> str:
    """Return the text as a scalar of one line: plain, else in double or single quotation marks."""
    if _HARMLESS.fullmatch(text) or _reads_back(text, text, in_brackets):
        return text
    single = "'" + text.replace("'", "''") + "'"
    if ('"' in text or "\\" in text) and _reads_back(single, text, in_brackets):
        return single
    return _double(text)


def as_key(text: str) -> str:
    """Return the text as the key of a mapping."""
    if _HARMLESS.fullmatch(text) or _plain_of(f"{text}: x") == {text: "x"}:
        return text
    return _double(text)


def folded(text: str, indent: int) -> list[str] | None:
    """Return the lines of a folded block, indented; None where folding would change the text."""
    if not text or HIDDEN.search(text):
        return None
    margin = " " * indent
    lines: list[str] = []
    for number, paragraph in enumerate(text.split("\n")):
        # A line break of the text is an empty line of the block.
        lines += [""] if number else []
        lines += [margin + line if line else "" for line in _wrapped(paragraph, WIDTH - indent)]
    block = "\n".join([f"k: {FOLDED}", *(f"  {line}" if line else line for line in lines)])
    return lines if _plain_of(block) == {"k": text} else None


def _wrapped(text: str, width: int) -> list[str]:
    """Break at single spaces only: a wider gap would be lost."""
    lines = [""]
    for word in _GAP.split(text):
        longer = f"{lines[-1]} {word}" if lines[-1] else word
        if lines[-1] and len(longer) > width:
            lines.append(word)
        else:
            lines[-1] = longer
    return lines


def _reads_back(scalar: str, text: str, in_brackets: bool) -> bool:
    if not scalar or "\n" in scalar or HIDDEN.search(scalar):
        return False
    if in_brackets:
        return _plain_of(f"k: [{scalar}, {scalar}]") == {"k": [text, text]}
    return _plain_of(f"k: {scalar}") == {"k": text} and _plain_of(f"- {scalar}") == [text]


def _plain_of(text: str) -> object:
    tree = read_yaml("", text)
    return None if isinstance(tree, Diagnostic) else tree.plain


def _double(text: str) -> str:
    """Return the text in double quotation marks; what a reviewer could not see is written out."""
    quoted = json.dumps(text, ensure_ascii=False)
    return HIDDEN.sub(lambda found: _code_point(found[0]), quoted)


def _code_point(letter: str) -> str:
    number = ord(letter)
    return f"\\u{number:04x}" if number <= 0xFFFF else f"\\U{number:08x}"
