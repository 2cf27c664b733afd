"""Checks the names of a project's files.

A name becomes part of a URL and of a path on every system, and reviewers read it in lists. So a
name must not contain lookalike letters or be reserved on any system, and the names of records and
pages must be in lower case.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from functools import cache

from build_tools.facts.diagnostics import Diagnostic, Span
from build_tools.facts.project import ProjectFile
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

# The folders in facts/. Files in facts/ but outside these folders are not read.
SHELVES = ("claims", "snapshots", "sources", "vocabulary")
# The file with the states of external links, which is read with the records.
LINK_STATES = "facts/links.json"

# MkDocs also treats files with these endings as pages, but we check only .md files.
OTHER_MARKDOWN = (".markdown", ".mdown", ".mkdn", ".mkd")

# The path of a page, with only characters that need no escaping in a URL.
PAGE_NAME = r"[a-z0-9][a-z0-9_-]*(?:/[a-z0-9][a-z0-9_-]*)*\.md"
# A part of the path of an image or asset, also with only such characters.
_PLAIN_PART = r"[A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9_-])?"

# Files that browsers only display. Browsers could run other files or treat them as pages.
PICTURES = (".avif", ".gif", ".jpeg", ".jpg", ".png", ".webp")


def base(path: str) -> str:
    """Return the last part of a path."""
    return path.rsplit("/", 1)[-1]


def stem(path: str) -> str:
    """Return the last part of a path without its ending, which is the id of a record."""
    return base(path).rsplit(".", 1)[0]


def left_behind(path: str) -> bool:
    """Return whether a system or editor created the file: .DS_Store, .two-crossings.yaml.swp."""
    return base(path).startswith(".") and not path.endswith((".yaml", ".bib", ".md"))


def bad_claim(path: str) -> Diagnostic | None:
    """Return the problem with a file name in the claims folder, or None."""
    return _unless_ids(path, "facts/claims/<folder>/<id>.yaml", "A claim's file", "in one folder")


def bad_source(path: str) -> Diagnostic | None:
    """Return the problem with a file name in the sources folder, or None."""
    form = "facts/sources/<publisher>.bib"
    return _unless_ids(path, form, "A file of sources", "in this folder")


def bad_vocabulary(path: str) -> Diagnostic | None:
    """Return the problem with the form of a vocabulary's file name, or None."""
    form = "facts/vocabulary/<name>.yaml"
    return _unless_ids(path, form, "A vocabulary's file", "in this folder")


def bad_snapshot(path: str) -> Diagnostic | None:
    """Return the problem with a file name in the snapshots folder, or None."""
    form = "facts/snapshots/<source key>.yaml"
    return _unless_ids(path, form, "A snapshot's file", "in this folder")


def bad_map(path: str) -> Diagnostic | None:
    """Return the problem with the name of a map, which must be a country's id, or None."""
    return _unless_ids(path, "maps/shapes/<country>.yaml", "A map's file", "in this folder")


def bad_article(path: str) -> Diagnostic | None:
    """Return the problem with the path of an article's file, or None."""
    folder, _, name = path.removeprefix("seeds/").rpartition("/")
    if is_id(folder) and name == "article.yaml":
        return None
    return _misplaced(path, "An article's file must be seeds/<id>/article.yaml.", "in one folder")


def _unless_ids(path: str, form: str, what: str, where: str) -> Diagnostic | None:
    """Return a problem if the path does not have the form, in which each ``<…>`` is an id."""
    match = _pattern(form).fullmatch(path)
    if match and RESERVED.isdisjoint(match.groups()):
        return None
    return _misplaced(path, f"{what} must be {form}.", where)


@cache
def _pattern(form: str) -> re.Pattern[str]:
    return re.compile(re.sub("<[^>]*>", f"({ID_PATTERN.strip('^$')})", re.escape(form)))


def _misplaced(path: str, message: str, where: str) -> Diagnostic:
    hint = f"Use lower-case letters, digits and hyphens, at most 64 characters, {where}."
    if reserved := _reserved(path):
        hint = f'Choose another name: "{reserved}" is reserved on some systems.'
    return Diagnostic(Span(path, 1, 1, 1, 2), RULE, message + strange_letter(path), hint)


def _reserved(path: str) -> str:
    """Return the part of a path that is the name of a device on some systems, or ""."""
    parts = (part.partition(".")[0] for part in path.split("/"))
    return next((part for part in parts if part.casefold() in RESERVED), "")


def unexpected_files(files: Iterable[ProjectFile]) -> Iterator[Diagnostic]:
    """Yield a problem for each file in facts/ that is outside the folders that are read."""
    for file in files:
        folder, _, name = file.name.removeprefix("facts/").partition("/")
        known = folder in SHELVES and (name or file.is_link)
        known = known or file.name == LINK_STATES
        if not known and not left_behind(file.name) and base(file.name) != "README.md":
            message = f"Nothing reads this file.{strange_letter(file.name)}"
            hint = f"Put records into {in_words(SHELVES, 'or')} in facts/."
            yield Diagnostic(Span(file.name, 1, 1, 1, 2), RULE, message, hint)


def bad_page(name: str) -> Iterator[Diagnostic]:
    """Yield the problem with a page's name, if any. ``name`` is a path from the project's root."""
    page = name.split("/", 1)[1]
    if reserved := _reserved(name):
        hint = f'Choose another name: "{reserved}" is reserved on some systems.'
    elif not re.fullmatch(PAGE_NAME, page) or base(page) == "readme.md":
        hint = "Use lower-case letters, digits, hyphens and underscores; README has no page."
    else:
        return
    message = f"This file name contains characters that a URL cannot contain.{strange_letter(name)}"
    yield Diagnostic(Span(name, 1, 1, 1, 2), PROSE, message, hint)


def bad_beside_pages(files: Iterable[ProjectFile]) -> Iterator[Diagnostic]:
    """Yield the problems with files in the folder of pages, such as files that nothing checks."""
    alike: dict[str, list[str]] = defaultdict(list)
    for file in files:
        name = file.name
        alike[name.casefold()].append(name)
        at = Span(name, 1, 1, 1, 2)
        if name.endswith(OTHER_MARKDOWN):
            message = "The file name of a page must end in .md, or nothing checks the page."
            yield Diagnostic(at, PROSE, message, "Rename it to end in .md.")
        elif file.is_link or left_behind(name):
            continue
        elif _is_unchecked(name):
            pictures = in_words([ending[1:] for ending in PICTURES], "or")
            hint = (
                f"Write a page in Markdown, or an image as {pictures}. The project's own styles "
                "and scripts belong in content/assets."
            )
            if name.casefold().endswith(".svg"):
                # Browsers run scripts in an SVG, so it belongs in content/assets, which reviewers
                # read.
                hint = (
                    f"Move it to content/assets/{base(name)}. A logo is then "
                    f"`logo: assets/{base(name)}` in mkdocs.yml."
                )
            message = "This file would be published as it is, and nothing checks its contents."
            yield Diagnostic(at, PROSE, message, hint)
        elif not name.endswith(".md"):
            yield from _bad_picture(name, at)
    for names in alike.values():
        for name in names[1:]:
            message = f"On many systems this is the same file as {names[0]}."
            yield Diagnostic(Span(name, 1, 1, 1, 2), PROSE, message, "Rename either of them.")


def _bad_picture(name: str, at: Span) -> Iterator[Diagnostic]:
    strange = next((part for part in name.split("/") if not re.fullmatch(_PLAIN_PART, part)), "")
    if strange:
        # If every character is allowed, the last character is not allowed at the end of a name.
        refused = [letter for letter in strange if not re.match(r"[\w.-]", letter, re.ASCII)]
        odd = refused[0] if refused else strange[-1]
        message = f"This file name contains {character_name(odd)}, which is not allowed here."
        hint = "Use letters from a to z, digits, hyphens, underscores, and full stops between them."
        yield Diagnostic(at, PROSE, message, hint)
    elif reserved := _reserved(name):
        message = "Some systems cannot store this file."
        hint = f'Choose another name: "{reserved}" is reserved on some systems.'
        yield Diagnostic(at, PROSE, message, hint)


def _is_unchecked(path: str) -> bool:
    """Return whether MkDocs would publish the file without a check.

    MkDocs does not publish files whose names begin with a dot. Reviewers check the assets.
    """
    if base(path).startswith(".") or path.startswith("content/assets/"):
        return False
    # MkDocs treats only files that end in .md as pages, and would copy a file that ends in .MD.
    return not (path.endswith(".md") or path.casefold().endswith(PICTURES))
