"""Reads the Markdown pages in ``content/``, with their front matter and citations."""

import re
import sys
from collections.abc import Iterator
from dataclasses import replace
from html import unescape

from build_tools.facts.diagnostics import Diagnostic, FilePlace, Span
from build_tools.facts.project import HIDDEN, Project, read_text
from build_tools.facts.reading import file_names
from build_tools.facts.reading.code_blanks import without_code
from build_tools.facts.reading.limits import too_much
from build_tools.facts.reading.lost_citations import lost_in
from build_tools.facts.reading.near_citations import CITATION, MEANT, near_citations
from build_tools.facts.reading.paragraphs import headings_of, paragraphs_of
from build_tools.facts.reading.project_files import Collected, each_text
from build_tools.facts.reading.yaml_nodes import Tree, read_yaml
from build_tools.facts.records import LANGUAGE, Citation, Prose
from build_tools.facts.wording import character_name, did_you_mean, strange_letter

__all__ = ["CITATION", "EMBED", "FRONT_MATTER", "read_pages", "read_prose"]

RULE = "prose"

# The fields that a page may set. Other settings, such as templates, scripts and icons, are for the
# whole project.
FRONT_MATTER = (
    *("title", "description", "lang", "hide", "answered", "status", "order", "references"),
)

_ELSEWHERE = re.compile(r"\]?\([ \t]*<?((?:[A-Za-z][A-Za-z0-9+.-]*:|[/\\]{2})[^)\s>]*)")
# As in browsers, leading zeros are allowed, and the semicolon may be missing.
_ENTITY = re.compile(
    r"&(?:#0*(?P<number>[0-9]{1,7})(?![0-9])|#[xX]0*(?P<hex>[0-9a-fA-F]{1,6})(?![0-9a-fA-F])"
    r"|[A-Za-z][A-Za-z0-9]{1,31};)"
)
EMBED = re.compile(r"^[ ]{0,3}<!--[ ]*facts:[ ]*([a-z][a-z0-9-]{0,40})[ ]*-->[ ]*$")


def read_pages(project: Project, collected: Collected) -> None:
    """Read every page in ``content/``, and check the names of the files next to them."""
    for path, text in each_text(project, project.content, collected, ending=".md"):
        collected.diagnostics.extend(file_names.bad_page(path))
        collected.add("prose", *read_prose(path, path.split("/", 1)[1], text))
    files = project.files(project.content)
    collected.diagnostics.extend(file_names.bad_beside_pages(files))
    # MkDocs would wait forever for a pipe, so pipes are reported.
    problems = [read_text(file) for file in files if file.why]
    collected.diagnostics.extend(text for text in problems if isinstance(text, Diagnostic))


def read_prose(path: str, name: str, text: str) -> tuple[Prose | None, list[Diagnostic]]:
    """Return a page and its diagnostics.

    ``path`` is the file's name in diagnostics, and ``name`` is its path below ``content/``.
    """
    tree, body, first_line, diagnostics = _front_matter(path, text)
    plain = without_code(body)
    lines = list(enumerate(plain.split("\n"), first_line))
    citations = tuple(_citations(path, plain, lines))
    embeds = tuple(
        Citation(match[1], _span(path, number, match.span(1)))
        for number, line in lines
        if (match := EMBED.match(line))
    )
    place = FilePlace(Span(path, first_line, 1, first_line, 2))
    diagnostics += _pictures_from_elsewhere(path, plain, first_line)
    diagnostics += _near_citations(path, lines)
    diagnostics += _hidden(path, lines)
    diagnostics += too_much(path, RULE, plain, first_line)
    paragraphs = paragraphs_of(path, lines)
    front = _known(tree) if tree else {}
    prose = Prose(name, place, front, body, citations, embeds, paragraphs, tree)
    near = tuple(near_citations(path, plain, first_line))
    return replace(prose, headings=headings_of(path, lines), near_citations=near), diagnostics


def _near_citations(path: str, lines: list[tuple[int, str]]) -> Iterator[Diagnostic]:
    """Yield a problem for each citation with an invalid id."""
    for number, line in lines:
        for match in MEANT.finditer(line):
            if not CITATION.fullmatch(match[0]):
                yield Diagnostic(
                    _span(path, number, match.span(1)),
                    RULE,
                    f'"{match[1]}" cannot be the id of a claim.{strange_letter(match[1])}',
                    "Cite a single claim in each pair of brackets, by its id in lower case. Put a "
                    "backslash before a bracket that does not begin a citation.",
                )


def _hidden(path: str, lines: list[tuple[int, str]]) -> Iterator[Diagnostic]:
    """Yield a problem for each entity that produces a character that no file may contain."""
    for number, line in lines:
        for entity in _ENTITY.finditer(line) if "&" in line else ():
            if hidden := HIDDEN.search(_characters(entity)):
                yield Diagnostic(
                    _span(path, number, entity.span()),
                    RULE,
                    f"This produces {character_name(hidden[0])}, which readers cannot see.",
                    "Delete it, or put it in backticks to show it as written.",
                )


def _characters(entity: re.Match[str]) -> str:
    """Return the characters that an entity produces, or "" if its number is not in Unicode."""
    if entity["number"] or entity["hex"]:
        code = int(entity["number"]) if entity["number"] else int(entity["hex"], 16)
        return chr(code) if code <= sys.maxunicode else ""
    return unescape(entity[0])


def _pictures_from_elsewhere(path: str, plain: str, first_line: int) -> Iterator[Diagnostic]:
    """Yield a problem for each image on another host, because pages may not load such images."""
    for _, end in lost_in(plain).pictures:
        if match := _ELSEWHERE.match(plain, end):
            line_start = plain.rfind("\n", 0, match.start(1)) + 1
            number = first_line + plain.count("\n", 0, line_start)
            yield Diagnostic(
                _span(path, number, (match.start(1) - line_start, match.end(1) - line_start)),
                RULE,
                "An image from another site is not shown: pages load nothing from other hosts.",
                "If its licence allows, put the file into content/ and use a relative path.",
            )


def _citations(path: str, plain: str, lines: list[tuple[int, str]]) -> Iterator[Citation]:
    lost = lost_in(plain)
    offset = 0
    for number, line in lines:
        for match in CITATION.finditer(line):
            why = lost.why(offset + match.start())
            yield Citation(match[1], _span(path, number, match.span(1)), why)
        offset += len(line) + 1


def _span(path: str, line: int, columns: tuple[int, int]) -> Span:
    return Span(path, line, columns[0] + 1, line, columns[1] + 1)


def _front_matter(path: str, text: str) -> tuple[Tree | None, str, int, list[Diagnostic]]:
    if not text.startswith("---\n"):
        return None, text, 1, []
    end = text.find("\n---\n", 3)
    if end < 0:
        diagnostic = Diagnostic(
            Span(path, 1, 1, 1, 4), RULE, "The front matter has no end.", "Close it with `---`."
        )
        return None, "", 1, [diagnostic]
    body_line = text.count("\n", 0, end + 5) + 1
    if not text[4:end].strip():
        return None, text[end + 5 :], body_line, []
    # A blank line replaces the opening line, so that line numbers match the file.
    tree = read_yaml(path, "\n" + text[4:end])
    if isinstance(tree, Diagnostic):
        return None, "", body_line, [tree]
    return tree, text[end + 5 :], body_line, list(_faults(tree, path))


def _known(tree: Tree) -> dict[str, str]:
    plain = tree.plain if isinstance(tree.plain, dict) else {}
    return {
        key: value if isinstance(value, str) else " ".join(map(str, value))
        for key, value in plain.items()
        if key in FRONT_MATTER
    }


def _faults(tree: Tree, path: str) -> Iterator[Diagnostic]:
    if not isinstance(tree.plain, dict):
        yield Diagnostic(
            tree.span(), RULE, "Front matter must be a mapping.", "Write `title: …` on a line."
        )
        return
    if "lang" in tree.plain and not LANGUAGE.fullmatch(str(tree.plain["lang"])):
        yield Diagnostic(
            tree.span("lang"),
            RULE,
            "This is not a language tag (BCP 47).",
            "Write a tag such as en, es or pt-BR, or delete the line to use the site's language.",
        )
    for key in tree.plain:
        if key not in FRONT_MATTER:
            yield Diagnostic(
                tree.span(key, of_key=True),
                RULE,
                f'"{key}" may not be set by a page.',
                did_you_mean(key, FRONT_MATTER, f"use only {', '.join(FRONT_MATTER)}."),
            )
