"""Builds a site a second time under different conditions, and compares every byte.

Usage: reproduce.py SITE, in the project that SITE was built from. The second build uses a clone of
the current commit, which contains only committed files. This build runs in a different folder,
without a cache, and with a different day, time zone, locale, hash seed and umask. Both builds also
use the status of cited links, which is fetched at night and not committed. Prints the SHA-256 of
the list of all files (checksums.py), or the differences.
"""

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import NoReturn

from checksums import files, root, sums

OTHERWISE = {
    "SOURCE_DATE_EPOCH": "1890000000",  # the date for MkDocs, in 2029
    "TZ": "Pacific/Kiritimati",
    "LC_ALL": "POSIX",
    "PYTHONHASHSEED": "4",
}
UMASK = 0o077
LINK_STATUS = "facts/links.json"
SHOWN = 10


def stop(reason: str) -> NoReturn:
    """Print the reason, and exit with 1."""
    sys.exit(f"Not reproduced: {reason}")


def git(folder: Path, *arguments: str) -> str:
    """Return the output of git in a folder, without the variables that a hook may have set."""
    environment = {name: text for name, text in os.environ.items() if not name.startswith("GIT_")}
    done = subprocess.run(  # noqa: S603
        ["git", *arguments],  # noqa: S607
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        stop(f"git {arguments[0]} failed: {done.stderr.strip()}")
    return done.stdout


def build_again(project: Path, folder: Path) -> Path:
    """Build the current commit in ``folder``, and return the folder of the site."""
    if changed := git(project, "status", "--porcelain", "--", ".", f":(exclude){LINK_STATUS}"):
        stop(f"the second build uses only committed files, but this is not committed:\n{changed}")
    git(project, "clone", "--quiet", "--no-hardlinks", str(project), str(folder))
    if (project / LINK_STATUS).is_file():
        shutil.copyfile(project / LINK_STATUS, folder / LINK_STATUS)
    # In the clone's folder, the build uses the clone's own code, if there is any.
    done = subprocess.run(
        [sys.executable, "-m", "build_tools", "build"],
        cwd=folder,
        env={**os.environ, **OTHERWISE},
        capture_output=True,
        text=True,
        check=False,
        umask=UMASK,
    )
    if done.returncode:
        stop(f"the second build failed with {done.returncode}:\n{done.stdout}{done.stderr}")
    return folder / "site"


def first_difference(first: bytes, second: bytes) -> str:
    """Return the first byte at which two files differ, and an excerpt from each file."""
    pairs = enumerate(zip(first, second, strict=False))
    place = next((at for at, (a, b) in pairs if a != b), min(len(first), len(second)))
    excerpts = (content[max(0, place - 20) : place + 40] for content in (first, second))
    return f"from byte {place} on: " + " against ".join(repr(text) for text in excerpts)


def differences(first: Path, second: Path) -> list[str]:
    """Return a line for each file that differs between two sites, sorted by path."""
    here, there = files(first), files(second)
    lines = []
    for name in sorted(here.keys() | there.keys()):
        if name not in there:
            lines.append(f"{name}: only in the first build")
        elif name not in here:
            lines.append(f"{name}: only in the second build")
        elif (a := here[name].read_bytes()) != (b := there[name].read_bytes()):
            lines.append(f"{name}: {first_difference(a, b)}")
    return lines


def main(site: Path) -> None:
    """Build the site again, and compare both builds."""
    with tempfile.TemporaryDirectory(prefix="again-") as temporary:
        again = build_again(Path.cwd(), Path(temporary) / "another place" / "deeper")
        try:
            lines = differences(site, again)
            listed = sums(site)
        except ValueError as error:
            stop(f"{error}.")
    if lines:
        more = f"\n… and {len(lines) - SHOWN} more" if len(lines) > SHOWN else ""
        stop(f"{len(lines)} files differ.\n" + "\n".join(lines[:SHOWN]) + more)
    if not listed:
        stop(f"{site} contains no files. Build it first: make site")
    count = listed.count("\n")
    sys.stdout.write(f"Reproduced: {count} files, identical byte for byte. {root(listed)}\n")


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit("Usage: reproduce.py SITE")
    main(Path(sys.argv[1]))
