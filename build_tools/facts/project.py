"""Finds the files of a project and reads them as text, within limits. Links are refused."""

import os
import re
from pathlib import Path
from typing import NamedTuple

from build_tools.facts.diagnostics import Diagnostic, Span
from build_tools.facts.engine import ENGINE
from build_tools.facts.wording import character_name

MAX_BYTES = 256 * 1024

# Reading a named pipe could wait forever.
_SPECIAL = "This is not a file, but a pipe, socket or device."

# Characters that no file may contain: control characters except line feed and tab, other line
# endings (which YAML counts as lines), byte order marks after the beginning, lone surrogates,
# private-use characters (at which page shells are split), and characters that reorder text or hide
# it from a reviewer (Unicode TR 36 and 39: bidirectional controls, tags, zero-width spaces and
# joiners).
#
# _EMPTY lists letters, signs and marks that are invisible or blank on a page: fillers, unwritten
# vowels, and variation selectors, which can encode hidden words.
_EMPTY = "\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0\U000e0100-\U000e01ef"
EMPTY = re.compile(f"[{_EMPTY}]")
HIDDEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f"
    "\ud800-\uf8ff\ufeff\ufff9-\ufffb\ufffe\uffff\U0001bca0-\U0001bca3"
    f"\U0001d173-\U0001d17a\U000e0000-\U000e007f{_EMPTY}]"
)


class Project(NamedTuple):
    """A project's folders. Every path in a diagnostic is relative to ``root``."""

    root: Path

    @property
    def facts(self) -> Path:
        """The folder with the records."""
        return self.root / "facts"

    @property
    def content(self) -> Path:
        """The folder with the hand-written pages."""
        return self.root / "content"

    @property
    def seeds(self) -> Path:
        """The folder with the checked articles."""
        return self.root / "seeds"

    @property
    def maps(self) -> Path:
        """The folder with the outlines of countries."""
        return self.root / "maps" / "shapes"

    @property
    def templates(self) -> "TemplateFolders":
        """The folders with page templates: the site's own and the engine's."""
        return TemplateFolders(self.root / "templates", ENGINE.templates)

    def name(self, path: Path) -> str:
        """Return a file's path as diagnostics and pages show it."""
        return _readable(path.relative_to(self.root).as_posix())

    def file(self, path: Path) -> "ProjectFile":
        """Return a file of the project in the form that :meth:`files` returns."""
        return file_at(path, self.name(path))

    def files(self, folder: Path, ending: str = "") -> list["ProjectFile"]:
        """Return the files below a folder whose names have this ending, in order of name.

        Links to files and folders are included, but are never followed.
        """
        for part in (folder, *folder.parents):
            if part == self.root:
                break
            if part.is_symlink():
                return [self.file(part)]
        files: list[ProjectFile] = []
        folders = [folder] if folder.is_dir() else []
        while folders:
            path = folders.pop()
            name = self.name(path)
            try:
                with os.scandir(path) as entries:
                    for entry in entries:
                        if entry.is_dir(follow_symlinks=False):
                            folders.append(Path(entry.path))
                        elif entry.name.endswith(ending) or entry.is_symlink():
                            files.append(_entry(entry, name))
            except OSError as error:
                why = f"The folder cannot be read: {error.strerror}."
                files.append(ProjectFile(name, str(path), is_link=False, why=why))
        return sorted(files, key=lambda file: file.name)


class TemplateFolders(NamedTuple):
    """Two folders of templates. A file in ``own`` overrides the engine's file with the same path.

    In the engine's repository, both folders are the same.
    """

    own: Path
    engine: Path

    @classmethod
    def alone(cls, folder: Path) -> "TemplateFolders":
        """Return a value in which both folders are this folder."""
        return cls(folder, folder)

    def file(self, name: str) -> Path | None:
        """Return the template at this path, or None if neither folder contains it."""
        files = (folder / name for folder in self)
        return next((file for file in files if file.is_file()), None)

    def folder(self, name: str) -> Path:
        """Return the site's folder with this name if it exists, or else the engine's."""
        return self.own / name if (self.own / name).is_dir() else self.engine / name

    def names(self, folder: str, ending: str = "") -> list[str]:
        """Return the names of the files in a template folder, sorted and without repetition."""
        files = (file for root in self for file in (root / folder).glob("*"))
        return sorted({file.name for file in files if file.name.endswith(ending)})

    def name_of(self, file: Path) -> str | None:
        """Return a template's name in diagnostics, or None if neither folder contains it."""
        for folder, prefix in ((self.own, "templates"), (self.engine, "engine/templates")):
            # If the project is opened through a link, Jinja's file names contain that link.
            for path in (file, file.resolve()):
                if path.is_relative_to(folder):
                    return f"{prefix}/{path.relative_to(folder).as_posix()}"
        return None


class ProjectFile(NamedTuple):
    """A file of the project: its name in diagnostics, its path, and whether it is a link.

    ``why`` is the reason why the file cannot be read, if a reason is already known.
    """

    name: str
    path: str
    is_link: bool
    why: str = ""


def _entry(entry: "os.DirEntry[str]", folder: str) -> ProjectFile:
    """Return the file for an entry of a folder, which diagnostics call ``folder``."""
    name = _readable(entry.name if folder == "." else f"{folder}/{entry.name}")
    if entry.is_file(follow_symlinks=False):
        return ProjectFile(name, entry.path, is_link=False)
    is_link = entry.is_symlink()
    return ProjectFile(name, entry.path, is_link, "" if is_link else _SPECIAL)


def file_at(path: Path, name: str) -> ProjectFile:
    """Return the file at a path inside or outside the project. ``name`` is for diagnostics."""
    special = path.exists() and not (path.is_file() or path.is_dir())
    return ProjectFile(name, str(path), path.is_symlink(), _SPECIAL if special else "")


def read_text(file: ProjectFile, max_bytes: int = MAX_BYTES) -> str | Diagnostic:
    """Return a file's text, or a diagnostic that says why the file cannot be read."""
    data = read_bytes(file, max_bytes)
    return data if isinstance(data, Diagnostic) else decoded(file.name, data)


def read_bytes(file: ProjectFile, max_bytes: int = MAX_BYTES) -> bytes | Diagnostic:
    """Return a file's bytes, or a diagnostic that says why the file cannot be read."""
    name = file.name

    def refused(message: str, hint: str) -> Diagnostic:
        return Diagnostic(Span(name, 1, 1, 1, 2), "readable", message, hint)

    if file.is_link:
        return refused(
            "This is a symbolic link; only real files are read.",
            "Put the file itself here: a link could publish files from outside the project.",
        )
    if file.why:
        return refused(file.why, "Put a real file here, with permission to read it.")
    try:
        with Path(file.path).open("rb") as opened:
            data = opened.read(max_bytes + 1)
    except OSError as error:
        return refused(
            f"The file cannot be read: {error.strerror}.", "Check its name and permissions."
        )
    if len(data) > max_bytes:
        return refused(
            f"The file is larger than {max_bytes // 1024} KiB.",
            "Split it. A file should contain a single claim.",
        )
    return data


def decoded(name: str, data: bytes) -> str | Diagnostic:
    """Return a file's bytes as text, or a diagnostic if the text is not allowed."""

    def refused(message: str, hint: str, line: int, column: int) -> Diagnostic:
        return Diagnostic(Span(name, line, column, line, column + 1), "readable", message, hint)

    try:
        # On Windows, some programs write a byte order mark at the beginning of a file.
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line, column = _place_of(data[: error.start].decode("utf-8", "replace"))
        return refused(
            "The file is not valid UTF-8 from here on.", "Save it as UTF-8.", line, column
        )
    # Windows line endings do not change lines and columns.
    text = text.replace("\r\n", "\n")
    # Searching every text would take a tenth of a check's time, so we search only some texts.
    printable = text.replace("\n", "").replace("\t", "").isprintable()
    is_safe = printable and (text.isascii() or not EMPTY.search(text))
    if not is_safe and (hidden := HIDDEN.search(text)):
        line, column = _place_of(text[: hidden.start()])
        return refused(
            f"The character {character_name(hidden[0])} is not allowed: readers cannot see it.",
            "Delete it, and type the words around it again.",
            line,
            column,
        )
    return text


def _readable(name: str) -> str:
    """Return a name with a replacement character for every byte that is not UTF-8."""
    return name if name.isascii() else os.fsencode(name).decode("utf-8", "replace")


def _place_of(before: str) -> tuple[int, int]:
    return before.count("\n") + 1, len(before) - (before.rfind("\n") + 1) + 1
