"""Lists the SHA-256 of each file of a built site, in the format of `sha256sum --check`.

Usage: checksums.py SITE. Writes SITE/SHA256SUMS, and prints the SHA-256 of that list. This number
changes if any file of the site is changed, added, removed or renamed.
"""

import hashlib
import sys
from pathlib import Path

LIST = "SHA256SUMS"


def files(folder: Path) -> dict[str, Path]:
    """Return a site's files by path, sorted by path and without the list of checksums.

    Raises ValueError if a path is not an ordinary file or folder, or if the list cannot contain
    its name.
    """
    paths = {}
    for path in folder.rglob("*"):
        name = path.relative_to(folder).as_posix()
        if path.is_symlink() or not (path.is_file() or path.is_dir()):
            raise ValueError(f"{name} is not an ordinary file: a site consists only of files")
        if not name.isprintable() or "\\" in name:
            raise ValueError(f"{name!r} cannot be listed: rename what it is made from")
        if path.is_file() and name != LIST:
            paths[name] = path
    return dict(sorted(paths.items()))


def sums(folder: Path) -> str:
    """Return a line for each file, sorted by path: the checksum, two spaces and the path."""
    listed = (
        f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {name}\n"
        for name, path in files(folder).items()
    )
    return "".join(listed)


def root(listed: str) -> str:
    """Return the SHA-256 of a list of checksums."""
    return hashlib.sha256(listed.encode()).hexdigest()


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit("Usage: checksums.py SITE")
    try:
        text = sums(Path(sys.argv[1]))
    except ValueError as error:
        sys.exit(f"{error}.")
    (Path(sys.argv[1]) / LIST).write_text(text, encoding="utf-8", newline="\n")
    sys.stdout.write(f"{root(text)}  {LIST} of {text.count(chr(10))} files\n")
