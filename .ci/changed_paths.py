"""Prints whether a change needs the engine's tests: ``engine=true``, or ``engine=false``.

Usage: changed_paths.py BASE. If only records, checked articles and Markdown pages change,
``.ci/facts-change`` is enough. A change to any other file needs the engine's tests, and so does an
empty change. A renamed file counts under both names.
"""

import subprocess
import sys
from collections.abc import Sequence

FOLDERS = ("facts/", "seeds/")
PAGES = ("content/", ".md")


def main(base: str) -> None:
    """Print the result for the change from ``base`` to HEAD in GitHub's output format."""
    answer = "true" if needs_engine(changed_paths(base)) else "false"
    sys.stdout.write(f"engine={answer}\n")


def changed_paths(base: str) -> list[str]:
    """Return every path that was added, changed or deleted."""
    command = ["git", "diff", "--name-only", "--no-renames", "-z", base, "HEAD", "--"]
    done = subprocess.run(command, stdout=subprocess.PIPE, check=True)  # noqa: S603
    return [path for path in done.stdout.decode("utf-8", "surrogateescape").split("\0") if path]


def needs_engine(paths: Sequence[str]) -> bool:
    """Return whether any path is not a record, an article or a page, or there are no paths."""
    return not paths or not all(_is_facts(path) for path in paths)


def _is_facts(path: str) -> bool:
    folder, ending = PAGES
    return path.startswith(FOLDERS) or (path.startswith(folder) and path.endswith(ending))


if __name__ == "__main__":
    main(sys.argv[1])
