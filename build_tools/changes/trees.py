"""Reads the project at a git revision into a temporary folder, with git's plumbing commands.

Nothing is checked out, fetched or run. Objects are listed and printed as stored, so attributes,
filters and hooks in the repository have no effect.
"""

import errno
import os
import re
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path, PurePosixPath

from build_tools.facts.project import Project
from build_tools.facts.wording import clipped, did_you_mean, visible

SETTINGS = "mkdocs.yml"
READ_FOLDERS = ("facts", "seeds", "maps", "content", "templates", SETTINGS)

_OBJECT = re.compile(r"[0-9a-f]{40}(?:[0-9a-f]{24})?")
# A name without the characters that would change its meaning for git.
_TAG = re.compile(r"[\w][\w./+-]{0,200}")
_UNPRINTABLE = re.compile(r"[\x00-\x1f\x7f]")
_LINK, _FILES = "120000", ("100644", "100755")
_MAX_LETTERS = 200
# The errors for paths that a forged tree can contain but a disk cannot, such as overlong names.
_PATH_ERRORS = (errno.ENAMETOOLONG, errno.EEXIST, errno.EISDIR, errno.ENOTDIR, errno.EILSEQ)


class RevisionError(Exception):
    """A revision cannot be read. The message gives the reason and a fix."""


@contextmanager
def tree_of(root: Path, revision: str) -> Iterator[Project]:
    """Yield a temporary project with the records and prose at ``revision``.

    Raises RevisionError if there is no repository or no such revision, or an object is missing.
    """
    commit = commit_of(root, revision)
    with tempfile.TemporaryDirectory(prefix="facts-") as name:
        folder = Path(name).resolve()
        _write(folder, _listed(root, commit), root)
        yield Project(folder)


def commit_of(root: Path, revision: str) -> str:
    """Return the id of the commit that the revision names."""
    shown = clipped(_UNPRINTABLE.sub("?", revision), 60)
    if revision.startswith("-") or _UNPRINTABLE.search(revision) or len(revision) > _MAX_LETTERS:
        raise RevisionError(f'"{shown}" is not a revision. Write a branch, a tag or a commit.')
    git(root, "rev-parse", "--git-dir")
    try:
        output = git(root, "rev-parse", "--verify", "--quiet", f"{revision}^{{commit}}")
    except RevisionError:
        output = b""
    commit = output.decode().strip()
    if not _OBJECT.fullmatch(commit):
        names = git(root, "for-each-ref", "--format=%(refname:short)").decode().split()
        hint = did_you_mean(shown, names, "see `git log`; in CI, fetch more history first.")
        raise RevisionError(f'This repository does not contain the revision "{shown}". {hint}')
    return commit


def tag_commit(root: Path, tag: str) -> str:
    """Return the id of the commit that a tag names. Branches and partial names do not count."""
    shown = clipped(_UNPRINTABLE.sub("?", tag), 60)
    if not _TAG.fullmatch(tag) or ".." in tag:
        raise RevisionError(f'"{shown}" is not a revision that a tag names.')
    try:
        return commit_of(root, f"refs/tags/{tag}")
    except RevisionError as error:
        git(root, "rev-parse", "--git-dir")
        raise RevisionError(f'This repository does not contain the tag "{shown}".') from error


def is_before(root: Path, commit: str, other: str) -> bool:
    """Return whether a commit is an ancestor of another commit, or the same commit."""
    try:
        return git(root, "merge-base", commit, other).decode().strip() == commit
    except RevisionError:
        return False  # the commits have no common ancestor


def is_shallow(root: Path) -> bool:
    """Return whether the repository contains only part of the history."""
    try:
        return git(root, "rev-parse", "--is-shallow-repository").strip() == b"true"
    except RevisionError:
        return False


def _listed(root: Path, commit: str) -> Iterator[tuple[str, str, str]]:
    """Yield the mode, object id and path (relative to the project) of every file to read."""
    listing = git(root, "ls-tree", "-r", "-z", commit, "--", *READ_FOLDERS)
    for line in listing.split(b"\0")[:-1]:
        about, _, name = line.partition(b"\t")
        mode, _, identity = about.decode().split(" ")
        path = PurePosixPath(os.fsdecode(name))
        # Git itself refuses such names, but a forged tree may contain them.
        if not path.is_absolute() and ".." not in path.parts and path.parts[0] in READ_FOLDERS:
            yield mode, identity, str(path)


def _write(folder: Path, listed: Iterator[tuple[str, str, str]], root: Path) -> None:
    entries = list(listed)
    files = [(identity, path) for mode, identity, path in entries if mode in _FILES]
    # The reader refuses symbolic links, so their targets do not matter.
    links = ((path, None) for mode, _, path in entries if mode == _LINK)
    for path, data in (*contents(root, files), *links):
        file = folder / path
        try:
            file.parent.mkdir(parents=True, exist_ok=True)
            if data is None:
                file.symlink_to("nowhere")
            else:
                file.write_bytes(data)
        except OSError as error:
            if error.errno not in _PATH_ERRORS:
                raise
            shown = visible(clipped(path, _MAX_LETTERS))
            raise RevisionError(
                f"{shown} of that revision cannot be a file here: {error.strerror}. "
                "Compare with a revision that does not contain it."
            ) from error


def contents(root: Path, files: list[tuple[str, str]]) -> Iterator[tuple[str, bytes]]:
    """Yield the path and bytes of each (object, path).

    Raises RevisionError if an object is missing.
    """
    wanted = "".join(f"{identity}\n" for identity, _ in files).encode()
    answer = BytesIO(git(root, "cat-file", "--batch", given=wanted))
    for identity, path in files:
        head = answer.readline().split()
        if len(head) != 3:
            raise RevisionError(f"This repository lacks {path} of that revision. Fetch it first.")
        assert head[0].decode() == identity
        yield path, answer.read(int(head[2]))
        answer.read(1)


def git(root: Path, *arguments: str, given: bytes = b"") -> bytes:
    """Run a git command in the project and return its output. Raises RevisionError if it fails."""
    import subprocess

    # Git hooks set variables such as GIT_DIR, which may name a different repository.
    environment = {name: text for name, text in os.environ.items() if not name.startswith("GIT_")}
    environment |= {
        "GIT_NO_LAZY_FETCH": "1",
        "GIT_NO_REPLACE_OBJECTS": "1",
        "LC_ALL": "C",
        "TZ": "UTC",
    }
    command = ["git", "-c", "protocol.allow=never", *arguments]
    try:
        done = subprocess.run(  # noqa: S603
            command, cwd=root, env=environment, input=given, capture_output=True, check=False
        )
    except FileNotFoundError as error:
        raise RevisionError("Git is not installed. Install it, or check all the facts.") from error
    if done.returncode != 0:
        said = done.stderr.decode("utf-8", "replace").strip().split("\n")[0]
        if "not a git repository" in said:
            raise RevisionError("This project is not in a git repository: nothing to compare with.")
        raise RevisionError(f"Git cannot read the repository: {_UNPRINTABLE.sub('?', said)}")
    return done.stdout
