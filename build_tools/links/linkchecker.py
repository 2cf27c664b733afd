"""Runs linkchecker over a built site, beside our own checks: it is written by others, as a witness.

It reads files, with anchors; what leads out of the site it asks only where it is told to.
"""

import csv
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Sequence
from pathlib import Path

_PROGRAM = Path(sys.executable).with_name("linkchecker")
# Files need no courtesy, and threads only get in each other's way.
_SETTINGS = "[checking]\nthreads=0\n[AnchorCheck]\n"
_OPTIONS = ("--verbose", "--no-status", "--output", "csv/utf-8")
_OUTSIDE = ("--check-extern", "--threads=5", "--timeout=30", "--ignore-url=^mailto:")
# It reads a page again for each anchor on it: of hundreds of pages that takes many minutes.
WITHOUT_ANCHORS = ("--ignore-url=^file://.*#",)

# Files of a large site take minutes; servers outside may take as long as they like.
MAX_SECONDS = 1200.0

Row = dict[str, str]


class LinkcheckerError(Exception):
    """Says in a sentence why linkchecker did not end well."""


def is_installed() -> bool:
    """Return whether linkchecker stands beside the Python that runs this."""
    return _PROGRAM.exists()


def followed(
    site: Path,
    options: Sequence[str] = (),
    outside: bool = False,
    most_seconds: float = MAX_SECONDS,
) -> list[Row]:
    """Return a row for every link that linkchecker followed from the home page.

    Started by root it gives up root's rights: the site must be readable by all. Raises
    :class:`LinkcheckerError` where it fails, cannot read the site, or takes too long.
    """
    with tempfile.TemporaryDirectory() as folder:
        Path(folder).chmod(0o755)
        settings = Path(folder, "linkcheckerrc")
        settings.write_text("[checking]\n" if outside else _SETTINGS, encoding="utf-8")
        own = {"HOME": folder, "XDG_CONFIG_HOME": folder, "LC_ALL": "C.UTF-8"}
        start = str(site.resolve() / "index.html")
        asked = _OUTSIDE if outside else ()
        try:
            done = subprocess.run(  # noqa: S603
                [str(_PROGRAM), "--config", str(settings), *_OPTIONS, *asked, *options, start],
                env={**os.environ, **own},
                capture_output=True,
                encoding="utf-8",
                check=False,
                timeout=most_seconds,
            )
        except subprocess.TimeoutExpired as error:
            raise LinkcheckerError(
                f"linkchecker took more than {most_seconds:g} seconds, and was ended."
            ) from error
    # 1 says that something was found; 2 that linkchecker itself failed.
    if done.returncode not in (0, 1):
        raise LinkcheckerError(f"linkchecker failed with {done.returncode}: {done.stderr[-500:]}")
    # Remarks begin with "# "; an address may begin with "#" too.
    lines = [line for line in done.stdout.splitlines() if line and not line.startswith("# ")]
    rows = list(csv.DictReader(lines, delimiter=";"))
    if not rows or rows[0]["valid"] != "True":
        raise LinkcheckerError(f"linkchecker could not read {site}/index.html.")
    return rows


def faults(rows: Iterable[Row]) -> list[tuple[str, str]]:
    """Return each address that leads nowhere, with the page where it was met."""
    found = {
        (row["url"], row["parentname"])
        for row in rows
        if row["valid"] != "True" or row["warningstring"]
    }
    return sorted(found)
