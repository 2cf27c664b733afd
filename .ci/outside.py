"""Asks each address outside that a built site cites, and writes down which are gone.

Use: outside.py SITE FILE. FILE becomes JSON: ``gone`` (a status and an address each) and ``words``
(honest counts). An address is gone only where its server says so (404, 410); one that did not let
us look is counted apart. Nothing of what a server says but its status gets into FILE.
"""

import csv
import json
import re
import subprocess
import sys
from pathlib import Path

GONE = ("404", "410")
CHECKER = Path(sys.executable).with_name("linkchecker")
POLITE = ("--check-extern", "--threads=5", "--timeout=30", "--ignore-url=^mailto:")


def ask(site: Path) -> dict[str, str]:
    """Return each web address outside with its status: empty for an answer, else a number or ?."""
    command = [
        str(CHECKER),
        "--verbose",
        "--no-status",
        "--no-warnings",
        "--output=csv/utf-8",
        *POLITE,
    ]
    done = subprocess.run(  # noqa: S603
        [*command, str(site.resolve() / "index.html")],
        stdout=subprocess.PIPE,
        check=False,
        encoding="utf-8",
    )
    # 1 says that a link is broken; 2 that the checker itself is.
    if done.returncode not in (0, 1):
        sys.exit(f"linkchecker failed with {done.returncode}")
    rows = [line for line in done.stdout.splitlines() if line and not line.startswith("#")]
    links = list(csv.DictReader(rows, delimiter=";"))
    if not links or links[0]["valid"] != "True":
        sys.exit(f"linkchecker could not read {site}/index.html")
    return {
        link["url"]: _status(link)
        for link in sorted(links, key=lambda link: link["url"])
        if re.match("https?://", link["url"])
    }


def _status(link: dict[str, str]) -> str:
    if link["valid"] == "True":
        return ""
    found = re.match(r"(?:Error: )?([1-5][0-9]{2})\b", link["result"])
    return found[1] if found else "?"


def summary(asked: dict[str, str]) -> dict[str, object]:
    """Return what is told: the addresses that are gone, and the counts in words."""
    gone = [f"{status} {url}" for url, status in asked.items() if status in GONE]
    answered = sum(not status for status in asked.values())
    words = (
        f"Of {len(asked)} addresses outside, {answered} answered, {len(gone)} are gone and "
        f"{len(asked) - len(gone) - answered} did not let us look."
    )
    return {"words": words, "gone": gone}


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit("Use: outside.py SITE FILE")
    told = summary(ask(Path(sys.argv[1])))
    Path(sys.argv[2]).write_text(json.dumps(told, indent=2) + "\n", encoding="utf-8")
    sys.stdout.write(f"{told['words']}\n")
