"""The folders of a project, and how a file becomes text: within limits, or a diagnostic."""

import os
import re
from dataclasses import dataclass
from operator import attrgetter
from pathlib import Path
from typing import NamedTuple

from build_tools.facts.diagnostics import Diagnostic, Span
from build_tools.facts.wording import character_name

MAX_BYTES = 256 * 1024

# A named pipe would be waited for without end.
_SPECIAL = "This is no file, but a pipe, socket or device."

# Control characters other than line feed and tab, other ends of line (YAML would count lines by
# them), the byte order mark, lone surrogates, private-use characters (shells are cut at those), and
# the characters that reorder or hide text from a reviewer (Unicode TR 36 and 39: bidirectional
# controls, tags, zero-width spaces and joiners are let in by no field of ours).
#
# Some count as letters, signs or marks, and leave nothing or an empty place on the page: fillers,
# vowels that are not written, and the selectors by which hidden words travel.
_EMPTY = "\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0\U000e0100-\U000e01ef"
EMPTY = re.compile(f"[{_EMPTY}]")
HIDDEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f"
    "\ud800-\uf8ff\ufeff\ufff9-\ufffb\ufffe\uffff\U0001bca0-\U0001bca3"
    f"\U0001d173-\U0001d17a\U000e0000-\U000e007f{_EMPTY}]"
)


@dataclass(frozen=True, slots=True)
class Project:
    """A project's folder. Every path in a diagnostic is relative to ``root``."""

    root: Path

    @property
    def facts(self) -> Path:
        """The records."""
        return self.root / "facts"

    @property
    def content(self) -> Path:
        """The hand-written prose."""
        return self.root / "content"

    @property
    def seeds(self) -> Path:
        """The checked articles."""
        return self.root / "seeds"

    @property
    def maps(self) -> Path:
        """The drawn outlines of countries."""
        return self.root / "maps" / "shapes"

    @property
    def templates(self) -> Path:
        """How pages look."""
        return self.root / "templates"

    def name(self, path: Path) -> str:
        """Return the path as diagnostics and pages show it."""
        return _readable(path.relative_to(self.root).as_posix())

    def file(self, path: Path) -> "Found":
        """Return one file of the project as :meth:`files` would."""
        return found_at(path, self.name(path))

    def files(self, folder: Path, ending: str = "") -> list["Found"]:
        """Return the folder's files of that ending, in the order of their names.

        Links are found too, files and folders alike, but never followed.
        """
        for part in (folder, *folder.parents):
            if part == self.root:
                break
            if part.is_symlink():
                return [self.file(part)]
        found: list[Found] = []
        waiting = [str(folder)] if folder.is_dir() else []
        while waiting:
            path = waiting.pop()
            below = self._below(path)
            try:
                with os.scandir(path) as entries:
                    for entry in entries:
                        if entry.is_dir(follow_symlinks=False):
                            waiting.append(entry.path)
                        elif entry.name.endswith(ending) or entry.is_symlink():
                            found.append(_entry(entry, below))
            except OSError as error:
                why = f"The folder cannot be read: {error.strerror}."
                found.append(Found(below, path, is_link=False, why=why))
        return sorted(found, key=_name_of)

    def _below(self, path: str) -> str:
        return _readable(path[len(str(self.root)) + 1 :].replace(os.sep, "/"))


class Found(NamedTuple):
    """A file of the project: its name as diagnostics show it, where it is, whether it is a link.

    ``why`` says why it cannot be read, where that is known already.
    """

    name: str
    path: str
    is_link: bool
    why: str = ""


_name_of = attrgetter("name")


def _entry(entry: "os.DirEntry[str]", below: str) -> Found:
    """Return what stands in the folder whose own name is ``below``."""
    name = _readable(f"{below}/{entry.name}" if below else entry.name)
    if entry.is_file(follow_symlinks=False):
        return Found(name, entry.path, is_link=False)
    is_link = entry.is_symlink()
    return Found(name, entry.path, is_link, "" if is_link else _SPECIAL)


def found_at(path: Path, name: str) -> Found:
    """Return the file at a path, wherever that is, under a name for diagnostics."""
    special = path.exists() and not (path.is_file() or path.is_dir())
    return Found(name, str(path), path.is_symlink(), _SPECIAL if special else "")


def read_text(found: Found, most_bytes: int = MAX_BYTES) -> str | Diagnostic:
    """Return the file's text, or the one diagnostic that says why it cannot be read."""
    data = read_bytes(found, most_bytes)
    return data if isinstance(data, Diagnostic) else text_of(found.name, data)


def read_bytes(found: Found, most_bytes: int = MAX_BYTES) -> bytes | Diagnostic:
    """Return what the file holds, or the diagnostic that says why it cannot be had."""
    name = found.name

    def refused(message: str, hint: str) -> Diagnostic:
        return Diagnostic(Span(name, 1, 1, 1, 2), "readable", message, hint)

    if found.is_link:
        return refused(
            "This is a symbolic link; only real files are read.",
            "Put the file itself here: a link could publish what lies outside the project.",
        )
    if found.why:
        return refused(found.why, "Put a real file here, with permission to read it.")
    try:
        data = _up_to(found.path, most_bytes + 1)
    except OSError as error:
        return refused(
            f"The file cannot be read: {error.strerror}.", "Check its name and permissions."
        )
    if len(data) > most_bytes:
        return refused(
            f"The file is larger than {most_bytes // 1024} KiB.",
            "Split it; one claim in each file is the rule.",
        )
    return data


def _up_to(path: str, most_bytes: int) -> bytes:
    """The system's own calls take half the time of an opened file, ten thousand times."""
    handle = os.open(path, os.O_RDONLY | os.O_CLOEXEC)
    try:
        data = os.read(handle, most_bytes)
        # A system may give less than there is; only nothing is the end.
        while len(data) < most_bytes and (more := os.read(handle, most_bytes - len(data))):
            data += more
    finally:
        os.close(handle)
    return data


def text_of(name: str, data: bytes) -> str | Diagnostic:
    """Return the bytes of the file ``name`` as text, or the diagnostic of what it may not hold."""

    def refused(message: str, hint: str, line: int, column: int) -> Diagnostic:
        return Diagnostic(Span(name, line, column, line, column + 1), "readable", message, hint)

    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        line, column = _place_of(data[: error.start].decode("utf-8", "replace"))
        return refused(
            "The file is not valid UTF-8 from here on.", "Save it as UTF-8.", line, column
        )
    # Line ends are read as they are meant, so that places count the same everywhere.
    text = text.replace("\r\n", "\n")
    # Most of these count as unprintable, which is asked ten times faster; so do a few good ones.
    seen = text.replace("\n", "").replace("\t", "").isprintable()
    seen = seen and (text.isascii() or not EMPTY.search(text))
    if not seen and (hidden := HIDDEN.search(text)):
        line, column = _place_of(text[: hidden.start()])
        return refused(
            f"The character {character_name(hidden[0])} is not allowed: readers cannot see it.",
            "Delete it, and type the words around it anew.",
            line,
            column,
        )
    return text


def _readable(name: str) -> str:
    """Return the name with a mark for every byte that is no UTF-8, which nobody could print."""
    return name if name.isascii() else os.fsencode(name).decode("utf-8", "replace")


def _place_of(before: str) -> tuple[int, int]:
    return before.count("\n") + 1, len(before) - (before.rfind("\n") + 1) + 1
