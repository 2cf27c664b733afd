"""Reads the authors in a BibTeX field as BibTeX does.

``and`` separates authors, a comma separates the parts of a name (``Last, First``), and braces keep
a name whole: ``{Ministry of Culture and Sport}`` is a single author.
"""

import re
from dataclasses import dataclass

_AND = re.compile(" and ", re.IGNORECASE)
_COMMA = re.compile(r",\s*(?=[^\W\d_])")
_NAME = re.compile(r"[^\W\d_](?:[^\W_]|[ .'’-])*")
_TOKEN = re.compile(r"\\[&%$#_{}]|[^\\{}]+|.", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Author:
    """An author. ``name`` is the name that readers see.

    ``family``, ``given`` and ``suffix`` are the parts of the name if the field separates them.
    ``is_whole`` is true for a name without parts, such as an organisation's name.
    """

    name: str
    family: str = ""
    given: str = ""
    suffix: str = ""
    is_whole: bool = False


class Authors(str):
    """The authors' names, separated by semicolons. ``written`` is the BibTeX field."""

    written: str
    names: tuple[Author, ...]
    __slots__ = ("names", "written")

    def __new__(cls, written: str) -> "Authors":
        """Read a BibTeX field.

        Raises ValueError if the field is invalid, with a message and, on a second line, a hint.
        """
        if isinstance(written, Authors):
            return written
        names = tuple(_authors(written))
        authors = super().__new__(cls, "; ".join(author.name for author in names))
        authors.written, authors.names = written, names
        return authors

    def __reduce__(self) -> tuple[type["Authors"], tuple[str]]:
        """Return the constructor and its arguments, because the value is stored with its record."""
        return Authors, (self.written,)


def _authors(written: str) -> list[Author]:
    return [_author(pieces) for pieces in _split(_pieces(written), _AND)]


# A piece of text, and whether braces or a backslash protect the piece.
_Piece = tuple[str, bool]


def _pieces(written: str) -> list[_Piece]:
    pieces: list[_Piece] = []
    depth = 0
    for sign in _TOKEN.findall(" ".join(written.split())):
        if sign == "{":
            depth += 1
            pieces.append(("", True))
        elif sign == "}":
            depth -= 1
            if depth < 0:
                break
        elif len(sign) == 2 and sign[0] == "\\":
            pieces.append((sign[1], True))
        else:
            pieces.append((sign, depth > 0))
    if depth:
        raise ValueError(
            "The braces in these authors are not paired.\nPut { before and } after a name that "
            "must not be split, such as {Ministry of Culture and Sport}."
        )
    return pieces


def _split(pieces: list[_Piece], mark: re.Pattern[str]) -> list[list[_Piece]]:
    """Return the parts between separators that are not protected by braces or backslashes."""
    stretches: list[list[_Piece]] = [[]]
    for text, is_kept in pieces:
        if is_kept:
            stretches[-1].append((text, True))
            continue
        first, *more = mark.split(text)
        stretches[-1].append((first, False))
        stretches += [[(part, False)] for part in more]
    return stretches


def _author(pieces: list[_Piece]) -> Author:
    name = _text(pieces)
    is_whole = all(is_kept or not text.strip() for text, is_kept in pieces)
    if not name or (not is_whole and re.match(r"and\s|(?:.*\s)?and$", name)):
        raise ValueError(
            "An author is missing next to `and`.\nWrite `and` only between authors, and a comma "
            "only between last and first name."
        )
    parts = [_text(part) for part in _split(pieces, _COMMA)]
    if is_whole or len(parts) > 3 or not all(map(_NAME.fullmatch, parts)):
        return Author(name, is_whole=True)
    if len(parts) == 1:
        return Author(name)
    family, given, suffix = parts[0], parts[-1], parts[1] if len(parts) == 3 else ""
    shown = f"{given} {family}, {suffix}" if suffix else f"{given} {family}"
    return Author(shown, family, given, suffix)


def _text(pieces: list[_Piece]) -> str:
    return " ".join("".join(text for text, _ in pieces).split())
