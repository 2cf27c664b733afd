"""What a project's files may be called: each function returns the fault in a name, or None.

A name becomes an address, a file on every system, and words in a reviewer's list. So it is in lower
case, holds no letter that looks like another, and is nothing that a system keeps for itself.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from functools import cache

from build_tools.facts.diagnostics import Diagnostic, Span
from build_tools.facts.reading.project import Found
from build_tools.facts.wording import (
    ID_PATTERN,
    RESERVED,
    character_name,
    in_words,
    is_id,
    strange_letter,
)

RULE = "file-name"
PROSE = "prose"

BadName = Callable[[str], Diagnostic | None]

# What lies in facts/ and what reads it; anything else there would be read by nobody.
SHELVES = ("claims", "snapshots", "sources", "vocabulary")
# What became of the addresses that sources have: no record, but read with them.
STANDINGS = "facts/links.json"

# MkDocs takes these for pages too, with front matter that only our own reader of .md holds back.
OTHER_MARKDOWN = (".markdown", ".mdown", ".mkdn", ".mkd")

# As it stands in an address: nothing of it is written otherwise there.
PAGE_NAME = r"[a-z0-9][a-z0-9_-]*(?:/[a-z0-9][a-z0-9_-]*)*\.md"
# The same of pictures, and of what a reviewer looks at in assets.
_PLAIN_PART = r"[A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9_-])?"

# What a browser only shows; anything else in a page's folder it would run, or take for a page.
PICTURES = (".avif", ".gif", ".jpeg", ".jpg", ".png", ".webp")


def base(path: str) -> str:
    """Return the last part of a path."""
    return path.rsplit("/", 1)[-1]


def stem(path: str) -> str:
    """Return the last part without its ending: the id of the record in it."""
    return base(path).rsplit(".", 1)[0]


def left_behind(path: str) -> bool:
    """What systems and editors leave in a folder: .DS_Store, .two-crossings.yaml.swp."""
    return base(path).startswith(".") and not path.endswith((".yaml", ".bib", ".md"))


def bad_claim(path: str) -> Diagnostic | None:
    """A file that is not named like a claim is told of, whatever it is: it may be meant as one."""
    return _unless_ids(path, "facts/claims/<shelf>/<id>.yaml", "A claim's file", "in one shelf")


def bad_source(path: str) -> Diagnostic | None:
    """Whatever lies among the sources is told of, for the same reason."""
    form = "facts/sources/<publisher>.bib"
    return _unless_ids(path, form, "A file of sources", "in this folder")


def bad_vocabulary(path: str) -> Diagnostic | None:
    """A vocabulary lies in its folder; which of them there are is for its reader to say."""
    form = "facts/vocabulary/<name>.yaml"
    return _unless_ids(path, form, "A vocabulary's file", "in this folder")


def bad_snapshot(path: str) -> Diagnostic | None:
    """Whatever lies there is told of: a text that nothing reads would be checked by nobody."""
    form = "facts/snapshots/<source key>.yaml"
    return _unless_ids(path, form, "A snapshot's file", "in this folder")


def bad_map(path: str) -> Diagnostic | None:
    """A country's outline has the country's id."""
    return _unless_ids(path, "maps/shapes/<country>.yaml", "A map's file", "in this folder")


def bad_article(path: str) -> Diagnostic | None:
    """An article has a folder of its own, whose name is its id."""
    folder, _, name = path.removeprefix("seeds/").rpartition("/")
    if is_id(folder) and name == "article.yaml":
        return None
    return _misplaced(path, "An article's file must be seeds/<id>/article.yaml.", "in one folder")


def _unless_ids(path: str, form: str, what: str, where: str) -> Diagnostic | None:
    """Return the fault of a path that does not have the form, ``<…>`` in it standing for ids."""
    found = _pattern(form).fullmatch(path)
    if found and RESERVED.isdisjoint(found.groups()):
        return None
    return _misplaced(path, f"{what} must be {form}.", where)


@cache
def _pattern(form: str) -> re.Pattern[str]:
    return re.compile(re.sub("<[^>]*>", f"({ID_PATTERN.strip('^$')})", re.escape(form)))


def _misplaced(path: str, message: str, where: str) -> Diagnostic:
    hint = f"Use lower-case letters, digits and hyphens, at most 64 characters, {where}."
    if kept := _reserved(path):
        hint = f'Call it otherwise: some systems keep "{kept}" for themselves.'
    return Diagnostic(Span(path, 1, 1, 1, 2), RULE, message + strange_letter(path), hint)


def _reserved(path: str) -> str:
    """Return the part of the path that some systems take for a device, or nothing."""
    parts = (part.partition(".")[0] for part in path.split("/"))
    return next((part for part in parts if part.casefold() in RESERVED), "")


def unexpected_files(files: Iterable[Found]) -> Iterator[Diagnostic]:
    """Yield each file in facts/ that lies in no folder that is read."""
    for found in files:
        folder, _, name = found.name.removeprefix("facts/").partition("/")
        known = folder in SHELVES and (name or found.is_link)
        known = known or found.name == STANDINGS
        if not known and not left_behind(found.name) and base(found.name) != "README.md":
            message = f"Nothing reads this file.{strange_letter(found.name)}"
            hint = f"Put records into one of {in_words(SHELVES, 'or')} in facts/."
            yield Diagnostic(Span(found.name, 1, 1, 1, 2), RULE, message, hint)


def bad_page(name: str) -> Iterator[Diagnostic]:
    """Yield the fault of a page's name, a path from the project's root."""
    page = name.split("/", 1)[1]
    if kept := _reserved(name):
        hint = f'Call it otherwise: some systems keep "{kept}" for themselves.'
    elif not re.fullmatch(PAGE_NAME, page) or base(page) == "readme.md":
        hint = "Use lower-case letters, digits, hyphens and underscores; README has no page."
    else:
        return
    message = f"A page's file has a name that addresses cannot hold as it is.{strange_letter(name)}"
    yield Diagnostic(Span(name, 1, 1, 1, 2), PROSE, message, hint)


def bad_beside_pages(files: Iterable[Found]) -> Iterator[Diagnostic]:
    """Yield what would be published with the pages and is not fit for it, as its name tells."""
    alike: dict[str, list[str]] = defaultdict(list)
    for found in files:
        name = found.name
        alike[name.casefold()].append(name)
        at = Span(name, 1, 1, 1, 2)
        if name.endswith(OTHER_MARKDOWN):
            message = "A page's file ends in .md; under this name nobody would check it."
            yield Diagnostic(at, PROSE, message, "Let its name end in .md.")
        elif found.is_link or left_behind(name):
            continue
        elif _is_unchecked(name):
            hint = (
                "Write a page in Markdown, or a picture as "
                f"{in_words([one[1:] for one in PICTURES], 'or')}. Styles and scripts that are the "
                "project's own belong in content/assets."
            )
            message = "This file would be published as it is, and nobody checks what it holds."
            yield Diagnostic(at, PROSE, message, hint)
        elif not name.endswith(".md"):
            yield from _bad_picture(name, at)
    for names in alike.values():
        for name in names[1:]:
            message = f"On many systems this is the same file as {names[0]}."
            yield Diagnostic(Span(name, 1, 1, 1, 2), PROSE, message, "Rename one of the two.")


def _bad_picture(name: str, at: Span) -> Iterator[Diagnostic]:
    strange = next((part for part in name.split("/") if not re.fullmatch(_PLAIN_PART, part)), "")
    if strange:
        # Where each character is one that may stand in a name, it is the last that may not end it.
        odd = next((one for one in strange if not re.match(r"[\w.-]", one, re.ASCII)), strange[-1])
        message = f"The name of this file holds {character_name(odd)} where it may not."
        hint = "Use letters from a to z, digits, hyphens, underscores, and full stops between them."
        yield Diagnostic(at, PROSE, message, hint)
    elif kept := _reserved(name):
        message = "Some systems could not hold this file."
        hint = f'Call it otherwise: they keep "{kept}" for themselves.'
        yield Diagnostic(at, PROSE, message, hint)


def _is_unchecked(path: str) -> bool:
    """MkDocs leaves out what begins with a dot; what lies in assets is looked at by a reviewer."""
    if base(path).startswith(".") or path.startswith("content/assets/"):
        return False
    # Only what ends in just .md is a page to MkDocs, and read as one; it copies a .MD as it is.
    return not (path.endswith(".md") or path.casefold().endswith(PICTURES))
