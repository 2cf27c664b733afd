"""Runs linkchecker on a built site, as a second check that does not share our mistakes.

linkchecker follows links and anchors from file to file. Checking other sites is an option.
"""

import csv
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Sequence
from pathlib import Path

_COMMAND = (sys.executable, "-m", "linkcheck")
# Reading files needs no delay between requests, and threads would only slow the check down.
_SETTINGS = "[checking]\nthreads=0\n[AnchorCheck]\n"
_OPTIONS = ("--verbose", "--no-status", "--output", "csv/utf-8")
_EXTERNAL = ("--check-extern", "--threads=5", "--timeout=30", "--ignore-url=^mailto:")
# linkchecker reads a page again for every anchor on the page. For hundreds of pages, this takes
# many minutes.
WITHOUT_ANCHORS = ("--ignore-url=^file://.*#",)

# Checking a large site's files takes minutes. Other servers may take any amount of time to answer.
MAX_SECONDS = 1200.0

Row = dict[str, str]


class LinkcheckerError(Exception):
    """linkchecker failed. The message is a sentence that says why."""


def follow_links(
    site: Path,
    options: Sequence[str] = (),
    external: bool = False,
    max_seconds: float = MAX_SECONDS,
) -> list[Row]:
    """Return a row for every link that linkchecker followed from the home page.

    If root starts linkchecker, the program drops root's rights, so everyone must be able to read
    the site. Raises :class:`LinkcheckerError` if linkchecker fails, cannot read the site, or takes
    too long.
    """
    with tempfile.TemporaryDirectory() as folder:
        Path(folder).chmod(0o755)
        settings = Path(folder, "linkcheckerrc")
        settings.write_text("[checking]\n" if external else _SETTINGS, encoding="utf-8")
        environment = {**os.environ, "HOME": folder, "XDG_CONFIG_HOME": folder, "LC_ALL": "C.UTF-8"}
        start = str(site.resolve() / "index.html")
        all_options = (*_OPTIONS, *(_EXTERNAL if external else ()), *options)
        try:
            done = subprocess.run(  # noqa: S603
                [*_COMMAND, "--config", str(settings), *all_options, start],
                env=environment,
                capture_output=True,
                encoding="utf-8",
                check=False,
                timeout=max_seconds,
            )
        except subprocess.TimeoutExpired as error:
            raise LinkcheckerError(
                f"linkchecker took more than {max_seconds:g} seconds, and was stopped."
            ) from error
    # Exit status 1 means that linkchecker found errors, and 2 that it failed.
    if done.returncode not in (0, 1):
        raise LinkcheckerError(f"linkchecker failed with {done.returncode}: {done.stderr[-500:]}")
    # Comments begin with "# ". An address may begin with "#", but without a space.
    lines = [line for line in done.stdout.splitlines() if line and not line.startswith("# ")]
    rows = list(csv.DictReader(lines, delimiter=";"))
    if not rows or rows[0]["valid"] != "True":
        raise LinkcheckerError(f"linkchecker could not read {site}/index.html.")
    return rows


def errors(rows: Iterable[Row]) -> list[tuple[str, str]]:
    """Return each address with an error or warning, and the page that links to the address."""
    pairs = {
        (row["url"], row["parentname"])
        for row in rows
        if row["valid"] != "True" or row["warningstring"]
    }
    return sorted(pairs)
